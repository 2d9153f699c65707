"""The doctor: what is missing is a problem where coregix needs it, and is said with its cure."""

import sys
from types import SimpleNamespace

import pytest

from coregix_core.cli import doctor
from coregix_core.errors import MissingDependencyError


@pytest.fixture(autouse=True)
def elastix(monkeypatch):
    """An elastix whose try takes no time; the real one is tried by the command's own test."""
    stand_in = SimpleNamespace(check_available=lambda: "")
    monkeypatch.setitem(sys.modules, "coregix_core.matching.elastix", stand_in)
    return stand_in


def problems(result):
    return result.to_dict()["problems"]


def test_a_whole_installation_is_fine():
    result = doctor.examine()
    assert (result.ok, result.exit_code, problems(result)) == (True, 0, [])
    assert result.to_dict()["packages"]["GDAL"].count(".") == 2
    assert "All that coregix needs works." in result.summary()


def test_an_elastix_that_fails_is_a_problem_with_its_cure(elastix):
    def fail():
        raise MissingDependencyError("SimpleITK has no elastix. Run: pip install …")

    elastix.check_available = fail
    result = doctor.examine()
    assert (result.ok, result.exit_code) == (False, 1)
    assert result.to_dict()["elastix"] == {"ok": False, "message": "SimpleITK has no elastix. Run: pip install …"}
    assert "PROBLEM" in result.summary()


def test_a_package_that_is_missing_is_a_problem(monkeypatch):
    monkeypatch.setattr(doctor, "PACKAGES", ("numpy", "no-such-package"))
    assert problems(doctor.examine()) == ["no-such-package: missing"]


def test_a_broken_rasterio_does_not_stop_the_look_at_the_rest(monkeypatch):
    monkeypatch.setitem(sys.modules, "rasterio", None)
    result = doctor.examine()
    assert {p.split(":")[0] for p in problems(result)} >= {"GDAL", "driver GTiff", "driver COG"}
    assert result.to_dict()["packages"]["numpy"]


@pytest.mark.parametrize(("needed", "ok"), [(True, False), (False, None)])
def test_a_driver_is_a_problem_only_where_it_is_needed(monkeypatch, needed, ok):
    monkeypatch.setattr(doctor, "DRIVERS", {"NoSuchDriver": needed})
    (check,) = [c for c in doctor.examine().checks if c.name == "driver NoSuchDriver"]
    assert (check.ok, check.found) == (ok, "missing")


def test_an_extra_that_is_missing_is_told_and_no_problem(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyogrio", None)
    result = doctor.examine()
    assert result.ok
    assert result.to_dict()["extras"]["vectors"] is False
    assert "pip install pyogrio shapely" in result.summary()


def test_the_older_tool_of_this_name_is_told_apart(monkeypatch):
    monkeypatch.setattr(doctor.metadata, "version", lambda name: "0.3.0" if name == "coregix" else "9")
    result = doctor.examine()
    assert not result.ok
    assert any("0.3.0 is installed" in problem and "pip uninstall coregix" in problem for problem in problems(result))
