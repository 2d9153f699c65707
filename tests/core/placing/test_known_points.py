"""Known points: where an alignment starts, and what it is checked against."""

import re
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS
from scenes import Ground, displaced, grid, textured, write

from coregix_core import InputError, TransformFileError, UnreliableAlignmentError, align_image_pair
from coregix_core.geometry import Frame, Grid, HomographyTransform
from coregix_core.io.point_file import ControlPoints, write_points
from coregix_core.io.raster import open_raster
from coregix_core.placing.known_points import Known, place_by_points, read_known
from coregix_core.registration.stages import Outcome, _with_residual

GRID = grid(300, 260)
CENTRE = (500_300.0, 5_799_740.0)
FRAME = Frame(CENTRE, (2.0, 2.0))
TRUTH = displaced(40.0, -25.0, 3.0, 1.01, CENTRE)
PLACES = np.array([[-200, 150], [220, 180], [190, -160], [-180, -170], [20, 10], [-90, 60]], float) + CENTRE


def known(count, truth=TRUTH, noise=0.0):
    x, y = PLACES[:count].T
    shown = np.array(truth(x, y)) + np.random.default_rng(1).normal(0, noise, (2, count))
    return Known("p.points", x, y, *shown)


def points_file(path, truth, where=GRID, enabled=None, crs=GRID.crs):
    x, y = PLACES.T
    made = ControlPoints.of_pixels(where, where.to_pixel(*truth(x, y)), (x, y), crs)
    if enabled is not None:
        made = ControlPoints(made.x, made.y, made.source_x, made.source_y, np.array(enabled), crs)
    write_points(path, made)
    return path


@pytest.mark.parametrize(("count", "model", "expected"), [
    (1, "auto", "translation"), (2, "auto", "similarity"), (3, "affine", "similarity"), (4, "auto", "affine"),
    (6, "local", "affine"), (6, "similarity", "similarity"), (6, "translation", "translation"), (2, "rigid", "rigid"),
    (1, "rigid", "translation"),
])
def test_the_start_is_the_richest_model_that_the_points_carry(count, model, expected):
    assert known(count).start(FRAME, model).model == expected


def test_a_homography_is_what_six_points_alone_may_give():
    view = HomographyTransform(CENTRE, ((1.0, 0.02), (-0.02, 1.0)), (40.0, -25.0), (1e-4, -2e-4))
    found = known(6, view).given(FRAME, "homography")
    assert isinstance(found, HomographyTransform)
    x, y = PLACES.T
    np.testing.assert_allclose(found(x + 50, y - 30), view(x + 50, y - 30), atol=1e-5)
    assert known(6, view).start(FRAME, "homography").model == "affine"
    with pytest.raises(InputError, match="6 or more"):
        known(5, view).given(FRAME, "homography")


@pytest.mark.parametrize(("along", "model"), [((4.0, 2.0), "similarity"), ((0.0, 0.0), "translation")])
def test_points_in_a_line_or_in_one_place_carry_no_affine(along, model):
    """A shear across their line would be made up."""
    x, y = (np.linspace(-50, 50, 6)[:, None] * along + CENTRE).T
    start = Known("p.points", x, y, *TRUTH(x, y)).start(FRAME, "affine")
    assert start.model == model
    assert np.allclose(start(x, y), TRUTH(x, y), atol=1e-6)


def test_nor_a_homography_which_points_alone_were_to_give():
    x, y = (np.linspace(-50, 50, 6)[:, None] * (4.0, 2.0) + CENTRE).T
    with pytest.raises(InputError, match=r"p\.points lie in one line.*no three do"):
        Known("p.points", x, y, *TRUTH(x, y)).given(FRAME, "homography")


@pytest.mark.parametrize("model", ["rigid", "similarity"])
def test_points_that_no_turn_brings_together_are_said_to_be_mirrored(model):
    x, y = PLACES.T
    with pytest.raises(InputError, match=r"p\.points turn the other way"):
        Known("p.points", x, y, 2 * CENTRE[0] - x, y).start(FRAME, model)


