"""Rasters in the formats of GDAL's drivers: every pixel as it was, or a sentence that says why not."""

import logging

import numpy as np
import pytest
import rasterio
import scenes
from rasterio.crs import CRS
from rasterio.enums import ColorInterp

from coregix_core.errors import InputError, OutputError
from coregix_core.io import formats, geopackage, output
from coregix_core.io.formats import FORMATS, format_of, require_capacity
from coregix_core.io.opening import open_dataset
from coregix_core.io.output import creating
from coregix_core.io.raster import open_raster
from coregix_core.io.validity import Validity, choose_nodata

GRID = scenes.grid(40, 30)
TYPES = ("uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64")


@pytest.mark.parametrize("name", ["out", "scene.tif", "of.2016-06-08", "scene.07", "a.b c.tif"])
def test_names_that_promise_nothing_else_are_geotiffs(name):
    assert format_of(name, "auto") is FORMATS["gtiff"]


@pytest.mark.parametrize("name", ["out.xyz", "out.V1", "scene.tif.part"])
def test_an_ending_that_belongs_to_no_format_is_refused_with_those_that_do(name):
    with pytest.raises(InputError, match=r"belongs to no format .* \.tif, \.png, .*say by format"):
        format_of(name, "auto")
    assert format_of(name, "gtiff") is FORMATS["gtiff"], "whoever names the format may name the file"


def extremes(dtype, bands):
    """Values as large and as small as a type has them."""
    kind = np.dtype(dtype)
    low, high = (np.iinfo(kind).min, np.iinfo(kind).max) if kind.kind in "iu" else (-3.5e20, 1.25)
    values = np.full((bands, *GRID.shape), high, dtype)
    values[:, ::2], values[:, 3, 3] = low, 7
    return values


def written(path, values, form, **options):
    with creating(path, GRID, count=len(values), dtype=values.dtype.name, format=form, **options) as out:
        out.write(values)
    return path


def read(path):
    with open_dataset(path) as dataset:
        if not dataset.subdatasets:
            return dataset.read(), dataset.transform, dataset.crs
        parts = []
        for name in dataset.subdatasets:
            with rasterio.open(name) as part:
                parts.append((part.read(1), part.transform, part.crs))
    return np.stack([values for values, *_ in parts]), *parts[0][1:]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("bands", [1, 3])
def test_a_type_is_held_bit_by_bit_or_refused_in_a_sentence(tmp_path, form, bands):
    held = 0
    for dtype in TYPES:
        path = tmp_path / f"{dtype}{FORMATS[form].endings[0]}"
        values = extremes(dtype, bands)
        if FORMATS[form].dtypes and dtype not in FORMATS[form].dtypes:
            with pytest.raises(InputError, match=f"cannot be {FORMATS[form].what}, .* pixels of the type {dtype}"):
                written(path, values, form)
            assert not path.exists()
            continue
        written(path, values, form)
        found, transform, crs = read(path)
        held += 1
        assert found.dtype == values.dtype
        assert transform.almost_equals(GRID.transform)
        assert crs == GRID.crs
        # JPEG loses a little of what is no extreme.
        np.testing.assert_allclose(found, values, atol=60 if FORMATS[form].lossy else 0)
    assert held


@pytest.mark.parametrize(("path", "driver"), [
    ("a.tif", "GTiff"), ("a", "GTiff"), ("a.2020", "GTiff"), ("a.PNG", "PNG"), ("a.jpg", "JPEG"),
    ("a.jp2", "JP2OpenJPEG"), ("a.img", "HFA"), ("a.nc", "netCDF"), ("a.dat", "ENVI"), ("a.bsq", "ENVI")])
def test_the_ending_chooses_where_nothing_else_does(path, driver):
    assert format_of(path, "auto").driver == driver


@pytest.mark.parametrize(("path", "form"), [
    ("a.png", "gtiff"), ("a.tif", "png"), ("a.h5", "auto"), ("a.hdr", "auto"), ("a.vrt", "auto"), ("a.hdr", "envi"),
    ("a.jpg", "png"), ("a.j2k", "jp2"), ("a.nc", "cog")])
def test_an_ending_of_another_format_is_refused(path, form):
    with pytest.raises(InputError, match=r"has the ending of .* give it a name that ends in"):
        format_of(path, form)


@pytest.mark.parametrize(("form", "bands", "alpha", "why"), [
    ("png", 2, False, "2 bands: it takes 1 or 3"), ("png", 4, False, "4 bands: it takes 1 or 3"),
    ("jpeg", 4, True, "an alpha band"), ("jpeg", 5, False, "5 bands")])
