"""The engine's wheels: which ones this host needs by the lock file, found on an index or in a folder, and checked.

Wheels come from a package index (PEP 691), in pieces that survive a cancelled run, or from a folder. No QGIS here;
``fetch`` does the network.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin

from .coregix_core.errors import Cancelled, InputError, OutputError
from .engine import LOCK
from .translation import tr

INDEX = "https://pypi.org/simple"
# Bytes asked for at a time: what a cancelled download loses at most.
PIECE = 4 * 1024 * 1024
# Part of the progress that stands for finding and downloading.
DOWNLOAD_SHARE = 0.7
# How a line of the lock file begins that names the group of the packages after it.
GROUP = "# group: "

# Endings of vector files, which the core reads by packages of their own.
VECTORS = (".gpkg", ".geojson", ".json", ".shp", ".fgb", ".kml", ".gml")
MASKS = ("--exclude", "--include")
REPORT_OPTION = "--report"


# (address, headers) -> (HTTP status, content); raises OSError where there is no answer.
Fetch = Callable[[str, Mapping[str, str]], tuple[int, bytes]]
# Called with the fraction done and what is being done.
Report = Callable[[float, str], object]


@dataclass(frozen=True)
class Pin:
    """A package of the lock file: its name, version, and the sha256 sums of the wheels that may be installed.

    ``group`` is '' for what every run needs, else what it is needed for.
    """

    name: str
    version: str
    hashes: frozenset[str]
    group: str = ""


@dataclass(frozen=True)
class Wheel:
    """A wheel on an index: where, how large, and its sha256."""

    file: str
    address: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Repository:
    """Where wheels come from: a folder, or else an index by way of ``fetch``."""

    fetch: Fetch
    index: str = INDEX
    folder: Path | None = None


def pins(text: str) -> list[Pin]:
    """The packages of a lock file in pip's format."""
    found: list[Pin] = []
    group, *others = re.split(rf"^{GROUP}(\S+)$", f"\n{text}", flags=re.MULTILINE)
    for name, part in [("", group), *zip(others[::2], others[1::2])]:
        # Only what has a hash: the installation takes no other package.
        entries = re.findall(
            r"^([A-Za-z0-9._-]+)==(\S+)((?:\s*\\\n\s*--hash=sha256:[0-9a-f]{64})+)$", part, re.MULTILINE)
        found += [Pin(package, version, frozenset(re.findall(r"[0-9a-f]{64}", hashes)), name)
                  for package, version, hashes in entries]
    return found


def locked(group: str) -> list[Pin]:
    """The packages of a group in the plugin's lock file."""
    return [pin for pin in pins(LOCK.read_text(encoding="utf-8")) if pin.group == group]


def needed(words: Sequence[str]) -> list[str]:
    """The groups of packages that a command line needs besides what every run does."""
    found = ["report"] if REPORT_OPTION in words else []
    # Of the options of any command, these alone may name vectors that are read.
    named = [value for option, value in zip(words, words[1:]) if option in (*MASKS, "--input-data")]
    if any(Path(value.split("|")[0]).suffix.lower() in VECTORS for value in named):
        found.append("vectors")
    return found


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
    tags = {"win32": r"win_amd64", "darwin": r"macosx_\d+_\d+_(arm64|universal2)"}.get(system, r"manylinux\w*_x86_64")
    return "any" in platforms or any(re.fullmatch(tags, platform) for platform in platforms)


def wheels_of(
    group: str, downloads: Path, repository: Repository, report: Report, cancelled: Callable[[], bool],
) -> Iterator[Path]:
    """The wheel of each package of a group, on disk and checked; raises InputError, OutputError or Cancelled."""
    pins = locked(group)
    # Downloads of a run that was cancelled count in both cases.
    there = _local(pins, [downloads] if repository.folder is None else [repository.folder, downloads])
    missing = [pin for pin in pins if pin not in there]
    if missing and repository.folder is not None:
        lacking = ", ".join(f"{pin.name} {pin.version}" for pin in missing)
        raise InputError(tr("{folder} lacks wheels of {lacking} for this system. Fill it on a computer with network "
                            "and the same system and Python: pip download --only-binary :all: --no-deps "
                            "--require-hashes --dest FOLDER -r {lock}").format(
            folder=repository.folder, lacking=lacking, lock=LOCK))
    yield from there.values()
    yield from downloaded(missing, downloads, repository, report, cancelled)


