"""Tie points: displacement at places to a hundredth of a pixel, what is known of it, and why a place has none."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scenes import UTM, Ground, blobs, displaced, grid, picture, textured

from coregix_core.imaging.proxies import Proxy, edge_proxy
from coregix_core.imaging.resampling import resample
from coregix_core.matching.tie_points import (
    EDGE,
    FLAT,
    INVALID,
    _masked,
    _vertices,
    joined,
    match,
    match_sparingly,
    window_centres,
)

GRID = grid(200, 180)
PIXEL = 2.0
WINDOW, SEARCH = 48, 8


@pytest.fixture(scope="module")
def ground():
    return textured(GRID)


def found(fixed, moving, proxy="correlation", valid=None, step=24, window=WINDOW):
    """Matches between two images at a lattice of places."""
    proxies = edge_proxy(picture(GRID, fixed, valid), proxy), edge_proxy(picture(GRID, moving), proxy)
    return match(*proxies, *window_centres(GRID.shape, window, SEARCH, step), window, SEARCH)


@pytest.mark.parametrize("proxy", ["correlation", "orientation", "balanced"])
@pytest.mark.parametrize(("dx", "dy"), [(0.0, 0.0), (0.25, -0.4), (3.5, 2.5), (-6.8, 5.1)])
def test_known_shifts_are_measured_to_a_hundredth_of_a_pixel(proxy, dx, dy, ground):
    """A look at levelled angles finds all but a fifth of the fraction; the next goes on from there."""
    moving = textured(GRID, displaced(dx * PIXEL, -dy * PIXEL))
    seen = np.zeros(2)
    for _ in range(2):
        nearer = resample(picture(GRID, moving), displaced(seen[0] * PIXEL, -seen[1] * PIXEL), UTM, GRID)
        points = found(ground, nearer.values, proxy, valid=nearer.valid)
        assert points.found.mean() > 0.9
        step = np.median(points.shift[points.found], axis=0)
        assert step == pytest.approx((dx, dy) - seen, abs=0.035)
        seen += step
    assert seen == pytest.approx((dx, dy), abs=0.005)


@pytest.mark.parametrize("proxy", ["orientation", "balanced"])
def test_inverted_contrast_is_measured_as_well(proxy, ground):
    points = found(ground, -0.4 * textured(GRID, displaced(2.0 * PIXEL, 0)), proxy)
    assert points.found.mean() > 0.9
    assert np.median(points.shift[points.found], axis=0) == pytest.approx((2.0, 0.0), abs=0.02)


def test_an_edge_fixes_the_place_across_itself_alone():
    """Stripes that hardly change along themselves: the information is nearly singular in their direction."""
    rows, cols = np.indices(GRID.shape)
    stripes = 500 * np.sin((cols + 0.5 * rows) / 4.0) + 4 * textured(GRID) / 500
    points = found(stripes, stripes)
    assert points.found.all()
    values, vectors = np.linalg.eigh(points.information)
    assert np.median(values[:, 1] / values[:, 0]) > 50
    across = np.array([1.0, 0.5]) / np.hypot(1, 0.5)
    assert np.abs(vectors[:, :, 1] @ across).min() > 0.95


def test_a_straight_edge_alone_fixes_no_place():
    _, cols = np.indices(GRID.shape)
    points = found(1000.0 * np.tanh((cols - 100) / 3), 1000.0 * np.tanh((cols - 100) / 3))
    assert not points.found.any()
    assert set(points.reason) <= {FLAT, EDGE}


def test_better_matches_carry_more_information(ground):
    noisy = ground + np.random.default_rng(2).normal(0, 250, GRID.shape)
    clean, worse = (np.linalg.det(found(ground, v).information) for v in (ground, noisy))
    assert np.median(clean) > 10 * np.median(worse)


def test_each_place_without_a_measurement_has_its_reason(ground):
    flat = np.full(GRID.shape, 3000.0)
    assert set(found(flat, flat).reason) == {FLAT}
    nowhere = found(ground, ground, valid=np.zeros(GRID.shape, bool))
    assert set(nowhere.reason) == {INVALID}
    far = found(ground, textured(GRID, displaced(SEARCH * PIXEL, 0)))
    assert (far.reason == EDGE).mean() > 0.5
    for points in (nowhere, far):
        np.testing.assert_array_equal(points.found, points.reason == "")


def test_unrelated_images_are_hardly_ever_found_again_the_same_way(ground):
    points = found(ground, textured(GRID, ground=Ground(77)))
    near = np.hypot(*(points.shift[points.found] - np.median(points.shift[points.found], 0)).T) < 1.0
    assert near.mean() < 0.3
    assert np.median(points.score) < 0.6


def test_windows_with_holes_are_measured_by_what_is_left(ground):
    holes = ~blobs(GRID.shape, 0.15, 3)
    points = found(ground, textured(GRID, displaced(1.0, 0.0)), valid=holes)
    assert (points.reason == INVALID).any()
    assert points.found.mean() > 0.3
    assert np.median(points.shift[points.found], axis=0) == pytest.approx((0.5, 0.0), abs=0.02)


@pytest.mark.parametrize("proxy", ["orientation", "balanced"])
def test_a_window_whose_ground_is_mostly_invalid_is_not_drawn_to_the_border(proxy, ground):
    """Two pixels aside more than half of it is valid: the flank of its peak is highest there, and no peak."""
    valid = np.ones(GRID.shape, bool)
    valid[:, 100:] = False
    proxies = edge_proxy(picture(GRID, ground), proxy), edge_proxy(picture(GRID, ground, valid), proxy)
    rows = np.arange(40, 140, 12)
    points = match(*proxies, rows, np.full(len(rows), 102), WINDOW, SEARCH)
    assert (points.reason == INVALID).any()
    near = np.hypot(*points.shift[points.found].T) < 3.0
    assert not near.any()


def test_a_window_that_sticks_out_tells_of_what_it_shows(ground):
    """Ground that is stretched by a twentieth: how far it moved says where the window looked."""
    moving = textured(GRID, displaced(scale=1.05, centre=GRID.to_world(0, 60)))
    margin = WINDOW // 2 + SEARCH
    fixed, placed = (edge_proxy(picture(GRID, v).grown(margin, 0, 0, 0), "correlation") for v in (ground, moving))
    rows, cols = np.array([60, 75, 90, 60, 75, 90]), margin + np.array([4, 4, 4, 60, 60, 60])
    points = match(fixed, placed, rows, cols, WINDOW, SEARCH)
    assert points.found.all()
    np.testing.assert_array_equal(points.col[3:], cols[3:])
    assert (points.col[:3] - cols[:3] > 4).all()
    # Its texture is uneven: what it shows is not all at the centroid either.
    off = points.shift[:, 0] - 0.05 * (points.col - margin)
    at_middle = points.shift[:, 0] - 0.05 * (cols - margin)
    assert np.abs(np.median(off[:3])) < 0.35 * np.abs(np.median(at_middle[:3]))


def test_a_few_windows_speak_for_others_where_nothing_moved(ground):
    proxies = [edge_proxy(picture(GRID, v), "correlation") for v in (ground, ground)]
    centres = window_centres(GRID.shape, 24, 4, 6)
    few, every = match_sparingly(*proxies, *centres, 24, 4), match(*proxies, *centres, 24, 4)
    assert len(few.col) < len(every.col) / 6
    # The outermost are among them: beyond them a field would be guessed.
    for axis in ("col", "row"):
        assert {getattr(few, axis).min(), getattr(few, axis).max()} == {
            getattr(every, axis).min(), getattr(every, axis).max()}


def test_around_what_moved_all_windows_are_measured(ground):
    moved = np.where(np.arange(GRID.width) < 90, textured(GRID, displaced(0.5 * PIXEL, 0)), ground)
    proxies = [edge_proxy(picture(GRID, v), "correlation") for v in (ground, moved)]
    centres = window_centres(GRID.shape, 24, 4, 6)
    few, every = match_sparingly(*proxies, *centres, 24, 4), match(*proxies, *centres, 24, 4)
    left, right = ((np.count_nonzero(side(few.col)), np.count_nonzero(side(every.col)))
                   for side in (lambda col: col < 80, lambda col: col > 130))
    assert left[0] == left[1]
    assert right[0] < right[1] / 4
    # What is measured is what all together would say there.
    where = {(c, r): s for c, r, s in zip(every.col, every.row, every.shift, strict=True)}
    np.testing.assert_allclose([where[c, r] for c, r in zip(few.col, few.row, strict=True)], few.shift, atol=1e-5)


def test_where_nothing_was_found_all_windows_are_tried(ground):
    other = textured(GRID, ground=Ground(seed=8))
    proxies = [edge_proxy(picture(GRID, v), "correlation") for v in (ground, other)]
    centres = window_centres(GRID.shape, 24, 4, 12)
    assert len(match_sparingly(*proxies, *centres, 24, 4).col) > 0.9 * len(centres[0])


def test_places_are_measured_in_batches_as_one_by_one(ground):
    proxies = [edge_proxy(picture(GRID, v), "correlation") for v in (ground, textured(GRID, displaced(1.0, 2.0)))]
    rows, cols = window_centres(GRID.shape, 24, 4, 12)
    assert len(rows) > 128
    whole = match(*proxies, rows, cols, 24, 4)
    parts = joined([match(*proxies, rows[i:i + 1], cols[i:i + 1], 24, 4) for i in (0, 63, 64, 130)])
    np.testing.assert_allclose(parts.shift, whole.shift[[0, 63, 64, 130]], atol=1e-5)
    np.testing.assert_array_equal(parts.col, whole.col[[0, 63, 64, 130]])


@pytest.mark.parametrize("hole", [np.s_[:0], np.s_[30:33, 40:44]])
def test_windows_that_touch_anything_invalid_are_known(hole):
    """By the rectangle that is valid, where it is one, and by sums else."""
    valid = np.zeros((70, 80), bool)
    valid[3:-4, 2:-5] = True
    valid[hole] = False
    proxy = Proxy(valid.astype(np.complex64), valid)
    rows, cols = (a.ravel() for a in np.meshgrid(np.arange(12, 59), np.arange(12, 69), indexing="ij"))
    touched = [not valid[r - 12 : r + 12, c - 12 : c + 12].all() for r, c in zip(rows, cols, strict=True)]
    np.testing.assert_array_equal(_masked(proxy, proxy, rows, cols, 16, 4), touched)
    assert not all(touched)


def test_no_place_is_no_measurement():
    nothing = Proxy(np.zeros((20, 20), np.complex64), np.ones((20, 20), bool))
    places = window_centres((20, 20), 16, 8, 4.0)
    points = match(nothing, nothing, *places, 16, 8)
    assert points.shift.shape == (0, 2)
    assert points.information.shape == (0, 2, 2)
    assert not points.found.any()


@given(height=st.integers(10, 300), width=st.integers(10, 300), half=st.integers(2, 30), search=st.integers(1, 10),
       step=st.floats(1.0, 80.0), offset=st.sampled_from([0.0, 0.5]))
def test_windows_lie_inside_the_image_and_about_a_step_apart(height, width, half, search, step, offset):
    rows, cols = window_centres((height, width), 2 * half, search, step, offset)
    for places, size in ((rows, height), (cols, width)):
        assert (places >= half + search).all()
        assert (places <= size - half - search).all()
    for places in (np.unique(rows), np.unique(cols)):
        assert all(0.5 * step - 1 <= b - a <= 2 * step + 1 for a, b in pairwise(places.tolist()))
    assert (len(rows) > 0) == (min(height, width) >= 2 * (half + search))


def test_a_lattice_half_a_step_aside_lies_between_the_other():
    cols, aside = (np.unique(window_centres((100, 200), 20, 5, 17, offset)[1]) for offset in (0.0, 0.5))
    assert len(aside) == len(cols) - 1
    np.testing.assert_allclose(aside, (cols[:-1] + cols[1:]) / 2, atol=1)


@pytest.mark.parametrize(("curvature", "top"), [
    (((0.4, 0.0), (0.0, 0.2)), (0.3, -0.4)), (((0.4, 0.15), (0.15, 0.2)), (-0.2, 0.35)),
    (((0.3, -0.2), (-0.2, 0.3)), (0.45, 0.1))])
def test_the_top_of_a_quadratic_surface_is_found_with_its_curvature(curvature, top):
    """The mixed derivative counts: without it the top of a slanted ridge would lie elsewhere."""
    row, col = np.mgrid[0:7, 0:7]
    away = np.stack([col - 3 - top[0], row - 2 - top[1]], -1)
    peak = 0.9 - np.einsum("rci,ij,rcj->rc", away, np.array(curvature), away) / 2
    offset, bend, peaked = _vertices(peak[None].astype(np.float32), np.array([2]), np.array([3]))
    np.testing.assert_allclose(offset[0], top, atol=1e-5)
    np.testing.assert_allclose(bend[0], curvature, atol=1e-5)
    assert peaked.tolist() == [True]


@pytest.mark.parametrize("shape", [((0.4, 0.0), (0.0, 0.0)), ((-0.4, 0.0), (0.0, -0.2)), ((0.2, 0.3), (0.3, 0.2))])
def test_a_ridge_a_hollow_and_a_saddle_are_no_peak(shape):
    row, col = np.mgrid[0:7, 0:7]
    away = np.stack([col - 3, row - 3], -1)
    surface = -np.einsum("rci,ij,rcj->rc", away, np.array(shape), away) / 2
    assert not _vertices(surface[None].astype(np.float32), np.array([3]), np.array([3]))[2].any()
