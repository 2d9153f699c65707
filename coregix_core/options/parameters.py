"""The one description of every parameter: name, default, unit, choices, limits and help.

``commands.py`` says which command has which of them. The command line, the Python signatures and the QGIS dialogs are
made from these tables, so that a default or a sentence of help is written once; ``arguments.py`` holds values against
them, whoever gave the values. Standard library alone, Python 3.9 syntax: QGIS hosts import it.
"""

from __future__ import annotations

from dataclasses import replace

from .parameter import (
    BAND,
    BAND_SETTINGS,
    BANDS,
    CHOICE,
    EDGES,
    FILE,
    FOLDER,
    FORMATS,
    GROUND,
    INPUTS,
    INTEGER,
    MASKS,
    METRICS,
    NUMBER,
    NUMBERS,
    OUTPUT_FILE,
    OUTPUT_RASTER,
    OUTPUT_VECTOR,
    OUTPUTS,
    PROGRESS_STYLES,
    RASTER,
    RELIABILITY,
    RESAMPLINGS,
    RUNNING,
    SETTINGS,
    SHELLS,
    SOLVE,
    STACK_FORMATS,
    STACK_TRANSFORMS,
    STARTS,
    SWITCH,
    TEXT,
    TRANSFORMS,
    Parameter,
)

# The command line speaks of registration, QGIS's dialogs and the help of what a user has.
_ROLES = (("moving", "Source"), ("fixed", "Reference"))


BAND_INDEX = Parameter(
    "band_index", INTEGER, 0, "Band",
    "Band used for the registration in both rasters, counted from 0.", BANDS, minimum=0, advanced=True)
MOVING_BAND_INDEX, FIXED_BAND_INDEX = (
    Parameter(
        f"{role}_band_index", BAND, None, f"{label} band",
        f"Band of the {label.lower()} used for the registration, counted from 0; as {{band_index}} where not given.",
        BANDS, minimum=0, of=f"{role}_image")
    for role, label in _ROLES)
MOVING_NODATA, FIXED_NODATA, INPUT_NODATA = (
    Parameter(
        f"{role}_nodata", NUMBER, None, f"{label} nodata",
        f"Value that means 'no data' in the {label.lower()}, besides the masks and tags of the file.", BANDS,
        advanced=True)
    for role, label in (*_ROLES, ("input", "Input")))
MOVING_CRS, FIXED_CRS = (
    Parameter(
        f"{role}_crs", TEXT, None, f"{label} CRS",
        f"Coordinate reference system to use for the {label.lower()} instead of the file's own (EPSG code, WKT or PROJ "
        "text).", BANDS, advanced=True)
    for role, label in _ROLES)
OUTPUT_NODATA = Parameter(
    "output_nodata", NUMBER, None, "Output nodata",
    "Value written into invalid output pixels: by default the source's nodata; without one, NaN in floats, and in "
    "integers 0 under a mask. Refused when the output type cannot hold it.", BANDS, advanced=True)
MIN_VALID_FRACTION = Parameter(
    "min_valid_fraction", NUMBER, 0.01, "Smallest valid share",
    "Smallest share of the common area that must hold valid pixels in both rasters.",
    BANDS, minimum=0.0, maximum=1.0, advanced=True)

_MASK_FORMS = (
    "vectors (file.gpkg|layername=clouds), a raster of which 0 is out, its values (scl.tif=3,8,9), bits "
    "(qa.tif&0b11000) or classes (scl.tif:cloud)")
EXCLUDE, INCLUDE = (
    Parameter(name, MASKS, None, label, f"{text}: {_MASK_FORMS}. Any number.", GROUND) for name, label, text in (
        ("exclude", "Leave out", "Ground that the comparison leaves out in both rasters; the output keeps its pixels"),
        ("include", "Look at only", "Ground that alone is compared in both rasters")))
MOVING_EXCLUDE, MOVING_INCLUDE, FIXED_EXCLUDE, FIXED_INCLUDE = (
    Parameter(
        f"{role}_{name}", MASKS, None, f"{label}: {what}",
        f"Ground that {text} in the {label.lower()} only: vectors, a raster of which 0 is out, or its values, bits or "
        "classes, such as scl.tif=3,8,9, qa.tif&0b11000, scl.tif:cloud.", GROUND, advanced=True)
    for role, label in _ROLES for name, what, text in (
        ("exclude", "leave out", "the comparison leaves out"), ("include", "look at only", "alone is compared")))

