"""The layers of the core: imports point downward, heavy and special packages have one home each."""

import ast
import re
import subprocess
import sys
import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = ROOT / "coregix_core"

MODULES = sorted(path.relative_to(CORE).with_suffix("").as_posix().replace("/", ".")
                 for path in CORE.rglob("*.py") if path.name != "__init__.py")
PACKAGES = sorted(path.parent.name for path in CORE.glob("*/__init__.py"))
MATHS = ("geometry", "imaging", "matching", "fitting", "fields")
"""Packages of pure maths and values."""

QGIS_PART = ("__init__", "_version", "errors", "options.__init__", "options.arguments", "options.command_words",
             "options.commands", "options.data_parameters", "options.declaration",
             "options.docstrings", "options.parameter", "options.parameters", "options.values")
"""What QGIS hosts import of the core, on their own Python."""


@cache
def tree_of(module: str) -> ast.Module:
    return ast.parse(path_of(module).read_text(encoding="utf-8"))


def path_of(module: str) -> Path:
    return (CORE / module.replace(".", "/")).with_suffix(".py")


def imports_at_run_time(tree: ast.AST):
    """The import statements of a module or function, but for those under TYPE_CHECKING."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        yield from imports_at_run_time(node)


@cache
def other_imports(module: str) -> set[str]:
    """Top-level names of the other packages that a module imports, anywhere in it."""
    found = set()
    for node in imports_at_run_time(tree_of(module)):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif not node.level:
            found.add(node.module.split(".")[0])
    return found


def users_of(package: str) -> set[str]:
    return {module for module in [*MODULES, "__init__"] if package in other_imports(module)}


def loaded_by(statement: str) -> set[str]:
    """Names of the modules that a fresh interpreter holds after a statement."""
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    return set(done.stdout.split())


def test_imports_point_downward():
    pytest.importorskip("importlinter")
    done = subprocess.run([Path(sys.executable).with_name("lint-imports")], capture_output=True, text=True, check=False,
                          cwd=ROOT)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("package", PACKAGES)
def test_each_package_says_what_it_is_and_exports_what_exists(package):
    module = import_module(f"coregix_core.{package}")
    assert len(module.__doc__.strip().splitlines()) >= 2
    assert "Imports" in module.__doc__
    assert module.__all__
    assert all(getattr(module, name) is not None for name in module.__all__)


@pytest.mark.parametrize(("package", "home"), [
    ("SimpleITK", {"matching.elastix"}), ("argparse", {"cli.parsing"}), ("matplotlib", {"report.figures"}),
    ("geopandas", {"findings.measurements", "io.tables"}),
    ("pyogrio", {"io.geopackage", "io.vectors"}), ("sqlite3", {"io.geopackage", "io.vectors"}),
    ("dask", {"api.lazy", "api.cluster"}), ("distributed", {"api.cluster"}), ("qgis", set()), ("pickle", set()),
])
def test_special_packages_have_one_home(package, home):
    assert users_of(package) <= home


@pytest.mark.parametrize("module", [
    name for name in MODULES
    if name.split(".")[0] in MATHS and name != "matching.elastix"])  # which leaves a log to look at
def test_maths_opens_no_file(module):
    calls = [node.func for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)]
    names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    assert not names & {"open", "read_text", "write_text", "imread", "imwrite"}
    assert not other_imports(module) & {"pathlib", "tempfile", "shutil"}


@pytest.mark.parametrize("module", QGIS_PART)
def test_what_qgis_imports_is_python_3_9_and_standard_library(module):
    text = path_of(module).read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 9))
    assert "from __future__ import annotations" in text
    assert other_imports(module) <= sys.stdlib_module_names


@pytest.mark.parametrize("statement", [
    "import coregix_core", "import coregix", "import coregix_core.options", "import coregix_core.errors",
    "from coregix import CoregixError", "from coregix import align_image_pair, assess_image_pair, apply_transform",
])
def test_importing_loads_nothing_heavy(statement):
    heavy = {"numpy", "scipy", "skimage", "rasterio", "SimpleITK", "matplotlib", "dask"}
    assert not loaded_by(statement) & heavy


def test_the_command_line_loads_what_a_command_needs():
    loaded = loaded_by("import coregix_core.cli.program")
    assert not loaded & {"SimpleITK", "matplotlib", "dask", "distributed", "skimage"}


def levels() -> list[set[str]]:
    """The packages of each level that lint-imports checks, from the bottom to the top."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (contract,) = settings["tool"]["importlinter"]["contracts"]
    layers = [set(layer.split(" | ")) & set(PACKAGES) for layer in reversed(contract["layers"])]
    return [layer for layer in layers if layer]


@pytest.mark.parametrize("package", [package for package in PACKAGES if package != "api"])
def test_each_package_says_what_it_imports(package):
    said = import_module(f"coregix_core.{package}").__doc__.partition("Imports")[2]
    named = {name for name in re.findall(r"`(\w+)`", said) if name in PACKAGES}
    imported = {name for path in (CORE / package).glob("*.py")
                for name in re.findall(r"from \.\.(\w+) import", path.read_text(encoding="utf-8"))} & set(PACKAGES)
    assert named <= imported
    top = max((number for number, level in enumerate(levels()) if level & named), default=0)
    below = set().union(*levels()[:top]) if "below" in said else set()
    assert imported - named <= below


def test_the_map_in_contributing_is_the_folder_listing():
    """Level by level what lint-imports checks, from the bottom to the top; nine levels are to be known by heart."""
    lines = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines()
    listed = [re.match(r"    (\w+/ +)+", line) for line in lines]
    shown = [set(re.findall(r"\w+", found[0])) for found in listed if found]
    assert shown == levels()
    assert sorted(set().union(*shown)) == PACKAGES
    assert len(shown) <= 9


def test_the_elastix_child_loads_neither_gdal_nor_scipy():
    """It starts while rasters are read, and its memory counts: it needs numpy and elastix alone."""
    loaded = loaded_by("from coregix_core.matching.elastix import serve")
    assert not loaded & {"rasterio", "affine", "scipy", "skimage", "SimpleITK"}
