"""The errors: one tree, told in the module's own words, with an exit code for each."""

import ast
import inspect
import pickle
import re
from pathlib import Path

import pytest

from coregix_core import errors
from coregix_core.errors import CoregixError, Option
from coregix_core.options import ALIGN, COMMANDS

CORE = Path(errors.__file__).parent

CLASSES = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, CoregixError)]
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
    assert errors.UnreliableAlignmentError("No.", result="measurements").result == "measurements"
    assert errors.UnreliableAlignmentError("No.").result is None


def test_each_face_words_parameters_in_its_own_terms():
    error = errors.InputError("Allow a larger ", Option("max_shift"), ".", parameter="max_shift", value=3.0)
    assert str(error) == "Allow a larger max_shift."
    assert error.worded(ALIGN.flag) == "Allow a larger --max-shift."
    assert error.worded(ALIGN.label) == "Allow a larger 'Largest shift'."


@pytest.mark.parametrize("error", CLASSES, ids=lambda c: c.__name__)
def test_facts_survive_the_way_between_processes(error):
    sent = error("The file ", Option("report"), " is none.", reason="is none")
    got = pickle.loads(pickle.dumps(sent))  # noqa: S301 - made here
    assert (str(got), got.parts, got.reason) == ("The file report is none.", sent.parts, "is none")


def messages(path):
    """All texts of a module but its docstrings."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return texts - {ast.get_docstring(node, clean=False) for node in nodes
                    if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)}


def test_no_message_of_the_core_speaks_of_the_command_line():
    """Texts of the modules that all faces share hold no option of the command line."""
    flags = re.compile("|".join(rf"{p.flag}\b" for c in COMMANDS.values() for p in c.parameters))
    shared = [path for path in CORE.rglob("*.py") if path.parent.name != "cli" and path.name != "commands.py"]
    assert len(shared) > 100
    assert {path.name: found for path in shared if (found := list(filter(flags.search, messages(path))))} == {}
