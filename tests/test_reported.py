"""Situations that people reported: what misled is told plainly, and what worked goes on working."""

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import scenes
import xarray
from affine import Affine
from rasterio.crs import CRS
from runs import one_engine

from coregix_core import align_image_pair, measure_image_pair
from coregix_core.batch.pair_list import series_pairs
from coregix_core.errors import InputError
from coregix_core.geometry import Grid

GRID = scenes.grid(200, 180)
MOVED = scenes.displaced(7.0, -5.0)


@pytest.fixture(scope="module", autouse=True)
def _one_engine(tmp_path_factory):
    with one_engine(tmp_path_factory.mktemp("engine")):
        yield


def pair(folder, grid=GRID, change=lambda values: values, dtype="uint16", **profile):
    """A source that shows the ground of ``GRID`` 7 m east and 5 m south of its place, and a reference, on any grid."""
    made = [change(scenes.textured(GRID, displacement)).astype(dtype) for displacement in (MOVED, None)]
    return [scenes.write(folder / name, values, grid, nodata=0, **profile)
            for name, values in zip(("m.tif", "f.tif"), made, strict=True)]


class TestMessages:
    def test_a_raw_scan_with_too_few_points_is_told_how_many_it_takes(self, tmp_path):
        moving, fixed = pair(tmp_path)
        with rasterio.open(moving, "r+") as scan:
            values = scan.read(1)
        moving = scenes.write(tmp_path / "scan.tif", values, Grid(None, Affine.identity(), *values.shape[::-1]))
        points = tmp_path / "p.points"
        points.write_text("mapX,mapY,sourceX,sourceY,enable\n500100,5799900,50,-50,1\n")
        with pytest.raises(InputError, match=r"p\.points places no raster: give two points or more"):
            measure_image_pair(moving, fixed, known_points=points)

    def test_a_resolution_in_metres_for_a_reference_in_degrees(self, tmp_path):
        grid = Grid(CRS.from_epsg(4326), Affine(2e-5, 0, 15, 0, -2e-5, 52), 200, 180)
        moving, fixed = pair(tmp_path, grid)
        with pytest.raises(InputError, match=r"solve_resolution 10 leaves fewer than 4 pixels .* in degrees") as told:
            measure_image_pair(moving, fixed, solve_resolution=10)
        assert told.value.parameter == "solve_resolution"

    def test_variables_of_one_file_get_an_output_each(self, tmp_path):
        moving, fixed = pair(tmp_path)
        rasterio.shutil.copy(moving, tmp_path / "scene.nc", driver="netCDF")
        names = [f"netcdf:{tmp_path}/scene.nc:Band1", f'NETCDF:"{tmp_path}/scene.nc":crs:x', str(moving)]
        outputs = [pair.output_image_path for pair in series_pairs(str(fixed), names, {}, tmp_path / "out")]
        assert [name.rsplit("/", 1)[1] for name in outputs] == ["scene_Band1.tif", "scene_crs_x.tif", "m.tif"]

    @pytest.mark.parametrize(("name", "told"), [
        ("a.kml", "is a file of vectors"), ("a.fgb", "is a file of vectors"), ("a.gml", "is a file of vectors"),
        ("a.zip", "/vsizip/")])
    def test_what_is_no_raster_is_called_what_it_is(self, tmp_path, name, told):
        (tmp_path / name).write_bytes(b"PK\3\4")
        with pytest.raises(InputError, match=told):
            measure_image_pair(tmp_path / name, tmp_path / name)

    @pytest.mark.parametrize("ending", ["nc", "h5", "zarr"])
    def test_a_file_of_several_rasters_lists_them(self, tmp_path, ending):
        """HDF5 and Zarr have the coordinates among their arrays, which are no rasters."""
        path = tmp_path / f"several.{ending}"
        x, y = np.arange(20) * 2.0, np.arange(18) * -2.0
        red = xarray.DataArray(np.ones((18, 20), "uint8"), dims=("y", "x"), coords={"y": y, "x": x})
        arrays = xarray.Dataset({"red": red, "nir": red})
        if ending == "zarr":
            arrays.to_zarr(path, zarr_format=2)
        else:
            arrays.to_netcdf(path)
        with pytest.raises(InputError, match="no bands of its own; give one of its subdatasets: ") as told:
            measure_image_pair(path, path)
        listed = str(told.value).split("subdatasets: ")[1].rstrip(".").split(", ")
        assert sorted(name.rpartition(":")[2].strip("/") for name in listed) == ["nir", "red"]
        # Each is a name that can be given as it stands.
        with pytest.raises(InputError, match="nothing but the value 1"):
            measure_image_pair(listed[0], listed[1])

    @pytest.mark.parametrize(("code", "east", "unit"), [(2053, "7.0 m east, 5.0 m south", "metre"),
                                                        (4807, "grad", "grad")])
    def test_axes_and_units_of_unusual_systems(self, tmp_path, code, east, unit):
        """Westings grow to the west, and grads are no degrees."""
        transform = Affine(2, 0, 1e5, 0, -2, 3e6) if code == 2053 else Affine(2e-5, 0, 2, 0, -2e-5, 52)
        moving, fixed = pair(tmp_path, Grid(CRS.from_epsg(code), transform, 200, 180))
        found = measure_image_pair(moving, fixed)
        assert east in found.summary()
        assert found.to_dict()["unit"] == unit


