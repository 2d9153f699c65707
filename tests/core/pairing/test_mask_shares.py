"""Masks that leave out nothing or nearly all are told, with how they were read: an inverted mask has to show."""

from contextlib import ExitStack
from types import SimpleNamespace

import numpy as np
import pytest
import shapely
from scenes import coordinates, grid, write

from coregix_core.findings import Assessment, TiePoints
from coregix_core.geometry import identity
from coregix_core.io.area_masks import opened_masks
from coregix_core.io.raster import open_raster
from coregix_core.pairing.mask_shares import warn_of_masks, with_masks_named
from coregix_core.pairing.pair import make_pair

WHERE = grid(80, 60)
LEFT, TOP = WHERE.bounds[0], WHERE.bounds[3]


def scl(share, low=4, high=9):
    """A scene classification of which the left ``share`` of columns is of class ``high``."""
    return np.where(np.arange(80) < round(80 * share), high, low).astype(np.uint8) * np.ones((60, 1), np.uint8)


@pytest.fixture
def masked(tmp_path):
    """Makes a pair of 80 x 60 pixels with masks for both rasters, or for one of them."""
    with ExitStack() as stack:
        def make(role="both", **masks):
            rasters = [stack.enter_context(open_raster(write(tmp_path / f"{name}.tif", coordinates(WHERE, "float32"),
                                                             WHERE), role=name)) for name in ("fixed", "moving")]
            found = stack.enter_context(opened_masks(masks.get("exclude"), masks.get("include"), WHERE))
            for raster in rasters:
                raster.masks = found if role in ("both", raster.role) else None
            return make_pair(*rasters, fixed_band=0, moving_band=0, max_shift=None, clip=True)

        yield make


@pytest.fixture
def mask_file(tmp_path):
    return lambda values, name="scl.tif": str(write(tmp_path / name, values, WHERE))


@pytest.mark.parametrize("role", ["both", "fixed", "moving"])
@pytest.mark.parametrize(("share", "said"), [
    (0.0, r"scl\.tif:cloud \(its pixels =8,9,10 are meant\) leaves out nothing"), (0.1, None), (0.45, None),
    (0.55, r"scl\.tif:cloud \(its pixels =8,9,10 are meant\) leaves out 5[5-7]%.*wrong way round")])
def test_a_mask_that_leaves_out_nothing_or_most_is_told_once(masked, mask_file, caplog, share, said, role):
    import re

    warn_of_masks(masked(role, exclude=[mask_file(scl(share)) + ":cloud"]))
    assert len(caplog.records) == (said is not None)
    assert said is None or re.search(said, caplog.text)


def test_a_single_pixel_is_not_nothing(masked, mask_file, caplog):
    values = scl(0)
    values[30, 40] = 9
    warn_of_masks(masked(exclude=[mask_file(values) + "=9"]))
    assert not caplog.text


def test_a_plain_mask_says_that_0_is_out(masked, mask_file, caplog):
    warn_of_masks(masked(exclude=[mask_file(scl(0.9, low=1, high=0), "stable.tif")]))
    assert "stable.tif (0 is out) leaves out 9" in caplog.text
    caplog.clear()
    warn_of_masks(masked(include=[mask_file(scl(0.0, low=1), "stable.tif")]))
    assert "stable.tif (0 is out) leaves out nothing" in caplog.text


def test_what_is_scattered_counts_by_its_own_pixels(masked, tmp_path, caplog):
    """Of a mask eight times as fine, a pixel in four touches every pixel of the images, and is a quarter of them."""
    fine = np.zeros((480, 640), np.uint8)
    fine[::2, ::2] = 1
    path = write(tmp_path / "fine.tif", fine, WHERE.scaled(0.125))
    warn_of_masks(masked(exclude=[f"{path}=1"]))
    assert not caplog.text


def test_outlines_may_lie_elsewhere_and_a_small_area_may_be_looked_at_alone(masked, caplog):
    away, small = shapely.box(LEFT - 90, TOP, LEFT - 10, TOP + 50), shapely.box(LEFT, TOP - 30, LEFT + 30, TOP)
    warn_of_masks(masked(exclude=[away]))
    warn_of_masks(masked(include=[small]))
    assert not caplog.text
    warn_of_masks(masked(exclude=[shapely.box(LEFT, TOP - 120, LEFT + 100, TOP)]))
    assert "leaves out 6" in caplog.text


