"""The package as others see it: public names, one version, metadata that agree, constraints that match the bounds."""

import ast
import configparser
import inspect
import re
import subprocess
import sys
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import coregix
import coregix_core

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def plugin_metadata() -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return dict(parser["general"])


def pins(name: str) -> dict[str, list[str]]:
    """Package -> the versions that a constraints file has of it: one, or one for older and one for newer Pythons."""
    found: dict[str, list[str]] = {}
    for line in (ROOT / "constraints" / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            pin = Requirement(line)
            found.setdefault(pin.name.lower(), []).extend(exact.version for exact in pin.specifier)
    return found


def bounds(requirements: list[str]) -> dict[str, Requirement]:
    parsed = map(Requirement, requirements)
    return {r.name.lower(): r for r in parsed if r.name != "coregix"}


EXTRAS = PROJECT["optional-dependencies"].keys() - {"all", "docs", "lint", "package", "test"}
RUN_TIME = bounds(PROJECT["dependencies"] + [r for extra in EXTRAS for r in PROJECT["optional-dependencies"][extra]])


@pytest.mark.parametrize("name", coregix_core.__all__)
def test_every_public_name_loads_and_is_the_same_in_both_packages(name):
    assert getattr(coregix, name) is getattr(coregix_core, name)
    assert name in dir(coregix)
    assert name in dir(coregix_core)


def test_what_the_package_itself_imports_is_no_name_of_it():
    assert [name for name in dir(coregix) if not name.startswith("__")] == sorted(
        name for name in coregix_core.__all__ if not name.startswith("__"))


def test_what_public_names_return_and_hold_is_public_too():
    """So that who is given a value can name its type."""
    known = {node.name for path in (ROOT / "coregix_core").rglob("*.py")
             for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.ClassDef)}
    hints = set()
    for public in (getattr(coregix, name) for name in coregix_core.__all__):
        if inspect.isfunction(public):
            hints.add(inspect.signature(public).return_annotation)
        for name, held in getattr(public, "__dataclass_fields__", {}).items():
            hints.add("" if name.startswith("_") else held.type)
    # A sentence is a text that keeps its facts.
    assert known.intersection(re.findall(r"\w+", " ".join(map(str, hints)))) - {"Sentence"} <= set(coregix_core.__all__)


def test_public_names_are_documented():
    bare = [name for name in coregix_core.__all__ if not (getattr(coregix, name).__doc__ or name == "__version__")]
    assert bare == []


@pytest.mark.parametrize("package", [coregix, coregix_core])
def test_unknown_names_are_refused_as_in_any_module(package):
    with pytest.raises(AttributeError, match="no attribute 'align_image_pears'"):
        _ = package.align_image_pears


def test_the_snippet_of_the_documentation_imports():
    done = subprocess.run([sys.executable, "-c", "from coregix import align_image_pair; help(align_image_pair)"],
                          capture_output=True, text=True, check=True)
    assert "moving_image_path" in done.stdout


