"""A raster of which nothing is known is found in the reference, to the pixel; a mirror image is refused as such."""

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling
from scenes import Ground, centres, grid, write

from coregix_core.errors import RasterError, UnreliableAlignmentError
from coregix_core.geometry.grid import Grid
from coregix_core.io.raster import open_raster
from coregix_core.placing import anywhere
from coregix_core.placing.anywhere import place
from coregix_core.placing.looks import look_at
from coregix_core.placing.whereabouts import PhotoHint, unplaced

GROUND = Ground(seed=8, shortest=14.0, longest=500.0)
REFERENCE = grid(300, 280)
MIDDLE = REFERENCE.middle


def laid(turn=0.0, pixel=2.0, width=240, height=200, mirrored=False, middle=(20.0, -10.0)):
    """A grid of the reference's CRS in any turn, its middle near that of the reference."""
    to_centre = Affine.translation(-width / 2, -height / 2)
    down = Affine.scale(pixel, pixel if mirrored else -pixel)
    place_of = Affine.translation(MIDDLE[0] + middle[0], MIDDLE[1] + middle[1]) * Affine.rotation(turn)
    return Grid(REFERENCE.crs, place_of * down * to_centre, width, height)


def shown(where, ground=GROUND):
    return ground(*where.to_world(*centres(where))).astype(np.float32)


@pytest.fixture
def placed(tmp_path):
    """Where a raster without georeference is found that in truth lies on a grid, in or beside a CRS."""
    def run(truth, values=None, reference=REFERENCE, fixed_values=None, box=None, own=None):
        raw = own or Grid(None, Affine.identity(), truth.width, truth.height)
        moving = write(tmp_path / "moving.tif", shown(truth) if values is None else values, raw)
        fixed = write(tmp_path / "fixed.tif", shown(reference) if fixed_values is None else fixed_values, reference)
        with open_raster(moving, role="moving") as m, open_raster(fixed, role="fixed") as f:
            assert unplaced(m, f) is raw.transform.is_identity
            return place(m, f, 0, 0, box)

    return run


def scales_are(monkeypatch, least, largest):
    """Look for few sizes of pixels alone: all of them take their time, and are seen by the bench."""
    monkeypatch.setattr(anywhere._Views, "scales", property(lambda view: (least * view.ratio, largest * view.ratio)))


def gap(found, truth, pixel):
    """Greatest distance between two grids of one raster, in pixels."""
    x, y = found.to_world(*(a.ravel() for a in np.meshgrid([0, truth.width], [0, truth.height])))
    u, v = truth.to_world(*(a.ravel() for a in np.meshgrid([0, truth.width], [0, truth.height])))
    return np.hypot(x - u, y - v).max() / pixel


@pytest.mark.parametrize(("turn", "pixel"), [(0.0, 2.0), (77.0, 1.4), (-150.0, 3.0)])
def test_any_turn_and_scale_is_found_to_the_pixel(placed, turn, pixel):
    truth = laid(turn, pixel)
    found, told = placed(truth)
    assert gap(found, truth, 2.0) < 1.0
    assert found.crs == REFERENCE.crs
    assert told.found_by == "features"
    assert told.chance < -6
    assert told.pixel_size == pytest.approx(pixel, rel=0.01)
    assert told.rotation_deg == pytest.approx(turn, abs=0.5)
    assert (told.x, told.y) == pytest.approx(truth.middle, abs=2.0)


def test_inverted_contrast_is_found(placed):
    truth = laid(40.0)
    assert gap(placed(truth, 6000 - shown(truth))[0], truth, 2.0) < 1.0


def test_what_shares_no_features_is_found_by_its_edges(placed, monkeypatch):
    monkeypatch.setattr(anywhere, "feature_agreement", lambda *_, **__: None)
    scales_are(monkeypatch, 0.9, 1.2)
    truth = laid(60.0, 2.2)
    # As a map beside a photograph: bright and dark are both bright there.
    found, told = placed(truth, np.abs(shown(truth) - 3000))
    assert told.found_by == "edges"
    assert gap(found, truth, 2.0) < 2.0


def test_outlines_are_found_in_a_reference_many_times_as_long(placed, monkeypatch):
    monkeypatch.setattr(anywhere, "feature_agreement", lambda *_, **__: None)
    scales_are(monkeypatch, 1.0, 1.2)
    reference = grid(520, 420, pixel=2.0)
    truth = laid(60.0, 2.2, 120, 110, middle=(300.0, -250.0))
    found, told = placed(truth, np.abs(shown(truth) - 3000), reference)
    assert told.found_by == "edges"
    assert gap(found, truth, 2.0) < 3.0


