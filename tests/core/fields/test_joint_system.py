"""The system of joint fields: which nodes each point holds, with which sign, and how stiff the fields have to be."""

from dataclasses import replace

import numpy as np
import pytest

from coregix_core.fields import joint
from coregix_core.fields.bspline import Lattice, basis, lattice_over
from coregix_core.fields.joint import STIFFNESS, Gaps, _errors, _inner_nodes, _select, _System, _typical

LATTICES = (Lattice((-10.0, -10.0), 10.0, (6, 7)), Lattice((-10.0, -10.0), 20.0, (5, 4)),
            Lattice((-10.0, -10.0), 10.0, (6, 6)))
RNG = np.random.default_rng(4)


def gaps(first, second, count=30):
    places = RNG.uniform(0, 30, (count, 2))
    return Gaps(first, second, places, RNG.normal(size=(count, 2)), np.ones(count))


LINKS = [gaps(0, 1), gaps(1, 2, 20)]


class TestRows:
    @pytest.mark.parametrize("datum", [None, 0, 2])
    def test_a_gap_is_the_second_field_less_the_first(self, datum):
        system = _System.of(LINKS, LATTICES, datum)
        fields = RNG.normal(size=(2, system.size))

        def values(k, places):
            return basis(LATTICES[k], places) @ system.part(fields, k).T

        expected = [link.gap - (values(link.second, link.places) - values(link.first, link.places)) for link in LINKS]
        assert np.allclose(system.residuals(fields), np.concatenate(expected))
        assert system.owner.tolist() == [0] * 30 + [1] * 20

    @pytest.mark.parametrize("datum", [None, 0, 2])
    def test_unknowns_are_the_nodes_of_all_fields_but_the_datum(self, datum):
        nodes = [0 if k == datum else lattice.nodes for k, lattice in enumerate(LATTICES)]
        system = _System.of(LINKS, LATTICES, datum)
        assert system.size == sum(nodes)
        assert system.starts.tolist() == [0, *np.cumsum(nodes)]

    @pytest.mark.parametrize("datum", [0, 2])
    def test_a_datum_is_a_field_of_zeros(self, datum):
        system = _System.of(LINKS, LATTICES, datum)
        part = system.part(RNG.normal(size=(2, system.size)), datum)
        assert part.shape == (2, LATTICES[datum].nodes)
        assert not part.any()

    def test_some_of_the_points_are_the_same_rows(self):
        system = _System.of(LINKS, LATTICES, 0)
        which = np.arange(50) % 3 == 0
        some, fields = system.only(which), RNG.normal(size=(2, system.size))
        assert np.allclose(some.residuals(fields), system.residuals(fields)[which])
        assert some.owner.tolist() == system.owner[which].tolist()
        assert np.allclose(some.places, system.places[which])

    def test_fields_are_those_of_least_squares_and_bending_by_the_weight_of_an_ordinary_node(self):
        system = _System.of(LINKS, LATTICES, 0)
        weight = RNG.uniform(0.5, 2.0, 50)
        found = system.solved(weight, 0.1)
        balance = 0.1 * 2 * weight.sum() / system.size
        normal = (system.design.T @ system.design.multiply(weight[:, None]) + balance * system.energies).toarray()
        assert np.allclose(found, np.linalg.solve(normal, (system.design.T @ (weight[:, None] * system.gap))).T)
        two = system.solved(weight, 0.1, system.gap, -2 * system.gap)
        assert np.allclose(two, np.concatenate([found, -2 * found]))


class TestStiffness:
    def selected(self, monkeypatch, still, *errors):
        given, tried = list(errors), []
        parts = [(np.arange(50) % 2 == 0, np.arange(50) % 2 == 1)] * 4
        monkeypatch.setattr(joint, "folds", lambda *_: parts)
        monkeypatch.setattr(_System, "solved", lambda _s, weight, stiffness: tried.append((len(weight), stiffness)))
        monkeypatch.setattr(_System, "residuals", lambda system, _: np.zeros((len(system.gap), 2)))
        monkeypatch.setattr(joint, "_typical", lambda _: given.pop(0) if given else still)
        return _select(_System.of(LINKS, LATTICES, 0), np.ones(50), 10.0), tried

    @pytest.mark.parametrize(("errors", "best"), [
        ((1.0, 0.9, 0.8, 0.81, 0.85), 2), ((1.0, 0.909, 0.905, 0.9, 0.96), 1), ((1.0, 1.06), 0),
        ((1.0, 1.04, 1.04, 0.989, 0.98, 0.98, 0.98, 0.98), 3)])
    def test_it_is_the_largest_that_predicts_as_well_as_any_to_a_hundredth(self, monkeypatch, errors, best):
        (stiffness, error, still), tried = self.selected(monkeypatch, 7.0, *errors)
        assert (stiffness, error, still) == (STIFFNESS[best], errors[best], 7.0)
        # Two folds of four for each, and none after one that is clearly worse.
        assert tried == [(25, s) for s in STIFFNESS[:len(errors)] for _ in range(2)]

    def test_six_tenths_of_the_test_points_are_nearer(self):
        along, across = np.arange(50.0), np.arange(50, 101.0)
        residuals = [np.column_stack([along, 0 * along]), np.column_stack([0 * across, across])]
        assert _typical(residuals) == pytest.approx(60.0)


def test_the_nodes_of_the_area_itself_are_two_from_each_end():
    found = _inner_nodes(Lattice((5.0, 7.0), 10.0, (6, 7)))
    assert sorted(set(found[:, 0])) == [25, 35, 45]
    assert sorted(set(found[:, 1])) == [27, 37]
    assert len(_inner_nodes(Lattice((0.0, 0.0), 1.0, (4, 4)))) == 1


def test_errors_are_those_of_fields_from_residuals_of_random_signs_and_a_datum_has_none():
    """Twice the mean square over draws and axes, which is that of a vector's length."""
    system = _System.of(LINKS, LATTICES, 0)
    residuals = RNG.normal(size=(50, 2))
    found = _errors(system, np.ones(50), 1.0, residuals, 10.0)
    assert found[0] == 0.0
    assert (found[1:] > 0).all()
    assert _errors(system, np.ones(50), 1.0, 3 * residuals, 10.0) == pytest.approx(3 * found)
    # One square for all has one sign for each link, which makes no other size.
    alike = replace(system, owner=np.zeros(50, int))
    drawn = system.solved(np.ones(50), 1.0, residuals)
    values = basis(LATTICES[1], _inner_nodes(LATTICES[1])) @ system.part(drawn, 1).T
    assert _errors(alike, np.ones(50), 1.0, residuals, 1e6)[1] == pytest.approx(np.sqrt(2 * (values**2).mean()))


def test_links_that_count_for_nothing_leave_all_fields_at_rest():
    """Then only bending is left, which still makes the equations regular."""
    at = np.random.default_rng(1).uniform(0, 200, (40, 2))
    lattices = [lattice_over(np.zeros(2), np.full(2, 200.0), 80.0)] * 2
    system = joint._System.of([Gaps(0, 1, at, np.ones((40, 2)), np.ones(40))], lattices, None)
    assert system.solved(np.zeros(40), 1.0) == pytest.approx(np.zeros((2, system.size)))
