"""Few dates of ground that has changed: all links are measured anew at the same places, if that pays."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scenes import ORIGIN, Ground, blobs, displaced, grid, textured, write

from coregix_core.errors import Cancelled
from coregix_core.options import RegisterOptions
from coregix_core.registration import LinkMeasurement, LinkPoints
from coregix_core.stack import second_look
from coregix_core.stack.closure import common_closures
from coregix_core.stack.criteria import STACKS
from coregix_core.stack.ground import Ground as Shared
from coregix_core.stack.images import StackImage
from coregix_core.stack.second_look import looked_again
from coregix_core.stack.solution import solved
from coregix_core.stack.workers import executor

WHERE = grid(260, 240, 2.0)
SHIFTS = np.array([(3.0, -2.0), (-4.0, 1.0), (1.0, 1.0)])
"""How far each date shows things too far east and north, of pixels of 2 m."""
PAIRS = list(combinations(range(3), 2))


@pytest.fixture(scope="module")
def images(tmp_path_factory):
    """Three dates, of each of which a quarter of the ground looks otherwise."""
    folder, made = tmp_path_factory.mktemp("dates"), []
    for number, (east, north) in enumerate(SHIFTS):
        moved = displaced(east, north, centre=WHERE.middle)
        shown = np.where(blobs((WHERE.height, WHERE.width), 0.25, number), textured(WHERE, moved, Ground(50 + number)),
                         textured(WHERE, moved, Ground(4, shortest=8.0)))
        path = write(folder / f"{number}.tif", shown.astype(np.float32), WHERE)
        made.append(StackImage(str(number), str(path), WHERE, 0))
    return made


def links(noise):
    """What the links of the dates found: points that are off by chance."""
    rng, made = np.random.default_rng(1), {}
    for i, j in PAIRS:
        x, y = (rng.uniform(40, 440, 200) + ORIGIN[0], ORIGIN[1] - rng.uniform(40, 440, 200))
        off = SHIFTS[j] - SHIFTS[i] + rng.normal(0, 2.0 * noise, (200, 2))
        ties = LinkPoints(x, y, x + off[:, 0], y + off[:, 1], np.tile(np.eye(2), (200, 1, 1)), np.ones(200, bool))
        made[i, j] = LinkMeasurement("aligned", "", "orientation", None, (2.0, 2.0), 0.1, ties, window_px=64.0)
    return made


def looked(images, found, transform="translation", report=lambda: None):
    """The links after a second look, the model, and the solution by both."""
    ground = Shared.of(images, WHERE.crs)

    def solve(found, model):
        return solved(images, ground, found, model, None)

    with executor(1) as pool:
        anew, model = looked_again(images, found, solve, pool, RegisterOptions(transform=transform), report)
    return anew, model, solve(anew, model)


def off(solution):
    """How far the images lie from where they should beside each other, in pixels: the largest of them."""
    moved = np.array([[t - p for t, p in zip(solution.correction(k)(*WHERE.middle), WHERE.middle, strict=True)]
                      for k in range(3)])
    gaps = (moved - SHIFTS) / 2.0
    return float(np.hypot(*(gaps - gaps.mean(0)).T).max())


def test_links_that_know_little_are_measured_at_the_same_places_and_close(images):
    found = links(1.5)
    ground = Shared.of(images, WHERE.crs)
    before = solved(images, ground, found, "translation", None)
    anew, model, after = looked(images, found)
    assert off(after) < 0.02 < off(before)
    assert max(common_closures(after).values()) < 0.02 < max(common_closures(before).values())
    assert model == "translation"
    assert after.spacing == STACKS.spacing
    # The very same places of the ground in all links, with the same say.
    assert len(anew[0, 1].ties) >= STACKS.least_places
    assert anew[0, 1].ties.x == pytest.approx(anew[0, 2].ties.x)
    east = anew[1, 2].ties.x - anew[0, 1].ties.x - (SHIFTS[1] - SHIFTS[0])[0]
    assert np.abs(east).max() < 2.0, "to half a pixel, and what the first links were off"
    for one in anew.values():
        assert one.ties.information == pytest.approx(anew[0, 1].ties.information)


def test_the_transform_stays_the_one_that_all_points_told(images):
    ground = Shared.of(images, WHERE.crs)
    first = solved(images, ground, links(1.5), "auto", None).adjustment.model
    _, model, after = looked(images, links(1.5), "auto")
    assert model == after.adjustment.model == first


def test_links_that_know_enough_are_left_as_they_are(images):
    found = links(0.02)
    anew, model, after = looked(images, found)
    assert anew is found
    assert (model, after.spacing) == ("translation", 0.0)


@pytest.mark.parametrize("where", ["no loop tells", "fields are to follow the ground", "there are many images"])
def test_nothing_is_looked_at_again_where(images, where, monkeypatch):
    monkeypatch.setattr(second_look, "_measured", lambda *_: pytest.fail("looked again"))
    found = links(1.5)
    if where == "no loop tells":
        found[0, 2] = replace(found[0, 2], verdict="failed", ties=None)
    made = [*images, *images[:1] * STACKS.few] if where == "there are many images" else images
    assert looked(made, found, "local" if where.startswith("fields") else "translation")[0] is found


def test_too_few_places_that_all_links_find_are_no_reason_to_leave_what_they_found(images, monkeypatch):
    monkeypatch.setattr(second_look, "lattice", lambda *_: np.full((30, 2), 0.5))
    found = links(1.5)
    assert looked(images, found)[0] is found


def test_a_person_can_stop_it(images):
    def stop():
        raise Cancelled("stop")

    with pytest.raises(Cancelled):
        looked(images, links(1.5), report=stop)
