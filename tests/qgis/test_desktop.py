"""The desktop under Xvfb: from two layers to an aligned one by mouse; screenshots are left in build/screenshots."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
import rasterio

pytestmark = pytest.mark.qgis

ROOT = Path(__file__).parents[2]
DESKTOP = Path(__file__).with_name("desktop.py")
PATIENCE = 120
SCREEN = "-screen 0 1440x900x24"


@pytest.fixture
def desktop(host, profile, tmp_path):
    """Starts QGIS with windows and plays a task of ``desktop.py``; gives what it saw and where the screenshots are."""
    if shutil.which("xvfb-run") is None:
        pytest.skip("QGIS TESTS SKIPPED: xvfb-run is not here; run 'make qgis-hosts'")

    def play(do, name, variables=None, **task):
        shots = ROOT / "build" / "screenshots" / name
        shutil.rmtree(shots, ignore_errors=True)
        file = tmp_path / "task.json"
        file.write_text(json.dumps({"do": do, "shots": str(shots), **task}, default=str), encoding="utf-8")
        environment = host.environment(profile, QT_QPA_PLATFORM="xcb", DESKTOP_TASK=str(file), **(variables or {}))
        child = subprocess.Popen(
            ["/usr/bin/xvfb-run", "--auto-servernum", "--server-args", SCREEN, host.program("qgis"), "--nologo",
             "--noversioncheck", "--code", str(DESKTOP)],
            env=environment, cwd=profile, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True)
        try:
            said, _ = child.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            # xvfb-run would leave its QGIS and its screen behind.
            os.killpg(child.pid, signal.SIGTERM)
            raise
        answer = file.with_suffix(".seen.json")
        assert answer.exists(), said[:6000]
        seen = json.loads(answer.read_text(encoding="utf-8"))
        (shots / "seen.json").write_text(json.dumps(seen, indent=1), encoding="utf-8")
        assert "failed" not in seen, seen
        assert seen["plugin"]
        return seen, shots

    return play


def test_two_layers_become_an_aligned_one_with_arrows(desktop, host, qgis, engine, pair, tmp_path):
    style = tmp_path / "style.qml"
    qgis("write_style", path=pair.moving, style=style, low=1234, high=4567)
    seen, shots = desktop("align", host.name, {"COREGIX_ENGINE": engine}, moving=pair.moving, fixed=pair.fixed,
                          style=style)
    ties, raster = seen["layers"]
    assert sorted(seen["preselected"]) == sorted(seen["ids"])
    assert ties["name"] == "Tie points"
    assert ties["group"] == raster["group"] == "source, aligned"
    texts, buttons = seen["bar"]
    assert any("Aligned: " in text and "Moved 6.00 m east, 8.00 m north." in text for text in texts)
    assert "Open report" in buttons
    assert ties["renderer"] == "RuleRenderer"
    assert raster["name"] == "Aligned raster"
    assert raster["contrast"] == seen["source_contrast"] == [1234, 4567]
    assert all(layer["visible"] and layer["in_canvas"] for layer in seen["layers"])
    assert re.search("VERDICT'?: '?aligned", seen["log"])
    assert "Left: 0.00 px" in seen["log"]
    # No step of the solver, no number with digits that are noise.
    assert "elastix" not in seen["log"].split("--progress json")[1]
    assert not re.search(r"\d\.\d{6}", seen["log"])
    assert "coregix_core align --moving-image" in seen["log"]
    assert all((shots / f"{name}.png").stat().st_size > 20_000 for name in ("dialog", "log", "result"))


def test_the_panel_measures_shows_takes_help_and_accepts(desktop, host, engine, pair, tmp_path):
    roads = tmp_path / "roads.geojson"
    roads.write_text(json.dumps({
        "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}},
        "features": [{"type": "Feature", "properties": {}, "geometry": {
            "type": "LineString", "coordinates": [[500300, 5799700], [500400, 5799800]]}}]}), encoding="utf-8")
    target = tmp_path / "accepted.tif"
    seen, _ = desktop("panel", f"{host.name}, panel", {"COREGIX_ENGINE": engine}, moving=pair.moving,
                          fixed=pair.fixed, roads=roads, place=(500320.0, 5799680.0), target=target)
    assert seen["in_menu"]
    assert seen["visible"]
    assert seen["chosen"] == ["source", "reference"]
    assert "Aligned" in seen["verdict"]
    assert "Moved 6.00 m east, 8.00 m north." in seen["verdict"]
    assert seen["points"] > 30
    assert seen["position"] == pytest.approx(1 / 3, abs=0.01)
    assert (seen["unticked"], seen["after_undo"]) == (1, 0)
    east, north, score = seen["added"]
    # A tenth of a pixel, from clicks that were five pixels off.
    assert (east, north) == pytest.approx((pair.east, pair.north), abs=0.2)
    assert score > 0.8
    assert seen["dragged"] > 5
    # With a thousand points, from the click to the arrows that are drawn anew; no turn of it blocks.
    assert seen["thousand"]["points"] == 1000
    assert seen["thousand"]["seconds"] < 0.3
    assert seen["thousand"]["stall"] < 0.1
    # The engine is there already, and needs no start.
    assert seen["snap_seconds"] < 1.0
    assert seen["movable"] == ["roads"]
    assert set(seen["new"]) == {"accepted", "roads_moved"}
    for ending in (".transform.json", ".tie_points.gpkg", ".report.html"):
        assert target.with_name(f"accepted{ending}").is_file()
    with rasterio.open(target) as moved, rasterio.open(pair.fixed) as fixed:
        inner = np.s_[30:-30, 30:-30]
        assert np.abs(moved.read(1)[inner].astype(float) - fixed.read(1)[inner]).mean() < 10
    assert seen["rejected"] == {"layers": True, "folder": False, "groups": True}
    # Nothing blocks QGIS's main thread for a tenth of a second, in processor time.
    assert max(seen[f"stall_{part}"] for part in ("measuring", "looking", "helping", "accepting")) < 0.1


class Proxy(ThreadingHTTPServer):
    """A proxy behind which there is nothing but an index with the engine's wheels; it keeps what it was asked."""

    daemon_threads = True

    def __init__(self, wheels):
        super().__init__(("127.0.0.1", 0), Answer)
        self.wheels = {path.name: path for path in wheels.glob("*.whl")}
        self.asked = []
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Answer(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        assert self.path.startswith("http://packages.invalid/"), self.path
        self.server.asked.append((self.path, self.headers["Range"]))
        name = self.path.rstrip("/").rsplit("/", 1)[1]
        if self.path.endswith("/"):
            self.answer(200, json.dumps({"files": [
                {"filename": file, "url": f"/files/{file}", "size": path.stat().st_size,
                 "hashes": {"sha256": hashlib.sha256(path.read_bytes()).hexdigest()}}
                for file, path in self.server.wheels.items()
                if file.split("-")[0].replace("_", "-").lower() == name]}).encode())
        else:
            first, last = map(int, self.headers["Range"].removeprefix("bytes=").split("-"))
            self.answer(206, self.server.wheels[name].read_bytes()[first:last + 1])

    def answer(self, status, content):
        self.send_response(status)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def test_one_button_installs_the_engine_through_the_proxy(desktop, host, profile, wheels):
    """The offer, a cancel in mid-download, and the rest of the way; no piece is downloaded twice."""
    with Proxy(wheels) as proxy:
        settings = profile / "profiles" / "default" / "QGIS" / "QGIS3.ini"
        with settings.open("a", encoding="utf-8") as file:
            file.write(f"[proxy]\nproxyEnabled=true\nproxyType=HttpProxy\nproxyHost=127.0.0.1\n"
                       f"proxyPort={proxy.server_port}\n"
                       "[Processing]\nConfiguration\\COREGIX_INDEX=http://packages.invalid/simple\n")
        seen, shots = desktop("install", f"{host.name}, no engine")
        proxy.shutdown()
    offer = " ".join(seen["offer"])
    assert "The engine is missing" in offer
    assert "147 MB from PyPI, 550 MB in" in offer
    assert "goes on from there" in " ".join(seen["cancelled"])
    assert seen["seconds"] < 2
    installed = " ".join(seen["installed"])
    assert "The Coregix engine is installed." in installed
    assert "Installing the engine" not in installed
    assert "missing" not in installed
    # Uninstalling the plugin says what it leaves, and takes it along if asked.
    assert re.search(r"its engine still takes \d{3} MB in ", " ".join(seen["left"]))
    pieces = [asked for asked in proxy.asked if asked[1]]
    assert len(pieces) == len(set(pieces))
    assert seen["complete"]
    assert (shots / "offer.png").stat().st_size > 20_000
