"""Exports: other tools place the raster where the transform says."""

import shutil
import subprocess
import warnings

import numpy as np
import pytest
import rasterio
import scenes
from affine import Affine
from exported_transforms import CENTRE, LOCAL, RIGID, ROTATED, UTM
from rasterio.crs import CRS

from coregix_core.errors import InputError
from coregix_core.geometry import Grid, HomographyTransform, of_affine, project
from coregix_core.geometry.transform import AffineTransform, LocalTransform, identity
from coregix_core.io.exports import control_points, itk_text, true_places, write_export
from coregix_core.io.point_file import read_points
from coregix_core.io.raster import open_raster
from coregix_core.io.transform_json import SavedTransform

LATER_ZONE, GEOGRAPHIC = CRS.from_epsg(32634), CRS.from_epsg(4326)

with warnings.catch_warnings():
    # SWIG's types warn when they are made, and an error at that point crashes the interpreter.
    warnings.simplefilter("ignore")
    import SimpleITK

needs_gdal = pytest.mark.skipif(shutil.which("gdaltransform") is None, reason="GDAL's programs are not installed")


def a_raster(folder, transform=ROTATED, crs=UTM):
    path = folder / "scene & co.tif"
    profile = {"driver": "GTiff", "width": 100, "height": 90, "count": 2, "dtype": "uint16", "nodata": 0,
               "crs": crs, "transform": transform}
    with rasterio.open(path, "w", **profile) as dataset:
        dataset.write(np.random.default_rng(0).integers(1, 1000, (2, 90, 100), dtype="uint16"))
        dataset.descriptions = ("red", "infrared")
    return path


def exported(folder, transform, to, name, crs=UTM, fixed_crs=UTM):
    path = a_raster(folder, crs=crs)
    with open_raster(path, role="moving") as raster:
        saved = SavedTransform(transform, fixed_crs, (0.0, 0.0, 1.0, 1.0), raster.grid)
        files = write_export(saved, raster, folder / name, to)
        return saved, raster.grid, files


def pixels():
    col, row = np.meshgrid(np.linspace(3.0, 97.0, 6), np.linspace(2.0, 88.0, 5))
    return col.ravel(), row.ravel()


def by_gdaltransform(path, col, row, *options):
    asked = "\n".join(f"{c!r} {r!r}" for c, r in zip(col.tolist(), row.tolist(), strict=True))
    done = subprocess.run(["gdaltransform", *options, path], input=asked, capture_output=True, text=True, check=True)
    return np.array([line.split()[:2] for line in done.stdout.splitlines()], float).T


class TestControlPoints:
    """Between control points, other tools guess; how far off is known before they do."""

    def a_field(self, period, amplitude=6.0):
        rows, cols = np.mgrid[0:61, 0:61]
        lattice = Affine(20.0, 0.0, 499_900.0, 0.0, -20.0, 5_800_100.0)
        waves = [np.sin(2 * np.pi * 20 * a / period) for a in (rows, cols)]
        return LocalTransform(RIGID, lattice, amplitude * np.stack(waves))

    def points(self, field, size=500):
        grid = Grid(UTM, Affine(2.0, 0.0, 500_000.0, 0.0, -2.0, 5_800_000.0), size, size)
        saved = SavedTransform(field, UTM, (0.0, 0.0, 1.0, 1.0), grid)
        return len(control_points(saved, grid)), saved, grid

    def test_a_smooth_field_takes_few_and_a_rugged_one_more(self, caplog):
        few, *_ = self.points(self.a_field(900.0))
        more, *_ = self.points(self.a_field(130.0))
        assert few == 31**2 < more
        assert not caplog.records

    def test_what_they_cannot_hold_is_told_in_pixels(self, caplog):
        self.points(self.a_field(60.0))
        (record,) = caplog.records
        rms, most = record.msg.facts["rmse"], record.msg.facts["largest"]
        assert "between them splines are off by" in record.message
        assert 0.1 < rms < most < 20


