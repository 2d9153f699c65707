"""Transforms as files: versioned JSON, held against its schema and limits when it is read.

A file of version 1 holds ``format``, ``version``, ``fixed_crs`` (WKT or null), ``transform``, ``extent``, ``moving``
(``width``, ``height``, ``transform``, ``crs`` of the raster that it was solved on, and ``own_crs`` where ``crs`` is not
its own: for one that was ``placed``), ``metric``, ``verdict``,
``uncertainty_ce90`` and ``uncertainty_ce90_px``, ``created`` and ``coregix``. Affine maps are written as the six
numbers a, b, c, d, e, f of x' = a x + b y + c, y' = d x + e y + f. Numbers have all their digits, so that what is read
is what was saved. Such a file is data: reading it opens nothing else and runs nothing.
"""

from __future__ import annotations

import json
import math
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from rasterio.errors import CRSError

from .._typing import Bounds
from ..errors import InputError, Option, Sentence, TransformFileError
from ..geometry import (
    FREEDOM,
    AffineTransform,
    Grid,
    HomographyTransform,
    LocalTransform,
    Transform,
)
from ..options import in_a_line, require_name
from .atomic import write_text
from .endings import TRANSFORM, require_ending
from .saved_transform import SavedTransform
from .untrusted import read_json

FORMAT, VERSION = "coregix-transform", 1
# Limits on data from others: far above what this package writes, far below what would exhaust a machine.
MAX_BYTES = 64 << 20
# Nodes of a displacement field; each has two coefficients.
MAX_NODES = 2_000_000

LARGEST_NUMBER = 1e15
LONGEST_TEXT = 100_000
LARGEST_RASTER = 1 << 31
Row = tuple[float, float]
VERDICTS = ("aligned", "uncertain", "failed")


def save_transform(path: str | os.PathLike[str], saved: SavedTransform) -> None:
    """Write ``saved`` as a transform file at ``path``, whole or not at all.

    Raises InputError or OutputError where it cannot be written, or has the ending of another kind of file.

    >>> saved = load_transform("T.json")
    >>> save_transform("copy.json", saved)
    >>> load_transform("copy.json") == saved
    True
    """
    require_name(path)
    require_ending(path, *TRANSFORM)
    if not isinstance(saved, SavedTransform):
        raise InputError(Sentence("What is saved is a SavedTransform, not {saved}.", saved=in_a_line(saved)),
                         parameter="saved", value=saved)
    if isinstance(saved.transform, LocalTransform) and saved.transform.coefficients[0].size > MAX_NODES:
        raise InputError(Sentence("The displacement field has more than {limit} nodes; solve with a coarser "
                                  "field.", limit=MAX_NODES))
    _require_horizon_beyond(saved)
    # repr keeps every digit of a float, and that is what json writes.
    write_text(path, json.dumps(_document(saved), allow_nan=False, indent=1 if _is_small(saved) else None) + "\n")


def load_transform(path: str | os.PathLike[str]) -> SavedTransform:
    """Read the transform file at ``path``.

    Raises TransformFileError, which names the file, the field and the cure.

    >>> x, y = load_transform("T.json").transform(500160.0, 5799840.0)
    >>> round(float(x)), round(float(y))
    (500167, 5799835)
    """
    require_name(path)
    document = read_json(path, "transform file", MAX_BYTES)
    if not isinstance(document, dict):
        raise TransformFileError(Sentence("{path} holds no JSON object; give a file that 'coregix align' wrote "
                                          "({save_transform}).", path=os.fspath(path),
                                          save_transform=Option("save_transform")), file=os.fspath(path))
    top = _Fields(os.fspath(path), document)
    # Before all else: the fields of another kind of file would be called wrong one by one.
    if top.get("format") != FORMAT:
        raise top.error("format", f"is not {FORMAT!r}: this is another kind of file")
    version = top.number("version", 1, math.inf)
    # A later version may hold what this one would silently ignore.
    if version != VERSION:
        raise top.error("version", f"is {version:g}, and this coregix reads version {VERSION}; update coregix")
    # The values' own types refuse what is no number or no grid; here they learn the file's name.
    with _refusals(top):
        saved = SavedTransform(
            transform=_transform(top.inner("transform")), fixed_crs=top.crs("fixed_crs"), extent=_extent(top),
            moving=_moving(top), metric=top.text("metric", 100), verdict=top.choice("verdict", VERDICTS),
            uncertainty_ce90=top.optional("uncertainty_ce90", top.number),
            uncertainty_ce90_px=top.optional("uncertainty_ce90_px", top.number),
            created=top.text("created", 100), version=top.text("coregix", 100),
            placed=document.get("placed") is True)
        _require_horizon_beyond(saved)
    return saved


