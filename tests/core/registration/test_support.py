"""The uncertainty place by place: least among the tie points, growing beyond them, together that of the whole."""

from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coregix_core.findings import TiePoints
from coregix_core.geometry import Frame, HomographyTransform, affine_transform
from coregix_core.registration import ce90_at
from coregix_core.registration.support import leverage


def outcome(model, x, y, area, ce90_px=0.1, pixel=10.0, transform=None):
    """An outcome with inliers at places x, y and a transform of a model."""
    centre = ((area[0] + area[2]) / 2, (area[1] + area[3]) / 2)
    transform = HomographyTransform(centre) if model == "homography" else transform
    zero, count = np.zeros(len(x)), len(x)
    points = TiePoints(x, y, zero, zero, zero, zero, np.ones(count), np.ones(count, bool), np.full(count, ""))
    transform = transform or affine_transform(model, centre, np.eye(2), np.zeros(2))
    return SimpleNamespace(
        pair=SimpleNamespace(frame=Frame(centre, (pixel, pixel)), area=area), transform=transform,
        assessment=SimpleNamespace(tie_points=points, uncertainty_ce90_px=ce90_px, moved_ground=None),
        seen=None)


def over(area, count=7):
    x, y = np.meshgrid(np.linspace(area[0], area[2], count), np.linspace(area[1], area[3], count))
    return x.ravel(), y.ravel()


@settings(max_examples=25)
@given(left=st.floats(-2e7, 2e7), bottom=st.floats(-2e7, 2e7),
       model=st.sampled_from(["translation", "rigid", "affine", "homography"]), seed=st.integers(0, 99))
def test_over_the_area_it_is_the_uncertainty_of_the_whole(left, bottom, model, seed):
    area = (left, bottom, left + 5000, bottom + 4000)
    rng = np.random.default_rng(seed)
    found = ce90_at(outcome(model, left + 5000 * rng.random(40), bottom + 4000 * rng.random(40), area))
    assert np.sqrt((found(*over(area)) ** 2).mean()) == pytest.approx(0.1 * 10.0, rel=1e-6)


def test_beyond_the_points_an_affine_is_known_less_well_and_a_shift_as_well():
    area = (0.0, 0.0, 10_000.0, 10_000.0)
    x, y = (a / 4 for a in over(area))
    affine, shift = (ce90_at(outcome(model, x, y, area)) for model in ("affine", "translation"))
    near, far = np.array([1250.0]), np.array([9900.0])
    assert affine(far, far) > 5 * affine(near, near)
    assert shift(far, far) == shift(near, near)


def test_beyond_the_points_a_homography_is_known_less_well_than_an_affine():
    held, places = np.random.default_rng(1).normal(size=(60, 2)), np.array([[0.0, 0.0], [3.0, 3.0]])
    affine, view = (leverage(model, held, places) for model in ("affine", "homography"))
    assert view[1] > 2 * affine[1]
    assert view[0] < 2


def test_leverage_is_that_of_least_squares():
    rng = np.random.default_rng(1)
    held, places = rng.normal(size=(30, 2)), rng.normal(size=(4, 2))
    design = np.column_stack([np.ones(30), held])
    at = np.column_stack([np.ones(4), places])
    expected = 30 * np.einsum("mi,ij,mj->m", at, np.linalg.inv(design.T @ design), at)
    assert leverage("affine", held, places) == pytest.approx(expected)


@pytest.mark.parametrize("model", ["rigid", "similarity"])
def test_that_of_a_turn_is_least_squares_too(model):
    """The variance at a place is that in the middle, and that of the turn by the distance from it."""
    held, places = np.random.default_rng(2).normal(size=(30, 2)) * (5.0, 2.0), np.array([[0.0, 0.0], [4.0, -3.0]])
    about, spread = places - held.mean(0), (held - held.mean(0))
    expected = 1 + 30 * (about**2).sum(1) / (spread**2).sum()
    assert leverage(model, held, places) == pytest.approx(expected)
    assert np.isfinite(leverage(model, np.zeros((6, 2)), places)).all(), "points in one place hold no turn"


def test_that_of_a_homography_in_its_middle_is_that_of_a_shift_and_does_not_depend_on_units():
    held, places = np.random.default_rng(3).normal(size=(60, 2)), np.array([[0.5, 0.2], [2.0, -2.0]])
    assert leverage("homography", 1e4 * held + 7.0, 1e4 * places + 7.0) == pytest.approx(
        leverage("homography", held, places), rel=1e-6)
    # The mean over the points themselves is that of eight parameters by two coordinates.
    assert leverage("homography", held, held).mean() == pytest.approx(4.0, rel=1e-6)
    assert leverage("affine", held, held).mean() == pytest.approx(3.0)


def test_one_that_is_known_at_all_points_alike_is_known_everywhere_alike():
    assert leverage("translation", np.eye(2), np.zeros((5, 2))).tolist() == [1.0] * 5


@pytest.mark.parametrize(("count", "everywhere"), [(5, True), (6, False)])
def test_six_points_are_the_fewest_that_say_where(count, everywhere):
    area, rng = (0.0, 0.0, 1000.0, 1000.0), np.random.default_rng(0)
    found = ce90_at(outcome("affine", 100 * rng.random(count), 100 * rng.random(count), area))(*over(area))
    assert (np.ptp(found) == 0) == everywhere
    if everywhere:
        assert found == pytest.approx(0.1 * 10.0)


def test_a_point_that_does_not_agree_holds_nothing():
    area = (0.0, 0.0, 1000.0, 1000.0)
    given = outcome("affine", *over((0.0, 0.0, 200.0, 200.0)), area)
    same = outcome("affine", *over((0.0, 0.0, 200.0, 200.0)), area)
    far = same.assessment.tie_points
    for name in ("x", "y"):
        getattr(far, name)[-1] = 900.0
    far.inlier[-1] = given.assessment.tie_points.inlier[-1] = False
    at = np.array([700.0]), np.array([600.0])
    assert ce90_at(given)(*at) == ce90_at(same)(*at)


def test_few_points_say_nothing_of_where():
    area = (0.0, 0.0, 10_000.0, 10_000.0)
    assert np.ptp(ce90_at(outcome("affine", np.arange(4.0), np.arange(4.0), area))(*over(area))) == 0
    assert np.isnan(ce90_at(outcome("affine", np.arange(4.0), np.arange(4.0), area, ce90_px=None))(*over(area))).all()
