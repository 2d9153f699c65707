"""The first level of a solve: how coarse it is, how far it reads, and what elastix is asked and answers."""

from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import displaced, grid, picture

from coregix_core.errors import RasterError, UnreliableAlignmentError
from coregix_core.geometry import AffineTransform, Frame, Grid, identity
from coregix_core.matching import Peak, Start
from coregix_core.pairing.solution import Request
from coregix_core.solving import coarse_solve
from coregix_core.solving.coarse_solve import (
    Coarse,
    by_elastix,
    levels_of,
    read_coarse,
    require_common,
    require_valid,
    searched,
)


class Rasters:
    """A stand-in for a pair: a reference of some size in pixels of 2 m, and a note of what is read of each raster."""

    def __init__(self, width=1000, height=800, moving=None):
        self.where = grid(width, height)
        self.frame = Frame(self.where.middle, (2.0, 2.0))
        self.area = self.where.bounds
        self.fixed = SimpleNamespace(grid=self.where, path="f.tif")
        self.moving = SimpleNamespace(grid=self.where, path="m.tif")
        self.fixed_band = self.moving_band = 0
        self.mask_names = ()
        self.image = moving
        self.read = []

    def grid_at(self, level):
        return self.where.scaled(level)

    def moving_shape(self, where, margin):
        self.read.append(("shape", where, margin))
        return where.shape

    def fixed_block(self, where, *, any_overview=False):
        self.read.append(("fixed", where, any_overview))
        return picture(where, np.random.default_rng(0).random(where.shape))

    def moving_image(self, where, transform, margin, *, any_overview=False):
        self.read.append(("moving", where, transform, margin, any_overview))
        return self.image

    def placed(self, where, transform, *, any_overview=False):
        self.read.append(("placed", where, transform, any_overview))
        return picture(where, np.random.default_rng(1).random(where.shape), np.arange(where.width)[None] % 5 > 0)

    def place(self, _image, transform, where):
        return self.placed(where, transform)

    def each(self, work, items):
        return [work(item) for item in items]


@pytest.fixture(autouse=True)
def whatever_it_shows(monkeypatch):
    monkeypatch.setattr(coarse_solve, "require_content", lambda *_: None)


