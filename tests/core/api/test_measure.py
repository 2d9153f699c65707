"""Measured without moving a pixel: the same transform and verdict as an alignment's, and places found near a guess."""

import json

import numpy as np
import pytest
from scenes import displaced, grid, textured, write

from coregix_core.api import align_image_pair, measure_image_pair, snap_place
from coregix_core.errors import InputError, RasterError
from coregix_core.io import load_transform

EAST, NORTH = 5.0, -3.0


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    """A source that shows the scene 5 m east and 3 m south of where it is, 2 m pixels."""
    folder = tmp_path_factory.mktemp("pair")
    where = grid(256, 256)
    write(folder / "reference.tif", textured(where), where)
    write(folder / "source.tif", textured(where, displaced(east=EAST, north=NORTH)), where)
    return folder


def points(path, rows):
    """A .points file; a row is (true x, true y, shown x, shown y, enabled)."""
    lines = ["mapX,mapY,sourceX,sourceY,enable"] + [",".join(map(repr, row)) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def corners(east=EAST, north=NORTH):
    return [(x, y, x + east, y + north, 1) for x in (500100.0, 500400.0) for y in (5799600.0, 5799900.0)]


def test_it_finds_what_an_alignment_finds_and_writes_no_raster(pair, tmp_path):
    found = measure_image_pair(pair / "source.tif", pair / "reference.tif", save_transform=tmp_path / "T.json",
                               tie_points=tmp_path / "ties.gpkg")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["T.json", "ties.gpkg"]
    assert found.output_image_path is None
    aligned = align_image_pair(pair / "source.tif", pair / "reference.tif", tmp_path / "aligned.tif")
    assert found.transform == aligned.transform == load_transform(tmp_path / "T.json").transform
    assert found.verdict == aligned.verdict == "aligned"
    assert json.dumps(found.to_dict())


def test_what_is_not_reliable_is_told_and_not_refused(pair, tmp_path):
    where = grid(256, 256)
    noise = write(tmp_path / "noise.tif", np.random.default_rng(2).random((256, 256), "float32"), where)
    assert measure_image_pair(pair / "source.tif", noise).verdict == "failed"


def test_known_points_alone_give_the_transform_and_are_measured(pair, tmp_path):
    given = points(tmp_path / "given.points", corners())
    found = measure_image_pair(pair / "source.tif", pair / "reference.tif", known_points=given, known_points_only=True)
    assert (found.displacement.east, found.displacement.north) == pytest.approx((-EAST, -NORTH), abs=1e-6)
    assert found.verdict == "aligned"


def test_known_points_that_are_wrong_are_taken_as_given_and_the_verdict_tells(pair, tmp_path):
    given = points(tmp_path / "wrong.points", corners(east=EAST + 40))
    found = measure_image_pair(pair / "source.tif", pair / "reference.tif", known_points=given, known_points_only=True)
    assert found.displacement.east == pytest.approx(-EAST - 40, abs=1e-6)
    assert found.verdict == "failed"


def test_points_that_are_switched_off_count_for_nothing(pair, tmp_path):
    rows = [*corners(), (500200.0, 5799700.0, 500900.0, 5799000.0, 0)]
    found = measure_image_pair(pair / "source.tif", pair / "reference.tif", known_points_only=True,
                               known_points=points(tmp_path / "some.points", rows))
    assert found.displacement.east == pytest.approx(-EAST, abs=1e-6)


def test_points_alone_need_points(pair):
    with pytest.raises(InputError, match="needs a file"):
        measure_image_pair(pair / "source.tif", pair / "reference.tif", known_points_only=True)


def test_progress_comes_to_its_end_though_nothing_is_written(pair):
    heard = []
    measure_image_pair(pair / "source.tif", pair / "reference.tif", progress=heard.append)
    shares = [event.overall for event in heard]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


@pytest.mark.parametrize("off", [(0.0, 0.0), (9.0, -7.0), (-12.0, 12.0)])
def test_a_click_some_pixels_off_finds_the_place(pair, off):
    x, y = 500250.0, 5799750.0
    found = snap_place(pair / "source.tif", pair / "reference.tif", true_x=x, true_y=y, shown_x=x + EAST + off[0],
                       shown_y=y + NORTH + off[1])
    # A twentieth of a pixel.
    assert (found.snap.shown_x, found.snap.shown_y) == pytest.approx((x + EAST, y + NORTH), abs=0.1)
    assert found.snap.score > 0.8


def test_a_place_beyond_the_rasters_is_refused(pair):
    with pytest.raises(RasterError, match="lies outside of"):
        snap_place(pair / "source.tif", pair / "reference.tif", true_x=400000.0, true_y=5799750.0, shown_x=400000.0,
                   shown_y=5799750.0)
