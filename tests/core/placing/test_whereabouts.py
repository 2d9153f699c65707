"""What people say of where the source lies, as a part of the reference's pixels; nonsense is refused."""

from contextlib import ExitStack
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import ORIGIN, UTM, displaced, grid, write

from coregix_core.errors import InputError
from coregix_core.geometry import project
from coregix_core.geometry.grid import Grid
from coregix_core.io.raster import open_raster
from coregix_core.options import RegisterOptions
from coregix_core.placing import whereabouts
from coregix_core.placing.whereabouts import (
    MAX_PIXEL,
    MIN_PIXEL,
    PhotoHint,
    as_aligned,
    photo_hint,
    placement_on,
    search_box,
    searched_for,
    unplaced,
)

NOTHING = PhotoHint(None, None, MAX_PIXEL)
REFERENCE = grid(400, 300, pixel=2.0)
X, Y = ORIGIN[0] + 200.0, ORIGIN[1] - 300.0
"""Column 100, row 150 of the reference."""


@pytest.fixture
def rasters(tmp_path):
    """Opens a source of 40 x 20 pixels on a grid, and the reference."""
    with ExitStack() as stack:
        def opened(crs=None, transform=None):
            where = Grid(crs, transform or Affine.identity(), 40, 20)
            return [stack.enter_context(open_raster(write(tmp_path / f"{role}.tif", np.ones(g.shape, np.uint8), g),
                                                    role=role))
                    for role, g in (("moving", where), ("fixed", REFERENCE))]

        yield opened


def test_a_place_is_looked_around_as_far_as_the_largest_source_reaches(rasters):
    assert search_box(RegisterOptions(near_place=(X, Y)), *rasters()) == pytest.approx((40, 90, 160, 210))


def test_a_rectangle_is_cut_to_the_reference(rasters):
    box = search_box(RegisterOptions(around=(X - 1e6, Y - 20, X + 10, Y + 1e6)), *rasters())
    assert box == pytest.approx((0, 0, 105, 160))


class TestDegrees:
    """The reference lies about 180 degrees; the same place may be said as -180."""

    FIXED = SimpleNamespace(path="r", grid=Grid(CRS.from_epsg(4326), Affine(0.01, 0, 179.0, 0, -0.01, -16.0), 200, 100))
    MOVING = SimpleNamespace(grid=Grid(None, Affine.identity(), 10, 10))

    def box(self, **given):
        return search_box(RegisterOptions(**given), self.MOVING, self.FIXED)

    @pytest.mark.parametrize("x", [180.2, -179.8])
    def test_a_place_is_found_however_it_is_written(self, x):
        assert self.box(near_place=(x, -16.5)) == pytest.approx((105, 35, 135, 65))

    @pytest.mark.parametrize(("left", "right"), [(179.5, 180.5), (-180.5, -179.5), (179.5, -179.5)])
    def test_so_is_a_rectangle_as_a_whole(self, left, right):
        assert self.box(around=(left, -16.5, right, -16.1)) == pytest.approx((50, 10, 150, 50))

    def test_exchanged_sides_are_a_slip(self):
        with pytest.raises(InputError, match=r"must be xmin,ymin,xmax,ymax, not 179\.6,-17,179\.2,-16"):
            self.box(around=(179.6, -17.0, 179.2, -16.0))

    def test_a_camera_is_looked_for_there_as_well(self):
        assert whereabouts._around((-179.8, -16.5), 10.0, self.FIXED) == pytest.approx((110, 40, 130, 60))


def test_without_a_word_all_of_it_is_looked_at(rasters):
    assert search_box(RegisterOptions(start="anywhere"), *rasters()) is None


@pytest.mark.parametrize(("given", "message"), [
    ({"near_place": (X,)}, "takes 2 numbers"), ({"around": (X, Y, X + 1)}, "takes 4 numbers"),
    ({"around": (X, Y, X - 1, Y + 1)}, "xmin,ymin,xmax,ymax"),
    ({"near_place": (0.0, 0.0)}, "lies outside the reference"),
    ({"near_place": (X, Y), "around": (X, Y, X + 1, Y + 1)}, "say two things"),
])
def test_what_is_no_place_in_the_reference_is_refused(rasters, given, message):
    with pytest.raises(InputError, match=message):
        search_box(RegisterOptions(**given), *rasters())


def test_a_source_is_looked_for_if_it_has_no_georeference_or_if_that_is_asked_for(rasters):
    assert unplaced(*rasters())
    assert searched_for(*rasters(), RegisterOptions())
    placed = rasters(UTM, REFERENCE.transform)
    assert not searched_for(*placed, RegisterOptions())
    for given in ({"start": "anywhere"}, {"near_place": (X, Y)}, {"around": (X, Y, X + 100, Y + 100)}):
        assert searched_for(*placed, RegisterOptions(**given))
    # A geotransform without a CRS means something that is not known: the user is asked for the CRS.
    assert not unplaced(*rasters(None, REFERENCE.transform))


