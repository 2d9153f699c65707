"""What the ending of an output's name promises: a file that is not what its name says is read wrong, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import InputError, Sentence

TIFF = (".tif", ".tiff", ".gtiff", ".gtif")
HTML = (".html", ".htm")
JSON = (".json", ".geojson")
VECTORS = (".kml", ".kmz", ".fgb", ".gml", ".gpx", ".shp", ".geojson", ".json", ".gpkg", ".dxf", ".tab", ".mif")

# What is written in one way wherever it is asked for: its endings, and what messages call it.
TRANSFORM = (JSON, "a transform as JSON")
PAGE = (HTML, "an HTML page")

_KNOWN = {
    "GeoTIFF": TIFF, "an HTML page": HTML, "PNG": (".png",), "JPEG": (".jpg", ".jpeg"), "JPEG 2000": (".jp2", ".j2k"),
    "Erdas Imagine": (".img",), "netCDF": (".nc", ".nc4", ".cdf"), "HDF": (".h5", ".hdf", ".hdf5", ".he5"),
    "VRT": (".vrt",), "ENVI": (".hdr", ".dat", ".bil", ".bip", ".bsq"), "Zarr": (".zarr",), "a GIF": (".gif",),
    "BMP": (".bmp",), "WebP": (".webp",), "ECW": (".ecw",), "MrSID": (".sid",), "ASCII grid": (".asc",),
    "GeoPackage": (".gpkg",), "MBTiles": (".mbtiles",), "PDF": (".pdf",), "Word": (".docx",), "text": (".txt", ".md"),
    "JSON": JSON, "a table": (".csv", ".xlsx"), "a Shapefile": (".shp",), "KML": (".kml", ".kmz"),
    "an archive": (".zip", ".gz", ".tar", ".7z")}
_MEANING = {ending: kind for kind, endings in _KNOWN.items() for ending in endings}


def is_known(ending: str) -> bool:
    """Whether an ending, in small letters, means a kind of file."""
    return ending in _MEANING


def require_ending(path: str | os.PathLike[str], endings: tuple[str, ...], what: str) -> None:
    """Raise InputError if a name ends as that of another kind of file; ``what`` says what is written.

    A name without an ending, or with one that means nothing, is the user's affair.
    """
    ending = Path(path).suffix.lower()
    if ending in _MEANING and ending not in endings:
        raise InputError(Sentence("{path} has the ending of {meaning}, and what is written is {what}; give it a name "
                                  "that ends in {endings}.", path=os.fspath(path), meaning=_MEANING[ending],
                                  what=what, endings=endings[0]))
