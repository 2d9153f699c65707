"""Displacement models: they compose, invert, and say what they are."""

import numpy as np
import pytest
from affine import Affine
from hypothesis import given
from hypothesis import strategies as st

from coregix_core import CoregixError, InputError
from coregix_core.geometry.homography import homography
from coregix_core.geometry.transform import AffineTransform, LocalTransform, affine_transform, identity

CENTRE = (500_000.0, 5_400_000.0)
small = st.floats(-0.05, 0.05)
metres = st.floats(-500.0, 500.0)


@st.composite
def affines(draw):
    matrix = np.eye(2) + np.array([[draw(small), draw(small)], [draw(small), draw(small)]])
    centre = CENTRE[0] + draw(metres), CENTRE[1] + draw(metres)
    return affine_transform("affine", centre, matrix, np.array([draw(metres), draw(metres)]))


@st.composite
def places(draw):
    return np.array([CENTRE[0] + draw(metres)]), np.array([CENTRE[1] + draw(metres)])


def a_field(amplitude=3.0, rows=7, columns=9, seed=0):
    """A displacement field on nodes of 100 m around the centre."""
    lattice = Affine(100.0, 0.0, CENTRE[0] - 400.0, 0.0, -100.0, CENTRE[1] + 300.0)
    coefficients = np.random.default_rng(seed).uniform(-amplitude, amplitude, (2, rows, columns))
    return LocalTransform(AffineTransform("rigid", CENTRE, shift=(5.0, -2.0)), lattice, coefficients)


def assert_close(found, expected, within=1e-6):
    for a, b in zip(found, expected, strict=True):
        np.testing.assert_allclose(a, b, rtol=0, atol=within)


@given(affines(), places())
def test_the_inverse_leads_back(transform, place):
    assert_close(transform.inverse(*transform(*place)), place)
    assert_close(transform(*transform.inverse(*place)), place)


@given(affines(), affines(), places())
def test_a_composition_is_one_after_the_other(outer, inner, place):
    assert_close(outer.compose(inner)(*place), outer(*inner(*place)))


@given(affines(), places())
def test_the_centre_is_a_matter_of_telling(transform, place):
    assert_close(transform.recentred((CENTRE[0] + 77.0, CENTRE[1] - 5.0))(*place), transform(*place))


@given(affines(), places())
def test_the_affine_is_the_same_map(transform, place):
    assert_close(transform.affine * (place[0][0], place[1][0]), [v[0] for v in transform(*place)])


@given(affines())
def test_the_identity_changes_nothing_in_a_composition(transform):
    assert_close(np.ravel(transform.compose(identity(CENTRE)).affine), np.ravel(transform.affine), 1e-4)


def test_a_composition_has_the_richer_model():
    shift, turn = AffineTransform("translation", CENTRE), AffineTransform("rigid", CENTRE)
    assert shift.compose(turn).model == turn.compose(shift).model == "rigid"


def test_rotation_and_scale_are_told_in_plain_units():
    angle = np.radians(2.0)
    matrix = 1.01 * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    transform = affine_transform("similarity", CENTRE, matrix, np.zeros(2))
    assert transform.rotation_deg == pytest.approx(2.0)
    assert transform.scale == pytest.approx(1.01)


@pytest.mark.parametrize(("centre", "matrix", "shift"), [
    ((np.nan, 0.0), np.eye(2), (0.0, 0.0)),
    ((0.0, 0.0), np.zeros((2, 2)), (0.0, 0.0)),
    ((0.0, 0.0), np.array([[1.0, 2.0], [2.0, 4.0]]), (0.0, 0.0)),
    ((0.0, 0.0), np.eye(2), (0.0, np.inf)),
])
def test_numbers_that_are_no_map_are_refused(centre, matrix, shift):
    with pytest.raises(InputError, match="cannot be used"):
        affine_transform("affine", centre, matrix, np.array(shift))


