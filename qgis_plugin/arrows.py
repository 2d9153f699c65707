"""How tie points look: arrows of what was moved, and, as a second style of the layer, of what is left."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import (
    QgsArrowSymbolLayer,
    QgsFillSymbol,
    QgsGeometryGeneratorSymbolLayer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsRuleBasedRenderer,
    QgsVectorLayer,
)

from .translation import tr

# Quantile of the arrows' lengths that fills the space between two tie points.
TYPICAL = 0.9
INLIER, OUTLIER, MISSING = "#1b6ac9", "#d7301f", "#8c8c8c"
HALO = "#ffffff"
# Displacements below this are drawn as a dot: an arrow would be noise with a direction.
SMALLEST_PX = 0.1
# How many times too long an arrow may be drawn.
STEPS = tuple(s * 10.0**e for e in range(6) for s in (1, 2, 5))


def as_arrows(pixel: float, moved: bool = True) -> Callable[[QgsVectorLayer], None]:
    """Paints tie points as arrows, of what was moved or else of what is left. ``pixel`` is in units of the layer."""
    def paint(layer: QgsVectorLayer) -> None:
        names = set(layer.fields().names())
        # Not every format of tie points has them.
        if not {"dx_before", "dx"} <= names:
            return
        styles = layer.styleManager()
        kinds = {"": tr("What is left"), "_before": tr("What was moved")} if moved else {"": tr("What is left")}
        for suffix, name in kinds.items():
            # The one that is added last stays: it is the current one then.
            styles.addStyleFromLayer(name)
            styles.setCurrentStyle(name)
            layer.setRenderer(arrow_renderer(layer, suffix, pixel))
        for name in styles.styles():
            if name not in kinds.values():
                styles.removeStyle(name)

    return paint


def arrow_renderer(
    layer: QgsVectorLayer, suffix: str, pixel: float, factor: float | None = None,
) -> QgsRuleBasedRenderer:
    """Rules that draw the displacement of tie points, in columns with the ``suffix`` "_before", or "" (what is left).

    ``factor`` is how many times too long the arrows are; what suits the layer if not given.
    """
    east, north = f"dx{suffix}", f"dy{suffix}"
    factor = exaggeration(layer, east, north, pixel) if factor is None else factor
    small = f'sqrt("{east}"^2 + "{north}"^2) < {SMALLEST_PX * pixel!r}'
    scale = tr(" (arrows {factor} x as long)").format(factor=f"{factor:g}") if factor != 1 else ""
    root = QgsRuleBasedRenderer.Rule(None)
    # Rules and not categories: several attributes decide.
    for label, condition, symbol in (
        (tr("agrees with its neighbours") + scale, f'"{east}" IS NOT NULL AND "inlier" AND NOT {small}',
         _arrow(INLIER, factor, east, north)),
        (tr("disagrees"), f'"{east}" IS NOT NULL AND NOT "inlier" AND NOT {small}',
         _arrow(OUTLIER, factor, east, north)),
        (tr("below {limit} px").format(limit=SMALLEST_PX), f'"{east}" IS NOT NULL AND {small}', _dot()),
        (tr("nothing to measure"), f'"{east}" IS NULL', _cross()),
    ):
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, condition, label))
    return QgsRuleBasedRenderer(root)


def _arrow(colour: str, factor: float, east: str, north: str) -> QgsMarkerSymbol:
    """An arrow along a displacement, times ``factor``, from the true place backwards; with a halo for dark images."""
    line = QgsGeometryGeneratorSymbolLayer.create({
        "SymbolType": "Line",
        "geometryModifier": f'make_line(make_point($x - {factor!r} * "{east}", $y - {factor!r} * "{north}"), '
                            "$geometry)",
    })
    shaft = QgsArrowSymbolLayer.create({
        "arrow_width": "0.5", "arrow_start_width": "0.5", "head_length": "1.6", "head_thickness": "1.2",
        "is_curved": "0"})
    shaft.setSubSymbol(QgsFillSymbol.createSimple({
        "color": colour, "outline_color": HALO, "outline_width": "0.2", "outline_style": "solid"}))
    # Not by the constructors' lists of layers: those leave the layers to Python, which deletes them.
    drawn, symbol = QgsLineSymbol(), QgsMarkerSymbol()
    drawn.changeSymbolLayer(0, shaft)
    line.setSubSymbol(drawn)
    symbol.changeSymbolLayer(0, line)
    return symbol


def _dot() -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple({
        "name": "circle", "size": "1.2", "color": INLIER, "outline_color": HALO, "outline_width": "0.2"})


def _cross() -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple({"name": "cross2", "size": "1.2", "outline_color": MISSING, "color": MISSING})


def exaggeration(layer: QgsVectorLayer, east: str, north: str, pixel: float) -> float:
    """How many times too long to draw: 1, 2, 5, 10, 20 … so that typical arrows just do not touch.

    Never more than makes a pixel fill the space between two tie points: a pair that fits has short arrows.
    """
    lengths = sorted(
        (f[east] ** 2 + f[north] ** 2) ** 0.5 for f in layer.getFeatures()
        if isinstance(f[east], float) and isinstance(f[north], float))
    # Tie points are spread evenly: the area of each tells how far the next one is.
    area = layer.extent().width() * layer.extent().height()
    # A single point, or points in one line, have no spacing to fill.
    if not lengths or area <= 0:
        return 1.0
    spacing, typical = (area / layer.featureCount()) ** 0.5, lengths[int(TYPICAL * (len(lengths) - 1))]
    return max((s for s in STEPS if s * max(typical, pixel) <= spacing), default=1.0)
