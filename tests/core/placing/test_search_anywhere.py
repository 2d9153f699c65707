"""The search from anywhere, step by step: in which looks, in which order, and what is believed of what they show.

Whole searches on rasters of known truth are in ``test_anywhere.py``; here each step answers what a table says.
"""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import UTM, grid, picture

from coregix_core.errors import UnreliableAlignmentError
from coregix_core.geometry import Grid
from coregix_core.matching import GLANCE, QUICK, Features
from coregix_core.placing import anywhere
from coregix_core.placing.anywhere import _as_many, _outlined, _parts, _searched, _surest, _tiles, _Views
from coregix_core.placing.closer_look import Found, similarity
from coregix_core.placing.looks import Look
from coregix_core.placing.whereabouts import PhotoHint

NOTHING = Features.none()


def look(width=70, height=50, step=1.0, at=(0.0, 0.0)):
    where = Grid(None, Affine.identity(), width, height)
    return Look(picture(where, np.arange(width * height, dtype=float).reshape(height, width)),
                Affine.translation(*at) * Affine.scale(step))


def found(chance, at=0.0, by="features"):
    return Found(similarity(1 + 0j, complex(at)), by, 20, chance)


def views(ratio=1.0):
    return _Views(look().image, look(40, 30).image, ratio, NOTHING, NOTHING)


class TestWhatIsBelieved:
    def test_the_least_likely_to_be_luck_if_one_in_a_million_at_most(self):
        best = found(-9.0)
        assert _surest([found(-7.0), best, found(-8.0)]) is best
        assert _surest([found(-5.9), found(-6.0)]) is None
        assert _surest([]) is None

    def seen(self, chance):
        """Features that agree on a similarity by two, five columns aside, of which three of four do."""
        return SimpleNamespace(factor=2 + 0j, offset=5 + 0j, inside=np.array([True, True, False, True]), chance=chance)

    @pytest.mark.parametrize(("chance", "believed"), [(-6.1, True), (-6.0, True), (-5.9, False)])
    def test_features_that_agree_beyond_luck(self, chance, believed, monkeypatch):
        asked = []
        monkeypatch.setattr(anywhere, "feature_agreement",
                            lambda *given, **how: asked.append((given, how)) or self.seen(chance))
        monkeypatch.setattr(anywhere, "measured", lambda *_: None)
        place = views(2.0).by_features(7)
        # Sizes of pixels count those of the looks.
        assert asked == [((NOTHING, NOTHING, (0.6, 6.0)), {"looks": 7, "turn": None})]
        assert (place is not None) is believed
        if believed:
            assert (place.by, place.matches, place.chance) == ("features", 3, chance)
            assert place.transform(25.0, 8.0) == pytest.approx((10.0, 4.0))

    @pytest.mark.parametrize(("closer", "at"), [(-7.0, 3.0), (-6.0, 3.0), (-5.0, 0.0)])
    def test_windows_sharpen_what_features_showed_if_they_see_it_beyond_luck_too(self, closer, at, monkeypatch):
        monkeypatch.setattr(anywhere, "feature_agreement", lambda *_, **__: self.seen(-9.0))
        monkeypatch.setattr(anywhere, "measured", lambda *_: found(closer, -3.0, "edges"))
        place = views().by_features()
        assert place.transform(5.0, 0.0)[0] == pytest.approx(5.0 + 3.0 if at else 0.0)
        assert place.chance == -9.0

    @pytest.mark.parametrize(("chance", "mirrored"), [(-6.5, True), (-6.0, False), (None, False)])
    def test_a_mirror_image_is_one_beyond_luck(self, chance, mirrored, monkeypatch):
        asked = []
        monkeypatch.setattr(anywhere, "feature_agreement", lambda *given, **how: asked.append((given[2], how)) or (
            None if chance is None else self.seen(chance)))
        assert views(0.5).mirrored_by_features() is mirrored
        assert asked == [((0.15, 1.5), {"mirrored": True})]

    def test_a_mirrored_view_has_the_moving_image_upside_down(self):
        plain = views()
        plain.moving.valid[3, 5] = False
        flipped = plain.mirrored()
        np.testing.assert_array_equal(flipped.moving.values, plain.moving.values[::-1])
        np.testing.assert_array_equal(flipped.moving.valid, plain.moving.valid[::-1])
        assert flipped.fixed is plain.fixed

    def candidates(self, monkeypatch, *chances):
        voted = [SimpleNamespace(factor=1 + 0j, offset=complex(i), strength=9.0, edges=10 + i, chance=chance)
                 for i, chance in enumerate(chances)]
        monkeypatch.setattr(anywhere, "all_turns", lambda *_: voted)
        asked = []

        def by_windows(results):
            monkeypatch.setattr(anywhere, "measured", lambda _f, _m, start, trials: asked.append(
                (start(0.0, 0.0)[0], trials)) or results.pop(0))
            return asked

        return by_windows

    def test_of_outlines_each_candidate_of_each_look_is_one_more_chance_of_luck(self, monkeypatch):
        best = found(-8.0)
        asked = self.candidates(monkeypatch, -9.0, -20.0)([None, best])
        assert views().by_edges(5) is best, "windows say where more exactly"
        assert asked == [(pytest.approx(0.0), 10), (pytest.approx(-1.0), 10)]
        alone = self.candidates(monkeypatch, -9.0, -20.0)([None, best])
        assert views().by_edges() is best
        assert [trials for _, trials in alone] == [2, 2], "a look that is the only one"

    def test_all_edges_together_count_if_no_window_convinces(self, monkeypatch):
        self.candidates(monkeypatch, -6.5, -8.0)([found(-5.0), None])
        place = views().by_edges(5)
        # Their chance is of all turns and scales already, but of one look.
        assert (place.by, place.matches, place.chance) == ("edges", 11, pytest.approx(-8.0 + np.log10(5)))
        self.candidates(monkeypatch, -6.9)([None])
        assert views().by_edges(10) is None
        self.candidates(monkeypatch)([])
        assert views().by_edges() is None


