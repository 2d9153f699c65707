"""Smoothing by normalised convolution (Knutsson and Westin 1993): what is invalid has no part in a mean."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Floats
from ..threads import in_bands

Field = NDArray[np.float32]


def smoothed(values: Field, valid: NDArray[np.bool_], sigma: float) -> Field:
    """Gaussian smoothing over the valid pixels alone; it also fills invalid pixels from near valid ones."""
    return smoothed_alike([values], valid, sigma)[0]


def smoothed_alike(several: Sequence[Field], valid: NDArray[np.bool_], sigma: float) -> list[Field]:
    """``smoothed`` of several images in which the same is valid: what they are divided by is made once."""
    # The common case needs one filter instead of two.
    if valid.all():
        return [np.asarray(_gaussian(values, sigma), np.float32) for values in several]
    weight = _smoothed_mask(valid, sigma)
    # Far from valid pixels, below a ten-thousandth, the quotient would be of two roundings of single precision.
    near = weight > 1e-4
    divisor = np.maximum(weight, np.float32(1e-4))
    totals = (_gaussian(np.where(valid, values, np.float32(0)), sigma) for values in several)
    return [np.where(near, total / divisor, np.float32(0)) for total in totals]


def _smoothed_mask(valid: NDArray[np.bool_], sigma: float) -> Field:
    """``_gaussian`` of what is valid; of a rectangle, which most images are, as a product along the axes."""
    if (lines := _by_axes(valid)) is None:
        return _gaussian(valid.astype(np.float32), sigma)
    down, across = (ndimage.gaussian_filter1d(line, sigma) for line in lines)
    return np.outer(down, across)


def _by_axes(valid: NDArray[np.bool_]) -> tuple[Field, Field] | None:
    """What is valid along each axis, 1 or 0, if all pixels of such rows and columns are valid; None if not."""
    rows, cols = valid.any(1), valid.any(0)
    if np.count_nonzero(valid) != np.count_nonzero(rows) * np.count_nonzero(cols):
        return None
    return np.asarray(rows, np.float32), np.asarray(cols, np.float32)


def _gaussian(values: Field, sigma: float) -> Field:
    """``ndimage.gaussian_filter`` to the last bit, by bands across each axis in turn, which all threads share."""
    down, across = np.empty_like(values), np.empty_like(values)
    in_bands(lambda cols: ndimage.gaussian_filter1d(values[:, cols], sigma, 0, output=down[:, cols]), values.shape[1],
             heard=False)
    in_bands(lambda rows: ndimage.gaussian_filter1d(down[rows], sigma, 1, output=across[rows]), values.shape[0],
             heard=False)
    return across


def surroundings(values: Field, valid: NDArray[np.bool_], sigma: float) -> Field:
    """About what ``smoothed`` gives for a wide Gaussian, by way of averages over ``sigma / 2`` pixels.

    It is within some hundredths of that, a tenth of the work, and enough for what only sets a scale.
    """
    factor = int(sigma / 2)
    if factor < 2:
        return smoothed(values, valid, sigma)
    # Averages over f pixels have a variance of (f^2 - 1) / 12, and what lines between them add is f^2 / 6.
    left = np.sqrt(sigma**2 - (factor**2 - 1) / 12 - factor**2 / 6) / factor
    # Beyond the border all is invalid: as whole blocks alone are filtered, it gets no weight of its own.
    total = ndimage.gaussian_filter(_block_sums(np.where(valid, values, np.float32(0)), factor), left, mode="constant")
    if (lines := _by_axes(valid)) is not None:
        weight = np.outer(*(ndimage.gaussian_filter1d(_block_sums(line, factor), left, mode="constant")
                            for line in lines))
    else:
        weight = ndimage.gaussian_filter(_block_sums(valid.astype(np.float32), factor), left, mode="constant")
    least = np.float32(1e-4 * factor**2)
    coarse = np.where(weight > least, total / np.maximum(weight, least), np.float32(0))
    return _between(_between(coarse, values.shape[0], factor).T, values.shape[1], factor).T


def _block_sums(values: Field, factor: int) -> Field:
    """Sums over ``factor`` pixels along each axis; blocks at the end may be cut."""
    for axis in range(values.ndim):
        values = np.add.reduceat(values, np.arange(0, values.shape[axis], factor), axis)
    return values


def _between(coarse: Field, size: int, factor: int) -> Field:
    """Rows (size, n) on lines between the middles of blocks of ``factor`` rows; beyond them as at the ends."""
    at: Floats = np.clip((np.arange(size) + 0.5) / factor - 0.5, 0, len(coarse) - 1)
    low = np.minimum(at.astype(np.intp), max(len(coarse) - 2, 0))
    part = (at - low).astype(np.float32)[:, None]
    high = np.minimum(low + 1, len(coarse) - 1)
    return np.asarray(coarse[low] * (1 - part) + coarse[high] * part)
