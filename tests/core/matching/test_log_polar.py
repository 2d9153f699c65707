"""What lies around a place is the same after a turn, in inverted contrast, and beside what is invalid."""

import numpy as np
import pytest
from scenes import Ground, centres, grid, picture
from scipy.spatial import cKDTree

from coregix_core.imaging.proxies import Proxy
from coregix_core.matching.log_polar import SECTORS, _by_direction, descriptors, edges_of, spread, surroundings

HERE = grid(220, 220, pixel=1.0, crs=None, origin=(0.0, 0.0))
GROUND = Ground(seed=4, shortest=8.0, longest=120.0, origin=(0.0, 0.0))


def seen(turn=0.0, sign=1.0):
    """The ground turned by ``turn`` degrees about the middle."""
    col, row = centres(HERE)
    z = ((col - 110) + 1j * (row - 110)) * np.exp(1j * np.radians(turn))
    return picture(HERE, sign * GROUND(z.real + 110, z.imag + 110))


def alike(first, second, turn, sectors):
    """Likeness of places in the first image and the same in the second, which is turned by whole sectors."""
    one, other = edges_of(first, 1.0, 200), edges_of(second, 1.0, 200)
    where = (one.places - (110 + 110j)) * np.exp(-1j * np.radians(turn)) + 110 + 110j
    distance, index = cKDTree(np.stack([other.places.real, other.places.imag], 1)).query(
        np.stack([where.real, where.imag], 1))
    # Away from the border, beyond which the turned image shows other ground.
    same = (distance < 1.5) & (np.abs(where - (110 + 110j)) < 60)
    a = descriptors(surroundings(one))[same]
    b = descriptors(surroundings(other), sectors)[index[same]]
    return (a * b).sum(1)


@pytest.mark.parametrize("sectors", [0, 1, 5, 9])
def test_a_turn_by_sectors_is_a_permutation(sectors):
    turn = 360 / SECTORS * sectors
    right = alike(seen(), seen(turn), turn, sectors)
    assert len(right) > 20
    wrong = alike(seen(), seen(turn), turn, sectors + 2)
    assert 1 - np.median(right) < 0.1 * (1 - np.median(wrong))


def test_between_sectors_cells_begin_half_a_sector_on():
    half = 180 / SECTORS
    edges = edges_of(seen(), 1.0, 200), edges_of(seen(half), 1.0, 200)
    where = (edges[0].places - (110 + 110j)) * np.exp(-1j * np.radians(half)) + 110 + 110j
    distance = np.abs(where[:, None] - edges[1].places)
    same = (distance.min(1) < 1.5) & (np.abs(where - (110 + 110j)) < 60)
    a = descriptors(surroundings(edges[0]))[same]
    b = descriptors(surroundings(edges[1], -np.radians(half)))[distance.argmin(1)[same]]
    c = descriptors(surroundings(edges[1]))[distance.argmin(1)[same]]
    assert 1 - np.median((a * b).sum(1)) < 0.5 * (1 - np.median((a * c).sum(1)))


def test_inverted_contrast_is_the_same():
    assert np.median(alike(seen(), seen(sign=-1.0), 0.0, 0)) > 0.99


def test_no_place_lies_where_nothing_is_valid():
    valid = np.ones(HERE.shape, bool)
    valid[:, 100:] = False
    edges = edges_of(picture(HERE, np.where(valid, seen().values, 1e6), valid), 1.0, 200)
    assert len(edges.places) > 20
    assert edges.col.max() < 100


def test_larger_pixels_keep_places_where_they_are():
    edges = edges_of(seen(), 2.0, 50)
    assert edges.proxy.values.shape == (110, 110)
    assert edges.places[0] == pytest.approx(complex(edges.col[0] + 0.5, edges.row[0] + 0.5) * 2.0)
    assert len(edges.places) <= 50


def test_the_strongest_place_of_each_part_comes_first():
    row, col = np.array([1, 2, 9, 8, 1]), np.array([1, 2, 9, 8, 9])
    strength = np.array([5.0, 9.0, 1.0, 2.0, 3.0], np.float32)
    chosen = spread(strength, row, col, (10, 10), 2)
    # One of each part by parts from the upper left, then the next ones.
    assert chosen.tolist() == [1, 4, 3, 0, 2]


@pytest.mark.parametrize(("doubled", "turn", "shares"), [
    (0.0, 0.0, {0: 1.0}), (60.0, 0.0, {1: 1.0}), (90.0, 0.0, {1: 0.5, 2: 0.5}), (-15.0, 0.0, {0: 0.75, 5: 0.25}),
    (60.0, 30.0, {0: 1.0}), (0.0, 15.0, {0: 0.5, 5: 0.5})])
def test_an_edge_is_shared_among_the_two_directions_next_to_it(doubled, turn, shares):
    """Six directions of doubled angles, 60 degrees apart; a turn of the beginning counts twice, as all angles do."""
    proxy = Proxy(np.full((1, 1), 3 * np.exp(1j * np.radians(doubled)), np.complex64), np.ones((1, 1), bool))
    found = _by_direction(proxy, np.radians(turn))[:, 0, 0]
    np.testing.assert_allclose(found, [3 * shares.get(k, 0.0) for k in range(6)], atol=1e-5)


def test_of_so_many_places_as_an_image_has_parts_each_part_has_one():
    """Six parts along each side."""
    edges = edges_of(seen(), 1.0, 36)
    parts = set(zip((edges.row * 6 // 220).tolist(), (edges.col * 6 // 220).tolist(), strict=True))
    assert len(parts) == len(edges.row) == 36
