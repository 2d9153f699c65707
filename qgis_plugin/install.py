"""Installs the engine's packages into the profile, on request: pinned wheels, checked by hash, unpacked beside QGIS's.

Wheels come from a package index (PEP 691), in pieces that survive a cancelled run, or from a folder. They are unpacked
by hand: QGIS's Python often has no pip, and pip has its own ideas of proxies. No QGIS here; ``fetch`` does the network.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import time
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from .coregix_core.errors import Cancelled, CoregixError, InputError, OutputError
from .engine import (
    LOCK,
    OWN_PYTHON,
    STAMP,
    Engine,
    EngineMissing,
    current_stamp,
    host_python,
    packages_folder,
    unsupported,
)

INDEX = "https://pypi.org/simple"
DOWNLOAD_MB = 225
INSTALLED_MB = 800
PIECE = 4 * 1024 * 1024
"""Bytes asked for at a time: what a cancelled download loses at most."""
DOWNLOADS, UNPACKING, OLD = "downloads", "packages.new", "packages.old"
DOWNLOAD_SHARE = 0.7
"""Part of the progress that stands for finding and downloading."""

Fetch = Callable[[str, Mapping[str, str]], tuple[int, bytes]]
"""(address, headers) -> (HTTP status, content); raises OSError where there is no answer."""
Report = Callable[[float, str], object]
"""Called with the fraction done and what is being done."""


@dataclass(frozen=True)
class Pin:
    """A package of the lock file: its name, version, and the sha256 sums of the wheels that may be installed."""

    name: str
    version: str
    hashes: frozenset[str]


@dataclass(frozen=True)
class Wheel:
    """A wheel on an index: where, how large, and its sha256."""

    file: str
    address: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Source:
    """Where wheels come from: a folder, or else an index by way of ``fetch``."""

    fetch: Fetch
    index: str = INDEX
    folder: Path | None = None


def described(home: Path) -> str:
    """What installing does, for people who are about to agree to it."""
    return (f"About {DOWNLOAD_MB} MB of packages are downloaded from the Python Package Index (PyPI) and unpacked into "
            f"{home}, where they take {INSTALLED_MB / 1000:.1f} GB. QGIS's own packages are not touched.")


def brief(home: Path) -> str:
    """The same in a line, for the message bar."""
    return f"The engine is missing or outdated. {DOWNLOAD_MB} MB from PyPI, {INSTALLED_MB / 1000:.1f} GB in {home}"


def install(home: Path, source: Source, report: Report, cancelled: Callable[[], bool]) -> Engine:
    """Install or update the engine in ``home``; what a cancelled run downloaded is used by the next one.

    The old engine is there until the new one is whole and has started once. Raises EngineMissing where no packages
    exist for this host (before any download), InputError, OutputError or Cancelled.
    """
    reason = unsupported()
    if reason:
        raise EngineMissing(f"{reason} The way round: {OWN_PYTHON}.", False)
    interpreter = host_python()
    try:
        downloads = home / DOWNLOADS
        downloads.mkdir(parents=True, exist_ok=True)
        # Before the download, which takes long and would end in a half-unpacked folder.
        _require_space(home)
        wheels = list(_wheels(downloads, source, report, cancelled))
        unpacked = home / UNPACKING
        # A cancelled run may have left a part of another lock file's packages.
        shutil.rmtree(unpacked, ignore_errors=True)
        _unpack(wheels, unpacked, report, cancelled)
        # Started once before it takes the place of an engine that works.
        Engine(interpreter, unpacked).check()
        # Last: what has no stamp is not whole, and is not used.
        (unpacked / STAMP).write_text(json.dumps(current_stamp()), encoding="utf-8")
        _swap(unpacked, packages_folder(home), home / OLD)
        shutil.rmtree(downloads, ignore_errors=True)
    except OSError as error:
        if isinstance(error, CoregixError):  # OutputError is an OSError too, and has its sentence already
            raise
        raise OutputError(
            f"The engine could not be installed: {error}. What was downloaded is kept; try again.") from error
    report(1.0, "The Coregix engine is installed.")
    return Engine(interpreter, packages_folder(home))


def installed_megabytes(home: Path) -> int:
    """What the engine and its downloads take on disk."""
    return round(sum(f.lstat().st_size for f in home.rglob("*") if f.is_file()) / 1e6) if home.is_dir() else 0


def remove(home: Path) -> None:
    """Remove the engine and what was downloaded for it; raises OutputError where files are in use."""
    for name in (DOWNLOADS, UNPACKING, OLD, packages_folder(home).name):
        folder = home / name
        if folder.exists():
            try:
                shutil.rmtree(folder)
            except OSError as error:
                raise OutputError(f"{folder} cannot be removed: {error}. Close other windows of QGIS first.") from error


def pins(text: str) -> list[Pin]:
    """The packages of a lock file in pip's format."""
    # Only what has a hash: the installation takes no other package.
    entries = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)((?:\s*\\\n\s*--hash=sha256:[0-9a-f]{64})+)$", text, re.MULTILINE)
    return [Pin(name, version, frozenset(re.findall(r"[0-9a-f]{64}", hashes))) for name, version, hashes in entries]