def test_a_photograph_is_looked_for_around_where_its_exif_says_it_was_taken(rasters):
    moving, fixed = rasters()
    (lon,), (lat,) = project(UTM, CRS.from_epsg(4326), [X], [Y])
    told(moving, lon, lat)
    assert photo_hint(moving, fixed).box == pytest.approx((0, 30, 220, 270), abs=0.1)


@pytest.mark.parametrize("place", [None, (0.0, 0.0), (100.0, 10.0)], ids=["none", "no reception", "elsewhere"])
def test_a_place_that_does_not_help_narrows_nothing(rasters, place):
    moving, fixed = rasters()
    if place is not None:
        told(moving, *place)
    assert photo_hint(moving, fixed) is None


class TestPhotographs:
    """The reference has 400 x 300 pixels; a source of 40 pixels is looked for up to 120 around where it was taken."""

    def box(self, rasters, col, row, width=40, crs=UTM):
        moving, fixed = rasters()
        x, y = fixed.grid.to_world([col], [row])
        (lon,), (lat,) = project(UTM, CRS.from_epsg(4326), x, y)
        told(moving, lon, lat)
        moving.grid = replace(moving.grid, width=width)
        fixed.grid = replace(fixed.grid, crs=crs)
        return (photo_hint(moving, fixed) or NOTHING).box

    @pytest.mark.parametrize(("col", "row", "box"), [
        (200, 150, (80, 30, 320, 270)), (1, 1, (0, 0, 121, 121)), (399, 299, (279, 179, 400, 300))])
    def test_the_box_is_cut_to_the_reference(self, rasters, col, row, box):
        assert self.box(rasters, col, row) == pytest.approx(box, abs=0.1)

    @pytest.mark.parametrize(("col", "row", "inside"), [
        (-1, 150, False), (1, 150, True), (401, 150, False), (399, 150, True), (200, -1, False), (200, 1, True),
        (200, 301, False), (200, 299, True)])
    def test_a_place_outside_is_none(self, rasters, col, row, inside):
        assert (self.box(rasters, col, row) is not None) is inside

    @pytest.mark.parametrize(("width", "gains"), [(46, True), (47, False)])
    def test_a_part_of_more_than_seven_tenths_of_the_whole_gains_nothing(self, rasters, width, gains):
        assert (self.box(rasters, 200, 150, width) is not None) is gains

    def test_nor_does_a_place_in_a_reference_that_has_no_crs(self, rasters):
        assert self.box(rasters, 200, 150, crs=None) is None

    def hint(self, rasters, crs=UTM, transform=None, **tags):
        """The hint of a source of 40 pixels with these tags, on a reference of pixels of 2 m."""
        moving, fixed = rasters()
        moving.dataset = WithTags(moving.dataset, {f"EXIF_{name}": value for name, value in tags.items()})
        fixed.grid = replace(fixed.grid, crs=crs, transform=transform or fixed.grid.transform)
        return photo_hint(moving, fixed)

    @pytest.mark.parametrize(("heading", "grid_turn", "turn"), [
        ("(90)", 0, 90), ("(271.5)", 0, 271.5), ("(10)", 30, 40)])
    def test_the_top_of_the_picture_shows_where_the_camera_was_turned(self, rasters, heading, grid_turn, turn):
        # Rows run downwards: a heading clockwise from north is a turn from columns to rows.
        found = self.hint(rasters, GPSImgDirection=heading,
                          transform=REFERENCE.transform * Affine.rotation(-grid_turn))
        assert np.degrees(found.turn) == pytest.approx(turn)

    @pytest.mark.parametrize(("altitude", "largest"), [("(40)", 1.125), ("(2)", MIN_PIXEL), ("(400)", MAX_PIXEL)])
    def test_a_pixel_shows_no_more_than_it_would_at_sea_level(self, rasters, altitude, largest):
        # 24 of 36 mm of film are 26.7 of 40 pixels: from 40 m a pixel shows 1.5 m, and up to half as much again.
        found = self.hint(rasters, GPSAltitude=altitude, FocalLengthIn35mmFilm="24") or NOTHING
        assert found.largest == pytest.approx(largest, rel=0.01)

    def test_pixels_of_mercator_are_counted_as_they_are_on_the_ground(self, rasters):
        north = Affine.translation(1e6, 8_399_737.9) * Affine.scale(2.0, -2.0)
        found = self.hint(rasters, crs=CRS.from_epsg(3857), transform=north, GPSAltitude="(20)",
                          FocalLengthIn35mmFilm="24")
        # At 60 degrees north a pixel of 2 shows 1 m.
        assert found.largest == pytest.approx(1.125, rel=0.01)

    def test_what_says_nothing_new_is_no_hint(self, rasters):
        assert self.hint(rasters) is None
        assert self.hint(rasters, crs=None, GPSImgDirection="(10)", GPSAltitude="(20)",
                         FocalLengthIn35mmFilm="24") is None


