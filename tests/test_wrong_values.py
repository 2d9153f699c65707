"""Every public function, with wrong values of every one of its parameters: always an error of ours that names it."""

import inspect
import io
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import scenes
import xarray
from affine import Affine

import coregix
import coregix.xarray
from coregix_core.batch import run_batch
from coregix_core.errors import CoregixError
from coregix_core.geometry.transform import identity
from coregix_core.io.transform_json import SavedTransform

GRID = scenes.grid(24, 20)
ODD = {
    "nothing": object(), "bytes": b"x", "stream": io.BytesIO(b"II*\0"), "text": "nonsense", "empty": "",
    "zero byte": "a\0b", "list": [], "texts": ["x", "y"], "mapping": {"a": 1}, "NaN": float("nan"), "negative": -7,
    "huge": 10**40, "beyond floats": 10**400, "fraction": Fraction(1, 3), "complex": 1j, "array": np.array([1.0, 2.0]),
    "objects": np.array([None, {}], object), "cube": np.zeros((2, 2, 2, 2)), "no array": np.zeros((0, 3)),
    "function": len, "type": int, "path": Path("no/such/file"), "folder": Path(), "pair": (1, "a"),
    "infinite": [float("inf")], "read only in name": SimpleNamespace(read=1, name=2),
    "values only in name": SimpleNamespace(values=None, dims=("x",)),
    "labelled in name": SimpleNamespace(dims=("x", "y"), coords={}, sizes={"x": 1, "y": 2})}
"""Values that hardly any parameter can have."""

FUNCTIONS = sorted(name for name in coregix.__all__ if inspect.isfunction(getattr(coregix, name)))


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """Function -> arguments with which it ends in an error of ours, or quickly well, wherever they are all in order."""
    folder = tmp_path_factory.mktemp("good")
    raster = scenes.write(folder / "even.tif", np.ones((2, *GRID.shape), "uint8"), GRID)
    saved = SavedTransform(identity(GRID.middle), GRID.crs, GRID.bounds, GRID)
    coregix.save_transform(folder / "T.json", saved)
    even, out = np.ones((20, 24), "uint8"), folder / "o.tif"
    places = [[0, 0, 5, 3], [100, 0, 105, 3], [0, 100, 5, 103], [100, 100, 105, 103]]
    pair = {"moving_image_path": folder / "missing.tif", "fixed_image_path": raster}
    missing = {"moving": folder / "missing.tif", "fixed": raster}
    return {
        "align_arrays": {"moving": even, "fixed": np.ones(5)},
        "align_image_pair": {**pair, "output_image_path": out},
        "align_stack": {"images": [raster], "output_folder": folder / "stack"},
        "apply_transform": {"input_path": folder / "missing.tif", "transform_file": folder / "T.json",
                            "output_path": out},
        "assess": missing,
        "assess_image_pair": pair,
        "export_transform": {"transform_file": folder / "T.json", "moving_image_path": raster,
                             "output_path": folder / "o.vrt"},
        "fit": {"points": places},
        "load_transform": {"path": folder / "T.json"},
        "measure_image_pair": pair,
        "register": missing,
        "run_batch": {"pairs_file": folder / "missing.csv", "output_folder": folder / "batch"},
        "save_transform": {"path": folder / "S.json", "saved": saved},
        "snap_place": {**pair, "true_x": 500020.0, "true_y": 5799980.0, "shown_x": 500020.0, "shown_y": 5799980.0},
        "tie_points": missing,
        "trim_edges": {"input_image_path": raster, "output_image_path": out},
        "warp": {"moving": even, "transform": identity((12.0, 10.0))}}


def parameters(function: Callable) -> list[str]:
    return list(inspect.signature(function).parameters)


def outcome(function, given):
    """What a call comes to: its error if that is one of ours, None if it went well; any other error is a fault."""
    try:
        function(**given)
    except CoregixError as error:
        return error
    return None


def faults_of(function, parameter, arguments, odd=ODD):
    """What goes wrong but in an error of ours that can be read, with odd values of a parameter."""
    for kind, value in odd.items():
        try:
            error = outcome(function, {**arguments, parameter: value})
        except Exception as fault:  # noqa: BLE001 - what this looks for
            yield f"{parameter}={kind}: {type(fault).__name__}: {str(fault)[:80]}"
        else:
            if error is not None and (len(str(error)) < 20 or "\n" in str(error)):
                yield f"{parameter}={kind}: unclear: {error}"


def test_every_public_function_is_tried(good):
    assert set(good) == {*FUNCTIONS, "run_batch"}


