"""Installs the engine's packages into the profile, on request: pinned wheels, checked by hash, unpacked beside QGIS's.

They are unpacked by hand: QGIS's Python often has no pip, and pip has its own ideas of proxies. What only some runs
need (reports, vectors) is a group of its own, which is fetched when it is first needed. Tests and samples within
packages are left out.

uv would unpack them too, and bring a Python where QGIS's is too old. It is not used: its wheel adds 18 MB to 146 MB
of downloads, for a program that knows neither QGIS's proxy nor its logins; the Pythons that it brings lie on another
server than the packages, which a package index of one's own does not hold; and a plugin that runs a program it has
downloaded is what reviewers of plugins refuse. Where QGIS's Python is too old, the documentation shows how uv does.
"""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from .coregix_core.errors import CoregixError, InputError, OutputError
from .engine import (
    GROUPS,
    STAMP,
    Engine,
    EngineMissing,
    around,
    current_stamp,
    group_folder,
    host_python,
    packages_folder,
    unsupported,
)
from .sample_data import FOLDER as SAMPLE_FOLDER
from .translation import tr
from .wheels import DOWNLOAD_SHARE, Report, Repository, locked, retry, stop_if, wheels_of

DOWNLOAD_MB = 147
INSTALLED_MB = 550
DOWNLOADS, UNPACKING, OLD = "downloads", "packages.new", "packages.old"
# Members of wheels that no run opens: tests, samples, and what compilers and type checkers read.
UNUSED = re.compile(
    r"(^|/)(tests?|testing/data|sample_data|mpl-data/sample_data|examples?)/|\.(pyi|pxd|pyx|h|hpp|c|cpp|a|lib)$"
    r"|(^|/)include/")
# Members that look so and are opened all the same: packages that load their parts late read them from stubs.
KEPT = re.compile(
    r"(^|/)numpy/testing/|(^|/)numpy/_core/tests/_natype|scipy/_lib/_testutils|(^|/)__init__\.pyi$")

def described(home: Path) -> str:
    """What installing does, for people who are about to agree to it."""
    return tr("About {download} MB of packages are downloaded from the Python Package Index (PyPI) and unpacked into "
              "{folder}, where they take {size} MB. QGIS's own packages are not touched.").format(
        download=DOWNLOAD_MB, folder=home, size=INSTALLED_MB)


def brief() -> str:
    """The same in a line, for the message bar."""
    return tr("The engine is missing or outdated ({download} MB).").format(download=DOWNLOAD_MB)


def install(home: Path, repository: Repository, report: Report, cancelled: Callable[[], bool]) -> Engine:
    """Install or update the engine in ``home``; what a cancelled run downloaded is used by the next one.

    The old engine is there until the new one is whole and has started once. Raises EngineMissing where no packages
    exist for this host (before any download), InputError, OutputError or Cancelled.
    """
    reason = unsupported()
    if reason:
        raise EngineMissing(around(reason), False)
    # Before the download, which takes long and would end in a half-unpacked folder.
    home.mkdir(parents=True, exist_ok=True)
    _require_space(home)
    _add("", home, repository, report, cancelled)
    # Those of an older engine would not fit; they come anew when they are needed.
    for group in GROUPS:
        shutil.rmtree(group_folder(home, group), ignore_errors=True)
        if repository.folder is not None and locked(group):
            # Without network nothing could be fetched later; a folder need not hold it all.
            with contextlib.suppress(InputError):
                _add(group, home, repository, report, cancelled)
    report(1.0, tr("The Coregix engine is installed."))
    return Engine(host_python(), packages_folder(home))


def install_group(group: str, home: Path, repository: Repository, report: Report, cancelled: Callable[[], bool]
                  ) -> None:
    """Add the packages of a group to an engine that is installed; raises as ``install``."""
    _add(group, home, repository, report, cancelled)


def _add(group: str, home: Path, repository: Repository, report: Report, cancelled: Callable[[], bool]) -> None:
    target = group_folder(home, group) if group else packages_folder(home)
    try:
        downloads, unpacked = home / DOWNLOADS, home / UNPACKING
        downloads.mkdir(parents=True, exist_ok=True)
        wheels = list(wheels_of(group, downloads, repository, report, cancelled))
        # A cancelled run may have left a part of another lock file's packages.
        shutil.rmtree(unpacked, ignore_errors=True)
        _unpack(wheels, unpacked, report, cancelled)
        if not group:
            # Started once before it takes the place of an engine that works.
            Engine(host_python(), unpacked).check()
        # Last: what has no stamp is not whole, and is not used.
        (unpacked / STAMP).write_text(json.dumps(current_stamp()), encoding="utf-8")
        _swap(unpacked, target, home / OLD)
        shutil.rmtree(downloads, ignore_errors=True)
    except OSError as error:
        if isinstance(error, CoregixError):  # OutputError is an OSError too, and has its sentence already
            raise
        raise OutputError(
            tr("The engine could not be installed: {error}. What was downloaded is kept; try again.").format(
                error=error)) from error


def installed_megabytes(home: Path) -> int:
    """What the engine and its downloads take on disk."""
    return round(sum(f.lstat().st_size for f in home.rglob("*") if f.is_file()) / 1e6) if home.is_dir() else 0


def remove(home: Path) -> None:
    """Remove the engine and what was downloaded for it; raises OutputError where files are in use."""
    for name in (DOWNLOADS, UNPACKING, OLD, SAMPLE_FOLDER, packages_folder(home).name,
                 *(group_folder(home, group).name for group in GROUPS)):
        folder = home / name
        if folder.exists():
            try:
                shutil.rmtree(folder)
            except OSError as error:
                raise OutputError(tr("{folder} cannot be removed: {error}. Close other windows of QGIS first.").format(
                    folder=folder, error=error)) from error


def _require_space(home: Path) -> None:
    # Both at once: the downloads are removed only when all is unpacked.
    free = shutil.disk_usage(home).free / 1e6
    needed = DOWNLOAD_MB + INSTALLED_MB
    if free < needed:
        raise InputError(tr(
            "The engine needs {needed} MB in {home}, and {free:.0f} MB are free; make room there.").format(
            needed=needed, home=home, free=free))


def _unpack(wheels: list[Path], target: Path, report: Report, cancelled: Callable[[], bool]) -> None:
    """Unpack wheels into one folder; what a wheel has beside modules and data files is left out."""
    for done, path in enumerate(wheels):
        report(DOWNLOAD_SHARE + (1 - DOWNLOAD_SHARE) * done / len(wheels),
               tr("Unpacking {path}").format(path=path.name))
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                stop_if(cancelled)
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
        raise InputError(tr("A wheel holds a file with the name {name!r}, which leads out of it.").format(name=name))
    if UNUSED.search(name) and not KEPT.search(name):
        return None
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
        retry(lambda: target.replace(old))
    retry(lambda: new.replace(target))
    shutil.rmtree(old, ignore_errors=True)
