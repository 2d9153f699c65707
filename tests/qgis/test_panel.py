"""The panel in the desktop: measure, look, help, accept and reject by mouse; nothing blocks QGIS meanwhile."""

import json

import numpy as np
import pytest
import rasterio

pytestmark = pytest.mark.qgis


def test_the_panel_measures_shows_takes_help_and_accepts(desktop, pair, tmp_path):
    roads = tmp_path / "roads.geojson"
    roads.write_text(json.dumps({
        "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}},
        "features": [{"type": "Feature", "properties": {}, "geometry": {
            "type": "LineString", "coordinates": [[500300, 5799700], [500400, 5799800]]}}]}), encoding="utf-8")
    target = tmp_path / "accepted.tif"
    seen, _ = desktop("panel", ", panel", moving=pair.moving, fixed=pair.fixed, roads=roads,
                      place=(500320.0, 5799680.0), target=target)
    assert (seen["in_menu"], seen["visible"], seen["chosen"]) == (True, True, ["source", "reference"])
    it_measured_and_showed(seen)
    it_took_help(seen, pair)
    it_was_accepted(seen, target, pair)
    assert seen["rejected"] == {"layers": True, "folder": False, "groups": True}
    # Nothing blocks QGIS's main thread for a tenth of a second, in processor time.
    assert max(seen[f"stall_{part}"] for part in ("measuring", "looking", "helping", "accepting")) < 0.1


def it_measured_and_showed(seen):
    assert "Aligned" in seen["verdict"]
    assert "Moved 6.00 m east, 8.00 m north." in seen["verdict"]
    assert seen["points"] > 30
    assert seen["position"] == pytest.approx(1 / 3, abs=0.01)


def it_took_help(seen, pair):
    assert (seen["unticked"], seen["after_undo"]) == (1, 0)
    east, north, score = seen["added"]
    # A tenth of a pixel, from clicks that were five pixels off.
    assert (east, north) == pytest.approx((pair.east, pair.north), abs=0.2)
    assert score > 0.8
    assert seen["dragged"] > 5
    # With a thousand points, from the click to the arrows that are drawn anew; no turn of it blocks.
    assert seen["thousand"]["points"] == 1000
    assert seen["thousand"]["seconds"] < 0.3
    assert seen["thousand"]["stall"] < 0.1
    # The engine is there already, and needs no start.
    assert seen["snap_seconds"] < 1.0


def it_was_accepted(seen, target, pair):
    assert seen["movable"] == ["roads"]
    assert set(seen["new"]) == {"accepted", "roads_moved"}
    # Above all others, though the source, which is the current layer, lies under the reference.
    assert set(seen["order"][:2]) == {"accepted", "roads_moved"}
    assert seen["cut"] == []
    for ending in (".transform.json", ".tie_points.gpkg", ".report.html"):
        assert target.with_name(f"accepted{ending}").is_file()
    with rasterio.open(target) as moved, rasterio.open(pair.fixed) as fixed:
        inner = np.s_[30:-30, 30:-30]
        assert np.abs(moved.read(1)[inner].astype(float) - fixed.read(1)[inner]).mean() < 10
