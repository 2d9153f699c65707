"""Small windows all over the area find a placement nearby, and say how sure it is and by how much it may be off."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, displaced, grid, picture, textured, write

from coregix_core.assessing.criteria import JOINED
from coregix_core.geometry.transform import AffineTransform, identity
from coregix_core.io import open_raster
from coregix_core.matching import JointPeak, JointSurfaces
from coregix_core.pairing.pair import make_pair
from coregix_core.pairing.solution import Request
from coregix_core.registration import nearby
from coregix_core.registration.nearby import FAR, NEAR, WIDE, _spans, chance_nearby, found_nearby
from coregix_core.solving import read_coarse

WHERE = grid(200, 190, 1.0)
CENTRE = tuple(float(v) for v in WHERE.to_world(100, 95))


def found(folder, moving, request=None, fixed=None, where=WHERE):
    fixed = textured(where, ground=Ground(2, 6.0, 120.0)) if fixed is None else fixed
    write(folder / "f.tif", fixed.astype("float32"), where)
    write(folder / "m.tif", moving.astype("float32"), where)
    with open_raster(folder / "f.tif", role="fixed") as f, open_raster(folder / "m.tif", role="moving") as m:
        pair = make_pair(f, m, fixed_band=0, moving_band=0, max_shift=None, clip=True)
        return found_nearby(pair, read_coarse(pair, 1.0, Request()), request or Request(), 1.0)


def shown(truth, clutter, ground=2, where=WHERE):
    """The ground with its tones folded, under more of what the other image does not show."""
    other = textured(where, ground=Ground(102, 6.0, 120.0)) - 3000
    return np.abs(textured(where, truth, Ground(ground, 6.0, 120.0)) - 3000) + clutter * other


def error_of(transform, truth):
    places = WHERE.to_world([20, 180, 100, 20], [20, 180, 95, 170])
    return np.hypot(*(np.array(transform(*places)) - np.array(truth(*places)))).max()


class TestPlacement:
    @pytest.mark.parametrize("truth", [displaced(5.0, -4.0, 0.4, 1.004, CENTRE), displaced(-12.0, 11.0, centre=CENTRE)])
    def test_it_is_found_through_clutter_and_in_folded_tones(self, tmp_path, truth):
        seen = found(tmp_path, shown(truth, 1.2))
        assert seen.chance < 1e-9
        assert error_of(seen.transform, truth) < 2.0
        assert seen.doubt < 2.0
        assert seen.evidence.agree.sum() >= 8

    def test_unrelated_ground_gives_none(self, tmp_path):
        assert found(tmp_path, shown(identity(CENTRE), 1.2, ground=7)) is None

    @pytest.mark.parametrize("end", [0.0, 6000.0])
    def test_labels_on_other_ground_are_none(self, tmp_path, end):
        labels = np.zeros(WHERE.shape, bool)
        for row, col in np.random.default_rng(3).integers(0, 170, (40, 2)):
            labels[row : row + 6, col : col + 20] = True
        fixed, moving = (np.where(labels, end, textured(WHERE, ground=Ground(seed, 6.0, 120.0))) for seed in (2, 7))
        assert found(tmp_path, moving, fixed=fixed) is None

    def test_one_corner_that_is_alike_is_no_ground(self, tmp_path):
        other = textured(WHERE, ground=Ground(9, 6.0, 120.0))
        rows, cols = np.indices(WHERE.shape)
        alike = textured(WHERE, ground=Ground(2, 6.0, 120.0))
        corner = (rows < 95) & (cols < 100)
        assert found(tmp_path, np.where(corner, alike, other)) is None
        # As much of it that is spread over the area is.
        spread = (rows // 48 + cols // 50) % 2 == 0
        assert found(tmp_path, np.where(spread, alike, other)) is not None

    def test_parts_of_which_none_shows_a_place_say_nothing_of_how_far_it_is_off(self, tmp_path, monkeypatch):
        moving = shown(displaced(5.0, 0.0, centre=CENTRE), 0.5)
        whole = nearby._evidence_of
        for kept in (6, 5):
            def with_few(*given, kept=kept):
                seen = whole(*given)
                seen.residual[np.flatnonzero(seen.measured)[kept:]] = np.nan
                return seen

            monkeypatch.setattr(nearby, "_evidence_of", with_few)
            assert (found(tmp_path, moving) is None) is (kept < 6)

    def test_what_is_turned_and_stretched_by_more_is_found_farther_off(self, tmp_path):
        truth = displaced(18.0, -12.0, 1.8, 1.015, CENTRE)
        seen = found(tmp_path, shown(truth, 0.8))
        assert error_of(seen.transform, truth) < 2.0

    def test_an_affine_is_followed_where_no_model_without_shear_is_asked_for(self, tmp_path):
        truth = AffineTransform("affine", CENTRE, ((1.02, 0.0), (0.012, 0.99)), (4.0, 3.0))
        moving = shown(truth, 0.5)
        assert error_of(found(tmp_path, moving).transform, truth) < 1.0
        similar = found(tmp_path, moving, Request(transform="similarity")).transform
        assert similar.model == "similarity"
        assert error_of(similar, truth) > 1.0

    def test_what_lies_beyond_its_reach_is_left_to_other_looks(self, tmp_path):
        assert found(tmp_path, shown(displaced(26.0, 0.0, centre=CENTRE), 0.0)) is None

    def test_where_the_search_is_in_larger_pixels_it_reaches_farther(self, tmp_path):
        where = grid(490, 490, 1.0)
        truth = displaced(-36.0, 22.0, 1.0, 1.01, tuple(float(v) for v in where.to_world(245, 245)))
        assert error_of(found(tmp_path, shown(truth, 0.8, where=where), where=where).transform, truth) < 2.0

    def test_it_is_looked_for_near_the_start_that_is_given(self, tmp_path):
        truth = displaced(30.0, 0.0, centre=CENTRE)
        seen = found(tmp_path, shown(truth, 0.5), Request(start=displaced(27.0, 1.0, centre=CENTRE)))
        assert error_of(seen.transform, truth) < 1.0

    def test_it_is_no_farther_than_is_allowed(self, tmp_path):
        moving = shown(displaced(9.0, 0.0, centre=CENTRE), 0.5)
        assert found(tmp_path, moving, Request(max_shift=6.0)) is None
        assert found(tmp_path, moving, Request(max_shift=12.0)) is not None


def test_images_without_room_for_many_windows_are_not_looked_at():
    coarse = SimpleNamespace(fixed=picture(grid(300, 120), np.zeros((120, 300))), wide="wide", step=1)
    assert found_nearby(None, coarse, Request(), 1.0) is None


@pytest.mark.parametrize(("strength", "luck", "reach", "span", "chance"), [
    (4.55, 3.4, 8, NEAR, 1.1e-2), (5.13, 3.4, 8, NEAR, 1.6e-3), (7.35, 4.3, 8, NEAR, 9.8e-7),
    (7.35, 8.6, 8, NEAR, 0.187), (7.35, 3.4, 16, NEAR, 3.7e-6), (7.75, 4.9, 12, WIDE, 9.8e-7),
    (7.75, 9.8, 12, WIDE, 0.33), (8.15, 4.9, 24, FAR, 9.8e-7)])
def test_the_chance_is_that_of_the_best_of_all_placements_that_were_looked_at(strength, luck, reach, span, chance):
    assert chance_nearby(JointPeak(0j, 0j, 0j, strength, luck), reach, span) == pytest.approx(chance, rel=0.06)


def test_a_quarter_with_most_of_the_support_rules_unless_the_rest_has_it_too():
    other = np.random.default_rng(1).standard_normal((40, 5, 5)).astype("float32")
    quarter = np.arange(40) < 10
    peak = JointPeak(0j, 0j, 0j, 9.0, 3.0)
    for rest, rules in ((1.0, False), (0.1, True)):
        own = np.zeros((40, 5, 5), "float32")
        own[:, 2, 2] = np.where(quarter, 6.0, rest)
        surfaces = JointSurfaces(np.zeros(40, complex), own, (other,), 2)
        assert nearby._rules(surfaces, peak, quarter) is rules
        assert not nearby._rules(surfaces, peak, np.arange(40) > 35)


def test_a_maximum_on_the_border_of_the_search_is_none(monkeypatch):
    # Near and wide, at a first glance and then looked at; and, in larger pixels, far.
    columns = (16, 24, 15, 24, 15, 24, 16, 23, 16, 23, 8, 12, 24, 8, 12, 23, 8, 12, 23)
    peaks = [JointPeak(0j, 0j, complex(col, 0), 20.0, 3.0) for col in columns]
    monkeypatch.setattr(nearby, "_surfaces", lambda *_: SimpleNamespace(peak=lambda *_: peaks.pop(0), places=()))
    monkeypatch.setattr(nearby, "placed_by", lambda *_: "there")
    monkeypatch.setattr(nearby, "made_exact", lambda *given: given[2])
    coarse = SimpleNamespace(fixed=picture(WHERE, np.zeros(WHERE.shape)), wide="wide", step=1)
    pair = SimpleNamespace(frame=SimpleNamespace(centre=CENTRE))
    assert found_nearby(pair, coarse, Request(), 1.0) is None
    assert found_nearby(pair, coarse, Request(), 1.0) == "there"
    assert found_nearby(pair, coarse, Request(), 1.0) == "there"
    coarse = SimpleNamespace(fixed=picture(grid(300, 280), np.zeros((280, 300))), wide="wide", step=2)
    assert found_nearby(pair, coarse, Request(), 1.0) is None
    assert found_nearby(pair, coarse, Request(), 1.0) == "there"
    assert not peaks


def test_parts_span_the_area_and_overlap():
    places = np.array([x + 1j * y for y in (10.0, 20, 30, 40, 50) for x in (0.0, 20, 40, 60, 80)])
    quarters = _spans(places, 2, 0.5)
    assert [int(q.sum()) for q in quarters] == [9, 9, 9, 9]
    assert places[quarters[1]].real.min() == 40
    assert places[quarters[1]].imag.max() == 30
    nine = _spans(places, 3, 0.5)
    assert len(nine) == 9
    assert np.all(np.sum(nine, axis=0) >= 1)


def test_alone_it_has_to_be_less_of_a_chance_than_with_what_confirms_it():
    assert JOINED.taken_nearby < JOINED.confirmed_nearby < JOINED.near_search
