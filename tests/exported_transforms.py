"""A place of a raster and two transforms of it, as exports write them for other tools."""

import numpy as np
from affine import Affine
from rasterio.crs import CRS

from coregix_core.geometry.transform import AffineTransform, LocalTransform

UTM = CRS.from_epsg(32633)
ROTATED = Affine(2.0, 0.1, 500_000.0, 0.1, -2.0, 5_800_000.0)
CENTRE = (500_100.0, 5_799_900.0)
RIGID = AffineTransform("rigid", CENTRE, ((0.9998, -0.02), (0.02, 0.9998)), (7.5, -19.25))
LOCAL = LocalTransform(RIGID, Affine(40.0, 0.0, 499_980.0, 0.0, -40.0, 5_800_020.0),
                       np.random.default_rng(1).normal(0, 3, (2, 7, 8)))
