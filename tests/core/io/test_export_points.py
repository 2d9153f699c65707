"""How many points an export writes, and when one geotransform says it all."""

import numpy as np
import pytest
from affine import Affine
from exported_transforms import CENTRE, LOCAL, RIGID, ROTATED, UTM
from scipy.interpolate import RectBivariateSpline

from coregix_core.geometry import Grid, HomographyTransform
from coregix_core.geometry.transform import LocalTransform, identity
from coregix_core.io import exports
from coregix_core.io.exports import control_points, corrected_geotransform, true_places
from coregix_core.io.transform_json import SavedTransform


def test_no_geotransform_stands_for_a_field():
    grid = Grid(UTM, ROTATED, 100, 90)
    assert corrected_geotransform(SavedTransform(LOCAL, UTM, (0.0, 0.0, 1.0, 1.0), grid), grid) is None
    faint = LocalTransform(RIGID, LOCAL.lattice, LOCAL.coefficients * 1e-4)
    assert corrected_geotransform(SavedTransform(faint, UTM, (0.0, 0.0, 1.0, 1.0), grid), grid) is not None


@pytest.mark.parametrize(("transform", "size", "count"), [
    (RIGID, (100, 90), 11 * 11), (LOCAL, (100, 90), 31 * 31), (RIGID, (4, 90), 5 * 11), (LOCAL, (1, 1), 4)])
def test_control_points_are_a_lattice_with_at_most_one_a_pixel(transform, size, count):
    grid = Grid(UTM, ROTATED, *size)
    found = control_points(SavedTransform(transform, UTM, (0.0, 0.0, 1.0, 1.0), grid), grid)
    assert len(found) == len({(p.col, p.row) for p in found}) == count
    assert [p.id for p in found] == [str(i + 1) for i in range(count)]
    assert {p.col for p in found} >= {0.0, float(size[0])}
    assert {p.row for p in found} >= {0.0, float(size[1])}


def test_control_points_name_true_places():
    grid = Grid(UTM, ROTATED, 100, 90)
    saved = SavedTransform(LOCAL, UTM, (0.0, 0.0, 1.0, 1.0), grid)
    for point in control_points(saved, grid)[::100]:
        assert LOCAL(point.x, point.y) == pytest.approx(grid.to_world(point.col, point.row), abs=1e-6)


class TestHowManyPoints:
    """As few per side as a spline needs to be within a tenth of a pixel between them."""

    GRID = Grid(UTM, ROTATED, 100, 90)

    def tried(self, monkeypatch, transform, misfits):
        sides = []
        monkeypatch.setattr(exports, "_between_points", lambda _saved, _grid, side: (
            sides.append(side) or np.array([0.0, misfits.get(side, 0.2)])))
        return exports._side(SavedTransform(transform, UTM, (0.0, 0.0, 1.0, 1.0), self.GRID), self.GRID), sides

    def test_a_field_is_tried_with_more_and_more(self, monkeypatch):
        assert self.tried(monkeypatch, LOCAL, {31: 0.101, 41: 0.1}) == (41, [31, 41])
        assert self.tried(monkeypatch, LOCAL, {}) == (61, [31, 41, 51, 61])
        assert self.tried(monkeypatch, LOCAL, {51: 0.09}) == (51, [31, 41, 51])

    def test_a_perspective_begins_with_as_few_as_an_affine_has(self, monkeypatch):
        tilted = HomographyTransform(CENTRE, tilt=(1e-5, 0.0))
        assert self.tried(monkeypatch, tilted, {11: 0.05}) == (11, [11])
        assert self.tried(monkeypatch, tilted, {31: 0.05}) == (31, [11, 31])
        assert self.tried(monkeypatch, RIGID, {}) == (11, [])

    def test_a_misfit_is_told_in_pixels_of_the_raster(self):
        """Pixels of 2 m, one and a half times as high as wide, under a bump that four points a side cannot follow."""
        grid = Grid(UTM, Affine(2.0, 0.0, 500_000.0, 0.0, -3.0, 5_800_000.0), 96, 64)
        bump = LocalTransform(identity(), Affine(40.0, 0.0, 499_960.0, 0.0, -40.0, 5_800_040.0), np.zeros((2, 8, 8)))
        bump.coefficients[0, 3, 3] = 5.0
        saved = SavedTransform(bump, UTM, (0.0, 0.0, 1.0, 1.0), grid)
        cols, rows = np.linspace(0, 96, 4), np.linspace(0, 64, 4)
        at = np.meshgrid((cols[1:] + cols[:-1]) / 2, (rows[1:] + rows[:-1]) / 2)
        exact = np.stack(true_places(saved, grid, *at))
        nodes = np.stack(true_places(saved, grid, *np.meshgrid(cols, rows)))
        spline = np.stack([RectBivariateSpline(rows, cols, part)(at[1][:, 0], at[0][0]) for part in nodes])
        metres = np.hypot(*(spline - exact))
        assert metres.max() > 1.0
        assert exports._between_points(saved, grid, 4) == pytest.approx(metres / np.sqrt(6.0), rel=0.03)
        shift = SavedTransform(RIGID, UTM, (0.0, 0.0, 1.0, 1.0), grid)
        assert exports._between_points(shift, grid, 5).max() < 1e-6


@pytest.mark.parametrize(("share", "placed"), [(0.98, True), (1.02, False)])
def test_a_geotransform_is_good_to_a_hundredth_of_a_pixel_or_none(monkeypatch, share, placed):
    """Under a bump so high that the best geotransform is off by that share of it."""
    grid = Grid(UTM, Affine(2.0, 0.0, 500_000.0, 0.0, -2.0, 5_800_000.0), 100, 90)

    def bump(height):
        field = LocalTransform(identity(), Affine(40.0, 0.0, 499_960.0, 0.0, -40.0, 5_800_040.0), np.zeros((2, 9, 9)))
        field.coefficients[0, 4, 4] = height
        return SavedTransform(field, UTM, (0.0, 0.0, 1.0, 1.0), grid)

    with monkeypatch.context() as loose:
        loose.setattr(exports, "EXACT_PX", np.inf)
        best = corrected_geotransform(bump(0.1), grid)
    col, row = exports._even_places(grid, 31)
    misfit = np.hypot(*np.subtract(best * (col, row), true_places(bump(0.1), grid, col, row))).max()
    height = 0.1 * share * 0.01 * 2.0 / misfit
    assert (corrected_geotransform(bump(height), grid) is not None) is placed
