"""What grey values say of a solution that was found by edges: at all displacements around it, and by elastix.

Mutual information relates grey values to each other and knows no edges, so that it errs for other reasons. Either it is
nowhere as high as at the solution, and elastix, from there, stays; or the grey values of small windows go together
nowhere as well, whatever the tones are elsewhere; or elastix reaches one maximum from all sides. On unrelated images
both are highest anywhere, and each run of elastix ends somewhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from .._typing import Floats
from ..assessing import JOINED
from ..geometry import AffineTransform
from ..imaging import Image, smoothed
from ..matching import Elastix, Settings, local_correlation, mutual_information, shrunk
from ..pairing import Pair
from ..progress import Progress
from ..solving import from_pixels

# Places (pixels of the image) around the solution from which elastix begins: a triangle 12 pixels wide.
_STARTS = 7.0 * np.exp(2j * np.pi * (np.arange(3) / 3 + 0.1))

# At an eighth and a quarter even radar's speckle is smooth. Turns and scales would be four dimensions to get lost in:
# with them three runs on one radar pair ended 2 to 8 pixels apart, of a shift alone they ended within 0.2.
_SETTINGS = Settings("translation", "mutual-information", (8, 4), (150, 150), (3000, 3000))

# Pixels of the image in one of those that all displacements are looked at in, and how far in those, at most and least.
_QUARTER, _REACH, _MIN_REACH = 4, 12, 6

# Scale (pixels of the image) of the surroundings that are taken off: the slope that a depth camera sees, or the haze
# around lamps, has more of the grey values than what stands on it.
_SURROUNDINGS = 24.0


@dataclass(frozen=True)
class Opinion:
    """Where each run of elastix ended, ``ends`` (n, 2) in pixels of the image from the solution; NaN for no way.

    ``pixel`` is the pixel of the image in pixels of the frame, ``chance`` the probability that unrelated images would
    have confirmed it by the displacements that were looked at; 1 if they did not.
    """

    ends: Floats
    pixel: float
    chance: float = 1.0

    @property
    def confirms(self) -> bool:
        """Whether they ended together, and at the solution."""
        middle = self.ends.mean(0)
        # Not so either if one of them found no way.
        together = (np.hypot(*(self.ends - middle).T) < JOINED.ends_together).all()
        return bool(together and np.hypot(*middle) < JOINED.ends_back)

    @property
    def difference(self) -> float:
        """By how much mutual information and the solution differ, in pixels of the frame."""
        return float(np.hypot(*self.ends.mean(0))) * self.pixel


def opinion_of(pair: Pair, fixed: Image, solution: AffineTransform, engine: Elastix, progress: Progress) -> Opinion:
    """The opinion of mutual information on a solution, by the fixed image of a level.

    Raises what ``Elastix.register`` raises.
    """
    # It loads while the displacements are looked at.
    engine.start()
    progress.report(0.8, "elastix", until=1.0, pieces=len(_STARTS) * sum(_SETTINGS.iterations))
    pixel = fixed.grid.pixel_size / pair.frame.pixel
    placed = pair.placed(fixed.grid, solution, any_overview=True)
    # Less their surroundings and as they are: a slope hides what stands on it, but flat areas have no more than that.
    # Half of the image is looked at, with a quarter of it on either side.
    reach = min(_REACH, min(fixed.values.shape) // (4 * _QUARTER))
    for of_fixed, of_placed in ((_level(fixed), _level(placed)), (fixed, placed)) if reach >= _MIN_REACH else ():
        chance = _chance_of(mutual_information(shrunk(of_fixed, _QUARTER), shrunk(of_placed, _QUARTER), reach),
                            JOINED.informed, JOINED.informed_scale)
        if chance < 1.0:
            # The displacements that were looked at are four pixels apart: elastix says how far off it is.
            end = _end(engine, of_fixed, of_placed, 0j)
            return Opinion(np.full((1, 2), np.nan) if end is None else end[None], pixel, chance)
    if reach >= _MIN_REACH:
        surface = local_correlation(shrunk(fixed, _QUARTER), shrunk(placed, _QUARTER), reach)
        # Small windows know the edges that a solution was chosen by: that they lie there is no proof.
        chance = _chance_of(surface, JOINED.locally, JOINED.locally_scale, by_place=False)
        if chance < JOINED.locally_doubt:
            return Opinion(_QUARTER * _top(surface)[None], pixel, chance)
    return Opinion(_from_all_sides(pair, fixed, solution, engine), pixel)


def _top(surface: Floats) -> Floats:
    """The place (2,) of the maximum of a surface from its middle, x and y, by parabolas through its neighbours."""
    row, col = (int(v) for v in np.unravel_index(int(surface.argmax()), surface.shape))
    middle = len(surface) // 2
    return np.array([_vertex(surface[row], col), _vertex(surface[:, col], row)]) - middle


def _vertex(line: Floats, at: int) -> float:
    """Where the parabola through the highest of a line and its neighbours is highest; the place itself at an end."""
    if not 0 < at < len(line) - 1:
        return float(at)
    low, top, high = line[at - 1 : at + 2]
    bend = low + high - 2 * top
    return float(at + (np.clip((low - high) / (2 * bend), -0.5, 0.5) if bend < 0 else 0.0))


def _level(image: Image) -> Image:
    """The image less its surroundings."""
    around = smoothed(image.values, image.valid, _SURROUNDINGS)
    return replace(image, values=np.where(image.valid, image.values - around, np.float32(0)))


def _chance_of(surface: Floats, usual: float, scale: float, *, by_place: bool = True) -> float:
    """Probability that unrelated images have the maximum of such a surface at the solution, and one so high.

    1 if theirs, a surface (n, n) with the solution in its middle, is highest elsewhere. ``usual`` and ``scale`` are
    those of the distribution of the largest of unrelated images, in deviations; ``by_place``: that it is highest there
    of all places is improbable by itself.
    """
    middle = len(surface) // 2
    away = np.hypot(*np.mgrid[-middle : middle + 1, -middle : middle + 1])
    far = surface[away > 2 * JOINED.highest_at]
    highest = float(surface[away <= JOINED.highest_at].max())
    if highest <= surface[away > JOINED.highest_at].max() or far.std() == 0:
        return 1.0
    # A random place of so many; and how far it stands out, as the largest of many do (Gumbel 1958).
    place = np.pi * JOINED.highest_at**2 / surface.size if by_place else 1.0
    strength = (highest - far.mean()) / far.std()
    luck = -np.expm1(-np.exp((usual - strength) / scale))
    # Three looks are taken.
    return float(min(1.0, 3 * min(place, luck)))


def _from_all_sides(pair: Pair, fixed: Image, solution: AffineTransform, engine: Elastix) -> Floats:
    """Where elastix ends from each start (n, 2), from the solution; NaN from the first one that leads astray."""
    ends = np.full((len(_STARTS), 2), np.nan)
    for i, away in enumerate(_STARTS):
        start = solution.compose(from_pixels(np.array([[1, 0, away.real], [0, 1, away.imag]]), fixed.grid, pair.frame,
                                             "translation"))
        end = _end(engine, fixed, pair.placed(fixed.grid, start, any_overview=True), complex(away))
        if end is None or np.hypot(*end) > JOINED.ends_together + JOINED.ends_back:
            # Whatever the other runs come to, they cannot end with this one at the solution.
            break
        ends[i] = end
    return ends


def _end(engine: Elastix, fixed: Image, placed: Image, away: complex) -> Floats | None:
    """Where elastix ends (2,), from the solution, of an image that was placed ``away`` from it; None for no way."""
    found = engine.register(fixed.values, placed.values, fixed.valid, placed.valid, _SETTINGS)
    return None if found is None else np.asarray(found[:, 2] + (away.real, away.imag))
