"""The text of a mask: which file, and what of it; classes of products by name, on made-up files of their layouts."""

import numpy as np
import pytest
from scenes import grid, write

from coregix_core.errors import InputError
from coregix_core.io.mask_text import PRODUCTS, MaskText, PixelRule, read_mask_text, written
from coregix_core.io.raster import open_raster


@pytest.mark.parametrize(("text", "path", "what"), [
    ("clouds.gpkg|layername=high clouds", "clouds.gpkg", {"layer": "high clouds"}),
    ("scl.tif=3,8,9,10", "scl.tif", {"values": (3, 8, 9, 10)}),
    ("height.tif=-9999.5", "height.tif", {"values": (-9999.5,)}),
    ("qa.tif&0b11000", "qa.tif", {"bits": 24}), ("qa.tif&0x18", "qa.tif", {"bits": 24}),
    ("qa.tif&24", "qa.tif", {"bits": 24}),
    ("scl.tif:cloud,cloud_shadow", "scl.tif", {"classes": ("cloud", "cloud_shadow")}),
    ("stable.tif", "stable.tif", {}),
    ("/vsicurl/https://server/a.tif?key=x&y:z", "/vsicurl/https://server/a.tif?key=x&y:z", {}),
    ("/vsicurl/https://server/scl.tif?a=b:cloud", "/vsicurl/https://server/scl.tif?a=b", {"classes": ("cloud",)}),
    ("C:stable.tif", "C:stable.tif", {}),
])
def test_the_parts_of_a_text(text, path, what):
    assert read_mask_text(text) == MaskText(text, path, **what)


@pytest.mark.parametrize("name", ["scl=3.tif", "a&1", "b:cloud", "c=1,2"])
def test_a_file_of_that_very_name_is_meant_as_a_whole(tmp_path, name):
    (tmp_path / name).touch()
    text = str(tmp_path / name)
    assert read_mask_text(text) == MaskText(text, text)


@pytest.mark.parametrize(("more", "message"), [
    ("=", "numbers such as"), ("=3,eight", "numbers such as"), ("&clouds", "bits such as"), ("&0b12", "bits such as"),
    ("&0", "no bit at all"), ("|layername=", "names no layer"),
])
def test_what_cannot_be_read_behind_a_file_is_told(tmp_path, more, message):
    (tmp_path / "qa.tif").touch()
    with pytest.raises(InputError, match=message):
        read_mask_text(f"{tmp_path / 'qa.tif'}{more}")


SCL = np.arange(12, dtype=np.uint8).reshape(3, 4)
QA = (1 << np.arange(16, dtype=np.uint16)).reshape(4, 4)
UDM2 = np.stack([np.eye(8, dtype=np.uint8)[band].reshape(2, 4) for band in range(8)])


def classes_of(path, classes):
    """Where a class is, pixel by pixel."""
    mask = read_mask_text(f"{path}:{classes}")
    with open_raster(path, role="mask") as raster:
        found = False
        for rule in mask.rules(raster):
            found = found | rule(raster.read((0, 0, raster.grid.width, raster.grid.height), [rule.band])[0][0])
    return np.flatnonzero(found).tolist()


def made(folder, name, values):
    height, width = values.shape[-2:]
    return write(folder / name, values, grid(width, height))


@pytest.mark.parametrize("name", ["T33UUU_20160608_SCL_20m.tif", "classes.tif"])
@pytest.mark.parametrize(("classes", "values"), [
    ("cloud", [8, 9, 10]), ("cloud,cloud_shadow", [3, 8, 9, 10]), ("cirrus", [10]), ("water", [6]), ("nodata", [0]),
    ("snow", [11]), ("shadow", [3])])
def test_classes_of_sentinel_2(tmp_path, name, classes, values):
    assert classes_of(made(tmp_path, name, SCL), classes) == values


