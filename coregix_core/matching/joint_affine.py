"""The affine to which all windows lead, from the similarity that they support most.

A similarity is found among all that are tried; what stretches along one axis alone, or shears, has two parameters more
and is followed from there: each window says where near its place it has support, and the affine that lies closest to
all of them is taken, again and again (mean shift, Cheng 1995, of the parameters of all windows at once).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .._typing import Floats
from .joint_evidence import JointPeak, JointSurfaces

# How far from its place a window is asked for support (standard deviation, pixels), and how finely that counts.
_AROUND, _AT = 1.5, 1.0

# Rounds, and the change (pixels) from which on there need be no other.
_ROUNDS, _STILL = 12, 0.02

# By how many deviations of other ground the support has to rise for two parameters more: of 24 pairs that differ by a
# similarity and a bend none rose by more than 1.1, sheared ones rose by 1.6 to 5.
_PAYS = 1.5


def followed(surfaces: JointSurfaces, peak: JointPeak, *, shears: bool = True) -> JointPeak:
    """The similarity near a peak that windows support most, between all that were tried.

    With ``shears`` it is an affine where they support that by so much more.
    """
    z = surfaces.places - peak.centre
    parts = [np.ones(len(z)), z, z.conj()]
    similar, affine = np.column_stack(parts[:2]), np.column_stack(parts)
    found = _led(surfaces, similar, np.array([peak.shift, peak.linear]))
    alike = replace(peak, shift=complex(found[0]), linear=complex(found[1]))
    if not shears:
        return alike
    more = _led(surfaces, affine, np.append(found, peak.mirrored))
    other = ndimage.gaussian_filter(np.sum([o.sum(0) for o in surfaces.others], axis=0), _AT)
    deviation = float(other.std()) / np.sqrt(len(surfaces.others))
    # The filter's weights add up to 1, and the kernel's to its area.
    rise = (_support(surfaces, affine @ more) - _support(surfaces, similar @ found)) / (2 * np.pi * _AT**2)
    if rise < _PAYS * deviation:
        return alike
    return replace(peak, shift=complex(more[0]), linear=complex(more[1]), mirrored=complex(more[2]))


def _led(surfaces: JointSurfaces, design: NDArray[np.complex128], found: NDArray[np.complex128]
         ) -> NDArray[np.complex128]:
    """Parameters (k,) to which windows lead from others; ``design`` (n, k) is by what each moves them."""
    support = np.maximum(surfaces.support, 0).reshape(len(design), -1)
    for _ in range(_ROUNDS):
        along = design @ found
        near = support * _kernel(surfaces, along, _AROUND)
        weight = near.sum(1)
        root = np.sqrt(np.maximum(weight, 1e-9))
        step = (near @ _shifts(surfaces) - weight * along) / root
        change = np.linalg.lstsq(design * root[:, None], step, rcond=None)[0]
        found = found + change
        if np.abs(design @ change).max() < _STILL:
            break
    return found


def _support(surfaces: JointSurfaces, along: NDArray[np.complex128]) -> float:
    """What windows show around their displacements (n,), summed up."""
    return float((surfaces.support.reshape(len(along), -1) * _kernel(surfaces, along, _AT)).sum())


def _shifts(surfaces: JointSurfaces) -> NDArray[np.complex128]:
    reach = np.arange(-surfaces.search, surfaces.search + 1)
    return np.asarray((reach[None, :] + 1j * reach[:, None]).ravel())


def _kernel(surfaces: JointSurfaces, along: NDArray[np.complex128], deviation: float) -> Floats:
    """Weights (n, shifts) of the shifts of surfaces by their distance from each window's displacement."""
    return np.asarray(np.exp(-0.5 * np.abs(_shifts(surfaces) - along[:, None]) ** 2 / deviation**2))
