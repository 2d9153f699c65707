"""The docstrings of what is public: complete, and with examples that run."""

import doctest
import inspect
import re

import pytest

import coregix

PUBLIC = [name for name in coregix.__all__ if name != "__version__"]
FUNCTIONS = [name for name in PUBLIC if inspect.isfunction(getattr(coregix, name))]
WITH_FILES = {"align_image_pair", "align_stack", "apply_transform", "assess_image_pair", "export_transform",
              "load_transform", "measure_image_pair", "run_batch", "save_transform", "snap_place", "trim_edges"}
"""Functions on files, whose examples are the pages of the documentation, which run too."""


@pytest.mark.parametrize("name", PUBLIC)
def test_each_public_name_says_what_it_is(name):
    text = inspect.getdoc(getattr(coregix, name))
    assert text
    assert text.splitlines()[0].rstrip().endswith((".", ":", "``")) or len(text.splitlines()) > 1
    assert "where there" not in text.splitlines()[0]


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_public_function_says_what_it_raises(name):
    assert "Raises" in inspect.getdoc(getattr(coregix, name)) or "raises" in inspect.getdoc(getattr(coregix, name))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_parameter_of_a_public_function_is_explained(name):
    function = getattr(coregix, name)
    text = inspect.getdoc(function)
    if "other parameters are those of" in text:
        return
    missing = [p for p in inspect.signature(function).parameters if not re.search(rf"\b{p}\b", text)]
    assert not missing


def examples():
    finder = doctest.DocTestFinder(recurse=True)
    names = {name: getattr(coregix, name) for name in PUBLIC}
    found = [example for name, value in names.items() for example in finder.find(value, name, globs=names)]
    return [pytest.param(example, id=example.name) for example in found if example.examples]


@pytest.mark.parametrize("example", examples())
def test_examples_run(example):
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(example)
    assert runner.failures == 0


@pytest.mark.parametrize("name", sorted(set(FUNCTIONS) - WITH_FILES))
def test_each_function_that_needs_no_files_has_an_example(name):
    assert ">>>" in inspect.getdoc(getattr(coregix, name))
