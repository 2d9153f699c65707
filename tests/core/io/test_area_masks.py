"""Masks of every kind say the same of the same ground, on any grid; what is partly left out is left out."""

import json
import warnings

import numpy as np
import pytest
import shapely
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS
from rasterio.warp import transform as transform_points
from scenes import ORIGIN, UTM, grid, write

from coregix_core.errors import GeoreferenceError, InputError
from coregix_core.geometry import Grid
from coregix_core.io import mask_shapes
from coregix_core.io.area_masks import on_file, opened_masks
from coregix_core.io.areas import AreaMasks
from coregix_core.io.raster import Raster, open_raster

GRID = grid(80, 60, pixel=2.0)
BOX = (ORIGIN[0] + 40, ORIGIN[1] - 80, ORIGIN[0] + 100, ORIGIN[1] - 20)
"""Columns 20 to 50 and rows 10 to 40 of GRID."""

INSIDE = np.zeros(GRID.shape, bool)
INSIDE[10:40, 20:50] = True


def kept(grid=GRID, exclude=None, include=None, lies=GRID):
    with opened_masks(exclude, include, lies) as masks:
        return masks.keep(grid)


def feature(crs=None):
    """A GeoJSON document of the box in a CRS; WGS 84 if none is given."""
    corners = np.array(shapely.box(*BOX).exterior.coords)
    x, y = transform_points(UTM, CRS.from_user_input(crs or "OGC:CRS84"), *corners.T)
    polygon = {"type": "Polygon", "coordinates": [np.stack([x, y], 1).tolist()]}
    document = {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {}, "geometry": polygon}]}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": crs}}
    return document


def near(found, expected, slack=1):
    """Equal but for the pixels along the border of the area, which may count as touched."""
    from scipy import ndimage

    apart = ndimage.binary_dilation(expected, iterations=slack) & ~ndimage.binary_erosion(expected, iterations=slack)
    return bool((found == expected)[~apart].all())