@pytest.mark.parametrize("count", [2, 3, 4, 6])
def test_exact_points_give_the_exact_transform(count):
    start = known(count).start(FRAME, "auto")
    x, y = PLACES.T
    assert np.allclose(start(x, y), TRUTH(x, y), atol=1e-6)
    assert known(count).residual(FRAME, start).rmse_px < 1e-6


def test_far_from_the_image_the_shift_is_as_it_is_and_the_area_too():
    """300 km aside: of the sums of squares, the points' own spread would be a millionth."""
    far = displaced(300_000.0, -200_000.0, 3.0, 1.01, CENTRE)
    start = known(6, far).start(FRAME, "auto")
    assert np.linalg.det(start.matrix) == pytest.approx(1.01**2, rel=1e-9)
    assert np.allclose(start(*PLACES.T), far(*PLACES.T), atol=1e-4)


@pytest.mark.parametrize(("off", "verdict", "warned"), [(4.0, "aligned", 0), (6.0, "aligned", 1), (6.0, "failed", 0)])
def test_points_that_contradict_the_result_are_a_warning(off, verdict, warned, caplog):
    found = SimpleNamespace(verdict=verdict)
    outcome = Outcome(None, "auto", displaced(40.0 + 2 * off, -25.0, 3.0, 1.01, CENTRE), found, already_aligned=False)
    found = _with_residual(outcome, known(6), SimpleNamespace(frame=FRAME))
    assert found.known_points.rmse_px == pytest.approx(off)
    assert [f"p.points lie {off:.1f} px" in record.getMessage() for record in caplog.records] == [True] * warned


def test_the_residual_is_that_of_the_points_under_a_transform():
    found = known(6).residual(FRAME, displaced(43.0, -21.0, 3.0, 1.01, CENTRE))
    assert found.count == 6
    assert found.rmse == pytest.approx(5.0)
    assert found.rmse_px == pytest.approx(2.5)


@pytest.mark.parametrize(("scale", "usable"), [(0.72, True), (0.70, False), (1.40, True), (1.42, False)])
def test_an_area_may_be_off_by_less_than_a_factor_of_two(scale, usable):
    points = known(6, displaced(scale=scale, centre=CENTRE))
    if usable:
        assert points.start(FRAME, "auto").scale == pytest.approx(scale)
    else:
        with pytest.raises(InputError, match=rf"factor of {scale**2:.3g};"):
            points.start(FRAME, "auto")


def test_points_that_mirror_the_image_start_it_all_the_same():
    """That is the tie points' to refuse, which see the images."""
    x, y = PLACES.T
    start = Known("p.points", x, y, 2 * CENTRE[0] - x, y).start(FRAME, "auto")
    assert np.allclose(start(x, y), (2 * CENTRE[0] - x, y))


def test_half_the_longer_side_of_the_image_is_room_in_units_of_the_reference():
    tall = grid(100, 400)
    x, y = (np.array([v]) for v in tall.middle)
    assert Known("p.points", x, y, x + 3.0, y + 4.0).reach(tall, tall.crs) == pytest.approx(5.0 + 400.0)
    lon, lat = np.array([15.0]), np.array([52.3])
    degrees = Known("p.points", lon, lat, lon, lat).reach(tall, CRS.from_epsg(4326))
    assert degrees == pytest.approx(400 / 111_300, rel=0.01)


