"""Where rasters lie under a saved transform: pixels are no longitudes, and both sides of the antimeridian are one."""

from dataclasses import replace

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS

from coregix_core.errors import GeoreferenceError
from coregix_core.geometry import AffineTransform, Grid, HomographyTransform, LocalTransform, of_affine
from coregix_core.geometry.transform import affine_transform
from coregix_core.io.exports import control_points, corrected_geotransform
from coregix_core.io.saved_transform import SavedTransform

DEGREES, UTM, LATER_ZONE = CRS.from_epsg(4326), CRS.from_epsg(32633), CRS.from_epsg(32634)
SIZE = (420, 300)
# A photograph of more than 360 pixels, turned, in a reference in degrees.
TRUE = Affine.translation(12.3, 48.2) * Affine.rotation(25) * Affine.scale(2e-5, -1.4e-5)
PHOTO = Grid(None, Affine.identity(), *SIZE)
MIDDLE = tuple(TRUE * (210, 150))
EXTENT = (12.2, 48.1, 12.4, 48.3)


def bent(affine):
    """A field on top, of which a geotransform cannot know."""
    lattice = Affine.translation(MIDDLE[0] - 0.008, MIDDLE[1] - 0.008) * Affine.scale(0.004)
    return LocalTransform(affine, lattice, np.random.default_rng(1).normal(0, 1.0, (2, 5, 5)))


TO_PIXELS = of_affine(~TRUE, MIDDLE)
TILTED = HomographyTransform(MIDDLE, TO_PIXELS.matrix, TO_PIXELS.shift, (0.8, -0.5))
MODELS = [TO_PIXELS, TILTED, bent(TO_PIXELS)]


def saved(transform=TO_PIXELS, moving=PHOTO, fixed_crs=DEGREES, **changes):
    return SavedTransform(transform, fixed_crs, EXTENT, moving, placed=True, **changes)


def pixels():
    return np.array([0.0, 185.0, 420.0, 400.0, 3.0]), np.array([0.0, 150.0, 10.0, 300.0, 290.0])


class TestPhotograph:
    @pytest.mark.parametrize("transform", MODELS, ids=lambda t: t.model)
    def test_its_pixels_are_no_longitudes(self, transform):
        shown = transform(*saved(transform).true_places(PHOTO, *pixels()))
        np.testing.assert_allclose(shown, pixels(), atol=1e-5)

    @pytest.mark.parametrize("transform", MODELS, ids=lambda t: t.model)
    def test_it_is_read_about_where_it_truly_lies(self, transform):
        under, seen = saved(transform).seen(PHOTO)
        assert seen.crs == DEGREES
        x, y = saved(transform).true_places(PHOTO, *pixels())
        np.testing.assert_allclose(seen.to_pixel(*under(x, y)), pixels(), atol=1e-5)
        assert np.hypot(*np.subtract(under(*MIDDLE), MIDDLE)) < 1e-4

    def test_its_output_holds_the_whole_outline_in_its_own_pixel_size(self):
        where = saved().output_grid(PHOTO)
        x, y = TRUE * (0, 0), TRUE * SIZE
        assert where.bounds[1] <= min(x[1], y[1])
        assert where.bounds[2] - where.bounds[0] < 0.02
        assert where.pixel_size == pytest.approx(np.sqrt(2e-5 * 1.4e-5), rel=0.01)

    def test_a_geotransform_is_held_against_its_own_pixels(self):
        """In degrees a hundredth of the unit is a kilometre."""
        assert corrected_geotransform(saved(), PHOTO).almost_equals(TRUE, 1e-9)
        assert corrected_geotransform(saved(TILTED), PHOTO) is None
        assert corrected_geotransform(saved(bent(TO_PIXELS)), PHOTO) is None

    def test_control_points_lie_on_the_ground(self):
        for point in control_points(saved(), PHOTO):
            assert (point.x, point.y) == pytest.approx(TRUE * (point.col, point.row), abs=1e-9)


class TestAnotherGeoreference:
    @pytest.mark.parametrize("crs", [None, DEGREES, UTM])
    def test_what_the_transform_itself_gave_the_photograph_is_no_other(self, crs):
        fixed_crs = UTM if crs == UTM else DEGREES
        here = saved(fixed_crs=fixed_crs)
        under, seen = here.seen(Grid(crs, TRUE, *SIZE))
        assert (under, seen) == here.seen(PHOTO)
        assert here.output_grid(Grid(crs, TRUE, *SIZE)) == here.output_grid(PHOTO)

    @pytest.mark.parametrize("other", [
        Grid(DEGREES, Affine.translation(3e-5, 0) * TRUE, *SIZE), Grid(DEGREES, TRUE, 419, 300),
        Grid(None, Affine.identity(), 419, 300), Grid(DEGREES, Affine(2e-5, 0, 12.3, 0, -2e-5, 48.2), *SIZE)])
    def test_any_other_is_refused_with_advice(self, other):
        with pytest.raises(GeoreferenceError, match=r"in pixels, on a raster of 420 x 300 .* the scan is not that one"):
            saved().seen(other, "scan")

    def test_also_for_a_pair_without_crs(self):
        """Both in pixels, and since then with a world file."""
        shift = AffineTransform("translation", (210.0, 150.0), shift=(7.0, -4.0))
        here = SavedTransform(shift, None, (0.0, 0.0, 420.0, 300.0), PHOTO)
        corrected = Grid(None, Affine.translation(-7.0, 4.0), *SIZE)
        assert here.seen(corrected) == here.seen(PHOTO) == (shift, PHOTO)
        # Of another resolution, and so another raster.
        finer = Grid(None, Affine.scale(0.5), 840, 600)
        assert here.seen(finer) == (shift, finer)
        assert here.seen(replace(corrected, crs=UTM)) == (shift, replace(corrected, crs=UTM))


