"""What can go wrong, as one tree of exceptions.

    CoregixError
    ├── InputError (ValueError)        the user can mend it: a file, a value, a combination       exit 2
    │   ├── RasterError                a raster cannot be opened, read or used
    │   ├── GeoreferenceError          CRS or geotransform missing, contradictory or unusable
    │   └── TransformFileError         a transform or pair file is not what it should be
    ├── UnreliableAlignmentError       no alignment that deserves trust was found                exit 3
    ├── OutputError (OSError)          the result cannot be written                              exit 1
    ├── MissingDependencyError         a package is absent, too old or the wrong build           exit 1
    ├── EngineError                    the solver crashed, hung or ran out of memory             exit 1
    └── Cancelled                      the caller asked to stop                                  exit 1

Every message says what is wrong, with which file or value, and what to do about it. This module uses the standard
library alone, in Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations


class CoregixError(Exception):
    """Root of all errors that this package raises on purpose."""

    exit_code = 1


class InputError(CoregixError, ValueError):
    """Something that the user gave cannot be used; nothing was written."""

    exit_code = 2


class RasterError(InputError):
    """A raster does not exist, cannot be read, or holds nothing to work with."""


class GeoreferenceError(InputError):
    """The georeference of a raster is missing, contradicts the other one's, or cannot be used."""


class TransformFileError(InputError):
    """A transform, point or pair file breaks its schema or its limits."""


class UnreliableAlignmentError(CoregixError):
    """No reliable alignment was found; ``reason`` says what was seen.

    ``result`` carries the measurements of the refused attempt (an ``AlignResult``), or None where there are none.
    """

    exit_code = 3

    def __init__(self, message: str, result: object | None = None) -> None:
        super().__init__(message)
        self.result = result


class OutputError(CoregixError, OSError):
    """The result could not be written; nothing is left under the final name but what was there before."""


class MissingDependencyError(CoregixError):
    """A package that this step needs is absent, too old, or another build that shadows the right one."""


class EngineError(CoregixError):
    """The registration engine failed in its own process."""


class Cancelled(CoregixError):
    """The caller asked to stop; nothing is half-written."""
