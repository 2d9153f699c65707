"""The tools that are measured, each with what it needs to run, and how a run of one is watched."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import psutil

from coregix import __version__

CACHE = Path(".cache/bench")


@dataclass(frozen=True)
class Run:
    """How one run of a tool went: wall time, largest memory of its processes together, exit code, all that it said."""

    seconds: float
    peak_mib: float
    exit_code: int | str
    said: str

    def __str__(self) -> str:
        """One line; of what it said, the last."""
        last = self.said.strip().splitlines()[-1:]
        return f"{self.seconds:.2f} s, {self.peak_mib} MiB, exit code {self.exit_code}: {''.join(last)[-300:]}"


@dataclass(frozen=True)
class Tool:
    """``command`` gives the words that align a moving raster to a fixed one; ``prepare`` says whether it can be had."""

    name: str
    command: Callable[[str, str, str], list[str]]
    prepare: Callable[[], bool]
    takes_extra: bool = False


def run(words: list[str], timeout: float = 3600) -> Run:
    """Run a command to its end, and sample the memory of its process tree (PSS: shared pages are counted once)."""
    start = time.perf_counter()
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True, "errors": "replace"}
    with subprocess.Popen(words, **streams) as child:
        done, peak = Event(), [0.0]
        watcher = Thread(target=_watch, args=(child.pid, done, peak))
        watcher.start()
        try:
            said, code = child.communicate(timeout=timeout)[0], child.returncode
        except subprocess.TimeoutExpired:
            child.kill()
            said, code = child.communicate()[0], "timeout"
        seconds = time.perf_counter() - start
        done.set()
        watcher.join()
    return Run(round(seconds, 2), round(peak[0]), code, said)


def _watch(pid: int, done: Event, peak: list[float]) -> None:
    look = 0.0
    # The kernel counts pages at each look, for which the watched ones wait: a tenth of the time at most.
    while not done.wait(max(0.05, 9 * look)):
        total, begin = 0.0, time.perf_counter()
        try:
            parent = psutil.Process(pid)
            for process in [parent, *parent.children(recursive=True)]:
                total += process.memory_full_info().pss / 2**20
        except psutil.Error:  # a process ended while it was looked at
            continue
        peak[0], look = max(peak[0], total), time.perf_counter() - begin


def _pip(venv: Path, *words: str) -> bool:
    command = [venv / "bin/python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *words]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _rival_environment(name: str, python: str, *options: str, installs: tuple[tuple[str, ...], ...]) -> bool:
    """Make an environment under the cache, once; False, with a line that says so, where it cannot be made."""
    venv = CACHE / name
    if (venv / ".ready").exists():
        return True
    venv.parent.mkdir(parents=True, exist_ok=True)
    made = subprocess.run([python, "-m", "venv", "--clear", *options, venv], capture_output=True, check=False)
    if made.returncode == 0 and all(_pip(venv, *words) for words in installs):
        (venv / ".ready").touch()
        return True
    print(f"LEFT OUT: {name} cannot be installed here", file=sys.stderr)
    return False


def _prepare_old() -> bool:
    return _rival_environment("coregix-0.3.0", sys.executable, installs=(("coregix==0.3.0",),))


def _prepare_arosics() -> bool:
    # It needs the bindings of GDAL, which PyPI has as source alone: the system's are used, with the numpy they know,
    # and the last versions that work with bindings older than 3.8.
    has_gdal = subprocess.run(["/usr/bin/python3", "-c", "import osgeo.gdal"], capture_output=True, check=False)
    if has_gdal.returncode:
        print("LEFT OUT: arosics needs the package python3-gdal", file=sys.stderr)
        return False
    needs = ("numpy<2", "cartopy", "cmocean", "dill", "folium", "geojson", "geopandas", "joblib", "matplotlib",
             "pandas", "plotly", "pyproj", "scikit-image", "scipy", "shapely", "spectral")
    return _rival_environment("arosics", "/usr/bin/python3", "--system-site-packages", installs=(
        needs, ("--no-deps", "arosics==1.11.1", "geoarray==0.16.1", "py_tools_ds==0.21.0")))


def _coregix_command(moving: str, fixed: str, output: str) -> list[str]:
    return [str(Path(sys.executable).parent / "coregix"), "align", "--moving-image", moving, "--fixed-image", fixed,
            "--output-image", output]


def _old_command(moving: str, fixed: str, output: str) -> list[str]:
    return [str(CACHE / "coregix-0.3.0/bin/align-image-pair"), "--moving-image", moving, "--fixed-image", fixed,
            "--output-image", output]


def _arosics(*mode: str) -> Callable[[str, str, str], list[str]]:
    def command(moving: str, fixed: str, output: str) -> list[str]:
        return [str(CACHE / "arosics/bin/arosics"), mode[0], fixed, moving, *mode[1:], "-o", output,
                "-fmt_out", "GTIFF", "-ws", "512", "512", "-max_shift", "300", "-q", "1"]

    return command


COREGIX = Tool(f"Coregix {__version__}", _coregix_command, lambda: True, takes_extra=True)
OLD = Tool("coregix 0.3.0", _old_command, _prepare_old)
AROSICS_GLOBAL = Tool("AROSICS global", _arosics("global"), _prepare_arosics)
AROSICS_LOCAL = Tool("AROSICS local", _arosics("local", "60"), _prepare_arosics)
ALIGNERS = (COREGIX, OLD, AROSICS_GLOBAL, AROSICS_LOCAL)


def replace_between_markers(page: Path, name: str, lines: list[str]) -> None:
    """Put lines into a page between ``<!-- NAME -->`` and ``<!-- /NAME -->``."""
    text = page.read_text(encoding="utf-8")
    begin, end = f"<!-- {name} -->", f"<!-- /{name} -->"
    if begin not in text or end not in text:
        raise SystemExit(f"{page} lacks the markers {begin} and {end}")
    head, _, rest = text.partition(begin)
    page.write_text(head + "\n".join([begin, "", *lines, "", end]) + rest.partition(end)[2], encoding="utf-8")


def table(rows: list[list[str]]) -> list[str]:
    """Lines of a Markdown table; the first row is the header."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], "|" + " --- |" * len(rows[0]), *lines[1:]]
