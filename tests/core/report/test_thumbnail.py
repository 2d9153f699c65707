"""What a notebook shows of a result."""

import base64
import io
import re
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from scenes import Ground, grid, textured, write

from coregix_core import assess_image_pair
from coregix_core.report.thumbnail import SIDE, thumbnail, thumbnail_of


def opened(data):
    return np.asarray(Image.open(io.BytesIO(data)))


def test_a_thumbnail_is_small_and_transparent_where_invalid(tmp_path):
    where = grid(900, 300)
    values = textured(where).astype("float32")
    values[:, :300] = -1.0
    picture = opened(thumbnail(str(write(tmp_path / "a.tif", values, where, nodata=-1.0))))
    assert picture.shape == (85, SIDE, 2)  # grey and alpha
    assert (picture[:, :80, 1] == 0).all()
    assert (picture[:, 90:, 1] == 255).all()
    assert np.ptp(picture[:, 90:, 0]) > 200


def test_three_bands_are_in_colour(tmp_path):
    bands = np.stack([textured(grid(), ground=Ground(seed)) for seed in range(4)]).astype("uint16")
    picture = opened(thumbnail(str(write(tmp_path / "a.tif", bands, grid()))))
    assert picture.shape == (140, 160, 4)
    assert (picture[..., 0] != picture[..., 1]).mean() > 0.5


@pytest.mark.parametrize(("bands", "channels"), [(1, 2), (2, 2), (3, 4), (5, 4)])
def test_arrays_have_a_thumbnail_too(bands, channels):
    valid = np.ones((700, 300), bool)
    valid[:350] = False
    picture = opened(thumbnail_of(np.random.default_rng(0).normal(size=(bands, 700, 300)), valid))
    assert picture.shape == (234, 100, channels)
    assert (picture[:117, :, -1] == 0).all()
    assert (picture[117:, :, -1] == 255).all()


@pytest.mark.parametrize("name", ["none.tif", "text.tif"])
def test_what_cannot_be_read_has_no_thumbnail(tmp_path, name):
    (tmp_path / "text.tif").write_text("nothing")
    assert thumbnail(str(tmp_path / name)) is None


def test_a_result_shows_itself_in_a_notebook(tmp_path):
    path = write(tmp_path / "a.tif", textured(grid(), ground=Ground(3)).astype("float32"), grid())
    result = assess_image_pair(path, path)
    html = result._repr_html_()
    assert opened(base64.b64decode(re.search(r"base64,([^']*)'", html)[1])).shape[:2] == grid().shape
    assert result.assessment.verdict in html
    assert f"<td>{result.assessment.residual_before.count}</td>" in html
    assert "_picture" not in repr(result)
    assert "_picture" not in result.to_dict()

    path.unlink()
    assert "<img" not in result._repr_html_()
    odd = replace(result, assessment=replace(result.assessment, reason="<b>no</b>"))
    assert "<b>no" not in odd._repr_html_()


@pytest.mark.parametrize(("shape", "size"), [
    ((1, 100, 50), (50, 100)), ((1, 256, 256), (256, 256)), ((1, 300, 100), (50, 150)), ((4, 1000, 10), (3, 250))])
def test_no_side_is_longer_than_a_thumbnail_s(shape, size):
    picture = opened(thumbnail_of(np.zeros(shape), np.ones(shape[1:], bool)))
    assert picture.shape[1::-1] == size