def fits(
    file: str, python: tuple[int, ...] = sys.version_info[:2], system: str = sys.platform,
) -> bool:
    """Whether a locked wheel is for this Python and system, by its name (PEP 427).

    Coarse: the lock file has one wheel a target, and ``engine.unsupported`` has looked at the machine.
    """
    if not file.endswith(".whl") or file.count("-") < 4:
        return False
    tags, abi, platforms = file[: -len(".whl")].split("-")[-3:]
    return _fits_python(tags.split("."), abi, python) and _fits_system(platforms.split("."), system)


def _fits_python(tags: list[str], abi: str, python: tuple[int, ...]) -> bool:
    own = "cp{}{}".format(*python)
    # The stable ABI: made for one Python 3, good for all that came after it.
    if abi == "abi3":
        return any(re.fullmatch(r"cp3\d+", tag) and int(tag[3:]) <= python[1] for tag in tags)
    return "py3" in tags or (own in tags and abi in (own, "none"))


def _fits_system(platforms: list[str], system: str) -> bool:
    wanted = {"win32": r"win_amd64", "darwin": r"macosx_\d+_\d+_(arm64|universal2)"}.get(system, r"manylinux\w*_x86_64")
    return "any" in platforms or any(re.fullmatch(wanted, platform) for platform in platforms)


def _require_space(home: Path) -> None:
    # Both at once: the downloads are removed only when all is unpacked.
    free = shutil.disk_usage(home).free / 1e6
    needed = DOWNLOAD_MB + INSTALLED_MB
    if free < needed:
        raise InputError(f"The engine needs {needed} MB in {home}, and {free:.0f} MB are free; make room there.")


def _wheels(downloads: Path, source: Source, report: Report, cancelled: Callable[[], bool]) -> Iterator[Path]:
    """The wheel of each package, on disk and checked; raises InputError, OutputError or Cancelled."""
    wanted = pins(LOCK.read_text(encoding="utf-8"))
    # Downloads of a run that was cancelled count in both cases.
    there = _local(wanted, [downloads] if source.folder is None else [source.folder, downloads])
    missing = [pin for pin in wanted if pin not in there]
    if missing and source.folder is not None:
        lacking = ", ".join(f"{pin.name} {pin.version}" for pin in missing)
        raise InputError(f"{source.folder} lacks wheels of {lacking} for this system. Fill it on a computer with "
                         "network and the same system and Python: "
                         f"pip download --only-binary :all: --no-deps --require-hashes --dest FOLDER -r {LOCK}")
    yield from there.values()
    yield from _downloaded(missing, downloads, source, report, cancelled)


def _downloaded(
    missing: list[Pin], downloads: Path, source: Source, report: Report, cancelled: Callable[[], bool],
) -> Iterator[Path]:
    # All are looked up before the first is downloaded: the progress needs the sum of their sizes.
    found: list[Wheel] = []
    for pin in missing:
        _stop_if(cancelled)
        report(0.0, f"Looking for {pin.name} {pin.version}")
        found.append(_look_up(pin, source))
    total, done = sum(wheel.size for wheel in found) or 1, 0
    for wheel in found:
        for size in _download(wheel, downloads, source.fetch, cancelled):
            done += size
            report(DOWNLOAD_SHARE * min(done / total, 1.0), f"{wheel.file}: {done / 1e6:.0f} of {total / 1e6:.0f} MB")
        yield downloads / wheel.file