class TestWhatCanBeGiven:
    @pytest.mark.parametrize("crs", [None, "EPSG:32633", "EPSG:3857"])
    def test_geojson_in_any_crs(self, tmp_path, crs):
        path = tmp_path / "clouds.geojson"
        path.write_text(json.dumps(feature(crs)))
        assert near(~kept(exclude=[path]), INSIDE)
        assert near(kept(include=[str(path)]), INSIDE)

    def test_a_layer_of_a_geopackage(self, tmp_path):
        import pyogrio

        path = tmp_path / "two.gpkg"
        for layer, shape in (("clouds", shapely.box(*BOX)), ("far", shapely.box(0, 0, 1, 1))):
            pyogrio.raw.write(path, np.array([shapely.to_wkb(shape)], object), [], [], driver="GPKG", crs="EPSG:32633",
                              geometry_type="Polygon", layer=layer, append=path.exists())
        assert near(~kept(exclude=[f"{path}|layername=clouds"]), INSIDE)
        assert kept(exclude=[f"{path}|layername=far"]).all()
        with pytest.raises(InputError, match="has no layer 'cloud': clouds, far"):
            kept(exclude=[f"{path}|layername=cloud"])
        with pytest.raises(InputError, match="several layers, of which one must be named: clouds, far"):
            kept(exclude=[path])
        with pytest.raises(InputError, match="name a layer instead"):
            kept(exclude=[f"{path}=1"])

    @pytest.mark.parametrize(("name", "driver"), [("a.kml", "LIBKML"), ("a.fgb", "FlatGeobuf"), ("a.gml", "GML")])
    def test_vectors_of_formats_that_are_read_alone(self, tmp_path, name, driver):
        import pyogrio

        x, y = transform_points(UTM, CRS.from_epsg(4326), *np.array(shapely.box(*BOX).exterior.coords).T)
        outline = np.array([shapely.to_wkb(shapely.Polygon(np.stack([x, y], 1)))], object)
        pyogrio.raw.write(tmp_path / name, outline, [], [], driver=driver, crs="EPSG:4326", geometry_type="Polygon")
        assert near(~kept(exclude=[tmp_path / name]), INSIDE)

    def test_geometries_mappings_and_arrays(self):
        box = shapely.box(*BOX)
        assert near(~kept(exclude=[box]), INSIDE)
        assert near(~kept(exclude=[feature()]), INSIDE)
        assert near(~kept(exclude=[feature("EPSG:32633")]), INSIDE)
        assert np.array_equal(~kept(exclude=[INSIDE]), INSIDE)
        assert np.array_equal(kept(include=[INSIDE]), INSIDE)

    def test_a_raster_of_which_0_is_out(self, tmp_path):
        path = write(tmp_path / "stable.tif", (~INSIDE).astype(np.uint8), GRID)
        assert np.array_equal(kept(exclude=[path]), ~INSIDE)
        assert np.array_equal(kept(include=[path]), ~INSIDE)

    def test_values_bits_and_classes_of_a_raster(self, tmp_path):
        scl = write(tmp_path / "scl.tif", np.where(INSIDE, 9, 4).astype(np.uint8), GRID)
        qa = write(tmp_path / "qa.tif", np.where(INSIDE, 0b101000, 0b1000000).astype(np.uint16), GRID)
        for text in (f"{scl}=3,9", f"{scl}:cloud", f"{qa}&0b11000", f"{qa}:cloud"):
            assert np.array_equal(kept(exclude=[text]), ~INSIDE)
            assert np.array_equal(kept(include=[text]), INSIDE)

    def test_a_class_may_be_the_nodata_value_of_the_file(self, tmp_path):
        scl = write(tmp_path / "scl.tif", np.where(INSIDE, 0, 4).astype(np.uint8), GRID, nodata=0)
        assert np.array_equal(kept(exclude=[f"{scl}=0"]), ~INSIDE)

    def test_several_add_up(self):
        left, right = INSIDE.copy(), INSIDE.copy()
        left[:, 35:], right[:, :35] = False, False
        assert np.array_equal(kept(exclude=[left, right]), ~INSIDE)
        assert np.array_equal(kept(include=[left, right]), INSIDE)
        assert np.array_equal(kept(include=[INSIDE], exclude=[left]), right)

    def test_lines_and_points_are_what_they_touch(self):
        line = shapely.LineString([(BOX[0], BOX[1] - 3), (BOX[2], BOX[1] - 3)])
        out = ~kept(exclude=[line, shapely.Point(ORIGIN[0] + 3, ORIGIN[1] - 3)])
        assert out[1, 1]
        assert out.sum() - 1 == pytest.approx(30, abs=1)

    @pytest.mark.parametrize(("length", "pieces"), [(32.0, 1), (33.0, 2), (640.0, 20), (1e7, 256)])
    def test_an_edge_that_may_bend_is_cut_into_pieces_of_sixteen_pixels(self, length, pieces):
        where = grid(64, 64, 2.0)
        ends = np.stack(transform_points(UTM, CRS.from_epsg(4326), [ORIGIN[0], ORIGIN[0]],
                                         [ORIGIN[1], ORIGIN[1] - length]), 1)
        assert len(mask_shapes._onto(ends, CRS.from_epsg(4326), where)) == pieces + 1

    def test_an_edge_bends_as_its_own_crs_has_it(self):
        """A parallel is no straight line in UTM: 200 km along it, 150 m from the chord."""
        wide = grid(200, 40, 1000.0, origin=(ORIGIN[0] - 100_000, ORIGIN[1] + 20_000))
        lon, lat = transform_points(UTM, CRS.from_epsg(4326), [wide.bounds[0], wide.bounds[2]], [ORIGIN[1]] * 2)
        line = {"type": "LineString", "coordinates": [[lon[0], lat[0]], [lon[1], lat[0]]]}
        found = ~kept(wide, exclude=[line], lies=wide)
        _, y = transform_points(CRS.from_epsg(4326), UTM, [(lon[0] + lon[1]) / 2], [lat[0]])
        middle = int(wide.to_pixel(ORIGIN[0], y[0])[1])
        assert int(wide.to_pixel(ORIGIN[0], ORIGIN[1] - 1)[1]) != middle
        assert np.flatnonzero(found[:, 100]).tolist() == [middle]

    def test_a_ring_that_is_not_closed_is_an_area_all_the_same(self):
        corners = [[ORIGIN[0] + x, ORIGIN[1] - y] for x, y in ((20, 20), (20, 100), (100, 100))]
        found = ~kept(exclude=[{"type": "Polygon", "coordinates": [corners],
                                "crs": {"type": "name", "properties": {"name": "EPSG:32633"}}}])
        assert found[48, 12]
        assert not found[12, 48]
        assert found.sum() == pytest.approx(40 * 40 / 2, rel=0.1)

    @pytest.mark.parametrize(("mask", "message"), [
        (np.ones((3, 3), bool), "rows and columns of its raster"), (np.ones(GRID.shape), "booleans"),
        (3.5, "not 3.5"), ({"type": "Polygon"}, "no GeoJSON geometry"), ({"type": "Topology"}, "the type 'Topology'"),
        ({"type": "Point", "coordinates": [float("nan"), 0]}, "no finite numbers"),
        ("nowhere.tif", "does not exist"), ("nowhere.geojson", "cannot be read"),
        ("nowhere.gpkg|layername=x", "does not exist"),
    ])
    def test_what_is_no_mask_is_told(self, mask, message):
        with pytest.raises(InputError, match=message):
            kept(exclude=[mask])

    def test_clouds_of_a_scene_without_any_leave_nothing_out(self, tmp_path, caplog):
        import pyogrio

        clear = {"type": "FeatureCollection", "features": []}
        path, layer = tmp_path / "clouds.geojson", tmp_path / "clouds.gpkg"
        path.write_text(json.dumps(clear))
        pyogrio.raw.write(layer, np.array([], object), [], [], layer="clear", geometry_type="Polygon", crs="EPSG:32633")
        for mask in (clear, path, f"{layer}|layername=clear", shapely.Polygon(), shapely.Point()):
            assert kept(exclude=[mask]).all()
            assert "holds no geometries" in caplog.messages[-1]
            assert not kept(include=[mask]).any()

    def test_metres_without_a_crs_are_not_taken_for_degrees(self):
        with pytest.raises(GeoreferenceError, match="no degrees"):
            kept(exclude=[shapely.box(*BOX).__geo_interface__])


