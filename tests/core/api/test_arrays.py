"""Arrays in, arrays out: the same pipeline as for files, without any."""

import doctest
import inspect

import numpy as np
import pytest
from affine import Affine
from scenes import UTM, Ground, displaced, grid, textured, write

from coregix_core import (
    GeoreferenceError,
    InputError,
    UnreliableAlignmentError,
    align_arrays,
    align_image_pair,
    options,
)
from coregix_core.api import arrays
from coregix_core.api.array_image import _bands, _joined

GRID = grid(300, 260)
CENTRE = (500_300.0, 5_799_740.0)
TRUTH = displaced(9.0, -5.0, centre=CENTRE)
GROUND = Ground(3)
PLACED = {"moving_transform": GRID.transform, "fixed_transform": GRID.transform, "moving_crs": "EPSG:32633",
          "fixed_crs": UTM}


def images(dtype="float32", bands=0):
    fixed, moving = textured(GRID, ground=GROUND), textured(GRID, TRUTH, GROUND)
    if bands:
        moving = np.stack([moving + 10 * i for i in range(bands)])
    return np.rint(moving).astype(dtype), np.rint(fixed).astype(dtype)


@pytest.fixture(scope="module")
def aligned():
    return align_arrays(*images("uint16", bands=2), **PLACED)


def test_the_example_in_the_docstring_is_true():
    assert doctest.testmod(arrays).failed == 0
    assert ">>> " in align_arrays.__doc__


def test_what_comes_out_looks_like_what_went_in(aligned):
    assert aligned.array.shape == (2, 260, 300)
    assert aligned.array.dtype == np.uint16
    assert aligned.valid.shape == (260, 300)
    assert aligned.valid.dtype == bool
    assert aligned.geotransform == GRID.transform
    assert aligned.crs == UTM
    assert aligned.result.verdict == "aligned"


def test_the_pixels_lie_where_the_truth_says(aligned):
    shift = aligned.result.displacement
    assert (shift.east, shift.north) == (pytest.approx(-9.0, abs=0.05), pytest.approx(5.0, abs=0.05))
    inner = np.s_[12:-12, 12:-12]
    error = aligned.array[0][inner].astype(float) - textured(GRID, ground=GROUND)[inner]
    assert np.sqrt((error**2).mean()) < 5  # of a standard deviation of 500
    # A sum that ends in a half is rounded up or down, as GDAL's version has it.
    off = np.abs(aligned.array[1][inner].astype(int) - aligned.array[0][inner] - 10)
    assert off.max() <= 1
    assert off.mean() < 0.001


def test_pixels_that_no_source_pixel_fills_are_invalid(aligned):
    assert aligned.valid[12:-12, 12:-12].all()
    assert not aligned.valid[:, -3:].any()  # the image moved west by 4.5 pixels
    assert not aligned.valid[-1:].any() or not aligned.valid[:1].any()


def test_files_and_arrays_give_the_same_pixels(aligned, tmp_path):
    import rasterio

    moving, fixed = images("uint16", bands=2)
    result = align_image_pair(write(tmp_path / "m.tif", moving, GRID), write(tmp_path / "f.tif", fixed, GRID),
                              tmp_path / "o.tif")
    with rasterio.open(tmp_path / "o.tif") as dataset:
        assert np.array_equal(dataset.read(), aligned.array)
    assert result.transform == aligned.result.transform


def test_the_result_names_no_file_of_the_run(aligned):
    text = str(aligned.result.to_dict())
    assert "vsimem" not in text
    assert "aligned.tif" not in text
    assert aligned.result.output_image_path is None
    html = aligned._repr_html_()
    assert "aligned: moved" in html
    assert "src='data:image/png;base64," in html


def test_without_georeference_places_are_pixels(tmp_path):
    moving, fixed = images()
    before, seen = (moving.copy(), fixed.copy()), []
    found = align_arrays(moving, fixed, temp_dir=str(tmp_path), progress=lambda event: seen.append(event.stage))
    assert np.array_equal(moving, before[0])
    assert np.array_equal(fixed, before[1])
    assert {"read", "solve", "assess", "warp"} <= set(seen)
    assert list(tmp_path.iterdir()) == [], "nothing is left behind"
    assert found.geotransform == Affine.identity()
    assert found.crs is None
    assert found.array.ndim == 2
    assert found.result.displacement.east == pytest.approx(-4.5, abs=0.03)
    assert found.result.displacement.north == pytest.approx(-2.5, abs=0.03)  # y runs down, as rows do


