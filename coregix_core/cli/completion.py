"""Scripts that complete commands, options, choices and file names in a shell; shtab makes them from the parser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import shtab

from ..options import ALIGN, COMMANDS, FOLDER, PATHS, RASTERS, Command
from .parsing import alias_parser, whole_parser

if TYPE_CHECKING:
    import argparse

LOADED_BY = {"bash": "source <(coregix completion bash)", "zsh": 'eval "$(coregix completion zsh)"',
             "fish": "coregix completion fish | source"}
ALIAS = "vhr-align-image-pair"


def completion_script(shell: str) -> str:
    """The script for bash, zsh or fish; it is static and calls nothing."""
    whole, alias = whole_parser(), alias_parser(ALIAS, ALIGN)
    for command, parser in [*_commands(whole), (ALIGN, alias)]:
        _complete(parser, command)
    # Each has functions of its own name, so that both may be loaded.
    first, second = (shtab.complete(parser, shell) for parser in (whole, alias))
    head = f"# Completion of coregix for {shell}. Load it with: {LOADED_BY[shell]}\n"
    if shell == "zsh":
        # A file that zsh loads by itself is for the command in its first line alone.
        line, _, rest = first.partition("\n")
        second = f"if [[ $zsh_eval_context[-1] == eval ]]; then\n{second}\nfi"
        return f"{line}\n{head}{rest}\n{second}"
    return f"{head}{first}\n{second}".rstrip("\n")


def _commands(whole: argparse.ArgumentParser) -> Iterator[tuple[Command, argparse.ArgumentParser]]:
    for action in whole._actions:  # noqa: SLF001 - as shtab does: argparse has no other way
        for name, parser in (action.choices or {}).items() if isinstance(action.choices, dict) else ():
            yield COMMANDS[name], parser


def _complete(parser: argparse.ArgumentParser, command: Command) -> None:
    """Say what the arguments of a parser take: one of some choices, or a file."""
    known = {p.api_name: p for p in command.parameters}
    for action in parser._actions:  # noqa: SLF001 - as above
        parameter = known.get(action.dest)
        if parameter is None:
            continue
        if parameter.choices:
            action.choices = parameter.choices
        elif parameter.kind in (*PATHS, RASTERS):
            action.complete = shtab.DIRECTORY if parameter.kind == FOLDER else shtab.FILE  # type: ignore[attr-defined]
