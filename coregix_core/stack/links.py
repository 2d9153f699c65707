"""The links of a stack: measured in waves by workers, kept on disk by the content of their images.

First the links of a tree are measured, each as a pair of which nothing is known; what they say is where all others
begin. An image without a link is tried against others before it is given up.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, Future, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from .._version import __version__
from ..findings import MovedGround
from ..geometry import AffineTransform, affine_transform
from ..io import content_of, read_mask_text, write_text
from ..options import RegisterOptions
from ..own_process import main_left_out
from ..registration import LinkMeasurement, LinkPoints
from ..sentences import document, text_of
from .graph import MIN_OVERLAP, Pairs, components, spanning
from .images import StackImage
from .underway import Underway
from .workers import LinkTask, measured, of_any_folder

log = logging.getLogger("coregix_core")

NOTES = ".coregix-stack"
# Links that are tried from nothing for one image before it is given up.
TRIES = 3

# Links that each image should have.
ENOUGH = 3

# Between looks for a stop: a person who presses Ctrl-C waits no longer.
POLL_SECONDS = 0.3

Found = dict[tuple[int, int], LinkMeasurement]
# Where the second image of a pair is expected to show what the first one shows, from what is known of others.
Expected = Callable[[tuple[int, int]], AffineTransform | None]


def is_good(link: LinkMeasurement) -> bool:
    """The link has a verdict that counts."""
    return link.ties is not None


@dataclass(frozen=True)
class Notes:
    """Measured links on disk, by the content of both images, the options and the version."""

    folder: Path
    options: Mapping[str, Any]
    inputs: Sequence[Any]
    """What identifies each image: its content, its band, and the masks that are its own."""

    def path(self, pair: tuple[int, int], ending: str = ".json", **more: object) -> Path:
        """Where a link is noted, or what was found of it besides, which depends on ``more``."""
        # The version belongs to the key: another one may measure otherwise, and old notes are then not found.
        key = [__version__, dict(self.options), [self.inputs[i] for i in pair], *([more] if more else ())]
        text = json.dumps(key, sort_keys=True, default=str)
        return self.folder / f"{hashlib.sha256(text.encode()).hexdigest()[:32]}{ending}"

    def read(self, pair: tuple[int, int]) -> LinkMeasurement | None:
        """The link as an earlier run measured it, or None."""
        try:
            return _unpacked(json.loads(self.path(pair).read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def write(self, pair: tuple[int, int], link: LinkMeasurement) -> None:
        """Note a link."""
        write_text(self.path(pair), json.dumps(_packed(link)))


def _packed(link: LinkMeasurement) -> dict[str, Any]:
    transform = link.transform
    head = {"verdict": link.verdict, "reason": document(link.reason), "metric": link.metric, "pixel": list(link.pixel),
            "ce90": link.uncertainty_ce90_px, "bend": link.bend_px, "unlike": link.unlike_px,
            "window": link.window_px,
            "moved": None if link.moved is None else vars(link.moved),
            "transform": None if transform is None else [transform.model, transform.centre, transform.matrix,
                                                         transform.shift]}
    points = {name: {field: np.asarray(value).tolist() for field, value in vars(found).items()}
              for name in ("ties", "checks") if (found := getattr(link, name)) is not None}
    return {"head": head, **points}


def _unpacked(stored: Mapping[str, Any]) -> LinkMeasurement:
    head = stored["head"]
    points = {name: LinkPoints(**{field: np.asarray(values) for field, values in stored[name].items()})
              for name in ("ties", "checks") if name in stored}
    transform = None
    if head["transform"] is not None:
        model, centre, matrix, shift = head["transform"]
        transform = affine_transform(model, centre, np.array(matrix), np.array(shift))
    return LinkMeasurement(head["verdict"], text_of(head["reason"]), head["metric"], transform, tuple(head["pixel"]),
                           head["ce90"], points.get("ties"), points.get("checks"), head["bend"], head["unlike"],
                           None if head["moved"] is None else MovedGround(**head["moved"]), window_px=head["window"])


def notes_of(images: Sequence[StackImage], options: RegisterOptions, folder: Path,
             report: Callable[[float, str], object] = lambda _part, _message: None) -> Notes:
    """The notes of a stack's links; a mask counts by its content, as an image does.

    ``report`` hears how many of the files are looked through (0..1), and says so in words.
    """
    shared, held = _masks_of(options)
    named = [*shared, *(text for image in images for text in image.exclude)]
    paths = [*(image.path for image in images), *(read_mask_text(text).path for text in named)]
    digests = dict(zip(paths, digest_of(paths, folder / "digests.json", report), strict=True))
    inputs = [[digests[image.path], image.band, _with_digests(image.exclude, digests)] for image in images]
    return Notes(folder, {**_telling(options), "masks": [*_with_digests(shared, digests), *held]}, inputs)


def _masks_of(options: RegisterOptions) -> tuple[list[str], list[list[str]]]:
    """The masks of all images: those in files as they were given, and what identifies those in memory."""
    given = (*(options.exclude or ()), *(options.include or ()))
    files, held = [], []
    for mask in given:
        if isinstance(mask, (str, os.PathLike)):
            files.append(os.fspath(mask))
        else:
            held.append(["", hashlib.sha256(content_of(mask)).hexdigest()])
    return files, held


def _telling(options: RegisterOptions) -> dict[str, Any]:
    """The options that a link depends on: threads and memory change how long it takes, and not what it says."""
    return {name: value for name, value in options.record().items() if name not in ("threads", "memory_budget")}


def _with_digests(masks: Sequence[str], digests: Mapping[str, str]) -> list[list[str]]:
    """Each mask as it was given, with the digest of its file."""
    return [[text, digests[read_mask_text(text).path]] for text in masks]


def digest_of(paths: Sequence[str], memo: Path,
              report: Callable[[float, str], object] = lambda _part, _message: None) -> list[str]:
    """What identifies the content of each raster: a hash of its bytes, taken once for a path, size and time.

    A raster that is no local file is identified by its name.
    """
    try:
        known = json.loads(memo.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        known = {}
    # Anew and not added to: what is gone from the stack is gone from the notes.
    made: dict[str, str] = {}
    for done, path in enumerate(names := list(dict.fromkeys(paths))):
        report(done / len(names), f"{done} of {len(names)} files are looked through")
        try:
            state = Path(path).stat()
            key = json.dumps([str(Path(path).resolve()), state.st_size, state.st_mtime_ns])
            with Path(path).open("rb") as file:
                made[key] = known.get(key) or hashlib.file_digest(file, "blake2b").hexdigest()[:40]
        except OSError:
            key = json.dumps([path])
            made[key] = hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:40]
        known[path] = made[key]
    # A note is a convenience: without its folder the bytes are hashed again.
    if memo.parent.is_dir():
        write_text(memo, json.dumps(made))
    return [known[path] for path in paths]


class Survey:
    """Measures the links of a stack: what is planned, what has been found, and what is worth trying next."""

    def __init__(self, images: Sequence[StackImage], plan: Pairs, notes: Notes, pool: Executor,
                 options: RegisterOptions, predict: Callable[[Found], Expected],
                 report: Callable[[float, str], None], underway: Underway) -> None:
        self.images, self.plan, self.notes, self.pool = images, plan, notes, pool
        self.options, self.predict, self.report, self.underway = options, predict, report, underway
        # A link that takes long shows in between as well.
        underway.changed = self._notify
        self._part = 0.0
        # What is measured of the links that are measured together.
        self._wave: Found = {}
        self.found: Found = {}
        self.measured = 0
        self._tried: Counter[int] = Counter()

    def run(self, shared: np.ndarray[Any, Any]) -> Found:
        """Measure all links; ``shared`` are the images' overlaps, by which substitutes are chosen."""
        count = len(self.images)
        # A tree first: as few links as connect all images, from which the place of every image is known to begin with.
        self._measure(spanning(count, self.plan), known=False)
        others = _by_overlap(shared)
        # Each round may join parts, or refuse a link that would have: it ends as every image is tried a few times only.
        while bridge := self._bridges([*self.plan, *others]):
            self._measure(bridge, known=False)
        # Within a part the tree says where each image lies: the search is short, and cannot go astray far.
        self._measure(self._within_one_part(self.plan), known=True)
        # Refused links leave images with few: others may hold them.
        self._measure(self._for_the_few(self._within_one_part(others)), known=True)
        return self.found

    @property
    def good(self) -> Pairs:
        """Pairs with a good link."""
        return [pair for pair, link in self.found.items() if is_good(link)]

    def _bridges(self, pairs: Pairs) -> Pairs:
        """Links that would connect parts that no good link connects yet; each image is tried a few times only."""
        open_pairs = [p for p in pairs if p not in self.found and all(self._tried[i] < TRIES for i in p)]
        # With images that are held already first: what is not, may be no image of the place at all.
        size = Counter(components(len(self.images), self.good).tolist())
        part = components(len(self.images), self.good)
        open_pairs.sort(key=lambda p: -max(size[part[i]] for i in p))
        return spanning(len(self.images), open_pairs, self.good)

    def _within_one_part(self, pairs: Pairs) -> Pairs:
        part = components(len(self.images), self.good)
        return [p for p in pairs if p not in self.found and part[p[0]] == part[p[1]]]

    def _for_the_few(self, pairs: Pairs) -> Pairs:
        # Counted on as links are chosen, as if they were good: most are.
        degree = Counter(i for pair in self.good for i in pair)
        chosen = []
        for i, j in pairs:
            if min(degree[i], degree[j]) < ENOUGH:
                chosen.append((i, j))
                degree.update((i, j))
        return chosen

    def _measure(self, pairs: Pairs, *, known: bool) -> None:
        # What is known so far serves all links of a wave.
        expected = self.predict(self.found) if known and pairs else lambda _: None
        running: dict[Future[LinkMeasurement], tuple[int, int]] = {}
        for pair in pairs:
            noted = self.notes.read(pair)
            if noted is not None:
                self._wave[pair] = noted
                continue
            with main_left_out():
                future = self.pool.submit(measured, task_of(self.images, self.options, pair, expected(pair)))
            if future.done():
                # Of this process itself, which measures while it submits.
                self._keep(pair, future.result())
            else:
                running[future] = pair
            self._notify()
        while running:
            for future in wait(running, POLL_SECONDS, "FIRST_COMPLETED").done:
                self._keep(running.pop(future), future.result())
            self._notify()
        # In the order of the wave: which link is finished first is chance, and must not decide what is tried next.
        for pair in pairs:
            self._take(pair, self._wave.pop(pair), known=known)

    def _keep(self, pair: tuple[int, int], link: LinkMeasurement) -> None:
        # At once, so that a run that is stopped keeps what it has measured.
        if link.lasting:
            self.notes.write(pair, link)
        self.measured += 1
        self._wave[pair] = link

    def _take(self, pair: tuple[int, int], link: LinkMeasurement, *, known: bool) -> None:
        self.found[pair] = link
        # A link that was expected somewhere and is refused says something of the pair, and nothing of the images.
        if not known and not is_good(link):
            self._tried.update(pair)
        for i in pair:
            # One good link shows that it is an image of the place, which may be tried as often as others need it.
            if is_good(link):
                self._tried[i] = 0
        log.debug("link %s - %s: %s, %s", *(self.images[i].name for i in pair), link.verdict, link.reason)

    def _notify(self) -> None:
        """Report what is known, what of this wave is measured, and how far the links are that are measured now."""
        count = len(self.found) + len(self._wave)
        total = max(len(self.plan), count, 1)
        # Never back: a link's part is gone a little before the link is there, and there may come to be more of them.
        self._part = max(self._part, min(1.0, (count + self.underway.links) / total))
        self.report(self._part, f"{count} of about {total} links")


def task_of(images: Sequence[StackImage], options: RegisterOptions, pair: tuple[int, int],
            start: AffineTransform | None) -> LinkTask:
    """What a worker is asked of two images, with the bands and masks that are their own."""
    fixed, moving = (images[i] for i in pair)
    own = replace(options, moving_band_index=moving.band, fixed_band_index=fixed.band,
                  moving_exclude=moving.exclude or None, fixed_exclude=fixed.exclude or None)
    return of_any_folder(LinkTask(fixed.path, moving.path, own, start))


def _by_overlap(shared: np.ndarray[Any, Any]) -> Pairs:
    # The upper triangle: a link is the same from either end.
    rows, cols = np.nonzero(np.triu(shared >= MIN_OVERLAP))
    # Neighbours in time first: the images are in that order.
    # To a tenth of the overlap: of links that share about as much, near dates look alike.
    order = np.lexsort((cols - rows, -np.round(shared[rows, cols], 1)))
    return list(zip(rows[order].tolist(), cols[order].tolist(), strict=True))