def test_a_look_is_worth_features_by_its_size_up_to_ten_thousand():
    assert _as_many(look(700, 700)) == 2500
    assert _as_many(look(700, 350)) == 1250
    assert _as_many(look(1400, 1400)) == 10_000
    assert _as_many(look(2000, 1400)) == 10_000


class Cut:
    """Notes what looks are asked for, and gives some parts of each."""

    def __init__(self, monkeypatch, parts=2):
        self.asked, self.parts = [], parts
        monkeypatch.setattr(anywhere, "look_at", self.look_at)

    def look_at(self, _raster, _band, size, box=None):
        self.asked.append((size, box))
        return SimpleNamespace(size=size, tiles=self.tiles, image=look(size // 10, 30).image, step=1.0)

    def tiles(self, margin):
        self.asked.append(margin)
        return (SimpleNamespace(number=i, image=look().image, step=1.0) for i in range(self.parts))


class TestParts:
    def test_each_part_shares_with_the_next_what_the_source_needs_and_half_of_that_besides(self, monkeypatch):
        cut = Cut(monkeypatch)
        assert [p.number for p in _tiles(None, 0, (1, 2, 3, 4), 2800, 100.0)] == [0, 1]
        assert cut.asked == [(2800, (1, 2, 3, 4)), 150.0]

    def test_but_at_most_half_a_part(self, monkeypatch):
        cut = Cut(monkeypatch)
        _tiles(None, 0, None, 2800, 600.0)
        assert cut.asked == [(2800, None), 700.0]

    @pytest.mark.parametrize(("size", "side", "looks"), [
        (7000, 3500, []), (7000, 3499, [1400]), (7000, 1750, [1400]), (7000, 1000, [1400, 2800]),
        (60_000, 100, [1400, 2800, 5600, 6000]), (1000, 100, [1400]), (700, 100, [])])
    def test_looks_become_twice_as_fine_until_the_source_shows_in_350_pixels(self, monkeypatch, size, side, looks):
        cut = Cut(monkeypatch)
        parts = list(_parts(None, 0, None, size, side))
        assert [a[0] for a in cut.asked if isinstance(a, tuple)] == looks
        assert [many for _, many in parts] == [2] * 2 * len(looks)
        assert [a for a in cut.asked if not isinstance(a, tuple)] == pytest.approx(
            [min(1.5 * side * longest / size, 700) for longest in looks])


class Story:
    """A search in which each kind of look answers what it is told; the order of the questions is kept."""

    def __init__(self, monkeypatch, **answers):
        self.order, self.answers = [], answers
        self.cut = Cut(monkeypatch)
        monkeypatch.setattr(anywhere, "find_features", lambda *_: NOTHING)
        monkeypatch.setattr(anywhere, "_outlined",
                            lambda *given: self.order.append(("outlined", *given[1:])) or "there")
        for name in ("by_features", "mirrored_by_features", "by_edges"):
            monkeypatch.setattr(_Views, name, self.answer(name))
        monkeypatch.setattr(_Views, "mirrored", lambda view: self.order.append("mirrored") or view)

    def answer(self, name):
        def told(_view, looks=1, sweep=None):
            # How thoroughly counts if it is said.
            self.order.append((name, looks) if sweep is None else (name, looks, sweep))
            given = self.answers.get(name)
            return given.pop(0) if isinstance(given, list) and given else None if isinstance(given, list) else given

        return told


FIXED = SimpleNamespace(grid=grid(7000, 5000), path="f.tif", has_overviews=lambda _band: False)


class TestOrder:
    def test_what_the_first_look_shows_is_taken(self, monkeypatch):
        best = found(-9.0)
        story = Story(monkeypatch, by_features=best)
        where, place = _searched(look(), 1000, FIXED, 0, None)
        assert (where.size, place) == (700, best)
        assert story.order == [("by_features", 1)]

    def test_then_parts_of_finer_looks_as_many_as_there_are(self, monkeypatch):
        best = found(-9.0)
        story = Story(monkeypatch, by_features=[None, None, None, best])
        where, place = _searched(look(), 1000, FIXED, 0, None)
        assert (where.number, place) == (0, best)
        assert story.order == [("by_features", n) for n in (1, 2, 2, 2)]
        assert [a[0] for a in story.cut.asked if isinstance(a, tuple)] == [700, 1400, 2800]

    def test_then_a_mirror_image_is_said_to_be_one(self, monkeypatch):
        Story(monkeypatch, mirrored_by_features=True)
        with pytest.raises(UnreliableAlignmentError, match="mirror image"):
            _searched(look(), 7000, FIXED, 0, None)

    @pytest.mark.parametrize(("side", "outlined"), [(1749, True), (1750, False)])
    @pytest.mark.parametrize("size", [(7000, 5000), (5000, 7000)])
    def test_then_outlines_in_parts_if_the_reference_is_four_times_as_long(self, monkeypatch, size, side, outlined):
        story, fixed = Story(monkeypatch, by_edges=found(-9.0)), SimpleNamespace(grid=grid(*size), path="f.tif")
        _searched(look(), side, fixed, 0, None)
        assert (story.order[-1] == ("outlined", side, fixed, 0, None, 7000)) is outlined
        assert (story.order[-1] == ("by_edges", 1)) is not outlined

    def test_of_a_box_its_own_longer_side_counts(self, monkeypatch):
        story = Story(monkeypatch)
        _searched(look(), 100, FIXED, 0, (1000, 200, 1500, 900))
        assert story.order[-1] == ("outlined", 100, FIXED, 0, (1000, 200, 1500, 900), 700)

    def test_then_outlines_of_a_mirror_image_and_nothing_is_refused(self, monkeypatch):
        story = Story(monkeypatch, by_edges=[None, found(-9.0)])
        with pytest.raises(UnreliableAlignmentError, match="mirror image"):
            _searched(look(), 7000, FIXED, 0, None)
        assert story.order[-3:] == [("by_edges", 1), "mirrored", ("by_edges", 1, GLANCE)]
        Story(monkeypatch)
        with pytest.raises(UnreliableAlignmentError, match="under no turn and scale"):
            _searched(look(), 7000, FIXED, 0, None)

    def test_outlines_are_looked_for_where_the_source_shows_in_200_pixels_at_most_2800_in_all(self, monkeypatch):
        best = found(-9.0)
        for side, longest, share in ((1000, 1400, 300.0), (100, 2800, 60.0)):
            with monkeypatch.context() as patch:
                story = Story(patch, by_edges=[None, best])
                where, place = _outlined_itself(look(), side, FIXED, 0, None, 7000)
            assert (where.number, place) == (1, best)
            assert story.cut.asked == [(longest, None), pytest.approx(share)]
            assert story.order == [("by_edges", 2, QUICK)] * 2

    def test_and_nowhere_is_refused(self, monkeypatch):
        Story(monkeypatch)
        with pytest.raises(UnreliableAlignmentError, match="nowhere in the reference"):
            _outlined_itself(look(), 1000, FIXED, 0, None, 7000)


_outlined_itself = _outlined


def test_what_is_found_between_looks_becomes_a_georeference(monkeypatch):
    """Moving pixels to those of its look, to those of the fixed look, to those of the fixed raster, to the world."""
    own, there = look(step=3.0), look(step=5.0, at=(100.0, 40.0))
    # fixed = 2 moving + (7, 4), in pixels of the looks.
    place = Found(similarity(2 + 0j, 7 + 4j), "edges", 12, -8.0)
    monkeypatch.setattr(anywhere, "look_at", lambda *_: own)
    monkeypatch.setattr(anywhere, "photo_hint", lambda *_: None)
    monkeypatch.setattr(anywhere, "_searched", lambda *given: (there, place) if given[1] == 210 else None)
    moving = SimpleNamespace(grid=Grid(None, Affine.identity(), 210, 150))
    where, told = anywhere.place(moving, FIXED, 0, 0)
    x, y = FIXED.grid.to_world(100 + 5 * (2 * 30 / 3 + 7), 40 + 5 * (2 * 60 / 3 + 4))
    assert where.to_world(30, 60) == pytest.approx((x, y))
    assert (where.crs, where.width, where.height) == (UTM, 210, 150)
    assert (told.found_by, told.matches, told.chance) == ("edges", 12, -8.0)


@pytest.mark.parametrize("answer", [None, "there"])
def test_a_photograph_s_own_place_is_looked_at_unless_a_box_was_given(monkeypatch, answer):
    seen = []
    place = look(), found(-9.0)
    monkeypatch.setattr(anywhere, "look_at", lambda *_: look())
    monkeypatch.setattr(anywhere, "photo_hint", lambda *_: PhotoHint((1, 2, 3, 4), None, 3.0))
    monkeypatch.setattr(anywhere, "_by_hint", lambda *given: seen.append(given[3].box) or (place if answer else None))
    monkeypatch.setattr(anywhere, "_searched", lambda *given: seen.append(given[4]) or place)
    moving = SimpleNamespace(grid=Grid(None, Affine.identity(), 70, 50))
    anywhere.place(moving, FIXED, 0, 0)
    assert seen == ([(1, 2, 3, 4)] if answer else [(1, 2, 3, 4), None])
    seen.clear()
    anywhere.place(moving, FIXED, 0, 0, (5, 6, 7, 8))
    assert seen == [(5, 6, 7, 8)]


def test_a_part_is_looked_at_as_finely_as_parts_are(monkeypatch):
    cut, best = Cut(monkeypatch), found(-9.0)
    ratios = []
    monkeypatch.setattr(anywhere, "find_features", lambda *_: NOTHING)
    monkeypatch.setattr(_Views, "by_features", lambda view: ratios.append(view.ratio) or best)
    hint = PhotoHint((1, 2, 3, 4), None, 3.0)
    part, place = anywhere._by_hint(look(step=3.0), FIXED, 0, hint)
    assert (cut.asked, part.size, place) == ([(1400, (1, 2, 3, 4))], 1400, best)
    assert ratios == [3.0]
    monkeypatch.setattr(_Views, "by_features", lambda *_: None)
    assert anywhere._by_hint(look(), FIXED, 0, hint) is None


@pytest.mark.parametrize(("agreed", "far", "there"), [(True, True, True), (True, False, False), (False, True, False)])
def test_a_cheap_look_for_a_hint_compares_features_alone(monkeypatch, agreed, far, there):
    ratios = []
    monkeypatch.setattr(anywhere, "look_at", lambda raster, _band: look(step=6.0 if raster == "moving" else 2.0))
    monkeypatch.setattr(anywhere, "find_features", lambda *_: NOTHING)
    monkeypatch.setattr(_Views, "agreement", lambda view: ratios.append(view.ratio) or (
        SimpleNamespace(factor=1.0, offset=0.0) if agreed else None))
    monkeypatch.setattr(anywhere, "_placed", lambda *_: "placed")
    monkeypatch.setattr(anywhere, "_far_off", lambda placed, *_: far and placed == "placed")
    assert anywhere.elsewhere("moving", "fixed", 0, 0) is there
    assert ratios == [3.0]


@pytest.mark.parametrize(("east", "turn", "far"), [(30.0, 0.0, False), (50.0, 0.0, True), (0.0, 3.0, False),
                                                   (0.0, 12.0, True)])
def test_what_lies_where_its_georeference_says_needs_no_search_from_anywhere(east, turn, far):
    own = Grid(CRS.from_epsg(32733), Affine(2.0, 0, 500_000, 0, -2.0, 9_800_000), 200, 150)
    middle = (100, 75)
    placed = replace(own, transform=Affine.translation(east, 0) * own.transform * Affine.rotation(turn, middle))
    moving, fixed = SimpleNamespace(grid=own), SimpleNamespace(grid=replace(own, width=900))
    assert anywhere._far_off(placed, moving, fixed) is far
