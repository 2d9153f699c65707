"""How a displacement field looks: arrows over a raster that is coloured by how sure they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qgis.core import (
    QgsColorRampShader,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from .arrows import arrow_renderer
from .canvas import COMPANION
from .translation import tr

# Bands of the field.
EAST, NORTH, CE90 = 1, 2, 3
# Arrows along the longer side.
ARROWS = 30
FIELDS = "field=dx:double&field=dy:double&field=ce90:double&field=inlier:boolean"
COLOURS = ("#1a9850", "#fee08b", "#d73027")


def as_field(pixel: float) -> Callable[[QgsRasterLayer], None]:
    """Paints a displacement field, and puts a layer of its arrows above it. ``pixel`` is in units of the layer."""
    def paint(layer: QgsRasterLayer) -> None:
        arrows = arrow_layer(layer, pixel)
        layer.setRenderer(_by_uncertainty(layer))
        layer.setOpacity(0.5)
        QgsProject.instance().addMapLayer(arrows)
        layer.setCustomProperty(COMPANION, arrows.id())

    return paint


def arrow_layer(layer: QgsRasterLayer, pixel: float) -> QgsVectorLayer:
    """The field's displacements at places spread evenly, as points that are drawn as arrows."""
    made = QgsVectorLayer(f"Point?{FIELDS}", tr("Displacement, as arrows"), "memory")
    made.setCrs(layer.crs())
    # It comes from the raster, and is not missed when the project is closed.
    made.setCustomProperty("skipMemoryLayersCheck", 1)
    made.dataProvider().addFeatures(list(_sampled(layer)))
    made.updateExtents()
    made.setRenderer(arrow_renderer(made, "", pixel))
    return made


def _sampled(layer: QgsRasterLayer) -> Iterator[QgsFeature]:
    extent, provider = layer.extent(), layer.dataProvider()
    step = max(extent.width(), extent.height()) / ARROWS
    across, down = max(1, round(extent.width() / step)), max(1, round(extent.height() / step))
    # Blocks of few pixels, however large the field is.
    blocks = [provider.block(band, extent, across, down) for band in (EAST, NORTH, CE90)]
    for row in range(down):
        for col in range(across):
            if not any(block.isNoData(row, col) for block in blocks[:2]):
                feature = QgsFeature()
                feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(
                    extent.xMinimum() + (col + 0.5) * extent.width() / across,
                    extent.yMaximum() - (row + 0.5) * extent.height() / down)))
                feature.setAttributes([*(block.value(row, col) for block in blocks), True])
                yield feature


def _by_uncertainty(layer: QgsRasterLayer) -> QgsSingleBandPseudoColorRenderer:
    """Green where the displacement is known best, red where it is known least."""
    # From a sample: the field may have millions of pixels, and a legend needs two numbers.
    values = layer.dataProvider().bandStatistics(CE90, extent=layer.extent(), sampleSize=10_000)
    ramp = QgsColorRampShader(values.minimumValue, values.maximumValue)
    ramp.setColorRampType(QgsColorRampShader.Type.Interpolated)
    span = values.maximumValue - values.minimumValue
    # A shift is known alike everywhere: three colours of one value would all be the last one's.
    shares = (0.0, 0.5, 1.0) if span > 0 else (0.0,)
    ramp.setColorRampItemList([
        QgsColorRampShader.ColorRampItem(values.minimumValue + share * span, QColor(colour), tr("CE90 {value}").format(
            value=f"{values.minimumValue + share * span:.3g}"))
        for share, colour in zip(shares, COLOURS)])
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(ramp)
    return QgsSingleBandPseudoColorRenderer(layer.dataProvider(), CE90, shader)
