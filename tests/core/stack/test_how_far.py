"""What a stack tells while it works: files, links and images count by what of each is done, and never back."""

from types import SimpleNamespace

import pytest

from coregix_core.errors import Cancelled
from coregix_core.options import StackOptions
from coregix_core.stack import run
from coregix_core.stack.links import Survey, digest_of
from coregix_core.stack.underway import Underway, own_part


def test_links_count_by_what_of_each_is_done():
    told, underway = [], Underway(2)
    survey = Survey([], [(0, 1), (0, 2), (1, 2), (1, 3)], None, None, None, None, lambda *said: told.append(said),
                    underway)
    first, second = own_part(*underway.shared), own_part(*underway.shared)
    first(0.5)
    second(0.25)
    underway.changed()
    # The part ends with the link, which the run has a little later.
    first(None)
    underway.changed()
    survey.found[0, 1] = SimpleNamespace()
    underway.changed()
    # Links that nobody had planned.
    survey.found.update(dict.fromkeys([(0, 2), (1, 2), (0, 3), (2, 3), (3, 4)]))
    underway.changed()
    assert [part for part, _ in told] == [0.1875, 0.1875, 0.3125, 1.0]
    assert told[2][1] == "1 of about 4 links"


def test_images_count_by_what_of_each_is_written():
    told = []
    board = run._Board(StackOptions("*.tif", "out", progress=lambda event: told.append((event.overall, event.message))))
    with board.writing(1, 2) as track:
        track.report(0.5)
    assert told == [(pytest.approx(overall), "image 2 of 2") for overall in (0.835, 0.9025, 0.97)]


def test_a_stop_while_an_image_is_written_says_what_stays():
    board = run._Board(StackOptions("*.tif", "out", progress=lambda _: False))
    with pytest.raises(Cancelled, match="links that are measured stay"), board.writing(0, 1):
        pass


def test_files_count_as_they_are_looked_through(tmp_path):
    paths = [str(tmp_path / name) for name in "aab"]
    told = []
    digest_of(paths, tmp_path / "memo.json", lambda *said: told.append(said))
    assert told == [(0.0, "0 of 2 files are looked through"), (0.5, "1 of 2 files are looked through")]