class TestWhatPlacesARaster:
    """Two points or more that lie apart; of four, not all in a line, or errors across would count fifty-fold."""

    def place(self, path, col, row, model="auto"):
        return place_by_points(raw_points(path / "p.points", TURNED, np.array(col, float), np.array(row, float)), RAW,
                               GRID, model)[0]

    @pytest.mark.parametrize(("apart", "enough"), [(2.02, True), (1.98, False)])
    def test_two_have_to_lie_a_pixel_apart_from_their_middle(self, tmp_path, apart, enough):
        if enough:
            assert np.allclose(self.place(tmp_path, [20, 20 + apart], [30, 30]).to_world(*SET), TURNED.to_world(*SET),
                               atol=1e-3)
        else:
            with pytest.raises(InputError, match="places no raster"):
                self.place(tmp_path, [20, 20 + apart], [30, 30])

    @pytest.mark.parametrize(("across", "enough"), [(5.0, True), (2.0, False)])
    def test_four_have_to_spread_a_fiftieth_of_their_length_across(self, tmp_path, across, enough):
        places = [0, 200, 0, 200], [0, 0, across, across]
        if enough:
            assert np.allclose(self.place(tmp_path, *places).to_world(*SET), TURNED.to_world(*SET), atol=1e-3)
        else:
            with pytest.raises(InputError, match="of 4 or more not all in one line"):
                self.place(tmp_path, *places)

    def test_a_similarity_is_placed_by_points_in_a_line(self, tmp_path):
        found = self.place(tmp_path, [0, 50, 100, 200], [0, 25, 50, 100], "rigid")
        assert np.allclose(found.to_world(*SET), TURNED.to_world(*SET), atol=1e-5)

    def test_the_placed_raster_keeps_its_shape_and_takes_the_reference_s_crs(self, tmp_path):
        found = self.place(tmp_path, *SET)
        assert (found.crs, found.width, found.height) == (GRID.crs, 240, 160)

    def test_in_degrees_two_points_turn_pixels_and_not_coordinates(self, tmp_path):
        """At 52 degrees north, a raster turned among the reference's pixels is sheared in degrees."""
        degrees = grid(300, 260, 2e-5, CRS.from_epsg(4326), (15.0, 52.0))
        true = Grid(degrees.crs, degrees.transform * Affine.rotation(40) * Affine.scale(1.5), 240, 160)
        x, y = true.to_world(*SET[:, :2])
        write_points(tmp_path / "p.points", ControlPoints(x, y, SET[0, :2], -SET[1, :2], np.ones(2, bool), degrees.crs))
        found, _ = place_by_points(tmp_path / "p.points", RAW, degrees, "auto")
        assert np.allclose(found.to_world(*SET), true.to_world(*SET), atol=1e-9)


def test_points_that_shrink_the_image_are_refused():
    with pytest.raises(InputError, match=r"p\.points.*factor of"):
        known(6, displaced(scale=0.5, centre=CENTRE)).start(FRAME, "auto")


@pytest.fixture
def pair(tmp_path):
    def write_pair(truth, moving_grid=GRID):
        ground = Ground(3)
        fixed = write(tmp_path / "fixed.tif", textured(GRID, ground=ground).astype("float32"), GRID)
        moving = write(tmp_path / "moving.tif", textured(moving_grid, truth, ground).astype("float32"), moving_grid)
        return moving, fixed

    return write_pair


def test_points_without_a_place_in_the_reference_s_crs_are_refused(pair, tmp_path):
    moving, fixed = pair(None)
    far = ControlPoints(np.array([15.0, 1e9]), np.array([52.0, 1e9]), np.array([500_010.0] * 2),
                        np.array([5_799_990.0] * 2), np.ones(2, bool), CRS.from_epsg(4326))
    write_points(tmp_path / "p.points", far)
    with open_raster(moving, role="moving") as m, open_raster(fixed, role="fixed") as f, \
            pytest.raises(InputError, match=r"p\.points: some points have no place"):
        read_known(tmp_path / "p.points", m.grid, m.grid, f.grid)


def test_room_is_made_for_what_the_points_show_and_half_the_image_besides():
    shown = known(6, displaced(30.0, -40.0, centre=CENTRE))
    assert shown.reach(GRID, GRID.crs) == pytest.approx(50.0 + 300.0)


