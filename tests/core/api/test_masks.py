"""Ground that a user leaves out: nothing there is compared, at any step, and the output keeps its pixels."""

import json
import re

import numpy as np
import pytest
import rasterio
import shapely
from runs import one_engine
from scenes import Ground, displaced, grid, textured, write

from coregix_core import InputError, align_arrays, align_image_pair, assess_image_pair
from coregix_core.geometry import Grid

GRID = grid(240, 220)
CENTRE = GRID.middle
TRUTH = displaced(6.0, -4.0, centre=CENTRE)
MOVED = displaced(-12.0, 10.0, centre=CENTRE)
STABLE = np.zeros(GRID.shape, bool)
STABLE[:, :90] = True
"""The left part stays; the rest has moved by itself, by 19 m more."""

LEFT, BOTTOM, RIGHT, TOP = GRID.bounds
REST = shapely.box(LEFT + 160, BOTTOM, RIGHT, TOP)
"""What moved, with room for what it covered."""


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    folder = tmp_path_factory.mktemp("masks")
    ground = Ground(4)
    moving = np.where(STABLE, textured(GRID, TRUTH, ground), textured(GRID, MOVED, ground))
    write(folder / "moving.tif", np.rint(moving).astype(np.uint16), GRID)
    write(folder / "fixed.tif", np.rint(textured(GRID, ground=ground)).astype(np.uint16), GRID)
    write(folder / "stable.tif", STABLE.astype(np.uint8), GRID)
    write(folder / "SCL.tif", np.where(STABLE, 4, 9).astype(np.uint8), GRID)
    rest = {"type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "EPSG:32633"}},
            "features": [{"type": "Feature", "properties": {}, "geometry": REST.__geo_interface__}]}
    (folder / "rest.geojson").write_text(json.dumps(rest))
    (folder / "everything.geojson").write_text(json.dumps(
        rest | {"features": [{"type": "Feature", "properties": {}, "geometry": shapely.box(*GRID.bounds).buffer(
            500).__geo_interface__}]}))
    with one_engine(folder):
        yield folder


def align(scenes, out, **masks):
    return align_image_pair(scenes / "moving.tif", scenes / "fixed.tif", out, **masks)


def off(result):
    """Distance from the truth of the stable ground, in pixels."""
    return np.hypot(result.displacement.east + 6.0, result.displacement.north - 4.0) / 2.0


def test_what_moved_by_itself_leads_the_alignment_without_a_mask(scenes, tmp_path):
    assert off(align(scenes, tmp_path / "out.tif", transform="translation")) > 5


def test_a_mask_leads_to_the_stable_ground_and_the_output_keeps_its_pixels(scenes, tmp_path):
    out, report = tmp_path / "out.tif", tmp_path / "r.html"
    result = align(scenes, out, exclude=str(scenes / "stable.tif"), report=report, transform="translation")
    assert result.verdict == "aligned"
    assert off(result) < 0.02
    with rasterio.open(out) as dataset:
        assert (dataset.dataset_mask() > 0).mean() > 0.94
    points = result.assessment.tie_points
    assert (points.x[points.inlier] < LEFT + 180).all()
    text = report.read_text()
    assert re.search(r"<h2>Masks</h2><p>Not compared, by <b>[^<]*stable.tif</b>", text)
    left = re.search(r"Reference</th><td>(\d+)%", text)
    assert int(left[1]) == pytest.approx(100 * STABLE.mean(), abs=1)
    assert "--exclude" in text


@pytest.mark.parametrize("masks", [
    {"exclude": ["SCL.tif:cloud"]}, {"fixed_exclude": ["rest.geojson"], "moving_include": ["SCL.tif=4"]}])
def test_each_way_to_say_it_does_the_same(scenes, tmp_path, masks):
    texts = {name: [f"{scenes}/{text}" for text in given] for name, given in masks.items()}
    assert off(align(scenes, tmp_path / "out.tif", **texts)) < 0.02


def test_geometries_and_arrays_are_masks_in_python(scenes, tmp_path):
    result = align(scenes, tmp_path / "out.tif", exclude=[REST, ~STABLE])
    assert off(result) < 0.02
    assert result.settings["exclude"] == ["<Polygon>", "<ndarray>"]
    assert json.dumps(result.to_dict())
    with rasterio.open(scenes / "moving.tif") as moving, rasterio.open(scenes / "fixed.tif") as fixed:
        result = align_arrays(moving.read(1), fixed.read(1), moving_exclude=~STABLE)
    assert np.hypot(result.result.displacement.east + 3.0, result.result.displacement.north + 2.0) < 0.02


def test_an_assessment_measures_what_is_left(scenes):
    with_mask = assess_image_pair(scenes / "moving.tif", scenes / "fixed.tif", exclude=scenes / "stable.tif")
    assert with_mask.assessment.residual_after.rmse_px == pytest.approx(np.hypot(3.0, 2.0), abs=0.05)
    without = assess_image_pair(scenes / "moving.tif", scenes / "fixed.tif")
    assert without.assessment.residual_after.rmse_px > with_mask.assessment.residual_after.rmse_px + 0.5


@pytest.mark.parametrize(("masks", "message"), [
    ({"exclude": "everything.geojson"}, r"mask \S*everything.geojson leaves nothing of the (fixed|moving) raster"),
    ({"moving_include": "SCL.tif=7"}, r"mask \S*SCL.tif=7 leaves nothing of the moving raster \S*moving.tif"),
    ({"moving_exclude": "rest.geojson", "fixed_exclude": "SCL.tif=4"}, "(nothing is left|leaves nothing)"),
])
def test_a_mask_that_leaves_nothing_says_so(scenes, tmp_path, litter, masks, message):
    given = {name: f"{scenes}/{text}" for name, text in masks.items()}
    with pytest.raises(InputError, match=message):
        align(scenes, tmp_path / "out.tif", **given)
    with pytest.raises(InputError, match="everything.geojson" if "exclude" in masks else "nothing"):
        assess_image_pair(scenes / "moving.tif", scenes / "fixed.tif", **given)
    assert litter() == []


def test_a_mask_is_read_by_windows_within_the_budget(tmp_path):
    """A fine mask of a coarse image: what is read of it at once stays within a strip."""
    import tracemalloc

    from coregix_core.io.area_masks import opened_masks

    fine = Grid(GRID.crs, GRID.transform * GRID.transform.scale(1 / 40), GRID.width * 40, GRID.height * 40)
    path = tmp_path / "fine.tif"
    with rasterio.open(path, "w", driver="GTiff", width=fine.width, height=fine.height, count=1, dtype="uint8",
                       crs=fine.crs, transform=fine.transform, tiled=True, compress="deflate") as out:
        for row in range(0, fine.height, 880):
            out.write(np.ones((1, 880, fine.width), np.uint8), window=rasterio.windows.Window(0, row, fine.width, 880))
    with opened_masks([path], None, GRID) as masks:
        tracemalloc.start()
        kept = masks.keep(GRID)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert kept.all()
    assert peak < 64 << 20 < fine.width * fine.height