TRANSFORM = Parameter(
    "transform", CHOICE, "auto", "Transform",
    "What the displacement may be. 'auto' takes the simplest of translation, rigid, similarity, affine and homography "
    "that the evidence supports; 'homography' is for photographs of flat ground that were taken at an angle, 'local' "
    "adds a smooth displacement field for terrain and lens effects.",
    SOLVE, choices=TRANSFORMS)
# The corrections of a stack are solved together, and a perspective has no part in that.
STACK_TRANSFORM = replace(
    TRANSFORM, choices=STACK_TRANSFORMS,
    help="What the displacement may be. 'auto' takes the simplest of translation, rigid, similarity and affine that "
    "the evidence supports; 'local' adds a smooth displacement field for terrain and lens effects.")
# The word of Python's register, which gives a transform back: its name is taken.
MODEL = replace(TRANSFORM, api_name="model")
METRIC = Parameter(
    "metric", CHOICE, "auto", "Similarity",
    "How the images are compared. 'correlation' suits the same kind of image, 'orientation' inverted contrast, "
    "thermal and maps, 'mutual-information' radar against optical, 'structure' what shares outlines alone; 'auto' "
    "takes what holds on this pair.",
    SOLVE, choices=METRICS, advanced=True)
USE_EDGE_PROXIES = Parameter(
    "use_edge_proxies", SWITCH, True, "Use edge proxies",
    "Register edge images, which are blind to invalid neighbours, instead of the bands as they are.", SOLVE,
    advanced=True)
CLIP_FIXED_TO_MOVING = Parameter(
    "clip_fixed_to_moving", SWITCH, True, "Clip reference to source",
    "Look only at the part of the reference that the source can reach (its bounds and the largest shift).",
    SOLVE, advanced=True)
ENFORCE_MUTUAL_VALID_MASK = Parameter(
    "enforce_mutual_valid_mask", SWITCH, True, "Use the mutual valid area",
    "Solve over pixels that are valid in both rasters; off: each raster's own mask counts for itself.",
    SOLVE, advanced=True)
MAX_SHIFT = Parameter(
    "max_shift", NUMBER, None, "Largest shift",
    "Largest displacement that is looked for, in units of the reference's CRS; half the image where not given.",
    SOLVE, "CRS units", minimum=0.0, above=True)

SOLVE_RESOLUTIONS = Parameter(
    "solve_resolutions", NUMBERS, None, "Solve resolutions",
    "Pixel sizes of the levels of the solve, coarse to fine, such as 8,4,0.5; 0 means the reference's own. Chosen "
    "from both rasters where not given.", SOLVE, "CRS units", minimum=0.0, advanced=True)
# The name that coregix 0.3 had for it; kept for scripts.
SOLVE_RESOLUTION = Parameter(
    "solve_resolution", NUMBER, None, "Solve resolution",
    "One pixel size for the whole solve: the same as {solve_resolutions} with one value.",
    SOLVE, "CRS units", minimum=0.0, advanced=True)
KNOWN_POINTS = Parameter(
    "known_points", FILE, None, "Known points",
    "A point file of QGIS's Georeferencer (.points): the alignment starts from these points and is checked "
    "against them. They place a raster that has no georeference.", SOLVE, advanced=True, suffixes=(".points",))
KNOWN_POINTS_ONLY = Parameter(
    "known_points_only", SWITCH, False, "Known points alone",
    "The transform is fitted to the known points alone, and nothing is looked for; it is measured as any other.",
    SOLVE, advanced=True)
ACCEPT_UNRELIABLE = Parameter(
    "accept_unreliable", SWITCH, False, "Write unreliable results",
    "Write the output even where no reliable alignment was found; the result is marked as such everywhere.",
    RELIABILITY, advanced=True)

OUTPUT_ON_MOVING_GRID = Parameter(
    "output_on_moving_grid", SWITCH, True, "Write on the source grid",
    "The output has the source's size, transform and CRS; off: the reference's.", OUTPUTS)