class TestHomography:
    """A view of flat ground from aside: no geotransform holds it, control points do."""

    VIEW = HomographyTransform(CENTRE, RIGID.matrix, RIGID.shift, (2e-4, -3e-4))

    def test_a_vrt_holds_it_by_control_points_that_are_dense_enough(self, tmp_path, caplog):
        saved, grid, _ = exported(tmp_path, self.VIEW, "vrt", "out.vrt")
        with rasterio.open(tmp_path / "out.vrt") as dataset:
            points = dataset.gcps[0]
        assert len(points) == 11**2
        assert not caplog.records
        placed = [(p.x, p.y) for p in points]
        col, row = (np.array([getattr(p, name) for p in points]) for name in ("col", "row"))
        np.testing.assert_allclose(placed, np.stack(true_places(saved, grid, col, row), 1), atol=1e-6)

    @pytest.mark.parametrize(("to", "name"), [("worldfile", "out.wld"), ("itk", "out.txt")])
    def test_what_cannot_hold_it_is_refused(self, tmp_path, to, name):
        with pytest.raises(InputError, match="vrt or gcps"):
            exported(tmp_path, self.VIEW, to, name)
        assert not (tmp_path / name).exists()

    def test_pixels_beyond_its_horizon_have_no_place(self, tmp_path):
        steep = HomographyTransform(CENTRE, tilt=(0.05, 0.0))
        with pytest.raises(InputError, match="horizon"):
            exported(tmp_path, steep, "gcps", "out.points")


class TestVrt:
    def test_a_parametric_transform_is_an_exact_geotransform(self, tmp_path):
        saved, grid, files = exported(tmp_path, RIGID, "vrt", "out.vrt")
        assert files == (str(tmp_path / "out.vrt"),)
        with rasterio.open(tmp_path / "out.vrt") as dataset:
            found = dataset.transform * pixels()
            assert dataset.crs == UTM
        np.testing.assert_allclose(found, true_places(saved, grid, *pixels()), rtol=0, atol=1e-6)

    def test_the_pixels_and_their_description_are_those_of_the_raster(self, tmp_path):
        exported(tmp_path, RIGID, "vrt", "out.vrt")
        with rasterio.open(tmp_path / "out.vrt") as ours, rasterio.open(tmp_path / "scene & co.tif") as theirs:
            np.testing.assert_array_equal(ours.read(), theirs.read())
            assert (ours.descriptions, ours.nodata) == (theirs.descriptions, theirs.nodata)

    def test_the_vrt_moves_with_the_raster(self, tmp_path):
        (tmp_path / "a").mkdir()
        exported(tmp_path / "a", RIGID, "vrt", "out.vrt")
        (tmp_path / "a").rename(tmp_path / "b")
        with rasterio.open(tmp_path / "b" / "out.vrt") as dataset:
            assert dataset.read(1).any()

    def test_another_crs_is_met_within_a_hundredth_of_a_pixel(self, tmp_path):
        saved, grid, _ = exported(tmp_path, _moved_to(LATER_ZONE), "vrt", "out.vrt", fixed_crs=LATER_ZONE)
        with rasterio.open(tmp_path / "out.vrt") as dataset:
            assert dataset.crs == UTM
            found = project(UTM, LATER_ZONE, *(dataset.transform * pixels()))
        np.testing.assert_allclose(found, true_places(saved, grid, *pixels()), rtol=0, atol=0.02)

    def test_a_local_transform_is_ground_control_points(self, tmp_path):
        saved, grid, _ = exported(tmp_path, LOCAL, "vrt", "out.vrt")
        with rasterio.open(tmp_path / "out.vrt") as dataset:
            gcps, crs = dataset.gcps
            assert dataset.transform.is_identity
        assert crs == UTM
        expected = true_places(saved, grid, np.array([p.col for p in gcps]), np.array([p.row for p in gcps]))
        np.testing.assert_allclose([[p.x for p in gcps], [p.y for p in gcps]], expected, rtol=0, atol=1e-6)

    @needs_gdal
    def test_gdal_warps_between_the_points_of_a_local_transform(self, tmp_path):
        saved, grid, _ = exported(tmp_path, LOCAL, "vrt", "out.vrt")
        found = by_gdaltransform(tmp_path / "out.vrt", *pixels(), "-tps")
        np.testing.assert_allclose(found, true_places(saved, grid, *pixels()), rtol=0, atol=0.05)

    @needs_gdal
    def test_geographic_points_keep_longitude_first(self, tmp_path):
        saved, grid, _ = exported(tmp_path, _local_in_degrees(), "vrt", "out.vrt", fixed_crs=GEOGRAPHIC)
        found = by_gdaltransform(tmp_path / "out.vrt", *pixels(), "-tps")
        np.testing.assert_allclose(found, true_places(saved, grid, *pixels()), rtol=0, atol=1e-6)
        target = tmp_path / "warped.tif"
        subprocess.run(["gdalwarp", "-q", "-tps", tmp_path / "out.vrt", target], check=True)
        with rasterio.open(target) as dataset:
            assert dataset.bounds.left == pytest.approx(15.0, abs=0.01)

    def test_a_pair_without_crs_works_too(self, tmp_path):
        saved, grid, _ = exported(tmp_path, RIGID, "vrt", "out.vrt", crs=None, fixed_crs=None)
        with rasterio.open(tmp_path / "out.vrt") as dataset:
            assert dataset.crs is None
            np.testing.assert_allclose(dataset.transform * pixels(), true_places(saved, grid, *pixels()), atol=1e-6)