class TestAPointThatContradictsAllOthers:
    """A slip of a person, as in a digit of a coordinate: the others tell, if they are enough."""

    def slipped(self, path, by=(3000.0, 0.0), count=5, number=2):
        x, y = PLACES[:count].T
        noise = np.random.default_rng(4).normal(0, 1.5, (2, count))
        places = np.array([x, y]) + noise
        places[:, number] += by
        write_points(path, ControlPoints.of_pixels(GRID, GRID.to_pixel(*TRUTH(x, y)), tuple(places), GRID.crs))
        return path

    @pytest.mark.parametrize("number", range(4))
    def test_it_is_left_out_and_named(self, tmp_path, caplog, number):
        found = read_known(self.slipped(tmp_path / "p.points", number=number), GRID, GRID, GRID)
        assert np.allclose([found.x, found.y], np.delete(PLACES[:5], number, 0).T, atol=6.0)
        (text,) = caplog.messages
        x, y = re.search(r"p\.points: the point at ([\d.]+), ([\d.]+) lies 1\d\d\d pixels .* left out", text).groups()
        assert [float(x), float(y)] == pytest.approx(PLACES[number] + [3000, 0], abs=6.0)
        assert np.allclose(found.start(FRAME, "auto")(*PLACES.T), TRUTH(*PLACES.T), atol=25.0)

    def test_a_raster_without_a_georeference_is_placed_without_it(self, tmp_path, caplog):
        x, y = TURNED.to_world(*SET)
        x[1] += 3000
        write_points(tmp_path / "p.points", ControlPoints(x, y, SET[0], -SET[1], np.ones(5, bool), GRID.crs))
        found, told = place_by_points(tmp_path / "p.points", RAW, GRID, "auto")
        assert np.allclose(found.to_world(*SET), TURNED.to_world(*SET), atol=1e-3)
        assert told.matches == 4
        assert not caplog.messages, "it is told where the points are read for the alignment"

    @pytest.mark.parametrize("by", [(0.0, 0.0), (12.0, 0.0)])
    def test_points_as_people_set_them_all_stay(self, tmp_path, caplog, by):
        assert read_known(self.slipped(tmp_path / "p.points", by), GRID, GRID, GRID).x.size == 5
        assert not caplog.messages

    @pytest.mark.parametrize(("model", "count"), [("homography", 6), ("auto", 5)])
    def test_a_corner_of_a_tilted_view_contradicts_an_affine_and_no_homography(self, tmp_path, model, count):
        col, row = np.random.default_rng(50).uniform(0, 250, (2, 6))
        places = GRID.to_world(col / (1 + 2e-3 * col), row / (1 + 2e-3 * col))
        write_points(tmp_path / "p.points", ControlPoints.of_pixels(GRID, (col, row), places, GRID.crs))
        assert read_known(tmp_path / "p.points", GRID, GRID, GRID, model).x.size == count

    def test_of_four_none_can_be_told_but_how_far_they_are_from_any_transform(self, tmp_path, caplog):
        four = read_known(self.slipped(tmp_path / "p.points", (300.0, 0.0), count=4), GRID, GRID, GRID)
        assert four.x.size == 4
        assert not caplog.messages
        rmse = four.residual(FRAME, four.start(FRAME, "auto")).rmse_px
        assert rmse > 20
        assert [text.split("p.points")[1] for text in caplog.messages] == [
            f" lie {rmse:.1f} px (rmse) from the transform fitted to them (affine); check them."]

    def test_what_points_of_a_few_pixels_error_fit_is_no_warning(self, caplog):
        known(6, noise=30.0).start(FRAME, "auto")
        assert not caplog.messages

    def test_the_pair_is_aligned_where_it_was_refused(self, pair, tmp_path, caplog):
        moving, fixed = pair(TRUTH)
        result = align_image_pair(moving, fixed, tmp_path / "o.tif", known_points=self.slipped(tmp_path / "p.points"))
        assert (result.verdict, result.known_points.count) == ("aligned", 4)
        assert np.hypot(*np.subtract(result.transform(*PLACES.T), TRUTH(*PLACES.T))).max() < 0.2
        assert sum("left out" in text for text in caplog.messages) == 1


