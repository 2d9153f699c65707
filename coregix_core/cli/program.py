"""The command line: parses, calls, prints, and maps errors to exit codes. The only user of argparse.

Options, defaults and help come from ``parameters.COMMANDS``. stdout gets exactly one JSON object, the result; all else
goes to stderr. Exit codes:

    0    done
    1    something failed that is not the input's fault: disk, memory, a missing package, an internal error
    2    the input or the command line cannot be used; one sentence says why
    3    no alignment that deserves trust (for a batch or a stack: not all of it); the measurements are still printed
    130  stopped by Ctrl-C (SIGINT)
    141  nobody reads stdout any more
    143  stopped by SIGTERM
"""

from __future__ import annotations

import argparse
import contextlib
import json
import mmap
import os
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from importlib import import_module
from types import FrameType
from typing import IO, TYPE_CHECKING, Any, NoReturn, Protocol, runtime_checkable

from .._version import __version__
from ..errors import CoregixError, InputError, Option, UnreliableAlignmentError
from ..options import (
    ALIGN,
    BATCH,
    COMMANDS,
    LOG_TO_CONSOLE,
    MASKS,
    NUMBERS,
    PATHS,
    PROGRESS,
    RASTERS,
    SWITCH,
    Command,
    Parameter,
    check,
    flag_of,
    parse,
    suggestion,
)
from .console import Console, logged_to, plain
from .streams import mute_stdout, own_streams

if TYPE_CHECKING:
    from ..progress import ProgressEvent

RUNS = {
    "align": ("api", "align_image_pair"),
    "measure": ("api", "measure_image_pair"),
    "assess": ("api", "assess_image_pair"),
    "snap": ("api", "snap_place"),
    "apply": ("api", "apply_transform"),
    "trim-edges": ("api", "trim_edges"),
    "export": ("api", "export_transform"),
    "batch": ("batch", "run_batch"),
    "stack": ("stack", "align_stack"),
    "doctor": ("cli.doctor", "examine"),
    "completion": ("cli.completion", "completion_script"),
}
"""Command -> the package or module and the function that does it; loaded when called."""

SECTIONS = {
    "Align and measure": ("align", "stack", "measure", "assess", "snap", "batch"),
    "Use a result": ("apply", "export", "trim-edges"),
    "This program": ("doctor", "completion"),
}
UNWRITTEN = "nothing was written"
HALF_WRITTEN = "what was written by then is whole"
STOPPED_BATCH = "Stopped; the pairs that are finished stay, and the same command goes on from there."
SIGNS_OF_NO_MEMORY = ("failed to map segment", "Cannot allocate memory")
"""What the system's loader and libraries say where Python has no MemoryError."""

LIBRARIES = 288 << 20
"""Bytes of address space that numpy, scipy and GDAL take before they have done anything."""

JSON = "--json"
JSON_HELP = "Print the result as JSON on a terminal too, which shows a summary otherwise; pipes always get JSON."

ISSUES = "https://github.com/coregix/coregix/issues"


@runtime_checkable
class Printable(Protocol):
    """A result."""

    def to_dict(self) -> dict[str, Any]:
        """What is printed on stdout."""


class Stopped(BaseException):
    """A signal asked to stop; not an Exception, so that no handler on the way takes it for a failure."""


class Stop:
    """Turns the first SIGINT or SIGTERM into ``Stopped``; a second one ends the process at once.

    The exception can be lost in a foreign callback: the progress callback then asks the run to stop.
    """

    def __init__(self) -> None:
        self.signal = 0

    def __call__(self, number: int, _frame: FrameType | None) -> NoReturn:
        """Handle a signal."""
        self.signal = number
        # A second signal ends the process whatever it does: it may hang in foreign code.
        signal.signal(number, signal.SIG_DFL)
        raise Stopped


class _UsageError(Exception):
    """The command line cannot be parsed."""


class _Parser(argparse.ArgumentParser):
    """A parser that raises instead of printing its usage and leaving."""

    def error(self, message: str) -> NoReturn:
        raise _UsageError(message)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command ``coregix`` and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    # By hand and not by argparse's subparsers: those would build all commands to run one.
    if arguments and arguments[0] in COMMANDS:
        return _run(COMMANDS[arguments[0]], arguments[1:])
    if arguments in (["--version"], ["-V"]):
        return _say(f"coregix {__version__}")
    if arguments in (["--help"], ["-h"], ["help"]):
        return _say(overview())
    if not arguments:
        sys.stderr.write(overview() + "\n")
        return InputError.exit_code
    name = arguments[0]
    what = f"There is no {'option' if name.startswith('-') else 'command'} {name!r}"
    known = (*COMMANDS, "--help", "--version")
    _console("", arguments).error("InputError", f"{what}{suggestion(name, known)}; see 'coregix --help'.", 2)
    return InputError.exit_code


