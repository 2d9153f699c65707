"""What the user sees in QGIS is what is used; layers that no engine could open are refused with a sentence."""

import json
import re

import numpy as np
import pytest
import rasterio

pytestmark = pytest.mark.qgis


def align(qgis, moving, pair, folder, **more):
    return qgis("run", algorithm="coregix:alignimagepair", parameters={
        "MOVING_IMAGE": moving, "FIXED_IMAGE": pair.fixed, "OUTPUT_IMAGE": folder / "aligned.tif", **more})


def command_line(run):
    return next(text for text in run["log"] if "coregix_core align" in text)


@pytest.mark.parametrize(("layer", "message"), [
    ({"kind": "wms"}, "The layer 'tiles' is a web map"),
    ({"kind": "memory"}, "The layer 'copy' is in the memory of QGIS only"),
    ({"kind": "raster", "nodata": 0, "most": 5}, "The layer 'scene' has a range of additional nodata values"),
    ({"kind": "raster", "nodata": 5, "bands": [1]}, "The layer 'scene' has several additional nodata values"),
])
def test_layers_that_will_not_do_are_refused_with_a_sentence(qgis, pair, tmp_path, layer, message):
    run = align(qgis, {"path": str(pair.moving), **layer}, pair, tmp_path)
    assert message in run["error"] + " ".join(run["warnings"])
    assert "Traceback" not in run["error"]
    assert list(tmp_path.iterdir()) == []


def test_a_crs_given_in_qgis_is_used(qgis, pair, tmp_path):
    run = align(qgis, {"kind": "raster", "path": str(pair.no_crs), "crs": "EPSG:32633"}, pair, tmp_path)
    assert run["error"] is None
    # One with a code is a code in the log.
    assert "--moving-crs EPSG:32633" in command_line(run)
    assert max(map(len, run["log"])) < 1500
    assert run["results"]["SHIFT_X"] == pytest.approx(pair.east, abs=0.1)


def test_a_nodata_value_given_in_qgis_is_used(qgis, pair, tmp_path):
    layer = {"kind": "raster", "path": str(pair.moving), "nodata": 3000, "bands": [1, 2]}
    run = align(qgis, layer, pair, tmp_path)
    assert run["error"] is None
    assert "--moving-nodata 3000" in command_line(run)


def test_the_parameter_is_above_the_layer(qgis, pair, engine, tmp_path):
    layer = {"kind": "raster", "path": str(pair.moving), "nodata": 3000, "bands": [1, 2]}
    # What the engine would be asked is all that counts here.
    idle = tmp_path / "python"
    idle.write_text(f'#!/bin/sh\ncase "$*" in *--probe*) exec {engine} "$@";; *) exit 1;; esac\n', encoding="utf-8")
    idle.chmod(0o755)
    run = qgis("run_with_engine", interpreter=str(idle), algorithm="coregix:alignimagepair", parameters={
        "MOVING_IMAGE": layer, "FIXED_IMAGE": pair.fixed, "OUTPUT_IMAGE": tmp_path / "a.tif", "MOVING_NODATA": 3})
    assert "--moving-nodata 3 " in command_line(run) + " "


def test_a_nodata_value_switched_off_in_qgis_is_data(qgis, pair, tmp_path):
    with rasterio.open(pair.moving) as dataset:
        profile, values = dataset.profile, dataset.read()
    values[:, :40] = 0
    holed = tmp_path / "holed.tif"
    with rasterio.open(holed, "w", **profile) as dataset:
        dataset.write(values)
    output = tmp_path / "output"
    output.mkdir()
    run = align(qgis, {"kind": "raster", "path": str(holed), "ignore_nodata": True}, pair, output, OUTPUT_NODATA=65535)
    assert run["error"] is None
    with rasterio.open(output / "aligned.tif") as dataset:
        assert (dataset.read(1)[60:64, 100:200] != 65535).all()
        assert (dataset.read(1)[20:30, 100:200] == 0).all()


