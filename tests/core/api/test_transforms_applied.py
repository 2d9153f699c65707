"""Transforms that were found, applied and exported again; edges, nodata values and CRSs that are told."""

import json
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import rasterio
from affine import Affine
from alignments import CENTRE, EAST, GRID, PIXEL, TRUTH, ground, tags, values
from rasterio.crs import CRS
from rasterio.errors import NotGeoreferencedWarning
from scenes import centres, coordinates, displaced, grid, write

import coregix as cx
from coregix_core import (
    InputError,
    SavedTransform,
    align_image_pair,
    apply_transform,
    load_transform,
    register,
    trim_edges,
)
from coregix_core.api.pipeline import export_transform
from coregix_core.findings import Displacement
from coregix_core.geometry import Frame, Grid, identity, of_affine


@pytest.mark.parametrize("on_moving", [True, False])
def test_the_output_lies_on_the_grid_asked_for(on_moving, scenes, tmp_path):
    part = GRID.window(20, 10, 170, 160)
    write(tmp_path / "part.tif", values(scenes / "fixed.tif")[0, 10:170, 20:190], part, nodata=0)
    align_image_pair(scenes / "moving.tif", tmp_path / "part.tif", tmp_path / "out.tif",
                     output_on_moving_grid=on_moving)
    with rasterio.open(tmp_path / "out.tif") as dataset:
        expected = GRID if on_moving else part
        assert (dataset.transform, dataset.shape) == (expected.transform, expected.shape)


def test_a_saved_transform_gives_the_same_pixels(align, scenes, tmp_path):
    result = align(save_transform=tmp_path / "T.json")
    assert result.transform_path == str(tmp_path / "T.json")
    applied = apply_transform(scenes / "moving.tif", tmp_path / "T.json", tmp_path / "again.tif")
    np.testing.assert_array_equal(values(tmp_path / "again.tif"), values(tmp_path / "out.tif"))
    assert applied.to_dict()["output_image_path"] == str(tmp_path / "again.tif")


def test_a_transform_in_memory_gives_the_same_pixels_and_exports(scenes, tmp_path):
    found = register(scenes / "moving.tif", scenes / "fixed.tif")
    found.save(tmp_path / "T.json")
    made = []
    for name, transform in (("file", tmp_path / "T.json"), ("loaded", load_transform(tmp_path / "T.json")),
                            ("found", found)):
        apply_transform(scenes / "moving.tif", transform, tmp_path / f"{name}.tif")
        export_transform(transform, scenes / "moving.tif", tmp_path / f"{name}.vrt")
        with rasterio.open(tmp_path / f"{name}.vrt") as placed:
            made.append((values(tmp_path / f"{name}.tif").tobytes(), placed.transform))
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize("value", [identity(), GRID, 3])
def test_what_is_no_transform_of_a_known_crs_is_refused(scenes, tmp_path, value):
    with pytest.raises(InputError, match="transform_file"):
        apply_transform(scenes / "moving.tif", value, tmp_path / "out.tif")


def test_a_saved_transform_moves_onto_another_rasters_grid(align, scenes, tmp_path):
    align(save_transform=tmp_path / "T.json")
    write(tmp_path / "like.tif", np.zeros((50, 60), np.uint8), GRID.window(30, 40, 60, 50))
    apply_transform(scenes / "moving.tif", tmp_path / "T.json", tmp_path / "part.tif",
                    like_image_path=tmp_path / "like.tif")
    np.testing.assert_allclose(values(tmp_path / "part.tif")[0].astype(int),
                               values(tmp_path / "out.tif")[0, 40:90, 30:90].astype(int), atol=1)


def test_an_exported_transform_is_what_was_written(align, scenes, tmp_path):
    align(save_transform=tmp_path / "T.json")
    done = export_transform(tmp_path / "T.json", scenes / "moving.tif", tmp_path / "placed.vrt")
    assert done.to_dict()["output_paths"] == [str(tmp_path / "placed.vrt")]
    with pytest.raises(InputError):
        export_transform(tmp_path / "T.json", scenes / "moving.tif", scenes / "moving.tif")


