"""Apply saved transform: to a raster layer or to a vector layer, each with an output of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterMapLayer,
    QgsProcessingParameterVectorDestination,
    QgsRasterLayer,
    QgsVectorLayer,
)

from . import fields
from .algorithm import CoregixAlgorithm
from .canvas import Results, in_style, layer_style
from .coregix_core import options as core
from .coregix_core.errors import InputError
from .layers import RasterSource, raster_source, vector_path, with_crs
from .translation import tr

VECTOR_OUTPUT = "OUTPUT_VECTOR"


class ApplySavedTransform(CoregixAlgorithm):
    """``coregix apply`` on a layer of either kind."""

    command = core.APPLY
    identity = ("applytransform", "Apply saved transform")
    _style = ""
    _output = ""

    def definitions(self) -> Iterator[QgsProcessingParameterDefinition]:
        """The input may be of either kind, and each kind has an output; only one of them is written."""
        optional = QgsProcessingParameterDefinition.Flag.FlagOptional
        for parameter in self.parameters():
            if parameter.name == "input_data":
                types = QgsProcessing.SourceType
                layer = QgsProcessingParameterMapLayer("INPUT_DATA", fields.label(parameter))
                # A map layer of any kind would offer meshes and point clouds too.
                layer.setDataTypes([types.TypeRaster, types.TypeVectorAnyGeometry])
                layer.setHelp(fields.help_text(parameter))
                yield layer
            elif parameter.name == "output_data":
                raster = fields.definition(self.command, parameter)
                raster.setDescription(tr("Moved raster"))
                raster.setHelp(tr("Where a moved raster goes; not used for vectors."))
                # To QGIS, for vectors leave it empty; the core's own check asks for the one that is needed.
                raster.setFlags(raster.flags() | optional)
                yield raster
                vector = QgsProcessingParameterVectorDestination(
                    VECTOR_OUTPUT, tr("Moved vectors"), optional=True)
                vector.setHelp(tr("Where moved vectors go; not used for rasters."))
                yield vector
            else:
                yield fields.definition(self.command, parameter)

    def add_raster(
        self, values: dict[str, Any], parameter: core.Parameter, given: dict[str, Any], context: QgsProcessingContext,
        folder: Path,
    ) -> None:
        """Add the path of the input, raster or vector, or of the raster that gives the grid; raises InputError."""
        if parameter.name != "input_data":
            super().add_raster(values, parameter, given, context, folder)
            return
        layer = self._input(given, context)
        if isinstance(layer, QgsRasterLayer):
            source = raster_source(layer, folder)
            # The command has no option for the CRS of the input: a VRT carries the layer's.
            values["input_data"], values["input_nodata"] = with_crs(source, folder), source.nodata
        elif isinstance(layer, QgsVectorLayer):
            values["input_data"] = vector_path(layer, folder)
        else:
            raise InputError(tr("{label}: {given} is neither a raster nor a vector layer.").format(
                label=fields.label(parameter), given=repr(given.get("INPUT_DATA"))))
        # Both outputs are optional to QGIS, for only one of them is used.
        self._require_output(given, layer)

    def add_overrides(
        self, values: dict[str, Any], parameter: core.Parameter, source: RasterSource, folder: Path,
    ) -> None:
        """Of the raster that gives the grid, only the CRS matters."""
        values[parameter.name] = with_crs(source, folder)

    def _require_output(self, given: dict[str, Any], layer: QgsMapLayer) -> None:
        name = _output_for(layer)
        if fields.is_nothing(given.get(name)):
            label = self.parameterDefinition(name).description()
            raise InputError(tr("'{label}' ({name}) is missing: say where the moved data go.").format(
                label=label, name=name))

    def _input(self, given: dict[str, Any], context: QgsProcessingContext) -> QgsMapLayer | None:
        return self.parameterAsLayer(given, "INPUT_DATA", context)

    def destinations(self, given: dict[str, Any], context: QgsProcessingContext) -> dict[str, str]:
        """The one output that fits the input."""
        # Asking for the other one too would make QGIS load a file that is not written.
        return {self._output: self.parameterAsOutputLayer(given, self._output, context)}

    def output_values(self) -> dict[str, Any]:
        """Either output is the core's ``output_data``."""
        return {"output_data": self._outputs[self._output]}

    def remember(self, given: dict[str, Any], context: QgsProcessingContext) -> None:
        """Keep the layer's kind and style."""
        layer = self._input(given, context)
        self._output, self._style = _output_for(layer), layer_style(layer)

    def style(self, context: QgsProcessingContext) -> None:
        """The moved layer looks as its source does."""
        Results().add(context, self._outputs[self._output], in_style(self._style))


def _output_for(layer: QgsMapLayer | None) -> str:
    return VECTOR_OUTPUT if isinstance(layer, QgsVectorLayer) else "OUTPUT_DATA"
