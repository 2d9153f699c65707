"""Whole runs of the commands on real files: what comes out, and that a run that is stopped leaves nothing behind."""

import json
import os
import signal
import subprocess
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import rasterio
from runs import align, command, names, on_a_small_disk, paused, refusal, run
from scenes import displaced, grid, textured, write

PIXEL = 2.0
GRID = grid(400, 400, PIXEL)
TO_WORLD = GRID.transform
EAST, NORTH = -9.4, -6.6
"""The source shows things this far from where they are, in metres."""


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    """source.tif is reference.tif, displaced; noise.tif has nothing to do with either."""
    folder = tmp_path_factory.mktemp("scenes")
    # Where nothing is found all is tried, which takes as long as the raster is large.
    small = GRID.window(130, 140, 120, 110)
    noise = np.random.default_rng(7).normal(3000, 300, small.shape)
    images = {"reference": (textured(GRID), GRID), "source": (textured(GRID, displaced(EAST, NORTH)), GRID),
              "noise": (noise, small)}
    for name, (values, where) in images.items():
        write(folder / f"{name}.tif", values.astype("uint16"), where, nodata=0)
    return folder


@pytest.fixture
def folder(scenes, tmp_path, monkeypatch):
    """A fresh folder with the scenes, which is the current one."""
    for path in scenes.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "temp").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def pixels(path):
    with rasterio.open(path) as dataset:
        return dataset.read(1)


@pytest.mark.usefixtures("folder")
def test_a_shift_is_found_and_taken_out():
    result = run(align(), alone=True)
    assert (result["output_image_path"], result["temp_dir"], result["verdict"]) == ("out.tif", None, "aligned")
    moved = result["transform"]["east"], result["transform"]["north"]
    assert moved == pytest.approx((-EAST, -NORTH), abs=0.03 * PIXEL)
    inner = slice(20, -20)
    before, after = (np.abs(pixels(name)[inner, inner] - pixels("reference.tif")[inner, inner].astype(float)).mean()
                     for name in ("source.tif", "out.tif"))
    assert after < before / 20


@pytest.mark.usefixtures("folder")
def test_a_saved_transform_does_the_same_to_rasters_and_moves_vectors():
    pyogrio, shapely = pytest.importorskip("pyogrio"), pytest.importorskip("shapely")
    run(align("--save-transform", "T.json", "--tie-points", "tie.gpkg"))
    run(command("apply", "--input-data", "source.tif", "--transform-file", "T.json", "--output-data", "again.tif"))
    np.testing.assert_array_equal(pixels("again.tif"), pixels("out.tif"))
    true = TO_WORLD * (200.0, 200.0)
    shown = np.array([true[0] + EAST, true[1] + NORTH])
    pyogrio.raw.write("seen.gpkg", np.asarray([shapely.to_wkb(shapely.points(shown))], object), [np.array([1])], ["id"],
                      driver="GPKG", crs="EPSG:32633", geometry_type="Point")
    run(command("apply", "--input-data", "seen.gpkg", "--transform-file", "T.json", "--output-data", "true.gpkg"))
    place = shapely.from_wkb(pyogrio.raw.read("true.gpkg")[2])[0]
    assert (place.x, place.y) == pytest.approx(true, abs=0.03 * PIXEL)
    assert pyogrio.read_info("tie.gpkg")["features"] > 10


@pytest.mark.usefixtures("folder")
def test_an_export_places_the_source_without_resampling_it():
    run(align("--save-transform", "T.json"))
    run(command("export", "--transform-file", "T.json", "--moving-image", "source.tif", "--output-file", "placed.vrt"))
    with rasterio.open("placed.vrt") as dataset:
        corner = TO_WORLD.c - EAST, TO_WORLD.f - NORTH
        assert (dataset.transform.c, dataset.transform.f) == pytest.approx(corner, abs=0.03 * PIXEL)
        np.testing.assert_array_equal(dataset.read(1), pixels("source.tif"))


def test_a_batch_of_real_pairs(folder):
    pytest.importorskip("distributed")
    done = command("batch", "--fixed-image", "reference.tif", "--moving-images", "*.tif", "--output-folder", "done",
                   "--workers", "1")
    result = run(done, code=3, alone=True)
    verdicts = {Path(p["moving_image_path"]).name: p["verdict"] for p in result["pairs"]}
    assert verdicts == {"source.tif": "aligned", "noise.tif": "failed"}
    assert not (folder / "done" / "noise.tif").exists()
    aligned = next(p for p in result["pairs"] if p["verdict"] == "aligned")
    assert aligned["rmse_after_px"] < 0.1 < aligned["rmse_before_px"]
    assert (folder / "done" / "source.tif").exists()


