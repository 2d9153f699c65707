"""Writes the plugin's sample model; run by the Python of a QGIS host that knows the plugin (see tests/qgis/inside.py).

The model aligns a raster, assesses the result independently and keeps the transform's verdict: a start for one's own.
"""

from pathlib import Path

from qgis.core import (
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelChildParameterSource,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterRasterLayer,
)
from qgis.PyQt.QtCore import QPointF

TARGET = Path(__file__).parents[1] / "qgis_plugin" / "models" / "align_and_assess.model3"


def child(
    name: str, algorithm: str, parameters: "dict[str, QgsProcessingModelChildParameterSource]",
    outputs: "dict[str, str]", place: "tuple[float, float]",
) -> QgsProcessingModelChildAlgorithm:
    """A step of the model: an algorithm with its sources and the outputs of the model that it makes."""
    made = QgsProcessingModelChildAlgorithm(algorithm)
    made.setChildId(name)
    made.setDescription(made.algorithm().displayName())
    made.setPosition(QPointF(*place))
    for key, source in parameters.items():
        made.addParameterSources(key, [source])
    found = {}
    for key, label in outputs.items():
        output = QgsProcessingModelOutput(label, label)
        output.setChildId(name)
        output.setChildOutputName(key)
        output.setPosition(QPointF(place[0] + 220, place[1] + 60 * len(found)))
        found[label] = output
    made.setModelOutputs(found)
    return made


def main() -> None:
    """Build the model and write it."""
    model = QgsProcessingModelAlgorithm("Align and assess", "Coregix")
    for number, (name, label) in enumerate((("source", "Source raster"), ("reference", "Reference raster"))):
        place = QgsProcessingModelParameter(name)
        place.setPosition(QPointF(120 + 240 * number, 60))
        model.addModelParameter(QgsProcessingParameterRasterLayer(name, label), place)
    given = QgsProcessingModelChildParameterSource.fromModelParameter
    # As a person thinks, and not by the names.
    model.setParameterOrder(["source", "reference"])
    model.addChildAlgorithm(child(
        "align", "coregix:alignimagepair",
        {"MOVING_IMAGE": given("source"), "FIXED_IMAGE": given("reference"),
         "TRANSFORM": QgsProcessingModelChildParameterSource.fromStaticValue("auto")},
        {"OUTPUT_IMAGE": "Aligned raster"}, (240, 180)))
    model.addChildAlgorithm(child(
        "assess", "coregix:assessalignment",
        {"MOVING_IMAGE": QgsProcessingModelChildParameterSource.fromChildOutput("align", "OUTPUT_IMAGE"),
         "FIXED_IMAGE": given("reference")},
        {"TIE_POINTS": "Residuals", "REPORT": "Report"}, (240, 320)))
    model.setHelpContent({
        "ALG_DESC": "Aligns a raster to a reference, then measures what displacement is left. Open it in the graphical "
                    "modeler to build your own from it.",
        "source": "The raster that is moved.", "reference": "The raster that lies in the right place."})
    TARGET.parent.mkdir(exist_ok=True)
    if not model.toFile(str(TARGET)):
        raise SystemExit(f"{TARGET} cannot be written")


main()
