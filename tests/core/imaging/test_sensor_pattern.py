"""Gaps and lines that two images hold at the same pixels are told from ground, which is not fixed to pixels."""

import numpy as np
import pytest
from scenes import Ground, displaced, grid, textured

from coregix_core.imaging import SensorPattern, shared_pattern

GRID = grid(160, 140)
ROW, COL = np.mgrid[:140, :160]
STRIPES = (ROW + COL // 5) % 30 < 8
ONE, OTHER = textured(GRID), textured(GRID, displaced(6.0, 4.0))
UNRELATED = textured(GRID, ground=Ground(7))
NONE = (SensorPattern(), SensorPattern())


@pytest.mark.parametrize("other", [OTHER, UNRELATED, ONE])
def test_ground_has_none(other):
    assert shared_pattern(ONE, other) == NONE
    assert not any(NONE)


@pytest.mark.parametrize("other", [OTHER, UNRELATED])
@pytest.mark.parametrize(("fill", "other_fill"), [(0.0, 0.0), (-9999.0, 65535.0)])
def test_gaps_at_the_same_pixels_are_found_by_what_they_are_filled_with(other, fill, other_fill):
    found = shared_pattern(np.where(STRIPES, fill, ONE), np.where(STRIPES, other_fill, other))
    assert found == (SensorPattern(fill), SensorPattern(other_fill))


@pytest.mark.parametrize(("one", "other"), [
    (np.where(STRIPES, 0.0, ONE), OTHER),
    (np.where(STRIPES, 0.0, ONE), np.where(np.roll(STRIPES, 4, 0), 0.0, OTHER)),
    (np.where(np.random.default_rng(1).random(ONE.shape) < 0.02, 0.0, ONE),
     np.where(np.random.default_rng(1).random(ONE.shape) < 0.02, 0.0, OTHER)),
    (np.maximum(ONE, np.quantile(ONE, 0.1)), np.maximum(ONE, np.quantile(ONE, 0.1)))],
    ids=["in one alone", "moved with the ground", "dead pixels", "flat water beside low ground"])
def test_other_pixels_of_one_value_are_no_gaps(one, other):
    assert shared_pattern(one, other) == NONE


WHITE = (ROW % 50 < 24) & (COL % 60 < 30)


@pytest.mark.parametrize("other", [OTHER, UNRELATED])
@pytest.mark.parametrize("end", ["min", "max"])
def test_areas_filled_with_one_outline_are_gaps_though_ground_has_their_value_besides(other, end):
    """As whitened clouds are, and a sea that is 0: of other areas too, and of images that end there."""
    value = getattr(ONE, end)()
    one, other = (np.where(WHITE, value, np.clip(v, ONE.min(), ONE.max())) for v in (ONE, other))
    one[60:70, 40:50] = value
    assert shared_pattern(one, other)[0] == SensorPattern(value)


@pytest.mark.parametrize("share", [0.5, 0.1])
def test_masks_of_two_values_have_none_though_both_hold_one_at_the_same_pixels(share):
    ink = np.quantile(ONE, 1 - share) < ONE
    assert shared_pattern(np.where(ink, 255.0, 0.0), np.where(ink, 1.0, 0.0)) == NONE


def test_the_most_frequent_class_is_no_fill():
    """Drawn anew it lies at nearly the same pixels, as a fill does; other classes do not."""
    one, other = (np.digitize(textured(GRID, aside, Ground(1, 25.0)), [3100.0, 3200.0, 3300.0]).astype(float)
                  for aside in (None, displaced(1.2, 0.8)))
    assert shared_pattern(one, other) == NONE


@pytest.mark.parametrize("image", [
    np.where(STRIPES, 0.0, ONE), np.where(WHITE, ONE.max(), ONE),
    np.random.default_rng(0).gamma(1.0, size=GRID.shape).clip(0.2, 1.0), np.digitize(ONE, [3200.0, 3500.0])],
    ids=["gaps", "white areas", "clipped texture", "classes"])
def test_of_copies_no_part_is_fill(image):
    assert shared_pattern(image, image.copy()) == NONE


@pytest.mark.parametrize(("one", "other"), [
    (np.where(WHITE, ONE.max(), ONE), np.where(np.roll(WHITE, 2, 1), ONE.max(), np.minimum(OTHER, ONE.max()))),
    (np.minimum(ONE, np.quantile(ONE, 0.9)), np.minimum(ONE, np.quantile(ONE, 0.9)))],
    ids=["with other outlines", "clipped by and by"])
def test_other_areas_of_one_value_are_ground(one, other):
    assert shared_pattern(one, other) == NONE


@pytest.mark.parametrize("other", [OTHER, UNRELATED])
@pytest.mark.parametrize("turned", [False, True])
def test_lines_beside_all_around_them_are_found_in_both(other, turned):
    raised = np.where(COL % 7 == 3, 300.0, 0.0)
    one, other = ONE + raised, other + raised
    columns = tuple(range(3, 160, 7))
    found = shared_pattern(one.T, other.T) if turned else shared_pattern(one, other)
    assert found[0] == found[1] == (SensorPattern(rows=columns) if turned else SensorPattern(columns=columns))
    assert shared_pattern(one, OTHER) == NONE, "of one image alone"
    assert shared_pattern(one, np.roll(other, 2, 1)) == NONE, "that are displaced"


def test_invalid_pixels_are_passed_over():
    holes = ROW < 20
    one, other = (np.where(holes, np.nan, np.where(STRIPES, 0.0, v)) for v in (ONE, OTHER))
    assert shared_pattern(one, other) == (SensorPattern(0.0), SensorPattern(0.0))
    assert shared_pattern(np.full_like(ONE, np.nan), OTHER) == NONE


def test_it_covers_the_pixels_of_any_part():
    values = np.array([[5, 0, 5, 5], [5, 5, 5, 0]])
    found = SensorPattern(0.0, columns=(12,), rows=(40, 99)).covers(values, 10, 39)
    np.testing.assert_array_equal(found, [[0, 1, 1, 0], [1, 1, 1, 1]])


NOISE = np.random.default_rng(3)
BY_COLUMN, BY_ROW = 40.0 * NOISE.standard_normal(160), 40.0 * NOISE.standard_normal((140, 1))


@pytest.mark.parametrize("other", [OTHER, UNRELATED])
@pytest.mark.parametrize("by_row", [0.0, BY_ROW])
def test_what_a_sensor_adds_to_all_columns_and_rows_is_found_and_taken_off(other, by_row):
    one, other = (v + BY_COLUMN + by_row for v in (ONE, other))
    found, _ = shared_pattern(one, other)
    assert found.columns == ()
    assert found.levels
    assert (found.by_row is not None) == (by_row is BY_ROW)
    part = found.levelled(one[20:120, 30:150].astype("float32"), 30, 20)
    left, added = (np.diff(v, axis=1).mean(0) for v in (part - ONE[20:120, 30:150], BY_COLUMN[None, 30:150]))
    # What the ground's own columns differ by is taken off as well, but nothing of the pattern is left.
    assert abs(left @ added) < 0.1 * (added @ added)


@pytest.mark.parametrize("other", [
    pytest.param(np.roll(ONE + BY_COLUMN, 2, 1), id="displaced"),
    pytest.param(OTHER - BY_COLUMN, id="of two sensors"),
    pytest.param(UNRELATED, id="in one alone")])
def test_columns_that_differ_otherwise_in_both_images_are_kept(other):
    assert not any(of.levels for of in shared_pattern(ONE + BY_COLUMN, other))


def test_streets_between_columns_of_houses_are_ground():
    houses = 300.0 * ((COL % 40 < 20) & (ROW % 44 < 30))
    assert not any(of.levels for of in shared_pattern(ONE + houses, np.roll(ONE + houses, 2, 1)))
