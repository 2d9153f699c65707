"""Phase congruency and self-similarity: the direction of structure, whatever its contrast and under noise."""

import numpy as np
import pytest
from scenes import Ground, grid, picture, textured

from coregix_core.imaging.proxies import edge_proxy, gradient, line_proxy, ridge_proxy
from coregix_core.imaging.structure import along_lines, congruency, similarity
from coregix_core.matching.tie_points import match, window_centres

GRID = grid(160, 140)
ROWS, COLS = np.indices(GRID.shape)


@pytest.mark.parametrize("made", [congruency, similarity])
@pytest.mark.parametrize("degrees", [0, 30, 45, 90, 120, 160])
def test_the_angle_is_the_doubled_direction_of_the_gradient(made, degrees):
    along = (COLS - 80) * np.cos(np.radians(degrees)) + (ROWS - 70) * np.sin(np.radians(degrees))
    step = np.where(along > 0, 200.0, 100.0) + np.random.default_rng(1).normal(0, 1, GRID.shape)
    values = made(picture(GRID, step), 1.0)[50:90, 60:100]
    edge = np.abs(along[50:90, 60:100]) < 2
    total = values[edge].sum()
    off = np.degrees(np.angle(total * np.exp(-2j * np.radians(degrees)))) / 2
    assert abs(off) < 10
    assert np.abs(total) > 0.5 * np.abs(values[edge]).sum()


def test_congruency_is_blind_to_contrast():
    """A step of one and one of a hundred are as congruent."""
    image = np.where(COLS > 40, 1.0, 0.0) + np.where(COLS > 110, 100.0, 0.0)
    noise = np.random.default_rng(2).normal(0, 0.02, GRID.shape)
    strength = np.abs(congruency(picture(GRID, image + noise), 1.0))[40:100]
    faint, strong = strength[:, 38:43].max(1).mean(), strength[:, 108:113].max(1).mean()
    assert faint > 0.5 * strong


def test_noise_alone_is_hardly_congruent():
    noise = np.random.default_rng(3).normal(0, 1, GRID.shape)
    step = np.where(COLS > 80, 8.0, 0.0)
    strength = np.abs(congruency(picture(GRID, noise + step), 1.0))
    assert np.median(strength[:, :60]) < 0.1 * strength[30:-30, 78:83].max(1).mean()


@pytest.mark.parametrize("proxy", ["pooled", "congruent", "similar"])
def test_what_shares_outlines_alone_is_found_in_wide_windows(proxy):
    """Areas whose tones have nothing to do with each other, one of them under speckle, and 2.3 pixels apart."""
    rng = np.random.default_rng(4)
    where = grid(300, 280)
    areas = np.digitize(textured(where, ground=Ground(5, shortest=30.0)), np.arange(2000, 4001, 250))
    shown = np.digitize(textured(where.window(-3, 2, 300, 280), ground=Ground(5, shortest=30.0)),
                        np.arange(2000, 4001, 250))
    fixed = rng.permutation(10)[areas] * 10.0 + rng.normal(0, 2, where.shape)
    moving = (2.0 + rng.permutation(10))[shown] * rng.gamma(4, 0.25, where.shape)
    proxies = [edge_proxy(picture(where, values), proxy) for values in (fixed, moving)]
    rows, cols = window_centres(where.shape, 96, 8, 48)
    found = match(*proxies, rows, cols, 96, 8, min_score=0.0)
    right = np.hypot(*(found.shift[found.found] - (3.0, -2.0)).T) < 1.5
    assert right.sum() > 0.8 * len(rows)


@pytest.mark.parametrize("degrees", [0, 30, 45, 90, 120, 160])
def test_lines_have_the_doubled_direction_of_the_gradient_and_its_strength(degrees):
    along = (COLS - 80) * np.cos(np.radians(degrees)) + (ROWS - 70) * np.sin(np.radians(degrees))
    slope, _ = gradient(picture(GRID, 100 * np.tanh(along / 2)), 1.0)
    lines = along_lines(slope, 6.0)
    edge = (np.abs(along) < 0.6) & (np.hypot(COLS - 80, ROWS - 70) < 40)
    assert np.abs(np.degrees(np.angle(lines[edge] * np.exp(-2j * np.radians(degrees)))) / 2).max() < 3
    # Half of the twelve directions see an edge within 45 degrees; how sharp they are sets the strength.
    strength = np.abs(lines[edge]) / np.abs(slope[edge])
    assert strength.std() < 0.1 * strength.mean()


def test_a_line_stands_out_of_noise_the_more_the_longer_it_is_followed():
    noise = np.random.default_rng(5).normal(0, 1, GRID.shape)
    slope, _ = gradient(picture(GRID, np.where(COLS > 80, 1.5, 0.0) + noise), 1.0)
    clear = [np.abs(lines[30:-30, 79:82]).mean() / np.abs(lines[30:-30, 10:60]).mean()
             for lines in (slope, along_lines(slope, 3.0), along_lines(slope, 8.0))]
    assert clear[0] < 0.8 * clear[1] < 0.8**2 * clear[2]


def test_the_far_side_of_an_image_does_not_come_in():
    slope = np.zeros(GRID.shape, np.complex64)
    slope[:, -4:] = 1.0
    slope[-4:] = 1j
    assert np.abs(along_lines(slope, 8.0)[:90, :90]).max() < 1e-3


def test_lines_of_larger_pixels_have_places_and_lengths_of_the_image():
    values = np.where(COLS > 80, 100.0, 0.0)
    valid = ROWS > 20
    found = line_proxy(picture(GRID, values, valid), 2)
    assert found.values.shape == (70, 80)
    assert np.abs(found.values[40]).argmax() == 40
    assert found.valid[40, 40]
    assert not found.values[~found.valid].any()
    other = line_proxy(picture(GRID, np.where(valid, values, 7e4), valid), 2)
    np.testing.assert_array_equal(found.values, other.values)


@pytest.mark.parametrize("tone", [100.0, -100.0])
@pytest.mark.parametrize("degrees", [0, 30, 90, 135])
def test_a_ridge_has_the_doubled_direction_across_it_be_it_bright_or_dark_narrow_or_wide(degrees, tone):
    across = (COLS - 80) * np.cos(np.radians(degrees)) + (ROWS - 70) * np.sin(np.radians(degrees))
    middle = (np.abs(across) < 0.6) & (np.hypot(COLS - 80, ROWS - 70) < 40)
    for width in (1.0, 3.0, 5.0):
        found = ridge_proxy(picture(GRID, tone * (np.abs(across) < width / 2)), 1).values
        turned = found[middle] * np.exp(-2j * np.radians(degrees))
        assert np.abs(np.degrees(np.angle(turned)) / 2).max() < 5
        # Its top lies in the middle, where edges of other widths lie apart.
        line = np.abs(found) * (np.hypot(COLS - 80, ROWS - 70) < 40)
        assert np.abs(across.flat[line.argmax()]) < 1.2


def test_ridges_of_larger_pixels_know_nothing_of_what_is_invalid():
    values, valid = np.where(np.abs(COLS - 80) < 2, 100.0, 0.0), ROWS > 20
    found = ridge_proxy(picture(GRID, values, valid), 2)
    assert found.values.shape == (70, 80)
    assert abs(np.abs(found.values[40]).argmax() - 39.5) < 1
    assert found.valid[40, 40]
    assert not found.valid[13].any()
    other = ridge_proxy(picture(GRID, np.where(valid, values, 7e4), valid), 2)
    np.testing.assert_array_equal(found.values, other.values)