class TestPhotographInDegrees:
    """More than 360 pixels wide, turned, and without a georeference, in a reference in degrees."""

    SIZE = (420, 300)
    TRUE = Affine.translation(12.3, 48.2) * Affine.rotation(25) * Affine.scale(2e-5, -1.4e-5)
    MIDDLE = tuple(TRUE * (210, 150))
    REFERENCE = Grid(CRS.from_epsg(4326), Affine(2e-5, 0.0, 12.303, 0.0, -2e-5, 48.201), 100, 80)
    PIXELS = coordinates(Grid(None, Affine.identity(), *SIZE), "float32")

    @pytest.fixture
    def saved(self):
        return SavedTransform(of_affine(~self.TRUE, self.MIDDLE), self.REFERENCE.crs, (12.2, 48.1, 12.4, 48.3),
                              Grid(None, Affine.identity(), *self.SIZE), placed=True)

    @pytest.fixture
    def photo(self, tmp_path):
        path = tmp_path / "photo.png"
        with pytest.warns(NotGeoreferencedWarning), rasterio.open(
                path, "w", driver="PNG", width=420, height=300, count=2, dtype="uint16") as out:
            out.write(self.PIXELS.astype("uint16"))
        return path

    def expected(self):
        """Columns and rows (2, height, width) that the reference's pixels show."""
        return np.stack(~self.TRUE * np.stack(self.REFERENCE.to_world(*centres(self.REFERENCE))))

    def test_a_file_lies_where_it_truly_does(self, saved, photo, tmp_path):
        write(tmp_path / "like.tif", np.zeros(self.REFERENCE.shape, np.uint8), self.REFERENCE)
        apply_transform(photo, saved, tmp_path / "out.tif", like_image_path=tmp_path / "like.tif")
        np.testing.assert_allclose(values(tmp_path / "out.tif"), self.expected() - 0.5, atol=0.6)
        apply_transform(photo, saved, tmp_path / "own.tif")
        with rasterio.open(tmp_path / "own.tif") as out:
            assert 400 < max(out.shape) < 600
            assert (out.read_masks(1) > 0).mean() > 0.4

    @pytest.mark.parametrize("lazily", [False, True])
    def test_so_does_an_image_in_memory(self, saved, lazily):
        image = pytest.importorskip("dask.array").from_array(self.PIXELS) if lazily else self.PIXELS
        found = cx.warp(image, saved, like=self.REFERENCE)
        np.testing.assert_allclose(np.asarray(found.values), self.expected(), atol=0.05)

    def test_a_world_file_that_the_transform_gave_it_changes_nothing(self, saved, photo, tmp_path):
        export_transform(saved, photo, tmp_path / "before.vrt")
        export_transform(saved, photo, photo.with_suffix(".wld"), to="worldfile")
        export_transform(saved, photo, tmp_path / "after.vrt")
        with rasterio.open(photo) as given, rasterio.open(tmp_path / "before.vrt") as before, rasterio.open(
                tmp_path / "after.vrt") as after:
            assert given.transform.almost_equals(self.TRUE, 1e-9)
            assert (before.transform, before.crs) == (after.transform, after.crs)
            assert before.transform.almost_equals(self.TRUE, 1e-9)

    def test_another_georeference_is_refused_by_name(self, saved, tmp_path):
        write(tmp_path / "placed.tif", self.PIXELS, Grid(self.REFERENCE.crs, Affine(1, 0, 12, 0, -1, 48), *self.SIZE))
        with pytest.raises(InputError, match=r"the input raster .*placed\.tif is not that one"):
            apply_transform(tmp_path / "placed.tif", saved, tmp_path / "out.tif")
        with pytest.raises(InputError, match=r"the moving raster .*placed\.tif is not that one"):
            export_transform(saved, tmp_path / "placed.tif", tmp_path / "T.txt", to="itk")


def dark_rim(path):
    """The source with a rim of three dark pixels that nothing calls invalid."""
    image = ground(TRUTH)
    rim = np.ones(GRID.shape, bool)
    rim[3:-3, 3:-3] = False
    return write(path, np.where(rim, 7, image), GRID, nodata=0)


@pytest.mark.parametrize("kind", ["gtiff", "cog"])
def test_edges_that_look_invalid_are_trimmed(kind, scenes, tmp_path):
    run = partial(align_image_pair, dark_rim(tmp_path / "rim.tif"), scenes / "fixed.tif", resampling="nearest",
                  format=kind)
    run(tmp_path / "kept.tif")
    run(tmp_path / "trimmed.tif", trim_edge_invalid=True, edge_trim_invalid_below=100, edge_trim_depth=6)
    assert (values(tmp_path / "kept.tif") == 7).any()
    assert not (values(tmp_path / "trimmed.tif") == 7).any()
    assert tags(tmp_path / "trimmed.tif")["COREGIX_VERDICT"] == "aligned"
    with rasterio.open(tmp_path / "trimmed.tif") as dataset:
        assert (dataset.tags(ns="IMAGE_STRUCTURE").get("LAYOUT") == "COG") == (kind == "cog")


def test_edges_of_a_raster_that_exists_are_trimmed(tmp_path):
    done = trim_edges(dark_rim(tmp_path / "rim.tif"), tmp_path / "trimmed.tif", edge_trim_invalid_below=100)
    assert done.trimmed_pixels == 220 * 200 - 214 * 194
    assert done.to_dict()["output_image_path"] == str(tmp_path / "trimmed.tif")


def test_nearest_invents_no_value(align, scenes, tmp_path):
    align(resampling="nearest")
    assert set(np.unique(values(tmp_path / "out.tif")[0])) <= set(np.unique(values(scenes / "moving.tif")[0])) | {0}