def test_numbers_of_bands(form, bands, alpha, why):
    with pytest.raises(InputError, match=why):
        require_capacity(FORMATS[form], "uint8", bands, alpha=alpha)


def test_a_png_may_have_an_alpha_band(tmp_path):
    values = extremes("uint8", 4)
    like = scenes.describe(scenes.write(tmp_path / "s.tif", values, GRID), colorinterp=(
        ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha))
    with rasterio.open(like) as source:
        written(tmp_path / "o.png", values, "png", like=source)
    np.testing.assert_array_equal(read(tmp_path / "o.png")[0], values)


class TestCreationOptions:
    def test_they_reach_the_driver(self, tmp_path):
        values = extremes("uint16", 2)
        written(tmp_path / "a.tif", values, "gtiff", creation_options=("compress=ZSTD", "BLOCKXSIZE=32", "TILED=YES"))
        with rasterio.open(tmp_path / "a.tif") as made:
            assert (made.compression.name, made.block_shapes[0][1]) == ("zstd", 32)
            np.testing.assert_array_equal(made.read(), values)
        written(tmp_path / "b.tif", values, "cog", creation_options=("COMPRESS=LZW",))
        with rasterio.open(tmp_path / "b.tif") as made:
            assert (made.compression.name, made.tags(ns="IMAGE_STRUCTURE")["LAYOUT"]) == ("lzw", "COG")

    @pytest.mark.parametrize("form", ["gtiff", "cog", "png", "jp2", "hfa", "envi", "netcdf"])
    @pytest.mark.parametrize("option", ["SPEED=9", "COUNT=3"])
    def test_one_that_there_is_not_is_refused_before_anything_is_written(self, tmp_path, litter, form, option):
        with pytest.raises(InputError, match=f"creation_option.*{option.split('=')[0]}") as refused:
            written(tmp_path / f"o{FORMATS[form].endings[0]}", extremes("uint8", 1), form, creation_options=(option,))
        assert refused.value.parameter == "creation_option"
        what = FORMATS[form].what
        assert str(refused.value).startswith(what[0].upper() + what[1:] + " ")
        assert litter() == []

    def test_a_value_may_hold_the_sign_itself(self):
        assert formats.chosen(FORMATS["png"], ("description=a=b=c",))["DESCRIPTION"] == "a=b=c"

    @pytest.mark.parametrize("option", ["COMPRESS=BLAH", "BLOCKXSIZE=17"])
    def test_values_that_cannot_be_are_refused_too(self, tmp_path, litter, option):
        with pytest.raises(InputError, match="creation_option"):
            written(tmp_path / "o.tif", extremes("uint8", 1), "gtiff", creation_options=(option,))
        assert litter() == []


class TestValidity:
    """What is invalid stays so: by a mask within or beside the file, or by a value."""

    def out(self, tmp_path, name, form, source, valid):
        with open_raster(source, role="moving") as raster:
            nodata = choose_nodata(None, raster)
            validity = Validity.of(raster, nodata, given=False).within(FORMATS[form])
            values = raster.dataset.read()
            with creating(tmp_path / name, GRID, count=raster.count, dtype=raster.dtype, nodata=validity.tag,
                          like=raster.dataset, format=form) as made:
                validity.write(made, values, np.broadcast_to(valid, values.shape), rasterio.windows.Window(
                    0, 0, GRID.width, GRID.height))
        with open_raster(tmp_path / name, role="moving") as raster:
            _, seen = raster.read((0, 0, GRID.width, GRID.height))
        return seen

    @pytest.mark.parametrize("form", ["png", "jpeg", "jp2", "hfa", "envi"])
    @pytest.mark.parametrize("tagged", [True, False])
    def test_tags_and_masks(self, tmp_path, form, tagged):
        valid = scenes.blobs(GRID.shape, 0.6, seed=1)
        values = np.where(valid, 90, 0).astype("uint8")
        source = scenes.write(tmp_path / "s.tif", values, GRID, nodata=0 if tagged else None)
        seen = self.out(tmp_path, f"o{FORMATS[form].endings[0]}", form, source, valid)
        np.testing.assert_array_equal(seen[0], valid)

    def test_a_netcdf_has_a_value_or_none_at_all(self, tmp_path):
        valid = scenes.blobs(GRID.shape, 0.6, seed=1)
        values = np.where(valid, 90, 0).astype("uint8")
        source = scenes.write(tmp_path / "s.tif", values, GRID, nodata=0)
        np.testing.assert_array_equal(self.out(tmp_path, "o.nc", "netcdf", source, valid)[0], valid)
        with pytest.raises(InputError, match=r"A netCDF has no mask.*output_nodata"):
            self.out(tmp_path, "p.nc", "netcdf", scenes.write(tmp_path / "u.tif", values, GRID), valid)


