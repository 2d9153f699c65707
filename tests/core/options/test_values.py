"""What a command was given, as a frozen value: its fields are the parameters, and none is out of its limits."""

import pickle
from dataclasses import FrozenInstanceError, fields, replace
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

import numpy as np
import pytest

from coregix_core.errors import InputError
from coregix_core.options import COMMANDS, AlignOptions, ApplyOptions, AssessOptions, BatchOptions, StackOptions
from coregix_core.options.declaration import TABLE
from coregix_core.options.parameter import (
    BAND,
    CHOICE,
    INTEGER,
    NUMBER,
    NUMBERS,
    PATHS,
    RASTERS,
    REPEATED,
    SWITCH,
    TEXT,
)
from coregix_core.options.parameters import PROGRESS, STACK_TRANSFORM, TRANSFORM
from coregix_core.options.values import RegisterOptions, RegistrationOptions
from coregix_core.progress import ProgressCallback

PAIR = ("m.tif", "f.tif")
OUTPUT = "o.tif"
EVERY = [pytest.param(c.options, f, id=f"{c.name} {f.name}") for c in COMMANDS.values() for f in fields(c.options)]
TYPES = {INTEGER: int, BAND: int, NUMBER: float, SWITCH: bool, TEXT: str}


def without_none(hint):
    """The type of a field that may be None."""
    left = [part for part in get_args(hint) if part is not type(None)]
    return left[0] if type(None) in get_args(hint) and len(left) == 1 else hint


def is_type_of(parameter, hint):
    """Whether a field of this type takes what the parameter says."""
    if parameter.kind == CHOICE:
        return get_origin(hint) is Literal and get_args(hint) == parameter.choices
    if parameter.kind in TYPES:
        return hint is TYPES[parameter.kind]
    return parameter.kind in (NUMBERS, RASTERS, *REPEATED, *PATHS)


@pytest.mark.parametrize(("options", "field"), EVERY)
def test_a_field_has_the_name_the_default_and_the_type_of_its_parameter(options, field):
    parameter = field.metadata["parameter"]
    assert field.name == parameter.api_name
    if parameter is PROGRESS:
        assert field.default is None
        return
    hint = get_type_hints(options, localns={"ProgressCallback": ProgressCallback})[field.name]
    if not parameter.required:
        assert field.default == parameter.default
        assert (type(None) in get_args(hint)) == (parameter.default is None)
    assert is_type_of(parameter, without_none(hint))


@pytest.mark.parametrize("command", COMMANDS.values(), ids=lambda c: c.name)
def test_the_parameters_of_a_command_are_the_fields_of_its_options_in_the_order_of_the_table(command):
    assert sorted(command.options.by_name()) == sorted(p.api_name for p in command.parameters)
    assert [p for p in TABLE if p in command.parameters] == list(command.parameters)


def test_every_parameter_of_the_table_belongs_to_a_command_or_a_function():
    of_commands = {p for c in COMMANDS.values() for p in c.parameters}
    assert set(TABLE) == of_commands | set(RegistrationOptions.parameters())


def test_it_is_frozen_and_equal_to_its_like():
    options = AlignOptions(*PAIR, OUTPUT, threads=2)
    with pytest.raises(FrozenInstanceError):
        options.threads = 3
    assert options == AlignOptions(*PAIR, OUTPUT, threads=2, progress=print)
    assert options != replace(options, threads=3)
    copied = pickle.loads(pickle.dumps(options))  # noqa: S301 - made here
    assert copied == options


def test_values_become_plain_and_none_means_not_given():
    options = AlignOptions(*PAIR, OUTPUT, threads=np.int64(2), max_shift=3, solve_resolutions=[8, 4], resampling=None)
    assert [type(v) for v in (options.threads, options.max_shift, options.solve_resolutions)] == [int, float, tuple]
    assert options.resampling == "cubic"


@pytest.mark.parametrize("make", [
    lambda: AlignOptions(*PAIR, OUTPUT, threads=-1), lambda: AlignOptions(*PAIR, OUTPUT, transform="afine"),
    lambda: replace(AlignOptions(*PAIR, OUTPUT), max_shift="far"), lambda: AlignOptions(*PAIR, None),
    lambda: AlignOptions.of({"moving_image_path": "m.tif"}), lambda: AssessOptions.of({"colour": "red"}),
    lambda: AlignOptions(*PAIR, OUTPUT, report="./o.tif"), lambda: BatchOptions("p.csv", workers=2, scheduler="tcp://h"),
])
def test_none_is_made_of_values_that_cannot_be(make):
    with pytest.raises(InputError):
        make()


def test_it_shows_what_was_given():
    assert repr(ApplyOptions("a.tif", "T.json", "b.tif", resampling="nearest", progress=print)) == (
        "ApplyOptions(resampling='nearest', input_path='a.tif', transform_file='T.json', output_path='b.tif')")


def test_its_record_is_json_in_the_order_of_the_table():
    class Dataset:
        name = "fixed array"

        def read(self):
            """As a dataset has it."""

    record = AlignOptions(Path("m.tif"), Dataset(), OUTPUT, solve_resolutions=(8.0, 4.0), progress=print).record()
    assert list(record) == [p.api_name for p in COMMANDS["align"].parameters]
    assert (record["moving_image_path"], record["fixed_image_path"]) == ("m.tif", "fixed array")
    assert (record["solve_resolutions"], record["progress"], record["threads"]) == ([8.0, 4.0], "auto", 0)


def test_options_of_one_kind_give_what_they_share_to_another():
    shared = AlignOptions(*PAIR, OUTPUT, threads=2, transform="rigid").shared(RegisterOptions, known_points="k.points")
    assert type(shared) is RegisterOptions
    assert (shared.threads, shared.transform, shared.known_points) == (2, "rigid", "k.points")


def test_a_stack_has_no_homography():
    """Its corrections are solved together, as affines and fields."""
    assert set(TRANSFORM.choices) - set(STACK_TRANSFORM.choices) == {"homography"}
    (field,) = (f for f in fields(StackOptions) if f.name == "transform")
    assert field.type == "StackTransformName"
