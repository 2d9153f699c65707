"""The one factory of rasters whose truth is known: textures under a known displacement, images of their coordinates.

``textured`` is defined at every real place, so that a raster and its displaced sister are made from the same ground and
no interpolation comes between them. ``coordinates`` makes pixels carry their own place, so that any warp proves itself.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.errors import NotGeoreferencedWarning

from coregix_core.geometry import Grid
from coregix_core.geometry.transform import AffineTransform, affine_transform
from coregix_core.imaging.image import Image

UTM = CRS.from_epsg(32633)
ORIGIN = (500_000.0, 5_800_000.0)


def grid(width: int = 160, height: int = 140, pixel: float = 2.0, crs: CRS | None = UTM,
         origin: tuple[float, float] = ORIGIN) -> Grid:
    """A north-up grid."""
    return Grid(crs, Affine(pixel, 0.0, origin[0], 0.0, -pixel, origin[1]), width, height)


def centres(where: Grid) -> tuple[np.ndarray, np.ndarray]:
    """(columns, rows) of the pixel centres, each (height, width)."""
    return np.meshgrid(np.arange(where.width) + 0.5, np.arange(where.height) + 0.5)


def coordinates(where: Grid, dtype: str = "float64") -> np.ndarray:
    """(2, height, width): the column and the row of each pixel's own centre."""
    return np.stack(centres(where)).astype(dtype)


@dataclass(frozen=True)
class Ground:
    """Texture defined at every real place: a sum of waves of many lengths and directions, like filtered noise.

    ``shortest`` and ``longest`` are wavelengths in world units.
    """

    seed: int = 0
    shortest: float = 10.0
    longest: float = 400.0
    waves: int = 160
    origin: tuple[float, float] = ORIGIN
    _parts: tuple[np.ndarray, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        rng = np.random.default_rng(self.seed)
        length = np.exp(rng.uniform(np.log(self.shortest), np.log(self.longest), self.waves))
        angle, phase = rng.uniform(0, 2 * np.pi, (2, self.waves))
        k = 2 * np.pi / length
        object.__setattr__(self, "_parts", (k * np.cos(angle), k * np.sin(angle), phase, np.sqrt(length)))

    def __call__(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        """Values about 3000 with a standard deviation of 500, at world places of any shape."""
        places = np.asarray(x) - self.origin[0], np.asarray(y) - self.origin[1]
        steps = [even_steps(axis, self.shortest * 1e-8) for axis in places]
        total = self._at(*places) if None in steps else self._on_lattice(*steps, np.shape(x))
        return 3000 + 500 * total / np.sqrt((self._parts[3] ** 2).sum() / 2)

    def _at(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        total = np.zeros(np.shape(x))
        for a, b, p, w in zip(*self._parts, strict=True):
            total += w * np.sin(a * x + b * y + p)
        return total

    def _on_lattice(self, x: tuple[float, ...], y: tuple[float, ...], shape: tuple[int, int]) -> np.ndarray:
        """The same where places go on in even steps: sines of a sum are products of rows with columns."""
        kx, ky, phase, weight = (part[:, None] for part in self._parts)
        first, right, down = (kx * a + ky * b for a, b in zip(x, y, strict=True))
        rows, cols = first + phase + down * np.arange(shape[0]), right * np.arange(shape[1])
        return (weight * np.sin(rows)).T @ np.cos(cols) + (weight * np.cos(rows)).T @ np.sin(cols)


def even_steps(places: np.ndarray, tolerance: float) -> tuple[float, float, float] | None:
    """(the first place, the step to the right, the step down) of an image of them; None if they go on otherwise."""
    if places.ndim != 2 or min(places.shape) < 2:
        return None
    height, width = places.shape
    first, right, down = places[0, 0], (places[0, -1] - places[0, 0]) / (width - 1), (
        places[-1, 0] - places[0, 0]) / (height - 1)
    straight = first + right * np.arange(width) + down * np.arange(height)[:, None]
    return (first, right, down) if np.abs(straight - places).max() <= tolerance else None


def textured(where: Grid, displacement: AffineTransform | None = None, ground: Ground | None = None) -> np.ndarray:
    """(height, width) float64: the ground as a raster on this grid shows it whose georeference is off.

    ``displacement`` maps true places to those that the raster shows them at: the T that an alignment should find.
    """
    x, y = where.to_world(*centres(where))
    if displacement is not None:
        x, y = displacement.inverse(x, y)
    return (ground or Ground())(x, y)


def displaced(east: float = 0.0, north: float = 0.0, rotation_deg: float = 0.0, scale: float = 1.0,
              centre: tuple[float, float] = (ORIGIN[0] + 160.0, ORIGIN[1] - 140.0)) -> AffineTransform:
    """A similarity about the middle of ``grid()``, in world units."""
    c, s = scale * np.cos(np.deg2rad(rotation_deg)), scale * np.sin(np.deg2rad(rotation_deg))
    return affine_transform("similarity", centre, np.array([[c, -s], [s, c]]), np.array([east, north]))


def blobs(shape: tuple[int, int], share: float, seed: int = 0, size: float = 8.0) -> np.ndarray:
    """A mask of cloud-like shapes that covers about ``share`` of the image."""
    from scipy import ndimage

    smooth = ndimage.gaussian_filter(np.random.default_rng(seed).normal(size=shape), size)
    return smooth > np.quantile(smooth, 1 - share)


def write(path: Path, values: np.ndarray, where: Grid, *, nodata: float | None = None, mask: np.ndarray | None = None,
          internal_mask: bool = True, **profile: Any) -> Path:
    """Write a GeoTIFF: ``values`` (height, width) or (bands, height, width); ``mask`` is True where they are valid."""
    values = values[None] if values.ndim == 2 else values
    profile = {"driver": "GTiff", "count": len(values), "height": where.height, "width": where.width,
               "dtype": values.dtype.name, "crs": where.crs, "transform": where.transform, "nodata": nodata, **profile}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        created = rasterio.open(path, "w", **profile)
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=internal_mask), created as dataset:
        dataset.write(values)
        if mask is not None:
            dataset.write_mask(mask)
    return path


def describe(path: Path, **attributes: Any) -> Path:
    """Set attributes (descriptions, colorinterp, ...) of a raster that exists; ``tags`` and ``band_tags`` are tags."""
    with rasterio.open(path, "r+") as dataset:
        dataset.update_tags(**attributes.pop("tags", {}))
        for band, tags in attributes.pop("band_tags", {}).items():
            dataset.update_tags(band, **tags)
        if colours := attributes.pop("colormap", None):
            dataset.write_colormap(1, colours)
        for name, value in attributes.items():
            setattr(dataset, name, value)
    return path


def picture(where: Grid, values: np.ndarray, valid: np.ndarray | None = None) -> Image:
    """Values as an image in memory: all of them valid, or 0 where they are not."""
    valid = np.ones(where.shape, bool) if valid is None else valid
    return Image(np.where(valid, values, 0).astype(np.float32), valid, where)
