"""Coarser pixels that both images are copies of are seen, as is how large they are."""

import numpy as np
import pytest
from affine import Affine
from scenes import Ground, grid
from scipy import ndimage

import coregix
from coregix_core.assessing.copied_pixels import side_of_copies

OWN = np.random.default_rng(0).normal(size=(60, 70)).astype(np.float32)
ALL = np.ones((60, 70), bool)


@pytest.mark.parametrize("side", [2, 3, 6])
def test_copies_are_as_large_as_what_they_were_made_of(side):
    values = np.kron(OWN, np.ones((side, side), np.float32))
    assert side_of_copies(values, np.ones(values.shape, bool)) == pytest.approx(side, rel=0.1)
    # Stretched along one axis alone, the other has its own pixels.
    assert side_of_copies(np.repeat(OWN, side, axis=0), np.ones((60 * side, 70), bool)) == 1.0


@pytest.mark.parametrize("values", [OWN, np.round(OWN), np.zeros_like(OWN), ndimage.zoom(OWN, 1.1, order=0)[:60, :70],
                                    np.where(np.arange(60)[:, None] < 40, 0, OWN)],
                         ids=["own", "few values", "flat", "hardly enlarged", "flat in part"])
def test_ground_of_its_own_pixels_is_no_copy(values):
    assert side_of_copies(values.astype(np.float32), ALL) == 1.0


def test_nothing_is_known_better_than_by_the_pixels_that_both_images_copy():
    where, ground = grid(240, 240), Ground(1, shortest=40.0)
    row, col = np.mgrid[:240, :240] // 4 * 4 + 2.0
    images = [ground(*where.to_world(col + off, row - off)) for off in (0.0, 1.6)]
    found = coregix.register(*(coregix.GridArray(v, Affine(*where.transform[:6]), where.crs) for v in images))
    assert found.verdict == "uncertain"
    assert 2.3 < found.assessment.uncertainty_ce90_px < 8


@pytest.mark.parametrize("copied", [0, 1])
def test_what_one_image_alone_copies_is_known_less_well_than_its_own_pixels(copied):
    where, ground = grid(200, 200), Ground(1, shortest=20.0)

    def stated(side):
        places = [np.mgrid[:200, :200] + 0.5] * 2
        places[copied] = (np.mgrid[:200, :200] // side + 0.5) * side
        images = [ground(*where.to_world(col + off, row - off))
                  for (row, col), off in zip(places, (0.0, 0.6), strict=True)]
        found = coregix.register(*(coregix.GridArray(v, Affine(*where.transform[:6]), where.crs) for v in images))
        assert found.verdict == "aligned"
        return found.assessment.uncertainty_ce90_px

    assert stated(2) > max(0.03, 2 * stated(1))