def test_nodata_values_can_be_told(scenes, tmp_path):
    image = values(scenes / "moving.tif")[0]
    image[:, :60] = 9999
    write(tmp_path / "untold.tif", image, GRID)
    result = align_image_pair(tmp_path / "untold.tif", scenes / "fixed.tif", tmp_path / "out.tif", moving_nodata=9999,
                              output_nodata=1)
    assert result.verdict == "aligned"
    with rasterio.open(tmp_path / "out.tif") as dataset:
        assert dataset.nodata == 1
        assert (dataset.read(1)[50:150, 10:50] == 1).all()


def test_a_crs_can_be_told(scenes, tmp_path):
    write(tmp_path / "no_crs.tif", ground(TRUTH), grid(220, 200, PIXEL, crs=None), nodata=0)
    with pytest.raises(InputError, match="CRS"):
        align_image_pair(tmp_path / "no_crs.tif", scenes / "fixed.tif", tmp_path / "out.tif")
    result = align_image_pair(tmp_path / "no_crs.tif", scenes / "fixed.tif", tmp_path / "out.tif",
                              moving_crs="EPSG:32633")
    assert result.verdict == "aligned"


def test_the_transform_is_told_in_the_words_of_what_was_done_to_the_image():
    """It shows things east, turned counter-clockwise and too large: it is moved west, turned back and shrunk."""
    told = Displacement.of(displaced(3.0, 1.0, rotation_deg=2.0, scale=1.001, centre=CENTRE), Frame(CENTRE, (2.0, 2.0)))
    assert (told.east, told.north, told.rotation_deg) == pytest.approx((-3.0, -1.0, -2.0))
    assert (told.scale_x_ppm, told.scale_y_ppm) == pytest.approx((-999.0, -999.0), abs=0.1)
    assert (told.shear_deg, told.local_max) == pytest.approx((0.0, 0.0), abs=1e-9)


def test_a_transform_that_is_applied_elsewhere_is_told(align, tmp_path, caplog):
    align(save_transform=tmp_path / "T.json")
    far = write(tmp_path / "far.tif", np.ones((20, 30), "uint8"), grid(30, 20, origin=(540_000.0, 5_800_000.0)))
    apply_transform(far, tmp_path / "T.json", tmp_path / "moved.tif")
    assert "far.tif lies outside the area in which the transform was measured." in caplog.text


def test_an_export_for_a_raster_elsewhere_is_told(align, tmp_path, caplog):
    align(save_transform=tmp_path / "T.json")
    far = write(tmp_path / "far.tif", np.ones((20, 30), "uint8"), grid(30, 20, origin=(540_000.0, 5_800_000.0)))
    export_transform(tmp_path / "T.json", far, tmp_path / "far.points", to="gcps")
    assert "far.tif lies outside the area in which the transform was measured." in caplog.text


def test_a_grid_on_which_nothing_of_the_raster_lies_is_told(align, tmp_path, caplog):
    align(save_transform=tmp_path / "T.json")
    near = write(tmp_path / "near.tif", np.ones((20, 30), "uint8"), GRID.window(0, 0, 30, 20))
    away = write(tmp_path / "away.tif", np.ones((20, 30), "uint8"), grid(30, 20, origin=(540_000.0, 5_800_000.0)))
    apply_transform(near, tmp_path / "T.json", tmp_path / "moved.tif", like_image_path=near)
    assert caplog.text == ""
    apply_transform(near, tmp_path / "T.json", tmp_path / "moved.tif", like_image_path=away)
    assert "near.tif lies in the output" in caplog.text


def test_a_crs_of_a_building_site_is_one_like_any_other(tmp_path):
    """It has a unit, but no place on the globe: neither a report nor a sidecar may need one."""
    pytest.importorskip("matplotlib")
    site = replace(GRID, crs=CRS.from_wkt('LOCAL_CS["building site",UNIT["metre",1]]'))
    write(tmp_path / "m.tif", ground(TRUTH), site)
    write(tmp_path / "f.tif", ground(), site)
    result = align_image_pair(
        tmp_path / "m.tif", tmp_path / "f.tif", tmp_path / "out.tif", save_transform=tmp_path / "T.json",
        report=tmp_path / "r.html", sidecar=tmp_path / "s.json", tie_points=tmp_path / "t.geojson")
    assert (result.verdict, result.unit) == ("aligned", "metre")
    assert result.displacement.east == pytest.approx(-EAST, abs=0.1)
    assert json.loads((tmp_path / "s.json").read_text())["geometry"] is None
    apply_transform(tmp_path / "m.tif", tmp_path / "T.json", tmp_path / "again.tif")
    np.testing.assert_array_equal(values(tmp_path / "again.tif"), values(tmp_path / "out.tif"))
