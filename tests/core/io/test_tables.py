"""GeoParquet: a row for each raster with its outline, as geopandas reads it back."""

import numpy as np
import pytest
from rasterio.crs import CRS
from scenes import grid, write

from coregix_core.geometry import Grid
from coregix_core.io import can_write_tables, write_table
from coregix_core.io.tables import outline

geopandas = pytest.importorskip("geopandas")


def test_rows_come_back_with_their_outlines(tmp_path):
    where = grid(40, 30, 10.0)
    image = write(tmp_path / "image.tif", np.ones(where.shape, "uint8"), where)
    rows = [{"image": "image.tif", "rmse_px": 0.02}, {"image": "none", "rmse_px": None}]
    write_table(tmp_path / "table.parquet", rows, [str(image), None])
    table = geopandas.read_parquet(tmp_path / "table.parquet")
    assert list(table.image) == ["image.tif", "none"]
    assert table.rmse_px[0] == 0.02
    assert np.isnan(table.rmse_px[1])
    assert table.geometry[1] is None
    area = table.to_crs(where.crs).geometry[0].area
    assert area == pytest.approx(400 * 300, rel=1e-3)
    assert can_write_tables()


def test_an_outline_across_the_antimeridian_is_cut(tmp_path):
    where = Grid(CRS.from_epsg(32601), grid(40, 30, 10_000.0).transform.translation(100_000, 6_300_000)
                 * grid(40, 30, 10_000.0).transform.scale(10_000, -10_000), 40, 30)
    found = outline(str(write(tmp_path / "image.tif", np.ones(where.shape, "uint8"), where)))
    assert found["type"] == "MultiPolygon"


def test_what_has_no_place_on_earth_has_no_outline(tmp_path):
    nowhere = Grid(None, grid().transform, 40, 30)
    assert outline(str(write(tmp_path / "image.tif", np.ones(nowhere.shape, "uint8"), nowhere))) is None
    (tmp_path / "text.tif").write_text("no raster")
    assert outline(str(tmp_path / "text.tif")) is None
