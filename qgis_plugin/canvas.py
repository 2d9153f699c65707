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
    QgsProject,
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


class Results:
    """The layers that one run loads, from bottom to top, and how each is to look.

    QGIS loads them in an order of its own: 3.22 by their random names, 3.40 upside down where a layer is selected.
    """

    def __init__(self) -> None:
        self._order: list[str] = []
        self._loaded: dict[str, QgsMapLayer] = {}

    def add(self, context: QgsProcessingContext, path: str | None, paint: Callable[[Any], object]) -> None:
        """Paint the layer at ``path`` once it is loaded, and put it above those that were added before."""
        # Outputs that are not loaded, as in a model's middle, have no details to set.
        if path is not None and context.willLoadLayerOnCompletion(path):
            self._order.append(path)
            styler = _Styler(self, path, paint)
            _waiting.add(styler)
            context.layerToLoadOnCompletionDetails(path).setPostProcessor(styler)

    def loaded(self, path: str, layer: QgsMapLayer, project: QgsProject | None) -> None:
        """Restack the layers that are there by now."""
        self._loaded[path] = layer
        for known in self._order:
            if project is not None and known in self._loaded:
                _raise_to_top(self._loaded[known], project)


class _Styler(QgsProcessingLayerPostProcessorInterface):
    """Styles one layer once it is loaded."""

    def __init__(self, results: Results, path: str, paint: Callable[[Any], object]) -> None:
        super().__init__()
        self._results, self._path, self._paint = results, path, paint

    def postProcessLayer(self, layer: QgsMapLayer, context: QgsProcessingContext, _: QgsProcessingFeedback) -> None:
        """Style the layer; called by QGIS."""
        _waiting.discard(self)
        self._paint(layer)
        self._results.loaded(self._path, layer, context.project())
        layer.triggerRepaint()


def layer_style(layer: QgsMapLayer | None) -> str:
    """A layer's symbology and rendering as text, '' for no layer."""
    if layer is None:
        return ""
    document = QDomDocument()
    # As text, since the run may outlive the layer, and threads may not share one.
    layer.exportNamedStyle(document, QgsReadWriteContext(), _categories())
    return str(document.toString())


def in_style(style: str) -> Callable[[QgsMapLayer], object]:
    """Paints a layer in a style from ``layer_style``."""
    def paint(layer: QgsMapLayer) -> None:
        document = QDomDocument()
        document.setContent(style)
        layer.importNamedStyle(document, _categories())

    return paint


def _raise_to_top(layer: QgsMapLayer, project: QgsProject) -> None:
    """Put a layer first in its group."""
    node = project.layerTreeRoot().findLayer(layer.id())
    if node is not None:
        group = node.parent()
        # Cloned, as the tree deletes a node that is taken out of it.
        group.insertChildNode(0, node.clone())
        group.removeChildNode(node)


def _categories() -> QgsMapLayer.StyleCategory:
    # Not all: the source's fields, forms, notes and temporal settings are not the result's.
    kinds = QgsMapLayer.StyleCategory
    return kinds.Symbology | kinds.Rendering | kinds.CustomProperties


def as_arrows(layer: QgsVectorLayer) -> None:
    """Arrows from where the source showed a place to where it belongs, as much longer as makes them readable."""
    factor = _exaggeration(layer)
    root = QgsRuleBasedRenderer.Rule(None)
    # Rules and not categories: two attributes decide.
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
    # Not every format of tie points has them: .points does not.
    if not {"dx_before", "dy_before"} <= set(names):
        return 1.0
    lengths = sorted(
        (f["dx_before"] ** 2 + f["dy_before"] ** 2) ** 0.5 for f in layer.getFeatures()
        if isinstance(f["dx_before"], float) and isinstance(f["dy_before"], float))
    # Tie points are spread evenly: the area of each tells how far the next one is.
    area = layer.extent().width() * layer.extent().height()
    # A single point, or points in one line, have no spacing to fill.
    if not lengths or area <= 0:
        return 1.0
    spacing, typical = (area / layer.featureCount()) ** 0.5, lengths[int(TYPICAL * (len(lengths) - 1))]
    steps = [s * 10.0**e for e in range(6) for s in (1, 2, 5)]
    return max((s for s in steps if s * typical <= spacing), default=1.0)
