"""How much of the common ground the user's masks leave out: nothing, or most of it, is seldom meant."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from operator import itemgetter

import numpy as np

from ..errors import Sentence
from ..findings import Assessment
from ..geometry import Transform, identity
from ..imaging import Image
from ..io import AreaMasks
from .pair import Pair, overlap

log = logging.getLogger("coregix_core")

# Longest side (pixels) of the images on which shares are counted.
_LONGEST = 512

# Share from which on a mask may be the wrong way round.
_LARGE_SHARE = 0.5


def warn_of_masks(pair: Pair, transform: Transform | None = None) -> None:
    """Warn of masks that lie elsewhere, of those by pixels that leave out nothing, and of those that do of most.

    ``transform`` is where the search begins; the identity if it begins where the rasters lie.
    """
    if not pair.mask_names:
        return
    for image, masks in _seen(pair, transform or identity()):
        share = _share_left_out(image, masks)
        away = _elsewhere(image, masks, share)
        for name in away:
            log.warning(Sentence("The mask {name} lies elsewhere than the ground that both rasters cover; check its "
                                 "place and its CRS.", name=name))
        if (warning := _of_share(masks, share, elsewhere=bool(away))) is not None:
            log.warning(warning)


def _of_share(masks: AreaMasks, share: float, *, elsewhere: bool) -> Sentence | None:
    """What to warn of masks that leave out a ``share``, if it is none or most; some may lie ``elsewhere``.

    Outlines beside the image are no mistake: a file of clouds or water is often one of a whole region. To look at a
    small area alone is what outlines are included for.
    """
    names = ", ".join(masks.names)
    if masks.readings:
        names = Sentence("{names} ({reading})", names=names, reading=masks.readings)
    several = len(masks.names) > 1
    if share == 0 and masks.readings and not elsewhere:
        return _left_out_nothing(names, several=several)
    meant = not masks.excluded and (elsewhere or not masks.readings)
    return _left_out_much(names, share, several=several) if share > _LARGE_SHARE and not meant else None


def _elsewhere(image: Image, masks: AreaMasks, share: float) -> list[str]:
    """The names of masks that lie wholly elsewhere than an image, and around it, of which they leave out a ``share``.

    Not outlines that leave nothing at all to look at: that is an error of its own.
    """
    areas = masks.included if share < 1 or masks.readings else ()
    if share == 0:
        areas += masks.excluded
    width, height = image.grid.width, image.grid.height
    # A single cloud just beside the image is no mistake; what is wrong in its CRS or axes lies far away.
    around = image.grid.window(-width, -height, 3 * width, 3 * height)
    return [area.name for area in areas if not area.reaches(around)]


def _left_out_nothing(names: str, *, several: bool) -> Sentence:
    if several:
        return Sentence("The masks {names} leave out nothing of the ground that both rasters cover; check what of them "
                        "is meant.", names=names)
    return Sentence("The mask {names} leaves out nothing of the ground that both rasters cover; check what of it is "
                    "meant.", names=names)


def _left_out_much(names: str, share: float, *, several: bool) -> Sentence:
    if several:
        return Sentence("The masks {names} leave out {share:.0%} of the ground that both rasters cover; check that "
                        "they are not the wrong way round.", names=names, share=share)
    return Sentence("The mask {names} leaves out {share:.0%} of the ground that both rasters cover; check that it is "
                    "not the wrong way round.", names=names, share=share)


def with_masks_named(found: Assessment, pair: Pair, transform: Transform) -> Assessment:
    """An assessment; a failed one also says which masks leave out most of the ground, and how much, if any do."""
    if found.verdict != "failed" or not pair.mask_names:
        return found
    large = [(share, masks) for image, masks in _seen(pair, transform)
            if (share := _share_left_out(image, masks)) > _LARGE_SHARE]
    if not large:
        return found
    share, masks = max(large, key=itemgetter(0))
    facts = {"reason": found.reason, "names": ", ".join(masks.names), "share": share}
    if len(masks.names) > 1:
        return replace(found, reason=Sentence("{reason}; the masks {names} leave out {share:.0%} of the ground that "
                                              "both rasters cover", **facts))
    return replace(found, reason=Sentence("{reason}; the mask {names} leaves out {share:.0%} of the ground that both "
                                          "rasters cover", **facts))


def _seen(pair: Pair, transform: Transform) -> Iterator[tuple[Image, AreaMasks]]:
    """Each mask once, with a coarse image, unmasked, of the common ground of the raster that it is for."""
    area = overlap(pair, transform)
    plain = pair.unmasked if area is None else pair.unmasked.within(area)
    grid = plain.grid_at(max(1.0, max(plain.grid_at(1.0).shape) / _LONGEST))
    seen: set[tuple[int, ...]] = set()
    looks: list[tuple[AreaMasks | None, Callable[[], Image | None]]] = [
        (pair.fixed_masks, lambda: plain.fixed_block(grid, any_overview=True)),
        (pair.moving_masks, lambda: plain.moving_image(grid, transform, 0.0, any_overview=True))]
    for masks, look in looks:
        if masks is None or (there := look()) is None:
            continue
        for mask in masks.each:
            # A mask for both rasters lies on the same ground in each; names may be those of several arrays.
            key = tuple(map(id, (*mask.excluded, *mask.included)))
            if key not in seen:
                seen.add(key)
                yield there, mask


def _share_left_out(image: Image, masks: AreaMasks) -> float:
    """Share of an image's valid pixels that masks leave out: 0 only if they leave out nothing at all."""
    pixels = max(int(image.valid.sum()), 1)
    touched = float((image.valid & ~masks.keep(image.grid)).sum()) / pixels
    if touched <= _LARGE_SHARE:
        return touched
    # What is scattered finely touches most of such large pixels, and fills few: the truth lies between.
    inside = np.logical_or.reduce([area.covers(image.grid, touched=bool(masks.included))
                                   for area in (*masks.excluded, *masks.included)])
    filled = float((image.valid & (~inside if masks.included else inside)).sum()) / pixels
    return (touched + filled) / 2
