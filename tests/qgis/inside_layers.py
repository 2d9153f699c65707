"""Layers as the tests describe them, made inside a QGIS; and how a layer is drawn."""

from qgis.core import (
    QgsContrastEnhancement,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsRasterLayer,
    QgsRasterRange,
    QgsSingleBandGrayRenderer,
    QgsVectorLayer,
)


def made(value):
    """Parameter values: a dictionary describes a layer to be made, a list holds several."""
    if isinstance(value, list):
        return [made(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {"raster": raster, "wms": wms, "memory": memory, "vector": vector}[value["kind"]](**value)


def raster(path, crs=None, nodata=None, most=None, bands=(1,), ignore_nodata=False, name="scene", provider="gdal", **_):
    layer = QgsRasterLayer(path, name, provider)
    assert layer.isValid(), path
    if crs:
        layer.setCrs(QgsCoordinateReferenceSystem(crs))
    if nodata is not None:
        for band in bands:
            layer.dataProvider().setUserNoDataValue(band, [QgsRasterRange(nodata, nodata if most is None else most)])
    if ignore_nodata:
        for band in range(1, layer.bandCount() + 1):
            layer.dataProvider().setUseSourceNoDataValue(band, False)
    return layer


def wms(url="http://127.0.0.1:9/{z}/{x}/{y}.png", zmax=1, rights=(), **_):
    layer = QgsRasterLayer(f"type=xyz&url={url}&zmax={zmax}&zmin=0", "tiles", "wms")
    metadata = layer.metadata()
    metadata.setRights(list(rights))
    layer.setMetadata(metadata)
    assert layer.isValid()
    return layer


def memory(path, **_):
    from osgeo import gdal

    gdal.Translate("/vsimem/scene.tif", path)
    return QgsRasterLayer("/vsimem/scene.tif", "copy")


def vector(path, subset="", edit=False, in_memory=False, crs=None, name="features", **_):
    layer = QgsVectorLayer(path, name, "ogr")
    assert layer.isValid(), path
    if subset:
        layer.setSubsetString(subset)
    if in_memory:
        layer = layer.materialize(QgsFeatureRequest())
    if crs:
        layer.setCrs(QgsCoordinateReferenceSystem(crs))
    if edit:
        layer.startEditing()
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(edit))
        layer.addFeature(feature)
    return layer


def contrast(layer):
    renderer = layer.renderer()
    enhancement = renderer.contrastEnhancement() if hasattr(renderer, "contrastEnhancement") else None
    return [enhancement.minimumValue(), enhancement.maximumValue()] if enhancement else None


def write_style(path, style, low, high):
    """Write a style with a contrast of its own for a raster."""
    layer = raster(path)
    enhancement = QgsContrastEnhancement(layer.dataProvider().dataType(1))
    enhancement.setMinimumValue(low)
    enhancement.setMaximumValue(high)
    enhancement.setContrastEnhancementAlgorithm(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum)
    renderer = QgsSingleBandGrayRenderer(layer.dataProvider(), 1)
    renderer.setContrastEnhancement(enhancement)
    layer.setRenderer(renderer)
    assert layer.saveNamedStyle(style)[1]


def moved_by(layer):
    """(east, north) of each feature of a displacement field's arrows; None for other layers."""
    if not isinstance(layer, QgsVectorLayer) or "ce90" not in [f.name() for f in layer.fields()]:
        return None
    return [[f["dx"], f["dy"]] for f in layer.getFeatures()]


def fields_of(path):
    return [field.name() for field in QgsVectorLayer(path, "features", "ogr").fields()]
