"""The solution of a stack as values: corrections, how well they are known, and results of links and images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from affine import Affine

from .._typing import Floats
from ..fields import JointFields, Lattice
from ..fitting import Adjustment, Link
from ..geometry import AffineTransform, Frame, LocalTransform, affine_transform
from .criteria import STACKS
from .ground import Ground
from .likeness import from_the_mean


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