class TestOnAnyGrid:
    @pytest.mark.parametrize("pixel", [0.7, 2.0, 3.1, 5.0, 11.0])
    @pytest.mark.parametrize("kind", ["raster", "array", "vector"])
    def test_a_pixel_that_is_partly_left_out_is_left_out(self, tmp_path, pixel, kind):
        mask = {"raster": write(tmp_path / "m.tif", (~INSIDE).astype(np.uint8), GRID), "array": INSIDE,
                "vector": shapely.box(*BOX)}[kind]
        coarse = grid(int(160 / pixel), int(120 / pixel), pixel, origin=(ORIGIN[0] + 0.3, ORIGIN[1] - 0.4))
        found = kept(coarse, exclude=[mask])
        col, row = np.meshgrid(np.arange(coarse.width), np.arange(coarse.height))
        left, bottom, right, top = BOX
        x0, y1 = coarse.to_world(col, row)
        x1, y0 = coarse.to_world(col + 1, row + 1)
        touched = (x0 < right - 0.01) & (x1 > left + 0.01) & (y0 < top - 0.01) & (y1 > bottom + 0.01)
        assert not found[touched].any()
        # A pixel of the mask, or of the grid, around it may go as well, and no more.
        room = max(2.0, pixel) * 1.5
        far = (x0 > right + room) | (x1 < left - room) | (y0 > top + room) | (y1 < bottom - room)
        assert found[far].all()

    def test_the_masks_of_a_window_are_those_of_the_whole(self, tmp_path):
        path = write(tmp_path / "m.tif", (~INSIDE).astype(np.uint8), GRID)
        for mask in (path, INSIDE, shapely.box(*BOX)):
            whole = kept(exclude=[mask])
            assert np.array_equal(kept(GRID.window(15, 5, 20, 30), exclude=[mask]), whole[5:35, 15:35])

    def test_of_signed_values_zero_alone_is_outside(self, tmp_path):
        values = np.where(INSIDE, -3, 0).astype(np.int16)
        values[0, 0] = -1
        path = write(tmp_path / "m.tif", values, GRID, nodata=-1)
        assert np.array_equal(kept(include=[path]), INSIDE)

    def test_a_raster_in_another_crs(self, tmp_path):
        x, y = transform_points(UTM, CRS.from_epsg(4326), [BOX[0], BOX[2]], [BOX[1], BOX[3]])
        size = 1e-5
        from affine import Affine

        where = Grid(CRS.from_epsg(4326), Affine(size, 0, min(x) - 60 * size, 0, -size, max(y) + 40 * size), 220, 150)
        px, py = where.to_world(*np.meshgrid(np.arange(220) + 0.5, np.arange(150) + 0.5))
        ux, uy = transform_points(CRS.from_epsg(4326), UTM, px.ravel(), py.ravel())
        ux, uy = np.reshape(ux, px.shape), np.reshape(uy, px.shape)
        inside = (ux > BOX[0]) & (ux < BOX[2]) & (uy > BOX[1]) & (uy < BOX[3])
        path = write(tmp_path / "m.tif", inside.astype(np.uint8), where)
        assert near(~kept(exclude=[f"{path}=1"]), INSIDE)

    def test_beyond_a_raster_nothing_is_left_out_nor_looked_at(self, tmp_path):
        small = GRID.window(20, 10, 30, 30)
        path = write(tmp_path / "m.tif", np.zeros((30, 30), np.uint8), small)
        assert near(kept(exclude=[path]), ~INSIDE)
        ones = write(tmp_path / "n.tif", np.ones((30, 30), np.uint8), small)
        assert np.array_equal(kept(include=[ones]), INSIDE)
        assert not kept(GRID.window(1000, 1000, 5, 5), include=[ones]).any()

    def test_of_a_raster_only_the_pixels_around_the_grid_are_read(self, tmp_path, monkeypatch):
        path, boxes = write(tmp_path / "m.tif", (~INSIDE).astype(np.uint8), GRID), []
        read = Raster.read
        monkeypatch.setattr(Raster, "read", lambda self, box, *a: boxes.append(box) or read(self, box, *a))
        kept(GRID.window(15, 5, 20, 30), exclude=[path])
        # Two pixels more on each side, where neighbours may count.
        assert boxes == [(13, 3, 24, 34)]

    def test_a_fine_mask_of_many_strips_is_read_as_one(self, tmp_path, monkeypatch):
        from coregix_core.io import area_masks

        path = write(tmp_path / "m.tif", (~INSIDE).astype(np.uint8), GRID)
        coarse = grid(16, 12, 10.0)
        whole = kept(coarse, exclude=[path])
        monkeypatch.setattr(area_masks, "STRIP_PIXELS", 400)
        assert np.array_equal(kept(coarse, exclude=[path]), whole)
        assert not whole.all()

    def test_a_crs_on_one_side_alone_is_told(self, tmp_path):
        nowhere = grid(80, 60, 2.0, crs=None)
        path = write(tmp_path / "m.tif", INSIDE.astype(np.uint8), nowhere)
        for mask in (path, feature("EPSG:32633")):
            lies, asked = (GRID, GRID) if mask is path else (nowhere, nowhere)
            with pytest.raises(GeoreferenceError, match="one has a CRS"):
                kept(asked, exclude=[mask], lies=lies)


