"""Few dates of ground that has changed: all links are measured anew at the same places, if that pays."""

from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from scenes import ORIGIN, Ground, blobs, displaced, grid, textured, write

from coregix_core.errors import Cancelled
from coregix_core.options import RegisterOptions
from coregix_core.progress import Progress, only
from coregix_core.registration import LinkMeasurement, LinkPoints
from coregix_core.stack import second_look
from coregix_core.stack.closure import common_closures
from coregix_core.stack.common_solution import solved
from coregix_core.stack.criteria import STACKS
from coregix_core.stack.ground import Ground as Shared
from coregix_core.stack.images import StackImage
from coregix_core.stack.links import notes_of
from coregix_core.stack.second_look import SecondLook
from coregix_core.stack.tables import link_row
from coregix_core.stack.underway import Underway
from coregix_core.stack.workers import executor

WHERE = grid(260, 240, 2.0)
SHIFTS = np.array([(3.0, -2.0), (-4.0, 1.0), (1.0, 1.0), (-2.0, -3.0)])
"""How far each date shows things too far east and north, of pixels of 2 m."""


@pytest.fixture(scope="module")
def images(dates):
    return dates[:3]


@pytest.fixture(scope="module")
def dates(tmp_path_factory):
    """Four dates, of each of which a quarter of the ground looks otherwise."""
    folder, made = tmp_path_factory.mktemp("dates"), []
    for number, (east, north) in enumerate(SHIFTS):
        moved = displaced(east, north, centre=WHERE.middle)
        shown = np.where(blobs((WHERE.height, WHERE.width), 0.25, number), textured(WHERE, moved, Ground(50 + number)),
                         textured(WHERE, moved, Ground(4, shortest=8.0)))
        path = write(folder / f"{number}.tif", shown.astype(np.float32), WHERE)
        made.append(StackImage(str(number), str(path), WHERE, 0))
    return made


def links(noise, count=3):
    """What the links of the dates found: points that are off by chance."""
    rng, made = np.random.default_rng(1), {}
    for i, j in sorted(combinations(range(count), 2), key=max):
        x, y = (rng.uniform(40, 440, 200) + ORIGIN[0], ORIGIN[1] - rng.uniform(40, 440, 200))
        off = SHIFTS[j] - SHIFTS[i] + rng.normal(0, 2.0 * noise, (200, 2))
        ties = LinkPoints(x, y, x + off[:, 0], y + off[:, 1], np.tile(np.eye(2), (200, 1, 1)), np.ones(200, bool))
        made[i, j] = LinkMeasurement("aligned", "", "orientation", None, (2.0, 2.0), 0.1, ties, window_px=64.0)
    return made


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """A folder for what is measured, so that tests of the same links measure them once."""
    return tmp_path_factory.mktemp("kept")


@pytest.fixture
def asked(monkeypatch):
    """What is asked of each link that is measured."""
    tasks, measured = [], second_look.measured_at_places

    def heard(task):
        tasks.append(task)
        return measured(task)

    monkeypatch.setattr(second_look, "measured_at_places", heard)
    return tasks


def looked(images, found, folder, transform="translation", report=lambda _: None):
    """The links after a second look, the model, and the solution by both."""
    ground, options = Shared.of(images, WHERE.crs), RegisterOptions(transform=transform)

    def solve(found, model):
        return solved(images, ground, found, model, None)

    track, underway = Progress(report, only("solve")), Underway(1)
    with executor(1, underway=underway) as pool, track.stage("solve"):
        anew, model = SecondLook(images, notes_of(images, options, folder), pool, options, solve, track,
                                 underway).run(found)
    return anew, model, solve(anew, model)


def off(solution):
    """How far the images lie from where they should beside each other, in pixels: the largest of them."""
    moved = np.array([[t - p for t, p in zip(solution.correction(k)(*WHERE.middle), WHERE.middle, strict=True)]
                      for k in solution.used])
    gaps = (moved - SHIFTS[: len(moved)]) / 2.0
    return float(np.hypot(*(gaps - gaps.mean(0)).T).max())


def test_links_that_know_little_are_measured_at_the_same_places_and_close(images, kept):
    found = links(1.5)
    ground = Shared.of(images, WHERE.crs)
    before = solved(images, ground, found, "translation", None)
    anew, model, after = looked(images, found, kept)
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


def test_the_transform_stays_the_one_that_all_points_told(images, kept):
    ground = Shared.of(images, WHERE.crs)
    first = solved(images, ground, links(1.5), "auto", None).adjustment.model
    _, model, after = looked(images, links(1.5), kept, "auto")
    assert model == after.adjustment.model == first


def test_links_that_know_enough_are_left_as_they_are(images, kept):
    found = links(0.02)
    anew, model, after = looked(images, found, kept)
    assert anew is found
    assert (model, after.spacing) == ("translation", 0.0)


