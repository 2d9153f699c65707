"""Kernels by their textbook formulas, and places by what an affine and its middle say."""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import displaced, grid

from coregix_core.geometry import Grid, HomographyTransform, LocalTransform, affine_transform, identity, project
from coregix_core.warping import places as places_module
from coregix_core.warping.boxes import in_order, quarters
from coregix_core.warping.continuation import continued
from coregix_core.warping.places import NODES, TOLERANCE, Places, monomials, polynomial, spaced_points
from coregix_core.warping.sampling import _KERNELS, REACH, Piece, PointSampler, _Taps, _taps, sample, sample_bands

AT = np.array([3.5, 3.7, 4.0, 4.3, 5.49])
DOUBLE = np.dtype(float)


def keys(t):
    """Keys' cubic convolution with a = -1/2 (Keys 1981)."""
    t = abs(t)
    return 1.5 * t**3 - 2.5 * t**2 + 1 if t < 1 else -0.5 * t**3 + 2.5 * t**2 - 4 * t + 2 if t < 2 else 0.0


def windowed_sinc(t):
    """Lanczos' window of three lobes."""
    return np.sinc(t) * np.sinc(t / 3) if abs(t) < 3 else 0.0


FORMULAS = {"bilinear": lambda t: max(0.0, 1 - abs(t)), "cubic": keys, "lanczos": windowed_sinc}


class TestTaps:
    @pytest.mark.parametrize("method", FORMULAS)
    @pytest.mark.parametrize("scale", [1.0, 0.5, 0.37])
    def test_weights_are_those_of_the_formula_at_the_pixels_centres(self, method, scale):
        taps = _taps(AT, method, scale, DOUBLE)
        for place, at in enumerate(AT):
            pixels = np.arange(-20, 30)
            expected = np.array([FORMULAS[method]((p + 0.5 - at) * scale) for p in pixels])
            expected /= expected.sum()
            found = np.zeros(len(pixels))
            for tap, weight in enumerate(taps.weights):
                found[taps.first[place] + tap + 20] += weight[place]
            assert found == pytest.approx(expected, abs=1e-12)
        assert len(taps.weights) == int(np.ceil(2 * REACH[method] / scale))

    @pytest.mark.parametrize("method", FORMULAS)
    def test_a_kernel_is_the_formula_up_to_where_it_ends(self, method):
        t = np.linspace(0, 4, 41)
        assert _KERNELS[method](t) == pytest.approx([FORMULAS[method](v) for v in t], abs=1e-12)

    @pytest.mark.parametrize(("at", "size", "within"), [
        ((1.5, 4.4), 6, True), ((1.4, 4.4), 6, False), ((1.5, 4.5), 6, False), ((1.5, 4.5), 7, True), ((), 6, False)])
    def test_no_tap_lies_beyond_the_border(self, at, size, within):
        """Of a cubic the four nearest: from one before the place's own to two after it."""
        taps = _taps(np.array(at), "cubic", 1.0, DOUBLE)
        assert taps.within(size) is within
        if at:
            assert taps.index(0, size).min() == max(0, taps.first.min())
            assert taps.index(3, size).max() == min(size - 1, taps.first.max() + 3)


