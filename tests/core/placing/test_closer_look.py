"""A candidate seen by windows: its similarity in words, its luck, and the place that windows put it at."""

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, centres, grid, picture
from scipy.stats import binom

from coregix_core.geometry import Grid
from coregix_core.matching import Matches
from coregix_core.placing import closer_look
from coregix_core.placing.closer_look import Found, _luck, measured, similarity

GROUND = Ground(seed=3, shortest=8.0, longest=160.0, origin=(0.0, 0.0))


def seen(width, height, factor=1 + 0j, offset=0j):
    """The ground as an image shows it whose pixel z lies at factor * z + offset."""
    where = grid(width, height, pixel=1.0, crs=None, origin=(0.0, 0.0))
    col, row = centres(where)
    z = factor * (col + 1j * row) + offset
    picked = picture(where, GROUND(z.real, z.imag))
    # Looks count pixels from the upper left corner downward.
    return type(picked)(picked.values, picked.valid, type(where)(None, type(where.transform).identity(), width, height))


def test_a_similarity_of_complex_numbers_is_turned_round():
    """From fixed pixels to moving ones, of fixed = factor * moving + offset."""
    factor, offset = 1.25 * np.exp(0.7j), 40 - 30j
    moving = 12 + 7j
    fixed = factor * moving + offset
    assert similarity(factor, offset)(fixed.real, fixed.imag) == pytest.approx((12, 7))