def test_the_version_is_written_once_and_agreed_upon():
    assert metadata.version("coregix") == coregix.__version__
    assert plugin_metadata()["version"] == coregix.__version__
    newest = re.search(r"^## \[(\d[^\]]*)\]", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == coregix.__version__


def test_both_commands_are_installed():
    names = {entry.name: entry.value for entry in metadata.distribution("coregix").entry_points}
    assert names == {"coregix": "coregix_core.cli:main", "vhr-align-image-pair": "coregix_core.cli:align_main"}


def test_both_packages_are_typed():
    assert all((Path(package.__file__).parent / "py.typed").exists() for package in (coregix, coregix_core))


def test_plugin_metadata_hold_what_the_plugin_site_requires():
    general = plugin_metadata()
    required = {"name", "description", "version", "qgisMinimumVersion", "author", "email", "about", "tracker",
                "repository", "changelog", "hasProcessingProvider", "icon"}
    assert required <= general.keys()
    assert all(general[key].strip() for key in required)
    assert general["qgisMinimumVersion"] == "3.22"
    assert general["qgisMaximumVersion"] == "4.99"
    assert general["hasProcessingProvider"] == "yes"
    assert "plugin" not in general["name"].lower()


@pytest.mark.parametrize("name", sorted(RUN_TIME))
def test_constraints_are_within_the_bounds(name):
    (oldest,), newest = pins("oldest.txt")[name], pins("newest.txt")[name]
    (bound,) = RUN_TIME[name].specifier
    assert bound.operator == ">="
    assert Version(bound.version) == Version(oldest)
    assert list(RUN_TIME[name].specifier.filter(newest, prereleases=True)) == newest


def test_the_extra_all_has_every_extra_that_users_can_want():
    everything = Requirement(PROJECT["optional-dependencies"]["all"][0]).extras
    assert everything == EXTRAS


def loaded_by(code: str) -> set[str]:
    """The modules that a fresh interpreter has loaded after some code."""
    done = subprocess.run([sys.executable, "-c", f"{code}; import sys; print(*sys.modules)"], capture_output=True,
                          text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.skipif(Version(metadata.version("scipy")) < Version("1.13"), reason="scipy of that time loads them itself")
def test_the_public_functions_load_no_part_of_numpy_that_only_its_developers_use():
    loaded = loaded_by("import coregix_core.api.execution")
    assert "scipy.ndimage" in loaded
    assert not {"numpy.f2py.f2py2e", "numpy.testing._private", "numpy.polynomial.chebyshev"} & loaded
    # Nor scipy's trees, nor its linear algebra where its own special functions do not need that, nor pictures.
    own = {"scipy.linalg"} if Version(metadata.version("scipy")) >= Version("1.18") else set()
    assert not ({"scipy.spatial", "scipy.linalg", "coregix_core.report"} - own) & loaded


def test_parts_of_numpy_that_are_postponed_are_there_when_they_are_used():
    loaded = loaded_by("import coregix_core.api.execution; import numpy as np; import numpy.testing as t; "
                       "t.assert_equal(1, 1); assert np.polynomial.Polynomial([1, 2])(2) == 5")
    assert "numpy.polynomial.chebyshev" in loaded


@pytest.mark.skipif(Version(metadata.version("scipy")) < Version("1.16"), reason="scipy of that time adds no notes")
@pytest.mark.parametrize(("begins", "noted"), [("", True), ("coregix_core.lazy_numpy.without_help();", False)])
def test_a_program_spares_scipy_the_notes_on_its_functions_and_a_library_does_not(begins, noted):
    """Without them no text is parsed that nobody reads."""
    loaded_by(f"import coregix_core.lazy_numpy; {begins} import coregix_core.api.execution, numpy; "
              "from scipy import ndimage, special; "
              f"assert bool(ndimage.gaussian_filter.__doc__) is {noted}; "
              "assert ndimage.gaussian_filter(numpy.ones((3, 3)), 1.0).sum() > 8.9; assert special.gammaln(1.0) == 0")


def test_a_tree_of_places_comes_without_its_package_and_serves_that_too():
    """As the package's own does, which takes fifty times as long to load."""
    loaded = loaded_by("from coregix_core.search_tree import search_tree; found = search_tree([[0, 0], [3, 4]]); "
                       "assert found.query([3, 3])[0] == 1")
    assert not {"scipy.spatial", "scipy.linalg"} & loaded
    loaded_by("from coregix_core.search_tree import search_tree; found = search_tree([[0, 0], [3, 4]]); import pickle; "
              "from scipy.spatial import cKDTree, KDTree; assert type(found) is cKDTree and KDTree([[1]]).n == 1; "
              "assert pickle.loads(pickle.dumps(found)).n == 2")


@pytest.mark.parametrize("spec", ["None", "type('Spec', (), {'loader': None})"])
def test_a_tree_that_does_not_lie_there_comes_with_its_package(spec):
    finder = f"type('Finder', (), {{'find_spec': lambda *_: {spec}}})"
    loaded = loaded_by(f"import coregix_core.search_tree as s; s.PathFinder = {finder}; "
                       "assert s.search_tree([[0, 0], [3, 4]]).n == 2")
    assert "scipy.spatial" in loaded


def test_the_elastix_process_loads_no_gdal():
    assert "rasterio" not in loaded_by("import coregix_core.matching.elastix")
