"""The model that a stack takes, and how its triangles close."""

import numpy as np
import pytest

from coregix_core.fitting import Link
from coregix_core.stack.closure import common_closures, quantiles
from coregix_core.stack.solution import Ground, Solution, _adjusted, _contradicting

SIDE = 500.0
LATTICE = np.stack(np.meshgrid(np.linspace(0, SIDE, 5), np.linspace(0, SIDE, 5)), -1).reshape(-1, 2)
AREAS = np.array([LATTICE] * 5)
PAIRS = [(i, j) for i in range(5) for j in range(i + 1, 5)]


def links(matrices, rng, noise=0.03):
    """All links of five images; image k shows the true place p at matrices[k] p."""
    made = []
    for i, j in PAIRS:
        true = rng.uniform(0, SIDE, (200, 2))
        made.append(Link(i, j, true @ matrices[i].T, true @ matrices[j].T + rng.normal(0, noise, (200, 2)),
                         np.tile(np.eye(2), (200, 1, 1)), np.ones(200, bool)))
    return made


def turned(angle, scale):
    return scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])


@pytest.mark.parametrize(("model", "kinds"), [
    ("translation", [np.eye(2)] * 5),
    ("rigid", [turned(2e-3 * k, 1.0) for k in (-2, 1, 0, 2, -1)]),
    ("similarity", [turned(2e-3 * k, 1 + 3e-4 * k) for k in (-2, 1, 0, 2, -1)]),
    ("affine", [np.eye(2) + 1e-3 * np.array([[k, 0], [k / 2, -k]]) for k in (-2, 1, 0, 2, -1)])])
def test_the_simplest_model_that_the_links_support_is_taken_for_all(model, kinds):
    rng = np.random.default_rng(1)
    assert _adjusted(AREAS, links(kinds, rng), "auto", None).model == model
    assert _adjusted(AREAS, links(kinds, rng), "auto", 0).model == model


def test_triangles_close_to_the_noise_of_their_links():
    found = []
    for noise in (0.02, 0.2):
        rng = np.random.default_rng(2)
        made = links([np.eye(2)] * 5, rng, noise)
        state = _adjusted(AREAS, made, "similarity", None)
        ground = Ground(None, None, AREAS, (), (1.0,) * 5)
        found.append(quantiles(common_closures(Solution(ground, state, tuple(range(5)), tuple(made), ())))[0])
    assert found[0] < 0.02
    assert found[1] / found[0] == pytest.approx(10, rel=0.5)


def test_the_link_that_lies_farthest_off_is_dropped_first_and_none_without_reason():
    assert _contradicting(np.array([0.01, 0.02, 5.0, 0.9])) == 2
    assert _contradicting(np.array([0.01, 0.02, 0.2])) is None
    assert _contradicting(np.array([0.2, 0.2, 0.3])) is None, "where all differ, none is to blame"


def test_where_ground_may_carry_images_along_their_distance_in_time_counts():
    made = links([np.eye(2)] * 5, np.random.default_rng(3))
    state, ground = _adjusted(AREAS, made, "similarity", None), Ground(None, None, AREAS, (), (1.0,) * 5)
    sure = Solution(ground, state, tuple(range(5)), tuple(made), ())
    doubtful = Solution(ground, state, tuple(range(5)), tuple(made), (), doubt=(-0.2, -0.1, 0.0, 0.1, 0.2))
    for pair, apart in (((0,), 0.2), ((2,), 0.0), ((0, 4), 0.4), ((1, 2), 0.1)):
        added = doubtful.ce90(*pair) ** 2 - sure.ce90(*pair) ** 2
        assert added == pytest.approx(np.log(10) * apart**2)
