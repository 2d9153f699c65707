"""What the panel shows of the aligned source before it is accepted: each pixel where the transform puts it."""

import numpy as np
import pytest
import rasterio
import rasterio.warp
from scipy.ndimage import map_coordinates

pytestmark = pytest.mark.qgis


def previewed(target, centre, matrix, shift, tilt):
    """A preview's values, the rows and columns that it shows, and which places (n, 2) of the source belong there."""
    with rasterio.open(target) as dataset:
        shown, alpha = dataset.read(1).astype(float), dataset.read(dataset.count) > 0
        row, col = (index[alpha] for index in np.mgrid[:dataset.height, :dataset.width])
        x, y = dataset.transform @ (col + 0.5, row + 0.5)
    d = np.stack([x, y], 1) - centre
    return shown, row, col, d @ matrix.T / (1 + d @ tilt)[:, None] + centre + shift


@pytest.mark.parametrize(("fixed_crs", "worst_px"), [("EPSG:32633", 0.1), ("EPSG:32632", 0.2)])
def test_a_photograph_from_aside_is_shown_under_its_homography(qgis, pair, tmp_path, fixed_crs, worst_px):
    with rasterio.open(pair.moving) as dataset:
        values, place, crs, bounds = dataset.read(1).astype(float), dataset.transform, dataset.crs, dataset.bounds
    centre = np.ravel(rasterio.warp.transform(crs, fixed_crs, [(bounds.left + bounds.right) / 2],
                                              [(bounds.bottom + bounds.top) / 2]))
    # What is far away has half the scale of what is near.
    matrix, shift, tilt = np.array([[1.02, 0.05], [-0.03, 0.97]]), np.array([7.0, -5.0]), np.array([6e-4, -3e-4])
    target = tmp_path / "preview.vrt"
    assert qgis("preview", source=str(pair.moving), target=str(target), source_crs=crs.to_string(), fixed_crs=fixed_crs,
                placement={"model": "homography", "centre": centre.tolist(), "matrix": matrix.tolist(),
                           "shift": shift.tolist(), "tilt": tilt.tolist()})
    shown, row, col, where = previewed(target, centre, matrix, shift, tilt)
    px, py = ~place @ tuple(np.array(rasterio.warp.transform(fixed_crs, crs, *where.T)))
    inner = (px > 3) & (px < values.shape[1] - 3) & (py > 3) & (py < values.shape[0] - 3)
    assert inner.sum() > 50_000
    true = map_coordinates(values, (py[inner] - 0.5, px[inner] - 0.5), order=1)
    off = shown[row, col][inner] - true
    # By how much values change from pixel to pixel tells how far off they are; GDAL itself places them to an eighth.
    slope = np.hypot(*np.gradient(values))[py[inner].astype(int), px[inner].astype(int)]
    assert np.sqrt((off**2).mean()) < worst_px * np.sqrt((slope**2).mean())


@pytest.mark.parametrize("tilt", [(0.0, 0.0), (0.5, -0.3)])
@pytest.mark.parametrize(("own", "turn"), [("EPSG:4326", 0.0), ("EPSG:4326", -360.0), ("EPSG:3832", -360.0)])
def test_the_same_place_is_shown_whether_it_is_written_as_180_or_as_minus_180_degrees(qgis, tmp_path, own, turn, tilt):
    """The source lies at 180 degrees; its pixels carry their columns."""
    left, step = (179.99, 1e-4) if own == "EPSG:4326" else (3_337_000.0, 10.0)
    (_, top) = (0.0, -10.0) if own == "EPSG:4326" else np.ravel(rasterio.warp.transform("EPSG:4326", own, [180], [-10]))
    place = rasterio.Affine(step, 0, left, 0, -step, top)
    with rasterio.open(tmp_path / "s.tif", "w", driver="GTiff", width=200, height=160, count=1, dtype="float32",
                       crs=own, transform=place) as out:
        out.write(np.tile(np.arange(200.0) + 0.5, (160, 1)).astype("float32"), 1)
    centre, matrix, shift = np.array([180.0 + turn, -10.008]), np.array([[1.02, 0.05], [-0.03, 0.97]]), (7e-4, -5e-4)
    target = tmp_path / "preview.vrt"
    assert qgis("preview", source=str(tmp_path / "s.tif"), target=str(target), source_crs=own, fixed_crs="EPSG:4326",
                placement={"model": "homography" if any(tilt) else "affine", "centre": centre.tolist(),
                           "matrix": matrix.tolist(), "shift": shift, "tilt": tilt})
    shown, row, col, where = previewed(target, centre, matrix, shift, tilt)
    px, _ = ~place @ tuple(np.array(rasterio.warp.transform("EPSG:4326", own, where[:, 0] - turn, where[:, 1])))
    inner = (px > 3) & (px < 197)
    assert inner.sum() > 10_000
    np.testing.assert_allclose(shown[row, col][inner], px[inner], atol=0.3)
