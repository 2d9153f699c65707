"""An image of which a part lies elsewhere: it is told so as a pair would be, and the others are none the worse."""

import csv
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations

import numpy as np
import pytest
from scenes import grid

from coregix_core.findings import MovedGround
from coregix_core.registration import LinkMeasurement, LinkPoints
from coregix_core.stack.common_solution import solved
from coregix_core.stack.doubts import doubts_of
from coregix_core.stack.ground import Ground
from coregix_core.stack.images import StackImage
from coregix_core.stack.tables import IMAGE_COLUMNS, PAIR_COLUMNS, image_row, pair_rows, write_table
from coregix_core.stack.verdicts import judged

WHERE, COUNT, BAD = grid(350, 350, 10.0), 5, 2
MOVED = MovedGround(0.36, 2.0, 20.0, 90.0)
BENDS = {"verdict": "uncertain", "uncertainty_ce90_px": 0.9, "bend_px": 0.85}
"""What an affine through both parts is said to be."""
SURE = {"verdict": "aligned", "uncertainty_ce90_px": 0.02}
PARTS = {**SURE, "moved": MOVED}
IMAGES = [StackImage(f"{k}", f"{k}.tif", WHERE, 0, datetime(2021, 1 + k, 1, tzinfo=UTC)) for k in range(COUNT)]


def found(of_bad, of_others=SURE, step=2.0, share=0.36):
    """Links of five images, of which one has a part that lies ``step`` pixels east; each is told of as ``of_bad``."""
    made = {}
    for pair in combinations(range(COUNT), 2):
        rng = np.random.default_rng(pair)
        at = rng.uniform(10, 340, (2, 80, 2))
        x, y = WHERE.to_world(*np.moveaxis(at, 2, 0))
        gone = at[..., 0] < share * 350
        shown = x + 10 * step * gone * ((pair[1] == BAD) - float(pair[0] == BAD)) + rng.normal(0, 0.4, x.shape)
        told = next(of_bad) if BAD in pair else of_others
        # What bends is what all points agree on.
        agree = ~gone if "moved" in told else np.ones(gone.shape, bool)
        ties, checks = (LinkPoints(x[k], y[k], shown[k], y[k] + rng.normal(0, 0.4, 80), np.tile(np.eye(2), (80, 1, 1)),
                                   agree[k]) for k in range(2))
        if "moved" in told and pair[0] == BAD:
            # It is told of how the second image lies in the first.
            told = {**told, "moved": replace(told["moved"], towards_deg=270.0)}
        made[pair] = LinkMeasurement(told["verdict"], "", "auto", pixel=(10.0, 10.0), ties=ties, checks=checks,
                                     **{key: value for key, value in told.items() if key != "verdict"})
    return made


def results(told, datum=None, of_others=SURE, step=2.0):
    links = found(iter(told), of_others, step)
    solution = solved(IMAGES, Ground.of(IMAGES, WHERE.crs), links, "auto", datum)
    return solution, judged(IMAGES, IMAGES, links, solution)


def test_it_is_aligned_by_the_rest_and_says_what_moved_if_its_links_do():
    _, verdicts = results([PARTS] * 4)
    bad = verdicts.images[BAD]
    assert (bad.verdict, bad.moved_share, bad.moved_px) == ("aligned", 0.36, 2.0)
    # As it lies in the others, whichever of both comes first in a link.
    assert "36% of the ground moved by 2.0 px towards 90 degrees" in bad.reason
    # The others have three links of four that find nothing of it.
    for image in (image for k, image in enumerate(verdicts.images) if k != BAD):
        assert (image.verdict, image.moved_share, image.reason) == ("aligned", None, "held by 4 links")


@pytest.mark.parametrize("told", [[PARTS, BENDS, BENDS, BENDS], [BENDS, PARTS, PARTS, BENDS]])
def test_where_most_of_its_links_are_uncertain_of_it_so_is_the_stack(told):
    bad = results(told)[1].images[BAD]
    assert (bad.verdict, bad.ce90_px) == ("uncertain", pytest.approx(0.9))
    assert "a part of its ground lies elsewhere or bends" in bad.reason
    assert bad.moved_share == pytest.approx(0.36, abs=0.05)