class TestPoints:
    VALUES = np.random.default_rng(0).random((2, 9, 11))

    def mean(self, values, col, row, method, scale=(1.0, 1.0)):
        """The weighted mean one pixel by one, of an image that goes on as at its border."""
        pixels = np.arange(-8, 20)
        across, down = ([FORMULAS[method]((p + 0.5 - at) * by) for p in pixels]
                        for at, by in zip((col, row), scale, strict=True))
        weights = np.outer(down, across)
        return (weights * values[np.ix_(pixels.clip(0, 8), pixels.clip(0, 10))]).sum() / weights.sum()

    @pytest.mark.parametrize("method", FORMULAS)
    @pytest.mark.parametrize(("col", "row"), [(5.2, 4.9), (0.3, 8.8), (10.9, 0.1), (5.0, 4.5)])
    @pytest.mark.parametrize("scale", [(1.0, 1.0), (0.5, 0.8)])
    def test_a_value_is_the_mean_of_pixels_weighted_along_both_axes(self, method, col, row, scale):
        sampler = PointSampler(np.array([[col]]), np.array([[row]]), scale)
        found = sampler.kernel(self.VALUES, method)
        assert found[:, 0, 0] == pytest.approx([self.mean(band, col, row, method, scale) for band in self.VALUES])

    def test_the_nearest_is_the_pixel_that_holds_the_place(self):
        sampler = PointSampler(np.array([[0.0, 0.99, 1.0, 10.99, 11.0, -0.01, 5.0, 5.0]]),
                               np.array([[0.0, 8.99, 1.0, 0.0, 4.0, 4.0, 9.0, -0.01]]))
        expected = [self.VALUES[0, 0, 0], self.VALUES[0, 8, 0], self.VALUES[0, 1, 1], self.VALUES[0, 0, 10], 0, 0, 0, 0]
        assert sampler.nearest(self.VALUES)[0, 0].tolist() == expected

    def test_a_hole_counts_as_what_goes_on_of_the_pixels_around_it(self):
        valid = np.ones(self.VALUES.shape, bool)
        valid[0, 4, 5] = False
        sampler = PointSampler(np.array([[5.9]]), np.array([[4.8]]))
        weights = {(4, 5): 0.6 * 0.7, (4, 6): 0.4 * 0.7, (5, 5): 0.6 * 0.3, (5, 6): 0.4 * 0.3}
        filled = continued(self.VALUES, valid)[0][0]
        assert sampler.bilinear(self.VALUES, valid)[0, 0, 0] == pytest.approx(
            sum(w * filled[at] for at, w in weights.items()))

    def test_what_is_reached_beyond_counts_nothing(self):
        valid = np.zeros(self.VALUES.shape, bool)
        valid[0, 4, 5] = True
        sampler = PointSampler(np.array([[5.5]]), np.array([[4.5]]), (0.2, 0.2))
        assert sampler.bilinear(self.VALUES, valid)[0, 0, 0] == pytest.approx(self.VALUES[0, 4, 5])


class TestPieces:
    def test_bands_are_sampled_each_by_its_own_kernel(self):
        values = np.random.default_rng(1).random((3, 9, 11))
        valid = np.ones(values.shape, bool)
        valid[1, 3, 4] = False
        sampler = PointSampler(np.array([[4.9, 7.2]]), np.array([[3.8, 5.5]]))
        found, there = sample_bands(sampler, Piece(values, valid, valid), ["cubic", "nearest", "cubic"])
        for band, method in enumerate(("cubic", "nearest", "cubic")):
            one, shown = sample(sampler, Piece(values[band:band + 1], *[valid[band:band + 1]] * 2), method)
            np.testing.assert_array_equal(found[band], one[0])
            np.testing.assert_array_equal(there[band], shown[0])
        assert sample_bands(sampler, Piece(values, None, None), ["cubic", "nearest", "cubic"])[1] is None

    def test_beyond_the_border_pixels_are_usable_but_none_is_shown(self):
        piece = Piece.of(np.arange(6.0).reshape(1, 2, 3), None, (1, 2, 3, 4))
        assert piece.values.shape == (1, 2 + 2 + 4, 3 + 1 + 3)
        assert piece.values[0, 0, 0] == 0
        assert piece.values[0, -1, -1] == 5
        assert piece.usable is None
        assert np.argwhere(piece.valid[0]).min(0).tolist() == [2, 1]
        assert piece.valid.sum() == 6
        assert not piece.blank
        assert Piece(piece.values, None, np.zeros(piece.values.shape, bool)).blank
        assert not Piece(piece.values, None, None).blank

    def test_a_part_that_is_whole_needs_no_mask(self):
        valid = np.ones((1, 4, 5), bool)
        valid[0, 0, 0] = False
        piece = Piece(np.arange(20.0).reshape(1, 4, 5), valid, valid)
        part = piece.part(1, 1, 3, 2)
        assert part.values.tolist() == [[[6, 7, 8], [11, 12, 13]]]
        assert (part.usable, part.valid) == (None, None)
        assert piece.part(0, 0, 2, 2).valid.tolist() == [[[False, True], [True, True]]]