def _moved_to(crs):
    x, y = project(UTM, crs, *CENTRE)
    return AffineTransform("rigid", (float(x), float(y)), RIGID.matrix, RIGID.shift)


def _local_in_degrees():
    centre = tuple(map(float, project(UTM, GEOGRAPHIC, *CENTRE)))
    lattice = Affine(0.0006, 0.0, centre[0] - 0.0024, 0.0, -0.0006, centre[1] + 0.0024)
    field = np.random.default_rng(2).normal(0, 3e-5, (2, 8, 8))
    return LocalTransform(AffineTransform("translation", centre), lattice, field)


class TestItkAcrossTheAntimeridian:
    @pytest.mark.parametrize("turn", [0.0, -360.0])
    def test_it_leads_to_where_the_raster_itself_has_the_place(self, tmp_path, turn):
        at_180 = AffineTransform("translation", (180.0 + turn, 10.0), shift=(4e-4, -3e-4))
        where = Grid(GEOGRAPHIC, Affine(1e-4, 0, 179.995, 0, -1e-4, 10.004), 100, 90)
        scenes.write(tmp_path / "m.tif", np.zeros((90, 100), "uint8"), where)
        with open_raster(tmp_path / "m.tif", role="moving") as raster:
            saved = SavedTransform(at_180, GEOGRAPHIC, (179.0 + turn, 9.0, 181.0 + turn, 11.0), raster.grid)
            write_export(saved, raster, tmp_path / "T.txt", "itk")
        found = SimpleITK.ReadTransform(str(tmp_path / "T.txt")).TransformPoint((180.0 + turn, 10.0))
        assert found == pytest.approx((180.0004, 9.9997))


class TestWorldFile:
    @needs_gdal
    def test_gdal_reads_the_place_from_it(self, tmp_path):
        saved, grid, files = exported(tmp_path, RIGID, "worldfile", "picture.wld")
        assert sorted(files) == [str(tmp_path / "picture.prj"), str(tmp_path / "picture.wld")]
        subprocess.run(["gdal_translate", "-q", "-of", "PNG", "-ot", "Byte", "-co", "WORLDFILE=NO",
                        tmp_path / "scene & co.tif", tmp_path / "picture.png"], check=True)
        (tmp_path / "picture.png.aux.xml").unlink(missing_ok=True)
        with rasterio.open(tmp_path / "picture.png") as dataset:
            np.testing.assert_allclose(dataset.transform * pixels(), true_places(saved, grid, *pixels()), atol=1e-5)

    def test_the_crs_beside_it_is_the_rasters(self, tmp_path):
        exported(tmp_path, RIGID, "worldfile", "picture.wld")
        assert CRS.from_wkt((tmp_path / "picture.prj").read_text()).to_epsg() == 32633

    def test_without_a_crs_there_is_nothing_beside_it(self, tmp_path):
        _, _, files = exported(tmp_path, RIGID, "worldfile", "picture.wld", crs=None, fixed_crs=None)
        assert files == (str(tmp_path / "picture.wld"),)
        assert not (tmp_path / "picture.prj").exists()

    def test_it_speaks_of_the_centre_of_the_first_pixel(self, tmp_path):
        saved, grid, _ = exported(tmp_path, RIGID, "worldfile", "picture.wld")
        a, d, b, e, x, y = map(float, (tmp_path / "picture.wld").read_text().split())
        assert (x, y) == pytest.approx([float(v) for v in true_places(saved, grid, 0.5, 0.5)], abs=1e-6)
        (x0, y0), (x1, y1) = (true_places(saved, grid, np.array([col]), np.zeros(1)) for col in (0.0, 1.0))
        assert (a, d) == pytest.approx((float(x1[0] - x0[0]), float(y1[0] - y0[0])), abs=1e-6)
        assert np.hypot(a, d) == pytest.approx(np.hypot(b, e), rel=1e-3)

    def test_a_local_transform_has_no_world_file(self, tmp_path):
        with pytest.raises(InputError, match="export to vrt or gcps"):
            exported(tmp_path, LOCAL, "worldfile", "picture.wld")


