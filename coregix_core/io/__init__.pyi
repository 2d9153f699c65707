from .acquisition import Acquisition as Acquisition
from .acquisition import acquisition_of as acquisition_of
from .acquisition import date_of_name as date_of_name
from .acquisition import parsed as parsed
from .area_masks import content_of as content_of
from .area_masks import on_file as on_file
from .area_masks import opened_masks as opened_masks
from .areas import AreaMasks as AreaMasks
from .atomic import replacing as replacing
from .atomic import require_writable as require_writable
from .atomic import working_folder as working_folder
from .atomic import write_text as write_text
from .band_dates import TIMES as TIMES
from .band_dates import require_one_date as require_one_date
from .classes import class_bands as class_bands
from .elevations import heights_at as heights_at
from .elevations import require_heights as require_heights
from .endings import JSON as JSON
from .endings import PAGE as PAGE
from .endings import TIFF as TIFF
from .endings import TRANSFORM as TRANSFORM
from .endings import require_ending as require_ending
from .exports import write_export as write_export
from .formats import FORMATS as FORMATS
from .formats import CreationOptions as CreationOptions
from .formats import format_of as format_of
from .formats import usual_ending as usual_ending
from .geopackage import Layer as Layer
from .geopackage import write_geopackage as write_geopackage
from .mask_text import read_mask_text as read_mask_text
from .opening import GDAL_ERRORS as GDAL_ERRORS
from .output import TILE as TILE
from .output import available_threads as available_threads
from .output import cache_bytes as cache_bytes
from .output import creating as creating
from .output import describe_bands as describe_bands
from .output import remove_sidecars as remove_sidecars
from .output import require_format as require_format
from .output import tile_side as tile_side
from .photo import Photograph as Photograph
from .photo import photograph as photograph
from .point_file import read_points as read_points
from .point_file import write_tie_points as write_tie_points
from .raster import ARRAY as ARRAY
from .raster import SPOOLED as SPOOLED
from .raster import Raster as Raster
from .raster import check_pair as check_pair
from .raster import look_anywhere as look_anywhere
from .raster import open_raster as open_raster
from .raster import refuse_same_file as refuse_same_file
from .saved_transform import SavedTransform as SavedTransform
from .stac import GEOTIFF as GEOTIFF
from .stac import UNDATED as UNDATED
from .stac import footprint as footprint
from .stac import href_from as href_from
from .stac import item_of as item_of
from .stac import write_catalogued as write_catalogued
from .stac import write_sidecar as write_sidecar
from .tables import can_write_tables as can_write_tables
from .tables import load_writers as load_writers
from .tables import write_table as write_table
from .transform_json import load_transform as load_transform
from .transform_json import save_transform as save_transform
from .unplaced import without_a_place as without_a_place
from .untrusted import read_json as read_json
from .untrusted import read_text as read_text
from .untrusted import separator_of as separator_of
from .validity import Validity as Validity
from .validity import choose_nodata as choose_nodata
from .validity import invalid_values as invalid_values
from .vectors import is_vector as is_vector
from .vectors import move_vectors as move_vectors

__all__ = [
    "ARRAY",
    "FORMATS",
    "GDAL_ERRORS",
    "GEOTIFF",
    "JSON",
    "PAGE",
    "SPOOLED",
    "TIFF",
    "TILE",
    "TIMES",
    "TRANSFORM",
    "UNDATED",
    "Acquisition",
    "AreaMasks",
    "CreationOptions",
    "Layer",
    "Photograph",
    "Raster",
    "SavedTransform",
    "Validity",
    "acquisition_of",
    "available_threads",
    "cache_bytes",
    "can_write_tables",
    "check_pair",
    "choose_nodata",
    "class_bands",
    "content_of",
    "creating",
    "date_of_name",
    "describe_bands",
    "footprint",
    "format_of",
    "heights_at",
    "href_from",
    "invalid_values",
    "is_vector",
    "item_of",
    "load_transform",
    "load_writers",
    "look_anywhere",
    "move_vectors",
    "on_file",
    "open_raster",
    "opened_masks",
    "parsed",
    "photograph",
    "read_json",
    "read_mask_text",
    "read_points",
    "read_text",
    "refuse_same_file",
    "remove_sidecars",
    "replacing",
    "require_ending",
    "require_format",
    "require_heights",
    "require_one_date",
    "require_writable",
    "save_transform",
    "separator_of",
    "tile_side",
    "usual_ending",
    "without_a_place",
    "working_folder",
    "write_catalogued",
    "write_export",
    "write_geopackage",
    "write_sidecar",
    "write_table",
    "write_text",
    "write_tie_points",
]
