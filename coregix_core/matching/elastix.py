"""The one module that knows elastix (Klein et al. 2010): arrays in, a transform in pixels out.

elastix runs in a process of its own: it cannot be stopped from within, it can crash, and most pairs need none of it.
The parent sends a JSON line and four arrays, and gets a JSON line back. The child ends with its parent. Arrays are
(rows, columns); points are pixels (column, row), corner convention.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

from .._typing import Floats
from ..errors import EngineError, MissingDependencyError, Option, Sentence
from ..threads import beat
from .elastix_settings import Settings

log = logging.getLogger("coregix_core")

# Always the same number of parallel parts: sums in another order would change the last digits of the result.
_WORK_UNITS = 2

# How a line of the log begins that is of one iteration: with its number.
_LOG = "elastix.log"
_ITERATION = re.compile(rb"^\d+\t", re.MULTILINE)

_BOOT = ("import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
         "from coregix_core.matching.elastix import serve; serve()")
WRONG_SIMPLEITK = (
    "SimpleITK is installed without elastix: the official SimpleITK shadows SimpleITK-SimpleElastix. "
    "Run: pip uninstall -y SimpleITK && pip install --force-reinstall SimpleITK-SimpleElastix"
)


class Elastix:
    """An elastix process that starts when it is first needed; a context manager that leaves no process behind.

    ``timeout`` bounds each answer in seconds; ``log_to_console`` sends elastix's log to stderr. One that ``outlives``
    its folder keeps nothing open there.
    """

    def __init__(self, work_dir: os.PathLike[str], *, log_to_console: bool = False, timeout: float = 300.0,
                 command: Sequence[str] | None = None, outlives: bool = False) -> None:
        self._timeout = timeout
        self._work_dir = os.fspath(work_dir)
        self._console = log_to_console
        self._command = command
        self._outlives = outlives
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Elastix:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> subprocess.Popen[bytes]:
        """The process, started if it was not: it loads while the caller does something else.

        Raises EngineError if it cannot be started.
        """
        if self._process is not None:
            return self._process
        # A file and not a pipe: nobody reads it in time, and a full pipe would stop elastix.
        folder = None if self._outlives else self._work_dir
        self._errors = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - closed with the engine
        # -I keeps the environment out and -S saves the import of site; the parent's path brings the same packages.
        words = self._command or [sys.executable, "-I", "-S", "-c", _BOOT, json.dumps([p for p in sys.path if p])]
        try:
            self._process = subprocess.Popen(
                words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=None if self._console else self._errors,
                # On Windows a child of QGIS would open a console window.
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0))
        except OSError as error:
            self._errors.close()
            raise EngineError(Sentence("The elastix process could not be started: {error}.", error=error)) from error
        return self._process

    def serve_pair(self, work_dir: os.PathLike[str], timeout: float) -> None:
        """Turn to another pair: its folder for elastix's log, and seconds for each answer."""
        self._work_dir, self._timeout = os.fspath(work_dir), timeout

    @property
    def process_id(self) -> int | None:
        """The process's number while it runs."""
        return self._process.pid if self._process is not None and self._process.poll() is None else None

    @property
    def ended(self) -> bool:
        """Whether the process was started and runs no more."""
        return self._process is not None and self._process.poll() is not None

    def close(self) -> None:
        """End the process."""
        if self._process is None:
            return
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):  # what was still to be sent to a dead process
                    stream.close()
        self._process.wait()
        self._errors.close()

    def register(
        self, fixed: NDArray[np.float32], moving: NDArray[np.float32], fixed_mask: NDArray[np.bool_],
        moving_mask: NDArray[np.bool_], settings: Settings,
    ) -> Floats | None:
        """Solve: returns a (2, 3) matrix that maps fixed pixels (column, row, 1) to moving pixels.

        None where elastix finds no solution for these images. Each of its iterations is a beat, and whoever listens is
        asked several times a second. Raises EngineError where elastix crashes or takes too long, and
        MissingDependencyError where it is not there.
        """
        # One line of JSON, then the raw bytes: arrays would be several times as long as text.
        header = {"settings": asdict(settings), "work_dir": str(self._work_dir), "console": self._console,
                  "shapes": [fixed.shape, moving.shape, fixed_mask.shape, moving_mask.shape]}
        reply: list[bytes] = []
        process = self.start()

        # In a thread, since writing to a child that hangs blocks for ever, on all systems alike.
        def talk() -> None:
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                process.stdin.write(json.dumps(header).encode() + b"\n")
                for array in (fixed, moving):
                    process.stdin.write(np.ascontiguousarray(array, np.float32).tobytes())
                for mask in (fixed_mask, moving_mask):
                    process.stdin.write(np.ascontiguousarray(mask, np.uint8).tobytes())
                process.stdin.flush()
                reply.append(process.stdout.readline())
            except (OSError, ValueError):
                reply.append(b"")

        conversation = threading.Thread(target=talk, daemon=True)
        conversation.start()
        deadline = time.monotonic() + self._timeout
        iterations = _Iterations(Path(self._work_dir))
        while conversation.is_alive():
            # It may raise: leaving the engine's block then ends the child.
            beat(iterations.more())
            conversation.join(0.1)
            if time.monotonic() > deadline:
                process.kill()
                raise EngineError(Sentence("elastix did not answer within {timeout:.0f} s and was stopped; try a "
                                           "smaller image, or another {transform} or {metric}.",
                                           timeout=self._timeout, transform=Option("transform"),
                                           metric=Option("metric")))
        return self._understood(reply[0] if reply else b"")

    def _understood(self, line: bytes) -> Floats | None:
        if not line:
            code = self.start().wait()
            self._errors.seek(0)
            # The last line of stderr is what Python or the loader says last, and mostly the cause.
            said = self._errors.read().decode(errors="replace").strip().splitlines()
            cause = f": {said[-1].strip()}" if said else ""
            # -9 is the kernel's out-of-memory killer, -6 an abort on an allocation that failed.
            memory = Sentence(" It may have run out of memory.") if code in (-9, -6) or "bad_alloc" in cause else ""
            raise EngineError(Sentence("The elastix process ended with code {code}{cause}.{memory}", code=code,
                                       cause=cause, memory=memory))
        answer: dict[str, Any] = json.loads(line)
        if answer.get("missing"):
            raise MissingDependencyError(answer["missing"])
        if "error" in answer:
            # Its own words name functions of its library, and the start that the search found serves instead.
            log.debug("elastix found no solution: %s", answer["error"])
            return None
        return np.array(answer["matrix"], float)


