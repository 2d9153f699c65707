"""Heights at places: whatever grid and CRS the model has, its heights are those at the places asked for."""

import numpy as np
import pytest
from rasterio.crs import CRS
from scenes import UTM, centres, grid, write

from coregix_core.errors import GeoreferenceError, RasterError
from coregix_core.geometry import project
from coregix_core.io import heights_at, require_heights
from coregix_core.io.raster import Raster

WHERE = grid(60, 50, 30.0)


def plane(x, y):
    """A hillside: linear interpolation of it is exact."""
    return 100 + 0.2 * (x - 500_000) - 0.1 * (y - 5_800_000)


@pytest.fixture
def model(tmp_path):
    x, y = WHERE.to_world(*centres(WHERE))
    heights = plane(x, y).astype(np.float32)
    heights[:5] = -9999
    return write(tmp_path / "dem.tif", heights, WHERE, nodata=-9999)


def test_heights_are_those_of_the_places_between_pixels(model):
    x, y = WHERE.to_world(np.array([10.3, 30.9]), np.array([20.1, 40.7]))
    assert heights_at(model, UTM, x, y) == pytest.approx(plane(x, y), abs=1e-2)


def test_places_in_another_crs_are_brought_to_the_models(model):
    x, y = WHERE.to_world(np.array([10.3, 30.9]), np.array([20.1, 40.7]))
    mercator = CRS.from_epsg(3857)
    assert heights_at(model, mercator, *project(UTM, mercator, x, y)) == pytest.approx(plane(x, y), abs=1e-2)


def test_where_the_model_has_none_there_is_none(model):
    x, y = WHERE.to_world(np.array([-500.0, 20.0, 20.0, 20.0]), np.array([20.0, 2.0, 5.2, 20.0]))
    assert np.isnan(heights_at(model, UTM, x, y)).tolist() == [True, True, True, False]
    assert np.isnan(heights_at(model, UTM, x[:1], y[:1])).all()


@pytest.mark.parametrize(("col", "row", "there"), [
    (0.6, 20.0, True), (0.4, 20.0, False), (59.4, 20.0, True), (59.6, 20.0, False), (20.0, 49.4, True),
    (20.0, 49.6, False), (-0.9, 20.0, False), (60.9, 20.0, False), (20.0, 50.9, False)])
def test_a_model_reaches_to_the_middles_of_its_outermost_pixels(model, col, row, there):
    x, y = (np.array([v]) for v in WHERE.to_world(col, row))
    (height,) = heights_at(model, UTM, x, y)
    assert np.isfinite(height) == there
    if there:
        assert height == pytest.approx(plane(x, y)[0], abs=1e-2)


def test_to_the_north_as_well(tmp_path):
    x, y = WHERE.to_world(*centres(WHERE))
    whole = write(tmp_path / "whole.tif", plane(x, y).astype(np.float32), WHERE)
    for row, there in ((0.6, True), (0.4, False), (-0.9, False)):
        px, py = (np.array([v]) for v in WHERE.to_world(20.0, row))
        assert np.isfinite(heights_at(whole, UTM, px, py)[0]) == there


def test_a_large_model_is_averaged_where_much_of_it_is_asked_for(model, monkeypatch):
    from coregix_core.io import elevations

    monkeypatch.setattr(elevations, "MAX_PIXELS", 300)
    read, seen = Raster.read_band, []
    monkeypatch.setattr(Raster, "read_band", lambda self, *given: seen.append(given[1:]) or read(self, *given))
    x, y = WHERE.to_world(np.array([10.3, 50.9]), np.array([12.1, 40.7]))
    assert heights_at(model, UTM, x, y) == pytest.approx(plane(x, y), abs=0.5)
    # Columns 9 to 52 and rows 11 to 42, so many times as coarse as leaves 300 pixels of them.
    (box, factor), = seen
    assert box == (9.0, 11.0, 52.0, 42.0)
    assert factor == pytest.approx(np.sqrt(43 * 31 / 300))


def test_a_model_that_lies_nowhere_near_is_refused_before_the_run(model, tmp_path):
    with pytest.raises(GeoreferenceError, match="has a CRS, and the reference has none"):
        require_heights(model, None)
    with pytest.raises(RasterError, match=r"gone\.tif"):
        require_heights(tmp_path / "gone.tif", UTM)
