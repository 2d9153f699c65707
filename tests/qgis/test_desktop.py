"""The desktop under Xvfb: from two layers to an aligned one by mouse; screenshots are left in build/screenshots."""

import re

import pytest
from package_index import Proxy, name_index

pytestmark = pytest.mark.qgis


def test_two_layers_become_an_aligned_one_with_arrows(desktop, qgis, pair, tmp_path):
    style = tmp_path / "style.qml"
    qgis("write_style", path=pair.moving, style=style, low=1234, high=4567)
    seen, shots = desktop("align", "", moving=pair.moving, fixed=pair.fixed, style=style)
    assert sorted(seen["preselected"]) == sorted(seen["ids"])
    texts, buttons = seen["bar"]
    # Short, and in sight also in a small window; all of it is behind a button.
    assert "Coregix: Aligned. Moved 6.00 m east, 8.00 m north." in texts
    assert seen["cut"] == []
    assert re.search(r"Aligned: 36 of 36 tie points agree.*Moved 6.00 m.*Left: 0.00", seen["more"], re.DOTALL)
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
    assert re.search(r"Left: 0\.00\d px", log)
    assert "coregix_core align --moving-image" in log
    # No step of the solver, no number with digits that are noise.
    assert "elastix" not in log.split("--progress json")[1]
    assert not re.search(r"\d\.\d{6}", log)


@pytest.mark.parametrize("host", ["the oldest QGIS"], indirect=True)
def test_one_button_installs_the_engine_through_the_proxy(bare_desktop, profile, wheels):
    """The offer, a cancel in mid-download, and the rest of the way; no piece is downloaded twice."""
    with Proxy(wheels) as proxy:
        name_index(profile, proxy)
        seen, shots = bare_desktop("install", ", no engine")
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
    assert "147 MB" in offer
    assert "The installation was cancelled; what was downloaded is kept, …" in cancelled
    # Where it goes, how much it takes there, and what comes next are behind a button.
    assert "550 MB" in seen["more"]["offer"]
    assert "goes on from there" in seen["more"]["cancelled"]
    assert seen["cut"] == []
    assert "The Coregix engine is installed." in installed
    assert "Installing the engine" not in installed
    assert "missing" not in installed
    # Uninstalling the plugin says what it leaves, and takes it along if asked.
    assert re.search(r"Uninstalled; its engine still takes \d{3} MB\.", left)
