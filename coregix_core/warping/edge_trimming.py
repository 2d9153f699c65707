"""Trim what looks invalid along the edge of the valid area.

Rasters that were warped before they came here often carry a rim of pixels that were blended with nodata. A pixel is
trimmed if it looks invalid in the detection band and a chain of such pixels, each touching the next by a side or a
corner and no more than ``depth`` of them, leads from it to an invalid pixel or out of the raster. So dark water inside
the image stays, and a rim goes as deep as it is, but no deeper than it was allowed to.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.windows import Window
from scipy import ndimage

from .._typing import Mask
from ..errors import InputError, Option, Sentence
from ..io import (
    FORMATS,
    TIFF,
    CreationOptions,
    Raster,
    Validity,
    available_threads,
    cache_bytes,
    choose_nodata,
    creating,
    format_of,
    invalid_values,
    open_raster,
    refuse_same_file,
    remove_sidecars,
    replacing,
    require_ending,
    tile_side,
)
from ..progress import Progress

SIDECAR = ".aux.xml"

AUTO = "auto"

# What the search for edges holds per pixel of a block, besides the bands themselves.
BYTES_PER_PIXEL = 24


def trim(source: str | os.PathLike[str] | rasterio.DatasetReader, path: str | os.PathLike[str] | None = None, *,
         output_nodata: float | None = None, format: str = "auto", creation_options: CreationOptions = (),  # noqa: A002
         depth: int = 8, band: int = 0, below: float | None = None, above: float | None = None, threads: int = 0,
         memory_budget: int = 1 << 30, progress: Progress | None = None) -> int:
    """Set the invalid-looking edge of a raster to nodata in all bands; into a new file, or in place without ``path``.

    Pixels of ``band`` (from 0) look invalid below ``below`` or above ``above``; with neither limit, where they are 0.
    Returns the number of trimmed pixels. Memory stays within ``memory_budget`` (bytes), whatever the raster's size.

    Raises InputError for limits that contradict each other and for files that cannot be used, OutputError where the
    result cannot be written.
    """
    if below is not None and above is not None and below > above:
        raise InputError(Sentence("Below {below:g} or above {above:g} lie all values, so that all edges would be "
                                  "invalid; give {edge_trim_invalid_below} a smaller value than "
                                  "{edge_trim_invalid_above}.", below=below, above=above,
                                  edge_trim_invalid_below=Option("edge_trim_invalid_below"),
                                  edge_trim_invalid_above=Option("edge_trim_invalid_above")),
                         parameter="edge_trim_invalid_below", value=below)
    progress = progress or Progress()
    edges = _Edges(depth, band, (below, above))
    form = {"format": format, "creation_options": creation_options, "threads": threads or available_threads()}
    if path is not None:
        return _trimmed(source, path, output_nodata, edges, form, memory_budget, progress)
    # In place: the source must be closed before it is replaced, for Windows replaces no open file.
    name = source if isinstance(source, (str, os.PathLike)) else source.name
    require_ending(name, TIFF, "a GeoTIFF")
    # The file beside it takes the name only when it is whole: a trim that fails leaves the raster as it was.
    with replacing(name) as temp:
        count = _trimmed(source, temp, output_nodata, edges, form, memory_budget, progress)
        # The names of classes lie beside the raster, whose name they have.
        classes = temp.with_name(temp.name + SIDECAR)
        if named := classes.exists():
            classes.replace(os.path.realpath(name) + SIDECAR)
    remove_sidecars(name, keep=[Path(os.path.realpath(name) + SIDECAR).name] if named else ())
    return count


@dataclass(frozen=True)
class _Edges:
    """What looks invalid: pixels of ``band`` beyond ``limits``, in chains of at most ``depth`` of them."""

    depth: int
    band: int
    limits: tuple[float | None, float | None]


def _trimmed(source: str | os.PathLike[str] | rasterio.DatasetReader, path: str | os.PathLike[str],
             output_nodata: float | None, edges: _Edges, form: Mapping[str, Any], memory_budget: int,
             progress: Progress) -> int:
    trimmed = 0
    with open_raster(source, role="input") as raster:
        raster.require_band(edges.band, "edge_trim_detection_band_index")
        refuse_same_file(path, raster)
        nodata = choose_nodata(output_nodata, raster)
        # Trimmed in place, what was cloud-optimised should stay so.
        # GDAL says so in this tag alone; the driver of both is GTiff.
        cog = raster.dataset.tags(ns="IMAGE_STRUCTURE").get("LAYOUT") == "COG"
        chosen = format_of(path, form["format"])
        if cog and chosen is FORMATS["gtiff"] and form["format"] == AUTO:
            form = {**form, "format": "cog"}
        validity = Validity.of(raster, nodata, given=output_nodata is not None).within(chosen)
        with (rasterio.Env(GDAL_CACHEMAX=cache_bytes(memory_budget)),
              creating(path, raster.grid, count=raster.count, dtype=raster.dtype, nodata=validity.tag,
                       like=raster.dataset, **form) as out):
            boxes = list(_boxes(raster, edges.depth, memory_budget))
            fill, clash = invalid_values(raster, nodata), False
            for done, box in enumerate(boxes, 1):
                values, keep, count = _block(raster, box, edges)
                clash |= validity.write(out, np.where(keep, values, fill), keep, Window(*box))
                trimmed += count
                progress.report(done / len(boxes), until=(done + 1) / len(boxes))
            if clash:
                validity.replace_tag(out, (
                    # Blocks are read again rather than kept: a clash is rare, and the masks of a large raster fill the
                    # memory.
                    (Window(*box), _block(raster, box, edges)[1]) for box in boxes))
            raster.check_unchanged()
    return trimmed


def edge_pixels(suspicious: Mask, invalid: Mask, depth: int) -> Mask:
    """Suspicious pixels that a chain of at most ``depth`` of them joins to an invalid one; all (height, width)."""
    suspicious = suspicious & ~invalid
    # Most blocks lie inside the image, and the dilation is the costly part.
    if not suspicious.any() or not invalid.any():
        return np.zeros_like(invalid)
    # Within the mask a step of the dilation is a link of the chain, so that depth counts links and not distance.
    reached = ndimage.binary_dilation(invalid, np.ones((3, 3), bool), depth, mask=suspicious | invalid)
    return np.asarray(reached & suspicious)


def _block(raster: Raster, box: tuple[int, int, int, int], edges: _Edges) -> tuple[NDArray[Any], Mask, int]:
    """Pixels of a box (bands, height, width), which of them stay valid, and how many are trimmed."""
    edge = _edge(raster, box, edges)
    # Read apart from the edge: that needs one band with a margin, this all bands without one.
    values, valid = raster.read(box)
    return values, np.broadcast_to(~edge if valid is None else valid & ~edge, values.shape), int(edge.sum())


def _edge(raster: Raster, box: tuple[int, int, int, int], edges: _Edges) -> Mask:
    """The pixels of a box that are to go; looks as far around the box as a chain can reach."""
    col, row, width, height = box
    depth = edges.depth
    left, top = max(0, col - depth), max(0, row - depth)
    right, bottom = min(raster.grid.width, col + width + depth), min(raster.grid.height, row + height + depth)
    (values,), valid = raster.read((left, top, right - left, bottom - top), [edges.band])
    invalid = np.zeros(values.shape, bool) if valid is None else ~valid[0]
    # Beyond the raster all is invalid; beyond a box nothing is known, and nothing is near enough to matter.
    borders = [(int(top == 0), int(bottom == raster.grid.height)), (int(left == 0), int(right == raster.grid.width))]
    invalid = np.pad(invalid, borders, constant_values=True)
    edge = edge_pixels(np.pad(_looks_invalid(values, *edges.limits), borders), invalid, depth)
    # Past the margin that was read, and past the border of invalid pixels that was added.
    first_row, first_col = row - top + borders[0][0], col - left + borders[1][0]
    return edge[first_row : first_row + height, first_col : first_col + width]


def _looks_invalid(values: NDArray[Any], below: float | None, above: float | None) -> Mask:
    # What most tools write where they have nothing.
    if below is None and above is None:
        return np.asarray(values == 0)
    low = np.zeros(values.shape, bool) if below is None else values < below
    return np.asarray(low if above is None else low | (values > above))


def _boxes(raster: Raster, depth: int, memory_budget: int) -> Iterator[tuple[int, int, int, int]]:
    """(col, row, width, height) of blocks as high as a tile and as wide as memory allows, row by row."""
    # A quarter of the budget; GDAL's cache may have another one.
    side = tile_side(raster.count, raster.dtype)
    per_column = (side + 2 * depth) * (BYTES_PER_PIXEL + 3 * raster.count * np.dtype(raster.dtype).itemsize)
    width = max(side, memory_budget // 4 // per_column // side * side)
    for row in range(0, raster.grid.height, side):
        for col in range(0, raster.grid.width, width):
            yield col, row, min(width, raster.grid.width - col), min(side, raster.grid.height - row)
