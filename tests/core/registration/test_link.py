"""A link from a start that is known: bright change does not rule it, and what bends is followed by a field."""

import numpy as np
import pytest
from scenes import Ground, grid, textured, write

from coregix_core.geometry import AffineTransform, LocalTransform
from coregix_core.io import open_raster
from coregix_core.options import RegisterOptions
from coregix_core.progress import Progress
from coregix_core.registration import link, link_edges, pair_of
from coregix_core.registration.link import _tie_points, _with_field
from coregix_core.registration.link_edges import UNSURE, _anew, _doubt

WHERE = grid(260, 260, 2.0)
GROUND = Ground(3, shortest=9.0, longest=300.0)


class Bent:
    """A displacement that no affine explains: a pixel and a half up and down, once over the image."""

    height = 3.0

    def inverse(self, x, y):
        turn = 2 * np.pi / (260 * 2.0)
        return x - self.height * np.sin(turn * (y - WHERE.middle[1])), y - self.height * np.cos(
            turn * (x - WHERE.middle[0]))


def measured(tmp_path, fixed, moving, **options):
    """(solution, points, transform after fields) of a pair from the start that it lies in place."""
    for name, values in (("fixed", fixed), ("moving", moving)):
        write(tmp_path / f"{name}.tif", values.astype(np.float32), WHERE)
    given = RegisterOptions(threads=1, **options)
    with open_raster(tmp_path / "moving.tif", role="moving") as one, open_raster(
            tmp_path / "fixed.tif", role="fixed") as other:
        pair = pair_of(one, other, given, clip=True)
        look = _tie_points(pair, AffineTransform("translation", pair.frame.centre), "orientation", "orientation", given)
        return look, _with_field(*look, given) if given.transform == "local" else None


def test_what_bends_is_followed_by_a_field(tmp_path):
    (straight, _), (solution, points) = measured(tmp_path, textured(WHERE, None, GROUND),
                                                 textured(WHERE, Bent(), GROUND), transform="local")
    assert isinstance(straight.transform, AffineTransform)
    assert isinstance(solution.transform, LocalTransform)
    x, y = solution.pair.frame.to_world(points.fixed)
    off = []
    for transform in (straight.transform, solution.transform):
        back = Bent().inverse(*transform(x, y))
        off.append(float(np.sqrt(np.mean((back[0] - x) ** 2 + (back[1] - y) ** 2))) / 2.0)
    assert off[0] > 0.7, "pixels, by the affine"
    assert off[1] < 0.3 * off[0], "nodes are as far apart as windows are wide"


def test_nothing_bends_without_need(tmp_path):
    _, (solution, _) = measured(tmp_path, textured(WHERE, None, GROUND), textured(WHERE, None, GROUND),
                                transform="local")
    assert isinstance(solution.transform, AffineTransform)


def test_bright_ground_that_moved_by_itself_does_not_rule_a_link(tmp_path):
    rng = np.random.default_rng(0)
    fixed, moving = textured(WHERE, None, GROUND), textured(WHERE, None, GROUND)
    # Plots whose outlines lie elsewhere in the second image, ten times as strong as the rest.
    for col, row in rng.integers(20, 220, (14, 2)):
        fixed[row:row + 22, col:col + 22] += 5000.0
        moving[row + 1:row + 23, col + 1:col + 23] += 5000.0
    (solution, points), _ = measured(tmp_path, fixed, moving)
    assert solution.proxy == "balanced", "in which nothing bright rules"
    assert len(points.fixed) == len(solution.fit.weights)
    x, y = solution.transform(*WHERE.middle)
    assert np.hypot(x - WHERE.middle[0], y - WHERE.middle[1]) / 2.0 < 0.1


def test_a_link_tells_which_ground_moved(tmp_path):
    shown = [textured(WHERE, None, GROUND) for _ in range(2)]
    shown[1][:, 2:90] = shown[1][:, :88]
    for name, values in zip(("fixed", "moving"), shown, strict=True):
        write(tmp_path / f"{name}.tif", values.astype(np.float32), WHERE)
    with open_raster(tmp_path / "moving.tif", role="moving") as moving, open_raster(
            tmp_path / "fixed.tif", role="fixed") as fixed:
        found = link.measure_link(moving, fixed, RegisterOptions(threads=1, transform="translation"), None, Progress(),
                                  AffineTransform("translation", WHERE.middle))
    assert found.moved.share == pytest.approx(0.33, abs=0.08)
    assert found.moved.length_px == pytest.approx(2.0, abs=0.2)
    assert found.moved.towards_deg == pytest.approx(90.0, abs=5.0)
    assert found.verdict == "aligned"
    assert found.parts
    assert not found.sure


