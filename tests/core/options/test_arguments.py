"""Values given for parameters: held against the tables, and read from text."""

import math
from pathlib import Path

import numpy as np
import pytest

from coregix_core.errors import InputError
from coregix_core.options import ALIGN, BATCH, COMPLETION, STACK, TRIM, check
from coregix_core.options.arguments import parse
from coregix_core.options.checks import suggestion

PATHS = {"moving_image_path": "m.tif", "fixed_image_path": "f.tif", "output_image_path": "o.tif"}


def test_what_is_not_given_has_its_default():
    values = check(ALIGN, PATHS)
    assert values == {**PATHS, **ALIGN.defaults}
    assert check(ALIGN, {**PATHS, "threads": None})["threads"] == 0


@pytest.mark.parametrize("value", [2, np.int64(2), np.uint8(2)])
def test_whole_numbers_of_any_kind_become_plain(value):
    assert type(check(ALIGN, {**PATHS, "threads": value})["threads"]) is int


@pytest.mark.parametrize("value", [(8, 4, 0.5), [8, 4, 0.5], np.array([8, 4, 0.5]), (8, 4, 0)])
def test_resolutions_come_in_any_sequence(value):
    assert check(ALIGN, {**PATHS, "solve_resolutions": value})["solve_resolutions"] == tuple(value)


@pytest.mark.parametrize(("name", "value"), [
    ("threads", True), ("threads", 1.0), ("threads", "2"), ("threads", -1), ("max_shift", float("inf")),
    ("max_shift", "far"), ("memory_budget", 10), ("split_factor", 13), ("use_edge_proxies", "yes"),
    ("solve_resolutions", ()), ("solve_resolutions", "8,4"), ("solve_resolutions", 8), ("solve_resolutions", (1, -1)),
    ("solve_resolutions", range(100, 0, -1)), ("solve_resolutions", (float("nan"),)), ("resampling", "mode"),
    ("resampling", 3), ("report", ""), ("report", "a\0b"), ("known_points", "points.csv"), ("thread", 1),
    ("output_image_path", None), ("report", 3), ("moving_image_path", ["m.tif"]), ("fixed_image_path", b"f.tif"),
])
def test_values_beyond_their_limits_are_refused_by_name(name, value):
    with pytest.raises(InputError) as caught:
        check(ALIGN, {**PATHS, name: value})
    assert name in str(caught.value)
    if name != "thread":
        assert (caught.value.parameter, caught.value.reason in str(caught.value)) == (name, True)
        assert ALIGN.parameter(name).flag in caught.value.worded(ALIGN.flag)
        assert f"'{ALIGN.parameter(name).label}'" in caught.value.worded(ALIGN.label)


@pytest.mark.parametrize(("text", "name", "value"), [
    ("7", "threads", 7), ("0.5", "max_shift", 0.5), ("8,4,0.5", "solve_resolutions", (8, 4, 0.5)),
    ("False", "use_edge_proxies", False), ("yes", "use_edge_proxies", True), ("", "max_shift", None),
    ("affine", "transform", "affine"),
    ("a.tif=3,8; b.gpkg|layername=c", "exclude", ("a.tif=3,8", "b.gpkg|layername=c")),
])
def test_texts_become_values(text, name, value):
    assert parse(ALIGN.parameter(name), text) == value


@pytest.mark.parametrize(("text", "name"), [("x", "threads"), ("1,", "solve_resolutions"), ("maybe", "keep_temp_dir")])
def test_texts_of_another_kind_are_refused(text, name):
    with pytest.raises(InputError, match=name):
        parse(ALIGN.parameter(name), text)


def test_rasters_may_be_paths_or_open_datasets(tmp_path):
    class Dataset:
        def read(self):
            """As a dataset has it."""

    for raster in (tmp_path / "m.tif", Dataset()):
        assert check(ALIGN, {**PATHS, "moving_image_path": raster})["moving_image_path"] is raster


def test_workers_of_a_cluster_are_its_own():
    with pytest.raises(InputError, match="workers and scheduler contradict"):
        check(BATCH, {"pairs_file": "p.csv", "workers": 2, "scheduler": "tcp://host:8786"})


@pytest.mark.parametrize(("values", "message"), [
    ({"solve_resolution": 2.0, "solve_resolutions": (4.0, 2.0)}, "give the one or the other"),
    ({"band_index": 1, "moving_band_index": 0, "fixed_band_index": 0}, "band_index has no meaning"),
    ({"edge_trim_invalid_below": 2.0, "edge_trim_invalid_above": 1.0}, "every value would be invalid"),
    ({"report": "./a/../o.tif"}, r"output_image_path and report contradict each other: both would write o\.tif"),
    ({"tie_points": "a.gpkg", "sidecar": Path("a.gpkg")}, r"both would write a\.gpkg"),
])
def test_values_that_contradict_each_other_are_refused(values, message):
    with pytest.raises(InputError, match=message):
        check(ALIGN, {**PATHS, **values})


