"""What a link is noted under, and that the ground which masks name is left out of it."""

from concurrent.futures import Future
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, grid, textured, write

from coregix_core.errors import EngineError, InputError, OutputError, RasterError
from coregix_core.findings import MovedGround
from coregix_core.options import RegisterOptions
from coregix_core.registration import LinkMeasurement, LinkPoints
from coregix_core.stack import links, workers
from coregix_core.stack.images import find_images
from coregix_core.stack.links import notes_of
from coregix_core.stack.underway import Underway
from coregix_core.stack.workers import LinkTask, measured, release

WHERE = grid(120, 120, 2.0)
MOVED = MovedGround(0.3, 2.0, 4.0, 90.0)


@pytest.fixture
def images(tmp_path):
    for name in ("2021-01-05", "2021-02-05"):
        write(tmp_path / f"{name}.tif", textured(WHERE, None, Ground(4, shortest=8.0)).astype(np.float32), WHERE)
    mask(tmp_path / "clouds.tif", 0)
    (tmp_path / "dates.csv").write_text(
        "image,date,exclude\n2021-01-05.tif,2020-07-01,clouds.tif=1\n2021-02-05.tif,,\n")
    return find_images([tmp_path / "dates.csv"])[0]


def mask(path, value):
    write(path, np.full((120, 120), value, np.uint8), WHERE)


def test_a_list_tells_dates_and_the_masks_of_each_image(images):
    assert [image.date.year for image in images] == [2020, 2021]
    assert [len(image.exclude) for image in images] == [1, 0]
    assert images[0].exclude[0].endswith("/clouds.tif=1")


def test_a_link_is_measured_again_if_its_images_options_or_masks_change(images, tmp_path):
    def key(**options):
        return notes_of(images, RegisterOptions(**options), tmp_path).path((0, 1)).name

    first = key()
    assert key() == key(threads=3, memory_budget=512) == first
    assert key(max_shift=40.0) != first
    mask(tmp_path / "clouds.tif", 1)
    masked = key()
    assert masked != first
    assert key(exclude=(str(tmp_path / "clouds.tif"),)) != masked
    assert key(exclude=(tmp_path / "clouds.tif",)) == key(exclude=(str(tmp_path / "clouds.tif"),))
    write(tmp_path / "2021-02-05.tif", textured(WHERE, None, Ground(5, shortest=8.0)).astype(np.float32), WHERE)
    assert key() != masked


def test_masks_in_memory_are_told_apart_by_what_they_hold(images, tmp_path):
    def square(side):
        return {"type": "Polygon", "coordinates": [[[15, 50], [15 + side, 50], [15, 50 + side], [15, 50]]]}

    left = np.zeros((120, 120), bool)
    left[:, :60] = True
    kinds = [{"exclude": (left,)}, {"exclude": (~left,)}, {"include": (left,)}, {"exclude": (square(0.1),)},
             {"exclude": (square(0.2),)}, {"exclude": (square(0.1), left)}, {"exclude": (left.reshape(60, 240),)}, {}]
    keys = [[notes_of(images, RegisterOptions(**options), tmp_path).path((0, 1)).name for options in kinds]
            for _ in range(2)]
    assert keys[0] == keys[1]
    assert len(set(keys[0])) == len(kinds)


def test_what_is_noted_of_a_link_is_read_again(images, tmp_path):
    at = np.arange(4.0)
    ties = LinkPoints(at, at, at, at, np.tile(np.eye(2), (4, 1, 1)), at > 0)
    notes = notes_of(images, RegisterOptions(), tmp_path)
    notes.write((0, 1), LinkMeasurement("aligned", "held", "auto", pixel=(2.0, 2.0), uncertainty_ce90_px=0.1, ties=ties,
                                        bend_px=0.2, unlike_px=0.3, moved=MOVED, window_px=64.0))
    found = notes.read((0, 1))
    assert (found.verdict, found.uncertainty_ce90_px, found.bend_px, found.unlike_px) == ("aligned", 0.1, 0.2, 0.3)
    assert (found.moved, found.window_px) == (MOVED, 64.0)
    np.testing.assert_array_equal(found.ties.agree, ties.agree)


@pytest.mark.parametrize("place", [0, -1], ids=["first", "last"])
def test_which_link_is_finished_first_decides_nothing(images, tmp_path, monkeypatch, place):
    """Of three images the second has a bad link and a good one, in either order: what is tried next is the same."""
    points = LinkPoints(*[np.arange(4.0)] * 4, np.tile(np.eye(2), (4, 1, 1)), np.ones(4, bool))
    good, bad = (LinkMeasurement(*said, "auto", ties=ties) for said, ties in
                 ((("aligned", "held"), points), (("failed", "no"), None)))
    three = [*images, replace(images[1], name="third", path=str(tmp_path / "third.tif"))]

    class Later(Future):
        def done(self):
            return False

    class Pool:
        def submit(self, _, task):
            future = Later()
            future.set_result(good if task.fixed == images[0].path else bad)
            return future

    monkeypatch.setattr(links, "wait", lambda running, *_: SimpleNamespace(done=[list(running)[place]]))
    notes = notes_of(three, RegisterOptions(), tmp_path)
    survey = links.Survey(three, [(1, 2), (0, 1)], notes, Pool(), RegisterOptions(), None, lambda *_: None,
                          Underway(1))
    survey.run(np.zeros((3, 3)))
    assert list(survey.found) == [(1, 2), (0, 1)]
    assert dict(survey._tried) == {0: 0, 1: 0, 2: 1}


def test_ground_that_a_mask_names_is_left_out_of_a_link(images, tmp_path):
    mask(tmp_path / "clouds.tif", 1)
    try:
        for options in ({"exclude": (str(tmp_path / "clouds.tif=1"),)}, {"moving_exclude": images[0].exclude}):
            found = measured(LinkTask(images[1].path, images[0].path, RegisterOptions(**options)))
            assert found.verdict == "failed"
            assert "clouds.tif" in found.reason
    finally:
        release()


@pytest.mark.parametrize(("error", "kept"), [
    (InputError("they have nothing in common"), True), (RasterError("the server is down"), False),
    (OutputError("the disk is full"), False), (EngineError("elastix was ended"), False)])
def test_what_goes_wrong_around_a_link_is_not_kept_for_the_next_run(images, tmp_path, monkeypatch, error, kept):
    def fails(*_):
        raise error

    monkeypatch.setattr(workers, "measure_link", fails)
    notes = notes_of(images, RegisterOptions(), tmp_path)
    with workers.executor(1) as pool:
        survey = links.Survey(images, [(0, 1)], notes, pool, RegisterOptions(), lambda _: lambda _: None,
                              lambda *_: None, Underway(1))
        found = survey.run(np.ones((2, 2)))[0, 1]
    assert (found.verdict, found.reason) == ("failed", str(error))
    assert (notes.read((0, 1)) is not None) == kept