@contextmanager
def begun(arguments, stage):
    """A command that has come to a stage, in a process group of its own."""
    with subprocess.Popen([*arguments, "--progress", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          text=True, start_new_session=True) as process:
        for line in process.stderr:
            if json.loads(line).get("stage") == stage:
                break
        yield process


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*.tif")}


CTRL_C, TERMINATED, KILLED = (signal.SIGINT, True, 130), (signal.SIGTERM, False, 143), (
    signal.SIGKILL, False, -signal.SIGKILL)


@pytest.mark.parametrize(("stage", "end"), [
    ("read", TERMINATED), ("solve", CTRL_C), ("solve", KILLED), ("assess", TERMINATED), ("warp", CTRL_C),
    ("warp", TERMINATED), ("warp", KILLED)])
def test_a_run_that_ends_early_leaves_all_as_it_was(folder, stage, end):
    number, whole_group, code = end
    (folder / "out.tif").write_bytes(b"an older output")
    before = contents(folder)
    with begun(align("--temp-dir", "temp"), stage) as process:
        (os.killpg if whole_group else os.kill)(process.pid, number)
        out, said = process.communicate(timeout=30)
    assert (process.returncode, out) == (code, ""), said
    assert contents(folder) == before
    if number != signal.SIGKILL:
        assert json.loads(said.splitlines()[-1]) == {
            "event": "error", "type": "Cancelled", "message": "Stopped; nothing was written.", "exit_code": code}
        assert sorted(p.name for p in folder.iterdir()) == sorted([*before, "temp"])
        assert list((folder / "temp").iterdir()) == []


def test_a_run_that_is_stopped_at_its_report_says_that_the_output_is_there(folder):
    pytest.importorskip("matplotlib")
    (folder / "r.html").write_bytes(b"an older report")
    with paused(align("--report", "r.html"), "report") as process:
        process.terminate()
    assert (process.returncode, process.said["message"]) == (143, "Stopped; what was written by then is whole.")
    assert pixels("out.tif").any()
    assert (folder / "r.html").read_bytes() == b"an older report"
    assert names(folder) == ["noise.tif", "out.tif", "r.html", "reference.tif", "source.tif", "temp"]


def test_the_next_run_cleans_up_after_one_that_was_killed(folder):
    with begun(align(), "warp") as process:
        process.kill()
    run(align())
    assert sorted(p.name for p in folder.iterdir()) == ["noise.tif", "out.tif", "reference.tif", "source.tif", "temp"]


@pytest.mark.parametrize("size", ["64k", "256k"])
def test_a_full_disk_leaves_nothing_but_what_was_there(folder, size):
    (folder / "disk").mkdir()
    (folder / "disk" / "out.tif").write_bytes(b"older")
    assert "disk is full" in refusal(on_a_small_disk("disk", size, align(output="disk/out.tif")), 1)
    assert names("disk") == ["out.tif"]
    assert (folder / "disk" / "out.tif").read_bytes() == b"older"


@pytest.mark.parametrize(("arguments", "said"), [
    (["--output-image", "no/such/folder/out.tif"], "no/such/folder does not exist"),
    (["--output-image", "temp"], "folder or device of that name"),
    (["--output-image", "out.tif", "--temp-dir", "nowhere"], "temporary folder nowhere does not exist"),
    (["--output-image", "source.tif"], "is the input"),
    (["--output-image", "reference.tif"], "is the input"),
    (["--output-image", "noise.tif", "--fixed-exclude", "noise.tif=1"], "is the input noise.tif itself"),
    (["--output-image", "out.tif", "--displacement-field", "noise.tif", "--dem", "noise.tif", "--report", "r.html"],
     "is the input noise.tif itself"),
])
def test_what_cannot_be_written_is_said_and_nothing_is_touched(folder, arguments, said):
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    line = refusal(command("align", "--moving-image", "source.tif", "--fixed-image", "reference.tif", *arguments), 2)
    assert said in line
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.parametrize("keep", [100, 20_000, 200_000])
def test_a_truncated_input_is_refused(folder, keep):
    whole = (folder / "source.tif").read_bytes()
    assert keep < len(whole)
    (folder / "source.tif").unlink()
    (folder / "source.tif").write_bytes(whole[:keep])
    assert "source.tif" in refusal(align(), 2)
    assert sorted(p.name for p in folder.iterdir()) == ["noise.tif", "reference.tif", "source.tif", "temp"]


@pytest.mark.parametrize("kilobytes", [100_000, 210_000, 300_000])
def test_too_little_memory_is_said(folder, kilobytes):
    limited = ["bash", "-c", f'ulimit -v {kilobytes}; exec "$@"', "bash", *align()]
    assert "The memory ran out" in refusal(limited, 1)
    assert not (folder / "out.tif").exists()


def test_two_runs_onto_one_output_both_end_well(folder):
    runs = [subprocess.Popen(align(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    for process in runs:
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said
    assert pixels("out.tif").any()
    assert sorted(p.name for p in folder.iterdir()) == ["noise.tif", "out.tif", "reference.tif", "source.tif", "temp"]
