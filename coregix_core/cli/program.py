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

import contextlib
import json
import mmap
import os
import signal
import sys
import warnings
from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from types import FrameType
from typing import IO, TYPE_CHECKING, Any, NoReturn, Protocol, runtime_checkable

from .. import own_process
from .._version import __version__
from ..errors import CoregixError, InputError, Option, UnreliableAlignmentError
from ..options import (
    ALIGN,
    COMMANDS,
    LOG_TO_CONSOLE,
    PROGRESS,
    Command,
    complete,
    suggestion,
)
from .console import Console, logged_to, plain
from .parsing import JSON, parsed
from .streams import StdoutLost, mute_stdout, own_streams, sent, stand_in_for_closed

if TYPE_CHECKING:
    from ..progress import ProgressEvent

# Command -> the package or module and the function that does it; loaded when called.
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

SECTIONS = {
    "Align and measure": ("align", "stack", "measure", "assess", "snap", "batch"),
    "Use a result": ("apply", "export", "trim-edges"),
    "This program": ("doctor", "completion"),
}
# For programs, which send it command lines; it takes no options, so that help does not list it.
SERVE = "serve"
UNWRITTEN = "nothing was written"
HALF_WRITTEN = "what was written by then is whole"
STAYS = {
    "batch": "the pairs that are finished stay, and the same command goes on from there",
    "stack": "links that are measured and images that are written stay, and the same command goes on from there"}
"""What commands of many parts leave when they are stopped."""
# What the system's loader and libraries say where Python has no MemoryError.
SIGNS_OF_NO_MEMORY = ("failed to map segment", "Cannot allocate memory")

# Bytes of address space that numpy, scipy and GDAL take before they have done anything.
LIBRARIES = 288 << 20


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


def main(argv: Sequence[str] | None = None, *, events: bool = False) -> int:
    """Run the command ``coregix`` and return its exit code; with ``events``, all words on stderr are JSON lines."""
    stand_in_for_closed()
    arguments = list(sys.argv[1:] if argv is None else argv)
    # By hand and not by argparse's subparsers: those would build all commands to run one.
    if arguments and arguments[0] in COMMANDS:
        return _run(COMMANDS[arguments[0]], arguments[1:], events=events, alone=argv is None)
    if arguments == [SERVE]:
        return int(import_module(".serve", __package__).serve(partial(main, events=True)))
    if not arguments:
        sys.stderr.write(overview() + "\n")
        return InputError.exit_code
    name = arguments[0]
    # What stands behind either asks for nothing more, unless it is a command to be helped with.
    if name in ("--version", "-V"):
        return _say(f"coregix {__version__}")
    if name in ("--help", "-h", "help"):
        return main([arguments[1], "--help"], events=events) if _is_topic(arguments[1:2]) else _say(overview())
    what = f"There is no {'option' if name.startswith('-') else 'command'} {name!r}"
    known = (*COMMANDS, "--help", "--version")
    error = InputError(f"{what}{suggestion(name, known)}; see 'coregix --help'.")
    return _explained(error, _console("", arguments, events=events), sys.stdout, Stop())


def _is_topic(words: Sequence[str]) -> bool:
    """Whether what stands behind ``help`` is to be a command, of which help is wanted."""
    return bool(words) and words[0] != "help" and not words[0].startswith("-")


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
    return "\n".join([*lines, "Options:", "  --help      Show this text.", "  --version   Show the version.", "",
                      "Example:", "  coregix align source.tif reference.tif -o aligned.tif"])


def _run(command: Command, arguments: list[str], *, events: bool, alone: bool = False) -> int:
    """Parse, call, print; every way to end has its exit code. ``alone``: nothing else is left for the process to do."""
    # Before numpy loads: threads of OpenBLAS's own wait for each other more than they work in many small solves, fifty
    # times as long on a busy machine; the program has threads of its own.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    console = _console(command.name, arguments, events=events)
    stop = Stop()
    try:
        values = parsed(command, arguments)
        with _signals(stop, alone=alone), own_streams(debug=console.debug) as out:
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
        # As a shell reports it of a program that SIGPIPE ended.
        return 128 + 13
    except SystemExit as leaving:  # argparse has printed its help
        return int(leaving.code or 0)
    finally:
        if alone:
            own_process.prepare_to_end()


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
    own_process.set_up()
    module, function = RUNS[command.name]
    # Where OpenBLAS finds no room for its buffers, it ends the process without a word, or waits for ever.
    mmap.mmap(-1, LIBRARIES).close()
    with logged_to(console):
        if not module.startswith("cli."):
            # Nobody asks this process for the help of scipy's functions. Loaded here, as numpy comes with it.
            import_module(".lazy_numpy", "coregix_core").without_help()
        return getattr(import_module("." + module, "coregix_core"), function)(**values)