def swapped(shape):
    """What a shape becomes if x and y are taken for each other."""
    return shapely.transform(shape, lambda places: places[:, ::-1])


ON_IT = shapely.box(LEFT, TOP - 30, LEFT + 30, TOP)


@pytest.mark.parametrize("kind", ["outlines", "pixels", "file"])
@pytest.mark.parametrize("role", ["both", "fixed", "moving"])
def test_a_mask_that_lies_wholly_elsewhere_is_told_once_by_outlines_and_by_pixels(masked, tmp_path, caplog, kind, role):
    far = tmp_path / "far.tif"
    mask = {"outlines": lambda: swapped(ON_IT),
            "pixels": lambda: f"{write(far, scl(0.5), WHERE.window(2000, 0, 80, 60))}=9",
            "file": lambda: {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}}[kind]()
    warn_of_masks(masked(role, exclude=[mask]))
    assert [record.getMessage().count("lies elsewhere than the ground") for record in caplog.records] == [1]


def test_outlines_of_a_region_around_the_image_and_none_at_all_lie_nowhere_else(masked, caplog):
    around = shapely.MultiPolygon([shapely.box(LEFT + off, TOP - 50, LEFT + off + 10, TOP) for off in (-9e3, 9e3)])
    warn_of_masks(masked(exclude=[around]))
    assert not caplog.text
    warn_of_masks(masked(exclude=[{"type": "FeatureCollection", "features": []}]))
    assert [record.getMessage() for record in caplog.records] == ["The mask of the type dict holds no geometries."]


def test_of_what_is_looked_at_alone_that_which_lies_elsewhere_is_named(masked, caplog):
    warn_of_masks(masked(include=[swapped(ON_IT), ON_IT]))
    assert caplog.text.count("lies elsewhere") == 1
    caplog.clear()
    # Nothing is left of it, which is an error where the images are read.
    warn_of_masks(masked(include=[swapped(ON_IT)]))
    assert not caplog.text


def test_pixels_to_look_at_alone_that_lie_elsewhere_are_not_taken_for_the_wrong_way_round(masked, tmp_path, caplog):
    far = write(tmp_path / "far.tif", scl(0.5), WHERE.window(2000, 0, 80, 60))
    warn_of_masks(masked(include=[str(far)]))
    assert caplog.text.count("lies elsewhere") == len(caplog.records) == 1


def test_what_is_looked_at_alone_by_several_masks_is_told_of_all_of_them(masked, mask_file, caplog):
    both = [mask_file(scl(0.2, low=1, high=2), name) + "=2" for name in ("a.tif", "b.tif")]
    warn_of_masks(masked(include=both))
    assert "The masks" in caplog.text
    assert "leave out 80% of the ground" in caplog.text
    told = with_masks_named(found("failed"), masked(include=both), identity())
    assert "; the masks" in told.reason
    caplog.clear()
    warn_of_masks(masked(include=[mask_file(scl(1.0, low=1, high=2), name) + "=2" for name in ("a.tif", "b.tif")]))
    assert "leave out nothing" in caplog.text


def test_two_arrays_are_two_masks(masked, caplog):
    empty = np.zeros(WHERE.shape, bool)
    warn_of_masks(masked(exclude=[empty, empty.copy()]))
    assert [record.getMessage().count("leaves out nothing") for record in caplog.records] == [1, 1]


def found(verdict):
    none = np.zeros(0)
    places = TiePoints(none, none, none, none, none, none, none, none.astype(bool), none.astype(str), WHERE.crs)
    return Assessment(verdict, "no common texture", None, None, None, None, places)


def test_a_refusal_names_the_mask_that_leaves_out_most(masked, mask_file):
    pair = masked(exclude=[mask_file(scl(0.1), "a.tif") + "=9", mask_file(scl(0.95), "b.tif") + "=9"])
    told = with_masks_named(found("failed"), pair, identity())
    assert "no common texture; the mask " in told.reason
    assert "b.tif=9 leaves out 95% of" in told.reason
    assert with_masks_named(found("aligned"), pair, identity()).reason == "no common texture"
    few = masked(exclude=[mask_file(scl(0.1), "a.tif") + "=9"])
    assert with_masks_named(found("failed"), few, identity()).reason == "no common texture"


def test_without_masks_nothing_is_read():
    pair = SimpleNamespace(mask_names=())
    warn_of_masks(pair)
    assert with_masks_named(found("failed"), pair, identity()) == found("failed")
