"""The public functions on real files: each parameter of an alignment does what it says."""

import json
import logging
from collections import Counter
from dataclasses import replace
from functools import partial

import numpy as np
import pytest
import rasterio
from rasterio.crs import CRS
from scenes import UTM, Ground, blobs, displaced, grid, textured, write

from coregix_core import (
    Cancelled,
    InputError,
    UnreliableAlignmentError,
    align_image_pair,
    apply_transform,
    assess_image_pair,
    load_transform,
    register,
    trim_edges,
)
from coregix_core.api.pipeline import export_transform
from coregix_core.findings import Displacement
from coregix_core.geometry import Frame, identity

PIXEL = 2.0
GRID = grid(220, 200, PIXEL)
CENTRE = tuple(float(v) for v in GRID.to_world(110, 100))
EAST, NORTH = 8.6, -5.4
TRUTH = displaced(EAST, NORTH, rotation_deg=0.5, centre=CENTRE)


def ground(truth=None, seed=0):
    return np.rint(textured(GRID, truth, Ground(seed=seed))).astype(np.uint16)


@pytest.fixture(scope="module")
def scenes(tmp_path_factory):
    """Files by name; ``moving`` has two bands, the second of which is noise."""
    folder = tmp_path_factory.mktemp("scenes")
    rng = np.random.default_rng(3)
    noise = rng.integers(1, 6000, GRID.shape, np.uint16)
    moving, fixed = ground(TRUTH), ground()
    write(folder / "moving.tif", np.stack([moving, noise]), GRID, nodata=0)
    write(folder / "fixed.tif", fixed, GRID, nodata=0)
    write(folder / "second.tif", np.stack([noise, fixed]), GRID, nodata=0)
    write(folder / "noise.tif", noise, GRID, nodata=0)
    # Where nothing is found all is tried, which takes as long as the rasters are large.
    part = np.s_[40:170, 40:190]
    for name, pixels in (("small moving", moving), ("small fixed", fixed), ("small noise", noise)):
        write(folder / f"{name}.tif", pixels[part], GRID.window(40, 40, 150, 130), nodata=0)
    write(folder / "sparse.tif", np.where(blobs(GRID.shape, 0.5, 2, size=40), fixed, 0), GRID, nodata=0)
    return folder


@pytest.fixture
def align(scenes, tmp_path):
    """Runs an alignment onto out.tif; the moving and fixed rasters by their names."""
    def run(moving="moving", fixed="fixed", out="out.tif", **settings):
        return align_image_pair(scenes / f"{moving}.tif", scenes / f"{fixed}.tif", tmp_path / out, **settings)

    return run


@pytest.fixture(scope="module")
def default(scenes, tmp_path_factory):
    """(result, dataset path) of a run with nothing but the inputs."""
    path = tmp_path_factory.mktemp("default") / "out.tif"
    return align_image_pair(scenes / "moving.tif", scenes / "fixed.tif", path), path


def values(path):
    with rasterio.open(path) as dataset:
        return dataset.read()


def tags(path):
    with rasterio.open(path) as dataset:
        return dataset.tags()


def test_an_alignment_moves_the_source_into_place(default):
    result, path = default
    assert (result.verdict, result.already_aligned, result.accepted_unreliable) == ("aligned", False, False)
    assert result.output_image_path == str(path)
    assert result.temp_dir is None
    shift = result.displacement
    x, y = TRUTH(*CENTRE)
    assert (shift.east, shift.north) == pytest.approx((CENTRE[0] - x, CENTRE[1] - y), abs=0.02 * PIXEL)
    assert shift.rotation_deg == pytest.approx(-0.5, abs=0.01)
    assert (result.unit, result.pixel_size) == ("metre", PIXEL)
    inner = np.s_[20:-20, 20:-20]
    error = values(path)[0][inner].astype(float) - ground()[inner]
    assert np.sqrt((error**2).mean()) < 40  # of a texture of 500: cubic interpolation
    assert tags(path)["COREGIX_VERDICT"] == "aligned"
    assert "COREGIX_UNRELIABLE" not in tags(path)


