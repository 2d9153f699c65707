"""Most of an output may lie beyond what both images show: how well it is known there is said besides."""

from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import grid

from coregix_core.findings import TiePoints
from coregix_core.geometry import Frame, Grid, affine_transform, identity
from coregix_core.registration import warn_of_extrapolation

FIXED = grid(400, 400, pixel=10.0)
AFFINE = affine_transform("affine", FIXED.middle, np.array([[1.0, 1e-4], [0.0, 1.0]]), np.zeros(2))


def aside(columns, rows):
    """The fixed grid, moved by so many of its pixels."""
    return Grid(FIXED.crs, FIXED.transform * Affine.translation(columns, rows), 400, 400)


def told(caplog, moving, transform=AFFINE, output=None, ce90_px=0.1, already=False, verdict="aligned"):
    """What is warned of with tie points all over what both show."""
    left, bottom = np.maximum(FIXED.bounds[:2], moving.bounds[:2])
    right, top = np.minimum(FIXED.bounds[2:], moving.bounds[2:])
    x, y = (a.ravel() for a in np.meshgrid(np.linspace(left, right, 8), np.linspace(bottom, top, 8)))
    zero = np.zeros(len(x))
    points = TiePoints(x, y, zero, zero, zero, zero, zero + 1, zero == 0, np.full(len(x), ""))
    pair = SimpleNamespace(fixed=SimpleNamespace(grid=FIXED), moving=SimpleNamespace(grid=moving),
                           frame=Frame(FIXED.middle, (10.0, 10.0)), area=(left, bottom, right, top))
    found = SimpleNamespace(uncertainty_ce90_px=ce90_px, tie_points=points, moved_ground=None, verdict=verdict)
    caplog.clear()
    warn_of_extrapolation(SimpleNamespace(pair=pair, transform=transform, assessment=found, already_aligned=already,
                                          seen=None), output or moving)
    return caplog.text


def test_a_corner_in_common_says_little_of_the_rest(caplog):
    # 100 of 400 pixels each way are a sixteenth; with its border about a fifteenth.
    assert "93% of the output lies beyond what both images show" in told(caplog, aside(300, 300))


def test_how_well_the_far_corner_is_known_goes_by_the_model(caplog):
    text = told(caplog, aside(300, 300))
    # Of an affine, by how far from the points in units of their spread: a variance of 1 + 2 (350 / 33)² there, of 3
    # or so among them.
    assert 0.1 * np.sqrt(230 / 3.0) == pytest.approx(float(text.split("grows to ")[1].split(" px")[0]), abs=0.2)
    assert told(caplog, aside(300, 300), identity(FIXED.middle, "translation")) == ""


@pytest.mark.parametrize(("columns", "warned"), [(190, False), (230, True)])
def test_half_in_common_is_enough(caplog, columns, warned):
    assert bool(told(caplog, aside(columns, 0), ce90_px=0.3)) is warned


@pytest.mark.parametrize("given", [{"ce90_px": 0.01}, {"ce90_px": None}, {"already": True}, {"verdict": "failed"},
                                   {"output": FIXED}])
def test_nothing_is_said_of_what_stays_small_or_moves_nothing_or_is_not_written(caplog, given):
    assert told(caplog, aside(300, 300), **given) == ""
