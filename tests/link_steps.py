"""A link between two images as made-up tie points, for the steps by which it is measured."""

from types import SimpleNamespace

import numpy as np

from coregix_core.fitting import fit
from coregix_core.geometry import Frame, identity
from coregix_core.options import RegisterOptions
from coregix_core.pairing import Points, Solution

FRAME = Frame((500.0, 700.0), (2.0, 2.0))
PLACES = np.random.default_rng(4).uniform(-50, 50, (200, 2))
OPTIONS = RegisterOptions(memory_budget=400)


def within(area):
    return SimpleNamespace(frame=FRAME, area=area)


PAIR = SimpleNamespace(frame=FRAME, area=(400.0, 600.0, 600.0, 800.0), within=within)


def points(spread=0.1, shift=(0.0, 0.0), seed=0):
    target = PLACES + shift + np.random.default_rng(seed).normal(0, spread, PLACES.shape)
    return Points(PLACES, target, np.tile(np.eye(2), (200, 1, 1)), np.ones(200), np.full(200, ""), 8.0)


def solved(seen, proxy="orientation", level=1.0, model="translation"):
    found = fit(model, seen.fixed, seen.moving, seen.information, np.ones(200, bool), np.zeros(2))
    return Solution(identity(FRAME.centre), PAIR, "auto", proxy, level, ("b",), found, 0.9), seen
