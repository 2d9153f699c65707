"""The engine: which interpreter runs the core, whether it is the right one, and the environment it runs in.

An engine is one of two things. A Python of the user's that has Coregix installed, named by the environment variable
COREGIX_ENGINE or a setting, runs what it has. Else QGIS's own Python runs the plugin's copy of the core with the
packages that were installed into the profile, isolated from QGIS's. This module knows no QGIS.
"""

from __future__ import annotations

import hashlib
import json
import os
import platform
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from . import coregix_core
from .coregix_core.errors import MissingDependencyError
from .translation import tr

VARIABLE = "COREGIX_ENGINE"
OLDEST_PYTHON = (3, 11)
BOOT = Path(__file__).with_name("boot.py")
LOCK = Path(__file__).with_name("engine.lock")
STAMP = "complete.json"
# Groups of packages that only some runs need, and a package of each by which it is seen whether it is there.
GROUPS = {"report": "matplotlib", "vectors": "pyogrio"}
PROBE_SECONDS = 30

# Variables whose names begin so: QGIS's launchers and users set them for other programs.
DROPPED = ("PYTHON", "PROJ_", "GDAL_", "DYLD_", "PIP_")
DROPPED_NAMES = ("LD_LIBRARY_PATH", "LD_PRELOAD", "QT_PLUGIN_PATH", "VIRTUAL_ENV", "OSGEO4W_ROOT", VARIABLE)

PAGE = "https://github.com/coregix/coregix/blob/main/docs/qgis.md#engine"


class EngineMissing(MissingDependencyError):
    """There is no engine that can be used; ``installable`` tells whether installing one into the profile cures it."""

    def __init__(self, message: str, installable: bool = True) -> None:
        super().__init__(message)
        self.installable = installable


@dataclass(frozen=True)
class Engine:
    """An interpreter; with ``packages`` it runs the plugin's core isolated, and its own Coregix without."""

    interpreter: str
    packages: Path | None = None
    extras: tuple[Path, ...] = ()
    """Folders of further packages, of groups that were added."""

    def command(self, *arguments: str) -> list[str]:
        """The command line that runs the core with these arguments."""
        # As a person would type it: an interpreter that has Coregix needs no help to find it.
        if self.packages is None:
            return [self.interpreter, "-m", "coregix_core", *arguments]
        return self._booted(*arguments)

    def _booted(self, *arguments: str) -> list[str]:
        if self.packages is None:
            return [self.interpreter, str(BOOT), "-", *arguments]
        # -I and -S keep out what QGIS's Python has of its own: old packages there shadow those that were installed.
        paths = os.pathsep.join(map(str, [Path(coregix_core.__file__).parents[1], self.packages, *self.extras]))
        return [self.interpreter, "-I", "-S", str(BOOT), paths, *arguments]

    def probe(self) -> dict[str, Any]:
        """What ``boot.probe`` says about this engine; raises EngineMissing where the interpreter does not answer."""
        try:
            done = subprocess.run(
                self._booted("--probe"), env=clean_environment(os.environ), capture_output=True, text=True,
                timeout=PROBE_SECONDS, check=True, stdin=subprocess.DEVNULL, **no_window())
            # Anything but one JSON object is no answer, such as the greeting of a wrapper script.
            return dict(json.loads(done.stdout))
        except (OSError, ValueError, subprocess.SubprocessError) as error:
            # The last line of a traceback is its message; the rest is of no use to a user.
            said = (getattr(error, "stderr", None) or str(error)).strip().splitlines() or [tr("no answer")]
            raise EngineMissing(
                tr("The Coregix engine does not start: {interpreter} says '{said}'. {cure}").format(
                    interpreter=self.interpreter, said=said[-1], cure=self._cure()),
                self.packages is not None) from error

    def check(self) -> None:
        """Raise EngineMissing, with the cure, where this engine is broken or of the wrong version."""
        found = self.probe()
        own, version = coregix_core.__version__, found["version"]
        # Age first: too old a Python cannot say anything else that is of use.
        if tuple(found["python"]) < OLDEST_PYTHON:
            old = _dotted(found["python"])
            raise EngineMissing(
                tr("{interpreter} is Python {old}; Coregix needs 3.11 or newer: {way}.").format(
                    interpreter=self.interpreter, old=old, way=own_python()), False)
        if version is None:
            raise EngineMissing(tr("{interpreter} has no Coregix. {cure}").format(
                interpreter=self.interpreter, cure=self._cure()), False)
        # The dialogs are made from the plugin's parameters: an older core may lack some, another major differ in all.
        if _parts(version) < _parts(own) or _parts(version)[:1] != _parts(own)[:1]:
            raise EngineMissing(tr("The Coregix of {interpreter} is {version}, and this plugin ({plugin}) needs "
                                   "{wanted}. {cure}").format(
                interpreter=self.interpreter, version=version, plugin=plugin_version(), wanted=own,
                cure=self._cure()), False)
        if found["missing"]:
            raise EngineMissing(tr("The Coregix engine is broken: {names} cannot be found. {cure}").format(
                names=", ".join(found["missing"]), cure=self._cure()), self.packages is not None)

    def _cure(self) -> str:
        if self.packages is not None:
            return tr("Install the engine anew: run 'Coregix engine' from the processing toolbox.")
        required = coregix_core.__version__
        return (tr("Install Coregix {wanted} there, as {page} tells, or name another Python: see Settings > Options "
                   "> Processing > Providers > Coregix and {variable}.").format(
            wanted=required, page=PAGE, variable=VARIABLE))


