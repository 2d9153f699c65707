"""Images that differ by a curve of tones alone are measured in the tones of one of them, and no others are."""

import numpy as np
import pytest
from scenes import Ground, grid, textured

from coregix_core.assessing.gathering import gather
from coregix_core.assessing.tones import _Curve, in_tones_of_either
from coregix_core.assessing.unlikeness import unlike
from coregix_core.geometry.transform import identity
from coregix_core.imaging import Image
from coregix_core.pairing import read_blocks

GRID = grid(260, 240, 2.0)
GROUND = Ground(seed=4, shortest=10.0, longest=200.0)


def stretched(values, power=1.0, clip=1.0):
    low, high = values.min(), np.quantile(values, clip)
    return 4000 * np.clip((values - low) / (high - low), 0, 1) ** power


@pytest.fixture
def seen(pair_of):
    """The evidence of a pair in place whose moving image was ``edited``, and what the pair is off by for its looks."""
    def run(edited, ground=GROUND):
        rng = np.random.default_rng(1)
        fixed, moving = (v + rng.normal(0, 5, GRID.shape) for v in (stretched(textured(GRID, None, GROUND)),
                                                                    edited(textured(GRID, None, ground))))
        pair = pair_of((fixed, GRID), (moving, GRID))
        found = gather(pair, identity(pair.frame.centre), "orientation", True, (), 1.0, 16)
        return found, unlike(pair, found, None)

    return run


@pytest.mark.parametrize(("power", "clip"), [(3.5, 1.0), (1.0, 0.4)])
def test_a_gamma_and_clipped_ends_are_no_other_date(power, clip, seen):
    found, off = seen(lambda ground: stretched(ground, power, clip))
    assert found.toned
    assert off < 0.01
    assert found.hills < 0.05


def test_ground_that_changed_is_explained_by_no_curve(seen):
    other = textured(GRID, None, Ground(seed=5, shortest=10.0, longest=60.0))
    found, off = seen(lambda ground: stretched(ground + 0.6 * (other - other.mean())))
    assert found.convinces
    assert not found.toned
    assert off > 0.1


def test_images_alike_need_no_curve(seen):
    assert not seen(stretched)[0].toned


def test_a_curve_goes_through_the_median_and_says_how_loose_it_is():
    tones = np.random.default_rng(2).uniform(0, 100, 50_000)
    others = tones**2
    clouds = tones + 0.0
    clouds[::4] = 1e5
    sharp, clouded = _Curve(tones, others), _Curve(tones, np.where(clouds == 1e5, clouds, others))
    image = Image(np.full((1, 1), 50.0, np.float32), np.ones((1, 1), bool), grid(1, 1))
    assert sharp(image).values[0, 0] == pytest.approx(2500, rel=0.02)
    assert clouded(image).values[0, 0] == pytest.approx(2500, rel=0.05)
    assert sharp.loose < 0.05
    assert _Curve(tones, np.random.default_rng(3).permutation(others)).loose == pytest.approx(1.0, abs=0.05)


def test_where_tones_foretell_nothing_no_block_is_made(pair_of):
    pair = pair_of((textured(GRID, None, GROUND), GRID), (textured(GRID, None, Ground(seed=9)), GRID))
    still = identity(pair.frame.centre)
    assert not list(in_tones_of_either(pair, read_blocks(pair, 1.0, still, 16), still))
