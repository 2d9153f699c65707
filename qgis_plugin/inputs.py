"""What a run reads of QGIS's parameters and layers, by the names of the core; in the main thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterDefinition, QgsRasterLayer

from . import fields
from .coregix_core import options as core
from .coregix_core.errors import InputError
from .layers import RasterSource, mask_path, raster_source
from .references import Rendering, ground_of, is_file, rendering_of
from .toolbox import ToolboxAlgorithm
from .translation import tr

Values = dict[str, Any]


class ReadsLayers(ToolboxAlgorithm):
    """An algorithm whose parameters are those of a command of the core. Commands with inputs of their own override."""

    command: core.Command

    def __init__(self) -> None:
        super().__init__()
        self._rendering: Rendering | None = None
        """What has to be drawn of a reference that is no file."""

    def definitions(self) -> Iterator[QgsProcessingParameterDefinition]:
        """QGIS's parameters."""
        for parameter in self.parameters():
            yield fields.definition(self.command, parameter)

    def parameters(self) -> list[core.Parameter]:
        """The core's parameters that are shown."""
        return fields.dialog_parameters(self.command)

    def inputs(self, given: Values, context: QgsProcessingContext, folder: Path) -> Values:
        """Values by the core's names, but for the outputs; ``folder`` takes copies of layers where needed.

        Raises InputError.
        """
        values: Values = {}
        for parameter in self.parameters():
            self.add_value(values, parameter, given, context, folder)
        require_two_images(values)
        return values

    def add_value(
        self, values: Values, parameter: core.Parameter, given: Values, context: QgsProcessingContext, folder: Path,
    ) -> None:
        """Add the value of one parameter, but for outputs; raises InputError."""
        if parameter.kind == core.RASTER:
            self.add_raster(values, parameter, given, context, folder)
        elif fields.is_layers(parameter):
            values[parameter.name] = self.masks(parameter, given, context, folder)
        elif parameter.kind not in fields.OUTPUTS:
            found = fields.value(self, parameter, given, context)
            # What the user gives is above what the layer says.
            values[parameter.name] = values.get(parameter.name) if found is None else found

    def add_raster(
        self, values: Values, parameter: core.Parameter, given: Values, context: QgsProcessingContext, folder: Path,
    ) -> None:
        """Add a raster's path, and its CRS and nodata where the layer's are not the file's; raises InputError."""
        name = fields.identifier(parameter)
        # A required one goes on to the message below.
        if fields.is_nothing(given.get(name)) and not parameter.required:
            return
        layer = self.parameterAsRasterLayer(given, name, context)
        if layer is None:
            raise InputError(tr("{label}: {given} is no raster layer, and no raster file.").format(
                label=fields.label(parameter), given=repr(given.get(name))))
        if parameter.name == "fixed_image" and not is_file(layer):
            self._rendering = self.drawn_reference(layer, given, context, folder)
            values[parameter.name] = str(self._rendering.target)
            return
        source = raster_source(layer, folder)
        values[parameter.name] = source.path
        self.add_overrides(values, parameter, source, folder)

    def drawn_reference(
        self, layer: QgsRasterLayer, given: Values, context: QgsProcessingContext, folder: Path,
    ) -> Rendering:
        """What has to be drawn of a reference that is no file, around the source."""
        source = self.parameterAsRasterLayer(given, "MOVING_IMAGE", context)
        return rendering_of(layer, ground_of([source]), folder / "reference.tif", self.largest_shift(given, context))

    def largest_shift(self, given: Values, context: QgsProcessingContext) -> float | None:
        """The largest shift that is given, in CRS units."""
        if fields.is_nothing(given.get("MAX_SHIFT")):
            return None
        return float(self.parameterAsDouble(given, "MAX_SHIFT", context))

    def masks(
        self, parameter: core.Parameter, given: Values, context: QgsProcessingContext, folder: Path,
    ) -> tuple[str, ...] | None:
        """The paths of the layers that are chosen as masks, None without any; raises InputError."""
        layers = self.parameterAsLayerList(given, fields.identifier(parameter), context)
        return tuple(mask_path(layer, folder) for layer in layers) or None

    def add_overrides(self, values: Values, parameter: core.Parameter, source: RasterSource, folder: Path) -> None:
        """Pass what the layer says otherwise than its file, in the command's own options."""
        # A subclass whose command has no such option needs it, for a VRT.
        del folder
        # moving_image has moving_crs and moving_nodata, and so the fixed one.
        role = parameter.name.split("_")[0]
        values[f"{role}_crs"], values[f"{role}_nodata"] = source.crs, source.nodata



def require_two_images(values: Mapping[str, Any]) -> None:
    """Refuse a pair of one raster and itself; two bands of one file are two images. Raises InputError."""
    moving, fixed = ((values.get(f"{role}_image"), values.get(f"{role}_band_index") or 0)
                     for role in ("moving", "fixed"))
    if moving[0] is not None and moving == fixed:
        raise InputError(tr("The source and the reference are the same raster ({path}): choose two.").format(
            path=moving[0]))
