"""From the similarity that windows support most to what lies between all that were tried, and to an affine."""

import numpy as np
import pytest

from coregix_core.matching import JointPeak, JointSurfaces, followed

PLACES = np.array([x + 1j * y for y in np.linspace(-100, 100, 9) for x in np.linspace(-100, 100, 9)])


def surfaces(shown, noise=0.3, search=10):
    """Surfaces whose windows have a peak where they are displaced to, under noise; and noise alone for other ground."""
    cols, rows = np.meshgrid(np.arange(-search, search + 1), np.arange(-search, search + 1))
    peaks = np.exp(-np.abs(cols + 1j * rows - shown[:, None, None]) ** 2 / 4)
    rng = np.random.default_rng(5)
    own, other = (noise * rng.standard_normal(peaks.shape) for _ in range(2))
    return JointSurfaces(PLACES, (2 * peaks + own).astype("float32"), (other.astype("float32"),), search)


def affine(shift, linear, mirrored):
    return JointPeak(0j, linear, shift, 20.0, 3.0, mirrored)


@pytest.mark.parametrize("truth", [affine(1.4 - 2.6j, 0.003 + 0.006j, 0j), affine(-3.3 + 0.5j, -0.004 - 0.001j, 0j)])
def test_a_similarity_is_told_between_those_that_were_tried(truth):
    rough = JointPeak(0j, truth.linear + 0.004, truth.shift + 0.6, 20.0, 3.0)
    seen = followed(surfaces(truth.displacement(PLACES)), rough)
    assert not seen.mirrored
    assert np.abs(seen.displacement(PLACES) - truth.displacement(PLACES)).max() < 0.25
    assert (seen.strength, seen.luck) == (20.0, 3.0)


def test_an_affine_is_taken_where_windows_support_it_by_more():
    truth = affine(1 - 2j, 0.002 + 0.001j, 0.012 - 0.01j)
    similar, shown = JointPeak(0j, 0.002 + 0.001j, 1 - 2j, 20.0, 3.0), surfaces(truth.displacement(PLACES))
    seen = followed(shown, similar)
    assert np.abs(seen.displacement(PLACES) - truth.displacement(PLACES)).max() < 0.3
    assert not followed(shown, similar, shears=False).mirrored


def test_what_nothing_supports_stays_a_similarity():
    seen = followed(surfaces(np.full(len(PLACES), 50 + 50j)), JointPeak(0j, 0j, 1 + 1j, 4.0, 3.0))
    assert not seen.mirrored


def test_windows_without_any_support_lead_nowhere():
    nothing = np.zeros((len(PLACES), 9, 9), "float32")
    start = JointPeak(0j, 0.001j, 1 + 1j, 4.0, 3.0)
    seen = followed(JointSurfaces(PLACES, nothing, (nothing,), 4), start, shears=False)
    assert seen.displacement(PLACES) == pytest.approx(start.displacement(PLACES), abs=1e-6)