def check_available() -> str:
    """Version of the SimpleITK that has elastix.

    Raises MissingDependencyError where there is none, or where the official SimpleITK shadows it.
    """
    try:
        with warnings.catch_warnings():
            # Its types warn while they load; where warnings are errors, that would crash the interpreter.
            warnings.simplefilter("ignore")
            import SimpleITK
    except ImportError as error:
        raise MissingDependencyError(
            Sentence("SimpleITK cannot be loaded ({error}). Run: pip install SimpleITK-SimpleElastix",
                     error=error)) from error
    if not hasattr(SimpleITK, "ElastixImageFilter"):
        raise MissingDependencyError(WRONG_SIMPLEITK)
    itk: Any = SimpleITK
    return str(itk.Version_VersionString())


def serve() -> None:
    """Answer requests on stdin until it ends; the body of the child process."""
    # elastix prints on stdout: the answers get a descriptor of their own.
    # Duplicated first, for what follows takes descriptor 1 away from it.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    threading.Thread(target=_end_with, args=(os.getppid(),), daemon=True).start()
    try:
        check_available()
        missing = ""
    except MissingDependencyError as error:
        missing = str(error)
    # Until the parent closes its end.
    while line := sys.stdin.buffer.readline():
        header = json.loads(line)
        arrays = [_received(sys.stdin.buffer, shape, dtype)
                  for shape, dtype in zip(header["shapes"], ("f4", "f4", "u1", "u1"), strict=True)]
        answer = {"missing": missing} if missing else _answer(header, arrays)
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


def _received(stream: IO[bytes], shape: Sequence[int], dtype: str) -> NDArray[Any]:
    size = int(np.prod(shape)) * np.dtype(dtype).itemsize
    data = stream.read(size)
    if len(data) < size:
        raise EOFError("the parent stopped in the middle of an image")
    return np.frombuffer(data, dtype).reshape(shape)