class TestWrongGeoreference:
    OWN = Grid(UTM, Affine(5.0, 0.0, 520_000.0, 0.0, -5.0, 5_700_000.0), *SIZE)
    TO_OWN = of_affine(OWN.transform * ~TRUE, MIDDLE)

    def test_its_numbers_are_no_longitudes(self):
        here = saved(self.TO_OWN, self.OWN)
        np.testing.assert_allclose(np.stack(here.true_places(self.OWN, *pixels())), np.stack(TRUE * np.array(pixels())),
                                   atol=1e-7)

    @pytest.mark.parametrize("crs", [UTM, None])
    def test_another_resolution_under_it_goes_along(self, crs):
        finer = Grid(crs, self.OWN.transform * Affine.scale(0.5), 840, 600)
        x, y = saved(self.TO_OWN, self.OWN).true_places(finer, *pixels())
        np.testing.assert_allclose(np.stack([x, y]), np.stack(TRUE * (np.array(pixels()) / 2)), atol=1e-7)

    def test_the_crs_of_the_very_raster_may_have_been_replaced(self):
        assert saved(self.TO_OWN, self.OWN).seen(replace(self.OWN, crs=LATER_ZONE))[1].crs == DEGREES

    @pytest.mark.parametrize("other", [Grid(LATER_ZONE, OWN.transform * Affine.scale(0.5), 840, 600),
                                       Grid(None, Affine.identity(), 840, 600)])
    def test_another_georeference_is_refused(self, other):
        with pytest.raises(GeoreferenceError, match="under another georeference than that of the raster"):
            saved(self.TO_OWN, self.OWN).seen(other)


class TestLostGeoreference:
    """A world file was there at the solve, and is gone."""

    OWN = Grid(UTM, Affine(5.0, 0.0, 520_000.0, 0.0, -5.0, 5_700_000.0), *SIZE)
    SHIFT = AffineTransform("translation", (521_000.0, 5_699_000.0), shift=(7.0, -4.0))

    @pytest.mark.parametrize("placed", [False, True])
    def test_a_raster_of_that_size_lies_where_it_was(self, placed):
        here = SavedTransform(self.SHIFT, UTM, self.OWN.bounds, self.OWN, placed=placed)
        assert here.seen(PHOTO) == here.seen(self.OWN)
        assert here.output_grid(PHOTO) == here.output_grid(self.OWN)

    def test_another_size_says_nothing(self):
        here = SavedTransform(self.SHIFT, UTM, self.OWN.bounds, self.OWN)
        with pytest.raises(GeoreferenceError, match="under another georeference than that of the scan"):
            here.seen(Grid(None, Affine.identity(), 99, 99), "scan")

    def test_without_any_crs_pixels_are_places(self):
        coarse = Grid(None, Affine.scale(2.0), *SIZE)
        here = SavedTransform(self.SHIFT, None, coarse.bounds, coarse)
        fine = Grid(None, Affine.identity(), 840, 600)
        assert here.seen(fine) == (self.SHIFT, fine)


class TestAntimeridian:
    """The same place is written as 180 or as -180 degrees; a turn lies between."""

    PIXEL = 1e-4
    TURNED = affine_transform("similarity", (180.0, 10.0), 1.01 * np.array([[0.999, -0.03], [0.03, 0.999]]),
                              np.array([4e-4, -3e-4]))

    def pair(self, fixed, moving):
        centre = (180.0 + fixed, 10.0)
        there = replace(self.TURNED, centre=centre)
        own = Grid(DEGREES, Affine(self.PIXEL, 0, 180.0 + moving - 0.02, 0, -self.PIXEL, 10.01), *SIZE)
        here = SavedTransform(there, DEGREES, (centre[0] - 0.1, 9.9, centre[0] + 0.1, 10.1), own)
        x, y = own.to_world(*pixels())
        true = self.TURNED.inverse(x - moving, y)
        return here, own, np.stack([true[0] + fixed, true[1]])

    @pytest.mark.parametrize("fixed", [0.0, -360.0])
    @pytest.mark.parametrize("moving", [0.0, -360.0])
    def test_true_places_lie_where_the_reference_is(self, fixed, moving):
        here, own, true = self.pair(fixed, moving)
        np.testing.assert_allclose(here.true_places(own, *pixels()), true, atol=1e-9)
        np.testing.assert_allclose(corrected_geotransform(here, own) * np.array(pixels()), true, atol=1e-9)
        assert {round(p.x) for p in control_points(here, own)} == {180 + fixed}

    @pytest.mark.parametrize("moving", [0.0, -360.0])
    def test_the_output_stays_on_the_rasters_own_grid(self, moving):
        here, own, _ = self.pair(0.0, moving)
        assert here.output_grid(own) == own

    def test_the_whole_earth_is_not_torn(self):
        """The transform's centre is a little off the middle, so that one border lies nearer by the other side."""
        earth = Grid(DEGREES, Affine(0.5, 0, -180.0, 0, -0.5, 90.0), 720, 360)
        shift = AffineTransform("translation", (0.3, 0.0), shift=(0.1, 0.0))
        here = SavedTransform(shift, DEGREES, earth.bounds, earth)
        x, _ = here.true_places(earth, np.array([0.0, 720.0]), np.array([180.0, 180.0]))
        assert x.tolist() == pytest.approx([-180.1, 179.9])
