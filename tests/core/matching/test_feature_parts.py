"""The parts of a feature: its octave, its extremum, its ruling direction and the cells of its descriptor."""

import numpy as np
import pytest
from scenes import Ground, centres, grid, picture

from coregix_core.imaging import smoothed
from coregix_core.matching import features
from coregix_core.matching.features import (
    _described,
    _directions,
    _extrema,
    _histograms,
    _levels,
    _Octave,
    _octaves,
    _sampling,
    find_features,
)

SIDE = 81
VALID = np.ones((SIDE, SIDE), bool)
MIDDLE = np.array([40.0]), np.array([40.0])
SLOPES = {name: np.stack([np.full((SIDE, SIDE), x), np.full((SIDE, SIDE), y)]).astype(np.float32)
          for name, x, y in (("right", 1.0, 0.0), ("down", 0.0, 1.0), ("left", -1.0, 0.0), ("aslant", 1.0, 1.0))}


class TestDirection:
    @pytest.mark.parametrize(("slope", "degrees"), [("right", 0), ("down", 90), ("left", 180), ("aslant", 45)])
    def test_it_is_that_in_which_brightness_grows_from_columns_to_rows(self, slope, degrees):
        which, turn = _directions(SLOPES[slope], VALID, *MIDDLE, 2.0)
        assert which.tolist() == [0]
        # Directions are told apart by ten degrees, and those on a limit lie to one of its sides.
        assert np.degrees(turn[0]) % 360 == pytest.approx(degrees, abs=5.01)

    @pytest.mark.parametrize(("weaker", "count"), [(0.9, 2), (0.7, 1)])
    def test_another_that_is_nearly_as_strong_makes_a_feature_of_its_own(self, weaker, count):
        slope = SLOPES["right"].copy()
        slope[:, 41:] = SLOPES["down"][:, 41:] * weaker
        slope[:, 40] = 0
        which, turn = _directions(slope, VALID, *MIDDLE, 2.0)
        assert len(which) == count
        assert max(np.degrees(turn) % 360) == pytest.approx(95 if count == 2 else 5, abs=5.01)

    @pytest.mark.parametrize("contrast", [1e-15, 1e12])
    def test_contrast_changes_nothing(self, contrast):
        angle = np.radians(62 + 14 * np.random.default_rng(0).standard_normal((SIDE, SIDE)))
        slope = np.stack([np.cos(angle), np.sin(angle)]).astype(np.float32)
        usual, other = (_directions(slope * np.float32(c), VALID, *MIDDLE, 4.0)[1] for c in (1.0, contrast))
        np.testing.assert_allclose(other, usual, atol=1e-6)

    def test_what_is_far_or_invalid_has_no_say(self):
        slope = SLOPES["right"].copy()
        row, col = np.mgrid[:SIDE, :SIDE] - 40
        far = np.hypot(row, col) > 9.2
        slope[:, far] = SLOPES["down"][:, far] * 1e6
        assert np.degrees(_directions(slope, VALID, *MIDDLE, 2.0)[1]) % 360 == pytest.approx([5.0], abs=5.01)
        slope = np.where(col > 3, SLOPES["down"] * 1e6, SLOPES["right"])
        assert np.degrees(_directions(slope, col <= 3, *MIDDLE, 2.0)[1]) % 360 == pytest.approx([5.0], abs=5.01)

    @pytest.mark.parametrize(("row", "col"), [(40, 49), (49, 40), (40, 31), (31, 40)])
    def test_it_is_seen_as_far_to_all_sides(self, row, col):
        slope = np.zeros_like(SLOPES["right"])
        slope[:, row, col] = SLOPES["down"][:, row, col]
        assert np.degrees(_directions(slope, VALID, *MIDDLE, 2.0)[1]) % 360 == pytest.approx([95.0], abs=5.01)

    def test_beyond_the_image_there_is_nothing(self):
        corner = np.array([0.0]), np.array([0.0])
        assert np.degrees(_directions(SLOPES["down"], VALID, *corner, 2.0)[1]) == pytest.approx([95.0], abs=5.01)

    def test_between_steps_of_ten_degrees_it_is_the_top_of_a_parabola(self):
        """A fan of directions about 62 degrees, stronger in the middle."""
        angle = np.radians(62 + 14 * np.random.default_rng(0).standard_normal((SIDE, SIDE)))
        turn = _directions(np.stack([np.cos(angle), np.sin(angle)]).astype(np.float32), VALID, *MIDDLE, 4.0)[1]
        assert np.degrees(turn) == pytest.approx([62.0], abs=3.0)


