"""Tie points are drawn a little to where they are looked for: where ground lies aside, they are looked for there."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
from scenes import Ground, grid, textured, write

from coregix_core.geometry import AffineTransform, LocalTransform
from coregix_core.io import open_raster
from coregix_core.options import RegisterOptions
from coregix_core.pairing import Solution, measure, read_blocks
from coregix_core.registration import link_field, pair_of
from coregix_core.registration.link_field import aside

WHERE = grid(260, 260, 2.0)
GROUND = Ground(3, shortest=4.0, longest=300.0)


class Flowing:
    """The right half lies 0.8 pixels farther down, with a soft rim; the left one is where it was."""

    def inverse(self, x, y):
        return x, y + 1.6 / (1 + np.exp(-(x - WHERE.middle[0]) / 8.0))


def looked(tmp_path, ground, off):
    """Tie points of a pair from a start that is ``off`` by some pixels: by it, and by the field that it leads to."""
    for name, moved in (("fixed", None), ("moving", ground)):
        write(tmp_path / f"{name}.tif", textured(WHERE, moved, GROUND).astype(np.float32), WHERE)
    with open_raster(tmp_path / "moving.tif", role="moving") as one, open_raster(
            tmp_path / "fixed.tif", role="fixed") as other:
        pair = pair_of(one, other, RegisterOptions(threads=1), clip=True)
        start = AffineTransform("translation", pair.frame.centre, np.eye(2), np.array([0.0, 2.0 * off]))
        blocks = read_blocks(pair, 1.0, start, 1)
        solution = Solution(start, pair, "balanced", "balanced", 1.0, blocks, None)
        points = measure(pair, blocks, start, "balanced", edges=True).kept()
        field = aside(solution, points)
        return solution, points, field, None if field is None else measure(pair, blocks, field, "balanced",
                                                                          edges=True).kept()


def test_what_holds_still_is_found_where_it_is_from_a_start_that_what_moves_has_drawn_away(tmp_path):
    _, points, field, anew = looked(tmp_path, Flowing(), 0.3)
    assert isinstance(field, LocalTransform)
    off = []
    for found in (points, anew):
        # Two windows away from the rim, and from the border.
        left = (found.fixed[:, 0] < found.fixed[:, 0].min() + 50)
        off.append(float(np.abs(np.median((found.moving - found.fixed)[left], axis=0)).max()))
    assert off[1] < 0.6 * off[0]
    assert off[1] < 0.01


def test_ground_that_lies_where_the_start_says_needs_no_other_look(tmp_path):
    solution, points, field, _ = looked(tmp_path, None, 0.0)
    assert field is None
    few = replace(points, **{name: getattr(points, name)[:20] for name in (
        "fixed", "moving", "information", "score", "reason")})
    assert aside(solution, replace(few, moving=few.moving + 5.0)) is None, "too few to say what lies where"


def test_neighbours_lie_together_within_a_pixel_and_a_half_of_the_level(monkeypatch):
    asked = []
    monkeypatch.setattr(link_field, "departures", lambda *_: np.zeros((30, 2)))
    monkeypatch.setattr(link_field, "neighbours_agree", lambda *_, spread: asked.append(spread) or np.zeros(30, bool))
    assert aside(SimpleNamespace(level=4.0), SimpleNamespace(fixed=np.zeros((30, 2)))) is None
    assert asked == [6.0]
