"""What must hold of any pair, whatever its content: each test states one relation between runs.

That transforms compose, invert and survive their file is in core/test_transform.py and core/test_transform_file.py.
"""

from datetime import timedelta

import numpy as np
import pytest
import rasterio
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from rasterio.warp import Resampling, reproject
from runs import one_engine
from scenes import Ground, displaced, grid, textured, write

from coregix_core.api import pipeline
from coregix_core.geometry import Grid

GRID = grid(200, 180)
PIXEL = 2.0
FEW = settings(max_examples=3, derandomize=True, database=None, deadline=timedelta(seconds=60),
               phases=[Phase.generate], suppress_health_check=list(HealthCheck))

shifts = st.tuples(st.floats(-12, 12), st.floats(-12, 12), st.floats(-0.5, 0.5))
seeds = st.integers(0, 1000)


@pytest.fixture(scope="module", autouse=True)
def _one_engine(tmp_path_factory):
    with one_engine(tmp_path_factory.mktemp("engine")):
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("invariants")


def scene(folder, name, seed, shift=(0.0, 0.0, 0.0), where=GRID, change=lambda values: values, dtype="float32"):
    """A raster of the ground under a displacement (east, north in metres, degrees)."""
    truth = displaced(*shift, centre=GRID.middle)
    return write(folder / name, change(textured(where, truth, Ground(seed))).astype(dtype), where, nodata=0)


def run(folder, moving, fixed, output="out.tif", **options):
    return pipeline.align_image_pair(folder / moving, folder / fixed, folder / output, **options)


def pixels(path):
    with rasterio.open(path) as dataset:
        return dataset.read(1)


def apart(one, other):
    """Root mean square distance of two maps of places over the middle of the scene, in pixels."""
    x, y = (a.ravel() for a in np.meshgrid(np.linspace(60, 340, 5), np.linspace(-300, -60, 5)))
    x, y = x + GRID.transform.c, y + GRID.transform.f
    gap = np.stack(one(x, y)) - np.stack(other(x, y))
    return float(np.sqrt((gap**2).sum(0).mean())) / PIXEL


def nowhere(x, y):
    return x, y


@FEW
@given(seeds, st.sampled_from(["auto", "translation", "rigid", "similarity", "affine", "local"]),
       st.sampled_from(["uint8", "uint16", "float32"]))
def test_an_image_aligned_to_itself_stays_as_it_is(folder, seed, transform, dtype):
    scene(folder, "a.tif", seed, change=lambda v: v / (16 if dtype == "uint8" else 1), dtype=dtype)
    found = run(folder, "a.tif", "a.tif", transform=transform)
    assert (found.verdict, found.already_aligned) == ("aligned", True)
    assert apart(found.transform, nowhere) == 0
    np.testing.assert_array_equal(pixels(folder / "out.tif"), pixels(folder / "a.tif"))


@FEW
@given(seeds, shifts, st.sampled_from(["auto", "affine", "local"]), st.sampled_from(["nearest", "cubic", "lanczos"]))
def test_applying_the_saved_transform_gives_the_output_again(folder, seed, shift, transform, resampling):
    scene(folder, "a.tif", seed)
    scene(folder, "b.tif", seed, shift)
    run(folder, "b.tif", "a.tif", transform=transform, resampling=resampling, save_transform=folder / "T.json")
    pipeline.apply_transform(folder / "b.tif", folder / "T.json", folder / "again.tif", resampling=resampling)
    np.testing.assert_array_equal(pixels(folder / "again.tif"), pixels(folder / "out.tif"))


@FEW
@given(seeds, shifts)
def test_an_aligned_image_is_aligned(folder, seed, shift):
    scene(folder, "a.tif", seed)
    scene(folder, "b.tif", seed, shift)
    first = run(folder, "b.tif", "a.tif")
    second = run(folder, "out.tif", "a.tif", "twice.tif")
    assert apart(second.transform, nowhere) < 0.02 + first.assessment.uncertainty_ce90_px


@FEW
@given(seeds, shifts)
def test_swapped_roles_give_the_inverse_within_the_stated_uncertainty(folder, seed, shift):
    scene(folder, "a.tif", seed)
    scene(folder, "b.tif", seed, shift)
    there, back = run(folder, "b.tif", "a.tif"), run(folder, "a.tif", "b.tif", "other.tif")
    doubt = there.assessment.uncertainty_ce90_px + back.assessment.uncertainty_ce90_px
    assert apart(there.transform.inverse, back.transform) < doubt


CHANGES = {
    "a constant": lambda v: v + 1000,
    "another contrast": lambda v: 0.05 * v + 3,
    "reversed contrast": lambda v: 9000 - v,
}


@FEW
@given(seeds, shifts)
def test_the_values_hardly_matter(folder, seed, shift):
    scene(folder, "a.tif", seed)
    scene(folder, "b.tif", seed, shift)
    plain = run(folder, "b.tif", "a.tif")
    for name, change in CHANGES.items():
        scene(folder, "c.tif", seed, shift, change=change)
        assert apart(plain.transform, run(folder, "c.tif", "a.tif", "other.tif").transform) < 0.02, name


@FEW
@given(seeds, shifts, st.integers(1, 90), st.integers(1, 90))
def test_nodata_around_an_image_hardly_matters(folder, seed, shift, across, down):
    height, width = GRID.shape
    where = GRID.window(-across, -down, width + across + 40, height + down)
    for name, moved in (("a", (0.0, 0.0, 0.0)), ("b", shift)):
        wide = np.zeros(where.shape, "float32")
        wide[down : down + height, across : across + width] = pixels(scene(folder, f"{name}.tif", seed, moved))
        write(folder / f"{name}_wide.tif", wide, where, nodata=0)
    plain = run(folder, "b.tif", "a.tif")
    for moving, fixed in (("b_wide", "a"), ("b", "a_wide"), ("b_wide", "a_wide")):
        padded = run(folder, f"{moving}.tif", f"{fixed}.tif", "other.tif")
        assert apart(plain.transform, padded.transform) < 0.02, (moving, fixed)


@FEW
@given(seeds, shifts, st.floats(0.8, 1.6))
def test_both_output_grids_show_the_same(folder, seed, shift, scale):
    """The output on the fixed grid is the one on the moving grid, reprojected, within the interpolation."""
    size = round(GRID.width / scale)
    where = Grid(GRID.crs, GRID.transform * GRID.transform.scale(scale), size, size)
    scene(folder, "a.tif", seed)
    scene(folder, "b.tif", seed, shift, where)
    run(folder, "b.tif", "a.tif", "own.tif")
    run(folder, "b.tif", "a.tif", "fixed.tif", output_on_moving_grid=False)
    own, direct = pixels(folder / "own.tif"), pixels(folder / "fixed.tif")
    again = np.zeros(GRID.shape, "float32")
    reproject(own, again, src_transform=where.transform, src_crs=where.crs, src_nodata=0, dst_nodata=0,
              dst_transform=GRID.transform, dst_crs=GRID.crs, resampling=Resampling.cubic)
    inner = np.s_[30:-30, 30:-30]
    both = (again[inner] != 0) & (direct[inner] != 0)
    assert both.mean() > 0.6
    assert np.abs(again[inner] - direct[inner])[both].mean() < 0.08 * direct[inner][both].std()
