"""References that are no files: drawn around the source from a tile server or a layer in memory, whose is told."""

import pytest

pytestmark = pytest.mark.qgis

def test_a_web_map_serves_as_reference(qgis, pair, tiles, tmp_path):
    run = qgis("run", algorithm="coregix:alignimagepair", parameters={
        "MOVING_IMAGE": pair.moving, "OUTPUT_IMAGE": tmp_path / "aligned.tif", "MAX_SHIFT": 40,
        "FIXED_IMAGE": {"kind": "wms", "url": tiles.url, "zmax": 17, "rights": ["The Mapmakers"]}})
    assert run["error"] is None, run["error"]
    # Half a pixel of 2 m.
    assert (run["results"]["SHIFT_X"], run["results"]["SHIFT_Y"]) == pytest.approx((pair.east, pair.north), abs=1.0)
    assert any("drawn from the layer 'tiles'" in line and "The Mapmakers" in line for line in run["log"])
    # What the source's surroundings need, in the zoom level of its resolution, and no tile more than once or twice.
    assert {zoom for zoom, _, _ in tiles.asked} <= {15, 16, 17}
    assert len(tiles.asked) < 60


def test_a_layer_in_memory_serves_as_reference(qgis, pair):
    run = qgis("run", algorithm="coregix:assessalignment", parameters={
        "MOVING_IMAGE": pair.moving, "FIXED_IMAGE": {"kind": "memory", "path": str(pair.fixed)}})
    assert run["error"] is None, run["error"]
    assert run["results"]["RMSE"] == pytest.approx(5.0, abs=0.5)


def test_a_map_that_shows_nothing_there_is_refused(qgis, pair, tmp_path):
    run = qgis("run", algorithm="coregix:alignimagepair", parameters={
        "MOVING_IMAGE": pair.moving, "OUTPUT_IMAGE": tmp_path / "aligned.tif", "FIXED_IMAGE": {"kind": "wms"}})
    assert "The layer 'tiles' shows nothing around the source" in run["error"]
    assert list(tmp_path.iterdir()) == []
