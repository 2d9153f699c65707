"""Vectors that were digitised on a raster: where their vertices truly lie, whatever CRS the file has to name."""

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS

from coregix_core.errors import GeoreferenceError
from coregix_core.geometry import Grid, of_affine, project
from coregix_core.io.saved_transform import SavedTransform
from coregix_core.io.vertices import crs_of_true, true_vertices

DEGREES, UTM = CRS.from_epsg(4326), CRS.from_epsg(32633)
TRUE = Affine.translation(12.3, 48.2) * Affine.rotation(25) * Affine.scale(2e-5, -1.4e-5)
MIDDLE = tuple(TRUE * (210, 150))
PHOTO = Grid(None, Affine.identity(), 420, 300)
EXTENT = (12.2, 48.1, 12.4, 48.3)
COL, ROW = np.array([10.0, 400.0]), np.array([20.0, 290.0])
SAVED = SavedTransform(of_affine(~TRUE, MIDDLE), DEGREES, EXTENT, PHOTO, placed=True)


@pytest.mark.parametrize("crs", [None, DEGREES])
@pytest.mark.parametrize("down", [1, -1])
def test_vectors_of_a_photograph_are_in_its_pixels(crs, down):
    """A GeoJSON file names degrees whether it likes to or not; QGIS counts rows downward to negative numbers."""
    found = true_vertices(COL, down * ROW, crs, SAVED)
    np.testing.assert_allclose(found, TRUE * np.array([COL, ROW]), atol=1e-9)


@pytest.mark.parametrize("down", [1, -1])
def test_outlines_that_were_drawn_beyond_the_first_row_are_in_its_pixels_too(down):
    rows = np.array([-4.0, 290.0])
    found = true_vertices(COL, down * rows, None, SAVED)
    np.testing.assert_allclose(found, TRUE * np.array([COL, rows]), atol=1e-9)


def test_they_are_written_in_the_crs_that_their_file_names_or_the_references():
    assert (crs_of_true(None, SAVED), crs_of_true(UTM, SAVED)) == (DEGREES, UTM)
    there = true_vertices(COL, ROW, UTM, SAVED)
    np.testing.assert_allclose(project(UTM, DEGREES, *there), TRUE * np.array([COL, ROW]), atol=1e-8)


def test_vectors_that_lie_on_the_ground_already_are_refused():
    x, y = TRUE * np.array([COL, ROW])
    with pytest.raises(GeoreferenceError, match="lie at true places already"):
        true_vertices(x, y, DEGREES, SAVED)


@pytest.mark.parametrize("crs", [None, UTM, DEGREES])
def test_vectors_of_a_raster_in_a_wrong_place_are_taken_as_its_own_crs_has_them(crs):
    own = Grid(UTM, Affine(5.0, 0.0, 520_000.0, 0.0, -5.0, 5_400_000.0), 420, 300)
    here = SavedTransform(of_affine(own.transform * ~TRUE, MIDDLE), DEGREES, EXTENT, own, placed=True)
    shown = own.to_world(COL, ROW)
    x, y = project(UTM, DEGREES, *shown) if crs == DEGREES else shown
    found = project(crs_of_true(crs, here), DEGREES, *true_vertices(x, y, crs, here))
    np.testing.assert_allclose(found, TRUE * np.array([COL, ROW]), atol=1e-8)
