"""The docstrings of what is public: complete, and with examples that run."""

import doctest
import inspect
import re

import pytest
from scenes import displaced, grid, textured, write

import coregix

PUBLIC = [name for name in coregix.__all__ if name != "__version__"]
FUNCTIONS = [name for name in PUBLIC if inspect.isfunction(getattr(coregix, name))]


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


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    """A folder with the files that examples take for granted."""
    folder, where = tmp_path_factory.mktemp("world"), grid(160, 160)
    shown = {"reference": None, "source": displaced(7.0, -5.0), "scenes/2024-04-01": displaced(0.0, 2.0),
             "scenes/2024-06-01": displaced(6.0, 2.0), "scenes/2024-08-01": displaced(-4.0, 2.0)}
    (folder / "scenes").mkdir()
    for name, displacement in shown.items():
        write(folder / f"{name}.tif", textured(where, displacement).astype("uint16"), where, nodata=0)
    coregix.measure_image_pair(folder / "source.tif", folder / "reference.tif", save_transform=folder / "T.json")
    return folder


@pytest.mark.parametrize("example", examples())
def test_examples_run(example, world, monkeypatch):
    if example.name in ("run_batch", "align_stack"):
        pytest.importorskip("distributed")
    monkeypatch.chdir(world)
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(example)
    assert runner.failures == 0


@pytest.mark.parametrize("name", FUNCTIONS)
def test_each_function_has_an_example(name):
    assert ">>>" in inspect.getdoc(getattr(coregix, name))
