"""Coregix engine: checks, installs, updates or removes what runs the alignments."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
)

from . import host
from .coregix_core.errors import CoregixError
from .engine import VARIABLE, Engine, EngineMissing, clean_environment, own_python
from .help import page_url
from .install import described, install, remove
from .process import pasteable, run
from .toolbox import ToolboxAlgorithm
from .translation import tr
from .wheels import Repository
from .wording import words_of

ACTIONS = ("check", "install", "remove")


class EngineAlgorithm(ToolboxAlgorithm):
    """``coregix:engine``."""

    identity = ("engine", "Coregix engine")
    summary = "Check, install, update or remove the engine that runs the alignments."

    def shortHelpString(self) -> str:
        """Fill the help panel."""
        return (f"<p><b>{self.shortDescription()}</b></p>"
                f"<h3>Install</h3><p>{described(host.home())} Versions are pinned and checked by hash. QGIS's proxy is "
                "used, and the package index that the options of Processing name, or PyPI. A cancelled installation "
                "goes on where it was. An engine that is up to date is left alone.</p>"
                "<h3>Without network</h3><p>Give a folder of wheels, filled by pip on another computer with the same "
                "system and Python; the message of a first try tells the command.</p>"
                f"<h3>Without installing</h3><p>Or {own_python()}.</p>"
                "<h3>Example</h3><p><code>qgis_process run coregix:engine --ACTION=install</code></p>")

    def helpUrl(self) -> str:
        """The page that says more."""
        return page_url("engine")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:  # noqa: ARG002 - QGIS's name
        """Declare parameters and outputs."""
        self.addParameter(QgsProcessingParameterEnum(
            "ACTION", "Action", list(ACTIONS), defaultValue="check", usesStaticStrings=True))
        self.addParameter(QgsProcessingParameterFile(
            "WHEELS_FOLDER", "Folder of wheels, to install without network",
            QgsProcessingParameterFile.Behavior.Folder, optional=True))
        self.addOutput(QgsProcessingOutputString("VERSION", "Version"))
        self.addOutput(QgsProcessingOutputString("INTERPRETER", "Interpreter"))

    def processAlgorithm(
        self, given: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback,
    ) -> dict[str, Any]:
        """Do as ACTION says; raises QgsProcessingException."""
        action = self.parameterAsEnumString(given, "ACTION", context)
        try:
            # Needs no engine: one that is broken can be removed too.
            if action == "remove":
                remove(host.home())
                return {"VERSION": "", "INTERPRETER": ""}
            if action == "install":
                folder = self.parameterAsFile(given, "WHEELS_FOLDER", context)
                # By QGIS's network, which knows the user's proxy and certificates.
                repository = Repository(host.fetch, host.index(), Path(folder) if folder else None)
                return examine(_installed(repository, feedback), feedback)
            return examine(host.engine(), feedback)
        except CoregixError as refused:
            raise QgsProcessingException(words_of(refused)) from None


def examine(engine: Engine, feedback: QgsProcessingFeedback) -> dict[str, Any]:
    """Check an engine thoroughly, by the core's own ``doctor``; raises EngineMissing or Cancelled."""
    engine.check()
    line = engine.command("doctor")
    feedback.pushCommandInfo(pasteable(line))
    # In the engine's own process: nothing of it must be imported into QGIS.
    outcome = run(line, clean_environment(os.environ), lambda event: feedback.pushConsoleInfo(str(event["message"])),
                  feedback.isCanceled)
    found = outcome.result or {}
    if outcome.message or not found.get("ok"):
        # A doctor that finds something ends with an error; what it found says more than that.
        problems = "; ".join(map(str, found.get("problems", []))) or outcome.message
        raise EngineMissing(tr("The Coregix engine is broken: {problems}. Install it anew, or correct the Python "
                               "that {variable} or the setting names.").format(problems=problems, variable=VARIABLE))
    feedback.pushInfo(tr("Coregix {version} works, in {interpreter}.").format(
        version=found["version"], interpreter=engine.interpreter))
    return {"VERSION": str(found["version"]), "INTERPRETER": engine.interpreter}


def _installed(repository: Repository, feedback: QgsProcessingFeedback) -> Engine:
    """The engine of this profile, installed or updated where it is not up to date."""
    try:
        # What works is not downloaded again.
        engine = host.engine()
        engine.check()
        feedback.pushInfo(tr("The engine is up to date."))
        return engine
    except EngineMissing as missing:
        feedback.pushInfo(words_of(missing))
    feedback.pushInfo(described(host.home()))

    def report(fraction: float, message: str) -> None:
        feedback.setProgress(100.0 * fraction)
        feedback.setProgressText(message)

    return install(host.home(), repository, report, feedback.isCanceled)