class TestLocal:
    @given(places())
    def test_the_inverse_leads_back(self, place):
        field = a_field()
        assert_close(field(*field.inverse(*place)), place)

    def test_equal_coefficients_are_a_shift(self):
        field = a_field()
        shifted = LocalTransform(field.affine, field.lattice, np.full((2, 7, 9), 2.0))
        x, y = np.array([CENTRE[0] + 33.0]), np.array([CENTRE[1] - 120.0])
        assert_close(shifted.displacement(x, y), ([2.0], [2.0]), 1e-9)

    def test_a_node_weighs_as_a_cubic_b_spline_does(self):
        field = a_field()
        one = np.zeros((2, 7, 9))
        one[0, 3, 4] = 1.0
        spline = LocalTransform(field.affine, field.lattice, one)
        at_the_node = spline.lattice * (4, 3)
        beside = spline.lattice * (5, 3)
        assert float(spline.displacement(*at_the_node)[0]) == pytest.approx(4 / 9)
        assert float(spline.displacement(*beside)[0]) == pytest.approx(1 / 9)

    def test_beyond_the_nodes_it_goes_on_as_at_the_border(self):
        field = a_field()
        far, farther = field.lattice * (-20, 3), field.lattice * (-40, 3)
        assert_close(field.displacement(*far), field.displacement(*farther), 1e-9)

    def test_shapes_of_points_stay(self):
        x, y = np.meshgrid(np.linspace(-100, 100, 4) + CENTRE[0], np.linspace(-100, 100, 3) + CENTRE[1])
        assert a_field()(x, y)[0].shape == (3, 4)
        assert np.shape(a_field()(*CENTRE)[0]) == ()

    def test_a_gentle_field_does_not_fold_and_a_wild_one_does(self):
        assert a_field().smallest_jacobian() > 0.8
        assert a_field(amplitude=400.0).smallest_jacobian() < 0

    def test_a_field_that_folds_has_no_inverse(self):
        wild = a_field(amplitude=400.0)
        x, y = np.meshgrid(np.linspace(-300, 300, 30) + CENTRE[0], np.linspace(-200, 200, 30) + CENTRE[1])
        with pytest.raises(CoregixError, match="folds"):
            wild.inverse(x, y)

    @pytest.mark.parametrize("coefficients", [
        np.zeros((1, 3, 3)), np.zeros((2, 3)), np.zeros((2, 3, 3, 1)), np.zeros((2, 0, 3)), np.full((2, 3, 3), np.nan)])
    def test_what_is_no_field_is_refused(self, coefficients):
        with pytest.raises(InputError):
            LocalTransform(identity(CENTRE), Affine.identity(), coefficients)


@st.composite
def fields_anywhere(draw):
    """Sound fields (no fold) about any place of the world, in metres or degrees, with pixels of 1 cm to 1 km."""
    degrees = draw(st.booleans())
    centre = (draw(st.floats(-180.0, 180.0)), draw(st.floats(-90.0, 90.0))) if degrees else (
        draw(st.floats(-2e7, 2e7)), draw(st.floats(-2e7, 2e7)))
    cell = 16 * draw(st.sampled_from([1e-6, 1e-5, 1e-3] if degrees else [0.01, 1.0, 10.0, 1000.0]))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    slope = draw(st.sampled_from([0.01, 0.1, 0.3]))
    lattice = Affine(cell, 0.0, centre[0] - 6 * cell, 0.0, -cell, centre[1] + 6 * cell)
    turn = np.eye(2) + rng.uniform(-0.05, 0.05, (2, 2))
    affine = affine_transform("affine", centre, turn, rng.uniform(-3, 3, 2) * cell)
    return LocalTransform(affine, lattice, rng.uniform(-slope, slope, (2, 13, 13)) * cell)


class TestAnywhereOnEarth:
    """Coordinates reach 2e7 (EPSG:3857), where doubles are 4e-9 apart."""

    @given(fields_anywhere(), st.integers(0, 2**32))
    def test_a_sound_field_has_an_inverse_to_a_millionth_of_a_cell(self, field, seed):
        cell = field.lattice.a
        x, y = (c + np.random.default_rng((seed, i)).uniform(-5, 5, 40) * cell for i, c in enumerate(field.centre))
        rounding = 64 * np.spacing(max(np.abs([x, y]).max(), 1e-3))
        assert_close(field.inverse(*field(x, y)), (x, y), max(1e-6 * cell, rounding))
        assert_close(field(*field.inverse(x, y)), (x, y), max(1e-8 * cell, rounding))

    @given(affines(), st.floats(-2e7, 2e7), st.floats(-2e7, 2e7))
    def test_an_affine_and_its_inverse_lead_back(self, about, x, y):
        transform = AffineTransform(about.model, (x, y), about.matrix, about.shift)
        place = np.array([x + 300.0]), np.array([y - 200.0])
        assert_close(transform.inverse(*transform(*place)), place, 1e-7)
        there = transform.recentred((x + 5000.0, y)).compose(transform.inverted())
        assert_close(there(*place), place, 1e-7)

    def test_a_field_that_stretches_threefold_has_an_inverse(self):
        """Fixed-point iteration, the usual way, needs slopes below 1."""
        rows = np.arange(12)
        coefficients = np.zeros((2, 12, 12))
        coefficients[0] = 200.0 * np.arange(12)
        coefficients[1] = -150.0 * rows[:, None]
        lattice = Affine(100.0, 0.0, 0.0, 0.0, -100.0, 9.9e6)
        field = LocalTransform(identity((500.0, 9.8995e6)), lattice, coefficients)
        x, y = np.linspace(200, 900, 9), np.linspace(9.8991e6, 9.8998e6, 9)
        assert_close(field.inverse(*field(x, y)), (x, y), 1e-6)

    def test_places_that_are_not_there_stay_so(self):
        x, y = a_field().inverse([np.nan, CENTRE[0]], [CENTRE[1], CENTRE[1]])
        assert np.isnan(x[0])
        assert np.isfinite([x[1], y[1]]).all()


