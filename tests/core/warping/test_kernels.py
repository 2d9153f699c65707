"""Each band has its kernel: classes are never mixed unless the user says so, and no other band suffers for it."""

import logging

import numpy as np
import pytest
import rasterio
import scenes
from rasterio.enums import ColorInterp

from coregix_core.errors import InputError
from coregix_core.geometry.transform import affine_transform
from coregix_core.io.raster import open_raster
from coregix_core.warping.kernels import kernels_of
from coregix_core.warping.warper import warp

GRID = scenes.grid(60, 50)
CUBIC, NEAREST = "cubic", "nearest"


def made(folder, bands=1, dtype="uint8", attributes=None, **profile):
    path = scenes.write(folder / "c.tif", np.ones((bands, *GRID.shape), dtype), GRID, **profile)
    return scenes.describe(path, **(attributes or {}))


@pytest.mark.parametrize(("attributes", "profile", "classes"), [
    ({}, {}, False),
    ({}, {"nbits": 1}, True),
    ({"colorinterp": (ColorInterp.palette,), "colormap": {0: (0, 0, 0), 1: (9, 9, 9)}}, {}, True),
    ({"descriptions": ("QA60",)}, {"dtype": "uint16"}, True),
    ({"descriptions": ("Scene_classification SCL",)}, {}, True),
    ({"descriptions": ("cloud mask",)}, {}, True),
    ({"descriptions": ("red",)}, {}, False),
    ({"descriptions": ("masked reflectance",)}, {}, False),
    # A share is no class, whatever it is called.
    ({"descriptions": ("quality",)}, {"dtype": "float32"}, False)])
def test_what_holds_classes(tmp_path, attributes, profile, classes):
    with open_raster(made(tmp_path, attributes=attributes, **profile), role="moving") as raster:
        assert kernels_of(raster, CUBIC) == ((NEAREST,) if classes else (CUBIC,))


@pytest.mark.parametrize("sidecar", [
    "<CategoryNames><Category>none</Category><Category>wood</Category></CategoryNames>",
    ('<GDALRasterAttributeTable><FieldDefn index="0"><Name>Value</Name><Type>0</Type><Usage>5</Usage></FieldDefn>'
     '<FieldDefn index="1"><Name>Class</Name><Type>2</Type><Usage>2</Usage></FieldDefn>'
     '<Row index="0"><F>1</F><F>wood</F></Row></GDALRasterAttributeTable>')])
def test_named_values_are_classes(tmp_path, sidecar):
    path = made(tmp_path, 2)
    (tmp_path / "c.tif.aux.xml").write_text(
        f'<PAMDataset><PAMRasterBand band="2">{sidecar}</PAMRasterBand></PAMDataset>')
    with open_raster(path, role="moving") as raster:
        assert kernels_of(raster, CUBIC) == (CUBIC, NEAREST)


class TestChoice:
    @pytest.fixture
    def raster(self, tmp_path):
        path = made(tmp_path, 3, attributes={"descriptions": ("red", "QA", "mask")})
        with open_raster(path, role="moving") as raster:
            yield raster

    @pytest.mark.parametrize(("by_band", "kernels"), [
        ((), (CUBIC, NEAREST, NEAREST)),
        (("0=bilinear",), ("bilinear", NEAREST, NEAREST)),
        (("classes=cubic",), (CUBIC, CUBIC, CUBIC)),
        (("1=lanczos", "classes=nearest"), (CUBIC, "lanczos", NEAREST)),
        (("classes=bilinear", "2=nearest"), (CUBIC, "bilinear", NEAREST))])
    def test_a_number_goes_before_classes(self, raster, by_band, kernels):
        assert kernels_of(raster, CUBIC, by_band) == kernels

    def test_a_band_that_there_is_not_is_refused(self, raster):
        with pytest.raises(InputError, match=r"band_resampling 3=nearest names a band .* 3 bands, 0 to 2") as refused:
            kernels_of(raster, CUBIC, ("3=nearest",))
        assert refused.value.parameter == "band_resampling"

    def test_what_was_not_asked_for_is_told(self, raster, caplog):
        with caplog.at_level(logging.INFO):
            kernels_of(raster, CUBIC)
        assert "Bands 1 (QA), 2 (mask)" in caplog.text
        caplog.clear()
        kernels_of(raster, CUBIC, ("classes=nearest",))
        assert caplog.text == ""


def test_a_band_of_bits_keeps_its_values_and_the_others_are_interpolated(tmp_path):
    rng = np.random.default_rng(0)
    bits = np.where(rng.random(GRID.shape) < 0.5, 1, 1024).astype("uint16")
    smooth = (1000 + 500 * np.sin(np.arange(GRID.width) / 3) + 0 * np.arange(GRID.height)[:, None]).astype("uint16")
    path = scenes.describe(scenes.write(tmp_path / "s.tif", np.stack([smooth, bits]), GRID), descriptions=("B4", "QA"))
    half = affine_transform("translation", (0.0, 0.0), np.eye(2), np.array([0.9, 0.0]))
    with open_raster(path, role="moving") as source:
        warp(source, half, GRID.crs, GRID, tmp_path / "o.tif")
        warp(source, half, GRID.crs, GRID, tmp_path / "all.tif", band_resampling=("classes=cubic",))
    with rasterio.open(tmp_path / "o.tif") as out, rasterio.open(tmp_path / "all.tif") as mixed:
        inner = np.s_[:, 5:-5]
        assert set(np.unique(out.read(2)[inner])) == {1, 1024}
        assert len(np.unique(mixed.read(2)[inner])) > 2
        np.testing.assert_array_equal(out.read(1), mixed.read(1))
        assert not np.isin(out.read(1)[inner], smooth).all()
