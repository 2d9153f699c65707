"""A batch without its workers: what is checked before they start, and what the summary says."""

import csv
import json
import sys
import threading
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import grid, write

from coregix_core.api import cluster as client
from coregix_core.batch import cluster, run
from coregix_core.batch import dispatch as batch
from coregix_core.batch.outcome import PairResult
from coregix_core.batch.run import BatchResult, run_batch, write_summary
from coregix_core.errors import Cancelled, EngineError, InputError, MissingDependencyError
from coregix_core.options import AlignOptions, BatchOptions


@pytest.fixture
def pair(tmp_path):
    """A source, of which nothing is read, and a reference."""
    (tmp_path / "m.tif").touch()
    write(tmp_path / "f.tif", np.ones((2, 2), np.uint8), grid(2, 2))
    return {"moving_image_path": str(tmp_path / "m.tif"), "fixed_image_path": str(tmp_path / "f.tif")}


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

    def test_pairs_without_an_output_say_why(self):
        pairs = (ONE, replace(ONE, moving_image_path="in/a.tif", verdict="error", message="No such file."),
                 replace(ONE, moving_image_path="in/b.tif", verdict="failed", message=""))
        assert BatchResult("", "t.csv", "", pairs, 1.0).refusals == ("a.tif: No such file.", "b.tif: failed")

    def test_table_and_json_say_the_same(self, tmp_path):
        result = write_summary(tmp_path, (ONE, replace(ONE, verdict="error", rmse_after_px=None)), 3.0, {})
        with Path(result.summary_csv).open(encoding="utf-8", newline="") as file:
            table = list(csv.DictReader(file))
        document = json.loads((tmp_path / "batch-summary.json").read_text())
        assert [row["verdict"] for row in table] == [p["verdict"] for p in document["pairs"]] == ["aligned", "error"]
        assert [row["message"] for row in table] == [ONE.message] * 2
        assert document["verdicts"] == {"aligned": 1, "error": 1}
        assert table[1]["rmse_after_px"] == ""


class TestMeanwhile:
    def test_what_the_summary_needs_is_loaded_beside_the_workers_and_ready_after_them(self, monkeypatch):
        begun, seen = threading.Event(), []

        def load(name):
            begun.wait(10)
            seen.append(name)

        monkeypatch.setattr(run, "load_writers", lambda: load("writers"))
        monkeypatch.setattr("coregix_core.report.load_drawing", lambda: load("drawing"))
        with run._loading_ahead():
            assert not seen
            begun.set()
        assert seen == ["writers", "drawing"]

    def test_what_is_not_installed_ends_no_batch(self, monkeypatch):
        def missing():
            raise ImportError("No module named 'geopandas'")

        seen = []
        monkeypatch.setattr(run, "load_writers", missing)
        monkeypatch.setattr("coregix_core.report.load_drawing", lambda: seen.append("drawing"))
        with pytest.raises(Cancelled), run._loading_ahead():
            raise Cancelled("stopped")
        assert seen == ["drawing"]


class TestBeforeTheWorkersStart:
    @pytest.mark.parametrize("arguments", [
        {}, {"fixed_image_path": "f.tif"}, {"fixed_image_path": "f.tif", "moving_images": ["m.tif"]}])
    def test_half_a_request_is_refused(self, arguments):
        with pytest.raises(InputError, match="Give a pair list, or"):
            run_batch(**arguments)

    def test_no_images_are_refused(self):
        with pytest.raises(InputError, match="moving_images names no files"):
            run_batch(fixed_image_path="f.tif", moving_images=[], output_folder="o")

    def test_a_reference_that_cannot_be_read_is_refused_at_once(self, pair, tmp_path, monkeypatch):
        monkeypatch.setattr(run, "workers_for", lambda *_: pytest.fail("workers were asked for"))
        with pytest.raises(InputError, match=r"fixed raster .* cannot be opened"):
            run_batch(moving_images=[pair["moving_image_path"]], fixed_image_path=str(tmp_path / "none.tif"),
                      output_folder=tmp_path / "out")

    def test_a_folder_that_cannot_be_made_is_refused(self, pair, tmp_path):
        with pytest.raises(InputError, match="cannot be made"):
            run_batch(None, pair["fixed_image_path"], [pair["moving_image_path"]], tmp_path / "m.tif" / "out")

    def test_without_the_extra_it_says_what_to_install(self, pair, tmp_path, monkeypatch):
        monkeypatch.setitem(sys.modules, "distributed", None)
        with pytest.raises(MissingDependencyError, match=r"pip install dask distributed cryptography"):
            run_batch(None, pair["fixed_image_path"], [pair["moving_image_path"]], tmp_path / "out")

    def test_a_scheduler_that_is_not_there_is_said(self, pair, tmp_path, monkeypatch):
        monkeypatch.setattr(client, "START_SECONDS", 0.5)
        with pytest.raises(EngineError, match=r"tcp://127\.0\.0\.1:1 has no workers or cannot be reached"):
            run_batch(None, pair["fixed_image_path"], [pair["moving_image_path"]], tmp_path / "out",
                      scheduler="tcp://127.0.0.1:1")

    @pytest.mark.parametrize(("values", "count", "expected"), [
        ({"workers": 3}, 10, 3), ({"workers": 3}, 2, 2), ({}, 100, 8), ({"threads": 4}, 100, 2),
        ({"memory_budget": 4096}, 100, 2), ({"memory_budget": 999_999}, 100, 1),
    ])
    def test_workers_are_as_many_as_processors_and_memory_allow(self, values, count, expected, monkeypatch):
        monkeypatch.setattr(cluster, "available_threads", lambda: 8)
        monkeypatch.setitem(sys.modules, "distributed.system", SimpleNamespace(MEMORY_LIMIT=16 << 30))
        assert cluster.worker_count(BatchOptions(**values), count) == expected


def test_a_cluster_that_lost_all_its_workers_is_not_waited_for_without_end(pair, tmp_path, monkeypatch):
    """The worker answers, and is gone when it is asked again."""
    pytest.importorskip("distributed")
    monkeypatch.setattr(batch, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(batch, "finished", lambda _: [])
    monkeypatch.setattr(batch, "_stop", lambda running, _: running.clear())
    left = iter([1, 1])
    client = SimpleNamespace(
        nthreads=lambda: {"w": 1} if next(left, 0) else {}, submit=lambda *_, **__: "a future",
        subscribe_topic=lambda *_: None, unsubscribe_topic=lambda _: None)
    job = batch.Job(0, AlignOptions(**pair, output_image_path="o.tif", threads=1), tmp_path / "note.json")
    with pytest.raises(EngineError, match="lost all its workers; the pairs that are finished stay"):
        batch.dispatch(client, [job], batch.Board(1, {}, None), 1)


class TestBoard:
    def test_the_whole_is_made_of_finished_pairs_and_parts_of_others(self):
        events = []
        board = batch.Board(4, {0: ONE, 1: replace(ONE, verdict="failed")}, events.append)
        board.heard((0.0, (2, 0.5)))
        board.report()
        assert events[0].overall == pytest.approx(0.98 * 2.5 / 4)
        assert events[0].message == "2 of 4 pairs, 1 not aligned"

    def test_workers_that_are_there_are_a_fiftieth_of_it(self):
        events = []
        board = batch.Board(4, {}, events.append)
        board.report()
        board.started = True
        board.report()
        assert [event.overall for event in events] == [0.0, 0.02]

    def test_false_stops_the_batch(self):
        with pytest.raises(Cancelled, match="goes on from there"):
            batch.Board(1, {}, lambda _: False).report()
