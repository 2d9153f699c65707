"""How results look in the canvas: rasters as their source does, tie points as arrows of their displacement.

Styles are set by post-processors, which QGIS calls in the main thread once a result is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import (
    QgsArrowSymbolLayer,
    QgsFillSymbol,
    QgsGeometryGeneratorSymbolLayer,
    QgsLineSymbol,
    QgsMapLayer,
    QgsMarkerSymbol,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsReadWriteContext,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

TYPICAL = 0.9
"""Quantile of the arrows' lengths that fills the space between two tie points."""
INLIER, OUTLIER, MISSING = "#1b6ac9", "#d7301f", "#8c8c8c"

_waiting: set[QgsProcessingLayerPostProcessorInterface] = set()
"""Post-processors until they ran: QGIS keeps no reference, and a batch would lose them."""


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Styles one layer once it is loaded."""

    def __init__(self, paint: Callable[[Any], object]) -> None:
        super().__init__()
        self._paint = paint

    def postProcessLayer(self, layer: QgsMapLayer, _: QgsProcessingContext, __: QgsProcessingFeedback) -> None:
        """Style the layer; called by QGIS."""
        _waiting.discard(self)
        self._paint(layer)
        layer.triggerRepaint()


def layer_style(layer: QgsMapLayer | None) -> str:
    """A layer's symbology and rendering as text, '' for no layer."""
    if layer is None:
        return ""
    document = QDomDocument()
    layer.exportNamedStyle(document, QgsReadWriteContext(), _categories())
    return str(document.toString())


def style_layer(context: QgsProcessingContext, path: str | None, style: str) -> None:
    """Give the result at ``path`` a style from ``layer_style``, once it is loaded."""
    def paint(layer: QgsMapLayer) -> None:
        document = QDomDocument()
        document.setContent(style)
        layer.importNamedStyle(document, _categories())

    if style:
        _when_loaded(context, path, paint)


def style_tie_points(context: QgsProcessingContext, path: str | None) -> None:
    """Draw the tie points at ``path`` as arrows, above the raster, once they are loaded."""
    _when_loaded(context, path, _paint_tie_points, above=1)


def _when_loaded(
    context: QgsProcessingContext, path: str | None, paint: Callable[[Any], object], above: int = 0,
) -> None:
    if path is not None and context.willLoadLayerOnCompletion(path):
        styler = _Styler(paint)
        _waiting.add(styler)
        details = context.layerToLoadOnCompletionDetails(path)
        details.setPostProcessor(styler)
        if hasattr(details, "layerSortKey"):  # QGIS 3.32; before, vectors come above rasters anyway
            details.layerSortKey = above


def _categories() -> QgsMapLayer.StyleCategory:
    kinds = QgsMapLayer.StyleCategory
    return kinds.Symbology | kinds.Rendering | kinds.CustomProperties


def _paint_tie_points(layer: QgsVectorLayer) -> None:
    """Arrows from where the source showed a place to where it belongs, as much longer as makes them readable."""
    factor = _exaggeration(layer)
    root = QgsRuleBasedRenderer.Rule(None)
    for label, condition, symbol in (
        ("agrees with its neighbours", '"dx_before" IS NOT NULL AND "inlier"', _arrow(INLIER, factor)),
        ("disagrees", '"dx_before" IS NOT NULL AND NOT "inlier"', _arrow(OUTLIER, factor)),
        ("nothing to measure", '"dx_before" IS NULL', _cross()),
    ):
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, condition, label))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    layer.setName(f"{layer.name()} (displacement x {factor:g})")


def _arrow(colour: str, factor: float) -> QgsMarkerSymbol:
    """An arrow along the displacement that the alignment removed, times ``factor``, from the true place backwards."""
    line = QgsGeometryGeneratorSymbolLayer.create({
        "SymbolType": "Line",
        "geometryModifier": f'make_line(make_point($x - {factor!r} * "dx_before", $y - {factor!r} * "dy_before"), '
                            "$geometry)",
    })
    shaft = QgsArrowSymbolLayer.create({
        "arrow_width": "0.5", "arrow_start_width": "0.5", "head_length": "1.6", "head_thickness": "1.2",
        "is_curved": "0"})
    shaft.setSubSymbol(QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"}))
    # Not by the constructors' lists of layers: those leave the layers to Python, which deletes them.
    drawn, symbol = QgsLineSymbol(), QgsMarkerSymbol()
    drawn.changeSymbolLayer(0, shaft)
    line.setSubSymbol(drawn)
    symbol.changeSymbolLayer(0, line)
    return symbol


def _cross() -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple({"name": "cross2", "size": "1.2", "outline_color": MISSING, "color": MISSING})


def _exaggeration(layer: QgsVectorLayer) -> float:
    """How many times too long to draw: 1, 2, 5, 10, 20 … so that typical arrows just do not touch."""
    names = layer.fields().names()
    if not {"dx_before", "dy_before"} <= set(names):
        return 1.0
    lengths = sorted(
        (f["dx_before"] ** 2 + f["dy_before"] ** 2) ** 0.5 for f in layer.getFeatures()
        if isinstance(f["dx_before"], float) and isinstance(f["dy_before"], float))
    area = layer.extent().width() * layer.extent().height()
    if not lengths or area <= 0:
        return 1.0
    spacing, typical = (area / layer.featureCount()) ** 0.5, lengths[int(TYPICAL * (len(lengths) - 1))]
    steps = [s * 10.0**e for e in range(6) for s in (1, 2, 5)]
    return max((s for s in steps if s * typical <= spacing), default=1.0)
