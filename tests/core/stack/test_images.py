"""Which images a stack has: every way to name them, with their dates and their own grids."""

import json

import numpy as np
import pytest
from rasterio.crs import CRS
from scenes import describe, grid, write

from coregix_core.errors import InputError
from coregix_core.stack.images import find_images

NAMES = ("2021-03-05", "2021-01-05", "2021-02-05")


@pytest.fixture
def folder(tmp_path):
    """Three images out of order, each with its own grid; the last one in another CRS."""
    for number, name in enumerate(NAMES):
        where = grid(40 + number, 30, 2.0 + number, CRS.from_epsg(32634) if number == 2 else CRS.from_epsg(32633))
        write(tmp_path / f"{name}.tif", np.full(where.shape, 7, np.uint8), where)
    (tmp_path / "notes.md").write_text("no raster")
    return tmp_path


def item(name, when, **assets):
    return {"type": "Feature", "stac_version": "1.0.0", "id": name, "properties": {"datetime": when}, "geometry": None,
            "links": [], "assets": assets or {"data": {"href": f"{name}.tif", "roles": ["data"]},
                                              "thumbnail": {"href": "small.png", "type": "image/png"}}}


def found(*given):
    return [(image.name, image.date and f"{image.date:%Y-%m-%d}") for image in find_images(given)[0]]


BY_NAME = [(name, name) for name in sorted(NAMES)]


def test_folders_patterns_and_lists_of_paths_in_the_order_of_time(folder, monkeypatch):
    (folder / "all.txt").write_text("\n".join(f"{name}.tif" for name in NAMES))
    assert found(folder) == found(folder / "*.tif") == found(folder / "all.txt") == BY_NAME
    assert found(folder, folder / "2021-01-05.tif") == BY_NAME, "an image that is named twice is one"
    monkeypatch.chdir(folder)
    assert found("*-0[12]-*.tif", "2021-03-05.tif") == BY_NAME


def test_each_image_has_its_own_grid(folder):
    images, _ = find_images([folder])
    assert [image.grid.width for image in images] == [41, 42, 40]
    assert [image.grid.pixel_size for image in images] == [3.0, 4.0, 2.0]
    assert [image.grid.crs.to_epsg() for image in images] == [32633, 32634, 32633]


def test_dates_of_lists_and_of_stac_count_before_those_of_names(folder):
    (folder / "dates.csv").write_text("date,image\n2019-05-01,2021-03-05.tif\n,2021-01-05.tif\n")
    assert found(folder / "dates.csv") == [("2021-03-05", "2019-05-01"), ("2021-01-05", "2021-01-05")]
    (folder / "item.json").write_text(json.dumps(item("2021-02-05", "2018-01-01T10:00:00Z")))
    assert found(folder / "item.json", folder / "2021-01-05.tif")[0] == ("2021-02-05", "2018-01-01")


def test_dates_of_tags_where_names_have_none(folder):
    for name, when in (("a", "2020:02:01 10:00:00"), ("b", "2020:01:01 10:00:00")):
        (folder / f"{name}.tif").write_bytes((folder / "2021-01-05.tif").read_bytes())
        describe(folder / f"{name}.tif", tags={"TIFFTAG_DATETIME": when})
    assert found(folder / "[ab].tif") == [("b", "2020-01-01"), ("a", "2020-02-01")]


def test_the_time_of_the_run_that_an_item_has_for_want_of_a_date_is_none(folder):
    (folder / "2021-01-05.tif").rename(folder / "a.tif")
    made = item("a", "2026-01-01T00:00:00Z")
    for told, date in (({}, "2026-01-01"), ({"coregix:undated": True}, None)):
        made["properties"].update(told)
        (folder / "item.json").write_text(json.dumps(made))
        assert dict(found(folder / "item.json", folder / "2021-02-05.tif"))["a"] == date


@pytest.mark.parametrize(("names", "told"), [
    (("2021-03-05", "a", "b"), "a, b"), (("05-06-2021", "6-2021", "7-2021"), "05-06-2021, 6-2021, 7-2021"),
    (("a", "b", "tile_1"), None), (("15.06.2021", "Jul-2021", "2021-Aug-15"), None)])
def test_images_without_a_date_are_named_where_one_may_be_missed(folder, caplog, names, told):
    for old, new in zip(NAMES, names, strict=True):
        (folder / f"{old}.tif").rename(folder / f"{new}.tif")
    find_images([folder])
    assert [text.split(". ")[0] for text in caplog.messages] == (
        [] if told is None else [f"No date is known of these images: {told}"])


def test_of_many_images_without_a_date_the_first_are_named(folder, caplog):
    for number in range(11):
        (folder / f"x{number:02}.tif").write_bytes((folder / "2021-01-05.tif").read_bytes())
    find_images([folder])
    assert "x08, x09, …. They come last" in caplog.text
    assert "x10" not in caplog.text


