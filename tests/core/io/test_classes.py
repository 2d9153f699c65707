"""Category names and attribute tables survive: what a value stands for is as true after resampling as before."""

import numpy as np
import pytest
import rasterio
import rasterio.shutil
import scenes

from coregix_core.io.classes import Classes, class_bands
from coregix_core.io.output import creating

GRID = scenes.grid(40, 30)
NAMES = ["none", "wood", "water"]
TABLE = """<GDALRasterAttributeTable tableType="thematic">
<FieldDefn index="0"><Name>Value</Name><Type>0</Type><Usage>5</Usage></FieldDefn>
<FieldDefn index="1"><Name>Count</Name><Type>1</Type><Usage>1</Usage></FieldDefn>
<FieldDefn index="2"><Name>Class</Name><Type>2</Type><Usage>2</Usage></FieldDefn>
<Row index="0"><F>0</F><F>7</F><F>none</F></Row><Row index="1"><F>1</F><F>9</F><F>wood</F></Row>
</GDALRasterAttributeTable>"""
HISTOGRAM = TABLE.replace("<Usage>2</Usage>", "<Usage>0</Usage>")


@pytest.fixture
def source(tmp_path):
    values = np.random.default_rng(0).integers(0, 3, (2, *GRID.shape)).astype("uint8")
    path = scenes.write(tmp_path / "s.tif", values, GRID, interleave="band")
    names = "".join(f"<Category>{name}</Category>" for name in NAMES)
    (tmp_path / "s.tif.aux.xml").write_text(
        f'<PAMDataset><PAMRasterBand band="1">{HISTOGRAM}</PAMRasterBand><PAMRasterBand band="2"><CategoryNames>{names}'
        f'</CategoryNames>{TABLE}</PAMRasterBand></PAMDataset>')
    return path


def described(path):
    with rasterio.open(path) as dataset:
        return Classes.of(dataset).bands


def texts(element, tag):
    return [found.text for found in element.iter(tag)]


@pytest.mark.parametrize(("name", "format_"), [("o.tif", "gtiff"), ("o.tif", "cog"), ("o.img", "hfa"),
                                               ("o.jp2", "jp2"), ("o.dat", "envi")])
def test_they_go_with_the_pixels_in_every_format(tmp_path, litter, source, name, format_):
    with rasterio.open(source) as like, creating(tmp_path / name, GRID, count=2, dtype="uint8", like=like,
                                                 format=format_) as out:
        out.write(like.read())
    *names, table = described(tmp_path / name)[2]
    # ENVI has names of classes for its first band alone.
    assert [texts(found, "Category") for found in names] == ([] if format_ == "envi" else [NAMES])
    assert {"none", "wood"} <= set(texts(table, "F"))
    # How many pixels have a value is another matter after resampling.
    assert "Count" not in texts(table, "Name")
    assert "9" not in texts(table, "F")
    assert all(not found.startswith(".coregix") for found in litter())


def test_a_histogram_is_none(source):
    assert list(described(source)) == [2]


def test_those_of_a_file_that_was_replaced_go(tmp_path, source):
    path = tmp_path / "o.tif"
    with rasterio.open(source) as like, creating(path, GRID, count=2, dtype="uint8", like=like) as out:
        out.write(like.read())
    with creating(path, GRID, count=2, dtype="uint8") as out:
        out.write(np.ones((2, *GRID.shape), "uint8"))
    assert described(path) == {}
    assert not (tmp_path / "o.tif.aux.xml").exists()


def test_of_another_number_of_bands_nothing_says_which_is_which(tmp_path, source):
    with rasterio.open(source) as like, creating(tmp_path / "o.tif", GRID, count=1, dtype="uint8", like=like) as out:
        out.write(like.read([1]))
    assert described(tmp_path / "o.tif") == {}


def test_single_bits_a_palette_and_words_make_bands_of_classes_and_nothing_else_does(tmp_path):
    ones = np.ones((1, 8, 8), "uint8")
    bits = scenes.write(tmp_path / "bits.tif", ones, scenes.grid(8, 8), nbits=1)
    plain = scenes.write(tmp_path / "plain.tif", np.ones((3, 8, 8), "uint8"), scenes.grid(8, 8), interleave="band")
    scenes.describe(plain, descriptions=("red", "scene_classification", "mask"))
    heights = scenes.write(tmp_path / "mask.tif", ones.astype("float32"), scenes.grid(8, 8))
    scenes.describe(heights, descriptions=("mask",))
    palette = scenes.write(tmp_path / "p.tif", ones, scenes.grid(8, 8), photometric="palette")
    scenes.describe(palette, colormap={0: (0, 0, 0, 255), 1: (255, 0, 0, 255)})
    found = {}
    for path in (bits, plain, heights, palette):
        with rasterio.open(path) as dataset:
            found[path.name] = set(class_bands(dataset))
    assert found == {"bits.tif": {0}, "plain.tif": {1, 2}, "mask.tif": set(), "p.tif": {0}}