@pytest.mark.parametrize("how", ["valid", "nan", "masked", "nodata"])
def test_invalid_pixels_are_told_in_any_way(how):
    moving, fixed = images()
    hole = np.zeros(moving.shape, bool)
    hole[100:150, 120:180] = True
    extra = {}
    if how == "valid":
        moving[hole], extra = 9e4, {"moving_valid": ~hole}
    elif how == "nan":
        moving[hole] = np.nan
    elif how == "masked":
        moving = np.ma.MaskedArray(moving, hole)
    else:
        moving[hole], extra = -1.0, {"moving_nodata": -1.0}
    found = align_arrays(moving, fixed, **PLACED, **extra)
    # The hole moved by 4.5 columns west and 2.5 rows up.
    assert not found.valid[104:140, 122:170].any()
    assert found.valid[20:90, 20:-20].all()
    assert found.valid.mean() > 0.85


def test_a_valid_mask_and_a_masked_array_add_up():
    moving, fixed = images()
    one, other = np.ones(moving.shape, bool), np.zeros(moving.shape, bool)
    one[40:60], other[200:220] = False, True
    found = align_arrays(np.ma.MaskedArray(moving, other), fixed, **PLACED, moving_valid=one)
    assert not found.valid[45:52].any()
    assert not found.valid[203:214].any()


class Rio:
    """What an object of rioxarray has under ``.rio``."""

    def __init__(self, nodata):
        self.crs, self.nodata = UTM, nodata

    def transform(self):
        return GRID.transform


class DataArray:
    """What matters of a DataArray of rioxarray."""

    def __init__(self, values, nodata=None):
        self.values, self.rio = values, Rio(nodata)


def test_objects_of_rioxarray_bring_their_georeference():
    moving, fixed = images()
    moving[:30] = -7.0
    found = align_arrays(DataArray(moving, -7.0), DataArray(fixed))
    assert found.crs == UTM
    assert found.geotransform == GRID.transform
    assert not found.valid[:25].any()
    assert found.result.unit == "metre"


def test_the_output_may_lie_on_the_fixed_grid():
    wide = grid(320, 280, origin=(499_980.0, 5_800_020.0))
    moving, _ = images()
    found = align_arrays(moving, textured(wide, ground=GROUND), moving_transform=GRID.transform,
                         fixed_transform=wide.transform, moving_crs=UTM, fixed_crs=UTM, output_on_moving_grid=False)
    assert found.array.shape == wide.shape
    assert found.geotransform == wide.transform
    assert found.array.dtype == np.float32


def test_booleans_stay_booleans():
    moving, fixed = images()
    found = align_arrays(moving > 3000, fixed > 3000, **PLACED, resampling="nearest")
    assert found.array.dtype == bool
    inner = np.s_[12:-12, 12:-12]
    assert (found.array[inner] == (fixed > 3000)[inner]).mean() > 0.9  # half a pixel is off at each edge


@pytest.mark.parametrize(("change", "message"), [
    ({"moving": np.zeros(5)}, "shape"), ({"moving": np.zeros((2, 0, 5))}, "shape"),
    ({"moving": np.zeros((1, 2, 3, 4))}, "shape"), ({"fixed": np.zeros((50, 50), complex)}, "complex128"),
    ({"fixed": np.zeros((50, 50), "U3")}, "type"), ({"moving_valid": np.ones((3, 3), bool)}, "moving_valid"),
    ({"moving": np.zeros((50, 50), "uint8"), "moving_nodata": -1.0}, "nodata value -1"),
    ({"transform": "projective"}, "transform must be"), ({"moving_band_index": 3}, "no band 3"),
    ({"fixed_transform": Affine(0.0, 0.0, 0.0, 0.0, 0.0, 0.0)}, "inverted"),
    ({"moving": "m.tif"}, "'m.tif' was given.*align_image_pair"), ({"fixed": None}, "None was given"),
    ({"fixed": 3.0}, "a single number"),
    ({"moving": np.zeros((60, 50, 3), "uint8")}, r"60 bands of 50 rows and 3 columns: bands come first.*moveaxis"),
])
def test_what_cannot_be_used_is_refused_in_words(change, message):
    moving, fixed = images()
    given = {"moving": moving, "fixed": fixed, **change}
    with pytest.raises(InputError, match=message):
        align_arrays(given.pop("moving"), given.pop("fixed"), **given)


