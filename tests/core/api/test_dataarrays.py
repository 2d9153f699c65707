"""Labelled arrays: dimensions by their names, places by their coordinates, and all of it back again."""

from dataclasses import replace

import numpy as np
import odc.geo.xr
import pytest
import rioxarray  # noqa: F401 - registers .rio
import xarray
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st
from odc.geo.geobox import GeoBox
from rasterio.crs import CRS

from coregix_core import align_arrays
from coregix_core.api.dataarrays import labelled
from coregix_core.errors import InputError

UTM = "EPSG:32733"


def image(dims=("y", "x"), sizes=None, **further):
    """A DataArray on a grid of 10 m in the south of a UTM zone."""
    sizes = {"y": 4, "x": 6, "band": 3, "time": 2, **(sizes or {})}
    coords = {"y": 8_000_000.0 - 10.0 * np.arange(sizes["y"]), "x": 500_000.0 + 10.0 * np.arange(sizes["x"]), **further}
    values = np.arange(np.prod([sizes[d] for d in dims], dtype=int), dtype="uint16").reshape([sizes[d] for d in dims])
    return xarray.DataArray(values, dims=dims, coords={k: v for k, v in coords.items() if k in dims or np.ndim(v) == 0},
                            name="red", attrs={"sensor": "made up"}).rio.write_crs(UTM)


@pytest.mark.parametrize("dims", [("y", "x"), ("band", "y", "x"), ("y", "x", "band"), ("x", "band", "y")])
def test_dimensions_are_known_by_name_and_come_back_in_their_order(dims):
    array = image(dims)
    found = labelled(array, "moving")
    assert found.values.shape == (3 if "band" in dims else 1, 4, 6)
    assert found.grid.transform == Affine(10, 0, 499_995.0, 0, -10, 8_000_005.0)
    assert found.grid.crs == CRS.from_user_input(UTM)
    again = found.with_values(found.values, found.grid)
    xarray.testing.assert_identical(again.drop_vars("spatial_ref"), array.drop_vars("spatial_ref"))
    assert again.rio.crs == array.rio.crs
    assert again.odc.geobox == array.odc.geobox


@pytest.mark.parametrize(("x", "y"), [("lon", "lat"), ("longitude", "latitude"), ("Easting", "Northing")])
def test_other_names_of_the_axes_are_understood(x, y):
    assert labelled(image().rename({"x": x, "y": y}), "moving").order == (None, y, x)


def test_a_south_up_array_is_what_its_coordinates_say():
    array = image().isel(y=slice(None, None, -1))
    found = labelled(array, "moving")
    assert found.grid.transform.e == 10
    assert found.grid.to_pixel(np.array([500_000.0]), np.array([7_999_970.0]))[1] == pytest.approx(0.5)


@pytest.mark.parametrize(("array", "words"), [
    (image().isel(x=[0, 2, 1, 3]), "along 'x' are not evenly spaced: sort"),
    (image().isel(x=[0, 1, 2, 5]), "along 'x' are not evenly spaced: resample"),
    (image(sizes={"x": 1}), "1 pixel wide along 'x'"),
    (image(("time", "y", "x")), r"2 images along 'time'.*isel\(time=0\).*align_stack"),
    (image(("time", "y", "x")).rename(time="t").assign_coords(t=np.array(["2020-01-01", "2020-02-01"], "M8[ns]")),
     "2 images along 't'"),
    (image(("band", "y", "x")).expand_dims(level=[1, 2]), "level, band besides rows and columns"),
    (image().assign_coords(x=np.arange(6).astype("M8[ns]")), r"along 'x' are no numbers but datetime64\[ns\]"),
    (image().assign_coords(x=list("abcdef")), "along 'x' are no numbers"),
    (image().assign_coords(x=np.full(6, np.nan)), "along 'x' are not all finite"),
    (image().rename(x="col", y="row"), r"\(row, col\), which names no rows and columns"),
])
def test_what_is_no_image_is_refused_in_a_sentence(array, words):
    with pytest.raises(InputError, match=words):
        labelled(array, "moving")


def test_the_time_of_a_single_date_is_kept():
    date = np.array(["2020-06-01"], "M8[ns]")
    array = image(("time", "band", "y", "x"), {"time": 1}).assign_coords(time=date)
    found = labelled(array, "moving")
    again = found.with_values(found.values + 1, found.grid)
    assert again.dims == array.dims
    assert again.time.values == date
    assert found.values.shape == (3, 4, 6)


@pytest.mark.parametrize(("attributes", "encoding", "nodata"), [
    ({"_FillValue": 0}, {}, 0.0), ({"nodata": 7}, {}, 7.0), ({}, {"_FillValue": 9}, 9.0), ({}, {}, None)])
def test_the_nodata_value_is_found_where_libraries_keep_it(attributes, encoding, nodata):
    array = image()
    array.attrs.update(attributes)
    array.encoding.update(encoding)
    assert labelled(array, "moving").nodata == nodata


def test_what_was_masked_on_reading_is_nan_whatever_the_file_holds():
    array = image().astype("float32")
    array.encoding["_FillValue"] = 65535
    assert np.isnan(labelled(array, "moving").nodata)


