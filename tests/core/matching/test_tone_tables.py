"""Tones that foretell each other place an image, whatever they are called; what one part alone shows foretells none."""

import numpy as np
import pytest
from scenes import Ground, blobs, displaced, grid, picture, textured

from coregix_core.matching import BEYOND, Ranges, rarity, tone_tables
from coregix_core.matching.tone_tables import TONES, foretold, relation, tones_of

WHERE = grid(200, 190, 1.0)
CENTRE = tuple(float(v) for v in WHERE.to_world(100, 95))
MIDDLE = 100 + 95j
RANGES = Ranges.around(1.0, 0.5, 0.01, 0.005, 8)
TRUTH = displaced(5.0, 4.0, 1.0, 1.01, CENTRE)


def recoloured(truth=None, clutter=0.0, ground=3):
    """The ground as a map has it: six tones in an order of their own, under what the other image does not show."""
    seen = textured(WHERE, truth, Ground(ground, 6.0, 120.0))
    tones = np.array([3.0, 0.0, 5.0, 1.0, 4.0, 2.0])[np.digitize(seen, np.quantile(seen, np.arange(1, 6) / 6))]
    other = textured(WHERE, ground=Ground(9, 6.0, 120.0))
    return tones + clutter * (other - other.mean()) / other.std()


def tables_of(moving, search=18, valid=None):
    fixed = textured(WHERE, ground=Ground(3, 6.0, 120.0))
    return tone_tables(picture(WHERE, fixed), picture(WHERE, moving, valid), search)


def test_the_similarity_is_found_in_tones_of_another_order():
    peak = tables_of(recoloured(TRUTH, 0.8)).peak(MIDDLE, RANGES)
    # North is up: rows run against it.
    assert abs(peak.shift - (5 - 4j)) < 1.5
    assert abs(peak.linear - (1.01 * np.exp(-1j * np.radians(1.0)) - 1)) < 0.012
    assert peak.strength > 2 * peak.luck


def test_unrelated_ground_stands_out_nowhere():
    peak = tables_of(recoloured(ground=7)).peak(MIDDLE, RANGES)
    assert peak.strength < 1.5 * peak.luck


def test_windows_tell_their_own_place_by_the_relation_of_all_others():
    moving = recoloured(displaced(2.0, -1.0, centre=CENTRE))
    own, other = tables_of(moving, 8), tables_of(np.roll(moving, (95, 100), (0, 1)), 8)
    # The relation is that of no shift.
    surfaces = own.support([other])
    assert surfaces.search == 8 - BEYOND
    assert np.std(surfaces.others) == pytest.approx(1.0, rel=1e-3)
    shift, _ = tables_of(recoloured(), 8).support([other]).highest()
    assert np.median(np.abs(shift)) < 0.5


class TestTables:
    def test_counts_are_those_of_pairs_that_are_valid_in_both(self):
        valid = ~blobs(WHERE.shape, 0.3, seed=1)
        tables = tables_of(recoloured(), 2, valid)
        middle = tables.counts[:, :, 2, 2].sum(1)
        left, top = int(tables.places[0].real - 12.5), int(tables.places[0].imag - 12.5)
        assert middle[0] == valid[top : top + 25, left : left + 25].sum()
        assert tables.counts[-1, :, 0, 4].sum() <= 625
        shown = tables_of(np.where(valid, recoloured(), 1e6), 2, valid)
        np.testing.assert_array_equal(shown.counts, tables.counts)

    def test_nothing_is_valid_beyond_the_border(self):
        tables = tables_of(recoloured(), 20)
        assert tables.counts[0, :, 0, 0].sum() < 25 * 25 / 2
        assert tables.counts[0, :, 40, 40].sum() == 25 * 25

    def test_windows_lie_in_nine_parts(self):
        tables = tables_of(recoloured(), 1)
        assert sorted(set(tables.part.tolist())) == list(range(9))
        assert tables.part[0] == 0
        assert tables.part[-1] == 8

    def test_parts_by_themselves_give_what_their_windows_give_where_nothing_turns(self):
        side = grid(225, 225, 1.0)
        fixed, moving = (picture(side, textured(side, ground=Ground(seed, 6.0, 120.0))) for seed in (3, 4))
        windows, parts = (tone_tables(fixed, moving, 9, by_part=by_part) for by_part in (False, True))
        assert (len(windows.places), len(parts.places)) == (81, 9)
        assert parts.places[4] == windows.places[40] == 112.5 + 112.5j
        of_each = (tables.surface(np.zeros(len(tables.places), complex), 5) for tables in (windows, parts))
        np.testing.assert_allclose(*of_each, rtol=1e-4, atol=1e-2)

    def test_tones_are_of_equally_many_pixels_and_one_more_of_what_is_invalid(self):
        valid = ~blobs(WHERE.shape, 0.2, seed=1)
        tones = tones_of(picture(WHERE, recoloured(clutter=1.0), valid))
        assert (tones[~valid] == TONES).all()
        assert np.bincount(tones[valid]) == pytest.approx(valid.sum() / TONES, abs=2)
        assert (tones_of(picture(WHERE, recoloured(), np.zeros_like(valid))) == TONES).all()


class TestForetold:
    ALIKE = np.diag(np.full(TONES, 500.0)).astype("float32").reshape(TONES * TONES)
    NONE = np.full(TONES * TONES, 62.5, "float32")

    def test_parts_of_one_relation_foretell_each_other(self):
        told = foretold(np.stack([self.ALIKE] * 9))
        assert 0.8 < told / (9 * 4000 * np.log(TONES)) < 1.0

    def test_what_one_part_has_by_itself_foretells_nothing(self):
        alone = foretold(np.stack([self.ALIKE, *[self.NONE] * 8]))
        assert alone < 0

    def test_what_was_never_seen_is_not_impossible(self):
        told = relation(self.ALIKE)
        assert np.isfinite(told).all()
        assert (told.reshape(TONES, TONES).argmax(1) == np.arange(TONES)).all()
        assert relation(self.NONE) == pytest.approx(0.0, abs=1e-5)
        assert np.isfinite(relation(np.zeros_like(self.NONE))).all()


class TestRarity:
    def test_it_is_in_powers_of_e_of_exponential_maxima(self):
        # One maximum in each square of five pixels: 150 of them on each of six surfaces.
        spikes = np.zeros((6, 50, 75))
        spikes[:, 2::5, 2::5] = np.random.default_rng(1).exponential(3.0, (6, 10, 15))
        for height in (12.0, 30.0):
            expected = height / 3.0 - np.log(150)
            assert rarity(height, spikes) == pytest.approx(expected, rel=0.1, abs=0.5)
            assert rarity(10 * height, 10 * spikes) == pytest.approx(rarity(height, spikes))

    def test_nothing_is_rare_beside_what_is_the_same_everywhere(self):
        assert rarity(5.0, np.zeros((3, 11, 11))) == 0.0