RESAMPLING = Parameter(
    "resampling", CHOICE, "cubic", "Resampling",
    "How the output pixels are interpolated; nearest for classes and masks.", OUTPUTS, choices=RESAMPLINGS)
BAND_RESAMPLING = Parameter(
    "band_resampling", BAND_SETTINGS, None, "Resampling of bands",
    "Another resampling for some bands, such as 4=nearest (bands counted from 0); classes=nearest is for all bands of "
    "classes or bits, found by palette, attribute table or description, and what they get unless told otherwise.",
    OUTPUTS, choices=RESAMPLINGS, advanced=True)
FORMAT = Parameter(
    "format", CHOICE, "auto", "Format",
    "Of the output's ending where 'auto' (.tif, .png, .jpg, .jp2, .nc, .img, .dat), or a tiled GeoTIFF, a "
    "cloud-optimised one with overviews, PNG, JPEG, JPEG 2000, netCDF, Erdas Imagine or ENVI.",
    OUTPUTS, choices=FORMATS, advanced=True)
CREATION_OPTION = Parameter(
    "creation_option", SETTINGS, None, "Creation options",
    "A creation option of GDAL's driver, such as COMPRESS=ZSTD. Any number.", OUTPUTS, advanced=True)
OVERWRITE = Parameter(
    "overwrite", SWITCH, True, "Replace outputs",
    "Replace outputs that exist; off: they are left alone, and nothing is run.", OUTPUTS, advanced=True)
STACK_FORMAT = Parameter(
    "format", CHOICE, "gtiff", "Format",
    "Tiled GeoTIFFs, cloud-optimised ones with overviews, another format for each image, or one cube of all images on "
    "a common grid (zarr, netcdf).",
    OUTPUTS, choices=STACK_FORMATS, advanced=True)
COMMON_GRID = Parameter(
    "common_grid", SWITCH, False, "Write on one grid",
    "All images get one grid, that of the finest; off: each keeps its own.", OUTPUTS)
MEASURE_ONLY = Parameter(
    "measure_only", SWITCH, False, "Measure only",
    "Write the tables, the transforms and VRTs that place the images by them, but no pixels.", OUTPUTS)
PAIR_UNCERTAINTY = Parameter(
    "pair_uncertainty", SWITCH, False, "Uncertainty of pairs",
    "Write pairs.csv: how well each two images lie on each other.", OUTPUTS, advanced=True)
STAC_COLLECTION = Parameter(
    "stac", SWITCH, False, "STAC collection",
    "Write collection.json and an item for each image.", OUTPUTS, advanced=True)
SAVE_TRANSFORM = Parameter(
    "save_transform", OUTPUT_FILE, None, "Transform file",
    "Where the transform goes as JSON, to move other data by it later.", OUTPUTS)
TIE_POINTS = Parameter(
    "tie_points", OUTPUT_VECTOR, None, "Tie points",
    "Where the measured residual displacements go: .gpkg, .geojson, or .points for QGIS's Georeferencer.",
    OUTPUTS, suffixes=(".gpkg", ".geojson", ".points"))
REPORT = Parameter(
    "report", OUTPUT_FILE, None, "Report",
    "Where the HTML report goes; a refused alignment has one too (one file).", OUTPUTS)
DEM = Parameter(
    "dem", RASTER, None, "Elevation model",
    "A raster of heights: the report then shows residuals against height, which terrain and a wrong elevation model of "
    "the source leave.", OUTPUTS, advanced=True)
SIDECAR = Parameter(
    "sidecar", OUTPUT_FILE, None, "STAC sidecar",
    "Where a STAC item that describes the result goes (JSON).", OUTPUTS, advanced=True)

DISPLACEMENT_FIELD = Parameter(
    "displacement_field", OUTPUT_RASTER, None, "Displacement field",
    "Where the displacement goes as a raster: bands of east, north and their CE90 in units of the output's CRS, on its "
    "grid or a coarser one.", OUTPUTS, advanced=True)

TRIM_EDGE_INVALID = Parameter(
    "trim_edge_invalid", SWITCH, False, "Trim invalid edges",
    "After the alignment, set invalid-looking pixels along the edge of the valid area to nodata.",
    EDGES, advanced=True)
EDGE_TRIM_DEPTH = Parameter(
    "edge_trim_depth", INTEGER, 8, "Trim depth",
    "How far from the edge of the valid area pixels are looked at.", EDGES, "pixels", minimum=1, advanced=True)