class TestDescriptor:
    def test_samples_cover_a_square_of_four_by_four_cells_and_each_is_shared_among_the_nearest(self):
        u, v, cell = _sampling()
        assert len(u) == 256
        assert (u.min(), u.max(), v.min(), v.max()) == pytest.approx((-15 / 32, 15 / 32) * 2)
        weight = cell.sum(1)
        # Between the middles of cells all of a sample counts, less the farther it lies from the middle of all.
        inner = (np.abs(u) < 0.375) & (np.abs(v) < 0.375)
        assert weight[inner] == pytest.approx(np.exp(-(u**2 + v**2)[inner] / 0.5), rel=1e-5)
        # Near the side only the part that the outermost cell has.
        corner = np.argmax(u + v)
        assert weight[corner] == pytest.approx((1 - 4 * (15 / 32 - 3 / 8)) ** 2 * np.exp(-2 * (15 / 32) ** 2 / 0.5),
                                               rel=1e-5)
        # Cells are counted along the ruling direction first, then across it.
        for along, across, at in ((-1, -1, 0), (1, -1, 3), (-1, 1, 12)):
            assert np.argmax(cell[np.argmin(np.hypot(u - 3 / 8 * along, v - 3 / 8 * across))]) == at

    def test_it_is_of_length_one_and_the_root_of_shares(self):
        histogram, seen = _histograms(SLOPES["right"], VALID, *MIDDLE, np.array([0.0]), 2.0)
        assert seen.tolist() == [1.0]
        assert np.sqrt((histogram**2).sum()) == pytest.approx(1.0)
        cells = histogram.reshape(16, 8)
        assert np.abs(cells[:, 1:]).max() == 0.0, "all in the ruling direction"
        share = _sampling()[2].sum(0)
        assert cells[:, 0] ** 2 == pytest.approx(share / share.sum(), rel=1e-4)

    @pytest.mark.parametrize(("slope", "turn", "shares"), [
        ("right", 0.0, {0: 1.0}), ("down", 0.0, {2: 1.0}), ("down", np.pi / 2, {0: 1.0}), ("left", np.pi / 2, {2: 1.0}),
        ("right", np.pi / 8, {7: 0.5, 0: 0.5}), ("right", -np.pi / 16, {0: 0.75, 1: 0.25})])
    def test_directions_count_from_the_ruling_one_and_are_shared_among_the_two_next_to_them(self, slope, turn, shares):
        histogram, _ = _histograms(SLOPES[slope], VALID, *MIDDLE, np.array([turn]), 2.0)
        found = (histogram.reshape(16, 8) ** 2).sum(0)
        assert found == pytest.approx([shares.get(b, 0.0) for b in range(8)], abs=1e-5)

    def test_cells_turn_with_the_ruling_direction(self):
        """Ground that is brighter only below the place: after it along a direction that runs down."""
        row, _ = np.mgrid[:SIDE, :SIDE] - 40
        slope = np.where(row > 0, SLOPES["down"], 0).astype(np.float32)
        cells = (_histograms(slope, VALID, *MIDDLE, np.array([np.pi / 2]), 2.0)[0].reshape(4, 4, 8) ** 2).sum(2)
        assert cells[:, 2:].sum() > 0.9
        cells = (_histograms(slope, VALID, *MIDDLE, np.array([0.0]), 2.0)[0].reshape(4, 4, 8) ** 2).sum(2)
        assert cells[2:].sum() > 0.9

    @pytest.mark.parametrize(("sigma", "reach"), [(2.0, 12.0), (3.0, 18.0)])
    def test_it_reaches_six_times_the_smoothing_to_each_side(self, sigma, reach):
        row, col = np.mgrid[:SIDE, :SIDE] - 40
        inner = (np.abs(row) <= reach) & (np.abs(col) <= reach)
        slope = np.where(inner, SLOPES["right"], SLOPES["down"] * 1e6)
        histogram, _ = _histograms(slope, VALID, *MIDDLE, np.array([0.0]), sigma)
        assert np.abs(histogram.reshape(16, 8)[:, 1:]).max() == 0.0
        _, seen = _histograms(SLOPES["right"], np.abs(col) <= 0.6 * reach, *MIDDLE, np.array([0.0]), sigma)
        assert seen[0] == pytest.approx(0.6, abs=0.1)

    def test_beyond_the_image_nothing_is_seen(self):
        _, seen = _histograms(SLOPES["right"], VALID, np.array([0.0]), np.array([40.0]), np.array([0.0]), 2.0)
        assert seen[0] == pytest.approx(0.5, abs=0.05)
        _, seen = _histograms(SLOPES["right"], VALID, np.array([80.0]), np.array([80.0]), np.array([0.0]), 2.0)
        assert seen[0] == pytest.approx(0.25, abs=0.05)