def _require_horizon_beyond(saved: SavedTransform) -> None:
    """Raise InputError for a homography whose horizon crosses the area that it is said to be measured in."""
    if isinstance(saved.transform, HomographyTransform) and not saved.transform.clearance(saved.extent) > 0:
        raise InputError("The horizon of the homography crosses the extent of the transform: it shows no image beyond "
                         "it. Solve again.")


def _is_small(saved: SavedTransform) -> bool:
    return not isinstance(saved.transform, LocalTransform)


def _document(saved: SavedTransform) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "coregix": saved.version,
        # UTC, so that files from several places sort.
        "created": saved.created or datetime.now(UTC).isoformat(timespec="seconds"),
        "fixed_crs": _wkt(saved.fixed_crs),
        "transform": _transform_document(saved.transform),
        "extent": [float(v) for v in saved.extent],
        "moving": _moving_document(saved),
        "metric": saved.metric,
        "verdict": saved.verdict,
        "uncertainty_ce90": saved.uncertainty_ce90,
        "uncertainty_ce90_px": saved.uncertainty_ce90_px,
        # Left out where it says nothing: files stay those that older versions read.
        **({"placed": True} if saved.placed else {}),
    }


def _moving_document(saved: SavedTransform) -> dict[str, Any]:
    moving = saved.moving
    # Versions that know no ``own_crs`` read the numbers of a raster that was placed in the fixed CRS.
    crs, own = (saved.fixed_crs, {"own_crs": _wkt(moving.crs)}) if saved.placed else (moving.crs, {})
    return {"width": moving.width, "height": moving.height, "transform": list(moving.transform)[:6], "crs": _wkt(crs),
            **own}


def _transform_document(transform: Transform) -> dict[str, Any]:
    if isinstance(transform, LocalTransform):
        return {"model": "local", "affine": _transform_document(transform.affine),
                "lattice": list(transform.lattice)[:6], "coefficients": transform.coefficients.tolist()}
    if isinstance(transform, (AffineTransform, HomographyTransform)):
        tilt = {"tilt": list(transform.tilt)} if isinstance(transform, HomographyTransform) else {}
        return {"model": transform.model, "centre": list(transform.centre),
                "matrix": [list(row) for row in transform.matrix], "shift": list(transform.shift), **tilt}
    raise InputError(Sentence("A transform of the kind {kind} cannot be saved.", kind=type(transform).__name__))


def _wkt(crs: CRS | None) -> str | None:
    # WKT and not a code: it says the same without a database, and holds a CRS that has no code.
    return None if crs is None else str(crs.to_wkt(version="WKT2_2019"))


class _refusals:  # noqa: N801 - used as a statement
    """Turns the refusal of a value by its own type into an error that names the file."""

    def __init__(self, fields: _Fields) -> None:
        self.fields = fields

    def __enter__(self) -> None:
        """Nothing to prepare."""

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, InputError) and not isinstance(error, TransformFileError):
            raise TransformFileError(Sentence("{path}: {error}", path=self.fields.path, error=error)) from error


