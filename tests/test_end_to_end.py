"""Whole runs of the commands on real files: what comes out, and that a run that is stopped leaves nothing behind."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from scipy import ndimage

SIZE, PIXEL, SHIFT = 400, 2.0, (-4.7, 3.3)
TO_WORLD = Affine(PIXEL, 0.0, 500_000.0, 0.0, -PIXEL, 5_800_000.0)
"""The source shows things 4.7 pixels too far west and 3.3 pixels too far south."""


def write(path, values):
    profile = {"driver": "GTiff", "width": SIZE, "height": SIZE, "count": 1, "dtype": "uint16", "nodata": 0,
               "crs": "EPSG:32633", "transform": TO_WORLD}
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(values.astype("uint16"), 1)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    """source.tif is reference.tif, shifted; noise.tif has nothing to do with either."""
    folder = tmp_path_factory.mktemp("scenes")
    rng = np.random.default_rng(7)
    texture = sum(ndimage.gaussian_filter(rng.normal(size=(SIZE + 100, SIZE + 100)), s) * s for s in (1.5, 5.0, 15.0))
    texture = 3000 + 500 * texture / texture.std()
    inner = slice(50, 50 + SIZE)
    write(folder / "reference.tif", texture[inner, inner])
    write(folder / "source.tif", ndimage.shift(texture, SHIFT[::-1], order=3)[inner, inner])
    write(folder / "noise.tif", rng.normal(3000, 300, (SIZE, SIZE)))
    return folder


@pytest.fixture
def folder(scenes, tmp_path, monkeypatch):
    """A fresh folder with the scenes, which is the current one."""
    for path in scenes.iterdir():
        (tmp_path / path.name).symlink_to(path)
    (tmp_path / "temp").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def command(name, *arguments):
    return [sys.executable, "-m", "coregix_core", name, *arguments]


def align(*more, moving="source.tif"):
    return command("align", "--moving-image", moving, "--fixed-image", "reference.tif", "--output-image", "out.tif",
                   *more)


def run(arguments, code=0):
    done = subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout) if done.stdout else None


def pixels(path):
    with rasterio.open(path) as dataset:
        return dataset.read(1)


@pytest.mark.usefixtures("folder")
def test_a_shift_is_found_and_taken_out():
    result = run(align())
    assert (result["output_image_path"], result["temp_dir"], result["verdict"]) == ("out.tif", None, "aligned")
    moved = result["transform"]["east"] / PIXEL, result["transform"]["north"] / PIXEL
    assert moved == pytest.approx((-SHIFT[0], SHIFT[1]), abs=0.03)
    inner = slice(20, -20)
    before, after = (np.abs(pixels(name)[inner, inner] - pixels("reference.tif")[inner, inner].astype(float)).mean()
                     for name in ("source.tif", "out.tif"))
    assert after < before / 20


def test_what_cannot_be_aligned_is_refused_with_its_measurements(folder):
    result = run(align(moving="noise.tif"), code=3)
    assert (result["output_image_path"], result["verdict"]) == (None, "failed")
    assert not (folder / "out.tif").exists()


@pytest.mark.usefixtures("folder")
def test_a_saved_transform_does_the_same_to_rasters_and_moves_vectors():
    pyogrio, shapely = pytest.importorskip("pyogrio"), pytest.importorskip("shapely")
    run(align("--save-transform", "T.json", "--tie-points", "tie.gpkg"))
    run(command("apply", "--input-data", "source.tif", "--transform-file", "T.json", "--output-data", "again.tif"))
    np.testing.assert_array_equal(pixels("again.tif"), pixels("out.tif"))
    shown = np.array([TO_WORLD * (200.0 + SHIFT[0], 200.0 + SHIFT[1])])
    pyogrio.raw.write("seen.gpkg", np.asarray(shapely.to_wkb(shapely.points(shown)), object), [np.array([1])], ["id"],
                      driver="GPKG", crs="EPSG:32633", geometry_type="Point")
    run(command("apply", "--input-data", "seen.gpkg", "--transform-file", "T.json", "--output-data", "true.gpkg"))
    place = shapely.from_wkb(pyogrio.raw.read("true.gpkg")[2])[0]
    assert (place.x, place.y) == pytest.approx(TO_WORLD * (200.0, 200.0), abs=0.1)
    assert pyogrio.read_info("tie.gpkg")["features"] > 10


@pytest.mark.usefixtures("folder")
def test_an_export_places_the_source_without_resampling_it():
    run(align("--save-transform", "T.json"))
    run(command("export", "--transform-file", "T.json", "--moving-image", "source.tif", "--output-file", "placed.vrt"))
    with rasterio.open("placed.vrt") as dataset:
        assert ~TO_WORLD * (dataset.transform * (0.0, 0.0)) == pytest.approx((-SHIFT[0], -SHIFT[1]), abs=0.03)
        np.testing.assert_array_equal(dataset.read(1), pixels("source.tif"))


def test_a_batch_of_real_pairs(folder):
    pytest.importorskip("distributed")
    done = command("batch", "--fixed-image", "reference.tif", "--moving-images", "*.tif", "--output-folder", "done",
                   "--workers", "1")
    result = run(done, code=3)
    verdicts = {Path(p["moving_image_path"]).name: p["verdict"] for p in result["pairs"]}
    assert verdicts == {"source.tif": "aligned", "noise.tif": "failed"}
    aligned = next(p for p in result["pairs"] if p["verdict"] == "aligned")
    assert aligned["rmse_after_px"] < 0.1 < aligned["rmse_before_px"]
    assert (folder / "done" / "source.tif").exists()
    assert run(done, code=3)["resumed"] == 2


@pytest.mark.parametrize("stage", ["read", "solve", "assess", "warp"])
@pytest.mark.parametrize(("number", "whole_group", "code"), [
    (signal.SIGINT, True, 130), (signal.SIGTERM, False, 143), (signal.SIGKILL, False, -signal.SIGKILL)],
    ids=["Ctrl-C", "SIGTERM", "SIGKILL"])
def test_a_run_that_ends_early_leaves_all_as_it_was(folder, stage, number, whole_group, code):
    (folder / "out.tif").write_bytes(b"an older output")
    before = {path.name: path.read_bytes() for path in folder.glob("*.tif")}
    arguments = align("--temp-dir", "temp", "--progress", "json")
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          start_new_session=True) as process:
        for line in process.stderr:
            if json.loads(line).get("stage") == stage:
                break
        (os.killpg if whole_group else os.kill)(process.pid, number)
        out, said = process.communicate(timeout=30)
    assert (process.returncode, out) == (code, ""), said
    assert {path.name: path.read_bytes() for path in folder.glob("*.tif")} == before
    if number != signal.SIGKILL:
        assert json.loads(said.splitlines()[-1]) == {
            "event": "error", "type": "Cancelled", "message": "Stopped; nothing was written.", "exit_code": code}
        assert sorted(p.name for p in folder.iterdir()) == sorted([*before, "temp"])
        assert list((folder / "temp").iterdir()) == []


def test_the_next_run_cleans_up_after_one_that_was_killed(folder):
    with subprocess.Popen(align("--progress", "json"), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                          text=True) as process:
        for line in process.stderr:
            if json.loads(line).get("stage") == "warp":
                process.kill()
                break
    run(align())
    assert sorted(p.name for p in folder.iterdir()) == ["noise.tif", "out.tif", "reference.tif", "source.tif", "temp"]
