"""From measured links to corrections: the common frame, the adjustment, links that contradict, and verdicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from affine import Affine

from .._typing import Floats
from ..errors import Sentence
from ..fields import JointFields, Lattice
from ..fitting import Adjustment, Link, misclosure
from ..geometry import AffineTransform, Frame, LocalTransform, affine_transform
from ..registration import LinkMeasurement, LinkPoints
from .criteria import STACKS
from .graph import components
from .ground import Ground
from .images import StackImage, times_of
from .likeness import from_the_mean, unlike_squares
from .links import Found
from .model_choice import adjusted
from .moving_ground import Stable, on_stable_ground, shared_bends, usual_bends
from .parting import leading


@dataclass(frozen=True)
class LinkResult:
    """What became of a link.

    ``misclosure_px`` is how far it lies from the common solution, ``used`` says whether it is part of it, ``reason``
    what its own measurement found, or why it is not used; a ``doubtful`` one is used and farther off than by chance.
    ``ties`` and ``ce90_px`` are of its own measurement as well. If it was measured anew at places that all links share,
    ``places`` of these count, and misclosure and closures are by them. Closures are medians of the link's triangles.
    """

    first: int
    second: int
    verdict: str
    used: bool
    reason: str
    ties: int = 0
    ce90_px: float | None = None
    places: int | None = None
    misclosure_px: float | None = None
    closure_before_px: float | None = None
    closure_px: float | None = None
    doubtful: bool = False

    @property
    def contradicts(self) -> bool:
        """The link was good by itself, and dropped as it contradicts the others."""
        return self.misclosure_px is not None and not self.used


@dataclass(frozen=True)
class ImageResult:
    """What became of an image.

    ``transform`` maps true places to those that the image shows, in the stack's CRS; None if it was left out. ``east``
    and ``north`` are how far the image's middle is moved, in CRS units and in pixels of the stack; ``rotation_deg``
    counter-clockwise, ``scale`` that of the correction. ``ce90_px`` is relative to the datum. ``moved_share`` (0..1) of
    the ground lies ``moved_px`` pixels off the rest, as most links find; None if they do not.
    """

    image: str
    path: str
    date: datetime | None
    verdict: str
    reason: str
    links: int = 0
    transform: AffineTransform | LocalTransform | None = None
    east: float | None = None
    north: float | None = None
    east_px: float | None = None
    north_px: float | None = None
    rotation_deg: float | None = None
    scale: float | None = None
    ce90_px: float | None = None
    closure_px: float | None = None
    moved_share: float | None = None
    moved_px: float | None = None
    output: str | None = None


@dataclass(frozen=True)
class Solution:
    """The adjustment of the images ``used``; ``results`` has all links, ``links`` those that the solution rests on.

    ``fields`` are what the images bend beyond the adjustment, in the order of ``used``; None if they do not. ``doubt``
    (pixels) is how far each of them may lie elsewhere as ground moves, ``bent`` as it bends or moves in its links in a
    way that no transform follows; empty for nowhere. ``datum`` is the image that stays, if one does.
    ``unlike`` (k, k) has the squares of how far images may lie off each other that look otherwise; the places of the
    ``leading`` ones among those used are what an image lies off without a datum. ``motion_known`` says that all links
    together have shown what moves. ``spacing`` is how far apart (pixels) the places lie that all links share, 0 if each
    has its own.
    """

    ground: Ground
    adjustment: Adjustment | None
    used: tuple[int, ...]
    links: tuple[Link, ...]
    results: tuple[LinkResult, ...]
    fields: JointFields | None = None
    doubt: tuple[float, ...] = ()
    bent: tuple[float, ...] = ()
    datum: int | None = None
    unlike: Floats | None = None
    leading: tuple[int, ...] = ()
    motion_known: bool = False
    spacing: float = 0.0

    @property
    def model(self) -> str | None:
        """The model of all corrections; None if there are none."""
        return None if self.adjustment is None else self.adjustment.model if self.fields is None else "local"

    def correction(self, image: int) -> AffineTransform | LocalTransform | None:
        """The transform from true to shown places of an image, in the stack's CRS; None if no link holds it."""
        if self.adjustment is None or image not in self.used:
            return None
        k, frame = self.used.index(image), self.ground.frame
        affine = transform_of(self.adjustment, k, frame)
        return affine if self.fields is None else bent(affine, self.fields.lattices[k], self.fields.coefficients[k],
                                                       frame)

    def seen(self, link: Link) -> tuple[Floats, Floats]:
        """True places (n, 2) of a link's points, and how far both images, corrected, show them apart (n, 2)."""
        assert self.adjustment is not None
        near, far = self.adjustment(link.first, link.at_first), self.adjustment(link.second, link.at_second)
        if self.fields is None:
            return near, near - far
        return (near + far) / 2, near - far + self.fields.at(link.first, near) - self.fields.at(link.second, far)

    def ce90(self, image: int, other: int | None = None) -> float | None:
        """CE90 of an image's correction over its area, relative to the datum or to another image, in pixels."""
        # Relative to another image, the errors of both count.
        both = [i for i in (image, other) if i is not None]
        if self.adjustment is None or not set(both) <= set(self.used):
            return None
        k, *others = (self.used.index(i) for i in both)
        errors = self.adjustment.error_at(k, self.ground.areas[image], next(iter(others), None))
        own = [STACKS.floor * self.ground.pixel_of(i) for i in both] + self._of_ground(k, others)
        # A circular normal error of mean square s² stays within s √(ln 10) in 90 % of cases.
        return float(np.sqrt(np.log(10.0) * ((errors**2).mean() + np.square(own).sum()) + self._of_looks(k, others)))

    def _of_looks(self, k: int, others: Sequence[int]) -> float:
        """Square of a CE90 (pixels) by which an image may lie off the datum, or off another, as it looks otherwise."""
        if self.unlike is None:
            return 0.0
        if self.datum is not None:
            others = others or [self.used.index(self.datum)]
        return float(self.unlike[k, others[0]]) if others else from_the_mean(self.unlike, k, self.leading)

    def _of_ground(self, k: int, others: Sequence[int]) -> list[float]:
        """Errors (pixels) of an image, or beside another, by ground that moves or bends, to be added in squares."""
        made: list[float] = []
        if self.doubt:
            # Both may be off by the same motion: what they lie apart in time is what counts between them.
            made.append(self.doubt[k] - sum(self.doubt[i] for i in others))
        if self.bent:
            # Ground that moves on bends two dates in opposite directions from the mean of both.
            made.append(sum(self.bent[i] for i in (k, *others)))
        if self.fields is not None:
            made += [float(self.fields.errors[i]) for i in (k, *others)]
        return made