def test_all_edges_are_evidence_where_windows_show_none(placed, monkeypatch):
    monkeypatch.setattr(anywhere, "feature_agreement", lambda *_, **__: None)
    scales_are(monkeypatch, 1.0, 1.2)
    monkeypatch.setattr(anywhere, "measured", lambda *_: None)
    truth = laid(60.0, 2.2)
    found, told = placed(truth, np.abs(shown(truth) - 3000))
    assert told.chance < -6
    assert gap(found, truth, 2.0) < 6.0


def test_a_mirror_image_is_refused_and_called_one(placed):
    with pytest.raises(UnreliableAlignmentError, match="mirror image"):
        placed(laid(30.0, mirrored=True))


def test_other_ground_is_refused(placed, monkeypatch):
    scales_are(monkeypatch, 0.9, 1.2)
    truth = laid(30.0)
    with pytest.raises(UnreliableAlignmentError, match="under no turn and scale"):
        placed(truth, shown(truth, Ground(seed=9, shortest=14.0, longest=500.0)))


@pytest.mark.parametrize("named", ["moving", "fixed"])
def test_a_raster_of_one_value_is_refused_before_anything_is_looked_for(placed, monkeypatch, named):
    monkeypatch.setattr(anywhere, "_Views", None)
    level = np.full(REFERENCE.shape, 7.0, np.float32)
    given = {"values": level[:200, :240]} if named == "moving" else {"fixed_values": level}
    with pytest.raises(RasterError, match=f"The {named} raster .* holds nothing but the value 7 in band 0"):
        placed(laid(30.0), **given)


def test_degrees_of_longitude_are_as_long_as_they_are(placed):
    """At 60 degrees north a degree of longitude is half one of latitude: no square on the ground."""
    reference = grid(300, 200, pixel=2e-5, crs=CRS.from_epsg(4326), origin=(10.0, 60.0))

    def ground(where):
        x, y = where.to_world(*centres(where))
        return GROUND(500_000 + (x - 10) * 55_800, 5_800_000 + (y - 60) * 111_600).astype(np.float32)

    # Turned on the ground, where both axes are equally long.
    metres = Affine.scale(1 / 55_800, 1 / 111_600)
    middle = reference.middle
    truth = Grid(reference.crs, Affine.translation(*middle) * metres * Affine.rotation(50) * Affine.scale(1.5, -1.5)
                 * Affine.translation(-80, -70), 160, 140)
    found, _ = placed(truth, ground(truth), reference, ground(reference))
    assert gap(found, truth, 2e-5) < 1.5


def test_a_reference_stored_from_south_to_north_is_no_mirror(placed):
    south = Grid(REFERENCE.crs, REFERENCE.transform * Affine.translation(0, REFERENCE.height) * Affine.scale(1, -1),
                 REFERENCE.width, REFERENCE.height)
    truth = laid(25.0)
    assert gap(placed(truth, None, south)[0], truth, 2.0) < 1.0


@pytest.mark.parametrize("crs", [REFERENCE.crs, CRS.from_epsg(4326)], ids=["metres", "degrees"])
def test_under_a_crs_without_a_geotransform_pixels_are_as_they_are_stored(placed, crs):
    """The identity is no georeference: neither do its rows run from the south, nor are its pixels degrees."""
    truth, own = laid(25.0), Grid(crs, Affine.identity(), 240, 200)
    assert gap(placed(truth, own=own)[0], truth, 2.0) < 1.0
    with pytest.raises(UnreliableAlignmentError, match="mirror image"):
        placed(truth, shown(truth)[::-1], own=own)


@pytest.mark.parametrize("mirrored", [False, True])
def test_rows_that_are_said_to_run_from_the_south_may_do_so_or_not(placed, mirrored):
    truth = laid(25.0, mirrored=mirrored)
    own = Grid(REFERENCE.crs, Affine(2.0, 0, 600_000, 0, 2.0, 5_000_000), 240, 200)
    assert gap(placed(truth, own=own)[0], truth, 2.0) < 1.0


