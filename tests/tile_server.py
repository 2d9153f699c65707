"""A local server of map tiles (XYZ), cut out of one raster."""

import contextlib
import math
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.io import MemoryFile
from rasterio.transform import from_origin
from rasterio.warp import reproject, transform_bounds

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
        content = drawn(self.server.path, zoom, x, y)
        # A map that has moved on waits for no tile.
        with contextlib.suppress(ConnectionError):
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)


@cache
def bounds_of(path):
    with rasterio.open(path) as dataset:
        return transform_bounds(dataset.crs, "EPSG:3857", *dataset.bounds)


@cache
def drawn(path, zoom, x, y):
    """A tile as PNG; a map that is looked at again asks for the same ones."""
    side = 2 * HALF / 2**zoom
    left, top = -HALF + x * side, HALF - y * side
    west, south, east, north = bounds_of(path)
    # Of what a map asks for, most lies beside the raster.
    if not (west < left + side and left < east and south < top and top - side < north):
        return nothing()
    values = np.zeros((256, 256))
    with rasterio.open(path) as dataset:
        reproject(rasterio.band(dataset, 1), values, dst_crs="EPSG:3857", resampling=Resampling.cubic,
                  dst_transform=from_origin(left, top, side / 256, side / 256), dst_nodata=0)
    return as_png(values)


@cache
def nothing():
    return as_png(np.zeros((256, 256)))


def as_png(values):
    """Grey, and transparent where there is nothing."""
    grey = np.clip(values / 16, 0, 255).astype("uint8")
    opaque = np.where(values > 0, 255, 0).astype("uint8")
    with MemoryFile() as file:
        # A place of no meaning: without one, rasterio warns.
        with file.open(driver="PNG", width=256, height=256, count=4, dtype="uint8",
                       transform=from_origin(0, 0, 2, 2)) as png:
            png.write(np.stack([grey, grey, grey, opaque]))
        return file.read()
