"""Links of noisy images count by the noise that no other link of the same images shares."""

import itertools

import numpy as np
import pytest

from coregix_core.fitting import shared_noise
from coregix_core.fitting.corrections import Link
from coregix_core.fitting.network import adjust
from coregix_core.fitting.shared_noise import own_shares

ENDS = np.array(list(itertools.combinations(range(6), 2)))
CLEAN = 5


def variances(*noise):
    return np.array([noise[i] + noise[j] for i, j in ENDS])


def test_images_are_known_by_the_sums_that_their_links_show():
    noise = [0.3, 0.1, 0.2, 0.4, 0.15, 0.05]

    np.testing.assert_allclose(shared_noise._components(ENDS, variances(*noise)), noise, rtol=0.02)


def test_no_image_has_less_noise_than_none_whatever_its_links_show():
    total = variances(0.2, 0.2, 0.2, 0.2, 0.2, 0.0) - 0.05 * (ENDS == CLEAN).any(1)

    assert 0 < shared_noise._components(ENDS, total)[CLEAN] < 1e-3


def test_links_of_a_clean_image_have_little_noise_of_their_own_among_noisy_ones():
    share = own_shares(ENDS, variances(0.3, 0.3, 0.3, 0.3, 0.3, 0.0))
    to_clean = (ENDS == CLEAN).any(1)

    assert share[~to_clean] == pytest.approx(1.0, abs=0.02)
    assert share[to_clean].max() < 0.1


@pytest.mark.parametrize("noise", [(0.3,) * 6, (1e-3,) * 5 + (0.0,)])
def test_images_that_are_alike_or_clear_are_not_told_apart(noise):
    assert own_shares(ENDS, variances(*noise)) == pytest.approx(1.0, abs=0.1)


def noisy_links(seed, points=150):
    """Links of images that lie in place, each with an error of its own at a place: beside a clean one, and together."""
    rng = np.random.default_rng(seed)
    at = rng.uniform(0, 600, (points, 2))
    error = rng.normal(0, 0.5, (6, points, 2))
    error[CLEAN] = 0.0

    def link(i, j):
        own = rng.normal(0, 0.5, (points, 2)) if CLEAN not in (i, j) else 0.0
        return Link(i, j, at, at + error[j] - error[i] + own, np.tile(np.eye(2), (points, 1, 1)), np.ones(points, bool))

    return [link(i, j) for i, j in ENDS.tolist()]


def off(links, areas):
    found = adjust(areas, links, "similarity", CLEAN)
    return np.sqrt(np.mean([((found(k, areas[k]) - areas[k]) ** 2).sum(1).mean() for k in range(CLEAN)]))


def test_noisy_images_lie_by_a_clean_one_as_well_together_as_each_beside_it_alone():
    lattice = np.stack(np.meshgrid(np.linspace(0, 600, 5), np.linspace(0, 600, 5)), -1).reshape(-1, 2)
    areas = np.array([lattice] * 6)
    together, alone = [], []
    for seed in range(6):
        links = noisy_links(seed)
        together.append(off(links, areas))
        alone.append(off([link for link in links if link.second == CLEAN], areas))

    assert np.mean(together) < 1.03 * np.mean(alone)
