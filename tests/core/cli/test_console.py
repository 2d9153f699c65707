"""What is seen on stderr while a command runs."""

import io
import json
import logging
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coregix_core.cli import console
from coregix_core.cli.console import Console, TimeLeft, logged_to, plain
from coregix_core.errors import Option, Sentence
from coregix_core.options import ALIGN
from coregix_core.progress import ProgressEvent


class Terminal(io.StringIO):
    def isatty(self):
        return True


class Closed(io.StringIO):
    def write(self, _):
        raise BrokenPipeError


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch):
    """A terminal whose colours do not depend on who runs the tests."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")


@pytest.mark.parametrize(("elapsed", "overall", "said"), [
    (1.0, 0.5, ""), (10.0, 0.01, ""), (10.0, 1.0, ""), (10.0, 0.5, ", about 0:10 left"),
    (30.0, 0.25, ", about 1:30 left"), (1000.0, 0.1, ", about 2:30:00 left")])
def test_the_time_left_is_told_once_it_is_more_than_a_guess(elapsed, overall, said):
    assert TimeLeft().wording(elapsed, overall) == said


@given(st.lists(st.tuples(st.floats(0.01, 20), st.floats(0, 0.2)), max_size=60))
def test_the_time_left_never_grows_by_more_than_a_quarter(steps):
    """Whatever the pace: seconds between events, and what each adds to the share that is done."""
    left, told, elapsed, overall = TimeLeft(), list[float](), 0.0, 0.0
    for seconds, share in steps:
        elapsed, overall = elapsed + seconds, min(1.0, overall + share)
        if (one := left.seconds(elapsed, overall)) is not None:
            told.append(one)
    for i, one in enumerate(told):
        assert one <= 1.25 * max(1.0, min(told[: i + 1])) + 1e-9


def test_the_time_left_follows_a_steady_pace():
    left = TimeLeft()
    assert [left.seconds(t, t / 100) for t in (10.0, 50.0, 90.0)] == pytest.approx([90.0, 50.0, 10.0])


def test_a_bar_is_redrawn_in_place_and_not_too_often(monkeypatch):
    now = iter([0.0, 0.2, 0.25, 0.4])
    monkeypatch.setattr(console.time, "monotonic", lambda: next(now))
    stream = Terminal()
    shown = Console("align", "auto", stream)
    for share in (0.5, 0.6, 1.0):
        shown.progress(ProgressEvent("warp", share, share))
    assert [part.split("]")[-1].strip() for part in stream.getvalue().split("\r")[1:]] == ["50% warp", "100% warp"]
    shown.clear()
    assert stream.getvalue().endswith(" \r")


def test_a_line_takes_the_bars_place():
    stream = Terminal()
    shown = Console("align", "auto", stream)
    shown.progress(ProgressEvent("warp", 0.5, 0.5))
    shown.error("InputError", "No such file.", 2)
    assert stream.getvalue().split("\r")[-1] == "coregix align: \033[31merror\033[0m: No such file.\n"


def test_what_a_name_may_hold_stays_one_line_and_commands_no_terminal():
    stream = io.StringIO()
    shown = Console("align", "auto", stream)
    shown.error("RasterError", "The raster a\nb\x1b[31m\u2028Ü.tif is none.", 2)
    shown.log("info", "c\rd\x9b")
    shown.summary("aligned: e\tf\nsecond line")
    assert stream.getvalue().splitlines() == [
        r"coregix align: error: The raster a\nb\x1b[31m\u2028Ü.tif is none.", r"c\rd\x9b", r"aligned: e\tf",
        "second line"]


@pytest.mark.parametrize(("style", "stream"), [("auto", io.StringIO()), ("none", Terminal())])
def test_there_is_no_bar_in_a_pipe_nor_where_none_is_wanted(style, stream):
    Console("align", style, stream).progress(ProgressEvent("warp", 0.5, 0.5))
    assert stream.getvalue() == ""


def test_a_step_that_is_told_again_is_shown_once():
    stream = io.StringIO()
    shown = Console("align", "json", stream)
    for share in (0.5, 0.5, 0.6, 0.5):
        shown.progress(ProgressEvent("warp", share, share))
    assert [json.loads(line)["fraction"] for line in stream.getvalue().splitlines()] == [0.5, 0.6, 0.5]


@pytest.mark.parametrize(("environment", "stream", "coloured"), [
    ({}, Terminal(), True), ({"NO_COLOR": "1"}, Terminal(), False), ({"TERM": "dumb"}, Terminal(), False),
    ({}, io.StringIO(), False)])
def test_colours_are_for_terminals_that_want_them(monkeypatch, environment, stream, coloured):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\033[" in Console("align", "auto", stream).coloured("x", "red")) is coloured


@pytest.mark.parametrize(("verdict", "code"), [("aligned", "32"), ("uncertain", "33"), ("failed", "31")])
def test_the_verdict_has_its_colour(verdict, code):
    stream = Terminal()
    Console("align", "none", stream).summary(f"{verdict}: moved 1 m east")
    assert stream.getvalue() == f"\033[{code}m{verdict}\033[0m: moved 1 m east\n"


def test_a_summary_without_a_verdict_stays_as_it_is():
    stream = Terminal()
    Console("doctor", "none", stream).summary("All that coregix needs works.")
    assert stream.getvalue() == "All that coregix needs works.\n"


@pytest.mark.parametrize("style", ["none", "json"])
def test_some_refusals_are_told_to_people_and_none_to_programs(style):
    stream = io.StringIO()
    Console("stack", style, stream).refusals([f"{n}.tif: bad\n" for n in range(7)])
    told = [rf"  {n}.tif: bad\n" for n in range(5)] + ["  ... and 2 more"]
    assert stream.getvalue().splitlines() == (told if style == "none" else [])


def test_an_error_without_a_command_has_no_blank():
    stream = io.StringIO()
    Console("", "none", stream).error("InputError", "There is no command 'x'.", 2)
    assert stream.getvalue() == "coregix: error: There is no command 'x'.\n"


def test_each_kind_of_line_is_an_event_in_json():
    stream = io.StringIO()
    shown = Console("align", "json", stream)
    shown.log("warning", "look")
    shown.summary("aligned: x")
    shown.error("OutputError", "full", 1)
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == [
        {"event": "log", "level": "warning", "message": "look"},
        {"event": "log", "level": "info", "message": "aligned: x"},
        {"event": "error", "type": "OutputError", "message": "full", "exit_code": 1}]


@pytest.mark.parametrize(("style", "named"), [("none", "--moving-nodata"), ("json", "moving_nodata")])
def test_people_read_the_options_of_the_command_in_its_warnings(style, named):
    stream = io.StringIO()
    with logged_to(Console("align", style, stream, name_of=ALIGN.flag)):
        logging.getLogger("coregix_core").warning(Sentence("say so ({option})", option=Option("moving_nodata")))
    assert f"say so ({named})" in stream.getvalue()


def test_nobody_listening_is_no_failure():
    shown = Console("align", "json", Closed())
    shown.progress(ProgressEvent("warp", 0.5, 0.5))
    shown.error("InputError", "x", 2)


def test_only_our_own_log_is_shown_and_warnings_are_not():
    stream = io.StringIO()
    with logged_to(Console("align", "json", stream)):
        logging.getLogger("coregix_core.warping.warper").info("%d tiles", 3)
        logging.getLogger("rasterio").error("GDAL says no")
        warnings.warn("for programmers", stacklevel=1)
    logging.getLogger("coregix_core").info("not any more")
    assert [json.loads(line) for line in stream.getvalue().splitlines()] == [
        {"event": "log", "level": "info", "message": "3 tiles"}]


@pytest.mark.parametrize(("value", "expected"), [
    (float("nan"), None), (float("-inf"), None), (np.float32(0.5), 0.5), (np.int64(3), 3), (np.bool_(True), True),
    (np.array([1.0, np.nan]), [1.0, None]), ((1, (2,)), [1, [2]]), ({1: {"a": np.nan}}, {"1": {"a": None}}),
    (True, True), (None, None), (np.float64(1.5), 1.5), (complex(1, 2), "(1+2j)")])
def test_any_value_becomes_json(value, expected):
    assert plain(value) == expected
    json.dumps(plain(value), allow_nan=False)