def transform_of(adjustment: Adjustment, k: int, frame: Frame) -> AffineTransform:
    """An image's correction as a transform from true to shown places."""
    unit = np.diag(frame.unit)
    x, y = frame.to_world(adjustment.centres[k][None])
    back = affine_transform(adjustment.model, (float(x[0]), float(y[0])),
                            unit @ adjustment.matrices[k] @ np.linalg.inv(unit), unit @ adjustment.shifts[k])
    return back.inverted()


def bent(affine: AffineTransform, lattice: Lattice, field: Floats, frame: Frame) -> LocalTransform:
    """The transform of an image that, corrected by ``affine``, shows places a ``field`` (pixels) short of the truth."""
    # Shown is A(x - e(x)) = A(x) - M e(x), with M the matrix of A.
    coefficients = -np.tensordot(affine.matrix, field * np.array(frame.unit)[:, None, None], 1)
    (ox, oy), (ux, uy), (cx, cy) = lattice.origin, frame.unit, frame.centre
    place = Affine(lattice.spacing * ux, 0.0, cx + ox * ux, 0.0, lattice.spacing * uy, cy + oy * uy)
    return LocalTransform(affine, place, coefficients)


def expected(images: Sequence[StackImage], ground: Ground, pair: tuple[int, int], adjustment: Adjustment,
             used: Sequence[int]) -> AffineTransform | None:
    """Where image j is expected to show what image i shows, in the CRS of i; None if no link holds one of them."""
    i, j = pair
    if i not in used or j not in used:
        return None
    grid = images[i].grid
    mapped = ground.areas[i]
    true = adjustment(used.index(i), mapped)
    # From what i shows to the true place, and from there to where j shows it.
    there = shown_at(adjustment, used.index(j), true)
    x, y = ground.to_world(grid, mapped)
    u, v = ground.to_world(grid, there)
    centre = grid.middle
    design = np.column_stack([x - centre[0], y - centre[1], np.ones(x.size)])
    if not (np.isfinite(design).all() and np.isfinite(u).all() and np.isfinite(v).all()):
        return None
    # Both corrections are affine, but their CRSs may not be related by one: the affine nearest to it over the area will
    # do to begin a search.
    found = np.linalg.lstsq(design, np.column_stack([u - centre[0], v - centre[1]]), rcond=None)[0]
    return affine_transform("affine", centre, found[:2].T, found[2])


