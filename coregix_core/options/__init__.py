"""The description of every parameter, and values held against it.

Standard library alone, in Python 3.9 syntax: QGIS hosts import it. Imports `errors`.
"""

from __future__ import annotations

from .arguments import check, command_line, parse, suggestion
from .parameters import (
    ALIGN,
    ASSESS,
    BAND,
    BATCH,
    CHOICE,
    COMMANDS,
    FILE,
    FOLDER,
    INTEGER,
    LOG_TO_CONSOLE,
    NUMBER,
    NUMBERS,
    OUTPUT_FILE,
    OUTPUT_RASTER,
    OUTPUT_VECTOR,
    PROGRESS,
    RASTER,
    RASTERS,
    SHELL,
    SWITCH,
    TEXT,
    Command,
    Parameter,
    documented,
)

__all__ = [
    "ALIGN",
    "ASSESS",
    "BAND",
    "BATCH",
    "CHOICE",
    "COMMANDS",
    "FILE",
    "FOLDER",
    "INTEGER",
    "LOG_TO_CONSOLE",
    "NUMBER",
    "NUMBERS",
    "OUTPUT_FILE",
    "OUTPUT_RASTER",
    "OUTPUT_VECTOR",
    "PROGRESS",
    "RASTER",
    "RASTERS",
    "SHELL",
    "SWITCH",
    "TEXT",
    "Command",
    "Parameter",
    "check",
    "command_line",
    "documented",
    "parse",
    "suggestion",
]
