"""Outputs tell valid pixels in the way of their source, and no valid value is changed or hidden without a word."""

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import scenes
from rasterio.enums import ColorInterp
from rasterio.windows import Window

from coregix_core.errors import InputError
from coregix_core.geometry.transform import identity
from coregix_core.io.formats import format_of
from coregix_core.io.output import creating
from coregix_core.io.raster import open_raster
from coregix_core.io.validity import Validity, beside, choose_nodata, invalid_values
from coregix_core.warping.edge_trimming import trim
from coregix_core.warping.warper import warp

GRID = scenes.grid(70, 60)
ALL = Window(0, 0, 70, 60)
WIDER = GRID.window(-5, -5, 80, 70)
"""An output that the source fills but for a rim of five pixels."""


@pytest.mark.parametrize(("given", "override", "tag", "expected"), [
    (5, 4, 3, 5), (None, 4, 3, 4), (None, None, 3, 3), (None, None, None, 0)])
def test_the_order_of_choice(tmp_path, given, override, tag, expected):
    path = scenes.write(tmp_path / "a.tif", np.ones(GRID.shape, "uint8"), GRID, nodata=tag)
    with open_raster(path, role="moving", nodata=override) as raster:
        assert choose_nodata(given, raster) == expected


def test_until_a_format_says_otherwise_a_file_can_hold_a_mask(tmp_path):
    path = scenes.write(tmp_path / "a.tif", np.ones(GRID.shape, "uint8"), GRID, nodata=0)
    with open_raster(path, role="moving") as raster:
        found = Validity.of(raster, 0, given=False)
        assert found.maskable
        assert found.within(format_of("o.tif", "auto")).maskable
        assert not found.within(format_of("o.jpg", "jpeg")).tagged
        assert not found.within(format_of("o.nc", "netcdf")).maskable


def test_floats_without_a_tag_get_nan(tmp_path):
    path = scenes.write(tmp_path / "a.tif", np.ones(GRID.shape, "float32"), GRID)
    with open_raster(path, role="moving") as raster:
        assert np.isnan(choose_nodata(None, raster))


@pytest.mark.parametrize(("given", "override", "option"), [
    (300, None, "output_nodata"), (0.5, None, "output_nodata"), (float("nan"), None, "output_nodata"),
    (None, -1, "moving_nodata")])
def test_a_value_that_the_type_cannot_hold_is_refused(tmp_path, given, override, option):
    path = scenes.write(tmp_path / "a.tif", np.ones(GRID.shape, "uint8"), GRID)
    with open_raster(path, role="moving", nodata=override) as raster, pytest.raises(InputError, match=option):
        choose_nodata(given, raster)


@pytest.mark.parametrize(("value", "dtype", "expected"), [(0, "uint8", 1), (255, "uint8", 254), (-9, "int16", -8)])
def test_the_value_beside(value, dtype, expected):
    assert beside(value, np.dtype(dtype)) == expected


@pytest.mark.parametrize("value", [0.0, -9999.0, 1e30, -3.4028234663852886e38, 3.4028234663852886e38])
def test_floats_beside_nodata_are_none_to_gdal_either(value):
    """It takes floats for equal that are ten roundings apart."""
    near = np.float32(beside(value, np.dtype("float32")))
    assert np.isfinite(near)
    steps = abs(int(near.view(np.int32)) - int(np.float32(value).view(np.int32)))
    assert steps > 10
    assert float(near) == pytest.approx(value, rel=1e-5, abs=1e-37)


def test_a_gap_in_one_band_of_integers_under_a_mask_is_one_in_all(tmp_path):
    """Nothing else could tell it."""
    valid = np.ones((2, *GRID.shape), bool)
    valid[0, 0, 0] = False
    with creating(tmp_path / "a.tif", GRID, count=2, dtype="int16") as out:
        Validity(0.0, tagged=False, masked=True).write(out, np.where(valid, 5, 0).astype("int16"), valid, ALL)
    with rasterio.open(tmp_path / "a.tif") as dataset:
        assert np.argwhere(dataset.dataset_mask() == 0).tolist() == [[0, 0]]


