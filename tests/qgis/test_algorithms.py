"""The algorithms in real QGIS with the real engine, on rasters of known truth."""

import json
import re
from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis_plugin.coregix_core.options import ALIGN, APPLY, ASSESS, STACK, TRIM

from qgis_plugin import fields

pytestmark = pytest.mark.qgis

IDS = {"coregix:alignimagepair": ALIGN, "coregix:alignstack": STACK, "coregix:assessalignment": ASSESS,
       "coregix:applytransform": APPLY, "coregix:trimedges": TRIM}


def aligned(qgis, pair, folder, **more):
    """Run Align image pair as the console does."""
    return qgis("run", algorithm="coregix:alignimagepair", parameters={
        "MOVING_IMAGE": pair.moving, "FIXED_IMAGE": pair.fixed, "OUTPUT_IMAGE": folder / "aligned.tif", **more})


@pytest.fixture(scope="module")
def whole(qgis, pair, tmp_path_factory):
    """(folder, run) of an alignment that writes a report, its tie points and its transform as well."""
    folder = tmp_path_factory.mktemp("whole")
    run = aligned(qgis, pair, folder, TIE_POINTS=folder / "ties.gpkg", SAVE_TRANSFORM=folder / "T.json",
                  REPORT=folder / "report.html")
    assert run["error"] is None
    return folder, run


def read(path, band=1):
    with rasterio.open(path) as dataset:
        return dataset.read(band), dataset.profile


def difference(pair, path):
    """Mean absolute difference from the reference where both are valid, inner part, in grey values."""
    inner = np.s_[30:-30, 30:-30]
    values, reference = read(path)[0][inner].astype(float), read(pair.fixed)[0][inner].astype(float)
    return np.abs(values - reference).mean()


def test_the_provider_shows_its_algorithms(qgis):
    shown = qgis("algorithms")
    assert shown.keys() == {*IDS, "coregix:engine", "coregix:Align and assess"}
    assert [shown[i]["name"] for i in IDS] == [
        "Align image pair", "Align image stack", "Assess alignment", "Apply saved transform", "Trim invalid edges"]
    for algorithm in shown.values():
        assert algorithm["icon"]
    for name in (*IDS, "coregix:engine"):
        # The page that came with the plugin, at the place that speaks of it.
        page, section = shown[name]["url"].removeprefix("file://").split("#")
        assert f'id="{section}"' in Path(page).read_text(encoding="utf-8"), section


@pytest.mark.parametrize("name", IDS)
def test_help_panels_have_a_picture_and_an_example(qgis, name):
    text = qgis("algorithms")[name]["help"]
    picture = re.search(r'src="file://([^"]+)"', text)
    assert picture is not None
    assert Path(picture[1]).is_file()
    assert IDS[name].example.split()[1] in text


@pytest.mark.parametrize("name", IDS)
def test_parameters_are_the_core_s_in_the_words_of_qgis(qgis, name):
    shown = qgis("algorithms")[name]["parameters"]
    expected = {fields.identifier(p): p for p in fields.dialog_parameters(IDS[name])}
    assert shown.keys() - {"OUTPUT_VECTOR", "SHIFTS"} == expected.keys()
    for key, parameter in expected.items():
        assert shown[key]["advanced"] == parameter.advanced
        if key not in ("INPUT_DATA", "OUTPUT_DATA"):
            assert shown[key]["label"].startswith(parameter.label)
            assert shown[key]["help"] == fields.help_text(parameter)
        assert is_shown_as(parameter, shown[key], expected), key


def is_shown_as(parameter, shown, all_of_them):
    """Whether type, default and choices of a parameter in QGIS are the core's."""
    if parameter.name == "band_index":
        # No picker for many rasters; counted from 1 all the same.
        return (shown["type"], shown["default"]) == ("number", 1)
    if fields.is_band(parameter):
        return (shown["type"], shown["default"]) == ("band", 1) and shown["parent"] in all_of_them
    # Settings by band are text, of which the choices are the words.
    same_choices = parameter.kind != "choice" or shown["options"] == list(parameter.choices)
    return same_choices and parameter.default in (None, shown["default"])


