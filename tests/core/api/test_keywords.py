"""Public functions take the keywords of their options, for those who run them and for those who check types."""

import inspect
import subprocess
import sys
from pathlib import Path

import pytest

from coregix_core import InputError, RasterError, align_image_pair, register, trim_edges

ROOT = Path(__file__).parents[3]
CALLS = """
from coregix import align_image_pair, apply_transform
align_image_pair("m.tif", "f.tif", "o.tif", transform="affine", max_shift=3, solve_resolutions=[8, 4])
align_image_pair("m.tif", "f.tif", "o.tif", transform="afine")
align_image_pair("m.tif", "f.tif", "o.tif", 3)
align_image_pair("m.tif", "f.tif", "o.tif", threads="two")
align_image_pair("m.tif", "f.tif")
apply_transform("a.tif", "T.json", "b.tif", colour="red")
import coregix as cx
points = cx.tie_points("m.tif", "f.tif", under=cx.register("m.tif", "f.tif", model="affine"))
found = cx.fit(points, model="similarity") @ ~cx.register("m.tif", "f.tif", model="afine").transform
cx.fit(points, model="local")
cx.warp("m.tif", found, like="f.tif", resampling="cubik")
"""


def test_a_type_checker_refuses_what_is_no_choice(tmp_path):
    pytest.importorskip("mypy")
    (tmp_path / "calls.py").write_text(CALLS)
    # In the folder of the project, whose cache of what is checked already saves most of the time.
    done = subprocess.run([sys.executable, "-m", "mypy", "--no-error-summary", tmp_path / "calls.py"],
                          capture_output=True, text=True, check=False, cwd=ROOT)
    refused = [int(line.split(":")[1]) for line in done.stdout.splitlines() if ": error:" in line]
    assert refused == [4, 5, 6, 7, 8, 11, 12, 13], done.stdout


@pytest.mark.parametrize(("call", "message"), [
    (lambda: align_image_pair("m.tif", "f.tif"), r"align_image_pair\(\) missing .*'output_image_path'"),
    (lambda: align_image_pair("m.tif", "f.tif", "o.tif", 0), r"align_image_pair\(\) too many positional"),
    (lambda: align_image_pair("m.tif", "f.tif", "o.tif", model="rigid"), r"'model' \(did you mean transform\?\)"),
    (lambda: register("m.tif", "f.tif", transform="rigid"), r"'transform' \(did you mean model\?\)"),
    (lambda: register("m.tif", "f.tif", max_shif=3), r"'max_shif' \(did you mean max_shift\?\)"),
    (lambda: trim_edges("m.tif", colour="red"), r"trim_edges\(\) got an unexpected keyword argument 'colour'$"),
])
def test_a_call_that_python_would_refuse_is_refused_by_its_name(call, message):
    with pytest.raises(TypeError, match=message):
        call()


def test_help_shows_each_keyword_with_its_default():
    shown = str(inspect.signature(align_image_pair))
    assert shown.startswith("(moving_image_path: 'RasterSource', fixed_image_path: 'RasterSource', "
                            "output_image_path: 'FilePath', *, band_index: 'int' = 0, ")
    assert shown.endswith("progress: 'ProgressCallback | None' = None) -> 'AlignResult'")
    assert "transform: 'TransformName' = 'auto'" in shown
    assert align_image_pair.__name__ == "align_image_pair"


@pytest.mark.parametrize("name", ["output_image_path", "report"])
def test_outputs_that_exist_are_left_alone_on_request(tmp_path, name):
    (tmp_path / "there").write_text("mine")
    paths = {"moving_image_path": "m.tif", "fixed_image_path": "f.tif", "output_image_path": tmp_path / "o.tif",
             name: tmp_path / "there"}
    with pytest.raises(InputError, match="exists already") as refused:
        align_image_pair(**paths, overwrite=False)
    assert refused.value.parameter == name
    # Allowed, it goes on to the rasters, which are not there.
    with pytest.raises(RasterError):
        align_image_pair(**paths)
    assert (tmp_path / "there").read_text() == "mine"
