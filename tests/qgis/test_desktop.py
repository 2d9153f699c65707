"""The desktop under Xvfb: from two layers to an aligned one by mouse; screenshots are left in build/screenshots."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.qgis

ROOT = Path(__file__).parents[2]
DESKTOP = Path(__file__).with_name("desktop.py")
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
        done = subprocess.run(
            ["/usr/bin/xvfb-run", "--auto-servernum", "--server-args", SCREEN, host.program("qgis"), "--nologo",
             "--noversioncheck", "--code", str(DESKTOP)],
            env=environment, cwd=profile, capture_output=True, text=True, timeout=150, check=False)
        answer = file.with_suffix(".seen.json")
        assert answer.exists(), (done.stdout + done.stderr)[-3000:]
        seen = json.loads(answer.read_text(encoding="utf-8"))
        assert "failed" not in seen, seen
        assert seen["plugin"]
        return seen, shots

    return play


def test_two_layers_become_an_aligned_one_with_arrows(desktop, host, qgis, engine, pair, tmp_path):
    style = tmp_path / "style.qml"
    qgis("write_style", path=pair.moving, style=style, low=321, high=2345)
    seen, shots = desktop("align", host.name, {"COREGIX_ENGINE": engine}, moving=pair.moving, fixed=pair.fixed,
                          style=style)
    ties, raster = seen["layers"]
    assert ties["name"].startswith("Tie points (displacement x")
    assert ties["renderer"] == "RuleRenderer"
    assert raster["name"] == "Aligned raster"
    assert raster["contrast"] == seen["source_contrast"] == [321, 2345]
    assert all(layer["visible"] and layer["in_canvas"] for layer in seen["layers"])
    assert "'VERDICT': 'aligned'" in seen["log"]
    assert "coregix_core align --moving-image" in seen["log"]
    assert all((shots / f"{name}.png").stat().st_size > 20_000 for name in ("dialog", "log", "result"))


def test_without_an_engine_the_desktop_offers_to_install_it(desktop, host):
    seen, _ = desktop("offer", f"{host.name}, no engine")
    assert seen["buttons"].count("Install the Coregix engine") == 1
    text = " ".join(seen["texts"])
    assert "The engine is missing" in text
    assert "225 MB from PyPI, 0.8 GB in" in text
