"""Rasters of every kind that people have: the right result or a clear error, no traceback, hang or wrong answer.

Generated pairs carry their truth: whatever is odd about them, an alignment that claims to be one is held against it.
`make test` tries some of them, always the same ones; `make fuzz` tries many more, others each time.
"""

import os
from dataclasses import dataclass, field
from datetime import timedelta

import numpy as np
import pytest
import rasterio
import rasterio.shutil
from affine import Affine
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from rasterio.enums import ColorInterp
from runs import one_engine
from scenes import ORIGIN, UTM, Ground, blobs, describe, grid, textured, write

from coregix_core.api import pipeline
from coregix_core.errors import (
    CoregixError,
    EngineError,
    RasterError,
)
from coregix_core.geometry import Grid
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


GRID = grid(200, 180)
