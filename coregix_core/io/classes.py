"""What the values of a band stand for: category names and attribute tables, which GDAL keeps, and rasterio cannot show.

They are taken from a VRT that GDAL makes of the raster, and written as GDAL's sidecar (.aux.xml), which every driver
reads; drivers that have a place for them put them there when they copy.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from weakref import WeakKeyDictionary
from xml.etree import ElementTree as ET  # nosec B405 - only what GDAL has just written is parsed

import rasterio
import rasterio.shutil
from rasterio.enums import ColorInterp
from rasterio.io import DatasetReader, MemoryFile

from .opening import GDAL_ERRORS

# Usages of a table's columns: how many pixels have a value, and what it is called.
_NAMES, _TABLE = "CategoryNames", "GDALRasterAttributeTable"
_COUNT, _NAME = "1", "2"

# Words in the description of a band of classes or bits.
_WORDS = re.compile(
    r"(?:^|[^a-z])(?:b?qa\d*|qc|scl|fmask|udm\d*|class(?:es|ification)?|categor(?:y|ies)|labels?|flags?|masks?"
    r"|landcover|land cover|quality|cloudmask)(?:$|[^a-z])")


@dataclass(frozen=True)
class Classes:
    """The category names and attribute tables of a raster: band (from 1) -> elements of GDAL's XML."""

    bands: Mapping[int, tuple[ET.Element, ...]]

    @classmethod
    def of(cls, dataset: DatasetReader) -> Classes:
        """Those of an open raster, looked up once: the look makes GDAL forget pixels, which would be read again."""
        if dataset not in _FOUND:
            _FOUND[dataset] = cls._looked_up(dataset)
        return _FOUND[dataset]

    @classmethod
    def _looked_up(cls, dataset: DatasetReader) -> Classes:
        try:
            with MemoryFile(filename="described.vrt") as made:
                rasterio.shutil.copy(dataset, made.name, driver="VRT")
                root = ET.fromstring(made.read())  # noqa: S314  # nosec B314 - GDAL has just written it
        except (*GDAL_ERRORS, ET.ParseError, TypeError):
            # Of what GDAL has no VRT for, such as a dataset that is still being written.
            return cls({})
        found = {int(band.get("band", "0")): tuple(_kept(band)) for band in root.iter("VRTRasterBand")}
        return cls({band: elements for band, elements in found.items() if elements})

    def write(self, path: Path) -> None:
        """Add to the sidecar of the raster at ``path`` what of them GDAL does not find with it already."""
        sidecar, there = path.with_name(path.name + ".aux.xml"), {}
        if path.exists():
            with rasterio.open(path) as dataset:
                there = dict(Classes.of(dataset).bands)
        missing = {band: [e for e in elements if e.tag not in {found.tag for found in there.get(band, ())}]
                   for band, elements in self.bands.items()}
        if not any(missing.values()):
            return
        root = ET.Element("PAMDataset")
        if sidecar.exists():
            root = ET.parse(sidecar).getroot()  # noqa: S314  # nosec B314 - GDAL has just written it
        known = {band.get("band"): band for band in root.findall("PAMRasterBand")}
        for band, elements in missing.items():
            if str(band) not in known:
                known[str(band)] = ET.SubElement(root, "PAMRasterBand", band=str(band))
            known[str(band)].extend(elements)
        ET.ElementTree(root).write(sidecar, encoding="utf-8")


# What open rasters were found to have; forgotten when they are gone.
_FOUND: WeakKeyDictionary[DatasetReader, Classes] = WeakKeyDictionary()


def _kept(band: ET.Element) -> list[ET.Element]:
    """What of a band's XML names its values; a table of grey levels without names is a histogram."""
    return [*band.findall(_NAMES), *(_without_counts(table) for table in band.findall(_TABLE)
                                     if any(usage.text == _NAME for usage in table.iter("Usage")))]


def _without_counts(table: ET.Element) -> ET.Element:
    """A table without the numbers of pixels, which resampling changes."""
    kept = copy.deepcopy(table)
    fields = kept.findall("FieldDefn")
    gone = [place for place, column in enumerate(fields) if column.findtext("Usage") == _COUNT]
    for place in gone:
        kept.remove(fields[place])
    for place, column in enumerate(kept.findall("FieldDefn")):
        column.set("index", str(place))
    for row in kept.findall("Row"):
        for cell in [cell for place, cell in enumerate(row.findall("F")) if place in gone]:
            row.remove(cell)
    return kept


def class_bands(dataset: DatasetReader) -> frozenset[int]:
    """The bands (from 0) that hold classes or bits, of which no mean has a meaning.

    They have a palette, category names, an attribute table or single bits, or they are described as such: QA, SCL,
    mask, classes.
    """
    named = Classes.of(dataset).bands
    return frozenset(
        band for band, (dtype, colour) in enumerate(zip(dataset.dtypes, dataset.colorinterp, strict=True))
        if colour == ColorInterp.palette or band + 1 in named
        # GDAL gives single bits the type of bytes; only NBITS shows them.
        or dataset.tags(band + 1, ns="IMAGE_STRUCTURE").get("NBITS") == "1"
        or ("int" in dtype and _WORDS.search((dataset.descriptions[band] or "").lower().replace("_", " "))))
