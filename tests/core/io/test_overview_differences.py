"""Whether an overview lies where its level does: by the slopes of its means, if they show enough to say so."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, centres, grid

from coregix_core.io import overviews
from coregix_core.io.overviews import OFF, SIDE, _both, _box, _differences, _rounding, _shift, in_place

WHERE = grid(400, 360, 1.0, None, (0.0, 0.0))
VALUES = Ground(seed=2, shortest=6.0, longest=60.0, origin=(0.0, 0.0))(*centres(WHERE)).astype(np.float32)


def level(values, dtype="float32", valid=None):
    values = np.asarray(values, np.float32)
    return SimpleNamespace(values=values, valid=valid, height=values.shape[0], width=values.shape[1], dtypes=(dtype,))


def read(of, box):
    col, row, width, height = box
    part = np.s_[row:row + height, col:col + width]
    return of.values[part], None if of.valid is None else of.valid[part]


def halves(values):
    return values.reshape(180, 2, 200, 2).mean((1, 3))


class TestInPlace:
    def test_means_are(self):
        assert in_place(read, level(VALUES), level(halves(VALUES)))

    def test_every_other_pixel_is_not(self):
        assert not in_place(read, level(VALUES), level(VALUES[::2, ::2]))

    def test_nor_are_means_of_a_quarter_pixel_aside(self):
        aside = 0.75 * halves(VALUES) + 0.25 * np.roll(halves(VALUES), 1, 1)
        assert not in_place(read, level(VALUES), level(aside))

    def test_nor_is_another_image(self):
        other = Ground(seed=9, shortest=6.0, longest=60.0, origin=(0.0, 0.0))(*centres(WHERE))
        assert not in_place(read, level(VALUES), level(halves(other)))

    def test_flat_ground_does_not_say(self):
        assert not in_place(read, level(np.zeros((360, 400))), level(np.zeros((180, 200))))

    def test_its_difference_from_means_lies_between_those_of_bilinear_and_of_nearest_pixels(self, monkeypatch):
        monkeypatch.setattr(overviews, "_shift", lambda *_: 0.0)
        for unlike, there in ((0.44, True), (0.46, False)):
            differences = np.zeros((1, 2)), np.array([unlike]), np.ones(1)
            monkeypatch.setattr(overviews, "_differences", lambda *_, found=differences: found)
            assert in_place(read, level(VALUES), level(halves(VALUES))) is there

    def test_one_place_that_is_off_is_enough(self, monkeypatch):
        """Together they are in place, but one of them is not, by more than three times what may be."""
        monkeypatch.setattr(overviews, "_differences", lambda *_: (np.zeros((1, 2)), np.zeros(1), np.ones(1)))
        for off, there in ((2.9 * OFF, True), (3.1 * OFF, False)):
            shifts = iter([off, *[0.0] * len(overviews.PLACES) ** 2])
            monkeypatch.setattr(overviews, "_shift", lambda *_, shifts=shifts: next(shifts))
            assert in_place(read, level(VALUES), level(halves(VALUES))) is there


@pytest.mark.parametrize(("share", "first"), [(0.0, (0, 0)), (0.5, None), (1.0, None)])
def test_a_place_lies_inside_the_level(share, first):
    col, row, width, height = _box(level(np.zeros((500, 900))), share, 0.0)
    assert (width, height, row) == (SIDE, SIDE, 0)
    assert col == int((900 - SIDE) * share)
    assert first is None or (col, row) == first
    assert _box(level(np.zeros((20, 30))), 0.5, 0.5) == (0, 0, 30, 20)
    assert _box(level(np.zeros((900, 500))), 0.0, 1.0)[1] == 900 - SIDE


class TestBoth:
    def test_the_finer_level_is_averaged_over_the_overview_s_pixels(self):
        shown, means, valid = _both(read, level(VALUES), level(halves(VALUES)), (20, 30, 40, 25))
        assert shown.shape == means.shape == (25, 40)
        np.testing.assert_allclose(means, shown, rtol=1e-4)
        assert valid.all()

    def test_what_is_not_valid_throughout_does_not_count(self):
        fine, coarse = np.ones((360, 400), bool), np.ones((180, 200), bool)
        fine[62, 44], coarse[35, 30] = False, False
        _, _, valid = _both(read, level(VALUES, valid=fine), level(halves(VALUES), valid=coarse), (20, 30, 40, 25))
        assert sorted(map(tuple, np.argwhere(~valid).tolist())) == [(1, 2), (5, 10)]


class TestDifferences:
    RAMP = 2.0 * np.arange(8.0)[None] + 3.0 * np.arange(6.0)[:, None]

    def test_slopes_are_along_columns_and_rows(self):
        slopes, gaps, detail = _differences(self.RAMP + 0.5, self.RAMP, np.ones((6, 8), bool))
        assert np.allclose(slopes, (2.0, 3.0))
        assert np.allclose(gaps, 0.5)
        assert np.allclose(detail, 0.0)
        assert len(gaps) == 4 * 6, "without the border"

    def test_pixels_beside_something_invalid_say_nothing(self):
        valid = np.ones((6, 8), bool)
        valid[2, 3] = False
        assert len(_differences(self.RAMP, self.RAMP, valid)[1]) == 4 * 6 - 9

    @pytest.mark.parametrize(("shape", "count"), [((3, 3), 1), ((2, 8), 0), ((8, 2), 0)])
    def test_two_rows_have_no_inner_one(self, shape, count):
        slopes, gaps, detail = _differences(*np.zeros((2, *shape), np.float32), np.ones(shape, bool))
        assert (slopes.shape, len(gaps), len(detail)) == ((count, 2), count, count)


class TestShift:
    SLOPES = np.random.default_rng(0).normal(size=(400, 2)).astype(np.float32)

    def test_it_is_what_explains_the_gaps(self):
        gaps = self.SLOPES @ np.float32([0.03, -0.04])
        assert _shift(self.SLOPES, gaps, 0.0) == pytest.approx(0.05, rel=1e-4)

    def test_too_few_pixels_or_slopes_of_one_direction_show_none(self):
        gaps = self.SLOPES @ np.float32([0.03, -0.04])
        assert _shift(self.SLOPES[:15], gaps[:15], 0.0) is None
        assert _shift(self.SLOPES[:16], gaps[:16], 0.0) is not None
        assert _shift(self.SLOPES * np.float32([1, 0]), gaps, 0.0) is None

    def test_noise_that_could_hide_one_leaves_it_unsaid(self):
        """Of 400 slopes, noise of a fifth of one is an uncertainty of a seventieth of a pixel."""
        noise = np.random.default_rng(1).normal(size=400).astype(np.float32)
        assert _shift(self.SLOPES, 0.25 * noise, 0.0) is not None
        assert _shift(self.SLOPES, 0.35 * noise, 0.0) is None
        assert _shift(self.SLOPES, 0.0 * noise, 0.25) is not None
        assert _shift(self.SLOPES, 0.0 * noise, 0.35) is None


@pytest.mark.parametrize(("dtype", "rounding"), [("uint8", np.sqrt(1 / 12)), ("int16", np.sqrt(1 / 12)),
                                                 ("float32", 0.0)])
def test_whole_numbers_are_rounded(dtype, rounding):
    assert _rounding(level(np.zeros((3, 3)), dtype)) == pytest.approx(rounding)
