"""The errors: one tree, told in the module's own words, with an exit code for each."""

import inspect
import re

import pytest

from coregix_core import errors
from coregix_core.errors import CoregixError

CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__]
DRAWN = re.findall(r"^[ │├└─]*([A-Z]\w+(?:Error|Cancelled)|Cancelled)(?: \((\w+)\))?.*?(?:exit (\d))?$",
                   errors.__doc__, re.MULTILINE)


def test_the_drawing_names_every_error_and_no_other():
    assert sorted(name for name, *_ in DRAWN) == sorted(c.__name__ for c in CLASSES)


@pytest.mark.parametrize(("name", "builtin", "code"), DRAWN, ids=lambda value: value or "-")
def test_the_drawing_is_right_about_types_and_exit_codes(name, builtin, code):
    error = getattr(errors, name)
    assert issubclass(error, CoregixError)
    assert [b.__name__ for b in error.__bases__ if b.__module__ == "builtins"] == [
        b for b in [builtin or ("Exception" if name == "CoregixError" else "")] if b]
    if code:
        assert error.exit_code == int(code)


@pytest.mark.parametrize("error", [c for c in CLASSES if issubclass(c, errors.InputError)])
def test_what_the_user_can_mend_ends_with_2(error):
    assert error.exit_code == 2


def test_a_message_is_all_that_is_shown():
    assert str(errors.OutputError("The disk is full.")) == "The disk is full."
    assert str(errors.UnreliableAlignmentError("No.", result={"verdict": "failed"})) == "No."


def test_a_refused_alignment_carries_its_measurements():
    assert errors.UnreliableAlignmentError("No.", "measurements").result == "measurements"
    assert errors.UnreliableAlignmentError("No.").result is None
