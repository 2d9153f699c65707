"""How stiff a field is: as stiff as serves cells that it was not found from, or none at all."""

from types import SimpleNamespace

import numpy as np
import pytest

from coregix_core.fields import gauss_newton
from coregix_core.fields.bspline import Lattice
from coregix_core.fields.gauss_newton import (
    NormalEquations,
    _information,
    _offsets,
    _shifted,
    _summed,
    select_stiffness,
    step,
)
from coregix_core.imaging.proxies import Proxy

LATTICE = Lattice((0.0, 0.0), 10.0, (6, 5))


class TestSelection:
    def selected(self, monkeypatch, *gains):
        asked, given = [], list(gains)
        monkeypatch.setattr(gauss_newton, "change", lambda _t, _c, _a, stiffness, start, tolerance: asked.append(
            (stiffness, start, tolerance)) or f"step {len(asked)}")
        test = SimpleNamespace(gain=lambda _: given.pop(0))
        return select_stiffness(None, test, None, None, 0.5), asked

    @pytest.mark.parametrize(("gains", "best"), [
        ((0.5, 0.5, 0.46, 0.44), 2), ((0.5, 0.44), 0), ((0.3, 0.5, 0.6, 0.55, 0.53), 3),
        ((0.5, 0.46, 0.46, 0.46, 0.46), 4), ((0.25, 0.1), 0)])
    def test_it_is_the_largest_that_gains_nine_tenths_of_the_best(self, monkeypatch, gains, best):
        selected, asked = self.selected(monkeypatch, *gains)
        assert selected == (0.5 * 10**best, f"step {best + 1}")
        assert len(asked) == len(gains), "none after a clearly worse one"

    def test_each_trial_is_ten_times_as_stiff_and_starts_from_the_one_before(self, monkeypatch):
        _, asked = self.selected(monkeypatch, 0.3, 0.5, 0.6, 0.44)
        assert asked == [(0.5, None, 1e-2), (5.0, "step 1", 1e-2), (50.0, "step 2", 1e-2), (500.0, "step 3", 1e-2)]

    def test_less_than_a_quarter_of_what_could_be_gained_is_no_use(self, monkeypatch):
        assert self.selected(monkeypatch, 0.24, 0.24, 0.24, 0.24, 0.24)[0] is None


class TestEquations:
    def test_an_ordinary_node_has_the_mean_of_those_near_cells(self):
        equations = NormalEquations(LATTICE)
        assert equations.ordinary == 1e-12
        equations._trace = 60.0
        equations.near[:10] = True
        assert equations.ordinary == pytest.approx(60 / (2 * 10))

    def test_a_gain_is_a_share_of_what_is_attainable(self):
        equations = NormalEquations(LATTICE)
        equations.right_hand_side[:] = 2.0
        equations.attainable = 480.0
        # Without a left-hand side each node gains twice its step times what it is asked.
        assert equations.gain(np.ones((2, 30))) == pytest.approx(60 * 4 / 480)
        equations.attainable = 0.0
        assert equations.gain(np.zeros((2, 30))) == 0.0

    def test_merged_and_added_they_are_sums(self):
        first, second = NormalEquations(LATTICE), NormalEquations(LATTICE)
        rng = np.random.default_rng(0)
        for one in (first, second):
            one._diagonals[:] = rng.random(one._diagonals.shape)
            one.right_hand_side[:] = rng.random((2, 30))
            one.near[:] = rng.random(30) > 0.5
            one._trace, one.attainable = rng.random(2)
        expected = (first._diagonals + second._diagonals, first.right_hand_side + second.right_hand_side,
                    first.near | second.near, first._trace + second._trace, first.attainable + second.attainable)
        first.merge(second)
        for found, sum_ in zip((first._diagonals, first.right_hand_side, first.near, first._trace, first.attainable),
                               expected, strict=True):
            assert np.allclose(found, sum_)

    def test_nodes_overlap_up_to_three_away(self):
        assert _offsets(LATTICE).tolist() == sorted({5 * i + j for i in range(-3, 4) for j in range(-3, 4)})

    @pytest.mark.parametrize(("shift", "expected"), [
        (0, [1, 2, 3, 4]), (1, [0, 1, 2, 3]), (3, [0, 0, 0, 1]), (-1, [2, 3, 4, 0]), (-3, [4, 0, 0, 0]), (4, [0] * 4)])
    def test_values_of_nodes_a_shift_before(self, shift, expected):
        assert _shifted(np.array([[1.0, 2.0, 3.0, 4.0]]), shift)[0].tolist() == expected


class TestSteps:
    def test_no_node_goes_farther_than_the_longest_step(self, monkeypatch):
        asked, found = [], np.array([[3.0, -3.0, 0.5]] * 2)
        monkeypatch.setattr(gauss_newton, "change", lambda *given: asked.append(given) or found)
        before = np.ones((2, 1, 3))
        assert step("eq", before, "anchor", 0.3, 2.0, "guess").tolist() == [[[3.0, -1.0, 1.5]]] * 2
        assert asked[0][0] == "eq"
        assert asked[0][2:] == ("anchor", 0.3, "guess")


class TestCells:
    def test_pixels_are_summed_over_whole_cells(self):
        image = np.random.default_rng(1).random((11, 14))
        found = _summed(image)
        cell = gauss_newton.CELL
        assert found.shape == (11 // cell, 14 // cell)
        for row in range(found.shape[0]):
            for col in range(found.shape[1]):
                part = image[row * cell:(row + 1) * cell, col * cell:(col + 1) * cell]
                assert found[row, col] == pytest.approx(part.sum())

    @pytest.mark.parametrize(("share", "weight"), [
        (1.0, 1.02 / 0.1), (0.0, 0.02 / 1.1), (0.5, (0.25 + 0.02) / (0.75 + 0.1)), (-1.0, 0.02 / 1.1)])
    def test_what_images_share_weighs_by_the_square_of_their_correlation(self, share, weight):
        """Two images of waves that are at right angles to each other in all sums over cells."""
        phase = np.exp(2j * np.pi * np.arange(96) / 4)[None] * np.ones((96, 1))
        other = np.exp(2j * np.pi * np.arange(96) / 2)[None] * np.ones((96, 1))
        valid = np.ones((96, 96), bool)
        mixed = share * phase + np.sqrt(1 - share**2) * other
        found = _information(Proxy(phase.astype(np.complex64), valid), Proxy(mixed.astype(np.complex64), valid), valid)
        assert found == pytest.approx(weight, rel=1e-3)
