"""Images that bend: fields come back as transforms, and triangles close under them."""

from functools import cache

import numpy as np
import pytest

from coregix_core.fitting import Link
from coregix_core.geometry import Frame
from coregix_core.stack.bending import with_fields
from coregix_core.stack.closure import common_closures, quantiles
from coregix_core.stack.ground import Ground
from coregix_core.stack.model_choice import adjusted
from coregix_core.stack.solution import Solution

SIDE, COUNT = 500.0, 3
LATTICE = np.stack(np.meshgrid(*[np.linspace(0, SIDE, 5)] * 2), -1).reshape(-1, 2)
AREAS = np.array([LATTICE] * COUNT)
FRAME = Frame((400_000.0, 5_800_000.0), (10.0, 10.0))


def bend(image, places):
    """Where an image shows true places, less those (n, 2), in pixels."""
    phase = 2 * np.pi * places[:, ::-1] / SIDE + image
    return 1.2 * np.sin(phase) * np.array([1.0, -0.7])


@cache
def stack(height, datum=None):
    rng = np.random.default_rng(4)
    links = []
    for i in range(COUNT):
        for j in range(i + 1, COUNT):
            true = rng.uniform(0, SIDE, (220, 2))
            shown = [true + height * bend(k, true) * (k != datum) + 2.0 * k for k in (i, j)]
            links.append(Link(i, j, shown[0], shown[1] + rng.normal(0, 0.05, (220, 2)), np.tile(np.eye(2), (220, 1, 1)),
                              np.ones(220, bool)))
    ground = Ground(None, FRAME, AREAS, (), (1.0,) * COUNT)
    state = adjusted(AREAS, links, "local", datum)
    return Solution(ground, state, tuple(range(COUNT)), tuple(links), ())


@cache
def with_its_fields(datum=None):
    return with_fields(stack(1.0, datum), datum)


@pytest.mark.parametrize("datum", [None, 1])
def test_what_images_bend_comes_back_as_their_transforms(datum):
    found = with_its_fields(datum)
    assert found.model == "local"
    at = np.stack(np.meshgrid(*[np.linspace(60, SIDE - 60, 9)] * 2), -1).reshape(-1, 2)
    gaps = []
    for k in range(COUNT):
        # Each image shows the true place at + bend: under its correction it has to lie there again.
        x, y = found.correction(k).inverse(*FRAME.to_world(at + bend(k, at) * (k != datum) + 2.0 * k))
        gaps.append(FRAME.to_frame(x, y) - at)
    apart = np.array(gaps) - np.mean(gaps, axis=0)
    assert np.sqrt((apart**2).sum(2).mean()) < 0.08
    before, after = (np.median([np.hypot(*one.seen(link)[1].T) for link in one.links]) for one in (stack(1.0, datum),
                                                                                                found))
    assert after < 0.15 < before, "what both images of a link show lies in one place"
    assert quantiles(common_closures(found))[1] < 0.06
    if datum is not None:
        assert np.abs(gaps[datum] - 2.0 * datum).max() < 1e-6, "the datum stays as it is"


def test_images_that_do_not_bend_are_left_as_they_are():
    assert with_fields(stack(0.0), None).model == "affine"


def test_the_uncertainty_of_fields_is_part_of_what_is_stated():
    straight, found = stack(1.0), with_fields(stack(1.0), None)
    assert found.ce90(0) ** 2 == pytest.approx(straight.ce90(0) ** 2 + np.log(10) * found.fields.errors[0] ** 2)
    assert found.ce90(0, 1) > found.ce90(0) * 0.9
