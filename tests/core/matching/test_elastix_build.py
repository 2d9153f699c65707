"""Which build of SimpleITK is there: one without elastix, or none, is named with its remedy."""

import sys
from types import SimpleNamespace

import pytest

from coregix_core.errors import MissingDependencyError
from coregix_core.matching.elastix import check_available


@pytest.fixture
def official_simpleitk(monkeypatch):
    """The SimpleITK of the official build, which has no elastix."""
    monkeypatch.setitem(sys.modules, "SimpleITK", SimpleNamespace(Version_VersionString=lambda: "2.5.0"))


@pytest.mark.usefixtures("official_simpleitk")
def test_the_wrong_build_of_simpleitk_is_named_with_its_remedy():
    with pytest.raises(MissingDependencyError, match="pip uninstall -y SimpleITK"):
        check_available()


def test_no_simpleitk_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "SimpleITK", None)
    with pytest.raises(MissingDependencyError, match="pip install SimpleITK-SimpleElastix"):
        check_available()


def test_the_right_build_says_its_version():
    assert check_available()[0].isdigit()
