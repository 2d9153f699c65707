"""A part of the ground that lies around a hole may be the rim of what bends within."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from coregix_core.assessing import part_motion
from coregix_core.assessing.evidence import Look, agreeing
from coregix_core.assessing.part_motion import beside_hole, with_parts
from coregix_core.assessing.two_parts import TwoParts
from coregix_core.matching import INVALID
from coregix_core.pairing import Points

STEP = 32.0
PLACES_OF = np.stack(np.meshgrid(*[np.arange(12) * STEP] * 2), -1).reshape(-1, 2)
FROM_MIDDLE = np.hypot(*(PLACES_OF - 5.5 * STEP).T)


def points(invalid):
    count = len(PLACES_OF)
    return Points(PLACES_OF, PLACES_OF, np.tile(np.eye(2), (count, 1, 1)), np.ones(count),
                  np.where(invalid, INVALID, ""), 8.0)


def parts(second):
    return TwoParts(PLACES_OF, second.astype(float), np.array([1.0, 0.0]), np.zeros_like(PLACES_OF), 100.0, 0.0, 0.0)


RING = (FROM_MIDDLE > 60) & (FROM_MIDDLE < 100)
LEFT = PLACES_OF[:, 0] < 100


@pytest.mark.parametrize(("second", "invalid", "share"), [
    (RING, FROM_MIDDLE < 60, 1.0), (RING, np.zeros(len(RING), bool), 0.0),
    (LEFT & (PLACES_OF[:, 0] > 0), PLACES_OF[:, 0] == 0, 0.0), (PLACES_OF[:, 0] < 60, FROM_MIDDLE < 60, 0.0)],
    ids=["around a hole", "no hole", "along the border", "away from a hole"])
def test_windows_beside_a_hole_are_known_and_those_along_the_border_are_none(second, invalid, share):
    assert beside_hole(points(invalid), parts(second), STEP) == share


def test_what_lies_around_a_hole_is_told_as_no_part():
    assert parts(RING).told
    assert not replace(parts(RING), beside_hole=1.0).told


@pytest.mark.parametrize(("stayed", "told"), [(0, False), (1, False), (36, True)])
def test_what_hardly_any_place_agrees_on_is_no_rest_that_others_moved_against(monkeypatch, stayed, told):
    """The windows of the closer look may all lie on the other part where places agree."""
    gone = np.arange(len(PLACES_OF)) >= stayed
    seen = agreeing(points(np.zeros(len(PLACES_OF), bool)), np.zeros_like(PLACES_OF), 1.0)
    monkeypatch.setattr(part_motion, "_suspected", lambda _: True)
    monkeypatch.setattr(part_motion, "_parts_of", lambda *_: parts(gone))
    found = with_parts(None, (), SimpleNamespace(model="affine"), Look("orientation", True), seen)
    assert (found.motion is not None) is told
    assert found.parts is not None
    assert found.stable.any()
