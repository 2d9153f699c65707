"""The catalogue of a stack: a collection where images lie on Earth, a plain catalogue where nobody knows where."""

import json
from datetime import UTC, datetime
from operator import itemgetter
from types import SimpleNamespace

import pystac
import pytest

from coregix_core.stack import catalogue

BOX = [10.0, 50.0, 11.0, 51.0]


@pytest.mark.parametrize(("box", "kind", "link"), [(BOX, "Collection", "collection"), (None, "Catalog", "parent")])
def test_images_without_a_place_do_not_cover_the_world(tmp_path, monkeypatch, box, kind, link):
    shape = None if box is None else {"type": "Point", "coordinates": box[:2]}
    monkeypatch.setattr(catalogue, "_item", lambda _, result: pystac.Item(
        result.image, shape, box, datetime(2020, 1, 1, tzinfo=UTC), {}))
    catalogue.write_collection(tmp_path, [SimpleNamespace(image="a", output="a.tif"),
                                          SimpleNamespace(image="b", output=None)])
    whole = json.loads((tmp_path / "collection.json").read_text())
    item = json.loads((tmp_path / "items/a.json").read_text())
    assert whole["type"] == kind
    assert whole.get("extent", {}).get("spatial") == (None if box is None else {"bbox": [box]})
    assert item["geometry"] == shape
    assert dict(map(itemgetter("rel", "href"), item["links"]))[link] == "../collection.json"
    assert [found.id for found in pystac.read_file(str(tmp_path / "collection.json")).get_items()] == ["a"]


@pytest.mark.parametrize("undated", ["a", "ab"])
def test_times_of_the_run_are_none_of_the_images(tmp_path, monkeypatch, undated):
    monkeypatch.setattr(catalogue, "_item", lambda _, result: pystac.Item(
        result.image, {"type": "Point", "coordinates": BOX[:2]}, BOX,
        datetime(2021 if result.image == "a" else 2020, 1, 1, tzinfo=UTC),
        {"coregix:undated": True} if result.image in undated else {}))
    catalogue.write_collection(tmp_path, [SimpleNamespace(image=name, output=f"{name}.tif") for name in "ab"])
    span = json.loads((tmp_path / "collection.json").read_text())["extent"]["temporal"]["interval"]
    assert span == [[None if undated == "ab" else "2020-01-01T00:00:00Z"] * 2]
