"""Values as the words of a command line."""

from pathlib import Path

import pytest

from coregix_core.options import ALIGN, APPLY, BATCH, COMPLETION, EXPORT, RASTERS, TRIM
from coregix_core.options.command_words import command_line, option


@pytest.mark.parametrize(("name", "value", "words"), [
    ("max_shift", 8.0, ["--max-shift", "8"]), ("max_shift", 0.1 + 0.2, ["--max-shift", "0.30000000000000004"]),
    ("max_shift", 1e-7, ["--max-shift", "1e-07"]), ("moving_nodata", -9999.0, ["--moving-nodata=-9999"]),
    ("solve_resolutions", (8.0, 0.5), ["--solve-resolutions", "8,0.5"]), ("threads", 3, ["--threads", "3"]),
    ("use_edge_proxies", False, ["--no-use-edge-proxies"]), ("use_edge_proxies", True, ["--use-edge-proxies"]),
    ("report", "-r.html", ["--report=-r.html"]), ("report", "a b.html", ["--report", "a b.html"]),
])
def test_a_value_as_words(name, value, words):
    assert option(ALIGN.parameter(name), value) == words


def test_many_rasters_follow_their_option_and_positionals_have_none():
    images = next(p for p in BATCH.parameters if p.kind == RASTERS)
    assert option(images, [Path("a.tif"), "b.tif"]) == ["--moving-images", "a.tif", "b.tif"]
    assert option(COMPLETION.parameter("shell"), "bash") == ["bash"]


def test_a_command_line_leaves_out_defaults():
    values = {"input_path": "a.tif", "transform_file": "T.json", "output_path": "b.tif", "resampling": "cubic",
              "threads": 0, "split_factor": 2}
    assert command_line(APPLY, values) == [
        "apply", "--input-data", "a.tif", "--transform-file", "T.json", "--output-data", "b.tif", "--split-factor", "2"]
    assert command_line(TRIM, {"input_image_path": "a.tif", "output_image_path": None}) == [
        "trim-edges", "--input-image", "a.tif"]
    assert command_line(EXPORT, {"to": "vrt"}) == ["export"]
