"""The bending energy: that of a thin plate, which is as stiff in one direction as in any other."""

import numpy as np
import pytest

from coregix_core.fields.bspline import Lattice, lattice_over
from coregix_core.fields.penalty import Penalty, bending_matrix, bending_spectrum

LATTICE = lattice_over(np.array([0.0, 0.0]), np.array([600.0, 600.0]), 10.0)
ROW, COL = np.indices(LATTICE.shape)
MIDDLE = (np.array(LATTICE.shape) - 1) / 2


def energy(field):
    lattice = Lattice(LATTICE.origin, LATTICE.spacing, field.shape)
    return float(field.ravel() @ (bending_matrix(lattice) @ field.ravel()))


def ripple(degrees, length=16.0):
    """A wave of so many nodes that runs in a direction and dies out before the edges."""
    across, along = COL - MIDDLE[1], ROW - MIDDLE[0]
    c, s = np.cos(np.deg2rad(degrees)), np.sin(np.deg2rad(degrees))
    return np.exp(-(across**2 + along**2) / (2 * 9.0**2)) * np.cos(2 * np.pi * (c * across + s * along) / length)


@pytest.mark.parametrize("degrees", [20, 45, 70, 90, 135])
def test_a_wave_costs_the_same_in_every_direction(degrees):
    assert energy(ripple(degrees)) == pytest.approx(energy(ripple(0)), rel=0.05)


@pytest.mark.parametrize("field", [np.ones(LATTICE.shape), 0.01 * COL, 0.02 * ROW - 0.01 * COL])
def test_a_shift_costs_nothing_and_a_tilt_hardly_any(field):
    """Less than a hundredth of what a wave of the same size does."""
    wave = field.std() * ripple(0) / ripple(0).std()
    assert energy(field) <= 0.01 * energy(wave) + 1e-9


@pytest.mark.parametrize(("down", "across"), [(0, 8), (8, 0), (6, 6), (10, 4)])
def test_the_spectrum_is_the_energy_of_cosine_waves(down, across):
    """But for what the edges leave out."""
    rows, cols = LATTICE.shape
    wave = np.cos(np.pi * down * (ROW + 0.5) / rows) * np.cos(np.pi * across * (COL + 0.5) / cols)
    assert energy(wave) / (wave**2).sum() == pytest.approx(bending_spectrum(LATTICE)[down, across], rel=0.15)


def test_the_gradient_is_that_of_half_the_energy():
    penalty, rng = Penalty(0.3, 0.02), np.random.default_rng(2)
    field, step = rng.normal(size=(2, 2, LATTICE.nodes))

    def half(at):
        return sum(one @ (penalty.matrix(LATTICE) @ one) for one in at) / 2

    slope = (half(field + 1e-3 * step) - half(field - 1e-3 * step)) / 2e-3
    assert (penalty.gradient(field, LATTICE) * step).sum() == pytest.approx(slope, rel=1e-6)


@pytest.mark.parametrize("shape", [LATTICE.shape, (4, 3), (3, 9)])
def test_the_energy_is_that_of_differences_within_the_lattice(shape):
    """Squares of second differences, twice those of the mixed ones, and a thousandth of first ones."""
    field = np.random.default_rng(6).normal(size=shape)
    bending = sum((np.diff(field, 2, axis=axis) ** 2).sum() for axis in (0, 1))
    mixed = (np.diff(np.diff(field, axis=0), axis=1) ** 2).sum()
    stretching = sum((np.diff(field, axis=axis) ** 2).sum() for axis in (0, 1))
    assert energy(field) == pytest.approx(bending + 2 * mixed + 1e-3 * stretching, rel=1e-12)


def test_the_lowest_wave_costs_nothing_and_the_highest_nearly_sixteen_an_axis():
    """A wave that changes its sign from node to node has second differences of four."""
    spectrum = bending_spectrum(LATTICE)
    assert spectrum[0, 0] == 0
    assert (np.diff(spectrum, axis=0) > 0).all()
    assert (np.diff(spectrum, axis=1) > 0).all()
    assert spectrum[-1, 0] == pytest.approx(16.0, rel=0.01)
    assert spectrum[-1, -1] == pytest.approx(64.0, rel=0.01)
