"""Which pairs a batch aligns: a list in a file, or one reference with many sources.

A list is a CSV table or JSON (``{"format": "coregix-pairs", "version": 1, "pairs": [...]}``, or the bare list). Each
row has ``moving_image``, ``fixed_image`` and ``output_image``; further columns are options of ``coregix align`` for
that pair. Paths are relative to the list's folder. A list may come from others: what it has written stays within its
own folder, the output folder or the current one.
"""

from __future__ import annotations

import csv
import glob
import os
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError, Option, TransformFileError
from ..io import read_json, read_mask_text, read_text, separator_of, usual_ending
from ..options import (
    ALIGN,
    FILE,
    MASKS,
    OUTPUT_FILE,
    OUTPUT_RASTER,
    OUTPUT_VECTOR,
    PROGRESS,
    RASTER,
    AlignOptions,
    Parameter,
    parse,
    suggestion,
)

FORMAT, VERSION = "coregix-pairs", 1
MAX_BYTES = 64 << 20
MAX_PAIRS = 100_000
# Sources that a message names.
_NAMED = 4
# GDAL's name of one raster of several in a file, such as NETCDF:"scene.nc":red.
_SUBDATASET = re.compile(r'[A-Za-z0-9]+:"?(?P<file>[^":]+\.[A-Za-z0-9]+)"?:(?P<part>.+)')

# Files that count as rasters where a folder is given for a pattern.
RASTER_ENDINGS = (".tif", ".tiff", ".jp2", ".img", ".vrt", ".png", ".jpg", ".jpeg", ".nc", ".hdf", ".h5", ".ntf")
OUTPUTS = (OUTPUT_RASTER, OUTPUT_VECTOR, OUTPUT_FILE)
# Kinds of parameters that name what a pair reads.
READ = (RASTER, FILE, MASKS)
# A pair with its options; paths are absolute where they are local.
Pair = AlignOptions


def _stem(source: str) -> str:
    """What the output of a source is called: the file's name, and that of the part of it that a subdataset is."""
    named = _SUBDATASET.fullmatch(source)
    if named is None or Path(source).exists():
        return Path(source).stem
    part = re.sub(r"\W+", "_", named["part"]).strip("_")
    return f"{Path(named['file']).stem}_{part}"


def listed_pairs(path: str | os.PathLike[str], options: Mapping[str, Any], output_folder: Path) -> list[Pair]:
    """The pairs of a list; ``options`` hold where a row says nothing.

    Raises TransformFileError, which names the row, for what is no list of pairs; InputError for values that cannot be.
    """
    name = os.fspath(path)
    rows = list(_json_rows(name) if name.lower().endswith(".json") else _csv_rows(name))
    if not rows:
        raise TransformFileError(f"{name} lists no pairs; give it rows of moving_image, fixed_image and output_image.")
    base = Path(name).absolute().parent
    allowed = [base, output_folder, Path.cwd()]
    pairs = []
    for place, row in rows:
        try:
            pair = _pair({**options, **_values(row)}, base)
            _require_within(pair, allowed)
        except InputError as error:
            raise TransformFileError(f"{name}, {place}: ", *error.parts, parameter=error.parameter, value=error.value,
                                     file=name, reason=error.reason) from error
        pairs.append(pair)
    _require_different_outputs(pairs)
    _require_independent([place for place, _ in rows], pairs, base)
    return pairs


def series_pairs(fixed_image_path: str, moving_images: Sequence[str], options: Mapping[str, Any],
                 output_folder: Path) -> list[Pair]:
    """One reference with many sources; patterns are expanded, and the reference itself is left out.

    Raises InputError where a pattern fits no file or two outputs would have one name.
    """
    # By the place of the name: links to one file are images of their own.
    given = {os.path.abspath(name): name for name in reversed(_expanded(moving_images))}  # noqa: PTH100
    sources = [name for name in reversed(given.values()) if not _same_file(name, fixed_image_path)]
    if not sources:
        raise InputError("There is no source to align besides the reference; check ", Option("moving_images"), ".",
                         parameter="moving_images", value=moving_images)
    names = [_stem(source) for source in sources]
    counts = Counter(names)
    # Scenes that come in a folder each often have one name.
    names = [f"{Path(source).absolute().parent.name}_{stem}" if counts[stem] > 1 else stem
             for source, stem in zip(sources, names, strict=True)]
    ending = usual_ending(options.get("format") or "auto")
    pairs = [_pair({**options, "moving_image_path": source, "fixed_image_path": fixed_image_path,
                    "output_image_path": str(output_folder / f"{name}{ending}")}, Path.cwd())
             for source, name in zip(sources, names, strict=True)]
    _require_different_outputs(pairs)
    _require_independent([str(pair.moving_image_path) for pair in pairs], pairs, Path.cwd())
    _require_sources_kept(pairs, output_folder)
    return pairs