@pytest.mark.parametrize(("profile", "given", "way"), [
    ({}, False, (False, True)), ({}, True, (True, False)), ({"nodata": 7}, False, (True, False)),
    ({"mask": True}, False, (False, True)), ({"mask": True}, True, (True, True)),
    ({"mask": True, "dtype": "float32"}, False, (False, True)), ({"alpha": True}, False, (False, False)),
    ({"dtype": "float32"}, False, (True, False)), ({"dtype": "float32", "nodata": 7}, False, (True, False))])
def test_validity_is_told_in_the_way_of_the_source(tmp_path, profile, given, way):
    values = np.ones((2, 5, 5), profile.get("dtype", "uint8"))
    mask = np.eye(5, dtype=bool) if profile.get("mask") else None
    path = scenes.write(tmp_path / "a.tif", values, scenes.grid(5, 5), nodata=profile.get("nodata"), mask=mask)
    if profile.get("alpha"):
        scenes.describe(path, colorinterp=(ColorInterp.gray, ColorInterp.alpha))
    with open_raster(path, role="moving") as raster:
        found = Validity.of(raster, 7.0, given=given)
    assert (found.tagged, found.masked) == way
    assert found.tag == (7.0 if way[0] else None)


def test_invalid_pixels_are_transparent_in_an_alpha_band(tmp_path):
    path = scenes.write(tmp_path / "a.tif", np.ones((2, 5, 5), "uint8"), scenes.grid(5, 5))
    scenes.describe(path, colorinterp=(ColorInterp.gray, ColorInterp.alpha))
    with open_raster(path, role="moving") as raster:
        assert invalid_values(raster, 9.0).tolist() == [[[9]], [[0]]]


def test_a_gap_in_one_band_of_a_masked_raster_is_nan(tmp_path):
    valid = np.ones((2, *GRID.shape), bool)
    valid[0, 0, 0] = valid[:, 1, 1] = False
    with creating(tmp_path / "a.tif", GRID, count=2, dtype="float32") as out:
        way = Validity(0.0, tagged=False, masked=True)
        way.write(out, np.where(valid, 5, 0).astype("float32"), valid, ALL)
    with rasterio.open(tmp_path / "a.tif") as dataset:
        assert np.isnan(dataset.read(1)[0, 0])
        assert np.argwhere(dataset.dataset_mask() == 0).tolist() == [[1, 1]]


def classes(dtype, *values):
    return np.random.default_rng(0).choice(np.array(values, dtype), GRID.shape)


def warped(tmp_path, source, **options):
    with open_raster(source, role="input") as raster:
        warp(raster, identity(), GRID.crs, WIDER, tmp_path / "o.tif", resampling="nearest", **options)
    return seen(tmp_path / "o.tif")


def seen(path):
    """Values, which are valid to readers of GDAL's masks, which to readers of the tag alone, and the tag."""
    with rasterio.open(path) as dataset:
        values, tag = dataset.read(), dataset.nodata
        by_tag = np.ones(values.shape, bool) if tag is None else ~np.isnan(values) if np.isnan(tag) else values != tag
        return values, dataset.read_masks() > 0, by_tag, tag


def rim():
    inner = np.zeros(WIDER.shape, bool)
    inner[5:-5, 5:-5] = True
    return inner


UNTAGGED = [classes("uint8", 0, 1), classes("int16", -1, 0, 300), classes("uint16", 0, 65535),
            classes("float32", 0.0, 1.5, -9999.0), classes("float64", 0.0, -1.0), classes("uint8", 0, 255)]


@pytest.mark.parametrize("values", UNTAGGED, ids=lambda v: f"{v.dtype} {np.unique(v)}")
def test_a_source_without_a_tag_may_hold_any_value(tmp_path, values):
    found, valid, by_tag, tag = warped(tmp_path, scenes.write(tmp_path / "a.tif", values, GRID))
    np.testing.assert_array_equal(valid[0], rim())
    np.testing.assert_array_equal(found[0][rim()], values.ravel())
    # Readers that mind the tag alone lose no valid pixel either.
    assert by_tag[0][rim()].all()
    assert tag is None or np.isnan(tag)
    # Moved once more, as much is valid.
    (tmp_path / "o.tif").rename(tmp_path / "again.tif")
    assert warped(tmp_path, tmp_path / "again.tif")[1].sum() == valid.sum()


