"""A batch as it runs: real workers in processes of their own, some of which die, and runs that are stopped or killed.

The pipeline's place is taken by one whose pairs do as the source's text says ("good 0.3" takes 0.3 s and writes its
output), so that every ending can be brought about. What real pairs do is in test_end_to_end.
"""

import json
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path

import numpy as np
import pytest
from scenes import grid, write

pytest.importorskip("distributed")

ROOT = Path(__file__).parents[1]

STAND_IN = '''
import importlib.abc, importlib.util, os, signal, sys, time
from pathlib import Path
from types import SimpleNamespace as Values

def align_image_pair(moving_image_path, fixed_image_path, output_image_path, progress=None, **settings):
    from coregix_core import errors
    from coregix_core.progress import ProgressEvent

    with open(moving_image_path + ".tries", "a") as file:
        file.write("x")
    Path(moving_image_path + ".pid").write_text(str(os.getpid()))
    tries = len(Path(moving_image_path + ".tries").read_text())
    what, _, seconds = Path(moving_image_path).read_text().partition(" ")
    before, after = Values(rmse_px=2.0), Values(rmse_px=0.1, ce90_px=0.15, count=40)
    moved = Values(east=7.0, north=-19.0, rotation_deg=0.0, scale_x_ppm=0.0, scale_y_ppm=0.0)
    found = {"residual_before": before, "uncertainty_ce90_px": 0.02, "reason": "agrees"}
    told = {"transform": Values(model="rigid"), "displacement": moved, "pixel_size": 2.0, "unit": "metre",
            "report_path": None}
    part = Path(output_image_path + ".part")
    part.touch()
    try:
        end = time.monotonic() + float(seconds or 0)
        while True:
            if progress(ProgressEvent("solve", 0.5, 0.5)) is False:
                raise errors.Cancelled("stopped")
            if time.monotonic() >= end:
                break
            time.sleep(0.05)
        if what == "grow":  # its worker may have twice its budget
            held = [bytearray(os.urandom(1 << 20)) * 800]
            time.sleep(30)
        if what == "die" or (what == "die-once" and tries == 1):
            part.unlink()
            os.kill(os.getpid(), signal.SIGKILL)
        if what == "error":
            raise errors.RasterError("no raster")
        if what == "refuse":
            raise errors.UnreliableAlignmentError(
                "no texture", result=Values(assessment=Values(residual_after=None, **found), **told))
        Path(output_image_path).write_text(f"{settings['transform']} {settings['threads']} {os.getpid()}")
        return Values(verdict="aligned", output_image_path=output_image_path, summary=lambda: "aligned: moved",
                      assessment=Values(residual_after=after, **found), **told)
    finally:
        part.unlink(missing_ok=True)

class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        return importlib.util.spec_from_loader(name, self) if name == "coregix_core.api.pipeline" else None

    def exec_module(self, module):
        module.align_image_pair = align_image_pair

sys.meta_path.insert(0, Finder())
if "PLAIN" in os.environ:  # as without the extras for tables and reports, whose import takes longer than the run
    sys.modules.update(dict.fromkeys(("geopandas", "matplotlib")))
with open("started", "a") as file:
    file.write("x")
'''