OUT = grid(60, 40)
SOURCE = grid(80, 50, 1.6, origin=(499_990.0, 5_800_010.0))


class TestPlaces:
    @pytest.mark.parametrize("transform", [identity(), displaced(6.0, -4.0, rotation_deg=20.0, scale=1.1)])
    def test_its_slopes_are_source_pixels_per_output_pixel(self, transform):
        found = Places(OUT, transform, OUT.crs, SOURCE).jacobian()
        assert np.allclose(found, np.array(transform.matrix) * [[1, -1], [-1, 1]] * 2.0 / 1.6)

    def test_they_are_those_in_the_middle(self):
        """By a field that stretches the right half alone, or the lower one alone."""
        for axis in (0, 1):
            ramp = np.zeros((2, 14, 14))
            ramp[axis] = np.maximum(np.arange(14) - 5.0, 0.0)[None if axis == 0 else slice(None),
                                                              slice(None) if axis == 0 else None]
            # Nodes 10 m apart; the middle of 60 x 40 pixels of 2 m lies at node 7 of each axis.
            field = LocalTransform(identity(), Affine(10.0, 0, 500_000 - 10.0, 0, -10.0, 5_800_000 + 30.0), ramp)
            found = Places(OUT, field, OUT.crs, OUT).jacobian()
            x, y = OUT.to_world(*np.array([[29.5, 30.5, 30, 30], [20, 20, 19.5, 20.5]]))
            col, row = OUT.to_pixel(*field(x, y))
            assert np.allclose(found, [[col[1] - col[0], col[3] - col[2]], [row[1] - row[0], row[3] - row[2]]])
            assert found[axis, axis] != pytest.approx(1.0, abs=0.01)

    def test_without_a_place_in_the_middle_nothing_is_stretched(self):
        nowhere = Places(grid(10, 10, crs=CRS.from_epsg(4326), origin=(500.0, 500.0)), identity(), OUT.crs, SOURCE)
        assert nowhere.jacobian().tolist() == [[1, 0], [0, 1]]

    @pytest.mark.parametrize(("off", "whole"), [(4e-7, True), (4e-6, False)])
    def test_what_lies_on_whole_pixels_is_taken_as_it_is(self, off, whole):
        moved = displaced(6.0 + 2 * off, -4.0)
        assert (Places(OUT, moved, OUT.crs, OUT).affine() == Affine.translation(3, 2)) is whole

    @pytest.mark.parametrize(("height", "level"), [(0.0, True), (0.0125, True), (0.0131, False)])
    def test_a_field_is_affine_where_its_nodes_leave_it_no_room_to_bend(self, height, level):
        """They are in CRS units, of which a pixel of the source has 1.6, and half of their range may be off."""
        nodes = np.full((2, 6, 6), 7.0)
        nodes[1, 3, 2] += height
        field = LocalTransform(displaced(6.0, -4.0, rotation_deg=3.0), Affine(100.0, 0, 499_900, 0, -100.0, 5_800_100),
                               nodes)
        places = Places(OUT, field, OUT.crs, SOURCE)
        found = places.level_affine((10, 5, 30, 20))
        assert (found is not None) is (places.affine() is not None) is level
        if found is not None:
            expected = places(np.array([12.5, 39.0]), np.array([7.0, 24.5]))
            assert np.abs(np.array([found * (2.5, 2.0), found * (29.0, 19.5)]).T - expected).max() < TOLERANCE + 1e-6

    def test_a_bump_beyond_the_places_and_what_lies_around_them_bends_nothing(self):
        nodes = np.zeros((2, 6, 30))
        nodes[:, 3, 20] = 50.0
        field = LocalTransform(identity(), Affine(20.0, 0, 499_900, 0, -20.0, 5_800_020), nodes)
        places = Places(OUT, field, OUT.crs, OUT)
        # Node 20 lies at column 150 and reaches two nodes, 20 pixels, to each side.
        assert places.level_affine((0, 0, 60, 40)) is not None
        assert places.level_affine((0, 0, 128, 40)) is not None
        assert places.level_affine((0, 0, 132, 40)) is None
        # Beyond its end the field goes on as at it.
        assert places.level_affine((260, 0, 40, 40)) is not None

    def test_without_a_field_or_on_other_axes_no_nodes_bound_the_map(self):
        field = LocalTransform(identity(), Affine(100.0, 0, 499_900, 0, -100.0, 5_800_100), np.zeros((2, 6, 6)))
        turned, *sheared = [replace(OUT, transform=OUT.transform * other) for other in (
            Affine.rotation(10), Affine(1, 0.2, 0, 0, 1, 0), Affine(1, -0.2, 0, 0, 1, 0))]
        others = [Places(where, field, OUT.crs, OUT) for where in (turned, *sheared)]
        for places in (Places(OUT, identity(), OUT.crs, OUT), *others):
            assert places.level_affine((0, 0, 60, 40)) is None
            assert not places.separable
        assert Places(OUT, field, OUT.crs, OUT).separable
        assert Places(turned, field, OUT.crs, OUT).near_affine((0, 0, 60, 40)) is not None

    def test_near_to_affine_is_told_in_pixels_of_the_box(self):
        truth = displaced(6.0, -4.0, rotation_deg=20.0)
        found = Places(OUT, truth, OUT.crs, SOURCE).near_affine((10, 5, 30, 20))
        for col, row in ((12.0, 7.0), (39.0, 24.0)):
            expected = SOURCE.to_pixel(*truth(*OUT.to_world(col, row)))
            assert found * (col - 10, row - 5) == pytest.approx(expected, abs=1e-6)

    def test_all_pixels_at_once_are_the_middles_of_each(self):
        field = LocalTransform(identity(), Affine(100.0, 0, 499_900, 0, -100.0, 5_800_100),
                               np.random.default_rng(0).normal(size=(2, 6, 6)))
        places = Places(OUT, field, OUT.crs, SOURCE)
        col, row = places.pixels((7, 3, 12, 9))
        assert col.shape == row.shape == (9, 12)
        assert (col[2, 5], row[2, 5]) == pytest.approx(
            [float(v) for v in places(np.array(12.5), np.array(5.5))], abs=1e-9)
        turned = replace(OUT, transform=OUT.transform * Affine.rotation(10))
        for other in (replace(places, transform=identity()), replace(places, grid=turned),
                      replace(places, source=replace(SOURCE, crs=CRS.from_epsg(32632)))):
            assert other.pixels((7, 3, 12, 9)) is None

    def test_a_polynomial_is_checked_between_the_nodes_it_was_fitted_to(self):
        """A wave that is 0 at every other node of a lattice looks like nothing from there."""
        def waved(height):
            return lambda col, row: (col + height * np.sin(np.pi * (NODES - 1) / 2 * col / 80), row)

        assert polynomial((0, 0, 80, 80), waved(0.0), 1) is not None
        assert polynomial((0, 0, 80, 80), waved(3 * places_module.TOLERANCE), 1) is None

    def test_terms_and_nodes(self):
        s, t = np.array([2.0]), np.array([3.0])
        assert monomials(s, t, 2).tolist() == [[1, 3, 9, 2, 6, 4]]
        col, row = spaced_points((1, 2, 4, 6), 3, 2)
        assert (col.tolist(), row.tolist()) == ([1, 3, 5] * 2, [2] * 3 + [8] * 3)


