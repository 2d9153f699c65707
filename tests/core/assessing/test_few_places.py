"""Ground that bends at a handful of places, each of them far beyond its own noise."""

from dataclasses import replace

import numpy as np
import pytest

from coregix_core.assessing.criteria import CRITERIA, PLACES
from coregix_core.assessing.evidence import agreeing
from coregix_core.assessing.few_places import few_places
from coregix_core.matching import INVALID
from coregix_core.pairing import Points

NOISE = 0.01
PLACES_OF = np.stack(np.meshgrid(*[np.arange(8) * 45.0] * 2), -1).reshape(-1, 2)
FROM_HILL = np.hypot(*(PLACES_OF - (135.0, 180.0)).T)
RIM = (FROM_HILL > 40) & (FROM_HILL < 70)
"""Eight places around one that lies in the middle."""
WAY = np.array([0.5, -0.3])


def seen(residual, invalid=None):
    """Evidence of places that know their noise: a hundredth of a pixel along each axis, besides ``residual`` (n, 2)."""
    count = len(PLACES_OF)
    invalid = np.zeros(count, bool) if invalid is None else invalid
    information = PLACES.noise / (2 * np.log(2)) / NOISE**2 * np.tile(np.eye(2), (count, 1, 1))
    points = Points(PLACES_OF, PLACES_OF, information, np.ones(count), np.where(invalid, INVALID, ""), 8.0)
    noise = NOISE * np.random.default_rng(3).normal(size=residual.shape)
    return agreeing(points, np.where(invalid[:, None], np.nan, residual + noise), 1.0)


def test_a_rim_counts_by_its_share():
    found = few_places(seen(np.where(RIM[:, None], WAY, 0.0)))
    assert found.rms == pytest.approx(np.hypot(*WAY) * np.sqrt(RIM.mean()), rel=0.1)


def test_around_a_hole_it_is_the_edge_of_more():
    hole = FROM_HILL < 40
    found = few_places(seen(np.where(RIM[:, None], WAY, 0.0), hole))
    seen_of_it = np.hypot(*WAY) * np.sqrt(RIM.sum() / (~hole).sum())
    assert found.rms == pytest.approx(CRITERIA.few_hidden * seen_of_it, rel=0.1)


def test_places_around_them_are_known_as_little_and_the_rest_as_before():
    found = few_places(seen(np.where(RIM[:, None], WAY, 0.0)))
    squares = found.squares(np.concatenate([PLACES_OF[RIM] + 10, PLACES_OF[FROM_HILL > 170]]))
    assert squares[:8] == pytest.approx(WAY @ WAY, rel=0.15)
    assert (squares[8:] == 0).all()


@pytest.mark.parametrize("residual", [
    np.zeros_like(PLACES_OF), np.tile(WAY, (len(PLACES_OF), 1)),
    np.where(RIM[:, None], np.random.default_rng(1).normal(0, 0.5, PLACES_OF.shape), 0.0),
    np.where((RIM & (PLACES_OF[:, 0] < 140))[:, None] & (np.arange(64) % 2 == 0)[:, None], WAY, 0.0)],
    ids=["noise", "a shift of all", "anywhere", "too few"])
def test_what_does_not_hang_together_counts_for_nothing(residual):
    assert few_places(seen(residual)) is None


def test_places_that_are_as_noisy_as_they_lie_aside_say_nothing():
    evidence = seen(np.where(RIM[:, None], WAY, 0.0))
    unsure = replace(evidence.points, information=evidence.points.information / 4000)
    assert few_places(replace(evidence, points=unsure)) is None


def test_a_handful_of_places_has_no_rest_to_lie_aside_of():
    few = replace(seen(np.where(RIM[:, None], WAY, 0.0)), agree=RIM)
    assert few_places(few) is None