def test_stac_items_item_collections_and_collections(folder):
    items = [item(name, f"{name}T00:00:00Z") for name in NAMES]
    (folder / "items.json").write_text(json.dumps({"type": "FeatureCollection", "features": items}))
    assert found(folder / "items.json") == BY_NAME
    (folder / "items").mkdir()
    for one in items:
        one["assets"]["data"]["href"] = f"../{one['id']}.tif"
        (folder / "items" / f"{one['id']}.json").write_text(json.dumps(one))
    assert found(folder / "items" / "*.json") == BY_NAME
    links = [{"rel": "item", "href": f"./items/{name}.json"} for name in NAMES]
    for kind in ("Collection", "Catalog"):
        whole = {"type": kind, "links": [{"rel": "root", "href": "whole.json"}, *links]}
        (folder / "whole.json").write_text(json.dumps(whole))
        assert found(folder / "whole.json") == BY_NAME


def test_references_of_stac_are_uris_and_a_file_that_is_named_so_is_found(folder):
    content = (folder / "2021-01-05.tif").read_bytes()
    for name in ("my scene.tif", "100%25.tif"):
        (folder / name).write_bytes(content)
    items = [item(name, f"2021-01-0{n}", data={"href": f"./{href}", "roles": ["data"]})
             for n, (name, href) in enumerate({"my scene": "my%20scene.tif", "100%25": "100%25.tif"}.items(), 1)]
    (folder / "items.json").write_text(json.dumps({"type": "FeatureCollection", "features": items}))
    assert found(folder / "items.json") == [("my scene", "2021-01-01"), ("100%25", "2021-01-02")]


@pytest.mark.parametrize("host", ["", "localhost"])
def test_references_of_stac_may_be_uris_of_files(folder, host):
    (folder / "my scene.tif").write_bytes((folder / "2021-01-05.tif").read_bytes())
    href = f"file://{host}{(folder / 'my scene.tif').as_posix().replace(' ', '%20')}"
    (folder / "item.json").write_text(json.dumps(item("a", "2021-01-01", data={"href": href, "roles": ["data"]})))
    links = [{"rel": "item", "href": f"file://{host}{(folder / 'item.json').as_posix()}"}]
    (folder / "whole.json").write_text(json.dumps({"type": "Catalog", "links": links}))
    assert [image.name for image in find_images([folder / "whole.json"], least=1)[0]] == ["my scene"]


@pytest.mark.parametrize(("document", "words"), [
    ({"type": "FeatureCollection", "features": []}, "holds no STAC items"),
    ({"type": "Catalog"}, "neither a STAC item"),
    ({"type": "Collection", "links": [{"rel": "item"}]}, "neither a STAC item"),
    ({"type": "Collection", "links": ["item.json"]}, "neither a STAC item"),
    ({"type": "Feature", "assets": {"data": {"href": 5}}, "properties": [1]}, "neither a STAC item"),
    ({"type": "Collection", "links": [{"rel": "item", "href": "stac.json"}]}, "leads back to itself"),
    (item("x", "2021-01-01T00:00:00Z", b4={"href": "b4.tif"}, b5={"href": "b5.tif"}), "2 rasters of which none"),
    (item("2021-01-05", "last spring"), "is no date")])
def test_what_names_no_image_is_refused(folder, document, words):
    (folder / "stac.json").write_text(json.dumps(document))
    with pytest.raises(InputError, match=words):
        find_images([folder / "stac.json"])


def test_two_files_that_would_be_written_to_one_are_told_apart_by_their_folders(folder):
    (folder / "other").mkdir()
    (folder / "other" / "2021-01-05.tif").write_bytes((folder / "2021-01-05.tif").read_bytes())
    names = [name for name, _ in found(folder / "other" / "2021-01-05.tif", folder / "2021-01-05.tif")]
    assert len(set(names)) == 2
    assert "other_2021-01-05" in names


def test_lists_of_spreadsheets_have_semicolons_or_tabs(folder):
    for mark in ";\t":
        rows = (("date", "image"), ("2019-05-01", "2021-03-05.tif"), ("", "2021-01-05.tif"))
        (folder / "dates.csv").write_text("\n".join(map(mark.join, rows)))
        assert found(folder / "dates.csv") == [("2021-03-05", "2019-05-01"), ("2021-01-05", "2021-01-05")]


def test_a_row_without_an_image_is_told_and_an_empty_one_is_none(folder):
    (folder / "list.csv").write_text("image,date\n2021-03-05.tif,\n,\n2021-01-05.tif,\n ,\n")
    assert [name for name, _ in found(folder / "list.csv")] == ["2021-01-05", "2021-03-05"]
    (folder / "list.csv").write_text("image,date\n2021-03-05.tif,\n,2021-04-05\n2021-01-05.tif,\n")
    with pytest.raises(InputError, match=r"list\.csv: the row ,2021-04-05 names no image; give it one, or remove it"):
        find_images([folder / "list.csv"])


@pytest.mark.parametrize("titles", ["file,date", "Bild;Datum", "path"])
def test_a_list_with_other_titles_is_refused_with_those_that_are_understood(folder, titles):
    (folder / "list.csv").write_text(f"{titles}\n2021-03-05.tif\n2021-01-05.tif\n")
    with pytest.raises(InputError, match=f"list.csv begins with {titles}, .* are image, date and exclude"):
        find_images([folder / "list.csv"])


def test_a_file_that_is_named_as_a_title_may_be_listed(folder):
    (folder / "2021-03-05.tif").rename(folder / "a, march")
    (folder / "list.txt").write_text("a, march\n2021-01-05.tif\n")
    assert [name for name, _ in found(folder / "list.txt")] == ["2021-01-05", "a, march"]
