"""The functions that others build on: transforms found, measured and fitted in memory, from any kind of image."""

import copy
import pickle
from dataclasses import replace

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS
from scenes import UTM, Ground, displaced, grid, textured, write
from scipy import ndimage

import coregix as cx
from coregix_core import AffineTransform, GeoreferenceError, GridArray, InputError, UnreliableAlignmentError
from coregix_core.geometry import Grid
from coregix_core.io import SavedTransform

GRID = grid(200, 180)
CENTRE = tuple(float(v) for v in GRID.to_world(100, 90))
TRUTH = displaced(9.0, -5.0, centre=CENTRE)
MOVING = textured(GRID, TRUTH, Ground(3)).astype("float32")
FIXED = textured(GRID, ground=Ground(3)).astype("float32")
X, Y = (np.array(v) for v in GRID.to_world([20.0, 100.0, 180.0], [20.0, 90.0, 160.0]))


def placed(values):
    return GridArray(values, GRID.transform, UTM)


@pytest.fixture(scope="module")
def found():
    """The registration of two arrays."""
    return cx.register(placed(MOVING), placed(FIXED), model="translation")


def assert_finds(transform, within=0.1):
    """The displacement is the true one, within a part of a pixel (CRS units are metres, pixels 2 m)."""
    np.testing.assert_allclose(np.stack(transform(X, Y)), np.stack(TRUTH(X, Y)), rtol=0, atol=within)


def pickled(found):
    return pickle.loads(pickle.dumps(found))  # noqa: S301 - our own


class TestCopies:
    @pytest.mark.parametrize("copied", [pickled, copy.deepcopy, copy.copy])
    def test_a_copy_is_equal_and_can_all_that_the_original_can(self, found, copied, tmp_path):
        again = copied(found)
        assert again == found
        np.testing.assert_array_equal(cx.warp(placed(MOVING), again).values, cx.warp(placed(MOVING), found).values)
        again.save(tmp_path / "t.json")
        assert cx.load_transform(tmp_path / "t.json").transform == found.transform

    def test_a_report_of_a_copy_reads_files_again_and_says_what_is_out_of_reach(self, found, tmp_path, monkeypatch):
        path = write(tmp_path / "m.tif", MOVING, GRID)
        with rasterio.open(path) as dataset, rasterio.MemoryFile(path.read_bytes()) as memory, memory.open() as held:
            of_file, of_memory = (pickled(replace(found, _sources=(source, placed(FIXED))))
                                  for source in (dataset, held))
        shown = []
        monkeypatch.setattr("coregix_core.report.write_align_report",
                            lambda _path, _result, pair: shown.append(pair.moving.read_band(0).values))
        of_file.report(tmp_path / "r.html")
        np.testing.assert_array_equal(shown[0], MOVING)
        with pytest.raises(InputError, match="in memory, of which a copy of the registration has no pixels"):
            of_memory.report(tmp_path / "r.html")


