"""Blocks: a large level is spoken for by parts of it, and their tie points are one set."""

from dataclasses import replace

import numpy as np
import pytest
from scenes import displaced, grid, textured

from coregix_core.geometry.transform import identity
from coregix_core.registration.blocks import (
    BLOCK,
    POINTS,
    Points,
    block_grids,
    joined_points,
    measure,
    read_blocks,
    tiles,
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
    assert both.source[:, 0].tolist() == [1, 3]
    assert both.kept().source.tolist() == [[1, 0]]


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
    np.testing.assert_array_equal(one.target, other.target)
    assert 0.3 * POINTS < len(one.source) < 2 * POINTS
    shift = np.median(one.kept().target - one.kept().source, axis=0)
    assert shift == pytest.approx((1.0, -0.5), abs=0.1), "in frame pixels, y up"
