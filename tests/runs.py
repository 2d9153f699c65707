"""Commands: their arguments, what they print, and stops at a stage on the way.

What a command says is the same in this process, where nothing has to be loaded; what only a process of its own has
(signals, limits, its environment, disks that it alone sees) is asked of one.
"""

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

COREGIX = [sys.executable, "-m", "coregix_core"]


def command(name, *arguments):
    return [*COREGIX, name, *map(os.fspath, arguments)]


def align(*more, moving="source.tif", fixed="reference.tif", output="out.tif"):
    return command("align", "--moving-image", moving, "--fixed-image", fixed, "--output-image", output, *more)


@dataclass(frozen=True)
class Done:
    """How a command ended and what it printed, under the names of ``subprocess.CompletedProcess``."""

    returncode: int
    stdout: str
    stderr: str


def ended(arguments, *, alone=False, **options):
    """Run a command to its end: in this process, unless it is to be alone, has options or is another program's."""
    if alone or options or arguments[:len(COREGIX)] != COREGIX:
        return subprocess.run(arguments, capture_output=True, text=True, check=False, timeout=120, **options)
    from coregix_core.cli.program import main

    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = main(arguments[len(COREGIX):])
    return Done(code, out.getvalue(), err.getvalue())


def run(arguments, code=0, **options):
    """What a command prints on stdout; ``options`` are those of ``ended``."""
    done = ended(arguments, **options)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr
    return json.loads(done.stdout)


def refusal(arguments, code, **options):
    """The one line that a command ends with, and nothing on stdout."""
    done = ended(arguments, **options)
    return refused(done.returncode, done.stdout, done.stderr, code)


def refused(returncode, out, said, code):
    assert (returncode, out) == (code, ""), said
    (line,) = said.splitlines()
    return line


@contextmanager
def one_engine(folder):
    """All runs of this process share one elastix meanwhile, which starts but once."""
    from coregix_core.api import execution
    from coregix_core.matching.elastix import Elastix

    with Elastix(folder) as engine, pytest.MonkeyPatch.context() as patch:
        @contextmanager
        def shared(*_, **__):
            yield engine

        patch.setattr(execution, "engine_for", shared)
        yield


@contextmanager
def paused(arguments, stage, **options):
    """A command that stands still where a stage begins, and goes on when the block ends; yields its process.

    Afterwards its ``said`` is the last event, which tells of the error that it ended with.
    """
    with subprocess.Popen([*arguments, "--progress", "json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          **options) as process:
        for line in process.stderr:
            if json.loads(line).get("stage") == stage:
                break
        process.send_signal(signal.SIGSTOP)
        try:
            yield process
        finally:
            process.send_signal(signal.SIGCONT)
            out, said = process.communicate(timeout=90)
        process.said = json.loads((said.splitlines() or ["{}"])[-1])
        assert "Traceback" not in said
        assert out == "" or process.returncode == 0


NAMESPACE = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"])]
"""Runs a command that may mount, where the system lets this user do so; what it mounts, no one else sees."""

ON_A_DISK = """
set -e; folder=$1; size=$2; shift 2; kept=$(mktemp -d); cp -a "$folder/." "$kept"
mount -t tmpfs -o "size=$size" tmpfs "$folder"; cp -a "$kept/." "$folder"; set +e; "$@"; code=$?; set -e
rm -r "$kept"; mkdir "$kept"; cp -a "$folder/." "$kept"; umount "$folder"
find "$folder" -mindepth 1 -delete; cp -a "$kept/." "$folder"; rm -r "$kept"; exit $code
"""


def on_a_small_disk(folder, size, arguments):
    """The same command with a folder that lies on a disk of its own, of so many bytes (or 64k, 1m, ...)."""
    return [*namespace(), "sh", "-c", ON_A_DISK, "sh", os.fspath(folder), str(size), *arguments]


@cache
def namespace():
    """``NAMESPACE``; skips the test where the system does not allow it."""
    with suppress(FileNotFoundError):
        if not subprocess.run([*NAMESPACE, "mount", "-t", "tmpfs", "tmpfs", "/"], check=False).returncode:
            return NAMESPACE
    pytest.skip("a disk of its own needs mounting, which this system does not allow")


def names(folder):
    return sorted(path.name for path in Path(folder).iterdir())
