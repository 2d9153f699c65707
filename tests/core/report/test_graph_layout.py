"""Where a report draws the images of a stack: none hides another, and all keep about their places."""

import numpy as np
import pytest
from scipy.spatial.distance import pdist

from coregix_core.report.graph_layout import in_a_row, on_a_circle, on_a_map

BLOCK = np.stack(np.meshgrid(np.arange(4.0), np.arange(3.0)), -1).reshape(-1, 2) * 400


@pytest.mark.parametrize("count", [2, 3, 12])
def test_images_of_one_place_stand_around_a_circle(count):
    assert pdist(on_a_circle(count)).min() == pytest.approx(2 * np.sin(np.pi / count))


@pytest.mark.parametrize("when", [[0, 1, 2, 3000, 3001, 3650], [5, 5, 5], [3, 1, 2]])
def test_in_time_they_keep_their_order_and_stand_apart(when):
    along = in_a_row(np.array(when, float))[:, 0]
    np.testing.assert_array_equal(np.argsort(along), np.argsort(when, kind="stable"))
    assert np.diff(np.sort(along)).min() > 0.1 * np.ptp(along)


def test_a_map_of_images_that_lie_apart_is_as_it_is():
    np.testing.assert_allclose(on_a_map(BLOCK), BLOCK, atol=0.5)


def test_on_a_map_dates_of_one_tile_stand_beside_each_other():
    made = on_a_map(np.repeat(BLOCK, 3, 0))
    assert pdist(made).min() > 0.05 * 1200
    np.testing.assert_allclose(made.reshape(12, 3, 2).mean(1), BLOCK, atol=0.2 * 400)