def test_the_result_is_told_as_plain_values(default):
    result, _ = default
    told = result.to_dict()
    assert told["transform"]["model"] == "rigid"
    assert told["residual_after"]["rmse_px"] < 0.1 < told["residual_before"]["rmse_px"]
    assert {"read", "solve", "assess", "warp"} <= set(told["seconds"])
    assert told["settings"]["transform"] == "auto"
    assert told["metric"] == "orientation"


@pytest.mark.parametrize("settings", [{}, {"threads": 1}, {"threads": 3}], ids=str)
def test_the_same_inputs_give_the_same_bytes_whatever_the_threads(settings, align, default, tmp_path):
    result, path = default
    again = align(**settings)
    assert again.transform == result.transform
    assert (tmp_path / "out.tif").read_bytes() == path.read_bytes()


def test_chunks_do_not_change_the_result_by_a_hundredth_of_a_pixel(align, default):
    corners = np.array([GRID.to_world(*corner) for corner in ((0, 0), (220, 0), (220, 200), (0, 200))]).T
    one, other = (np.array(run.transform(*corners)) for run in (default[0], align(split_factor=3)))
    assert np.hypot(*(one - other)).max() < 0.01 * PIXEL


def test_a_pair_in_place_is_left_as_it_is_and_says_so(align, scenes, tmp_path):
    result = align("fixed", "second", fixed_band_index=1)
    assert result.already_aligned
    assert result.verdict == "aligned"
    assert (result.displacement.east, result.displacement.north) == (0, 0)
    assert "already aligned" in result.summary()
    np.testing.assert_array_equal(values(tmp_path / "out.tif"), values(scenes / "fixed.tif"))


def test_bands_are_chosen_for_both_or_for_each(align):
    """Any other choice compares noise."""
    assert align("moving", "second", fixed_band_index=1).verdict == "aligned"
    assert align("moving", "second", band_index=1, moving_band_index=0).verdict == "aligned"
    with pytest.raises(InputError, match="no band 7"):
        align(moving_band_index=7)


@pytest.mark.parametrize("model", ["translation", "rigid", "similarity", "affine"])
def test_the_transform_is_the_one_asked_for(model, align):
    result = align(transform=model)
    assert result.transform.model == model
    assert result.assessment.residual_after.rmse_px < (1.0 if model == "translation" else 0.1)


def test_a_local_transform_is_saved_and_applied_like_any_other(align, scenes, tmp_path):
    result = align(transform="local", save_transform=tmp_path / "T.json")
    assert result.transform.model == "local"
    assert result.displacement.local_max < 0.2 * PIXEL
    apply_transform(scenes / "moving.tif", tmp_path / "T.json", tmp_path / "again.tif")
    np.testing.assert_array_equal(values(tmp_path / "again.tif"), values(tmp_path / "out.tif"))


@pytest.mark.parametrize("metric", ["correlation", "orientation", "mutual-information"])
def test_the_metric_is_the_one_asked_for(metric, align):
    result = align(metric=metric)
    assert (result.metric, result.verdict) == (metric, "aligned")
    assert result.displacement.rotation_deg == pytest.approx(-0.5, abs=0.02)


@pytest.mark.parametrize("switch", ["use_edge_proxies", "enforce_mutual_valid_mask", "clip_fixed_to_moving"])
def test_a_switch_that_is_turned_off_still_solves(switch, align):
    result = align(**{switch: False})
    assert result.verdict == "aligned"
    assert result.displacement.rotation_deg == pytest.approx(-0.5, abs=0.02)


def test_no_shift_beyond_the_largest_is_looked_for(align):
    with pytest.raises(UnreliableAlignmentError):
        align("small moving", "small fixed", max_shift=2.0)
    assert align("small moving", "small fixed", max_shift=15.0).verdict == "aligned"


