"""The thresholds of stacks stay what the documentation's figures were measured with."""

from dataclasses import asdict

import pytest

from coregix_core.stack.criteria import STACKS

MEASURED_WITH = {
    "contradiction": 0.25, "contradiction_factor": 6.0, "floor": 0.003, "missed": 0.02, "richer_px": 0.01,
    "richer": 0.75, "richer_affine": 1.5, "aside": 4.0, "aside_spread": 0.01, "min_links": 3, "min_points": 12,
    "lens": 0.1, "unseen": 1.4, "likeness": 3.0, "chance": 0.01, "still": 0.03, "rival": 0.7, "min_still": 0.25,
    "hidden": 0.3, "few": 7, "unsure": 0.03, "spacing": 5.0, "missing": 0.45, "displaced": 2.0, "faint": 0.1,
    "least_places": 400, "min_known": 8, "moved_on": 0.25}


def test_what_is_published_was_measured_with_the_values_in_force():
    """As in double-entry bookkeeping: whoever changes one of them has to run bench/stack.py anew."""
    assert asdict(STACKS) == MEASURED_WITH


def test_they_cannot_be_changed():
    with pytest.raises(AttributeError):
        STACKS.floor = 0.5
