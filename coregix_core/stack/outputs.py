"""The files of a stack: aligned images on their own grid or a common one, transforms, and VRTs without pixels."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.windows import Window

from .._typing import Mask
from .._version import __version__
from ..errors import InputError, Sentence
from ..geometry import AffineTransform, Grid, LocalTransform
from ..io import (
    GDAL_ERRORS,
    TILE,
    Raster,
    SavedTransform,
    Validity,
    choose_nodata,
    creating,
    describe_bands,
    format_of,
    open_raster,
    refuse_same_file,
    save_transform,
    usual_ending,
    write_export,
)
from ..options import StackOptions
from ..progress import Progress
from ..warping import kernels_of, warp
from .ground import Ground
from .images import StackImage
from .solution import ImageResult

# The tag that says what an output was made of.
KEY = "COREGIX_STACK_KEY"

# Pixels along a side: one image that was placed wrongly far away would have a file made that no disk holds.
LARGEST_SIDE = 2_000_000


@dataclass(frozen=True)
class Target:
    """Where outputs go: the folder, and the grid that all get, or None where each keeps its own."""

    folder: Path
    grid: Grid | None
    options: StackOptions

    @property
    def format(self) -> str:
        """The format of single images; a cube is made of GeoTIFFs."""
        return "gtiff" if self.options.format in ("zarr", "netcdf") else self.options.format

    def path(self, name: str) -> Path:
        """Where the output of an image goes."""
        return self.folder / f"{name}{usual_ending(self.format)}"


def common_grid(images: Sequence[StackImage], results: Sequence[ImageResult], ground: Ground) -> Grid:
    """One grid for all images: the finest one's own, grown to hold what all show."""
    placed = [(image, result) for image, result in zip(images, results, strict=True) if result.transform is not None]
    sizes = [_pixel_in(image.grid, ground) for image, _ in placed]
    # The finest, so that no image loses detail.
    base = _pixels_of(placed[int(np.argmin(sizes))][0].grid, ground)
    cols, rows = [], []
    for image, result in placed:
        assert result.transform is not None
        x, y = ground.placed(image.grid, *image.grid.outline())
        col, row = base.to_pixel(*result.transform.inverse(x, y))
        cols.append((col.min(), col.max()))
        rows.append((row.min(), row.max()))
    # Half a pixel more than nothing is shown in part; whole pixels alone are kept.
    left, right = round(min(c[0] for c in cols)), round(max(c[1] for c in cols))
    top, bottom = round(min(r[0] for r in rows)), round(max(r[1] for r in rows))
    if max(right - left, bottom - top) > LARGEST_SIDE:
        raise InputError(Sentence("The common grid would have {columns} x {rows} pixels; give a raster whose grid is "
                                  "to be taken.", columns=right - left, rows=bottom - top))
    return base.window(left, top, max(1, right - left), max(1, bottom - top))


def _pixels_of(finest: Grid, ground: Ground) -> Grid:
    """A grid with the pixels that all outputs get: the finest image's own, or north up in the stack's CRS."""
    # Pixels that do not move need no resampling: its own ones, if they lie along the axes of the stack's CRS.
    if finest.crs == ground.crs and abs(finest.transform.b) + abs(finest.transform.d) < 1e-12:
        # The others may be written on its side of the antimeridian or on the other.
        return finest.turned_to(ground.frame.centre[0])
    return Grid(ground.crs, Affine(ground.frame.unit[0], 0.0, 0.0, 0.0, -ground.frame.unit[1], 0.0), 1, 1)


def _pixel_in(grid: Grid, ground: Ground) -> float:
    left, bottom, right, top = ground.bounds_of(grid)
    return float(np.sqrt((right - left) * (top - bottom) / (grid.width * grid.height)))


