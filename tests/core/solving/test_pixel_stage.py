"""The images of a level for steps by all pixels: tiles, the sample that stands for them, and what is compared."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, grid, picture, textured

from coregix_core.geometry import Frame, identity
from coregix_core.imaging import Proxy
from coregix_core.pairing.blocks import Block
from coregix_core.solving import pixel_stage
from coregix_core.solving.pixel_stage import (
    SAMPLE,
    LevelImages,
    level_images,
    of_all,
    of_signed,
    spread,
    summed,
    tile_side,
    train_and_test,
)

WHERE = grid(96, 80)


class Pair:
    """A stand-in for a pair that notes which grids are read."""

    threads = 2

    def __init__(self, width=96, height=80, chunks=1, moving=None):
        self.where, self.chunks, self.read, self.margins = grid(width, height), chunks, [], []
        self.frame = Frame(self.where.middle, (2.0, 2.0))
        self.moving = moving

    def grid_at(self, level):
        return self.where.scaled(level)

    def each(self, work, items):
        return [work(item) for item in items]

    def fixed_block(self, where):
        self.read.append(where)
        return picture(where, textured(where, None, Ground(2, shortest=12.0, waves=20)))

    def moving_image(self, where, _transform, margin):
        self.margins.append(margin)
        return self.fixed_block(where)

    def place(self, image, _transform, _where):
        return image


class TestSpread:
    def test_few_items_are_all_of_them(self):
        items = list(range(5))
        assert spread(items, 5) is items

    @pytest.mark.parametrize(("many", "count"), [(6, 5), (48, 16), (400, 16)])
    def test_of_many_so_many_are_taken_in_their_order_from_all_over(self, many, count):
        chosen = spread(list(range(many)), count)
        assert len(chosen) == count
        assert list(chosen) == sorted(set(chosen))
        assert np.diff([-1, *chosen, many]).max() <= 3 * many / count

    def test_not_all_from_one_column_of_tiles(self):
        """Of 8 columns with 16 rows, a plain step of 8 would take all 16 from one."""
        assert len({i % 8 for i in spread(list(range(128)), 16)}) == 8


@pytest.mark.parametrize(("width", "height", "chunks", "side"), [
    (2000, 2000, 1, 640.0), (2000, 800, 16, np.sqrt(2000 * 800 / 16)), (1000, 1000, 100, 256.0), (300, 300, 1, 300.0)])
def test_a_tile_has_640_pixels_at_most_and_256_at_least_however_many_chunks_are_asked_for(width, height, chunks, side):
    assert tile_side(Pair(width, height, chunks)) == pytest.approx(side)


class TestLevels:
    def test_a_small_level_is_read_once_and_is_its_own_sample(self):
        pair = Pair()
        images = level_images(pair, identity(), 1.0, "balanced")
        assert pair.read == [WHERE, WHERE]
        assert pair.margins == [16], "room for what the field may change"
        assert isinstance(images.tiles.images[0], Block)
        assert images.sample is images.tiles.images
        assert not images.sampled
        assert (images.level, images.proxy) == (1.0, "balanced")

    @pytest.mark.parametrize(("pixels", "kept"), [(96 * 80, True), (96 * 80 - 1, False)])
    def test_of_a_large_one_nothing_is_kept(self, monkeypatch, pixels, kept):
        monkeypatch.setattr(pixel_stage, "_KEPT_PIXELS", pixels)
        pair = Pair()
        tiles = level_images(pair, identity(), 1.0, "balanced").tiles.images
        assert (tiles == [WHERE]) is not kept
        assert bool(pair.read) is kept

    def test_the_middles_of_sixteen_of_its_tiles_stand_for_all(self, monkeypatch):
        monkeypatch.setattr(pixel_stage, "_DECIDED_BY_ALL", 96 * 80 - 1)
        monkeypatch.setattr(pixel_stage, "_SAMPLE_SIDE", 10)
        monkeypatch.setattr(pixel_stage, "_TILE", 16)
        monkeypatch.setattr(pixel_stage, "tile_side", lambda _: 16.0)
        pair = Pair()
        images = level_images(pair, identity(), 1.0, "balanced")
        assert (len(images.sample), SAMPLE) == (16, 16)
        assert images.sampled
        assert {where.shape for where in pair.read} == {(10, 10)}, "all that is read before anything was decided"
        # A tile begins at each multiple of 16, its middle 3 pixels further in.
        corners = {tuple(np.round((np.array(WHERE.to_pixel(*w.to_world(0, 0))) - 3) / 16, 9)) for w in pair.read}
        assert corners <= {(float(c), float(r)) for c in range(6) for r in range(5)}
        assert len(images.tiles.images) == 30

    def test_gradients_themselves_are_compared_if_both_images_are_of_one_kind(self, monkeypatch):
        asked = []
        monkeypatch.setattr(pixel_stage, "_alike", lambda _p, _t, tiled: asked.append(len(tiled)) or len(asked) == 1)
        tiled = list(range(30))
        images = LevelImages(None, 1.0, tiled, tiled[:16], True, "balanced")
        assert images.under(identity(), "orientation").proxy == "correlation"
        assert images.under(identity(), "orientation").proxy == "orientation"
        assert asked == [16] * 2

    @pytest.mark.parametrize(("share", "alike"), [(0.9, True), (0.8, False)])
    def test_they_are_if_their_gradients_correlate_by_more_than_085(self, monkeypatch, share, alike):
        rng = np.random.default_rng(1)
        common, other = rng.normal(size=(2, 2, 80, 96))
        values = [common[0] + 1j * common[1], share * (common[0] + 1j * common[1])
                  + np.sqrt(1 - share**2) * (other[0] + 1j * other[1])]
        valid = np.ones((80, 96), bool)
        # What is invalid in one has no say, however it looks.
        hole = valid.copy()
        hole[:20] = False
        values[1][:20] = 100.0
        pairs = Proxy(values[0], valid), Proxy(values[1], hole)
        monkeypatch.setattr(pixel_stage, "_proxies", lambda *_: pairs)
        assert pixel_stage._alike(Pair(), identity(), [Block(None, None)] * 3) is alike


class TestSums:
    """Each tile adds its part to the normal equations, whatever the number of threads."""

    @pytest.fixture
    def told(self, monkeypatch):
        cells = SimpleNamespace(test=np.array([True, False, False]), part=lambda which: which.tolist())
        monkeypatch.setattr(pixel_stage, "_proxies", lambda _p, _t, block, proxy: (block, proxy))
        monkeypatch.setattr(pixel_stage, "levelled_pair", lambda *both: both)
        monkeypatch.setattr(pixel_stage, "cells_of", lambda *_: cells)
        monkeypatch.setattr(pixel_stage, "node_equations", lambda part, lattice: (part, lattice))

        class Sum(list):
            def __init__(self, lattice):
                self.lattice = lattice

            add = list.append

        monkeypatch.setattr(pixel_stage, "NormalEquations", Sum)
        blocks = [Block(picture(WHERE, np.zeros(WHERE.shape)), i) for i in range(5)]
        return LevelImages(Pair(), 1.0, SimpleNamespace(images=blocks), blocks[:3], True, "balanced"), cells

    def test_of_all_tiles_or_of_the_sample(self, told):
        images, cells = told
        assert [len(s) for s in summed(images, identity(), "nodes", lambda c: [c, c])] == [5, 5]
        assert [len(s) for s in summed(images, identity(), "nodes", lambda c: [c], sample=True)] == [3]
        assert of_all(images, identity(), "nodes") == [(cells, "nodes")] * 5

    def test_one_set_of_cells_is_fitted_to_and_the_other_tests_the_fit(self, told):
        train, test = train_and_test(told[0], identity(), "nodes")
        assert train == [([False, True, True], "nodes")] * 3
        assert test == [([True, False, False], "nodes")] * 3

    def test_all_of_them_with_random_signs_come_by_the_same_look_if_they_are_asked_for(self, told, monkeypatch):
        monkeypatch.setattr(pixel_stage, "with_random_signs", lambda _, lattice: ("signed", lattice))
        *_, signed = train_and_test(told[0], identity(), "nodes", signed=True)
        assert signed == of_signed(told[0], identity(), "nodes") == [(("signed", "nodes"), "nodes")] * 3


def test_a_tile_that_is_not_kept_is_read_anew_with_room_around():
    pair = Pair()
    block = pixel_stage._block(pair, identity(), WHERE)
    assert (pair.read, pair.margins) == ([WHERE, WHERE], [16])
    assert pixel_stage._block(pair, identity(), block) is block


@pytest.mark.parametrize("count", [1, 4, 16])
def test_some_of_the_tiles_are_spread_over_their_order(count):
    chosen = spread(range(160), count)
    assert len(chosen) == count
    assert list(chosen) == sorted(chosen)
    assert np.diff([-1, *chosen, 160]).max() <= 2.7 * 160 / count


@pytest.mark.parametrize("there", [0, 3, 5])
def test_all_are_taken_where_there_are_no_more(there):
    assert list(spread(range(there), 5)) == list(range(there))
