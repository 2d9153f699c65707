"""Ground that bends between the places that are looked at is found by all pixels together, and noise bends nothing."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, centres, grid

import coregix
from coregix_core.assessing import gathering
from coregix_core.assessing.criteria import HILLS
from coregix_core.assessing.evidence import agreeing
from coregix_core.assessing.hills import Hills, hills_of
from coregix_core.assessing.motion import Departure
from coregix_core.geometry import Frame, identity
from coregix_core.imaging import Image
from coregix_core.pairing.blocks import Points

SIDE, MIDDLE, WIDE = 200, (81.0, 118.0), 9.0
# Wavelengths of its texture: 4 to 60 pixels.
FINE = {"shortest": 8.0, "longest": 120.0}
WHERE = grid(SIDE, SIDE)
PAIR = SimpleNamespace(frame=Frame(WHERE.to_world(0, 0), (2.0, 2.0)), each=lambda do, parts: [do(p) for p in parts])


def hill(length, toward=(1.0, 0.0)):
    """How far (2, h, w) a hill moves what images show, in columns and rows."""
    col, row = centres(WHERE)
    height = length * np.exp(-((col - MIDDLE[0]) ** 2 + (row - MIDDLE[1]) ** 2) / (2 * WIDE**2))
    return np.stack([height * toward[0], height * toward[1]])


def looked(shift, noise=0.0, seed=0, valid=None, tone=1.0, parts=(slice(None),), unlike=0.0, freedom=2, *,
           sharpened=np.asarray):
    """What is found in images of which one shows the ground so far aside (2, h, w)."""
    rng, ground, (col, row) = np.random.default_rng(seed), Ground(seed, **FINE), centres(WHERE)
    values = [sign * sharpened(ground(*WHERE.to_world(col - by[0], row - by[1])))
              + noise * rng.normal(size=(SIDE, SIDE)) for by, sign in ((np.zeros_like(shift), 1.0), (shift, tone))]
    valid = np.ones((SIDE, SIDE), bool) if valid is None else valid
    blocks = []
    for rows in parts:
        first, last, _ = rows.indices(SIDE)
        where = WHERE.window(0, first, SIDE, last - first)
        one, other = (Image(v[rows].astype(np.float32), valid[rows], where) for v in values)
        blocks.append(SimpleNamespace(fixed=one, placed_image=lambda *_, other=other: other))
    return hills_of(PAIR, tuple(blocks), identity(), unlike, freedom)


def rms(shift):
    off = shift - shift.mean((1, 2), keepdims=True)
    return float(np.sqrt((off**2).sum(0).mean()))


@pytest.mark.parametrize(("length", "noise"), [(0.4, 0.0), (0.6, 50.0), (1.2, 100.0)])
def test_a_hill_that_windows_pass_by_is_told_and_counted_whole(length, noise):
    found = looked(hill(length), noise)
    assert found.told
    assert rms(hill(length)) < found.rms < 3 * rms(hill(length))


def few_strong(ground):
    """The same ground with a few strong edges: what they say is most of what is said."""
    return 100.0 * np.exp(1.5 * (ground - 3000.0) / 510.0)


@pytest.mark.parametrize("seed", [0, 3])
def test_few_strong_edges_show_a_hill_as_well(seed):
    found = looked(hill(0.8), 0.05, seed, sharpened=few_strong)
    assert found.told
    assert found.rms > 0.8 * rms(hill(0.8))
    assert looked(hill(0.0), 0.05, seed, sharpened=few_strong) is None


@pytest.mark.parametrize("tone", [1.0, -0.5])
def test_it_lies_where_it_is_and_the_way_that_the_ground_is_shown_aside(tone):
    found = looked(hill(0.6, (0.6, 0.8)), tone=tone)
    top = np.argmax((found.off**2).sum(1))
    assert found.places[top] == pytest.approx(PAIR.frame.to_frame(*WHERE.to_world(*MIDDLE)).ravel(), abs=6.0)
    # True less shown, and rows go down where y goes up.
    assert found.off[top] / np.hypot(*found.off[top]) == pytest.approx((-0.6, 0.8), abs=0.15)
    assert 0.2 < np.hypot(*found.off[top]) < 0.7


@pytest.mark.parametrize("noise", [0.0, 50.0, 500.0])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_neither_noise_nor_what_all_of_the_ground_shares_is_a_hill(noise, seed):
    found = looked(np.full((2, SIDE, SIDE), 0.02), noise, seed)
    assert found is None or not found.told
    # In doubt at most, and then of little.
    assert found is None or found.rms < 0.03 + 0.1 * noise / 500


def turned(by):
    """How far (2, h, w) a turn about a corner, by so many pixels at the far end, and as great a shear move ground."""
    col, row = (at / SIDE for at in centres(WHERE))
    return by * np.stack([-row, col]), by * np.stack([row, col])


@pytest.mark.parametrize("parts", [(slice(None),), (slice(0, 80), slice(80, SIDE))])
def test_what_a_fit_is_free_in_and_errs_by_is_no_hill(parts):
    turn, shear = turned(0.25)
    assert looked(turn, 20.0, parts=parts).told
    for freedom, shift in ((3, turn), (4, turn), (6, turn), (6, shear), (8, shear)):
        found = looked(shift, 20.0, parts=parts, freedom=freedom)
        assert found is None or found.rms < 0.03
    assert looked(shear, 20.0, parts=parts, freedom=4).told, "no fit that only turns errs by that"


@pytest.mark.parametrize("freedom", [0, 2, 4, 6])
def test_a_hill_beside_what_the_fit_errs_by_is_found_as_without(freedom):
    shift = hill(0.6) + (turned(0.25)[0] if freedom > 2 else 0.0)
    found = looked(shift, freedom=freedom)
    assert found.told
    assert found.rms == pytest.approx(looked(hill(0.6)).rms, rel=0.3)


def test_images_that_differ_by_their_dates_lie_aside_by_themselves():
    assert looked(hill(0.4), unlike=0.02).sure < looked(hill(0.4)).sure
    assert looked(hill(0.4), unlike=0.4) is None


def test_what_is_not_valid_shows_no_hill():
    col, row = centres(WHERE)
    hidden = np.hypot(col - MIDDLE[0], row - MIDDLE[1]) < 4 * WIDE
    assert looked(hill(0.6), valid=~hidden) is None
    assert looked(hill(0.6), valid=np.zeros_like(hidden)) is None
    assert looked(hill(0.6), valid=col < 20) is None


def test_blocks_speak_together_for_the_whole():
    whole, parts = looked(hill(0.6)), looked(hill(0.6), parts=(slice(0, 60), slice(60, SIDE)))
    assert parts.rms == pytest.approx(whole.rms, rel=0.2)
    assert np.hypot(*parts.off.T).max() == pytest.approx(np.hypot(*whole.off.T).max(), rel=0.2)
    assert looked(hill(0.6), parts=(slice(0, 2),)) is None, "a block without a cell"


def test_what_is_in_doubt_counts_for_a_part():
    hills = Hills(np.zeros((1, 2)), np.ones((1, 2)), HILLS.told, 0.04, 4.0)
    half = replace(hills, sure=(HILLS.told + HILLS.doubted) / 2)
    assert hills.told
    assert not half.told
    assert hills.rms == pytest.approx(HILLS.over * 0.2)
    assert half.rms**2 == pytest.approx(hills.rms**2 / 2)
    assert replace(hills, sure=2 * HILLS.told).rms == hills.rms


COL, ROW = (v.ravel() for v in np.mgrid[:8, :8])
PLACES = 40.0 * np.column_stack([COL, ROW])
SEEN = agreeing(Points(PLACES, PLACES, np.tile(np.eye(2), (64, 1, 1)), np.ones(64), np.full(64, ""), 8.0),
                np.zeros((64, 2)), 1.0)


@pytest.fixture
def told(monkeypatch):
    """A look by all pixels that tells of a hill whatever it looks at."""
    found = Hills(PLACES[9:10] + 20.0, np.array([[0.6, 0.0]]), 2 * HILLS.told, 0.01, 4.0)
    monkeypatch.setattr(gathering, "hills_of", lambda *_: found)
    monkeypatch.setattr(gathering, "unlike", lambda *_: 0.0)
    return found


def with_hills(seen, model="affine"):
    pair = SimpleNamespace(frame=Frame((0.0, 0.0), (1.0, 1.0)), area=(0.0, 0.0, 280.0, 280.0))
    return gathering._with_hills(pair, (), SimpleNamespace(model=model), identity(), seen)


def test_a_hill_that_is_told_is_ground_that_bends(told):
    seen = with_hills(SEEN)
    assert seen.hills == told.rms
    assert seen.departure.bends
    assert seen.departure.share == pytest.approx(16 / 280**2)
    assert seen.stable.all(), "places beside it agree and stay"


def test_what_a_closer_look_found_is_kept_and_counts_with_it(told):
    before = Departure(PLACES[:4], np.ones((4, 2)), 0.1, bends=True, among=np.arange(64) < 4)
    seen = with_hills(replace(SEEN, departure=before))
    assert seen.departure is before
    assert seen.hills == told.rms


@pytest.mark.usefixtures("told")
@pytest.mark.parametrize(("seen", "model"), [
    (SEEN, "local"),
    (replace(SEEN, of_pixels=True), "affine"),
    (replace(SEEN, agree=np.arange(64) < 20), "affine"),
    (replace(SEEN, departure=Departure(PLACES[:4], np.ones((4, 2)), 0.1, bends=False, among=np.arange(64) < 4)),
     "affine"),
])
def test_no_hill_is_looked_for_where_a_field_follows_ground_moved_or_hardly_any_speaks(seen, model):
    assert with_hills(seen, model) is seen


def test_an_uncertainty_covers_a_hill_between_its_places_under_noise():
    rng, ground, shift, (col, row) = np.random.default_rng(1), Ground(4, **FINE), hill(1.2, (0.6, 0.8)), centres(WHERE)
    images = [ground(*WHERE.to_world(col - by[0], row - by[1])) + 100 * rng.normal(size=(SIDE, SIDE))
              for by in (shift, np.zeros_like(shift))]
    result = coregix.register(*(coregix.GridArray(v, Affine(*WHERE.transform[:6]), WHERE.crs) for v in images),
                              model="translation")
    assert rms(shift) < result.assessment.uncertainty_ce90_px < 3 * rms(shift)
    assert result.assessment.moved_ground.bends
