"""Features are found again under turns, scales and inverted contrast, and never at the edge of what is invalid."""

import numpy as np
import pytest
from scenes import Ground, centres, grid, picture
from scipy import ndimage
from scipy.spatial import cKDTree

from coregix_core.matching.features import (
    _around,
    _compact,
    _extrema,
    _octaves,
    _refined,
    find_features,
    of_mirrored,
    of_negative,
)

HERE = grid(240, 220, pixel=1.0, crs=None, origin=(0.0, 0.0))
GROUND = Ground(seed=3, shortest=6.0, longest=120.0, origin=(0.0, 0.0))


def seen(turn=0.0, scale=1.0, sign=1.0):
    """The ground in pixels ``scale`` times as large, turned by ``turn`` degrees about the middle of ``HERE``."""
    col, row = centres(HERE)
    z = ((col - 120) + 1j * (row - 110)) * scale * np.exp(1j * np.radians(turn))
    return picture(HERE, sign * GROUND(z.real + 120, z.imag + 110))


def found_again(a, b, places):
    """Of features a, the share whose counterpart in b lies where ``places`` says, is as large, and looks the same."""
    distance, index = cKDTree(b.places).query(places)
    near = distance < 1.5
    alike = (a.descriptor * b.descriptor[index]).sum(1) > 0.9
    return (near & alike).mean()


@pytest.mark.parametrize(("turn", "scale"), [(0, 1), (35, 1), (90, 1), (-160, 1.25), (80, 0.8)])
def test_features_are_found_again_under_turn_and_scale(turn, scale):
    a, b = find_features(seen()), find_features(seen(turn, scale))
    z = (a.places @ [1, 1j] - (120 + 110j)) / (scale * np.exp(1j * np.radians(turn))) + (120 + 110j)
    # Those near the border lack surroundings, and the smallest are below what the other image can show.
    inside = (abs(z.real - 120) < 90) & (abs(z.imag - 110) < 80) & (a.scale > 2.1 * scale)
    chosen = type(a)(*(getattr(a, n)[inside] for n in ("places", "scale", "angle", "descriptor")))
    assert inside.sum() > 30
    assert found_again(chosen, b, np.stack([z.real, z.imag], 1)[inside]) > 0.5


def test_the_negative_of_a_descriptor_is_that_of_the_negative():
    a, b = find_features(seen()), find_features(seen(sign=-1.0))
    assert len(a) == len(b) > 100
    order = [np.lexsort(np.round([*f.places.T, f.scale, (f.angle + shift) % (2 * np.pi)], 2))
             for f, shift in ((a, np.pi), (b, 0.0))]
    np.testing.assert_allclose(a.places[order[0]], b.places[order[1]], atol=1e-3)
    alike = (of_negative(a.descriptor)[order[0]] * b.descriptor[order[1]]).sum(1)
    assert np.median(alike) > 0.999


def test_the_mirrored_descriptor_is_that_of_the_mirrored_image():
    image = seen()
    a, b = find_features(image), find_features(picture(HERE, image.values[::-1]))
    index = cKDTree(np.column_stack([b.places, 10 * b.scale])).query(
        np.column_stack([a.places[:, 0], 220 - a.places[:, 1], 10 * a.scale]))[1]
    # A place may have several directions: only the features of the same one are the same.
    same = np.cos(a.angle + b.angle[index]) > 0.99
    assert same.mean() > 0.6
    alike = (of_mirrored(a.descriptor)[same] * b.descriptor[index][same]).sum(1)
    assert np.median(alike) > 0.98


