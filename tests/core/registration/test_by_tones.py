"""Tones place what edges do not, if two looks at them are no chance; and nothing confirms what they found."""

from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, blobs, displaced, grid, picture, textured, write

from coregix_core.assessing import Evidence
from coregix_core.assessing.criteria import JOINED
from coregix_core.io import open_raster
from coregix_core.pairing import Points
from coregix_core.pairing.pair import make_pair
from coregix_core.pairing.solution import Request
from coregix_core.progress import Progress
from coregix_core.registration import by_tones, joined
from coregix_core.registration.by_tones import _mirrored, chance_of, found_by_tones
from coregix_core.registration.nearby import Nearby
from coregix_core.solving import read_coarse

WHERE = grid(200, 190, 1.0)
CENTRE = tuple(float(v) for v in WHERE.to_world(100, 95))
TRUTH = displaced(5.0, -4.0, 0.4, 1.004, CENTRE)


@pytest.fixture
def pair_of(tmp_path):
    """Makes a pair of an image with the ground that has seed 2."""
    opened = []

    def make(moving):
        write(tmp_path / "f.tif", textured(WHERE, ground=Ground(2, 6.0, 120.0)).astype("float32"), WHERE)
        write(tmp_path / "m.tif", moving.astype("float32"), WHERE)
        opened.extend(open_raster(tmp_path / name, role=name[0]) for name in ("f.tif", "m.tif"))
        fixed, moving = (raster.__enter__() for raster in opened)
        return make_pair(fixed, moving, fixed_band=0, moving_band=0, max_shift=None, clip=True)

    yield make
    for raster in reversed(opened):
        raster.__exit__(None, None, None)


def recoloured(truth, ground=2):
    """Six tones in an order of their own, under as much of what the other image does not show."""
    seen, other = (textured(WHERE, at, Ground(seed, 6.0, 120.0)) for at, seed in ((truth, ground), (None, 102)))
    tones = np.array([3.0, 0.0, 5.0, 1.0, 4.0, 2.0])[np.digitize(seen, np.quantile(seen, np.arange(1, 6) / 6))]
    return tones + (other - other.mean()) / other.std()


def shown_by(agree, measured=9):
    """Nine parts of the area, of which so many show a place by themselves, and so many of those one placement."""
    x, y = (v.ravel() for v in np.meshgrid([50.0, 100.0, 150.0], [45.0, 95.0, 145.0]))
    source = np.column_stack(WHERE.to_world(x, y))
    points = Points(source, source, np.zeros((9, 2, 2)), np.ones(9), np.full(9, ""), 8.0)
    residual = np.where(np.arange(9)[:, None] < measured, np.zeros((9, 2)), np.nan)
    return Evidence(1.0, points, residual, np.arange(9) < agree, 1e-7)


def found(pair, request=None):
    return found_by_tones(pair, read_coarse(pair, 1.0, Request()), request or Request(), 1.0)


def error_of(transform, truth=TRUTH):
    places = WHERE.to_world([20, 180, 100, 20], [20, 180, 95, 170])
    return np.hypot(*(np.array(transform(*places)) - np.array(truth(*places)))).max()


