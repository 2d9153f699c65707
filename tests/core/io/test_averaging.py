"""Means over coarser pixels: each pixel counts by its share, strips change nothing, and a hole is not bridged."""

from itertools import pairwise
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import grid

from coregix_core.io import averaging
from coregix_core.io.averaging import _enough, area_weights, averaged, inside, strips

WHERE = grid(60, 40)
RNG = np.random.default_rng(1)


class Level:
    """A raster, or an overview of it, of which boxes are read."""

    def __init__(self, values, valid=None, block=8):
        self.values, self.valid = np.asarray(values, np.float32), valid
        self.height, self.width = self.values.shape
        self.block_shapes = [(block, self.width)] * 2
        self.read = []

    def __call__(self, level, box):
        col, row, width, height = box
        self.read.append(box)
        part = np.s_[row:row + height, col:col + width]
        return level.values[part], None if level.valid is None else level.valid[part]


def means(level, box=(0, 0, 60, 40), factor=4.0):
    return averaged(level, level, 1, WHERE, box, factor)


class TestMeans:
    def test_over_whole_pixels_they_are_means(self):
        level = Level(RNG.random((40, 60)))
        found = means(level)
        np.testing.assert_allclose(found.values, level.values.reshape(10, 4, 15, 4).mean((1, 3)), rtol=1e-5)
        assert found.valid.all()
        assert found.grid == WHERE.scaled(4.0)

    def test_a_pixel_on_the_limit_of_two_counts_in_each_by_its_share(self):
        """Of a ramp, the mean over any part is the value in its middle."""
        level = Level(np.arange(60.0)[None] + 100.0 * np.arange(40.0)[:, None])
        found = means(level, (6, 4, 50, 30), 7.3)
        assert found.values.shape == (round(30 / 7.3), round(50 / 7.3))
        col, row = WHERE.to_pixel(*found.grid.to_world(*np.meshgrid(np.arange(found.grid.width) + 0.5,
                                                                    np.arange(found.grid.height) + 0.5)))
        np.testing.assert_allclose(found.values, col - 0.5 + 100 * (row - 0.5), atol=2.0)
        left, bottom, right, top = found.grid.bounds
        assert (left, top) == WHERE.to_world(6, 4)
        assert (right, bottom) == pytest.approx(WHERE.to_world(56, 34))

    def test_strips_change_nothing(self, monkeypatch):
        level = Level(RNG.random((40, 60)), RNG.random((40, 60)) > 0.1)
        whole = means(level, factor=3.7)
        assert len(level.read) == 1
        monkeypatch.setattr(averaging, "STRIP_PIXELS", 60 * 8)
        parts = means(level, factor=3.7)
        assert [box[1] for box in level.read[1:]] == [0, 8, 16, 24, 32]
        np.testing.assert_allclose(parts.values, whole.values, rtol=1e-5)
        np.testing.assert_array_equal(parts.valid, whole.valid)

    def test_what_is_invalid_does_not_count(self):
        values, valid = RNG.random((40, 60)), np.ones((40, 60), bool)
        valid[4:6, 8:12] = False
        level = Level(np.where(valid, values, 0), valid)
        found = means(level)
        assert found.values[1, 2] == pytest.approx(values[6:8, 8:12].mean(), rel=1e-5)
        assert found.valid[1, 2]

    def test_of_an_overview_the_place_is_told_in_the_raster_s_own_pixels(self):
        level = Level(np.arange(30.0)[None] + 100.0 * np.arange(20.0)[:, None])
        found = means(level, (8, 12, 40, 20), 4.0)
        assert level.read == [(4, 6, 20, 10)]
        assert found.values.shape == (5, 10)
        assert found.values[0, 0] == pytest.approx(4.5 + 100 * 6.5)
        assert found.grid.bounds[0] == WHERE.to_world(8, 12)[0]
        assert found.grid.pixel_size == pytest.approx(8.0)

    def test_a_box_of_less_than_a_coarse_pixel_is_one(self):
        found = means(Level(np.ones((40, 60))), (10, 10, 3, 2), 50.0)
        assert found.values.tolist() == [[1.0]]


