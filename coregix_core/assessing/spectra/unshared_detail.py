"""Detail that two images do not share, beside a pattern that they do: unrelated ground under one sensor.

Ground that both images show is in all of their detail that stands out of the noise, and differs from place to place. A
pattern of the sensor that is coarse itself is even over the area and has no detail: what is finer is each image's own
ground, and if that is nowhere alike it is not the same. Noise hides fine ground as well, but is as strong at all
frequencies, which ground is not (Field 1987).

Where a pattern reaches into nearly all detail, the place tells it. Ground is strong here and weak there, at the same
places of both images, and what they share is strong where each of them is. A pattern is as strong everywhere, or, under
a lens that darkens towards the corners, by and by weaker. And what each image has beside it is noise if the ground is
shared, and ground of its own, by its slope and its places, if it is not.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..._typing import Floats
from ..criteria import SCALES
from .window_spectra import Spectra

# Frequencies along an axis that the taper of a window makes one (Hann).
_AS_ONE = 1.5

# Fewest windows (3 x 3) that say where ground is strong, and least part of their mean that one of them counts with.
FEWEST, _LEAST = 9, 0.05

# Fewest of them by which what changes by and by over the area, a surface of second degree, is told from the rest;
# rounds of weights that it is fitted in, and least part of the mean that it may come down to.
_FEWEST_ALONG, _ROUNDS, _DARKEST = 16, 4, 0.1


def is_unshared(spectra: Spectra) -> bool:
    """Whether images share a pattern that is even over the area, and nothing of the finer structure that both have."""
    return _shares_no_structure(spectra) or _shares_no_ground(spectra) or _each_has_its_own(spectra)


def shares_ground(spectra: Spectra) -> bool:
    """Whether what images share is strong at some places and weak at others, as the ground of both is: no pattern."""
    if (found := _in_whole_windows(spectra)) is None:
        return False
    fixed, moving, shared = found
    uneven = _uneven(shared)
    told = (_alike(found) > SCALES.shared) & (uneven > SCALES.ground * by_chance(spectra.bands))
    if not told.any():
        return False
    together = _together(*(_strength(powers[:, told]) for powers in (fixed, moving)))
    return bool(uneven[told].mean() > SCALES.uneven and together.mean() > SCALES.same_places)


def _shares_no_structure(spectra: Spectra) -> bool:
    """Whether two bands of structure, one after the other, are unlike, and what coarser ones share is a pattern."""
    bands = spectra.bands
    fixed, moving = (np.array([power[band].mean() for band in bands]) for power in (spectra.fixed, spectra.moving))
    cross = np.array([spectra.cross.sum(0).real[band].mean() for band in bands])
    alike = cross / np.sqrt(np.maximum(fixed * moving, 1e-30))
    # From a band to the next coarser one. Ground has two to three times as much there, noise as much.
    steep = np.minimum(fixed[1:] / fixed[:-1], moving[1:] / moving[:-1]) > SCALES.structure
    steep &= np.maximum(fixed[1:] / fixed[:-1], moving[1:] / moving[:-1]) < SCALES.cut
    unlike = np.append(False, steep) & (np.abs(alike) < SCALES.unlike)
    # One band may be unlike by chance, or between the ground's and the noise's.
    pairs = np.flatnonzero(unlike[1:] & unlike[:-1])
    if not pairs.size:
        return False
    told = np.arange(len(bands)) > pairs[0] + 1
    told &= alike > SCALES.shared
    return _is_even(np.array(spectra.windows)[:, 2], alike, told, by_chance(bands))


def _shares_no_ground(spectra: Spectra) -> bool:
    """Whether what images share is a pattern, and the ground of some bands is strong elsewhere in either of them."""
    if (powers := _in_whole_windows(spectra)) is None:
        return False
    fixed, moving, shared = powers
    alike = _alike(powers)
    chance = by_chance(spectra.bands)
    told = alike > SCALES.shared
    # Also of bands that are alike by a pattern of several sizes: where that is in all of them nothing else tells.
    ground = np.minimum(_uneven(fixed), _uneven(moving)) > SCALES.ground * chance
    return bool(ground.any() and _is_even(shared, alike, told, chance)
                and _lies_elsewhere(powers[..., ground], alike[ground]))


def _each_has_its_own(spectra: Spectra) -> bool:
    """Whether images share what changes by and by over the area alone, and each has other ground beside that."""
    powers, whole = _in_whole_windows(spectra), np.array(spectra.whole, bool)
    if powers is None or whole.sum() < _FEWEST_ALONG:
        return False
    shared, chance, alike = powers[2], by_chance(spectra.bands), _alike(powers)
    own = powers[:2] - shared
    ground = np.minimum(*map(_uneven, own)) > SCALES.ground * chance
    # What is left of ground that both show is hardly anything, or noise, which has no slope and no places.
    told = ground & (alike > SCALES.shared) & _is_steep(own.mean(1) / spectra.bands.sum((1, 2)))
    told &= (own.mean(1) > SCALES.left_over * powers[:2].mean(1)).all(0)
    if told.sum() < SCALES.own_bands or not _is_of_pattern(own, shared, alike)[ground & ~told].all():
        return False
    beside = _beside_surface(np.array(spectra.places)[whole], shared[:, told])
    together = _together(*map(_strength, own))[ground]
    return bool((beside * (alike / chance)[told]).mean() < SCALES.by_chance and together.mean() < SCALES.same_places)


def _is_steep(powers: Floats) -> NDArray[np.bool_]:
    """Which bands have structure in both images (2, bands): more than a finer one has, or less than a coarser one."""
    grows = (powers[:, 1:] > SCALES.structure * np.maximum(powers[:, :-1], 0)).all(0)
    return np.asarray(np.append(False, grows) | np.append(grows, False), bool)


def _beside_surface(places: Floats, power: Floats) -> Floats:
    """Spread of windows (windows, bands), as a part of a surface of second degree over their places (windows, 2)."""
    x, y = ((places - places.mean(0)) / np.maximum(np.ptp(places, axis=0), 1e-9)).T
    design = np.column_stack([np.ones_like(x), x, y, x * x, x * y, y * y])
    mean = np.abs(power.mean(0))
    surface = np.tile(mean, (len(power), 1))
    for _ in range(_ROUNDS):
        # Powers differ by chance in proportion to themselves.
        fitted = [design @ np.linalg.lstsq(design / at[:, None], band / at, rcond=None)[0]
                  for band, at in zip(power.T, surface.T, strict=True)]
        surface = np.maximum(np.array(fitted).T, np.maximum(_DARKEST * mean, 1e-30))
    free = len(power) - design.shape[1]
    return np.asarray((power / surface).std(0) * np.sqrt(len(power) / free))


def _in_whole_windows(spectra: Spectra) -> Floats | None:
    """What each window without borders holds of the fixed image, the moving one and both (3, windows, bands).

    None if they are too few.
    """
    whole = np.array(spectra.whole, bool)
    return None if whole.sum() < FEWEST else np.moveaxis(np.array(spectra.windows)[whole], 1, 0)


def _alike(powers: Floats) -> Floats:
    """How both images correlate in each band."""
    fixed, moving, shared = powers.sum(1)
    return np.asarray(shared / np.sqrt(np.maximum(fixed * moving, 1e-30)))


def _lies_elsewhere(powers: Floats, alike: Floats) -> bool:
    """Whether ground is strong at other places in either image, and what they share at those of neither.

    ``powers`` (3, windows, bands) are of the fixed image, the moving one and both, which correlate by ``alike``.
    """
    together = _together(*map(_strength, powers[:2]))
    return bool(_is_of_pattern(powers[:2], powers[2], alike).all() and together.mean() < SCALES.same_places)


def _is_of_pattern(own: Floats, shared: Floats, alike: Floats) -> NDArray[np.bool_]:
    """In which bands what images share (windows, bands) does not follow the strength of either (2, windows, bands)."""
    fixed, moving, both = map(_strength, (*own, shared))
    follows = np.maximum(_slope(fixed, both), _slope(moving, both))
    return np.asarray((np.abs(alike) < SCALES.unlike) | ((alike > 0) & (follows < SCALES.follows)), bool)


def _strength(power: Floats) -> Floats:
    """How strong each window (windows, bands) is, as the logarithm of what that is by the mean."""
    return np.asarray(np.log(np.maximum(power / np.maximum(np.abs(power.mean(0)), 1e-30), _LEAST)))


def _together(fixed: Floats, moving: Floats) -> Floats:
    """How the strengths of both images (windows, bands) correlate over the windows."""
    return np.asarray(_slope(fixed, moving) * fixed.std(0) / np.maximum(moving.std(0), 1e-30))


def _slope(own: Floats, other: Floats) -> Floats:
    """By how much the one follows the other from window to window (windows, bands), for each band."""
    own, other = own - own.mean(0), other - other.mean(0)
    return np.asarray((own * other).sum(0) / np.maximum((own**2).sum(0), 1e-30))


def by_chance(bands: NDArray[np.bool_]) -> Floats:
    """Part by which what is the same everywhere differs from window to window: the less the more frequencies it has."""
    return np.asarray(_AS_ONE / np.sqrt(bands.sum((1, 2))))


def _uneven(power: Floats) -> Floats:
    """Spread of windows (windows, bands), as a part of their mean."""
    return np.asarray(power.std(0) / np.maximum(np.abs(power.mean(0)), 1e-30))


def _is_even(shared: Floats, alike: Floats, told: NDArray[np.bool_], chance: Floats) -> bool:
    """Whether what images share in the bands that are ``told`` differs by hardly more than chance."""
    uneven = _uneven(shared)
    return bool((told & (uneven < SCALES.even)).any()
                and (uneven * alike / chance)[told].mean() < SCALES.by_chance)