def test_too_little_valid_area_is_refused(align):
    with pytest.raises(InputError, match="valid"):
        align("moving", "sparse", min_valid_fraction=0.7)
    assert align("moving", "sparse", min_valid_fraction=0.05).verdict == "aligned"


@pytest.mark.parametrize("settings", [
    {"solve_resolutions": (8.0, 4.0)}, {"solve_resolutions": (8.0, 0.0)}, {"solve_resolution": 4.0}], ids=str)
def test_resolutions_of_the_solve_can_be_chosen(settings, align):
    result = align(**settings)
    assert result.verdict == "aligned"
    assert result.displacement.rotation_deg == pytest.approx(-0.5, abs=0.05)


def test_temporary_files_are_kept_where_that_is_asked_for(align, tmp_path):
    (tmp_path / "temp").mkdir()
    # A metric that is asked for is elastix's.
    result = align("moving", "sparse", metric="orientation", keep_temp_dir=True, temp_dir=tmp_path / "temp")
    (folder,) = (tmp_path / "temp").iterdir()
    assert result.temp_dir == str(folder)
    assert {"fixed_reg.tif", "moving_reg.tif", "fixed_mask.tif", "moving_mask.tif", "elastix.log",
            "elastix_similarity.txt"} <= {p.name for p in folder.iterdir()}
    with rasterio.open(folder / "fixed_reg.tif") as image, rasterio.open(folder / "fixed_mask.tif") as mask:
        assert image.crs == mask.crs == UTM
        assert image.transform == mask.transform
        np.testing.assert_array_equal(mask.read(1) == 255, np.isfinite(image.read(1)))
        assert 0.4 < (mask.read(1) == 255).mean() < 0.6
        fixed = image.read(1)
    both = np.isfinite(fixed) & np.isfinite(values(folder / "moving_reg.tif")[0])
    gap = (fixed - values(folder / "moving_reg.tif")[0])[both]
    assert np.sqrt((gap**2).mean()) < 40, "the registration images lie on each other"


def test_temporary_files_are_gone_otherwise(align, tmp_path, litter):
    (tmp_path / "temp").mkdir()
    align(temp_dir=tmp_path / "temp")
    with pytest.raises(InputError):
        align(out="refused.tif", temp_dir=tmp_path / "temp", moving_band_index=5)
    assert list((tmp_path / "temp").iterdir()) == []
    assert litter("temp", "out.tif") == []


def test_what_cannot_be_aligned_is_refused_with_its_measurements(align, tmp_path):
    with pytest.raises(UnreliableAlignmentError, match="Nothing was written") as caught:
        align("small noise", "small fixed")
    assert caught.value.result.verdict == "failed"
    assert caught.value.result.output_image_path is None
    assert not (tmp_path / "out.tif").exists()


def test_a_refusal_writes_its_report_and_nothing_else(align, tmp_path):
    pytest.importorskip("matplotlib")
    page = tmp_path / "report.html"
    page.write_text("the report of an older run, which went well")
    companions = {"tie_points": "tie.gpkg", "save_transform": "T.json", "sidecar": "item.json"}
    with pytest.raises(UnreliableAlignmentError, match=f"Nothing but the report {page} was written") as caught:
        align("small noise", "small fixed", report=page, **{key: tmp_path / name for key, name in companions.items()})
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]
    assert caught.value.result.report_path == str(page)
    assert caught.value.result.assessment.reason[1:] in page.read_text()


def test_a_refusal_with_nothing_to_measure_has_its_report_too(align, tmp_path):
    pytest.importorskip("matplotlib")
    with pytest.raises(UnreliableAlignmentError, match="lies beyond the largest one that is looked for") as caught:
        align("small moving", "small fixed", max_shift=2.0, report=tmp_path / "report.html")
    told = caught.value.result.to_dict()
    assert (told["verdict"], told["residual_after"], told["transform"]["model"]) == ("failed", None, "identity")
    assert "beyond the largest one that is looked for" in (tmp_path / "report.html").read_text()


