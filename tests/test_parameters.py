"""One description behind every face: the command line and the Python signatures say what the tables say."""

import argparse
import inspect
from importlib import import_module

import pytest

from coregix_core.cli.parsing import help_of, parsed, parser
from coregix_core.cli.program import RUNS
from coregix_core.options import ALIGN, COMMANDS, NUMBER, PROGRESS, SWITCH, flag_of
from coregix_core.options.command_words import check, command_line

EVERY = [pytest.param(c, p, id=f"{c.name} {p.name}") for c in COMMANDS.values() for p in c.parameters]
FUNCTIONS = [name for name, (module, _) in RUNS.items() if module in ("api", "batch")]
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
        assert action.option_strings == [*([parameter.short] if parameter.short else []), parameter.flag]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_command_line_has_no_option_of_its_own(name):
    # Help, and how the result is printed, are the command line's own business.
    dests = [a.dest for a in parser(COMMANDS[name])._actions if a.dest not in ("help", "json")]
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
            assert f" {parameter.api_name}: {parameter.help_in(str)}" in flat
            assert all(choice in flat for choice in parameter.choices)
    assert max(map(len, text.splitlines())) <= 120
    assert not [p.flag for p in command.parameters if f"{p.flag} " in flat.split("Args:")[1]]
    assert "{" not in flat


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


def test_masks_are_given_one_by_one():
    values = {**PATHS, "exclude": ("a.gpkg|layername=b", "-c.tif=3,8"), "moving_include": ["qa.tif&0b11"]}
    words = command_line(ALIGN, check(ALIGN, values))
    assert words[7:] == ["--exclude", "a.gpkg|layername=b", "--exclude=-c.tif=3,8", "--moving-include", "qa.tif&0b11"]
    assert parsed(ALIGN, words[1:]) == check(ALIGN, values)


@pytest.mark.parametrize(("command", "parameter"), EVERY)
def test_each_default_passes_its_own_check(command, parameter):
    if parameter.default is not None:
        given = dict.fromkeys((p.api_name for p in command.parameters if p.required), "x.tif")
        given.update({p.api_name: p.choices[0] for p in command.parameters if p.required and p.choices})
        given.update({p.api_name: 0.0 for p in command.parameters if p.required and p.kind == NUMBER})
        assert check(command, {**given, parameter.api_name: parameter.default})[parameter.api_name] == parameter.default


@pytest.mark.parametrize("name", COMMANDS)
def test_each_help_is_a_sentence_for_a_person_and_each_face_names_parameters_in_it_by_itself(name):
    for parameter in COMMANDS[name].parameters:
        assert "--" not in parameter.help
        assert "{" not in parameter.help_in(flag_of)
        assert parameter.help[0].isupper()
        assert parameter.help.endswith(".")
        assert parameter.label[0].isupper()


@pytest.mark.parametrize("name", COMMANDS)
def test_each_example_is_a_valid_command(name):
    words = COMMANDS[name].example.replace("'", "").split(" > ")[0].split()
    assert words[:2] == ["coregix", name]
    assert set(parsed(COMMANDS[name], words[2:])) == {p.api_name for p in COMMANDS[name].parameters}


def test_the_parameter_of_an_unknown_name_is_a_key_error():
    with pytest.raises(KeyError):
        ALIGN.parameter("colour")
