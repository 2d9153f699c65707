"""One description behind every face: the command line and the Python signatures say what the tables say."""

import argparse
import inspect
from importlib import import_module

import numpy as np
import pytest

from coregix_core import InputError, parameters
from coregix_core.cli import RUNS, help_of, parsed, parser
from coregix_core.parameters import ALIGN, BATCH, COMMANDS, PROGRESS, SWITCH, check, command_line, in_python, parse

EVERY = [pytest.param(c, p, id=f"{c.name} {p.name}") for c in COMMANDS.values() for p in c.parameters]
FUNCTIONS = [name for name, (module, _) in RUNS.items() if module in ("pipeline", "batch")]
PATHS = {"moving_image_path": "m.tif", "fixed_image_path": "f.tif", "output_image_path": "o.tif"}


def action_of(command, parameter):
    (action,) = [a for a in parser(command)._actions if a.dest == parameter.api_name]
    return action


@pytest.mark.parametrize(("command", "parameter"), EVERY)
def test_the_command_line_says_what_the_table_says(command, parameter):
    action = action_of(command, parameter)
    assert action.help == help_of(parameter).replace("%", "%%")
    assert action.default in (None, argparse.SUPPRESS), "defaults come from check alone"
    if parameter.kind == SWITCH:
        assert action.option_strings == [parameter.flag, parameter.negative_flag]
    elif not parameter.positional:
        assert action.option_strings == [parameter.flag]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_line_has_no_option_of_its_own(name):
    dests = [a.dest for a in parser(COMMANDS[name])._actions if a.dest != "help"]
    assert sorted(dests) == sorted(p.api_name for p in COMMANDS[name].parameters)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_python_signature_has_the_names_and_defaults_of_the_table(name):
    module, function = RUNS[name]
    signature = inspect.signature(getattr(import_module(f"coregix_core.{module}"), function))
    found = {n: p.default for n, p in signature.parameters.items()}
    expected = {p.api_name: inspect.Parameter.empty if p.required else p.default
                for p in COMMANDS[name].parameters if p is not PROGRESS}
    if PROGRESS in COMMANDS[name].parameters:
        expected["progress"] = None
    assert found == expected


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_docstring_speaks_of_what_is_raised(name):
    module, function = RUNS[name]
    assert "InputError" in inspect.getdoc(getattr(import_module(f"coregix_core.{module}"), function))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_help_explains_each_parameter_in_the_words_of_the_table(name):
    module, function = RUNS[name]
    command = COMMANDS[name]
    text = inspect.getdoc(getattr(import_module(f"coregix_core.{module}"), function))
    flat = " ".join(text.split())
    for parameter in command.parameters:
        if parameter is not PROGRESS:
            assert f" {parameter.api_name}: {in_python(command, parameter.help)}" in flat
            assert all(choice in flat for choice in parameter.choices)
    assert max(map(len, text.splitlines())) <= 120
    assert not [p.flag for p in command.parameters if f"{p.flag} " in flat.split("Args:")[1]]


@pytest.mark.parametrize("values", [
    {}, {"use_edge_proxies": False, "trim_edge_invalid": True}, {"solve_resolutions": (8.0, 0.5)},
    {"moving_nodata": -9999.0, "threads": 3}, {"transform": "local", "report": "a b'\".html"}, {"max_shift": 1e-5},
    {"moving_nodata": float("inf"), "moving_crs": "EPSG:32633"}, {"report": "-r.html"},
])
def test_a_command_line_says_what_the_values_say(values):
    words = command_line(ALIGN, check(ALIGN, {**PATHS, **values}))
    assert words[0] == "align"
    assert parsed(ALIGN, words[1:]) == check(ALIGN, {**PATHS, **values})
    assert len(words) == 7 + sum(2 - isinstance(v, bool) - (str(v)[0] == "-") for v in values.values())


@pytest.mark.parametrize(("command", "parameter"), EVERY)
def test_each_default_passes_its_own_check(command, parameter):
    if parameter.default is not None:
        given = dict.fromkeys((p.api_name for p in command.parameters if p.required), "x.tif")
        given.update({p.api_name: p.choices[0] for p in command.parameters if p.required and p.choices})
        assert check(command, {**given, parameter.api_name: parameter.default})[parameter.api_name] == parameter.default


@pytest.mark.parametrize("name", COMMANDS)
def test_each_help_is_a_sentence_for_a_person(name):
    for parameter in COMMANDS[name].parameters:
        assert parameter.help[0].isupper()
        assert parameter.help.endswith(".")
        assert parameter.label[0].isupper()


@pytest.mark.parametrize("name", COMMANDS)
def test_each_example_is_a_valid_command(name):
    words = COMMANDS[name].example.replace("'", "").split(" > ")[0].split()
    assert words[:2] == ["coregix", name]
    assert set(parsed(COMMANDS[name], words[2:])) == {p.api_name for p in COMMANDS[name].parameters}


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
    known = {p.api_name: p.flag for p in ALIGN.parameters}
    assert known.get(name, name) in str(caught.value)


@pytest.mark.parametrize(("text", "name", "value"), [
    ("7", "threads", 7), ("0.5", "max_shift", 0.5), ("8,4,0.5", "solve_resolutions", (8, 4, 0.5)),
    ("False", "use_edge_proxies", False), ("yes", "use_edge_proxies", True), ("", "max_shift", None),
    ("affine", "transform", "affine"),
])
def test_texts_become_values(text, name, value):
    assert parse(ALIGN.parameter(name), text) == value


@pytest.mark.parametrize(("text", "name"), [("x", "threads"), ("1,", "solve_resolutions"), ("maybe", "keep_temp_dir")])
def test_texts_of_another_kind_are_refused(text, name):
    with pytest.raises(InputError, match=ALIGN.parameter(name).flag):
        parse(ALIGN.parameter(name), text)


def test_rasters_may_be_paths_or_open_datasets(tmp_path):
    class Dataset:
        def read(self):
            """As a dataset has it."""

    for raster in (tmp_path / "m.tif", Dataset()):
        assert check(ALIGN, {**PATHS, "moving_image_path": raster})["moving_image_path"] is raster


def test_workers_of_a_cluster_are_its_own():
    with pytest.raises(InputError, match="--workers and --scheduler contradict"):
        check(BATCH, {"pairs_file": "p.csv", "workers": 2, "scheduler": "tcp://host:8786"})


def test_the_parameter_of_an_unknown_name_is_a_key_error():
    with pytest.raises(KeyError):
        parameters.ALIGN.parameter("colour")
