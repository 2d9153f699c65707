"""What the whole of two images shows at coarser and coarser scales, under a transform that was found at a fine one.

Ground lies where it lies at every scale. What a sensor adds to its pixels, and lines of one direction that both images
hold, have scales of their own: at others the ground shows itself, and there it must neither lie aside nor be another.
All edges of a scale together say how far it lies aside by one Gauss-Newton step (Lucas and Kanade 1981), and what they
say without each part of the area how well that is known (the jackknife, Tukey 1958). Ground that is turned or scaled
against a pattern lies aside on all sides, and in the mean of them nowhere: it is asked for as a similarity, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from scipy import ndimage

from .._typing import Floats
from ..geometry import Transform
from ..imaging import Image, Proxy, edge_proxy, jackknife
from ..pairing import Pair
from .criteria import SCALES

# Longest side (pixels) of the images of the finest of these scales, and shorter side of those of the coarsest at least.
_SIZE, _SMALLEST = 320, 32

# Pixels by which what is read of the fixed image may lie beyond the grid that was asked for.
_MARGIN = 1.0

# Pixels of each image by which its edges are smoothed, how often it is halved, and the cells along each side.
_SIGMA, _OCTAVES, _CELLS = 2.0, 3, 4

# Quantiles by which the tones of one image are given to the other.
_TONES = 65


@dataclass(frozen=True)
class Scale:
    """Edges of one ``scale`` (pixels of the frame): how they correlate, and how far they lie ``off`` (2,), in pixels.

    ``error`` (2,) is the standard error of that. ``common`` is how steep what both images share is, as a mean square by
    the pixel, and ``steeper`` how many times steeper the one is by itself than the other. ``turned`` (4,) is how far
    they lie off as a similarity, with its error: a shift, a turn and a scale, by what they move the area, root mean
    square.
    """

    scale: float
    correlation: float
    off: Floats
    error: Floats
    common: float
    steeper: float
    turned: Floats = field(default_factory=lambda: np.zeros(4))
    turned_error: Floats = field(default_factory=lambda: np.ones(4))

    @property
    def aside(self) -> float:
        """How far they lie aside beyond doubt, in pixels of the frame; 0 if that may be chance."""
        return self._beyond_doubt(self.off, self.off, self.error)

    @property
    def turned_aside(self) -> float:
        """The same where they are turned or scaled beyond doubt, which leaves the mean of all where it is."""
        return self._beyond_doubt(self.turned, self.turned[2:], self.turned_error[2:])

    def _beyond_doubt(self, off: Floats, known: Floats, error: Floats) -> float:
        far = float(np.linalg.norm(off)) if self._sure(known, error) > SCALES.sure else 0.0
        return far if far > SCALES.aside * self.scale else 0.0

    def surely(self, times: float) -> float:
        """How far they lie aside, in pixels of the frame; 0 if that is less than so many times its standard error."""
        return float(np.linalg.norm(self.off)) if self._sure(self.off, self.error) > times else 0.0

    def _sure(self, known: Floats, error: Floats) -> float:
        """How many standard errors something lies off; 0 of edges that are hardly alike."""
        return float(np.linalg.norm(known / np.maximum(error, 1e-9))) if self.correlation > SCALES.alike else 0.0


def is_pattern(scales: Sequence[Scale], finest: float) -> bool:
    """Whether what two rasters share fades towards coarser scales as no ground does, by its strength and its slope.

    ``finest`` is how their edges correlate at the finest scale.
    """
    if len(scales) < 2:
        return False
    most, last = max(finest, *(scale.correlation for scale in scales)), scales[-1]
    return (most > SCALES.shared and last.correlation < SCALES.fades * most
            and last.common < SCALES.steepness ** (len(scales) - 1) * scales[0].common
            and 1 / SCALES.own < last.steeper < SCALES.own)


def coarser_scales(pair: Pair, transform: Transform, under: Transform) -> tuple[Scale, ...]:
    """The coarser scales of a pair under a transform, as far as its images are large enough for them.

    They are measured ``under`` one near to it, if what is known to lie aside is less there: a step is long by a fifth.
    """
    middle = np.array(pair.frame.to_frame((pair.area[0] + pair.area[2]) / 2, (pair.area[1] + pair.area[3]) / 2))
    here, there = (pair.frame.to_frame(*one(*pair.frame.to_world(middle)))[0] for one in (transform, under))

    def looked(*, any_overview: bool) -> tuple[Scale, ...]:
        return beside(pair, _scales(pair, under, any_overview=any_overview), there - here)

    found = looked(any_overview=True)
    # Overviews may lie half a pixel aside by themselves. To see which do, a good part of a remote file is read.
    return looked(any_overview=False) if any(scale.aside for scale in found) else found


def beside(pair: Pair, scales: Iterable[Scale], shift: Floats) -> tuple[Scale, ...]:
    """The scales where all that is shown lies by a ``shift`` (2,) less far along the axes of the pair's frame.

    A turn and a scale stay as they were measured, beside what windows have in common.
    """
    t = pair.grid_at(1.0).transform
    axes = np.array([[t.a, t.b], [t.d, t.e]]) / np.reshape(pair.frame.unit, (2, 1))
    # Columns and rows may run in any direction.
    along = (axes / np.hypot(*axes)).T @ shift
    return tuple(replace(scale, off=scale.off + along) for scale in scales)


def _scales(pair: Pair, transform: Transform, *, any_overview: bool) -> tuple[Scale, ...]:
    grid = pair.grid_at(max(2.0, max(pair.grid_at(1.0).shape) / _SIZE))
    # At the same time: of large rasters without overviews all pixels are read.
    reads: list[Callable[[], Image | None]] = [
        lambda: pair.fixed_block(grid, any_overview=any_overview),
        lambda: pair.moving_image(grid, transform, _MARGIN, any_overview=any_overview)]
    fixed, read = pair.each(lambda work: work(), reads)
    assert fixed is not None
    return _most_alike(fixed, pair.place(read, transform, fixed.grid), pair.frame.pixel)


def _most_alike(fixed: Image, moving: Image, unit: float) -> tuple[Scale, ...]:
    """The scales of two images, as they are or one in tones of the other: as they are most alike at the coarsest.

    ``unit`` is the pixel of the frame. Tones of an image that is only blurred differ by no curve, and one would move
    its edges; and what is clipped in one has to be clipped in the other: the way back from one value to many is none.
    """
    octaves = list(_octaves(fixed, moving, _toned(moving, fixed), _toned(fixed, moving)))
    # (fixed, moving) of the four: as they are, in tones of the fixed one, in tones of the moving one.
    ways = ((0, 1), (0, 2), (3, 1))

    def scale(images: tuple[Image, ...], way: tuple[int, int]) -> Scale:
        one, other = way
        return _scale(images[0], images[1], images[0].grid.pixel_size / unit, (images[one], images[other]))

    best = max(ways, key=lambda way: scale(octaves[-1], way).correlation) if octaves else ways[0]
    return tuple(scale(images, best) for images in octaves)


def _toned(image: Image, like: Image) -> Image:
    """The image in the tones of another one, by the quantiles of both where both are valid.

    Means over bright and dark ground lie elsewhere in other tones: a gamma alone moves coarse edges by a part of their
    scale, and no fine ones.
    """
    both = image.valid & like.valid
    if not both.any():
        return image
    levels = np.linspace(0, 1, _TONES)
    own, others = (np.quantile(one.values[both], levels) for one in (image, like))
    if np.corrcoef(image.values[both], like.values[both])[0, 1] < 0:
        # Bright in one is dark in the other.
        others = others[::-1]
    return Image(np.interp(image.values, own, others).astype(np.float32), image.valid, image.grid)


def _octaves(*images: Image) -> Iterator[tuple[Image, ...]]:
    for _ in range(_OCTAVES):
        if min(images[0].values.shape) < _SMALLEST:
            return
        yield images
        images = tuple(map(_halved, images))


def _halved(image: Image) -> Image:
    """The image in pixels twice as large, valid where more than half of what they hold is."""
    height, width = (n // 2 for n in image.values.shape)
    blocks = np.s_[: 2 * height, : 2 * width], (height, 2, width, 2)
    values, count = (np.where(image.valid, v, np.float32(0))[blocks[0]].reshape(blocks[1]).sum((1, 3))
                     for v in (image.values, np.float32(1)))
    valid = count > 2
    grid = image.grid.window(0, 0, 2 * width, 2 * height).scaled(2)
    return Image(np.where(valid, values / np.maximum(count, 1), np.float32(0)), valid, grid)


def _scale(fixed: Image, moving: Image, pixel: float, toned: tuple[Image, Image] | None = None) -> Scale:
    """What images whose pixels are ``pixel`` of the frame's show; ``toned`` are both in the same tones."""
    one, other = (edge_proxy(image, "balanced", _SIGMA) for image in toned or (fixed, moving))
    matrix, vector = _cells(one, other)
    (off, error), (turned, turned_error) = _known(matrix, vector), _known(*_of_similarity(matrix, vector))
    common, of_one, of_other = _products(one, other)
    # Edges are levelled; slopes themselves say how large structure is, in whatever contrast.
    slope, slope_of_one, slope_of_other = _products(*(edge_proxy(image, "correlation", _SIGMA)
                                                      for image in (fixed, moving)))
    return Scale(_SIGMA * pixel, common / max(float(np.sqrt(of_one * of_other)), 1e-30), pixel * off, pixel * error,
                 abs(slope) / pixel**2, slope_of_one / max(slope_of_other, 1e-30), pixel * turned, pixel * turned_error)


