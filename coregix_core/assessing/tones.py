"""Two images in the tones of one of them: a gamma, another stretch or clipped ends, as of one flight edited twice.

Where one image's tones foretell those of the other everywhere, all that the two differ by is a curve. Other dates and
sensors differ from place to place, and no curve explains that.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..geometry import Transform
from ..imaging import Image
from ..pairing import Block, Pair
from .criteria import TONES
from .evidence import Evidence
from .unlikeness import usual_difference

# Side (pixels) of the squares over which noise is averaged for a curve, how many knots it has, and squares at most.
_SIDE, _KNOTS, _MAX_SQUARES = 3, 64, 200_000


def differ_by_tones(seen: Evidence) -> bool:
    """Whether images differ by so much beyond noise that a curve of tones may explain it."""
    return seen.second is not None and usual_difference(seen, seen.second) > TONES.differ


def explained_by_tones(seen: Evidence, fine: Evidence, coarse: Evidence) -> bool:
    """Whether two measurements in the tones of one image differ by next to nothing of what was ``seen`` before."""
    assert seen.second is not None
    if not fine.convinces or not coarse.convinces or fine.agree.sum() < TONES.agree * seen.agree.sum():
        return False
    return usual_difference(fine, coarse) < TONES.explained * usual_difference(seen, seen.second)


def in_tones_of_either(pair: Pair, blocks: tuple[Block, ...], under: Transform) -> Iterator[tuple[Block, ...]]:
    """The blocks with the fixed image in tones of the moving one, and the other way round, as they lie ``under`` one.

    What is clipped in one image has to be clipped in the other: the way back is no curve. Nothing where tones of one
    image do not say what those of the other are.
    """
    fixed, moving = _tones_of(pair, blocks, under)
    curve = _Curve(fixed, moving)
    if curve.loose < TONES.loose:
        yield tuple(Block(curve(block.fixed), block.moving) for block in blocks)
    back = _Curve(moving, fixed)
    if back.loose < TONES.loose:
        yield tuple(Block(block.fixed, None if block.moving is None else back(block.moving)) for block in blocks)


def _tones_of(pair: Pair, blocks: tuple[Block, ...], under: Transform) -> tuple[Floats, Floats]:
    """Tones (n,) of the fixed and of the moving image at the same places."""
    found = []
    for block in blocks:
        placed = block.placed_image(pair, under)
        both = _squares(block.fixed.valid & placed.valid).all((1, 3))
        found.append(np.stack([_squares(image.values).mean((1, 3))[both] for image in (block.fixed, placed)]))
    tones = np.concatenate(found, axis=1)
    # An odd step, lest it be that of a pattern.
    fixed, moving = tones[:, :: tones.shape[1] // _MAX_SQUARES | 1]
    return fixed, moving


def _squares(values: NDArray[Any]) -> NDArray[Any]:
    """Values (h, w) as squares (rows, side, columns, side) of pixels."""
    height, width = (n // _SIDE * _SIDE for n in values.shape)
    return values[:height, :width].reshape(height // _SIDE, _SIDE, width // _SIDE, _SIDE)


class _Curve:
    """What tones of one image are in another, by the median of those that lie there: clouds in one are no curve.

    ``loose`` is how far the others lie off it in the mean, as a part of how far they lie off their own median.
    """

    def __init__(self, tones: Floats, others: Floats) -> None:
        order = np.argsort(tones, kind="stable")
        parts = [part for part in np.array_split(order, _KNOTS) if part.size]
        knots, first = np.unique([np.median(tones[part]) for part in parts], return_index=True)
        self._knots, self._there = knots, np.array([np.median(others[part]) for part in parts])[first]
        apart = np.abs(others - np.interp(tones, self._knots, self._there)).mean()
        self.loose = float(apart / max(float(np.abs(others - np.median(others)).mean()), 1e-9))

    def __call__(self, image: Image) -> Image:
        """An image in the other tones."""
        return replace(image, values=np.interp(image.values, self._knots, self._there).astype(np.float32))