class TestBoxes:
    @pytest.mark.parametrize(("box", "parts"), [
        ((0, 0, 10, 10), [(0, 0, 5, 5), (5, 0, 5, 5), (0, 5, 5, 5), (5, 5, 5, 5)]),
        ((3, 4, 21, 10), [(3, 4, 11, 10), (14, 4, 10, 10)]), ((3, 4, 10, 21), [(3, 4, 10, 11), (3, 15, 10, 10)]),
        ((0, 0, 20, 10), [(0, 0, 10, 5), (10, 0, 10, 5), (0, 5, 10, 5), (10, 5, 10, 5)])])
    def test_a_strip_is_halved_along_its_length_alone(self, box, parts):
        found = list(quarters(box))
        assert [part for part, _ in found] == parts
        for (col, row, width, height), (_, rows, cols) in found:
            assert rows == slice(row - box[1], row - box[1] + height)
            assert cols == slice(col - box[0], col - box[0] + width)

    def test_results_come_in_order_and_only_so_many_ahead(self):
        asked = []
        results = in_order(lambda box: asked.append(box) or box * 10, list(range(9)), 2)
        assert next(results) == (0, 0)
        assert len(asked) <= 3
        assert [made for _, made in results] == [10 * box for box in range(1, 9)]
        assert all(a < b for a, b in pairwise(sorted(asked)))