def test_noisy_images_are_held_by_wider_edges_and_clear_ones_need_no_longer_look(tmp_path):
    rng = np.random.default_rng(1)
    clear = textured(WHERE, None, GROUND)
    noisy = [clear + rng.normal(0, 0.7 * clear.std(), clear.shape) for _ in range(2)]
    (solution, points), _ = measured(tmp_path, *noisy)
    usual = _anew(solution, solution.proxy, RegisterOptions(threads=1))
    assert _doubt(*usual) > UNSURE
    assert _doubt(solution, points) < 0.8 * _doubt(*usual)
    (solution, points), _ = measured(tmp_path, clear, clear)
    again = _anew(solution, solution.proxy, RegisterOptions(threads=1))
    assert _doubt(solution, points) < UNSURE
    assert len(points.fixed) == len(again[1].fixed)


def plots(sunny):
    """Plots at random, whose left and upper rims are brighter by ``sunny``: drawn at four times the resolution."""
    rng = np.random.default_rng(4)
    fine = np.zeros((4 * 260, 4 * 260))
    for row, col, height, width in zip(*rng.integers(0, 1000, (2, 400)), *rng.integers(24, 120, (2, 400)), strict=True):
        value = rng.normal(0, 100)
        fine[row:row + height, col:col + width] += value
        fine[row:row + height, col:col + 6] += sunny * value
        fine[row:row + 6, col:col + width] += sunny * value
    return fine.reshape(260, 4, 260, 4).mean((1, 3)) + rng.normal(0, 1, (260, 260))


def off(solution):
    """How far images that lie in place are said to lie apart, in pixels."""
    return float(np.hypot(*np.subtract(solution.transform(*WHERE.middle), WHERE.middle))) / 2.0


def test_bands_that_are_shaded_unlike_lie_where_their_finest_edges_do(tmp_path, monkeypatch):
    bands = plots(0.0), plots(0.8)
    (corrected, points), _ = measured(tmp_path, *bands)
    monkeypatch.setattr(link_edges, "_unshaded", lambda solution, points, *_: (solution, points))
    (usual, _), _ = measured(tmp_path, *bands)
    assert off(usual) > 0.05
    assert off(corrected) < 0.6 * off(usual)
    assert np.hypot(*np.median(points.moving - points.fixed, axis=0)) < 0.7 * off(usual), "the tie points as well"


@pytest.mark.parametrize(("unlike", "least", "most"), [(False, 0.0, 0.01), (True, 0.1, 1.0)])
def test_a_link_says_what_images_may_lie_off_that_look_otherwise(tmp_path, unlike, least, most):
    first = textured(WHERE, None, GROUND)
    # Half of what the second shows is other ground: another season, which lies at twice the scale as well.
    second = 0.6 * first + 0.6 * textured(WHERE, None, Ground(9, shortest=9.0, longest=300.0)) if unlike else first
    for name, values in (("fixed", first), ("moving", second)):
        write(tmp_path / f"{name}.tif", values.astype(np.float32), WHERE)
    start = AffineTransform("translation", WHERE.middle)
    with open_raster(tmp_path / "moving.tif", role="moving") as one, open_raster(
            tmp_path / "fixed.tif", role="fixed") as other:
        found = link._from_start(one, other, RegisterOptions(threads=1), start)
    assert least <= found.unlike_px < most
    assert found.unlike_px <= found.uncertainty_ce90_px


def test_images_of_one_band_are_not_corrected(tmp_path, monkeypatch):
    clear = textured(WHERE, None, GROUND)
    (looked, _), _ = measured(tmp_path, clear, 3.0 * clear + 1.0)
    monkeypatch.setattr(link_edges, "_unshaded", lambda solution, points, *_: (solution, points))
    (usual, _), _ = measured(tmp_path, clear, 3.0 * clear + 1.0)
    assert off(looked) == off(usual)
