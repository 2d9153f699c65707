"""Residuals against height: relief seen at an angle is told from chance."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import centres, grid, write

from coregix_core import InputError, align_image_pair
from coregix_core.findings import TiePoints
from coregix_core.report.heights import heights_part

WHERE = grid(60, 50, 30.0)
PAIR = SimpleNamespace(fixed=SimpleNamespace(grid=WHERE), frame=SimpleNamespace(unit=(30.0, 30.0)))


@pytest.fixture
def model(tmp_path):
    """A hillside that rises by 2 m from column to column."""
    return str(write(tmp_path / "dem <b>.tif", (2 * centres(WHERE)[0]).astype(np.float32), WHERE))


def points(relief):
    """Tie points whose residual to the east grows with height before, and is noise after."""
    rng = np.random.default_rng(4)
    col, row = rng.uniform(5, 55, (2, 80))[:, :80] * [[1.0], [0.8]]
    x, y = WHERE.to_world(col, row)
    noise = rng.normal(0, 0.3, (4, 80))
    return TiePoints(x, y, relief * 2 * col + noise[0], noise[1], noise[2], noise[3], np.ones(80), np.ones(80, bool),
                     np.full(80, ""))


def test_a_slope_is_told_in_pixels_with_its_chance(model):
    text = heights_part(model, PAIR, points(relief=0.3), ["Before", "After"])
    rows = {name: (float(slope), chance) for name, slope, chance in re.findall(
        r"<th scope='row'>(.*?)</th><td>(.*?)</td><td>(.*?)</td>", text)}
    # 0.3 m per metre of height are 1 pixel of 30 m per 100 m.
    assert rows["Before, east"] == (pytest.approx(1.0, abs=0.02), "below 0.0001")
    assert all(abs(rows[name][0]) < 0.02 and float(rows[name][1]) > 0.01
               for name in ("Before, north", "After, east", "After, north"))
    assert "<b>.tif" not in text
    assert "data:image/png" in text


def test_points_beside_the_model_have_no_slope(model):
    far = points(0.3)
    moved = TiePoints(far.x + 1e5, *[getattr(far, name) for name in (
        "y", "dx_before", "dy_before", "dx_after", "dy_after", "confidence", "inlier", "reason")])
    assert "Too few tie points" in heights_part(model, PAIR, moved, ["As they are"])


def test_a_model_without_a_report_is_refused():
    with pytest.raises(InputError, match="is for the report"):
        align_image_pair("a.tif", "b.tif", "c.tif", dem="dem.tif")
