"""What earlier runs left in the folder of a stack: it would be taken for a part of this one.

Whatever no stack wrote stays. Pixels and transforms of images that are no more in the stack stay as well, and are
named: a folder may hold one stack after another.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Collection, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from ..errors import OutputError, Sentence
from ..report import is_stack_report
from .catalogue import ABOUT
from .cube import CUBES
from .outputs import Target, written_key
from .sources import RASTER_SUFFIXES
from .tables import PAIR_COLUMNS

log = logging.getLogger("coregix_core")

# Folder of what is written of each image -> its files' ending.
BESIDE = {"transforms": ".json", "vrt": ".vrt", "items": ".json"}

_PAGES = (".html", ".htm")

# Names that a message lists at most.
_SHOWN = 10


def discard(name: str, target: Target) -> None:
    """Remove what an earlier run wrote of an image that nothing holds any more.

    Raises OutputError where that is not possible.
    """
    for old in _beside(target.folder, name, BESIDE):
        _remove(old)
    # Bands have no files of their own.
    if not target.options.bands:
        discard_pixels(target.path(name))


def discard_pixels(path: Path) -> None:
    """Remove an output of an earlier run. Raises OutputError where that is not possible."""
    # Without the key it is a file of the user's own.
    if written_key(path) is not None:
        _remove(path)


def clear(names: Collection[str], written: Collection[Path], beside: Collection[Path], target: Target) -> None:
    """Remove tables and catalogues that describe another run of the images of these ``names``, and warn of what stays.

    ``written`` are the outputs of this run with pixels, ``beside`` what else belongs to it: its report, the reference.
    Raises OutputError where something cannot be removed.
    """
    folder, options = target.folder, target.options
    if not options.measure_only:
        _remove_all(folder, names, "vrt")
    if not (options.stac and written and not options.bands):
        _remove_all(folder, names, "items")
        if _is_ours(folder / "collection.json"):
            _remove(folder / "collection.json")
    if not options.pair_uncertainty and _begins_as_pairs(folder / "pairs.csv"):
        _remove(folder / "pairs.csv")
    _warn_of(sorted(os.path.relpath(path, folder) for path in _left(folder, names, {*written, *beside})), folder)


def _warn_of(left: Sequence[str], folder: Path) -> None:
    if left:
        shown = [*left[:_SHOWN], *(["…"] if len(left) > _SHOWN else [])]
        log.warning(Sentence("{folder} still holds files of earlier runs that are no part of this one: {names}. Remove "
                             "them if they are not wanted.", folder=folder, names=", ".join(shown)))


def _left(folder: Path, names: Collection[str], written: Collection[Path]) -> Iterator[Path]:
    """What earlier runs wrote and neither this run nor ``clear`` has replaced."""
    for kind, ending in BESIDE.items():
        yield from (path for path in (folder / kind).glob(f"*{ending}") if path.stem not in names)
    own = set(map(os.path.realpath, written))
    yield from (path for path in folder.iterdir() if os.path.realpath(path) not in own and _is_output(path))


def _is_output(path: Path) -> bool:
    """Whether a file in a stack's folder is a cube, an image or a report that a stack wrote."""
    ending = path.suffix.lower()
    return (path.name in CUBES.values() or (ending in RASTER_SUFFIXES and written_key(path) is not None)
            or (ending in _PAGES and is_stack_report(path)))


def _beside(folder: Path, name: str, kinds: Collection[str]) -> Iterator[Path]:
    yield from (folder / kind / f"{name}{BESIDE[kind]}" for kind in kinds)


def _remove_all(folder: Path, names: Collection[str], kind: str) -> None:
    for name in names:
        for path in _beside(folder, name, [kind]):
            _remove(path)


def _is_ours(collection: Path) -> bool:
    with suppress(OSError, ValueError, AttributeError):
        return bool(json.loads(collection.read_text(encoding="utf-8")).get("description") == ABOUT)
    return False


def _begins_as_pairs(table: Path) -> bool:
    """Whether a table is of a stack: a list of pairs for a batch has that name too."""
    with suppress(OSError, ValueError), table.open(encoding="utf-8") as file:
        return file.readline(1000).strip() == ",".join(PAIR_COLUMNS)
    return False


def _remove(old: Path) -> None:
    try:
        old.unlink(missing_ok=True)
    except OSError as error:
        raise OutputError(Sentence("{old}, which an earlier run wrote, cannot be removed ({strerror}).", old=old,
                                   strerror=error.strerror), file=os.fspath(old)) from error
