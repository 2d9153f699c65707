"""What grey values say of a solution by edges: whether they lie best there, and where elastix ends."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, displaced, grid, picture, textured

from coregix_core.geometry import Frame
from coregix_core.geometry.transform import identity
from coregix_core.progress import Progress
from coregix_core.registration import opinion
from coregix_core.registration.opinion import Opinion, opinion_of


@pytest.mark.parametrize(("ends", "confirms"), [
    ([(1.0, 0.5), (1.2, 0.5), (1.1, 0.7)], True),
    ([(3.9, 0.0), (3.9, 0.1), (3.9, -0.1)], True),
    ([(4.1, 0.0), (4.1, 0.1), (4.1, -0.1)], False),
    ([(1.6, 0.0), (-1.6, 0.0), (0.0, 0.0)], False),
    ([(1.4, 0.0), (-1.4, 0.0), (0.0, 0.0)], True),
    ([(0.0, 0.0), (0.1, 0.0), (np.nan, np.nan)], False)])
def test_an_opinion_confirms_what_all_runs_come_to(ends, confirms):
    assert Opinion(np.array(ends), 1.0).confirms is confirms


def test_an_opinion_differs_by_where_the_runs_end_in_the_middle():
    assert Opinion(np.array([(3.0, 3.0), (3.0, 4.0), (3.0, 5.0)]), 2.0).difference == pytest.approx(10.0)


class Asked:
    """An engine that ends at a place (complex pixels of the image), from wherever it begins."""

    def __init__(self, *ends):
        self.ends, self.begun = list(ends), []

    def start(self):
        pass

    def register(self, *_):
        end = self.ends[len(self.begun)]
        self.begun.append(end)
        # What is found is the rest of the way from the start.
        away = end - opinion._STARTS[len(self.begun) - 1]
        return None if np.isnan(end) else np.array([[1, 0, away.real], [0, 1, away.imag]])


class TestOpinion:
    WHERE = grid(60, 50, 2.0)

    def asked(self, *ends):
        engine, frame = Asked(*ends), Frame(tuple(float(v) for v in self.WHERE.to_world(30, 25)), (0.5, 0.5))
        blank = picture(self.WHERE, np.zeros(self.WHERE.shape))
        # Of the nearest overview: elastix looks at a coarse image, of which no pixel has to be exact.
        pair = SimpleNamespace(frame=frame, placed=lambda *_, any_overview: blank if any_overview else None)
        return opinion_of(pair, blank, identity(frame.centre), engine, Progress()), engine

    def test_the_ends_are_places_of_the_image_whichever_start_led_there(self):
        found, engine = self.asked(*[0.1 + 0.2j] * len(opinion._STARTS))
        assert found.ends == pytest.approx(np.tile([0.1, 0.2], (len(opinion._STARTS), 1)))
        assert found.pixel == pytest.approx(4.0)
        assert found.confirms
        assert found.difference == pytest.approx(4.0 * np.hypot(0.1, 0.2))
        assert len(engine.begun) == len(opinion._STARTS)

    @pytest.mark.parametrize("first", [np.nan, 40 + 0j, 0 - 40j])
    def test_after_one_run_that_ends_elsewhere_or_nowhere_no_other_is_asked(self, first):
        found, engine = self.asked(complex(first), 0j, 0j, 0j)
        assert len(engine.begun) == 1
        assert not found.confirms


class TestAllDisplacements:
    """Mutual information at all displacements around a solution, before elastix is asked from one place alone."""

    WHERE = grid(400, 400, 1.0)

    def asked(self, shift, engine, *, by_areas=False):
        centre = tuple(float(v) for v in self.WHERE.to_world(200, 200))
        ground = Ground(5, 8.0, 120.0)
        fixed = picture(self.WHERE, textured(self.WHERE, ground=ground))
        # Folded, on a slope that has most of its grey values: no edge of it needs to be one of the other.
        shown = np.abs(textured(self.WHERE, displaced(*shift, 0.0, 1.0, centre), ground) - 3000) + 9 * np.arange(400.0)
        if by_areas:
            # In either sense and of any tone, by areas: no tone of one image is any of the other.
            at, rng = np.arange(400) // 32, np.random.default_rng(3)
            sense, tone = rng.choice([-1.0, 1.0], (13, 13)), rng.normal(0, 9000, (13, 13))
            shown = textured(self.WHERE, displaced(*shift, 0.0, 1.0, centre), ground) * sense[np.ix_(at, at)]
            shown += tone[np.ix_(at, at)]
        placed = picture(self.WHERE, shown)
        pair = SimpleNamespace(frame=Frame(centre, (1.0, 1.0)), placed=lambda *_, **__: placed)
        return opinion_of(pair, fixed, identity(centre), engine, Progress())

    @staticmethod
    def ends(*at, events=None):
        begun, events = [], events if events is not None else []

        class Ends:
            def start(self):
                events.append("loads")

            def register(self, *_):
                events.append("runs")
                begun.append(None)
                return None if at == () else np.array([[1.0, 0.0, at[0]], [0.0, 1.0, at[1]]])

        return Ends(), begun

    @pytest.mark.parametrize(("at", "confirms"), [((0.5, -1.0), True), ((5.0, 0.0), False), ((), False)])
    def test_one_run_of_elastix_says_how_far_off_the_highest_is(self, at, confirms):
        engine, begun = self.ends(*at)
        found = self.asked((0.0, 0.0), engine)
        assert found.chance < 0.04
        assert found.confirms is confirms
        assert len(begun) == 1
        if confirms:
            assert found.difference == pytest.approx(np.hypot(*at))

    def test_where_another_displacement_has_more_the_place_is_left_to_elastix_alone(self):
        engine, begun = self.ends(30.0, 0.0)
        found = self.asked((24.0, 0.0), engine)
        assert found.chance == 1.0
        assert not found.confirms
        assert len(begun) == 1

    def test_elastix_loads_while_they_are_looked_at(self, monkeypatch):
        events, measured = [], opinion.mutual_information
        monkeypatch.setattr(opinion, "mutual_information", lambda *given: events.append("looks") or measured(*given))
        self.asked((0.0, 0.0), self.ends(0.5, -1.0, events=events)[0])
        assert events == ["loads", "looks", "runs"]

    def test_tones_that_go_together_in_small_windows_alone_confirm_without_elastix(self):
        engine, begun = self.ends(30.0, 0.0)
        found = self.asked((2.0, 1.0), engine, by_areas=True)
        assert found.confirms
        assert found.chance < 1e-3
        assert found.difference == pytest.approx(np.hypot(2.0, 1.0), abs=0.7)
        assert not begun
        # Rows count downward.
        assert found.ends[0] == pytest.approx((2.0, -1.0), abs=0.7)

    @pytest.mark.parametrize(("top", "asked"), [(20.0, 0), (3.0, 1)])
    def test_what_unrelated_images_show_as_well_is_left_to_elastix(self, monkeypatch, top, asked):
        surface = np.random.default_rng(1).normal(0, 1, (25, 25)).clip(-2, 2)
        surface[12, 12] = top
        monkeypatch.setattr(opinion, "local_correlation", lambda *_: surface)
        monkeypatch.setattr(opinion, "mutual_information", lambda *_: -surface)
        engine, begun = self.ends()
        assert self.asked((0.0, 0.0), engine).confirms is (asked == 0)
        assert len(begun) == asked

    def test_that_they_go_together_best_in_the_middle_is_no_proof_if_they_hardly_stand_out(self):
        surface = np.random.default_rng(1).normal(0, 1, (25, 25)).clip(-2, 2)
        surface[12, 12] = 2.5
        assert opinion._chance_of(surface, 1.3, 1.2, by_place=False) > 0.5
        assert opinion._chance_of(surface, 1.3, 1.2) < 0.04

    @pytest.mark.parametrize(("top", "least", "most"), [(0.0, 1.0, 1.0), (3.0, 0.03, 0.04), (12.0, 1e-5, 3e-4)])
    def test_luck_is_that_of_a_place_at_least_and_of_how_far_it_stands_out(self, top, least, most):
        surface = np.random.default_rng(1).normal(0, 1, (25, 25)).clip(-2, 2)
        surface[12, 12] = top
        assert least <= opinion._chance_of(surface, 0.7, 1.2) <= most
        # What is within twice the distance that confirms is the peak's own flank, and no other ground.
        flank = surface.copy()
        flank[12, 15] = -50.0
        assert opinion._chance_of(flank, 0.7, 1.2) == opinion._chance_of(surface, 0.7, 1.2)


def test_elastix_begins_at_the_corners_of_a_triangle_of_equal_sides_around_the_solution():
    starts = opinion._STARTS
    assert np.abs(starts) == pytest.approx([7.0, 7.0, 7.0])
    assert abs(starts.sum()) < 1e-9
    assert np.abs(starts - np.roll(starts, 1)) == pytest.approx(np.full(3, 7 * np.sqrt(3)))