def write_image(image: StackImage, result: ImageResult, ground: Ground, target: Target, track: Progress
                ) -> ImageResult:
    """Write an image resampled under its correction, unless it is there already; the result then names it."""
    assert result.transform is not None
    path, options = target.path(image.name), target.options
    done = replace(result, output=str(path))
    with open_raster(image.path, role="input", nodata=options.input_nodata) as source:
        refuse_same_file(path, source)
        grid = target.grid or source.grid
        key = _key(source.files, [result.transform], grid, options)
        # A run that was stopped goes on behind what it had written.
        if written_key(path) == key:
            return done
        warp(source, result.transform, ground.crs, grid, path, resampling=options.resampling,
             band_resampling=options.band_resampling or (), output_nodata=options.output_nodata, format=target.format,
             creation_options=options.creation_option or (), threads=options.threads,
             memory_budget=options.memory_budget << 20, tags={**_tags(key), **_outcome(result)}, progress=track)
    return done


def _tags(key: str) -> dict[str, str]:
    # The key is in the file itself, so that it goes where the file goes, and with it if it is removed.
    return {"COREGIX_VERSION": __version__, KEY: key}


def _outcome(result: ImageResult) -> dict[str, str]:
    return {"COREGIX_VERDICT": result.verdict, "COREGIX_REASON": result.reason}


def path_of_bands(images: Sequence[StackImage], target: Target) -> Path:
    """Where the file goes whose bands are the images."""
    return target.path(Path(images[0].path).stem)


def write_bands(images: Sequence[StackImage], results: Sequence[ImageResult], ground: Ground, target: Target,
                work: Path, track: Progress) -> list[ImageResult]:
    """Write a file anew with its bands aligned to each other, unless it is there already.

    Each is warped by its own correction. A band that nothing holds is left out of the file: it would lie where it does
    not belong.
    """
    path, options = path_of_bands(images, target), target.options
    placed = {images[k].band: result for k, result in enumerate(results) if result.transform is not None}
    with open_raster(images[0].path, role="input", nodata=options.input_nodata) as source:
        refuse_same_file(path, source)
        transforms = {band: result.transform for band, result in placed.items() if result.transform is not None}
        key = _key(source.files, transforms.values(), target.grid or source.grid, options, list(transforms))
        if written_key(path) != key:
            parts = _warped(source, transforms, ground, target, work, track)
            _join(parts, placed, source, path, target, key)
    return [result if result.transform is None else replace(result, output=str(path)) for result in results]


def _warped(source: Raster, transforms: Mapping[int, AffineTransform | LocalTransform], ground: Ground, target: Target,
            work: Path, track: Progress) -> list[Path]:
    """A file for each band of ``transforms`` that is warped by its own, in the folder ``work``."""
    options, parts = target.options, []
    kernels = kernels_of(source, options.resampling, options.band_resampling or ())
    # And one for joining them.
    steps = len(transforms) + 1
    for done, (band, transform) in enumerate(transforms.items()):
        parts.append(work / f"aligned{band}.tif")
        with track.portion(done / steps, (done + 1) / steps):
            # All bands by one warp, of which one is kept: the mask of a pixel is that of its own band.
            warp(source, transform, ground.crs, target.grid or source.grid, parts[-1],
                 resampling=kernels[band], band_resampling=(f"classes={kernels[band]}",),
                 output_nodata=options.output_nodata, threads=options.threads,
                 memory_budget=options.memory_budget << 20, progress=track)
    return parts


def _join(parts: Sequence[Path], placed: Mapping[int, ImageResult], source: Raster, path: Path, target: Target,
          key: str) -> None:
    """One file of one band from each of several, block by block; ``placed`` are the results by their bands."""
    bands = list(placed)
    with ExitStack() as closing:
        opened = [closing.enter_context(open_raster(part, role="input")) for part in parts]
        nodata = choose_nodata(target.options.output_nodata, source)
        validity = Validity.of(opened[0], nodata, given=target.options.output_nodata is not None).within(
            format_of(path, target.format))
        # All parts were warped onto one grid.
        grid = opened[0].grid
        with creating(path, grid, count=len(parts), dtype=source.dtype, nodata=validity.tag, like=source.dataset,
                      format=target.format, creation_options=target.options.creation_option or (),
                      tags=_tags(key)) as out:
            describe_bands(out, source.dataset, bands)
            for number, (band, result) in enumerate(placed.items(), 1):
                out.set_band_description(number, source.dataset.descriptions[band] or f"band{band}")
                out.update_tags(number, **_outcome(result))
            clash = False
            for window, values, valid in _joined(opened, bands):
                clash |= validity.write(out, values, valid, window)
            # As in a warp: known when all pixels were seen.
            if clash:
                validity.replace_tag(out, ((window, valid) for window, _, valid in _joined(opened, bands)))


