"""Two displacements that all windows show together, of which each by itself is too noisy to."""

from dataclasses import replace

import numpy as np
import pytest

from coregix_core.assessing.criteria import PLACES
from coregix_core.assessing.two_parts import two_parts
from coregix_core.pairing import Points

STEP = 32.0
PLACES_OF = np.stack(np.meshgrid(*[np.arange(15) * STEP] * 2), -1).reshape(-1, 2)
LEFT = PLACES_OF[:, 0] < 5.5 * STEP
"""The 40 % that lie aside."""
WAY = np.array([0.9, -1.2])


@pytest.fixture
def rng():
    return np.random.default_rng(7)


def seen(residual, noise, rng):
    """What two displacements explain of residuals (n, 2) that windows see with a noise in pixels, and say so."""
    count = len(residual)
    information = PLACES.noise / (2 * np.log(2)) / noise**2 * np.tile(np.eye(2), (count, 1, 1))
    points = Points(PLACES_OF, PLACES_OF, information, np.ones(count), np.full(count, ""), 8.0)
    return two_parts(points, residual + noise * rng.normal(size=residual.shape), 1.0, STEP)


def test_a_part_within_the_noise_of_single_windows_is_told_by_all_of_them(rng):
    found = seen(np.where(LEFT[:, None], WAY, 0.0), 0.4, rng)
    assert found.gain > 100
    assert found.told
    assert found.way == pytest.approx(WAY, abs=0.2)
    assert found.share.mean() == pytest.approx(LEFT.mean(), abs=0.03)
    assert found.stayed(PLACES_OF[PLACES_OF[:, 0] > 7 * STEP]).all()
    assert not found.stayed(PLACES_OF[PLACES_OF[:, 0] < 4 * STEP]).any()


def test_the_rest_is_the_greater_part_wherever_the_transform_lies(rng):
    turn = 0.002 * (PLACES_OF[:, ::-1] - PLACES_OF.mean()) * (-1, 1)
    found = seen(turn + np.where(LEFT[:, None], 0.0, WAY), 0.3, rng)
    assert found.way == pytest.approx(-WAY, abs=0.15)
    assert found.rest == pytest.approx(turn + WAY, abs=0.2)
    assert found.rms == pytest.approx(np.sqrt(((turn + np.where(LEFT[:, None], 0.0, WAY)) ** 2).sum(1).mean()), abs=0.1)


def test_windows_that_were_found_anywhere_do_not_matter(rng):
    residual = np.where(LEFT[:, None], WAY, 0.0)
    wrong = rng.random(len(residual)) < 0.2
    residual[wrong] = rng.uniform(-8, 8, (wrong.sum(), 2))
    residual[rng.random(len(residual)) < 0.2] = np.nan
    found = seen(residual, 0.3, rng)
    assert found.told
    assert found.way == pytest.approx(WAY, abs=0.2)
    assert found.share.mean() == pytest.approx(LEFT.mean(), abs=0.05)


def test_ground_that_bends_is_seen_aside_and_told_as_no_part(rng):
    wave = np.sin(PLACES_OF[:, :1] / 70.0) * WAY
    found = seen(wave, 0.1, rng)
    assert found.gain > 100
    assert not found.told
    assert found.rms == pytest.approx(np.sqrt((wave**2).sum(1).mean()), rel=0.3)


def test_a_bump_is_told_as_no_part_however_small(rng):
    """Most windows lie where they should, whatever the others do: of the spread in all of them it leaves little."""
    bump = np.exp(-((PLACES_OF - PLACES_OF.mean(0) + 5) ** 2).sum(1) / (2 * 60.0**2))
    found = seen(bump[:, None] * WAY, 0.02, rng)
    assert found.gain > 100
    assert not found.told
    assert seen((bump > 0.15)[:, None] * WAY, 0.02, rng).told


def test_what_lies_aside_by_less_than_a_border_shows_is_told_as_no_part_and_counts_as_bent(rng):
    found = seen(np.where(LEFT[:, None], 0.2 * WAY, 0.0), 0.05, rng)
    assert found.gain > 100
    assert not found.told
    assert found.aside > found.rms > 0.15
    assert replace(found, level=0.5).told, "of smaller pixels it is farther"


@pytest.mark.parametrize("noise", [0.02, 0.5])
def test_one_displacement_is_no_two(noise, rng):
    found = seen(np.zeros_like(PLACES_OF), noise, rng)
    assert found is None or found.gain < 15


def test_a_few_windows_say_nothing(rng):
    residual = np.full_like(PLACES_OF, np.nan)
    residual[:19] = rng.normal(size=(19, 2))
    assert seen(residual, 0.1, rng) is None