def _products(one: Proxy, other: Proxy) -> tuple[float, float, float]:
    """Mean product of two proxies where both are valid, and of each with itself."""
    valid = one.valid & other.valid
    count = max(int(valid.sum()), 1)
    a, b, c = (float((v.conj() * w).real[valid].sum(dtype=float)) / count for v, w in (
        (one.values, other.values), (one.values, one.values), (other.values, other.values)))
    return a, b, c


def _known(matrix: Floats, vector: Floats) -> tuple[Floats, Floats]:
    """The answer (k,) of normal equations (n, k, k) and (n, k) of cells together, and its standard error."""
    whole, right = matrix.sum(0), vector.sum(0)
    without = np.array([_step(whole - m, right - v) for m, v in zip(matrix, vector, strict=True)])
    return _step(whole, right), jackknife(without)


def _of_similarity(matrix: Floats, vector: Floats) -> tuple[Floats, Floats]:
    """The equations (n, 4, 4) and (n, 4) of a shift, a turn and a scale, by those of the displacement in each cell."""
    side = np.arange(_CELLS) - (_CELLS - 1) / 2
    y, x = np.repeat(side, _CELLS), np.tile(side, _CELLS)
    # In units of the mean distance from the middle, as a root mean square: of what they move all places by.
    x, y = (v / np.sqrt(2 * (side**2).mean()) for v in (x, y))
    one, none = np.ones_like(x), np.zeros_like(x)
    moves = np.moveaxis(np.array([[one, none, -y, x], [none, one, x, y]]), -1, 0)
    turned = np.swapaxes(moves, 1, 2)
    return turned @ matrix @ moves, np.einsum("nki,ni->nk", turned, vector)


