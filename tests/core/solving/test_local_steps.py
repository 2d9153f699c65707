"""The steps of the local solve: which stages, on which nodes, when points are too few and when pixels are there."""

from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import displaced, grid, picture

from coregix_core.fields import FieldFit, Lattice
from coregix_core.geometry import Frame, LocalTransform, identity
from coregix_core.pairing.blocks import Points
from coregix_core.pairing.solution import Request, Solution
from coregix_core.progress import Progress
from coregix_core.solving import local
from coregix_core.solving.local import STAGES, GaussNewtonStage, WindowStage, field_transform, plan

FRAME = Frame((1000.0, 2000.0), (4.0, 2.0))
AREA = (900.0, 1900.0, 1100.0, 2100.0)
"""50 x 100 pixels of the frame."""


def pair(width=600, height=500, **given):
    where = grid(width, height)
    return SimpleNamespace(grid_at=where.scaled, frame=FRAME, area=AREA, chunks=1, threads=1,
                           each=lambda work, items: [work(i) for i in items], **given)


class TestPlan:
    def test_a_large_image_has_all_stages_as_they_are(self):
        assert plan(pair(600, 700)) == list(STAGES)

    @pytest.mark.parametrize(("side", "levels"), [(600, {4.0, 2.0, 1.0}), (599, {2.0, 1.0}), (300, {2.0, 1.0}),
                                                  (299, {1.0}), (150, {1.0}), (149, {1.0})])
    def test_a_level_has_to_have_150_pixels_across(self, side, levels):
        for one in (pair(side, 900), pair(900, side)):
            assert {stage.level for stage in plan(one)} == levels

    def test_without_a_coarse_level_its_windows_are_run_at_the_coarsest_there_is(self):
        stages = plan(pair(400, 400))
        assert [(s.level, s.window, s.search, s.spacing) for s in stages[:3]] == [
            (2.0, s.window, s.search, s.spacing) for s in STAGES[:3]]
        assert stages[3:] == [s for s in STAGES if s.level <= 2.0]
        assert plan(pair(100, 100))[3:] == list(STAGES[-2:])

    def test_windows_shrink_as_images_come_nearer(self):
        sides = [s.window for s in STAGES if isinstance(s, WindowStage) and s.level == 4.0]
        assert sides == sorted(sides, reverse=True)

    def test_windows_are_even_and_overlap(self):
        for stage in filter(lambda s: isinstance(s, WindowStage), STAGES):
            assert stage.window % 2 == 0
            assert stage.spacing < stage.window / 2

    def test_what_is_seen_last_is_all_pixels(self):
        assert isinstance(STAGES[-1], GaussNewtonStage)
        assert STAGES[-1].level == 1.0

    def test_a_huge_image_has_nodes_and_places_as_far_apart_as_their_number_allows(self):
        wide = 40_000 * 30_000
        for stage, usual in zip(plan(pair(40_000, 30_000)), STAGES, strict=True):
            assert stage.spacing == pytest.approx(max(usual.spacing, np.sqrt(wide / 60_000) / stage.level))
            if isinstance(stage, WindowStage):
                assert stage.step == pytest.approx(max(usual.step, np.sqrt(wide / 120_000) / stage.level))

    def test_work_is_guessed_by_windows_or_by_tiles_and_steps(self):
        assert local._pieces(pair(800, 500), WindowStage(1.0, 32, 6, 16, 14)) == 20 + int(400_000 / 256 / 40)
        # 1300 x 500 pixels in tiles of 640 are two, looked at for the stiffness, for the error and at each step.
        assert local._pieces(pair(1300, 500), GaussNewtonStage(1.0, 3, 8.0, 0.1)) == 20 + 2 * 5 * 2


def points(count, spread=0.0, seed=0):
    source = np.random.default_rng(seed).uniform((-25, -50), (25, 50), (count, 2))
    target = source + np.array([0.5, -0.25]) + np.random.default_rng(1).normal(0, spread, source.shape)
    return Points(source, target, np.tile(np.eye(2), (count, 1, 1)), np.ones(count), np.full(count, ""), 8.0)