class TestRegister:
    def test_it_finds_and_measures_the_displacement_of_arrays(self, found):
        assert_finds(found.transform)
        assert (found.verdict, found.transform.model) == ("aligned", "translation")
        assert found.assessment.residual_after.rmse_px < 0.1
        assert len(found.tie_points) > 20
        assert found.result.settings["moving_image_path"] == "moving array"

    def test_it_writes_nothing(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        write(tmp_path / "m.tif", MOVING, GRID)
        write(tmp_path / "f.tif", FIXED, GRID)
        before = sorted(path.name for path in tmp_path.iterdir())
        with rasterio.open("f.tif") as fixed:
            from_files = cx.register("m.tif", fixed, model="translation")
        assert sorted(path.name for path in tmp_path.iterdir()) == before
        assert_finds(from_files.transform)
        assert from_files.result.moving_image_path.endswith("m.tif")
        assert (from_files.result.output_image_path, from_files.result.report_path) == (None, None)

    def test_what_is_not_reliable_is_refused_and_carries_what_was_seen(self):
        noise = np.random.default_rng(0).normal(size=(2, 180, 200)).astype("float32")
        with pytest.raises(UnreliableAlignmentError, match="accept_unreliable") as refused:
            cx.register(placed(noise[0]), placed(noise[1]))
        assert refused.value.result.verdict == "failed"
        assert refused.value.reason == refused.value.result.assessment.reason

    @pytest.mark.parametrize(("moving", "message"), [
        (3, "A int is no moving image"), (np.zeros(5), r"the shape \(5,\)"),
        (MOVING.astype("datetime64[s]"), r"moving array has the type datetime64\[s\]"),
        (GridArray(MOVING, Affine.scale(0)), "moving array cannot be used: The geotransform .* cannot be inverted")])
    def test_what_is_no_image_is_refused(self, moving, message):
        with pytest.raises(InputError, match=message):
            cx.register(moving, placed(FIXED))

    def test_values_out_of_their_limits_are_refused_by_the_words_of_python(self):
        with pytest.raises(InputError, match="model must be one of") as refused:
            cx.register(placed(MOVING), placed(FIXED), model="afine")
        assert refused.value.parameter == "model"


class TestRegistration:
    def test_it_prints_short_and_compares(self, found):
        assert len(repr(found)) < 400
        assert str(found) == found.summary() == found.result.summary()
        again = replace(found, result=replace(found.result, seconds={}))
        assert again == found
        assert replace(found, result=replace(found.result, unit="foot")) != found
        assert found.to_dict()["verdict"] == "aligned"
        assert "<table>" in found._repr_html_()

    def test_it_is_saved_and_loaded(self, found, tmp_path):
        found.save(tmp_path / "T.json")
        loaded = cx.load_transform(tmp_path / "T.json")
        assert loaded.transform == found.transform
        assert (loaded.verdict, loaded.fixed_crs, loaded.moving.shape) == ("aligned", UTM, (180, 200))
        assert loaded.uncertainty_ce90 == found.assessment.uncertainty_ce90

    def test_its_report_shows_the_images(self, found, tmp_path):
        pytest.importorskip("matplotlib")
        found.report(tmp_path / "r.html")
        page = (tmp_path / "r.html").read_text(encoding="utf-8")
        assert "moving array" in page
        assert "data:image" in page

    @pytest.mark.parametrize(("method", "name", "what"), [
        ("save", "T.tif", r"of GeoTIFF, and what is written is a transform as JSON"), ("save", "T.txt", r"\.json\."),
        ("report", "r.pdf", r"of PDF, and what is written is an HTML page.*\.html\.")])
    def test_its_files_take_no_ending_of_another_kind(self, found, tmp_path, method, name, what):
        with pytest.raises(InputError, match=what):
            getattr(found, method)(tmp_path / name)
        assert list(tmp_path.iterdir()) == []

    def test_its_transform_is_an_object_of_its_own(self, found):
        back = ~found.transform
        np.testing.assert_allclose(back(*found.transform(X, Y)), (X, Y), rtol=0, atol=1e-6)
        assert (back @ found.transform).shift == pytest.approx((0.0, 0.0), abs=1e-6)


class TestAssess:
    def test_the_true_transform_passes_and_none_shows_what_is_there(self):
        under, without = (cx.assess(placed(MOVING), placed(FIXED), under=under) for under in (TRUTH, None))
        assert under.verdict == "aligned"
        assert under.assessment.residual_after.rmse_px < 0.1
        assert without.assessment.residual_before.rmse_px == pytest.approx(np.hypot(9, 5) / 2, abs=0.2)

    def test_a_registration_is_a_transform_too(self, found):
        assert cx.assess(placed(MOVING), placed(FIXED), under=found).verdict == "aligned"
        points = cx.tie_points(placed(MOVING), placed(FIXED), under=found.saved)
        after = np.hypot(points.dx_after, points.dy_after)[points.inlier]
        assert np.median(after) < 0.2


    def test_unrelated_ground_under_the_same_clouds_is_refused(self):
        def noise(seed, sigma):
            drawn = ndimage.gaussian_filter(np.random.default_rng(seed).standard_normal((220, 220)), sigma)
            return drawn / drawn.std()

        clouds, where = 6000 + 100 * noise(5, 3), noise(3, 14) > 0.4
        fixed, moving = (np.where(where, clouds, 3000 + 300 * noise(seed, 2)).astype("float32") for seed in (1, 2))
        found = cx.assess(moving, fixed).assessment
        assert found.verdict == "failed"
        assert "clouds over both" in found.reason


class TestAssessOfAnImageThatWasPlaced:
    """Its transform is of pixels, and only what it was saved with says so."""

    PLACE = Grid(UTM, Affine.translation(*CENTRE) * Affine.rotation(130) * Affine.scale(2, -2)
                 * Affine.translation(-60, -50), 120, 100)
    PHOTO = textured(PLACE, ground=Ground(3)).astype("float32")
    TO_PIXELS = ~PLACE.transform
    PIXELS = AffineTransform("affine", CENTRE, ((TO_PIXELS.a, TO_PIXELS.b), (TO_PIXELS.d, TO_PIXELS.e)),
                             (60 - CENTRE[0], 50 - CENTRE[1]))
    SAVED = SavedTransform(PIXELS, UTM, PLACE.bounds, Grid(None, Affine.identity(), 120, 100), placed=True)

    def test_it_is_looked_at_where_it_was_placed(self):
        found = cx.assess(self.PHOTO, placed(FIXED), under=self.SAVED)
        assert found.verdict == "aligned"
        assert found.assessment.residual_after.rmse_px < 0.1
        assert found.assessment.residual_before is None

    def test_its_tie_points_lie_there_too(self):
        points = cx.tie_points(self.PHOTO, placed(FIXED), under=self.SAVED)
        left, bottom, right, top = self.PLACE.bounds
        assert len(points) > 10
        assert ((points.x > left) & (points.x < right) & (points.y > bottom) & (points.y < top)).all()
        assert np.median(np.hypot(points.dx_after, points.dy_after)[points.inlier]) < 0.2

    def test_its_masks_lie_there_too(self):
        left_half = np.arange(120)[None] < np.full((100, 1), 60)
        points = cx.tie_points(self.PHOTO, placed(FIXED), under=self.SAVED, moving_exclude=left_half)
        seen = np.isfinite(points.dx_after)
        column, _ = self.PLACE.to_pixel(points.x[seen], points.y[seen])
        assert column.size > 5
        assert column.min() > 45

    @pytest.mark.parametrize("look", [cx.assess, cx.tie_points])
    def test_the_bare_transform_does_not_say_where(self, look):
        with pytest.raises(GeoreferenceError, match=r"moving array has no CRS.*bare transform.*give the Registration"):
            look(self.PHOTO, placed(FIXED), under=self.PIXELS)
        with pytest.raises(GeoreferenceError, match="give the Registration"):
            cx.warp(self.PHOTO, self.PIXELS, like=placed(FIXED))

    def test_a_transform_in_another_crs_than_the_reference_s_is_refused(self):
        """A mere number of one is no place of the other."""
        with pytest.raises(GeoreferenceError, match="holds in EPSG:32632, and the fixed array is in EPSG:32633"):
            cx.assess(placed(MOVING), placed(FIXED), under=SavedTransform(TRUTH, CRS.from_epsg(32632), GRID.bounds,
                                                                          GRID))

    def test_a_crs_that_was_given_at_the_solve_holds_and_one_that_is_given_now_goes_before(self):
        without = GridArray(MOVING, GRID.transform)
        known = SavedTransform(TRUTH, UTM, GRID.bounds, GRID)
        assert cx.assess(without, placed(FIXED), under=known).verdict == "aligned"
        with pytest.raises(GeoreferenceError, match="do not overlap"):
            cx.assess(without, placed(FIXED), under=known, moving_crs="EPSG:32635")


class TestFit:
    def test_the_tie_points_give_the_transform(self, found):
        assert_finds(cx.fit(found.tie_points, model="translation"))

    @pytest.mark.parametrize("model", ["rigid", "similarity", "affine"])
    def test_points_as_numbers_give_it_exactly(self, model):
        turned = displaced(30.0, -20.0, rotation_deg=0.3, centre=CENTRE)
        steps = np.linspace(-5e3, 5e3, 5)
        x, y = (v.ravel() for v in np.meshgrid(CENTRE[0] + steps, CENTRE[1] + steps))
        fitted = cx.fit(np.stack([x, y, *turned(x, y)], 1), model=model)
        assert fitted.model == model
        np.testing.assert_allclose(fitted(x, y), turned(x, y), rtol=0, atol=1e-5)

    def test_a_wild_point_does_not_count(self):
        rng = np.random.default_rng(1)
        x, y = rng.uniform(0, 1000, (2, 40))
        places = np.stack([x, y, x + 5, y - 3], 1)
        places[7, 2] += 400.0
        assert cx.fit(places, model="translation").shift == pytest.approx((5.0, -3.0), abs=0.01)

    @pytest.mark.parametrize(("points", "model", "message"), [
        (np.zeros((2, 4)), "affine", "needs 3 points or more.* is 2"),
        (np.full((5, 4), np.nan), "rigid", "Of 5 points, 0 have finite"),
        (np.zeros((5, 3)), "rigid", r"give \(n, 4\)"), (np.zeros((5, 4)), "local", "model must be one of")])
    def test_what_gives_no_transform_is_refused(self, points, model, message):
        with pytest.raises(InputError, match=message):
            cx.fit(points, model=model)

    @pytest.mark.parametrize("origin", [0.0, 1e7])
    @pytest.mark.parametrize(("model", "message"), [("affine", "one line.*affine"), ("homography", "one line.*homogr")])
    def test_points_in_one_line_determine_no_shear(self, model, message, origin):
        along = np.linspace(0, 1000, 12)[:, None]
        true = origin + along * (1, 2)
        places = np.hstack([true, origin + along * (1.01, 2.02) + np.random.default_rng(2).normal(0, 0.1, (12, 2))])
        with pytest.raises(InputError, match=message):
            cx.fit(places, model=model)
        with pytest.raises(InputError, match=message):
            cx.fit(np.roll(places, 2, axis=1), model=model)
        assert cx.fit(places, model="similarity").scale == pytest.approx(1.01, abs=1e-3)

    def test_nor_do_they_a_homography_with_one_beside_it(self):
        places = np.tile([[0, 0], [100, 0], [300, 0], [700, 0], [50, 400]], 2)
        assert cx.fit(places, model="affine").shift == pytest.approx((0, 0), abs=1e-9)
        with pytest.raises(InputError, match="four of which no three do"):
            cx.fit(places, model="homography")

    @pytest.mark.parametrize(("model", "apart", "needed"), [("rigid", 1, 2), ("similarity", 1, 2), ("affine", 2, 3),
                                                            ("homography", 3, 4)])
    def test_points_given_again_are_no_further_points(self, model, apart, needed):
        corners = np.array([[0, 0], [900, 0], [0, 700], [800, 900]]) + 5e6
        again = np.tile(np.tile(corners[:apart], (6, 1)), 2)
        with pytest.raises(InputError, match=f"number of different places of .* is {apart},.*{model} needs {needed}"):
            cx.fit(again, model=model)
        cx.fit(np.tile(corners[:needed], 2), model=model)

    @pytest.mark.parametrize("model", ["rigid", "similarity"])
    def test_mirrored_points_are_told_as_such(self, model):
        rng = np.random.default_rng(3)
        true = rng.uniform(0, 1000, (15, 2))
        places = np.hstack([true, true * (-1, 1) + rng.normal(0, 1, true.shape)])
        places[:3, 2] += rng.uniform(100, 1e4, 3)
        with pytest.raises(InputError, match=f"mirrored.*no {model} does"):
            cx.fit(places, model=model)
        assert cx.fit(places, model="affine").matrix[0][0] == pytest.approx(-1, abs=0.02)

    def test_points_with_a_gap_are_counted(self):
        places = np.tile([[0.0, 0], [10, 0], [0, 10], [10, 10]], 2)
        places[2, 3] = np.nan
        with pytest.raises(InputError, match=r"Of 4 points, 3 have finite.*first of which is number 3"):
            cx.fit(places, model="similarity")
