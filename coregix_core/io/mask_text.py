"""What the text of a mask names: a file, and what of it is meant.

    clouds.gpkg|layername=clouds     a layer of a vector file
    scl.tif=3,8,9,10                 pixels of these values
    qa.tif&0b11000                   pixels with any of these bits
    scl.tif:cloud,cloud_shadow       classes of a known product
    stable.tif                       a raster of which 0 is out

Classes are those of the products' own handbooks: the scene classification of Sentinel-2 (ESA, Level-2A algorithm
overview), QA_PIXEL of Landsat Collection 2 (USGS, LSDS-1618), and the usable data mask of PlanetScope (Planet, UDM2).
"""

from __future__ import annotations

import difflib
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from .._typing import Mask
from ..errors import InputError, Sentence
from ..imaging import can_hold
from .averaging import STRIP_PIXELS
from .raster import Raster

log = logging.getLogger("coregix_core")

# Side of the part of a raster that shows whether its pixels are codes, and how many of those there may be: scenes of
# Landsat have some dozens, images thousands.
_SAMPLE, _MAX_CODES = 512, 128

_LAYER = "|layername="
_SEPARATORS = {"=": "values", "&": "bits", ":": "classes"}


@dataclass(frozen=True)
class PixelRule:
    """Which pixels of a band (from 0) are meant: those of ``values``, or those with any of ``bits``."""

    band: int = 0
    values: tuple[float, ...] = ()
    bits: int = 0

    def __str__(self) -> str:
        """As the text of a mask has it, with the band if it is not the first."""
        what = f"&{self.bits:#b}" if self.bits else "=" + ",".join(f"{value:g}" for value in self.values)
        return what if self.band == 0 else f"{what} (band {self.band + 1})"

    def __call__(self, pixels: NDArray[np.generic]) -> Mask:
        """Where pixels (height, width) are meant."""
        if self.bits:
            return np.asarray(np.bitwise_and(pixels, pixels.dtype.type(self.bits)) != 0)
        return np.isin(pixels, np.array(self.values, float))


def written(rules: Sequence[PixelRule]) -> str:
    """Rules as the text of a mask has them: one of values or bits if they are of one kind and band.

    >>> written([PixelRule(values=(3,)), PixelRule(values=(8, 9, 10))])
    '=3,8,9,10'
    """
    joined: dict[tuple[int, bool], PixelRule] = {}
    for rule in rules:
        key = rule.band, bool(rule.bits)
        before = joined.get(key, PixelRule(rule.band))
        joined[key] = PixelRule(rule.band, tuple(dict.fromkeys(before.values + rule.values)), before.bits | rule.bits)
    return ", ".join(map(str, joined.values()))