def on(crs=GRID.crs, down=-2.0, top=GRID.transform.f):
    return Grid(crs, Affine(2, 0, GRID.transform.c, 0, down, top), GRID.width, GRID.height)


RNG = np.random.default_rng(0)
SITUATIONS = {
    "PixelIsPoint": {},
    "south up": {"grid": on(down=2.0, top=GRID.transform.f - 360), "change": np.flipud},
    "Mars": {"grid": on(CRS.from_string("+proj=eqc +R=3396190 +units=m"))},
    "Moon": {"grid": on(CRS.from_string("+proj=eqc +R=1737400 +units=m"))},
    "oblong pixels": {"grid": on(down=-5.0)},
    "a DEM": {"change": lambda values: values / 7 - 300, "dtype": "float32"},
    "JPEG": {"change": lambda values: np.clip(values / 20, 1, 255), "dtype": "uint8", "compress": "jpeg", "tiled": True,
             "blockxsize": 64, "blockysize": 64},
    # Backscatter differs by a factor from place to place, under speckle of four looks.
    "radar": {"change": lambda values: 1000 * np.exp((values - 3000) / 400) * RNG.gamma(4.0, 1 / 4, values.shape)}}


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_worked_goes_on_working(tmp_path, name):
    """Conventions of half a pixel, other planets, odd pixels and odd images: the shift is found."""
    moving, fixed = pair(tmp_path, **SITUATIONS[name])
    if name == "PixelIsPoint":
        # GDAL keeps corners of pixels, whatever the file says its coordinates mean.
        for path in (moving, fixed):
            scenes.describe(path, tags={"AREA_OR_POINT": "Point"})
    found = align_image_pair(moving, fixed, tmp_path / "o.tif")
    assert found.verdict == "aligned"
    shift = found.displacement
    north = 12.5 if name == "oblong pixels" else 5.0
    assert (shift.east, shift.north) == pytest.approx((-7.0, north), abs=0.4 if name == "radar" else 0.2)
    with rasterio.open(tmp_path / "o.tif") as out, rasterio.open(moving) as source:
        assert (out.crs, out.transform) == (source.crs, source.transform)


def test_a_coast_of_which_a_twentieth_is_land(tmp_path):
    grid = scenes.grid(500, 500)
    made = []
    land = scenes.blobs(grid.shape, 0.05, seed=2, size=25)
    for name, displacement in (("m.tif", MOVED), ("f.tif", None)):
        values = scenes.textured(grid, displacement)
        shown = land if displacement is None else np.roll(land, (3, 3), (0, 1))
        sea = 900 + np.random.default_rng(len(made)).normal(0, 3, grid.shape)
        made.append(scenes.write(tmp_path / name, np.where(shown, values, sea).astype("uint16"), grid, nodata=0))
    found = measure_image_pair(*made)
    assert found.verdict in ("aligned", "uncertain")
    assert (found.displacement.east, found.displacement.north) == pytest.approx((-7.0, 5.0), abs=1.0)
