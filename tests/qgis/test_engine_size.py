"""How heavy the engine is, by the wheels that the lock file names: what is downloaded first, and what is unpacked."""

import zipfile

import pytest

from qgis_plugin.install import DOWNLOAD_MB, INSTALLED_MB, _place
from qgis_plugin.wheels import fits, locked

pytestmark = pytest.mark.qgis

PYTHON = (3, 11)


@pytest.fixture(scope="module")
def first(wheels):
    """The wheels that are installed at first, for this system."""
    names = {pin.name.replace("-", "_").lower() for pin in locked("")}
    found = [path for path in wheels.glob("*.whl")
             if path.name.split("-")[0].lower().replace(".", "_") in names and fits(path.name, PYTHON)]
    assert len(found) == len(names)
    return found


def test_the_first_download_is_below_150_megabytes_and_is_told_rightly(first):
    size = sum(path.stat().st_size for path in first) / 1e6
    assert size < 150
    assert size == pytest.approx(DOWNLOAD_MB, abs=3)


def test_what_is_unpacked_is_below_560_megabytes_and_is_told_rightly(first):
    size = sum(member.file_size for path in first for member in zipfile.ZipFile(path).infolist()
               if _place(member.filename) is not None) / 1e6
    assert size < 560
    assert size == pytest.approx(INSTALLED_MB, abs=8)
