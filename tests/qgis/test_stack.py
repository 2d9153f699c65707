"""A stack of layers in real QGIS: aligned to each other, loaded as a series with its table, safe in models."""

import csv
from pathlib import Path

import numpy as np
import pytest
import rasterio
from scenes import displaced, grid, textured, write

pytestmark = pytest.mark.qgis

SHIFTS = {"2021-04-01": (0.0, 0.0), "2021-06-11": (4.0, -6.0), "2021-08-21": (-6.0, 2.0)}
"""Date of an image -> how far it shows all east and north of where it is, in metres; pixels have 2."""


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    """Three images of one place, the third without a date in its name."""
    folder, where = tmp_path_factory.mktemp("series"), grid(256, 256)
    found = []
    for number, (date, (east, north)) in enumerate(SHIFTS.items()):
        values = textured(where, displaced(east=east, north=north)).astype("uint16")
        name = f"scene_{date}.tif" if number < 2 else "scene_late.tif"
        found.append(write(folder / name, values[None], where, nodata=0))
    return found


@pytest.fixture(scope="module")
def stacked(qgis, series, tmp_path_factory):
    """What QGIS loads after a run: the third layer has its date in its temporal properties."""
    folder = tmp_path_factory.mktemp("stacked")
    loaded = qgis("run_stack_and_load", images=series, dates=["", "", "2021-08-21T00:00:00Z"], parameters={
        "OUTPUT_FOLDER": str(folder / "out"), "SHIFTS": str(folder / "shifts.gpkg"), "DATUM": "first"})
    return folder, loaded


def test_the_layers_come_as_one_group_by_date_in_their_styles(stacked):
    table, *images = stacked[1]["layers"]
    assert [layer["name"] for layer in (table, *images)] == [
        "shifts", "scene_late", "scene_2021-06-11", "scene_2021-04-01"]
    assert {layer["group"] for layer in (table, *images)} == {"Aligned stack"}
    assert (table["renderer"], table["features"]) == ("categorizedSymbol", 3)
    for layer in images:
        assert layer["contrast"] == [100, 3000]
        assert "Aligned" in layer["notes"]


def test_the_temporal_controller_plays_the_series(stacked):
    _, loaded = stacked
    ranges = [layer["period"] for layer in loaded["layers"][:0:-1]]
    assert [begin[:10] for begin, _ in ranges] == list(SHIFTS)
    # Each until the next one: no moment of the series is empty.
    assert [end for _, end in ranges[:-1]] == [begin for begin, _ in ranges[1:]]
    assert loaded["project"] == [ranges[0][0], ranges[-1][1]]
    # What is shown in May is the image of April alone.
    assert loaded["visible_in_may"] == ["scene_2021-04-01"]


def test_the_table_and_the_outputs_hold_the_shifts(stacked):
    folder, loaded = stacked
    with (folder / "out" / "stack.csv").open(encoding="utf-8") as file:
        rows = {row["date"][:10]: row for row in csv.DictReader(file)}
    for date, (east, north) in SHIFTS.items():
        # What an image shows too far east is moved west.
        assert float(rows[date]["east"]) == pytest.approx(-east, abs=0.2)
        assert float(rows[date]["north"]) == pytest.approx(-north, abs=0.2)
    results = loaded["results"]
    assert (results["FAILED_COUNT"], results["IMAGE_COUNT"], results["VERDICT"]) == (0, 3, "aligned")


def test_the_aligned_images_show_the_same(stacked):
    _, loaded = stacked
    images = [rasterio.open(path).read(1).astype(float) for path in loaded["results"]["ALIGNED_IMAGES"]]
    inner = np.s_[20:-20, 20:-20]
    assert all(np.abs(image[inner] - images[0][inner]).mean() < 15 for image in images[1:])


@pytest.mark.parametrize("images", [2, 1])
def test_in_a_script_nothing_is_loaded_and_a_reference_stays(qgis, series, tmp_path, images):
    run = qgis("run", algorithm="coregix:alignstack", parameters={
        "IMAGES": series[:images], "FIXED_IMAGE": series[2], "OUTPUT_FOLDER": tmp_path / "out", "BAND_INDEX": 1,
        "WORKERS": 1})
    assert run["error"] is None, run["error"]
    assert len(run["results"]["ALIGNED_IMAGES"]) == images
    assert all(Path(path).is_file() for path in run["results"]["ALIGNED_IMAGES"])
    (command,) = (line for line in run["log"] if "coregix_core stack" in line)
    assert "--workers 1" in command
    assert "--band-index" not in command


@pytest.mark.parametrize("images", [1, 0])
def test_less_than_two_images_are_refused(qgis, series, tmp_path, images):
    run = qgis("run", algorithm="coregix:alignstack", parameters={
        "IMAGES": series[:images], "OUTPUT_FOLDER": tmp_path / "out"})
    assert ("two images at least" if images else "IMAGES") in run["error"]
    assert not (tmp_path / "out").exists()


def test_a_cancel_takes_two_seconds_and_says_what_stays(qgis, series, tmp_path):
    out = tmp_path / "out"
    given = {"IMAGES": series, "OUTPUT_FOLDER": str(out), "WORKERS": 2}
    run = qgis("run_and_cancel", algorithm="coregix:alignstack", stage="Aligning the images", mark=str(out),
               parameters=given)
    assert run["before"] >= 1
    assert run["seconds"] < 2
    assert run["left"] == 0
    assert f"stay in {out}" in run["error"]