@pytest.mark.parametrize(("step", "verdict", "share"), [(0.0, "aligned", None), (2.0, "uncertain", 0.36)])
def test_what_links_take_for_a_bend_has_moved_if_their_check_points_part(step, verdict, share):
    """Years of which the fields look otherwise bend in most links, by much and by chance: the best of them knows."""
    bad = results([BENDS, SURE, BENDS, BENDS], step=step)[1].images[BAD]
    assert (bad.verdict, bad.moved_share) == (verdict, share and pytest.approx(share, abs=0.05))
    if share:
        assert (bad.ce90_px, bad.moved_px) == (pytest.approx(0.9), pytest.approx(2.0, abs=0.1))
        assert "towards 90 degrees" in bad.reason


def test_of_a_half_nobody_knows_which_of_both_moved():
    either = {**BENDS, "uncertainty_ce90_px": 2.1, "moved": MovedGround(0.5, 2.0, 20.0, 90.0)}
    bad = results([either, PARTS, either, SURE])[1].images[BAD]
    assert (bad.verdict, bad.ce90_px, bad.moved_share) == ("uncertain", pytest.approx(2.1), 0.5)


@pytest.mark.parametrize("datum", [None, 0])
def test_the_others_are_as_sure_as_without_it(datum):
    solution, verdicts = results([BENDS] * 4, datum)
    assert solution.model != "affine", "no image that lies as a whole has asked for it"
    for k, image in enumerate(verdicts.images):
        if k not in (BAD, datum):
            assert image.verdict == "aligned"
            assert image.ce90_px < 0.1
    assert verdicts.images[BAD].verdict == "uncertain"
    assert verdicts.images[BAD].ce90_px >= 0.9


def test_the_images_that_part_from_the_datum_say_so():
    """The datum is the one that has moved in part: all others lie off it there."""
    for k, image in enumerate(results([PARTS] * 4, BAD)[1].images):
        assert image.moved_share == (None if k == BAD else 0.36)


def test_two_images_are_no_surer_of_each_other_than_the_ways_between_them(tmp_path):
    solution, verdicts = results([{**SURE, "verdict": "uncertain", "uncertainty_ce90_px": 0.9}] * 4)
    rows = {(row["first"], row["second"]): row["ce90_px"]
            for row in pair_rows(solution, [image.name for image in IMAGES], verdicts.doubts)}
    assert rows["0", "2"] == pytest.approx(0.9)
    assert rows["0", "1"] < 0.1
    write_table(tmp_path / "pairs.csv", PAIR_COLUMNS, pair_rows(solution, "01234", verdicts.doubts))
    write_table(tmp_path / "stack.csv", IMAGE_COLUMNS, map(image_row, verdicts.images))
    with (tmp_path / "stack.csv").open(encoding="utf-8") as file:
        assert [row["moved_share"] for row in csv.DictReader(file)] == [""] * 5


def test_a_part_counts_beside_another_image_unless_their_own_link_finds_nothing_of_it():
    links = found(iter([BENDS, PARTS, SURE, BENDS]))
    doubts = doubts_of(IMAGES, links, solved(IMAGES, Ground.of(IMAGES, WHERE.crs), links, "auto", None))
    assert doubts.between(0, BAD) == pytest.approx(0.9)
    assert doubts.between(BAD, 3) == 0.0


def test_of_three_images_both_say_what_the_one_link_between_them_finds():
    """A noisier third image that shows nothing of it does not say whose ground it is, and must not hide it."""
    links = {pair: link for pair, link in found(iter([PARTS, SURE, SURE, SURE])).items() if max(pair) < 3}
    solution = solved(IMAGES[:3], Ground.of(IMAGES[:3], WHERE.crs), links, "auto", None)
    verdicts = judged(IMAGES[:3], IMAGES[:3], links, solution)
    assert [image.moved_share for image in verdicts.images] == [0.36, None, 0.36]
    assert all("36% of the ground moved by 2.0 px" in verdicts.images[k].reason for k in (0, 2))
