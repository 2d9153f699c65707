"""The parameters that say what a command works on: rasters, lists, folders, and what goes where.

They come first in help. ``parameters.py`` has all others; this is a part of the same table.
"""

from __future__ import annotations

from .parameter import (
    CHOICE,
    EXPORTS,
    FILE,
    FOLDER,
    INPUTS,
    INTEGER,
    OUTPUT_FILE,
    OUTPUT_RASTER,
    OUTPUTS,
    RASTER,
    RASTERS,
    RUNNING,
    SOLVE,
    SWITCH,
    TEXT,
    Parameter,
)

MOVING_IMAGE = Parameter(
    "moving_image", RASTER, None, "Source raster",
    "The raster that is displaced: it is moved onto the reference. Any path that GDAL reads.",
    INPUTS, required=True, api_name="moving_image_path", short="-m")
FIXED_IMAGE = Parameter(
    "fixed_image", RASTER, None, "Reference raster",
    "The raster that lies in the right place: the source is aligned to it. Any path that GDAL reads.",
    INPUTS, required=True, api_name="fixed_image_path", short="-f")
OUTPUT_IMAGE = Parameter(
    "output_image", OUTPUT_RASTER, None, "Aligned raster",
    "Where the aligned raster goes: all bands of the source, resampled once. Replaced only when it is whole.",
    OUTPUTS, required=True, api_name="output_image_path", short="-o")

INPUT_DATA = Parameter(
    "input_data", RASTER, None, "Raster or vector to move",
    "What to move by the transform: any raster of the same geolocation, or vectors digitised on it (GPKG, "
    "GeoJSON, Shapefile).", INPUTS, required=True, api_name="input_path")
TRANSFORM_FILE = Parameter(
    "transform_file", FILE, None, "Transform file",
    "A transform that an alignment saved ({save_transform}).", INPUTS, required=True, attribute="transform")
OUTPUT_DATA = Parameter(
    "output_data", OUTPUT_RASTER, None, "Moved data",
    "Where the moved raster or vectors go.", OUTPUTS, required=True, api_name="output_path", short="-o")
LIKE_IMAGE = Parameter(
    "like_image", RASTER, None, "Grid of",
    "A raster whose grid the output takes; the input's own grid where not given.", OUTPUTS,
    api_name="like_image_path")

# Names that other commands have too, with what they mean in this one.
TRIM_INPUT = Parameter(
    "input_image", RASTER, None, "Raster", "The raster to trim.", INPUTS, required=True,
    api_name="input_image_path")
TRIM_OUTPUT = Parameter(
    "output_image", OUTPUT_RASTER, None, "Trimmed raster",
    "Where the trimmed raster goes; the input is trimmed in place where not given.", OUTPUTS,
    api_name="output_image_path", short="-o")
EXPORT_RASTER = Parameter(
    "moving_image", RASTER, None, "Source raster",
    "The raster that the export places: its size and geotransform are used, its pixels are not touched.",
    INPUTS, required=True, api_name="moving_image_path")
EXPORT_TO = Parameter(
    "to", CHOICE, "vrt", "Export as",
    "A GDAL VRT with GCPs or a changed geotransform, a list of GCPs (.points), a world file, or ITK text.",
    OUTPUTS, choices=EXPORTS)
EXPORT_OUTPUT = Parameter(
    "output_file", OUTPUT_FILE, None, "Output file", "Where the export goes.", OUTPUTS, required=True,
    api_name="output_path", short="-o")

PAIRS_FILE = Parameter(
    "pairs_file", FILE, None, "Pair list",
    "A .csv or .json list of pairs with the columns moving_image, fixed_image and output_image; further columns are "
    "align options for that pair.", INPUTS, suffixes=(".csv", ".json"), positional=True)
BATCH_FIXED_IMAGE = Parameter(
    "fixed_image", RASTER, None, "Reference raster", "One reference for all of {moving_images}.", INPUTS,
    api_name="fixed_image_path")
MOVING_IMAGES = Parameter(
    "moving_images", RASTERS, None, "Source rasters",
    "Rasters to align to {fixed_image_path}; quoted globs such as 'scenes/*.tif' are expanded.", INPUTS)
OUTPUT_FOLDER = Parameter(
    "output_folder", FOLDER, None, "Output folder",
    "Where the aligned rasters and the summary go; for a pair list, where the summary goes.", OUTPUTS, short="-o")

STACK_IMAGES = Parameter(
    "images", RASTERS, None, "Images",
    "The images of the stack: rasters, quoted globs such as 'scenes/*.tif', a folder, a list (.csv with the columns "
    "image and date), or STAC items (.json).", INPUTS, required=True)
STACK_FIXED_IMAGE = Parameter(
    "fixed_image", RASTER, None, "Reference raster",
    "A raster that lies in the right place and is not moved; the images are aligned to each other where not given.",
    INPUTS, api_name="fixed_image_path")
STACK_FOLDER = Parameter(
    "output_folder", FOLDER, None, "Output folder",
    "Where the aligned images, the transforms and the tables go; links that are measured are kept there for later "
    "runs.", OUTPUTS, required=True, short="-o")
BANDS_OF_ONE = Parameter(
    "bands", SWITCH, False, "Align bands",
    "Align the bands of one file to each other: each band is an image of the stack.", INPUTS)
DATUM = Parameter(
    "datum", TEXT, "mean", "Datum",
    "Which image stays in place where there is no reference: 'first', the name of an image, or 'mean', under which the "
    "images move as little as possible.", SOLVE)
WORKERS = Parameter(
    "workers", INTEGER, 0, "Workers",
    "Local worker processes; 0: as many as processors and memory allow.", RUNNING, minimum=0)
SCHEDULER = Parameter(
    "scheduler", TEXT, None, "Scheduler",
    "Address of a Dask scheduler that exists (tcp://host:8786); local workers where not given.", RUNNING)
