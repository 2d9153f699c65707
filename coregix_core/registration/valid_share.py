"""Whether two rasters hold enough valid pixels to be aligned by, where they overlap."""

from __future__ import annotations

from ..errors import Option, RasterError
from ..geometry import Grid, Transform
from ..imaging import Image
from ..io import Raster
from .pair import Pair, overlap


def require_content(raster: Raster, band: int, image: Image) -> None:
    """Raise RasterError where what was read of a band is all invalid, or of one value."""
    seen = image.values[image.valid]
    if not seen.size and raster.masks is not None:
        _require_unmasked(raster, band, image.grid)
    if not seen.size:
        reason = raster.why_invalid(band)
        raise RasterError(f"The {raster.role} raster {raster.path} has no valid pixels in band {band} where the other "
                          f"one may lie{f' ({reason})' if reason else ''}; choose another band, or check its nodata.")
    if seen.min() == seen.max():
        raise RasterError(f"The {raster.role} raster {raster.path} holds nothing but the value {seen[0]:g} in band "
                          f"{band} where the other one may lie; there is nothing to align by.")


def _require_unmasked(raster: Raster, band: int, grid: Grid) -> None:
    """Raise RasterError, with its name, for the mask after which nothing is left of what a raster shows on a grid."""
    assert raster.masks is not None
    (c0, c1), (r0, r1) = raster.grid.to_pixel(*grid.to_world([0, grid.width], [0, grid.height]))
    image = raster.read_band(band, (c0, r0, c1, r1), max(1.0, grid.pixel_size / raster.grid.pixel_size))
    if not image.valid.any():
        return
    for one in raster.masks.each:
        image = image.only(one.keep(image.grid))
        if not image.valid.any():
            raise RasterError(f"The mask {', '.join(one.names)} leaves nothing of the {raster.role} raster "
                              f"{raster.path} where the other one may lie; check its place, its CRS and what of it is "
                              "meant.")


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
        raise RasterError(f"With the mask {', '.join(pair.mask_names)} nothing is left of the area that "
                          f"{pair.moving.path} and {pair.fixed.path} have in common; check its place, its CRS and what "
                          "of it is meant.")
    if share < least:
        raise RasterError(f"Only {share:.2%} of the area that {pair.moving.path} and {pair.fixed.path} have in common "
                          f"is valid in both, less than {least:.2%} (", Option("min_valid_fraction"), "); check nodata "
                          "and masks.", parameter="min_valid_fraction", value=least)
