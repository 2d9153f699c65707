"""Steps by all pixels: they shrink a displacement that is there, and leave alone what pixels do not speak of."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from affine import Affine
from scenes import ORIGIN, UTM, Ground, grid, picture, textured

from coregix_core.fields.bspline import basis, lattice_over
from coregix_core.fields.gauss_newton import (
    CELL,
    Cells,
    NormalEquations,
    _information,
    cells_of,
    node_equations,
    select_stiffness,
    step,
)
from coregix_core.geometry import Frame
from coregix_core.geometry.transform import LocalTransform, identity
from coregix_core.imaging.proxies import Proxy, edge_proxy, levelled_pair
from coregix_core.imaging.resampling import resample

GRID = grid(160, 140)
FRAME = Frame(GRID.to_world(80, 70), (2.0, 2.0))
"""Frame pixels are the grid's, y up."""
LATTICE = lattice_over(np.array([-80.0, -70.0]), np.array([80.0, 70.0]), 16.0)
STILL = np.zeros((2, *LATTICE.shape))
STIFF = 0.01


class Wave:
    """A smooth true displacement of about a pixel, made for ``textured``: only its inverse is asked for."""

    height = 0.8

    def displacement(self, x, y):
        u, v = (x - ORIGIN[0]) / 160, (ORIGIN[1] - y) / 160
        return 2 * self.height * np.sin(2 * np.pi * v), 2 * self.height * np.cos(2 * np.pi * u)

    def inverse(self, x, y):
        px, py = x, y
        for _ in range(20):
            dx, dy = self.displacement(px, py)
            px, py = x - dx, y - dy
        return px, py


@cache
def scene(truth=None, ground=None):
    return textured(GRID, truth, ground)


def field(coefficients):
    """The coefficients, in frame pixels, as a transform of places."""
    (left, low), spacing = LATTICE.origin, 2.0 * LATTICE.spacing
    x, y = FRAME.centre
    return LocalTransform(identity(), Affine(spacing, 0, x + 2 * left, 0, spacing, y + 2 * low), 2.0 * coefficients)


def cells(fixed, moving, coefficients=STILL, where=GRID):
    images = picture(where, fixed), resample(picture(where, moving), field(coefficients), UTM, where)
    return cells_of(*levelled_pair(*(edge_proxy(i, "correlation") for i in images)), where, FRAME)


def asked(found, lattice=LATTICE):
    normal = NormalEquations(lattice)
    normal.add(node_equations(found, lattice))
    return normal


def error(coefficients, truth):
    """Root mean square error of the field inside the image, in pixels."""
    x, y = GRID.to_world(*np.meshgrid(np.arange(20, 140, 5), np.arange(20, 120, 5)))
    off = np.array(field(coefficients).displacement(x, y)) - truth.displacement(x, y)
    return float(np.sqrt((off**2).sum(0).mean())) / 2.0


def test_steps_find_a_smooth_displacement():
    truth = Wave()
    fixed, moving = scene(), scene(truth)
    coefficients, errors = STILL, [error(STILL, truth)]
    for _ in range(6):
        coefficients = step(asked(cells(fixed, moving, coefficients)), coefficients, STILL, STIFF, 2.0)
        errors.append(error(coefficients, truth))
    assert errors[0] > 0.7
    assert errors[1] < 0.75 * errors[0]
    assert errors[-1] < 0.05


def test_several_tiles_say_the_same_as_one_image():
    fixed, moving = scene(), scene(Wave())
    images = [edge_proxy(picture(GRID, v), "correlation") for v in (fixed, moving)]
    halves = []
    for col in (0, 80):
        part = GRID.window(col, 0, 80, 140)
        proxies = [type(p)(p.values[:, col:col + 80], p.valid[:, col:col + 80]) for p in images]
        halves.append(asked(cells_of(*proxies, part, FRAME)))
    whole = step(asked(cells_of(*images, GRID, FRAME)), STILL, STILL, STIFF, 2.0)
    halves[0].merge(halves[1])
    parts = step(halves[0], STILL, STILL, STIFF, 2.0)
    assert np.sqrt(((parts - whole) ** 2).mean()) < 0.1 * np.sqrt((whole**2).mean())