def test_a_grid_elsewhere_is_reached_by_way_of_the_fixed_crs():
    other = Grid(CRS.from_epsg(4326), Affine(2e-5, 0, 15.0, 0, -2e-5, 52.35), 60, 40)
    places = Places(other, displaced(6.0, -4.0), OUT.crs, SOURCE)
    (col,), (row,) = places(np.array([20.0]), np.array([10.0]))
    x, y = OUT.world_of(other.crs, *other.to_world(20.0, 10.0))
    assert (col, row) == pytest.approx([float(v) for v in SOURCE.to_pixel(*displaced(6.0, -4.0)(x, y))])


@pytest.mark.parametrize(("first", "within"), [([0, 6], True), ([0, 5], True), ([0, 7], False), ([-1, 3], False),
                                               ([], False)])
def test_taps_lie_within_a_raster_if_the_first_and_the_last_of_all_do(first, within):
    """Four pixels of each kernel, from the first on, in a row of ten."""
    assert _Taps(np.array(first, np.intp), [np.ones(1)] * 4).within(10) is within


def test_source_pixels_per_output_pixel_are_those_in_the_middle():
    """Under a homography they differ from place to place."""
    where = grid(60, 40)
    x, y = where.to_world([30.0], [20.0])
    bent = HomographyTransform((float(x[0]), float(y[0])), ((1.0, 0.1), (0.0, 1.0)), (3.0, -2.0), (1e-5, 2e-5))
    found = Places(where, bent, where.crs, where).jacobian()
    (right, down), (left, up) = (
        where.to_pixel(*bent(*where.to_world([30.0 + d, 30.0], [20.0, 20.0 + d]))) for d in (1e-3, -1e-3))
    assert found == pytest.approx(np.array([right - left, down - up]) / 2e-3, rel=1e-5)


def test_across_the_antimeridian_a_transform_goes_on_from_its_own_centre():
    """A stretch by a hundredth about 180 degrees east: what lies at -179 for PROJ is 181 for it."""
    degrees, pacific = CRS.from_epsg(4326), CRS.from_epsg(3832)
    stretched = affine_transform("similarity", (180.0, -10.0), 1.01 * np.eye(2), np.zeros(2))
    source = Grid(degrees, Affine(0.01, 0, 178.0, 0, -0.01, -8.0), 400, 400)
    x, y = project(degrees, pacific, np.array([179.0, 181.0]), np.array([-10.0, -9.5]))
    where = Grid(pacific, Affine(100.0, 0, x[0], 0, -100.0, y[1]), 10, 10)
    col, row = Places(where, stretched, degrees, source)(*where.to_pixel(x, y))
    assert col == pytest.approx([(180 - 1.01 - 178) / 0.01, (180 + 1.01 - 178) / 0.01], abs=1e-3)
    assert row == pytest.approx([200.0, (-8.0 + 9.495) / 0.01], abs=1e-3)
