"""The engine in real QGIS: missing, broken, outdated; installed from a folder, or from an index behind a proxy."""

import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

pytestmark = pytest.mark.qgis


def pair_parameters(pair, folder):
    return {"MOVING_IMAGE": str(pair.moving), "FIXED_IMAGE": str(pair.fixed),
            "OUTPUT_IMAGE": str(folder / "aligned.tif")}


def script(folder, text):
    path = folder / "python"
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def test_a_missing_engine_is_told_with_its_cures(bare_qgis, pair, tmp_path):
    run = bare_qgis("run", algorithm="coregix:alignimagepair", parameters=pair_parameters(pair, tmp_path))
    told = " ".join([run["error"], *run["warnings"]])
    assert "The Coregix engine is not installed yet. Run 'Coregix engine'" in told
    assert "COREGIX_ENGINE" in told
    assert "Traceback" not in told


@pytest.mark.parametrize(("text", "message"), [
    ("exit 3", "does not start"),
    ('echo \'{"python": [3, 12, 0], "version": "0.3.0", "missing": []}\'', "is 0.3.0, and the plugin needs"),
    ('echo \'{"python": [3, 12, 0], "version": "1.0.0", "missing": ["SimpleITK"]}\'', "SimpleITK cannot be found"),
    ('case "$*" in *--probe*) exec PYTHON "$@";; *) kill -9 $$;; esac', "ended by signal 9"),
    ('case "$*" in *--probe*) exec PYTHON "$@";; *) echo oops >&2; exit 1;; esac', "Its last words: oops"),
])
def test_a_broken_or_outdated_engine_is_named(qgis, pair, tmp_path, engine, text, message):
    run = qgis("run_with_engine", interpreter=script(tmp_path, text.replace("PYTHON", engine)),
               algorithm="coregix:alignimagepair", parameters=pair_parameters(pair, tmp_path))
    assert message in run["error"]
    assert "Traceback" not in run["error"]
    assert not (tmp_path / "aligned.tif").exists()


def test_the_engine_algorithm_examines_what_the_setting_names(bare_qgis, engine):
    bare_qgis("use_interpreter", path=engine)
    run = bare_qgis("run", algorithm="coregix:engine", parameters={"ACTION": "check"})
    assert run["error"] is None
    assert run["results"]["INTERPRETER"] == engine
    assert any("rasterio" in line for line in run["log"])


def test_an_engine_from_a_folder_of_wheels_aligns_in_a_fresh_profile(qgis_process, profile, pair, tmp_path, wheels):
    installed = qgis_process("coregix:engine", {"ACTION": "install", "WHEELS_FOLDER": wheels})
    assert "results" in installed, installed
    assert Path(installed["results"]["INTERPRETER"]).name.startswith("python3")
    packages = profile / "profiles" / "default" / "coregix" / "packages"
    assert (packages / "SimpleITK").is_dir()
    # What launchers set would break rasterio, if it came through.
    launcher = {"PROJ_DATA": "", "GDAL_DATA": "/nowhere", "PYTHONOPTIMIZE": "2"}
    aligned = qgis_process("coregix:alignimagepair", {
        **pair_parameters(pair, tmp_path), "TIE_POINTS": str(tmp_path / "ties.gpkg")}, **launcher)
    assert "results" in aligned, aligned
    assert aligned["results"]["VERDICT"] == "aligned"
    assert aligned["results"]["SHIFT_X"] == pytest.approx(pair.east, abs=0.1)


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


def test_an_engine_comes_through_the_proxy_and_a_cancelled_download_goes_on(bare_qgis, wheels):
    with Proxy(wheels) as proxy:
        bare_qgis("use_proxy", host="127.0.0.1", port=proxy.server_port)
        install = {"ACTION": "install", "INDEX": "http://packages.invalid/simple"}
        cancelled = bare_qgis("run_and_cancel", algorithm="coregix:engine", stage="rasterio", mark="-",
                              parameters=install)
        assert "goes on from there" in cancelled["error"]
        assert cancelled["seconds"] < 2
        start = time.monotonic()
        installed = bare_qgis("run", algorithm="coregix:engine", parameters=install)
        assert installed["error"] is None, installed["error"]
        assert time.monotonic() - start < 60
        pieces = [asked for asked in proxy.asked if asked[1]]
        assert len(pieces) == len(set(pieces))
        proxy.shutdown()
    removed = bare_qgis("run", algorithm="coregix:engine", parameters={"ACTION": "remove"})
    assert removed["error"] is None
    assert "not installed yet" in bare_qgis("run", algorithm="coregix:engine", parameters={})["error"]
