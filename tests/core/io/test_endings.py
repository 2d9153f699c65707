"""A file is what its name says."""

import numpy as np
import pytest
import scenes

from coregix_core import InputError, align_image_pair, assess_image_pair, trim_edges
from coregix_core.io.endings import HTML, TIFF, require_ending


@pytest.mark.parametrize("name", ["o.png", "o.JP2", "o.img", "o.nc", "o.vrt", "o.h5", "o.hdr", "o.jpg", "o.gpkg"])
def test_a_geotiff_by_the_name_of_something_else_is_refused(name):
    with pytest.raises(InputError, match=r"what is written is a GeoTIFF; give it a name that ends in \.tif"):
        require_ending(name, TIFF, "a GeoTIFF")


@pytest.mark.parametrize("name", ["o.tif", "o.TIFF", "o", "scene.2020", "a.b/c", ".tif"])
def test_other_names_are_the_user_s_affair(name):
    require_ending(name, TIFF, "a GeoTIFF")


def test_a_report_is_a_page():
    with pytest.raises(InputError, match=r"ending of PDF.*\.html"):
        require_ending("r.pdf", HTML, "an HTML page")
    require_ending("r.HTM", HTML, "an HTML page")


def test_every_command_that_writes_refuses_before_it_works(tmp_path, litter):
    path = scenes.write(tmp_path / "a.tif", np.ones((20, 20), "uint8"), scenes.grid(20, 20))
    image = scenes.write(tmp_path / "a.img", np.ones((20, 20), "uint8"), scenes.grid(20, 20))
    runs = [lambda: align_image_pair(path, path, tmp_path / "o.h5"),
            lambda: align_image_pair(path, path, tmp_path / "o.png", format="gtiff"),
            lambda: align_image_pair(path, path, tmp_path / "o.tif", save_transform=tmp_path / "T.tif"),
            lambda: align_image_pair(path, path, tmp_path / "o.tif", sidecar=tmp_path / "s.html"),
            lambda: align_image_pair(path, path, tmp_path / "o.tif", displacement_field=tmp_path / "d.png"),
            lambda: align_image_pair(path, path, tmp_path / "o.tif", report=tmp_path / "r.pdf"),
            lambda: assess_image_pair(path, path, report=tmp_path / "r.pdf"),
            lambda: trim_edges(path, tmp_path / "o.vrt"), lambda: trim_edges(image)]
    for run in runs:
        with pytest.raises(InputError, match="has the ending of"):
            run()
    assert litter("a.tif", "a.img") == []
