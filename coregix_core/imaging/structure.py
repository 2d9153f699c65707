"""Structure without grey values: phase congruency and self-similarity, each with its orientation.

Both give complex images whose angle is the doubled direction, as the proxies made of gradients have it. Invalid pixels
are filled in from their valid neighbours, so that what lies under them does not enter.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import fft

from .._typing import Mask
from .image import Image
from .smoothing import Field, smoothed

Complex = NDArray[np.complex64]

# The bank of filters: the shortest wavelength (pixels at sigma 1), the ratio of the next, and the width of each band as
# Kovesi has it: the standard deviation of the log Gaussian over its middle.
_SCALES, _DIRECTIONS = 3, 4
_SHORTEST, _RATIO, _BANDWIDTH = 5.0, 2.1, 0.55

# Pixels that are mirrored around an image, so that the far side does not come in through the FFT.
_MARGIN = 24

# Directions in which lines are followed, and how far the Gaussian along them reaches, in its standard deviations.
_LINES, _TAILS = 12, 3.0

# (rows, columns) to the places with which a pixel's surroundings are compared, all about three pixels away.
_OFFSETS = ((0, 3), (1, 3), (2, 2), (3, 1), (3, 0), (3, -1), (2, -2), (1, -3))


def congruency(image: Image, sigma: float) -> Complex:
    """Phase congruency (height, width) by direction, summed as numbers of the doubled angle (Kovesi 1999).

    Where the filters of all scales are in phase, the energy is their sum of amplitudes: congruency is the one over the
    other, less what noise alone would give, whatever the contrast.
    """
    values = np.pad(_filled(image), _MARGIN, mode="symmetric")
    # What single precision does not resolve beside the brightness is no structure.
    least = np.float32(1e-5) * np.abs(values).max() + np.float32(1e-12)
    spectrum = fft.fft2(values)
    total = np.zeros(values.shape, np.complex64)
    for direction, filters in enumerate(_bank(values.shape, sigma)):
        responses = [fft.ifft2(spectrum * transfer) for transfer in filters]
        amplitudes = np.abs(responses)
        mean = np.sum(responses, axis=0)
        mean /= np.maximum(np.abs(mean), np.float32(1e-12))
        # In phase with the mean counts, across it counts against: sharper than the cosine alone.
        energy = sum((r * mean.conj()).real - np.abs((r * mean.conj()).imag) for r in responses)
        # The finest filter sees mostly noise, whose amplitudes are Rayleigh distributed.
        noise = np.median(amplitudes[0]) / np.sqrt(np.log(4)) * _noise_gain()
        all_of = amplitudes.sum(0)
        floor = np.float32(1e-4) * np.median(all_of) + least
        strength = np.where(all_of > least, np.maximum(energy - noise, 0) / (all_of + floor), np.float32(0))
        total += strength * np.complex64(np.exp(2j * np.pi * direction / _DIRECTIONS))
    return total[_MARGIN:-_MARGIN, _MARGIN:-_MARGIN]


def similarity(image: Image, sigma: float) -> Complex:
    """Where an image resembles itself, by direction, summed as numbers of the doubled angle (height, width).

    Distances of patches at opposite offsets are averaged, so that the place is that of the pixel itself; they are
    compared with their mean over all directions (Heinrich et al. 2012).
    """
    values, valid = smoothed(_filled(image), image.valid, 0.7 * sigma), image.valid
    distances = np.stack([_distance(values, valid, offset, sigma) for offset in _OFFSETS])
    mean = distances.mean(0)
    typical = float(np.mean(mean[valid])) if valid.any() else 1.0
    alike = np.exp(-distances / np.maximum(mean, np.float32(max(0.01 * typical, 1e-20))))
    # Only what differs between directions is structure: where nothing is to be seen, all are alike.
    alike -= alike.mean(0)
    # Along an edge an image is alike, and across it not: a quarter turn from the gradient, a half in the doubled angle.
    angles = np.array([-np.exp(2j * np.arctan2(rows, cols)) for rows, cols in _OFFSETS], np.complex64)
    found = np.empty(values.shape, np.complex64)
    # By its parts: a complex product would make complex numbers of all distances first.
    found.real, found.imag = (np.tensordot(part, alike, 1) for part in (angles.real, angles.imag))
    return found


def along_lines(slope: Complex, length: float) -> Complex:
    """Edges (height, width) of gradients gx + i gy, gathered over ``length`` pixels along their own lines.

    Numbers of the doubled angle, as large as the gradient. Each direction's slope is smoothed along the edge that it
    crosses, and not across it: noise averages out, and the place is kept (elongated operators, Canny 1986).
    """
    margin = int(_TAILS * length) + 1
    shape = [fft.next_fast_len(n + 2 * margin) for n in slope.shape]
    spectrum = fft.fft2(slope, shape)
    rows, cols = (2 * np.pi * np.fft.fftfreq(n).astype(np.float32) for n in shape)
    total = np.zeros(slope.shape, np.complex64)
    for angle in np.pi * np.arange(_LINES) / _LINES:
        normal = complex(np.cos(angle), np.sin(angle))
        tangent = rows[:, None] * np.float32(normal.real) - cols * np.float32(normal.imag)
        gathered = fft.ifft2(spectrum * np.exp(np.float32(-0.5 * length**2) * tangent**2))
        gathered = gathered[: slope.shape[0], : slope.shape[1]]
        # The part of the slope across the edge.
        across = gathered.real * np.float32(normal.real) + gathered.imag * np.float32(normal.imag)
        total += across**2 * np.complex64(normal**2)
    return np.asarray(total / np.sqrt(np.maximum(np.abs(total), np.float32(1e-20))), np.complex64)


def ridges(slope: Complex) -> Complex:
    """How an image of gradients gx + i gy bends most (height, width), as numbers of the doubled direction across.

    A line has one top wherever its two sides lie (ridges, Lindeberg 1998): a map draws streets wider than they are, and
    lamps light more than them. The sign is that of an edge's direction, the same for bright lines and for dark ones.
    """
    down, across = np.zeros_like(slope), np.zeros_like(slope)
    across[:, 1:-1] = (slope[:, 2:] - slope[:, :-2]) / 2
    down[1:-1] = (slope[2:] - slope[:-2]) / 2
    # The Hessian's difference of curvatures and twice its mixed part; of its trace the sign says bright or dark.
    return np.asarray((across + np.complex64(1j) * down) * np.sign(across.real + down.imag), np.complex64)


def _distance(values: Field, valid: Mask, offset: tuple[int, int], sigma: float) -> Field:
    """Mean squared difference of patches around each pixel and around those at an offset on either side."""
    both = valid & np.roll(valid, offset, (0, 1))
    apart = np.where(both, (values - np.roll(values, offset, (0, 1))) ** 2, np.float32(0))
    back = (-offset[0], -offset[1])
    seen = both.astype(np.float32) + np.roll(both, back, (0, 1))
    mean = (apart + np.roll(apart, back, (0, 1))) / np.maximum(seen, 1)
    return smoothed(mean.astype(np.float32), seen > 0, 1.5 * sigma)


def _filled(image: Image) -> Field:
    """The values, with invalid pixels filled in from valid ones around."""
    if image.valid.all():
        return image.values
    return np.where(image.valid, image.values, smoothed(image.values, image.valid, 4.0)).astype(np.float32)


@lru_cache(maxsize=4)
def _bank(shape: tuple[int, int], sigma: float) -> list[list[NDArray[np.float32]]]:
    """Log-Gabor filters for the FFT of images of a shape: by direction, then by scale from fine to coarse."""
    rows, cols = np.fft.fftfreq(shape[0])[:, None], np.fft.fftfreq(shape[1])[None]
    radius, angle = np.hypot(rows, cols), np.arctan2(rows, cols)
    radius[0, 0] = 1.0
    radial = []
    for scale in range(_SCALES):
        wavelength = _SHORTEST * sigma * _RATIO**scale
        band = np.exp(-np.log(radius * wavelength) ** 2 / (2 * np.log(_BANDWIDTH) ** 2))
        # A log Gaussian has no mean; the corners of the spectrum beyond the highest round frequency are cut.
        band *= 1 / (1 + (radius / 0.45) ** 30)
        band[0, 0] = 0.0
        radial.append(band)
    bank = []
    for direction in range(_DIRECTIONS):
        apart = np.abs((angle - np.pi * direction / _DIRECTIONS + np.pi) % (2 * np.pi) - np.pi)
        spread = (1 + np.cos(np.minimum(apart * _DIRECTIONS / 2, np.pi))) / 2
        bank.append([(band * spread).astype(np.float32) for band in radial])
    return bank


def _noise_gain() -> float:
    """What noise gives over all scales, mean and a deviation, per unit of its Rayleigh parameter at the finest."""
    total = (1 - _RATIO**-_SCALES) / (1 - 1 / _RATIO)
    return float(total * (np.sqrt(np.pi / 2) + np.sqrt((4 - np.pi) / 2)))
