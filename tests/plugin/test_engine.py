"""The engine is found, checked and started in a clean environment; wrong ones are named with their cure."""

import json
import os
import sys
from pathlib import Path

import pytest

from qgis_plugin import coregix_core, engine
from qgis_plugin.engine import Engine, EngineMissing


def python_that_says(tmp_path: Path, text: str, code: int = 0) -> str:
    path = tmp_path / "python"
    path.write_text(f"#!/bin/sh\necho '{text}'\nexit {code}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def probe(**changes: object) -> str:
    return json.dumps({"python": [3, 12, 1], "version": coregix_core.__version__, "missing": [], **changes})


def test_the_interpreter_of_these_tests_is_an_engine():
    Engine(sys.executable).check()


@pytest.mark.parametrize(("says", "message"), [
    (probe(python=[3, 9, 5], version=None), r"Python 3\.9\.5; Coregix needs 3\.11 or newer"),
    (probe(version=None), "has no Coregix.*Install Coregix"),
    (probe(version="0.9.9"), r"is 0\.9\.9, and this plugin .* needs .*Install Coregix"),
    (probe(version="2.0.0"), r"is 2\.0\.0, and this plugin"),
    (probe(missing=["rasterio", "SimpleITK"]), "broken: rasterio, SimpleITK cannot be found"),
    ("no JSON", "does not start"),
])
@pytest.mark.skipif(sys.platform == "win32", reason="a shell script plays the interpreter")
def test_an_engine_that_will_not_do_is_named_with_its_cure(tmp_path, says, message):
    with pytest.raises(EngineMissing, match=message) as refused:
        Engine(python_that_says(tmp_path, says)).check()
    assert refused.value.installable is False


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script plays the interpreter")
def test_newer_releases_of_the_same_major_version_are_fine(tmp_path):
    major = coregix_core.__version__.split(".")[0]
    Engine(python_that_says(tmp_path, probe(version=f"{major}.99.0"))).check()


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script plays the interpreter")
def test_an_installed_engine_that_does_not_start_can_be_installed_anew(tmp_path):
    with pytest.raises(EngineMissing, match=r"run 'Coregix engine'") as refused:
        Engine(python_that_says(tmp_path, "oops", 1), tmp_path).check()
    assert refused.value.installable is True


def test_the_variable_is_above_the_setting(tmp_path):
    found = engine.find({engine.VARIABLE: sys.executable}, str(tmp_path / "other"), tmp_path)
    assert found == Engine(sys.executable)


@pytest.mark.parametrize(("environment", "setting", "origin"), [
    ({engine.VARIABLE: "/nowhere/python"}, "", engine.VARIABLE), ({}, "/nowhere/python", "the setting"),
])
def test_a_wrong_path_is_named_with_where_it_comes_from(tmp_path, environment, setting, origin):
    with pytest.raises(EngineMissing, match=f"no Python at /nowhere/python, which {origin}"):
        engine.find(environment, setting, tmp_path)


def test_without_an_engine_the_message_says_how_to_get_one(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "unsupported", lambda: "")
    with pytest.raises(EngineMissing, match=r"not installed yet.*COREGIX_ENGINE") as missing:
        engine.find({}, "", tmp_path)
    assert missing.value.installable is True


def test_an_engine_of_another_lock_file_is_outdated(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "unsupported", lambda: "")
    packages = engine.packages_folder(tmp_path)
    packages.mkdir()
    (packages / engine.STAMP).write_text(json.dumps({**engine.current_stamp(), "lock": "older"}), encoding="utf-8")
    with pytest.raises(EngineMissing, match="outdated"):
        engine.find({}, "", tmp_path)
    (packages / engine.STAMP).write_text(json.dumps(engine.current_stamp()), encoding="utf-8")
    assert engine.find({}, "", tmp_path).packages == packages


@pytest.mark.parametrize(("python", "system", "machine", "version", "says"), [
    ((3, 9), "win32", "AMD64", "", "Python 3.9"),
    ((3, 10), "linux", "x86_64", "2.36", "3.11 and newer"),
    ((3, 12), "darwin", "x86_64", "15.1", "not for Intel"),
    ((3, 12), "darwin", "arm64", "14.7", "need macOS 15"),
    ((3, 12), "linux", "aarch64", "2.36", "aarch64"),
    ((3, 12), "linux", "x86_64", "2.17", "glibc 2.28"),
    ((3, 12), "linux", "x86_64", "", "glibc") if not sys.platform.startswith("linux") else
    ((3, 12), "win32", "ARM64", "", "arm64"),
    ((3, 12), "freebsd14", "x86_64", "", "freebsd14"),
])
def test_hosts_without_packages_are_told_why(python, system, machine, version, says):
    assert says in engine.unsupported(python, system, machine, version)


@pytest.mark.parametrize(("python", "system", "machine", "version"), [
    ((3, 12), "win32", "AMD64", ""), ((3, 11), "linux", "x86_64", "2.36"), ((3, 13), "darwin", "arm64", "15.3"),
])
def test_hosts_with_packages_are_not_stopped(python, system, machine, version):
    assert engine.unsupported(python, system, machine, version) == ""


def test_what_launchers_set_does_not_leak():
    clean = engine.clean_environment({
        "PYTHONHOME": "x", "PYTHONEXECUTABLE": "x", "PROJ_LIB": "", "PROJ_DATA": "x", "GDAL_DATA": "x",
        "LD_LIBRARY_PATH": "x", "LD_PRELOAD": "x", "DYLD_LIBRARY_PATH": "x", "QT_PLUGIN_PATH": "x", "PIP_TARGET": "x",
        "VIRTUAL_ENV": "x", "PATH": "p", "HTTPS_PROXY": "p", "LANG": "C"})
    assert clean == {"PATH": "p", "HTTPS_PROXY": "p", "LANG": "C", "PYTHONIOENCODING": "utf-8"}


def test_the_programs_of_osgeo4w_are_off_the_path():
    path = os.pathsep.join(["/OSGeo4W/bin", "/Windows/System32", "/osgeo4w/apps/qgis/bin"])
    clean = engine.clean_environment({"OSGEO4W_ROOT": "/OSGeo4W", "Path": path})
    assert clean["Path"] == "/Windows/System32"
    assert "OSGEO4W_ROOT" not in clean


def test_an_installed_engine_runs_the_plugin_s_own_core_isolated(tmp_path):
    command = Engine("/usr/bin/python3", tmp_path).command("align", "--threads", "2")
    assert command[:3] == ["/usr/bin/python3", "-I", "-S"]
    core, packages = command[4].split(os.pathsep)
    assert (Path(core) / "coregix_core" / "cli" / "program.py").is_file()
    assert packages == str(tmp_path)
    assert command[5:] == ["align", "--threads", "2"]


def test_a_python_of_the_user_s_runs_what_it_has():
    assert Engine("/opt/python").command("doctor") == ["/opt/python", "-m", "coregix_core", "doctor"]


def test_the_host_s_python_is_a_python():
    assert Path(engine.host_python()).name.startswith("python")
