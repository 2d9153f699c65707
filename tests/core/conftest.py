"""What the tests of the solve share: one engine, and pairs of rasters made from arrays."""

from contextlib import ExitStack

import numpy as np
import pytest
from scenes import write

from coregix_core.io.raster import open_raster
from coregix_core.matching.elastix import Elastix
from coregix_core.pairing.pair import make_pair
from coregix_core.pairing.solution import Request
from coregix_core.progress import Progress
from coregix_core.report import figures
from coregix_core.solving.solver import solve


@pytest.fixture(scope="session")
def shared_engine(tmp_path_factory):
    with Elastix(tmp_path_factory.mktemp("engine"), timeout=120) as engine:
        yield engine


@pytest.fixture
def pair_of(tmp_path):
    """Makes a pair of (values, grid) and (values, grid), fixed first; NaN is invalid."""
    with ExitStack() as stack:
        def make(fixed, moving, max_shift=None):
            rasters = []
            for role, (values, where) in (("fixed", fixed), ("moving", moving)):
                path = write(tmp_path / f"{role}.tif", np.asarray(values, np.float32), where, nodata=float("nan"))
                rasters.append(stack.enter_context(open_raster(path, role=role)))
            return make_pair(*rasters, fixed_band=0, moving_band=0, max_shift=max_shift, clip=True)

        yield make


@pytest.fixture
def words_alone(monkeypatch):
    """Reports without their pictures, which take most of the time: report/test_page has them drawn, of each kind."""
    monkeypatch.setattr(figures, "encoded", lambda *_, **__: "data:image/png;base64,")


@pytest.fixture
def solved(pair_of, shared_engine):
    """Solves a pair: ``request`` as keywords."""
    def run(fixed, moving, **request):
        pair = pair_of(fixed, moving, request.get("max_shift"))
        return solve(pair, Request(**request), shared_engine, Progress())

    return run
