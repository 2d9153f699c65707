"""A batch without its workers: what is checked before they start, what counts as done, what the summary says."""

import csv
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from coregix_core import batch, outcome
from coregix_core.batch import BatchResult, run_batch
from coregix_core.errors import (
    Cancelled,
    EngineError,
    InputError,
    MissingDependencyError,
    RasterError,
    UnreliableAlignmentError,
)
from coregix_core.outcome import PairResult, key_of, noted, outcome_of

RESIDUALS = SimpleNamespace(
    residual_before=SimpleNamespace(rmse_px=2.5), residual_after=SimpleNamespace(rmse_px=0.08))


@pytest.fixture
def pair(tmp_path):
    """Arguments for a pair of files."""
    for name in ("m.tif", "f.tif"):
        (tmp_path / name).write_text(name)
    return {"moving_image_path": str(tmp_path / "m.tif"), "fixed_image_path": str(tmp_path / "f.tif"),
            "output_image_path": str(tmp_path / "o.tif"), "transform": "auto", "threads": 0, "memory_budget": 1024}


@pytest.fixture
def pipeline(monkeypatch):
    """Let a function stand in for align_image_pair."""
    def stand_in(function):
        monkeypatch.setitem(sys.modules, "coregix_core.pipeline", SimpleNamespace(align_image_pair=function))
    return stand_in


def writes_output(output_image_path, **_):
    Path(output_image_path).write_text("pixels")
    return SimpleNamespace(verdict="aligned", output_image_path=output_image_path, assessment=RESIDUALS,
                           summary=lambda: "aligned: moved 7 m")


def raises(error):
    def function(**_):
        raise error
    return function


class TestOutcome:
    def test_an_aligned_pair_tells_its_residuals(self, pair, pipeline, tmp_path):
        pipeline(writes_output)
        found = outcome_of(pair, tmp_path / "note.json", print)
        assert (found.verdict, found.output_image_path, found.message) == (
            "aligned", pair["output_image_path"], "aligned: moved 7 m")
        assert (found.rmse_before_px, found.rmse_after_px, found.resumed) == (2.5, 0.08, False)
        assert found.seconds >= 0

    def test_a_refused_pair_tells_what_was_measured(self, pair, pipeline, tmp_path):
        measured = SimpleNamespace(assessment=SimpleNamespace(**{**vars(RESIDUALS), "residual_after": None}))
        pipeline(raises(UnreliableAlignmentError("no texture", measured)))
        found = outcome_of(pair, tmp_path / "note.json", print)
        assert (found.verdict, found.message, found.output_image_path) == ("failed", "no texture", None)
        assert (found.rmse_before_px, found.rmse_after_px) == (2.5, None)

    @pytest.mark.parametrize(("error", "message"), [
        (UnreliableAlignmentError("no texture"), "no texture"), (RasterError("no raster"), "no raster"),
        (ZeroDivisionError("oops"), "internal error, ZeroDivisionError: oops")])
    def test_whatever_goes_wrong_is_an_outcome(self, pair, pipeline, tmp_path, error, message):
        pipeline(raises(error))
        assert outcome_of(pair, tmp_path / "note.json", print).message == message

    def test_a_stop_is_none(self, pair, pipeline, tmp_path):
        pipeline(raises(Cancelled("stopped")))
        with pytest.raises(Cancelled):
            outcome_of(pair, tmp_path / "note.json", print)
        assert not (tmp_path / "note.json").exists()


class TestNotes:
    @pytest.fixture
    def done(self, pair, pipeline, tmp_path):
        """A note of a pair that was aligned."""
        pipeline(writes_output)
        outcome_of(pair, tmp_path / "note.json", print)
        return tmp_path / "note.json"

    def test_a_finished_pair_is_known(self, pair, done):
        assert noted(pair, done).resumed
        assert noted(pair, done).rmse_after_px == 0.08

    def test_it_is_done_again_where_its_output_is_gone_or_changed(self, pair, done):
        os.utime(pair["output_image_path"], (1, 1))
        assert noted(pair, done) is None
        Path(pair["output_image_path"]).unlink()
        assert noted(pair, done) is None

    def test_a_refusal_is_known_and_an_error_is_tried_again(self, pair, pipeline, tmp_path):
        pipeline(raises(UnreliableAlignmentError("no texture")))
        outcome_of(pair, tmp_path / "note.json", print)
        assert noted(pair, tmp_path / "note.json").verdict == "failed"
        pipeline(raises(EngineError("crashed")))
        outcome_of(pair, tmp_path / "note.json", print)
        assert noted(pair, tmp_path / "note.json") is None

    @pytest.mark.parametrize("text", [
        "", "{", "[]", "null", '{"result": {}}', '{"result": {"verdict": 3}, "output": 1}'])
    def test_a_broken_note_counts_for_nothing(self, pair, tmp_path, text):
        (tmp_path / "note.json").write_text(text)
        assert noted(pair, tmp_path / "note.json") is None

    def test_the_key_is_that_of_inputs_and_settings(self, pair, tmp_path):
        key = key_of(pair)
        assert key_of(dict(pair)) == key
        assert key_of({**pair, "threads": 4, "memory_budget": 4096}) == key
        assert key_of({**pair, "transform": "affine"}) != key
        (tmp_path / "m.tif").write_text("changed")
        assert key_of(pair) != key

    def test_another_version_does_its_own(self, pair, monkeypatch):
        key = key_of(pair)
        monkeypatch.setattr(outcome, "__version__", "0.0.1")
        assert key_of(pair) != key


