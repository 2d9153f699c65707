"""The desktop under Xvfb: from two layers to an aligned one by mouse; screenshots are left in build/screenshots."""

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import threading
import warnings
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.enums import Resampling
from rasterio.vrt import WarpedVRT
from scenes import displaced, grid, textured, write
from scipy import ndimage

pytestmark = pytest.mark.qgis

ROOT = Path(__file__).parents[2]
DESKTOP = Path(__file__).with_name("desktop.py")
PATIENCE = 300
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
        environment = host.environment(profile, QT_QPA_PLATFORM="xcb", DESKTOP_TASK=str(file),
                                       DESKTOP_FOLDER=str(DESKTOP.parent), **(variables or {}))
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
    assert sorted(seen["preselected"]) == sorted(seen["ids"])
    texts, buttons = seen["bar"]
    assert any("Aligned: " in text and "Moved 6.00 m east, 8.00 m north." in text for text in texts)
    assert "Open report" in buttons
    the_layers_come_in_a_group_in_their_styles(*seen["layers"], seen["source_contrast"])
    the_log_is_for_people(seen["log"])
    assert all((shots / f"{name}.png").stat().st_size > 20_000 for name in ("dialog", "log", "result"))


def the_layers_come_in_a_group_in_their_styles(ties, raster, contrast):
    assert (ties["name"], raster["name"]) == ("Tie points", "Aligned raster")
    assert ties["group"] == raster["group"] == "source, aligned"
    assert ties["renderer"] == "RuleRenderer"
    assert raster["contrast"] == contrast == [1234, 4567]
    assert all(layer["visible"] and layer["in_canvas"] for layer in (ties, raster))


def the_log_is_for_people(log):
    assert re.search("VERDICT'?: '?aligned", log)
    assert "Left: 0.00 px" in log
    assert "coregix_core align --moving-image" in log
    # No step of the solver, no number with digits that are noise.
    assert "elastix" not in log.split("--progress json")[1]
    assert not re.search(r"\d\.\d{6}", log)


def test_the_panel_measures_shows_takes_help_and_accepts(desktop, host, engine, pair, tmp_path):
    roads = tmp_path / "roads.geojson"
    roads.write_text(json.dumps({
        "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}},
        "features": [{"type": "Feature", "properties": {}, "geometry": {
            "type": "LineString", "coordinates": [[500300, 5799700], [500400, 5799800]]}}]}), encoding="utf-8")
    target = tmp_path / "accepted.tif"
    seen, _ = desktop("panel", f"{host.name}, panel", {"COREGIX_ENGINE": engine}, moving=pair.moving,
                          fixed=pair.fixed, roads=roads, place=(500320.0, 5799680.0), target=target)
    assert (seen["in_menu"], seen["visible"], seen["chosen"]) == (True, True, ["source", "reference"])
    it_measured_and_showed(seen)
    it_took_help(seen, pair)
    it_was_accepted(seen, target, pair)
    assert seen["rejected"] == {"layers": True, "folder": False, "groups": True}
    # Nothing blocks QGIS's main thread for a tenth of a second, in processor time.
    assert max(seen[f"stall_{part}"] for part in ("measuring", "looking", "helping", "accepting")) < 0.1


def it_measured_and_showed(seen):
    assert "Aligned" in seen["verdict"]
    assert "Moved 6.00 m east, 8.00 m north." in seen["verdict"]
    assert seen["points"] > 30
    assert seen["position"] == pytest.approx(1 / 3, abs=0.01)


def it_took_help(seen, pair):
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


def it_was_accepted(seen, target, pair):
    assert seen["movable"] == ["roads"]
    assert set(seen["new"]) == {"accepted", "roads_moved"}
    for ending in (".transform.json", ".tie_points.gpkg", ".report.html"):
        assert target.with_name(f"accepted{ending}").is_file()
    with rasterio.open(target) as moved, rasterio.open(pair.fixed) as fixed:
        inner = np.s_[30:-30, 30:-30]
        assert np.abs(moved.read(1)[inner].astype(float) - fixed.read(1)[inner]).mean() < 10


def likeness(path, reference):
    """How well a raster correlates with the reference, on the reference's grid."""
    with rasterio.open(reference) as fixed, rasterio.open(path) as raster, WarpedVRT(
            raster, crs=fixed.crs, transform=fixed.transform, width=fixed.width, height=fixed.height,
            resampling=Resampling.bilinear, add_alpha=raster.nodata is None) as there:
        values, true = there.read(1), fixed.read(1).astype(float)
        valid = ndimage.binary_erosion(there.dataset_mask() > 0, iterations=5)
    assert valid.sum() > 8000
    return np.corrcoef(values[valid].astype(float), true[valid])[0, 1]


