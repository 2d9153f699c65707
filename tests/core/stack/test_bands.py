"""The bands of one file as a stack: what comes back is one file again, with all that describes its bands."""

import numpy as np
import pytest
import rasterio
from scenes import Ground, displaced, grid, textured, write

from coregix_core import align_stack

WHERE = grid(150, 150, 2.0)
SHIFTS = ((3.0, -2.0), (-4.0, 1.0), (0.0, 0.0))
GROUNDS = (Ground(4, shortest=8.0, longest=300.0),) * 2 + (Ground(77),)
"""The last band is of another place."""
OPTIONS = {"bands": True, "datum": "green", "transform": "translation", "workers": 1}


@pytest.fixture
def camera(tmp_path):
    shown = [textured(WHERE, displaced(*shift, centre=WHERE.middle), ground)
             for shift, ground in zip(SHIFTS, GROUNDS, strict=True)]
    path = write(tmp_path / "camera.tif", np.stack(shown).astype(np.float32), WHERE, nodata=-9999.0)
    with rasterio.open(path, "r+") as raster:
        raster.descriptions = ("green", "red", "other")
        raster.units = ("W", "W", "K")
        raster.scales = (0.5, 0.25, 0.1)
        raster.update_tags(CAMERA="two lenses")
        raster.update_tags(2, LENS="right")
    return path


def test_bands_come_back_with_what_describes_them_and_what_became_of_them(camera, tmp_path):
    made = align_stack([camera], tmp_path / "out", **OPTIONS)
    assert [image.verdict for image in made.images] == ["aligned", "aligned", "failed"]
    with rasterio.open(tmp_path / "out" / "camera.tif") as raster:
        assert raster.descriptions == ("green", "red")
        assert (raster.units, raster.scales) == (("W", "W"), (0.5, 0.25))
        assert raster.tags()["CAMERA"] == "two lenses"
        assert raster.tags(2) == {"LENS": "right", "COREGIX_VERDICT": "aligned",
                                  "COREGIX_REASON": made.images[1].reason}


def test_bands_are_not_written_again_where_nothing_has_changed(camera, tmp_path):
    out = tmp_path / "out" / "camera.tif"

    def written(**options):
        align_stack([camera], tmp_path / "out", **OPTIONS, **options)
        return out.stat().st_ino

    first = written()
    assert written() == first
    assert written(resampling="nearest") != first


def test_bands_leave_no_file_of_an_earlier_run_where_none_is_held(camera, tmp_path):
    out = tmp_path / "out"
    align_stack([camera], out, **OPTIONS)
    (out / "green.tif").write_bytes((out / "camera.tif").read_bytes())
    made = align_stack([camera], out, **OPTIONS | {"datum": "other"})
    assert {image.verdict for image in made.images} == {"failed"}
    assert not (out / "camera.tif").exists()
    assert (out / "green.tif").exists(), "it is no band's"
