"""Validity: each reason for an invalid pixel is seen and named."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coregix_core.imaging.image import Reason, can_hold, equal_to, reasons


def test_each_reason_has_its_bit():
    values = np.array([1.0, 2.0, np.nan, np.inf, 5.0, 6.0, 7.0], "float32")
    mask, alpha = np.full(7, 255, "uint8"), np.full(7, 255, "uint8")
    mask[4], alpha[5] = 0, 0
    found = reasons(values, nodata=1.0, override=2.0, mask=mask, alpha=alpha)
    assert found.tolist() == [Reason.NODATA, Reason.OVERRIDE, Reason.NOT_FINITE, Reason.NOT_FINITE, Reason.MASK,
                              Reason.ALPHA, 0]


def test_a_pixel_may_have_several_reasons():
    found = reasons(np.array([0, 1], "uint8"), nodata=0, override=0, alpha=np.array([0, 9], "uint8"))
    assert found.tolist() == [Reason.NODATA | Reason.OVERRIDE | Reason.ALPHA, 0]
    assert Reason(int(found[0])).text() == "the file's nodata value, the nodata value given, the alpha band"


def test_an_array_has_reasons_of_its_own_and_no_file():
    assert (Reason.NODATA | Reason.MASK).text("array") == "the array's nodata value, the array's mask"


def test_pixels_without_a_fault_need_no_array():
    assert reasons(np.array([1, 2], "uint8"), nodata=0, mask=np.array([1, 255], "uint8")) is None


@pytest.mark.parametrize(("dtype", "value", "holds"), [
    ("uint8", 255, True), ("uint8", 256, False), ("uint8", -1, False), ("uint8", 0.5, False),
    ("uint8", float("nan"), False), ("int8", -128, True), ("int16", -9999, True), ("int64", -2**63, True),
    ("float32", float("nan"), True), ("float32", -9999, True), ("float32", -3.4028234663852886e38, True),
    ("float32", 1e300, False), ("float64", 1e300, True)])
def test_which_values_a_type_can_hold(dtype, value, holds):
    assert can_hold(dtype, value) is holds


@given(st.floats(allow_nan=True, allow_infinity=True), st.sampled_from(["uint8", "int16", "int64", "float32"]))
def test_a_nodata_value_out_of_range_matches_no_pixel_and_fails_nowhere(value, dtype):
    pixels = np.arange(5).astype(dtype)
    where = equal_to(pixels, value)
    if where is not None:
        assert where.tolist() == [p == pixels.dtype.type(value) for p in pixels]
    elif np.isfinite(value):
        assert not any(float(p) == value for p in pixels)


def test_nodata_of_a_float32_raster_is_found_though_its_tag_is_a_double():
    assert equal_to(np.array([0.1, 0.2], "float32"), 0.1).tolist() == [True, False]
