"""Tie points in formats that QGIS offers and the core does not write: it writes a GeoPackage, GDAL converts it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from .coregix_core.errors import InputError, OutputError
from .translation import tr

NAME = "tie_points"
# Ending -> GDAL's driver.
DRIVERS = {".shp": "ESRI Shapefile"}


def asked_for(outputs: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The outputs that the core is asked for: a GeoPackage in ``folder`` in place of what it does not write."""
    path = str(outputs.get(NAME) or "")
    if Path(path).suffix.lower() not in DRIVERS:
        return dict(outputs)
    if not Path(path).parent.is_dir():
        # Before the run, as for the core's own formats.
        raise InputError(tr("The folder of {path} does not exist; make it first.").format(path=path))
    return {**outputs, NAME: str(folder / "tie_points.gpkg")}


def converted(written: Mapping[str, Any], requested: Mapping[str, Any]) -> None:
    """Convert what was written otherwise than it is wanted; raises OutputError."""
    target, source = str(requested.get(NAME) or ""), str(written.get(NAME) or "")
    if target == source or not Path(source).is_file():
        return
    translate(target, source, format=DRIVERS[Path(target).suffix.lower()])


def translate(target: str, source: str, **options: Any) -> None:
    """Write a vector file anew in another format or in part, by GDAL; raises OutputError."""
    from osgeo import gdal

    try:
        made = gdal.VectorTranslate(target, source, **options)
        error = gdal.GetLastErrorMsg()
    except RuntimeError as raised:  # as newer QGIS sets GDAL up
        made, error = None, str(raised)
    if made is None:
        raise OutputError(tr("{path} cannot be written: {error}").format(path=target, error=error))
    # GDAL writes the file when its dataset is closed.
    del made