@given(seed=st.integers(0, 2**31), east=st.floats(-2e7, 2e7), north=st.floats(-2e7, 2e7))
def test_a_field_on_a_grid_is_that_at_each_of_its_places(seed, east, north):
    """Open arrays take a short cut; it holds beyond the lattice as well, where the field goes on as at its border."""
    rng = np.random.default_rng(seed)
    lattice = Affine(100.0, 0.0, east - 400.0, 0.0, -100.0, north + 300.0)
    field = LocalTransform(identity((east, north)), lattice, rng.uniform(-3, 3, (2, 7, 9)))
    x, y = east + np.sort(rng.uniform(-900, 900, 20)), north + np.sort(rng.uniform(-900, 900, 15))
    quick, plain = field.displacement(x[None], y[:, None]), field.displacement(*np.meshgrid(x, y))
    # Coordinates so large are told apart to 4e-9: 4e-11 of a cell, by whose difference values of 3 may differ.
    assert_close(quick, plain, within=1e-9)


def test_a_field_on_one_row_or_one_column_is_that_of_its_places():
    field = a_field()
    x, y = np.full((1, 1), CENTRE[0] + 30.0), np.full((1, 1), CENTRE[1] - 70.0)
    assert_close([d[0] for d in field.displacement(x, y)], field.displacement(x[0], y[0]), within=1e-12)


class TestOperators:
    @given(affines(), affines(), places())
    def test_affines_stay_affine(self, outer, inner, place):
        assert isinstance(outer @ inner, AffineTransform)
        assert_close((outer @ inner)(*place), outer(*inner(*place)))
        assert_close((~outer)(*outer(*place)), place)

    @given(affines(), places())
    def test_a_field_and_an_affine_are_a_field_in_either_order(self, affine, place):
        field = a_field(seed=4)
        for outer, inner in ((affine, field), (field, affine)):
            both = outer @ inner
            assert isinstance(both, LocalTransform)
            assert_close(both(*place), outer(*inner(*place)), within=1e-5)

    @given(places())
    def test_fields_compose_and_invert_to_objects(self, place):
        one, other = a_field(seed=5), a_field(seed=6)
        both = one @ other
        assert_close(both(*place), one(*other(*place)))
        assert_close((~both)(*both(*place)), place)
        assert_close((~one).inverse(*place), one(*place))
        assert ~~one == one
        assert (~both) == ~other @ ~one
        assert both.centre == other.centre
        assert_close((~one).centre, one(*one.centre))

    def test_equal_is_what_holds_the_same(self):
        assert a_field(seed=1) == a_field(seed=1)
        assert hash(a_field(seed=1)) == hash(a_field(seed=1))
        assert a_field(seed=1) != a_field(seed=2)
        assert a_field(seed=1) != identity(CENTRE)
        assert identity(CENTRE) != a_field(seed=1)

    def test_they_print_short(self):
        field = a_field()
        assert repr(field).endswith("7 x 9 nodes of at most 3.88 CRS units)")
        assert len(repr(field)) < 400
        assert (field @ field).model == "local after local"
        assert (~field).model == "inverse of local"


def test_a_mirror_image_has_a_transform_and_an_inverse():
    """Rasters may be stored from right to left; what has no inverse is refused."""
    mirrored = affine_transform("affine", CENTRE, np.diag([-1.0, 1.02]), np.array([7.0, 3.0]))
    place = CENTRE[0] + 30.0, CENTRE[1] + 40.0
    assert_close(mirrored(*place), (CENTRE[0] - 30.0 + 7.0, CENTRE[1] + 1.02 * 40.0 + 3.0))
    assert_close(mirrored.inverse(*mirrored(*place)), place)
    with pytest.raises(InputError, match="invertible"):
        affine_transform("affine", CENTRE, np.array([[1.0, 2.0], [2.0, 4.0]]), np.zeros(2))


@pytest.mark.parametrize("unit", [1e-6, 1e-4, 1.0, 1e4, 1e6])
@pytest.mark.parametrize("make", [lambda m: affine_transform("affine", CENTRE, m, np.zeros(2)),
                                  lambda m: homography(CENTRE, m, np.zeros(2), np.zeros(2))], ids=["affine", "view"])