class TestHoles:
    SHARE = np.ones((7, 9), np.float32)

    @pytest.mark.parametrize(("value", "enough"), [(0.5, True), (0.49, False), (1.0, True), (0.9995, True)])
    def test_half_of_a_single_pixel_is_enough(self, value, enough):
        share = self.SHARE.copy()
        share[3, 4] = value
        assert _enough(share, overview=False)[3, 4] == enough

    @pytest.mark.parametrize(("value", "overview", "enough"), [
        (0.998, False, False), (0.999, False, True), (0.9995, False, True), (0.9995, True, False)])
    def test_beside_a_hole_all_of_it_has_to_be_valid_and_overviews_do_not_know(self, value, overview, enough):
        """A hole of three by three pixels: its neighbour lies off its middle if a part of it is missing."""
        share = self.SHARE.copy()
        share[2:5, 2:5] = 0.0
        share[3, 5] = value
        found = _enough(share, overview=overview)
        assert found[3, 5] == enough
        assert not found[3, 3]
        assert found[3, 7]

    def test_of_a_whole_image_nothing_is_asked(self):
        assert _enough(self.SHARE, overview=True).all()


@pytest.mark.parametrize(("window", "box"), [
    (None, (0, 0, 60, 40)), ((3.2, 4.9, 10.1, 12.0), (3, 4, 8, 8)), ((-5.0, -9.0, 99.0, 99.0), (0, 0, 60, 40)),
    ((3.0 - 1e-9, 4.0 + 1e-9, 10.0 + 1e-9, 12.0 - 1e-9), (3, 4, 7, 8)), ((60.0, 0.0, 70.0, 40.0), None),
    ((0.0, -9.0, 9.0, 0.0), None), ((5.0, 5.0, 5.0, 9.0), None), ((59.5, 39.5, 60.0, 40.0), (59, 39, 1, 1))])
def test_a_window_is_the_whole_pixels_that_it_touches(window, box):
    assert inside(window, 60, 40) == box


@pytest.mark.parametrize(("pixels", "row", "height", "found"), [
    (60 * 16, 0, 40, [(0, 16), (16, 16), (32, 8)]), (60 * 15, 5, 20, [(5, 3), (8, 8), (16, 8), (24, 1)]),
    (1, 6, 4, [(6, 2), (8, 2)]), (10**9, 3, 30, [(3, 30)])])
def test_strips_end_on_the_file_s_own_blocks(monkeypatch, pixels, row, height, found):
    monkeypatch.setattr(averaging, "STRIP_PIXELS", pixels)
    level = SimpleNamespace(block_shapes=[(99, 60), (8, 60)])
    assert list(strips(level, 1, (0, row, 60, height))) == found


@pytest.mark.parametrize("edges", [[0.0, 2.0, 4.0], [0.0, 1.5, 3.0], [0.5, 0.75, 2.25, 4.0], [0.25, 5.1],
                                   [0.0, 0.4, 0.8]])
def test_weights_are_the_parts_of_pixels_between_edges(edges):
    weights = area_weights(np.array(edges)).toarray()
    assert weights.shape == (len(edges) - 1, int(np.ceil(edges[-1])))
    for part, (low, high) in enumerate(pairwise(edges)):
        for pixel in range(weights.shape[1]):
            share = max(0.0, min(high, pixel + 1) - max(low, pixel)) / (high - low)
            assert weights[part, pixel] == pytest.approx(share, abs=1e-6)


def test_an_edge_that_rounding_put_beyond_the_last_pixel_is_its_end():
    weights = area_weights(np.array([0.0, 2.0, 4.0 + 5e-7])).toarray()
    assert weights.shape == (2, 4)
    assert weights == pytest.approx(np.array([[0.5, 0.5, 0, 0], [0, 0, 0.5, 0.5]]), abs=1e-6)