def downloaded(
    missing: list[Pin], downloads: Path, repository: Repository, report: Report, cancelled: Callable[[], bool],
) -> Iterator[Path]:
    """Download the wheel of each package from an index, and check it; raises OutputError or Cancelled."""
    # All are looked up before the first is downloaded: the progress needs the sum of their sizes.
    found: list[Wheel] = []
    for pin in missing:
        stop_if(cancelled)
        report(0.0, tr("Looking for {name} {version}").format(name=pin.name, version=pin.version))
        found.append(_look_up(pin, repository))
    total, done = sum(wheel.size for wheel in found) or 1, 0
    for wheel in found:
        for size in _download(wheel, downloads, repository.fetch, cancelled):
            done += size
            report(DOWNLOAD_SHARE * min(done / total, 1.0), tr(
                "{file}: {done:.0f} of {total:.0f} MB").format(file=wheel.file, done=done / 1e6, total=total / 1e6))
        yield downloads / wheel.file


def _local(pins: list[Pin], folders: list[Path]) -> dict[Pin, Path]:
    """Wheels that are on disk already and are what the lock file says."""
    by_hash = {digest: pin for pin in pins for digest in pin.hashes}
    found: dict[Pin, Path] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.whl")):
            # By name first: hashes of large files take time.
            if fits(path.name):
                pin = by_hash.get(_sha256(path))
                if pin is not None:
                    found.setdefault(pin, path)
    return found


def _look_up(pin: Pin, repository: Repository) -> Wheel:
    """The wheel of a package for this host, as the index has it; raises OutputError."""
    address = f"{repository.index.rstrip('/')}/{pin.name}/"
    _, content = _fetched(repository.fetch, address, {"Accept": "application/vnd.pypi.simple.v1+json"})
    try:
        files: list[dict[str, Any]] = json.loads(content)["files"]
    except (ValueError, KeyError) as error:
        raise OutputError(tr("{address} is no package index that speaks JSON (PEP 691).").format(
            address=address)) from error
    # By hash, not by version: the lock file says which files may be installed, and an index may hold others.
    for entry in files:
        digest = entry.get("hashes", {}).get("sha256")
        file = unquote(str(entry["filename"]))
        if digest in pin.hashes and fits(file):
            return Wheel(file, urljoin(address, entry["url"]), int(entry.get("size") or 0), digest)
    raise OutputError(tr("{address} has no wheel of {name} {version} for this system that is in the lock file.").format(
        address=address, name=pin.name, version=pin.version))


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
        raise OutputError(tr("{file} is not what the lock file says (other sha256); it was thrown away. Try again; "
                             "if this goes on, something between here and the package index changes downloads.").format(
            file=wheel.file))
    retry(lambda: part.replace(folder / Path(wheel.file).name))


def _pieces(wheel: Wheel, part: Path, fetch: Fetch, cancelled: Callable[[], bool]) -> Iterator[int]:
    """Download a wheel of known size piece by piece, after the pieces of an earlier run; yields the size of each."""
    size = part.stat().st_size if part.exists() else 0
    if size > wheel.size:  # from another release of the same name
        part.unlink()
        size = 0
    yield size
    while size < wheel.size:
        stop_if(cancelled)
        last = min(size + PIECE, wheel.size) - 1
        status, content = _fetched(fetch, wheel.address, {"Range": f"bytes={size}-{last}"})
        whole = status == 200  # the server does not know ranges
        if not content or len(content) > wheel.size:
            raise OutputError(tr("{address} sent {count} bytes where {asked} were asked for.").format(
                address=wheel.address, count=len(content), asked=last + 1 - size))
        with part.open("wb" if whole else "ab") as file:
            file.write(content)
        size = len(content) if whole else size + len(content)
        yield len(content)


def _fetched(fetch: Fetch, address: str, headers: Mapping[str, str]) -> tuple[int, bytes]:
    try:
        return fetch(address, headers)
    except OSError as error:
        raise OutputError(
            tr("{address} cannot be downloaded: {error}. What came so far is kept. Check the network, and the proxy "
               "in Settings > Options > Network; or install from a folder of wheels.").format(
                address=address, error=error)) from error


def retry(action: Callable[[], object]) -> None:
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


def stop_if(cancelled: Callable[[], bool]) -> None:
    """Raise Cancelled if the caller asks to stop."""
    if cancelled():
        raise Cancelled(
            tr("The installation was cancelled; what was downloaded is kept, and the next one goes on from there."))
