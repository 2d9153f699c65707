"""What both rasters hold at the same pixels is left out of what is compared, and of nothing else."""

import logging
from types import SimpleNamespace

import numpy as np
import pytest
from scenes import Ground, displaced, grid, textured, write

from coregix_core.errors import UnreliableAlignmentError
from coregix_core.io import open_raster
from coregix_core.pairing import sensor_gaps
from coregix_core.pairing.sensor_gaps import leave_out_sensor_gaps

GRID = grid(200, 180)
STRIPES = np.add(*np.mgrid[:180, :200]) % 24 < 6


@pytest.fixture(params=[OTHER := "displaced", "unrelated"])
def rasters(request, tmp_path):
    """A moving and a fixed raster with the same untagged stripes of zeros."""
    moving = textured(GRID, displaced(6.0, 4.0)) if request.param == OTHER else textured(GRID, ground=Ground(5))
    paths = [write(tmp_path / f"{name}.tif", np.where(STRIPES, 0, values)[None].astype("uint16"), GRID)
             for name, values in (("moving", moving), ("fixed", textured(GRID)))]
    with open_raster(paths[0], role="moving") as one, open_raster(paths[1], role="fixed") as other:
        yield one, other


@pytest.mark.parametrize(("width", "height"), [(4000, 2000), (600, 3000)])
def test_large_rasters_are_looked_at_in_parts_around_the_middles_of_their_quarters(width, height):
    one, other = (SimpleNamespace(grid=grid(width + more, height)) for more in (0, 700))
    boxes = sensor_gaps._boxes(one, other)
    assert {box[2:] for box in boxes} == {(512, 512)}
    left, top = width - 512, height - 512
    assert {box[:2] for box in boxes} == {(left * x // 4, top * y // 4) for x in (1, 3) for y in (1, 3)}


@pytest.mark.parametrize("whole", [1024, 100])
def test_they_are_invalid_in_what_is_compared_and_ground_in_what_is_written(rasters, monkeypatch, caplog, whole):
    monkeypatch.setattr(sensor_gaps, "_WHOLE", whole)
    monkeypatch.setattr(sensor_gaps, "_PART", 90)
    with caplog.at_level(logging.WARNING, "coregix_core"):
        for _ in range(2):
            leave_out_sensor_gaps(*rasters, 0, 0)
    assert len(caplog.records) == 1, "once for both looks"
    assert f"{rasters[0].path} holds 0 and {rasters[1].path} holds 0 at the same pixels" in caplog.text
    assert "moving_nodata" in caplog.text
    for raster in rasters:
        # Where a stripe leaves at a corner, it is thin, and bridged as thin gaps are.
        assert raster.read_band(0).valid[STRIPES].mean() < 0.01
        assert raster.read_band(0).valid[~STRIPES].all()
        assert raster.read((0, 0, 200, 180))[1] is None
        coarse = raster.read_band(0, factor=2.0)
        assert coarse.values[coarse.valid].min() > 500, "zeros are no part of a mean"


@pytest.mark.parametrize(("rows", "looked"), [(90, True), (89, False)])
def test_a_cut_out_is_no_frame_of_the_same_sensor(tmp_path, monkeypatch, rows, looked):
    """Of a large raster elsewhere than under a small one nothing is read."""
    boxes = []
    monkeypatch.setattr(sensor_gaps, "_shared", lambda _pairs, box: boxes.append(box) or (None, None))
    paths = [write(tmp_path / f"{name}.tif", textured(GRID)[None, :height], GRID.window(0, 0, 200, height))
             for name, height in (("moving", 180), ("fixed", rows))]
    for order in (paths, paths[::-1]):
        with open_raster(order[0], role="moving") as one, open_raster(order[1], role="fixed") as other:
            leave_out_sensor_gaps(one, other, 0, 0)
    assert boxes == [(0, 0, 200, rows)] * 2 * looked


def test_lines_are_named_by_their_number(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(sensor_gaps, "_WHOLE", 100)
    monkeypatch.setattr(sensor_gaps, "_PART", 90)
    lines = np.where(np.arange(200) % 9 == 4, 600.0, 0.0)
    paths = [write(tmp_path / f"{name}.tif", (values + lines)[None], GRID) for name, values in (
        ("one", textured(GRID)), ("other", textured(GRID, ground=Ground(5))))]
    with open_raster(paths[0], role="moving") as one, open_raster(paths[1], role="fixed") as other:
        with caplog.at_level(logging.WARNING, "coregix_core"):
            leave_out_sensor_gaps(one, other, 0, 0)
        assert set(one.patterns[0].columns) >= set(range(4, 200, 9)), "over the width, of which parts were looked at"
        assert one.patterns[0].rows == ()
        # One column is a thin gap, which is bridged.
        assert abs(one.read_band(0).values - textured(GRID)).max() < 300
    assert f"{len(one.patterns[0].columns)} columns or rows" in caplog.text


def test_unrelated_ground_under_the_same_stripes_is_refused():
    import coregix

    pair = [coregix.GridArray(np.where(STRIPES, 0.0, textured(GRID, ground=Ground(seed))), GRID.transform, GRID.crs)
            for seed in (5, 0)]
    with pytest.raises(UnreliableAlignmentError):
        coregix.register(*pair)


def test_what_is_added_to_columns_is_taken_off_over_the_whole_width(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(sensor_gaps, "_WHOLE", 100)
    monkeypatch.setattr(sensor_gaps, "_PART", 90)
    added = 60.0 * np.random.default_rng(2).standard_normal(200)
    paths = [write(tmp_path / f"{name}.tif", (values + added)[None], GRID) for name, values in (
        ("one", textured(GRID)), ("other", textured(GRID, ground=Ground(5))))]
    with open_raster(paths[0], role="moving") as one, open_raster(paths[1], role="fixed") as other:
        with caplog.at_level(logging.WARNING, "coregix_core"):
            leave_out_sensor_gaps(one, other, 0, 0)
        left = one.read_band(0).values - textured(GRID)
    left, added = np.diff(left, axis=1).mean(0), np.diff(added)
    assert abs(left @ added) < 0.1 * (added @ added)
    assert "brighter and darker in the same order" in caplog.text
