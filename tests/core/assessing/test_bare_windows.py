"""Windows of which nearly all is clipped say nothing of ground that lies elsewhere."""

from types import SimpleNamespace

import numpy as np
from scenes import grid, textured

from coregix_core.assessing.bare_windows import bare_of, without_bare_places
from coregix_core.assessing.evidence import agreeing
from coregix_core.geometry import Frame
from coregix_core.imaging import Image
from coregix_core.matching import INVALID
from coregix_core.pairing import Points

WHERE = grid(200, 200, 1.0)
WINDOW = 32
# What a window shows at places (columns, rows): a sea with a speck, its shore, and land.
SEA, SHORE, LAND = (40.5, 60.5), (100.5, 60.5), (160.5, 60.5)


def seaside():
    """Land, and to the west a sea that is clipped at the lowest value, with a few specks."""
    values = textured(WHERE).astype(np.float32)
    values[:, :100] = values.min()
    values[58:61, 38:41] += 500
    return SimpleNamespace(fixed=Image(values, np.ones(WHERE.shape, bool), WHERE))


def test_a_window_on_the_sea_is_bare_whatever_speck_it_shows_and_one_on_the_shore_is_not():
    bare, = bare_of([seaside()], WINDOW)
    assert [bool(bare[int(row), int(col)]) for col, row in (SEA, SHORE, LAND)] == [True, False, False]


def test_land_has_no_bare_windows_and_is_seen_as_before():
    land = SimpleNamespace(fixed=Image(np.float32(textured(WHERE)), np.ones(WHERE.shape, bool), WHERE))
    seen = measured()
    assert without_bare_places(PAIR, [land], seen, WINDOW) is seen


PAIR = SimpleNamespace(frame=Frame(tuple(float(v) for v in WHERE.to_world(0, 0)), (1.0, 1.0)))


def measured():
    """Places on the sea, far off, on the shore and on land, and one beyond the image."""
    places = PAIR.frame.to_frame(*WHERE.to_world(*np.array([SEA, SHORE, LAND, (900.0, 60.0)]).T))
    off = np.array([[12.0, -9.0], [0.0, 0.0], [0.1, 0.0], [0.0, 0.1]])
    points = Points(places, places - off, np.tile(np.eye(2), (4, 1, 1)), np.full(4, 0.6), np.full(4, ""), 24.0)
    return agreeing(points, off, 1.0)


def test_places_on_the_sea_are_no_places():
    seen = measured()
    left = without_bare_places(PAIR, [seaside()], seen, WINDOW)
    np.testing.assert_array_equal(left.valid, [False, True, True, True])
    np.testing.assert_array_equal(left.measured, [False, True, True, True])
    np.testing.assert_array_equal(left.agree, seen.agree & left.valid)
    assert left.points.reason[0] == INVALID