def turned_photo(pair, folder):
    """A part of the reference, turned by 20 degrees, without a georeference; with its true middle and corner."""
    with rasterio.open(pair.fixed) as dataset:
        values, transform = dataset.read(1).astype("float32"), dataset.transform
    turn, half = np.radians(20.0), 90
    rows, cols = np.mgrid[-half:half, -half:half] + 0.5
    middle = np.array([160.0, 160.0])
    c, s = np.cos(turn), np.sin(turn)
    # Columns run along the turned axis: the photo's right is 20 degrees north of east.
    at = middle[1] - (c * -rows + s * cols), middle[0] + (c * cols - s * -rows)
    photo = ndimage.map_coordinates(values, (at[0] - 0.5, at[1] - 0.5), order=3, mode="reflect")
    path = folder / "photo.tif"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
        with rasterio.open(path, "w", driver="GTiff", width=2 * half, height=2 * half, count=1,
                           dtype="float32") as file:
            file.write(photo.astype("float32"), 1)
    corner = middle + np.array([c * half - s * half, -(c * half + s * half)])
    return path, transform @ tuple(middle), transform @ tuple(corner)


def test_the_other_ways_through_the_panel(desktop, host, engine, pair, tiles, tmp_path):
    photo, centre, corner = turned_photo(pair, tmp_path)
    with rasterio.open(pair.fixed) as dataset:
        left, bottom, right, top = dataset.bounds
    middle = (left + right) / 2, (bottom + top) / 2
    areas = tmp_path / "areas.geojson"
    south = [[left, bottom], [right, bottom], [right, middle[1]], [left, middle[1]], [left, bottom]]
    areas.write_text(json.dumps({
        "type": "FeatureCollection", "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32633"}},
        "features": [{"type": "Feature", "id": n, "properties": {"n": n}, "geometry": {
            "type": "Polygon", "coordinates": [[[x, y - 9e4 * (1 - n)] for x, y in south]]}} for n in range(2)]}),
        encoding="utf-8")
    # The north-western quarter, drawn within what the canvas shows.
    polygon = [(left + 20, middle[1]), (left + 20, top - 20), (middle[0] - 20, top - 20), (middle[0] - 20, middle[1])]
    written = {"vrt": tmp_path / "a.vrt", "worldfile": tmp_path / "a.tfw", "gcps": tmp_path / "a.points",
               "placed": tmp_path / "placed.tif"}
    seen, _ = desktop("ways", f"{host.name}, ways", {"COREGIX_ENGINE": engine}, moving=pair.moving, fixed=pair.fixed,
                      photo=photo, url=tiles.url, areas=areas, polygon=polygon, photo_centre=centre,
                      photo_corner=corner, **written)
    assert all(seen["opened"].values()), seen["opened"]
    a_web_map_was_the_reference(seen, written["vrt"], pair)
    parts_of_it_were_measured(seen, polygon, middle)
    world = [float(line) for line in written["worldfile"].read_text(encoding="utf-8").split()]
    assert world[4:] == pytest.approx([left + pair.east + 1.0, top + pair.north - 1.0], abs=0.2)
    assert written["gcps"].read_text(encoding="utf-8").count("\n") > 4
    a_photo_was_placed_by_hand(seen, written["placed"], pair)
    assert seen["traces_after"] == seen["traces_before"]


def a_web_map_was_the_reference(seen, vrt, pair):
    # The map's own pixels and the drawing of it leave half a pixel of 2 m.
    assert re.search(r"Moved (5|6)\.\d\d m east, (7|8)\.\d\d m north", seen["web"]), seen["web"]
    assert "drawn from the layer 'Web map'" in seen["web"]
    assert "The Mapmakers" in seen["web"]
    assert seen["vrt_layers"]
    assert likeness(vrt, pair.fixed) > 0.97


def parts_of_it_were_measured(seen, polygon, middle):
    # The canvas is wider than the extent that it was given.
    west, east = seen["canvas_extent"]
    assert len(seen["canvas_points"]) > 10
    assert all(west - 2 <= x <= east + 2 for x, _ in seen["canvas_points"])
    assert len(seen["left_out_points"]) < len(seen["canvas_points"])
    (west, south), north, east = polygon[0], polygon[1][1], polygon[2][0]
    left_out = np.array(seen["left_out_points"]).T
    assert not ((abs(left_out[0] - (west + east) / 2) < (east - west) / 2 - 80)
                & (abs(left_out[1] - (south + north) / 2) < (north - south) / 2 - 80)).any()
    assert len(seen["selected_points"]) > 5
    assert max(y for _, y in seen["selected_points"]) < middle[1] + 70


def a_photo_was_placed_by_hand(seen, placed, pair):
    # By hand it was turned by 20 degrees, and the engine found it there.
    assert seen["hand"] == pytest.approx([2.0, np.radians(20.0)], rel=0.1)
    assert "Aligned" in seen["photo"], seen["photo"]
    assert len(seen["photo_left"]) > 10
    assert max(seen["photo_left"]) < 0.5
    # The photo's middle, in its own pixels: 90 across and, as its file counts, 90 down.
    shown_x, shown_y, score = seen["photo_added"]
    assert (shown_x, abs(shown_y)) == pytest.approx((90.0, 90.0), abs=1.0)
    assert score > 0.8
    assert {"Tie points", "photo, aligned"} <= set(seen["drawn"])
    assert seen["photo_edited"]
    assert likeness(placed, pair.fixed) > 0.97


