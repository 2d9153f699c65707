"""What may cover two images alike: areas that are the same in both, beside others that have nothing in common.

Clouds and names that lie over both show the same, of the same values, and differ from the ground beside them in both.
Where one image alone has clouds, or its ground has changed, the other one goes on alike on both sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from .._typing import Floats, Mask
from .cells import CELL, exceeds, summed
from .image import Image
from .proxies import gradient
from .smoothing import Field

# Pixels of the slopes, and least part of a cell that both images show.
_SIGMA, _SHOWN = 1.0, 0.5

# Twice the product of the slopes by the sum of their squares from which on a cell is the same in both.
_SAME = 0.8

# Correlation of the slopes up to which cells have nothing in common, and from which on they have much.
_NOTHING, _MUCH = 0.3, 0.6

# Slopes by the median (squared) below which there is nothing to compare, and by those of white noise; the quantile of
# cells that holds hardly more than that.
_FLAT, _NOISY, _QUIET = 0.02, 2.0, 0.1

# Parts of the mean of the lesser slopes of a cell between which a pixel is gentle, and how many of these speak.
_LEVEL, _GENTLE, _FEWEST = 0.001, 0.5, 30

# Pixels around cells that have much in common within which that is seen.
_AROUND = 3

# Cells from one side of the ends of what is the same to the other, how many such pairs speak, and pixels of the slopes
# of coarser detail.
_DISTANCES, _PAIRS, _COARSER = (2, 3), 100, 2.0


@dataclass(frozen=True)
class Cover:
    """How the cells of two images that are the ``same`` in both differ from those ``beside``; shares of all cells.

    ``closer`` is what their values differ by there, by what they do beside. ``brighter``, ``steeper`` and ``smoother``
    are the probabilities that one of the same is so compared to one beside, in that image in which it is less.
    Of cells that have much in common ``exact`` is how many are the same, and ``beneath`` the mean cosine between the
    slopes at their gentle pixels. ``hidden`` is the share of those beside that noise hides in both.
    """

    same: float
    beside: float
    closer: float = np.inf
    brighter: float = 0.0
    steeper: float = 0.0
    smoother: float = 0.0
    exact: float = 0.0
    beneath: float = 1.0
    hidden: float = 0.0


@dataclass(frozen=True)
class _Cells:
    """Cells (height, width) of two images: slopes (squared) and tones of both, what both slopes share, differences.

    ``noise`` is what white noise has of the slopes of each, ``shown`` are the pixels of which there are slopes in both.
    Of those beneath the steep ones of a cell ``gentle`` is the count, and ``cosines`` the sum of those between both
    slopes.
    """

    shown: Mask
    known: Mask
    slopes: tuple[Floats, Floats]
    noise: tuple[float, float]
    common: Floats
    tones: tuple[Floats, Floats]
    apart: Floats
    gentle: Floats
    cosines: Floats

    @property
    def alike(self) -> Floats:
        """The correlation of the slopes."""
        return np.asarray(self.common / np.sqrt(np.maximum(self.slopes[0] * self.slopes[1], 1e-30)))

    @property
    def much(self) -> Mask:
        return np.asarray(self.alike > _MUCH)

    @property
    def same(self) -> Mask:
        return self.known & (2 * self.common > _SAME * (self.slopes[0] + self.slopes[1]))

    @property
    def beside(self) -> Mask:
        textured = [slopes > _FLAT * np.median(slopes[self.known]) for slopes in self.slopes]
        # Water and a night under noise are no ground that differs; what noise hides in both images may be.
        textured.append(self._noisy[0] == self._noisy[1])
        return np.asarray(self.known & np.all(textured, axis=0) & (self.alike < _NOTHING))

    @property
    def hidden(self) -> Mask:
        return np.asarray(self.beside & self._noisy[0])

    @property
    def _noisy(self) -> list[Mask]:
        return [slopes < _NOISY * noise for slopes, noise in zip(self.slopes, self.noise, strict=True)]


def cover_of(parts: Sequence[tuple[Image, Image]]) -> Cover:
    """What cells of two images that lie on one grid, in parts, say of what may cover both."""
    cells = [found for found in (_cells(*part) for part in parts) if found.known.any()]
    if not cells:
        return Cover(0.0, 0.0)
    known, same, beside = (_count(cells, kind) for kind in ("known", "same", "beside"))
    if not same or not beside:
        return Cover(same / known, beside / known)
    tones, slopes = ([exceeds(*_of_both(cells, [getattr(found, name)[image] for found in cells])) for image in (0, 1)]
                     for name in ("tones", "slopes"))
    apart, others = (float(np.median(values)) for values in _of_both(cells, [found.apart for found in cells]))
    much = sum(int((found.known & found.much).sum()) for found in cells)
    return Cover(same / known, beside / known, apart / max(others, 1e-30), min(tones), min(slopes), 1 - max(slopes),
                 min(1.0, same / max(much, 1)), _beneath(cells), _count(cells, "hidden") / known)


def _count(cells: Sequence[_Cells], kind: str) -> int:
    return sum(int(getattr(found, kind).sum()) for found in cells)


def _of_both(cells: Sequence[_Cells], values: Sequence[Floats]) -> tuple[Floats, Floats]:
    """What ``values`` of all cells are where they are the same, and beside: (n,) and (m,)."""
    same, beside = (np.concatenate([value[getattr(found, kind)] for value, found in zip(values, cells, strict=True)])
                    for kind in ("same", "beside"))
    return same, beside


def ends_of_cover(parts: Sequence[tuple[Image, Image]]) -> float:
    """How much more cells differ across the ends of what is the same in two images than on either side of them.

    In that image in which it is less, and in tone, slope or grain, by which it is most; about 1 where that image goes
    on, infinite where there are hardly any ends.
    """
    cells = [_cells(*part) for part in parts]
    return min(_ends(cells, [_looks(part[image], found, image) for part, found in zip(parts, cells, strict=True)])
               for image in (0, 1))


def apart_from_cover(fixed: Image, placed: Image) -> tuple[Image, Image]:
    """Two images on one grid, with nothing valid where they have much in common, nor around that."""
    cells = _cells(fixed, placed)
    much = cells.much.repeat(CELL, 0).repeat(CELL, 1)
    height, width = fixed.values.shape
    # Names that were taken for gaps are seen around these.
    kept = ~ndimage.binary_dilation(much[:height, :width] | ~cells.shown, iterations=_AROUND)
    return fixed.only(kept), placed.only(kept)


def _beneath(cells: Sequence[_Cells]) -> float:
    """Mean cosine of the slopes at the gentle pixels of cells that have much in common; 1 of hardly any."""
    where = [found.known & found.much for found in cells]
    gentle = sum(float(found.gentle[much].sum()) for found, much in zip(cells, where, strict=True))
    cosines = sum(float(found.cosines[much].sum()) for found, much in zip(cells, where, strict=True))
    return cosines / gentle if gentle >= _FEWEST else 1.0


def _looks(own: Image, found: _Cells, image: int) -> tuple[Floats, ...]:
    """Of the cells of one of the images tones, slopes (logarithm), and how much finer these are than coarse."""
    slope, valid = gradient(own, _COARSER)
    shown = np.maximum(summed(valid.astype(np.float32)), 1)
    coarse = summed(np.where(valid, slope.real**2 + slope.imag**2, np.float32(0))) / shown
    fine, coarser = (np.log(np.maximum(squared, 1e-30)) for squared in (found.slopes[image], coarse))
    return found.tones[image], fine, fine - coarser


def _ends(cells: Sequence[_Cells], looks: Sequence[tuple[Floats, ...]]) -> float:
    """How much more the cells of one image differ across the ends of what is the same, in what shows it most."""
    return max(float(np.mean([_apart(cells, values, distance) for distance in _DISTANCES]))
               for values in zip(*looks, strict=True))


def _apart(cells: Sequence[_Cells], values: Sequence[Floats], distance: int) -> float:
    """Mean difference so many cells apart across these ends, by that on either side; infinite of few pairs."""
    sums, counts = np.zeros(3), np.zeros(3)
    for found, some in zip(cells, values, strict=True):
        for one, other in ((np.s_[distance:], np.s_[:-distance]), (np.s_[:, distance:], np.s_[:, :-distance])):
            differences = np.abs(some[one] - some[other])
            same, beside = ((kind[one], kind[other]) for kind in (found.same, found.beside))
            pairs = same[0] & beside[1] | beside[0] & same[1], same[0] & same[1], beside[0] & beside[1]
            sums += [float(differences[where].sum()) for where in pairs]
            counts += [int(where.sum()) for where in pairs]
    if counts.min() < _PAIRS:
        return np.inf
    across, *within = sums / counts
    return float(across / max(float(np.mean(within)), 1e-30))


def _cells(fixed: Image, placed: Image) -> _Cells:
    (one, own), (other, others) = (gradient(image, _SIGMA) for image in (fixed, placed))
    valid = own & others
    count = np.maximum(summed(valid.astype(np.float32)), 1)

    def mean(values: Field) -> Floats:
        return summed(np.where(valid, values, np.float32(0))) / count

    squared, shared = (one.real**2 + one.imag**2, other.real**2 + other.imag**2), (one.conj() * other).real
    less = np.sqrt(np.minimum(*squared))
    usual = mean(less).repeat(CELL, 0).repeat(CELL, 1)[: valid.shape[0], : valid.shape[1]]
    # Where one is flat, as fill is, there is no way that slopes go.
    gentle = valid & (less < _GENTLE * usual) & (less > _LEVEL * usual)
    cosines = np.divide(shared, np.sqrt(squared[0]) * np.sqrt(squared[1]), out=np.zeros_like(shared), where=gentle)
    known = count >= _SHOWN * CELL**2
    return _Cells(valid, known, (mean(squared[0]), mean(squared[1])),
                  (_noise_of(fixed, known), _noise_of(placed, known)), mean(shared),
                  (mean(fixed.values), mean(placed.values)), mean(np.abs(fixed.values - placed.values)),
                  summed(gentle.astype(np.float32)), summed(cosines))


def _noise_of(image: Image, known: Mask) -> float:
    """What white noise adds to the slopes (squared) of an image, by the quietest of its cells (Immerkaer 1996)."""
    if not known.any():
        return 0.0
    # Second differences along both axes: of noise they have 36 times its variance, of what is smooth next to nothing.
    bent, valid = np.zeros_like(image.values), ndimage.binary_erosion(image.valid, np.ones((3, 3)))
    bent[1:-1, 1:-1] = np.diff(np.diff(image.values, 2, 0), 2, 1)
    variance = summed(np.where(valid, bent**2, np.float32(0))) / np.maximum(summed(valid.astype(np.float32)), 1) / 36
    # The gradient of a Gaussian leaves so much of both axes' together.
    return float(np.quantile(variance[known], _QUIET)) / (4 * np.pi * _SIGMA**4)