@pytest.mark.parametrize(("given", "shape", "dtype"), [
    (np.zeros((4, 5), "int16"), (1, 4, 5), "int16"), (np.zeros((3, 4, 5), "float32"), (3, 4, 5), "float32"),
    (np.zeros((4, 5), bool), (1, 4, 5), "uint8"), (np.zeros((3, 50, 4)), (3, 50, 4), "float64"),
    (np.zeros((50, 60, 5)), (50, 60, 5), "float64")])
def test_arrays_become_bands_of_a_type_that_rasters_have(given, shape, dtype):
    made = _bands("moving", given)
    assert (made.shape, made.dtype) == (shape, dtype)


@pytest.mark.parametrize("dtype", ["float16", "complex64", "datetime64[s]", "object", "U3"])
def test_types_that_no_raster_has_are_named_with_those_that_it_may_have(dtype):
    with pytest.raises(InputError, match=r"The fixed array has the type .*, which rasters do not have; .*int8, uint16"):
        _bands("fixed", np.zeros((4, 5), dtype))


def test_what_is_valid_is_what_neither_caller_nor_mask_denies():
    mask = np.zeros((2, 3, 4), bool)
    mask[1, 0, 0] = True
    array, valid = np.ma.array(np.zeros((2, 3, 4)), mask=mask), np.ones((3, 4), bool)
    valid[2, 3] = False
    assert np.argwhere(~_joined("moving", array, valid, (3, 4))).tolist() == [[0, 0], [2, 3]]
    assert np.argwhere(~_joined("moving", array, None, (3, 4))).tolist() == [[0, 0]]
    assert _joined("moving", np.zeros((3, 4)), None, (3, 4)) is None
    assert _joined("moving", np.ma.array(np.zeros((3, 4))), None, (3, 4)) is None


def test_a_crs_that_is_none_is_refused():
    with pytest.raises(GeoreferenceError, match="moving array"):
        align_arrays(*images(), moving_crs="EPSG:nonsense", fixed_crs=UTM)


@pytest.mark.parametrize(("change", "message"), [
    ({"moving": np.zeros((60, 60))}, "^The moving array holds nothing but the value 0"),
    ({"fixed": np.full((60, 60), np.nan)}, "^The fixed array has no valid pixels"),
    ({"moving_band_index": 3}, "^The moving array has no band 3"),
    ({"fixed_crs": UTM, "moving_transform": Affine.scale(2.0)}, "^The moving array has no CRS, but the fixed array"),
    ({"moving_transform": Affine.translation(1e4, 0)}, "the fixed array covers .* and the moving array covers")])
def test_messages_speak_of_arrays_and_not_of_files(change, message):
    moving, fixed = images()
    given = {"moving": moving, "fixed": fixed, **change}
    with pytest.raises(InputError, match=message) as refused:
        align_arrays(given.pop("moving"), given.pop("fixed"), **given)
    assert "vsimem" not in str(refused.value)


def test_an_array_may_be_looked_for_anywhere():
    from skimage.data import camera

    fixed = camera().astype(np.float32)
    turned = np.ascontiguousarray(np.rot90(fixed[100:400, 120:420]))
    found = align_arrays(turned, fixed, start="anywhere")
    assert found.result.verdict == "aligned"
    assert found.result.placement.rotation_deg % 180 == pytest.approx(90.0, abs=0.5)


def test_unrelated_arrays_are_refused():
    fixed = images()[1][:100, :110]
    with pytest.raises(UnreliableAlignmentError):
        align_arrays(np.random.default_rng(1).normal(size=fixed.shape), fixed)


def test_defaults_are_those_of_the_description():
    own = {"moving_transform", "fixed_transform", "moving_valid", "fixed_valid", "progress"}
    ours = {n: p.default for n, p in inspect.signature(align_arrays).parameters.items() if n not in own}
    del ours["moving"], ours["fixed"]
    defaults = {**options.ALIGN.defaults, "moving_band_index": 0, "fixed_band_index": 0}
    assert ours == {name: defaults[name] for name in ours}
