"""References that are no files - web maps, virtual rasters, layers in memory, vectors: rendered into a GeoTIFF.

What the source's surroundings need is drawn in the source's own CRS and resolution, tile by tile, by QGIS's renderer,
which honours what providers ask for (zoom levels, sizes, logins). The layer is read in the main thread, a copy of it is
drawn in a worker's.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape, unescape
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsMapLayer,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QSize, QThread
from qgis.PyQt.QtGui import QColor, QImage, QPainter

from .coregix_core.errors import Cancelled, InputError
from .layers import raster_path
from .translation import tr

# Pixels along a tile's side: most servers give as many at a time.
TILE = 512
# Above this the reference is drawn coarser: a server is asked for no more than a person would look at.
MAX_PIXELS = 36_000_000
# Room around the source, in its longer side, if no largest shift is given.
MARGIN = 0.15


@dataclass(frozen=True)
class Rendering:
    """A layer to be drawn on a grid; ``layer`` is a copy for the thread that draws."""

    layer: QgsMapLayer
    name: str
    attribution: str
    crs: QgsCoordinateReferenceSystem
    extent: QgsRectangle
    width: int
    height: int
    target: Path
    factor: float

    def write(self, report: Callable[[float, str], object], cancelled: Callable[[], bool]) -> str:
        """Draw the layer into ``target`` and say what was drawn, as HTML; raises Cancelled or InputError."""
        from osgeo import gdal

        # Made in the main thread, drawn in this one.
        self.layer.moveToThread(QThread.currentThread())
        # QGIS's own GDAL, which each QGIS brings: rasterio is in the engine's process alone.
        driver = gdal.GetDriverByName("GTiff")
        raster = driver.Create(str(self.target), self.width, self.height, 4, gdal.GDT_Byte,
                               ["TILED=YES", "COMPRESS=DEFLATE", "PHOTOMETRIC=RGB", "ALPHA=YES"])
        # North up whatever the source is: the renderer knows no turned extents.
        raster.SetGeoTransform([self.extent.xMinimum(), self.extent.width() / self.width, 0.0,
                                self.extent.yMaximum(), 0.0, -self.extent.height() / self.height])
        raster.SetProjection(self.crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2019))
        boxes = [(col, row) for row in range(0, self.height, TILE) for col in range(0, self.width, TILE)]
        drawn = False
        for done, (col, row) in enumerate(boxes):
            if cancelled():
                raise Cancelled(tr("The run was cancelled; nothing was written."))
            report(done / len(boxes), tr("Drawing {name}").format(name=self.name))
            width, height = min(TILE, self.width - col), min(TILE, self.height - row)
            values = self._tile(col, row, width, height)
            drawn = drawn or any(values[3::4])
            for band, offset in enumerate((2, 1, 0, 3), start=1):
                # Qt's 32-bit pixels are blue, green, red, alpha in memory.
                raster.GetRasterBand(band).WriteRaster(col, row, width, height, values[offset::4])
        del raster
        if not drawn:
            raise InputError(tr("The layer '{name}' shows nothing around the source: zoom there to see whether it is "
                                "drawn at all.").format(name=self.name))
        return self.notes()

    def _tile(self, col: int, row: int, width: int, height: int) -> bytes:
        """The pixels of a tile, four bytes each."""
        across, down = self.extent.width() / self.width, self.extent.height() / self.height
        left, top = self.extent.xMinimum() + col * across, self.extent.yMaximum() - row * down
        settings = QgsMapSettings()
        settings.setLayers([self.layer])
        settings.setDestinationCrs(self.crs)
        settings.setOutputSize(QSize(width, height))
        settings.setExtent(QgsRectangle(left, top - height * down, left + width * across, top))
        settings.setBackgroundColor(QColor(0, 0, 0, 0))
        # Labels and symbols of a border tile must not end at it.
        settings.setFlag(QgsMapSettings.Flag.DrawLabeling, False)
        settings.setFlag(QgsMapSettings.Flag.Antialiasing, True)
        settings.setFlag(QgsMapSettings.Flag.RenderMapTile, True)
        image = QImage(width, height, QImage.Format.Format_ARGB32)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        job = QgsMapRendererCustomPainterJob(settings, painter)
        # In this thread: it is a worker's already, and one tile after another spares the server.
        job.renderSynchronously()
        painter.end()
        # PyQt gives a pointer without a size; Qt 6 has renamed the count of bytes.
        bits = image.constBits()
        bits.setsize(image.byteCount() if hasattr(image, "byteCount") else image.sizeInBytes())
        return bytes(bits)

    def notes(self) -> str:
        """Which layer the reference was drawn from, and whose it is."""
        text = tr("Reference: drawn from the layer '{name}'").format(name=escape(self.name))
        if self.factor > 1:
            text += tr(", {factor} x coarser than the source").format(factor=f"{self.factor:.1f}")
        rights = f" © {escape(self.attribution)}" if self.attribution else ""
        return f"<p>{text}.{rights}</p>"


def plain(notes: str) -> str:
    """Notes as text, for a log."""
    return unescape(re.sub(r"<[^>]*>", "", notes))


def is_file(layer: QgsMapLayer) -> bool:
    """Whether a layer is a raster file that the engine opens itself."""
    if not isinstance(layer, QgsRasterLayer):
        return False
    try:
        raster_path(layer)
    except InputError:
        return False
    return True


@dataclass(frozen=True)
class Ground:
    """What has to be drawn: an extent, in its CRS, in pixels of such a side."""

    crs: QgsCoordinateReferenceSystem
    extent: QgsRectangle
    pixel: float


def ground_of(sources: Sequence[QgsRasterLayer]) -> Ground:
    """What sources cover, in the CRS and the resolution of the first.

    Raises InputError for a source without a CRS: nobody knows where it lies.
    """
    for source in sources:
        if not source.crs().isValid():
            raise InputError(tr("The layer '{name}' has no CRS, so that nothing can be drawn around it: set one in its "
                                "properties.").format(name=source.name()))
    first = sources[0]
    extent = QgsRectangle(first.extent())
    for other in sources[1:]:
        # With the project, which knows what datum shifts the user has chosen.
        change = QgsCoordinateTransform(other.crs(), first.crs(), QgsProject.instance())
        extent.combineExtentWith(change.transformBoundingBox(other.extent()))
    return Ground(first.crs(), extent, min(first.rasterUnitsPerPixelX(), first.rasterUnitsPerPixelY()))


def rendering_of(layer: QgsMapLayer, ground: Ground, target: Path, reach: float | None = None) -> Rendering:
    """What has to be drawn of ``layer`` on some ground; ``reach`` is the largest shift. For the main thread."""
    extent, pixel = QgsRectangle(ground.extent), ground.pixel
    extent.grow(reach if reach is not None else MARGIN * max(extent.width(), extent.height()))
    # By the root, as pixels are counted along both sides.
    factor = max(1.0, math.sqrt(extent.width() * extent.height() / pixel**2 / MAX_PIXELS))
    width, height = (max(1, math.ceil(side / (pixel * factor))) for side in (extent.width(), extent.height()))
    # Whole pixels, from the upper left.
    extent = QgsRectangle(extent.xMinimum(), extent.yMaximum() - height * pixel * factor,
                          extent.xMinimum() + width * pixel * factor, extent.yMaximum())
    copy = layer.clone()
    # Of no thread, until the one that draws takes it.
    copy.moveToThread(None)
    return Rendering(copy, layer.name(), attribution(layer), ground.crs, extent, width, height, target, factor)


def attribution(layer: QgsMapLayer) -> str:
    """Whose data a layer shows, as its metadata or its server says; '' if neither does."""
    rights = [*layer.metadata().rights()]
    properties = layer.serverProperties() if hasattr(layer, "serverProperties") else None
    # Up to 3.36 the layer itself says it.
    server = (properties if hasattr(properties, "attribution") else layer).attribution()
    return "; ".join(dict.fromkeys(text for text in (*rights, server) if text))
