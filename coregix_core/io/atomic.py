"""Files as they are written: under a temporary name beside the target, whole, and only then under their own name.

A run that fails removes its temporary file; one that is killed leaves it, and the next run onto the same target does
away with it. Two runs onto one target do not touch each other's: the last one to finish wins.

No library serves: those for this hand out an open file, while GDAL and SQLite want a name with the target's ending and
room for sidecars beside it.
"""

from __future__ import annotations

import errno
import hashlib
import itertools
import os
import platform
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import InputError, Option, OutputError, Sentence

# Threads of one process may write several files at once: the process id alone would not tell their names apart.
_COUNTER = itertools.count()
_ROOM = 1 << 16


@contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[Path]:
    """A temporary file beside ``path``, which it becomes when the block ends well; removed when it does not.

    Raises InputError at once where the folder cannot take the file, OutputError where writing fails later.
    """
    target, temp = _reserved(path)
    try:
        yield temp
        _sync(temp)
        # After the bytes are on the disk: the rename is the moment at which the new file exists.
        temp.replace(target)
    except OSError as error:
        # It is an OSError as well: one from within the block has its sentence already.
        if isinstance(error, OutputError):
            raise
        raise OutputError(why_not_written(path, error)) from error
    finally:
        for name in target.parent.glob(f"{temp.name}*"):  # GDAL may have put files beside it
            shutil.rmtree(name) if name.is_dir() else name.unlink(missing_ok=True)


def require_room(temp: Path) -> None:
    """Raise OSError where the disk of a temporary file takes no more bytes.

    For writers that do not report: GDAL's threads lose the error of a tile, and closing a file raises nothing.
    """
    # Beside the file, and gone with its litter: what was not to be written whole has used up the last byte.
    probe = temp.with_name(temp.name + ".room")
    try:
        with probe.open("wb", buffering=0) as file:
            if file.write(bytes(_ROOM)) < _ROOM:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    finally:
        probe.unlink(missing_ok=True)


def require_writable(path: str | os.PathLike[str]) -> None:
    """Raise InputError where no file can be written under this name."""
    _reserved(path)[1].unlink(missing_ok=True)


@contextmanager
def working_folder(parent: str | os.PathLike[str] | None = None, *, keep: bool = False) -> Iterator[Path]:
    """A folder of this run's own for temporary files, in ``parent`` or the system's; gone afterwards unless kept.

    Raises InputError where ``parent`` is no folder, OutputError where nothing can be made in it.
    """
    if parent is not None and not Path(parent).is_dir():
        raise InputError(Sentence("The temporary folder {parent} does not exist; make it, or choose another "
                                  "{temp_dir}.", parent=os.fspath(parent), temp_dir=Option("temp_dir")),
                         parameter="temp_dir", value=parent)
    # The host is part of the name: a shared folder may hold folders of runs that are alive elsewhere.
    stem = f"coregix-{_digest('')}-"
    try:
        # Asked within: it raises where none of the usual places can be written to.
        folder = Path(tempfile.gettempdir() if parent is None else parent)
        with suppress(OSError):  # what others left there is no reason to stop
            _remove_litter(folder, stem)
        # Kept folders begin otherwise: the next run must not take them for litter.
        work = Path(tempfile.mkdtemp(prefix="coregix-kept-" if keep else f"{stem}{os.getpid()}-", dir=folder))
    except OSError as error:
        raise OutputError(Sentence("No temporary folder can be made in {parent} ({strerror}). Choose another with "
                                   "{temp_dir}.", parent=os.fspath(parent or "any of the usual places"),
                                   strerror=error.strerror or error, temp_dir=Option("temp_dir")),
                          parameter="temp_dir", value=parent) from error
    whole = False
    try:
        yield work
        whole = True
    finally:
        # A run that failed has nothing worth keeping, and nobody would clear it up.
        if not (keep and whole):
            shutil.rmtree(work, ignore_errors=True)


def write_text(path: str | os.PathLike[str], text: str) -> None:
    """Write a text file whole or not at all (UTF-8); raises InputError or OutputError."""
    with replacing(path) as temp:
        # The same bytes on every system.
        temp.write_text(text, encoding="utf-8", newline="\n")


def why_not_written(path: str | os.PathLike[str], error: BaseException) -> str:
    """A sentence on why an output could not be written, and that the older one is as it was."""
    parent = Path(os.path.realpath(path)).parent
    try:
        # GDAL may say no more than that a write failed: look at the disk for the cause.
        full = getattr(error, "errno", None) == errno.ENOSPC or shutil.disk_usage(parent).free < 1 << 20
    except OSError:
        return Sentence("The output {path} could not be written: the folder {parent} is gone or out of reach.",
                        path=os.fspath(path), parent=parent)
    reason = Sentence("the disk is full") if full else str(error).strip().split("\n", maxsplit=1)[0].rstrip(".")
    return Sentence("The output {path} could not be written: {reason}. What was there before is left as it was.",
                    path=os.fspath(path), reason=reason)