class TestLevels:
    @pytest.mark.parametrize(("size", "levels"), [
        (500, [1.0, 1.0]), (640, [1.0, 1.0]), (960, [1.5, 1.0]), (2240, [3.5, 1.0]), (2560, [4.0, 1.0]),
        (3200, [5.0, 1.25, 1.0]), (25_600, [40.0, 10.0, 2.5, 1.0])])
    def test_the_first_holds_640_pixels_and_each_next_one_is_four_times_finer_down_to_the_own_pixels(self, size,
                                                                                                    levels):
        assert levels_of(Rasters(size, size // 2), Request()) == levels
        assert levels_of(Rasters(size // 2, size), Request()) == levels

    @pytest.mark.parametrize(("size", "metres", "levels"), [
        (1920, (2.0,), [3.0, 1.0]), (1920, (16.0,), [8.0, 8.0]), (1920, (0.0,), [3.0, 1.0]),
        (1920, (0.5,), [3.0, 1.0])])
    def test_one_resolution_is_where_the_tie_points_end_and_elastix_begins_no_finer_than_it_can(self, size, metres,
                                                                                               levels):
        assert levels_of(Rasters(size), Request(resolutions=metres)) == levels

    @pytest.mark.parametrize(("size", "metres", "levels"), [
        (960, (4.0, 10.0), [5.0, 2.0]), (960, (10.0, 4.0, 2.0), [5.0, 2.0, 1.0]), (3840, (4.0, 2.0), [3.0, 1.0]),
        (480, (80.0, 4.0), [10.0, 2.0]), (40, (8.0, 2.0), [1.0, 1.0])])
    def test_several_are_the_levels_of_which_the_first_is_bounded_by_what_shows_anything(self, size, metres, levels):
        assert levels_of(Rasters(size, size // 2), Request(resolutions=metres)) == levels

    def test_no_resolution_is_the_reference_s_own_which_may_be_finer_than_the_pair_s(self):
        pair = Rasters(900)
        pair.frame = Frame(pair.where.middle, (4.0, 4.0))
        assert levels_of(pair, Request(resolutions=(8.0, 0.0))) == [2.0, 1.0]
        pair.frame = Frame(pair.where.middle, (1.0, 1.0))
        assert levels_of(pair, Request(resolutions=(8.0, 0.0))) == [8.0, 2.0]
        assert levels_of(pair, Request(resolutions=(8.0, 0.5))) == [8.0, 1.0], "half a metre is no finer than a pixel"


class TestReading:
    def test_no_farther_than_the_largest_shift_and_what_turns_bring_in(self):
        pair = Rasters()
        coarse = read_coarse(pair, 2.0, Request(max_shift=100.0))
        level = pair.grid_at(2.0)
        # 100 m are 25 pixels of 4 m; a turn brings corners in from 0.15 sides away.
        margin = 25.0 + 0.15 * 500
        assert pair.read[0] == ("shape", level, pytest.approx(margin))
        assert coarse.step == 1
        assert pair.read[1] == ("fixed", level, True)
        assert pair.read[2] == ("moving", level, identity(pair.frame.centre), pytest.approx(margin), True)

    @pytest.mark.parametrize(("width", "height"), [(1000, 800), (800, 1000)])
    def test_half_the_area_if_nothing_is_said(self, width, height):
        pair = Rasters(width, height)
        read_coarse(pair, 2.0, Request())
        assert pair.read[0][2] == pytest.approx(250 + 75)

    def test_never_more_than_twice_the_image(self):
        pair = Rasters()
        read_coarse(pair, 2.0, Request(max_shift=1e6))
        assert pair.read[0][2] == pytest.approx(1000 + 75)

    def test_the_moving_image_is_read_as_coarse_as_the_search_takes_it(self):
        pair = Rasters(1600, 1400)
        coarse = read_coarse(pair, 1.0, Request(max_shift=160.0))
        assert coarse.step == 4, "1400 pixels across in about 320"
        _, where, _, margin, _ = pair.read[2]
        assert where == pair.grid_at(1.0).scaled(4)
        assert margin == pytest.approx((80 + 240) / 4)

    def test_from_a_known_start_there_is_no_need_to_look_around(self):
        pair, start = Rasters(), displaced(30.0)
        read_coarse(pair, 2.0, Request(start=start))
        assert pair.read[2][2:4] == (start, 0.0)

    def test_each_image_that_is_there_has_to_show_something(self, monkeypatch):
        asked = []
        monkeypatch.setattr(coarse_solve, "require_content", lambda raster, *_: asked.append(raster.path))
        read_coarse(Rasters(), 2.0, Request())
        assert asked == ["f.tif"], "there is no moving image"
        image = picture(grid(10, 10), np.eye(10))
        assert read_coarse(Rasters(moving=image), 2.0, Request()).wide is image
        assert asked == ["f.tif", "f.tif", "m.tif"]


def test_the_search_looks_half_the_longer_side_around_in_images_of_one_pixel_size(monkeypatch):
    pair, given = Rasters(), []
    start = Start(displaced(), Peak(0.0, 0.0, 1.0, 1.0, 1.0))
    monkeypatch.setattr(coarse_solve, "find_start", lambda *images, **how: given.append((images, how)) or start)
    fixed, wide = picture(grid(100, 80), np.zeros((80, 100))), picture(grid(30, 30), np.zeros((30, 30)))
    coarse = Coarse(fixed, wide, 2)
    searched(pair, coarse, Request(edges=False), "pooled")
    (images, how), = given
    assert images[0].grid == fixed.grid.scaled(2)
    assert images[1:] == (wide, pair.frame)
    assert how == {"proxy": "pooled", "edges": False, "max_shift": 1000.0, "turned": coarse.turned}
    with pytest.raises(UnreliableAlignmentError, match="nothing in common"):
        searched(pair, Coarse(fixed, None, 2), Request(), "pooled")
    pair.moving.grid = grid(300, 1)
    with pytest.raises(UnreliableAlignmentError, match=r"too small in common: m\.tif has 300 x 1 pixels"):
        searched(pair, Coarse(fixed, None, 2), Request(), "pooled")


def test_what_both_rasters_show_has_to_be_valid_in_as_large_a_share_as_is_asked_for():
    pair = Rasters(200, 160)
    coarse = Coarse(picture(pair.where, np.zeros(pair.where.shape)), None, 2)
    start = identity(pair.frame.centre)
    for least, enough in ((0.79, True), (0.81, False)):
        for look in (lambda least: require_common(pair, coarse, start, Request(min_valid_fraction=least)),
                     lambda least: require_valid(pair, start, least)):
            if enough:
                look(least)
            else:
                with pytest.raises(RasterError, match=r"Only 80\.00%"):
                    look(least)
    assert pair.read[0] == ("placed", pair.where.scaled(2), start, False), "what was read already"
    assert pair.read[1:3] == [("fixed", pair.where, True), ("placed", pair.where, start, True)]


class Reports:
    """A progress that keeps what is reported to it."""

    def __init__(self):
        self.parts = []

    def report(self, fraction, _what, *, until, pieces):
        self.parts.append((fraction, until, pieces))


class Elastix:
    """elastix that is asked, and answers with a matrix between pixels or with nothing."""

    def __init__(self, found=None):
        self.found = found

    def register(self, fixed, moving, fixed_ok, moving_ok, settings):
        self.images, self.masks, self.settings = (fixed, moving), (fixed_ok, moving_ok), settings
        return self.found


def ask(found=None, metric="orientation", size=(200, 160), start=None, **request):
    pair, engine = Rasters(*size), Elastix(found)
    fixed = pair.fixed_block(pair.where)
    start = start or identity(pair.frame.centre)
    asked = Request(**request)
    answer = by_elastix(pair, Coarse(fixed, None, 1), start, asked, metric, engine, reports := Reports())
    return SimpleNamespace(reports=reports, pair=pair, engine=engine, answer=answer, fixed=fixed, start=start)


class TestElastix:
    def test_edges_are_compared_by_correlation_but_grey_values_by_mutual_information(self):
        edges = ask(metric="orientation").engine
        assert edges.settings.metric == "correlation"
        grey = ask(metric="mutual-information")
        assert grey.engine.settings.metric == "mutual-information"
        np.testing.assert_array_equal(grey.engine.images[0], grey.fixed.values)
        assert not np.array_equal(edges.images[0], grey.fixed.values)
        assert not np.array_equal(ask(metric="correlation").engine.images[0], grey.fixed.values)
        plain = ask(metric="correlation", edges=False)
        assert plain.engine.settings.metric == "correlation"
        np.testing.assert_array_equal(plain.engine.images[0], plain.fixed.values)

    @pytest.mark.parametrize("mutual", [True, False])
    def test_what_is_invalid_in_one_counts_in_neither_unless_each_mask_is_for_itself(self, mutual):
        fixed_ok, moving_ok = ask(metric="mutual-information", mutual_mask=mutual).engine.masks
        assert moving_ok.mean() == pytest.approx(0.8)
        assert fixed_ok.mean() == pytest.approx(0.8 if mutual else 1.0)

    @pytest.mark.parametrize(("transform", "model"), [
        ("auto", "similarity"), ("local", "affine"), ("homography", "affine"), ("rigid", "rigid"),
        ("translation", "translation")])
    def test_a_model_that_is_not_its_own_is_led_to_by_a_simpler_one(self, transform, model):
        assert ask(transform=transform).engine.settings.model == model

    @pytest.mark.parametrize(("size", "shrink", "iterations", "samples"), [
        ((160, 200), (4, 2, 1), (100, 70, 50), (2500, 2500, 4000)),
        ((300, 300), (4, 2, 1), (100, 70, 50), (2500, 2500, 4000)),
        ((159, 200), (2, 1), (70, 50), (2500, 4000))])
    def test_small_images_are_not_looked_at_in_a_quarter(self, size, shrink, iterations, samples):
        asked = ask(size=size)
        settings = asked.engine.settings
        assert asked.reports.parts == [(0.3, 0.5, sum(iterations))], "a fifth of the way, by its own steps"
        assert (settings.shrink, settings.iterations, settings.samples) == (shrink, iterations, samples)

    def test_the_start_stands_if_nothing_is_found(self):
        start = displaced(10.0)
        asked = ask(None, start=start)
        assert asked.answer is start
        assert asked.pair.read[-1] == ("placed", asked.pair.where, start, True)

    def test_what_is_found_goes_on_from_the_start_and_is_told_between_places(self):
        start = displaced(6.0, -4.0, centre=grid(200, 160).middle)
        turn = np.deg2rad(3.0)
        matrix = np.array([[np.cos(turn), -np.sin(turn), 5.0], [np.sin(turn), np.cos(turn), -2.0]])
        asked = ask(matrix, start=start, transform="rigid")
        col, row = np.array([[10.0, 150.0, 60.0], [20.0, 40.0, 120.0]])
        where = asked.pair.where
        # The image was placed by the start, so that its pixels count from there.
        expected = start(*where.to_world(*(matrix[:, :2] @ [col, row] + matrix[:, 2:])))
        assert np.allclose(asked.answer(*where.to_world(col, row)), expected, atol=1e-6)
        assert asked.answer.model in ("rigid", "similarity")

    def test_in_pixels_that_are_neither_square_nor_north_up_as_well(self):
        where = Grid(None, Affine.translation(40, 70) * Affine.rotation(30) * Affine.scale(3.0, 1.5), 50, 40)
        matrix = np.array([[1.02, 0.03, 4.0], [-0.01, 0.97, -6.0]])
        found = coarse_solve.from_pixels(matrix, where, Frame((60.0, 90.0), (3.0, 3.0)), "affine")
        col, row = np.array([[0.0, 30.0, 12.0], [5.0, 8.0, 33.0]])
        assert np.allclose(found(*where.to_world(col, row)),
                           where.to_world(*(matrix[:, :2] @ [col, row] + matrix[:, 2:])))
        assert isinstance(found, AffineTransform)

    def test_too_little_in_common_is_refused_before_it_is_asked(self):
        with pytest.raises(RasterError, match="valid in both"):
            ask(min_valid_fraction=0.9)


def test_a_pair_that_is_looked_at_in_one_level_is_checked_in_all_its_pixels():
    pair = Rasters(1280, 640)
    require_valid(pair, identity(pair.frame.centre), 0.5)
    assert pair.read[0] == ("fixed", pair.where.scaled(2.0), True)
