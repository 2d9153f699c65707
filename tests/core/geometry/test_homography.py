"""Views of a plane from aside: they invert exactly, compose with affines and each other, and have a horizon."""

import numpy as np
import pytest
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st

from coregix_core import CoregixError, HomographyTransform, InputError, LocalTransform
from coregix_core.geometry import AffineTransform, affine_transform, homography, identity, tangent
from coregix_core.geometry.composition import CompositeTransform

SIZE = 500.0
"""Half a side of the images, in metres."""
northings = st.one_of(st.floats(-2e7, 2e7), st.sampled_from([9_900_000.0, 1_100_000.0]))
share = st.floats(-0.2, 0.2)
part = st.floats(-1.0, 1.0)


@st.composite
def matrices(draw):
    turn, scale = draw(st.floats(-np.pi, np.pi)), draw(st.floats(0.3, 3.0))
    c, s = scale * np.cos(turn), scale * np.sin(turn)
    return np.array([[c, -s], [s, c]]) @ (np.eye(2) + np.array([[draw(share), draw(share)], [draw(share), 0.0]]))


@st.composite
def views(draw, about=None):
    """Homographies anywhere in the world, whose scale changes by up to a fifth over their image."""
    centre = (draw(st.floats(-2e7, 2e7)), draw(northings)) if about is None else about
    shift = np.array([draw(part), draw(part)]) * SIZE
    return homography(centre, draw(matrices()), shift, np.array([draw(share), draw(share)]) / SIZE)


@st.composite
def affines(draw, about):
    return affine_transform("affine", about, draw(matrices()), np.array([draw(part), draw(part)]) * SIZE)


def places(about, size=SIZE):
    x, y = np.meshgrid(about[0] + np.linspace(-size, size, 5), about[1] + np.linspace(-size, size, 5))
    return x, y


def assert_close(found, expected):
    """Within the rounding of coordinates of 2e7, over some steps."""
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=0, atol=1e-6)


@given(views())
def test_the_inverse_leads_back(view):
    x, y = places(view.centre)
    assert_close(view.inverse(*view(x, y)), (x, y))
    assert_close((~view)(*view(x, y)), (x, y))
    assert_close((~~view)(x, y), view(x, y))


@given(st.data(), views())
def test_with_an_affine_in_either_order_it_is_a_homography(data, view):
    x, y = places(view.centre, SIZE / 4)
    shown = view(x, y)
    after, before = data.draw(affines((view.centre[0] + 90, view.centre[1]))), data.draw(affines(view.centre))
    assert isinstance(after @ view, HomographyTransform)
    assert_close((after @ view)(x, y), after(*shown))
    assert isinstance(view @ ~before, HomographyTransform)
    assert_close((view @ ~before)(*before(x, y)), shown)


@given(st.data(), views())
def test_two_of_them_are_one(data, inner):
    outer = data.draw(views(inner(*inner.centre)))
    x, y = places(inner.centre, SIZE / 8)
    assert isinstance(outer @ inner, HomographyTransform)
    assert_close((outer @ inner)(x, y), outer(*inner(x, y)))


@given(views(), part, part)
def test_the_centre_is_a_matter_of_telling(view, east, north):
    x, y = places(view.centre)
    moved = view.recentred((view.centre[0] + east * SIZE, view.centre[1] + north * SIZE))
    assert_close(moved(x, y), view(x, y))


def test_with_an_affine_that_is_told_about_a_place_beyond_the_horizon():
    view = HomographyTransform((500_000.0, 9_000_000.0), tilt=(1e-4, -2e-4))
    affine = affine_transform("affine", (0.0, 0.0), np.array([[0.3, 0.4], [-0.2, 0.5]]), np.array([2e6, -1e6]))
    x, y = places(view.centre)
    assert_close((view @ ~affine)(*affine(x, y)), view(x, y))