def test_what_was_masked_on_reading_stays_so_and_the_file_s_value_is_remembered():
    array = image().astype("float32")
    array.encoding.update({"_FillValue": 65535, "dtype": "uint16"})
    found = labelled(array, "moving")
    made = found.with_values(found.values, found.grid, found.nodata)
    assert np.isnan(made.rio.nodata)
    assert made.rio.encoded_nodata == 65535
    # What resampling makes may not fit the type.
    assert "dtype" not in made.encoding
    assert found.with_values(found.values, found.grid, -1.0).rio.nodata == -1.0
    array.encoding.clear()
    plain = labelled(array, "moving").with_values(found.values, found.grid, float("nan"))
    assert np.isnan(plain.attrs["_FillValue"])


def test_coordinates_in_another_crs_do_not_claim_the_units_of_before():
    array = image()
    array["x"].attrs.update(units="degrees_east", axis="X")
    found = labelled(array, "moving")
    elsewhere = replace(found.grid, crs=CRS.from_epsg(3857), transform=Affine(5, 0, 0, 0, -5, 0))
    assert found.with_values(found.values, elsewhere).x.attrs == {}
    nearby = replace(found.grid, transform=Affine(5, 0, 0, 0, -5, 0))
    assert found.with_values(found.values, nearby).x.attrs["units"] == "degrees_east"


def test_a_rotated_raster_has_its_geotransform_and_no_coordinates():
    rotated = Affine.translation(5e5, 8e6) * Affine.rotation(20) * Affine.scale(10, -10)
    array = image().drop_vars(["x", "y"]).rio.write_transform(rotated)
    assert np.allclose(labelled(array, "moving").grid.transform, rotated)


@given(left=st.floats(-2e7, 2e7), top=st.floats(-2e7, 2e7), step=st.floats(0.05, 1000), single=st.booleans())
def test_coordinates_anywhere_on_earth_are_even(left, top, step, single):
    kind = "float32" if single and step > 20 else "float64"
    x, y = left + step * (np.arange(50) + 0.5), top - step * (np.arange(40) + 0.5)
    array = xarray.DataArray(np.zeros((40, 50)), dims=("y", "x"), coords={"y": y.astype(kind), "x": x.astype(kind)})
    found = labelled(array, "moving").grid.transform
    assert (found.a, found.e) == pytest.approx((step, -step), rel=1e-3 if kind == "float64" else 0.1)
    assert (found.c, found.f) == pytest.approx((left, top), abs=step * 0.1 + 4)


def test_a_geobox_of_odc_is_the_grid():
    box = GeoBox.from_bbox((-2e6, -5e6, -1.9e6, -4.9e6), "epsg:3577", resolution=1000)
    assert labelled(odc.geo.xr.xr_zeros(box, "uint8"), "moving").grid.transform == box.transform


@pytest.mark.parametrize("dims", [("time", "y", "x"), ("y", "x", "time")])
def test_dates_are_no_bands_of_arrays_either(dims):
    """Each date has a displacement of its own: all would be moved by that of the first."""
    with pytest.raises(InputError, match="holds 2 images along 'time'"):
        align_arrays(image(dims), image())


TURNED = Affine(10, 0, 500_000.0, 0, -10, 8_000_000.0) * Affine.rotation(12)


def turned_by_odc():
    return odc.geo.xr.wrap_xr(np.arange(24.0).reshape(4, 6), GeoBox((4, 6), TURNED, UTM))


def turned_by_rioxarray():
    """As open_rasterio gives a raster that is turned."""
    columns, rows = np.meshgrid(np.arange(6) + 0.5, np.arange(4) + 0.5)
    x, y = TURNED * (columns, rows)
    array = xarray.DataArray(np.arange(24.0).reshape(4, 6), dims=("y", "x"),
                             coords={"xc": (("y", "x"), x), "yc": (("y", "x"), y)})
    return array.rio.write_crs(UTM).rio.write_transform(TURNED)


@pytest.mark.parametrize("made", [turned_by_odc, turned_by_rioxarray])
@pytest.mark.parametrize(("part", "place"), [({}, TURNED), ({"y": slice(1, None), "x": slice(2, None)},
                                                           TURNED * Affine.translation(2, 1))])
def test_a_turned_raster_and_a_part_of_it_lie_where_they_say(made, part, place):
    found = labelled(made().isel(part), "moving")
    assert found.grid.transform.almost_equals(place, 1e-6)
    again = found.with_values(found.values, found.grid)
    assert labelled(again, "moving").grid == found.grid
    assert again.rio.transform(recalc=False).almost_equals(place, 1e-6)


def test_a_turned_grid_has_the_place_of_each_pixel_and_no_coordinates_along_axes():
    found = labelled(image(), "moving")
    where = labelled(turned_by_rioxarray(), "fixed").grid
    again = found.with_values(np.zeros((1, 4, 6)), where)
    assert not {"x", "y"} & set(again.coords)
    np.testing.assert_allclose(again.xc, turned_by_rioxarray().xc)


def test_what_is_known_of_each_place_stays_if_the_places_do():
    array = image().assign_coords(incidence=(("y", "x"), np.ones((4, 6))), line=("y", np.arange(4)))
    found = labelled(array, "moving")
    assert {"incidence", "line"} <= set(found.with_values(found.values, found.grid).coords)
    assert not {"incidence", "line"} & set(found.with_values(found.values, found.grid.window(1, 0, 6, 4)).coords)