def _end_with(parent: int) -> None:
    """End this process when its parent is gone: elastix must not go on for nobody."""
    while os.getppid() == parent:
        time.sleep(0.2)
    # sys.exit would end this thread alone, and elastix holds the main one.
    os._exit(1)


def _answer(header: dict[str, Any], arrays: list[NDArray[Any]]) -> dict[str, Any]:
    given: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in header["settings"].items()}
    settings = Settings(**given)
    try:
        return {"matrix": _execute(settings, arrays, header["work_dir"], header["console"]).tolist()}
    # What SimpleITK raises for all that elastix says, of which the last line is the reason.
    except RuntimeError as error:
        lines = [s.strip() for s in str(error).splitlines() if s.strip()]
        return {"error": lines[-1] if lines else "no reason given"}


def _execute(settings: Settings, arrays: list[NDArray[Any]], work_dir: str, console: bool) -> Floats:
    import SimpleITK

    itk: Any = SimpleITK  # it has no types of its own
    # ITK's axes are (x, y) where numpy's are (row, column); the conversion swaps them.
    images = [itk.GetImageFromArray(a) for a in arrays]
    for image in images:
        # Physical points are then pixels in the corner convention; spacing is 1 by itself.
        image.SetOrigin((0.5, 0.5))
    solver = itk.ElastixImageFilter()
    solver.SetOutputDirectory(work_dir)
    solver.SetLogToConsole(console)
    solver.SetLogToFile(True)
    solver.SetLogFileName(_LOG)
    # Fixed whatever the machine has: sums over work units depend in their last bits on how many there are.
    solver.SetNumberOfThreads(_WORK_UNITS)
    solver.SetFixedImage(images[0])
    solver.SetMovingImage(images[1])
    # Masks are images of bytes to elastix; all that is not 0 counts.
    solver.SetFixedMask(images[2])
    solver.SetMovingMask(images[3])
    parameters = itk.ParameterMap()
    for name, values in settings.parameter_map().items():
        parameters[name] = values
    # For users who keep the working folder: elastix itself can repeat the run with it.
    itk.WriteParameterFile(parameters, str(Path(work_dir) / f"elastix_{settings.model}.txt"))
    solver.SetParameterMap(parameters)
    solver.Execute()
    return _matrix(solver.GetTransformParameterMap()[0])


def _matrix(found: Mapping[str, Sequence[str]]) -> Floats:
    """elastix's transform parameters as a (2, 3) matrix."""
    values = [float(v) for v in found["TransformParameters"]]
    name = found["Transform"][0]
    if name == "TranslationTransform":
        return np.array([[1.0, 0.0, values[0]], [0.0, 1.0, values[1]]])
    # elastix turns about the image's middle; expressed about the origin, the shift takes that in.
    centre = np.array([float(v) for v in found["CenterOfRotationPoint"]])
    if name == "EulerTransform":
        angle, scale, shift = values[0], 1.0, values[1:3]
    elif name == "SimilarityTransform":
        scale, angle, shift = values[0], values[1], values[2:4]
    else:
        # Four matrix entries row by row, then the shift; the other models have an angle instead.
        matrix, shift = np.reshape(values[:4], (2, 2)), values[4:6]
        return np.column_stack([matrix, centre + shift - matrix @ centre])
    matrix = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.column_stack([matrix, centre + shift - matrix @ centre])


class _Iterations:
    """Counts the iterations that elastix logs in a folder, from now on."""

    def __init__(self, work_dir: Path) -> None:
        self._path = work_dir / _LOG
        # What is there is of an earlier pair, and makes way for what elastix writes.
        self._read = self._path.stat().st_size if self._path.exists() else 0

    def more(self) -> int:
        """How many there were since the last time."""
        # Not there yet, or locked by elastix on Windows: the next look counts them.
        with contextlib.suppress(OSError), self._path.open("rb") as log_file:
            size = log_file.seek(0, os.SEEK_END)
            log_file.seek(self._read if self._read <= size else 0)
            lines = log_file.read()
            self._read = log_file.tell()
            return len(_ITERATION.findall(lines))
        return 0


def read_log(work_dir: Path) -> str:
    """What elastix logged in ``work_dir``; '' where it logged nothing."""
    path = work_dir / _LOG
    return path.read_text(errors="replace") if path.exists() else ""
