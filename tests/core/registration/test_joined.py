"""A pair of which tie points do not agree: all windows together find it, and nothing stands that elastix denies."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, displaced, grid, picture, textured, write
from scipy.stats import binom

from coregix_core.assessing.criteria import CRITERIA, JOINED
from coregix_core.assessing.evidence import Evidence
from coregix_core.geometry import Frame
from coregix_core.geometry.transform import identity
from coregix_core.io import open_raster
from coregix_core.matching import JointPeak
from coregix_core.pairing.blocks import Points
from coregix_core.pairing.pair import make_pair
from coregix_core.pairing.solution import Request
from coregix_core.progress import Progress
from coregix_core.registration import joined
from coregix_core.registration.joined import _borne_out, _chance_of, by_joined_evidence
from coregix_core.registration.joint_looks import points_of, ranges_of
from coregix_core.registration.nearby import found_nearby
from coregix_core.registration.opinion import opinion_of
from coregix_core.solving import read_coarse

# Room for three by three of the windows that bear a placement out, and hardly more.
WHERE = grid(284, 280, 1.0)
CENTRE = tuple(float(v) for v in WHERE.to_world(142, 140))
TRUTH = displaced(5.0, -4.0, 0.4, 1.002, CENTRE)


class NoElastix:
    """An engine that never finds a way."""

    def start(self):
        pass

    def register(self, *_):
        return None


def moving_of(ground, clutter=1.2):
    """A tone curve that folds, under more of what the other image does not show."""
    seen, other = Ground(ground, 6.0, 120.0), Ground(102, 6.0, 120.0)
    return np.abs(textured(WHERE, TRUTH, seen) - 3000) + clutter * (textured(WHERE, ground=other) - 3000)


@pytest.fixture
def pair(tmp_path, request):
    """Both images of one ground, or of the ground and under as much clutter as is asked for."""
    shown = getattr(request, "param", (2,))
    write(tmp_path / "f.tif", textured(WHERE, ground=Ground(2, 6.0, 120.0)).astype("float32"), WHERE)
    write(tmp_path / "m.tif", moving_of(*shown).astype("float32"), WHERE)
    with open_raster(tmp_path / "f.tif", role="fixed") as f, open_raster(tmp_path / "m.tif", role="moving") as m:
        yield make_pair(f, m, fixed_band=0, moving_band=0, max_shift=None, clip=True)


def error_of(transform):
    places = WHERE.to_world([20, 260, 142, 20], [20, 260, 140, 260])
    return np.hypot(*(np.array(transform(*places)) - np.array(TRUTH(*places)))).max()


@pytest.mark.parametrize("pair", [(2, 2.95)], indirect=True)
def test_what_small_windows_hardly_show_nearby_is_refused_without_elastix(pair, shared_engine, monkeypatch):
    # Each way is looked at by itself: the larger windows find nothing here, and tones are left aside.
    nearby = found_nearby(pair, read_coarse(pair, 1.0, Request()), Request(), 1.0)
    monkeypatch.setattr(joined, "found_nearby", lambda *_: nearby)
    monkeypatch.setattr(joined, "found_by_tones", lambda *_: None)
    monkeypatch.setattr(joined, "_taken", lambda *_: None)
    assert JOINED.taken_nearby < nearby.chance < JOINED.confirmed_nearby
    solution, assessed = by_joined_evidence(pair, Request(), shared_engine, Progress())
    assert error_of(solution.transform) < assessed.uncertainty_ce90_px
    assert assessed.verdict == "uncertain"
    assert "parts of the area show by themselves, and which mutual information confirms" in assessed.reason
    assert by_joined_evidence(pair, Request(), NoElastix(), Progress()) is None


def test_what_small_windows_clearly_show_nearby_stands_by_itself(pair):
    solution, assessed = by_joined_evidence(pair, Request(), NoElastix(), Progress())
    assert error_of(solution.transform) < 0.6
    assert assessed.verdict == "uncertain"
    assert "confirms" not in assessed.reason
    assert 4 < assessed.uncertainty_ce90_px < 6


@pytest.mark.parametrize(("agree", "chance", "stands"), [
    (5, 5e-7, True), (4, 5e-7, False), (4, 5e-8, True), (5, 2e-6, False)])
def test_without_most_of_its_parts_it_stands_by_itself_if_that_is_as_improbable_as_any(monkeypatch, agree, chance,
                                                                                       stands):
    """Of eight parts; nothing else has looked."""
    silent = SimpleNamespace(confirms=False, chance=1.0, ends=np.full((1, 2), np.nan))
    monkeypatch.setattr(joined, "opinion_of", lambda *_: silent)
    monkeypatch.setattr(joined, "overlap", lambda *_: None)
    monkeypatch.setattr(joined, "assess_nearby", lambda *_, **__: "assessed")
    parts = SimpleNamespace(agree=np.arange(9) < agree, measured=np.arange(9) < 8, share=1.0)
    nearby = SimpleNamespace(chance=chance, doubt=0.5, evidence=parts, transform=TRUTH, windows=100)
    pair = SimpleNamespace(area=None, within=lambda area: area)
    found = joined._taken_nearby(pair, None, nearby, 1.0, None, None)
    assert (found is not None) == stands


def test_what_all_windows_find_far_away_is_refused_without_elastix(pair, shared_engine, monkeypatch):
    monkeypatch.setattr(joined, "found_nearby", lambda *_: None)
    monkeypatch.setattr(joined, "found_by_tones", lambda *_: None)
    by_edges, found = joined._by_edges, []
    monkeypatch.setattr(joined, "_by_edges", lambda *given: (found or found.append(by_edges(*given)) or found)[0])
    solution, assessed = by_joined_evidence(pair, Request(), shared_engine, Progress())
    assert error_of(solution.transform) < 0.6
    assert assessed.verdict == "uncertain"
    assert "mutual information confirms" in assessed.reason
    assert 4 < assessed.uncertainty_ce90_px < 6
    # The edges say the same once more: nothing but elastix is missing.
    assert by_joined_evidence(pair, Request(), NoElastix(), Progress()) is None


@pytest.mark.parametrize("pair", [(7,)], indirect=True)
class TestOtherGround:
    def test_windows_together_find_nothing_that_elastix_would_be_asked_about(self, pair):
        assert by_joined_evidence(pair, Request(), None, Progress()) is None

    def test_elastix_confirms_no_place_of_it(self, pair, shared_engine):
        fixed, ways = pair.fixed_block(pair.grid_at(1.0)), []

        class Listening:
            start = shared_engine.start

            def register(self, *images):
                ways.append(shared_engine.register(*images))
                return ways[-1]

        assert not opinion_of(pair, fixed, identity(pair.frame.centre), Listening(), Progress()).confirms
        # It did find a way, and one that leads elsewhere: the others were not asked for.
        assert len(ways) == 1
        assert ways[0] is not None


def test_a_metric_that_is_asked_for_is_not_replaced_by_joined_evidence():
    assert by_joined_evidence(None, Request(metric="orientation"), None, Progress()) is None
    assert by_joined_evidence(None, Request(edges=False), None, Progress()) is None


@pytest.mark.parametrize(("residual", "agree", "holds"), [
    (0.5, 30, True), (0.5, 7, False), (4.0, 30, False)])
def test_windows_bear_a_placement_out_where_enough_of_them_lie(residual, agree, holds):
    x, y = (v.ravel() for v in np.meshgrid(np.arange(6.0), np.arange(6.0)))
    source = np.column_stack([x, y])[np.random.default_rng(1).permutation(36)]
    points = Points(source, source, np.zeros((36, 2, 2)), np.ones(36), np.full(36, ""), 8.0)
    found = Evidence(1.0, points, np.full((36, 2), residual / np.sqrt(2)), np.arange(36) < agree, 1e-9)
    assert _borne_out(found) is holds


def test_agreement_in_one_corner_bears_nothing_out():
    x, y = (v.ravel() for v in np.meshgrid(np.arange(6.0), np.arange(6.0)))
    source = np.column_stack([x, y])
    points = Points(source, source, np.zeros((36, 2, 2)), np.ones(36), np.full(36, ""), 8.0)
    assert not _borne_out(Evidence(1.0, points, np.zeros((36, 2)), (x < 3) & (y < 3), 1e-9))


@pytest.mark.parametrize(("strength", "luck", "least", "most"), [
    (4.0, 3.0, 0.2, 0.5), (8.0, 3.0, 1e-3, 1e-2), (8.0, 8.6, 0.2, 0.5), (14.0, 4.0, 1e-7, 1e-5)])
def test_luck_is_that_of_the_best_of_many_placements(strength, luck, least, most):
    assert least < _chance_of(JointPeak(0j, 0j, 0j, strength, luck)) < most


@pytest.mark.parametrize(("model", "turns", "stretches"), [
    ("translation", [0.0], [0.0]), ("rigid", [-1.0, 0.0, 1.0], [0.0]), ("similarity", [-1.0, 0.0, 1.0],
                                                                      [-0.02, -0.01, 0.0, 0.01, 0.02]),
    ("affine", [-1.0, 0.0, 1.0], [-0.02, -0.01, 0.0, 0.01, 0.02])])
def test_poor_models_are_sought_over_what_they_can_do(model, turns, stretches):
    ranges = ranges_of(Request(transform=model), (1.0, 1.0), (0.02, 0.01), 9)
    assert np.degrees(ranges.turns) == pytest.approx(turns)
    assert ranges.stretches == pytest.approx(stretches)
    assert ranges.reach == 9


def test_each_look_is_finer_than_the_one_before_and_reaches_what_that_left_open():
    (turn, step), (second_turn, second_step) = joined._FIRST_LOOK, joined._SECOND_LOOK
    assert step / 2 <= second_turn <= turn
    assert second_step < step
    for reach, between in (joined._FIRST_LOOK, joined._SECOND_LOOK):
        assert reach / between == pytest.approx(round(reach / between))


def test_a_look_stretches_by_what_moves_edges_as_far_as_its_turn_and_leaves_the_outermost_shifts(pair, monkeypatch):
    seen = []

    class Surfaces:
        def peak(self, _, ranges):
            seen.append(ranges)
            return JointPeak(142 + 140j, 0j, 3 - 2j, 9.0, 1.0)

    monkeypatch.setattr(joined, "_surfaces", lambda *_: Surfaces())
    fixed = pair.fixed_block(pair.grid_at(1.0))
    found = joined._look(pair, fixed, identity(pair.frame.centre), Request(), (0.75, 0.25))
    ranges, = seen
    assert np.degrees(ranges.turns) == pytest.approx(np.arange(-3, 4) * 0.25)
    assert ranges.stretches == pytest.approx(np.arange(-3, 4) / 300)
    assert ranges.reach == joined._FINE_SEARCH - 2
    # Columns go east and rows south, by pixels of a metre.
    assert np.array(found.transform(*CENTRE)) - CENTRE == pytest.approx([3.0, 2.0])


def test_halves_are_the_squares_of_a_chessboard():
    places = np.array([x + 1j * y for y in (10, 30, 50) for x in (5, 25, 45)])
    white, black = joined._halves(SimpleNamespace(places=places))
    assert white.tolist() == [True, False, True, False, True, False, True, False, True]
    assert (white ^ black).all()


def test_windows_that_show_nothing_or_lie_on_the_border_of_the_search_are_no_tie_points():
    where = grid(100, 80, 1.0)
    reach = joined._FINE_SEARCH
    shift = np.array([2 - 1j, reach + 0j, 0j, 1 + 1j])
    surfaces = SimpleNamespace(places=np.array([20 + 20j, 60 + 20j, 20 + 60j, 60 + 60j]), search=reach,
                               highest=lambda: (shift, np.array([3.0, 3.0, 0.0, np.nan])))
    frame = Frame(tuple(float(v) for v in where.to_world(50, 40)), (1.0, 1.0))
    found = points_of(SimpleNamespace(frame=frame), picture(where, np.zeros(where.shape)), surfaces,
                           identity(frame.centre), 2.0)
    assert found.reason.tolist() == ["", "outside the search", "invalid pixels", "invalid pixels"]
    # The frame's y goes up: a shift by one row up is one pixel more.
    assert (found.moving - found.fixed)[0] == pytest.approx([2.0, 1.0])
    assert np.isnan(found.moving[1:]).all()
    assert found.score[0] == pytest.approx(3.0 / 6.0)
    assert found.search == 2.0 * reach


@pytest.mark.parametrize("right", [0, 5, 8, 14])
def test_windows_of_the_search_bear_a_placement_out_the_less_by_luck_the_more_of_them_do(right):
    x, y = (v.ravel() for v in np.meshgrid(np.arange(5.0), np.arange(5.0)))
    source, centre = 64 * np.column_stack([x, y]), (5e5, 5.8e6)
    # The others are six pixels of the search away from where the placement says.
    away = np.where(np.arange(25) < right, 4.9, 12.0)
    points = Points(source, source + np.column_stack([away, 0 * away]), np.zeros((25, 2, 2)), np.ones(25),
                    np.full(25, ""), 48.0)
    found = joined._Found(identity(centre), 0.01, points, 2.0)
    seen = joined._from_afar(SimpleNamespace(frame=Frame(centre, (1.0, 1.0))), found, identity(centre))
    assert seen.agree.sum() == right
    # Of 12 that share no pixels, each at random in a square 49 pixels wide, but four times as often at this place.
    assert seen.chance == pytest.approx(binom.sf(right // 2 - 1, 12, 4 * np.pi * 2.5**2 / 49**2))
    assert seen.level == 2.0
    # As one of 2,401 shifts it is not beyond doubt what any of them shows.
    assert seen.points.score.max() < CRITERIA.clear_score


def test_a_level_is_in_pixels_of_the_frame(monkeypatch):
    where, looks = grid(300, 280, 6.0), []
    for name in ("placed_by", "_chance_of"):
        monkeypatch.setattr(joined, name, lambda *_: None)
    monkeypatch.setattr(joined, "_surfaces", lambda *_: SimpleNamespace(peak=lambda *_: "peak"))
    monkeypatch.setattr(joined, "points_of", lambda *given: looks.append(given[4]))
    pair = SimpleNamespace(frame=Frame(CENTRE, (2.0, 2.0)), placed=lambda *_, **__: "placed")
    coarse = SimpleNamespace(fixed=picture(where, np.zeros(where.shape)), wide="wide", step=1)
    assert joined._search(pair, coarse, Request(), 4).level == 3.0
    assert looks == [3.0]


@pytest.mark.parametrize(("chance", "looks"), [(0.31, [2]), (0.29, [2, 4])])
def test_what_a_glance_shows_no_sign_of_is_not_looked_at_by_all_rolls(monkeypatch, chance, looks):
    rolls = []
    monkeypatch.setattr(joined, "_search", lambda *given: rolls.append(given[3]) or SimpleNamespace(chance=chance))
    assert (joined._searched("pair", "coarse", Request()) is None) is (looks == [2])
    assert rolls == looks


@pytest.mark.parametrize(("fine", "coarse", "borne_out", "counts"), [
    (1e-6, 1e-9, True, 1e-6), (1e-4, 1e-3, True, 1e-4), (1e-4, 1e-6, True, 1e-6), (1e-9, 1e-2, False, 1e-2)])
def test_the_finer_look_counts_unless_that_of_the_search_is_better_evidence(fine, coarse, borne_out, counts,
                                                                            monkeypatch):
    points = Points(*np.zeros((2, 0, 2)), np.zeros((0, 2, 2)), np.zeros(0), np.zeros(0, str), 8.0)
    looks = [Evidence(level, points, np.zeros((0, 2)), np.zeros(0, bool), chance)
             for level, chance in ((1.0, fine), (2.0, coarse))]
    found = joined._Found(identity(CENTRE), 1e-2, points, 2.0)
    for name, given in (("_searched", found), ("_exact", joined._Exact(identity(CENTRE), looks[0], 0.5)),
                        ("_from_afar", looks[1]), ("_borne_out", borne_out)):
        monkeypatch.setattr(joined, name, lambda *_, given=given: given)
    seen = joined._by_edges(None, SimpleNamespace(fixed=None), Request(), 1.0)
    assert seen.evidence.chance == pytest.approx(1e-2 * counts)
    assert seen.evidence.level == (1.0 if counts == fine else 2.0)


def test_a_placement_is_judged_by_how_far_its_windows_lie_from_it(monkeypatch):
    x, y = (v.ravel() for v in np.meshgrid(np.arange(4.0), np.arange(4.0)))
    source = 40 * np.column_stack([x, y])
    off = np.where((x + y < 5)[:, None], [0.2, -0.1], [9.0, 4.0])
    end = displaced(3.0, -2.0, centre=CENTRE)
    pair = SimpleNamespace(frame=Frame(CENTRE, (1.0, 1.0)), area=(0, 0, 100, 100))
    # North is up, and rows of the frame count downward.
    points = Points(source, pair.frame.to_frame(*end(*pair.frame.to_world(source))) - off, np.zeros((16, 2, 2)),
                    np.ones(16), np.full(16, ""), 8.0)
    halves = {"white": displaced(3.4, -2.0, centre=CENTRE), "black": displaced(2.6, -2.0, centre=CENTRE)}
    look = SimpleNamespace(transform=end, surfaces=SimpleNamespace(part=halves.get), best_of=lambda half: half)
    for name, given in (("_look", look), ("points_of", points), ("_halves", halves)):
        monkeypatch.setattr(joined, name, lambda *_, given=given: given)
    found = joined._exact(pair, None, identity(CENTRE), Request(), 1.0)
    np.testing.assert_allclose(found.evidence.residual, off, atol=1e-6)
    np.testing.assert_array_equal(found.evidence.agree, x + y < 5)
    assert found.halves == pytest.approx(0.4)