class TestWindows:
    STAGE = WindowStage(2.0, 32, 6, 16, 5)

    def by_windows(self, monkeypatch, seen, before=None):
        self.asked = {}
        monkeypatch.setattr(local, "_measure", lambda _pair, under, *_: self.asked.update(under=under) or seen)
        monkeypatch.setattr(local, "fit_field", lambda *given: self.asked.update(
            zip(("source", "departure", "information", "lattice", "window", "prior"), given, strict=True)) or "fitted")
        affine = displaced(0.0, 0.0, centre=FRAME.centre)
        return local._by_windows(pair(), affine, before, self.STAGE, "orientation", True, again=False)

    @pytest.mark.parametrize(("count", "fitted"), [(30, "fitted"), (29, None)])
    def test_fewer_than_thirty_bend_nothing(self, monkeypatch, count, fitted):
        assert self.by_windows(monkeypatch, points(count)) == fitted

    def test_a_field_is_fitted_to_what_they_depart_from_the_affine_on_nodes_over_the_area(self, monkeypatch):
        self.by_windows(monkeypatch, points(60))
        assert np.allclose(self.asked["departure"], (0.5, -0.25))
        lattice = self.asked["lattice"]
        assert lattice.spacing == 10.0, "five pixels of a level of two"
        assert np.all(np.array(lattice.origin) <= (-25, -50))
        assert self.asked["window"] == 64.0
        assert self.asked["prior"] is None

    def test_points_that_their_neighbours_contradict_have_no_say(self, monkeypatch):
        seen = points(90)
        seen.moving[::9] += (20.0, 13.0)
        self.by_windows(monkeypatch, seen)
        assert 60 < len(self.asked["source"]) <= 80
        assert np.abs(self.asked["departure"]).max() < 1
        # Scatter of more than a pixel and a half of the level is no ground.
        assert self.by_windows(monkeypatch, points(90, 6.0)) is None

    def test_what_is_known_already_is_refined(self, monkeypatch):
        before = FieldFit(Lattice((-60.0, -80.0), 20.0, (8, 6)), np.ones((2, 8, 6)), np.ones(3), 0.1, 0.1)
        self.by_windows(monkeypatch, points(60), before)
        assert isinstance(self.asked["under"], LocalTransform)
        assert self.asked["prior"].shape == (2, *self.asked["lattice"].shape)
        assert self.by_windows(monkeypatch, points(10), before) is before

    @pytest.mark.parametrize(("window", "room"), [
        ((0, 0, 200, 150), (24, 24, 24, 24)), ((0, 0, 100, 150), (24, 24, 0, 24)), ((50, 20, 100, 50), (0, 0, 0, 0)),
        ((100, 20, 100, 130), (0, 0, 24, 24)), ((1, 1, 198, 148), (0, 0, 0, 0))])
    def test_tiles_at_the_border_stick_out_by_what_windows_need(self, window, room):
        lattice = grid(200, 150)
        assert local._at_border(lattice.window(*window), lattice, 24) == room

    def test_tiles_overlap_by_what_windows_on_both_sides_of_a_seam_need(self):
        """Half a window of 16 and a search of 6 pixels to either side of the middle of 1300 columns."""
        first, second = local._tiles(pair(1300, 500), WindowStage(1.0, 32, 6, 16, 14))
        assert first.shape == second.shape == (500, 650 + 22)
        assert second.to_pixel(*first.to_world(672.0, 0.0))[0] == pytest.approx(44.0)

    def test_a_tile_is_read_with_room_for_the_search_on_both_sides(self, monkeypatch):
        read = []
        one = pair(300, 200, fixed_block=lambda where: picture(where, np.zeros(where.shape)),
                   moving_image=lambda where, _transform, margin: read.append((where.shape, margin)))
        monkeypatch.setattr(local, "measure_block", lambda _p, _b, _t, *how, **sizes: read.append((how, sizes))
                            or points(3))
        stage = WindowStage(1.0, 32, 6, 16, 14)
        local._measure(one, identity(), stage, local._tiles(one, stage), "balanced", False)
        # Half a window and the search beyond each side.
        assert read == [((200 + 44, 300 + 44), 12),
                        (("balanced", False), {"window": 32, "search": 6, "step": 16, "sparing": True})]


