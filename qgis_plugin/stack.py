"""Align image stack: many layers or files at once, loaded as a series that the temporal controller plays."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterMultipleLayers,
    QgsProcessingParameterNumber,
    QgsProcessingParameterVectorDestination,
    QgsRasterLayer,
    QgsUnitTypes,
)

from . import fields, offer
from .algorithm import CoregixAlgorithm, Values
from .canvas import Results, in_style, layer_style
from .coregix_core import options as core
from .coregix_core.errors import Cancelled, CoregixError, InputError
from .layers import RasterSource, with_crs
from .references import Rendering, ground_of, rendering_of
from .series import in_series, periods, shift_table, table_style
from .stack_findings import StackFindings
from .stack_layers import listed_images
from .translation import tr
from .verdict import ALIGNED, Finding

TABLE = "SHIFTS"
# QGIS's names of units -> those of the core.
UNITS = {"meters": "metre", "degrees": "degree", "feet": "foot", "US survey feet": "US survey foot"}


class AlignImageStack(CoregixAlgorithm):
    """``coregix stack`` on layers."""

    command = core.STACK
    identity = ("alignstack", "Align image stack")
    has_verdict = True

    def __init__(self) -> None:
        super().__init__()
        self._styles: dict[str, str] = {}
        """Name of an image -> the style of its layer."""
        self._unit = ""
        self._table = ""
        self._found: StackFindings | None = None

    def definitions(self) -> Iterator[QgsProcessingParameterDefinition]:
        """Layers in place of patterns, a folder as destination, and the table of shifts."""
        for parameter in self.parameters():
            made = _own_definition(parameter)
            yield fields.definition(self.command, parameter) if made is None else made
        table = QgsProcessingParameterVectorDestination(
            TABLE, tr("Table of shifts"), QgsProcessing.SourceType.TypeVectorPolygon, optional=True)
        table.setHelp(tr("Where a row for each image goes, at the image's outline: how far it was moved, how sure that "
                         "is, and its verdict. If it is opened after the run, the aligned images are too."))
        yield table

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Declare parameters and outputs."""
        super().initAlgorithm(configuration)
        self.addOutput(QgsProcessingOutputMultipleLayers("ALIGNED_IMAGES", tr("Aligned images")))
        self.addOutput(QgsProcessingOutputNumber("IMAGE_COUNT", tr("Number of images")))
        self.addOutput(QgsProcessingOutputNumber("FAILED_COUNT", tr("Number of images that failed")))

    def add_value(
        self, values: Values, parameter: core.Parameter, given: Values, context: QgsProcessingContext, folder: Path,
    ) -> None:
        """Add the paths of the images; the folder is made when the run begins. Raises InputError."""
        if parameter.name == "images":
            values["images"], values["input_nodata"] = listed_images(
                self._layers(given, context), folder, one_nodata=not fields.is_nothing(given.get("INPUT_NODATA")))
        elif parameter.name == "output_folder":
            # Something that passes the checks; a temporary folder gets its name later.
            values[parameter.name] = "later"
        else:
            super().add_value(values, parameter, given, context, folder)

    def _layers(self, given: Values, context: QgsProcessingContext) -> list[QgsRasterLayer]:
        layers = self.parameterAsLayerList(given, "IMAGES", context)
        if len(layers) < (2 if fields.is_nothing(given.get("FIXED_IMAGE")) else 1):
            raise InputError(tr("A stack needs two images at least."))
        return layers

    def add_overrides(self, values: Values, parameter: core.Parameter, source: RasterSource, folder: Path) -> None:
        """Of the reference and of the raster that gives the grid, the CRS counts; a nodata of its own has no way in."""
        if parameter.name == "fixed_image" and source.nodata is not None:
            raise InputError(tr("The reference has an additional nodata value that its file does not have: write it "
                                "into the file first (Raster > Conversion > Translate), or clear it in the layer's "
                                "Transparency settings."))
        values[parameter.name] = with_crs(source, folder)

    def drawn_reference(
        self, layer: QgsRasterLayer, given: Values, context: QgsProcessingContext, folder: Path,
    ) -> Rendering:
        """What has to be drawn of a reference that is no file, around all images."""
        return rendering_of(layer, ground_of(self._layers(given, context)), folder / "reference.tif",
                            self.largest_shift(given, context))

    def worded(self, error: CoregixError) -> str:
        """An error in the words of the dialog; what a run that was cancelled leaves is no waste."""
        folder = self._outputs.get("OUTPUT_FOLDER", "")
        if not isinstance(error, Cancelled) or not Path(folder).is_dir():
            return super().worded(error)
        return tr("The run was cancelled. Links that are measured and images that are written stay in {folder}; a run "
                  "into that folder goes on from there.").format(folder=folder)

    def remember(self, given: Values, context: QgsProcessingContext) -> None:
        """Keep the layers' styles, by the names that the images will have."""
        layers = self._layers(given, context)
        self._styles = {Path(layer.source().split("|")[0]).stem: layer_style(layer) for layer in layers}
        # As the core has it: the reference's CRS, or that of most images.
        reference = self.parameterAsLayer(given, "FIXED_IMAGE", context)
        commonest = Counter(layer.crs().toWkt() for layer in layers).most_common(1)[0][0]
        crs = next(layer.crs() for layer in layers if layer.crs().toWkt() == commonest)
        crs = crs if reference is None else reference.crs()
        self._unit = UNITS.get(QgsUnitTypes.encodeUnit(crs.mapUnits()), "unit") if crs.isValid() else ""

    def destinations(self, given: Values, context: QgsProcessingContext) -> dict[str, str]:
        """The folder, the report, and the table, which is made here and not by the core."""
        found = super().destinations(given, context)
        found["OUTPUT_FOLDER"] = self.parameterAsFileOutput(given, "OUTPUT_FOLDER", context)
        if not fields.is_nothing(given.get(TABLE)):
            self._table = self.parameterAsOutputLayer(given, TABLE, context)
        return found

    def run_core(self, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """The core's result, with the table beside it; raises CoregixError or QgsProcessingException."""
        result = super().run_core(feedback)
        self._found = StackFindings(result, self._unit)
        if self._table:
            shift_table(Path(result["output_folder"]) / "stack.gpkg", self._table)
            self._outputs[TABLE] = self._table
        return result

    def tell(self, feedback: QgsProcessingFeedback) -> None:
        """Say what was found of each image; what is not aligned is a warning."""
        assert self._found is not None
        for row in self._found.rows:
            found = self._found.of_image(row)
            line = " ".join([f"{row['image']}: {found.sentence()}", found.movement(), found.doubt()]).strip()
            (feedback.pushInfo if found.verdict == ALIGNED else feedback.pushWarning)(line)
        worst, reason = self._found.whole()
        offer.tell(Finding(worst, reason, None, None, None, None, 1.0, ""), self._outputs.get("REPORT", ""))

    def style(self, context: QgsProcessingContext) -> None:
        """The images in one group, by date, each in its source's style; the table above them."""
        # In a script nothing is loaded, and there is nobody to style for.
        if not self._table or not context.willLoadLayerOnCompletion(self._table):
            return
        assert self._found is not None
        rows, group = self._found.written, Results(tr("Aligned stack"))
        for row, period in zip(rows, periods([row["date"] for row in rows])):
            details = QgsProcessingContext.LayerDetails(row["image"], context.project(), row["image"])
            context.addLayerToLoadOnCompletion(row["output"], details)
            group.add(context, row["output"], in_series(in_style(self._styles.get(row["image"], "")), period),
                      self._found.of_image(row))
        group.add(context, self._table, table_style)

    def summary_of(self, result: Mapping[str, Any]) -> Values:
        """The aligned images, how many failed, and the worst verdict."""
        found = StackFindings(result, self._unit)
        worst, reason = found.whole()
        return {"ALIGNED_IMAGES": [row["output"] for row in found.written], "IMAGE_COUNT": len(found.rows),
                "FAILED_COUNT": found.failed(), "VERDICT": worst, "REASON": reason}


def _own_definition(parameter: core.Parameter) -> QgsProcessingParameterDefinition | None:
    """The definition of a parameter that is another kind in QGIS, or None."""
    name, label = fields.identifier(parameter), fields.label(parameter)
    made: QgsProcessingParameterDefinition
    if parameter.name == "images":
        made = QgsProcessingParameterMultipleLayers(name, label, QgsProcessing.SourceType.TypeRaster)
        # QGIS then says so itself, before the run; without a reference, one is too few as well.
        made.setMinimumNumberInputs(1)
    elif parameter.name == "output_folder":
        made = QgsProcessingParameterFolderDestination(name, label)
    elif fields.is_band(parameter):
        # No picker: QGIS has one for a single raster alone.
        made = QgsProcessingParameterNumber(
            name, label, QgsProcessingParameterNumber.Type.Integer, 1, optional=False, minValue=1)
        made.setFlags(made.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    else:
        return None
    made.setHelp(fields.help_text(parameter))
    return made
