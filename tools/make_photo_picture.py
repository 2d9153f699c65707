"""Draws docs/images/photo.png: a made-up photo without georeference, and where Coregix finds it.

.venv/bin/python tools/make_photo_picture.py
"""

import tempfile
from pathlib import Path

import matplotlib as mpl
import numpy as np
import rasterio
from affine import Affine
from make_pictures import fields
from matplotlib import pyplot as plt
from scipy import ndimage

from coregix import align_image_pair

mpl.use("Agg")

TARGET = Path(__file__).parents[1] / "docs" / "images" / "photo.png"
ZOOM, TURN = 3, 130


def main() -> None:
    """Make the pair, align it, draw it."""
    land = ndimage.zoom(fields(), ZOOM, order=1)
    land += 0.02 * ndimage.gaussian_filter(np.random.default_rng(1).normal(size=land.shape), 1)
    photo = ndimage.rotate(land, TURN, reshape=False, mode="reflect")[170:390, 160:420].astype("float32")
    with tempfile.TemporaryDirectory() as folder:
        names = [str(Path(folder) / f"{name}.tif") for name in ("photo", "reference", "placed")]
        places = (Affine.identity(), None), (Affine(1, 0, 5e5, 0, -1, 5.8e6), "EPSG:32633")
        for name, values, (transform, crs) in zip(names[:2], (photo, land.astype("float32")), places, strict=True):
            with rasterio.open(name, "w", driver="GTiff", width=values.shape[1], height=values.shape[0], count=1,
                               dtype="float32", transform=transform, crs=crs, nodata=-1.0) as file:
                file.write(values, 1)
        align_image_pair(*names, output_on_moving_grid=False)
        with rasterio.open(names[2]) as placed:
            found = placed.read(1, masked=True)
    figure, (left, right) = plt.subplots(1, 2, figsize=(6, 2.9))
    left.imshow(photo, cmap="YlOrBr_r", vmin=0, vmax=1)
    left.set_title("a photo, placed nowhere", fontsize=9)
    right.imshow(land, cmap="Blues_r", vmin=0, vmax=1)
    right.imshow(found, cmap="YlOrBr_r", vmin=0, vmax=1)
    right.set_title("where the reference shows it", fontsize=9)
    for axes in (left, right):
        axes.set_xticks([])
        axes.set_yticks([])
    figure.savefig(TARGET, dpi=90, bbox_inches="tight", pad_inches=0.03, pil_kwargs={"optimize": True})


if __name__ == "__main__":
    main()
