"""How far a field may be off: as far as fields through the same errors with other signs lie apart."""

import numpy as np
import pytest

from coregix_core.fields.bootstrap import _values, drawn_error, with_random_signs
from coregix_core.fields.bspline import basis, lattice_over
from coregix_core.fields.gauss_newton import Cells, NormalEquations, change, node_equations

LOW, HIGH = np.array([-240.0, -180.0]), np.array([240.0, 180.0])
LATTICE = lattice_over(LOW, HIGH, 8.0)
STILL = np.zeros((2, *LATTICE.shape))
STIFF = 0.002
NODES = np.indices(LATTICE.shape)[::-1].reshape(2, -1).T * LATTICE.spacing + LATTICE.origin
PLACES = np.stack(np.meshgrid(np.arange(-238.0, 240, 4), np.arange(-178.0, 180, 4)), -1).reshape(-1, 2)


def cells_that_ask(displacement, places=PLACES):
    """Cells that ask for displacements (n, 2), all equally sure."""
    matrix = np.tile(5.0 * np.eye(2), (len(places), 1, 1))
    return Cells(places, matrix, 5.0 * displacement, np.zeros(len(places), bool))


def asked(cells):
    normal = NormalEquations(LATTICE)
    normal.add(node_equations(cells, LATTICE))
    return normal


def errors(scale, patch=1, seed=0):
    """Errors (n, 2) in pixels that are drawn anew every ``patch`` cells."""
    table = np.random.default_rng(seed).normal(0, scale, (600, 800, 2))
    col, row = ((PLACES - LOW) / (4 * patch)).astype(int).T
    return table[row, col]


def length(field, places):
    """Root mean square length (pixels) of a field (2, nodes) at places (n, 2)."""
    return float(np.sqrt(((basis(LATTICE, places) @ field.T) ** 2).sum(1).mean()))


@pytest.mark.parametrize("patch", [1, 4])
def test_it_is_as_large_as_the_error_that_noise_leaves_in_the_field(patch):
    noise = errors(0.3, patch)
    equations = asked(cells_that_ask(noise))
    field = change(equations, STILL, STILL, STIFF)
    # What cells still ask for, where the field has gone as far as it goes.
    left = noise - basis(LATTICE, PLACES) @ field.T
    told = drawn_error(asked(with_random_signs(cells_that_ask(noise), LATTICE)), STIFF).rms
    assert told == pytest.approx(length(field, NODES[equations.near]), rel=0.05)
    # The field has followed part of its noise already.
    assert drawn_error(asked(with_random_signs(cells_that_ask(left), LATTICE)), STIFF).rms < told


def test_it_is_told_where_there_are_data_alone():
    half = PLACES[:, 0] < 0
    whole, left = (drawn_error(asked(with_random_signs(cells_that_ask(errors(0.2)).part(which), LATTICE)), STIFF).rms
                   for which in (np.ones(len(PLACES), bool), half))
    assert left == pytest.approx(whole, rel=0.2)


def test_no_data_leave_nothing_to_tell():
    none = drawn_error(NormalEquations(LATTICE), STIFF)
    assert none.rms == 0
    assert not none.squares.any()


def test_it_is_larger_about_places_that_err_more_and_that_of_the_whole_where_no_cell_is():
    west = PLACES[:, 0] < 0
    noisy = errors(0.3) * np.where(west, 1.0, 0.25)[:, None]
    told = drawn_error(asked(with_random_signs(cells_that_ask(noisy), LATTICE)), STIFF)
    of_west, of_east = (np.sqrt(told.squares_at(PLACES[np.abs(PLACES[:, 0] - x) < 60]).mean()) for x in (-150, 150))
    # A few squares do not outweigh the whole.
    assert 2 < of_west / of_east < 4
    assert told.rms == pytest.approx(np.sqrt((of_west**2 + of_east**2) / 2), rel=0.1)
    of_half = drawn_error(asked(with_random_signs(cells_that_ask(errors(0.3)).part(west), LATTICE)), STIFF)
    assert np.sqrt(of_half.squares_at(np.array([[200.0, 0.0]]))) == pytest.approx(of_half.rms, rel=0.01)


def test_signs_change_no_size_and_are_shared_by_neighbours():
    cells = cells_that_ask(np.abs(errors(1.0)) + 0.1)
    drawn = with_random_signs(cells, LATTICE)
    np.testing.assert_array_equal(np.abs(drawn.vector), cells.vector)
    up = drawn.vector[:, 0] > 0
    assert 0.35 < up.mean() < 0.65
    # Squares of 32 pixels: seven of eight neighbours, 4 pixels apart, lie in the same one.
    rows = up.reshape(90, 120)
    assert 0.9 < (rows[:, 1:] == rows[:, :-1]).mean() < 0.97


def test_tiles_have_the_signs_of_the_whole():
    cells = cells_that_ask(errors(1.0))
    some = PLACES[:, 1] > 40
    part, whole = (with_random_signs(c, LATTICE).vector for c in (cells.part(some), cells))
    np.testing.assert_array_equal(part, whole[some])


def test_a_field_at_its_own_nodes_is_that_of_its_basis_functions():
    coefficients = np.random.default_rng(5).normal(size=STILL.shape)
    at_nodes = (basis(LATTICE, NODES) @ coefficients.reshape(2, -1).T).T.reshape(coefficients.shape)
    inside = np.s_[:, 1:-1, 1:-1]
    np.testing.assert_allclose(_values(coefficients)[inside], at_nodes[inside], atol=1e-12)
