"""Rasters of every kind that people have: the right result or a clear error, no traceback, hang or wrong answer.

Generated pairs carry their truth: whatever is odd about them, an alignment that claims to be one is held against it.
`make test` tries some of them, always the same ones; `make fuzz` tries many more, others each time.
"""

import os
import shutil
import warnings
import zipfile
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from affine import Affine
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from packaging.version import Version
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from rasterio.enums import ColorInterp
from rasterio.errors import NotGeoreferencedWarning
from runs import align, names, one_engine, refusal, run
from scenes import ORIGIN, UTM, Ground, blobs, centres, describe, displaced, grid, textured, write

from coregix_core.api import pipeline
from coregix_core.errors import (
    CoregixError,
    EngineError,
    GeoreferenceError,
    OutputError,
    RasterError,
    UnreliableAlignmentError,
)
from coregix_core.geometry import Grid, project
from coregix_core.geometry.transform import affine_transform

EXAMPLES = int(os.environ.get("COREGIX_FUZZ_EXAMPLES", "0"))
KINDS = 5
FUZZ = settings(
    max_examples=-(-(EXAMPLES or 30) // KINDS), derandomize=not EXAMPLES, database=None, print_blob=True,
    phases=[Phase.generate], deadline=timedelta(seconds=60), suppress_health_check=list(HealthCheck))
"""The examples of one of the kinds below; a failing one is printed as it is, for making it smaller takes minutes."""

REAL = ("uint8", "int8", "uint16", "int16", "uint32", "int32", "uint64", "int64", "float32", "float64")
COMPLEX = ("complex64", "complex128", "complex_int16")

METRES = 2.0
DEGREES = 2e-5
LOCAL = CRS.from_wkt('LOCAL_CS["a site",UNIT["metre",1]]')
PLACES = {
    "UTM": (UTM, ORIGIN, METRES),
    "no EPSG code": (CRS.from_string("+proj=tmerc +lat_0=52 +lon_0=15.3 +k=0.9999 +x_0=4e5 +ellps=bessel +units=m"),
                     (4e5, 2e4), METRES),
    "feet": (CRS.from_epsg(2263), (9.8e5, 2e5), 6.0),
    "geographic": (CRS.from_epsg(4326), (15.0, 52.0), DEGREES),
    "across the antimeridian": (CRS.from_epsg(4326), (180.0 - 100 * DEGREES, -16.5), DEGREES),
    "near the pole": (CRS.from_epsg(4326), (25.0, 89.0), DEGREES),
    "at the pole": (CRS.from_epsg(3413), (-200.0, 200.0), METRES),
    "a site": (LOCAL, (0.0, 300.0), METRES),
    "none": (None, (0.0, 300.0), METRES),
}
"""Where a pair may lie: CRS, upper left corner, pixel size."""

SHAPES = {
    "north up": Affine.scale(1, -1),
    "south up": Affine.scale(1, 1),
    "mirrored": Affine.scale(-1, -1),
    "oblong": Affine.scale(1.0, -1.7),
    "rotated": Affine.rotation(33.0) * Affine.scale(1, -1),
    "on its side": Affine.rotation(90.0) * Affine.scale(1, -1),
    "sheared": Affine.shear(12.0, 0.0) * Affine.scale(1, -1),
    "finer": Affine.scale(0.7, -0.7),
}

GAPS = ("none", "nodata", "nodata among the values", "nodata beyond the type", "NaN", "infinity", "alpha",
        "internal mask", "external mask", "most of it", "all of it")


@dataclass(frozen=True)
class Odd:
    """One raster: all that may be odd about it."""

    width: int = 190
    height: int = 180
    dtype: str = "uint16"
    shape: str = "north up"
    gaps: str = "none"
    look: str = "plain"
    bands: int = 1
    profile: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Shift:
    """A displacement: pixels to the east and north, and degrees."""

    east: float = 4.3
    north: float = -3.1
    turn: float = 0.0


@pytest.fixture(scope="module", autouse=True)
def _one_engine(tmp_path_factory):
    with one_engine(tmp_path_factory.mktemp("engine")):
        yield


def placed(odd, crs, centre, pixel):
    """The grid of a raster whose middle is at ``centre``."""
    turned = Affine.scale(pixel) * SHAPES[odd.shape]
    x, y = turned * (odd.width / 2, odd.height / 2)
    return Grid(crs, Affine.translation(centre[0] - x, centre[1] - y) * turned, odd.width, odd.height)


def as_type(values, dtype):
    """Values about 3000 with a deviation of 500, as a type can hold them."""
    if dtype in COMPLEX:
        return values.astype("complex64" if dtype == "complex64" else "complex128")
    if np.dtype(dtype).kind == "f":
        return values.astype(dtype)
    if dtype in ("uint8", "int8"):
        values = (values - 3000) / 16 + (127 if dtype == "uint8" else 0)
    limits = np.iinfo(dtype)
    return np.clip(np.rint(values), limits.min + 1, limits.max - 1).astype(dtype)


def made(folder, name, odd, values, where):
    """A raster as described, of these values (height, width)."""
    if odd.look == "bits":
        values, options = (values > 3000).astype("uint8"), {"nbits": 1}
    else:
        values, options = as_type(values, odd.dtype), {}
    share = {"most of it": 0.97, "all of it": 2.0}.get(odd.gaps, 0.15)
    hole = blobs(values.shape, min(share, 1.0), seed=3) | (share > 1)
    options |= with_gaps(values, hole, odd.gaps)
    stack = [values] * odd.bands
    if odd.gaps == "alpha":
        opaque = np.iinfo(values.dtype).max if values.dtype.kind in "iu" else 255
        stack.append(np.where(hole, 0, opaque).astype(values.dtype))
    if odd.dtype == "complex_int16":
        options["dtype"] = "complex_int16"
    path = write(folder / name, np.stack(stack), where, **odd.profile, **options)
    others = [ColorInterp.undefined] * (odd.bands - 1)
    if odd.gaps == "alpha":
        describe(path, colorinterp=(ColorInterp.gray, *others, ColorInterp.alpha))
    elif odd.look == "palette" and odd.dtype == "uint8":
        describe(path, colorinterp=(ColorInterp.palette, *others),
                 colormap={v: (v, 255 - v, v // 2, 255) for v in range(256)})
    return tagged_beyond_the_type(path) if odd.gaps == "nodata beyond the type" else path


def with_gaps(values, hole, gaps):
    """Makes a hole in values, and returns what else writing needs to tell of it."""
    if gaps in ("nodata", "most of it", "all of it"):
        values[hole] = 0
        return {"nodata": 0}
    if gaps in ("internal mask", "external mask", "alpha"):
        values[hole] = values.max()
        return {} if gaps == "alpha" else {"mask": ~hole, "internal_mask": gaps == "internal mask"}
    if gaps in ("NaN", "infinity") and values.dtype.kind == "f":
        values[hole] = np.nan if gaps == "NaN" else np.inf
    return {"nodata": float(np.median(values.real))} if gaps == "nodata among the values" else {}


def tagged_beyond_the_type(path):
    """A VRT of a raster with a nodata value that its type cannot hold."""
    vrt = path.with_suffix(".vrt")
    rasterio.shutil.copy(path, vrt, driver="VRT")
    text = vrt.read_text()
    vrt.write_text(text.replace("<SimpleSource", "<NoDataValue>-99999.5</NoDataValue><SimpleSource", 1))
    return vrt


def outcome(folder, moving, fixed, place="UTM", shift=Shift(), **options):
    """What the alignment of such a pair comes to: a result that is right, or the error.

    Fails where it is wrong, unclear or not one of ours.
    """
    crs, origin, pixel = PLACES[place]
    centre = origin[0] + 95 * pixel, origin[1] - 90 * pixel
    ground = Ground(7, 5 * pixel, 120 * pixel, origin=origin)
    c, s = np.cos(np.deg2rad(shift.turn)), np.sin(np.deg2rad(shift.turn))
    stretch = 1.0 if crs is None or not crs.is_geographic else 1 / np.cos(np.deg2rad(centre[1]))
    truth = affine_transform("affine", centre, np.array([[c, -s * stretch], [s / stretch, c]]),
                             np.array([shift.east * stretch, shift.north]) * pixel)

    def seen(x, y):
        return ground(centre[0] + (x - centre[0]) / stretch, y)

    paths = {}
    for name, odd, displacement in (("moving", moving, truth), ("fixed", fixed, None)):
        where = placed(odd, crs, centre, pixel)
        shown = Grid(crs, Affine(stretch, 0, 0, 0, 1, 0) * where.transform, where.width, where.height)
        shown = Grid(crs, Affine.translation(centre[0] * (1 - stretch), 0) * shown.transform, *shown.shape[::-1])
        paths[name] = made(folder, f"{name}.tif", odd, textured(shown, displacement, seen), shown)
    try:
        found = pipeline.align_image_pair(paths["moving"], paths["fixed"], folder / "out.tif", **options)
    except CoregixError as refusal_of_it:
        return checked(refusal_of_it, folder)
    if found.verdict == "aligned":
        reach = min(fixed.width, fixed.height, moving.width, moving.height) / 3
        off = distance(found, truth, centre, (pixel * stretch, pixel), reach)
        assert off < max(0.1, 3 * found.assessment.uncertainty_ce90_px), f"{off:.3f} pixels off: {found.summary()}"
    with rasterio.open(folder / "out.tif") as out, rasterio.open(paths["moving"]) as source:
        assert (out.shape, out.count, out.dtypes) == (source.shape, source.count, source.dtypes)
    return found


def checked(error, folder):
    """An error that is one of ours, says something in one line, and left nothing."""
    assert not isinstance(error, EngineError), error
    assert len(str(error)) > 20
    assert "\n" not in str(error)
    assert not (folder / "out.tif").exists()
    return error


def distance(found, truth, centre, pixel, reach):
    """Root mean square distance of the two transforms about the middle, in pixels of the finer raster."""
    steps = np.linspace(-reach, reach, 5)
    x, y = (a.ravel() for a in np.meshgrid(centre[0] + steps * pixel[0], centre[1] + steps * pixel[1]))
    gap = (np.stack(found.transform(x, y), 1) - np.stack(truth(x, y), 1)) / pixel
    return float(np.sqrt((gap**2).sum(1).mean()))


shifts = st.builds(Shift, st.floats(-9, 9), st.floats(-9, 9), st.floats(-2, 2))
sides = st.integers(150, 220)
whole = st.builds(Odd, sides, sides)


@pytest.mark.fuzz
class TestGenerated:
    @FUZZ
    @given(st.data(), shifts)
    def test_any_size(self, tmp_path_factory, data, shift):
        side = st.one_of(st.integers(1, 12), st.integers(13, 99), st.integers(100, 300), st.sampled_from([1, 2, 4000]))
        sizes = st.tuples(side, side).filter(lambda s: s[0] * s[1] <= 400_000)
        moving, fixed = (Odd(*data.draw(sizes)) for _ in range(2))
        found = outcome(tmp_path_factory.mktemp("size", numbered=True), moving, fixed, shift=shift)
        if min(moving.width, moving.height, fixed.width, fixed.height) >= 120:
            assert not isinstance(found, CoregixError), found

    @FUZZ
    @given(st.sampled_from(REAL + COMPLEX), st.sampled_from(REAL), st.sampled_from(["plain", "palette", "bits"]),
           st.integers(1, 4), whole, shifts)
    def test_any_type(self, tmp_path_factory, dtype, other, look, bands, base, shift):
        bits = look == "bits" and dtype == "uint8"
        moving = Odd(base.width, base.height, dtype, look=look if look != "bits" or bits else "plain", bands=bands)
        found = outcome(tmp_path_factory.mktemp("type", numbered=True), moving, Odd(dtype=other), shift=shift)
        if dtype in COMPLEX:
            assert isinstance(found, RasterError)
            assert "complex numbers" in str(found)
        elif not bits:
            assert not isinstance(found, CoregixError), found

    @FUZZ
    @given(st.sampled_from(GAPS), st.sampled_from(GAPS), st.sampled_from(REAL), st.integers(1, 3), whole, shifts)
    def test_any_gaps(self, tmp_path_factory, gaps, others, dtype, bands, base, shift):
        moving = Odd(base.width, base.height, dtype, gaps=gaps, bands=bands)
        found = outcome(tmp_path_factory.mktemp("gaps", numbered=True), moving, Odd(gaps=others), shift=shift)
        if "all of it" in (gaps, others):
            assert isinstance(found, RasterError), found
            assert "no valid pixels" in str(found)
        elif "most of it" not in (gaps, others):
            assert not isinstance(found, CoregixError), found

    @FUZZ
    @given(st.sampled_from(list(SHAPES)), st.sampled_from(list(SHAPES)), st.sampled_from(list(PLACES)), whole, shifts)
    def test_any_place_and_geotransform(self, tmp_path_factory, shape, other, place, base, shift):
        moving, fixed = Odd(base.width, base.height, shape=shape), Odd(shape=other)
        found = outcome(tmp_path_factory.mktemp("place", numbered=True), moving, fixed, place, shift)
        assert not isinstance(found, CoregixError), found

    @FUZZ
    @given(st.data(), st.sampled_from(list(PLACES)), shifts)
    def test_anything_at_once(self, tmp_path_factory, data, place, shift):
        side = st.integers(1, 220)
        odd = st.builds(
            Odd, side, side, st.sampled_from(REAL), st.sampled_from(list(SHAPES)), st.sampled_from(GAPS),
            st.sampled_from(["plain", "palette"]), st.integers(1, 3),
            st.sampled_from([{}, {"tiled": True, "blockxsize": 16, "blockysize": 16}, {"compress": "lzw"},
                             {"interleave": "band"}, {"bigtiff": "yes"}]))
        options = data.draw(st.fixed_dictionaries({}, optional={
            "transform": st.sampled_from(["translation", "rigid", "similarity", "affine", "local"]),
            "metric": st.sampled_from(["correlation", "orientation", "mutual-information"]),
            "use_edge_proxies": st.booleans(), "output_on_moving_grid": st.just(True),
            "resampling": st.sampled_from(["nearest", "bilinear", "lanczos"]), "format": st.just("cog"),
            "trim_edge_invalid": st.booleans(), "max_shift": st.floats(0, 1e3), "split_factor": st.integers(0, 3),
            "solve_resolution": st.floats(0, 50), "min_valid_fraction": st.floats(0, 1)}))
        folder = tmp_path_factory.mktemp("all", numbered=True)
        try:
            outcome(folder, data.draw(odd), data.draw(odd), place, shift, **options)
        except AssertionError as error:
            # A model that cannot hold a turn, or a search too short for the shift, is the user's choice.
            unfit = options.get("transform") == "translation" or {"max_shift", "solve_resolution"} & set(options)
            if "pixels off" not in str(error) or not unfit:
                raise


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """The current folder, with a source.tif that is displaced against reference.tif."""
    for name, displacement in (("reference", None), ("source", displaced(7.0, -5.0))):
        write(tmp_path / f"{name}.tif", textured(GRID, displacement).astype("uint16"), GRID, nodata=0)
    monkeypatch.chdir(tmp_path)
    return tmp_path


GRID = grid(200, 180)


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
        assert run(align(moving=name, output=f"out {name}"))["output_image_path"] == f"out {name}"

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
            aligned(path)

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
