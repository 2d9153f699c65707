"""Blocks: a large level is spoken for by parts of it, and their tie points are one set."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import displaced, grid, picture, textured

from coregix_core.geometry import Frame, Grid
from coregix_core.geometry.transform import identity
from coregix_core.matching import Matches
from coregix_core.pairing import blocks
from coregix_core.pairing.blocks import (
    BLOCK,
    POINTS,
    Points,
    _in_frame,
    _window,
    block_grids,
    joined_points,
    measure,
    pieces_at,
    read_blocks,
    tiles,
    window_of,
)

GRID = grid(300, 280)


@pytest.mark.parametrize("shape", [(3000, 4000), (900, 5000), (5000, 900), (1200, 1400)])
def test_blocks_are_spread_over_a_large_lattice(shape):
    lattice = grid(shape[1], shape[0])
    blocks = block_grids(lattice, 25)
    assert 12 <= len(blocks) <= 36 or min(shape) < 1300
    for block in blocks:
        col, row = lattice.to_pixel(block.transform.c, block.transform.f)
        assert (0 <= col <= shape[1] - BLOCK, 0 <= row <= shape[0] - BLOCK, block.shape) == (
            True, True, (BLOCK, BLOCK))
    assert blocks[0].bounds[0] == lattice.bounds[0]
    assert blocks[-1].bounds[2] == pytest.approx(lattice.bounds[2])


def test_a_small_lattice_is_one_block():
    assert block_grids(GRID, 25) == [GRID]


def test_points_of_blocks_are_one_set_and_only_the_measured_are_kept():
    def part(x, seen):
        return Points(np.array([[x, 0.0]]), np.array([[seen, 0.0]]), np.eye(2)[None], np.ones(1), np.array([""]), 8.0)

    both = joined_points([part(1.0, 2.0), part(3.0, np.nan)])
    assert both.fixed[:, 0].tolist() == [1, 3]
    assert both.kept().fixed.tolist() == [[1, 0]]


@pytest.mark.parametrize("chunks", [2, 4, 8])
def test_chunks_of_a_small_lattice_cover_it_and_share_a_margin(chunks):
    blocks = block_grids(grid(1200, 1000), 25, chunks)
    assert chunks <= len(blocks) <= 2 * chunks
    seen = np.zeros((1000, 1200), int)
    for block in blocks:
        col, row = (int(v) for v in grid(1200, 1000).to_pixel(block.transform.c, block.transform.f))
        seen[row:row + block.height, col:col + block.width] += 1
    assert seen.min() == 1
    assert seen.max() > 1


@pytest.mark.parametrize(("width", "whole"), [(1600, True), (1601, False)])
def test_up_to_1_6_million_pixels_a_level_is_whole(width, whole):
    assert (block_grids(grid(width, 1000), 25) == [grid(width, 1000)]) is whole


def test_no_block_is_smaller_than_two_windows_however_many_chunks_are_asked_for():
    assert len(block_grids(grid(512, 384), 25, 1000)) == 4 * 3
    # Neighbours share half a window and the search, so that there are no seams without tie points.
    first, second = block_grids(grid(256, 128), 25, 2)
    assert (first.width, second.width) == (128 + 40, 128 + 40)


@pytest.mark.parametrize(("size", "count", "cols", "rows"), [
    ((3200, 3200), 16, [0, 960, 1920, 2880], [0, 960, 1920, 2880]), ((6400, 1600), 16, 8, 2), ((1600, 6400), 16, 2, 8),
    ((40_000, 300), 25, 58, 1), ((2000, 1000), 1000, 6, 3), ((2000, 2000), 3, 2, 2)])
def test_blocks_are_as_many_as_asked_for_and_never_overlap(size, count, cols, rows):
    lattice = grid(*size)
    places = [lattice.to_pixel(b.transform.c, b.transform.f) for b in block_grids(lattice, count)]
    found = [sorted({round(float(p[i])) for p in places}) for i in (0, 1)]
    assert len(places) == len(found[0]) * len(found[1])
    for axis, expected in enumerate((cols, rows)):
        assert found[axis] == expected if isinstance(expected, list) else len(found[axis]) == expected
        assert all(np.diff(found[axis]) >= min(BLOCK, size[axis]))


def test_work_is_guessed_by_the_number_of_blocks():
    pair = SimpleNamespace(grid_at=lambda level: grid(4000, 4000).scaled(level), chunks=1)
    assert pieces_at(pair, 1.0, 16) == 15 + 8 * 16
    assert pieces_at(pair, 4.0, 16) == 15 + 8


class TestMeasuring:
    """Windows are even, leave room for a few in a small image, and are as far apart as their number asks for."""

    @pytest.mark.parametrize(("shape", "asked", "found"), [
        ((500, 400), (64, 8), (64, 8)), ((100, 400), (64, 8), (32, 8)), ((100, 90), (64, 8), (30, 7)),
        ((20, 90), (64, 8), (8, 2)), ((500, 400), (24, 14), (24, 6)), ((500, 400), (64, 1), (64, 2)),
        ((191, 200), (64, 8), (62, 8))])
    def test_a_window_is_a_third_of_a_small_image_and_the_search_a_quarter_of_it(self, shape, asked, found):
        assert _window(shape, *asked) == found

    @pytest.mark.parametrize(("proxy", "side"), [("orientation", 64), ("congruent", 128), ("pooled", 112),
                                                 ("similar", 96)])
    def test_what_has_hardly_anything_in_common_needs_wider_ones(self, proxy, side):
        assert window_of(proxy) == side

    def measured(self, monkeypatch, count=1, proxy="orientation", **given):
        asked = []
        monkeypatch.setattr(blocks, "measure_block", lambda *_, **how: asked.append(how) or Points(
            *np.zeros((5, 1)), 8.0))
        pair = SimpleNamespace(each=lambda work, items: [work(i) for i in items])
        block = SimpleNamespace(fixed=SimpleNamespace(grid=grid(400, 300)))
        measure(pair, (block,) * count, identity(), proxy, True, **given)
        return asked

    def test_so_many_are_aimed_at_in_all_blocks_together(self, monkeypatch):
        (one,) = self.measured(monkeypatch)
        assert one == {"window": 64, "search": 8, "offset": 0.0, "sigma": 1.0,
                       "step": pytest.approx(np.sqrt(400 * 300 / 400))}
        four = self.measured(monkeypatch, 4)
        assert len(four) == 4
        assert four[0]["step"] == pytest.approx(2 * np.sqrt(400 * 300 / 400))
        assert self.measured(monkeypatch, total=100)[0]["step"] == pytest.approx(np.sqrt(400 * 300 / 100))

    def test_but_no_nearer_than_a_quarter_of_a_window(self, monkeypatch):
        assert self.measured(monkeypatch, total=10_000)[0]["step"] == 16.0
        assert self.measured(monkeypatch, total=10_000, proxy="pooled")[0]["step"] == 28.0
        assert self.measured(monkeypatch, total=10_000, window=40, proxy="pooled")[0]["step"] == 10.0

    def test_a_block_is_measured_with_what_fits_into_it(self, monkeypatch):
        asked = []
        monkeypatch.setattr(blocks, "window_centres", lambda *given: asked.append(given) or (0, 0))
        monkeypatch.setattr(blocks, "make_proxy", lambda *given: asked.append(given[1:]))
        monkeypatch.setattr(blocks, "match", lambda _f, _m, _r, _c, size, reach: asked.append((size, reach)))
        monkeypatch.setattr(blocks, "_in_frame", lambda _found, _grid, _transform, frame, reach: (frame, reach))
        block = blocks.Block(picture(grid(100, 90), np.zeros((90, 100))), None)
        pair = SimpleNamespace(place=lambda *_: picture(grid(100, 90), np.zeros((90, 100))), frame="frame")
        found = blocks.measure_block(pair, block, identity(), "orientation", True, window=64, search=8, step=5.0)
        assert found == ("frame", 7)
        assert asked == [((90, 100), 30, 7, 5.0, 0.0), ("orientation", True, 1.0), ("orientation", True, 1.0), (30, 7)]

    @pytest.mark.parametrize("where", [grid(100, 90), Grid(None, Affine.rotation(30) * Affine.scale(4, 2), 100, 90)])
    def test_what_was_matched_in_pixels_is_told_in_the_frame(self, where):
        frame, transform = Frame((7.0, 9.0), (4.0, 2.0)), displaced(6.0, -4.0, 10.0)
        information = np.array([[3.0, 1.0], [1.0, 2.0]])
        found = Matches(np.array([20.0]), np.array([30.0]), np.array([[1.5, -0.5]]), information[None], np.ones(1),
                        np.array([""]))
        points = _in_frame(found, where, transform, frame, 8)
        assert np.allclose(points.fixed, frame.to_frame(*where.to_world(20.0, 30.0)))
        assert np.allclose(points.moving, frame.to_frame(*transform(*where.to_world(21.5, 29.5))))
        assert points.search == pytest.approx(8 * where.pixel_size / np.sqrt(8.0))
        # A shift counts as much whatever it is measured in.
        for shift in ((1.0, 0.0), (0.0, 1.0), (1.0, 2.0)):
            corner, moved = (frame.to_frame(*where.to_world(*at))[0] for at in ((0.0, 0.0), shift))
            moved = moved - corner
            assert moved @ points.information[0] @ moved == pytest.approx(shift @ information @ shift)


class TestProxiesOfABlock:
    """Each is made once for looks of one kind; another kind replaces it, as memory holds one."""

    def test_of_the_fixed_image(self, monkeypatch):
        made = []
        monkeypatch.setattr(blocks, "make_proxy", lambda *given: made.append(given[1:]) or object())
        block = blocks.Block(picture(GRID, np.zeros(GRID.shape)), None)
        first = block.fixed_proxy("orientation", True)
        assert block.fixed_proxy("orientation", True, 1.0) is first
        assert block.fixed_proxy("orientation", True, 2.0) is not first
        assert block.fixed_proxy("orientation", True) is not first
        assert made == [("orientation", True, 1.0), ("orientation", True, 2.0), ("orientation", True, 1.0)]

    def test_of_the_moving_image_under_one_transform(self, monkeypatch):
        monkeypatch.setattr(blocks, "edge_proxy", lambda *_: object())
        pair = SimpleNamespace(place=lambda *_: None)
        block, here = blocks.Block(picture(GRID, np.zeros(GRID.shape)), "moving"), identity()
        first = block.moving_proxy(pair, here, "balanced")
        assert block.moving_proxy(pair, here, "balanced") is first
        assert block.moving_proxy(pair, here, "orientation") is not first
        assert block.moving_proxy(pair, displaced(), "balanced") is not block.moving_proxy(pair, here, "balanced")

    @pytest.mark.parametrize(("proxy", "edges", "sigma", "kept"), [
        ("orientation", True, 1.0, True), ("orientation", True, 2.0, False), ("orientation", False, 1.0, False),
        ("similar", True, 1.0, False)])
    def test_a_gradient_is_kept_for_the_next_proxy_of_its_scale(self, proxy, edges, sigma, kept):
        image = picture(GRID, np.random.default_rng(1).normal(size=GRID.shape))
        blocks.Block(image, None).fixed_proxy(proxy, edges, sigma)
        assert (1.0 in image.gradients) is kept

    def test_the_moving_image_is_placed_once_for_all_looks_under_a_transform(self):
        pair = SimpleNamespace(place=lambda *_: object())
        block, here = blocks.Block(picture(GRID, np.zeros(GRID.shape)), "moving"), identity()
        first = block.placed_image(pair, here)
        assert block.placed_image(pair, here) is first
        # Of another transform, be it equal: nothing that was placed before.
        assert block.placed_image(pair, displaced()) is not first
        assert block.placed_image(pair, here) is not first


def test_images_have_room_for_two_searches():
    """The transform moves between looks at a level, and the images are read only once."""
    margins = []
    pair = SimpleNamespace(each=lambda work, items: [work(i) for i in items], grid_at=GRID.scaled, chunks=1,
                           fixed_block=lambda where: picture(where, np.zeros(where.shape)),
                           moving_image=lambda _where, _transform, margin: margins.append(margin))
    assert [b.fixed.grid for b in read_blocks(pair, 2.0, identity(), 9)] == [GRID.scaled(2.0)]
    assert margins == [16]


@pytest.mark.parametrize(("side", "count"), [(100.0, 9), (1000.0, 1), (280.0, 1)])
def test_tiles_without_a_margin_cut_a_lattice_into_parts(side, count):
    parts = tiles(GRID, side, 0)
    assert len(parts) == count
    assert sum(p.width * p.height for p in parts) == GRID.width * GRID.height


def test_blocks_are_measured_in_order_whatever_the_threads(pair_of):
    truth = displaced(2.0, -1.0)
    pair = pair_of((textured(GRID), GRID), (textured(GRID, truth), GRID))
    one, other = (measure(p, read_blocks(p, 1.0, identity(), 9), identity(), "orientation", True)
                  for p in (replace(pair, chunks=4), replace(pair, chunks=4, threads=3)))
    np.testing.assert_array_equal(one.moving, other.moving)
    assert 0.3 * POINTS < len(one.fixed) < 2 * POINTS
    shift = np.median(one.kept().moving - one.kept().fixed, axis=0)
    assert shift == pytest.approx((1.0, -0.5), abs=0.1), "in frame pixels, y up"
