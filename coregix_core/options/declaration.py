"""How a class of options is declared: frozen, each field a parameter of the table, held against it when made.

Standard library alone, Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

import dataclasses
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import Sentence
from . import data_parameters, parameters
from .arguments import checked, require_known
from .checks import in_a_line, refusal
from .parameter import Parameter
from .parameters import PROGRESS

Made = TypeVar("Made")

if TYPE_CHECKING:
    from typing import dataclass_transform
else:
    def dataclass_transform(**_: object) -> Callable[[Made], Made]:
        """Stand in for typing's, which Python 3.9 does not have and only type checkers read."""
        return lambda decorator: decorator


# Python 3.9 has no fields that are keywords alone; what QGIS makes there it makes by keywords all the same.
KEYWORDS = sys.version_info >= (3, 10)

# The key under which a field keeps its parameter.
PARAMETER = "parameter"

Other = TypeVar("Other", bound="Options")


def option(parameter: Parameter) -> Any:  # noqa: ANN401 - the field's own type is at its annotation
    """The field of a parameter that has a default and is given by keyword."""
    return dataclasses.field(default=parameter.default, metadata={PARAMETER: parameter})


def argument(parameter: Parameter, *, kw_only: bool, default: Any = MISSING) -> Any:  # noqa: ANN401 - as option
    """The field of a parameter that may be given by its place; required where ``default`` is left out."""
    if KEYWORDS:
        return dataclasses.field(default=default, kw_only=kw_only, metadata={PARAMETER: parameter})
    # Without keyword fields no required one may follow an inherited one; the check refuses None all the same.
    return dataclasses.field(default=None if default is MISSING else default, metadata={PARAMETER: parameter})


def given(*, kw_only: bool, default: Any = MISSING) -> Any:  # noqa: ANN401 - as option
    """A field that only Python has, such as an image in memory: nothing of it stands in the table."""
    return dataclasses.field(default=default, kw_only=kw_only)


def callback() -> Any:  # noqa: ANN401 - as option
    """The field of the progress callback: no part of the value, and unknown to the command line."""
    return dataclasses.field(default=None, compare=False, repr=False, metadata={PARAMETER: PROGRESS})


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(argument, given))
def options(made: type[Made]) -> type[Made]:
    """A decorator: a frozen dataclass whose fields are given by keyword, but for those declared with ``argument``."""
    return dataclass(frozen=True, repr=False, **({"kw_only": True} if KEYWORDS else {}))(made)


@options
class Options:
    """What all have in common: they are held against the table when made, None standing for "not given".

    Raises InputError for the first value that is missing, out of its limits or at odds with another one.
    """

    def __post_init__(self) -> None:
        progress = getattr(self, PROGRESS.api_name, None)
        if progress is not None and not callable(progress):
            raise refusal(PROGRESS, Sentence("takes a function that is called with each event, not {progress}",
                                             progress=in_a_line(progress)), progress)
        # The callback is no value of the table's kinds, and was looked at above.
        given = {name: getattr(self, name) for name, p in self.by_name().items() if p is not PROGRESS}
        for name, value in checked(self.parameters(), given).items():
            # The way to complete a frozen value while it is made.
            if name in given:
                object.__setattr__(self, name, value)

    def __repr__(self) -> str:
        """What was given, and not the defaults."""
        given = (f"{name}={getattr(self, name)!r}" for name, p in self.by_name().items()
                 if p is not PROGRESS and (p.required or getattr(self, name) != p.default))
        return f"{type(self).__name__}({', '.join(given)})"

    @classmethod
    def by_name(cls) -> dict[str, Parameter]:
        """Field -> its parameter, in the order of the fields; for those that the table has."""
        return {f.name: f.metadata[PARAMETER] for f in fields(cls) if PARAMETER in f.metadata}

    @classmethod
    def parameters(cls) -> tuple[Parameter, ...]:
        """The parameters in the order of the table, which is that of help and records."""
        return tuple(sorted(cls.by_name().values(), key=_PLACES.__getitem__))

    @classmethod
    def of(cls: type[Other], given: Mapping[str, Any]) -> Other:
        """The value for what is given by name; raises InputError, also for names that are unknown or missing."""
        known = cls.by_name()
        require_known(given, known)
        return cls(**{**dict.fromkeys(name for name, p in known.items() if p.required), **given})

    def keywords(self) -> dict[str, Any]:
        """The fields by name, as a function takes them by keyword."""
        return {name: getattr(self, name) for name in self.by_name()}

    def shared(self, other: type[Other], **others: Any) -> Other:
        """Another value that has this one's fields so far as it has fields of their names."""
        own = self.keywords()
        return other(**{**{name: own[name] for name in other.by_name() if name in own}, **others})

    def record(self) -> dict[str, Any]:
        """The values in the types of JSON, in the order of the table."""
        return {p.api_name: PROGRESS.default if p is PROGRESS else _plain(getattr(self, p.api_name))
                for p in self.parameters()}


# All parameters, in the order of help and records.
TABLE = tuple(p for module in (data_parameters, parameters) for p in vars(module).values() if isinstance(p, Parameter))

_PLACES = {p: place for place, p in enumerate(TABLE)}


def _plain(value: object) -> object:
    """A value in the types of JSON."""
    if value is None or isinstance(value, (int, float, str)):
        return value
    if isinstance(value, (tuple, list)):
        return [_plain(item) for item in value]
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    # An open dataset goes by its name; a mask that was given in memory has none, and its values would fill the page.
    return str(getattr(value, "name", f"<{type(value).__name__}>"))