def shown_at(adjustment: Adjustment, k: int, true: Floats) -> Floats:
    """Where an image shows true places (n, 2), both in the frame."""
    centre = adjustment.centres[k]
    return np.asarray((true - centre - adjustment.shifts[k]) @ np.linalg.inv(adjustment.matrices[k]).T + centre)


def frame_link(images: Sequence[StackImage], ground: Ground, pair: tuple[int, int], points: LinkPoints,
               pixel: tuple[float, float]) -> Link:
    """A link's points in the frame of the stack."""
    grid = images[pair[0]].grid
    at_first = ground.to_frame(grid, points.x, points.y)
    at_second = ground.to_frame(grid, points.shown_x, points.shown_y)
    # A pixel of the pair in pixels of the stack, by which its information goes over; 1 if their CRSs differ in size.
    size = link_pixel(images, ground, pair, pixel)
    return Link(*pair, at_first, at_second, points.information / size**2, points.agree)


def link_pixel(images: Sequence[StackImage], ground: Ground, pair: tuple[int, int], pixel: tuple[float, float]
                ) -> float:
    """A pixel of a link in pixels of the stack."""
    grid = images[pair[0]].grid
    x, y = grid.middle
    ends = ground.to_frame(grid, np.array([x, x]), np.array([y, y + pixel[1]]))
    return max(float(np.hypot(*(ends[1] - ends[0]))), 1e-9)


def solved(images: Sequence[StackImage], ground: Ground, found: Found, model: str, datum: int | None) -> Solution:
    """Adjust all images that good links hold; links that contradict the others are dropped one by one."""
    results, times = _unused(found), times_of(images, datum)
    good = _good(images, ground, found)
    while True:
        # Anew each time: without a link that was dropped, images may hang on nothing.
        used = _connected(len(images), good, datum)
        kept = {pair: link for pair, link in good.items() if pair[0] in used}
        if len(used) < 2:
            return Solution(ground, None, (), (), tuple(results.values()))
        measured = [replace(link, first=used.index(i), second=used.index(j)) for (i, j), link in kept.items()]
        areas, fixed = ground.areas[list(used)], None if datum is None else used.index(datum)
        among = leading(found, used)
        stable, solution = _stable(areas, measured, model, fixed, times[list(used)], among)
        links = stable.links
        # The link's whole transform and not its points: scatter is no contradiction, another place is.
        gaps = np.array([misclosure(solution, link, link.own_fit(solution.model)) for link in links])
        worst = _contradicting(gaps)
        if worst is None:
            break
        # One at a time: a wrong link bends its neighbours, which may be right as soon as it is gone.
        pair = list(kept)[worst]
        results[pair] = replace(results[pair], misclosure_px=float(gaps[worst]), reason=Sentence(
            "contradicts the other links: {gap:.2f} px from what they agree on", gap=gaps[worst]))
        del good[pair]
    for (pair, link), gap in zip(kept.items(), gaps, strict=True):
        chance = _by_chance(images, ground, pair, found[pair])
        # A field is yet to follow what one transform leaves.
        results[pair] = replace(_counted(results[pair], found[pair], int(link.agree.sum())), used=True,
                                misclosure_px=float(gap), doubtful=bool(gap > chance and model != "local"))
    bends, looks = _stated(images, ground, found, kept, links)
    bent = shared_bends(measured, stable, bends, solution.model, len(used), fixed, among)
    return Solution(ground, solution, used, tuple(links), tuple(results.values()), doubt=tuple(stable.doubt.tolist()),
                    bent=tuple(bent.tolist()), datum=datum, unlike=unlike_squares(links, looks, len(used), fixed),
                    leading=tuple(among), motion_known=stable.known,
                    spacing=min(found[pair].spacing_px for pair in kept))