def _require_sources_kept(pairs: Sequence[Pair], output_folder: Path) -> None:
    """Raise InputError if an output would take the place of its own source."""
    for pair in pairs:
        if _same_file(str(pair.output_image_path), str(pair.moving_image_path)):
            raise InputError(f"The output folder {output_folder} holds the source {pair.moving_image_path}, which "
                             "would be replaced; choose another ", Option("output_folder"), ".",
                             parameter="output_folder", value=str(output_folder))


def _json_rows(name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    document = read_json(name, "pair list", MAX_BYTES)
    if isinstance(document, dict):
        if document.get("format") != FORMAT or document.get("version") != VERSION:
            raise TransformFileError(f"{name} is not a pair list of this version: its 'format' must be '{FORMAT}' and "
                                     f"its 'version' {VERSION}.")
        document = document.get("pairs")
    # A bare list will do: it is what people write by hand.
    if not isinstance(document, list) or len(document) > MAX_PAIRS:
        raise TransformFileError(f"{name} must hold a list of at most {MAX_PAIRS} pairs.")
    for number, row in enumerate(document, start=1):
        if not isinstance(row, dict):
            raise TransformFileError(f"{name}, pair {number}: a pair is an object with moving_image, fixed_image and "
                                     "output_image.")
        yield f"pair {number}", row


def _csv_rows(name: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    lines = read_text(name, "pair list", MAX_BYTES).splitlines()
    table = csv.DictReader(lines, delimiter=separator_of(lines[0] if lines else ""))
    try:
        for number, row in enumerate(table, start=1):
            if number > MAX_PAIRS:
                raise TransformFileError(f"{name} holds more than {MAX_PAIRS} pairs; split it.", file=name)
            fields = _fields(row)
            # A row of separators alone, as spreadsheets leave them behind the last.
            if not any(field.strip() for field in fields):
                continue
            if (count := len(fields)) != (columns := len(table.fieldnames or ())):
                mark = {",": "comma", ";": "semicolon"}.get(table.reader.dialect.delimiter, "tab")
                raise TransformFileError(f"{name}, line {table.line_num}: the row has {count} fields and the header "
                                         f"{columns}; a {mark} is missing or too many, or a "
                                         f"value with {mark}s needs quotes.", file=name)
            yield f"line {table.line_num}", {key.strip(): value.strip() for key, value in row.items()}
    except csv.Error as error:
        raise TransformFileError(f"The pair list {name} is not a CSV table ({error}).") from error


def _fields(row: Mapping[Any, Any]) -> list[str]:
    """What stands in a row: csv puts surplus fields under the key None, and None for those that are missing."""
    named = [value for key, value in row.items() if key is not None and value is not None]
    return [*named, *row.get(None, ())]


def _values(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row's values by the names of Python's arguments; texts are read as the command line reads them."""
    known = {p.name: p for p in ALIGN.parameters if p is not PROGRESS}
    values = {}
    for column, value in row.items():
        name = column.removeprefix("--").replace("-", "_")
        if name not in known:
            raise InputError(f"There is no column {column!r}{suggestion(name, known)}.")
        # An empty cell leaves the option as it is for the whole batch.
        if value is not None and value != "":
            values[known[name].api_name] = parse(known[name], value) if isinstance(value, str) else value
    return values


def _pair(values: Mapping[str, Any], base: Path) -> Pair:
    given = AlignOptions.of(values).keywords()
    absolute: dict[str, Any] = {}
    for parameter in ALIGN.parameters:
        if (value := given[parameter.api_name]) is None:
            continue
        if parameter.kind in (RASTER, FILE, *OUTPUTS):
            absolute[parameter.api_name] = _absolute(parameter, os.fspath(value), base)
        elif parameter.kind == MASKS:
            absolute[parameter.api_name] = tuple(_absolute_mask(mask, base) for mask in value)
    return AlignOptions.of({**given, **absolute})


def _absolute(parameter: Parameter, path: str, base: Path) -> str:
    """Workers have folders of their own; GDAL's other paths (/vsicurl/…, s3://…) are left as they are."""
    if parameter.kind == RASTER and not (base / path).exists():
        return path
    return os.path.normpath(base / path)


def _absolute_mask(mask: object, base: Path) -> object:
    """A mask's text with its file's name made absolute; what is no local file is left as it is."""
    if not isinstance(mask, str):
        return mask
    # The name comes first, and what of the file is meant follows behind one of these signs.
    names = (mask, *(mask.rpartition(sign)[0] for sign in ("|layername=", "=", "&", ":")))
    return os.path.join(base, mask) if any(name and (base / name).exists() for name in names) else mask  # noqa: PTH118


def _require_within(pair: Pair, folders: Sequence[Path]) -> None:
    # Real paths: a link or '..' in a list from others must not lead out.
    roots = [Path(os.path.realpath(folder)) for folder in folders]
    for parameter in ALIGN.parameters:
        path = getattr(pair, parameter.api_name) if parameter.kind in OUTPUTS else None
        if path is not None and not any(Path(os.path.realpath(path)).is_relative_to(root) for root in roots):
            raise InputError(f"{parameter.name} {path} lies outside the list's folder, the output folder and the "
                             "current one; give an ", Option("output_folder"), " that holds it.",
                             parameter=parameter.api_name, value=path)


def _require_different_outputs(pairs: Sequence[Pair]) -> None:
    counts = Counter(pair.output_image_path for pair in pairs)
    path, count = counts.most_common(1)[0]
    if count > 1:
        sources = [str(pair.moving_image_path) for pair in pairs if pair.output_image_path == path]
        raise InputError(f"{count} pairs, of {', '.join(sources[:_NAMED])}{', ...' if count > _NAMED else ''}, would "
                         f"write {path}; give each an output of its own.")


def _require_independent(places: Sequence[str], pairs: Sequence[Pair], base: Path) -> None:
    """Raise InputError if a pair reads what another one writes: the result would depend on which of them ran first."""
    written = {os.path.realpath(base / path): place
               for place, pair in zip(places, pairs, strict=True) for path in paths_of(pair, OUTPUTS)}
    for place, pair in zip(places, pairs, strict=True):
        for path in paths_of(pair, READ):
            writer = written.get(os.path.realpath(base / path), place)
            if writer != place:
                raise InputError(f"{place} reads {path}, which {writer} writes: the result would depend on which of "
                                 "them runs first. Put them into two lists, and run one after the other.", value=path)


def paths_of(pair: Pair, kinds: Sequence[str]) -> Iterator[str]:
    """The names of files that the parameters of these kinds give a pair."""
    for parameter in ALIGN.parameters:
        value = getattr(pair, parameter.api_name) if parameter.kind in kinds else None
        for given in value if isinstance(value, tuple) else (value,):
            if isinstance(given, (str, os.PathLike)):
                name = os.fspath(given)
                yield read_mask_text(name).path if parameter.kind == MASKS else name


def _expanded(patterns: Sequence[str]) -> list[str]:
    """File names in the order given, each once; of a folder the rasters in it."""
    found: dict[str, None] = {}
    for pattern in map(os.fspath, patterns):
        if Path(pattern).is_dir():
            found.update(dict.fromkeys(_rasters_in(pattern)))
            continue
        # A file's own name may hold brackets.
        if Path(pattern).exists() or not glob.has_magic(pattern):
            found[pattern] = None
            continue
        matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 - relative names stay as they were given
        if not matches:
            raise InputError(f"No file fits {pattern!r}; check ", Option("moving_images"), ".",
                             parameter="moving_images", value=pattern)
        found.update(dict.fromkeys(matches))
    return list(found)


def _rasters_in(folder: str) -> list[str]:
    """The files of a folder with the ending of a raster, in the order of their names."""
    names = sorted(entry.name for entry in os.scandir(folder) if entry.name.lower().endswith(RASTER_ENDINGS))
    if not names:
        raise InputError(f"The folder {folder} holds no raster with one of the endings {', '.join(RASTER_ENDINGS)}; "
                         "name the files by a pattern.", parameter="moving_images", value=folder)
    # As the folder was given: relative names stay so.
    return [os.path.join(folder, name) for name in names]  # noqa: PTH118


def _same_file(a: str, b: str) -> bool:
    return os.path.realpath(a) == os.path.realpath(b)