class TestGcps:
    def test_the_points_are_in_the_rasters_own_coordinates(self, tmp_path):
        saved, grid, _ = exported(tmp_path, LOCAL, "gcps", "scene.points")
        points = read_points(tmp_path / "scene.points")
        assert points.crs == UTM
        np.testing.assert_allclose((points.x, points.y), true_places(saved, grid, *points.pixels(grid)), atol=1e-6)

    def test_they_name_pixels_where_the_raster_has_no_place(self, tmp_path):
        with pytest.warns(rasterio.errors.NotGeoreferencedWarning):
            path = a_raster(tmp_path, transform=Affine.identity(), crs=None)
        transform = AffineTransform("translation", (50.0, 45.0), shift=(2.0, 3.0))
        with open_raster(path, role="moving") as raster:
            saved = SavedTransform(transform, None, (0.0, 0.0, 100.0, 90.0), raster.grid)
            write_export(saved, raster, tmp_path / "p.points", "gcps")
        points = read_points(tmp_path / "p.points")
        assert points.source_y.max() == 0.0
        assert points.source_y.min() == -90.0
        np.testing.assert_allclose(points.x, points.source_x - 2.0)
        np.testing.assert_allclose(points.y, -points.source_y - 3.0)

    def test_they_name_pixels_too_where_a_world_file_was_written_since(self, tmp_path):
        """By the place that it gives the raster, each point would lie where it lies."""
        bare = Grid(None, Affine.identity(), 100, 90)
        saved = SavedTransform(of_affine(~ROTATED, CENTRE), UTM, (0.0, 0.0, 1.0, 1.0), bare, placed=True)
        with open_raster(a_raster(tmp_path), role="moving") as raster:
            write_export(saved, raster, tmp_path / "p.points", "gcps")
        points = read_points(tmp_path / "p.points")
        assert (points.source_x.max(), points.source_y.min()) == (100.0, -90.0)
        np.testing.assert_allclose((points.x, points.y), ROTATED * (points.source_x, -points.source_y), atol=1e-6)


class TestItk:
    @pytest.mark.parametrize("transform", [RIGID, LOCAL], ids=["rigid", "local"])
    def test_itk_reads_the_same_map(self, tmp_path, transform):
        (tmp_path / "T.txt").write_text(itk_text(transform))
        theirs = SimpleITK.ReadTransform(str(tmp_path / "T.txt"))
        x, y = ROTATED * pixels()
        found = np.array([theirs.TransformPoint(p) for p in zip(x.tolist(), y.tolist(), strict=True)]).T
        np.testing.assert_allclose(found, transform(x, y), rtol=0, atol=1e-6)

    def test_its_parts_are_numbered(self):
        """ITK itself does not look at the numbers, but other readers may."""
        heads = [line for line in itk_text(LOCAL).splitlines() if line.startswith("#Transform")]
        assert heads == [f"#Transform {n}" for n in range(len(heads))]
        assert len(heads) == 3
        assert itk_text(RIGID).splitlines()[1] == "#Transform 0"

    def test_a_sheared_lattice_is_kept(self, tmp_path):
        sheared = LocalTransform(RIGID, Affine(40.0, 5.0, 499_980.0, -3.0, -35.0, 5_800_020.0), LOCAL.coefficients)
        (tmp_path / "T.txt").write_text(itk_text(sheared))
        theirs = SimpleITK.ReadTransform(str(tmp_path / "T.txt"))
        found = theirs.TransformPoint(CENTRE)
        np.testing.assert_allclose(found, sheared(*CENTRE), rtol=0, atol=1e-6)

    def test_a_model_that_itk_does_not_know_is_refused(self):
        class Bent:
            model = "bent"

        with pytest.raises(InputError, match="kind Bent has no form in ITK"):
            itk_text(Bent())

    def test_it_is_written_as_asked(self, tmp_path):
        exported(tmp_path, RIGID, "itk", "T.tfm")
        assert (tmp_path / "T.tfm").read_text() == itk_text(RIGID)


@pytest.mark.parametrize(("to", "name"), [
    ("vrt", "o.tif"), ("gcps", "o.csv"), ("worldfile", "o.png"), ("itk", "o.json")])
def test_a_name_that_ends_as_something_else_is_refused(tmp_path, to, name):
    path = scenes.write(tmp_path / "s.tif", np.ones((20, 20), "uint8"), scenes.grid(20, 20))
    with open_raster(path, role="moving") as raster:
        saved = SavedTransform(identity(raster.grid.middle), raster.grid.crs, raster.grid.bounds, raster.grid)
        with pytest.raises(InputError, match="has the ending of"):
            write_export(saved, raster, tmp_path / name, to)
    assert not (tmp_path / name).exists()
