"""Samplers: kernels give back what they are made of, and holes stay out of every mean."""

import numpy as np
import pytest
import scenes
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st

from coregix_core.warping.sampling import AffineSampler, Piece, PointSampler, _working, rounded, sample

SHAPE = (60, 70)
METHODS = ("bilinear", "cubic", "lanczos")


def points(shift=(20.0, 15.0), shape=(20, 25)):
    col, row = np.meshgrid(np.arange(shape[1]) + 0.5 + shift[0], np.arange(shape[0]) + 0.5 + shift[1])
    return PointSampler(col, row)


@pytest.mark.parametrize("method", METHODS)
@given(st.floats(0, 1), st.floats(0, 1))
def test_a_constant_stays_one_at_any_fraction_of_a_pixel(method, dx, dy):
    piece = Piece(np.full((1, *SHAPE), 100.0), None, None)
    values, valid = sample(points((20 + dx, 15 + dy)), piece, method)
    assert valid is None
    np.testing.assert_allclose(values, 100)


@pytest.mark.parametrize("method", ["bilinear", "cubic"])
@given(st.floats(0, 1))
def test_a_slope_stays_one(method, dx):
    piece = Piece(scenes.coordinates(scenes.grid(70, 60))[:1], None, None)
    at = points((20 + dx, 15))
    np.testing.assert_allclose(sample(at, piece, method)[0][0], at.col, atol=1e-9)


def test_cubic_is_exact_on_parabolas():
    """Keys' kernel with a = -1/2 is of third order."""
    piece = Piece(scenes.coordinates(scenes.grid(70, 60))[:1] ** 2, None, None)
    at = points((20.3, 15))
    np.testing.assert_allclose(sample(at, piece, "cubic")[0][0], at.col**2, atol=1e-6)


@pytest.mark.parametrize("method", ["nearest", *METHODS])
@pytest.mark.parametrize("by_gdal", [False, True])
@settings(max_examples=25, deadline=None)
@given(st.integers(0, 100), st.floats(0.01, 0.99), st.floats(0.01, 0.99))
def test_values_over_holes_lie_no_farther_beyond_those_of_valid_pixels_than_these_lie_apart(method, by_gdal, seed, dx,
                                                                                            dy):
    """Holes hold a huge value: the least of it in a mean would show."""
    rng = np.random.default_rng(seed)
    usable = rng.random((1, *SHAPE)) < 0.6
    values = np.where(usable, rng.uniform(10, 20, usable.shape), 1e9)
    sampler = AffineSampler(Affine.translation(20 + dx, 15 + dy), (20, 25)) if by_gdal else points((20 + dx, 15 + dy))
    out, valid = sample(sampler, Piece(values, usable, usable), method)
    row, col = (np.floor(start + 0.5 + np.arange(n)).astype(int) for start, n in ((15 + dy, 20), (20 + dx, 25)))
    np.testing.assert_array_equal(valid[0], usable[0][np.ix_(row, col)])
    beyond = 0 if method == "nearest" else 10
    assert out[valid].min() >= 10 - beyond - 1e-3
    assert out[valid].max() <= 20 + beyond + 1e-3


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("by_gdal", [False, True])
def test_beside_holes_a_slope_goes_on(method, by_gdal):
    """A mean over the valid ones of the four pixels around would be up to 0.7 pixels aside, and 0.2 in the mean."""
    usable = ~scenes.blobs(SHAPE, 0.4, seed=1, size=3.0)[None]
    values = np.where(usable, scenes.coordinates(scenes.grid(*SHAPE[::-1])).sum(0), 1e9)
    sampler = AffineSampler(Affine.translation(20.4, 15.3), (20, 25)) if by_gdal else points((20.4, 15.3))
    beside = points((20.4, 15.3))
    out, valid = sample(sampler, Piece(values, usable, usable), method)
    touched = valid & (beside.bilinear(usable.astype(float), np.ones_like(usable)) < 1)
    error = np.abs(out - beside.col - beside.row)[touched]
    assert touched.sum() > 20
    assert np.median(error) < 0.03
    assert error.max() < 0.3