def test_align_recovers_the_displacement(whole, pair):
    results = whole[1]["results"]
    assert results["VERDICT"] == "aligned"
    assert (results["SHIFT_X"], results["SHIFT_Y"]) == pytest.approx((pair.east, pair.north), abs=0.1)
    assert results["ROTATION"] == pytest.approx(0.0, abs=0.01)
    assert results["RMSE_BEFORE"] == pytest.approx(5.0, abs=0.1)
    assert results["RMSE_AFTER"] < 0.2
    assert 0 < results["UNCERTAINTY"] < 0.3


def test_outputs_are_where_the_results_say(qgis, whole, pair):
    results = whole[1]["results"]
    assert difference(pair, results["OUTPUT_IMAGE"]) < 10
    assert Path(results["TIE_POINTS"]).is_file()
    assert json.loads(Path(results["SAVE_TRANSFORM"]).read_text(encoding="utf-8"))
    assert "<html" in Path(results["REPORT"]).read_text(encoding="utf-8")
    assert qgis("algorithms")["coregix:alignimagepair"]["outputs"]["REPORT"] == "outputHtml"


def test_the_log_shows_progress_and_a_command_line_that_runs_as_shown(qgis, pair, tmp_path, engine):
    import shlex
    import subprocess

    run = aligned(qgis, pair, tmp_path, MOVING_BAND_INDEX=2, FIXED_BAND_INDEX=2)
    assert run["progress"] == sorted(run["progress"])
    assert run["progress"][-1] > 90
    line = next(text for text in run["log"] if "coregix_core align" in text)
    words = shlex.split(line)
    assert words[0] == engine
    assert words[words.index("--moving-band-index") + 1] == "1"
    (tmp_path / "aligned.tif").unlink()
    done = subprocess.run(line, shell=True, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["verdict"] == "aligned"
    assert (tmp_path / "aligned.tif").is_file()


def test_assess_measures_and_leaves_all_in_place(qgis, pair, tmp_path):
    run = qgis("run", algorithm="coregix:assessalignment", parameters={
        "MOVING_IMAGE": pair.moving, "FIXED_IMAGE": pair.fixed, "TIE_POINTS": tmp_path / "ties.gpkg"})
    results, told = run["results"], [*run["log"], *run["warnings"]]
    assert results["RMSE"] == pytest.approx(5.0, abs=0.1)
    assert "RMSE_BEFORE" not in results
    assert 0 < results["SHARE"] <= 100
    # The core's own sentence, as an output and where a person reads.
    assert results["VERDICT"] == "failed"
    assert "apart" in results["REASON"]
    assert any(results["REASON"] in line for line in run["warnings"])
    assert any(f"speak for {results['SHARE']:.0f} % of the common area" in line for line in told)


def test_apply_moves_another_raster_and_vectors_alike(qgis, whole, pair, tmp_path):
    folder, _ = whole
    moved = qgis("run", algorithm="coregix:applytransform", parameters={
        "INPUT_DATA": pair.moving, "TRANSFORM_FILE": folder / "T.json", "OUTPUT_DATA": tmp_path / "moved.tif"})
    assert moved["error"] is None
    assert np.array_equal(read(tmp_path / "moved.tif")[0], read(folder / "aligned.tif")[0])
    digitised = tmp_path / "digitised.geojson"
    digitised.write_text(json.dumps({
        "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}},
        "features": [{"type": "Feature", "properties": {"n": n}, "geometry": {
            "type": "Point", "coordinates": [500300 + 10 * n, 5799700]}} for n in range(4)]}), encoding="utf-8")
    run = qgis("run", algorithm="coregix:applytransform", parameters={
        "INPUT_DATA": {"kind": "vector", "path": str(digitised), "subset": '"n" >= 2',
                       "edit": "Point (500400 5799600)"},
        "TRANSFORM_FILE": folder / "T.json", "OUTPUT_VECTOR": tmp_path / "moved.geojson"})
    assert run["error"] is None
    assert run["results"].keys() == {"OUTPUT_VECTOR"}
    points = [f["geometry"]["coordinates"] for f in json.loads(
        (tmp_path / "moved.geojson").read_text(encoding="utf-8"))["features"]]
    assert sorted(points) == [pytest.approx((x + pair.east, y + pair.north), abs=0.1) for x, y in (
        (500320, 5799700), (500330, 5799700), (500400, 5799600))]


def test_trim_takes_the_dark_edge_away(qgis, pair, tmp_path):
    values, profile = read(pair.moving)
    values[:4] = 7
    dark = tmp_path / "dark.tif"
    with rasterio.open(dark, "w", **{**profile, "count": 1}) as dataset:
        dataset.write(values, 1)
    run = qgis("run", algorithm="coregix:trimedges", parameters={
        "INPUT_IMAGE": dark, "OUTPUT_IMAGE": tmp_path / "trimmed.tif", "EDGE_TRIM_INVALID_BELOW": 20})
    assert run["error"] is None
    trimmed, _ = read(tmp_path / "trimmed.tif")
    assert (trimmed[:4] == 0).all()
    assert np.array_equal(trimmed[10:], values[10:])


@pytest.fixture(scope="module")
def loaded(qgis, pair, tmp_path_factory):
    """What the dialog loads of an alignment whose source has a contrast of its own."""
    folder = tmp_path_factory.mktemp("loaded")
    style = folder / "style.qml"
    qgis("write_style", path=pair.moving, style=style, low=321, high=2345)
    return qgis("run_and_load", algorithm="coregix:alignimagepair", source_style=str(style), parameters={
        "MOVING_IMAGE": str(pair.moving), "FIXED_IMAGE": str(pair.fixed), "OUTPUT_IMAGE": str(folder / "aligned.tif"),
        "TIE_POINTS": str(folder / "ties.gpkg"), "DISPLACEMENT_FIELD": str(folder / "field.tif")})


def test_results_load_with_the_source_s_style_and_arrows(loaded):
    # The files have names of a person's; the verdict is good, and needs no mention.
    assert loaded["aligned"]["contrast"] == [321, 2345]
    ties = loaded["ties"]
    assert "GeometryGenerator" in ties["renderer"] or "agrees with its neighbours" in ties["renderer"]
    assert ties["styles"] == ["What is left", "What was moved"]
    for layer in (loaded["aligned"], ties):
        assert "Aligned:" in layer["notes"]
        assert re.search(r"Moved (5\.9\d|6\.0\d) m east, (7\.9\d|8\.0\d) m north", layer["abstract"])
        assert layer["group"] == "scene, aligned"


def test_a_displacement_field_comes_with_arrows(loaded, pair):
    arrows, field = loaded["Displacement, as arrows"], loaded["field"]
    assert field["renderer"] == "singlebandpseudocolor"
    assert "GeometryGenerator" in arrows["renderer"] or "agrees with its neighbours" in arrows["renderer"]
    assert arrows["group"] == field["group"] == "scene, aligned"
    assert len(arrows["features"]) > 400
    # What was moved: the same everywhere, as the pair is shifted.
    assert all((east, north) == pytest.approx((pair.east, pair.north), abs=0.1) for east, north in arrows["features"])


def test_the_sample_model_runs(qgis, pair, tmp_path):
    found = qgis("run", algorithm="coregix:Align and assess", parameters={
        "source": pair.moving, "reference": pair.fixed, "align:Aligned raster": tmp_path / "aligned.tif",
        "assess:Residuals": tmp_path / "residuals.gpkg"})
    assert found["error"] is None, found["warnings"]
    assert difference(pair, tmp_path / "aligned.tif") < 10
    assert sum("Aligned: " in line for line in found["log"]) == 2
    assert (tmp_path / "residuals.gpkg").is_file()


def test_number_outputs_feed_the_next_step_of_a_model(qgis):
    model = qgis("algorithms")["coregix:Align and assess"]
    # As a person thinks: first what is moved.
    assert list(model["parameters"])[:2] == ["source", "reference"]


def test_a_batch_of_two_runs(qgis, pair, tmp_path):
    qgis("run_batch", algorithm="coregix:alignimagepair", rows=[
        {"MOVING_IMAGE": str(pair.moving), "FIXED_IMAGE": str(pair.fixed), "OUTPUT_IMAGE": str(tmp_path / f"{n}.tif")}
        for n in range(2)])
    assert [difference(pair, tmp_path / f"{n}.tif") < 10 for n in range(2)] == [True] * 2


def test_two_alignments_run_at_once(qgis, pair, tmp_path):
    found = qgis("run_at_once", algorithm="coregix:alignimagepair", mark=str(tmp_path), runs=[
        {"MOVING_IMAGE": str(pair.moving), "FIXED_IMAGE": str(pair.fixed), "OUTPUT_IMAGE": str(tmp_path / f"{n}.tif")}
        for n in range(2)])
    assert found["together"] >= 2
    assert [results["VERDICT"] for results in found["results"]] == ["aligned", "aligned"]
    assert (tmp_path / "0.tif").read_bytes() == (tmp_path / "1.tif").read_bytes()


@pytest.mark.parametrize("stage", ["Reading the rasters", "Looking for the displacement", "Writing the moved pixels"])
def test_a_cancel_takes_two_seconds_and_leaves_nothing(qgis, pair, tmp_path, stage):
    output = tmp_path / "output"
    output.mkdir()
    run = qgis("run_and_cancel", algorithm="coregix:alignimagepair", stage=stage, mark=str(output), parameters={
        "MOVING_IMAGE": str(pair.moving), "FIXED_IMAGE": str(pair.fixed), "OUTPUT_IMAGE": str(output / "aligned.tif"),
        "TIE_POINTS": str(output / "ties.gpkg")})
    assert run["before"] >= 1
    assert run["seconds"] < 2
    assert run["left"] == 0
    assert run["error"]
    assert list(output.iterdir()) == []


def test_a_refusal_leaves_no_layer_to_load(qgis, pair, tmp_path):
    # A small one: where nothing is found all is tried, which takes as long as the rasters are large.
    noise, (_, profile) = tmp_path / "noise.tif", read(pair.fixed)
    with rasterio.open(noise, "w", **{**profile, "count": 1, "width": 110, "height": 100}) as dataset:
        dataset.write(np.random.default_rng(1).integers(1, 4000, dataset.shape).astype("uint16"), 1)
    run = qgis("layers_left_to_load", algorithm="coregix:alignimagepair",
               parameters={"MOVING_IMAGE": str(pair.moving), "FIXED_IMAGE": str(noise)},
               output={"OUTPUT_IMAGE": str(tmp_path / "aligned.tif"), "TIE_POINTS": str(tmp_path / "ties.gpkg")})
    assert run == {"fine": False, "left": []}


def test_people_find_the_algorithms_by_their_own_words(qgis):
    found = qgis("found_by", words=["register", "georeference", "coregistration", "shift", "warp"])
    assert all("coregix:alignimagepair" in ids for ids in found.values())


@pytest.mark.parametrize(("language", "text"), [
    ("de", "Bildpaar ausrichten"), ("es", "Alinear un par de imágenes"), ("fr", "Aligner une paire d'images"),
    ("pt_BR", "Alinhar um par de imagens")])
def test_qgis_loads_each_translation_of_the_package(qgis, language, text):
    assert qgis("in_language", language=language, text="Align image pair") == text
