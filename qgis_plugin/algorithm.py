"""What the four algorithms have in common: parameters in, the core's process, outputs and messages out.

``prepareAlgorithm`` reads layers in the main thread; the rest runs in whatever thread QGIS chooses. QGIS makes an
instance for each run, so runs share nothing.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterDefinition,
    QgsProcessingUtils,
)
from qgis.PyQt.QtGui import QIcon

from . import fields, host, offer
from .coregix_core import options as core
from .coregix_core.errors import CoregixError, InputError
from .engine import EngineMissing, clean_environment
from .help import help_html, help_url
from .layers import RasterSource, raster_source
from .process import Event, Outcome, pasteable, run

ICON = str(Path(__file__).with_name("icon.svg"))
Values = dict[str, Any]

RESIDUAL_NUMBERS = {
    "RMSE_BEFORE": ("RMSE before (pixels)", ("residual_before", "rmse_px")),
    "RMSE_AFTER": ("RMSE after (pixels)", ("residual_after", "rmse_px")),
    "UNCERTAINTY": ("Uncertainty, CE90 (pixels)", ("uncertainty_ce90_px",)),
}
"""Number outputs of what measures: see ``CoregixAlgorithm.numbers``."""


class CoregixAlgorithm(QgsProcessingAlgorithm):
    """An algorithm that is one command of the core. A subclass names the command and says what is special about it."""

    command: core.Command
    identity: tuple[str, str]
    """Id and display name."""
    numbers: ClassVar[dict[str, tuple[str, tuple[str, ...]]]] = {}
    """Number output -> (label, path into the core's result)."""
    has_verdict = False

    def __init__(self) -> None:
        super().__init__()
        self._values: Values = {}
        self._outputs: dict[str, str] = {}
        self._folder: Path | None = None
        self._refusal: CoregixError | None = None

    def createInstance(self) -> CoregixAlgorithm:
        """Make a fresh one for each run."""
        return type(self)()

    def name(self) -> str:
        """The id."""
        return self.identity[0]

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.identity[1]

    def icon(self) -> QIcon:
        """Show the provider's icon."""
        return QIcon(ICON)

    def shortDescription(self) -> str:
        """What it does, in a sentence."""
        return self.command.summary

    def shortHelpString(self) -> str:
        """Fill the help panel."""
        return help_html(self.command)

    def helpUrl(self) -> str:
        """The page that says more."""
        return help_url(self.command)

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: ARG002 - QGIS's name
        """Declare parameters and outputs."""
        for definition in self.definitions():
            self.addParameter(definition)
        for name, (label, _) in self.numbers.items():
            self.addOutput(QgsProcessingOutputNumber(name, label))
        if self.has_verdict:
            self.addOutput(QgsProcessingOutputString("VERDICT", "Verdict"))

    def definitions(self) -> Iterator[QgsProcessingParameterDefinition]:
        """QGIS's parameters."""
        for parameter in self.parameters():
            yield fields.definition(self.command, parameter)

    def parameters(self) -> list[core.Parameter]:
        """The core's parameters that are shown."""
        return fields.shown(self.command)

    def checkParameterValues(self, given: Values, context: QgsProcessingContext) -> tuple[bool, str]:
        """Refuse early what the core would refuse, and a host without an engine."""
        # QGIS's own check first: the core's reads layers, which have to be there.
        fine, message = super().checkParameterValues(given, context)
        if not fine:
            return fine, message
        try:
            # Only whether there is one: starting it to check would keep the dialog waiting.
            host.engine()
            # Copies of layers are made for this look alone; the run makes its own.
            with tempfile.TemporaryDirectory() as folder:
                fields.validate(self.command, self.inputs(given, context, Path(folder)), with_outputs=False)
        except EngineMissing as missing:
            offer.offer_engine(missing)
            return False, str(missing)
        except CoregixError as refused:
            return False, self.worded(refused)
        return True, ""

    def prepareAlgorithm(self, given: Values, context: QgsProcessingContext, _: QgsProcessingFeedback) -> bool:
        """Read the layers. What is refused is raised by ``processAlgorithm``: QGIS would hide a message from here."""
        # Within QGIS's own temporary folder: what a crash leaves goes away with it.
        self._folder = Path(tempfile.mkdtemp(prefix="coregix_", dir=QgsProcessingUtils.tempFolder()))
        try:
            self._values = self.inputs(given, context, self._folder)
            self.remember(given, context)
        except CoregixError as refused:
            self._refusal = refused
        return True

    def inputs(self, given: Values, context: QgsProcessingContext, folder: Path) -> Values:
        """Values by the core's names, but for the outputs; ``folder`` takes copies of layers where needed.

        Raises InputError.
        """
        values: Values = {}
        for parameter in self.parameters():
            if parameter.kind == core.RASTER:
                self.add_raster(values, parameter, given, context, folder)
            elif parameter.kind not in fields.OUTPUTS:
                found = fields.value(self, parameter, given, context)
                # What the user gives is above what the layer says.
                values[parameter.name] = values.get(parameter.name) if found is None else found
        return values

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
            raise InputError(f"{parameter.label}: {given.get(name)!r} is no raster layer, and no raster file.")
        source = raster_source(layer, folder)
        values[parameter.name] = source.path
        self.add_overrides(values, parameter, source, folder)

    def add_overrides(self, values: Values, parameter: core.Parameter, source: RasterSource, folder: Path) -> None:
        """Pass what the layer says otherwise than its file, in the command's own options."""
        # A subclass whose command has no such option needs it, for a VRT.
        del folder
        # moving_image has moving_crs and moving_nodata, and so the fixed one.
        role = parameter.name.split("_")[0]
        values[f"{role}_crs"], values[f"{role}_nodata"] = source.crs, source.nodata

    def destinations(self, given: Values, context: QgsProcessingContext) -> dict[str, str]:
        """Output id -> file, for the outputs that are wanted.

        Asked in the run's own thread: its context is the one that loads layers in the end.
        """
        found: dict[str, str] = {}
        for parameter in self.parameters():
            name = fields.identifier(parameter)
            # To ask for one that is not wanted would make QGIS load a file that nobody writes.
            if parameter.kind in fields.OUTPUTS and not fields.is_nothing(given.get(name)):
                read = self.parameterAsFileOutput if parameter.kind == core.OUTPUT_FILE else self.parameterAsOutputLayer
                path = read(given, name, context)
                if path:
                    found[name] = path
        return found

    def output_values(self) -> Values:
        """The destinations by the core's names."""
        # The ids are the core's names in capitals, see ``fields.identifier``.
        return {name.lower(): path for name, path in self._outputs.items()}

    def remember(self, given: Values, context: QgsProcessingContext) -> None:
        """Keep what loading the results needs; called in the main thread."""

    def processAlgorithm(self, given: Values, context: QgsProcessingContext, feedback: QgsProcessingFeedback) -> Values:
        """Run the core; raises QgsProcessingException with its message."""
        try:
            if self._refusal is not None:
                raise self._refusal
            self._outputs = self.destinations(given, context)
            # Held against the limits once more, now with the outputs: qgis_process need not have checked.
            words = fields.arguments(self.command, {**self._values, **self.output_values()})
            outcome = self.run_engine(words, feedback)
            if outcome.message:
                raise QgsProcessingException(outcome.worded(self.command.label))
        except CoregixError as refused:
            # QGIS shows this exception as a plain message, and any other one with a traceback.
            raise QgsProcessingException(self.worded(refused)) from None
        finally:
            # Also after a failure: copies of layers may be large.
            shutil.rmtree(str(self._folder), ignore_errors=True)
        if (outcome.result or {}).get("temp_dir"):
            feedback.pushInfo(f"Temporary files were kept in {outcome.result['temp_dir']}")
        self.style(context)
        return {**self._outputs, **self.summary(outcome.result or {})}

    def run_engine(self, words: list[str], feedback: QgsProcessingFeedback) -> Outcome:
        """Check the engine and run a command line of the core in it; raises EngineMissing or Cancelled."""
        # Found anew at each run: it may have been installed, removed or outdated since the last one.
        engine = host.engine()
        engine.check()
        # JSON lines, as a bar for people cannot be read back.
        line = engine.command(*words, "--progress", "json")
        feedback.pushInfo("Command line:")
        feedback.pushCommandInfo(pasteable(line))
        environment = clean_environment(os.environ)
        if not self._values.get("keep_temp_dir"):
            # Within a folder that goes away, so that nothing stays where the process is killed.
            environment.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(self._folder)))
        try:
            return run(line, environment, _Listener(feedback).hear, lambda: host.asked_to_stop(feedback),
                       str(self._folder), list(self._outputs.values()))
        except OSError as error:
            raise EngineMissing(f"The Coregix engine does not start: {error}.") from error

    def worded(self, error: CoregixError) -> str:
        """An error in the words of the dialog: labels in place of options."""
        return error.worded(self.command.label)

    def style(self, context: QgsProcessingContext) -> None:
        """Say how results look in the canvas."""

    def summary(self, result: dict[str, Any]) -> Values:
        """The number outputs, and the verdict, from the core's result."""
        found: Values = {}
        for name, (_, path) in self.numbers.items():
            value: Any = result
            # Step by step, as a pair that could not be measured has null in the middle of a path.
            for key in path:
                value = value.get(key) if isinstance(value, dict) else None
            if value is not None:
                found[name] = value
        if self.has_verdict:
            # It was declared: models that go on from it need a text in any case.
            found["VERDICT"] = str(result.get("verdict", ""))
        return found


class _Listener:
    """Turns the core's events into QGIS's feedback."""

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._stage = ""

    def hear(self, event: Event) -> None:
        """Show one event."""
        message = str(event.get("message", ""))
        if event["event"] == "progress":
            self._feedback.setProgress(100.0 * float(event.get("overall", 0.0)))
            # A line for each stage and each message, not for each step: the log is for people.
            stage = str(event.get("stage", ""))
            if stage != self._stage or message:
                self._stage = stage
                self._feedback.setProgressText(f"{stage}: {message}" if message else stage)
        elif event.get("level") == "warning":
            self._feedback.pushWarning(message)
        elif event.get("level") in ("error", "critical"):
            self._feedback.reportError(message)
        else:
            self._feedback.pushConsoleInfo(message)