def _printed(result: Any, out: IO[str], console: Console) -> int:  # noqa: ANN401 - each command has its own result
    """Print a result on stdout and its summary on stderr; the exit code is the result's, or 0."""
    # A completion script is text, and no JSON.
    text = result if isinstance(result, str) else json.dumps(plain(result.to_dict()), indent=2)
    if hasattr(result, "summary"):
        console.summary(result.summary())
        console.refusals(getattr(result, "refusals", ()))
    # A person at a terminal has read the summary; a screen of JSON would push it away.
    if console.machine_readable or not (hasattr(result, "summary") and out.isatty()):
        sent(out, text + "\n")
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
    ours, command = _as_ours(error, _written(console)), COMMANDS.get(console.command, ALIGN)
    message = ours.worded(command.flag)
    # A line that could not be parsed gave no values; the call has filled in those that it got.
    complete(ours, command.parameters, {})
    shown = console.machine_readable or not out.isatty()
    if isinstance(error, UnreliableAlignmentError) and isinstance(error.result, Printable) and shown:
        _write(out, error.result.to_dict())
    elif console.machine_readable:
        _write(out, {"error": {"type": type(error).__name__, "message": message, "exit_code": ours.exit_code,
                               "parameter": ours.parameter, "value": ours.value, "file": ours.file}})
    console.error(type(error).__name__, message, ours.exit_code, ours.parts)
    return ours.exit_code


def _write(out: IO[str], document: dict[str, Any]) -> None:
    """Write an object on stdout; if it takes nothing more, the words on stderr still come."""
    with contextlib.suppress(StdoutLost):
        sent(out, json.dumps(plain(document), indent=2) + "\n")


def _written(console: Console) -> str:
    """What a run leaves that ends now, in words: the report, its last stage, comes when the output has its name."""
    # Of many images some may be written; which, the stage does not tell.
    return HALF_WRITTEN if console.stage in ("report", "stack") else UNWRITTEN


def _as_ours(error: Exception, written: str) -> CoregixError:
    """An error as one of our own, with a message for people and an exit code."""
    if isinstance(error, MemoryError) or any(sign in str(error) for sign in SIGNS_OF_NO_MEMORY):
        return CoregixError(f"The memory ran out; {written}. Lower ", Option("memory_budget"),
                            ", or close other programs.")
    if isinstance(error, CoregixError):
        return error
    if isinstance(error, StdoutLost):
        return CoregixError(f"stdout cannot be written ({error}), and the result was not printed; what the run writes "
                            "to files is there, and whole.")
    about = f"{type(error).__name__}: {error}".rstrip(": ")
    return CoregixError(f"internal error ({about}); {written}. COREGIX_DEBUG=1 shows the traceback, which belongs into "
                        f"a report at {ISSUES}.")


def _stopped(console: Console, stop: Stop) -> int:
    if not console.debug:
        # Threads that are still at work when the process ends may warn: nothing comes after the last line.
        warnings.simplefilter("ignore")
    # As shells report a program that a signal ended.
    code = 128 + stop.signal
    console.error("Cancelled", f"Stopped; {STAYS.get(console.command) or _written(console)}.", code)
    return code


def _console(name: str, arguments: list[str], *, events: bool) -> Console:
    """The console that the arguments ask for, found without parsing them: bad arguments need one too."""
    style = "json" if events else PROGRESS.default
    for place, argument in enumerate(arguments):
        # The last one counts, as for argparse.
        if argument == PROGRESS.flag:
            style = "".join(arguments[place + 1:place + 2])
        elif argument.startswith(PROGRESS.flag + "="):
            style = argument.partition("=")[2]
    debug = bool(os.environ.get("COREGIX_DEBUG")) or LOG_TO_CONSOLE.flag in arguments
    return Console(name, style, debug=debug, machine_readable=any(a.split("=")[0] == JSON for a in arguments),
                   name_of=COMMANDS[name].flag if name in COMMANDS else str)


def _say(text: str) -> int:
    try:
        sent(sys.stdout, text + "\n")
    except BrokenPipeError:
        mute_stdout()
    except StdoutLost as error:
        mute_stdout()
        sys.stderr.write(f"coregix: error: stdout cannot be written ({error}).\n")
        return CoregixError.exit_code
    return 0


@contextlib.contextmanager
def _signals(stop: Stop, *, alone: bool) -> Iterator[None]:
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
        if alone and not stop.signal:
            # All is written, and the process ends with its own code: as it shuts down, Python takes its handlers away,
            # and what a Ctrl-C is then left with is the signal's own end.
            signal.signal(signal.SIGINT, signal.SIG_IGN)