def test_images_in_place_stay():
    fixed = scene()
    moved = step(asked(cells(fixed, fixed)), STILL, STILL, STIFF, 2.0)
    assert np.abs(moved).max() < 0.01


def test_without_texture_the_field_stays_where_it_began():
    anchor = np.full(STILL.shape, 1.5)
    places = np.random.default_rng(0).uniform(-60, 60, (400, 2))
    nothing = Cells(places, np.tile(1e-9 * np.eye(2), (400, 1, 1)), np.zeros((400, 2)),
                    np.zeros(400, bool))
    np.testing.assert_allclose(step(asked(nothing), anchor, anchor, STIFF, 2.0), anchor, atol=1e-6)


def test_no_node_goes_further_than_the_longest_step():
    far = cells(scene(), scene(Wave()))
    far = replace(far, vector=1000 * far.vector)
    assert np.abs(step(asked(far), STILL, STILL, STIFF, 0.5)).max() == pytest.approx(0.5)


def test_a_stiffer_field_bends_less():
    def bent(stiffness):
        found = step(asked(cells(scene(), scene(Wave()))), STILL, STILL, stiffness, 2.0)
        return np.abs(np.diff(found, n=2, axis=2)).mean()

    assert bent(10.0) < 0.3 * bent(1e-3)


def stiffness_of(found):
    train, test = (asked(found.part(which)) for which in (~found.test, found.test))
    selected = select_stiffness(train, test, STILL, STILL, 1e-3)
    return None if selected is None else selected[0]


def test_a_displacement_that_cells_share_is_supported_and_no_softer_than_it_has_to_be():
    assert stiffness_of(cells(scene(), scene(Wave()))) >= 1e-2


def test_unrelated_images_support_no_step():
    assert stiffness_of(cells(scene(), scene(None, Ground(50)))) is None


def test_noise_alone_supports_no_step():
    found = cells(scene(), scene())
    noise = np.random.default_rng(0).normal(size=found.vector.shape) * np.abs(found.matrix).mean()
    assert stiffness_of(replace(found, vector=noise)) is None


def test_every_fourth_cell_is_held_back():
    found = cells(scene(), scene())
    assert found.test.mean() == pytest.approx(0.25, abs=0.03)
    assert len(found.part(found.test).places) == found.test.sum()


def test_a_gain_is_told_as_a_share_of_the_most_that_there_is():
    """All cells ask for one shift: it gains nearly all, twice as far nothing, and standing still nothing."""
    found = cells(scene(), scene())
    found = replace(found, matrix=np.tile(np.eye(2), (len(found.places), 1, 1)),
                    vector=np.tile([0.4, -0.3], (len(found.places), 1)))
    shift = np.stack([np.full(STILL[0].size, 0.4), np.full(STILL[0].size, -0.3)])
    told = asked(found)
    assert [told.gain(times * shift) for times in (1.0, 2.0, 0.0)] == pytest.approx([1.0, 0.0, 0.0], abs=5e-3)


def test_what_a_cell_could_gain_is_that_of_its_own_displacement():
    """Along an edge that runs aslant both axes go together: vector' inverse(matrix) vector, summed over cells."""
    places = np.array([[0.0, 0.0], [20.0, -10.0]])
    matrix = np.array([[[4.0, 1.5], [1.5, 2.0]], [[3.0, -1.0], [-1.0, 5.0]]])
    vector = np.array([[1.0, -0.5], [0.7, 0.2]])
    exact = sum(v @ np.linalg.solve(m + 1e-3 * np.trace(m) * np.eye(2), v) for m, v in zip(matrix, vector, strict=True))
    found = node_equations(Cells(places, matrix, vector, np.zeros(2, bool)), LATTICE)
    assert found.attainable == pytest.approx(exact)


@pytest.mark.parametrize(("b", "d", "aligned"), [(0.0, 0.0, True), (0.5, 0.0, False), (0.0, 0.5, False)])
def test_only_cells_along_the_frame_s_axes_are_a_raster(b, d, aligned):
    where = replace(GRID, transform=Affine(2.0, b, ORIGIN[0], d, -2.0, ORIGIN[1]))
    one, other = levelled_pair(*(edge_proxy(picture(where, scene()), "correlation") for _ in range(2)))
    assert (cells_of(one, other, where, FRAME).raster is not None) is aligned