def test_beyond_the_border_the_image_goes_on_but_is_not_shown():
    piece = Piece.of(np.full((1, 4, 5), 7.0), None, (2, 1, 0, 3))
    assert (piece.values == 7).all()
    assert piece.usable is None
    assert piece.valid[0].sum() == 20
    assert piece.valid[0, 1:5, 2:].all()
    assert piece.part(3, 2, 2, 2).valid is None
    assert not piece.part(3, 2, 2, 2).blank
    assert piece.part(0, 0, 2, 2).blank


@pytest.mark.parametrize(("part", "within"), [
    ((0, 0, 5, 4), True), ((3, 2, 2, 2), True), ((1, 1, 2, 2), True), ((-1, 0, 2, 2), False), ((0, -1, 2, 2), False),
    ((4, 0, 2, 2), False), ((0, 3, 2, 2), False), ((0, 0, 5, 5), False)])
def test_a_piece_holds_what_lies_wholly_within(part, within):
    assert Piece(np.zeros((3, 4, 5)), None, None).holds(*part) is within


@pytest.mark.parametrize(("value", "dtype", "expected"), [
    (1.5, "uint8", 2), (-0.5, "int16", 0), (300.0, "uint8", 255), (-3.0, "uint8", 0), (float("nan"), "int16", 0),
    (1e30, "int64", 2**63 - 1024), (1.25, "float32", 1.25)])
def test_rounding(value, dtype, expected):
    assert rounded(np.array([value]), np.dtype(dtype))[0] == expected


@pytest.mark.parametrize(("kind", "working"), [
    ("uint8", "float32"), ("int16", "float32"), ("uint16", "float32"), ("float32", "float32"), ("int32", "float64"),
    ("uint32", "float64"), ("int64", "float64"), ("float64", "float64")])
def test_means_are_taken_in_a_type_that_holds_each_value_exactly(kind, working):
    """24 bits of a float32 hold 16-bit integers; 32-bit ones would be rounded."""
    assert _working(np.dtype(kind)) == np.dtype(working)


@pytest.mark.parametrize(("method", "reach"), [("bilinear", 1), ("cubic", 2), ("lanczos", 3)])
def test_a_kernel_touches_a_hole_as_far_as_it_reaches_along_each_axis(method, reach):
    """Enlarged twice along rows alone: beside the hole a column is touched at twice the distance of a row."""
    values = np.random.default_rng(1).normal(0, 100, (1, 31, 31)).astype(np.float32)
    valid = np.ones(values.shape, bool)
    valid[0, 15, 15] = False
    col, row = np.meshgrid(np.arange(31) + 0.7, np.arange(31) + 0.7)
    sampler = PointSampler(col, row, (0.5, 1.0))
    holed = sample(sampler, Piece(values, valid, valid), method, (0.5, 1.0))[0][0]
    whole = sample(sampler, Piece(values, None, None), method, (0.5, 1.0))[0][0]
    changed = np.argwhere(np.abs(holed - whole) > 1e-2) - 15
    assert np.abs(changed).max(0).tolist() == [reach, 2 * reach]


@pytest.mark.parametrize("method", METHODS)
def test_unless_something_else_is_said_pixels_of_both_are_as_large(method):
    values = np.random.default_rng(4).normal(size=(1, *SHAPE))
    at = points((20.3, 15.6))
    assert np.array_equal(at.kernel(values, method), PointSampler(at.col, at.row, (1.0, 1.0)).kernel(values, method))
    place = Affine.translation(20.3, 15.6)
    assert np.array_equal(AffineSampler(place, (20, 25)).kernel(values, method),
                          AffineSampler(place, (20, 25), (1.0, 1.0)).kernel(values, method))