def own_python() -> str:
    """How to name a Python of one's own, as a part of a sentence."""
    # No command that installs by name: an index may hold another, older program of that name.
    return tr("name a Python of your own (3.11 or newer) that has Coregix, in Settings > Options > Processing > "
              "Providers > Coregix or in the environment variable {variable}; {page} tells how").format(
        variable=VARIABLE, page=PAGE)


def find(environment: Mapping[str, str], setting: str, home: Path) -> Engine:
    """The engine to use: the one that ``environment`` or ``setting`` names, else the one installed in ``home``.

    Nothing is started; ``Engine.check`` does that. Raises EngineMissing, which says what to do.
    """
    # The variable is above the setting: servers and tests must not depend on what a profile holds.
    named = environment.get(VARIABLE, "").strip() or setting.strip()
    if named:
        if not Path(named).is_file():
            origin = VARIABLE if environment.get(VARIABLE, "").strip() else tr("the setting of Coregix")
            raise EngineMissing(tr("There is no Python at {named}, which {origin} names; correct or clear it.").format(
                named=named, origin=origin), False)
        return Engine(named)
    reason = unsupported()
    if reason:
        raise EngineMissing(around(reason), False)
    stamp = read_stamp(home)
    if stamp is None:
        raise EngineMissing(tr("The Coregix engine is not installed yet. Press 'Install the Coregix engine' in the "
                               "message bar, or run 'Coregix engine' from the processing toolbox with the action "
                               "'install'. Or {way}.").format(way=own_python()))
    if stamp != current_stamp():
        raise EngineMissing(tr("The Coregix engine is outdated: it was installed for another version of the plugin or "
                               "of QGIS's Python. Run 'Coregix engine' from the processing toolbox to update it."))
    extras = [group_folder(home, group) for group in GROUPS]
    return Engine(host_python(), packages_folder(home), tuple(f for f in extras if _stamp_in(f) == current_stamp()))


def around(reason: str) -> str:
    """Why there can be no engine in the profile, with the way round."""
    return tr("{reason} The way round: {way}.").format(reason=reason, way=own_python())


def plugin_version() -> str:
    """The version of the plugin, which is not that of the core in it."""
    # Within the plugin's folder where it is packaged, beside it in the source tree.
    here = Path(__file__).parent
    file = next((f for f in (here / "metadata.txt", here.parent / "metadata.txt") if f.is_file()), None)
    lines = [] if file is None else file.read_text(encoding="utf-8").splitlines()
    return next((line.partition("=")[2].strip() for line in lines if line.startswith("version=")), "")


def packages_folder(home: Path) -> Path:
    """Where the packages of the installed engine lie."""
    return home / "packages"


def group_folder(home: Path, group: str) -> Path:
    """Where the packages of a group lie."""
    return home / f"packages-{group}"


def current_stamp() -> dict[str, str]:
    """What an engine that fits this plugin and this Python is marked with."""
    # By the lock file and not by the plugin's version: the same packages need no new download.
    return {"lock": hashlib.sha256(LOCK.read_bytes()).hexdigest(), "python": _dotted(sys.version_info[:2])}


