"""Odd names, places and contents of rasters: an alignment that is right, or a sentence."""

import shutil
import warnings
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from affine import Affine
from packaging.version import Version
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.errors import NotGeoreferencedWarning
from runs import align, names, refusal, run
from scenes import UTM, Ground, centres, describe, displaced, textured, write
from test_bad_input import DEGREES, GRID, PLACES

from coregix_core.api import pipeline
from coregix_core.errors import (
    CoregixError,
    GeoreferenceError,
    OutputError,
    RasterError,
    UnreliableAlignmentError,
)
from coregix_core.geometry import Grid, project
from coregix_core.geometry.transform import affine_transform


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with a source.tif that is displaced against reference.tif."""
    for name, displacement in (("reference", None), ("source", displaced(7.0, -5.0))):
        write(tmp_path / f"{name}.tif", textured(GRID, displacement).astype("uint16"), GRID, nodata=0)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def aligned(moving="source.tif", fixed="reference.tif", output="out.tif", **options):
    found = pipeline.align_image_pair(moving, fixed, output, **options)
    shift = found.displacement
    assert (shift.east, shift.north) == pytest.approx((-7.0, 5.0), abs=0.1)
    return found


NAMES = ["with space.tif", "quo'te\".tif", "new\nline.tif", "-dash.tif", "a;b|c&d$e`f.tif", "Straße 東京 🛰.tif",
         "percent%20.tif", "x:y.tif", "a?b#c.tif", "back\\slash.tif", "[glob]*.tif", "n" * 251 + ".tif"]


class TestNames:
    @pytest.mark.parametrize("name", NAMES)
    def test_any_name_of_a_file_and_of_its_output(self, folder, name):
        (folder / "source.tif").rename(folder / name)
        (folder / "made").mkdir()
        aligned(folder / name, output=folder / "made" / name, save_transform=folder / "made" / (name[:240] + ".json"))
        with rasterio.open(folder / "made" / name) as out:
            assert out.shape == GRID.shape
        pipeline.apply_transform(folder / name, folder / "made" / (name[:240] + ".json"), folder / "again.tif")

    def test_a_real_command_takes_them_too(self, folder):
        name = NAMES[4].replace("$", "'\n\"$")
        (folder / "source.tif").rename(folder / name)
        assert run(align(moving=name, output=f"out {name}"), alone=True)["output_image_path"] == f"out {name}"

    @pytest.mark.usefixtures("folder")
    def test_a_path_as_long_as_the_system_allows(self):
        for depth in (7, 17):
            deep = Path(*["d" * 200] * depth)
            deep.mkdir(parents=True)
            shutil.copyfile("source.tif", deep / "s.tif")
            aligned(deep / "s.tif", output="out.tif" if depth > 7 else deep / "out.tif")
        # GDAL 3.10 writes where the name has 2048 letters at most, 3.12 wherever the system does.
        if Version(rasterio.__gdal_version__) < Version("3.11"):
            with pytest.raises(OutputError):
                aligned(output=deep / "out.tif")
            assert names(deep) == ["s.tif"]
        else:
            aligned(output=deep / "out.tif")
            assert names(deep) == ["out.tif", "s.tif"]

    @pytest.mark.usefixtures("folder")
    def test_a_name_that_is_too_long_is_refused(self):
        line = refusal(align(output="n" * 252 + ".tif"), 2)
        assert "longer than the file system allows" in line or "too long" in line

    def test_links(self, folder):
        (folder / "link.tif").symlink_to("source.tif")
        (folder / "loop.tif").symlink_to("loop.tif")
        aligned("link.tif")
        with pytest.raises(CoregixError, match=r"loop\.tif"):
            aligned("loop.tif")
        with pytest.raises(CoregixError, match="is the input"):
            aligned(output="link.tif")

    def test_inside_an_archive(self, folder):
        with zipfile.ZipFile("a.zip", "w") as archive:
            archive.write("source.tif", "in/source.tif")
        (folder / "source.tif").unlink()
        aligned("/vsizip/a.zip/in/source.tif")
        with pytest.raises(RasterError, match=r"none\.tif"):
            aligned("/vsizip/a.zip/none.tif")
        (folder / "a.zip").write_bytes((folder / "a.zip").read_bytes()[:5000])
        with pytest.raises(RasterError, match=r"a\.zip"):
            aligned("/vsizip/a.zip/in/source.tif")


class TestPlaces:
    def test_control_points_alone(self, folder):
        where = Grid(None, Affine.identity(), 200, 180)
        path = write(folder / "gcps.tif", textured(GRID).astype("uint16"), where)
        points = [GroundControlPoint(r, c, *(GRID.transform * (c, r))) for r in (0, 180) for c in (0, 200)]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            describe(path, gcps=(points, UTM))
        with pytest.raises(GeoreferenceError, match="gdalwarp -tps"):
            aligned(fixed=path)
        with pytest.raises(GeoreferenceError, match="gdalwarp -tps"):
            pipeline.assess_image_pair(path, "reference.tif")

    @pytest.mark.parametrize("moving", ["a site", "none", "at the pole"])
    def test_no_way_from_one_to_the_other(self, folder, moving):
        crs = PLACES[moving][0]
        path = write(folder / "other.tif", textured(GRID).astype("uint16"), Grid(crs, *list(vars(GRID).values())[1:]))
        with pytest.raises(GeoreferenceError, match="CRS"):
            aligned(path)

    @pytest.mark.parametrize("kilometres", [1, 50, 5000, 1e9])
    def test_wrong_by_kilometres(self, folder, kilometres):
        moved = Grid(UTM, Affine.translation(kilometres * 1e3, 0) * GRID.transform, 200, 180)
        path = write(folder / "far.tif", textured(GRID).astype("uint16"), moved)
        with pytest.raises(GeoreferenceError, match="do not overlap"):
            aligned(path)

    @pytest.mark.parametrize("code", [3035, 32632, 4326, 3857])
    def test_another_crs_than_the_references(self, folder, code):
        crs = CRS.from_epsg(code)
        x, y = project(UTM, crs, *(np.array([c]) for c in GRID.transform * (100.0, 90.0)))
        pixel = 1.8e-5 if code == 4326 else 3.2 if code == 3857 else 2.0
        where = Grid(crs, Affine(pixel, 0, x[0] - 110 * pixel, 0, -pixel, y[0] + 100 * pixel), 220, 200)
        ex, ey = displaced(7.0, -5.0).inverse(*project(crs, UTM, *where.to_world(*centres(where))))
        aligned(write(folder / "other.tif", Ground()(ex, ey).astype("uint16"), where))

    @pytest.mark.parametrize(("moving", "fixed"), [
        ("east", "west"), ("west", "east"), ("UTM", "east"), ("UTM", "west"), ("east", "UTM"), ("west", "UTM")])
    def test_across_the_antimeridian_however_it_is_told(self, folder, moving, fixed):
        """A scene whose middle is at 180 degrees: on from there, up to there from -180, or in UTM."""
        place, wgs84, fiji = (180.0, -16.5), CRS.from_epsg(4326), CRS.from_epsg(32701)
        x, y = project(wgs84, fiji, *place)
        degrees = Affine.translation(*place) * Affine.scale(DEGREES, -DEGREES) * Affine.translation(-100, -90)
        metres = Affine.translation(float(x), float(y)) * Affine.scale(2.2, -2.2) * Affine.translation(-100, -90)
        around = Affine.translation(-360, 0) * degrees
        places = {"east": (wgs84, degrees), "west": (wgs84, around), "UTM": (fiji, metres)}
        grids = {name: Grid(*where, 200, 180) for name, where in places.items()}
        ground = Ground(7, 5 * DEGREES, 120 * DEGREES, origin=place)
        off = affine_transform("affine", place, np.eye(2), np.array([4.3, -3.1]) * DEGREES)
        for name, key, there in (("moving", moving, off.inverse), ("fixed", fixed, lambda *xy: xy)):
            lon, lat = project(grids[key].crs, wgs84, *grids[key].to_world(*centres(grids[key])), near=place[0])
            write(folder / f"{name}.tif", ground(*there(lon, lat)).astype("uint16"), grids[key], nodata=0)
        found = pipeline.align_image_pair("moving.tif", "fixed.tif", "out.tif", save_transform="T.json")
        crs, middle = grids[fixed].crs, grids[fixed].middle
        shown = project(wgs84, crs, *off(*project(crs, wgs84, *middle, near=place[0])), near=middle[0])
        pixel = grids[fixed].pixel_size
        assert np.hypot(*(np.subtract(found.transform(*middle), shown) / pixel)) < 0.1
        with rasterio.open("out.tif") as out:
            assert (out.read(1) != 0).mean() > 0.9
        pipeline.apply_transform("moving.tif", "T.json", "again.tif")
        with rasterio.open("out.tif") as out, rasterio.open("again.tif") as again:
            np.testing.assert_array_equal(out.read(), again.read())

    @pytest.mark.parametrize("transform", [
        Affine(0, 0, 5e5, 0, 0, 5e6), Affine(2, 2, 5e5, 2, 2, 5e6), Affine(1e-300, 0, 0, 0, -1e-300, 0),
        Affine(1e300, 0, 0, 0, -1e300, 0), Affine(float("nan"), 0, 0, 0, -2, 0), Affine(2, 0, float("inf"), 0, -2, 0)])
    @pytest.mark.parametrize("role", ["moving", "fixed"])
    def test_a_geotransform_that_is_none(self, folder, transform, role):
        with pytest.raises(GeoreferenceError):
            aligned(**{role: odd_geotransform(folder, transform)})


def odd_geotransform(folder, transform):
    """A VRT with a geotransform that no GeoTIFF would hold."""
    path = folder / "odd.vrt"
    rasterio.shutil.copy(folder / "source.tif", path, driver="VRT")
    before, rest = path.read_text().split("<GeoTransform>")
    numbers = ", ".join(repr(float(n)) for n in transform.to_gdal())
    path.write_text(f"{before}<GeoTransform>{numbers}</GeoTransform>{rest.split('</GeoTransform>')[1]}")
    return path


class TestContents:
    @pytest.mark.parametrize(("values", "said"), [
        (np.full(GRID.shape, 7.0), "nothing but the value 7"), (np.zeros(GRID.shape), "no valid pixels"),
        (np.full(GRID.shape, np.nan), "no valid pixels"), (np.full(GRID.shape, np.inf), "no valid pixels"),
        (np.full(GRID.shape, 1e300), "no valid pixels")])
    @pytest.mark.parametrize("role", ["moving", "fixed"])
    def test_an_image_with_nothing_in_it_is_refused(self, folder, values, said, role):
        write(folder / "nothing.tif", values, GRID, nodata=0)
        with pytest.raises(RasterError, match=f"The {role} raster nothing.tif .*{said}"):
            aligned(**{role: "nothing.tif"})

    def test_a_pair_without_a_valid_pixel_in_common_is_refused(self, folder):
        small = GRID.window(40, 30, 110, 100)
        for name, part in (("left", np.s_[:, 55:]), ("right", np.s_[:, :55])):
            values = textured(small)
            values[part] = 0
            write(folder / f"{name}.tif", values, small, nodata=0)
        with pytest.raises(RasterError, match=r"Only 0\.00% .*min_valid_fraction"):
            aligned("left.tif", "right.tif")
        assert "Only 0.00%" in refusal(align(moving="left.tif", fixed="right.tif"), 2)

    def test_the_least_valid_share_is_the_users(self, folder):
        values = textured(GRID)
        values[:, 70:] = 0
        write(folder / "part.tif", values, GRID, nodata=0)
        for function in (aligned, pipeline.assess_image_pair):
            with pytest.raises(RasterError, match=r"Only \d\d\.\d\d% .* less than 50\.00%"):
                function("source.tif", "part.tif", min_valid_fraction=0.5)
        aligned(fixed="part.tif", min_valid_fraction=0.2)

    def test_noise_is_no_alignment(self, folder):
        # Where nothing is found all is tried, which takes as long as the rasters are large.
        small = GRID.window(40, 30, 110, 100)
        write(folder / "part.tif", textured(small).astype("uint16"), small, nodata=0)
        for seed in range(3):
            values = np.random.default_rng(seed).normal(3000, 300, small.shape)
            write(folder / "noise.tif", values, small)
            with pytest.raises(UnreliableAlignmentError):
                aligned("noise.tif", "part.tif")

    @pytest.mark.parametrize("missing", ["the only part", "one of two parts"])
    def test_a_vrt_with_missing_parts(self, folder, missing):
        rasterio.shutil.copy("source.tif", "v.vrt", driver="VRT")
        text = (folder / "v.vrt").read_text()
        source = text[text.index("<SimpleSource"):text.index("</SimpleSource>") + len("</SimpleSource>")]
        gone = source.replace("source.tif", "gone.tif")
        text = text.replace(source, gone if missing == "the only part" else source + gone)
        (folder / "v.vrt").write_text(text)
        with pytest.raises(RasterError, match=r"v\.vrt cannot be read"):
            aligned("v.vrt")
        assert not (folder / "out.tif").exists()

    @pytest.mark.usefixtures("folder")
    @pytest.mark.parametrize(("width", "height"), [(2_000_000, 2), (2, 2_000_000), (300_000, 300_000)])
    def test_huge_rasters_with_hardly_anything_in_them(self, width, height):
        where = Grid(UTM, GRID.transform, width, height)
        profile = {"driver": "GTiff", "width": width, "height": height, "count": 1, "dtype": "uint8", "crs": UTM,
                   "transform": where.transform, "sparse_ok": True, "tiled": True, "bigtiff": "yes",
                   "blockxsize": 8192 if width > 9000 else 16, "blockysize": 8192 if height > 9000 else 16}
        with rasterio.open("huge.tif", "w", **profile):
            pass
        with pytest.raises(CoregixError):
            aligned("huge.tif")