@pytest.fixture
def sample_index(profile, sample_package, tmp_path):
    """An index that has the package of the sample data, which the profile's settings name; gives the package."""
    with Proxy(tmp_path) as proxy:
        name_index(profile, proxy)
        yield sample_package
        proxy.shutdown()


def far_away(pair, folder):
    """A part of the reference under a georeference that is 40 km off, turned by 12 degrees and a fifth too large.

    With the true place of its middle, and of the upper right corner of the box around it that QGIS shows.
    """
    with rasterio.open(pair.fixed) as dataset:
        values, own, crs = dataset.read(1, window=((60, 260), (60, 260))), dataset.transform, dataset.crs
    place = Affine.translation(540000.0, 5830000.0) * Affine.rotation(12.0) * Affine.scale(2.4, -2.4)
    path = folder / "far.tif"
    with rasterio.open(path, "w", driver="GTiff", width=200, height=200, count=1, dtype=values.dtype, crs=crs,
                       transform=place) as file:
        file.write(values, 1)
    # By hand it is turned back and made smaller.
    half = 100 * (np.cos(np.radians(12.0)) + np.sin(np.radians(12.0)))
    box = Affine.translation(160.0, 160.0) * Affine.rotation(12.0)
    return path, own * (160.0, 160.0), own * (box * (half, -half))


def series_of_scenes(folder):
    """Three dates of one place, the later ones displaced."""
    where = grid(200, 200)
    return [write(folder / f"scene_{date}.tif", textured(where, displaced(east=east, north=0.0)).astype("uint16"),
                  where, nodata=0) for date, east in (("2021-04-01", 0.0), ("2021-06-11", 4.0), ("2021-08-21", -6.0))]


def test_dialogs_by_clicks_and_a_source_that_lies_far_off(desktop, host, engine, pair, sample_index, tmp_path):
    far, centre, corner = far_away(pair, tmp_path)
    target = tmp_path / "far_aligned.tif"
    seen, _ = desktop("dialogs", f"{host.name}, dialogs", {"COREGIX_ENGINE": engine}, wheel=sample_index,
                      series=series_of_scenes(tmp_path), moving=pair.moving, fixed=pair.fixed, far=far,
                      far_centre=centre, far_corner=corner, far_target=target)
    assert seen["sample"] == {name: ["Sample source", "Sample reference"] for name in ("chosen", "drawn")}
    check_stack(seen["stack"])
    check_displacement(seen["displacement"], pair)
    # By hand it was turned back and made smaller; the engine started from points that stand for that.
    assert seen["far"]["hand"] == pytest.approx([2.0, -12.0], rel=0.1)
    assert seen["far"]["values"] == {"known_points": True, "around": False}
    assert "Aligned" in seen["far"]["verdict"]
    assert likeness(target, pair.fixed) > 0.97


def check_stack(seen):
    """Three images came back aligned, in a group of their own that is drawn."""
    assert "3 of 3 images are aligned" in seen["log"]
    assert seen["groups"] == ["Aligned stack"]
    assert len(seen["layers"]) == 4
    assert set(seen["layers"]) <= set(seen["drawn"])


def check_displacement(seen, pair):
    """Arrows are drawn that say how far the pair was displaced."""
    assert "Displacement, as arrows" in seen["drawn"]
    moved = np.array(seen["moved"])
    assert len(moved) > 500
    assert np.allclose(moved, [pair.east, pair.north], atol=0.2)


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


def name_index(profile, proxy):
    """Let a profile ask an index that only its proxy knows."""
    settings = profile / "profiles" / "default" / "QGIS" / "QGIS3.ini"
    with settings.open("a", encoding="utf-8") as file:
        file.write(f"[proxy]\nproxyEnabled=true\nproxyType=HttpProxy\nproxyHost=127.0.0.1\n"
                   f"proxyPort={proxy.server_port}\n"
                   "[Processing]\nConfiguration\\COREGIX_INDEX=http://packages.invalid/simple\n")


@pytest.mark.parametrize("host", ["the oldest QGIS"], indirect=True)
def test_one_button_installs_the_engine_through_the_proxy(desktop, host, profile, wheels):
    """The offer, a cancel in mid-download, and the rest of the way; no piece is downloaded twice."""
    with Proxy(wheels) as proxy:
        name_index(profile, proxy)
        seen, shots = desktop("install", f"{host.name}, no engine")
        proxy.shutdown()
    the_messages_say_where_it_is(seen)
    assert seen["seconds"] < 2
    pieces = [asked for asked in proxy.asked if asked[1]]
    assert len(pieces) == len(set(pieces))
    assert seen["complete"]
    assert (shots / "offer.png").stat().st_size > 20_000


def the_messages_say_where_it_is(seen):
    offer, cancelled, installed, left = (" ".join(seen[name]) for name in ("offer", "cancelled", "installed", "left"))
    assert "The engine is missing" in offer
    assert "147 MB from PyPI, 550 MB in" in offer
    assert "goes on from there" in cancelled
    assert "The Coregix engine is installed." in installed
    assert "Installing the engine" not in installed
    assert "missing" not in installed
    # Uninstalling the plugin says what it leaves, and takes it along if asked.
    assert re.search(r"its engine still takes \d{3} MB in ", left)
