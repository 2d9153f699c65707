"""Small files that may come from others: read whole, within a limit, as text or JSON and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

from ..errors import Sentence, TransformFileError


def read_text(path: str | os.PathLike[str], kind: str, max_bytes: int) -> str:
    """The text of a file (UTF-8); ``kind`` names it in messages, such as 'point file'.

    Raises TransformFileError where it cannot be read, is no text or is larger than ``max_bytes``.
    """
    name = os.fspath(path)
    try:
        with Path(name).open("rb") as file:
            # A byte more than allowed reveals a file that is too large, without trusting what its folder says of it.
            content = file.read(max_bytes + 1)
        text = content.decode("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise TransformFileError(Sentence("The {kind} {name} cannot be read ({reason}); is it the right file?",
                                          kind=kind, name=name, reason=reason)) from error
    if len(content) > max_bytes:
        raise TransformFileError(Sentence("{name} is larger than a {kind} may be ({limit} MiB).", name=name,
                                          kind=kind, limit=max_bytes >> 20))
    return text


def read_json(path: str | os.PathLike[str], kind: str, max_bytes: int) -> object:
    """The JSON value in a file; numbers that JSON does not know (NaN, Infinity) are refused.

    Raises TransformFileError as ``read_text`` does, and for what is no JSON.
    """
    text = read_text(path, kind, max_bytes)
    try:
        value: object = json.loads(text, parse_constant=_refuse)
    # Lists within lists by the thousand end in RecursionError, whole numbers of thousands of digits in ValueError.
    except (ValueError, RecursionError) as error:
        raise TransformFileError(Sentence("The {kind} {path} is not JSON ({error}).", kind=kind, path=os.fspath(path),
                                          error=error)) from error
    return value


def separator_of(header: str) -> str:
    """What stands between the columns of a table, by its header: a comma, or the semicolon or tab of spreadsheets.

    >>> separator_of("moving_image;fixed_image")
    ';'
    """
    # Not csv.Sniffer, which takes letters for separators if there is one column alone.
    return max((",", ";", "\t"), key=header.count)


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is not a number that JSON knows")
