"""How alike two rasters are where one lies on the other."""

import numpy as np
import rasterio
from rasterio.enums import Resampling
from rasterio.vrt import WarpedVRT
from scipy import ndimage


def likeness(path, reference):
    """How well a raster correlates with the reference, on the reference's grid."""
    with rasterio.open(reference) as fixed, rasterio.open(path) as raster, WarpedVRT(
            raster, crs=fixed.crs, transform=fixed.transform, width=fixed.width, height=fixed.height,
            resampling=Resampling.bilinear, add_alpha=raster.nodata is None) as there:
        values, true = there.read(1), fixed.read(1).astype(float)
        valid = ndimage.binary_erosion(there.dataset_mask() > 0, iterations=5)
    assert valid.sum() > 8000
    return np.corrcoef(values[valid].astype(float), true[valid])[0, 1]
