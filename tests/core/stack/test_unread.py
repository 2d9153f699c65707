"""Files of a stack that cannot be read: each fails with the reason, and the others are aligned."""

import csv
import sqlite3
from contextlib import closing

import numpy as np
import pyogrio
import pytest
import rasterio
from scenes import Ground, displaced, grid, textured, write

from coregix_core import align_stack
from coregix_core.errors import RasterError
from coregix_core.io import Layer, geopackage, write_geopackage

WHERE = grid(150, 150, 2.0)
GOOD = ("2021-01-05", "2021-02-05")
UNREAD = {"2020-08-01": b"junk\n", "2022-08-01": b"", "typo_2021-02-05": None}
"""What the files hold that cannot be read; None of one that is not there."""


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    """Two images beside a reference, and three that cannot be read, of which an earlier run had written one."""
    folder, out = tmp_path_factory.mktemp("images"), tmp_path_factory.mktemp("out")
    ground = Ground(4, shortest=8.0, longest=300.0)
    for name, shift in zip((*GOOD, "reference"), ((3.0, -2.0), (-4.0, 1.0), (0.0, 0.0)), strict=True):
        shown = textured(WHERE, displaced(*shift, centre=WHERE.middle), ground)
        write(folder / f"{name}.tif", shown.astype(np.float32), WHERE)
    for name, content in UNREAD.items():
        if content is not None:
            (folder / f"{name}.tif").write_bytes(content)
    write(out / "2020-08-01.tif", np.ones(WHERE.shape, np.uint8), WHERE)
    with rasterio.open(out / "2020-08-01.tif", "r+") as earlier:
        earlier.update_tags(COREGIX_STACK_KEY="that of the run")
    images = [folder / f"{name}.tif" for name in (*UNREAD, *GOOD)]
    return images, out, align_stack(images, out, fixed_image_path=folder / "reference.tif", transform="translation",
                                    workers=1, stac=True, report=out / "report.html")


def test_images_that_cannot_be_read_fail_and_the_others_are_written(stack):
    _, out, result = stack
    assert [(image.image, image.verdict) for image in result.images] == [
        *((name, "aligned") for name in GOOD), *((name, "failed") for name in UNREAD)]
    junk, _, typo = result.images[2:]
    assert "not a raster that can be read" in junk.reason
    assert "does not exist" in typo.reason
    assert (f"{typo.date:%Y-%m-%d}", result.exit_code) == ("2021-02-05", 3)
    assert {path.stem for path in (*out.glob("*.tif"), *out.glob("items/*"), *out.glob("transforms/*"))} == set(GOOD)


def rows(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_tables_and_the_report_name_what_could_not_be_read_and_links_lead_to_the_reference(stack):
    _, out, result = stack
    assert [row["image"] for row in rows(out / "stack.csv")] == [*GOOD, *UNREAD]
    outlines = pyogrio.raw.read(out / "stack.gpkg", layer="images")[2]
    assert [outline is None for outline in outlines] == [False] * 2 + [True] * 3
    ends = [(link["first"], link["second"]) for link in result.to_dict()["links"]]
    assert ends == [(row["first"], row["second"]) for row in rows(out / "links.csv")]
    assert set(ends) >= {(name, "reference") for name in GOOD}
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Some images were left out" in page
    assert "2 of 5 aligned" in page
    assert page.count("not a raster that can be read") == 4, "each in the table and below it"


def test_what_a_stack_cannot_do_without_has_to_be_readable(stack, tmp_path):
    images, _, _ = stack
    needed = {"fixed_image_path": images[0]}, {"datum": "2020-08-01"}, {"like_image_path": images[0]}
    for given, options in [(images[:3], {}), (images[:4], {}), *((images, own) for own in needed)]:
        with pytest.raises(RasterError, match=r"2020-08-01\.tif is not a raster"):
            align_stack(given, tmp_path / "out", **options)
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("pyogrio_is_there", [True, False])
def test_features_without_a_place_have_a_row_alone(tmp_path, monkeypatch, pyogrio_is_there):
    if not pyogrio_is_there:
        monkeypatch.setattr(geopackage, "_by_pyogrio", geopackage._by_sqlite)
    write_geopackage(tmp_path / "a.gpkg", [Layer("images", "POINT", {"image": "TEXT"}, [((1.0, 2.0),), ()], [
        ("placed",), ("unread",)])], WHERE.crs)
    with closing(sqlite3.connect(tmp_path / "a.gpkg")) as connection:
        assert connection.execute("SELECT image, geom IS NULL FROM images").fetchall() == [("placed", 0), ("unread", 1)]
