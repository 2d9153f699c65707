"""The help panels say what the core's description says, in the words of QGIS."""

from html import escape

import pytest
from qgis_plugin.coregix_core.options import ALIGN, APPLY, ASSESS, STACK, TRIM

from qgis_plugin import fields
from qgis_plugin.help import DOCUMENTATION, PICTURES, help_html, help_url

SHOWN = (ALIGN, STACK, ASSESS, APPLY, TRIM)


@pytest.mark.parametrize("command", SHOWN, ids=lambda command: command.name)
def test_each_parameter_has_its_heading_and_what_is_hidden_has_none(command):
    text = help_html(command)
    for parameter in command.parameters:
        assert (f"<h3>{escape(parameter.label)}</h3>" in text) is (parameter in fields.dialog_parameters(command))


@pytest.mark.parametrize("command", SHOWN, ids=lambda command: command.name)
def test_the_panel_begins_with_the_summary_and_ends_with_a_command(command):
    text = help_html(command)
    assert text.startswith(f"<p><b>{escape(command.summary)}</b> ")
    assert text.endswith("</code></p>")
    assert f"coregix {command.name} " in text.split("<h3>The same in a terminal</h3>")[1]


@pytest.mark.parametrize(("name", "told"), [
    ("use_edge_proxies", "Default: on."), ("accept_unreliable", "Default: off."), ("resampling", "Default: cubic."),
    ("memory_budget", "Default: 1024.")])
def test_defaults_are_told_in_words(name, told):
    part = help_html(ALIGN).split(f"<h3>{ALIGN.parameter(name).label}</h3>")[1].split("</p>")[0]
    assert part.endswith(f"<i>{told}</i>")


@pytest.mark.parametrize("name", ["moving_image", "max_shift"])
def test_what_has_no_default_is_said_to_have_none(name):
    part = help_html(ALIGN).split(f"<h3>{ALIGN.parameter(name).label}</h3>")[1].split("</p>")[0]
    assert "Default" not in part


def test_quotes_in_a_help_are_escaped():
    assert "'auto'" in ALIGN.parameter("transform").help
    assert "&#x27;auto&#x27; takes the simplest" in help_html(ALIGN)


@pytest.mark.parametrize("command", SHOWN, ids=lambda command: command.name)
def test_a_picture_that_is_named_is_there(command):
    there = (PICTURES / f"{command.name}.png").exists()
    assert ("<img src=\"file://" in help_html(command)) is there


def test_the_page_has_a_place_for_each_command():
    assert help_url(ALIGN) == f"{DOCUMENTATION}#align"


WORDS_OF_TERMINALS = ("--", "stderr", "'coregix ", "pip ", " extra", "moving", "fixed", "stdout")


@pytest.mark.parametrize("command", SHOWN, ids=lambda command: command.name)
def test_help_has_no_words_of_the_command_line(command):
    for parameter in fields.dialog_parameters(command):
        text = fields.help_text(parameter)
        assert not [word for word in WORDS_OF_TERMINALS if word in text], text


def test_bands_are_counted_as_qgis_does_in_their_defaults():
    assert fields.default_text(TRIM.parameter("edge_trim_detection_band_index")) == "the first band"


def test_parameters_come_as_a_person_thinks():
    names = [p.name for p in fields.dialog_parameters(ALIGN)]
    assert names[:6] == ["moving_image", "moving_band_index", "fixed_image", "fixed_band_index", "transform",
                         "max_shift"]
    advanced = {p.name for p in fields.dialog_parameters(ALIGN) if p.advanced}
    assert {"moving_nodata", "fixed_nodata", "output_nodata"} <= advanced
    assert "max_shift" not in advanced