def _joined(rasters: Sequence[Raster], bands: Sequence[int]) -> Iterator[tuple[Window, NDArray[Any], Mask]]:
    """Rows of tiles of one band from each of several rasters, with which pixels are valid: (bands, rows, columns)."""
    grid = rasters[0].grid
    for row in range(0, grid.height, TILE):
        # Along the tiles, so that none is decoded twice.
        box = (0, row, grid.width, min(TILE, grid.height - row))
        pieces = [raster.read(box, [band]) for raster, band in zip(rasters, bands, strict=True)]
        valid = np.concatenate([np.ones(v.shape, bool) if ok is None else ok for v, ok in pieces])
        yield Window(*box), np.concatenate([piece[0] for piece in pieces]), valid


def _key(files: Sequence[str], transforms: Iterable[AffineTransform | LocalTransform], grid: Grid,
         options: StackOptions, bands: Sequence[int] = ()) -> str:
    """What an output depends on; ``bands`` are those that the ``transforms`` are of, if each has its own."""
    # By size and time: a checksum would read every image once more.
    stamps = [[name, (state := Path(name).stat()).st_size, state.st_mtime_ns] for name in sorted(files)]
    place = [list(grid.transform), grid.shape, None if grid.crs is None else grid.crs.to_wkt()]
    chosen = [options.resampling, options.band_resampling, options.output_nodata, options.input_nodata, options.format,
              options.creation_option]
    text = json.dumps([__version__, stamps, list(map(_numbers, transforms)), list(bands), place, chosen])
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:32]


def _numbers(transform: AffineTransform | LocalTransform) -> list[Any]:
    """A transform by its numbers: the same one of two runs is the same output, whenever it was found."""
    affine = transform.affine if isinstance(transform, LocalTransform) else transform
    field = [list(transform.lattice), transform.coefficients.tolist()] if isinstance(transform, LocalTransform) else []
    return [affine.centre, affine.matrix, affine.shift, field]


def written_key(path: Path) -> str | None:
    """What an output of a stack depended on, as its tag says; None of any other file."""
    if path.exists():
        with suppress(*GDAL_ERRORS), rasterio.open(path) as raster:
            found = raster.tags().get(KEY)
            return None if found is None else str(found)
    return None


def write_transform(image: StackImage, result: ImageResult, ground: Ground, folder: Path) -> Path:
    """Write an image's transform as JSON, for ``apply`` and ``export``."""
    assert result.transform is not None
    path = folder / "transforms" / f"{image.name}.json"
    path.parent.mkdir(exist_ok=True)
    save_transform(path, SavedTransform(
        result.transform, ground.crs, ground.bounds_of(image.grid), image.grid, "", result.verdict,
        None if result.ce90_px is None else result.ce90_px * ground.frame.pixel, result.ce90_px,
        datetime.now(UTC).isoformat(timespec="seconds")))
    return path


def write_vrt(image: StackImage, result: ImageResult, ground: Ground, folder: Path) -> Path:
    """Write a VRT that shows the image's own pixels at their true places."""
    assert result.transform is not None
    path = folder / "vrt" / f"{image.name}.vrt"
    path.parent.mkdir(exist_ok=True)
    with open_raster(image.path, role="input") as raster:
        saved = SavedTransform(result.transform, ground.crs, ground.bounds_of(image.grid), image.grid)
        write_export(saved, raster, path, "vrt")
    return path