def test_a_file_of_the_same_stem_that_belongs_to_another_raster_is_left_alone(tmp_path):
    (tmp_path / "o.hdr").write_text("another's")
    with pytest.raises(InputError, match=r"would replace .*o\.hdr"):
        written(tmp_path / "o.dat", extremes("uint8", 1), "envi")
    assert (tmp_path / "o.hdr").read_text() == "another's"
    # One's own is replaced with the raster, and says nothing of where that was made.
    written(tmp_path / "p.dat", extremes("uint8", 1), "envi")
    written(tmp_path / "p.dat", extremes("int16", 2), "envi")
    assert ".coregix" not in (tmp_path / "p.hdr").read_text()
    np.testing.assert_array_equal(read(tmp_path / "p.dat")[0], extremes("int16", 2))


@pytest.mark.parametrize(("form", "looks"), [("cog", 2), ("png", 1), ("gtiff", 1)])
def test_all_tiles_of_what_is_written_are_looked_for_and_of_a_cog_that_is_made_of_it(tmp_path, monkeypatch, form,
                                                                                    looks):
    seen = []
    monkeypatch.setattr(output, "_require_whole", lambda written, _path: seen.append(written))
    written(tmp_path / f"o{FORMATS[form].endings[0]}", extremes("uint8", 1), form)
    assert len(seen) == looks


def test_a_copy_that_lost_pixels_is_none(tmp_path, litter, monkeypatch):
    copied = output.rasterio.shutil.copy

    def short(source, target, **options):
        with rasterio.open(source, "r+") as dataset:
            dataset.write(dataset.read(1)[::-1], 1)
        copied(source, target, **options)
        with rasterio.open(source, "r+") as dataset:
            dataset.write(dataset.read(1)[::-1], 1)

    monkeypatch.setattr(output.rasterio.shutil, "copy", short)
    with pytest.raises(OutputError, match="band 1 did not survive"):
        written(tmp_path / "o.jp2", np.arange(1200).reshape(1, 30, 40).astype("uint16"), "jp2")
    assert litter() == []


@pytest.mark.parametrize(("form", "counts", "alpha"), [
    (form, form.counts, form.alpha) for form in FORMATS.values() if form.counts])
def test_bands_of_colour_are_counted_without_the_alpha_band(form, counts, alpha):
    for count in counts:
        require_capacity(form, "uint8", count)
        with pytest.raises(InputError, match=f"does not hold {count + 1} bands"):
            require_capacity(form, "uint8", count + 1)
        if alpha:
            require_capacity(form, "uint8", count + 1, alpha=True)
        else:
            with pytest.raises(InputError, match="does not hold an alpha band"):
                require_capacity(form, "uint8", count + 1, alpha=True)


@pytest.mark.parametrize(("said", "kept"), [
    ("CPLE_NotSupported in Driver GTiff does not support FOO creation option.",
     ["Driver GTiff does not support FOO creation option"]),
    ("BLOCKSIZE value not recognised, ignoring.", ["BLOCKSIZE value not recognised, ignoring"]),
    ("CPLE_AppDefined in the file is large", [])])
def test_of_what_gdal_says_the_part_on_creation_options_is_kept(said, kept):
    warned = formats._Warnings()
    warned.emit(logging.LogRecord("rasterio", logging.WARNING, "", 0, said, (), None))
    assert warned.of_options == kept


def test_a_geopackage_without_a_crs_is_undefined_cartesian_and_has_wgs84_all_the_same():
    """As its standard numbers them: -1, where 0 would be undefined degrees."""
    number, rows = geopackage._systems(None)
    assert number == -1
    assert [row[:4] for row in rows] == [("WGS 84", 4326, "EPSG", 4326)]
    assert geopackage._systems(CRS.from_epsg(4326))[0] == 4326
    number, rows = geopackage._systems(CRS.from_epsg(32633))
    assert number == 32633
    assert [row[1:4] for row in rows] == [(4326, "EPSG", 4326), (32633, "EPSG", 32633)]
    own = CRS.from_proj4("+proj=tmerc +lat_0=1 +lon_0=2 +datum=WGS84")
    number, rows = geopackage._systems(own)
    assert number == 100_000
    assert rows[1] == ("CRS of the layers", 100_000, "NONE", 100_000, own.to_wkt())