def test_disabled_points_are_left_out(pair, tmp_path):
    moving, fixed = pair(TRUTH)
    path = points_file(tmp_path / "p.points", TRUTH, enabled=[True, False, True, True, False, True])
    with open_raster(moving, role="moving") as m, open_raster(fixed, role="fixed") as f:
        assert read_known(path, m.grid, m.grid, f.grid).x.size == 4
        points_file(path, TRUTH, enabled=[False] * 6)
        with pytest.raises(InputError, match="no point that is enabled"):
            read_known(path, m.grid, m.grid, f.grid)


def raw_points(path, true, col, row):
    """Points of a raster without a georeference, set on its pixels, as the Georeferencer writes them."""
    x, y = true.to_world(col, row)
    write_points(path, ControlPoints(x, y, col, -row, np.ones(len(col), bool), GRID.crs))
    return path


TURNED = Grid(GRID.crs, Affine.translation(*CENTRE) * Affine.rotation(130) * Affine.scale(3.1, -3.1)
              * Affine.translation(-120, -80), 240, 160)
RAW = Grid(None, Affine.identity(), 240, 160)
SET = np.array([[20, 30], [210, 20], [200, 140], [30, 120], [110, 75]], float).T


@pytest.mark.parametrize("count", [2, 3, 4, 5])
@pytest.mark.parametrize("own", [RAW, grid(240, 160, pixel=7.0)], ids=["no georeference", "a wrong one"])
def test_points_place_a_raster_whatever_its_own_georeference_says(tmp_path, count, own):
    col, row = SET[:, :count]
    path = raw_points(tmp_path / "p.points", TURNED, col, row)
    found, told = place_by_points(path, own, GRID, "auto")
    assert np.allclose(found.to_world(*SET), TURNED.to_world(*SET), atol=1e-5)
    assert (told.found_by, told.matches, told.chance) == ("points", count, None)
    # The same points are then where the placed raster shows them.
    known = read_known(path, found, own, GRID)
    assert np.allclose([known.shown_x, known.shown_y], [known.x, known.y], atol=1e-5)


@pytest.mark.parametrize("count", [2, 5])
def test_a_reference_whose_rows_run_north_mirrors_nothing(tmp_path, count):
    south_up = Grid(GRID.crs, Affine(2, 0, GRID.bounds[0], 0, 2, GRID.bounds[1]), GRID.width, GRID.height)
    path = raw_points(tmp_path / "p.points", TURNED, *SET[:, :count])
    found, _ = place_by_points(path, RAW, south_up, "auto")
    assert np.allclose(found.to_world(*SET), TURNED.to_world(*SET), atol=1e-5)
    mirror = Grid(GRID.crs, TURNED.transform * Affine.scale(-1, 1), 240, 160)
    with pytest.raises(InputError, match="turn the other way"):
        place_by_points(raw_points(path, mirror, *SET), RAW, south_up, "auto")


@pytest.mark.parametrize(("model", "sheared"), [("auto", True), ("affine", True), ("local", True), ("rigid", False),
                                                ("similarity", False), ("translation", False)])
def test_only_a_model_that_allows_it_shears_the_raster(tmp_path, model, sheared):
    oblong = Grid(GRID.crs, TURNED.transform * Affine.scale(1.2, 1.0), 240, 160)
    found, _ = place_by_points(raw_points(tmp_path / "p.points", oblong, *SET), RAW, GRID, model)
    t = found.transform
    assert bool(np.hypot(t.a, t.d) / np.hypot(t.b, t.e) > 1.1) is sheared


@pytest.mark.parametrize(("col", "row"), [([20.0], [30.0]), ([20.0, 20.0], [30.0, 30.0]),
                                          ([10.0, 60.0, 110.0, 210.0], [20.0, 45.0, 70.0, 120.0])])
