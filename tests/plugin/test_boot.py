"""The core is started on the paths that it is given, and an interpreter says what it has."""

import json
import os
import subprocess
import sys
from pathlib import Path

from qgis_plugin.coregix_core import __version__

from qgis_plugin import boot

ROOT = Path(__file__).parents[2]


def booted(*words, options=()):
    line = [sys.executable, *options, boot.__file__, *words]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_an_interpreter_that_has_all_says_so():
    assert json.loads(booted("-", "--probe").stdout) == {
        "python": list(sys.version_info[:3]), "version": __version__, "missing": []}


def test_one_that_has_nothing_says_what_is_missing():
    found = json.loads(booted("-", "--probe", options=("-I", "-S")).stdout)
    assert (found["version"], found["missing"]) == (None, list(boot.NEEDED))


def test_what_is_on_the_paths_counts_and_comes_first(tmp_path):
    (tmp_path / "a" / "coregix_core").mkdir(parents=True)
    (tmp_path / "a" / "coregix_core" / "__init__.py").write_text('__version__ = "9.8.7"\n')
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "rasterio.py").write_text("raise SystemExit('looked for, and not imported')\n")
    paths = os.pathsep.join(map(str, (tmp_path / "a", tmp_path / "b", ROOT)))
    found = json.loads(booted(paths, "--probe", options=("-I", "-S")).stdout)
    assert found["version"] == "9.8.7"
    assert "rasterio" not in found["missing"]
    assert "SimpleITK" in found["missing"]


def test_it_is_the_command_line_of_the_core():
    done = booted(str(ROOT), "--version", options=("-I", "-S"))
    assert (done.returncode, done.stdout) == (0, f"coregix {__version__}\n")
    assert booted(str(ROOT), "alingn", options=("-I", "-S")).returncode == 2


def test_the_plugin_s_own_modules_do_not_stand_in_the_way(tmp_path):
    """Its folder has a process.py and an align.py, and Python puts it first."""
    (tmp_path / "coregix_core").mkdir()
    (tmp_path / "coregix_core" / "__init__.py").write_text("")
    (tmp_path / "coregix_core" / "cli.py").write_text(
        "import importlib.util\ndef main(arguments):\n    return int(importlib.util.find_spec('canvas') is not None)\n")
    assert booted(str(tmp_path), "align").returncode == 0
