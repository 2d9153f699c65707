"""How far places lie from the ground that both images show, and how far a field may bend on the way there.

Ground under a cloud is not shown, though the pixels are valid: there edges are not alike, as they are around it. Within
a hole a field is continued from its edge. What that is off by shows where the field is supported: by how much it
leaves a straight line over the same distance (its structure function of second order, Cressie 1993).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Floats
from ..geometry import Frame, Grid, Transform
from ..imaging import Image, edge_proxy, likeness
from ..search_tree import search_tree
from .pair import Pair

# Pixels of the raster in which distances are measured.
_MAX_PIXELS = 250_000

# Distances, in steps of ``_STEP`` frame pixels or of the raster's own, over which bends are looked at.
_STEPS = (1, 2, 4, 8, 16, 32)

_STEP = 4.0

# Places that a bend over a distance is told from at least, and at most.
_MIN_PLACES, _MAX_PLACES = 30, 3000

# Frame pixels from holes within which windows see one side only, and a field is drawn too straight: on a slope that
# steepens towards a hole it was off by 0.2 pixels 8 pixels before it, and by 0.04 16 pixels before it.
RIM = 12.0

# Part of the ground whose bends are usual there.
_NEARLY = 0.98

# Bends that are next to a place: fewer scatter, and more say what goes on elsewhere.
_NEXT = 30

# Scale (pixels of the raster) over which edges are compared, and part of the median by which they are alike at least:
# under clouds they are by 0 to 0.1 of it.
_AROUND, _ALIKE = 8.0, 0.5

# Pixels of the raster that a place without likeness is wide at least: noise has smaller ones.
_SPOT = 4

# Pixels of the frame around such a place in which windows and nodes of a field see what is no ground.
_REACH = 6.0


@dataclass(frozen=True)
class CommonGround:
    """Where both images show the same ground, (height, width) on a grid, and how far each pixel lies from there.

    ``gap`` is in frame pixels; ``step`` is the shortest distance (frame pixels) over which bends are looked at.
    ``reached`` is where the moving raster has pixels or holes between them, everywhere where it is None.
    """

    valid: NDArray[np.bool_]
    gap: Floats
    grid: Grid
    frame: Frame
    step: float
    reached: NDArray[np.bool_] | None = None

    def reaches(self, places: Floats) -> NDArray[np.bool_]:
        """Which places (m,) of (m, 2) in the frame the moving raster reaches; beyond its rim it has nothing to place.

        All of them if it reaches none.
        """
        if self.reached is None:
            return np.ones(len(places), bool)
        found = self.reached[self._index(*self.grid.to_pixel(*self.frame.to_world(places)))]
        return found if found.any() else ~found

    def distance(self, places: Floats) -> Floats:
        """How far (m,) places (m, 2) of the frame lie from valid ground, in pixels of the frame."""
        col, row = self.grid.to_pixel(*self.frame.to_world(places))
        height, width = self.gap.shape
        inside = np.clip(col, 0.5, width - 0.5), np.clip(row, 0.5, height - 0.5)
        at = self.frame.to_frame(*self.grid.to_world(*inside))
        # Beyond the raster it is farther by as much as lies between; within it, digits that are lost are no distance.
        beyond = (inside[0] != col) | (inside[1] != row)
        return np.asarray(self.gap[self._index(*inside)] + np.where(beyond, np.hypot(*(places - at).T), 0.0))

    def bends(self, moved: Callable[[Floats], Floats], distance: Floats, places: Floats | None = None) -> Floats:
        """By how much (m,) a field leaves a straight line over distances (m,): root mean square, frame pixels.

        ``moved`` gives the displacement (n, 2) of places (n, 2). Over distances that no supported ground spans, as over
        the longest that it does, and more in proportion; 0 if it spans none. With ``places`` (m, 2), at least by as
        much as the ground next to each does.
        """
        here = self._some_places()
        looks = [look for reach in self.step * np.array(_STEPS) if len((look := self._bends(moved, here, reach))[0])]
        if not looks:
            return np.zeros_like(distance)
        known = self.step * np.array(_STEPS[:len(looks)])
        over = np.interp(np.log(np.maximum(distance, known[0])), np.log(known),
                         [np.sqrt(squares.mean()) for _, squares in looks])
        if places is not None and (off := distance > 0).any():
            over[off] = np.maximum(over[off], _next_to(places[off], distance[off], known, looks))
        # What bends smoothly bends with the square of a short distance.
        return np.asarray(over * np.minimum(distance / known[0], 1.0) ** 2 * np.maximum(distance / known[-1], 1.0))

    def strays(self, bent: Callable[[Floats], Floats], places: Floats) -> Floats:
        """By how much (m,) a field bends more at places (m, 2) than nearly anywhere on the ground, in frame pixels.

        ``bent`` gives by how much (n, 2) it does at places (n, 2): what it has of the slope at the edge of the ground
        leads it ever farther away.
        """
        known = self._some_places()
        usual = float(np.quantile(np.hypot(*bent(known).T), _NEARLY)) if len(known) else 0.0
        return np.asarray(np.maximum(np.hypot(*bent(places).T) - usual, 0.0))

    def _some_places(self) -> Floats:
        """Places (n, 2) of the frame, evenly over the ground; always the same ones."""
        row, col = np.nonzero(self.valid)
        some = np.unique(np.linspace(0, len(row) - 1, min(_MAX_PLACES, len(row))).astype(int)) if len(row) else slice(0)
        return self.frame.to_frame(*self.grid.to_world(col[some] + 0.5, row[some] + 0.5))

    def _bends(self, moved: Callable[[Floats], Floats], here: Floats, reach: float) -> tuple[Floats, Floats]:
        """Squares (n,) of the second differences over a distance, along both axes, and their middles (n, 2).

        None of them if few places have any.
        """
        middles, squares = [], []
        for offset in (np.array([reach, 0.0]), np.array([0.0, reach])):
            both = self._on_ground(here - offset) & self._on_ground(here + offset)
            ends = moved(here[both] - offset) + moved(here[both] + offset)
            middles.append(here[both])
            squares.append(((ends - 2 * moved(here[both])) ** 2).sum(1))
        found = np.concatenate(squares)
        least = len(found) if len(found) >= _MIN_PLACES else 0
        return np.concatenate(middles)[:least], found[:least]

    def _on_ground(self, places: Floats) -> NDArray[np.bool_]:
        """Which places (n,) lie on valid ground."""
        col, row = self.grid.to_pixel(*self.frame.to_world(places))
        height, width = self.valid.shape
        inside = (col > 0) & (col < width) & (row > 0) & (row < height)
        return np.asarray(inside & self.valid[self._index(col, row)])

    def _index(self, col: Floats, row: Floats) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        height, width = self.valid.shape
        return (np.clip(row.astype(np.intp), 0, height - 1), np.clip(col.astype(np.intp), 0, width - 1))


def _next_to(places: Floats, distance: Floats, known: Floats, looks: list[tuple[Floats, Floats]]) -> Floats:
    """How far (m,) the ground nearest to places (m, 2) bends over distances (m,), by looks over the ``known`` ones.

    A hill that a hole hides bends its rim, and not the plain around it.
    """
    near = np.stack([np.sqrt(squares[search_tree(middles).query(places, _NEXT)[1]].mean(1))
                     for middles, squares in looks])
    at = np.interp(np.log(np.maximum(distance, known[0])), np.log(known), np.arange(len(known)))
    low = np.minimum(at.astype(np.intp), len(known) - 2) if len(known) > 1 else np.zeros(len(at), np.intp)
    high = np.minimum(low + 1, len(known) - 1)
    each = np.arange(len(places))
    return np.asarray(near[low, each] + (at - low) * (near[high, each] - near[low, each]))


def common_ground(pair: Pair, transform: Transform) -> CommonGround:
    """The ground that both images show under a transform, on a raster of bounded size; the pair is read for it."""
    height, width = pair.grid_at(1.0).shape
    level = max(1.0, float(np.sqrt(height * width / _MAX_PIXELS)))
    fixed = pair.fixed_block(pair.grid_at(level))
    moving = pair.placed(fixed.grid, transform)
    alike = _alike(fixed, moving, level)
    firm = alike & ~_beside_holes(fixed.valid & moving.valid, RIM / level)
    # Without any such pixel all of it is as far away as it is wide.
    gap = level * (ndimage.distance_transform_edt(~firm) if firm.any() else np.full(alike.shape, max(alike.shape)))
    # What a mask leaves out is placed all the same.
    there = moving if pair.moving_masks is None else pair.unmasked.placed(fixed.grid, transform)
    return CommonGround(alike, gap, fixed.grid, pair.frame, max(_STEP, level), ndimage.binary_fill_holes(there.valid))


def _beside_holes(valid: NDArray[np.bool_], rim: float) -> NDArray[np.bool_]:
    """Which pixels lie within a rim of holes that a disc fits into: single pixels take nothing from a window."""
    hole = ndimage.distance_transform_edt(~valid) > _SPOT
    return np.asarray(ndimage.distance_transform_edt(~hole) <= rim + _SPOT if hole.any() else hole)


def _alike(fixed: Image, moving: Image, level: float) -> NDArray[np.bool_]:
    """Which pixels are valid in both images and not near to a place at which their edges are unlike."""
    valid = fixed.valid & moving.valid
    fixed_edges, moving_edges = (edge_proxy(image, "balanced") for image in (fixed, moving))
    found, known = likeness(fixed_edges, moving_edges, _AROUND), fixed_edges.valid & moving_edges.valid
    if not known.any():
        return valid
    unlike = known & (found <= _ALIKE * np.median(found[known]))
    # Opened by a disc: what one fits into, and all that lies in it.
    middle = ndimage.distance_transform_edt(unlike) > _SPOT
    if not middle.any():
        return valid
    unlike &= ndimage.distance_transform_edt(~middle) <= _SPOT
    return np.asarray(valid & (ndimage.distance_transform_edt(~unlike) > _AROUND + _REACH / level))
