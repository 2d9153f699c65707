"""The steps of the coarse search: in how many pixels it looks, over which turns, and when a peak ends it."""

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import displaced, grid, picture

from coregix_core.geometry import Frame, Grid
from coregix_core.imaging.proxies import gradient
from coregix_core.matching import coarse_search
from coregix_core.matching.coarse_search import (
    CLEAR,
    Start,
    TurnedImages,
    _beyond,
    _rotation,
    _shift,
    _turns,
    _widened,
    find_start,
    search_factor,
    shrunk,
)
from coregix_core.matching.correlation import Peak

FRAME = Frame((500_100.0, 5_799_900.0), (2.0, 2.0))


class TestSizes:
    @pytest.mark.parametrize(("fixed", "moving", "factor"), [
        ((640, 640), (640, 640), 2), ((640, 640), (100, 100), 2), ((100, 100), (640, 700), 2),
        ((300, 300), (300, 300), 1), ((100, 6400), (90, 6400), 10), ((6400, 100), (6400, 90), 10),
        ((479, 479), (1, 1), 1), ((481, 481), (1, 1), 2)])
    def test_shorter_sides_or_half_the_longer_one_show_in_320_pixels(self, fixed, moving, factor):
        assert search_factor(fixed, moving) == factor

    def test_any_other_size_may_be_asked_for(self):
        assert search_factor((640, 640), (640, 640), 160) == 4

    def test_of_pixels_that_do_not_fill_a_coarse_one_none_is_made(self):
        values = np.arange(35.0).reshape(5, 7)
        found = shrunk(picture(grid(7, 5), values), 2)
        assert found.values == pytest.approx(values[:4, :6].reshape(2, 2, 3, 2).mean((1, 3)))
        assert found.grid == Grid(grid(7, 5).crs, grid(7, 5).transform * Affine.scale(2), 3, 2)
        whole = picture(grid(7, 5), values)
        assert shrunk(whole, 1) is whole

    def test_more_than_half_of_a_coarse_pixel_has_to_be_valid(self):
        valid = np.ones((4, 4), bool)
        valid[0, :2], valid[2, 0] = False, False
        found = shrunk(picture(grid(4, 4), np.arange(16.0).reshape(4, 4), valid), 2)
        assert found.valid.tolist() == [[False, True], [True, True]]
        assert found.values[1, 0] == pytest.approx((9 + 12 + 13) / 3)

    def test_turns_go_from_none_to_ten_degrees_to_both_sides(self):
        assert _turns(2.0)[:3] in ([0.0, -2.0, 2.0], [0.0, 2.0, -2.0])
        assert sorted(_turns(2.0)) == list(np.arange(-10.0, 11.0, 2.0))
        assert len(_turns(1.0)) == 21


class TestRoom:
    @pytest.mark.parametrize(("places", "size", "room", "found"), [
        ([10.0, 90.0], 100, 50, (0, 0)), ([-3.2, 104.7], 100, 50, (4, 5)), ([-80.0, 190.0], 100, 50, (50, 50)),
        ([120.0, 130.0], 100, 50, (0, 30)), ([], 100, 50, (0, 0))])
    def test_an_axis_grows_to_hold_what_may_come_in_but_no_farther_than_the_search(self, places, size, room, found):
        assert _beyond(np.array(places), size, room) == found

    def test_an_image_is_widened_by_what_the_moving_one_has_beyond_it(self):
        fixed = picture(grid(40, 30), np.ones((30, 40)))
        wide = grid(60, 40, origin=(499_980.0, 5_800_010.0))
        found = _widened(fixed, wide, 100.0)
        # Ten columns and five rows before, ten and five after.
        assert found.grid.shape == (40, 60)
        assert found.grid.bounds == wide.bounds
        assert found.valid.sum() == 30 * 40
        assert _widened(fixed, wide, 4.0).grid.shape == (30 + 2 * 3, 40 + 2 * 3)


class TestTurnedImages:
    """What one proxy was made of serves the next."""

    def get(self, images, factor, turn, edges=True):
        image = picture(grid(40, 30), np.random.default_rng(1).normal(size=(30, 40)))
        return images.get(factor, turn, lambda: image, edges=edges), image

    def test_an_image_that_was_turned_is_kept_with_its_gradient(self):
        images = TurnedImages()
        first, made = self.get(images, 2, 4.0)
        assert first is made
        assert self.get(images, 2, 4.0)[0] is first
        assert gradient(first, 1.0) is first.gradients[1.0]
        for factor, turn in ((1, 4.0), (2, -4.0)):
            assert self.get(images, factor, turn)[0] is not first

    def test_one_that_is_not_turned_is_not_kept_as_most_pairs_end_there(self):
        images = TurnedImages()
        first = self.get(images, 2, 0.0)[0]
        assert self.get(images, 2, 0.0)[0] is not first
        assert not first.gradients

    def test_grey_values_need_no_gradient(self):
        assert not self.get(TurnedImages(), 2, 4.0, edges=False)[0].gradients

    def test_only_so_many_pixels_are_kept(self, monkeypatch):
        monkeypatch.setattr(coarse_search, "_MAX_KEPT_PIXELS", 1000)
        images = TurnedImages()
        kept, beyond = (self.get(images, 2, turn)[0] for turn in (2.0, 4.0))
        assert self.get(images, 2, 2.0)[0] is kept
        assert self.get(images, 2, 4.0)[0] is not beyond


