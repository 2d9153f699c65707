"""What is warned of during a run stays with its result."""

import logging
import threading

import numpy as np
import pytest
from scenes import Ground, grid, textured, write

from coregix_core import assess_image_pair
from coregix_core.api.warned import warned

LOG = logging.getLogger("coregix_core")


def test_warnings_are_kept_while_it_lasts_those_of_other_threads_and_lesser_words_are_not():
    with warned() as said:
        LOG.warning("one")
        LOG.info("a detail")
        other = threading.Thread(target=LOG.warning, args=("elsewhere",))
        other.start()
        other.join()
        with warned() as inner:
            LOG.warning("two of %d", 2)
    LOG.warning("later")
    assert said == ["one", "two of 2"]
    assert inner == ["two of 2"]


@pytest.mark.usefixtures("words_alone")
def test_a_result_and_its_report_hold_them(tmp_path):
    where, mask = grid(120, 100), np.ones((100, 120), np.uint8)
    path = write(tmp_path / "a.tif", textured(where, ground=Ground(3)).astype("float32"), where)
    outside = write(tmp_path / "all.tif", mask, where)
    result = assess_image_pair(path, path, exclude=[outside], report=tmp_path / "r.html")
    (told,) = result.to_dict()["warnings"]
    assert "all.tif (0 is out) leaves out nothing" in told
    assert result.summary().endswith("; 1 warning")
    assert "Warning: The mask" in (tmp_path / "r.html").read_text()
