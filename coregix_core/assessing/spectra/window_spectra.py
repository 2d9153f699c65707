"""Cross spectra of two images, added up over windows: what they have in common by the frequency, and where.

The sums are those of Welch (1967), whitened they are those of Knapp and Carter (1976).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from ..._typing import Floats
from ...geometry import Transform
from ...imaging import Image
from ...pairing import Block, Pair
from ..criteria import SCALES

# Side of a window in pixels, of one in an image that has room for few, and how many are looked at.
_WINDOW, _SMALL, _MOST = 128, 64, 64

# Pixels along the border that a displacement by parts of a pixel leaves invalid: windows on them are not whole.
_RIM = 2

# Highest frequencies of bands of half an octave, as parts of the highest one along an axis.
BANDS = 2.0 ** -np.arange(0.0, 4.0, 0.5)


@dataclass(frozen=True)
class Spectra:
    """Spectra (size, size // 2 + 1) of two images by themselves, and their cross spectra in quarters of the area.

    Those are (4, size, size // 2 + 1), of windows that all have one spread. ``windows`` has what each of them holds in
    each band, in the images' own units: (3, bands) a window, of the fixed image, of the moving one, and of both;
    ``crosses`` its cross spectrum in them, ``quarters`` the quarter that it lies in, and ``places`` its middle in the
    world; ``whole`` whether all of it is valid, as borders of what is not are in all bands.
    """

    fixed: Floats
    moving: Floats
    cross: NDArray[np.complex128]
    windows: list[Floats] = field(default_factory=list)
    crosses: list[NDArray[np.complex64]] = field(default_factory=list)
    quarters: list[int] = field(default_factory=list)
    whole: list[bool] = field(default_factory=list)
    places: list[tuple[float, float]] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Side of the windows."""
        return int(self.cross.shape[1])

    @property
    def bands(self) -> NDArray[np.bool_]:
        """Which frequencies belong to each band: (bands, size, size // 2 + 1)."""
        return _bands(self.size)

    def frequencies(self, band: NDArray[np.bool_]) -> Floats:
        """Those (2, n) of a band along columns and rows, in radians per pixel."""
        down, right = np.meshgrid(np.fft.fftfreq(self.size), np.fft.rfftfreq(self.size), indexing="ij")
        return 2 * np.pi * np.stack([right[band], down[band]])

    @property
    def whitened(self) -> NDArray[np.complex128]:
        """The cross spectra with all frequencies alike strong in both images."""
        return np.asarray(self.cross / self.level)

    @property
    def level(self) -> Floats:
        """How strong a frequency is in both images."""
        # Neighbouring frequencies together, as single ones of few windows are known badly.
        one, other = (ndimage.uniform_filter(part, 3, mode="wrap") for part in (self.fixed, self.moving))
        return np.asarray(np.sqrt(np.maximum(one * other, 1e-30)))

    def add(self, quarter: int, one: NDArray[np.complex64], other: NDArray[np.complex64], spreads: tuple[float, float],
            *, whole: bool = True, place: tuple[float, float] = (0.0, 0.0)) -> None:
        """Add a window of a quarter, by the transforms of both images there, in units of their ``spreads``."""
        of_one, of_other = (values.real**2 + values.imag**2 for values in (one, other))
        cross = one.conj() * other
        self.fixed[:] += of_one
        self.moving[:] += of_other
        self.cross[quarter] += cross
        units = np.array([spreads[0] ** 2, spreads[1] ** 2, spreads[0] * spreads[1]])
        powers = np.stack([of_one.ravel(), of_other.ravel(), cross.real.ravel()])
        self.windows.append(units[:, None] * (powers @ self.bands.reshape(len(BANDS), -1).T))
        self.crosses.append(np.asarray(units[2] * cross, np.complex64))
        self.quarters.append(quarter)
        self.whole.append(whole)
        self.places.append(place)

    def __add__(self, other: Spectra) -> Spectra:
        return Spectra(self.fixed + other.fixed, self.moving + other.moving, self.cross + other.cross,
                       self.windows + other.windows, self.crosses + other.crosses, self.quarters + other.quarters,
                       self.whole + other.whole, self.places + other.places)


@cache
def _bands(size: int) -> NDArray[np.bool_]:
    frequency = np.hypot(2 * np.fft.fftfreq(size)[:, None], 2 * np.fft.rfftfreq(size))
    return np.stack([(frequency <= highest) & (frequency > highest / np.sqrt(2)) for highest in BANDS])


def spectra_of_pair(pair: Pair, blocks: tuple[Block, ...], transform: Transform) -> Spectra | None:
    """The spectra of all blocks under a transform; None if hardly any window fits or is valid."""
    smallest = min(blocks[0].fixed.values.shape)
    size = _WINDOW if smallest >= 2.5 * _WINDOW else _SMALL
    if smallest < size:
        return None
    middle = np.mean([block.fixed.grid.to_world(*np.array(block.fixed.values.shape[::-1]) / 2) for block in blocks], 0)
    most = max(4, _MOST // len(blocks))

    def of_block(block: Block) -> Spectra | None:
        return spectra_of(block.fixed, block.placed_image(pair, transform), (middle[0], middle[1]), size, most)

    parts = [part for part in pair.each(of_block, blocks) if part is not None]
    return sum(parts[1:], start=parts[0]) if parts else None


def spectra_of(fixed: Image, placed: Image, middle: tuple[float, float], size: int, most: int) -> Spectra | None:
    """The spectra of windows of an image and another one on its grid; at the world place ``middle`` quarters meet.

    None if no window is valid in most of its pixels.
    """
    taper = np.outer(*[np.hanning(size + 2)[1:-1].astype(np.float32)] * 2)
    both, corner = fixed.valid & placed.valid, fixed.grid.to_pixel(*middle)
    shape = size, size // 2 + 1
    total, seen = Spectra(np.zeros(shape), np.zeros(shape), np.zeros((4, *shape), complex)), False
    for row, col in _corners(fixed.values.shape, size, most):
        cut = np.s_[row : row + size, col : col + size]
        valid = both[cut]
        if valid.mean() < SCALES.valid:
            continue
        (one, of_one), (other, of_other) = (_levelled(image.values[cut], valid) for image in (fixed, placed))
        quarter = 2 * int(row + size / 2 > corner[1]) + int(col + size / 2 > corner[0])
        x, y = fixed.grid.to_world(col + size / 2, row + size / 2)
        total.add(quarter, fft.rfft2(one * taper), fft.rfft2(other * taper), (of_one, of_other),
                  whole=bool(valid.all()), place=(float(x), float(y)))
        seen = True
    return total if seen else None


def _corners(shape: tuple[int, ...], size: int, most: int) -> Iterator[tuple[int, int]]:
    """First rows and columns of about so many windows that cover a shape, by half of each other at most."""
    step = max(size / 2, float(np.sqrt(shape[0] * shape[1] / most)))
    starts = [(min(_RIM, (n - size) // 2), n - size) for n in shape]
    rows, cols = (np.linspace(rim, room - rim, max(1, round(room / step) + 1)).astype(int) for rim, room in starts)
    return ((int(row), int(col)) for row in rows for col in cols)


def _levelled(values: NDArray[np.float32], valid: NDArray[np.bool_]) -> tuple[NDArray[np.float32], float]:
    """Values less their mean, in units of their spread, and that; 0 where they are not valid."""
    level = np.where(valid, values - values[valid].mean(), np.float32(0))
    spread = max(float(np.sqrt((level**2).mean())), 1e-12)
    return np.asarray(level / spread, np.float32), spread
