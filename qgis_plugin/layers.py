"""What the user sees in QGIS is what the engine reads: layers as files and overrides, or a sentence why not.

Only the main thread may read layers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .coregix_core.errors import InputError
from .translation import tr

if TYPE_CHECKING:
    from qgis.core import QgsMapLayer, QgsRasterLayer, QgsVectorLayer

# Data providers of QGIS in the words of a user.
KINDS = {"wms": "a web map (WMS, WMTS or tiles)", "wcs": "a web coverage (WCS)",
         "arcgismapserver": "a web map (ArcGIS)", "virtualraster": "a virtual raster of QGIS",
         "postgresraster": "in a database"}

REMOTE_OPTIONS = "|option:"


@dataclass(frozen=True)
class RasterSource:
    """A raster layer as the engine reads it: a path, and what the layer says otherwise than its file."""

    path: str
    crs: str | None = None
    nodata: float | None = None


@dataclass(frozen=True)
class BandNodata:
    """Nodata of one band as set in the layer: ranges (least, most) by the user, and the file's own value, if any."""

    user_ranges: tuple[tuple[float, float], ...]
    has_source: bool
    uses_source: bool


def raster_source(layer: QgsRasterLayer, folder: Path) -> RasterSource:
    """A raster layer as the engine reads it; ``folder`` takes a small VRT where options alone cannot say it.

    Raises InputError, with a sentence for the user, where the layer is no file that the engine could open.
    """
    path = raster_path(layer)
    provider = layer.dataProvider()
    crs = _other_crs(layer)
    bands = [
        BandNodata(tuple((r.min(), r.max()) for r in provider.userNoDataValues(band)),
                   provider.sourceHasNoDataValue(band), provider.useSourceNoDataValue(band))
        for band in range(1, provider.bandCount() + 1)
    ]
    nodata, ignore_source = layer_nodata(layer.name(), bands)
    # There is no option to ignore a file's nodata: a VRT without it says the same.
    if ignore_source:
        path = _without_nodata(path, folder)
    return RasterSource(path, crs, nodata)


def raster_path(layer: QgsRasterLayer) -> str:
    """The path of a raster layer as GDAL opens it; raises InputError where it has none that another process could."""
    from qgis.core import QgsProviderRegistry

    name, kind = layer.name(), layer.providerType()
    # Other providers read in ways that only QGIS knows.
    if kind != "gdal":
        what = tr(KINDS[kind]) if kind in KINDS else tr("of the kind '{kind}'").format(kind=kind)
        raise InputError(tr("The layer '{name}' is {what}, not a file that GDAL reads: export it to a GeoTIFF "
                            "(Export > Save As) and use that.").format(name=name, what=what))
    # What is in this process's memory, or needs its logins, another process cannot open.
    source = layer.source()
    if "/vsimem/" in source or source.startswith(("MEM:", "<")):
        raise InputError(tr("The layer '{name}' is in the memory of QGIS only: export it to a GeoTIFF (Export > Save "
                            "As) and use that.").format(name=name))
    if REMOTE_OPTIONS in source or "authcfg=" in source:
        raise InputError(tr("The layer '{name}' is opened with options or a stored login that the engine does not "
                            "have: export it to a GeoTIFF (Export > Save As) and use that.").format(name=name))
    path = QgsProviderRegistry.instance().decodeUri("gdal", source).get("path") or source
    # A subdataset (NETCDF:"file":variable) is more than its file; a drive letter is not.
    return source if path != source and ":" in source[2:] else path


def layer_nodata(name: str, bands: Sequence[BandNodata]) -> tuple[float | None, bool]:
    """(nodata value set in the layer or None, whether the file's own nodata is switched off in the layer).

    Raises InputError for what one value for the whole raster cannot say.
    """
    values = {r for band in bands for r in band.user_ranges}
    if any(low != high for low, high in values):
        raise InputError(tr("The layer '{name}' has a range of additional nodata values, and Coregix takes single "
                            "values: set these pixels to one value first (Raster calculator), or clear the range in "
                            "the layer's Transparency settings.").format(name=name))
    # One option on the command line speaks for all bands.
    if len(values) > 1 or len({band.user_ranges for band in bands}) > 1:
        raise InputError(tr("The layer '{name}' has several additional nodata values, and Coregix takes one for all "
                            "bands: leave one in the layer's Transparency settings.").format(name=name))
    return next((low for low, _ in values), None), _is_ignored(name, bands)


