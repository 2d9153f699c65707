"""Windows of two sizes say how far ground is displaced that bends within them; noise is told from it."""

from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, grid
from scipy import ndimage

import coregix
from coregix_core.assessing import fine_relief
from coregix_core.assessing.evidence import Evidence, Look
from coregix_core.assessing.fine_relief import beyond_noise_share, unblurred
from coregix_core.geometry import Frame, identity
from coregix_core.pairing.blocks import Points

SIDE = 300


@pytest.mark.parametrize("length", [20.0, 40.0, 200.0])
def test_what_two_sizes_of_windows_show_says_what_none_would(length):
    wide, narrow = (0.5 / (1 + (side / length) ** 2) for side in (64, 32))
    assert unblurred(wide, narrow) == pytest.approx(0.5 if narrow < 3.2 * wide else 12 * wide)
    assert unblurred(0.04, 0.02) == pytest.approx(0.04), "smaller windows that show less say nothing"


@pytest.mark.parametrize(("windows", "error"), [(1.0, 0.05), (0.5, 0.1)])
def test_noise_is_what_peaks_say_of_their_own_error(windows, error):
    rng = np.random.default_rng(0)
    places = rng.uniform(0, 500, (200, 2))

    def share(times):
        residual = times * error * rng.normal(size=places.shape)
        points = Points(places, places, np.tile(np.eye(2), (200, 1, 1)), np.ones(200), np.full(200, ""), 8.0)
        return beyond_noise_share(Evidence(1.0, points, residual, np.ones(200, bool), 0.0), windows)

    # The median square of a normal error of 0.05 in each axis is 0.0035.
    assert share(1.0) < 0.15
    assert share(3.0) == pytest.approx(8 / 9, abs=0.03)


def shown(amount, noise):
    """A pair whose ground is displaced by hills of ten pixels, and how far from a shift, root mean square."""
    rng, where, ground = np.random.default_rng(5), grid(SIDE, SIDE), Ground(3)
    row, col = np.mgrid[:SIDE, :SIDE] + 0.5
    hills = ndimage.gaussian_filter(rng.normal(size=(2, SIDE, SIDE)), (0, 10, 10), mode="wrap")
    hills *= amount / np.sqrt((hills**2).sum(0).mean())
    images = [ground(*where.to_world(col + 3 + east, row - 2 + north)) + noise * rng.normal(size=(SIDE, SIDE))
              for east, north in (hills, np.zeros_like(hills))]
    found = coregix.register(*(coregix.GridArray(v, Affine(*where.transform[:6]), where.crs) for v in images),
                             model="translation")
    off = hills - hills.mean((1, 2), keepdims=True)
    return found.assessment.uncertainty_ce90_px, np.sqrt((off**2).sum(0).mean())


def test_an_uncertainty_covers_hills_that_are_smaller_than_windows_and_noise_adds_none():
    stated, true = shown(0.5, 20.0)
    assert true < stated < 3 * true
    assert shown(0.0, 20.0)[0] < 0.05


def test_smaller_windows_are_compared_where_larger_ones_fit(monkeypatch):
    """Those beyond the outermost larger ones would see the edges, where ground bends most, alone."""
    x, y = (v.ravel() for v in np.meshgrid(np.arange(0.0, 100.0, 10.0), np.arange(0.0, 100.0, 10.0)))
    places = np.stack([x, y], 1)
    count = len(places)
    every = Points(places, places, np.tile(np.eye(2), (count, 1, 1)), np.ones(count), np.full(count, ""), 8.0)
    monkeypatch.setattr(fine_relief, "measure_at", lambda *_, **__: every)
    larger = SimpleNamespace(points=SimpleNamespace(fixed=np.array([[20.0, 30.0], [70.0, 60.0]])), level=1.0)
    where = grid(100, 100)
    pair = SimpleNamespace(frame=Frame((0.0, 0.0), (1.0, 1.0)))
    block = SimpleNamespace(fixed=SimpleNamespace(values=np.zeros(where.shape), grid=where))
    seen = fine_relief._smaller(pair, (block,), identity((0.0, 0.0)), Look("", True), 32, larger)
    assert len(seen.points.fixed) == 6 * 4
    assert seen.points.fixed.min(0).tolist() == [20, 30]
    assert seen.points.fixed.max(0).tolist() == [70, 60]
