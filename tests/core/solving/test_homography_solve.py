"""The steps of a homography by tie points: what is asked of it at each look, and when it is not taken."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import displaced

from coregix_core.errors import InputError
from coregix_core.fitting import fit
from coregix_core.fitting.placed_fits import to_homography
from coregix_core.geometry import Frame, HomographyTransform, identity
from coregix_core.pairing.blocks import Points
from coregix_core.pairing.solution import Request, Solution
from coregix_core.solving import perspective
from coregix_core.solving.perspective import _View, in_perspective

RNG = np.random.default_rng(3)
PLACES = RNG.uniform(-150, 150, (300, 2))
AREA = (-300.0, -300.0, 300.0, 300.0)
PAIR = SimpleNamespace(frame=Frame((0.0, 0.0), (2.0, 2.0)), area=AREA, within=lambda _: PAIR)


def seen(tilt=3e-4, noise=0.05, search=8.0, wrong=0):
    """Tie points of a view from aside; of so many the target lies anywhere."""
    target = PLACES / (1 + PLACES @ (tilt, -tilt))[:, None] + (3.0, -2.0) + RNG.normal(0, noise, PLACES.shape)
    target[:wrong] += RNG.uniform(-8, 8, (wrong, 2))
    count = len(PLACES)
    return Points(PLACES, target, np.tile(np.eye(2), (count, 1, 1)), np.ones(count), np.full(count, ""), search)


def view_of(points):
    return perspective._view(points, PAIR, identity())


def solution(points, agreement=0.5, level=1.0):
    affine = fit("affine", points.fixed, points.moving, points.information, np.ones(300, bool), np.zeros(2))
    return Solution(identity(), PAIR, "orientation", "orientation", level, (), affine, agreement,
                    looked=(level, points))


class TestView:
    def test_it_is_fitted_to_what_neighbours_say_and_holds_what_lies_within_a_pixel(self):
        view = view_of(seen(wrong=60))
        assert 0.75 < view.inside.mean() < 0.86
        truth = seen(noise=0.0)
        x, y = PAIR.frame.to_world(PLACES)
        assert np.abs(np.subtract(view.transform(x, y), PAIR.frame.to_world(truth.moving))).max() < 0.2

    def test_of_a_coarser_level_a_pixel_is_longer(self):
        loose = seen(noise=0.7)
        assert view_of(replace(loose, search=24.0)).inside.mean() > 0.95
        assert view_of(loose).inside.mean() < 0.75

    def test_neighbours_are_compared_in_what_the_transform_so_far_leaves(self):
        """Where a far turn is known already, neighbours agree on the rest of it."""
        turned = displaced(rotation_deg=80.0, centre=(0.0, 0.0))
        plain = seen()
        x, y = turned(*PAIR.frame.to_world(plain.moving))
        far = replace(plain, moving=PAIR.frame.to_frame(x, y))
        assert np.allclose(perspective._left(far, PAIR.frame, turned), plain.moving - plain.fixed)
        assert perspective._view(far, PAIR, turned).inside.mean() > 0.95

    def test_few_points_or_luck_carry_none(self, monkeypatch):
        points = seen()
        few = Points(*(getattr(points, name)[:31] for name in ("fixed", "moving", "information", "score", "reason")),
                     8.0)
        assert view_of(few) is None
        assert view_of(seen(wrong=300)) is None
        for luck, there in ((0.1, True), (0.11, False)):
            monkeypatch.setattr(perspective, "luck", lambda *_, luck=luck: luck)
            assert (view_of(points) is not None) is there

    def test_luck_is_that_of_four_points(self, monkeypatch):
        asked = []
        monkeypatch.setattr(perspective, "luck", lambda *given: asked.append(given[1:]) or 0.0)
        view_of(seen(search=4.0))
        assert asked == [(0.5, 4.0, 4)]

    def test_a_horizon_near_the_image_is_none_of_a_photograph(self, monkeypatch):
        points = seen()
        for depth, there in ((0.21, True), (0.2, False)):
            monkeypatch.setattr(HomographyTransform, "clearance", lambda *_, depth=depth: depth)
            assert (view_of(points) is not None) is there

        def singular(*_):
            raise InputError("singular")

        monkeypatch.setattr(perspective, "to_homography", singular)
        assert view_of(points) is None


class TestWorth:
    def worth(self, points, agreement=0.5):
        return perspective._worth(view_of(points), solution(points, agreement))

    def test_it_has_to_pay_for_its_parameters(self):
        assert self.worth(seen())
        assert not self.worth(seen(tilt=0.0))

    def test_as_many_points_have_to_lie_on_it_as_on_the_affine(self):
        points = seen(wrong=60)
        share = view_of(points).inside.mean()
        assert self.worth(points, agreement=share)
        assert not self.worth(points, agreement=share + 0.01)

    @pytest.mark.parametrize(("left", "worth"), [(0.49, True), (0.5, False)])
    def test_it_explains_half_of_what_bends(self, monkeypatch, left, worth):
        parts = [left, 1.0]
        monkeypatch.setattr(perspective, "smooth_part", lambda *_: parts.pop(0))
        assert self.worth(seen()) is worth


class Looks:
    """Levels of which each look sees a view that is told, as a shift in pixels; None is none."""

    def __init__(self, monkeypatch, told):
        self.told, self.read, self.measured = list(told), [], []
        monkeypatch.setattr(perspective, "overlap", lambda _pair, _transform: AREA)
        monkeypatch.setattr(perspective, "read_blocks", lambda _pair, level, transform, count: self.read.append(
            (level, round(float(transform(0.0, 0.0)[0]), 3), count)) or ("read", len(self.read)))
        monkeypatch.setattr(perspective, "measure", lambda _pair, blocks, *_: self.measured.append(blocks))
        monkeypatch.setattr(perspective, "_view", lambda *_: self.view())

    def view(self):
        east = self.told.pop(0)
        return None if east is None else shifted(east)


def shifted(east):
    points = seen()
    found = fit("homography", PLACES, PLACES + np.array([east, 0.0]), points.information, np.ones(300, bool),
                np.zeros(2))
    return _View(points, found, np.arange(300) < 240, to_homography(found, PAIR.frame))


def looked(monkeypatch, told, level=1.0):
    looks = Looks(monkeypatch, told)
    base = replace(solution(seen(), level=level), blocks=())
    return looks, perspective._looked(base, shifted(0.0), Request(blocks=7))


class TestLooks:
    def test_a_level_is_looked_at_until_it_no_longer_moves(self, monkeypatch):
        looks, (_, found) = looked(monkeypatch, [1.0, 1.5, 1.51, 9.0])
        assert looks.told == [9.0]
        assert found.transform(0.0, 0.0)[0] == pytest.approx(3.02)
        assert (found.agreement, found.fit.model, found.blocks) == (0.8, "homography", ("read", 1))

    def test_less_than_a_fiftieth_of_a_coarse_pixel_is_less_of_it(self, monkeypatch):
        looks, _ = looked(monkeypatch, [0.07, 9.0], level=4.0)
        assert looks.told == [9.0]
        looks, _ = looked(monkeypatch, [0.09, 0.09, 9.0], level=4.0)
        assert looks.told == [9.0]

    def test_eight_times_at_most(self, monkeypatch):
        looks, _ = looked(monkeypatch, [float(i % 2) for i in range(1, 12)])
        assert len(looks.measured) == 8

    def test_images_are_read_anew_once_it_moved_by_half_the_search(self, monkeypatch):
        looks, _ = looked(monkeypatch, [3.9, 4.1, 4.1])
        assert looks.read == [(1.0, 0.0, 7), (1.0, 8.2, 7)]

    def test_what_no_longer_agrees_ends_it_with_the_last_that_did(self, monkeypatch):
        _, (view, _) = looked(monkeypatch, [2.0, None])
        assert view.transform(0.0, 0.0)[0] == pytest.approx(4.0)
        assert looked(monkeypatch, [None])[1] is None

    def test_as_does_a_view_that_leaves_the_reference(self, monkeypatch):
        looks = Looks(monkeypatch, [2.0])
        monkeypatch.setattr(perspective, "overlap", lambda *_: None)
        assert perspective._looked(solution(seen()), shifted(0.0), Request()) is None
        assert looks.told == [2.0]

    def test_each_level_goes_on_from_the_last_that_agreed(self, monkeypatch):
        begun, answers = [], [("one", "first"), None, ("two", "second")]
        monkeypatch.setattr(perspective, "_looked",
                            lambda base, view, _: begun.append((base.level, view)) or answers.pop(0))
        assert perspective._down("start", solution(seen()), [4.0, 2.0, 1.0], Request()) == ("two", "second")
        assert begun == [(4.0, "start"), (2.0, "one"), (1.0, "one")]


class TestAsked:
    def asked(self, monkeypatch, transform, view="view", worth=True, refined=("refined", "taken"), found=None):
        levels = []
        monkeypatch.setattr(perspective, "_view", lambda *_: view)
        monkeypatch.setattr(perspective, "_worth", lambda seen, _: worth if isinstance(worth, bool) else worth[seen])
        monkeypatch.setattr(perspective, "_down", lambda _v, _f, asked, _r: levels.append(asked) or refined)
        found = found or solution(seen(), level=2.0)
        return found, in_perspective(found, [8.0, 4.0, 2.0, 1.0], Request(transform)), levels

    def test_auto_takes_one_that_pays_at_first_and_at_last(self, monkeypatch):
        assert self.asked(monkeypatch, "auto")[1:] == ("taken", [[2.0, 1.0]])
        found, answer, levels = self.asked(monkeypatch, "auto", worth=False)
        assert (answer is found, levels) == (True, [])
        found, answer, levels = self.asked(monkeypatch, "auto", worth={"view": True, "refined": False})
        assert (answer is found, len(levels)) == (True, 1)

    def test_one_that_is_asked_for_need_not_pay(self, monkeypatch):
        assert self.asked(monkeypatch, "homography", worth=False)[1] == "taken"

    @pytest.mark.parametrize("missing", [{"view": None}, {"refined": None}])
    def test_if_there_is_none_the_affine_stays_and_whoever_asked_is_told(self, monkeypatch, caplog, missing):
        found, answer, _ = self.asked(monkeypatch, "auto", **missing)
        assert answer is found
        assert not caplog.text
        found, answer, _ = self.asked(monkeypatch, "homography", **missing)
        assert answer is found
        assert "agree on no homography" in caplog.text
        caplog.clear()
        self.asked(monkeypatch, "homography", found=replace(found, fit=None), **missing)
        assert not caplog.text

    def test_other_models_are_left_alone_and_so_is_what_was_never_looked_at(self, monkeypatch):
        for model in ("affine", "local"):
            found, answer, levels = self.asked(monkeypatch, model)
            assert (answer is found, levels) == (True, [])
        bare = replace(solution(seen()), looked=None)
        assert self.asked(monkeypatch, "homography", found=bare)[1] is bare