@settings(max_examples=25)
@given(east=st.floats(-2e7, 2e7), north=st.floats(-1e7, 1e7), pixel=st.sampled_from([0.3, 10.0]),
       crs=st.sampled_from([UTM, CRS.from_epsg(3857), None]))
def test_a_box_is_found_wherever_in_the_world(east, north, pixel, crs):
    where = grid(40, 30, pixel, crs, (east, north))
    (x0, x1), (y0, y1) = where.to_world([10.25, 20.75], [5.25, 14.75])
    out = ~kept(where, exclude=[shapely.box(x0, y1, x1, y0)], lies=where)
    expected = np.zeros(where.shape, bool)
    expected[5:15, 10:21] = True
    assert np.array_equal(out, expected)


def test_without_masks_there_is_nothing_to_join():
    assert AreaMasks().joined(AreaMasks()) is None


def test_masks_of_a_raster_go_where_it_goes_but_for_those_that_have_a_crs_of_their_own(tmp_path):
    bare = Grid(None, Affine.identity(), GRID.width, GRID.height)
    ground = write(tmp_path / "ground.tif", (~INSIDE).astype("uint8"), GRID)
    path = write(tmp_path / "bare.tif", INSIDE.astype("uint8"), bare)
    with open_raster(path, role="moving") as raster, opened_masks([INSIDE, ground], None, bare) as masks:
        of_file, on_ground = on_file(masks, raster, bare)
        # Half a turn about the middle.
        raster.grid = Grid(UTM, GRID.transform * Affine.translation(80, 60) * Affine.scale(-1, -1), 80, 60)
        assert [len(group.excluded) for group in (of_file, on_ground)] == [1, 1]
        assert (~of_file.keep(raster.grid) == INSIDE).all()
        assert near(~on_ground.keep(raster.grid), INSIDE[::-1, ::-1])


