"""How evidence is gathered: at which level, from where, by which second and coarser looks; what is seen is made up."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import displaced, grid

from coregix_core.assessing import gathering as module
from coregix_core.assessing.evidence import Evidence, Look, most_in_place
from coregix_core.assessing.gathering import gather
from coregix_core.assessing.motion import Departure, Motion
from coregix_core.geometry import Frame, identity
from coregix_core.pairing.blocks import Points

ROW, COL = (a.ravel() for a in np.mgrid[0:6, 0:6])
SOURCE = np.column_stack([20.0 * COL - 50, 20.0 * ROW - 50])
FRAME = Frame((500.0, 700.0), (4.0, 2.0))
HERE = identity(FRAME.centre)
# Edges of a coarser scale, and such as lie two pixels aside.
SCALE, ASIDE = (SimpleNamespace(aside=aside, turned_aside=0.0) for aside in (0.0, 2.0))


def pair(side=800):
    return SimpleNamespace(grid_at=grid(side, side + 100).scaled, frame=FRAME, area=(300.0, 600.0, 700.0, 800.0))


def seen(level=1.0, chance=1e-20, share=1.0, east=0.0, motion=None):
    agree = np.arange(36) < share * 36
    points = Points(SOURCE, SOURCE - (east, 0.0), np.tile(np.eye(2), (36, 1, 1)), np.ones(36), np.full(36, ""), 8.0)
    return Evidence(level, points, np.tile([east, 0.0], (36, 1)), agree, chance, motion=motion)


_with_what_windows_hide = module._with_what_windows_hide


@pytest.mark.parametrize(("local", "relief", "ground"), [(True, 0.0, "ground"), (False, 0.3, None)])
def test_a_field_shows_itself_what_windows_hide_of_ground_that_bends(monkeypatch, local, relief, ground):
    for name, found in (("fine_relief", 0.3), ("copied_pixels", 0.0), ("common_ground", "ground")):
        monkeypatch.setattr(module, name, lambda *_, found=found: found)
    transform = SimpleNamespace(model="local" if local else "affine")
    shown = _with_what_windows_hide(pair(), (), transform, HERE, None, seen())
    assert (shown.relief, shown.ground) == (relief, ground)


@pytest.fixture(autouse=True)
def _without_images(monkeypatch):
    """No pixels are looked at here: what they say of the evidence is tested where it is found."""
    monkeypatch.setattr(module, "_with_what_windows_hide", lambda *given: given[5])
    monkeypatch.setattr(module, "coarser_scales", lambda *_: (SCALE,))
    monkeypatch.setattr(module, "without_common_fill", lambda _pair, images, _under: images)
    monkeypatch.setattr(module, "pixel_on_pixel", lambda *_: False)
    monkeypatch.setattr(module, "_with_what_pixels_hide", lambda *given: given[4])
    monkeypatch.setattr(module, "_with_hills", lambda *given: given[4])


class TestLevels:
    KEPT = (SimpleNamespace(placed_under=None),)

    def gathered(self, monkeypatch, answers, level=1.0, blocks=KEPT, side=800):
        self.looks, self.read = [], []

        def look(_pair, images, transform, under, look, level):
            self.looks.append((level, images, under is transform, look))
            return answers.pop(0)

        monkeypatch.setattr(module, "_evidence", look)
        monkeypatch.setattr(module, "read_blocks",
                            lambda _p, level, _t, count: self.read.append((level, count)) or self.KEPT)
        return gather(pair(side), HERE, "orientation", True, blocks, level, 9)

    def test_the_finest_at_which_places_agree_beyond_chance_is_taken(self, monkeypatch):
        answers = [seen(1.0, 0.5), seen(2.0, 1e-9, share=0.2), seen(4.0), seen(4.0, share=0.9)]
        found = self.gathered(monkeypatch, answers)
        assert [look[0] for look in self.looks] == [1.0, 2.0, 4.0, 4.0]
        assert (found.level, found.second.level) == (4.0, 4.0)
        assert (self.looks[0][1], self.read) == (self.KEPT, [(2.0, 9), (4.0, 9)])

    def test_it_is_looked_at_by_another_proxy_and_the_second_time_by_others_again(self, monkeypatch):
        self.gathered(monkeypatch, [seen(), seen()])
        first = Look("balanced", edges=True)
        assert [look[3] for look in self.looks] == [first, first.second("orientation")]

    def test_without_images_in_memory_they_are_read(self, monkeypatch):
        self.gathered(monkeypatch, [seen(2.0), seen(2.0)], level=2.0, blocks=())
        assert self.read == [(2.0, 9)]

    @pytest.mark.parametrize(("east", "kept"), [(0.009, True), (0.011, False)])
    def test_images_that_the_solve_placed_next_to_its_result_are_not_placed_anew(self, monkeypatch, east, kept):
        """Pixels are 4 m wide."""
        before = displaced(4.0 * east, centre=FRAME.centre)
        asked = []
        monkeypatch.setattr(module, "_evidence", lambda *given: asked.append(given[2:4]) or seen())
        gather(pair(), HERE, "orientation", True, (SimpleNamespace(placed_under=before),), 1.0, 9)
        assert asked == 2 * [(HERE, before if kept else HERE)]

    def test_coarser_levels_are_looked_at_down_to_96_pixels_and_the_nearest_to_agreement_is_told(self, monkeypatch):
        best = seen(2.0, 1e-3)
        found = self.gathered(monkeypatch, [seen(1.0, 0.1), best, seen(4.0, 0.01)], side=384)
        assert [look[0] for look in self.looks] == [1.0, 2.0, 4.0]
        assert found is best
        self.gathered(monkeypatch, [seen(1.0, 0.1)], side=60)
        assert [look[0] for look in self.looks] == [1.0], "the first whatever its size"

    def test_a_solve_at_another_level_goes_on_to_coarser_ones_from_there(self, monkeypatch):
        self.gathered(monkeypatch, [seen(3.0, 0.1), seen(4.0, 0.1), seen(8.0, 0.1)], level=3.0)
        assert [look[0] for look in self.looks] == [3.0, 4.0, 8.0]


class TestFromNearby:
    """What lies aside in common is measured again from there: displacements near whole pixels are drawn to them."""

    @pytest.mark.parametrize(("east", "level", "again"), [
        (0.031, 1.0, True), (0.029, 1.0, False), (0.061, 2.0, True), (0.059, 2.0, False)])
    def test_less_than_three_hundredths_of_a_pixel_are_nothing(self, east, level, again):
        assert (module._nearer(pair(), HERE, seen(level, east=east)) is not None) is again

    def test_it_is_taken_off_the_transform(self):
        """Residuals are true less shown in pixels of 4 m: what the transform says is too much by them."""
        nearer = module._nearer(pair(), displaced(10.0, centre=FRAME.centre), seen(east=0.5))
        assert nearer(500.0, 700.0) == pytest.approx((510.0 - 2.0, 700.0))

    def test_without_anything_in_common_there_is_nowhere_to_go(self):
        assert module._nearer(pair(), HERE, seen(share=0.1)) is None

    @pytest.mark.parametrize(("chance", "taken"), [(1e-8, True), (1e-6, False)])
    def test_what_is_seen_from_there_is_taken_if_it_is_no_chance(self, monkeypatch, chance, taken):
        first, again, under = seen(east=0.5), seen(chance=chance), []
        monkeypatch.setattr(module, "_evidence", lambda *given: under.append(given[3]) or again)
        assert (module._from_nearby(pair(), (), HERE, first, None) is again) is taken
        assert under[0](500.0, 700.0)[0] == pytest.approx(498.0)
        assert module._from_nearby(pair(), (), HERE, again, None) is again, "it lies in place"

    @pytest.mark.parametrize(("easts", "looks"), [((0.509, 0.9), 1), ((0.511, 0.9), 2), ((0.6, 0.61), 2)])
    def test_it_is_looked_at_from_where_it_is_found_until_that_is_the_same_place(self, monkeypatch, easts, looks):
        """What is drawn to whole pixels is a fifth of what is left, so that two looks are enough for half a pixel."""
        again, under = iter([seen(chance=1e-8, east=east) for east in easts]), []
        monkeypatch.setattr(module, "_evidence", lambda *given: under.append(given[3]) or next(again))
        found = module._from_nearby(pair(), (), HERE, seen(east=0.5), None)
        moved = [500.0 - one(500.0, 700.0)[0] for one in under]
        assert moved == pytest.approx([4 * east for east in (0.5, easts[0])[:looks]])
        assert found.residual[0, 0] == pytest.approx(easts[looks - 1])


class TestMeasuring:
    """Windows of a check hardly overlap, and there are several across even a small image."""

    def measured(self, monkeypatch, shape, look=None, count=1):
        asked = []
        monkeypatch.setattr(module, "measure_block", lambda *_, **how: asked.append(how) or seen().points)
        blocks = (SimpleNamespace(fixed=SimpleNamespace(grid=SimpleNamespace(shape=shape))),) * count
        one = SimpleNamespace(each=lambda work, items: [work(i) for i in items])
        found = module._measured(one, blocks, HERE, look or Look("balanced", edges=False, sigma=1.5))
        assert len(found.fixed) == 36 * count
        return asked[0]

    @pytest.mark.parametrize(("shape", "window", "step"), [
        ((384, 384), 64, 48.0), ((2000, 3000), 64, np.sqrt(2000 * 3000 / 400)), ((240, 700), 40, 30.0),
        ((700, 240), 40, 30.0), ((250, 250), 40, 30.0), ((60, 60), 16, 12.0)])
    def test_a_sixth_of_the_image_is_a_window_and_three_quarters_of_that_a_step(self, monkeypatch, shape, window, step):
        found = self.measured(monkeypatch, shape)
        assert found == {"window": window, "search": 8, "step": pytest.approx(step), "offset": 0.5, "sigma": 1.5}

    def test_wide_windows_are_wider_and_share_half(self, monkeypatch):
        wide = Look("similar", edges=True, window=96)
        found = self.measured(monkeypatch, (384, 384), wide)
        assert (found["window"], found["step"]) == (96, 48.0)
        assert self.measured(monkeypatch, (240, 240), wide)["window"] == 60

    def test_all_blocks_together_hold_as_many_as_are_aimed_at(self, monkeypatch):
        found = self.measured(monkeypatch, (320, 320), count=16)
        assert found["step"] == pytest.approx(np.sqrt(320 * 320 * 16 / 400))


@pytest.mark.parametrize(("bends", "coarsely"), [(True, True), (False, False)])
def test_ground_that_moved_by_itself_is_not_looked_at_coarsely(monkeypatch, bends, coarsely):
    """A coarse window takes in some of it and some of the rest, as if the ground bent from one to the other."""
    levels = []
    departure = Departure(np.zeros((4, 2)), np.full((4, 2), 6.0), 0.3, bends, np.zeros(36, bool))
    monkeypatch.setattr(module, "departure_of", lambda *_: departure)
    monkeypatch.setattr(module, "by_area", lambda _pair, _transform, seen: seen)
    monkeypatch.setattr(module, "read_blocks", lambda *_: ())
    monkeypatch.setattr(module, "_evidence", lambda *given: levels.append(given[5]) or seen(share=0.6))
    found = module._looked_into(pair(), (), HERE, seen(share=0.6), Look("balanced", edges=True), "orientation", 9)
    assert (4.0 in levels) is (found.far is not None) is coarsely
    assert found.departure is departure
    assert found.scales == ((SCALE,) if bends else ()), "what moved lies aside of the rest at any scale"


@pytest.mark.parametrize(("scale", "shares", "by_light", "counts"), [
    (ASIDE, True, False, 4.0), (ASIDE, False, True, 0.5), (SCALE, False, False, 0.0)])
def test_coarser_scales_lie_aside_by_light_where_pixels_share_no_pattern(monkeypatch, scale, shares, by_light, counts):
    look = Look("balanced", edges=True, window=96)
    monkeypatch.setattr(module, "_evidence", lambda *_: seen())
    monkeypatch.setattr(module, "coarser_scales", lambda *_: (scale,))
    monkeypatch.setattr(module, "may_share_pixels", lambda *_: shares)
    found = module._looked_into(pair(), (), HERE, seen(), look, "orientation", 9)
    assert (found.by_light, found.way_aside) == (by_light, counts)


@pytest.mark.parametrize(("shares", "counts"), [(True, 6.0), (False, 0.0)])
def test_ground_that_is_turned_at_coarser_scales_counts_twice_where_pixels_may_share_a_pattern(monkeypatch, shares,
                                                                                               counts):
    look = Look("balanced", edges=True, window=96)
    monkeypatch.setattr(module, "_evidence", lambda *_: seen())
    monkeypatch.setattr(module, "coarser_scales", lambda *_: (SCALE, SimpleNamespace(aside=0.0, turned_aside=3.0)))
    monkeypatch.setattr(module, "may_share_pixels", lambda *_: shares)
    assert module._looked_into(pair(), (), HERE, seen(), look, "orientation", 9).way_aside == counts


@pytest.mark.parametrize(("proxy", "scales"), [("orientation", (SCALE,)), ("pooled", ())])
def test_outlines_alone_are_not_looked_at_at_coarser_scales(monkeypatch, proxy, scales):
    monkeypatch.setattr(module, "_evidence", lambda *_: seen())
    look = Look("balanced", edges=True, window=96)
    assert module._looked_into(pair(), (), HERE, seen(), look, proxy, 9).scales == scales


def test_a_residual_is_where_the_transform_shows_a_place_less_where_it_was_found(monkeypatch):
    """Looked at under a transform that is nearer, but told of the one that is asked about."""
    points = seen(east=0.0).points
    under = []
    monkeypatch.setattr(module, "_measured", lambda *given: under.append(given[2]) or points)
    found = module._evidence(pair(), (), displaced(8.0, -2.0), "nearer", None, 2.0)
    assert under == ["nearer"]
    assert np.allclose(found.residual, (2.0, -1.0))
    assert found.level == 2.0


class TestMotion:
    MOVED = Motion(np.arange(36) < 9, 0.25, (3.0, 0.0))

    def test_what_moved_by_itself_is_told_apart_and_left_out(self, monkeypatch):
        asked = []
        monkeypatch.setattr(module, "coherent_motion", lambda *given: asked.append(given) or self.MOVED)
        first = seen(2.0)
        found = module._with_motion(first)
        assert asked[0][3] == 2.0
        assert found.stable.sum() == 27
        assert first.stable.sum() == 36

    def test_a_second_look_has_the_motion_of_the_first(self):
        first = seen(motion=self.MOVED)
        second = seen(east=0.1)
        assert module._of_motion(seen(), second) is second
        found = module._of_motion(first, replace(second, residual=np.where(
            np.arange(36)[:, None] < 9, [[-2.9, 0.0]], [[0.1, 0.0]])))
        np.testing.assert_array_equal(found.motion.moved, self.MOVED.moved)


def test_all_may_be_in_place_under_another_transform_but_what_was_clearly_found_elsewhere():
    """A pixel and a half of the level is clear: measured from nearer, half a pixel may change."""
    found = seen(share=0.5)
    for east, elsewhere in ((5.9, 0), (6.1, 18)):
        assert most_in_place(found, pair(), displaced(east)) == pytest.approx(1 - elsewhere / 36)
    assert most_in_place(replace(found, level=2.0), pair(), displaced(6.1)) == pytest.approx(0.5)
    assert most_in_place(replace(found, level=2.0), pair(), displaced(12.1)) == pytest.approx(0.25)
    none = replace(found, points=Points(*(np.zeros((0, 2)),) * 2, np.zeros((0, 2, 2)), *(np.zeros(0),) * 2, 8.0),
                   residual=np.zeros((0, 2)), agree=np.zeros(0, bool))
    assert most_in_place(none, pair(), HERE) == 0.0


@pytest.mark.parametrize(("chance", "agree", "convinces"), [
    (0.9e-7, 10, True), (1.1e-7, 10, False), (0.9e-7, 9, False)])
def test_more_than_a_quarter_that_agree_by_no_chance_convince(chance, agree, convinces):
    assert replace(seen(chance=chance), agree=np.arange(36) < agree).convinces is convinces


class TestPixelOnPixel:
    PLACES = np.array([[0.0, 0.0], [50.0, 50.0]])

    def judged(self, tight, coarse):
        return module._unless_of_pixels(seen(east=tight), "second", coarse, self.PLACES)

    def test_what_agrees_so_closely_and_at_no_coarser_scale_is_of_the_pixels(self):
        coarse = seen(share=0.2)
        evidence, second = self.judged(0.1, coarse)
        assert evidence.of_pixels
        assert second is coarse
        evidence, second = self.judged(0.5, coarse)
        assert not evidence.of_pixels, "ground that has changed agrees loosely"
        assert second == "second"

    def test_a_coarse_look_that_confirms_is_as_good_as_none_and_one_that_contradicts_counts(self):
        for east, taken in ((0.5, False), (4.0, True)):
            coarse = seen(east=east)
            evidence, second = self.judged(0.1, coarse)
            assert not evidence.of_pixels
            assert (second is coarse) is taken


@pytest.mark.parametrize(("bends", "parts"), [(True, False), (False, True), (None, True)])
def test_the_foot_of_ground_that_bends_is_no_part_that_moved(monkeypatch, bends, parts):
    """All windows tell two displacements; a closer look finds a hill, a landslide, or nothing."""
    places = np.zeros((1, 2))
    departure = None if bends is None else Departure(places, places, 0.1, bends, np.zeros(12, bool))
    motion = Motion(np.zeros(12, bool), 0.2, (0.6, 0.0))
    looked_at = []
    monkeypatch.setattr(module, "departure_of", lambda *given: looked_at.append(given[5].motion) or departure)
    found = module._with_departure(None, (), identity(), identity(), None, seen(motion=motion))
    assert (found.motion, found.departure) == ((motion, None) if parts else (None, departure))
    assert looked_at == [None], "as if no part were told: only then all that lies aside is looked at"
    assert module._with_departure(None, (), identity(), identity(), None, seen()).departure is departure


def test_what_departs_from_a_field_on_relief_leaves_no_part_that_moved(monkeypatch):
    places = np.zeros((1, 2))
    moved = Departure(places, places, 0.1, False, np.zeros(12, bool))
    monkeypatch.setattr(module, "departure_of", lambda *_: moved)
    monkeypatch.setattr(module, "steeper", lambda *given: replace(given[2].departure, bends=True))
    found = module._with_departure(None, (), identity(), identity(), None,
                                   seen(motion=Motion(np.zeros(12, bool), 0.2, (0.6, 0.0))))
    assert found.motion is None
    assert found.departure == replace(moved, bends=True)


@pytest.mark.parametrize(("share", "bends", "as_one"), [
    (None, False, True), (0.02, False, True), (0.2, False, False), (0.2, True, True)])
def test_coarser_scales_are_looked_at_unless_a_large_part_has_moved(share, bends, as_one):
    """They are of the whole: a large part draws them aside, a small one does not."""
    places = np.zeros((1, 2))
    departure = None if share is None else Departure(places, places, share, bends, np.zeros(12, bool))
    assert module._as_one(replace(seen(), departure=departure)) is as_one
    assert not module._as_one(seen(motion=Motion(np.zeros(12, bool), 0.02, (0.6, 0.0))))
