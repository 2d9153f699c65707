"""Masks as pixels of another grid: what a pixel touches, what lies wholly within, and how much of a mask is read."""

from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import UTM, grid

from coregix_core.geometry import Grid
from coregix_core.io import area_masks
from coregix_core.io.area_masks import ArrayArea, RasterArea, _box, _cells, _pixel_in

FINE = grid(60, 40, 1.0)


class TestCells:
    INSIDE = np.array([[1, 1, 0, 0, 1], [1, 1, 0, 1, 1], [0, 0, 0, 0, 1]], bool)

    @pytest.mark.parametrize(("touched", "cells"), [
        (True, [[1, 1, 1], [0, 0, 1]]), (False, [[1, 0, 1], [0, 0, 1]])])
    def test_any_of_their_pixels_or_all_and_what_lies_beyond_does_not_decide(self, touched, cells):
        assert _cells(self.INSIDE, 2, touched=touched).astype(int).tolist() == cells

    def test_of_one_pixel_they_are_the_pixels(self):
        np.testing.assert_array_equal(_cells(self.INSIDE, 1, touched=True), self.INSIDE)

    @pytest.mark.parametrize("size", [1.0, 2.0, 2.5, 4.0])
    def test_a_pixel_is_left_out_if_it_touches_the_area_and_looked_at_if_it_lies_in_it(self, size):
        inside = np.zeros(FINE.shape, bool)
        inside[10:21, 13:34] = True
        coarse = Grid(UTM, FINE.transform * Affine.scale(size), int(60 / size), int(40 / size))
        col, row = np.meshgrid(np.arange(coarse.width), np.arange(coarse.height))
        area = ArrayArea("an array", inside, FINE)
        left, top, right, bottom = (col * size, row * size, (col + 1) * size, (row + 1) * size)
        touches = (right > 13) & (left < 34) & (bottom > 10) & (top < 21)
        within = (left >= 13) & (right <= 34) & (top >= 10) & (bottom <= 21)
        touched, kept = area.covers(coarse, touched=True), area.covers(coarse, touched=False)
        assert touched[touches].all()
        assert not kept[~within].any()
        # By as much as a pixel of its own size reaches, no more.
        near = (right > 12) & (left < 35) & (bottom > 9) & (top < 22)
        assert not touched[~near].any()
        deep = (left >= 13 + size) & (right <= 34 - size) & (top >= 10 + size) & (bottom <= 21 - size)
        assert kept[deep].all()


class TestWhatIsRead:
    @pytest.mark.parametrize(("part", "box"), [
        ((20, 10, 12, 8), (18, 8, 16, 12)), ((0, 0, 12, 8), (0, 0, 14, 10)), ((50, 35, 10, 5), (48, 33, 12, 7)),
        ((0, 0, 60, 40), (0, 0, 60, 40))])
    def test_two_pixels_more_to_each_side(self, part, box):
        assert _box(FINE, FINE.window(*part)) == box

    def test_nothing_far_away_or_without_a_place(self, monkeypatch):
        assert _box(FINE, FINE.window(65, 0, 5, 5)) is None
        assert _box(FINE, FINE.window(0, -9, 5, 5)) is None
        assert _box(FINE, FINE.window(61, 0, 5, 5)) == (59, 0, 1, 7)
        monkeypatch.setattr(Grid, "world_of", lambda _g, _c, x, y: (np.full_like(x, np.inf), y))
        assert _box(FINE, FINE) is None

    @pytest.mark.parametrize(("where", "size"), [
        (grid(30, 20, 2.0), 2.0), (Grid(UTM, Affine(3.0, 0, 0, 0, -2.0, 0), 9, 9), 2.0),
        (Grid(UTM, Affine.rotation(30) * Affine.scale(2.5, -4.0), 9, 9), 2.5)])
    def test_a_pixel_is_as_large_as_its_shorter_side(self, where, size):
        assert _pixel_in(FINE, where) == pytest.approx(size)

    def test_a_place_that_is_unknown_has_pixels_of_one(self, monkeypatch):
        monkeypatch.setattr(Grid, "world_of", lambda _g, _c, x, y: (np.full_like(x, np.inf), y))
        assert _pixel_in(FINE, grid(30, 20, 7.0)) == 1.0

    @pytest.mark.parametrize("touched", [True, False])
    @pytest.mark.parametrize("pixels", [10**6, 60 * 8, 60 * 7, 1])
    def test_strips_of_whole_cells_say_the_same_as_one(self, monkeypatch, pixels, touched):
        inside = np.random.default_rng(0).random((40, 60)) > (0.8 if touched else 0.2)
        read = []

        def box(asked, _bands):
            col, row, width, height = asked
            read.append(height)
            return (~inside[None, row:row + height, col:col + width]).astype(np.uint8), None

        monkeypatch.setattr(area_masks, "STRIP_PIXELS", pixels)
        area = RasterArea("m.tif", SimpleNamespace(read=box), FINE, ())
        found = area._reduced((0, 0, 60, 40), 4, touched=touched)
        np.testing.assert_array_equal(found, _cells(inside, 4, touched=touched))
        assert read == {10**6: [40], 480: [8] * 5, 420: [4] * 10, 1: [4] * 10}[pixels]


class TestRules:
    PIXELS = np.array([[[0, 5], [7, 0]], [[1, 2], [3, 4]]])
    VALID = np.array([[[True, False], [True, True]]])

    def inside(self, rules=(), include=False, valid=None):
        asked = []

        def read(_box, bands):
            asked.append(bands)
            return self.PIXELS[:len(bands)], valid

        raster = SimpleNamespace(read=read)
        found = RasterArea("m.tif", raster, FINE, rules, include)._inside((0, 0, 2, 2))
        return found.astype(int).tolist(), asked

    def test_without_rules_what_is_0_or_invalid_is_out_and_all_else_alone_is_looked_at(self):
        assert self.inside() == ([[1, 0], [0, 1]], [[0]])
        assert self.inside(valid=self.VALID)[0] == [[1, 1], [0, 1]]
        assert self.inside(include=True, valid=self.VALID)[0] == [[0, 0], [1, 0]]

    def test_any_rule_of_any_band_will_do(self):
        def rule(band, value):
            made = lambda pixels: pixels == value  # noqa: E731 - a rule is a function that has a band
            made.band = band
            return made

        found, asked = self.inside((rule(4, 2), rule(1, 7), rule(4, 4)))
        assert asked == [[1, 4]]
        assert found == [[0, 1], [1, 1]]