@pytest.mark.parametrize(("places", "agree", "trials"), [(40, 12, 1), (40, 13, 30), (9, 6, 4), (100, 60, 1)])
def test_luck_is_what_windows_beyond_the_two_that_fix_a_similarity_would_have(places, agree, trials):
    likely = np.pi * 2.0**2 / 21**2
    tail = binom.sf(max((agree - 2) // 2 - 1, 0), max(places - 2, 2) // 2, likely)
    assert _luck(places, agree, trials) == pytest.approx(np.log10(tail * places**2 / 2 * trials))


@pytest.mark.parametrize("side", [240, 620])
def test_windows_place_a_candidate_to_a_part_of_a_pixel_whatever_the_pixels_they_look_in(side):
    """The larger image is looked at in coarser pixels first: shifts there are shifts of several of its own."""
    factor, offset = np.exp(0.02j), 14 - 9j
    fixed, moving = seen(side, side), seen(side, side, factor, offset)
    found = measured(fixed, moving, similarity(factor, offset + 3 + 2j))
    x, y = np.array([60.0, 180.0, 60.0, 180.0]), np.array([60.0, 60.0, 180.0, 180.0])
    true = (x + 1j * y - offset) / factor
    px, py = found.transform(x, y)
    assert np.abs(px + 1j * py - true).max() < 0.3
    assert found.by == "edges"
    assert found.chance < -6


def test_ground_that_is_narrower_than_three_halves_of_a_window_is_not_looked_at(monkeypatch):
    """In pixels so coarse that its longer side is as long as is asked for."""
    class Looked(Exception):
        """Ends the look."""

    def shrunk(_image, step):
        raise Looked(step)

    monkeypatch.setattr(closer_look, "shrunk", shrunk)
    narrow, wide = seen(960, 239), seen(960, 240)
    assert closer_look._windows(narrow, narrow, similarity(1 + 0j, 0j), 240, 1) is None
    with pytest.raises(Looked, match="4"):
        closer_look._windows(wide, wide, similarity(1 + 0j, 0j), 240, 1)


def test_windows_see_nothing_of_unrelated_ground():
    other = seen(240, 240, offset=5000 + 0j)
    found = measured(seen(240, 240), other, similarity(1 + 0j, 0j))
    assert found is None or found.chance > -6


class TestFromCoarseToFine:
    """Each look begins where the last one ended; the surest is taken, or the finer one if it is sure enough."""

    def looked(self, monkeypatch, *chances):
        asked = []
        answers = [None if c is None else Found(similarity(1 + 0j, complex(c)), "edges", 9, c) for c in chances]
        monkeypatch.setattr(closer_look, "_windows", lambda _f, _m, start, side, trials: asked.append(
            (start(0.0, 0.0)[0], side, trials)) or answers[len(asked) - 1])
        found = measured(None, None, similarity(1 + 0j, 3 + 0j), 5)
        return None if found is None else found.chance, asked

    def test_each_look_begins_where_the_last_one_ended(self, monkeypatch):
        assert self.looked(monkeypatch, -8.0, -9.0)[1] == [(-3.0, 256, 5), (8.0, 512, 5)]

    @pytest.mark.parametrize(("chances", "taken"), [
        ((-8.0, -7.0), -7.0), ((-8.0, -6.0), -8.0), ((-4.0, -5.0), -5.0), ((-5.0, -4.0), -5.0), ((-8.0, None), -8.0),
        ((None, -9.0), None)])
    def test_the_finer_one_counts_if_it_is_beyond_luck_or_surer(self, monkeypatch, chances, taken):
        assert self.looked(monkeypatch, *chances)[0] == taken

    def test_one_trial_is_usual(self, monkeypatch):
        asked = []
        monkeypatch.setattr(closer_look, "_windows", lambda *given: asked.append(given[4]))
        measured(None, None, similarity(1 + 0j, 0j))
        assert asked == [1]


class TestWindows:
    """In how many pixels the common ground is looked at, and which of its windows are believed."""

    def look(self, monkeypatch, fixed=(300, 300), moving=(300, 300), start=None, side=256, shift=(0.0, 0.0), wrong=0,
             count=40):
        asked = {}

        def seen(_fixed, _moving, _rows, _cols, size, reach):
            asked.update(size=size, reach=reach)
            source = np.random.default_rng(0).uniform(20, asked["part"].width - 20, (count, 2))
            off = np.tile(shift, (count, 1))
            off[:wrong] = np.random.default_rng(1).uniform(-10, 10, (wrong, 2))
            return Matches(source[:, 0], source[:, 1], off, np.tile(np.eye(2), (count, 1, 1)), np.ones(count),
                           np.full(count, ""))

        def placed(image, _transform, _crs, where):
            asked.update(part=where, moving=image.values.shape)
            return picture(where, np.zeros(where.shape))

        monkeypatch.setattr(closer_look, "resample", placed)
        monkeypatch.setattr(closer_look, "edge_proxy", lambda *_: None)
        monkeypatch.setattr(closer_look, "match", seen)
        monkeypatch.setattr(closer_look, "window_centres", lambda *given: asked.update(centres=given) or (None, None))
        images = [picture(Grid(None, Affine.identity(), *size), np.zeros(size[::-1])) for size in (fixed, moving)]
        return closer_look._windows(*images, start or similarity(1 + 0j, 0j), side, 1), asked

    @pytest.mark.parametrize(("fixed", "side", "step"), [
        ((300, 300), 256, 1), ((700, 300), 256, 3), ((300, 700), 256, 3), ((700, 700), 512, 1), ((1000, 800), 512, 2)])
    def test_the_longer_side_of_the_common_ground_shows_in_about_so_many_pixels(self, monkeypatch, fixed, side, step):
        _, asked = self.look(monkeypatch, fixed, fixed, side=side)
        assert asked["part"].transform.a == step
        assert asked["moving"] == (fixed[1] // step, fixed[0] // step)

    def test_it_is_never_finer_than_the_moving_image(self, monkeypatch):
        """A moving pixel that is three of the fixed look's."""
        _, asked = self.look(monkeypatch, (450, 450), (150, 150), similarity(3 + 0j, 0j), side=512)
        assert asked["part"].transform.a == 3
        assert asked["moving"] == (150, 150)

    def test_only_the_common_ground_is_looked_at(self, monkeypatch):
        _, asked = self.look(monkeypatch, (300, 280), (300, 280), similarity(1 + 0j, 100 + 60j))
        assert (asked["part"].transform.c, asked["part"].transform.f) == (100, 60)
        assert asked["part"].shape == (220, 200)

    @pytest.mark.parametrize(("width", "there"), [(60, True), (59, False)])
    def test_a_window_and_a_half_is_the_least_to_look_at(self, monkeypatch, width, there):
        _, asked = self.look(monkeypatch, (width, 200), (width, 200))
        assert ("centres" in asked) is there

    @pytest.mark.parametrize(("height", "there"), [(60, True), (59, False)])
    def test_it_is_the_common_ground_that_has_to_be_so_high(self, monkeypatch, height, there):
        _, asked = self.look(monkeypatch, (400, 300), (200, height), similarity(1 + 0j, 50 + 200j))
        assert ("centres" in asked) is there

    @pytest.mark.parametrize(("width", "size"), [(300, 40), (110, 36), (64, 20)])
    def test_windows_are_even_and_a_third_of_a_small_image(self, monkeypatch, width, size):
        _, asked = self.look(monkeypatch, (width, 300), (width, 300))
        assert (asked["size"], asked["reach"]) == (size, 10)
        assert asked["centres"] == ((300, width), size, 10, 0.75 * size)

    @pytest.mark.parametrize(("count", "wrong", "model"), [
        (40, 0, "affine"), (30, 0, "affine"), (29, 0, "similarity"), (8, 0, "similarity"), (7, 0, None), (12, 7, None)])
    def test_thirty_that_agree_carry_an_affine_and_fewer_than_six_of_eight_nothing(self, monkeypatch, count, wrong,
                                                                                  model):
        found, _ = self.look(monkeypatch, count=count, wrong=wrong)
        assert (found and found.transform.model) == model
        if found and not wrong:
            assert (found.matches, found.chance) == (count, closer_look._luck(count, count, 1))

    def test_a_shift_in_coarse_pixels_is_one_of_several_of_the_look_s(self, monkeypatch):
        start = similarity(1 + 0j, 20 + 30j)
        found, asked = self.look(monkeypatch, (700, 700), (700, 700), start, shift=(1.5, -2.0))
        assert asked["part"].transform.a == 3
        assert found.transform(200.0, 100.0) == pytest.approx((200 - 20 + 4.5, 100 - 30 - 6.0))
        assert found.by == "edges"