class TestFields:
    LATTICE = Lattice((-30.0, -60.0), 10.0, (14, 8))

    def test_a_field_of_the_frame_is_the_same_displacement_of_places(self):
        coefficients = np.random.default_rng(0).normal(size=(2, 14, 8))
        fitted = FieldFit(self.LATTICE, coefficients, np.ones(1), 0.1, 0.1)
        affine = displaced(3.0, 1.0, centre=FRAME.centre)
        found = field_transform(fitted, affine, FRAME)
        assert found.affine == affine
        # A field that is the same at all nodes moves all places by that: in pixels of 4 m and 2 m.
        even = field_transform(FieldFit(self.LATTICE, np.ones((2, 14, 8)), np.ones(1), 0.1, 0.1), affine, FRAME)
        x, y = np.array([1000.0, 1040.0]), np.array([2000.0, 1950.0])
        assert np.allclose(even(x, y), np.add(affine(x, y), [[4.0], [2.0]]))
        assert found.lattice * (3, 4) == pytest.approx((1000 + 4 * (-30 + 3 * 10), 2000 + 2 * (-60 + 4 * 10)))
        assert np.allclose(found.coefficients, coefficients * np.array([4.0, 2.0])[:, None, None])

    def test_the_area_in_the_frame(self):
        low, high = local._box(pair())
        assert (low.tolist(), high.tolist()) == ([-25, -50], [25, 50])

    def test_what_folds_is_smoothed_some_hundred_times_at_most(self, monkeypatch):
        monkeypatch.setattr(local, "_SMOOTHINGS", 3)
        wild = LocalTransform(identity(), Affine(10.0, 0, 0, 0, -10.0, 0), 80 * np.random.default_rng(1).normal(
            size=(2, 12, 14)))
        looked = []
        jacobians = LocalTransform.jacobians
        monkeypatch.setattr(LocalTransform, "jacobians", lambda field: looked.append(1) or jacobians(field))
        local.unfolded(wild)
        assert len(looked) == 3

    @pytest.mark.parametrize(("least", "smoothed"), [(0.04, True), (0.06, False)])
    def test_what_shrinks_ground_to_a_twentieth_counts_as_folded(self, monkeypatch, least, smoothed):
        field = LocalTransform(identity(), Affine(10.0, 0, 0, 0, -10.0, 0), np.zeros((2, 9, 8)))
        answers = [np.full((16, 14), least), np.ones((16, 14))]
        monkeypatch.setattr(LocalTransform, "jacobians", lambda _: answers.pop(0))
        assert (local.unfolded(field) is not field) is smoothed


class TestPixels:
    """Steps of Gauss and Newton go on until nearly all nodes are settled, as often as the stage says."""

    STAGE = GaussNewtonStage(2.0, 4, 5.0, 0.02)
    FITTED = FieldFit(Lattice((-30.0, -60.0), 10.0, (14, 8)), np.zeros((2, 14, 8)), np.ones(1), 0.1, 0.1)

    def by_pixels(self, monkeypatch, steps, selected=(0.3, "guess"), sampled=False, final=False):
        self.asked, self.merged = [], []
        train = SimpleNamespace(merge=self.merged.append)
        monkeypatch.setattr(local, "train_and_test",
                            lambda *_, signed: [train, "test", "signed"] if signed else [train, "test"])
        monkeypatch.setattr(local, "select_stiffness", lambda *given: self.asked.append(given[4]) or selected)
        monkeypatch.setattr(local, "of_all", lambda *_: "all")

        def step(equations, coefficients, anchor, stiffness, longest, guess):
            assert anchor is self.FITTED.coefficients
            self.asked.append(("train" if equations is train else equations, stiffness, longest, guess))
            moved = np.zeros(coefficients.size)
            moved[:steps[0][1]] = steps[0][0]
            steps.pop(0)
            return coefficients + moved.reshape(coefficients.shape)

        monkeypatch.setattr(local, "step", step)
        images = SimpleNamespace(sampled=sampled)
        return local._by_pixels(pair(), displaced(centre=FRAME.centre), self.FITTED, None, self.STAGE, images, "before",
                                final=final)

    def test_pixels_that_support_nothing_leave_what_was_before(self, monkeypatch):
        assert self.by_pixels(monkeypatch, [], selected=None) == ("before", None)
        assert self.asked == [0.02]

    def test_what_was_seen_under_it_says_how_far_the_last_field_is_off(self, monkeypatch):
        assert self.by_pixels(monkeypatch, [], selected=None, final=True) == ("before", "signed")
        # After a step it would be that of another field.
        assert self.by_pixels(monkeypatch, [(0.0, 224)], final=True)[1] is None

    def test_the_first_step_is_by_what_the_stiffness_was_chosen_by_and_the_others_by_all(self, monkeypatch):
        self.by_pixels(monkeypatch, [(1.0, 224), (1.0, 224), (0.0, 224)])
        assert self.asked == [0.02, ("train", 0.3, 4.0, "guess"), ("all", 0.3, 4.0, None), ("all", 0.3, 4.0, None)]
        assert self.merged == ["test"]
        self.by_pixels(monkeypatch, [(0.0, 224)], sampled=True)
        assert self.asked[1][0] == "all"

    @pytest.mark.parametrize(("move", "steps"), [((0.21, 224), 4), ((0.19, 224), 1), ((5.0, 2), 4), ((5.0, 0), 1)])
    def test_it_ends_once_no_node_but_one_in_five_hundred_moves_by_a_tenth_of_a_pixel(self, monkeypatch, move, steps):
        found, _ = self.by_pixels(monkeypatch, [move] * 9)
        assert len(self.asked) - 1 == steps
        assert found.coefficients.max() == pytest.approx(steps * move[0] if move[1] else 0.0)

    def test_the_error_is_drawn_on_the_stage_s_own_nodes_with_its_least_stiffness(self, monkeypatch):
        asked = {}
        monkeypatch.setattr(local, "of_signed", lambda _i, _t, lattice: asked.update(
            spacing=lattice.spacing) or "equations")
        monkeypatch.setattr(local, "drawn_error", lambda *given: asked.update(given=given) or 0.7)
        assert local._drawn_error(pair(), None, self.STAGE, "images", None) == 0.7
        assert asked == {"spacing": 10.0, "given": ("equations", 0.02)}
        assert local._drawn_error(pair(), None, self.STAGE, "images", "seen already") == 0.7
        assert asked["given"] == ("seen already", 0.02)

    def test_a_field_is_put_on_the_nodes_of_the_next_stage(self):
        finer = local._refined(pair(), self.FITTED, GaussNewtonStage(2.0, 4, 2.5, 0.02))
        assert finer.lattice.spacing == 5.0
        assert finer.coefficients.shape == (2, *finer.lattice.shape)


