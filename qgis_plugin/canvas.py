"""What the layers of one run are when they are loaded: their style, name, notes and metadata, and their group.

Set by post-processors, which QGIS calls in the main thread once a result is loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsLayerNotesUtils,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingUtils,
    QgsProject,
    QgsReadWriteContext,
)
from qgis.PyQt.QtXml import QDomDocument

from .verdict import ALIGNED, Finding

# Custom property of a layer: the id of one that was made for it, and stays above it.
COMPANION = "coregix_companion"

# Post-processors until they ran: QGIS keeps no reference, and a batch would lose them.
_waiting: set[QgsProcessingLayerPostProcessorInterface] = set()


class Results:
    """The layers that one run loads, from bottom to top, in a group called ``group`` and marked with its finding.

    They come first where they are loaded, so that no other layer hides them.

    QGIS loads them in an order of its own: 3.22 by their random names, 3.40 upside down where a layer is selected.
    """

    def __init__(self, group: str = "", finding: Finding | None = None, notes: str = "") -> None:
        self.finding, self.notes = finding, notes
        self._group = group
        self._node: QgsLayerTreeGroup | None = None
        self._order: list[str] = []
        self._findings: dict[str, Finding] = {}
        self._loaded: dict[str, QgsMapLayer] = {}

    def add(
        self, context: QgsProcessingContext, path: str | None, paint: Callable[[Any], object],
        finding: Finding | None = None,
    ) -> None:
        """Paint the layer at ``path`` once it is loaded, and put it above those that were added before.

        ``finding`` is of this layer alone, in place of the run's.
        """
        # Outputs that are not loaded, as in a model's middle, have no details to set.
        if path is not None and context.willLoadLayerOnCompletion(path):
            # The order of the calls is the order in the layer tree, whatever order QGIS loads them in.
            self._order.append(path)
            own = finding or self.finding
            if own is not None:
                self._findings[path] = own
            styler = _Styler(self, path, paint)
            _waiting.add(styler)
            # A post-processor runs in the main thread, where layers may be touched; the algorithm itself may run in
            # any.
            context.layerToLoadOnCompletionDetails(path).setPostProcessor(styler)

    def loaded(self, path: str, layer: QgsMapLayer, project: QgsProject | None) -> None:
        """Name the layer, and restack those that are there by now."""
        self._loaded[path] = layer
        finding = self._findings.get(path)
        layer.setName(named(layer.name(), path, finding))
        if finding is not None:
            annotate(layer, finding, self.notes)
        if project is None:
            return
        for known in self._order:
            if known in self._loaded:
                self._raise_to_top(self._loaded[known], project)
                companion = project.mapLayer(str(self._loaded[known].customProperty(COMPANION) or ""))
                if companion is not None:
                    self._raise_to_top(companion, project)

    def _raise_to_top(self, layer: QgsMapLayer, project: QgsProject) -> None:
        """Put a layer first in the run's group, or in its own where the run loads it alone."""
        node = project.layerTreeRoot().findLayer(layer.id())
        if node is None:
            return
        group = node.parent()
        if self._group and len(self._order) > 1:
            if self._node is None:
                self._node = group.insertGroup(0, self._group)
            group = self._node
        # Cloned, as the tree deletes a node that is taken out of it.
        group.insertChildNode(0, node.clone())
        node.parent().removeChildNode(node)


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


def named(name: str, path: str, finding: Finding | None) -> str:
    """What a result is called: its file's name where a person chose one, and the verdict where it is not "aligned"."""
    # What QGIS names itself lies in its own temporary folder.
    temporary = Path(QgsProcessingUtils.tempFolder()) in Path(path).parents
    plain = name if temporary else Path(path).stem
    return plain if finding is None or finding.verdict == ALIGNED else f"{plain} ({finding.name})"


def annotate(layer: QgsMapLayer, finding: Finding, notes: str = "") -> None:
    """Write what was found into the layer's notes and metadata, where it stays with the project."""
    QgsLayerNotesUtils.setLayerNotes(layer, finding.html() + notes)
    metadata = layer.metadata()
    metadata.setAbstract(" ".join([finding.sentence(), *finding.lines()]))
    metadata.addHistoryItem(f"Coregix: {finding.verdict}. {' '.join(finding.lines())}")
    layer.setMetadata(metadata)


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


def _categories() -> QgsMapLayer.StyleCategory:
    # Not all: the source's fields, forms, notes and temporal settings are not the result's.
    kinds = QgsMapLayer.StyleCategory
    return kinds.Symbology | kinds.Rendering | kinds.CustomProperties
