from .comparison import same_fields as same_fields
from .composition import CompositeTransform as CompositeTransform
from .composition import InverseTransform as InverseTransform
from .composition import is_transform as is_transform
from .frame import Frame as Frame
from .frame import common_frame as common_frame
from .grid import EARTH_RADIUS as EARTH_RADIUS
from .grid import Bounds as Bounds
from .grid import Floats as Floats
from .grid import Grid as Grid
from .grid import apply_affine as apply_affine
from .grid import extent_text as extent_text
from .grid import grown as grown
from .grid import intersection as intersection
from .grid import lengthening as lengthening
from .grid import metres_per_unit as metres_per_unit
from .grid import north_up as north_up
from .grid import north_up_over as north_up_over
from .grid import own_or_over as own_or_over
from .grid import projected_bounds as projected_bounds
from .grid import unit_stretch as unit_stretch
from .homography import HomographyTransform as HomographyTransform
from .homography import homography as homography
from .projection import GDAL_ERROR as GDAL_ERROR
from .projection import project as project
from .protocol import Transform as Transform
from .transform import AFFINE as AFFINE
from .transform import FREEDOM as FREEDOM
from .transform import PARAMETRIC as PARAMETRIC
from .transform import AffineTransform as AffineTransform
from .transform import LocalTransform as LocalTransform
from .transform import affine_transform as affine_transform
from .transform import identity as identity
from .transform import nearest_affine as nearest_affine
from .transform import of_affine as of_affine
from .transform import tangent as tangent

__all__ = [
    "AFFINE",
    "EARTH_RADIUS",
    "FREEDOM",
    "GDAL_ERROR",
    "PARAMETRIC",
    "AffineTransform",
    "Bounds",
    "CompositeTransform",
    "Floats",
    "Frame",
    "Grid",
    "HomographyTransform",
    "InverseTransform",
    "LocalTransform",
    "Transform",
    "affine_transform",
    "apply_affine",
    "common_frame",
    "extent_text",
    "grown",
    "homography",
    "identity",
    "intersection",
    "is_transform",
    "lengthening",
    "metres_per_unit",
    "nearest_affine",
    "north_up",
    "north_up_over",
    "of_affine",
    "own_or_over",
    "project",
    "projected_bounds",
    "same_fields",
    "tangent",
    "unit_stretch",
]