def _writable_target(path: str | os.PathLike[str]) -> Path:
    """The real path behind the name, so that a link stays one; raises InputError where no file can be there."""
    if not is_utf8(os.fspath(path)):
        raise InputError(Sentence("The name of the output {path!r} is not UTF-8; choose another name.",
                                  path=os.fspath(path)))
    target = _real_path(path)
    if not target.parent.is_dir():
        raise InputError(Sentence("The output {path} cannot be written: {parent} is not a folder.",
                                  path=os.fspath(path), parent=target.parent))
    if target.exists() and not target.is_file():
        raise InputError(Sentence("The output {path} cannot be written: there is a folder or device of that name.",
                                  path=os.fspath(path)))
    # Told before the run: the temporary name is shorter, so only the rename in the end would fail.
    longest = _longest_name(target.parent)
    if len(os.fsencode(target.name)) > longest:
        raise InputError(Sentence("The output's name is longer than the file system allows ({longest} bytes): "
                                  "{target}.", longest=longest, target=target.name))
    return target


def is_utf8(name: str) -> bool:
    """Whether a file's name is one that GDAL, and what is written about the file, can hold."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _real_path(path: str | os.PathLike[str]) -> Path:
    """Where a name leads; raises InputError where that is no place among the local files."""
    if "://" in os.fspath(path) or os.fspath(path).startswith("/vsi"):
        raise InputError(Sentence("The output {path} is not a local file; write one and copy it there.",
                                  path=os.fspath(path)))
    try:
        target = Path(os.path.realpath(path))
        # realpath is content with anything: only the system says whether it knows such a place.
        target.lstat() if target.exists() else target.parent.lstat()
    except (OSError, ValueError) as error:
        missing = getattr(error, "errno", None) == errno.ENOENT
        reason = f"the folder {Path(path).parent} does not exist" if missing else getattr(error, "strerror", error)
        raise InputError(Sentence("The output {path!r} cannot be written: {reason}.", path=os.fspath(path),
                                  reason=reason)) from error
    return target


def _longest_name(folder: Path) -> int:
    """Bytes that a file's name in the folder may have."""
    try:
        return os.pathconf(folder, "PC_NAME_MAX")
    except (AttributeError, OSError, ValueError):
        # Windows has no pathconf; nearly all file systems stop at 255.
        return 255


def _reserved(path: str | os.PathLike[str]) -> tuple[Path, Path]:
    """The real path behind a name, and an empty temporary file beside it; litter of dead runs is gone."""
    target = _writable_target(path)
    _remove_litter(target.parent, _temp_stem(target))
    # With the suffix, which some drivers of GDAL go by; cut, as it may be as long as a name.
    temp = target.with_name(f"{_temp_stem(target)}{os.getpid()}-{next(_COUNTER)}{target.suffix[:12]}")
    try:
        # Made, and not just asked about: permissions, quotas and read-only mounts answer for themselves.
        temp.open("xb").close()
    except OSError as error:
        raise InputError(Sentence("The folder {parent} cannot be written to ({strerror}); choose another one for the "
                                  "output.", parent=target.parent, strerror=error.strerror)) from error
    return target, temp


def _temp_stem(target: Path) -> str:
    """Beginning of the temporary names for a target; short, as the target's own may be at the limit."""
    if nested := re.match(r"\.coregix-[0-9a-f]{16}-(?=\d+-\d)", target.name):
        return nested.group()  # a temporary file's own temporary file goes with it
    return f".coregix-{_digest(target.name)}-"


def _digest(name: str) -> str:
    """A name on this host as a few letters: process ids mean nothing on another host that shares the folder."""
    # 64 bits: names in one folder do not meet, and names at the limit keep room.
    return hashlib.sha256(f"{platform.node()}\n{name}".encode("utf-8", "surrogateescape")).hexdigest()[:16]


def _remove_litter(folder: Path, stem: str) -> None:
    """Remove what runs that are dead left behind in a folder: what is named by the stem and their process id."""
    for name in folder.glob(f"{stem}*"):
        # The process id stands first behind the stem; without one, the name is not ours to remove.
        match = re.match(r"\d+", name.name[len(stem) :])
        # Another run onto the same target may be at work right now.
        if match is None or _alive(int(match.group())):
            continue
        if name.is_dir() and not name.is_symlink():
            shutil.rmtree(name, ignore_errors=True)
        else:
            name.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    if pid == os.getpid():
        return True
    if os.name == "nt":
        return _alive_on_windows(pid)
    try:
        # Signal 0 sends nothing: it only asks whether there is such a process.
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    # A process of another user is alive; a number beyond any process's is left alone.
    except (PermissionError, OverflowError):
        return True
    return True


def _alive_on_windows(pid: int) -> bool:
    # os.kill would end the process there.
    import ctypes

    # PROCESS_QUERY_LIMITED_INFORMATION: all that is asked is whether there is something to open.
    handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # type: ignore[attr-defined, unused-ignore]
    if handle:
        ctypes.windll.kernel32.CloseHandle(handle)  # type: ignore[attr-defined, unused-ignore]
    return bool(handle)


def _sync(path: Path) -> None:
    """Let the bytes reach the disk before the name does: a crash must not leave a whole name on half a file."""
    # Open for writing, as Windows syncs nothing else.
    with path.open("r+b") as file:
        os.fsync(file.fileno())
