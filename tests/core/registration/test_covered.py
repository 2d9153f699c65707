"""Unrelated ground under the same clouds or names is told; one ground is not, whatever covers it or has changed."""

import numpy as np
import pytest
from scenes import Ground, displaced, grid, textured, write
from scipy import ndimage

from coregix_core.assessing import OVERLAY
from coregix_core.imaging import SensorPattern
from coregix_core.io import open_raster
from coregix_core.pairing.pair import make_pair
from coregix_core.pairing.solution import Request
from coregix_core.registration import covered
from coregix_core.registration.covered import is_covered, is_little, is_unlike, whole_of
from coregix_core.registration.nearby import Left
from coregix_core.solving import read_coarse

WHERE = grid(200, 190, 1.0)
CENTRE = tuple(float(v) for v in WHERE.to_world(100, 95))
NOTHING = Left(0.5, 0.1)


def ground(seed, displacement=None):
    return textured(WHERE, displacement, Ground(seed, 6.0, 120.0))


def drawn(seed, sigma):
    found = ndimage.gaussian_filter(np.random.default_rng(seed).standard_normal(WHERE.shape), sigma)
    return (found - np.median(found)) / found.std()


def clouded(values, seed=5, cover=6000.0, part=0.5):
    """Under clouds that have texture of their own."""
    return np.where(drawn(seed, 12) > part, cover + 200.0 * drawn(seed + 3, 3), values)


def lined(values):
    """Under names."""
    strokes = np.kron(np.random.default_rng(4).random((64, 50)) > 0.3, np.ones((3, 4)))[:190]
    return np.where((drawn(5, 8) > 1.2) & (strokes > 0), 9000.0, values)


@pytest.fixture
def covers(tmp_path):
    def judge(fixed, moving, *, pattern=None, by=None, **how):
        write(tmp_path / "f.tif", fixed.astype("float32"), WHERE)
        write(tmp_path / "m.tif", moving.astype("float32"), WHERE)
        with open_raster(tmp_path / "f.tif", role="fixed") as f, open_raster(tmp_path / "m.tif", role="moving") as m:
            pair = make_pair(f, m, fixed_band=0, moving_band=0, max_shift=None, clip=True)
            if pattern is not None:
                f.patterns[0] = m.patterns[0] = pattern
            parts = whole_of(pair, read_coarse(pair, 1.0, Request()))
            found = by(pair, parts, Request()) if by else is_covered(pair, parts, Request(),
                                                                     **{"doubtful": False, **how})
            assert [raster.patterns.get(0) for raster in (f, m)] == [pattern, pattern]
            return found
    return judge


def test_unrelated_ground_under_the_same_textured_clouds_is_told(covers):
    assert covers(clouded(ground(2)), clouded(ground(7)))


def seamed(values):
    """In tiles that are brighter and darker."""
    tiles = np.random.default_rng(4).normal(0.0, 500.0, (5, 5)).repeat(48, 0).repeat(48, 1)
    return values + tiles[: WHERE.shape[0], : WHERE.shape[1]]


@pytest.mark.parametrize("over", [lined, seamed])
def test_names_and_seams_are_told_at_any_verdict_where_the_images_lie_exactly_as_filed(covers, over):
    pair = over(ground(2)), over(ground(7))
    assert covers(*pair, doubtful=True)
    assert covers(*pair, doubtful=True, exactly=False)
    assert covers(*pair)
    assert not covers(*pair, exactly=False)


def test_names_that_leave_nothing_to_look_at_prove_nothing(covers, monkeypatch):
    pair = lined(ground(2)), lined(ground(7))
    for left, told in ((None, False), (NOTHING, True), (Left(0.0, 9.0), False)):
        monkeypatch.setattr(covered, "left_without", lambda *_, left=left: left)
        assert covers(*pair) == told


def test_ground_whose_edges_go_on_beside_the_clouds_is_seen_at_once(covers, monkeypatch):
    monkeypatch.setattr(covered, "left_without", lambda *_: pytest.fail("looked"))
    aside = np.where(drawn(5, 12) > 0.5, ground(2), ground(2, displaced(1.5, -1.0, centre=CENTRE)))
    assert not covers(clouded(ground(2), part=1.0), clouded(aside, part=1.0), doubtful=True)


def test_names_that_were_taken_for_gaps_of_a_sensor_are_read_from_the_files(covers):
    pair = lined(ground(2)), lined(ground(7))
    # Most of them is hidden from those who ask.
    assert covers(*pair, doubtful=True, pattern=SensorPattern(fill=9000.0))
    assert not covers(ground(2), ground(2), doubtful=True, pattern=SensorPattern(fill=9000.0))


def test_a_pattern_says_nothing_by_itself_where_nothing_is_left(covers, monkeypatch):
    pair = ground(2), ground(7)
    for left, told in ((None, False), (NOTHING, True)):
        monkeypatch.setattr(covered, "left_without", lambda *_, left=left: left)
        assert covers(*pair, doubtful=True, pattern=SensorPattern(fill=9000.0)) == told


@pytest.mark.parametrize("moving", [ground(2, displaced(3.0, -2.0, centre=CENTRE)), 0.5 * ground(2) + 2000.0])
def test_one_ground_beside_the_clouds_is_ground_wherever_near_it_lies(covers, moving):
    assert not covers(clouded(ground(2), part=1.0), clouded(moving, part=1.0), doubtful=True)


def test_clouds_in_one_image_or_elsewhere_in_each_cover_nothing_in_both(covers, monkeypatch):
    monkeypatch.setattr(covered, "left_without", lambda *_: pytest.fail("looked"))
    assert not covers(ground(2), clouded(ground(2)))
    assert not covers(clouded(ground(2), part=1.0), clouded(ground(2), 11, part=1.0), doubtful=True)


def test_where_nothing_is_left_beside_what_stands_out_nothing_is_known(covers, monkeypatch):
    pair = clouded(ground(2)), clouded(ground(7))
    for left, told in ((None, True), (NOTHING, True), (Left(0.0, 9.0), False)):
        monkeypatch.setattr(covered, "left_without", lambda *_, left=left: left)
        assert covers(*pair) == told


@pytest.mark.parametrize(("chance", "strength", "told"), [(1.1, -0.01, True), (0.9, -0.01, False), (1.1, 0.01, False)])
def test_unrelated_ground_supports_little_by_chance_and_by_the_window(chance, strength, told):
    left = Left(chance * OVERLAY.beside_outlines, OVERLAY.by_window + strength)
    assert is_little(left, unknown=not told) == told
    assert is_little(None, unknown=told) == told


def test_smoke_of_the_tones_of_the_ground_is_told_by_being_unlike_it_in_both_images(covers, monkeypatch):
    def smoke(values):
        return np.where(drawn(5, 12) > 0, np.median(ground(2)) + 700.0 * drawn(8, 2), values)

    pair = smoke(ground(2)), smoke(ground(7))
    assert not covers(*pair)
    assert covers(*pair, by=is_unlike)
    assert not covers(ground(2), smoke(ground(2)), by=is_unlike)
    for left, told in ((None, True), (NOTHING, True), (Left(0.0, 9.0), False)):
        monkeypatch.setattr(covered, "left_without", lambda *_, left=left: left)
        assert covers(*pair, by=is_unlike) == told
