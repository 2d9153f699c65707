"""The engine in real QGIS: missing, broken, outdated, installed from a folder of wheels."""

from pathlib import Path

import pytest

pytestmark = pytest.mark.qgis


def pair_parameters(pair, folder):
    return {"MOVING_IMAGE": str(pair.moving), "FIXED_IMAGE": str(pair.fixed),
            "OUTPUT_IMAGE": str(folder / "aligned.tif")}


def script(folder, text):
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_missing_engine_is_told_with_its_cures(bare_qgis, pair, tmp_path):
    run = bare_qgis("run", algorithm="coregix:alignimagepair", parameters=pair_parameters(pair, tmp_path))
    told = " ".join([run["error"], *run["warnings"]])
    assert "The Coregix engine is not installed yet. Press 'Install the Coregix engine'" in told
    assert "COREGIX_ENGINE" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(("text", "message"), [
    ("exit 3", "does not start"),
    ('echo \'{"python": [3, 12, 0], "version": "0.3.0", "missing": []}\'', "is 0.3.0, and this plugin"),
    ('echo \'{"python": [3, 12, 0], "version": "1.0.0", "missing": ["SimpleITK"]}\'', "SimpleITK cannot be found"),
    ('case "$*" in *--probe*) exec PYTHON "$@";; *) kill -9 $$;; esac', "ended by signal 9"),
    ('case "$*" in *--probe*) exec PYTHON "$@";; *) echo oops >&2; exit 1;; esac', "Its last words: oops"),
])
def test_a_broken_or_outdated_engine_is_named(qgis, pair, tmp_path, engine, text, message):
    run = qgis("run_with_engine", interpreter=script(tmp_path, text.replace("PYTHON", engine)),
               algorithm="coregix:alignimagepair", parameters=pair_parameters(pair, tmp_path))
    assert message in run["error"]
    assert "Traceback" not in run["error"]
    assert not (tmp_path / "aligned.tif").exists()


def test_the_engine_algorithm_examines_what_the_setting_names(bare_qgis, engine):
    before = bare_qgis("use_interpreter", path=engine)
    run = bare_qgis("run", algorithm="coregix:engine", parameters={"ACTION": "check"})
    bare_qgis("use_interpreter", path=before)
    assert run["error"] is None
    assert run["results"]["INTERPRETER"] == engine
    assert any("rasterio" in line for line in run["log"])


@pytest.mark.parametrize("host", ["the newest QGIS"], indirect=True)
def test_an_engine_from_a_folder_of_wheels_runs_all_in_a_fresh_profile(qgis_process, profile, pair, tmp_path, wheels):
    """qgis_process, as on a server: install, then each algorithm in a process of its own."""
    def results(algorithm, parameters, **variables):
        answer = qgis_process(algorithm, parameters, **variables)
        assert "results" in answer, answer
        return answer["results"]

    installed = results("coregix:engine", {"ACTION": "install", "WHEELS_FOLDER": wheels})
    assert Path(installed["INTERPRETER"]).name.startswith("python3")
    packages = profile / "profiles" / "default" / "coregix" / "packages"
    assert (packages / "SimpleITK").is_dir()
    # What launchers set would break rasterio, if it came through.
    launcher = {"PROJ_DATA": "", "GDAL_DATA": "/nowhere", "PYTHONOPTIMIZE": "2"}
    transform = str(tmp_path / "T.json")
    aligned = results("coregix:alignimagepair", {
        **pair_parameters(pair, tmp_path), "TIE_POINTS": str(tmp_path / "ties.gpkg"), "SAVE_TRANSFORM": transform,
        "REPORT": str(tmp_path / "report.html")}, **launcher)
    assert (tmp_path / "report.html").is_file()
    assert aligned["VERDICT"] == "aligned"
    assert aligned["SHIFT_X"] == pytest.approx(pair.east, abs=0.1)
    results("coregix:assessalignment", {"MOVING_IMAGE": aligned["OUTPUT_IMAGE"], "FIXED_IMAGE": pair.fixed})
    results("coregix:applytransform", {
        "INPUT_DATA": pair.moving, "TRANSFORM_FILE": transform, "OUTPUT_DATA": tmp_path / "moved.tif"})
    results("coregix:trimedges", {
        "INPUT_IMAGE": pair.moving, "EDGE_TRIM_INVALID_BELOW": 5, "OUTPUT_IMAGE": tmp_path / "trimmed.tif"})
    assert all((tmp_path / f"{name}.tif").is_file() for name in ("moved", "trimmed"))
    results("coregix:engine", {"ACTION": "remove"})
    assert "not installed yet" in qgis_process("coregix:engine", {})["error"]