def test_a_cells_equations_give_a_shift_where_there_is_but_one():
    """All cells together, without a field: matrix d = vector."""
    moving = textured(GRID, field(np.stack([np.full(LATTICE.shape, 0.3), np.full(LATTICE.shape, -0.2)])))
    found = cells(scene(), moving)
    shift = np.linalg.solve(found.matrix.sum(0), found.vector.sum(0))
    assert shift == pytest.approx((0.3, -0.2), abs=0.05)
    np.testing.assert_allclose(found.matrix, found.matrix.transpose(0, 2, 1), atol=1e-6)
    assert np.linalg.eigvalsh(found.matrix).min() > -1e-6


def test_cells_lie_at_their_middles_and_only_where_both_are_valid():
    values = scene()
    left = np.ones(GRID.shape, bool)
    left[:, 80:] = False
    one, other = levelled_pair(*(edge_proxy(picture(GRID, values, v), "correlation") for v in (left, None)))
    found = cells_of(one, other, GRID, FRAME)
    assert found.places[:, 0].max() < 0
    col, row = GRID.to_pixel(*FRAME.to_world(found.places))
    # Gradients reach over the border: the first cell shows none of its own.
    assert (col.min(), row.min()) == pytest.approx((1.5 * CELL, 1.5 * CELL))
    np.testing.assert_allclose(col % CELL, CELL / 2, atol=1e-6)
    np.testing.assert_allclose(row % CELL, CELL / 2, atol=1e-6)


def test_parts_that_have_nothing_in_common_weigh_less():
    other = scene().copy()
    other[:, 80:] = scene(None, Ground(50))[:, 80:]
    alike, unlike = (c.matrix.trace(axis1=1, axis2=2).reshape(-1) for c in (cells(scene(), scene()),
                                                                           cells(scene(), other)))
    right = cells(scene(), other).places[:, 0] > 20
    assert unlike[right].mean() < 0.05 * alike[right].mean()
    left = cells(scene(), other).places[:, 0] < -30
    assert unlike[left].mean() > 0.7 * alike[left].mean()


