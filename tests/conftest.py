"""Fixtures for all tests."""

import pytest
import rasterio
from hypothesis import settings

# How long an example takes depends on the machine and its load.
settings.register_profile("coregix", deadline=None)
settings.load_profile("coregix")


@pytest.fixture(autouse=True)
def _no_gdal_environment_left_open():
    """A context that a test leaves open would colour the tests after it."""
    yield
    assert not rasterio.env.hasenv(), "a GDAL environment was left open"


@pytest.fixture
def litter(tmp_path):
    """The names in the test's folder that no one asked for."""
    return lambda *expected: sorted(p.name for p in tmp_path.iterdir() if p.name not in expected)
