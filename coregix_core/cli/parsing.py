"""The options of the command line as a parser, and the words that were given as values. The only user of argparse."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, NoReturn

from ..errors import InputError
from ..options import (
    COMMANDS,
    NUMBERS,
    PATHS,
    RASTERS,
    REPEATED,
    SWITCH,
    Command,
    Parameter,
    check,
    flag_of,
    parse,
    suggestion,
)

JSON = "--json"
# Where a namespace keeps what was given twice: parameter -> the option as it was written. No option has spaces.
_REPEATED = "repeated options"
# Words that other tools have for options: by spelling alone, others would be suggested.
_MEANT = {"--mask": "--exclude", "--moving-mask": "--moving-exclude", "--fixed-mask": "--fixed-exclude"}
JSON_HELP = "Print the result as JSON on a terminal too, which shows a summary otherwise; pipes always get JSON."


class _UsageError(Exception):
    """The command line cannot be parsed, by no fault of a single argument."""


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of printing its usage and leaving."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(message)


class _Once(argparse.Action):
    """Takes a value, and notes a second one: the last would win without a word."""

    def __call__(self, _made: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any,  # noqa: ANN401
                 option_string: str | None = None) -> None:
        """Keep the value."""
        _note_repeated(namespace, self.dest, option_string or self.dest)
        setattr(namespace, self.dest, values)


class _OneSwitch(argparse.BooleanOptionalAction):
    """Turns on or off, and not both."""

    def __call__(self, made: argparse.ArgumentParser, namespace: argparse.Namespace, values: Any,  # noqa: ANN401
                 option_string: str | None = None) -> None:
        """Keep the choice."""
        _note_repeated(namespace, self.dest, "/".join(self.option_strings))
        super().__call__(made, namespace, values, option_string)


def _note_repeated(namespace: argparse.Namespace, name: str, option: str) -> None:
    """Keep in mind an option that was given before; it is refused when all words are read, with all others."""
    if name in namespace:
        setattr(namespace, _REPEATED, {**getattr(namespace, _REPEATED, {}), name: option})


def parser(command: Command) -> argparse.ArgumentParser:
    """The parser of one command; what is not given does not appear in its namespace."""
    return _filled(_Parser(
        prog=f"coregix {command.name}", usage=_usage(command), description=command.summary,
        # No abbreviations: in a script, one would break when a new option begins alike.
        epilog=_epilog(command), argument_default=argparse.SUPPRESS, allow_abbrev=False,
        exit_on_error=False), command)


def whole_parser() -> argparse.ArgumentParser:
    """The parser of all commands, which knows their choices too: completion is made from it."""
    made = _Parser(prog="coregix", description="Align one georeferenced raster to another.")
    made.add_argument("--version", action="store_true", help="Show the version.")
    commands = made.add_subparsers()
    for command in COMMANDS.values():
        _filled(commands.add_parser(command.name, description=command.summary, help=command.summary), command)
    return made


def alias_parser(name: str, command: Command) -> argparse.ArgumentParser:
    """The parser of a command that goes by a name of its own."""
    return _filled(_Parser(prog=name, description=command.summary), command)


def _filled(made: argparse.ArgumentParser, command: Command) -> argparse.ArgumentParser:
    """A parser with the options of a command."""
    groups: dict[str, Any] = {}
    for parameter in command.parameters:
        # In the order of their first parameters, which is that of the description.
        if parameter.group not in groups:
            groups[parameter.group] = made.add_argument_group(parameter.group)
        _add(groups[parameter.group], parameter)
    made.add_argument(JSON, action="store_true", help=JSON_HELP)
    return made


def _epilog(command: Command) -> str:
    """An example, and what may be given without its option."""
    example = f"Example: {command.example}"
    without = _without_option(command)
    if not without:
        return example
    # Of words without an option it takes as many as there are.
    if many := [p for p in without if p.kind == RASTERS]:
        return f"What {many[0].flag} takes may stand without it. {example}"
    return f"The required paths may stand without their options, in the order of the first line. {example}"


def _usage(command: Command) -> str:
    """The required parts alone; the options are listed below it, by groups."""
    words = [_metavar(p) if p.positional else f"{p.flag} {_metavar(p)}" for p in command.parameters if p.required]
    return " ".join(["%(prog)s", *words, *(["[OPTIONS]"] if len(words) < len(command.parameters) else [])])


def _add(group: argparse._ArgumentGroup, parameter: Parameter) -> None:
    """One option, or positional, as its parameter describes it."""
    # argparse fills in what follows a per cent sign.
    help_text = help_of(parameter).replace("%", "%%")
    if parameter.positional:
        group.add_argument(
            parameter.api_name, help=help_text, nargs=None if parameter.required else "?", metavar=_metavar(parameter))
    elif parameter.kind == SWITCH:
        group.add_argument(
            parameter.flag, dest=parameter.api_name, help=help_text, action=_OneSwitch,
            default=argparse.SUPPRESS)
    else:
        group.add_argument(
            *options_of(parameter), dest=parameter.api_name, help=help_text, metavar=_metavar(parameter),
            nargs="+" if parameter.kind == RASTERS else None,
            # One by one, so that what stands behind the last one is not taken for another.
            action="append" if parameter.kind in REPEATED else _Once)


def options_of(parameter: Parameter) -> tuple[str, ...]:
    """The option, after its letter if it has one."""
    return (parameter.short, parameter.flag) if parameter.short else (parameter.flag,)


def help_of(parameter: Parameter) -> str:
    """The help of a parameter with its unit, and with its default where it has one."""
    notes = [parameter.unit] if parameter.unit else []
    if parameter.required:
        notes.append("required")
    elif parameter.default is not None:
        default = {True: "on", False: "off"}.get(parameter.default, parameter.default) \
            if parameter.kind == SWITCH else parameter.default
        notes.append(f"default: {default}")
    text = parameter.help_in(flag_of)
    return f"{text} ({'; '.join(notes)})" if notes else text


def _metavar(parameter: Parameter) -> str:
    if parameter.choices:
        return "{" + ",".join(parameter.choices) + "}"
    return "N,N,…" if parameter.kind == NUMBERS else parameter.kind.removeprefix("output ").upper().rstrip("S")


def parsed(command: Command, arguments: list[str]) -> dict[str, Any]:
    """The command line as checked values by ``api_name``.

    Raises InputError.
    """
    made = parser(command)
    arguments, files = _divided(command, arguments)
    _refuse_dashed(command, arguments)
    try:
        # Known ones alone, so that what is unknown gets a suggestion instead of argparse's own message.
        found, unknown = made.parse_known_args(_joined(command, arguments))
    except argparse.ArgumentError as error:
        raise _refused(command, arguments, error) from None
    except _UsageError as error:
        raise InputError(f"{_sentence(str(error))}{_see(command)}") from None
    _refuse_repeated(command, found)
    unknown += files
    _place(command, found, unknown)
    if unknown:
        _refuse_unknown(command, unknown[0])
    values = {name: _read(command.parameter(name), value) if isinstance(value, str) else value
              for name, value in vars(found).items() if name != "json"}
    return check(command, values)


def _divided(command: Command, arguments: list[str]) -> tuple[list[str], list[str]]:
    """The words before ``--`` and the files behind it, which may begin with a dash.

    A command that has arguments by their place leaves the sign to argparse.
    """
    if "--" not in arguments or any(p.positional for p in command.parameters):
        return arguments, []
    end = arguments.index("--")
    # With a folder, they are no options to the programs that get them next.
    return arguments[:end], [f"./{word}" if word.startswith("-") else word for word in arguments[end + 1:]]


def _refuse_dashed(command: Command, arguments: list[str]) -> None:
    """Raise InputError for a file whose name begins with a dash, and for a letter that its value follows at once.

    argparse reads ``-out.tif`` as ``-o ut.tif``, and would write to a file that nobody named.
    """
    known = {JSON, *(flag for p in command.parameters for flag in (*options_of(p), p.negative_flag))}
    letters = {p.short for p in command.parameters if p.short}
    for word in arguments:
        if not word.startswith("-") or word in known:
            continue
        if Path(word).is_file():
            raise InputError(f"{word} reads as an option; write ./{word} for the file{_see(command)}", value=word)
        if word[:2] in letters:
            raise InputError(f"{word} reads as the option {word[:2]} with the value {word[2:].lstrip('=')}; write "
                             f"'{word[:2]} {word[2:].lstrip('=')}' if that is meant, and ./{word} for a file of that "
                             f"name{_see(command)}", value=word)


def _refused(command: Command, arguments: list[str], error: argparse.ArgumentError) -> InputError:
    """What argparse refuses, as an error that names the parameter and what was given for it."""
    # As argparse names an argument: all its options, or what stands for it in the usage.
    names = (error.argument_name or "").split("/")
    name = next((p.api_name for p in command.parameters
                 if {*options_of(p), p.negative_flag, _metavar(p) if p.positional else p.flag} & set(names)),
                names[0].removeprefix("--") or None)
    value = next((word.partition("=")[2] for word in arguments if "=" in word and word.split("=")[0] in names), None)
    if "ignored explicit argument" in error.message:
        return InputError(f"{'/'.join(names)} takes no value; leave out '={value}'{_see(command)}", parameter=name,
                          value=value)
    return InputError(f"{_sentence(str(error))}{_see(command)}", parameter=name, value=value)


def _refuse_repeated(command: Command, found: argparse.Namespace) -> None:
    """Raise InputError if options were given twice, and name them all."""
    repeated: dict[str, str] = vars(found).pop(_REPEATED, {})
    if repeated:
        *others, last = repeated.values()
        message = f"{', '.join(others)} and {last} are given twice; give each once" if others else \
            f"{last} is given twice; give it once"
        raise InputError(f"{message}{_see(command)}", parameter=next(iter(repeated)),
                         value=getattr(found, next(iter(repeated))))


def _refuse_unknown(command: Command, argument: str) -> NoReturn:
    """Raise InputError for a word that no option takes, with what may have been meant."""
    flags = [flag for p in command.parameters if not p.positional
             for flag in (p.flag, *([p.negative_flag] if p.kind == SWITCH else []))]
    # Without its value, which is none of the mistake.
    name = argument.partition("=")[0]
    role = "option" if name.startswith("-") else "use for the argument"
    meant = _MEANT.get(name, "")
    hint = f" (did you mean {meant}?)" if meant in flags else suggestion(name, flags)
    if not hint and name.startswith("-") and Path(name).suffix:
        hint = f" (for a file of that name write ./{name})"
    raise InputError(f"There is no {role} {name}{hint}{_see(command)}", value=argument)


def _see(command: Command) -> str:
    """What a message on the use of a command ends with."""
    return f"; see 'coregix {command.name} --help'."


def _read(parameter: Parameter, text: str) -> object:
    """A value from its word; an empty one is mostly a variable that a script did not set, and no wish for the default.

    Raises InputError.
    """
    value = parse(parameter, text)
    if value is None:
        raise InputError(f"{parameter.flag} is given without a value; leave it out, or say one.",
                         parameter=parameter.api_name, value=text)
    return value


def _place(command: Command, found: argparse.Namespace, unknown: list[str]) -> None:
    """Take words without an option for the required paths that have no option either, in the order of the table."""
    words = [word for word in unknown if not word.startswith("-")]
    for parameter in _without_option(command):
        if words and parameter.api_name not in found:
            # As many as there are: a shell makes many files of one pattern.
            taken = words[:None if parameter.kind == RASTERS else 1]
            setattr(found, parameter.api_name, taken if parameter.kind == RASTERS else taken[0])
            words = words[len(taken):]
            for word in taken:
                unknown.remove(word)


def _without_option(command: Command) -> list[Parameter]:
    """The required paths, which need no option, in the order of the table."""
    return [p for p in command.parameters if p.required and not p.positional and p.kind in (*PATHS, RASTERS)]


def _joined(command: Command, arguments: list[str]) -> list[str]:
    """``--option -1e5`` as ``--option=-1e5``: argparse takes only the plainest negative numbers for values."""
    flags = {p.flag for p in command.parameters if p.kind != SWITCH and not p.positional}
    joined: list[str] = []
    for argument in arguments:
        if joined and joined[-1] in flags and argument.startswith("-") and _is_number(argument.split(",")[0]):
            joined[-1] += "=" + argument
        else:
            joined.append(argument)
    return joined


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _sentence(message: str) -> str:
    """An error of argparse as a sentence without the full stop."""
    required = "the following arguments are required: "
    if message.startswith(required):
        return f"Missing: {message.removeprefix(required)}"
    message = message.removeprefix("argument ")
    return message[:1].upper() + message[1:]
