"""What the core says, in the words of the dialogs and the language of QGIS. No QGIS here.

Its sentences come as patterns with facts in their gaps; a pattern that has no translation is said as it is, in English.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from .coregix_core.errors import CoregixError
from .coregix_core.options import MEASURE, Command
from .coregix_core.sentences import Option, part_of, worded
from .translation import tr


def words_of(error: CoregixError, command: Command = MEASURE) -> str:
    """An error of the core's, or of the plugin's own, for a dialog of ``command``."""
    return "".join(_worded(part, command) for part in error.parts)


def in_words(parts: Iterable[object], command: Command = MEASURE) -> str:
    """A message whose parts came from the engine as JSON, for a dialog of ``command``."""
    return "".join(_worded(part_of(part), command) for part in parts)


def reason_of(result: Mapping[str, Any]) -> str:
    """The reason of a verdict in a result of the engine; '' if there is none."""
    # An older engine of a person's own knows no parts.
    parts = result.get("reason_parts") or result.get("reason")
    return in_words([parts]) if parts else ""


def heard(event: Mapping[str, Any]) -> str:
    """What an event of the engine says."""
    return in_words(event.get("parts") or [event.get("message", "")])


def _worded(part: str | Option, command: Command) -> str:
    try:
        return worded(part, lambda name: tr(command.label(name)), said)
    except (KeyError, IndexError, ValueError):
        # A translation whose gaps do not fit, or a parameter that this plugin does not know: say it in English.
        return str(part)


def said(pattern: str) -> str:
    """A pattern of the core's in the language of QGIS."""
    # The command line's words for the two images are not those of the dialogs.
    return {"moving": tr("source"), "fixed": tr("reference")}.get(pattern) or tr(pattern)
