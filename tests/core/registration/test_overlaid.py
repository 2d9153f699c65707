"""What lies over both images is taken off them: unrelated ground under it is refused, one ground is not."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, displaced, grid, textured, write
from scipy import ndimage

from coregix_core.assessing import OVERLAY, may_be_covered, of_one_sign, parts_of, share_outlines
from coregix_core.findings import Assessment, MovedGround, TiePoints
from coregix_core.geometry.transform import identity
from coregix_core.imaging import apart_from_outlines
from coregix_core.io import open_raster
from coregix_core.pairing import Block
from coregix_core.pairing.pair import make_pair
from coregix_core.pairing.solution import Request
from coregix_core.registration import overlaid
from coregix_core.registration.nearby import Left
from coregix_core.registration.overlaid import is_overlaid, unless_overlaid, unless_overlaid_as_it_stands
from coregix_core.solving import read_coarse

WHERE = grid(200, 190, 1.0)
CENTRE = tuple(float(v) for v in WHERE.to_world(100, 95))
IN_PLACE = identity(CENTRE)
ALL, NOTHING = Left(0.0, 9.0), Left(0.5, 0.1)


def ground(seed, displacement=None):
    return textured(WHERE, displacement, Ground(seed, 6.0, 120.0))


def lined(values):
    """Under names, through which a little of the ground is seen."""
    over = np.zeros(WHERE.shape, bool)
    for row, col in np.random.default_rng(3).integers(0, 170, (16, 2)):
        over[row : row + 9, col : col + 24] = np.random.default_rng(row).random((9, 24)) > 0.5
    return np.where(over, 0.2 * values + 5000.0, values)


def clouded(values):
    """Under clouds with soft edges, through which the ground is seen."""
    drawn = ndimage.gaussian_filter(np.random.default_rng(5).standard_normal(WHERE.shape), 14)
    share = np.clip(0.4 * drawn / drawn.std() + 0.4, 0, 1) * 0.7
    return values * (1 - share) + 5000.0 * share


def judged(folder, fixed, moving, judge):
    write(folder / "f.tif", fixed.astype("float32"), WHERE)
    write(folder / "m.tif", moving.astype("float32"), WHERE)
    with open_raster(folder / "f.tif", role="fixed") as f, open_raster(folder / "m.tif", role="moving") as m:
        pair = make_pair(f, m, fixed_band=0, moving_band=0, max_shift=None, clip=True)
        return judge(pair, read_coarse(pair, 1.0, Request()))


def by_windows(folder, fixed, moving, request=None, transform=IN_PLACE):
    return judged(folder, fixed, moving,
                  lambda pair, coarse: is_overlaid(pair, coarse, request or Request(), transform))


def assessed(verdict):
    none = np.zeros(0)
    return Assessment(verdict, "seen", None, None, None, None,
                      TiePoints(none, none, none, none, none, none, none, none.astype(bool), none.astype(str)))


def by_tie_points(folder, fixed, moving, verdict, transform=IN_PLACE):
    def judge(pair, coarse):
        block = Block(coarse.fixed, pair.moving_image(coarse.fixed.grid, IN_PLACE, 8.0, any_overview=True))
        return unless_overlaid(SimpleNamespace(pair=pair, transform=transform, blocks=(block,)), assessed(verdict),
                               Request())

    return judged(folder, fixed, moving, judge)


def as_it_stands(folder, fixed, moving, verdict="aligned", transform=IN_PLACE):
    return judged(folder, fixed, moving,
                  lambda pair, _: unless_overlaid_as_it_stands(pair, transform, assessed(verdict))).verdict


def leaving(monkeypatch, nothing_without):
    """Nothing is left where that is taken off, and enough where anything else is."""
    monkeypatch.setattr(overlaid, "left_without",
                        lambda *seen: NOTHING if (seen[3:] or (None,))[0] is nothing_without else ALL)


class TestByManyWindows:
    @pytest.mark.parametrize("over", [lined, clouded])
    def test_unrelated_ground_under_one_overlay_is_told(self, tmp_path, over):
        assert by_windows(tmp_path, over(ground(2)), over(ground(7)))

    @pytest.mark.parametrize("over", [lined, clouded])
    def test_one_ground_is_not_that_lies_aside_of_the_overlay(self, tmp_path, over):
        assert not by_windows(tmp_path, over(ground(2)), over(ground(2, displaced(3.0, -2.0, centre=CENTRE))))

    def test_ground_in_inverted_tones_shares_nothing_that_may_lie_over_it(self, tmp_path, monkeypatch):
        monkeypatch.setattr(overlaid, "left_without", lambda *_, **__: pytest.fail("looked"))
        assert not by_windows(tmp_path, ground(2), -ground(2))

    def test_what_is_placed_elsewhere_than_its_file_says_moved_with_what_lies_over_it(self, tmp_path, monkeypatch):
        monkeypatch.setattr(overlaid, "left_without", lambda *_, **__: NOTHING)
        pair = lined(ground(2)), lined(ground(7))
        assert not by_windows(tmp_path, *pair, Request(start=IN_PLACE))
        for far, told in ((0.9, True), (1.1, False)):
            moved = displaced(far * OVERLAY.beside, 0.0, centre=CENTRE)
            assert by_windows(tmp_path, *pair, transform=moved) == told


class TestByTiePoints:
    def test_outlines_alone_are_refused_whatever_the_verdict(self, tmp_path, monkeypatch):
        leaving(monkeypatch, apart_from_outlines)
        for verdict in ("aligned", "uncertain"):
            found = by_tie_points(tmp_path, lined(ground(2)), lined(ground(7)), verdict)
            assert found.verdict == "failed"
            assert "names, lines or clouds" in found.reason

    @pytest.mark.parametrize(("verdict", "far", "judged_as"), [
        ("aligned", 0.2, "failed"), ("aligned", 1.1, "aligned"), ("uncertain", 1.1, "failed")])
    def test_outlines_that_lie_beyond_doubt_beside_where_the_files_put_them_are_ground(
            self, tmp_path, monkeypatch, verdict, far, judged_as):
        leaving(monkeypatch, apart_from_outlines)
        pair, moved = (lined(ground(2)), lined(ground(7))), displaced(far * OVERLAY.exactly, 0.0, centre=CENTRE)
        assert by_tie_points(tmp_path, *pair, verdict, moved).verdict == judged_as
        assert as_it_stands(tmp_path, *pair, verdict, moved) == judged_as

    def test_soft_clouds_alone_are_where_tie_points_are_uncertain(self, tmp_path, monkeypatch):
        leaving(monkeypatch, None)
        for verdict, judged_as in (("uncertain", "failed"), ("aligned", "aligned")):
            assert by_tie_points(tmp_path, clouded(ground(2)), clouded(ground(7)), verdict).verdict == judged_as

    def test_one_ground_under_them_keeps_its_verdict(self, tmp_path):
        found = by_tie_points(tmp_path, lined(ground(2)), lined(ground(2) + 0.1 * ground(9)), "aligned")
        assert (found.verdict, found.reason) == ("aligned", "seen")

    def test_aligned_ground_without_outlines_is_not_looked_at_again(self, tmp_path, monkeypatch):
        monkeypatch.setattr(overlaid, "read_coarse", lambda *_: pytest.fail("read"))
        other = 0.5 * ground(2) + 0.5 * ground(9) + 2000
        assert by_tie_points(tmp_path, ground(2), other, "aligned").verdict == "aligned"


class TestOfWhatIsTheSameInBoth:
    """Clouds with texture, and names, of which ``is_covered`` says whether ground is left."""

    @pytest.fixture
    def asked(self, monkeypatch):
        seen = []

        def answer(*given, doubtful, exactly=True):
            seen.append((len(given[1]), doubtful, exactly))
            return True

        monkeypatch.setattr(overlaid, "is_covered", answer)
        return seen

    def test_unrelated_ground_under_it_is_refused(self, tmp_path, asked):
        pair = ground(2), ground(7)
        for verdict in ("aligned", "uncertain"):
            assert by_tie_points(tmp_path, *pair, verdict).verdict == "failed"
            assert as_it_stands(tmp_path, *pair, verdict) == "failed"
        assert by_windows(tmp_path, *pair)
        assert asked == [(1, False, True), (1, False, True), (1, True, True), (1, True, True), (1, True, True)]

    @pytest.mark.parametrize(("far", "exactly"), [(0.9, True), (1.1, False)])
    def test_it_is_told_whether_the_images_lie_exactly_as_filed(self, tmp_path, asked, far, exactly):
        moved = displaced(far * OVERLAY.exactly, 0.0, centre=CENTRE)
        as_it_stands(tmp_path, ground(2), ground(7), "aligned", moved)
        assert asked == [(1, False, exactly)]

    def test_of_what_was_refused_already_or_is_placed_elsewhere_nothing_is_asked(self, tmp_path, asked):
        assert as_it_stands(tmp_path, ground(2), ground(7), "failed") == "failed"
        moved = displaced(2.0, 0.0, centre=CENTRE)
        assert as_it_stands(tmp_path, ground(2), ground(7), "aligned", moved) == "aligned"
        assert not asked


class TestOfWhatLiesExactlyAsFiled:
    """What the rest of the ground says against what is the same in both images."""

    FAR = displaced(1.1 * OVERLAY.exactly, 0.0, centre=CENTRE)

    @pytest.fixture(autouse=True)
    def nothing_else_is_told(self, monkeypatch):
        monkeypatch.setattr(overlaid, "is_covered", lambda *_, **__: False)
        monkeypatch.setattr(overlaid, "share_outlines", lambda _: False)
        monkeypatch.setattr(overlaid, "_is_other", lambda *_, **__: False)

    @pytest.fixture
    def unlike(self, monkeypatch):
        monkeypatch.setattr(overlaid, "is_unlike", lambda *_: True)

    def both(self, folder, verdict, transform=IN_PLACE, moved=None):
        given = ground(2), ground(7)
        found = replace(assessed(verdict), moved_ground=moved)
        return [judged(folder, *given, lambda pair, coarse: unless_overlaid(
                    SimpleNamespace(pair=pair, transform=transform, blocks=(Block(coarse.fixed, pair.moving_image(
                        coarse.fixed.grid, IN_PLACE, 8.0, any_overview=True)),)), found, Request())),
                judged(folder, *given, lambda pair, _: unless_overlaid_as_it_stands(pair, transform, found))]

    @pytest.mark.usefixtures("unlike")
    def test_is_uncertain_if_that_is_unlike_the_rest_which_shows_no_ground(self, tmp_path):
        for found in self.both(tmp_path, "aligned"):
            assert found.verdict == "uncertain"
            assert found.reason.startswith("seen, but what both images show")

    @pytest.mark.usefixtures("unlike")
    def test_stays_what_it_was_if_it_was_uncertain_or_refused_already_or_lies_aside(self, tmp_path):
        for verdict, transform in (("uncertain", IN_PLACE), ("failed", IN_PLACE), ("aligned", self.FAR)):
            for found in self.both(tmp_path, verdict, transform):
                assert (found.verdict, found.reason) == (verdict, "seen")

    def test_is_refused_if_much_ground_lies_elsewhere_than_outlines(self, tmp_path, monkeypatch):
        moved = MovedGround(0.4, 3.0, 3.0, 90.0)
        for contradicts, judged_as in ((True, "failed"), (False, "aligned")):
            monkeypatch.setattr(overlaid, "contradicts_outlines",
                                lambda _, given, told=contradicts: told and given is moved)
            found = self.both(tmp_path, "aligned", moved=moved)
            assert [one.verdict for one in found] == [judged_as, judged_as]
            assert all(("40% of the ground lies 3.0 px from there" in one.reason) == contradicts for one in found)
        assert [one.verdict for one in self.both(tmp_path, "aligned", self.FAR, moved)] == ["aligned", "aligned"]


class TestAsItStands:
    def test_outlines_alone_are_refused_as_for_a_solution(self, tmp_path):
        assert as_it_stands(tmp_path, lined(ground(2)), lined(ground(7))) == "failed"
        assert as_it_stands(tmp_path, lined(ground(2)), lined(ground(2) + 0.1 * ground(9))) == "aligned"

    def test_aligned_ground_under_soft_clouds_is_not_looked_at_again(self, tmp_path, monkeypatch):
        leaving(monkeypatch, None)
        pair = clouded(ground(2)), clouded(ground(7))
        assert [as_it_stands(tmp_path, *pair, verdict) for verdict in ("aligned", "uncertain")] == ["aligned", "failed"]


@pytest.mark.parametrize(("left", "told"), [
    (Left(OVERLAY.beside_outlines * 1.1, OVERLAY.by_window - 0.01), True),
    (Left(OVERLAY.beside_outlines * 0.9, OVERLAY.by_window - 0.01), False),
    (Left(OVERLAY.beside_outlines * 1.1, OVERLAY.by_window + 0.01), False), (None, True)])
def test_beside_outlines_little_or_nothing_is_left_of_unrelated_ground(tmp_path, monkeypatch, left, told):
    monkeypatch.setattr(overlaid, "left_without", lambda *_: left)
    assert by_windows(tmp_path, lined(ground(2)), lined(ground(7))) == told


def test_where_ground_goes_on_beside_what_is_the_same_nothing_is_refused(tmp_path, monkeypatch):
    leaving(monkeypatch, None)
    pair = clouded(ground(2)), clouded(ground(7))
    for goes_on, verdict in ((False, "failed"), (True, "uncertain")):
        monkeypatch.setattr(overlaid, "goes_on", lambda *_, goes_on=goes_on: goes_on)
        assert by_tie_points(tmp_path, *pair, "uncertain").verdict == verdict


@pytest.mark.parametrize(("chance", "told"), [(1.1, True), (0.9, False)])
def test_without_outlines_what_is_left_beneath_clouds_decides(tmp_path, monkeypatch, chance, told):
    monkeypatch.setattr(overlaid, "left_without", lambda *_, **__: Left(chance * OVERLAY.chance, 0.1))
    assert by_windows(tmp_path, clouded(ground(2)), clouded(ground(7))) == told
    monkeypatch.setattr(overlaid, "left_without", lambda *_, **__: None)
    assert not by_windows(tmp_path, clouded(ground(2)), clouded(ground(7)))


def test_no_blocks_share_no_outlines():
    assert not share_outlines(parts_of(None, (), IN_PLACE))
    assert may_be_covered([], doubtful=True) == (False, False)


def test_what_lies_over_both_is_of_one_sign_at_its_own_scale(tmp_path):
    def judge(pair, coarse):
        placed = pair.placed(coarse.fixed.grid, IN_PLACE, any_overview=True)
        return of_one_sign(coarse.fixed, placed)

    assert judged(tmp_path, clouded(ground(2)), clouded(ground(7)), judge) == (False, True)
    assert judged(tmp_path, lined(ground(2)), lined(ground(7)), judge) == (True, True)
    assert judged(tmp_path, clouded(ground(2)), -clouded(ground(7)), judge) == (False, False)