WHERE = grid(96, 110, 1.0, None, (0.0, 0.0))
IMAGE = picture(WHERE, Ground(seed=3, shortest=6.0, longest=60.0, origin=(0.0, 0.0))(*centres(WHERE)))


class TestOctaves:
    def test_each_has_half_the_pixels_until_24_are_left_and_a_share_of_the_features(self, monkeypatch):
        asked = []
        monkeypatch.setattr(features, "_extrema", lambda octave, most: asked.append((octave, most)))
        list(_octaves(IMAGE, 2500))
        assert [(o.step, o.valid.shape, o.levels.shape, most) for o, most in asked] == [
            (1, (110, 96), (6, 110, 96), 1800), (2, (55, 48), (6, 55, 48), 636), (4, (28, 24), (6, 28, 24), 225)]
        asked.clear()
        list(_octaves(IMAGE, 10))
        assert [most for _, most in asked] == [24, 24, 24], "a few of each, however few are asked for"

    def test_levels_are_smoothed_from_the_first_scale_on_by_thirds_of_an_octave(self):
        levels = _levels(IMAGE.values, IMAGE.valid, 0.0)
        for level, sigma in ((0, 1.6), (3, 3.2), (5, 1.6 * 2 ** (5 / 3))):
            expected = smoothed(IMAGE.values, IMAGE.valid, sigma)
            assert np.allclose(levels[level], expected, atol=0.02 * IMAGE.values.std())
        already = _levels(IMAGE.values, IMAGE.valid, 1.2)
        assert np.allclose(already[0], smoothed(IMAGE.values, IMAGE.valid, np.sqrt(1.6**2 - 1.2**2)))

    def test_the_next_octave_goes_on_from_the_level_of_twice_the_scale(self):
        first, second = (octave for octave, _ in list(_octaves(IMAGE, 2500))[:2])
        assert np.allclose(second.levels[0], first.levels[3][::2, ::2], atol=0.05 * IMAGE.values.std())