@pytest.mark.parametrize("name", ["LC08_L2SP_224078_20200518_02_T1_QA_PIXEL.TIF", "quality.tif"])
@pytest.mark.parametrize(("classes", "bits"), [
    ("fill", [0]), ("dilated_cloud", [1]), ("cirrus", [2]), ("cloud,cloud_shadow", [3, 4]), ("snow", [5]),
    ("clear", [6]), ("water", [7])])
def test_classes_of_landsat(tmp_path, name, classes, bits):
    assert classes_of(made(tmp_path, name, QA), classes) == bits


@pytest.mark.parametrize("name", ["20200518_140506_udm2.tif", "usable.tif"])
@pytest.mark.parametrize(("classes", "bands"), [
    ("clear", [0]), ("snow", [1]), ("shadow", [2]), ("haze", [3, 4]), ("light_haze", [3]), ("cloud", [5]),
    ("cloud,cloud_shadow,heavy_haze", [2, 4, 5])])
def test_classes_of_planetscope(tmp_path, name, classes, bands):
    assert classes_of(made(tmp_path, name, UDM2), classes) == bands


def test_the_classes_are_those_of_the_products_handbooks():
    """Each class as its handbook counts: a value of the scene classification, a bit of QA_PIXEL, a band of UDM2."""
    sentinel, landsat, planet = (product.classes for product in PRODUCTS)
    assert {name: rules for name, (rules, *more) in sentinel.items() if not more} == {
        name: PixelRule(values=values) for name, values in {
            "nodata": (0,), "saturated": (1,), "dark": (2,), "cloud_shadow": (3,), "shadow": (3,), "vegetation": (4,),
            "bare": (5,), "water": (6,), "unclassified": (7,), "cloud_medium": (8,), "cloud_high": (9,),
            "cirrus": (10,), "cloud": (8, 9, 10), "snow": (11,)}.items()}
    assert landsat == {name: (PixelRule(bits=bits),) for name, bits in {
        "fill": 0b1, "dilated_cloud": 0b10, "cirrus": 0b100, "cloud": 0b1000, "cloud_shadow": 0b10000,
        "shadow": 0b10000, "snow": 0b100000, "clear": 0b1000000, "water": 0b10000000}.items()}
    assert planet == {name: tuple(PixelRule(band, values=(1,)) for band in bands) for name, bands in {
        "clear": (0,), "snow": (1,), "cloud_shadow": (2,), "shadow": (2,), "light_haze": (3,), "heavy_haze": (4,),
        "haze": (3, 4), "cloud": (5,)}.items()}


def test_a_class_that_there_is_not_is_told_with_those_that_there_are(tmp_path):
    with pytest.raises(InputError, match=r"'clouds'.*did you mean cloud\?.*cloud_shadow"):
        classes_of(made(tmp_path, "scl.tif", SCL), "clouds")


def test_a_file_of_no_known_layout_has_no_classes(tmp_path):
    path = made(tmp_path, "x.tif", UDM2[:3].astype(np.float32))
    with pytest.raises(InputError, match=r"layout of a Sentinel-2.*name values or bits"):
        classes_of(path, "cloud")


@pytest.mark.parametrize("image", [
    np.arange(400, dtype=np.uint16).reshape(20, 20), np.arange(200, 256, dtype=np.uint8).reshape(7, 8),
    np.arange(96, dtype=np.uint8).reshape(8, 3, 4)])
def test_an_image_of_the_same_layout_has_no_classes(tmp_path, image):
    """Nor is one product blamed: sixteen bits in one band may be any image, and a bit of each is no cloud."""
    with pytest.raises(InputError, match=r"layout of a Sentinel-2.*a Landsat.*name values or bits"):
        classes_of(made(tmp_path, "red.tif", image), "cloud")


@pytest.mark.parametrize(("name", "dtype"), [("mask.tif", "uint8"), ("scl_mask.tif", "uint8"), ("mask.tif", "uint16")])
def test_a_plain_mask_of_0_and_1_is_no_product(tmp_path, name, dtype):
    """Its 1 would be a saturated pixel or fill, and :cloud would leave nothing out without a word."""
    with pytest.raises(InputError, match=r"nothing but 0 and 1.*=1 for the pixels that are 1"):
        classes_of(made(tmp_path, name, (SCL > 5).astype(dtype)), "cloud")


