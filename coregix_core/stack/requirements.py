"""What is checked before the links of a stack are measured, so that it does not fail after them or destroy an input."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from ..errors import InputError, Sentence
from ..io import PAGE, open_raster, opened_masks, read_mask_text, require_ending
from ..options import StackOptions, is_labelled
from .images import StackImage, Unread
from .outputs import Target


def require_inputs(images: Sequence[StackImage], unread: Sequence[Unread], options: StackOptions) -> None:
    """Raise InputError where a mask or the raster of the grid cannot be used, or an output would replace an input."""
    with opened_masks(options.exclude, options.include, images[0].grid, of_one=False):
        pass
    for image in images:
        with opened_masks(image.exclude, None, image.grid):
            pass
    if options.like_image_path is not None:
        with open_raster(options.like_image_path, role="input"):
            pass
    if options.report is not None:
        require_ending(options.report, *PAGE)
    inputs = {mark: path for path in _inputs([*images, *unread], options) for mark in _marks(path)}
    for output in _outputs(images, options):
        for mark in _marks(output):
            if mark in inputs:
                raise InputError(Sentence("The output {output} is the input {name} itself; choose another name.",
                                          output=os.fspath(output), name=inputs[mark]))


def _inputs(images: Sequence[StackImage | Unread], options: StackOptions) -> Iterator[str]:
    """All files that are read."""
    yield from (image.path for image in images)
    masks: list[Any] = [*(options.exclude or ()), *(options.include or ()),
                        *(mask for image in images if isinstance(image, StackImage) for mask in image.exclude)]
    yield from (read_mask_text(os.fspath(mask)).path for mask in masks if isinstance(mask, (str, os.PathLike)))
    if options.like_image_path is not None:
        yield os.fspath(options.like_image_path)
    given: Any = options.images
    # Lists and catalogues are named as the images are; a folder or a pattern is no file.
    if not is_labelled(given):
        yield from map(os.fspath, [given] if isinstance(given, (str, os.PathLike)) else given)


def _outputs(images: Sequence[StackImage], options: StackOptions) -> Iterator[Path]:
    """The files that are written where the user may have put something of the same name."""
    target = Target(Path(options.output_folder), None, options)
    yield from (target.folder / name for name in ("stack.csv", "links.csv", "stack.gpkg"))
    if options.pair_uncertainty:
        yield target.folder / "pairs.csv"
    if options.stac:
        yield target.folder / "collection.json"
    if options.report is not None:
        yield Path(options.report)
    if not options.measure_only:
        moved = images if options.fixed_image_path is None else images[:-1]
        names = [Path(images[0].path).stem] if options.bands else [image.name for image in moved]
        yield from map(target.path, names)


def _marks(path: str | os.PathLike[str]) -> Iterator[object]:
    """What two names of one file have in common: where it is, and for hard links which one it is."""
    yield os.path.realpath(path)
    with suppress(OSError, ValueError):  # one that is not there, or has a name that no file can have
        state = Path(path).stat()
        yield state.st_dev, state.st_ino
