"""QGIS 3.22 on Windows runs Python 3.9: what the plugin imports works there, on the standard library alone."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PLUGIN = ROOT / "qgis_plugin"
FILES = sorted([*PLUGIN.glob("*.py"), *PLUGIN.glob("panel/*.py")])
WITHOUT_QGIS = ("boot", "engine", "fields", "help", "install", "layers", "process", "translation", "wheels",
                "verdict", "panel.points", "panel.fit")


def python_3_9():
    pyenv = sorted(Path.home().glob(".pyenv/versions/3.9.*/bin/python"))
    return str(pyenv[-1]) if pyenv else shutil.which("python3.9")  # pyenv's own python3.9 may be a shim that fails


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_syntax_is_python_3_9(path):
    ast.parse(path.read_text(encoding="utf-8"), feature_version=(3, 9))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_but_qgis_and_the_standard_library_is_imported(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    plain = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    named = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level]
    names = {name.split(".")[0] for name in [*plain, *named]}
    assert names - sys.stdlib_module_names <= {"qgis", "osgeo", "processing", "coregix_core"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_of_the_core_only_the_description_and_the_errors_are_imported(path):
    if path.name == "boot.py":  # it runs in the engine
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = {node.module for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("coregix_core")}
    assert used <= {"coregix_core", "coregix_core.options", "coregix_core.errors", "coregix_core.sentences"}


def test_it_runs_on_python_3_9():
    python = python_3_9()
    if python is None:
        pytest.skip("there is no Python 3.9 here")
    code = "; ".join([
        *(f"import qgis_plugin.{name}" for name in WITHOUT_QGIS),
        "from qgis_plugin.coregix_core.options import ALIGN",
        "from qgis_plugin import engine, fields, help, wheels",
        "values = dict(moving_image='a.tif', fixed_image='b.tif', output_image='c.tif', solve_resolutions=(8.0, 0.5))",
        "print(fields.arguments(ALIGN, values)[-1])",
        "print(len(wheels.pins(engine.LOCK.read_text())) > 20)",
        "print('3.11 and newer' in engine.unsupported())",
        "print('Source raster' in help.help_html(ALIGN))",
    ])
    done = subprocess.run([python, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.split() == ["8,0.5", "True", "True", "True"], done.stderr