class TestMotion:
    def test_a_turn_is_one_on_the_ground(self):
        """At 60 degrees north a degree of longitude is half as long as one of latitude."""
        frame = Frame((10.0, 60.0), (4e-5, 2e-5))
        found = _rotation(30.0, frame.centre, frame)
        x, y = frame.to_world(np.array([[100.0, 0.0], [0.0, 100.0]]))
        c, s = np.cos(np.radians(30)), np.sin(np.radians(30))
        assert frame.to_frame(*found(x, y)) == pytest.approx(100 * np.array([[c, s], [-s, c]]))

    def test_a_shift_of_pixels_is_one_of_the_world(self):
        where = Grid(CRS.from_epsg(32633), Affine(2.0, 0.5, 7, 0.25, -3.0, 9), 10, 10)
        found = _shift(Peak(4.0, -2.0, 1.0, 9.0, 1.0), where, (0.0, 0.0))
        assert found.shift == pytest.approx((2.0 * 4 - 0.5 * 2, 0.25 * 4 + 3.0 * 2))
        assert found.model == "translation"


class TestTwoLooks:
    def found(self, monkeypatch, first, second):
        looks = []
        peaks = [Peak(0.0, 0.0, 0.5, *first), Peak(1.0, 0.0, 0.5, *second)]

        def search(*given, made):  # noqa: ARG001 - the signature of what it stands for
            looks.append((given[3], given[7]))
            return Start(displaced(), peaks[len(looks) - 1])

        monkeypatch.setattr(coarse_search, "_search", search)
        start = find_start(None, None, FRAME, proxy="orientation", edges=True, max_shift=10.0)
        return start.peak.dx, looks

    @pytest.mark.parametrize(("first", "looks"), [
        ((CLEAR, 6.9), 1), ((CLEAR - 0.1, 1.0), 2), ((13.0, 10.1), 2), ((13.2, 10.1), 1)])
    def test_a_clear_peak_without_a_rival_ends_it(self, monkeypatch, first, looks):
        asked = self.found(monkeypatch, first, (1.0, 1.0))[1]
        assert asked == [(160, _turns(2.0)), (320, _turns(1.0))][:looks]

    @pytest.mark.parametrize(("first", "second", "taken"), [
        ((6.0, 5.0), (8.0, 6.0), 1.0), ((6.0, 4.0), (8.0, 6.0), 0.0), ((6.0, 0.0), (8.0, 1.0), 0.0)])
    def test_else_the_one_that_stands_out_from_its_rival_more(self, monkeypatch, first, second, taken):
        assert self.found(monkeypatch, first, second)[0] == taken


class TestOneLook:
    def look(self, monkeypatch, peaks, turns=(0.0, -2.0, 2.0), size=160, max_shift=100.0):
        self.turned, self.reach = [], []
        given = list(peaks)

        class Reference:
            def __init__(inner, _proxy, reach):  # noqa: N805 - the test's own self is used besides
                self.reach.append(reach)

            def best_shift(inner, _proxy):  # noqa: N805
                return given.pop(0)

        monkeypatch.setattr(coarse_search, "Reference", Reference)
        monkeypatch.setattr(coarse_search, "make_proxy", lambda image, *_: image)
        monkeypatch.setattr(coarse_search, "resample",
                            lambda image, transform, *_: self.turned.append(round(transform.rotation_deg, 6)) or image)
        image = picture(grid(400, 360), np.ones((360, 400)))
        return coarse_search._search(image, image, FRAME, size, "orientation", True, max_shift, list(turns),
                                     made=TurnedImages())

    @staticmethod
    def peak(score=0.7, strength=20.0, rival=5.0, dx=0.0):
        return Peak(dx, 0.0, score, strength, rival)

    @pytest.mark.parametrize(("peak", "clear"), [
        ((0.61, 18.1, 9.0), True), ((0.59, 18.1, 9.0), False), ((0.61, 17.9, 8.0), False), ((0.61, 18.1, 9.1), False),
        ((0.61, 20.0, 10.0), False)])
    def test_beyond_doubt_and_not_turned_no_other_turn_is_tried(self, monkeypatch, peak, clear):
        found = self.look(monkeypatch, [self.peak(*peak)] * 3)
        assert found.clear is clear
        assert self.turned == ([0.0] if clear else [0.0, -2.0, 2.0])

    def test_a_turned_one_is_never_clear(self, monkeypatch):
        assert not self.look(monkeypatch, [self.peak()] * 2, (-2.0, 2.0)).clear

    def test_the_strongest_is_taken_and_of_equals_the_first(self, monkeypatch):
        weak, strong = self.peak(strength=6.0), self.peak(strength=7.0)
        assert self.look(monkeypatch, [weak, weak, strong]).transform.rotation_deg == pytest.approx(2.0)
        assert self.look(monkeypatch, [weak, weak, weak]).transform.rotation_deg == pytest.approx(0.0)

    def test_the_image_was_turned_before_it_was_shifted(self, monkeypatch):
        """360 rows in 160 pixels are pixels of 4 m, and the search is told in them."""
        weak = self.peak(strength=6.0)
        found = self.look(monkeypatch, [weak, self.peak(strength=8.0, dx=5.0), weak])
        assert self.reach == [25.0]
        turn = _rotation(-2.0, FRAME.centre, FRAME)
        x, y = np.array([500_000.0, 500_300.0]), np.array([5_799_500.0, 5_799_950.0])
        assert np.allclose(found.transform(x, y), turn(x + 5 * 4.0, y))