def _local(wanted: list[Pin], folders: list[Path]) -> dict[Pin, Path]:
    """Wheels that are on disk already and are what the lock file says."""
    by_hash = {digest: pin for pin in wanted for digest in pin.hashes}
    found: dict[Pin, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.whl")):
            # By name first: hashes of large files take time.
            if fits(path.name):
                pin = by_hash.get(_sha256(path))
                if pin is not None:
                    found.setdefault(pin, path)
    return found


def _look_up(pin: Pin, source: Source) -> Wheel:
    """The wheel of a package for this host, as the index has it; raises OutputError."""
    address = f"{source.index.rstrip('/')}/{pin.name}/"
    _, content = _fetched(source.fetch, address, {"Accept": "application/vnd.pypi.simple.v1+json"})
    try:
        files: list[dict[str, Any]] = json.loads(content)["files"]
    except (ValueError, KeyError) as error:
        raise OutputError(f"{address} is no package index that speaks JSON (PEP 691).") from error
    # By hash, not by version: the lock file says which files may be installed, and an index may hold others.
    for entry in files:
        digest = entry.get("hashes", {}).get("sha256")
        file = unquote(str(entry["filename"]))
        if digest in pin.hashes and fits(file):
            return Wheel(file, urljoin(address, entry["url"]), int(entry.get("size") or 0), digest)
    raise OutputError(f"{address} has no wheel of {pin.name} {pin.version} for this system that is in the lock file.")


def _download(wheel: Wheel, folder: Path, fetch: Fetch, cancelled: Callable[[], bool]) -> Iterator[int]:
    """Download a wheel; yields the size of each piece. Raises OutputError for what is not as the lock file says."""
    # The bare name: an index must not choose a folder by what it calls a file.
    part = folder / (Path(wheel.file).name + ".part")
    if wheel.size:
        yield from _pieces(wheel, part, fetch, cancelled)
    else:
        # Indexes from before PEP 700 tell no sizes: without one, nobody knows where the last piece ends.
        _, content = _fetched(fetch, wheel.address, {})
        part.write_bytes(content)
        yield len(content)
    # Of the whole file, and from the disk: pieces may come from several runs.
    if _sha256(part) != wheel.sha256:
        part.unlink()
        raise OutputError(f"{wheel.file} is not what the lock file says (other sha256); it was thrown away. Try again; "
                          "if this goes on, something between here and the package index changes downloads.")
    _retry(lambda: part.replace(folder / Path(wheel.file).name))


def _pieces(wheel: Wheel, part: Path, fetch: Fetch, cancelled: Callable[[], bool]) -> Iterator[int]:
    """Download a wheel of known size piece by piece, after the pieces of an earlier run; yields the size of each."""
    size = part.stat().st_size if part.exists() else 0
    if size > wheel.size:  # from another release of the same name
        part.unlink()
        size = 0
    yield size
    while size < wheel.size:
        _stop_if(cancelled)
        last = min(size + PIECE, wheel.size) - 1
        status, content = _fetched(fetch, wheel.address, {"Range": f"bytes={size}-{last}"})
        whole = status == 200  # the server does not know ranges
        if not content or len(content) > wheel.size:
            raise OutputError(f"{wheel.address} sent {len(content)} bytes where {last + 1 - size} were asked for.")
        with part.open("wb" if whole else "ab") as file:
            file.write(content)
        size = len(content) if whole else size + len(content)
        yield len(content)


def _fetched(fetch: Fetch, address: str, headers: Mapping[str, str]) -> tuple[int, bytes]:
    try:
        return fetch(address, headers)
    except OSError as error:
        raise OutputError(
            f"{address} cannot be downloaded: {error}. What came so far is kept. Check the network, and the proxy in "
            "Settings > Options > Network; or install from a folder of wheels.") from error


def _unpack(wheels: list[Path], target: Path, report: Report, cancelled: Callable[[], bool]) -> None:
    """Unpack wheels into one folder; what a wheel has beside modules and data files is left out."""
    for done, path in enumerate(wheels):
        report(DOWNLOAD_SHARE + (1 - DOWNLOAD_SHARE) * done / len(wheels), f"Unpacking {path.name}")
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                _stop_if(cancelled)
                place = _place(name)
                if place is not None and not name.endswith("/"):
                    out = target / place
                    out.parent.mkdir(parents=True, exist_ok=True)
                    with archive.open(name) as packed, out.open("wb") as unpacked:
                        # In pieces: some libraries have hundreds of megabytes.
                        shutil.copyfileobj(packed, unpacked)


def _place(name: str) -> str | None:
    """Where a member of a wheel goes within the packages (PEP 427), or None where it is not needed."""
    # zipfile.extract would bend such a name silently; a wheel that has one is not to be trusted.
    if name.startswith("/") or ".." in name.split("/") or "\\" in name or ":" in name:
        raise InputError(f"A wheel holds a file with the name {name!r}, which leads out of it.")
    match = re.match(r"[^/]+\.data/([^/]+)/(.+)", name)
    if match is None:
        return name
    # Scripts and headers are for people and compilers.
    return match[2] if match[1] in ("purelib", "platlib") else None


def _swap(new: Path, target: Path, old: Path) -> None:
    """Put the new folder in the place of the one that may be there."""
    shutil.rmtree(old, ignore_errors=True)
    # Renamed and not removed first: where files are in use, that fails while the old engine is still whole.
    if target.exists():
        _retry(lambda: target.replace(old))
    _retry(lambda: new.replace(target))
    shutil.rmtree(old, ignore_errors=True)


def _retry(action: Callable[[], object]) -> None:
    """Do it, again for a while where it is denied: virus scanners on Windows hold new files for a moment."""
    for _ in range(20):
        try:
            action()
        except PermissionError:
            time.sleep(0.25)
        else:
            return
    action()


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()


def _stop_if(cancelled: Callable[[], bool]) -> None:
    if cancelled():
        raise Cancelled(
            "The installation was cancelled; what was downloaded is kept, and the next one goes on from there.")
