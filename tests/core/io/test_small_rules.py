"""Small rules of files, each of which only shows in a rare one."""

from types import SimpleNamespace

import numpy as np
import pytest

from coregix_core.errors import TransformFileError
from coregix_core.findings import TiePoints
from coregix_core.io import opening
from coregix_core.io.point_file import _rows
from coregix_core.io.transform_json import FORMAT, VERSION, load_transform
from coregix_core.io.validity import Validity


class TestSubdatasets:
    """Of a container's parts those that are images are named, and those that nobody looked at."""

    def named(self, monkeypatch, images, count=5, looked_at=3):
        monkeypatch.setattr(opening, "_LOOKED_AT", looked_at)
        monkeypatch.setattr(opening, "_is_image", lambda part: part in images)
        return opening._images_in(SimpleNamespace(subdatasets=list("abcdefgh"[:count])))

    def test_coordinates_are_left_out(self, monkeypatch):
        assert self.named(monkeypatch, "ac") == ["a", "c", "d", "e"]

    def test_if_none_can_be_opened_all_are_named(self, monkeypatch):
        assert self.named(monkeypatch, "") == list("abcde")

    @pytest.mark.parametrize(("shape", "image"), [((2, 9), True), ((1, 9), False), ((9, 1), False)])
    def test_a_line_is_a_coordinate(self, monkeypatch, shape, image):
        class Opened(SimpleNamespace):
            def __enter__(self):
                return self

            def __exit__(self, *_):
                return None

        monkeypatch.setattr(opening, "open_dataset", lambda _: Opened(shape=shape))
        assert opening._is_image("x") is image


def test_lengths_of_tie_points_are_told_in_pixels_beside_their_parts_in_units():
    one = np.array([0.5])
    points = TiePoints(one, one, np.array([3.0]), np.array([-4.0]), np.array([np.nan]), np.array([1.2]), one,
                       np.array([True]), np.array(["why"]))
    assert _rows(points, 2.0) == [(3.0, -4.0, 2.5, None, 1.2, None, 0.5, True, "why")]


@pytest.mark.parametrize("version", [VERSION - 0.5, VERSION + 1])
def test_a_transform_file_of_another_version_is_not_guessed_at(tmp_path, version):
    (tmp_path / "t.json").write_text(f'{{"format": "{FORMAT}", "version": {max(version, 1.5)}}}')
    with pytest.raises(TransformFileError, match="update coregix"):
        load_transform(tmp_path / "t.json")


class TestMasksOfAFile:
    """A mask speaks for all bands but alpha: in whole numbers a pixel is valid where all are."""

    def written(self, dtype, valid, alpha=None, tagged=False):
        out = SimpleNamespace(name="o.tif", masks=[], write=lambda *_, **__: None)
        out.write_mask = lambda mask, **_: out.masks.append(mask.tolist())
        values = np.zeros(np.shape(valid), dtype)
        Validity(0.0, tagged, True, alpha).write(out, values, np.array(valid, bool), None)
        return out.masks[0], values

    VALID = np.array([[[1, 1, 0, 0]], [[1, 0, 1, 0]], [[0, 0, 0, 1]]])

    @pytest.fixture(autouse=True)
    def room(self, monkeypatch):
        monkeypatch.setattr("coregix_core.io.validity.require_room", lambda _: None)

    def test_in_whole_numbers_all_bands_but_alpha(self):
        assert self.written("uint8", self.VALID, alpha=2)[0] == [[True, False, False, False]]
        assert self.written("uint8", self.VALID[:2])[0] == [[True, False, False, False]]

    def test_in_floats_any_and_gaps_of_single_bands_are_not_a_number(self):
        mask, values = self.written("float32", self.VALID[:2])
        assert mask == [[True, True, True, False]]
        assert np.isnan(values).tolist() == [[[False, False, True, False]], [[False, True, False, False]]]

    def test_beside_a_tag_any_as_well(self):
        assert self.written("uint8", self.VALID[:2], tagged=True)[0] == [[True, True, True, False]]