def test_a_plain_mask_is_known_wherever_its_1_is(tmp_path):
    corner = np.zeros((700, 900), np.uint8)
    corner[:5, :5] = 1
    with pytest.raises(InputError, match="nothing but 0 and 1"):
        classes_of(made(tmp_path, "mask.tif", corner), "cloud")
    corner[-1, -1] = 9
    assert classes_of(made(tmp_path, "scl.tif", corner), "cloud") == [corner.size - 1]


def test_a_file_that_is_named_as_a_product_but_lacks_its_bands_is_told(tmp_path):
    path = made(tmp_path, "x_udm2.tif", UDM2[:1])
    with pytest.raises(InputError, match=r"PlanetScope UDM2 by its name, which has 8 bands, and .* has 1;") as refused:
        classes_of(path, "cloud")
    assert refused.value.file == str(path)


@pytest.mark.parametrize(("more", "dtype", "message"), [
    ("=300", "uint8", "cannot have"), ("=2.5", "uint16", "cannot have"), ("&0b100000000", "uint8", "do not have"),
    ("&1", "float32", "do not have"), ("=-1", "uint8", "cannot have")])
def test_what_the_pixels_cannot_hold_is_told(tmp_path, more, dtype, message):
    path = made(tmp_path, "qa.tif", SCL.astype(dtype))
    with open_raster(path, role="mask") as raster, pytest.raises(InputError, match=message) as refused:
        read_mask_text(f"{path}{more}").rules(raster)
    assert refused.value.file == str(path)


def test_names_of_classes_are_such_that_a_text_can_hold_them():
    assert {name for product in PRODUCTS for name in product.classes if not name.replace("_", "").isalpha()} == set()


@pytest.mark.parametrize(("dtype", "more", "there"), [
    ("uint8", "&128", True), ("uint8", "&256", False), ("int16", "&0x8000", True), ("uint16", "&0x10000", False),
    ("float32", "&1", False), ("uint8", "=0,255", True), ("uint8", "=256", False), ("uint8", "=-1", False),
    ("float32", "=-9999.5", True), ("int16", "=-9999.5", False)])
def test_only_bits_and_values_that_pixels_can_have_are_meant(tmp_path, dtype, more, there):
    path = write(tmp_path / "qa.tif", np.ones((1, 8, 8), dtype), grid(8, 8))
    text = read_mask_text(f"{path}{more}")
    with open_raster(path, role="mask") as raster:
        if there:
            assert text.rules(raster) == (PixelRule(values=text.values, bits=text.bits),)
        else:
            with pytest.raises(InputError, match=r"(do|can)( ?not) have"):
                text.rules(raster)


@pytest.mark.parametrize(("name", "values", "classes", "said"), [
    ("landuse.tif", SCL % 11, "water", ["taken for a Sentinel-2 scene classification by its values alone", "=6 are"]),
    ("fmask.tif", SCL % 5, "cloud,cloud_shadow", ["=8,9,10,3 are meant"]),
    ("quality.tif", QA, "cloud,cloud_shadow", ["Landsat QA_PIXEL", "&0b11000 are meant"]),
    ("scl.tif", SCL, "water", []), ("x_QA_PIXEL.tif", QA, "cloud", [])])
def test_a_product_that_only_the_values_suggest_is_named(tmp_path, caplog, name, values, classes, said):
    """Land use and Fmask have as few codes, of other meanings."""
    classes_of(made(tmp_path, name, values), classes)
    assert all(words in caplog.text for words in said)
    assert bool(caplog.records) == bool(said)


def test_rules_are_written_as_a_mask_has_them():
    udm2 = PRODUCTS[2].classes
    assert written(udm2["haze"]) == "=1 (band 4), =1 (band 5)"
    assert written((PixelRule(bits=8), PixelRule(values=(2.5,)), PixelRule(bits=16))) == "&0b11000, =2.5"
