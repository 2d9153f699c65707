"""Masks of warped rasters: holes stay holes in the source's own way, and what has no image is invalid."""

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import scenes
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags
from warps import GRID, TURNED, holds, places, warped

from coregix_core.geometry import Grid
from coregix_core.geometry.transform import AffineTransform, LocalTransform, affine_transform, identity


class TestHonestMasks:
    def source(self, tmp_path, dtype="uint8", **options):
        values = np.random.default_rng(0).uniform(1, 250, (3, *GRID.shape)).astype(dtype)
        return scenes.write(tmp_path / "m.tif", values, GRID, **options), values

    def flags(self, path):
        with rasterio.open(path) as dataset:
            return dataset.mask_flag_enums[0], dataset.nodata, dataset.colorinterp

    def test_a_mask_stays_a_mask(self, tmp_path):
        holes = scenes.blobs(GRID.shape, 0.2)
        path, _ = self.source(tmp_path, mask=~holes)
        _, valid = warped(path, tmp_path / "o.tif")
        assert self.flags(tmp_path / "o.tif")[:2] == ([MaskFlags.per_dataset], None)
        col, row = places(TURNED, GRID)
        assert (holds(col, row, ~holes) != valid[0]).mean() < 1e-4
        assert not (tmp_path / "o.tif.msk").exists()

    def test_alpha_stays_alpha(self, tmp_path):
        holes = scenes.blobs(GRID.shape, 0.2)
        values = np.full((4, *GRID.shape), 200, "uint8")
        values[3] = np.where(holes, 0, 255)
        path = scenes.write(tmp_path / "m.tif", values, GRID, photometric="RGB", alpha="YES")
        out, valid = warped(path, tmp_path / "o.tif")
        assert self.flags(tmp_path / "o.tif")[1:] == (None, (ColorInterp.red, ColorInterp.green, ColorInterp.blue,
                                                             ColorInterp.alpha))
        col, row = places(TURNED, GRID)
        assert (holds(col, row, ~holes) != valid[0]).mean() < 1e-4
        assert set(np.unique(out[3])) == {0, 255}
        assert (out[:3][:, valid[0]] == 200).all()

    @pytest.mark.parametrize("options", [{}, {"split_factor": 5}])
    def test_blocks_far_from_holes_are_valid_as_a_whole(self, tmp_path, options):
        """The mask is written for blocks, too, that have nothing to hide."""
        holes = np.zeros(GRID.shape, bool)
        holes[:8, :8] = True
        path, _ = self.source(tmp_path, mask=~holes)
        _, valid = warped(path, tmp_path / "o.tif", scenes.displaced(east=1.0, north=1.0), **options)
        assert valid[:, 30:-5, 30:-5].all()
        assert not valid[:, :4, :4].any()

    def test_masks_of_single_bands_stay_apart(self, tmp_path):
        path, _ = self.source(tmp_path)
        holes = scenes.blobs(GRID.shape, 0.2)
        masked = scenes.write(tmp_path / "mask.tif", (~holes * 255).astype("uint8"), GRID)
        rasterio.shutil.copy(path, tmp_path / "m.vrt", driver="VRT")
        mask = (f'<MaskBand><VRTRasterBand dataType="Byte"><SimpleSource><SourceFilename>{masked}</SourceFilename>'
                "</SimpleSource></VRTRasterBand></MaskBand></VRTRasterBand>")
        text = (tmp_path / "m.vrt").read_text()
        (tmp_path / "m.vrt").write_text(text.replace("</VRTRasterBand>", mask, 1))
        _, valid = warped(tmp_path / "m.vrt", tmp_path / "o.tif")
        col, row = places(TURNED, GRID)
        assert (holds(col, row, ~holes) != valid[0]).mean() < 1e-4
        assert (holds(col, row, np.ones_like(holes)) != valid[1]).mean() < 1e-4

    def test_nan_and_infinity_are_holes_of_their_band_alone(self, tmp_path):
        path, values = self.source(tmp_path, "float32")
        values[0, 100:110, 100:110], values[1, 50:60, 50:60] = np.nan, np.inf
        scenes.write(path, values, GRID)
        out, valid = warped(path, tmp_path / "o.tif", identity())
        np.testing.assert_array_equal(valid, np.isfinite(values))
        np.testing.assert_array_equal(out[valid], values[valid])
        assert np.isnan(out[~valid]).all()

    def test_nan_may_be_the_nodata_value(self, tmp_path):
        path, _ = self.source(tmp_path, "float32", nodata=float("nan"))
        out, valid = warped(path, tmp_path / "o.tif")
        assert np.isnan(self.flags(tmp_path / "o.tif")[1])
        assert np.isnan(out[~valid]).all()

    def test_real_zeros_of_a_raster_without_nodata_are_told_by_a_mask(self, tmp_path):
        values = np.random.default_rng(0).integers(0, 3, GRID.shape).astype("uint8")
        path = scenes.write(tmp_path / "m.tif", values, GRID)
        out, valid = warped(path, tmp_path / "o.tif", resampling="nearest")
        assert self.flags(tmp_path / "o.tif")[:2] == ([MaskFlags.per_dataset], None)
        col, row = places(TURNED, GRID)
        assert (holds(col, row, np.ones(GRID.shape, bool)) != valid[0]).mean() < 1e-4
        assert (out[0][valid[0]] == 0).mean() == pytest.approx(1 / 3, abs=0.02)

    def test_interpolated_values_keep_clear_of_nodata(self, tmp_path):
        values = np.where(np.arange(300) % 2, 9, 11).astype("uint8")
        path = scenes.write(tmp_path / "m.tif", np.tile(values, (260, 1)), GRID, nodata=10)
        out, valid = warped(path, tmp_path / "o.tif", scenes.displaced(east=1.0), resampling="bilinear")
        assert valid[0, 10:-10, 10:-10].all()
        assert 11 in out[0, 10:-10, 10:-10]

    def test_an_override_counts_and_is_handed_on(self, tmp_path):
        values = np.full(GRID.shape, 50, "uint8")
        values[100:120, 100:120] = 7
        path = scenes.write(tmp_path / "m.tif", values, GRID)
        out, valid = warped(path, tmp_path / "o.tif", nodata=7)
        assert self.flags(tmp_path / "o.tif")[1] == 7
        assert set(out[valid].tolist()) == {50}
        assert set(out[~valid].tolist()) == {7}

    def test_classes_are_not_mixed(self, tmp_path):
        values = np.random.default_rng(0).choice([0, 100, 200], GRID.shape).astype("uint8")
        path = scenes.write(tmp_path / "m.tif", values, GRID, photometric="palette")
        scenes.describe(path, colormap={i: (i, 0, 255 - i, 255) for i in range(256)})
        out, _ = warped(path, tmp_path / "o.tif", resampling="cubic")
        assert set(np.unique(out)) == {0, 100, 200}
        with rasterio.open(tmp_path / "o.tif") as dataset:
            assert dataset.colormap(1)[100] == (100, 0, 155, 255)
        bits = scenes.write(tmp_path / "bits.tif", (values > 0).astype("uint8"), GRID, nbits=1)
        assert set(np.unique(warped(bits, tmp_path / "b.tif")[0])) == {0, 1}