@pytest.mark.parametrize("name", [*FUNCTIONS, "run_batch"])
def test_wrong_values_of_every_parameter(name, good, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    function = run_batch if name == "run_batch" else getattr(coregix, name)
    # Errors of a callable that hears of progress come through.
    quiet = {kind: value for kind, value in ODD.items() if not callable(value)}
    assert [fault for parameter in parameters(function) for fault in
            faults_of(function, parameter, good[name], quiet if parameter == "progress" else ODD)] == []


OPENED = ("moving_image_path", "moving_crs", "fixed_nodata", "exclude", "moving_include")


@pytest.mark.parametrize("parameter", OPENED)
def test_what_is_known_when_the_rasters_are_open(good, parameter):
    raster = good["assess_image_pair"]["fixed_image_path"]
    faults = []
    for kind, value in ODD.items():
        try:
            error = outcome(coregix.assess_image_pair, {
                "moving_image_path": raster, "fixed_image_path": raster, parameter: value})
        except Exception as fault:  # noqa: BLE001 - what this looks for
            faults.append(f"{parameter}={kind}: {type(fault).__name__}: {fault}")
        else:
            assert "\n" not in str(error)
    assert faults == []


@pytest.mark.parametrize("value", [object(), "nonsense", 10**40])
def test_a_crs_that_is_none_is_named(good, value):
    raster = good["assess_image_pair"]["fixed_image_path"]
    error = outcome(coregix.assess_image_pair, {
        "moving_image_path": raster, "fixed_image_path": raster, "moving_crs": value})
    assert error.parameter == "moving_crs"


@pytest.mark.parametrize("value", [object(), "north", 7])
def test_a_transform_that_is_none_for_arrays(value):
    even = np.ones((20, 24), "uint8")
    for function, parameter in ((coregix.assess, "under"), (coregix.tie_points, "under")):
        error = outcome(function, {"moving": even, "fixed": even, parameter: value})
        assert error.parameter == parameter


@pytest.mark.parametrize(("name", "parameter", "value"), [
    (name, parameter, value)
    for name in ("align_image_pair", "assess_image_pair", "apply_transform", "register", "align_stack")
    for parameter, value in [
        ("metric", "nonsense"), ("max_shift", -1.0), ("max_shift", "far"), ("threads", 1.5), ("memory_budget", 0),
        ("resampling", 7), ("progress", 3), ("band_index", "red"), ("creation_option", "COMPRESS"),
        ("band_resampling", ["x=nearest"]), ("output_nodata", "none"), ("use_edge_proxies", "maybe"),
        ("report", b"r.html"), ("like_image_path", 3)]
    if parameter in parameters(getattr(coregix, name))])
def test_the_error_says_which_parameter(name, parameter, value, good):
    error = outcome(getattr(coregix, name), {**good[name], parameter: value})
    assert error is not None
    assert error.parameter == parameter or parameter in str(error)


def test_arrays_with_transforms_that_are_none():
    even = np.ones((20, 24), "uint8")
    for wrong in (Affine(0, 0, 0, 0, 0, 0), (1, 2, 3), "north", Affine(float("nan"), 0, 0, 0, 1, 0)):
        with pytest.raises(CoregixError):
            coregix.align_arrays(even, even, moving_transform=wrong)


PLACES = (np.array([5.0, 7.0]), np.array([3.0, 4.0]))
SHIFT = coregix.AffineTransform("translation", (12.0, 10.0), shift=(1.0, 2.0))
FIELD = coregix.LocalTransform(SHIFT, Affine.scale(8), np.zeros((2, 4, 4)))
BOTH = coregix.CompositeTransform(FIELD, FIELD)
POINTS = {"x": PLACES[0], "y": PLACES[1]}
METHODS = {
    **{f"{type(one).__name__}.{name}": (getattr(one, name), POINTS)
       for one in (SHIFT, FIELD, BOTH, coregix.InverseTransform(FIELD)) for name in ("__call__", "inverse")},
    "LocalTransform.displacement": (FIELD.displacement, POINTS),
    "AffineTransform.recentred": (SHIFT.recentred, {"centre": (0.0, 0.0)}),
    "AffineTransform.compose": (SHIFT.compose, {"other": SHIFT}),
    "Grid.to_world": (GRID.to_world, {"col": PLACES[0], "row": PLACES[1]}),
    "Grid.to_pixel": (GRID.to_pixel, POINTS),
    "AffineTransform": (coregix.AffineTransform, {"model": "affine", "centre": (0.0, 0.0),
                                                  "matrix": ((1.0, 0.0), (0.0, 1.0)), "shift": (0.0, 0.0)}),
    "Grid": (coregix.Grid, {"crs": None, "transform": Affine.identity(), "width": 3, "height": 3})}
"""Methods of public types and what makes them, each with arguments that are in order."""


@pytest.mark.parametrize("name", METHODS)
def test_wrong_values_of_methods(name):
    function, arguments = METHODS[name]
    assert outcome(function, arguments) is None
    assert [fault for parameter in arguments for fault in faults_of(function, parameter, arguments)] == []


@pytest.fixture(scope="module")
def registration():
    image = scenes.textured(scenes.grid(160, 150)).astype("uint16")
    return coregix.register(image, image, model="translation")


@pytest.mark.parametrize("name", ["save", "report"])
def test_wrong_values_of_what_a_registration_writes(name, registration, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    # Drawing a report takes a second: the kinds of values, and a name that no file can have.
    few = {kind: ODD[kind] for kind in ("nothing", "bytes", "mapping", "zero byte", "folder")}
    odd = ODD if name == "save" else few
    assert list(faults_of(getattr(registration, name), "path", {}, odd)) == []


@pytest.mark.parametrize("other", [None, "north", 3, [1, 2], Affine.identity()])
def test_transforms_are_composed_with_transforms_alone(other):
    """In Python's own words for operands that do not go together; no transform is made that fails later."""
    for one in (SHIFT, FIELD, BOTH):
        with pytest.raises(TypeError, match="unsupported operand"):
            one @ other


ACCESSOR = ("reference", "band_index", "moving_band_index", "metric", "max_shift", "exclude", "threads")
WARPED = ("like", "resampling", "output_nodata")


@pytest.mark.parametrize(("method", "parameters"), [
    ("register", (*ACCESSOR, "model")), ("assess", ACCESSOR), ("align_to", (*ACCESSOR, "model", *WARPED))])
@pytest.mark.parametrize("of", ["array", "dataset"])
def test_wrong_values_of_the_accessor(method, parameters, of, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    even = xarray.DataArray(np.ones((20, 24), "uint8"), dims=("y", "x"),
                            coords={"y": -np.arange(20.0), "x": np.arange(24.0)})
    asked = getattr((even if of == "array" else even.to_dataset(name="red")).coregix, method)
    faults = [fault for parameter in parameters for fault in faults_of(asked, parameter, {"reference": even})]
    assert faults == []