def _good(images: Sequence[StackImage], ground: Ground, found: Found) -> dict[tuple[int, int], Link]:
    """The links that have points, in the stack's frame."""
    return {pair: replace(frame_link(images, ground, pair, link.ties, link.pixel),
                          window=link.window_px * link_pixel(images, ground, pair, link.pixel))
            for pair, link in found.items() if link.ties is not None}


def _stated(images: Sequence[StackImage], ground: Ground, found: Found, pairs: Iterable[tuple[int, int]],
            links: Sequence[Link]) -> tuple[list[float], list[float]]:
    """What each link says that no transform follows, and that images err by as they look otherwise: CE90s in pixels."""
    sizes = {pair: link_pixel(images, ground, pair, found[pair].pixel) for pair in pairs}
    bends, ce90s, looks = ([(value or 0.0) * size for value, size in zip(values, sizes.values(), strict=True)]
                           for values in zip(*((one.bend_px, one.uncertainty_ce90_px, one.unlike_px)
                                               for one in map(found.__getitem__, sizes)), strict=True))
    return usual_bends(links, bends, ce90s), looks


def _stable(areas: Floats, links: list[Link], model: str, datum: int | None, times: Floats,
            among: Sequence[int]) -> tuple[Stable, Adjustment]:
    """The links without ground that moves by itself, and the adjustment by them."""
    found = adjusted(areas, links, model, datum, among)
    if model == "local":
        # A field follows what moves: there it is for a mask to leave it out.
        return Stable(links, np.zeros(len(areas))), found
    stable = on_stable_ground(areas, links, found, datum, times)
    moved = any(a is not b for a, b in zip(stable.links, links, strict=True))
    return stable, adjusted(areas, stable.links, model, datum, among) if moved else found


def _unused(found: Found) -> dict[tuple[int, int], LinkResult]:
    """All links as they were measured, before any is used."""
    return {pair: LinkResult(*pair, link.verdict, used=False, reason=link.reason, ce90_px=link.uncertainty_ce90_px)
            for pair, link in found.items()}


def _counted(result: LinkResult, link: LinkMeasurement, points: int) -> LinkResult:
    """The result of a link of which so many points count: tie points of its own, or places that all links share."""
    return replace(result, ties=points) if link.own_ties is None else replace(result, ties=link.own_ties, places=points)


def _connected(count: int, good: dict[tuple[int, int], Link], datum: int | None) -> tuple[int, ...]:
    """The images that links connect with the datum; without one, those of the largest part."""
    part = components(count, good)
    number = part[datum] if datum is not None else np.bincount(part).argmax()
    return tuple(np.flatnonzero(part == number).tolist())


def _by_chance(images: Sequence[StackImage], ground: Ground, pair: tuple[int, int], link: LinkMeasurement) -> float:
    """Misclosure of a link, in pixels of the stack, that may be its own error, whatever the others' are.

    What is usual in a stack says nothing where all links are wrong, or the link is the only one.
    """
    # A circular normal error of mean square s² stays within s √(ln 10) in 90 % of cases.
    own = np.hypot(link.uncertainty_ce90_px or 0.0, link.bend_px) / np.sqrt(np.log(10.0))
    chance = max(STACKS.contradiction, STACKS.contradiction_factor * float(own))
    return chance * link_pixel(images, ground, pair, link.pixel)


def _contradicting(gaps: Floats) -> int | None:
    """The link that lies farthest from what the others agree on, if that is too far to be chance."""
    # By what is usual in this stack: links of coarse or noisy images lie farther apart without being wrong.
    limit = max(STACKS.contradiction, STACKS.contradiction_factor * float(np.median(gaps)))
    worst = int(gaps.argmax())
    return worst if gaps[worst] > limit else None