def test_points_that_place_no_raster_are_refused(tmp_path, col, row):
    path = raw_points(tmp_path / "p.points", TURNED, np.array(col), np.array(row))
    with pytest.raises(InputError, match=r"p\.points places no raster"):
        place_by_points(path, RAW, GRID, "auto")


def test_points_that_place_the_raster_outside_the_reference_are_refused(tmp_path):
    away = Grid(GRID.crs, Affine.translation(5e5, 0) * TURNED.transform, 240, 160)
    with pytest.raises(InputError, match=r"p\.points places the source outside the reference, around \d+"):
        place_by_points(raw_points(tmp_path / "p.points", away, *SET), RAW, GRID, "auto")


def test_points_that_mirror_the_raster_are_refused(tmp_path):
    mirror = Grid(GRID.crs, TURNED.transform * Affine.scale(-1, 1), 240, 160)
    with pytest.raises(InputError, match=r"turn the other way.*flip it"):
        place_by_points(raw_points(tmp_path / "p.points", mirror, *SET), RAW, GRID, "auto")


def test_points_in_another_crs_are_brought_into_the_reference_s(pair, tmp_path):
    from rasterio.crs import CRS
    from rasterio.warp import transform

    moving, fixed = pair(TRUTH)
    x, y = PLACES.T
    lon, lat = transform(GRID.crs, CRS.from_epsg(4326), x, y)
    made = ControlPoints.of_pixels(GRID, GRID.to_pixel(*TRUTH(x, y)), (np.array(lon), np.array(lat)),
                                   CRS.from_epsg(4326))
    write_points(tmp_path / "p.points", made)
    with open_raster(moving, role="moving") as m, open_raster(fixed, role="fixed") as f:
        found = read_known(tmp_path / "p.points", m.grid, m.grid, f.grid)
    assert np.allclose([found.x, found.y], [x, y], atol=1e-3)
    assert np.allclose([found.shown_x, found.shown_y], TRUTH(x, y), atol=1e-6)


def test_a_turn_beyond_the_search_is_found_from_known_points(pair, tmp_path):
    truth = displaced(10.0, 6.0, 25.0, centre=CENTRE)
    moving, fixed = pair(truth)
    with pytest.raises(UnreliableAlignmentError):
        align_image_pair(moving, fixed, tmp_path / "o.tif")
    rough = displaced(14.0, 3.0, 24.7, centre=CENTRE)
    result = align_image_pair(moving, fixed, tmp_path / "o.tif", known_points=points_file(tmp_path / "p.points", rough))
    x, y = PLACES.T
    assert result.verdict == "aligned"
    assert np.hypot(*np.subtract(result.transform(x, y), truth(x, y))).max() < 0.2
    assert result.known_points.count == 6
    gap = np.subtract(rough(x, y), truth(x, y))
    assert result.to_dict()["known_points"]["rmse"] == pytest.approx(np.sqrt((gap**2).sum(0).mean()), abs=0.2)


def test_rasters_far_apart_are_brought_together_by_known_points(pair, tmp_path):
    truth = displaced(5000.0, -3000.0, centre=CENTRE)
    moving, fixed = pair(truth, grid(300, 260, origin=(505_000.0, 5_797_000.0)))
    path = points_file(tmp_path / "p.points", truth, grid(300, 260, origin=(505_000.0, 5_797_000.0)))
    result = align_image_pair(moving, fixed, tmp_path / "o.tif", known_points=path)
    assert result.verdict == "aligned"
    assert result.displacement.east == pytest.approx(-5000.0, abs=0.1)
    assert result.known_points.rmse_px < 0.1


def test_a_file_that_is_none_is_refused_by_name(pair, tmp_path):
    moving, fixed = pair(TRUTH)
    (tmp_path / "p.points").write_text("nothing")
    with pytest.raises(TransformFileError, match=r"p\.points"):
        align_image_pair(moving, fixed, tmp_path / "o.tif", known_points=tmp_path / "p.points")
