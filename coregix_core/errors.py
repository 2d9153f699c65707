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

Every message says what is wrong, with which file or value, and what to do about it. Parameters that it speaks of are
parts of it by their Python names: the command line, Python and QGIS each word them in their own way. This module uses
the standard library alone, in Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from .sentences import Option, Sentence, worded

__all__ = ["Cancelled", "CoregixError", "EngineError", "GeoreferenceError", "InputError", "MissingDependencyError",
           "Option", "OutputError", "RasterError", "Sentence", "TransformFileError", "UnreliableAlignmentError"]


class CoregixError(Exception):
    """Root of all errors that this package raises on purpose.

    The message is made of ``parts``: texts, a ``Sentence``, an ``Option``. What they say is there as fields too, so far
    as it applies: the ``parameter`` by its Python name and the ``value`` that was given for it, the ``file``
    that is concerned, the ``reason``, a part of a sentence, and the ``facts`` that the sentences tell.

    >>> from coregix_core.errors import Option, Sentence
    >>> error = InputError(Sentence("{parameter} must be at least {least}, not {given}.",
    ...                             parameter=Option("max_shift"), least=0, given=-1), parameter="max_shift", value=-1)
    >>> str(error)
    'max_shift must be at least 0, not -1.'
    >>> error.worded(lambda name: "--" + name.replace("_", "-"))
    '--max-shift must be at least 0, not -1.'
    >>> error.facts["least"]
    0
    """

    exit_code = 1

    def __init__(self, *parts: str | Option, parameter: str | None = None, value: object = None,
                 file: str | None = None, reason: str | None = None) -> None:
        self.parts = parts
        self.parameter, self.value, self.file, self.reason = parameter, value, file, reason
        # As one text, which every kind of exception takes and copies of it are made from.
        super().__init__(self.worded(lambda name: name))

    @property
    def facts(self) -> Mapping[str, object]:
        """What the sentences of the message tell, by name: numbers, texts, options, or sentences again."""
        return {name: fact for part in self.parts if isinstance(part, Sentence) for name, fact in part.facts.items()}

    def worded(self, name_of: Callable[[str], str], said: Callable[[str], str] = str) -> str:
        """The message with ``name_of`` each parameter, in the language in which each pattern is ``said``."""
        return "".join(worded(part, name_of, said) for part in self.parts)


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

    ``result`` carries the measurements of the refused attempt (an ``AlignResult``), or None if there are none.
    """

    exit_code = 3

    def __init__(self, *parts: str | Option, reason: str | None = None, result: object = None) -> None:
        super().__init__(*parts, reason=reason)
        self.result = result


class OutputError(CoregixError, OSError):
    """The result could not be written; nothing is left under the final name but what was there before."""


class MissingDependencyError(CoregixError):
    """A package that this step needs is absent, too old, or another build that shadows the right one."""


class EngineError(CoregixError):
    """The registration engine failed in its own process."""


class Cancelled(CoregixError):
    """The caller asked to stop; nothing is half-written."""
