"""Which parameter, value and file an error speaks of, where its sentence alone says so."""

import pytest

from coregix_core.errors import InputError, Option, RasterError, Sentence
from coregix_core.options import ALIGN, complete

GIVEN = {"moving_image_path": "data/a.tif", "fixed_image_path": "a.tif", "output_image_path": "out/a.tif"}


@pytest.mark.parametrize(("message", "parameter", "value", "file"), [
    ("The fixed raster a.tif cannot be opened.", "fixed_image_path", "a.tif", "a.tif"),
    ("The moving raster data/a.tif cannot be opened.", "moving_image_path", "data/a.tif", "data/a.tif"),
    ("Nothing is common to a.tif and data/a.tif.", "fixed_image_path", "a.tif", "a.tif"),
    ("There is no data/a.tiff.", None, None, None),
    ("The memory ran out.", None, None, None),
])
def test_a_file_that_was_given_is_found_in_the_message(message, parameter, value, file):
    error = RasterError(message)
    complete(error, ALIGN.parameters, GIVEN)
    assert (error.parameter, error.value, error.file) == (parameter, value, file)


def test_an_output_goes_before_the_input_that_it_would_replace():
    error = InputError("The output a.tif is the input a.tif itself.")
    complete(error, ALIGN.parameters, {**GIVEN, "output_image_path": "a.tif"})
    assert error.parameter == "output_image_path"


def test_an_option_that_is_spoken_of_is_the_parameter_if_no_file_is():
    error = InputError(Sentence("Lower {option}.", option=Option("max_shift")))
    complete(error, ALIGN.parameters, {"max_shift": 3.0})
    assert (error.parameter, error.value, error.file) == ("max_shift", 3.0, None)


def test_what_an_error_says_of_itself_stays_and_a_path_is_a_file():
    error = InputError("a.tif is no good.", parameter="known_points", value="p.csv")
    complete(error, ALIGN.parameters, GIVEN)
    assert (error.parameter, error.value, error.file) == ("known_points", "p.csv", "p.csv")


@pytest.mark.parametrize("text", ["clouds.tif", "clouds.tif:cloud"])
def test_a_mask_is_known_by_its_file_too(text):
    name = next(p.api_name for p in ALIGN.parameters if p.kind == "masks")
    error = RasterError(f"The mask {text} cannot be opened.")
    complete(error, ALIGN.parameters, {name: ("clouds.tif:cloud", "b.gpkg|layername=x")})
    assert (error.parameter, error.value, error.file) == (name, "clouds.tif:cloud", text)


def test_the_file_of_a_mask_is_the_one_that_is_there(tmp_path):
    path = tmp_path / "mask.tif"
    path.touch()
    error = InputError(f"The mask {path}=7 leaves nothing.")
    complete(error, ALIGN.parameters, {"include": (f"{path}=7",)})
    assert (error.parameter, error.value, error.file) == ("include", f"{path}=7", str(path))


def test_a_parameter_that_is_to_blame_brings_its_value():
    error = InputError("What is asked for is not there.", parameter="creation_option")
    complete(error, ALIGN.parameters, {"creation_option": ("FOO=BAR",)})
    assert error.value == ("FOO=BAR",)