@dataclass(frozen=True)
class Product:
    """A raster of a known layout: how its file is named, how many bands of which type it has, and its classes.

    Codes are few, and below ``lowest_unused``: an image of the same layout has other pixels.
    """

    title: str
    mark: str
    bands: int
    dtype: str
    classes: Mapping[str, tuple[PixelRule, ...]]
    lowest_unused: int

    def fits(self, raster: Raster) -> bool:
        """Whether a raster has the product's layout, and in its middle pixels that the product can have."""
        if raster.count != self.bands or raster.dtype != self.dtype:
            return False
        height, width = raster.grid.shape
        box = max(0, (width - _SAMPLE) // 2), max(0, (height - _SAMPLE) // 2), min(width, _SAMPLE), min(height, _SAMPLE)
        used = sorted({rule.band for rules in self.classes.values() for rule in rules})
        seen = np.unique(raster.read(box, used)[0])
        return bool(len(seen) <= _MAX_CODES and seen.max() < self.lowest_unused)


def _of_values(**classes: tuple[float, ...]) -> dict[str, tuple[PixelRule, ...]]:
    return {name: (PixelRule(values=values),) for name, values in classes.items()}


def _of_bits(**classes: int) -> dict[str, tuple[PixelRule, ...]]:
    return {name: (PixelRule(bits=1 << bit),) for name, bit in classes.items()}


def _of_bands(**classes: tuple[int, ...]) -> dict[str, tuple[PixelRule, ...]]:
    return {name: tuple(PixelRule(band - 1, values=(1,)) for band in bands) for name, bands in classes.items()}


# The products whose classes have names.
PRODUCTS = (
    Product("Sentinel-2 scene classification", "scl", 1, "uint8", _of_values(
        nodata=(0,), saturated=(1,), dark=(2,), cloud_shadow=(3,), shadow=(3,), vegetation=(4,), bare=(5,), water=(6,),
        unclassified=(7,), cloud_medium=(8,), cloud_high=(9,), cirrus=(10,), cloud=(8, 9, 10), snow=(11,)), 12),
    Product("Landsat QA_PIXEL", "qa_pixel", 1, "uint16", _of_bits(
        fill=0, dilated_cloud=1, cirrus=2, cloud=3, cloud_shadow=4, shadow=4, snow=5, clear=6, water=7), 1 << 16),
    Product("PlanetScope UDM2", "udm2", 8, "uint8", _of_bands(
        clear=(1,), snow=(2,), cloud_shadow=(3,), shadow=(3,), light_haze=(4,), heavy_haze=(5,), haze=(4, 5),
        cloud=(6,)), 2),
)


@dataclass(frozen=True)
class MaskText:
    """The parts of a mask's text: the file, and at most one of layer, values, bits and classes."""

    text: str
    path: str
    layer: str | None = None
    values: tuple[float, ...] = ()
    bits: int = 0
    classes: tuple[str, ...] = ()

    def rules(self, raster: Raster) -> tuple[PixelRule, ...]:
        """Which pixels of the raster are meant; none where the text names none.

        Raises InputError for values, bits or classes that the raster cannot have.
        """
        if self.classes:
            return _class_rules(self, raster)
        if not self.values and not self.bits:
            return ()
        dtype = np.dtype(raster.dtypes[0])
        if self.bits and (dtype.kind not in "iu" or self.bits >> 8 * dtype.itemsize):
            raise InputError(Sentence("The mask {text} asks for the bits {bits:#b}, which pixels of the type {dtype} "
                                      "in {path} do not have; name bits of these pixels.", text=self.text,
                                      bits=self.bits, dtype=dtype, path=self.path), file=self.path)
        for value in self.values:
            if not can_hold(dtype, value):
                raise InputError(Sentence("The mask {text} asks for the value {value:g}, which pixels of the type "
                                          "{dtype} in {path} cannot have; name values of these pixels.",
                                          text=self.text, value=value, dtype=dtype, path=self.path), file=self.path)
        return (PixelRule(values=self.values, bits=self.bits),)


def read_mask_text(text: str) -> MaskText:
    """The parts of a mask's text; raises InputError for what is none."""
    # A name may hold any of the signs below: what there is, is meant.
    if Path(text).exists():
        return MaskText(text, text)
    if _LAYER in text:
        path, _, layer = text.partition(_LAYER)
        if not path or not layer or "|" in layer:
            raise InputError(Sentence("The mask {text} names no layer; write it as file.gpkg|layername=clouds.",
                                      text=text))
        return MaskText(text, path, layer=layer)
    for sign, what in _SEPARATORS.items():
        path, _, named = text.rpartition(sign)
        # A URL has such signs of its own: what follows must look like what is named, or the file before it be there.
        if path and (Path(path).is_file() or _looks(what, named)):
            return _named(text, path, what, named)
    return MaskText(text, text)


def _looks(what: str, named: str) -> bool:
    if what == "classes":
        return all(any(name in product.classes for product in PRODUCTS) for name in named.split(","))
    number = r"-?\d+(\.\d+)?"
    patterns = {"values": rf"{number}(,{number})*", "bits": r"0b[01]+|0x[0-9a-fA-F]+|\d+"}
    return re.fullmatch(patterns[what], named) is not None


def _named(text: str, path: str, what: str, named: str) -> MaskText:
    if what == "classes":
        return MaskText(text, path, classes=tuple(named.split(",")))
    if not _looks(what, named):
        example = "numbers such as =3,8,9" if what == "values" else "bits such as &0b11000"
        raise InputError(Sentence("The mask {text} has {named!r} where {example} are expected.", text=text,
                                  named=named, example=example), file=path)
    if what == "values":
        return MaskText(text, path, values=tuple(float(value) for value in named.split(",")))
    bits = int(named, 0)
    if not bits:
        raise InputError(Sentence("The mask {text} asks for no bit at all; write those that are meant, such as "
                                  "&0b11000.", text=text), file=path)
    return MaskText(text, path, bits=bits)


def _class_rules(mask: MaskText, raster: Raster) -> tuple[PixelRule, ...]:
    named = _named_product(mask, raster)
    product = named or _fitting_product(mask, raster)
    if product.bands == 1:
        _refuse_plain(mask, raster, product)
    rules: list[PixelRule] = []
    for name in mask.classes:
        if name not in product.classes:
            close = difflib.get_close_matches(name, list(product.classes), n=1)
            hint = f" (did you mean {close[0]}?)" if close else ""
            raise InputError(Sentence("The mask {text} asks for the class {name!r}, which a {title} does not "
                                      "have{hint}; it has {classes}.", text=mask.text, name=name, title=product.title,
                                      hint=hint, classes=", ".join(product.classes)), file=mask.path)
        rules += product.classes[name]
    if named is None:
        # Other products have as few codes, of other meanings: land use, or clouds by another count.
        log.warning(Sentence("The mask {text} is taken for a {title} by its values alone, as its name speaks of no "
                             "product: its pixels {rules} are meant. If it is something else, name its values or bits "
                             "instead, such as {path}=1.", text=mask.text, title=product.title, rules=written(rules),
                             path=mask.path))
    return tuple(rules)


def _refuse_plain(mask: MaskText, raster: Raster, product: Product) -> None:
    """Raise InputError if a raster holds nothing but 0 and 1: no cloud of the product would be found in it."""
    height, width = raster.grid.shape
    rows = max(1, STRIP_PIXELS // width)
    # All of it, as a mask may be 0 for long; a scene of the product shows itself at once.
    strips = (raster.read((0, row, width, min(rows, height - row)), [0])[0] for row in range(0, height, rows))
    if all(np.isin(pixels, (0, 1)).all() for pixels in strips):
        raise InputError(Sentence("The mask {text} asks for classes by name, but {path} holds nothing but 0 and 1 as a "
                                  "plain mask does, and a {title} has other values; write {path}=1 for the pixels that "
                                  "are 1.", text=mask.text, path=mask.path, title=product.title), file=mask.path)


def _named_product(mask: MaskText, raster: Raster) -> Product | None:
    """The product that a raster's name speaks of, if any."""
    name = Path(mask.path).name.lower()
    for product in PRODUCTS:
        if re.search(rf"(?<![a-z]){product.mark}(?![a-z])", name):
            if raster.count < product.bands:
                raise InputError(Sentence("The mask {text} is of a {title} by its name, which has {bands} bands, and "
                                          "{path} has {count}; name values or bits instead, such as {path}=1.",
                                          text=mask.text, title=product.title, bands=product.bands, path=mask.path,
                                          count=raster.count), file=mask.path)
            return product
    return None


def _fitting_product(mask: MaskText, raster: Raster) -> Product:
    """The product whose layout and codes a raster has."""
    for product in PRODUCTS:
        if product.fits(raster):
            return product
    raise InputError(Sentence("The mask {text} asks for classes by name, but {path} has not the layout of a "
                              "{products}; name values or bits instead.", text=mask.text, path=mask.path,
                              products=", a ".join(p.title for p in PRODUCTS)), file=mask.path)
