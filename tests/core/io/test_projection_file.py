"""A world file holds no CRS: that lies in a .prj file beside it, as exports write it."""

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS

from coregix_core.io.raster import open_raster

UTM = CRS.from_epsg(32633)
pytestmark = pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")


def beside(folder, text, *, georeferenced=True):
    with rasterio.open(folder / "scan.png", "w", driver="PNG", width=20, height=10, count=1, dtype="uint8") as out:
        out.write(np.ones((1, 10, 20), "uint8"))
    (folder / "scan.png.aux.xml").unlink(missing_ok=True)
    if georeferenced:
        (folder / "scan.wld").write_text("2\n0\n0\n-2\n500001\n5799999\n")
    (folder / "scan.prj").write_text(text)
    with open_raster(folder / "scan.png", role="moving") as raster:
        return raster.grid.crs


def test_it_gives_the_crs(tmp_path):
    assert beside(tmp_path, UTM.to_wkt(version="WKT1_ESRI", morph_to_esri_dialect=False)).to_epsg() == 32633


def test_it_means_nothing_without_a_place_or_beside_a_shapefile(tmp_path):
    wkt = UTM.to_wkt()
    assert beside(tmp_path, wkt, georeferenced=False) is None
    assert beside(tmp_path, "no CRS at all") is None
    (tmp_path / "scan.shp").touch()
    assert beside(tmp_path, wkt) is None
