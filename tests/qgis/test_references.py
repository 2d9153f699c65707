"""References that are no files: drawn around the source from a tile server or a layer in memory, whose is told."""

import math
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
import rasterio
from rasterio.enums import Resampling
from rasterio.io import MemoryFile
from rasterio.transform import from_origin
from rasterio.warp import reproject

pytestmark = pytest.mark.qgis

HALF = math.pi * 6378137.0
"""Half the side of the square of Web Mercator, in metres."""


class Tiles(ThreadingHTTPServer):
    """A map of tiles of one raster, as XYZ; it keeps what it was asked for."""

    daemon_threads = True

    def __init__(self, path):
        super().__init__(("127.0.0.1", 0), Tile)
        self.path, self.asked = path, []
        threading.Thread(target=self.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server_port}/{{z}}/{{x}}/{{y}}.png"


class Tile(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_GET(self):
        zoom, x, y = (int(part.split(".")[0]) for part in self.path.strip("/").split("/"))
        self.server.asked.append((zoom, x, y))
        side = 2 * HALF / 2**zoom
        left, top = -HALF + x * side, HALF - y * side
        values = np.zeros((256, 256))
        with rasterio.open(self.server.path) as dataset:
            reproject(rasterio.band(dataset, 1), values, dst_crs="EPSG:3857", resampling=Resampling.cubic,
                      dst_transform=from_origin(left, top, side / 256, side / 256), dst_nodata=0)
        grey = np.clip(values / 16, 0, 255).astype("uint8")
        with MemoryFile() as file:
            with file.open(driver="PNG", width=256, height=256, count=4, dtype="uint8",
                           transform=from_origin(left, top, side / 256, side / 256)) as png:
                png.write(np.stack([grey, grey, grey, np.where(values > 0, 255, 0).astype("uint8")]))
            content = file.read()
        self.send_response(200)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture
def tiles(pair):
    with Tiles(pair.fixed) as server:
        yield server
        server.shutdown()


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
