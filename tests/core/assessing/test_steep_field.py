"""A local field on relief: what it does not find there is steeper ground, and not such as moved or changed."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine

from coregix_core.assessing import assessment, uncertainty
from coregix_core.assessing.criteria import PLACES, STEEP
from coregix_core.assessing.evidence import agreeing
from coregix_core.assessing.motion import Departure
from coregix_core.assessing.steep_field import beyond_field, steeper
from coregix_core.geometry import Frame, LocalTransform, identity
from coregix_core.matching import INVALID
from coregix_core.pairing.blocks import Points

SIDE, STEP, REACH = 12, 50.0, 8.0
ROW, COL = (a.ravel() for a in np.mgrid[0:SIDE, 0:SIDE])
PLACES_OF = np.column_stack([COL, ROW]) * STEP
PAIR = SimpleNamespace(frame=Frame((0.0, 0.0), (1.0, 1.0)), area=(-25.0, -25.0, 575.0, 575.0))
NONE = np.zeros((SIDE**2, 2))


def field(height, width=12.0):
    """Hills of a height in the first ``width`` columns of places, flat ground beyond."""
    row, col = np.mgrid[-2:14, -2:14]
    hills = height * np.where(col < width, np.sin(0.8 * col) + np.cos(0.8 * row), 0.0)
    lattice = Affine(STEP, 0.0, -2.5 * STEP, 0.0, STEP, -2.5 * STEP)
    return LocalTransform(identity((300.0, 300.0)), lattice, np.stack([hills, hills]))


RELIEF, FLAT = field(6.0), field(0.0)


def looked(missing=3 * SIDE, score=0.8, reason="no texture", second=0):
    """Evidence of which the first places show nothing, and so many of a second look."""
    def seen(without):
        gone = np.arange(len(NONE)) < without
        residual = np.where(gone[:, None], np.nan, NONE)
        points = Points(PLACES_OF, PLACES_OF - residual, np.tile(np.eye(2), (len(NONE), 1, 1)),
                        np.full(len(NONE), score), np.where(gone, reason, ""), REACH)
        return agreeing(points, residual, 1.0)

    return replace(seen(missing), second=seen(second))


def test_what_is_not_found_lies_beyond_the_search():
    assert beyond_field(PAIR, RELIEF, looked()) == pytest.approx(PLACES.radial * REACH * np.sqrt(STEEP.beyond / 4))


@pytest.mark.parametrize(("transform", "evidence"), [
    (FLAT, looked()), (field(6.0, width=5.0), looked()), (identity((0.0, 0.0)), looked()), (RELIEF, looked(missing=7)),
    (RELIEF, looked(score=0.6)), (RELIEF, looked(reason=INVALID)), (RELIEF, looked(second=143)),
    (RELIEF, replace(looked(), second=None))],
    ids=["flat", "flat but for a part", "no field", "nearly all", "differ", "invalid", "unconfirmed", "no second"])
def test_elsewhere_it_may_have_changed(transform, evidence):
    assert beyond_field(PAIR, transform, evidence) == 0.0


def departed(bends=False, among=20):
    off = np.tile([20.0, 5.0], (8, 1))
    return replace(looked(), departure=Departure(PLACES_OF[:8], off, 0.02, bends, np.arange(len(NONE)) < among))


def test_what_departs_from_a_field_on_relief_bends_and_holds_the_places_beside_it_that_are_not_found():
    found = steeper(PAIR, RELIEF, departed())
    assert found.bends
    assert found.share == pytest.approx(20 / 144)
    assert steeper(PAIR, RELIEF, departed(among=2)).share == 0.02


@pytest.mark.parametrize("transform", [FLAT, field(6.0, width=5.0), identity((0.0, 0.0))])
def test_what_departs_elsewhere_moved_by_itself(transform):
    evidence = departed()
    assert steeper(PAIR, transform, evidence) is evidence.departure


def test_who_took_a_local_transform_is_not_told_to_take_one():
    evidence = departed(bends=True)
    assert "use a local" in assessment._what_is_left(evidence, 9.0, None)
    assert "than the local transform follows" in assessment._what_is_left(replace(evidence, ground="seen"), 9.0, None)


def test_there_may_be_nothing_that_departs():
    assert steeper(PAIR, RELIEF, looked()) is None


def test_the_uncertainty_of_a_field_holds_what_it_does_not_find(monkeypatch):
    for name in ("_unsupported", "_unseen", "relief_of", "unlike"):
        monkeypatch.setattr(uncertainty, name, lambda *_: 0.0)
    for missing in (0, 3 * SIDE):
        evidence = looked(missing)
        terms = uncertainty.terms_of(PAIR, RELIEF, evidence, None)
        assert terms.unsupported == beyond_field(PAIR, RELIEF, evidence)