@pytest.mark.parametrize("where", ["no loop tells", "fields are to follow the ground", "there are many images"])
def test_nothing_is_looked_at_again_where(images, kept, where, monkeypatch):
    monkeypatch.setattr(SecondLook, "_measured", lambda *_: pytest.fail("looked again"))
    found = links(1.5)
    if where == "no loop tells":
        found[0, 2] = replace(found[0, 2], verdict="failed", ties=None)
    made = [*images, *images[:1] * STACKS.few] if where == "there are many images" else images
    assert looked(made, found, kept, "local" if where.startswith("fields") else "translation")[0] is found


def test_too_few_places_that_all_links_find_are_no_reason_to_leave_what_they_found(images, tmp_path, monkeypatch):
    monkeypatch.setattr(second_look, "lattice", lambda *_: (np.zeros((30, 2), int), np.full((30, 2), 0.5)))
    found = links(1.5)
    assert looked(images, found, tmp_path)[0] is found


def test_a_row_says_what_of_it_is_of_which_look(images, kept):
    found = links(1.5)
    first, second = solved(images, Shared.of(images, WHERE.crs), found, "translation", None), looked(
        images, found, kept)[2]
    before, after = (link_row(one.results[0], "abc") for one in (first, second))
    assert before["places"] is None
    assert (after["ties"], after["ce90_px"], after["reason"]) == (before["ties"], before["ce90_px"], before["reason"])
    assert after["places"] > STACKS.least_places > after["ties"]


def test_places_are_corners_of_the_first_images_pixels_as_windows_are(images, tmp_path, asked):
    looked(images, links(1.5), tmp_path)
    x, y = (asked[0].x - ORIGIN[0]) / 2.0, (ORIGIN[1] - asked[0].y) / 2.0
    assert x == pytest.approx(x.round(), abs=1e-6)
    assert y == pytest.approx(y.round(), abs=1e-6)
    assert np.unique(x.round() % STACKS.spacing).size == 1


class TestWhatIsKept:
    """Places that were measured are not measured by the next run."""

    def test_the_same_links_are_measured_once_and_say_the_same(self, images, kept, asked):
        first, again = (looked(images, links(1.5), kept)[0] for _ in range(2))
        asked.clear()
        assert np.array_equal(looked(images, links(1.5), kept)[0][1, 2].ties.shown_x, first[1, 2].ties.shown_x)
        assert np.array_equal(again[1, 2].ties.information, first[1, 2].ties.information)
        assert not asked

    def test_a_run_that_is_stopped_goes_on_from_the_links_that_it_had(self, images, tmp_path, asked):
        def stop(event):
            return not event.message.startswith("1 of 3")

        with pytest.raises(Cancelled):
            looked(images, links(1.5), tmp_path, report=stop)
        assert len(asked) == 1
        looked(images, links(1.5), tmp_path)
        assert len(asked) == 3

    def test_a_date_that_is_added_has_its_own_links_measured(self, dates, images, tmp_path, asked):
        looked(images, links(0.5), tmp_path)
        asked.clear()
        after = looked(dates, links(0.5, count=4), tmp_path)[2]
        assert off(after) < 0.02
        assert len(asked) == 3, "those of the new date"

    def test_places_that_would_be_looked_for_elsewhere_are_measured_anew(self, images, tmp_path, asked):
        cells = (WHERE.width * WHERE.height) / STACKS.spacing**2
        looked(images, links(1.5), tmp_path)
        asked.clear()
        found = links(1.5)
        for pair in ((0, 1), (0, 2)):
            ties = found[pair].ties
            found[pair] = replace(found[pair], ties=replace(ties, shown_x=ties.shown_x + 0.6))
        assert looked(images, found, tmp_path)[2].spacing == STACKS.spacing
        sizes = sorted(task.x.size / cells for task in asked)
        assert min(sizes[-2:]) > 0.9, "from the first date to each other one"
        assert sum(sizes[:-2]) < 0.3, "between those, where windows lie on other pixels now"

    def test_what_cannot_be_read_is_measured_anew(self, images, tmp_path, asked):
        looked(images, links(1.5), tmp_path)
        path = next(tmp_path.glob("*.npz"))
        path.write_bytes(path.read_bytes()[:500])
        looked(images, links(1.5), tmp_path)
        assert len(asked) == 4


def test_it_tells_how_far_it_is_and_never_goes_back(images, tmp_path):
    events = []
    looked(images, links(1.5), tmp_path, report=events.append)
    parts = [event.overall for event in events]
    assert parts == sorted(parts)
    assert np.diff(parts).max() < 0.1
    told = dict.fromkeys(event.message for event in events)
    assert [message for message in told if "measured" in message] == [
        f"{done} of 3 links are measured at the same places" for done in range(4)][:len(told)]
