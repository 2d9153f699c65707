"""Public functions take keywords, and what is below them one value: this turns the one into the other."""

from __future__ import annotations

import functools
import inspect
import os
from collections.abc import Callable, Iterable
from typing import Any, ParamSpec, TypeVar

from ..errors import CoregixError, InputError, Option
from ..options import OUTPUT_FILE, OUTPUT_RASTER, OUTPUT_VECTOR, Command, Options, complete, documented, suggestion

# Functions of files and those of images call the kind of the transform by different names.
_OTHERWISE = {"model": "transform", "transform": "model"}

OUTPUTS = (OUTPUT_FILE, OUTPUT_RASTER, OUTPUT_VECTOR)

Keywords = ParamSpec("Keywords")
Given = TypeVar("Given", bound=Options)
Result = TypeVar("Result")


def keywords_of(options: Callable[Keywords, Given], command: Command | None = None
                ) -> Callable[[Callable[[Given], Result]], Callable[Keywords, Result]]:
    """A decorator that makes a function of options one of their keywords; ``command`` says whose they are, if any.

    Its signature, for type checkers as for ``help``, is that of ``options``, and its docstring ends with what the
    parameters mean. Calling it raises InputError for values that cannot be, TypeError for keywords that there are not.
    """
    made_of: Any = options if command is None else command.options

    def decorated(function: Callable[[Given], Result]) -> Callable[Keywords, Result]:
        documented(made_of.parameters())(function)
        signature = _signature(made_of, inspect.signature(function).return_annotation)

        @functools.wraps(function)
        def called(*args: Keywords.args, **keywords: Keywords.kwargs) -> Result:
            # By the signature, so that a TypeError speaks of arguments and not of the options' class.
            try:
                bound = signature.bind(*args, **keywords)
            except TypeError as error:
                raise TypeError(f"{function.__name__}() {error}{_hint(keywords, signature)}") from None
            make: Callable[..., Given] = options
            try:
                given = make(**bound.arguments)
                _require_new_outputs(given)
                return function(given)
            except CoregixError as error:
                complete(error, made_of.parameters(), bound.arguments)
                raise

        made: Any = called
        made.__signature__ = signature
        made.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
        return called

    return decorated


def _hint(keywords: Iterable[str], signature: inspect.Signature) -> str:
    """What may have been meant by the first keyword that there is not, to go on a message with; nothing if unknown."""
    unknown = next((name for name in keywords if name not in signature.parameters), None)
    if unknown is None:
        return ""
    meant = _OTHERWISE.get(unknown)
    return str(suggestion(unknown if meant is None else meant, signature.parameters))


def _require_new_outputs(given: Options) -> None:
    """Raise InputError where an output exists that is not to be replaced."""
    if getattr(given, "overwrite", True):
        return
    for name, parameter in given.by_name().items():
        path = getattr(given, name)
        if parameter.kind in OUTPUTS and path is not None and os.path.lexists(path):
            raise InputError(Option(name), f" {os.fspath(path)} exists already and is not to be replaced; give it "
                             "another name, or allow ", Option("overwrite"), ".", parameter=name, value=os.fspath(path))


def _signature(options: type[Options], result: object) -> inspect.Signature:
    """The signature of options: keywords in the order of the table, those that it lacks first, the callback last."""
    order = {p.api_name: i for i, p in enumerate(options.parameters())}
    found = inspect.signature(options).parameters.values()
    by_place = [p for p in found if p.kind is not p.KEYWORD_ONLY]
    by_name = [p for p in found if p.kind is p.KEYWORD_ONLY]
    by_name.sort(key=lambda p: (p.name == "progress", order.get(p.name, -1)))
    return inspect.Signature([*by_place, *by_name], return_annotation=result)
