"""Align image stack: many layers or files at once, loaded as a series that the temporal controller plays."""

from __future__ import annotations

import csv
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
from .coregix_core.errors import InputError
from .layers import RasterSource, raster_source, with_crs
from .references import Rendering, ground_of, rendering_of
from .series import date_of, in_series, periods, shift_table, table_style
from .translation import tr
from .verdict import ALIGNED, FAILED, Finding
from .wording import reason_of

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
        self._result: Mapping[str, Any] = {}

    def definitions(self) -> Iterator[QgsProcessingParameterDefinition]:
        """Layers in place of patterns, a folder as destination, and the table of shifts."""
        for parameter in self.parameters():
            made = self._own_definition(parameter)
            yield fields.definition(self.command, parameter) if made is None else made
        table = QgsProcessingParameterVectorDestination(
            TABLE, tr("Table of shifts"), QgsProcessing.SourceType.TypeVectorPolygon, optional=True)
        table.setHelp(tr("Where a row for each image goes, at the image's outline: how far it was moved, how sure that "
                         "is, and its verdict. If it is opened after the run, the aligned images are too."))
        yield table

    def _own_definition(self, parameter: core.Parameter) -> QgsProcessingParameterDefinition | None:
        """The definition of a parameter that is another kind in QGIS, or None."""
        name, label = fields.identifier(parameter), fields.label(parameter)
        made: QgsProcessingParameterDefinition
        if parameter.name == "images":
            made = QgsProcessingParameterMultipleLayers(name, label, QgsProcessing.SourceType.TypeRaster)
            # QGIS then says so itself, before the run.
            made.setMinimumNumberInputs(2)
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
            self._add_images(values, given, context, folder)
        elif parameter.name == "output_folder":
            # Something that passes the checks; a temporary folder gets its name later.
            values[parameter.name] = "later"
        else:
            super().add_value(values, parameter, given, context, folder)

    def _layers(self, given: Values, context: QgsProcessingContext) -> list[QgsRasterLayer]:
        layers = self.parameterAsLayerList(given, "IMAGES", context)
        if len(layers) < 2:
            raise InputError(tr("A stack needs two images at least."))
        return layers

    def _add_images(self, values: Values, given: Values, context: QgsProcessingContext, folder: Path) -> None:
        paths, dates, nodata = [], [], set()
        for number, layer in enumerate(self._layers(given, context)):
            # A folder for each: a copy keeps the name of its file, by which it is known and dated.
            own = folder / f"image{number}"
            own.mkdir(parents=True, exist_ok=True)
            source = raster_source(layer, own)
            # The command line takes one value for all images.
            nodata.add(source.nodata)
            paths.append(_named_as(with_crs(source, own), source.path, own))
            dates.append(date_of(layer))
        if len(nodata) > 1 and fields.is_nothing(given.get("INPUT_NODATA")):
            raise InputError(tr("The layers have different additional nodata values, and a stack takes one for all: "
                                "clear them in the layers' Transparency settings, or give one under Advanced."))
        # A list only if it says more than the files: plain names can be read in the log.
        values["images"] = (_listed(folder / "images.csv", paths, dates),) if any(dates) else tuple(paths)
        values["input_nodata"] = next(iter(nodata))

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
        self._result = super().run_core(feedback)
        if self._table:
            shift_table(Path(self._result["output_folder"]) / "stack.gpkg", self._table)
            self._outputs[TABLE] = self._table
        return dict(self._result)

    def tell(self, feedback: QgsProcessingFeedback) -> None:
        """Say what was found of each image; what is not aligned is a warning."""
        for row in self._result["images"]:
            found = self._finding_of(row)
            line = " ".join([f"{row['image']}: {found.sentence()}", found.movement(), found.doubt()]).strip()
            (feedback.pushInfo if found.verdict == ALIGNED else feedback.pushWarning)(line)
        worst, reason = self._whole()
        offer.tell(Finding(worst, reason, None, None, None, None, 1.0, ""), self._outputs.get("REPORT", ""))

    def style(self, context: QgsProcessingContext) -> None:
        """The images in one group, by date, each in its source's style; the table above them."""
        # In a script nothing is loaded, and there is nobody to style for.
        if not self._table or not context.willLoadLayerOnCompletion(self._table):
            return
        # Images that failed have no file to load.
        rows = [row for row in self._result["images"] if row["output"]]
        group = Results(tr("Aligned stack"))
        for row, period in zip(rows, periods([row["date"] for row in rows])):
            details = QgsProcessingContext.LayerDetails(row["image"], context.project(), row["image"])
            context.addLayerToLoadOnCompletion(row["output"], details)
            group.add(context, row["output"], in_series(in_style(self._styles.get(row["image"], "")), period),
                      self._finding_of(row))
        group.add(context, self._table, table_style)

    def summary_of(self, result: Mapping[str, Any]) -> Values:
        """The aligned images, how many failed, and the worst verdict."""
        rows = result["images"]
        worst, reason = self._whole()
        return {"ALIGNED_IMAGES": [row["output"] for row in rows if row["output"]], "IMAGE_COUNT": len(rows),
                "FAILED_COUNT": sum(row["verdict"] == FAILED for row in rows), "VERDICT": worst, "REASON": reason}

    def _whole(self) -> tuple[str, str]:
        """The worst verdict of an image, and how many are aligned."""
        verdicts = [row["verdict"] for row in self._result["images"]]
        return max(verdicts, key=[ALIGNED, "uncertain", FAILED].index), tr(
            "{good} of {count} images are aligned.").format(good=verdicts.count(ALIGNED), count=len(verdicts))

    def _finding_of(self, row: Mapping[str, Any]) -> Finding:
        moved = None if row["east"] is None else {key: row[key] for key in ("east", "north", "rotation_deg")}
        return Finding(row["verdict"], reason_of(row), None, None, row["ce90_px"], moved,
                       float(self._result.get("pixel_size") or 1.0), self._unit)


def _listed(path: Path, images: list[str], dates: list[str]) -> str:
    """Write the images and the dates that their layers have as a list that the core reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("image", "date"))
        writer.writerows(zip(images, dates))
    return str(path)


def _named_as(path: str, source: str, folder: Path) -> str:
    """A path whose name is that of ``source``: a copy in ``folder`` takes it."""
    if path == source or Path(path).parent != folder:
        return path
    target = folder / f"{Path(source).stem}.vrt"
    Path(path).replace(target)
    return str(target)