def align_main(argv: Sequence[str] | None = None) -> int:
    """Run the command ``vhr-align-image-pair``, which is ``coregix align``."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    return main(arguments if arguments == ["--version"] else [ALIGN.name, *arguments])


def overview() -> str:
    """What ``coregix --help`` prints; it fits a screen of 24 lines."""
    lines = ["usage: coregix COMMAND [OPTIONS]    ('coregix COMMAND --help' lists the options)", "",
             "Align one georeferenced raster to another, and say how well they fit.", ""]
    for section, names in SECTIONS.items():
        lines.append(section + ":")
        lines += [f"  {name:<12}{COMMANDS[name].summary}" for name in names]
    example = ALIGN.example.replace(" --moving", " \\\n      --moving").replace(" --output", " \\\n      --output")
    return "\n".join([*lines, "Options:", "  --help      Show this text.", "  --version   Show the version.", "",
                      "Example:", "  " + example])


def parser(command: Command) -> argparse.ArgumentParser:
    """The parser of one command; what is not given does not appear in its namespace."""
    made = _Parser(
        prog=f"coregix {command.name}", usage=_usage(command), description=command.summary,
        # No abbreviations: in a script, one would break when a new option begins alike.
        epilog=f"Example: {command.example}", argument_default=argparse.SUPPRESS, allow_abbrev=False)
    groups: dict[str, Any] = {}
    for parameter in command.parameters:
        # In the order of their first parameters, which is that of the description.
        if parameter.group not in groups:
            groups[parameter.group] = made.add_argument_group(parameter.group)
        _add(groups[parameter.group], parameter)
    made.add_argument(JSON, action="store_true", help=JSON_HELP)
    return made


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
            parameter.flag, dest=parameter.api_name, help=help_text, action=argparse.BooleanOptionalAction,
            default=argparse.SUPPRESS)
    else:
        group.add_argument(
            *options_of(parameter), dest=parameter.api_name, help=help_text, metavar=_metavar(parameter),
            nargs="+" if parameter.kind == RASTERS else None,
            # One by one, so that what stands behind the last one is not taken for another.
            action="append" if parameter.kind == MASKS else "store")


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


def _run(command: Command, arguments: list[str]) -> int:
    """Parse, call, print; every way to end has its exit code."""
    console = _console(command.name, arguments)
    stop = Stop()
    try:
        values = parsed(command, arguments)
        with _signals(stop), own_streams(debug=console.debug) as out:
            try:
                return _printed(_called(command, values, console, stop), out, console)
            except Exception as error:  # noqa: BLE001 - the last stop: every error gets its sentence and exit code
                return _explained(error, console, out, stop)
    except InputError as error:
        return _explained(error, console, sys.stdout, stop)
    except Stopped:
        return _stopped(console, stop)
    except BrokenPipeError:
        mute_stdout()
        # As a shell tells it of a program that SIGPIPE ended.
        return 128 + 13
    except SystemExit as leaving:  # argparse has printed its help
        return int(leaving.code or 0)


def parsed(command: Command, arguments: list[str]) -> dict[str, Any]:
    """The command line as checked values by ``api_name``.

    Raises InputError.
    """
    made = parser(command)
    try:
        # Known ones alone, so that what is unknown gets a suggestion instead of argparse's own message.
        found, unknown = made.parse_known_args(_joined(command, arguments))
    except _UsageError as error:
        raise InputError(f"{_sentence(str(error))}; see 'coregix {command.name} --help'.") from None
    _place(command, found, unknown)
    for argument in unknown:
        flags = [flag for p in command.parameters for flag in (p.flag, p.negative_flag)]
        # Without its value, which is none of the mistake.
        name = argument.split("=")[0]
        kind = "option" if name.startswith("-") else "use for the argument"
        raise InputError(
            f"There is no {kind} {name}{suggestion(name, flags)}; see 'coregix {command.name} --help'.")
    values = {name: parse(command.parameter(name), value) if isinstance(value, str) else value
              for name, value in vars(found).items() if name != "json"}
    return check(command, values)


def _place(command: Command, found: argparse.Namespace, unknown: list[str]) -> None:
    """Take words without an option for the required paths that have no option either, in the order of the table."""
    missing = [p for p in command.parameters if p.required and not p.positional and p.kind in PATHS
               and p.api_name not in found]
    words = [word for word in unknown if not word.startswith("-")]
    for parameter, word in zip(missing, words, strict=False):
        setattr(found, parameter.api_name, word)
        unknown.remove(word)


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


def _called(command: Command, values: dict[str, Any], console: Console, stop: Stop) -> Any:  # noqa: ANN401
    """Call the command's function with its values; the function's module is loaded here."""
    def progress(event: ProgressEvent) -> bool | None:
        console.progress(event)
        return False if stop.signal else None

    # Its threads bring nothing here, cost memory, and spin for ever where they find none (seen under ulimit -v).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if PROGRESS in command.parameters:
        # In place of the style, which the console took from the words before they were parsed.
        values["progress"] = progress
    module, function = RUNS[command.name]
    # Where OpenBLAS finds no room for its buffers, it ends the process without a word, or waits for ever.
    mmap.mmap(-1, LIBRARIES).close()
    with logged_to(console):
        return getattr(import_module("." + module, "coregix_core"), function)(**values)


def _printed(result: Any, out: IO[str], console: Console) -> int:  # noqa: ANN401 - each command has its own result
    """Print a result on stdout and its summary on stderr; the exit code is the result's, or 0."""
    # A completion script is text, and no JSON.
    text = result if isinstance(result, str) else json.dumps(plain(result.to_dict()), indent=2)
    if hasattr(result, "summary"):
        console.summary(result.summary())
    # A person at a terminal has read the summary; a screen of JSON would push it away.
    if console.machine_readable or not (hasattr(result, "summary") and out.isatty()):
        out.write(text + "\n")
    # Now and not when the process ends: a pipe that was closed shows here, where it can be told.
    out.flush()
    return int(getattr(result, "exit_code", 0))


