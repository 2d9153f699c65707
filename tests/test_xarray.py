"""DataArrays and Datasets that align themselves, with coordinates as large as the world's, lazy ones among them."""

import dask
import dask.array
import numpy as np
import pytest
import rioxarray  # noqa: F401 - registers .rio
import xarray
from scenes import Ground, displaced, grid, textured

import coregix.xarray  # noqa: F401 - registers .coregix
from coregix import AffineTransform, InputError, UnreliableAlignmentError, register, warp

GRID = grid(160, 150, 10.0)
CENTRE = (GRID.bounds[0] + 800.0, GRID.bounds[1] + 750.0)
TRUTH = displaced(23.0, -12.0, centre=CENTRE)
GROUND = Ground(3, shortest=45.0, longest=900.0)


def image(displacement=None, ground=GROUND, dims=("band", "y", "x")):
    base = textured(GRID, displacement, ground)
    values = np.clip(np.stack([base, 0.8 * base + 300]), 1, 65535).astype("uint16")
    x = GRID.transform.c + 10.0 * (np.arange(GRID.width) + 0.5)
    y = GRID.transform.f - 10.0 * (np.arange(GRID.height) + 0.5)
    array = xarray.DataArray(values, dims=("band", "y", "x"), coords={"band": ["red", "nir"], "y": y, "x": x},
                             attrs={"sensor": "made up", "_FillValue": 0})
    return array.rio.write_crs(GRID.crs).transpose(*dims)


@pytest.fixture(scope="module")
def pair():
    return image(TRUTH), image()


@pytest.fixture(scope="module")
def aligned(pair):
    return pair[0].coregix.align_to(pair[1])


def rms_difference(a, b):
    """Root mean square over the middle, where both have pixels."""
    middle = {"y": slice(20, -20), "x": slice(20, -20)}
    return float(np.sqrt(((a.isel(middle).astype(float) - b.isel(middle).astype(float)) ** 2).mean()))


def test_an_array_comes_back_in_place_as_it_was(pair, aligned):
    moving, fixed = pair
    assert aligned.dims == moving.dims
    assert aligned.dtype == moving.dtype
    assert list(aligned.band.values) == ["red", "nir"]
    assert aligned.attrs["sensor"] == "made up"
    assert aligned.attrs["coregix_verdict"] == "aligned"
    assert aligned.rio.crs == moving.rio.crs
    assert np.array_equal(aligned.x, moving.x)
    assert rms_difference(aligned, fixed) < 0.05 * rms_difference(moving, fixed)


def test_another_order_of_dimensions_gives_the_same_pixels(pair, aligned):
    turned = image(TRUTH, dims=("y", "x", "band")).coregix.align_to(pair[1])
    assert turned.dims == ("y", "x", "band")
    assert np.array_equal(turned.transpose("band", "y", "x"), aligned)


def test_a_lazy_array_stays_lazy_and_gives_the_same_pixels(pair, aligned):
    computed = []

    def noted(block):
        computed.append(block.shape[0])
        return block

    chunked = pair[0].chunk({"band": 1, "y": 64, "x": 64})
    lazy = chunked.copy(data=chunked.data.map_blocks(noted, dtype=chunked.dtype, meta=np.zeros((0, 0, 0), "uint16")))
    with dask.config.set(scheduler="synchronous"):
        found = lazy.coregix.align_to(pair[1].chunk())
        assert isinstance(found.data, dask.array.Array)
        looked_at = len(computed)
        assert looked_at == 9, "of two bands only the one that is compared is computed"
        assert np.array_equal(found.compute(), aligned)
    assert found.attrs["coregix_verdict"] == "aligned"


def test_a_part_of_a_lazy_result_needs_a_part_of_the_image(pair, monkeypatch):
    monkeypatch.setattr("coregix_core.api.lazy.CHUNK", 50)
    computed = []

    def noted(block):
        computed.append(block.shape)
        return block

    found = pair[0].coregix.register(pair[1])
    chunked = pair[0].chunk({"band": 2, "y": 40, "x": 40})
    lazy = chunked.copy(data=chunked.data.map_blocks(noted, dtype=chunked.dtype, meta=np.zeros((0, 0, 0), "uint16")))
    moved = warp(lazy, found, like=GRID)
    with dask.config.set(scheduler="synchronous"):
        moved.isel(y=slice(0, 40), x=slice(0, 40)).compute()
    assert 0 < len(computed) < 16


def test_a_large_lazy_array_goes_through_a_file_chunk_by_chunk_and_is_registered_alike(pair, monkeypatch):
    monkeypatch.setattr("coregix_core.api.lazy.IN_MEMORY", 1000)
    monkeypatch.setattr("coregix_core.api.lazy.TOGETHER", 20_000)
    computed = []

    def noted(block):
        computed.append(block.shape)
        return block

    chunked = pair[0].chunk({"band": 1, "y": 64, "x": 64})
    lazy = chunked.copy(data=chunked.data.map_blocks(noted, dtype=chunked.dtype, meta=np.zeros((0, 0, 0), "uint16")))
    with dask.config.set(scheduler="synchronous"):
        found = lazy.coregix.register(pair[1].chunk())
        assert len(computed) == 9, "each chunk of the band is computed once"
        assert found.transform == pair[0].coregix.register(pair[1]).transform
    with pytest.raises(InputError, match="moving array has the type complex64"):
        lazy.astype("complex64").coregix.register(pair[1])


