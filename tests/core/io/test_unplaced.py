"""rasterio does not warn of rasters without a georeference, in whatever threads such blocks run, and does so after."""

import threading
import warnings

import pytest
from rasterio.errors import NotGeoreferencedWarning

from coregix_core.io import without_a_place


def warn():
    warnings.warn("no geotransform", NotGeoreferencedWarning, stacklevel=1)


def test_a_block_that_began_later_stays_quiet_when_the_first_one_ends():
    inside, first_ended, seen = threading.Event(), threading.Event(), []

    def later():
        with without_a_place():
            inside.set()
            first_ended.wait(10)
            try:
                warn()
            except NotGeoreferencedWarning as warning:
                seen.append(warning)

    thread = threading.Thread(target=later)
    with without_a_place():
        thread.start()
        inside.wait(10)
    first_ended.set()
    thread.join()
    assert seen == []


def test_other_warnings_are_heard_and_afterwards_all_are_as_before_also_if_a_block_failed():
    before = list(warnings.filters)
    with without_a_place():
        warn()
    with pytest.raises(UserWarning, match="other"), without_a_place():
        warnings.warn("other", UserWarning, stacklevel=1)
    assert warnings.filters == before
    with pytest.raises(NotGeoreferencedWarning):
        warn()
