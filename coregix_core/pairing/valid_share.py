"""Whether two rasters hold enough valid pixels to be aligned by, where they overlap."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..errors import Option, RasterError, Sentence
from ..geometry import Grid, Transform
from ..imaging import Image
from ..io import Raster
from .pair import Pair, overlap

# Units in the last place that averages of one value differ by: two were seen.
_ROUNDED = 4

def require_content(raster: Raster, band: int, image: Image) -> None:
    """Raise RasterError where what was read of a band is all invalid, or of one value."""
    seen = image.values[image.valid]
    if not seen.size and raster.masks is not None:
        _require_unmasked(raster, band, image.grid)
    if not seen.size:
        reason = raster.why_invalid(band)
        raise RasterError(Sentence("The {raster} has no valid pixels in band {band} where the other one may "
                                   "lie{value}; choose another band, or check its nodata.", raster=raster.named,
                                   band=band, value=f" ({reason})" if reason else ""))
    # Averages of one value differ from it by what they are rounded by.
    if np.ptp(seen) <= _ROUNDED * np.spacing(np.abs(seen).max()):
        raise RasterError(Sentence("The {raster} holds nothing but the value {seen:g} in band {band} where the other "
                                   "one may lie; there is nothing to align by.", raster=raster.named, seen=seen[0],
                                   band=band))


def _require_unmasked(raster: Raster, band: int, grid: Grid) -> None:
    """Raise RasterError, with their names, for the masks after which nothing is left of what a raster shows."""
    assert raster.masks is not None
    (c0, c1), (r0, r1) = raster.grid.to_pixel(*grid.to_world([0, grid.width], [0, grid.height]))
    image = raster.read_band(band, (c0, r0, c1, r1), max(1.0, grid.pixel_size / raster.grid.pixel_size))
    if not image.valid.any():
        return
    together, told = image.valid, []
    for mask in raster.masks.each:
        alone = image.valid & mask.keep(image.grid)
        together = together & alone
        told.append((mask.names, float(alone.sum() / image.valid.sum())))
        if not alone.any():
            raise RasterError(_nothing_left(", ".join(mask.names), raster.named, several=len(mask.names) > 1))
        if not together.any():
            raise RasterError(_nothing_left(_with_shares(told), raster.named, several=True))


def _with_shares(told: Sequence[tuple[Sequence[str], float]]) -> Sentence:
    """The names of masks, each with the share of a raster that it leaves on its own."""
    each = [Sentence("{names} ({share:.0%} left)", names=", ".join(names), share=share) for names, share in told]
    joined = each[0]
    for following in each[1:]:
        joined = Sentence("{before}, {next}", before=joined, next=following)
    return joined


def _nothing_left(names: str, raster: str, *, several: bool) -> Sentence:
    if several:
        return Sentence("The masks {names} together leave nothing of the {raster} where the other one may lie; check "
                        "their places, their CRSs and what of them is meant.", names=names, raster=raster)
    return Sentence("The mask {names} leaves nothing of the {raster} where the other one may lie; check its place, its "
                    "CRS and what of it is meant.", names=names, raster=raster)


def valid_share(pair: Pair, transform: Transform, fixed: Image, placed: Image) -> float:
    """Share of what both rasters cover that is valid in both; 1 where they cover nothing together."""
    area = overlap(pair, transform)
    if area is None:
        return 1.0
    # By area and not by pixels: the coarse grid also holds what only one raster covers.
    mutual = float((fixed.valid & placed.valid).sum()) * abs(fixed.grid.transform.determinant)
    return min(1.0, mutual / ((area[2] - area[0]) * (area[3] - area[1])))


def require_share(pair: Pair, share: float, least: float) -> None:
    """Raise RasterError where the share of mutually valid pixels is below the least that is wanted."""
    if share <= 0 and pair.mask_names:
        raise RasterError(_nothing_in_common(pair))
    if share < least:
        raise RasterError(Sentence("Only {share:.2%} of the area that {moving} and {fixed} have in common is valid "
                                   "in both, less than {least:.2%} ({min_valid_fraction}); check nodata and masks.",
                                   share=share, moving=pair.moving.path, fixed=pair.fixed.path, least=least,
                                   min_valid_fraction=Option("min_valid_fraction")),
                          parameter="min_valid_fraction", value=least)


def _nothing_in_common(pair: Pair) -> Sentence:
    facts = {"mask_names": ", ".join(pair.mask_names), "moving": pair.moving.path, "fixed": pair.fixed.path}
    if len(pair.mask_names) > 1:
        return Sentence("With the masks {mask_names} nothing is left of the area that {moving} and {fixed} have in "
                        "common; check their places, their CRSs and what of them is meant.", **facts)
    return Sentence("With the mask {mask_names} nothing is left of the area that {moving} and {fixed} have in common; "
                    "check its place, its CRS and what of it is meant.", **facts)