class TestOnPixels:
    """Masks that have no georeference of their own lie on the pixels of the one raster that they are for."""

    BARE = Grid(None, Affine.identity(), GRID.width, GRID.height)

    @pytest.mark.parametrize("lies", [BARE, GRID, Grid(None, GRID.transform, GRID.width, GRID.height)],
                             ids=["bare", "placed", "world file"])
    def test_a_raster_of_as_many_pixels_lies_on_those_of_its_raster(self, tmp_path, lies):
        path = write(tmp_path / "m.tif", (~INSIDE).astype("uint8"), self.BARE)
        assert np.array_equal(~kept(lies, exclude=[path], lies=lies), INSIDE)

    def test_one_of_other_rows_and_columns_is_refused(self, tmp_path):
        path = write(tmp_path / "m.tif", np.ones((30, 40), "uint8"), Grid(None, Affine.identity(), 40, 30))
        with pytest.raises(GeoreferenceError, match=r"has no georeference and 40 x 30 pixels, .* 80 x 60"):
            kept(self.BARE, exclude=[path], lies=self.BARE)

    @pytest.mark.parametrize(("what", "kind"), [("exclude", "tif"), ("include", "tif"), ("exclude", "shp")])
    def test_one_for_two_placed_rasters_is_asked_whose_it_is(self, tmp_path, what, kind):
        path = tmp_path / f"m.{kind}"
        if kind == "tif":
            write(path, (~INSIDE).astype("uint8"), self.BARE)
        else:
            import pyogrio

            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # of the CRS that is missing
                pyogrio.raw.write(path, np.array([shapely.to_wkb(shapely.box(*BOX))], object), [np.array([1])], ["n"],
                                  geometry_type="Polygon", crs=None)
        masks = {"exclude": (path,), "include": None} if what == "exclude" else {"exclude": None, "include": (path,)}
        with (pytest.raises(GeoreferenceError, match=f"by moving_{what} or fixed_{what} whose it is"),
              opened_masks(masks["exclude"], masks["include"], GRID, of_one=False)):
            pass

    @pytest.mark.parametrize("rows", [1, -1])
    def test_outlines_on_a_bare_raster_have_their_rows_counted_either_way(self, rows):
        # QGIS shows such a raster from the row 0 downwards, below zero; outlines may begin above it.
        box = shapely.box(20, -5 * rows, 50, 40 * rows)
        expected = np.zeros(GRID.shape, bool)
        expected[:40, 20:50] = True
        with opened_masks([box], None, self.BARE) as masks:
            assert near(~masks.keep(self.BARE), expected)
            assert ("negative" in masks.readings) == (rows < 0)

    def test_outlines_on_a_raster_with_a_world_file_stay_where_they_are(self):
        lies = Grid(None, Affine(1, 0, 0, 0, -1, 0), GRID.width, GRID.height)
        assert near(~kept(lies, exclude=[shapely.box(20, -40, 50, -10)], lies=lies), INSIDE)