@pytest.mark.parametrize("values", [
    {"band_index": 1, "moving_band_index": 0}, {"solve_resolution": 2.0}, {"report": "o.html", "sidecar": "o.json"},
    {"trim_edge_invalid": True, "edge_trim_invalid_below": 1.0, "edge_trim_invalid_above": 1.0},
    {"output_nodata": math.inf},
])
def test_values_that_agree_pass(values):
    assert check(ALIGN, {**PATHS, **values}).items() >= values.items()


@pytest.mark.parametrize("values", [
    {"edge_trim_depth": 12}, {"edge_trim_detection_band_index": 1}, {"edge_trim_invalid_below": 0.0},
    {"edge_trim_invalid_above": 9.0}])
def test_what_has_an_effect_only_with_a_switch_asks_for_it(values):
    (name,) = values
    with pytest.raises(InputError, match=f"{name} has an effect only with trim_edge_invalid") as refused:
        check(ALIGN, {**PATHS, **values})
    assert (refused.value.parameter, refused.value.value) == (name, values[name])
    check(ALIGN, {**PATHS, **values, "trim_edge_invalid": True})
    check(TRIM, {"input_image_path": "a.tif", **values})


def test_what_holds_for_a_list_may_have_its_effect_in_some_of_its_rows():
    check(BATCH, {"pairs_file": "p.csv", "edge_trim_depth": 12})
    with pytest.raises(InputError, match="only with trim_edge_invalid"):
        check(BATCH, {"fixed_image_path": "f.tif", "moving_images": ("m.tif",), "output_folder": "o",
                      "edge_trim_depth": 12})


def test_bands_of_a_file_make_no_collection():
    with pytest.raises(InputError, match="stac and bands contradict each other"):
        check(STACK, {"images": ("a.tif",), "output_folder": "o", "stac": True, "bands": True})


def test_nodata_may_be_nan():
    assert math.isnan(check(ALIGN, {**PATHS, "moving_nodata": math.nan})["moving_nodata"])


@pytest.mark.parametrize(("name", "value", "message"), [
    ("memory_budget", 255, "memory_budget must be at least 256, not 255"),
    ("min_valid_fraction", 1.5, r"min_valid_fraction must be at most 1, not 1\.5"),
    ("resampling", "cubik", r"one of nearest, .*, not 'cubik' \(did you mean cubic\?\)"),
    ("solve_resolutions", (1.0, 2.0), "must run from coarse to fine, not 1.0, 2.0"),
    ("solve_resolutions", (2.0, 2.0), "must run from coarse to fine"),
    ("solve_resolutions", (), "takes 1 to 32 numbers, not 0"),
    ("known_points", "p.csv", r"must end in \.points, not as 'p\.csv' does"),
    ("tie_points", "p.shp", r"must end in \.gpkg or \.geojson or \.points"),
    ("moving_image_path", None, "moving_image_path is missing; give it a value"),
    ("resamplin", "cubic", r"no parameter 'resamplin' \(did you mean resampling\?\)"),
])
def test_a_refusal_says_what_would_do(name, value, message):
    with pytest.raises(InputError, match=message):
        check(ALIGN, {**PATHS, name: value})


def test_suffixes_count_in_either_case():
    assert check(ALIGN, {**PATHS, "tie_points": "P.GPKG"})["tie_points"] == "P.GPKG"


def test_the_command_line_calls_a_positional_by_what_it_is():
    with pytest.raises(InputError, match=r"^shell is missing") as refused:
        check(COMPLETION, {})
    assert refused.value.worded(COMPLETION.flag) == "Shell is missing; give it a value."
    with pytest.raises(InputError, match=r"^pairs_file must end in"):
        check(BATCH, {"pairs_file": "pairs.xlsx"})


def test_an_empty_path_is_kept_to_be_refused_and_other_empty_texts_are_not_given():
    assert parse(ALIGN.parameter("report"), "") == ""
    assert parse(ALIGN.parameter("moving_crs"), "") is None
    with pytest.raises(InputError, match="report needs the name of a file or folder"):
        check(ALIGN, {**PATHS, "report": ""})


@pytest.mark.parametrize(("given", "masks"), [
    ("a.tif", ("a.tif",)), (Path("a.tif"), (Path("a.tif"),)), ([], None), (None, None),
    (["a.tif", {"type": "Point"}], ("a.tif", {"type": "Point"}))])
def test_one_mask_or_several_are_a_tuple(given, masks):
    assert check(ALIGN, {**PATHS, "exclude": given})["exclude"] == masks


@pytest.mark.parametrize("given", ["", ["a.tif", ""], "a\0b"])
def test_a_mask_without_a_name_is_refused(given):
    with pytest.raises(InputError, match=r"^exclude needs the name"):
        check(ALIGN, {**PATHS, "exclude": given})


@pytest.mark.parametrize(("name", "told"), [
    ("treads", " (did you mean threads?)"), ("threads", " (did you mean threads?)"), ("xyz", ""), ("", "")])
def test_only_what_is_close_is_suggested(name, told):
    assert suggestion(name, ["threads", "transform"]) == told