class TestExtrema:
    def octave(self, *tops, valid=None):
        """Levels whose differences have a single pixel at (level, row, column, height)."""
        difference = np.zeros((5, 60, 60), np.float32)
        for level, row, col, height in tops:
            difference[level, row, col] = height
        levels = np.concatenate([np.zeros((1, 60, 60)), np.cumsum(difference, 0)]).astype(np.float32)
        return _Octave(levels, np.ones((60, 60), bool) if valid is None else valid, 1)

    def test_bright_and_dark_ones_are_found_on_inner_levels(self):
        found = _extrema(self.octave((2, 20, 30, 5.0), (1, 40, 15, -4.0), (0, 30, 30, 9.0), (4, 35, 45, 9.0)), 100)
        assert sorted(map(tuple, found.tolist())) == [(1, 40, 15), (2, 20, 30)]

    def test_a_neighbour_of_a_stronger_one_is_none(self):
        assert _extrema(self.octave((2, 20, 30, 5.0), (3, 21, 31, 6.0)), 100).tolist() == [[3, 21, 31]]

    @pytest.mark.parametrize(("row", "col", "there"), [(6, 30, True), (5, 30, False), (53, 30, True), (54, 30, False),
                                                      (30, 6, True), (30, 54, False)])
    def test_what_lies_within_six_pixels_of_something_invalid_is_left_out(self, row, col, there):
        assert len(_extrema(self.octave((2, row, col, 5.0)), 100)) == int(there)

    @pytest.mark.parametrize(("base", "dip", "there"), [(9.0, 4.0, False), (-9.0, -4.0, False), (9.0, -1.0, True)])
    def test_a_dip_in_what_is_bright_is_no_dark_blob_and_no_more_is_the_reverse(self, base, dip, there):
        tops = [(level, 20 + down, 30 + across, dip if (level, down, across) == (2, 0, 0) else base)
                for level in (1, 2, 3) for down in (-2, -1, 0, 1, 2) for across in (-2, -1, 0, 1, 2)]
        found = _extrema(self.octave(*tops), 100)
        assert ([2, 20, 30] in found.tolist()) is there

    def test_the_strongest_are_kept_if_there_are_too_many(self):
        found = _extrema(self.octave((2, 20, 23, -9.0), (2, 22, 26, 5.0)), 1)
        assert found.tolist() == [[2, 20, 23]]


def test_a_feature_is_told_in_pixels_of_the_image_whatever_its_octave():
    """A round spot: its place is the middle of a pixel, its scale the smoothing at which it was found."""
    row, col = np.mgrid[:SIDE, :SIDE] - 40.0
    spot = np.exp(-(row**2 + col**2) / (2 * 2.5**2)) + 1e-3 * col
    octave = _Octave(_levels(spot.astype(np.float32), VALID, 0.0), VALID, 4)
    found = _described(octave, np.array([[2, 40, 40]]))
    assert len(found) >= 1
    assert np.allclose(found.places, 4 * 40.5, atol=0.5)
    assert found.scale == pytest.approx(4 * 1.6 * 2 ** (2 / 3))
    assert found.descriptor.shape[1] == 128
    assert len(_described(octave, np.zeros((0, 3), int))) == 0


@pytest.mark.parametrize(("hidden", "there"), [(0.25, True), (0.35, False)])
def test_seven_tenths_of_its_surroundings_have_to_be_valid(hidden, there):
    row, col = np.mgrid[:SIDE, :SIDE] - 40.0
    spot = np.exp(-(row**2 + col**2) / (2 * 2.5**2)) + 0.05 * col
    reach = 6 * 1.6 * 2 ** (2 / 3)
    valid = row < reach - 2 * reach * hidden
    octave = _Octave(_levels(spot.astype(np.float32), VALID, 0.0), valid, 1)
    assert bool(len(_described(octave, np.array([[2, 40, 40]])))) is there


def test_few_features_are_the_strongest_of_all_parts():
    many, few = find_features(IMAGE), find_features(IMAGE, 40)
    assert len(few) < len(many)
    assert len(many.places) == len(many.scale) == len(many.angle) == len(many.descriptor)


@pytest.mark.parametrize("at", [(2.0, 20.0), (37.0, 20.0), (20.0, 2.0), (20.0, 37.0), (1.0, 1.0)])
def test_beyond_the_border_there_is_as_little_to_see_as_where_nothing_is_valid(at):
    """The same image with an invalid rim has the same ruling directions, at its border as well."""
    slope = np.random.default_rng(8).normal(0, 1, (2, 40, 40)).astype(np.float32)
    row, col = (np.array([value]) for value in at)
    _, alone = _directions(slope, np.ones((40, 40), bool), row, col, 1.6)
    rimmed = np.pad(slope, ((0, 0), (12, 12), (12, 12)), mode="edge")
    _, within = _directions(rimmed, np.pad(np.ones((40, 40), bool), 12), row + 12, col + 12, 1.6)
    assert alone == pytest.approx(within)
    assert len(alone)


def test_no_features_are_none_in_every_respect():
    none = features.Features.none()
    assert len(none) == 0
    assert [getattr(none, name).shape for name in ("places", "scale", "angle", "descriptor")] == [
        (0, 2), (0,), (0,), (0, 128)]