class TestAllStages:
    def solved(self, monkeypatch, stages, fitted="fitted"):
        self.order = []
        monkeypatch.setattr(local, "plan", lambda _: stages)
        monkeypatch.setattr(local, "_pieces", lambda *_: 7)
        monkeypatch.setattr(local, "_by_windows",
                            lambda *given, **_: self.order.append(("windows", given[3].level)) or fitted)
        monkeypatch.setattr(local, "_refined", lambda *_: "finer")
        monkeypatch.setattr(local, "field_transform", lambda fitted, *_: f"field of {fitted}")
        monkeypatch.setattr(local, "unfolded", lambda field: f"unfolded {field}")
        monkeypatch.setattr(local, "_by_pixels", lambda *given, final: self.order.append(("pixels", given[4].level))
                            or (f"pixels at {given[4].level:g} over {given[6]}", f"signed: {final}"))
        monkeypatch.setattr(local, "_drawn_error",
                            lambda *given: SimpleNamespace(rms=0.3 if given[4] == "signed: True" else None,
                                                           squares_at="by the place"))

        def read(_pair, _transform, level, _proxy):
            self.order.append(("read", level))
            return SimpleNamespace(level=level, under=lambda *_: read_images)

        read_images = SimpleNamespace(level=4.0, under=lambda *_: read_images)
        monkeypatch.setattr(local, "level_images", read)
        reports = []
        progress = SimpleNamespace(report=lambda *given, **how: reports.append((given[0], how.get("until"))))
        base = Solution(displaced(centre=FRAME.centre), pair(), "auto", "orientation", 1.0, (), None)
        return local.solve_local(base.pair, base, Request("local"), progress), reports, base

    STAGES = (WindowStage(4.0, 32, 14, 8, 8), GaussNewtonStage(4.0, 24, 8.0, 0.01), GaussNewtonStage(4.0, 16, 4.0, 0.1))

    def test_windows_and_pixels_take_turns_and_a_level_is_read_once(self, monkeypatch):
        found, reports, _ = self.solved(monkeypatch, list(self.STAGES))
        assert self.order == [("windows", 4.0), ("read", 4.0), ("pixels", 4.0), ("pixels", 4.0)]
        assert found.transform == "unfolded field of pixels at 4 over pixels at 4 over fitted"
        assert found.doubt == 0.3
        assert found.drawn == "by the place"
        assert [r[0] for r in reports] == pytest.approx([0.0, 0.25, 0.5, 0.75])
        assert [r[1] for r in reports[:3]] == pytest.approx([0.25, 0.5, 0.75])

    def test_without_a_field_by_windows_there_is_nothing_to_step(self, monkeypatch):
        found, _, base = self.solved(monkeypatch, list(self.STAGES), fitted=None)
        assert found is base
        assert self.order == [("windows", 4.0)]


def test_a_pass_by_windows_is_one_again_if_the_stage_before_it_was_of_the_same_level(monkeypatch):
    """Of those at the coarsest level all but the first; the finer ones follow steps by pixels of a coarser level."""
    seen = []
    monkeypatch.setattr(local, "_by_windows", lambda *_, again: seen.append(again))
    one = pair(600, 700)
    base = Solution(displaced(0.0, 0.0, centre=FRAME.centre), one, "correlation", "balanced", 1.0, (), None)
    assert local.solve_local(one, base, Request(transform="local"), Progress()) is base
    assert seen == [False, True, True, False, False]