@pytest.mark.parametrize("kind", ["gtiff", "cog"])
@pytest.mark.parametrize("values", [classes("float32", -1, 1), classes("uint8", 255, 7), classes("uint8", 0, 1)],
                         ids=str)
@pytest.mark.parametrize("tag", [None, 3])
def test_valid_pixels_of_the_value_asked_for_stay_and_a_warning_says_so(tmp_path, caplog, values, tag, kind):
    source = scenes.write(tmp_path / "a.tif", values, GRID, nodata=tag)
    wanted = float(values.ravel()[0])
    found, valid, by_tag, kept = warped(tmp_path, source, output_nodata=wanted, format=kind)
    np.testing.assert_array_equal(found[0][rim()], values.ravel())
    np.testing.assert_array_equal(valid[0], rim())
    assert by_tag[0][rim()].all()
    assert kept is None
    assert f"Valid pixels hold {wanted:g}" in caplog.text


def test_a_value_that_no_valid_pixel_has_is_a_tag_and_nothing_is_said(tmp_path, caplog):
    found, valid, _, tag = warped(tmp_path, scenes.write(tmp_path / "a.tif", classes("uint8", 0, 1), GRID),
                                  output_nodata=9)
    assert tag == 9
    assert set(found[0][~rim()].tolist()) == {9}
    np.testing.assert_array_equal(valid[0], rim())
    assert not caplog.records


def test_gaps_of_single_bands_and_a_value_that_occurs_are_refused(tmp_path, litter):
    values = np.stack([classes("int16", 5, 6), classes("int16", 5, 6)])
    values[0, 20:30, 20:30] = -1
    source = scenes.write(tmp_path / "a.tif", values, GRID, nodata=-1)
    with pytest.raises(InputError, match="single bands have gaps"):
        warped(tmp_path, source, output_nodata=5)
    assert litter("a.tif") == []


def test_a_tag_that_the_type_cannot_hold_changes_no_value(tmp_path):
    values = classes("uint8", 0, 1)
    scenes.write(tmp_path / "a.tif", values, GRID)
    rasterio.shutil.copy(tmp_path / "a.tif", tmp_path / "a.vrt", driver="VRT")
    text = (tmp_path / "a.vrt").read_text()
    (tmp_path / "a.vrt").write_text(text.replace("<ColorInterp", "<NoDataValue>0.5</NoDataValue><ColorInterp", 1))
    found, valid, by_tag, _ = warped(tmp_path, tmp_path / "a.vrt")
    np.testing.assert_array_equal(found[0][rim()], values.ravel())
    assert valid[0][rim()].all()
    assert by_tag[0][rim()].all()


@pytest.mark.parametrize("dtype", ["uint8", "float32"])
def test_trimming_keeps_valid_values_too(tmp_path, dtype, caplog):
    values = classes(dtype, 0, 7)
    values[0] = 200
    trim(scenes.write(tmp_path / "a.tif", values, GRID), tmp_path / "o.tif", above=100, output_nodata=7)
    found, valid, by_tag, tag = seen(tmp_path / "o.tif")
    np.testing.assert_array_equal(found[0][1:], values[1:])
    np.testing.assert_array_equal(valid[0], values < 100)
    assert by_tag[0][1:].all()
    assert tag is None
    assert "Valid pixels hold 7" in caplog.text


def test_what_an_alpha_band_holds_is_no_value_that_could_be_nodata():
    values = np.full((2, 3, 3), 255, "uint8")
    way = Validity(255.0, tagged=True, masked=False, alpha=1)
    for valid in (None, np.ones(values.shape, bool)):
        assert way.clash(values, valid).all((1, 2)).tolist() == [True, False]
