"""An image is moved by a transform into memory, or into a file; both hold the same."""

import numpy as np
import pytest
import rasterio
from scenes import UTM, Ground, displaced, grid, textured, write

import coregix as cx
from coregix_core import AffineTransform, GridArray, InputError
from coregix_core.geometry import identity

GRID = grid(120, 100)
CENTRE = tuple(float(v) for v in GRID.to_world(60, 50))
TRUTH = displaced(7.0, -3.0, rotation_deg=0.5, centre=CENTRE)
BANDS = (np.stack([textured(GRID, TRUTH, Ground(seed)) for seed in (1, 2)]) * 100).astype("int16")
IMAGE = GridArray(BANDS, GRID.transform, UTM, nodata=-1)


def test_memory_and_file_hold_the_same(tmp_path):
    source = write(tmp_path / "m.tif", BANDS, GRID, nodata=-1)
    assert cx.warp(source, TRUTH, path=tmp_path / "o.tif") is None
    there = cx.warp(source, TRUTH)
    with rasterio.open(tmp_path / "o.tif") as written:
        np.testing.assert_array_equal(there.values, written.read())
        np.testing.assert_array_equal(there.valid, written.dataset_mask() > 0)
        assert (there.geotransform, there.crs, there.nodata) == (written.transform, written.crs, written.nodata)
    assert cx.warp(IMAGE, TRUTH) == there
    assert 0.5 < there.valid.mean() < 1


def test_blocks_make_one_whole():
    whole = cx.warp(IMAGE, TRUTH, threads=1)
    # So little memory that an image of this size comes in blocks.
    wide = GridArray(np.tile(BANDS, (1, 8, 8)), GRID.transform, UTM, nodata=-1)
    large = cx.warp(wide, TRUTH, memory_budget=256)
    inner = whole.valid[20:80, 20:90]
    assert inner.all()
    np.testing.assert_array_equal(large.values[:, 20:80, 20:90], whole.values[:, 20:80, 20:90])


def test_the_output_takes_another_grid():
    like = GridArray(np.zeros((40, 30)), GRID.transform, UTM)
    for grid_of in (like, GRID.window(0, 0, 30, 40)):
        there = cx.warp(IMAGE, identity(CENTRE), like=grid_of)
        np.testing.assert_array_equal(there.values, BANDS[:, :40, :30])


def test_an_image_of_two_dimensions_stays_one():
    assert cx.warp(BANDS[0], AffineTransform("translation", (0.0, 0.0))).values.shape == (100, 120)
    assert cx.warp(BANDS, AffineTransform("translation", (0.0, 0.0))).values.shape == (2, 100, 120)


def test_a_labelled_array_comes_back_as_one():
    xarray = pytest.importorskip("xarray")
    x, y = GRID.transform.c + 2.0 * (np.arange(120) + 0.5), GRID.transform.f - 2.0 * (np.arange(100) + 0.5)
    array = xarray.DataArray(BANDS[0].astype("float32"), dims=("y", "x"), coords={"y": y, "x": x}, name="red")
    there = cx.warp(array, displaced(4.0, 0.0, centre=CENTRE))
    assert (type(there), there.name, there.dims) == (type(array), "red", ("y", "x"))
    np.testing.assert_allclose(there.values[:, :-2], array.values[:, 2:], atol=1e-3)
    assert np.isnan(there.values[:, -1]).all() or (there.values[:, -1] == there.attrs["_FillValue"]).all()


def test_every_kind_of_transform_moves():
    inverse = ~TRUTH @ TRUTH
    np.testing.assert_array_equal(cx.warp(IMAGE, inverse).valid, cx.warp(IMAGE, identity(CENTRE)).valid)


@pytest.mark.parametrize(("keywords", "message"), [
    ({"output_nodata": 1e9}, "cannot hold the nodata value"), ({"resampling": "cubik"}, "did you mean cubic"),
    ({"path": "m.tif"}, "is the input"), ({"path": "f.tif", "overwrite": False}, "exists already")])
def test_what_cannot_be_is_refused(keywords, message, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write("m.tif", BANDS, GRID)
    write("f.tif", BANDS, GRID)
    with pytest.raises(InputError, match=message):
        cx.warp("m.tif", TRUTH, **keywords)


class TestWhereNothingOfTheImageLies:
    """An output without a single pixel is no result."""

    FAR = displaced(5000.0, 0.0, centre=CENTRE)

    @pytest.mark.parametrize("image", [IMAGE, BANDS])
    def test_it_is_refused(self, image, tmp_path):
        with pytest.raises(InputError, match=r"Nothing of the moving array lies in the output.*give the Registration"):
            cx.warp(image, self.FAR)
        with pytest.raises(InputError, match="Nothing of the moving array"):
            cx.warp(image, self.FAR, path=tmp_path / "o.tif")
        assert list(tmp_path.iterdir()) == []

    def test_so_is_an_array_of_dask_before_it_is_computed(self):
        dask = pytest.importorskip("dask.array")
        pytest.importorskip("xarray")

        def never(_):
            raise AssertionError

        image = dask.from_array(BANDS, chunks=(2, 50, 60)).map_blocks(never, dtype=BANDS.dtype)
        with pytest.raises(InputError, match="Nothing of the moving array lies in the output"):
            cx.warp(image, self.FAR)
        assert cx.warp(image, AffineTransform("translation", (0.0, 0.0))).values.shape == BANDS.shape

    def test_a_grid_that_was_asked_for_may_be_empty_which_is_told(self, caplog):
        """As one of many tiles."""
        there = cx.warp(IMAGE, self.FAR, like=GRID)
        assert not there.valid.any()
        assert "Nothing of the moving array lies in the output" in caplog.text
        caplog.clear()
        assert cx.warp(IMAGE, TRUTH, like=GRID.window(100, 80, 20, 20)).valid.any()
        assert caplog.text == ""