def test_straight_lines_stay_straight_and_parallel_ones_meet():
    view = HomographyTransform((0.0, 0.0), tilt=(0.0, 0.001))
    left, right = (np.stack(view(np.full(3, x), np.array([0.0, 300.0, 800.0]))) for x in (-100.0, 100.0))
    assert np.linalg.det(np.diff(left, axis=1)) == pytest.approx(0.0, abs=1e-9)
    assert np.all(np.diff(right[0] - left[0]) < 0)


def test_places_beyond_the_horizon_have_no_image():
    view = HomographyTransform((0.0, 0.0), tilt=(-0.001, 0.0))
    x, y = view([999.0, 1000.0, 1001.0], [5.0, 5.0, 5.0])
    assert np.isfinite(x).tolist() == np.isfinite(y).tolist() == [True, False, False]
    assert np.isnan(view.inverse(-1001.0, 0.0)[0])
    assert view.clearance((-500.0, -1.0, 900.0, 1.0)) == pytest.approx(0.1)
    assert view.clearance((-500.0, -1.0, 1100.0, 1.0)) < 0
    with pytest.raises(InputError, match="horizon"):
        view.recentred((1001.0, 0.0))


def test_without_a_tilt_it_is_an_affine():
    affine = affine_transform("affine", (70.0, 9.9e6), np.array([[1.1, 0.2], [-0.1, 0.9]]), np.array([5.0, -3.0]))
    view = homography(affine.centre, affine.matrix, affine.shift, (0.0, 0.0))
    assert tangent(view) == affine
    x, y = places(affine.centre)
    assert_close(view(x, y), affine(x, y))


@pytest.mark.parametrize("broken", [
    {"matrix": ((1.0, 2.0), (2.0, 4.0))}, {"tilt": (np.nan, 0.0)}, {"shift": (np.inf, 0.0)}, {"centre": (0.0, np.nan)},
    {"tilt": (0.0,)}])
def test_numbers_that_are_no_map_are_refused(broken):
    with pytest.raises(InputError, match="cannot be used"):
        HomographyTransform(**{"centre": (0.0, 0.0), **broken})


def test_it_compares_and_keeps_the_shape_of_places():
    view = HomographyTransform((1.0, 2.0), tilt=(1e-3, 0.0))
    assert view == HomographyTransform((1.0, 2.0), tilt=(1e-3, 0.0))
    assert view != HomographyTransform((1.0, 2.0))
    assert HomographyTransform((1.0, 2.0)) != identity((1.0, 2.0))
    assert np.array(HomographyTransform((1.0, 2.0))(7.0, -3.0)).tolist() == [7.0, -3.0], "unless it is told more"
    assert hash(view) == hash(HomographyTransform((1.0, 2.0), tilt=(1e-3, 0.0)))
    assert np.shape(view(3.0, 4.0)[0]) == ()
    x, y = view(np.zeros((1, 4)), np.zeros((3, 1)))
    assert np.shape(x) == np.shape(y) == (3, 4)


def test_with_a_field_it_is_one_after_the_other():
    field = LocalTransform(identity((0.0, 0.0)), Affine.scale(100.0), np.full((2, 3, 3), 2.0))
    view = HomographyTransform((0.0, 0.0), tilt=(1e-4, 0.0))
    for both, expected in ((view @ field, view(*field(50.0, 60.0))), (field @ view, field(*view(50.0, 60.0)))):
        assert isinstance(both, CompositeTransform)
        assert_close(both(50.0, 60.0), expected)
    with pytest.raises(CoregixError):
        HomographyTransform((0.0, 0.0), matrix=((0.0, 0.0), (0.0, 0.0)))


def test_by_itself_it_has_no_tilt():
    matrix, shift = ((1.1, 0.1), (-0.1, 0.9)), (3.0, 4.0)
    plain = HomographyTransform((100.0, 200.0), matrix, shift)
    assert plain(350.0, 100.0) == AffineTransform("affine", (100.0, 200.0), matrix, shift)(350.0, 100.0)
