"""Images of a stack as a series: when each is shown, and the table of their shifts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsDateTimeRange,
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRendererCategory,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QDateTime, Qt
from qgis.PyQt.QtGui import QColor

from .tie_point_files import translate
from .translation import tr
from .verdict import ALIGNED, COLOURS, FAILED, UNCERTAIN

DAY = 86400
FIXED = Qgis.RasterTemporalMode.FixedTemporalRange


def periods(dates: Sequence[str | None]) -> list[QgsDateTimeRange | None]:
    """When each image is shown: from its date to that of the next one, so that the series has no gaps.

    The last one stays as long as the one before it, a single one a day; None for an image without a date.
    """
    times = [QDateTime.fromString(date, Qt.DateFormat.ISODate) if date else None for date in dates]
    # By seconds: two images of one moment are one step of the series.
    known = sorted({time.toSecsSinceEpoch(): time for time in times if time is not None}.items())
    ends: dict[int, QDateTime] = {}
    for (start, _), (_, after) in zip(known, known[1:]):
        ends[start] = after
    if known:
        # The last image has no follower to make room for.
        gap = known[-1][0] - known[-2][0] if len(known) > 1 else DAY
        ends[known[-1][0]] = known[-1][1].addSecs(gap)
    return [None if time is None else QgsDateTimeRange(time, ends[time.toSecsSinceEpoch()], True, False)
            for time in times]


def date_of(layer: QgsRasterLayer) -> str:
    """The date that a person gave a layer in its temporal properties, in ISO 8601; '' if none."""
    properties = layer.temporalProperties()
    begin = properties.fixedTemporalRange().begin()
    fixed = properties.mode() == FIXED and properties.isActive() and begin.isValid()
    return str(begin.toString(Qt.DateFormat.ISODate)) if fixed else ""


def in_series(
    paint: Callable[[QgsRasterLayer], object], period: QgsDateTimeRange | None,
) -> Callable[[QgsRasterLayer], None]:
    """Paints a layer by ``paint`` and shows it in its period alone, once the temporal controller plays."""
    def painted(layer: QgsRasterLayer) -> None:
        paint(layer)
        if period is not None:
            properties = layer.temporalProperties()
            properties.setMode(FIXED)
            properties.setFixedTemporalRange(period)
            # Without this the range is kept and not used.
            properties.setIsActive(True)
            _widen(QgsProject.instance(), period)

    return painted


def _widen(project: QgsProject, period: QgsDateTimeRange) -> None:
    """Have the project's own range hold a period: the controller plays that."""
    settings, whole = project.timeSettings(), project.timeSettings().temporalRange()
    begin, end = whole.begin(), whole.end()
    settings.setTemporalRange(QgsDateTimeRange(
        min(begin, period.begin()) if begin.isValid() else period.begin(),
        max(end, period.end()) if end.isValid() else period.end()))


def shift_table(layers: Path, target: str) -> None:
    """Copy the table of the images out of the core's file, in the format that ``target`` ends in.

    Raises OutputError.
    """
    translate(target, str(layers), layers=["images"], layerName=Path(target).stem)


def table_style(layer: QgsVectorLayer) -> None:
    """Paint outlines in the colours of their verdicts, with how far each image was moved."""
    names = {ALIGNED: tr("aligned"), UNCERTAIN: tr("uncertain"), FAILED: tr("failed")}
    layer.setRenderer(QgsCategorizedSymbolRenderer("verdict", [
        QgsRendererCategory(verdict, _outline(COLOURS[verdict]), name) for verdict, name in names.items()]))
    label: Any = QgsPalLayerSettings()
    label.isExpression = True
    # An image that failed has no shift: its name stands alone.
    label.setFormat(_with_halo())
    label.fieldName = ("\"image\" || coalesce('\\n' || round(sqrt(\"east_px\"^2 + \"north_px\"^2), 1) || ' px', '')")
    layer.setLabeling(QgsVectorLayerSimpleLabeling(label))
    layer.setLabelsEnabled(True)


def _with_halo() -> QgsTextFormat:
    """Dark letters with a light halo, which can be read on images of any colour."""
    text, halo = QgsTextFormat(), QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(1.0)
    halo.setColor(QColor("#ffffff"))
    text.setColor(QColor("#1a1a1a"))
    text.setBuffer(halo)
    return text


def _outline(colour: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"style": "no", "outline_color": colour, "outline_width": "0.6"})
