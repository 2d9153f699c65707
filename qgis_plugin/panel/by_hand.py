"""What the engine is told of a rough placement by hand: points to start from, or a rectangle to look in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)

from ..references import Ground
from .hand_placement import ALONG_SIDE, MAX_SCALE, HandPlacement, Place, rectangle, scale_between
from .points import TiePoint, write_points


@dataclass(frozen=True)
class PlacedByHand:
    """A placement in the map's CRS."""

    placement: HandPlacement
    crs: QgsCoordinateReferenceSystem

    def ground(self) -> Ground:
        """Where a reference that is drawn has to be drawn, and how fine."""
        return Ground(self.crs, QgsRectangle(*rectangle(self.placement.corners())), self.placement.size)

    def start(self, source: QgsRasterLayer, reference: QgsCoordinateReferenceSystem, folder: Path) -> dict[str, Any]:
        """Values of the core's parameters that begin here; ``folder`` takes a file of points."""
        # The hand moved it in the map's CRS, and the engine asks for places in the reference's.
        change = QgsCoordinateTransform(self.crs, reference, QgsProject.instance())
        shown = _own_grid(source)
        grid = [_changed(change, self.placement(*_pixel(source, place))) for place in shown]
        # Points carry the turn as well; a rectangle says only where to look, for any turn and scale.
        if self._scale_is_right(source, reference):
            wkt = reference.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2019)
            path = folder / "by_hand.points"
            write_points(path, [(TiePoint(*true, *true), own) for true, own in zip(grid, shown)], wkt)
            return {"known_points": str(path), "start": "near"}
        # Nothing of its own georeference, if it has one, is of use.
        return {"around": rectangle(grid), "start": "near"}

    def _scale_is_right(self, source: QgsRasterLayer, reference: QgsCoordinateReferenceSystem) -> bool:
        """Whether the source has a georeference of about this scale: from other ones, points are no start."""
        # Then its coordinates are pixels, whose scale says nothing.
        if not source.crs().isValid():
            return False
        own, placed = (
            [_changed(QgsCoordinateTransform(crs, reference, QgsProject.instance()), place) for place in corners]
            for crs, corners in (
                (source.crs(), [_shown(source, p) for p in ((0, 0), (source.width(), 0), (source.width(),
                                                                                             source.height()))]),
                (self.crs, self.placement.corners()[:3])))
        # Both ways alike: half as large is as far off as twice as large.
        return 1 / MAX_SCALE < scale_between(own, placed) < MAX_SCALE


def _shown(source: QgsRasterLayer, pixel: Place) -> Place:
    """Where the source's own georeference puts a place in it."""
    extent = source.extent()
    return (extent.xMinimum() + pixel[0] * extent.width() / source.width(),
            extent.yMaximum() - pixel[1] * extent.height() / source.height())


def _pixel(source: QgsRasterLayer, place: Place) -> Place:
    """Where in its picture QGIS shows a place of the source's own georeference."""
    extent = source.extent()
    return ((place[0] - extent.xMinimum()) * source.width() / extent.width(),
            (extent.yMaximum() - place[1]) * source.height() / extent.height())


def _own_grid(source: QgsRasterLayer) -> list[Place]:
    """Places all over the source, by its own georeference."""
    from osgeo import gdal

    steps = [step / (ALONG_SIDE - 1) for step in range(ALONG_SIDE)]
    shares = [(across, down) for down in steps for across in steps]
    dataset = gdal.Open(source.source())
    if dataset is None or dataset.GetGeoTransform(can_return_null=True) is None:
        return [_shown(source, (source.width() * across, source.height() * down)) for across, down in shares]
    # Of the file: of one that is turned, QGIS shows the box around it, whose corners are none of the image's.
    g, width, height = dataset.GetGeoTransform(), dataset.RasterXSize, dataset.RasterYSize
    return [(g[0] + width * across * g[1] + height * down * g[2], g[3] + width * across * g[4] + height * down * g[5])
            for across, down in shares]


def _changed(change: QgsCoordinateTransform, place: Place) -> Place:
    moved = change.transform(QgsPointXY(*place))
    return moved.x(), moved.y()
