"""The public functions on real files: each parameter of an alignment does what it says."""

import logging
from collections import Counter

import numpy as np
import pytest
import rasterio
from alignments import CENTRE, GRID, PIXEL, TRUTH, ground, tags, values
from scenes import UTM

from coregix_core import (
    Cancelled,
    InputError,
    OutputError,
    UnreliableAlignmentError,
    apply_transform,
    assess_image_pair,
)


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


def test_an_output_that_stands_is_named_if_its_report_cannot_be_written(align, tmp_path, monkeypatch):
    def full(*_):
        raise OutputError("The disk is full.", file="r.html")

    monkeypatch.setattr("coregix_core.report.write_align_report", full)
    with pytest.raises(OutputError, match=r"^The disk is full\. The output .*o\.tif was written and is whole") as said:
        align(out="o.tif", report=tmp_path / "r.html")
    assert said.value.file == "r.html"
    assert (tmp_path / "o.tif").is_file()


def test_the_result_is_told_as_plain_values(default):
    result, _ = default
    told = result.to_dict()
    assert told["transform"]["model"] == "rigid"
    assert told["residual_after"]["rmse_px"] < 0.1 < told["residual_before"]["rmse_px"]
    assert {"read", "solve", "assess", "warp"} <= set(told["seconds"])
    assert told["settings"]["transform"] == "auto"
    assert told["metric"] == "orientation"
    found = result.assessment
    assert "np.float64" not in repr([found.residual_before, found.residual_after, found.uncertainty_ce90,
                                     result.pixel_size])


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
    # As it is known before anything is measured, it names the source and no file on the way to the output.
    with pytest.raises(InputError, match=r"moving raster \S+moving.tif has no band 7"):
        align(trim_edge_invalid=True, edge_trim_detection_band_index=7)


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


@pytest.mark.usefixtures("words_alone")
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


@pytest.mark.usefixtures("words_alone")
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


def test_nothing_is_logged_as_a_warning(align, caplog):
    with caplog.at_level(logging.WARNING):
        align()
    assert caplog.records == []