@pytest.mark.parametrize("spacing", [16.0, 300.0])
def test_the_equations_of_the_nodes_are_those_of_the_cells(spacing):
    """Also on a lattice of six by six nodes, where a row's neighbours are the next row's."""
    lattice = lattice_over(np.array([-80.0, -70.0]), np.array([80.0, 70.0]), spacing)
    found = cells(scene(), scene(Wave()))
    normal = NormalEquations(lattice)
    for which in (found.test, ~found.test):
        normal.add(node_equations(found.part(which), lattice))
    change = np.random.default_rng(0).normal(size=(2, lattice.nodes))
    design = basis(lattice, found.places)
    asked_of_cells = np.einsum("nij,nj->ni", found.matrix, design @ change.T)
    exact = (design.T @ asked_of_cells).T
    # The matrix is kept in single precision.
    np.testing.assert_allclose(normal.matvec(change), exact, atol=1e-6 * np.abs(exact).max())
    np.testing.assert_allclose(normal.right_hand_side, (design.T @ found.vector).T, rtol=1e-6, atol=1e-6)
    one = np.zeros_like(change)
    one[1, lattice.nodes // 2] = 1.0
    assert normal.matvec(one)[1, lattice.nodes // 2] == pytest.approx(normal.diagonal[1, lattice.nodes // 2])


@pytest.mark.parametrize("spacing", [6.0, 16.0, 300.0])
def test_cells_in_a_raster_give_the_equations_that_they_give_one_by_one(spacing):
    """The quick way for rasters along the frame's axes, with holes in them, and the way for cells at any places."""
    lattice = lattice_over(np.array([-80.0, -70.0]), np.array([80.0, 70.0]), spacing)
    found = cells(scene(), scene(Wave()))
    found = found.part(found.test | (found.places[:, 0] > -20))
    quick, plain = (asked(one, lattice) for one in (found, replace(found, raster=None)))
    np.testing.assert_array_equal(quick.near, plain.near)
    np.testing.assert_allclose(quick.right_hand_side, plain.right_hand_side, rtol=1e-9,
                               atol=1e-10 * np.abs(plain.right_hand_side).max())
    for node in np.flatnonzero(plain.near):
        one = np.zeros((2, lattice.nodes))
        one[:, node] = 1.0, 0.3
        np.testing.assert_allclose(quick.matvec(one), plain.matvec(one), atol=1e-6 * plain.diagonal.max())
    assert (quick.ordinary, quick.attainable) == (plain.ordinary, plain.attainable)


def ramps(apart, hole):
    """Two proxies that rise by 1 a pixel to the right and lie so many pixels apart, with a hole in both."""
    valid = np.ones((64, 80), bool)
    valid[hole] = False
    across = np.indices(valid.shape)[1].astype(float) + 100
    return [Proxy(np.where(valid, values, 0).astype(np.complex64), valid) for values in (across, across - apart)]


@pytest.mark.parametrize("hole", [np.s_[:0], np.s_[20:40, 30:45], np.s_[::7, ::9]], ids=["none", "one", "many"])
def test_cells_at_holes_say_what_the_others_do(hole):
    """A slope that reached into a hole would see the zeros there."""
    where = grid(80, 64)
    found = cells_of(*ramps(0.4, hole), where, Frame(where.to_world(40, 32), (2.0, 2.0)))
    heard = found.matrix[:, 0, 0] > 0
    assert heard.mean() > 0.8
    np.testing.assert_allclose(np.abs(found.vector[heard, 0] / found.matrix[heard, 0, 0]), 0.4, rtol=1e-4)


@pytest.mark.parametrize(("first", "second"), [(3.0, 3.0), (0.01, 0.01), (0.05, 0.2)])
def test_cells_weigh_by_what_images_share_and_not_by_their_contrast(first, second):
    """Beside the square of their slopes: the weight is that of a correlation, which is 1 here."""
    proxy = edge_proxy(picture(GRID, scene()), "correlation")

    def weight(a, b):
        found = cells_of(Proxy(a * proxy.values, proxy.valid), Proxy(b * proxy.values, proxy.valid), GRID, FRAME)
        return found.matrix[:, 0, 0].sum() / ((a + b) / 2) ** 2

    assert weight(first, second) == pytest.approx(weight(1.0, 1.0), rel=1e-3)


@pytest.mark.parametrize("correlation", [0.0, 0.6, 1.0])
def test_cells_count_by_how_well_their_images_correlate(correlation):
    """r^2 / (1 - r^2), with a fiftieth granted to all above and a tenth below."""
    one = np.full((64, 64), 2.0 + 0j, np.complex64)
    other = 3 * (correlation + 1j * np.sqrt(1 - correlation**2)) * one
    valid = np.ones(one.shape, bool)
    found = _information(Proxy(one, valid), Proxy(other.astype(np.complex64), valid), valid)
    np.testing.assert_allclose(found, (correlation**2 + 0.02) / (1 - correlation**2 + 0.1), rtol=1e-5)
    # What is invalid has no say: half of the image in other values changes nothing for the rest.
    half = valid.copy()
    half[:, 32:] = False
    wrong = np.where(half, other, -other).astype(np.complex64)
    np.testing.assert_allclose(_information(Proxy(one, half), Proxy(wrong, half), half)[:, :2], found[:, :2], rtol=1e-5)


def test_how_alike_images_are_is_asked_of_the_three_cells_around():
    """Where one cell shows nothing, its neighbours lack what a Gaussian three cells wide has of it."""
    valid, one = np.ones((41 * CELL, 41 * CELL), bool), np.ones((41 * CELL, 41 * CELL), np.complex64)
    lacking = one.copy()
    lacking[20 * CELL:21 * CELL, 20 * CELL:21 * CELL] = 0
    found = _information(Proxy(one, valid), Proxy(lacking, valid), valid)
    # (r^2 + 0.02) / (1.1 - r^2), solved for 1 - r^2.
    missing = 1 - (1.1 * found - 0.02) / (1 + found)
    for down, across in ((0, 0), (3, 0), (0, 4), (2, -5)):
        share = np.exp(-(down**2 + across**2) / 18) / (18 * np.pi)
        assert missing[20 + down, 20 + across] == pytest.approx(share, rel=0.03)