def test_invalid_pixels_make_no_feature_and_change_none():
    whole = seen()
    valid = np.ones(HERE.shape, bool)
    valid[60:130, 90:160] = False
    holed = picture(HERE, np.where(valid, whole.values, -1e6), valid)
    features = find_features(holed)
    col, row = np.floor(features.places).astype(int).T
    assert valid[row, col].all()
    far = (np.hypot(*(features.places - [125, 95]).T) > 90) & (features.scale < 3)
    distance = cKDTree(find_features(whole).places).query(features.places[far])[0]
    assert far.sum() > 20
    # Other features may be chosen, as the hole's share goes to the rest; nearly all are those of the whole image.
    assert (distance < 0.2).mean() > 0.9


def test_images_without_texture_have_no_features():
    assert len(find_features(picture(HERE, np.full(HERE.shape, 7.0)))) == 0
    assert len(find_features(picture(HERE, seen().values, np.zeros(HERE.shape, bool)))) == 0


def surface(xx, yy, xy, top=(0.0, 0.0)):
    """Levels (1, 5, 5) of a quadratic of these second derivatives about ``top``, an offset from the middle."""
    row, col = np.mgrid[-2:3, -2:3]
    y, x = row - top[1], col - top[0]
    return (xx * x**2 / 2 + yy * y**2 / 2 + xy * x * y)[None].astype(np.float32)


MIDDLE = np.array([[0, 2, 2]])


@pytest.mark.parametrize(("xx", "yy", "xy", "compact"), [
    (-2, -2, 0, True), (2, 2, 0, True), (-2, -1, 0.5, True), (-9, -1, 0, True), (-11, -1, 0, False), (-1, -9, 0, True),
    (-1, -11, 0, False), (-2, 2, 0, False), (2, -1, 0, False), (-2, -2, 1.5, True), (-2, -2, 1.8, False),
    (-2, -2, -1.8, False), (-2, -2, 2.5, False), (-2, 0, 0, False)])
def test_a_feature_is_bent_in_both_directions_and_not_ten_times_more_in_one(xx, yy, xy, compact):
    """The ratio of the eigenvalues of the second derivatives, as Lowe's test of trace and determinant has it."""
    values = np.linalg.eigvalsh([[xx, xy], [xy, yy]])
    ratio = np.abs(values).max() / max(np.abs(values).min(), 1e-9)
    assert compact == bool(np.prod(values) > 0 and ratio < 10)
    assert _compact(surface(xx, yy, xy), *MIDDLE.T).tolist() == [compact]


@pytest.mark.parametrize("top", [(0.0, 0.0), (0.3, -0.2), (-0.45, 0.4)])
def test_a_place_is_the_top_of_a_parabola_along_each_axis(top):
    row, col = _refined(surface(-3, -1, 0, top), MIDDLE)
    assert (col[0] - 2, row[0] - 2) == pytest.approx(top, abs=1e-5)


def test_a_top_beyond_half_a_pixel_is_held_there_and_a_flat_one_stays():
    row, col = _refined(surface(-3, 0, 0, (0.9, 0.0)), MIDDLE)
    assert (col[0], row[0]) == (2.5, 2.0)


@pytest.mark.parametrize(("extreme", "filtered"), [(np.maximum, ndimage.maximum_filter),
                                                   (np.minimum, ndimage.minimum_filter)])
@pytest.mark.parametrize("shape", [(5, 30, 41), (2, 1, 7)])
def test_neighbours_are_all_around_and_none_is_beyond_the_border(shape, extreme, filtered):
    values = np.random.default_rng(2).normal(size=shape).astype(np.float32)
    np.testing.assert_array_equal(_around(values, extreme), filtered(values, 3, mode="nearest"))


def test_of_so_many_extrema_as_an_octave_has_parts_nearly_each_part_has_one():
    """Eight parts along each side; what is brightest must not have them all."""
    octave, _ = next(_octaves(seen(), 2500))
    found = _extrema(octave, 64)
    rows, cols = octave.valid.shape
    parts = set(zip((found[:, 1] * 8 // rows).tolist(), (found[:, 2] * 8 // cols).tolist(), strict=True))
    assert len(found) == 64
    # But for two that have none at all.
    assert len(parts) == 62