def _step(matrix: Floats, vector: Floats) -> Floats:
    return np.asarray(np.linalg.lstsq(matrix, vector, rcond=1e-6)[0])


def _cells(one: Proxy, other: Proxy) -> tuple[Floats, Floats]:
    """Normal equations (n, 2, 2) and (n, 2) of the displacement between proxies, for each cell of the area.

    Products of one's slope with the other's have no noise in the mean: what is found by them is not too short.
    """
    # Central differences look one pixel aside.
    inner = ndimage.binary_erosion(one.valid & other.valid)
    a, b = (np.array(np.gradient(proxy.values)[::-1]) * inner for proxy in (one, other))
    difference = (one.values - other.values) * inner
    matrix = [[_summed((a[i].conj() * b[j] + b[i].conj() * a[j]).real / 2) for j in (0, 1)] for i in (0, 1)]
    vector = [_summed(((a[i] + b[i]).conj() * difference).real / 2) for i in (0, 1)]
    return np.moveaxis(np.array(matrix), -1, 0), np.array(vector).T


def _summed(values: Floats) -> Floats:
    """Sums (n,) over the cells."""
    rows, cols = (np.linspace(0, n, _CELLS, endpoint=False).astype(int) for n in values.shape)
    return np.asarray(np.add.reduceat(np.add.reduceat(values, rows, 0, np.float64), cols, 1).ravel())
