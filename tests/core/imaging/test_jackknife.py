"""How well a figure is known, by what it is without each part."""

import numpy as np
import pytest

from coregix_core.imaging import jackknife


def test_of_a_mean_it_is_the_usual_standard_error():
    values = np.random.default_rng(3).normal(size=(16, 2))
    without = np.array([np.delete(values, k, axis=0).mean(0) for k in range(16)])
    assert jackknife(without) == pytest.approx(values.std(0, ddof=1) / 4)


def test_parts_without_which_nothing_changes_leave_no_error():
    assert jackknife(np.ones((4, 2))).tolist() == [0.0, 0.0]
