"""What two images show the same of, compared with what they do not, in each of them: one ground goes on in either.

Where one image changed the other one is of one kind on both sides of that. What lies over both ends in both: what is
the same has other tones, another steepness or another fineness than what lies beside it, in each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy import ndimage

from .._typing import Floats, Mask
from .cells import CELL, exceeds, summed
from .image import Image
from .proxies import gradient
from .smoothing import Field

# Scales (pixels) of the slopes, and least part of a cell that both images show.
_SCALES, _SHOWN = (1.0, 2.0, 4.0), 0.5

# Twice the product of the slopes by the sum of their squares from which on a cell is the same in both, at either of the
# finer scales.
_SAME = 0.8

# Correlation of the slopes up to which cells have nothing in common.
_NOTHING = 0.35

# Part of what is usual where both show the same that the texture beside has beyond noise.
_TEXTURED = 0.05

# Of the squares of slopes at the finest scale, what white noise leaves of them at the next, and a third more.
_NOISE = 1.3 / 16

# Correlation of how both images look where they have nothing in common, below which one does so in place of the other.
_INSTEAD = -0.2

# Cells around the others within which each is compared, and how many there have to be.
_NEAR, _FEWEST = 4, 20


@dataclass(frozen=True)
class CommonPart:
    """Shares of the cells that are the ``same`` in both images, and that have texture in both and nothing in common.

    ``unlike`` is how surely one of the first is told from one of the second near it, in that image in which it is less:
    the probability by which it exceeds that in the most telling of tone, steepness and fineness, less a half.
    It is 0 where one image looks otherwise in place of the other, as clouds do that lie elsewhere in each. ``within``
    is how much of the first has nothing else around it: of ground and clouds much, of names and lines little.
    """

    same: float
    other: float
    within: float = 0.0
    unlike: float = 0.0


@dataclass(frozen=True)
class _Sides:
    """Cells (height, width) of two images: which are known, the same and other, and what each image shows there."""

    known: Mask
    same: Mask
    other: Mask
    shown: tuple[Sequence[Floats], Sequence[Floats]]

    def near(self) -> tuple[Mask, Mask]:
        """The cells that are the same, and the others, where the other kind is near."""
        around = np.ones((2 * _NEAR + 1, 2 * _NEAR + 1), bool)
        return (self.same & ndimage.binary_dilation(self.other, around),
                self.other & ndimage.binary_dilation(self.same, around))


def common_part(parts: Sequence[tuple[Image, Image]], *, at_all_scales: bool = True) -> CommonPart:
    """What parts of two images, on one grid each, show the same of, and how that differs from the rest in both.

    The rest has nothing in common ``at_all_scales``, or at the finest: that moved by a few pixels has.
    """
    sides = [_sides(*part, at_all_scales) for part in parts]
    known = sum(int(found.known.sum()) for found in sides)
    if not known:
        return CommonPart(0.0, 0.0)
    same, other = (sum(int(getattr(found, kind).sum()) for found in sides) / known for kind in ("same", "other"))
    # What lies beyond the border may be as well.
    inner = sum(int(ndimage.binary_erosion(found.same, np.ones((3, 3)), border_value=1).sum()) for found in sides)
    within = inner / max(same * known, 1)
    near = [found.near() for found in sides]
    if any(sum(int(where[i].sum()) for where in near) < _FEWEST for i in (0, 1)):
        return CommonPart(same, other, within)
    (one, first), (two, second) = (_told(sides, near, image) for image in (0, 1))
    instead = _correlation(first, second) < _INSTEAD
    return CommonPart(same, other, within, 0.0 if instead else min(one, two))


def _told(sides: Sequence[_Sides], near: Sequence[tuple[Mask, Mask]], image: int) -> tuple[float, Floats]:
    """How surely both kinds of cells are told from each other in one image by what tells most, and that of the others.

    It is signed so as to be larger where cells are the same.
    """
    told = []
    for feature in range(len(sides[0].shown[image])):
        same, other = (np.concatenate([found.shown[image][feature][where[i]]
                                       for found, where in zip(sides, near, strict=True)]) for i in (0, 1))
        more = exceeds(same, other) - 0.5
        told.append((abs(more), np.sign(more) * other))
    return max(told, key=lambda by: by[0])


def _correlation(some: Floats, others: Floats) -> float:
    apart = some - some.mean(), others - others.mean()
    return float((apart[0] * apart[1]).mean() / max(float(some.std() * others.std()), 1e-30))


def _sides(fixed: Image, placed: Image, at_all_scales: bool) -> _Sides:
    slopes = [(gradient(fixed, scale), gradient(placed, scale)) for scale in _SCALES]
    valid = slopes[0][0][1] & slopes[0][1][1]
    count = np.maximum(summed(valid.astype(np.float32)), 1)

    def mean(values: Field) -> Floats:
        return summed(np.where(valid, values, np.float32(0))) / count

    first, second = ([mean(pair[image][0].real ** 2 + pair[image][0].imag ** 2) for pair in slopes] for image in (0, 1))
    common = [mean((one.conj() * other).real) for (one, _), (other, _) in slopes]
    known, fine = count >= _SHOWN * CELL**2, range(len(_SCALES) - 1)
    same = known & np.any([2 * common[i] > _SAME * (first[i] + second[i]) for i in fine], axis=0)
    looked_at = range(len(_SCALES) if at_all_scales else 1)
    alike = [common[i] / np.sqrt(np.maximum(first[i] * second[i], 1e-30)) for i in looked_at]
    other = (known & (np.max(alike, axis=0) < _NOTHING)
             & np.all([_textured(squares, same) for squares in (first, second)], axis=0))
    return _Sides(known, same, other, ([mean(fixed.values), *_textures(first)],
                                       [mean(placed.values), *_textures(second)]))


def _textured(squares: Sequence[Floats], same: Mask) -> Mask:
    """Which cells have a texture beyond noise, by what is usual where both images show the same."""
    beyond = squares[1] - _NOISE * squares[0]
    return np.asarray(beyond > _TEXTURED * (np.median(beyond[same]) if same.any() else 0.0))


def _textures(squares: Sequence[Floats]) -> list[Floats]:
    """Steepness at each scale, and fineness between each two."""
    logarithms = [np.log(np.maximum(square, 1e-30)) for square in squares]
    return [*logarithms, *(fine - coarse for fine, coarse in pairwise(logarithms))]
