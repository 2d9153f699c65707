"""Images that look otherwise may lie off the others however many links agree; those that are alike do not."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest

from coregix_core.fitting import Link
from coregix_core.stack.ground import Ground
from coregix_core.stack.likeness import from_the_mean, unlike_squares
from coregix_core.stack.model_choice import adjusted
from coregix_core.stack.solution import Solution

COUNT = 5
PAIRS = list(combinations(range(COUNT), 2))
AREAS = np.array([np.stack(np.meshgrid(*[np.linspace(0, 500.0, 5)] * 2), -1).reshape(-1, 2)] * COUNT)


def links():
    """Links of images that lie in place."""
    rng = np.random.default_rng(3)
    made = []
    for i, j in PAIRS:
        at = rng.uniform(0, 500, (80, 2))
        made.append(Link(i, j, at, at + rng.normal(0, 0.03, (80, 2)), np.tile(np.eye(2), (80, 1, 1)),
                         np.ones(80, bool)))
    return made


def other_band(image):
    """What each link states if one image is of another band, 0.1 pixels off the others."""
    return [0.1 if image in pair else 0.0 for pair in PAIRS]


@pytest.mark.parametrize("image", [0, 3])
def test_an_image_of_another_band_may_lie_off_the_mean_of_all_and_the_others_hardly(image):
    squares = unlike_squares(links(), other_band(image), COUNT)
    found = np.sqrt([from_the_mean(squares, k, range(COUNT)) for k in range(COUNT)])
    # The mean of five is drawn a fifth of the way.
    assert found == pytest.approx([0.08 if k == image else 0.02 for k in range(COUNT)], abs=1e-4)


def test_an_image_that_does_not_lead_draws_no_other():
    squares = unlike_squares(links(), other_band(3), COUNT)
    found = np.sqrt([from_the_mean(squares, k, [0, 1, 2, 4]) for k in range(COUNT)])
    assert found == pytest.approx([0.1 if k == 3 else 0.0 for k in range(COUNT)], abs=1e-4)


def test_images_are_as_unlike_as_those_on_the_way_that_is_most_alike():
    stated = [{(0, 4): 0.5, (0, 1): 0.03, (1, 4): 0.04}.get(pair, 9.0) for pair in PAIRS]
    assert unlike_squares(links(), stated, COUNT)[0, 4] == pytest.approx(0.05**2)


def test_a_datum_of_another_band_is_as_unlike_as_most_links_with_it_say_but_for_an_image_of_its_own():
    stated = [{(0, 1): 0.001, (0, 2): 0.02, (0, 3): 0.05, (0, 4): 0.06, (1, 2): 0.05}.get(pair, 0.0 if pair[0] > 1 else
                                                                                         9.0) for pair in PAIRS]
    squares = unlike_squares(links(), stated, COUNT, 0)
    # The median of the four, and no more than three times what links say of the one that looks as the datum does.
    assert np.sqrt(squares[0]) == pytest.approx([0.0, 0.003, *[np.sqrt((0.02**2 + 0.05**2) / 2)] * 3], abs=1e-4)
    assert squares[:, 0] == pytest.approx(squares[0])
    assert np.sqrt(unlike_squares(links(), stated, COUNT)[0]) == pytest.approx([0.0, 0.001, 0.02, 0.02, 0.02], abs=1e-4)


@pytest.mark.parametrize(("datum", "pair", "added"), [
    (None, (2,), 0.08), (None, (1,), 0.02), (1, (2,), 0.1), (1, (0,), 0.0), (1, (1,), 0.0), (2, (0,), 0.1),
    (None, (0, 2), 0.1), (None, (0, 1), 0.0)])
def test_what_they_may_lie_off_is_in_the_uncertainty(datum, pair, added):
    made = links()
    sure = Solution(Ground(None, None, AREAS, (), (1.0,) * COUNT), adjusted(AREAS, made, "rigid", datum),
                    tuple(range(COUNT)), tuple(made), (), datum=datum)
    unsure = replace(sure, unlike=unlike_squares(made, other_band(2), COUNT), leading=tuple(range(COUNT)))
    assert unsure.ce90(*pair) ** 2 - sure.ce90(*pair) ** 2 == pytest.approx(added**2, abs=1e-5)


