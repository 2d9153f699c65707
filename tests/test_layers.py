"""The layers of the core: imports point downward, heavy and special packages have one home each."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CORE = ROOT / "coregix_core"

LAYERS = (
    "__main__", "cli", "completion", "doctor", "batch", "outcome", "pairs", "arrays", "pipeline", "report", "thumbnail",
    "figures", "console", "streams", "vectors", "geojson", "exports", "sidecar", "warp", "edges", "registration",
    "assess", "local", "known", "solve", "blocks", "pair", "points", "transform_file", "output", "atomic", "raster",
    "vrt", "untrusted", "tiepoints", "start", "elastix", "correlation", "fit", "bootstrap", "dense", "field", "lattice",
    "neighbours", "resample", "sampling", "proxy", "result", "mask", "transform", "grid", "progress", "arguments",
    "parameters", "errors",
)
"""Modules of coregix_core from the top to the bottom: each imports only those after it."""

MODULES = sorted(path.stem for path in CORE.glob("*.py") if path.stem != "__init__")
FILELESS = set(LAYERS[LAYERS.index("tiepoints"):])
"""Modules of pure maths and values."""

QGIS_PART = ("__init__", "arguments", "parameters", "errors")
"""What QGIS hosts import of the core, on their own Python."""


def tree_of(module: str) -> ast.Module:
    return ast.parse((CORE / f"{module}.py").read_text(encoding="utf-8"))


def imports_at_run_time(tree: ast.AST):
    """The import statements of a module or function, but for those under TYPE_CHECKING."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        if isinstance(node, ast.Import | ast.ImportFrom):
            yield node
        yield from imports_at_run_time(node)


def own_imports(module: str) -> set[str]:
    """Modules of coregix_core that a module imports, anywhere in it."""
    found = set()
    for node in imports_at_run_time(tree_of(module)):
        if isinstance(node, ast.ImportFrom) and node.level:
            found |= {node.module.split(".")[0]} if node.module else {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert not node.module.startswith("coregix"), f"{module} imports its own package by name; use a dot"
    return found - {"__version__"}


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


@pytest.mark.parametrize("module", MODULES)
def test_each_module_has_its_layer(module):
    assert module in LAYERS, f"say in LAYERS, and in CONTRIBUTING.md, where {module} belongs"


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downward(module):
    below = set(LAYERS[LAYERS.index(module) + 1:])
    assert own_imports(module) <= below


@pytest.mark.parametrize(("package", "home"), [
    ("SimpleITK", {"elastix"}), ("argparse", {"cli"}), ("matplotlib", {"figures"}),
    ("pyogrio", {"vectors"}), ("sqlite3", {"points", "vectors"}),
    ("dask", {"batch"}), ("distributed", {"batch"}), ("qgis", set()), ("pickle", set()),
])
def test_special_packages_have_one_home(package, home):
    assert users_of(package) <= home


@pytest.mark.parametrize("module", sorted(FILELESS & set(MODULES) - {"elastix"}))  # which leaves its log to look at
def test_maths_opens_no_file(module):
    calls = [node.func for node in ast.walk(tree_of(module)) if isinstance(node, ast.Call)]
    names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    assert not names & {"open", "read_text", "write_text", "imread", "imwrite"}
    assert not other_imports(module) & {"pathlib", "tempfile", "shutil"}


@pytest.mark.parametrize("module", QGIS_PART)
def test_what_qgis_imports_is_python_3_9_and_standard_library(module):
    text = (CORE / f"{module}.py").read_text(encoding="utf-8")
    ast.parse(text, feature_version=(3, 9))
    assert "from __future__ import annotations" in text
    assert other_imports(module) <= sys.stdlib_module_names


@pytest.mark.parametrize("statement", [
    "import coregix_core", "import coregix", "import coregix_core.parameters", "import coregix_core.errors",
    "from coregix import CoregixError",
])
def test_importing_loads_nothing_heavy(statement):
    heavy = {"numpy", "scipy", "skimage", "rasterio", "SimpleITK", "matplotlib", "dask"}
    assert not loaded_by(statement) & heavy


def test_the_command_line_loads_what_a_command_needs():
    loaded = loaded_by("import coregix_core.cli")
    assert not loaded & {"SimpleITK", "matplotlib", "dask", "distributed", "skimage"}


def test_the_map_in_contributing_names_every_module():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[^|]*`) \|", text, re.MULTILINE)
    assert sorted(re.findall(r"\w+", " ".join(rows))) == sorted(module for module in MODULES if module != "__main__")
