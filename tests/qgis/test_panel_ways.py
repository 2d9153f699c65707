"""The other ways through the panel: how it is opened, web maps, parts of a scene, photos by hand, georeferences."""

import json
import re
import warnings

import numpy as np
import pytest
import rasterio
from likeness import likeness
from scipy import ndimage

pytestmark = pytest.mark.qgis


def turned_photo(pair, folder):
    """A part of the reference, turned by 20 degrees, without a georeference; with its true middle and corner."""
    with rasterio.open(pair.fixed) as dataset:
        values, transform = dataset.read(1).astype("float32"), dataset.transform
    turn, half = np.radians(20.0), 90
    rows, cols = np.mgrid[-half:half, -half:half] + 0.5
    middle = np.array([160.0, 160.0])
    c, s = np.cos(turn), np.sin(turn)
    # Columns run along the turned axis: the photo's right is 20 degrees north of east.
    at = middle[1] - (c * -rows + s * cols), middle[0] + (c * cols - s * -rows)
    photo = ndimage.map_coordinates(values, (at[0] - 0.5, at[1] - 0.5), order=3, mode="reflect")
    path = folder / "photo.tif"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
        with rasterio.open(path, "w", driver="GTiff", width=2 * half, height=2 * half, count=1,
                           dtype="float32") as file:
            file.write(photo.astype("float32"), 1)
    corner = middle + np.array([c * half - s * half, -(c * half + s * half)])
    return path, transform @ tuple(middle), transform @ tuple(corner)


def test_the_other_ways_through_the_panel(desktop, pair, tiles, tmp_path):
    photo, centre, corner = turned_photo(pair, tmp_path)
    with rasterio.open(pair.fixed) as dataset:
        left, bottom, right, top = dataset.bounds
    middle = (left + right) / 2, (bottom + top) / 2
    areas = tmp_path / "areas.geojson"
    south = [[left, bottom], [right, bottom], [right, middle[1]], [left, middle[1]], [left, bottom]]
    areas.write_text(json.dumps({
        "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}},
        "features": [{"type": "Feature", "id": n, "properties": {"n": n}, "geometry": {
            "type": "Polygon", "coordinates": [[[x, y - 9e4 * (1 - n)] for x, y in south]]}} for n in range(2)]}),
        encoding="utf-8")
    # The north-western quarter, drawn within what the canvas shows.
    polygon = [(left + 20, middle[1]), (left + 20, top - 20), (middle[0] - 20, top - 20), (middle[0] - 20, middle[1])]
    written = {"vrt": tmp_path / "a.vrt", "worldfile": tmp_path / "a.tfw", "gcps": tmp_path / "a.points",
               "placed": tmp_path / "placed.tif"}
    seen, _ = desktop("ways", ", ways", moving=pair.moving, fixed=pair.fixed, photo=photo, url=tiles.url,
                      areas=areas, polygon=polygon, photo_centre=centre, photo_corner=corner, **written)
    assert all(seen["opened"].values()), seen["opened"]
    a_web_map_was_the_reference(seen, written["vrt"], pair)
    parts_of_it_were_measured(seen, polygon, middle)
    world = [float(line) for line in written["worldfile"].read_text(encoding="utf-8").split()]
    assert world[4:] == pytest.approx([left + pair.east + 1.0, top + pair.north - 1.0], abs=0.2)
    assert written["gcps"].read_text(encoding="utf-8").count("\n") > 4
    a_photo_was_placed_by_hand(seen, written["placed"], pair)
    assert seen["traces_after"] == seen["traces_before"]


def a_web_map_was_the_reference(seen, vrt, pair):
    # The map's own pixels and the drawing of it leave half a pixel of 2 m.
    assert re.search(r"Moved (5|6)\.\d\d m east, (7|8)\.\d\d m north", seen["web"]), seen["web"]
    assert "drawn from the layer 'Web map'" in seen["web"]
    assert "The Mapmakers" in seen["web"]
    assert seen["vrt_layers"]
    assert likeness(vrt, pair.fixed) > 0.97


def parts_of_it_were_measured(seen, polygon, middle):
    # The canvas is wider than the extent that it was given.
    west, east = seen["canvas_extent"]
    assert len(seen["canvas_points"]) > 10
    assert all(west - 2 <= x <= east + 2 for x, _ in seen["canvas_points"])
    assert len(seen["left_out_points"]) < len(seen["canvas_points"])
    (west, south), north, east = polygon[0], polygon[1][1], polygon[2][0]
    left_out = np.array(seen["left_out_points"]).T
    assert not ((abs(left_out[0] - (west + east) / 2) < (east - west) / 2 - 80)
                & (abs(left_out[1] - (south + north) / 2) < (north - south) / 2 - 80)).any()
    assert len(seen["selected_points"]) > 5
    assert max(y for _, y in seen["selected_points"]) < middle[1] + 70


def a_photo_was_placed_by_hand(seen, placed, pair):
    # By hand it was turned by 20 degrees, and the engine found it there.
    assert seen["hand"] == pytest.approx([2.0, np.radians(20.0)], rel=0.1)
    assert "Aligned" in seen["photo"], seen["photo"]
    assert len(seen["photo_left"]) > 10
    assert max(seen["photo_left"]) < 0.5
    # The photo's middle, in its own pixels: 90 across and, as its file counts, 90 down.
    shown_x, shown_y, score = seen["photo_added"]
    assert (shown_x, abs(shown_y)) == pytest.approx((90.0, 90.0), abs=1.0)
    assert score > 0.8
    assert {"Tie points", "photo, aligned"} <= set(seen["drawn"])
    assert seen["photo_edited"]
    assert likeness(placed, pair.fixed) > 0.97
