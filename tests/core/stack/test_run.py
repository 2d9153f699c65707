"""A whole stack, small: corrections that are known, one image of another place, links kept for the next run."""

import csv
import json

import numpy as np
import pytest
import rasterio
from scenes import Ground, displaced, grid, textured, write

from coregix_core import align_stack
from coregix_core.errors import InputError

GROUND = Ground(4, shortest=8.0, longest=300.0)
WHERE = grid(150, 150, 2.0)
MIDDLE = WHERE.middle
SHIFTS = {"2021-01-05": (3.0, -2.0), "2021-02-05": (-4.0, 1.0), "2021-03-05": (1.0, 4.0), "2021-04-05": (-2.0, -3.0)}
"""How far each image shows things too far east and north."""


def build(folder, bad=True):
    for name, (east, north) in SHIFTS.items():
        shown = textured(WHERE, displaced(east, north, centre=MIDDLE), GROUND)
        write(folder / f"{name}.tif", shown.astype(np.float32), WHERE, nodata=-9999.0)
    if bad:
        write(folder / "2021-05-05.tif", textured(WHERE, None, Ground(99, shortest=8.0)).astype(np.float32), WHERE)
    return folder


def rows(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def stack(tmp_path_factory):
    folder = build(tmp_path_factory.mktemp("images"))
    out = tmp_path_factory.mktemp("out")
    return folder, out, align_stack([folder], out, transform="translation", workers=1)


def test_good_images_come_to_lie_on_each_other(stack):
    _, _, result = stack
    moved = {i.image: (i.east, i.north) for i in result.images if i.verdict == "aligned"}
    assert moved.keys() == SHIFTS.keys()
    off = np.array([np.array(moved[name]) + SHIFTS[name] for name in SHIFTS]) / 2.0
    assert np.abs(off - off.mean(0)).max() < 0.03, "relative to each other, in pixels"
    # The mean of the good ones is the datum: it stays.
    assert np.abs(np.array(list(moved.values())).mean(0)).max() < 1.0


def test_an_image_of_another_place_fails_and_is_left_out(stack):
    _, out, result = stack
    (bad,) = [image for image in result.images if image.verdict == "failed"]
    assert bad.image == "2021-05-05"
    assert "no trustworthy link" in bad.reason
    assert not (out / "2021-05-05.tif").exists()
    assert result.exit_code == 3


def test_outputs_are_the_images_on_their_own_grids_with_tables_and_transforms(stack):
    folder, out, result = stack
    for name in SHIFTS:
        with rasterio.open(folder / f"{name}.tif") as before, rasterio.open(out / f"{name}.tif") as after:
            assert after.transform == before.transform
            assert after.tags()["COREGIX_VERDICT"] == "aligned"
        assert json.loads((out / "transforms" / f"{name}.json").read_text())["format"] == "coregix-transform"
    table = rows(out / "stack.csv")
    assert [row["image"] for row in table] == [*SHIFTS, "2021-05-05"]
    assert table[0]["date"] == "2021-01-05T00:00:00Z"
    assert float(table[0]["ce90_px"]) < 0.2
    links = rows(out / "links.csv")
    assert sum(row["used"] == "True" for row in links) >= 5
    assert result.closure_after_px[1] < 0.1


def test_a_date_that_is_added_measures_its_own_links_alone(stack):
    folder, out, first = stack
    shown = textured(WHERE, displaced(2.0, 2.0, centre=MIDDLE), GROUND)
    write(folder / "2021-06-05.tif", shown.astype(np.float32), WHERE, nodata=-9999.0)
    again = align_stack([folder], out, transform="translation", workers=1, measure_only=True)
    assert first.measured_links >= 8
    added = [link for link in again.links if 5 in (link.first, link.second)]
    assert again.measured_links == len(added) > 0
    assert {i.image for i in again.images if i.verdict == "aligned"} == {*SHIFTS, "2021-06-05"}


def test_a_datum_that_is_no_image_is_refused(tmp_path):
    with pytest.raises(InputError, match="none of the images"):
        align_stack([build(tmp_path, bad=False)], tmp_path / "out", datum="2020-01-01")


def test_one_image_is_no_stack(tmp_path):
    build(tmp_path, bad=False)
    with pytest.raises(InputError, match="two images at least"):
        align_stack([tmp_path / "2021-01-05.tif"], tmp_path / "out")