EDGE_TRIM_DETECTION_BAND_INDEX = Parameter(
    "edge_trim_detection_band_index", INTEGER, 0, "Trim detection band",
    "Band in which invalid pixels are recognised, counted from 0.", EDGES, minimum=0, advanced=True)
EDGE_TRIM_INVALID_BELOW = Parameter(
    "edge_trim_invalid_below", NUMBER, None, "Invalid below",
    "Edge pixels below this value are invalid; those of value 0 where neither limit is given.", EDGES, advanced=True)
EDGE_TRIM_INVALID_ABOVE = Parameter(
    "edge_trim_invalid_above", NUMBER, None, "Invalid above",
    "Edge pixels above this value are invalid.", EDGES, advanced=True)

START = Parameter(
    "start", CHOICE, "near", "Start",
    "Where the search begins. 'near' trusts the source's georeference up to half the image and 10 degrees; 'anywhere' "
    "trusts nothing: any place in the reference, any turn, pixels from 0.3 to 3 times the reference's. A source "
    "without a georeference is looked for anywhere by itself.",
    SOLVE, choices=STARTS)
NEAR_PLACE = Parameter(
    "near_place", NUMBERS, None, "Near place",
    "A place x,y in the reference's CRS near which the source lies: it is looked for there, whatever its georeference "
    "says.",
    SOLVE, "CRS units", advanced=True, count=2)
AROUND = Parameter(
    "around", NUMBERS, None, "Within rectangle",
    "A rough rectangle in the reference's CRS (xmin,ymin,xmax,ymax) in which the source lies: it is looked for there, "
    "whatever its georeference says.", SOLVE, "CRS units", advanced=True, count=4)
SPLIT_FACTOR = Parameter(
    "split_factor", INTEGER, 0, "Split factor",
    "Solve and apply in 2^k chunks, for less memory at a time; the result stays the same to 0.01 px.",
    RUNNING, minimum=0, maximum=12, advanced=True)
THREADS = Parameter(
    "threads", INTEGER, 0, "Threads",
    "Processor threads to use; 0: all of them. The numbers are the same whatever it is.",
    RUNNING, minimum=0, advanced=True)
MEMORY_BUDGET = Parameter(
    "memory_budget", INTEGER, 1024, "Memory budget",
    "Memory that the run plans with.", RUNNING, "MiB", minimum=256, maximum=1 << 24, advanced=True)
PROGRESS = Parameter(
    "progress", CHOICE, "auto", "Progress",
    "A bar on a terminal, nothing, or one JSON object a line on stderr.", RUNNING, choices=PROGRESS_STYLES,
    advanced=True)
TEMP_DIR = Parameter(
    "temp_dir", FOLDER, None, "Temporary folder",
    "Folder in which temporary files are made; the system's where not given.", RUNNING, advanced=True)
KEEP_TEMP_DIR = Parameter(
    "keep_temp_dir", SWITCH, False, "Keep temporary files",
    "Leave the registration images, masks and the solver's parameters and log there, to look at in a GIS.",
    RUNNING, advanced=True)
LOG_TO_CONSOLE = Parameter(
    "log_to_console", SWITCH, False, "Print the solver's log",
    "Put the log of the registration backend among the messages.", RUNNING, advanced=True)
SHELL = Parameter(
    "shell", CHOICE, None, "Shell", "The shell that the script is for.", choices=SHELLS, required=True, positional=True)

TRUE_X, TRUE_Y = (
    Parameter(f"true_{axis}", NUMBER, None, f"True {axis}", f"The {axis} of the place in the reference's CRS.", INPUTS,
              "CRS units", required=True) for axis in "xy")
SHOWN_X, SHOWN_Y = (
    Parameter(f"shown_{axis}", NUMBER, None, f"Shown {axis}",
              f"The {axis} at which the source roughly shows the place, in the reference's CRS.", INPUTS, "CRS units",
              required=True) for axis in "xy")
SEARCH_PIXELS = Parameter(
    "search_pixels", NUMBER, 12.0, "Search", "How far around the shown place the best correlation is looked for.",
    SOLVE, "pixels", minimum=1.0, maximum=64.0)
