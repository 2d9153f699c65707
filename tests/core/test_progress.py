"""Progress: stages in order, one overall fraction, and a way to stop."""

import pytest

from coregix_core.errors import Cancelled
from coregix_core.progress import STAGES, Progress


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