@dataclass(frozen=True)
class _Fields:
    """A JSON object whose fields are read by kind; errors name the file and the field."""

    path: str
    values: Mapping[str, Any]
    place: str = ""

    def error(self, name: str, what: str) -> TransformFileError:
        return TransformFileError(Sentence("{path}: {place}{name} {what}. Save the transform again with 'coregix "
                                           "align' ({save_transform}).", path=self.path, place=self.place, name=name,
                                           what=what, save_transform=Option("save_transform")), file=self.path)

    def get(self, name: str) -> Any:  # noqa: ANN401 - JSON
        if name not in self.values:
            raise self.error(name, "is missing")
        return self.values[name]

    def inner(self, name: str) -> _Fields:
        value = self.get(name)
        if not isinstance(value, dict):
            raise self.error(name, "must be an object")
        return _Fields(self.path, value, f"{self.place}{name}.")

    def optional(self, name: str, read: Callable[[str], float]) -> float | None:
        return None if self.values.get(name) is None else read(name)

    def number(self, name: str, low: float = -LARGEST_NUMBER, high: float = LARGEST_NUMBER) -> float:
        return self._number(name, self.get(name), low, high)

    def numbers(self, name: str, count: int) -> list[float]:
        value = self.get(name)
        if not isinstance(value, list) or len(value) != count:
            raise self.error(name, f"must be a list of {count} numbers")
        return [self._number(name, v) for v in value]

    def text(self, name: str, longest: int) -> str:
        value = self.get(name)
        if not isinstance(value, str) or len(value) > longest:
            raise self.error(name, f"must be a text of at most {longest} characters")
        return value

    def choice(self, name: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, 100)
        if value not in choices:
            raise self.error(name, f"must be one of {', '.join(choices)}, not {value!r}")
        return value

    def whole(self, name: str, low: int, high: int) -> int:
        value = self.number(name, low, high)
        if value != int(value):
            raise self.error(name, "must be a whole number")
        return int(value)

    def crs(self, name: str) -> CRS | None:
        if self.get(name) is None:
            return None
        try:
            # Only WKT: other ways to name a CRS can open files and addresses.
            return CRS.from_wkt(self.text(name, LONGEST_TEXT))
        except CRSError as error:
            raise self.error(name, f"is not the WKT of a CRS ({error})") from error

    def affine(self, name: str) -> Affine:
        made = Affine(*self.numbers(name, 6))
        if made.is_degenerate:
            raise self.error(name, "cannot be inverted")
        return made

    def _number(self, name: str, value: object, low: float = -LARGEST_NUMBER, high: float = LARGEST_NUMBER) -> float:
        # bool is an int to Python; and ``not low <= value`` refuses NaN as well.
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
            raise self.error(name, f"must be a number in {low:g} … {high:g}")
        return float(value)


def _transform(fields: _Fields) -> Transform:
    if fields.choice("model", (*FREEDOM, "local")) == "local":
        affine = _affine(fields.inner("affine"))
        return LocalTransform(affine, fields.affine("lattice"), _coefficients(fields))
    if fields.get("model") == "homography":
        tilt = fields.numbers("tilt", 2)
        return HomographyTransform(*_numbers(fields), (tilt[0], tilt[1]))
    return _affine(fields)


def _affine(fields: _Fields) -> AffineTransform:
    return AffineTransform(fields.choice("model", tuple(m for m in FREEDOM if m != "homography")), *_numbers(fields))


def _numbers(fields: _Fields) -> tuple[Row, tuple[Row, Row], Row]:
    """The centre, the matrix and the shift."""
    centre, shift = fields.numbers("centre", 2), fields.numbers("shift", 2)
    rows = fields.get("matrix")
    if not isinstance(rows, list) or len(rows) != 2:
        raise fields.error("matrix", "must have 2 rows")
    (a, b), (d, e) = (_Fields(fields.path, {"matrix": row}, fields.place).numbers("matrix", 2) for row in rows)
    return (centre[0], centre[1]), ((a, b), (d, e)), (shift[0], shift[1])


def _coefficients(fields: _Fields) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The field's coefficients (2, rows, columns)."""
    try:
        # One conversion instead of a check a number: ragged tables and texts show in the array's type.
        array = np.array(fields.get("coefficients"))
    except ValueError:
        array = np.array(None)
    if array.ndim != 3 or array.shape[0] != 2 or array.dtype.kind not in "fi" or not array.size:
        raise fields.error("coefficients", "must be two tables of numbers of one size")
    # The file's size is bounded, but short numbers make many nodes of few bytes.
    if array[0].size > MAX_NODES or np.abs(array).max() > LARGEST_NUMBER:
        raise fields.error("coefficients", f"may have at most {MAX_NODES} nodes and numbers up to {LARGEST_NUMBER:g}")
    return array.astype(float)


def _extent(fields: _Fields) -> Bounds:
    left, bottom, right, top = fields.numbers("extent", 4)
    if not (left < right and bottom < top):
        raise fields.error("extent", "must be left, bottom, right and top of an area")
    return left, bottom, right, top


def _moving(top: _Fields) -> Grid:
    """The grid of the raster that was solved on, in the CRS of its own file."""
    fields = top.inner("moving")
    grid = _grid(fields)
    if top.values.get("placed") is not True:
        return grid
    if "own_crs" in fields.values:
        return replace(grid, crs=fields.crs("own_crs"))
    # An older file names the fixed CRS, which pixels do not have.
    return replace(grid, crs=None) if grid.transform.is_identity else grid


def _grid(fields: _Fields) -> Grid:
    return Grid(fields.crs("crs"), fields.affine("transform"), fields.whole("width", 1, LARGEST_RASTER),
                fields.whole("height", 1, LARGEST_RASTER))