@pytest.mark.parametrize(("around", "box"), [
    ((0, 0, 3, 4), None), ((0, 0, 4, 4), (0, 0, 2, 2)), ((0, 0, 4, 3), None),
    ((796, 596, 900, 900), (398, 298, 400, 300)), ((797, 0, 900, 900), None), ((0, 597, 900, 900), None)])
def test_a_part_has_two_pixels_each_way_at_least(rasters, around, box):
    left, top, right, bottom = around
    given = RegisterOptions(around=(ORIGIN[0] + left, ORIGIN[1] - bottom, ORIGIN[0] + right, ORIGIN[1] - top))
    if box is None:
        with pytest.raises(InputError, match="lies outside"):
            search_box(given, *rasters())
    else:
        assert search_box(given, *rasters()) == pytest.approx(box)


@pytest.mark.parametrize("around", [(X, Y, X, Y + 1), (X, Y, X + 1, Y), (X, Y + 1, X + 1, Y)])
def test_a_rectangle_without_an_inside_is_none(rasters, around):
    with pytest.raises(InputError, match="must be xmin,ymin,xmax,ymax, not 500200,"):
        search_box(RegisterOptions(around=around), *rasters())


def test_a_placement_is_where_the_middle_lies_and_how_columns_run():
    where = Grid(UTM, Affine.translation(100, 200) * Affine.rotation(30) * Affine.scale(4.0, -1.0), 20, 10)
    placed = placement_on(where, "edges", 12, -8.0)
    assert (placed.x, placed.y) == pytest.approx(where.to_world(10, 5))
    assert (placed.pixel_size, placed.rotation_deg) == pytest.approx((2.0, 30.0))
    assert (placed.found_by, placed.matches, placed.chance) == ("edges", 12, -8.0)


def test_in_the_end_it_is_where_the_alignment_places_it():
    where = Grid(UTM, Affine.translation(100, 200) * Affine.rotation(30) * Affine.scale(4.0, -4.0), 20, 10)
    found = replace(placement_on(where, "edges", 12, -8.0), automatic=True)
    # What it shows as it was found lies 3 m too far east, is turned by 4 degrees and a hundredth too large.
    shows = displaced(3.0, 0.0, 4.0, 1.01, centre=where.middle)
    placed = as_aligned(found, where, shows)
    assert (placed.x, placed.y) == pytest.approx([float(v) for v in shows.inverse(*where.middle)])
    assert (placed.pixel_size, placed.rotation_deg) == pytest.approx((4.0 / 1.01, 26.0))
    assert (placed.found_by, placed.matches, placed.chance, placed.automatic) == ("edges", 12, -8.0, True)


def test_a_turn_in_degrees_is_that_on_the_ground():
    """At 60 degrees north a degree of longitude is half as long as one of latitude."""
    turned = Affine.translation(10.0, 60.0) * Affine.scale(2e-4, 1e-4) * Affine.rotation(30) * Affine.scale(1, -1)
    told = placement_on(Grid(CRS.from_epsg(4326), turned, 40, 20), "features", 12, -8.0)
    assert told.rotation_deg == pytest.approx(30.0, abs=0.01)


def test_only_a_source_without_anything_is_unplaced_and_only_beside_a_reference_with_a_crs(rasters):
    moving, fixed = rasters()
    assert unplaced(moving, fixed)
    fixed.grid = replace(fixed.grid, crs=None)
    assert not unplaced(moving, fixed)


def test_a_crs_alone_says_nothing_of_where_pixels_lie(rasters):
    """GDAL's geotransform of a raster that has none is the identity; if both have that, they lie alike."""
    moving, fixed = rasters()
    moving.grid = replace(moving.grid, crs=UTM)
    assert unplaced(moving, fixed)
    fixed.grid = replace(fixed.grid, transform=Affine.identity())
    assert not unplaced(moving, fixed)


def told(raster, longitude, latitude):
    """Give an open raster the tags of a camera's position, as GDAL shows them."""
    parts = {"Longitude": (longitude, "EW"), "Latitude": (latitude, "NS")}
    tags = {}
    for name, (value, signs) in parts.items():
        degrees, rest = divmod(abs(value), 1)
        minutes, rest = divmod(rest * 60, 1)
        tags[f"EXIF_GPS{name}"] = f"({degrees:.0f}) ({minutes:.0f}) ({rest * 60:.6f})"
        tags[f"EXIF_GPS{name}Ref"] = signs[int(value < 0)]
    raster.dataset = WithTags(raster.dataset, tags)


class WithTags:
    """A dataset with tags of its own."""

    def __init__(self, dataset, tags):
        self._dataset, self._tags = dataset, tags

    def __getattr__(self, name):
        return getattr(self._dataset, name)

    def tags(self, **_):
        return self._tags


def test_a_refusal_names_what_was_looked_for_in_what():
    """Of many that are looked for, the one that is not found is told from the others."""
    named = whereabouts.with_names(whereabouts.mirrored(), SimpleNamespace(path="a.tif"), SimpleNamespace(path="b.tif"))
    assert str(named).startswith("a.tif in b.tif: No reliable alignment was found: the source is a mirror image")
    assert named.reason == "the source is a mirror image of the reference"