def _is_ignored(name: str, bands: Sequence[BandNodata]) -> bool:
    """Whether the file's own nodata value is switched off; raises InputError where it is for some bands only."""
    uses = {band.uses_source for band in bands if band.has_source}
    if len(uses) > 1:
        raise InputError(tr("The layer '{name}' uses the file's nodata value for some bands only: switch it on or off "
                            "for all of them in the layer's Transparency settings.").format(name=name))
    return uses == {False}


def vector_path(layer: QgsVectorLayer, folder: Path) -> str:
    """A file with the features that the user sees: the layer's own, or a copy in ``folder``.

    A copy is made of layers that are no plain file, have unsaved edits, a filter, or a CRS that is not their file's.
    """
    from qgis.core import QgsVectorFileWriter

    path = layer.source().split("|")[0]
    # "file|layername=…" and the like name a part of a file; the core would move all of it.
    plain = layer.providerType() == "ogr" and "|" not in layer.source() and Path(path).is_file()
    if plain and not layer.isModified() and not layer.subsetString() and _other_crs(layer) is None:
        return path
    copy = free(folder / f"{file_stem(layer.name())}.gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    # It holds whatever QGIS's fields can hold, and needs no other files beside it.
    options.driverName = "GPKG"
    error, message, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(copy), layer.transformContext(), options)
    if error != QgsVectorFileWriter.WriterError.NoError:
        raise InputError(tr("The features of the layer '{name}' cannot be copied for the engine: {message}").format(
            name=layer.name(), message=message))
    return str(copy)


def mask_path(layer: QgsMapLayer, folder: Path) -> str:
    """A file with what a layer shows, to be read as a mask; copies, where they are needed, go into ``folder``.

    Raises InputError, with a sentence for the user, where the layer is neither raster nor vector, or cannot be read.
    """
    from qgis.core import QgsRasterLayer, QgsVectorLayer

    if isinstance(layer, QgsRasterLayer):
        return with_crs(raster_source(layer, folder), folder)
    if not isinstance(layer, QgsVectorLayer):
        raise InputError(tr("The layer '{name}' is neither a raster nor a vector layer; it cannot be a mask.").format(
            name=layer.name()))
    return vector_path(layer, folder)


def file_stem(name: str) -> str:
    """The name of a layer as part of a file's: letters of any script stay, a slash and the like become underscores."""
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in name) or "layer"


def free(path: Path) -> Path:
    """A path that is not taken yet."""
    number, found = 1, path
    while found.exists():
        number += 1
        found = path.with_name(f"{path.stem}_{number}{path.suffix}")
    return found


def _other_crs(layer: QgsMapLayer) -> str | None:
    """The layer's CRS, as its EPSG code or else as WKT, where it is not its file's, or None."""
    from qgis.core import QgsCoordinateReferenceSystem

    # Where the layer has none, its file's counts; where both are unknown, the core works in pixels.
    own = layer.dataProvider().crs()
    if not layer.crs().isValid() or layer.crs() == own:
        return None
    # A code can be read in a log; a CRS of the user's own has none.
    if layer.crs().authid().startswith("EPSG:"):
        return str(layer.crs().authid())
    return str(layer.crs().toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2019))


def _without_nodata(path: str, folder: Path) -> str:
    """A VRT of a raster whose nodata value counts as data."""
    from osgeo import gdal

    # Two layers of one run need two names.
    number = sum(1 for _ in folder.glob("*.vrt"))
    copy = str(folder / f"layer{number}.vrt")
    made = gdal.Translate(copy, path, format="VRT", noData="none")
    if made is None:
        raise InputError(tr("{path} cannot be opened by GDAL.").format(path=path))
    # GDAL writes the VRT when its dataset is closed.
    del made
    return copy


def with_crs(source: RasterSource, folder: Path) -> str:
    """The path of a raster in the CRS that the layer shows: its own, or that of a VRT in ``folder``."""
    from osgeo import gdal

    if source.crs is None:
        return source.path
    copy = str(folder / f"crs_{len(list(folder.iterdir()))}.vrt")
    made = gdal.Translate(copy, source.path, format="VRT", outputSRS=source.crs)
    if made is None:
        raise InputError(tr("{path} cannot be opened by GDAL.").format(path=source.path))
    del made
    return copy