class TestPlacement:
    def test_it_is_found_in_tones_of_another_order(self, pair_of):
        seen = found(pair_of(recoloured(TRUTH)))
        assert seen.chance == seen.evidence.chance < 1e-6
        assert error_of(seen.transform) < 2.0
        assert seen.doubt < 2.0
        assert seen.strength > 6

    def test_unrelated_ground_gives_none(self, pair_of):
        assert found(pair_of(recoloured(TRUTH, ground=7))) is None

    def test_what_lies_beyond_its_reach_gives_none(self, pair_of):
        assert found(pair_of(recoloured(displaced(28.0, 0.0, centre=CENTRE)))) is None

    def test_it_is_looked_for_near_the_start_that_is_given(self, pair_of):
        truth = displaced(30.0, 0.0, centre=CENTRE)
        seen = found(pair_of(recoloured(truth)), Request(start=displaced(27.0, 1.0, centre=CENTRE)))
        assert error_of(seen.transform, truth) < 2.0

    def test_a_second_look_that_shows_nothing_leaves_none(self, pair_of, monkeypatch):
        exact = by_tones.made_exact
        pair = pair_of(recoloured(TRUTH))
        monkeypatch.setattr(by_tones, "made_exact", lambda *given: SimpleNamespace(
            **{**vars(exact(*given)), "strength": 4.0, "chance": 1e-4}))
        assert found(pair) is None

    def test_a_mirrored_image_that_reaches_as_much_leaves_none(self, pair_of, monkeypatch):
        monkeypatch.setattr(by_tones, "_mirrored", lambda image: [image])
        assert found(pair_of(recoloured(TRUTH))) is None

    def test_large_images_are_shrunk_to_what_takes_little_time(self, pair_of, monkeypatch):
        # Of 200 x 190 pixels 100 x 95 are left, which is too few.
        monkeypatch.setattr(by_tones, "_LARGE", 199)
        assert found(pair_of(recoloured(TRUTH))) is None


def test_mirrored_images_are_six_of_other_ground():
    image = picture(WHERE, textured(WHERE), ~blobs(WHERE.shape, 0.2, seed=1))
    others = list(_mirrored(image))
    assert len(others) == 6
    for other in others:
        assert np.array_equal(np.sort(other.values, axis=None), np.sort(image.values, axis=None))
        assert np.array_equal(np.sort(other.values[other.valid]), np.sort(image.values[image.valid]))
        assert abs(np.corrcoef(other.values.ravel(), image.values.ravel())[0, 1]) < 0.5


@pytest.mark.parametrize(("off", "stands"), [(8.0, True), (4.0, False)])
def test_what_tones_show_stands_by_itself_if_it_is_nothing_that_lies_over_both(pair_of, monkeypatch, off, stands):
    seen = Nearby(displaced(off, 0.0, centre=CENTRE), 1e-7, shown_by(9), 1.0, 49, 9.0)
    for way, result in (("found_nearby", None), ("_taken", None), ("found_by_tones", seen)):
        monkeypatch.setattr(joined, way, lambda *_, result=result: result)
    found = joined.by_joined_evidence(pair_of(recoloured(TRUTH)), Request(), None, Progress())
    assert (found is not None) == stands
    if found is not None:
        assert found[0].transform is seen.transform
        assert found[1].verdict == "uncertain"
        assert "of 9 parts of the area show by themselves" in found[1].reason
        # Mutual information, which found it, is not asked again.
        assert "confirms" not in found[1].reason


@pytest.mark.parametrize(("measured", "agree", "stands"), [(9, 5, True), (9, 4, False), (4, 3, True), (3, 2, False)])
def test_most_parts_that_show_a_place_and_at_least_three_have_to_show_this_one(measured, agree, stands):
    seen = Nearby(TRUTH, 1e-7, shown_by(agree, measured), 1.0, 49, 9.0)
    assert (by_tones._if_no_chance(seen) is not None) == stands


def test_images_without_room_for_many_windows_are_not_looked_at():
    coarse = SimpleNamespace(fixed=picture(grid(300, 120), np.zeros((120, 300))), wide="wide", step=1)
    assert found_by_tones(None, coarse, Request(), 1.0) is None


@pytest.mark.parametrize(("strength", "chance"), [(4.5, 0.632), (6.1, 0.127), (9.3, 2.48e-3)])
def test_the_chance_is_that_of_the_largest_of_many(strength, chance):
    assert chance_of(strength, 4.5, 0.8) == pytest.approx(chance, rel=0.01)


def test_one_look_alone_is_no_more_than_a_reason_for_another():
    assert JOINED.taken_by_tones < JOINED.tones_search < 0.05