def test_a_small_source_is_found_in_a_large_reference(placed, monkeypatch):
    """Twelve times as long, so that hardly a feature of it shows in the first look; in parts, the nearest first."""
    reference = grid(1500, 1300, pixel=2.0)
    truth = laid(130.0, 2.2, 130, 110, middle=(1400.0, -1300.0))
    monkeypatch.setattr(anywhere, "LOOK", 200)
    found, told = placed(truth, None, reference)
    assert told.found_by == "features"
    assert gap(found, truth, 2.0) < 3.0


def test_a_box_is_all_that_is_looked_at(placed):
    truth = laid(20.0, 2.0, 100, 90)
    col, row = REFERENCE.to_pixel(*truth.middle)
    found, _ = placed(truth, box=(col - 70, row - 70, col + 70, row + 70))
    assert gap(found, truth, 2.0) < 1.5


def test_a_look_keeps_the_way_back_to_the_raster(tmp_path):
    where = grid(500, 300)
    col, _ = centres(where)
    with open_raster(write(tmp_path / "wide.tif", col.astype(np.float32), where), role="fixed") as raster:
        look = look_at(raster, 0, size=100)
    assert look.image.values.shape == (60, 100)
    assert look.step == pytest.approx(5.0)
    # The middle of a look's pixel is where the raster has its value.
    assert look.to_raster * (10.5, 5.5) == pytest.approx((look.image.values[5, 10], 27.5))


def test_a_photograph_is_looked_for_where_it_was_taken_first_and_then_everywhere(placed, monkeypatch):
    truth = laid(20.0, 2.0, 100, 90)
    col, row = REFERENCE.to_pixel(*truth.middle)
    everywhere, searched = [], anywhere._searched
    monkeypatch.setattr(anywhere, "_searched", lambda *given: everywhere.append(given) or searched(*given))
    monkeypatch.setattr(anywhere, "photo_hint", lambda *_: PhotoHint(
        (col - 70, row - 70, col + 70, row + 70), None, 3.0))
    assert gap(placed(truth)[0], truth, 2.0) < 1.5
    assert not everywhere
    # A camera that was wrong about its place costs a look, and nothing else.
    monkeypatch.setattr(anywhere, "photo_hint", lambda *_: PhotoHint((0.0, 0.0, 60.0, 60.0), None, 3.0))
    assert gap(placed(truth)[0], truth, 2.0) < 1.5
    assert len(everywhere) == 1


@pytest.mark.parametrize(("ground", "searched"), [(GROUND, 0), (Ground(seed=9), 1), (None, 1)],
                         ids=["its own", "of other ground", "none"])
def test_a_glance_at_overviews_is_enough_where_they_show_the_place_and_misleads_nobody(
        ground, searched, tmp_path, monkeypatch):
    truth = laid(20.0)
    moving = write(tmp_path / "moving.tif", shown(truth), Grid(None, Affine.identity(), truth.width, truth.height))
    fixed = write(tmp_path / "fixed.tif", shown(REFERENCE, ground or GROUND), REFERENCE)
    with rasterio.open(fixed, "r+") as dataset:
        dataset.build_overviews([2] if ground else [], Resampling.average)
        # As after an edit of the pixels alone.
        dataset.write(shown(REFERENCE), 1)
    calls, all_of_it = [], anywhere._searched
    monkeypatch.setattr(anywhere, "LOOK", 150)
    monkeypatch.setattr(anywhere, "_searched", lambda *given: calls.append(given) or all_of_it(*given))
    with open_raster(moving, role="moving") as m, open_raster(fixed, role="fixed") as f:
        found, _ = place(m, f, 0, 0)
    assert gap(found, truth, 2.0) < 3.0
    assert len(calls) == searched


@pytest.mark.parametrize("off", [0.0, 40.0, 180.0], ids=["right", "a bad compass", "wrong"])
def test_a_heading_shortens_the_search_and_nothing_depends_on_it(placed, monkeypatch, off):
    everywhere, searched = [], anywhere._searched
    monkeypatch.setattr(anywhere, "_searched", lambda *given: everywhere.append(given) or searched(*given))
    monkeypatch.setattr(anywhere, "photo_hint", lambda *_: PhotoHint(None, np.radians(50.0 + off), 1.6))
    # Turned counter-clockwise by so much in the world, where rows run up.
    assert gap(placed(laid(-50.0, 2.0))[0], laid(-50.0, 2.0), 2.0) < 1.0
    assert bool(everywhere) is (off == 180.0)
