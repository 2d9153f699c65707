"""Results are told in the units and directions of the reference."""

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import displaced, grid

from coregix_core.api.measuring import _northward, align_result, unit_of
from coregix_core.findings import Assessment, Displacement, Placement, TiePoints
from coregix_core.geometry import Grid
from coregix_core.pairing import overlap
from coregix_core.progress import Progress
from coregix_core.registration import Outcome


@pytest.mark.parametrize(("code", "transform", "unit"), [
    (32633, Affine(10, 0, 4e5, 0, -10, 5.8e6), "metre"), (4326, Affine(1e-4, 0, 9, 0, -1e-4, 50), "degree"),
    (4807, Affine(1e-4, 0, 9, 0, -1e-4, 50), "grad"), (2263, Affine(1, 0, 9e5, 0, -1, 2e5), "us survey foot"),
    (None, Affine.identity(), "pixel"), (None, Affine.translation(5, 7), "pixel"),
    (None, Affine(10, 0, 100, 0, -10, 500), "unit"), (None, Affine(1, 0, 0, 0, -1, 0), "unit"),
    (None, Affine(10, 0, 100, 0, 10, 500), "downward unit")])
def test_the_unit_is_that_of_the_coordinates(code, transform, unit):
    """Without a CRS, a geotransform still counts in units of its own, and rows run down them."""
    assert unit_of(Grid(None if code is None else CRS.from_epsg(code), transform, 5, 5)) == unit


@pytest.mark.parametrize(("code", "east", "north"), [(32633, 3.0, -2.0), (4326, 3.0, -2.0), (2053, -3.0, 2.0)])
def test_east_is_east_in_a_crs_that_counts_to_the_west_too(code, east, north):
    moved = _northward(Displacement(3.0, -2.0, 0, 0, 0, 0), Grid(CRS.from_epsg(code), Affine(1, 0, 0, 0, -1, 0), 5, 5))
    assert (moved.east, moved.north) == (east, north)


def told_of(pair, transform, **given):
    """The displacement that the result of an outcome tells."""
    none = np.zeros(0)
    points = TiePoints(none, none, none, none, none, none, none, none.astype(bool), none.astype(str))
    found = Assessment("aligned", "seen", None, None, 0.1, 0.2, points)
    outcome = Outcome(pair, "orientation", transform, found, already_aligned=False, **given)
    return align_result(outcome, {}, Progress(), accepted=False).displacement


def test_the_displacement_is_that_at_the_middle_of_what_both_show(pair_of):
    """Two images that share a corner: the frame of the search is centred elsewhere, and a turn moves it otherwise."""
    here = grid(80, 60)
    there = Grid(here.crs, here.transform * Affine.translation(60, -45), 80, 60)
    blank = np.ones(here.shape)
    pair = pair_of((blank, here), (blank, there))
    transform = displaced(3.0, 1.0, rotation_deg=2.0, centre=pair.frame.centre)
    pair = pair.within(overlap(pair, transform))
    left, bottom, right, top = pair.area
    x, y = (left + right) / 2, (bottom + top) / 2
    assert np.hypot(x - pair.frame.centre[0], y - pair.frame.centre[1]) > 20
    told = told_of(pair, transform)
    assert (told.east, told.north) == pytest.approx(np.subtract((x, y), transform(x, y)))
    assert told.rotation_deg == pytest.approx(-2.0)


@pytest.mark.parametrize("crs", [None, "that of the reference"])
def test_pixels_that_have_no_place_are_displaced_from_the_one_that_they_were_given(pair_of, crs):
    """And not by half a million metres from their columns and rows."""
    where, blank = grid(80, 60), np.ones((60, 80))
    pair, bare = pair_of((blank, where), (blank, where)), Grid(crs and where.crs, Affine.identity(), 80, 60)
    placed = Placement(*where.middle, 2.0, 0.0, "features", 40, -9.0)
    told = told_of(pair, displaced(3.0, 1.0, centre=where.middle), placement=placed, file_grid=bare)
    assert (told.east, told.north) == pytest.approx((-3.0, -1.0))