def test_what_has_an_inverse_does_not_hang_on_the_units(make, unit):
    """A source in pixels beside a reference in degrees, or in kilometres: one step is a million of the other's."""
    found = make(unit * np.array([[0.6, -0.8], [0.8, 0.6]]))
    place = CENTRE[0] + 3.0, CENTRE[1] - 4.0
    assert_close(found.inverse(*found(*place)), place, 1e-2)
    with pytest.raises(InputError, match="invertible"):
        make(unit * np.array([[1.0, 2.0], [2.0, 4.0 + 1e-6]]))


def test_a_column_and_a_row_of_places_stand_for_their_pairs_and_a_pair_of_columns_does_not():
    field = a_field()
    x, y = CENTRE[0] + np.array([-150.0, 20.0, 90.0]), CENTRE[1] + np.array([-60.0, 110.0])
    pairs = np.meshgrid(x, y)
    assert_close(field.displacement(x[None], y[:, None]), field.displacement(*pairs))
    # Far beyond an end, and nowhere.
    far = x + 1e4, y - 1e4
    assert_close(field.displacement(far[0][None], far[1][:, None]), field.displacement(*np.meshgrid(*far)))
    assert np.shape(field.displacement(x[None, :0], y[:, None])) == (2, 2, 0)
    assert_close(field.displacement(x[:2, None], y[:, None]), [v[:, None] for v in field.displacement(x[:2], y)])
    assert_close(field.displacement(x[None, :2], y[None]), [v[None] for v in field.displacement(x[:2], y)])
    scattered = CENTRE[0] + np.array([[0.0, 70.0], [-90.0, 30.0]]), CENTRE[1] + np.array([[10.0, -40.0], [80.0, 5.0]])
    assert_close(field.displacement(*scattered),
                 [v.reshape(2, 2) for v in field.displacement(*(v.ravel() for v in scattered))])
    assert_close(field.displacement(x[None, :1], y[:1, None]), [v[None, None] for v in field.displacement(x[0], y[0])])


def sheared(across, along, mirrored=False):
    """A field that moves points east by ``across`` times their northing, and north by ``along`` times their easting."""
    row, col = np.mgrid[0:15, 0:15] - 7.0
    lattice = Affine(100.0, 0.0, CENTRE[0] - 700.0, 0.0, -100.0, CENTRE[1] + 700.0)
    affine = AffineTransform("affine", CENTRE, ((1.0, 0.0), (0.0, -1.0 if mirrored else 1.0)))
    return LocalTransform(affine, lattice, np.stack([across * -100.0 * row, along * 100.0 * col]))


class TestFolds:
    """Where a field moves each axis by the other one alone, the product of the two says whether it folds."""

    @pytest.mark.parametrize(("across", "along", "folds"), [
        (1.2, 1.2, True), (-1.2, -1.2, True), (1.2, -1.2, False), (0.8, 0.8, False), (2.0, 0.0, False)])
    def test_a_field_folds_where_its_determinant_is_below_zero(self, across, along, folds):
        field = sheared(across, along)
        assert (field.smallest_jacobian() < 0) == folds
        middle = np.median(field.jacobians())
        assert middle == pytest.approx(1 - across * along, abs=1e-6)

    def test_folds_are_looked_for_two_by_two_in_each_cell(self):
        assert a_field(rows=7, columns=9).jacobians().shape == (12, 16)

    @pytest.mark.parametrize(("across", "along"), [(1.2, 1.2), (-1.2, -1.2)])
    def test_a_fold_has_no_inverse(self, across, along):
        with pytest.raises(CoregixError, match="fold"):
            sheared(across, along).inverse(CENTRE[0] + 20.0, CENTRE[1] - 30.0)

    @pytest.mark.parametrize(("across", "along", "mirrored"), [
        (1.2, -1.2, False), (0.3, 0.2, False), (0.3, 0.2, True), (1.2, 1.2, True)])
    def test_what_only_turns_or_mirrors_has_one(self, across, along, mirrored):
        field = sheared(across, along, mirrored)
        place = CENTRE[0] + 20.0, CENTRE[1] - 30.0
        assert_close(field.inverse(*field(*place)), place)


@pytest.mark.parametrize("shape", [(1, 5), (5, 1), (1, 1)])
def test_a_field_of_one_line_of_nodes_folds_nowhere(shape):
    field = LocalTransform(identity(), Affine.scale(10.0), np.full((2, *shape), 3.0))
    assert field.jacobians().shape == (1, 1)
    assert field.smallest_jacobian() == pytest.approx(1.0, abs=1e-6)
