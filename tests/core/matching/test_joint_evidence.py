"""Evidence of all windows at once: what no window shows by itself, the sum does, and unrelated ground does not."""

import numpy as np
import pytest
from scenes import Ground, displaced, grid, picture, textured

from coregix_core.imaging import edge_proxy
from coregix_core.matching import Ranges, joint_surfaces, window_centres
from coregix_core.matching.joint_evidence import _levelled

WHERE = grid(240, 220, 1.0)
CENTRE = tuple(float(v) for v in WHERE.to_world(120, 110))
RANGES = Ranges.around(2.0, 1.0, 0.02, 0.01, 12)


def peak_of(moving):
    fixed = textured(WHERE, ground=Ground(3, 6.0, 120.0))
    rows, cols = window_centres(WHERE.shape, 48, 12, 24)
    proxies = [[edge_proxy(picture(WHERE, image), name) for name in ("balanced", "pooled")]
               for image in (fixed, moving)]
    surfaces = joint_surfaces(*proxies, rows, cols, 48, 12)
    return surfaces, surfaces.peak(120 + 110j, RANGES)


@pytest.mark.parametrize("clutter", [0.0, 1.5])
def test_the_similarity_is_found_through_clutter_and_another_contrast(clutter):
    truth = displaced(5.0, 4.0, 1.0, 1.01, CENTRE)
    moving = -textured(WHERE, truth, Ground(3, 6.0, 120.0)) + clutter * textured(WHERE, ground=Ground(9, 6.0, 120.0))
    surfaces, peak = peak_of(moving)
    # North is up: rows run against it.
    assert abs(peak.shift - (5 - 4j)) < 1.0
    assert abs(peak.linear - (1.01 * np.exp(-1j * np.radians(1.0)) - 1)) < 0.012
    assert peak.strength > 8 > peak.luck
    if clutter:
        alone, _ = surfaces.highest()
        assert (np.abs(alone - peak.displacement(surfaces.places)) > 2.5).mean() > 0.2


def test_unrelated_ground_has_no_more_support_than_luck_gives():
    _, peak = peak_of(textured(WHERE, ground=Ground(11, 6.0, 120.0)))
    assert peak.strength < 5.5


def surfaces(own, *others):
    """Correlation surfaces (1, 2, 2) of one window, of the pair and of its rolls."""
    return [np.array(values, np.float32).reshape(1, 2, 2) for values in (own, *others)]


def test_a_window_counts_in_deviations_of_what_it_shows_of_other_ground():
    own, *others = _levelled(surfaces([0.5, 0.7, 0.3, 0.5], [0.4, 0.6, 0.4, 0.6], [0.6, 0.4, 0.6, 0.4]))
    assert own.ravel() == pytest.approx([0.0, 2.0, -2.0, 0.0], abs=1e-5)
    assert np.concatenate(others).std() == pytest.approx(1.0)


def test_a_window_that_shows_the_same_of_all_other_ground_counts_for_nothing():
    own, *_ = _levelled(surfaces([0.9] * 4, [0.2] * 4, [0.2] * 4))
    assert not own.any()


@pytest.mark.parametrize(("seen", "counts"), [(2, False), (3, True)])
def test_a_window_with_a_quarter_or_less_to_be_compared_with_counts_for_nothing(seen, counts):
    other = np.full(8, np.nan)
    other[:seen] = np.arange(seen) / 10
    own, *_ = _levelled(surfaces([0.9] * 4, other[:4], other[4:]))
    assert bool(own.any()) is counts