def _explained(error: Exception, console: Console, out: IO[str], stop: Stop) -> int:
    """Say what went wrong, in a sentence; the measurements of a refused alignment are printed all the same."""
    # Not an error of the run: main has an exit code of its own for it.
    if isinstance(error, BrokenPipeError):
        raise error
    if stop.signal:
        # A child process that got the same signal, or a callback that asked to stop, may have been first.
        raise Stopped from error
    if console.debug:
        import traceback

        traceback.print_exception(error)
    shown = console.machine_readable or not out.isatty()
    if isinstance(error, UnreliableAlignmentError) and isinstance(error.result, Printable) and shown:
        out.write(json.dumps(plain(error.result.to_dict()), indent=2) + "\n")
        out.flush()
    ours = _as_ours(error, _written(console))
    command = COMMANDS.get(console.command, ALIGN)
    console.error(type(error).__name__, ours.worded(command.flag), ours.exit_code, ours.parts)
    return ours.exit_code


def _written(console: Console) -> str:
    """What a run leaves that ends now, in words: the report, its last stage, comes when the output has its name."""
    return HALF_WRITTEN if console.stage == "report" else UNWRITTEN


def _as_ours(error: Exception, written: str) -> CoregixError:
    """An error as one of our own, with a message for people and an exit code."""
    if isinstance(error, MemoryError) or any(sign in str(error) for sign in SIGNS_OF_NO_MEMORY):
        return CoregixError(f"The memory ran out; {written}. Lower ", Option("memory_budget"),
                            ", or close other programs.")
    if isinstance(error, CoregixError):
        return error
    about = f"{type(error).__name__}: {error}".rstrip(": ")
    return CoregixError(f"internal error ({about}); {written}. COREGIX_DEBUG=1 shows the traceback, which belongs into "
                        f"a report at {ISSUES}.")


def _stopped(console: Console, stop: Stop) -> int:
    if not console.debug:
        # Threads that are still at work when the process ends may warn: nothing comes after the last line.
        warnings.simplefilter("ignore")
    # As shells tell of a program that a signal ended.
    code = 128 + stop.signal
    said = STOPPED_BATCH if console.command == BATCH.name else f"Stopped; {_written(console)}."
    console.error("Cancelled", said, code)
    return code


def _console(name: str, arguments: list[str]) -> Console:
    """The console that the arguments ask for, found without parsing them: bad arguments need one too."""
    style = PROGRESS.default
    for place, argument in enumerate(arguments):
        # The last one counts, as for argparse.
        if argument == PROGRESS.flag:
            style = "".join(arguments[place + 1:place + 2])
        elif argument.startswith(PROGRESS.flag + "="):
            style = argument.partition("=")[2]
    debug = bool(os.environ.get("COREGIX_DEBUG")) or LOG_TO_CONSOLE.flag in arguments
    return Console(name, style, debug=debug, machine_readable=JSON in arguments)


def _say(text: str) -> int:
    try:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        mute_stdout()
    return 0


@contextlib.contextmanager
def _signals(stop: Stop) -> Iterator[None]:
    """Let ``stop`` handle SIGINT and SIGTERM; only the main thread may ask for that."""
    try:
        before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    except ValueError:
        yield
        return
    try:
        yield
    finally:
        # The caller's own, who may go on after main.
        for number, handler in before.items():
            signal.signal(number, handler)