def read_stamp(home: Path) -> dict[str, str] | None:
    """The mark of the engine installed in ``home``, or None where there is none or it is not whole."""
    return _stamp_in(packages_folder(home))


def _stamp_in(folder: Path) -> dict[str, str] | None:
    try:
        return dict(json.loads((folder / STAMP).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        # No mark, or half of one, is an installation that did not come to its end.
        return None


def host_python() -> str:
    """The interpreter of the running QGIS: ``sys.executable`` may be QGIS itself."""
    # The exact name first: in /usr/bin, python3 may be another version than the one that QGIS embeds.
    exact = "python" + _dotted(sys.version_info[:2])
    for prefix in dict.fromkeys([sys.prefix, sys.exec_prefix, sys.base_prefix]):
        for name in ("python.exe", "python3.exe", f"bin/{exact}", "bin/python3"):
            path = Path(prefix, name)
            if path.is_file():
                return str(path)
    if Path(sys.executable or "").name.lower().startswith("python"):
        return sys.executable
    raise EngineMissing(tr("QGIS's own Python was not found in {prefix}; {way}.").format(
        prefix=sys.prefix, way=own_python()), False)


def unsupported(
    python: tuple[int, ...] = sys.version_info[:2], system: str = sys.platform, machine: str = "",
    system_version: str = "",
) -> str:
    """Why no ready-made packages exist for this host, as a sentence, or '' where they do.

    ``machine`` and ``system_version`` (of macOS, or of the C library) are asked of the host where not given.
    """
    if tuple(python) < OLDEST_PYTHON:
        return tr("This QGIS runs Python {python}, and the engine's packages exist for 3.11 and newer only.").format(
            python=_dotted(python))
    machine = (machine or platform.machine()).lower()
    if system == "darwin":
        return _unsupported_mac(machine, system_version or platform.mac_ver()[0])
    if machine not in ("x86_64", "amd64"):
        return tr("The engine's packages do not exist for {machine} processors on this system, only for "
                  "x86-64.").format(machine=machine)
    if system.startswith("linux"):
        # What is no glibc (musl) has no version here and is refused too: none of the wheels would load.
        fine = _parts(system_version or platform.libc_ver()[1]) >= (2, 28)
        return "" if fine else tr("The engine's packages need a Linux with glibc 2.28 or newer.")
    return "" if system == "win32" else tr("The engine's packages do not exist for {system}.").format(system=system)


def _unsupported_mac(machine: str, version: str) -> str:
    # A QGIS for Intel under Rosetta says x86_64 too, and is right: its Python loads no arm64 libraries.
    if machine != "arm64":
        return tr("The engine's packages exist for Macs with Apple processors only, not for Intel's.")
    return "" if _parts(version) >= (15,) else tr("The engine's packages need macOS 15, and this is {version}.").format(
        version=version)


def clean_environment(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment for the engine: without what QGIS's launchers and other programs' users put there."""
    # Its DLLs (an older GDAL, PROJ, SQLite) would be found before those within the wheels.
    root = environment.get("OSGEO4W_ROOT", "").lower()
    kept = {
        name: value for name, value in environment.items()
        if not name.upper().startswith(DROPPED) and name.upper() not in DROPPED_NAMES
    }
    if root:
        name = next((n for n in kept if n.upper() == "PATH"), "PATH")
        entries = kept.get(name, "").split(os.pathsep)
        kept[name] = os.pathsep.join(e for e in entries if not e.lower().startswith(root))
    # Windows would print in the code page of the console, and file names would not survive it.
    return {**kept, "PYTHONIOENCODING": "utf-8"}


def no_window() -> dict[str, int]:
    """Options for subprocess: no console window on Windows."""
    return {"creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0)}


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def _parts(version: str) -> tuple[int, ...]:
    """'1.2.3rc1' -> (1, 2, 3); what is not a number counts as 0."""
    # By hand: the standard library knows no versions, and packaging need not be in QGIS's Python.
    numbers = ("".join(c for c in part if c.isdigit()) or "0" for part in version.partition("+")[0].split(".")[:3])
    return tuple(map(int, numbers))