ONE = PairResult("m.tif", "f.tif", "o.tif", "aligned", 2.0, 0.1, 1.5, 'says "x", and more')


class TestSummary:
    @pytest.mark.parametrize(("verdicts", "code"), [
        (["aligned", "uncertain"], 0), (["aligned", "failed"], 3), (["error"], 3)])
    def test_the_exit_code_tells_whether_all_went_well(self, verdicts, code):
        pairs = tuple(replace(ONE, verdict=v) for v in verdicts)
        assert BatchResult("", "", "", pairs, 1.0).exit_code == code

    def test_the_line_for_people_counts(self):
        pairs = (ONE, ONE, replace(ONE, verdict="failed"))
        assert BatchResult("", "t.csv", "", pairs, 1.0).summary() == "3 pairs: 2 aligned, 1 failed; the table is t.csv"

    def test_table_and_json_say_the_same(self, tmp_path):
        result = batch._summarised(tmp_path, (ONE, replace(ONE, verdict="error", rmse_after_px=None)), 3.0)
        with Path(result.summary_csv).open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        document = json.loads((tmp_path / "batch-summary.json").read_text())
        assert [row["verdict"] for row in table] == [p["verdict"] for p in document["pairs"]] == ["aligned", "error"]
        assert [row["message"] for row in table] == [ONE.message] * 2
        assert document["verdicts"] == {"aligned": 1, "error": 1}
        assert table[1]["rmse_after_px"] == ""


class TestBeforeTheWorkersStart:
    @pytest.mark.parametrize("arguments", [
        {}, {"fixed_image_path": "f.tif"}, {"fixed_image_path": "f.tif", "moving_images": ["m.tif"]},
        {"fixed_image_path": "f.tif", "moving_images": [], "output_folder": "o"}])
    def test_half_a_request_is_refused(self, arguments):
        with pytest.raises(InputError, match="Give a pair list, or"):
            run_batch(**arguments)

    def test_a_folder_that_cannot_be_made_is_refused(self, pair, tmp_path):
        with pytest.raises(InputError, match="cannot be made"):
            run_batch(None, pair["fixed_image_path"], [pair["moving_image_path"]], tmp_path / "m.tif" / "out")

    def test_without_the_extra_it_says_what_to_install(self, pair, tmp_path, monkeypatch):
        monkeypatch.setitem(sys.modules, "distributed", None)
        with pytest.raises(MissingDependencyError, match=r"pip install 'coregix\[batch\]'"):
            run_batch(None, pair["fixed_image_path"], [pair["moving_image_path"]], tmp_path / "out")

    def test_a_scheduler_that_is_not_there_is_said(self, pair, tmp_path, monkeypatch):
        monkeypatch.setattr(batch, "START_SECONDS", 0.5)
        with pytest.raises(EngineError, match=r"tcp://127\.0\.0\.1:1 has no workers or cannot be reached"):
            run_batch(None, pair["fixed_image_path"], [pair["moving_image_path"]], tmp_path / "out",
                      scheduler="tcp://127.0.0.1:1")

    @pytest.mark.parametrize(("values", "count", "expected"), [
        ({"workers": 3, "threads": 0, "memory_budget": 1024}, 10, 3),
        ({"workers": 3, "threads": 0, "memory_budget": 1024}, 2, 2),
        ({"workers": 0, "threads": 0, "memory_budget": 1024}, 100, 8),
        ({"workers": 0, "threads": 4, "memory_budget": 1024}, 100, 2),
        ({"workers": 0, "threads": 0, "memory_budget": 4096}, 100, 2),
        ({"workers": 0, "threads": 0, "memory_budget": 999_999}, 100, 1),
    ])
    def test_workers_are_as_many_as_processors_and_memory_allow(self, values, count, expected, monkeypatch):
        monkeypatch.setattr(batch, "_processors", lambda: 8)
        monkeypatch.setitem(sys.modules, "distributed.system", SimpleNamespace(MEMORY_LIMIT=16 << 30))
        assert batch._worker_count(values, count) == expected


class TestBoard:
    def test_the_whole_is_made_of_finished_pairs_and_parts_of_others(self):
        events = []
        board = batch._Board(4, {0: ONE, 1: replace(ONE, verdict="failed")}, events.append)
        board.heard((0.0, (2, 0.5)))
        board.report()
        assert events[0].overall == pytest.approx(2.5 / 4)
        assert events[0].message == "2 of 4 pairs, 1 not aligned"

    def test_false_stops_the_batch(self):
        with pytest.raises(Cancelled, match="goes on there"):
            batch._Board(1, {}, lambda _: False).report()
