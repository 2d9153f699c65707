"""What the algorithms have in common: parameters in, the core's process, outputs and messages out.

``prepareAlgorithm`` reads layers in the main thread; the rest runs in whatever thread QGIS chooses. QGIS makes an
instance for each run, so that runs share nothing.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingUtils,
)

from . import fields, host, offer
from .coregix_core import options as core
from .coregix_core.errors import CoregixError
from .engine import EngineMissing
from .engine_run import run_engine
from .help import help_html, help_url
from .inputs import ReadsLayers, Values
from .references import plain
from .tie_point_files import asked_for, converted
from .translation import tr
from .verdict import ALIGNED, Finding, rounded
from .wording import words_of

DRAWING_PERCENT = 30.0


class CoregixAlgorithm(ReadsLayers):
    """An algorithm that is one command of the core. A subclass names the command and says what is special about it."""

    numbers: ClassVar[dict[str, tuple[str, str, tuple[str, ...]]]] = {}
    """Number output -> (label, unit: "px", "crs", "%" or "", path into the core's result)."""
    has_verdict = False

    def __init__(self) -> None:
        super().__init__()
        self.summary = self.command.summary
        self._values: Values = {}
        self._outputs: dict[str, str] = {}
        self._folder: Path | None = None
        self._refusal: CoregixError | None = None
        self._finding: Finding | None = None
        self._notes = ""

    def shortHelpString(self) -> str:
        """Fill the help panel."""
        return help_html(self.command)

    def helpUrl(self) -> str:
        """The page that says more."""
        return help_url(self.command)

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: ARG002 - QGIS's name
        """Declare parameters and outputs."""
        # Made from the core's table: a parameter that is added there is in the dialog without a line here.
        for definition in self.definitions():
            self.addParameter(definition)
        for name, (label, *_) in self.numbers.items():
            self.addOutput(QgsProcessingOutputNumber(name, tr(label)))
        if self.has_verdict:
            self.addOutput(QgsProcessingOutputString("VERDICT", tr("Verdict")))
            self.addOutput(QgsProcessingOutputString("REASON", tr("Reason")))
        offer.preselect(self)

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
            # With a button in sight, a modal message would only stand in front of it; the run ends with the reason.
            return offer.offer_engine(missing), str(missing)
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
            # Kept until there is a thread that may say it.
            self._refusal = refused
        return True

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
            result = self.run_core(feedback)
        except CoregixError as refused:
            forget_layers(context, self._outputs)
            # QGIS shows this exception as a plain message, and any other one with a traceback.
            raise QgsProcessingException(self.worded(refused)) from None
        except QgsProcessingException:
            forget_layers(context, self._outputs)
            raise
        finally:
            # Also after a failure: copies of layers may be large.
            shutil.rmtree(str(self._folder), ignore_errors=True)
        if result.get("temp_dir"):
            feedback.pushInfo(tr("Temporary files were kept in {folder}").format(folder=result["temp_dir"]))
        self._finding = Finding.of(result)
        self.tell(feedback)
        self.style(context)
        return {**self._outputs, **self.summary_of(result)}

    def run_core(self, feedback: QgsProcessingFeedback) -> dict[str, Any]:
        """The core's result; raises CoregixError or QgsProcessingException."""
        if self._rendering is not None:
            self._notes = self._rendering.write(partial(report, feedback), lambda: host.asked_to_stop(feedback))
            feedback.pushInfo(plain(self._notes))
        written = asked_for(self.output_values(), Path(str(self._folder)))
        # Held against the limits once more, now with the outputs: qgis_process need not have checked.
        words = fields.arguments(self.command, {**self._values, **written})
        # A process of its own: QGIS's Python may be too old for the core, and a crash of GDAL must not take QGIS with
        # it.
        outcome = run_engine(words, str(self._folder), list(written.values()), feedback,
                             keep=bool(self._values.get("keep_temp_dir")))
        if outcome.message:
            raise QgsProcessingException(outcome.worded(self.command))
        # The core writes tie points in its own formats; those that QGIS asked for may be others.
        converted(written, self.output_values())
        return outcome.result or {}

    def tell(self, feedback: QgsProcessingFeedback) -> None:
        """Say what was found, in the log and in the message bar."""
        found = self._finding
        if found is None:
            return
        # What is not to be trusted must not look like what is.
        (feedback.pushInfo if found.verdict == ALIGNED else feedback.pushWarning)(found.sentence())
        for line in found.lines():
            feedback.pushInfo(line)
        offer.tell(found, self._outputs.get("REPORT", ""))

    def worded(self, error: CoregixError) -> str:
        """An error in the words of the dialog."""
        return words_of(error, self.command)

    def style(self, context: QgsProcessingContext) -> None:
        """Say how results look in the canvas."""

    def summary_of(self, result: Mapping[str, Any]) -> Values:
        """The number outputs, and the verdict, from the core's result."""
        found: Values = {}
        for name, (_, unit, path) in self.numbers.items():
            value: Any = result
            # Step by step, as a pair that could not be measured has null in the middle of a path.
            for key in path:
                value = value.get(key) if isinstance(value, dict) else None
            if value is not None:
                found[name] = _readable(float(value), unit, float(result.get("pixel_size") or 1.0))
        if self.has_verdict:
            # They were declared: models that go on from them need a text in any case.
            found["VERDICT"], found["REASON"] = str(result.get("verdict", "")), str(result.get("reason", ""))
        return found


def report(feedback: QgsProcessingFeedback, fraction: float, message: str) -> None:
    """Show how far the drawing of the reference is, which is the first part of a run."""
    feedback.setProgress(DRAWING_PERCENT * fraction)
    if fraction == 0:
        feedback.setProgressText(message)


def forget_layers(context: QgsProcessingContext, outputs: Mapping[str, str]) -> None:
    """Take outputs that were not written off the list of layers to load: QGIS would miss them."""
    waiting = context.layersToLoadOnCompletion()
    context.setLayersToLoadOnCompletion({k: v for k, v in waiting.items() if k not in outputs.values()})


def _readable(value: float, unit: str, pixel: float) -> float:
    """A number without the digits that are noise."""
    if unit == "%":
        return round(100 * value, 1)
    return rounded(value, pixel) if unit == "crs" else round(value, {"px": 3, "": 5}[unit])