class TestTheWorld:
    def test_a_source_across_the_antimeridian(self, tmp_path):
        where = Grid(CRS.from_epsg(4326), Affine(0.001, 0, 179.9, 0, -0.001, -17.0), 200, 100)
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(where), where)
        east = Grid(where.crs, Affine(0.001, 0, -179.99, 0, -0.001, -17.0), 80, 90)
        values, valid = warped(path, tmp_path / "o.tif", identity(), east, CRS.from_epsg(32760))
        assert valid.all()
        np.testing.assert_allclose(values[0, 5:-5, 5:-5], np.broadcast_to(np.arange(115.5, 185.0), (80, 70)), atol=0.01)

    @pytest.mark.parametrize("turn", [0.0, -360.0])
    @pytest.mark.parametrize("field", [False, True])
    def test_an_output_on_the_other_side_of_the_antimeridian(self, tmp_path, turn, field):
        """The source and the output lie at 180 degrees, and the transform speaks of 180 or -180."""
        where = Grid(CRS.from_epsg(4326), Affine(0.001, 0, 179.9, 0, -0.001, -17.0), 200, 100)
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(where), where)
        centre = (180.0 + turn, -17.05)
        moved = affine_transform("similarity", centre, 1.001 * np.eye(2), np.array([0.004, 0.002]))
        if field:
            lattice = Affine.translation(centre[0] - 0.2, -17.2) * Affine.scale(0.05)
            moved = LocalTransform(moved, lattice, np.zeros((2, 8, 8)))
        values, valid = warped(path, tmp_path / "o.tif", moved, where, where.crs)
        assert valid[0, 10:90, 10:190].all()
        assert values[:, 50, 100] == pytest.approx([104.5, 48.5], abs=0.01)

    def test_a_field_over_the_whole_earth_goes_on_at_its_border(self, tmp_path):
        where = Grid(CRS.from_epsg(4326), Affine(1.0, 0, -180.0, 0, -1.0, 90.0), 360, 180)
        path = scenes.write(tmp_path / "m.tif", np.tile(np.cos(np.radians(np.arange(360.0))), (180, 1)), where)
        westward = LocalTransform(AffineTransform("translation", (0.3, 0.0), shift=(-4.0, 0.0)),
                                  Affine.translation(-200.0, -100.0) * Affine.scale(50.0), np.zeros((2, 5, 9)))
        values, valid = warped(path, tmp_path / "o.tif", westward, where, where.crs)
        assert valid[0, 20, 4:].all()
        expected = np.cos(np.radians(np.arange(360.0) - 4.0))
        np.testing.assert_allclose(values[0, 20][valid[0, 20]], expected[valid[0, 20]], atol=1e-3)

    def test_places_without_an_image_are_invalid(self, tmp_path):
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(GRID), GRID)
        globe = Grid(CRS.from_proj4("+proj=ortho +lat_0=52 +lon_0=15 +ellps=WGS84"), Affine(5e5, 0, -1e7, 0, -5e5, 1e7),
                     40, 40)
        _, valid = warped(path, tmp_path / "o.tif", identity(), globe)
        assert valid.sum() <= 2

    def test_a_source_without_crs(self, tmp_path):
        where = Grid(None, Affine.identity(), 80, 60)
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(where), where)
        values, _ = warped(path, tmp_path / "o.tif", identity(), where, None)
        np.testing.assert_array_equal(values, scenes.coordinates(where))

    def test_an_output_far_away_is_all_nodata(self, tmp_path):
        path = scenes.write(tmp_path / "m.tif", scenes.coordinates(GRID), GRID)
        _, valid = warped(path, tmp_path / "o.tif", identity(), scenes.grid(origin=(9e5, 5e6)))
        assert not valid.any()