@pytest.mark.parametrize(("given", "made"), [
    ({"y": 60, "x": 70}, ((60, 60, 30), (70, 70, 20))), ({"y": -1, "x": 120}, ((100, 50), (100, 60)))])
def test_chunks_of_the_result_are_those_of_the_image_where_these_are_not_too_large(pair, given, made, monkeypatch):
    monkeypatch.setattr("coregix_core.api.lazy.CHUNK", 100)
    shift = AffineTransform("translation", (0.0, 0.0), shift=(1.0, 0.0))
    image = pair[0].isel(band=0)
    moved = warp(image.chunk(given), shift)
    assert moved.chunks == made
    # Halves are rounded up or down by the last digits of places, which are those of another window.
    np.testing.assert_allclose(moved.values, warp(image.compute(), shift).values, atol=1)
    assert warp(image.chunk(given), shift, like=image[:-1, :-1].compute()).chunks == ((100, 49), (100, 59))


@pytest.mark.parametrize("name", [None, "red"])
def test_a_lazy_result_is_called_what_the_image_is(pair, name):
    """And not what its graph calls it."""
    moved = warp(pair[0].chunk().rename(name), AffineTransform("translation", (0.0, 0.0), shift=(1.0, 0.0)))
    assert isinstance(moved.data, dask.array.Array)
    assert moved.name == name


def test_arrays_of_dask_without_names_are_warped_lazily_too(pair):
    shift = AffineTransform("translation", (0.0, 0.0), shift=(1.0, 0.0))
    image = np.arange(20.0).reshape(4, 5)
    moved = warp(dask.array.from_array(image, chunks=2), shift)
    assert isinstance(moved.values, dask.array.Array)
    np.testing.assert_array_equal(moved.values.compute()[:, :4], image[:, 1:])
    with pytest.raises(InputError, match=r"without names for its dimensions; give it as xarray\.DataArray"):
        register(pair[0].chunk().data, pair[1])


def test_the_reference_s_grid_is_taken_on_request(pair):
    coarse = pair[1].coarsen(y=2, x=2).mean().astype("uint16").rio.write_crs(GRID.crs)
    found = pair[0].coregix.align_to(pair[1], like=coarse)
    assert found.sizes["x"] == coarse.sizes["x"]
    assert np.allclose(found.x, coarse.x)


def test_a_dataset_moves_by_one_of_its_images(pair, aligned):
    mask = (pair[0].isel(band=0, drop=True) > 3000).astype("uint8")
    mask.attrs = {}
    dataset = xarray.Dataset({"colour": pair[0], "mask": mask, "cloud_cover": 3.0}, attrs={"id": "S2"})
    with pytest.raises(InputError, match=r"colour, mask.*variable="):
        dataset.coregix.align_to(pair[1])
    found = dataset.coregix.align_to(pair[1], variable="colour")
    assert np.array_equal(found.colour, aligned)
    assert found.mask.shape == mask.shape
    assert (float(found.cloud_cover), found.attrs) == (3.0, {"id": "S2"})
    same = dataset.coregix.align_to(xarray.Dataset({"colour": pair[1], "other": mask}), variable="colour")
    assert np.array_equal(same.colour, aligned)


def test_a_dataset_with_something_that_would_stay_behind_is_refused(pair):
    dates = xarray.concat([pair[0].isel(band=0)] * 2, dim="time")
    dataset = xarray.Dataset({"colour": pair[0], "series": dates})
    with pytest.raises(InputError, match="series array holds 2 images along 'time'"):
        dataset.coregix.align_to(pair[1], variable="colour")
    with pytest.raises(InputError, match="2 images along 'time'"):
        dataset.coregix.register(pair[1], variable="series")
    with pytest.raises(InputError, match="no image 'nir'; it holds colour, series"):
        dataset.coregix.register(pair[1], variable="nir")


def test_what_cannot_be_aligned_says_so_as_elsewhere(pair):
    with pytest.raises(UnreliableAlignmentError):
        image(ground=Ground(9, shortest=45.0, longest=900.0)).coregix.align_to(pair[1])
    dates = xarray.concat([pair[0], pair[0]], dim="time")
    with pytest.raises(InputError, match="2 images along 'time'"):
        dates.coregix.align_to(pair[1])


def test_assess_and_register_move_nothing(pair):
    assert pair[0].coregix.register(pair[1]).result.displacement.east == pytest.approx(-23.0, abs=0.3)
    assert pair[1].coregix.assess(pair[1]).assessment.verdict == "aligned"