def test_what_gave_nothing_to_measure_stays_in_place_where_it_is_wanted_all_the_same(align, scenes, tmp_path):
    result = align("small moving", "small fixed", max_shift=2.0, accept_unreliable=True,
                   tie_points=tmp_path / "tie.geojson", save_transform=tmp_path / "T.json")
    assert (result.verdict, result.accepted_unreliable) == ("failed", True)
    assert tags(tmp_path / "out.tif")["COREGIX_UNRELIABLE"] == "YES"
    np.testing.assert_array_equal(values(tmp_path / "out.tif"), values(scenes / "small moving.tif"))


def test_an_unreliable_result_that_is_wanted_is_written_and_marked(align, tmp_path):
    result = align("small noise", "small fixed", accept_unreliable=True)
    assert (result.verdict, result.accepted_unreliable) == ("failed", True)
    assert result.to_dict()["accepted_unreliable"] is True
    assert (tags(tmp_path / "out.tif")["COREGIX_UNRELIABLE"], tags(tmp_path / "out.tif")["COREGIX_VERDICT"]) == (
        "YES", "failed")


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


def test_all_companions_are_written(align, tmp_path):
    pytest.importorskip("matplotlib")
    names = {"report": "report.html", "sidecar": "item.json", "tie_points": "tie.geojson", "save_transform": "T.json"}
    result = align(**{key: tmp_path / name for key, name in names.items()})
    told = (result.report_path, result.sidecar_path, result.tie_points_path, result.transform_path)
    assert told == tuple(str(tmp_path / name) for name in names.values())
    assert all((tmp_path / name).stat().st_size > 500 for name in names.values())


def test_the_log_of_elastix_can_be_printed(align, capfd):
    align()
    assert "EulerTransform" not in capfd.readouterr().err
    align(log_to_console=True, metric="orientation")
    assert "Resolution" in capfd.readouterr().err


@pytest.mark.parametrize(("transform", "solve"), [("auto", 20), ("local", 60)])
def test_progress_runs_through_the_stages_and_never_back(transform, solve, align):
    events = []
    align(transform=transform, progress=events.append)
    assert list(dict.fromkeys(e.stage for e in events)) == ["read", "solve", "assess", "warp"]
    overall = [e.overall for e in events]
    assert overall == sorted(overall)
    assert overall[-1] == pytest.approx(1.0)
    # Each moves on with its pieces of work, so that none rests until it is done.
    assert Counter(e.stage for e in events) >= Counter(read=4, solve=solve, assess=10)


@pytest.mark.parametrize("stage", ["read", "solve", "assess", "warp"])
def test_a_run_can_be_stopped_at_any_stage_and_leaves_nothing(stage, align, tmp_path, litter):
    with pytest.raises(Cancelled):
        align(progress=lambda event: event.stage != stage)
    assert litter() == []
    assert not list(tmp_path.iterdir())


def test_assess_measures_a_pair_as_it_is(scenes, default):
    _, path = default
    result = assess_image_pair(path, scenes / "fixed.tif")
    assert result.assessment.verdict == "aligned"
    assert result.assessment.residual_after.rmse_px < 0.1
    before = assess_image_pair(scenes / "moving.tif", scenes / "fixed.tif").assessment
    assert before.residual_after.median_px > 2
    assert assess_image_pair(scenes / "noise.tif", scenes / "fixed.tif").assessment.verdict == "failed"
    assert result.to_dict()["residual_after"]["count"] >= 8


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


def test_nothing_is_logged_as_a_warning(align, caplog):
    with caplog.at_level(logging.WARNING):
        align()
    assert caplog.records == []


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