def with_stand_in(folder, patch):
    """The current folder, in which processes find the stand-in."""
    (folder / "stand_in").mkdir()
    (folder / "stand_in" / "sitecustomize.py").write_text(STAND_IN)
    patch.setenv("PYTHONPATH", f"{folder / 'stand_in'}{os.pathsep}{ROOT}")
    patch.chdir(folder)
    # Looked at before any pair is.
    write(folder / "ref.tif", np.ones((8, 8), np.uint8), grid(8, 8))
    return folder


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder for sources. Runs there write no report and no table with outlines, which ``mixed`` has."""
    monkeypatch.setenv("PLAIN", "yes")
    return with_stand_in(tmp_path, monkeypatch)


def sources(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.tif").write_text(text)


def command(*arguments):
    return [sys.executable, "-m", "coregix_core", "batch", "--fixed-image", "ref.tif", "--moving-images", "*.tif",
            "--output-folder", "out", *arguments]


def run(*arguments):
    done = subprocess.run(command(*arguments), capture_output=True, text=True, check=False, timeout=120)
    assert "Traceback" not in done.stderr
    return done


def outcomes(done):
    return {Path(p["moving_image_path"]).stem: p["verdict"] for p in json.loads(done.stdout)["pairs"]}


def tries(folder):
    return {path.name.split(".")[0]: len(path.read_text()) for path in folder.glob("*.tries")}


def finished(folder):
    """The pairs that a run noted as finished, which the next one does not do again."""
    notes = [json.loads(path.read_text()) for path in (folder / "out" / ".coregix-batch").glob("*.json")]
    return {Path(note["result"]["moving_image_path"]).stem for note in notes}


def wait_for(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.05)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory):
    """(folder, finished process) of a run of two workers whose pairs end in all ways, with its progress as JSON.

    Each run starts a scheduler and workers, which takes longer than what the pairs do.
    """
    with pytest.MonkeyPatch.context() as patch:
        folder = with_stand_in(tmp_path_factory.mktemp("mixed"), patch)
        sources(folder, a="good 1.5", b="error", c="refuse", d="good", e="die-once 0.2", f="die")
        return folder, run("--workers", "2", "--transform", "rigid", "--threads", "3", "--progress", "json")


def test_each_pair_has_its_own_end(mixed):
    folder, done = mixed
    assert done.returncode == 3
    assert outcomes(done) == {"a": "aligned", "b": "error", "c": "failed", "d": "aligned", "e": "aligned", "f": "error"}
    assert (folder / "out" / "a.tif").read_text().startswith("rigid 3 ")
    assert sorted(p.name for p in (folder / "out").iterdir() if p.suffix != ".tif") == [
        ".coregix-batch", "batch-summary.csv", "batch-summary.html", "batch-summary.json", "batch-summary.parquet"]
    assert json.loads((folder / "out" / "batch-summary.json").read_text())["pairs"] == json.loads(done.stdout)["pairs"]


def test_a_pair_whose_worker_dies_is_done_by_another(mixed):
    # Once more if the pair that kills each worker took this one's result along.
    assert tries(mixed[0])["e"] >= 2


def test_a_pair_that_kills_every_worker_does_not_stop_the_others(mixed):
    folder, done = mixed
    assert "The worker was lost" in json.loads(done.stdout)["pairs"][5]["message"]
    assert tries(folder)["f"] > 1
    assert (folder / "out" / "d.tif").exists()


def test_one_progress_for_all(mixed):
    events = [json.loads(line) for line in mixed[1].stderr.splitlines()]
    overall = [e["overall"] for e in events if e["event"] == "progress"]
    assert overall == sorted(overall)
    assert overall[-1] == 1.0
    # Between the sixths that a finished pair each makes.
    assert any(abs(6 * value - round(6 * value)) > 0.02 for value in overall), "a pair counts while it runs"
    assert events[-2]["message"] == "6 of 6 pairs, 3 not aligned"


def test_the_next_run_does_what_failed_or_changed_and_else_nothing(folder):
    sources(folder, a="good", b="good", c="error")
    first = run("--workers", "1")
    assert first.stderr.startswith("3 pairs: 2 aligned, 1 error")
    sources(folder, a="good 0.1", c="good")
    second = run("--workers", "1")
    assert (first.returncode, second.returncode) == (3, 0)
    assert tries(folder) == {"a": 2, "b": 1, "c": 2}
    before = len((folder / "started").read_text())
    third = run("--workers", "1")
    assert len((folder / "started").read_text()) == before + 1, "no workers are started for nothing"
    assert json.loads(third.stdout)["resumed"] == 3


def test_a_worker_killed_from_outside_is_replaced(folder):
    sources(folder, a="good 3", b="good 3")
    with subprocess.Popen(command("--workers", "2"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as run:
        wait_for(lambda: len(tries(folder)) == 2)
        os.kill(int((folder / "a.tif.pid").read_text()), signal.SIGKILL)
        out, said = run.communicate(timeout=60)
    assert run.returncode == 0, said
    assert tries(folder) == {"a": 2, "b": 1}
    assert json.loads(out)["verdicts"] == {"aligned": 2}


@pytest.mark.parametrize(("number", "whole_group", "code"), [
    (signal.SIGINT, True, 130), (signal.SIGTERM, False, 143), (signal.SIGKILL, False, -signal.SIGKILL)])
def test_a_run_that_is_stopped_or_killed_goes_on_later(folder, number, whole_group, code):
    sources(folder, a="good", b="good", c="good 30")
    with subprocess.Popen(command("--workers", "1"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          start_new_session=True) as batch:
        wait_for(lambda: len(tries(folder)) == 3)
        start = time.monotonic()
        (os.killpg if whole_group else os.kill)(batch.pid, number)
        out, said = batch.communicate(timeout=60)
    assert (batch.returncode, out) == (code, "")
    assert time.monotonic() - start < 15
    assert finished(folder) == {"a", "b"}
    if number != signal.SIGKILL:
        assert said.endswith("Stopped; the pairs that are finished stay, and the same command goes on from there.\n")
        assert [*(folder / "out").glob("*.part"), *(folder / "out" / ".coregix-batch").glob("*.stop")] == []
        return
    # The others leave the same notes, from which the next run goes on.
    sources(folder, c="good")
    done = run("--workers", "1")
    assert outcomes(done) == dict.fromkeys("abc", "aligned")
    assert tries(folder) == {"a": 1, "b": 1, "c": 2}


@contextmanager
def cluster(threads=1):
    """A scheduler with one worker, in processes of their own: (address, scheduler, worker)."""
    with ExitStack() as closing:
        def started(*arguments, **options):
            process = subprocess.Popen([sys.executable, "-m", *arguments, "--no-dashboard"], stdout=subprocess.DEVNULL,
                                       text=True, **options)
            closing.enter_context(process)
            closing.callback(process.terminate)
            return process

        scheduler = started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0",
                            stderr=subprocess.PIPE)
        address = next(found[0] for line in scheduler.stderr if (found := re.search(r"tcp://[\d.:]+", line)))
        worker = started("distributed.cli.dask_worker", address, "--nthreads", str(threads), "--no-nanny",
                         stderr=subprocess.DEVNULL)
        yield address, scheduler, worker


def test_a_cluster_that_exists_does_the_work_of_a_list_that_sets_options_for_each_pair(folder):
    sources(folder, a="good", b="good")
    (folder / "pairs.csv").write_text("moving_image,fixed_image,output_image,transform\n"
                                      "a.tif,ref.tif,done/a.tif,affine\nb.tif,ref.tif,done/b.tif,\n")
    with cluster(threads=2) as (address, _, _):
        done = subprocess.run([sys.executable, "-m", "coregix_core", "batch", "pairs.csv", "--scheduler", address,
                               "--transform", "rigid"], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    assert outcomes(done) == {"a": "aligned", "b": "aligned"}
    models, threads, workers = zip(*((folder / "done" / f"{name}.tif").read_text().split() for name in "ab"),
                                   strict=True)
    assert models == ("affine", "rigid")
    assert threads == ("2", "2"), "threads are the worker's own"
    assert len(set(workers)) == 1, "the cluster has one worker"
    assert (folder / "batch-summary.csv").exists()


def test_a_scheduler_that_is_lost_is_said_and_what_is_finished_stays(folder):
    sources(folder, a="good", b="good 30")
    with cluster() as (address, scheduler, _), subprocess.Popen(
            command("--scheduler", address), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as batch:
        wait_for(lambda: len(tries(folder)) == 2)
        scheduler.kill()
        out, said = batch.communicate(timeout=60)
    assert (batch.returncode, out) == (1, "")
    assert "The connection to the scheduler was lost" in said
    assert "the same command goes on from there" in said
    assert "Traceback" not in said
    assert finished(folder) == {"a"}


def test_a_pair_that_outgrows_its_memory_does_not_stop_the_others(folder, monkeypatch):
    # Else it is tried on four workers, each of which takes its time to start.
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "1")
    sources(folder, a="grow", b="good")
    done = run("--workers", "2", "--memory-budget", "256")
    assert done.returncode == 3
    assert outcomes(done) == {"a": "error", "b": "aligned"}
    assert "more memory (memory_budget)" in json.loads(done.stdout)["pairs"][0]["message"]
