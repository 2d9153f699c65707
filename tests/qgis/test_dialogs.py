"""Dialogs of the desktop by clicks: sample data, a stack, a displacement field; and a source that lies far off."""

import numpy as np
import pytest
import rasterio
from affine import Affine
from likeness import likeness
from scenes import displaced, grid, textured, write

pytestmark = pytest.mark.qgis


def far_away(pair, folder):
    """A part of the reference under a georeference that is 40 km off, turned by 12 degrees and a fifth too large.

    With the true place of its middle, and of the upper right corner of the box around it that QGIS shows.
    """
    with rasterio.open(pair.fixed) as dataset:
        values, own, crs = dataset.read(1, window=((60, 260), (60, 260))), dataset.transform, dataset.crs
    place = Affine.translation(540000.0, 5830000.0) * Affine.rotation(12.0) * Affine.scale(2.4, -2.4)
    path = folder / "far.tif"
    with rasterio.open(path, "w", driver="GTiff", width=200, height=200, count=1, dtype=values.dtype, crs=crs,
                       transform=place) as file:
        file.write(values, 1)
    # By hand it is turned back and made smaller.
    half = 100 * (np.cos(np.radians(12.0)) + np.sin(np.radians(12.0)))
    box = Affine.translation(160.0, 160.0) * Affine.rotation(12.0)
    return path, own * (160.0, 160.0), own * (box * (half, -half))


def series_of_scenes(folder):
    """Three dates of one place, the later ones displaced."""
    where = grid(200, 200)
    return [write(folder / f"scene_{date}.tif", textured(where, displaced(east=east, north=0.0)).astype("uint16"),
                  where, nodata=0) for date, east in (("2021-04-01", 0.0), ("2021-06-11", 4.0), ("2021-08-21", -6.0))]


def test_dialogs_by_clicks_and_a_source_that_lies_far_off(desktop, pair, sample_package, tmp_path):
    far, centre, corner = far_away(pair, tmp_path)
    target = tmp_path / "far_aligned.tif"
    seen, _ = desktop("dialogs", ", dialogs", wheel=sample_package,
                      series=series_of_scenes(tmp_path), moving=pair.moving, fixed=pair.fixed, far=far,
                      far_centre=centre, far_corner=corner, far_target=target)
    assert seen["sample"] == {name: ["Sample source", "Sample reference"] for name in ("chosen", "drawn")}
    check_stack(seen["stack"])
    check_displacement(seen["displacement"], pair)
    # By hand it was turned back and made smaller; the engine started from points that stand for that.
    assert seen["far"]["hand"] == pytest.approx([2.0, -12.0], rel=0.1)
    assert seen["far"]["values"] == {"known_points": True, "around": False}
    assert "Aligned" in seen["far"]["verdict"]
    assert likeness(target, pair.fixed) > 0.97


def check_stack(seen):
    """Three images came back aligned, in a group of their own that is drawn."""
    assert "3 of 3 images are aligned" in seen["log"]
    assert seen["groups"] == ["Aligned stack"]
    assert len(seen["layers"]) == 4
    assert set(seen["layers"]) <= set(seen["drawn"])


def check_displacement(seen, pair):
    """Arrows are drawn that say how far the pair was displaced."""
    assert "Displacement, as arrows" in seen["drawn"]
    moved = np.array(seen["moved"])
    assert len(moved) > 500
    assert np.allclose(moved, [pair.east, pair.north], atol=0.2)
