"""What a stack refuses before its links are measured: masks that are not there, outputs that would replace inputs."""

import re

import numpy as np
import pytest
from scenes import grid, write

from coregix_core import align_stack
from coregix_core.errors import InputError

WHERE = grid(40, 40, 2.0)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name in ("a", "b", "reference", "mask"):
        write(tmp_path / f"{name}.tif", np.eye(40, dtype=np.uint8), WHERE)
    (tmp_path / "stack.csv").write_text("image,exclude\na.tif,mask.tif=1\nb.tif,\n")
    (tmp_path / "typo.csv").write_text("image,exclude\na.tif,nosuch.tif=1\nb.tif,\n")
    (tmp_path / "linked.html").hardlink_to(tmp_path / "mask.tif")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("images", "out", "options", "message"), [
    (["a.tif", "b.tif"], ".", {}, "The output a.tif is the input a.tif itself"),
    (["a.tif", "b.tif"], "out", {"report": "a.tif"}, "a.tif has the ending of GeoTIFF"),
    (["a.tif", "b.tif"], "out", {"report": "linked.html", "exclude": ["mask.tif=1"]}, "is the input mask.tif"),
    (["stack.csv"], ".", {"measure_only": True}, "stack.csv is the input stack.csv itself"),
    (["a.tif", "b.tif"], "out", {"exclude": ["nosuch.gpkg"]}, "directory); check its name"),
    (["a.tif", "b.tif"], "out", {"include": ["mask.tif=300"]}, "mask.tif=300 asks for the value 300"),
    (["typo.csv"], "out", {}, "nosuch.tif does not exist"),
    (["nosuch"], "out", {}, "There is no file or folder nosuch; check the name")])
def test_it_is_refused_at_once_and_nothing_is_left_behind(folder, images, out, options, message):
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(InputError, match=re.escape(message)):
        align_stack(images, out, workers=1, **options)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
