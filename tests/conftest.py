"""Fixtures for all tests."""

import os

# As the command line has it, and before numpy is imported: threads of BLAS wait for each other by spinning, which on
# busy processors takes a hundred times as long as the work.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
import rasterio
from hypothesis import settings

from coregix_core import own_process

# How long an example takes depends on the machine and its load. Half of the usual number, as each run draws others.
settings.register_profile("coregix", deadline=None, max_examples=50)
settings.load_profile("coregix")


@pytest.fixture(scope="session", autouse=True)
def _memory_as_in_the_program():
    """Freed memory is used again, as commands and workers have it; else the kernel clears each page of each array."""
    own_process.set_up()


@pytest.fixture(scope="session", autouse=True)
def _one_elastix_for_all():
    """Runs of the public functions share one elastix process, as in a batch; commands in processes have their own."""
    from coregix_core.matching.kept_engine import keep_engines

    keep_engines()


@pytest.fixture(autouse=True)
def _no_gdal_environment_left_open():
    """A context that a test leaves open would colour the tests after it."""
    yield
    assert not rasterio.env.hasenv(), "a GDAL environment was left open"


@pytest.fixture
def litter(tmp_path):
    """The names in the test's folder that no one asked for."""
    return lambda *expected: sorted(p.name for p in tmp_path.iterdir() if p.name not in expected)
