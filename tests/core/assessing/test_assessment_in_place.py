"""The verdict on a pair as it stands, under no transform or a given one: what is off is measured without a bias."""

from dataclasses import replace

import numpy as np
import pytest
from affine import Affine
from hopeless import HOPELESS, SMALL
from scenes import ORIGIN, Ground, displaced, grid, textured

from coregix_core.assessing.assessment import assess
from coregix_core.assessing.gathering import gather
from coregix_core.geometry.transform import LocalTransform, identity

PIXEL = 2.0
GRID = grid(240, 220, PIXEL)


@pytest.fixture
def as_it_stands(pair_of):
    """The assessment of a pair under no transform at all."""
    def run(fixed, moving, where=GRID):
        pair = pair_of((fixed, where), (moving, where))
        still = identity(pair.frame.centre)
        return assess(pair, still, gather(pair, still, "orientation", True, (), 1.0, 16), None)

    return run


@pytest.mark.parametrize("name", HOPELESS)
def test_hopeless_pairs_are_no_better_as_they_stand(name, as_it_stands):
    assert as_it_stands(textured(SMALL), HOPELESS[name](), SMALL).verdict == "failed"


def test_a_pair_in_place_is_aligned_as_it_stands(as_it_stands):
    result = as_it_stands(textured(GRID), textured(GRID))
    assert result.verdict == "aligned"
    assert result.residual_after.rmse_px < 0.01


@pytest.mark.parametrize(("east", "north"), [(6.0, 0.0), (0.0, -4.0), (-3.0, 5.0)])
def test_residuals_are_what_would_put_the_source_right(east, north, as_it_stands):
    """True place less the one shown: added to the source's georeference, it is where it should be."""
    result = as_it_stands(textured(GRID), textured(GRID, displaced(east, north)))
    points = result.tie_points
    assert np.median(points.dx_after[points.inlier]) == pytest.approx(-east, abs=0.2 * PIXEL)
    assert np.median(points.dy_after[points.inlier]) == pytest.approx(-north, abs=0.2 * PIXEL)
    assert result.residual_after == result.residual_before


@pytest.mark.parametrize("noise", [0.0, 60.0])
@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_apart_by_a_third_of_a_pixel_states_that_and_no_ground_that_bends_or_a_sensor_hides(turned, noise,
                                                                                                   as_it_stands):
    """Coarser scales and smaller windows show the same displacement, whichever way the rasters' columns run."""
    where = replace(GRID, transform=GRID.transform * Affine.rotation(35)) if turned else GRID
    ground, rng = Ground(seed=3, shortest=5 * PIXEL, longest=120 * PIXEL), np.random.default_rng(7)
    fixed, moving = (textured(where, move, ground) + rng.normal(0, noise, where.shape)
                     for move in (None, displaced(0.3 * PIXEL, -0.2 * PIXEL)))
    found = as_it_stands(fixed, moving, where)
    assert found.verdict == "aligned"
    assert np.hypot(0.3, 0.2) - 0.005 < found.uncertainty_ce90_px < np.hypot(0.3, 0.2) + 0.06


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.7])
@pytest.mark.parametrize("noise", [0.0, 100.0])
def test_a_shifted_georeference_is_measured_without_a_bias_at_any_fraction_of_a_pixel(ratio, noise, pair_of):
    """The same pixels under another georeference: what is found must be the difference, to a hundredth of a pixel."""
    coarse = grid(150, 140, PIXEL * ratio)
    fine = grid(round(150 * ratio), round(140 * ratio), PIXEL)
    # No shorter waves than the coarser pixels can hold.
    ground, rng = Ground(seed=3, shortest=5 * PIXEL * ratio, longest=120 * PIXEL * ratio), np.random.default_rng(7)
    fixed, moving = (textured(where, ground=ground) + rng.normal(0, noise, where.shape) for where in (fine, coarse))
    found = []
    for fraction in (0.0, 0.1, 0.25, 0.4, 0.65, 0.8):
        shift = np.array([fraction, 0.5 * fraction]) * PIXEL * ratio
        where = grid(150, 140, PIXEL * ratio, origin=(ORIGIN[0] + shift[0], ORIGIN[1] + shift[1]))
        pair = pair_of((fixed, fine), (moving, where))
        still = identity(pair.frame.centre)
        points = assess(pair, still, gather(pair, still, "orientation", True, (), 1.0, 16), None).tie_points
        found.append([np.median(d[points.inlier]) for d in (points.dx_after, points.dy_after)] + shift)
    off = np.array(found) / (PIXEL * ratio)
    # What noise of these pixels does is the same at all fractions; what differs between them is bias.
    assert np.abs(off - off[0]).max() < 0.01
    if noise == 0:
        assert np.abs(off).max() < 0.01


def test_detail_as_fine_as_pixels_draws_nothing_to_whole_ones(pair_of):
    """Sharp ground is where a single further look from nearby leaves most of the bias."""
    fixed = textured(GRID, ground=Ground(seed=5, shortest=2.1 * PIXEL, longest=30 * PIXEL))
    for fraction in (0.35, 0.65):
        aside = grid(GRID.width, GRID.height, PIXEL, origin=(ORIGIN[0] + fraction * PIXEL, ORIGIN[1]))
        pair = pair_of((fixed, GRID), (fixed, aside))
        still = identity(pair.frame.centre)
        points = assess(pair, still, gather(pair, still, "orientation", True, (), 1.0, 16), None).tie_points
        assert np.median(points.dx_after[points.inlier]) == pytest.approx(-fraction * PIXEL, abs=0.0015 * PIXEL)


def test_under_a_local_transform_there_is_no_bias_either(pair_of):
    """A field that says a fraction of a pixel too much everywhere is found to say so, whatever the fraction."""
    fixed = textured(GRID)
    nodes = np.ones((2, 8, 8)) * np.array([1, -0.5])[:, None, None]
    lattice = Affine(80.0, 0.0, GRID.bounds[0] - 80.0, 0.0, 80.0, GRID.bounds[1] - 80.0)
    for fraction in (0.25, 0.4, 0.65):
        pair = pair_of((fixed, GRID), (fixed, GRID))
        field = LocalTransform(identity(pair.frame.centre), lattice, fraction * PIXEL * nodes)
        points = assess(pair, field, gather(pair, field, "orientation", True, (), 1.0, 16), None).tie_points
        off = [np.median(d[points.inlier]) for d in (points.dx_after, points.dy_after)]
        assert off == pytest.approx([fraction * PIXEL, -0.5 * fraction * PIXEL], abs=0.01 * PIXEL)