@pytest.mark.parametrize(("values", "message"), [
    ({"SOLVE_RESOLUTIONS": "1,x"}, "'Solve resolutions' takes numbers with commas"),
    ({"SOLVE_RESOLUTIONS": "1,8"}, "'Solve resolutions' must run from coarse to fine"),
    ({"OUTPUT_NODATA": -1}, "-1"),
    ({"MOVING_IMAGE": "/nowhere/scene.tif"}, "/nowhere/scene.tif"),
    ({"TIE_POINTS": "/nowhere/ties.shp"}, "The folder of /nowhere/ties.shp does not exist"),
    ({"FIXED_IMAGE": "MOVING_IMAGE"}, "The source and the reference are the same raster"),
])
def test_values_that_cannot_be_used_are_told_in_the_words_of_the_dialog(qgis, pair, tmp_path, values, message):
    values = {name: pair.moving if value == "MOVING_IMAGE" else value for name, value in values.items()}
    run = align(qgis, pair.moving, pair, tmp_path, **values)
    assert message in run["error"] + " ".join(run["warnings"])
    assert "Traceback" not in run["error"]
    assert list(tmp_path.iterdir()) == []


def test_a_pair_without_an_overlap_is_told_by_the_core(qgis, pair, tmp_path):
    far = tmp_path / "far.tif"
    with rasterio.open(pair.moving) as dataset:
        profile = {**dataset.profile, "transform": rasterio.transform.from_origin(900000, 5800000, 2, 2)}
        values = dataset.read()
    with rasterio.open(far, "w", **profile) as dataset:
        dataset.write(values)
    run = align(qgis, far, pair, tmp_path)
    assert "overlap" in run["error"]
    assert not (tmp_path / "aligned.tif").exists()


def test_tie_points_are_written_as_a_shapefile_too(qgis, pair, tmp_path):
    run = align(qgis, pair.moving, pair, tmp_path, TIE_POINTS=tmp_path / "ties.shp")
    assert run["error"] is None
    fields = qgis("fields_of", path=tmp_path / "ties.shp")
    assert {"dx_before", "dy", "inlier", "reason"} <= set(fields)


def test_layers_of_either_kind_are_masks_and_texts_name_values(qgis, pair, tmp_path):
    with rasterio.open(pair.moving) as dataset:
        profile = {**dataset.profile, "count": 1, "dtype": "uint8", "nodata": None}
        left, _, _, top = dataset.bounds
    mask, vectors = tmp_path / "scl.tif", tmp_path / "clouds.geojson"
    with rasterio.open(mask, "w", **profile) as out:
        values = np.full((profile["height"], profile["width"]), 4, np.uint8)
        values[:, :30] = 0
        out.write(values, 1)
    corners = [[left + 200, top - 200], [left + 240, top - 200], [left + 240, top - 240], [left + 200, top - 200]]
    vectors.write_text(json.dumps({
        "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}},
        "features": [{"type": "Feature", "properties": {"n": n}, "geometry": {
            "type": "Polygon", "coordinates": [corners]}} for n in range(2)]}), encoding="utf-8")
    output = tmp_path / "output"
    output.mkdir()
    run = align(qgis, {"kind": "raster", "path": str(pair.moving)}, pair, output, MOVING_EXCLUDE=f"{mask}=0; {mask}=9",
                EXCLUDE=[{"kind": "raster", "path": str(mask)},
                         *({"kind": "vector", "path": str(vectors), "subset": f'"n" = {n}', "name": "Clouds 1/2"}
                           for n in range(2))])
    assert run["error"] is None
    line = command_line(run)
    assert f"--exclude {mask}" in line
    # Copies with what the filters show, named as the layers are.
    assert re.findall(r"--exclude \S+/(\S+)", line) == ["scl.tif", "Clouds_1_2.gpkg", "Clouds_1_2_2.gpkg"]
    assert f"--moving-exclude {mask}=0" in line
    assert run["results"]["SHIFT_X"] == pytest.approx(pair.east, abs=0.1)
