"""Sentences whose gaps are filled by facts, so that another language can say them, and programs can read them.

Standard library alone, in Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any


@dataclass(frozen=True)
class Option:
    """A parameter that a message speaks of, by its Python name, such as ``max_shift``."""

    name: str

    def __str__(self) -> str:
        """The name."""
        return self.name

    def __format__(self, _: str) -> str:
        """The name, in the gap of a sentence."""
        return self.name


class Sentence(str):
    """An English text that remembers its ``pattern``, with gaps as ``str.format`` has them, and the ``facts`` in them.

    It is a text as any other one; a program that speaks another language looks the pattern up and fills it anew. Facts
    are numbers, texts, an ``Option``, or sentences again; what else is given counts as its text.

    >>> seen = Sentence("{agree} of {places} tie points agree", agree=61, places=64)
    >>> print(Sentence("{seen}, residual {rmse:.2f} px", seen=seen, rmse=0.1234))
    61 of 64 tie points agree, residual 0.12 px
    >>> seen.facts["agree"]
    61
    """

    __slots__ = ("facts", "pattern")

    pattern: str
    facts: Mapping[str, Any]

    def __new__(cls, pattern: str, /, **facts: object) -> Sentence:
        """The text of a pattern with its gaps filled."""
        found = {name: _plain(fact) for name, fact in facts.items()}
        text = super().__new__(cls, pattern.format(**found))
        text.pattern, text.facts = pattern, found
        return text

    def __reduce__(self) -> tuple[Any, ...]:
        """What copies are made from, in this process and in others."""
        return _sentence, (self.pattern, self.facts)


def worded(part: str | Option, name_of: Callable[[str], str], said: Callable[[str], str] = str) -> str:
    """A text in the words of a face: ``name_of`` each parameter's name, and what is ``said`` for each English pattern.

    Facts that are plain texts, such as the names of files, stay as they are.
    """
    if isinstance(part, Option):
        return name_of(part.name)
    if not isinstance(part, Sentence):
        return said(part)
    facts = {name: worded(fact, name_of, said) if isinstance(fact, (Option, Sentence)) else fact
             for name, fact in part.facts.items()}
    return said(part.pattern).format(**facts)


def document(part: str | Option) -> object:
    """A part of a message in the types of JSON: a text, ``{"name"}`` of a parameter, or ``{"pattern", "facts"}``."""
    if isinstance(part, Option):
        return {"name": part.name}
    if not isinstance(part, Sentence):
        return part
    return {"pattern": part.pattern, "facts": {
        name: document(fact) if isinstance(fact, (str, Option)) else fact for name, fact in part.facts.items()}}


def part_of(stored: object) -> str | Option:
    """What ``document`` wrote, read back."""
    return Option(str(stored["name"])) if isinstance(stored, dict) and "pattern" not in stored else text_of(stored)


def text_of(stored: object) -> str:
    """What ``document`` wrote of a text, read back."""
    return str(stored) if not isinstance(stored, dict) else Sentence(stored["pattern"], **{
        name: part_of(fact) if isinstance(fact, (dict, str)) else fact for name, fact in stored["facts"].items()})


def in_pixels(value: float) -> str:
    """A length in pixels with its unit: to hundredths, below a tenth to thousandths.

    >>> in_pixels(0.00123), in_pixels(0.5)
    ('0.001 px', '0.50 px')
    """
    # Hundredths say nothing of a residual of thousandths, and no measurement is good to less than those. Nothing is
    # neither above nor below nothing.
    return f"{value:.2f} px" if abs(value) >= 0.1 else f"{round(value, 3) + 0.0:.3f} px"


def _plain(fact: object) -> object:
    """A fact in a type that JSON has, but for sentences and options."""
    if isinstance(fact, (str, Option, bool)):
        return fact
    # numpy's numbers are among these, and JSON knows none of them.
    if isinstance(fact, Integral):
        return int(fact)
    return float(fact) if isinstance(fact, Real) else str(fact)


def _sentence(pattern: str, facts: Mapping[str, object]) -> Sentence:
    return Sentence(pattern, **facts)
