"""Progress: stages in order, one overall fraction, and a way to stop."""

from itertools import pairwise
from threading import Event, Timer, get_ident

import pytest

from coregix_core.errors import Cancelled
from coregix_core.progress import STAGES, Progress, only
from coregix_core.threads import beat, each, using_threads


def test_the_stages_make_up_the_whole():
    assert sum(STAGES.values()) == pytest.approx(1.0)


def test_the_overall_fraction_only_grows_and_ends_at_one():
    events = []
    progress = Progress(events.append)
    for name in STAGES:
        with progress.stage(name):
            progress.report(0.5, "half")
    overall = [event.overall for event in events]
    assert overall == sorted(overall)
    assert (overall[0], overall[-1]) == (0.0, pytest.approx(1.0))
    assert [e.message for e in events if e.fraction == 0.5] == ["half"] * len(STAGES)


def test_a_stage_within_a_stage_gives_the_outer_one_back():
    events = []
    progress = Progress(events.append)
    with progress.stage("warp"):
        with progress.stage("assess"):
            pass
        progress.report(0.5)
    assert [e.stage for e in events] == ["warp", "assess", "assess", "warp", "warp"]


def test_each_stage_is_timed_even_where_it_fails():
    progress = Progress()
    with pytest.raises(KeyError), progress.stage("solve"):
        raise KeyError
    with progress.stage("solve"):
        pass
    assert set(progress.seconds) == {"solve"}
    assert progress.seconds["solve"] > 0


@pytest.mark.parametrize(("answer", "stops"), [(False, True), (None, False), (True, False), (0, False)])
def test_only_false_stops_the_run(answer, stops):
    progress = Progress(lambda _: answer)
    if stops:
        with pytest.raises(Cancelled, match="nothing was written"), progress.stage("read"):
            pass
    else:
        with progress.stage("read"):
            pass


def test_a_portion_is_that_part_of_its_stage_alone():
    told = []
    progress = Progress(lambda event: told.append(event.fraction))
    for low, high in ((0.0, 0.25), (0.25, 1.0)):
        with progress.portion(low, high), progress.stage("solve"):
            progress.report(0.5)
    with progress.stage("assess"):
        pass
    assert told == pytest.approx([0.0, 0.125, 0.25, 0.25, 0.625, 1.0, 0.0, 1.0])


def test_a_run_that_is_stopped_when_its_output_has_its_name_says_so():
    progress = Progress(lambda event: event.fraction < 1.0)
    with pytest.raises(Cancelled, match="what was written by then is whole"), progress.stage("warp"):
        pass


class TestPieces:
    """Each piece of work that is done within a stage moves it on, so that no stage sits still while it works."""

    def test_each_piece_moves_a_stage_on_and_none_ends_it(self):
        told = []
        progress = Progress(told.append)
        with progress.stage("solve", pieces=10):
            for _ in range(60):
                beat()
        overall = [event.overall for event in told[:-1]]
        assert len(overall) == 61
        assert all(b > a for a, b in pairwise(overall))
        assert told[-2].fraction < 1.0 == told[-1].fraction

    def test_a_stretch_leads_no_further_than_was_said(self):
        told = []
        progress = Progress(told.append)
        with progress.stage("solve"):
            progress.report(0.2, "search", until=0.4, pieces=5)
            beat(1000)
            assert 0.39 < told[-1].fraction < 0.4
            assert told[-1].message == "search"
            progress.report(0.4, "next")
        assert told[-2].fraction == 0.4

    def test_what_comes_once_more_does_not_draw_it_back(self):
        told = []
        progress = Progress(told.append)
        with progress.stage("solve"):
            progress.report(0.8)
            progress.report(0.1)
            beat(5)
        overall = [event.overall for event in told]
        assert overall == sorted(overall)

    @pytest.mark.parametrize("threads", [1, 3])
    def test_pieces_of_other_threads_count_and_the_runs_own_tells_them(self, threads):
        tellers, seen = set(), []

        def told(event):
            tellers.add(get_ident())
            seen.append(event.overall)

        def work(_):
            each(lambda _: None, range(4))

        progress = Progress(told)
        with progress.stage("solve", pieces=40), using_threads(threads):
            each(work, range(6))
        assert tellers == {get_ident()}
        # Six pieces, and the four of each.
        assert max(seen[:-1]) == pytest.approx(STAGES["read"] + STAGES["solve"] * 0.75 * 30 / 40)

    def test_the_run_can_be_stopped_while_other_threads_work(self):
        asked = []

        def callback(_):
            asked.append(1)
            return len(asked) < 3  # the beginning of the stage, a first poll, a second

        done = Event()

        def waits(_):
            done.wait(10)

        progress = Progress(callback)
        Timer(1.0, done.set).start()
        with pytest.raises(Cancelled), using_threads(2), progress.stage("solve"):
            each(waits, range(2))
        assert len(asked) == 3

    def test_outside_of_a_stage_nobody_listens(self):
        beat()
        told = []
        with Progress(told.append).stage("read"):
            pass
        count = len(told)
        beat()
        assert len(told) == count


def test_shares_are_those_of_the_stages_that_come():
    told = []
    progress = Progress(told.append, only("assess", "report"))
    with progress.stage("assess"):
        pass
    with progress.stage("report"):
        pass
    assert [event.overall for event in told] == pytest.approx([0, 2 / 3, 2 / 3, 1])
