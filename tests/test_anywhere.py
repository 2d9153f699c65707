"""A source without a georeference, from start to end: the output, its grid, the transform file and what reads it."""

import json

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.control import GroundControlPoint
from rasterio.crs import CRS
from runs import align, ended, one_engine, refusal
from scenes import Ground, centres, coordinates, grid, write

import coregix
from coregix_core import align_image_pair, apply_transform, export_transform
from coregix_core.errors import InputError, UnreliableAlignmentError
from coregix_core.geometry.grid import Grid
from coregix_core.io.point_file import ControlPoints, write_points

GROUND = Ground(seed=8, shortest=14.0, longest=500.0)
REFERENCE = grid(300, 280)
SIZE = (240, 200)
RAW = Grid(None, Affine.identity(), *SIZE)
TRUE = Grid(REFERENCE.crs, Affine.translation(REFERENCE.middle[0] + 20, REFERENCE.middle[1] - 10)
            * Affine.rotation(70) * Affine.scale(1.6, -1.6) * Affine.translation(-SIZE[0] / 2, -SIZE[1] / 2), *SIZE)
WRONG = grid(*SIZE, pixel=5.0, origin=(520_000.0, 5_700_000.0))


def shown(where):
    return GROUND(*where.to_world(*centres(where))).astype(np.float32)


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """The source (its texture, and the place of each pixel as further bands) placed without a word; and its folder."""
    folder = tmp_path_factory.mktemp("anywhere")
    write(folder / "reference.tif", shown(REFERENCE), REFERENCE)
    values = np.concatenate([shown(TRUE)[None], coordinates(RAW, "float32")])
    write(folder / "source.tif", values, RAW, nodata=-1.0)
    write(folder / "wrong.tif", values, WRONG, nodata=-1.0)
    with one_engine(folder):
        result = align_image_pair(folder / "source.tif", folder / "reference.tif", folder / "out.tif",
                                  save_transform=folder / "T.json", tie_points=folder / "ties.points")
        yield result, folder


def off(path):
    """Distances in reference pixels between where pixels of an output lie and where they truly belong; its grid."""
    with rasterio.open(path) as out:
        _, col, row = out.read()
        valid = out.read_masks(2) > 0
        # Interpolation near the border mixes coordinates with nodata's neighbours alone: all valid ones count.
        where = Grid(out.crs, out.transform, out.width, out.height)
    x, y = where.to_world(*centres(where))
    u, v = TRUE.to_world(col, row)
    return np.hypot(x - u, y - v)[valid] / 2.0, where


def test_the_source_is_placed_to_a_fraction_of_a_pixel(run):
    result, folder = run
    distance, _ = off(folder / "out.tif")
    assert result.verdict == "aligned"
    assert np.sqrt((distance**2).mean()) < 0.05
    assert len(distance) > 0.97 * SIZE[0] * SIZE[1]


def test_the_output_is_north_up_in_the_references_crs_over_the_whole_outline(run):
    _, where = off(run[1] / "out.tif")
    assert where.crs == REFERENCE.crs
    assert (where.transform.b, where.transform.d) == (0, 0)
    assert where.transform.a == pytest.approx(1.6, rel=1e-3) == -where.transform.e
    assert where.bounds == pytest.approx(TRUE.bounds, abs=2.0)


def test_the_result_says_that_the_source_was_looked_for(run):
    result, _ = run
    told = result.to_dict()["placement"]
    assert told["automatic"] is True
    # Where it was aligned to, and not where a search over turns and scales found it at first.
    assert told["rotation_deg"] == pytest.approx(70, abs=0.01)
    assert told["pixel_size"] == pytest.approx(1.6, rel=1e-4)
    assert (told["x"], told["y"]) == pytest.approx(TRUE.middle, abs=0.1)
    assert "found at" in result.summary()
    # It had no place before, from which it could be off.
    assert result.assessment.residual_before is None
    assert result.already_aligned is False


def test_the_transform_file_moves_the_same_raster_to_the_same_place(run, caplog):
    _, folder = run
    apply_transform(folder / "source.tif", folder / "T.json", folder / "applied.tif")
    # It was measured on this very raster, wherever its pixels would lie as places.
    assert "outside the area" not in caplog.text
    with rasterio.open(folder / "out.tif") as a, rasterio.open(folder / "applied.tif") as b:
        assert (a.transform, a.crs, a.shape) == (b.transform, b.crs, b.shape)
        np.testing.assert_allclose(a.read(), b.read(), atol=1e-2)


def test_exports_place_the_source_without_resampling(run):
    _, folder = run
    export_transform(folder / "T.json", folder / "source.tif", folder / "source.vrt", to="vrt")
    with rasterio.open(folder / "source.vrt") as placed:
        assert placed.crs == REFERENCE.crs
        x, y = placed.transform * (0, 0)
    assert np.hypot(*np.subtract((x, y), TRUE.transform * (0, 0))) < 0.2
    export_transform(folder / "T.json", folder / "source.tif", folder / "source.tfw", to="worldfile")
    numbers = [float(v) for v in (folder / "source.tfw").read_text().split()]
    assert numbers[4:] == pytest.approx(TRUE.transform * (0.5, 0.5), abs=0.2)
    export_transform(folder / "T.json", folder / "source.tif", folder / "gcps.points", to="gcps")
    assert len((folder / "gcps.points").read_text().splitlines()) > 100


def test_the_references_grid_can_be_asked_for(run):
    _, folder = run
    with one_engine(folder):
        align_image_pair(folder / "source.tif", folder / "reference.tif", folder / "on_it.tif",
                         output_on_moving_grid=False)
    distance, where = off(folder / "on_it.tif")
    assert where == REFERENCE
    assert np.sqrt((distance**2).mean()) < 0.05


def test_a_wrong_georeference_is_overruled_when_that_is_asked_for(run):
    _, folder = run
    with one_engine(folder):
        result = align_image_pair(folder / "wrong.tif", folder / "reference.tif", folder / "right.tif",
                                  start="anywhere", save_transform=folder / "W.json")
    assert np.sqrt((off(folder / "right.tif")[0] ** 2).mean()) < 0.05
    assert result.placement.automatic is False
    # Another raster of the same wrong georeference goes the same way.
    apply_transform(folder / "wrong.tif", folder / "W.json", folder / "applied_wrong.tif")
    assert np.sqrt((off(folder / "applied_wrong.tif")[0] ** 2).mean()) < 0.05


@pytest.mark.parametrize(("source", "own", "start"), [("source.tif", RAW, "near"), ("wrong.tif", WRONG, "anywhere")])
def test_known_points_place_the_source_instead_of_a_search(run, tmp_path, source, own, start):
    _, folder = run
    col, row = np.array([[20, 30], [210, 20], [200, 180], [30, 170], [110, 75]], float).T
    # Set by hand, and so off by some pixels.
    places = np.array(TRUE.to_world(col, row)) + np.random.default_rng(2).normal(0, 4.0, (2, 5))
    write_points(tmp_path / "p.points", ControlPoints.of_pixels(own, (col, row), tuple(places), REFERENCE.crs))
    with one_engine(folder):
        result = align_image_pair(folder / source, folder / "reference.tif", tmp_path / "out.tif", start=start,
                                  known_points=tmp_path / "p.points", save_transform=tmp_path / "K.json")
    assert np.sqrt((off(tmp_path / "out.tif")[0] ** 2).mean()) < 0.05
    assert result.placement.found_by == "points"
    assert result.known_points.count == 5
    assert result.known_points.rmse_px > 1
    assert "placed at" in result.summary()
    assert result.assessment.residual_before is None
    apply_transform(folder / source, tmp_path / "K.json", tmp_path / "applied.tif")
    assert np.sqrt((off(tmp_path / "applied.tif")[0] ** 2).mean()) < 0.05


def test_exact_known_points_alone_place_the_source(run, tmp_path):
    _, folder = run
    col, row = np.array([[20, 30], [210, 20], [200, 180], [30, 170], [110, 75]], float).T
    write_points(tmp_path / "p.points",
                 ControlPoints.of_pixels(RAW, (col, row), TRUE.to_world(col, row), REFERENCE.crs))
    result = align_image_pair(folder / "source.tif", folder / "reference.tif", tmp_path / "out.tif",
                              known_points=tmp_path / "p.points", known_points_only=True)
    assert result.verdict == "aligned"
    assert np.sqrt((off(tmp_path / "out.tif")[0] ** 2).mean()) < 0.02


@pytest.mark.parametrize("place", [{"near_place": (500_100.0, 5_799_900.0)},
                                   {"around": (500_000.0, 5_799_000.0, 501_000.0, 5_800_000.0)}])
def test_known_points_and_a_place_to_look_in_exclude_each_other(run, place):
    _, folder = run
    with pytest.raises(InputError, match="say two things"):
        align_image_pair(folder / "wrong.tif", folder / "reference.tif", folder / "no.tif",
                         known_points=folder / "ties.points", **place)


PINNED = np.array([[20, 30], [210, 20], [200, 180], [30, 170], [110, 75]], float).T


def pinned(run, path, where, crs=REFERENCE.crs):
    """The source with ground control points alone, which put it ``where``."""
    with rasterio.open(run[1] / "source.tif") as source:
        write(path, source.read(), RAW, nodata=-1.0)
    points = [GroundControlPoint(row, col, *where.to_world(col, row)) for col, row in PINNED.T]
    with rasterio.open(path, "r+") as file:
        file.gcps = points, crs or CRS()
    return path


@pytest.mark.parametrize("crs", [REFERENCE.crs, None], ids=["with a CRS", "in the reference's"])
def test_control_points_of_its_own_are_where_the_source_is_looked_for(run, tmp_path, caplog, crs):
    # Set by hand, and so off: by 12 m and 2 degrees.
    near = Grid(REFERENCE.crs, Affine.translation(12, -5) * TRUE.transform * Affine.rotation(2), *SIZE)
    source = pinned(run, tmp_path / "scan.tif", near, crs)
    with one_engine(tmp_path):
        result = align_image_pair(source, run[1] / "reference.tif", tmp_path / "out.tif",
                                  save_transform=tmp_path / "T.json")
    assert result.verdict == "aligned"
    distance, where = off(tmp_path / "out.tif")
    assert np.sqrt((distance**2).mean()) < 0.05
    assert (where.transform.b, where.crs) == (0, REFERENCE.crs)
    assert (result.placement.found_by, result.placement.matches, result.placement.chance) == ("control_points", 5, None)
    assert "placed at" in result.summary()
    assert "placed by 5 ground control points alone" in caplog.text
    assert "off by 0.0 px" in caplog.text
    # What reads the transform reads the same file, and its pixels without any points.
    for name in (source, run[1] / "source.tif"):
        apply_transform(name, tmp_path / "T.json", tmp_path / "applied.tif")
        assert np.sqrt((off(tmp_path / "applied.tif")[0] ** 2).mean()) < 0.05
    export_transform(tmp_path / "T.json", source, tmp_path / "scan.vrt")
    with rasterio.open(tmp_path / "scan.vrt") as placed:
        assert np.allclose(placed.transform * (110, 75), TRUE.to_world(110, 75), atol=0.2)
    warped = coregix.warp(source, coregix.load_transform(tmp_path / "T.json"))
    assert warped.crs == REFERENCE.crs


def test_one_control_point_that_contradicts_the_others_is_left_out_and_named(run, tmp_path, caplog):
    source = pinned(run, tmp_path / "scan.tif", Grid(REFERENCE.crs, TRUE.transform, *SIZE))
    with rasterio.open(source, "r+") as file:
        points, crs = file.gcps
        points[1].x += 40_000
        file.gcps = points, crs
    with one_engine(tmp_path):
        found = coregix.register(source, run[1] / "reference.tif")
    assert (found.verdict, found.result.placement.matches) == ("aligned", 4)
    assert "from where all others put it, and is left out" in caplog.text
    assert "placed by 4 ground control points alone" in caplog.text


def test_control_points_that_are_of_no_use_leave_the_source_to_be_looked_for_anywhere(run, tmp_path, caplog):
    away = Grid(REFERENCE.crs, Affine.translation(90_000, 0) * TRUE.transform, *SIZE)
    found = coregix.register(pinned(run, tmp_path / "scan.tif", away), run[1] / "reference.tif")
    assert found.result.placement.found_by == "features"
    assert "control points that place it nowhere" in caplog.text
    assert "outside the reference" in caplog.text


def test_control_points_that_turn_the_source_too_far_are_told_and_left_aside_when_asked(run, tmp_path):
    turned = Grid(REFERENCE.crs, TRUE.transform * Affine.translation(120, 100) * Affine.rotation(60)
                  * Affine.translation(-120, -100), *SIZE)
    source = pinned(run, tmp_path / "scan.tif", turned)
    with pytest.raises(UnreliableAlignmentError, match="looked for anywhere, the source would be found"):
        coregix.register(source, run[1] / "reference.tif")
    assert coregix.register(source, run[1] / "reference.tif", start="anywhere").verdict == "aligned"


def test_a_mirror_image_is_refused_in_one_line(run, tmp_path):
    _, folder = run
    with rasterio.open(folder / "source.tif") as source:
        write(tmp_path / "mirror.tif", source.read()[:, :, ::-1], RAW)
    line = refusal(align("--start", "anywhere", moving=tmp_path / "mirror.tif", fixed=folder / "reference.tif",
                         output=tmp_path / "no.tif"), 3)
    assert "mirror image" in line
    assert not (tmp_path / "no.tif").exists()


def test_a_source_without_georeference_is_none_for_a_reference_without(tmp_path):
    """Both in pixels: that is a pair like any other, and nothing is searched."""
    values = shown(REFERENCE)
    plain = Grid(None, Affine.identity(), REFERENCE.width, REFERENCE.height)
    for name in ("a", "b"):
        write(tmp_path / f"{name}.tif", values, plain)
    with one_engine(tmp_path):
        result = align_image_pair(tmp_path / "a.tif", tmp_path / "b.tif", tmp_path / "c.tif")
    assert result.placement is None
    assert json.loads(json.dumps(result.to_dict()))["placement"] is None


def test_a_refusal_near_says_that_the_source_is_to_be_found_elsewhere(run):
    _, folder = run
    turned = grid(*SIZE, pixel=1.6, origin=(TRUE.middle[0] - 192, TRUE.middle[1] + 160))
    with rasterio.open(folder / "source.tif") as source:
        write(folder / "turned.tif", source.read(), turned)
    done = ended(align(moving=folder / "turned.tif", fixed=folder / "reference.tif", output=folder / "no.tif"))
    assert done.returncode == 3
    assert "looked for anywhere, the source would be found" in done.stderr


ELSEWHERE = Grid(REFERENCE.crs, TRUE.transform * Affine.translation(30, -20) * Affine.rotation(150)
                 * Affine.translation(-SIZE[0] / 2, -SIZE[1] / 2), *SIZE)
LEFT = np.zeros(RAW.shape, bool)
LEFT[:, :130] = True


@pytest.mark.parametrize(("masks", "where"), [
    ({"moving_exclude": "array"}, TRUE), ({"moving_exclude": "raster"}, TRUE),
    ({"moving_include": "raster"}, ELSEWHERE)])
def test_masks_of_a_source_without_a_georeference_lie_on_its_pixels_from_the_search_on(tmp_path, masks, where):
    # Two prints in one scan: each is found if the other is left out.
    scan = write(tmp_path / "scan.tif", np.where(LEFT, shown(ELSEWHERE), shown(TRUE)), RAW)
    reference = write(tmp_path / "reference.tif", shown(REFERENCE), REFERENCE)
    given = {"array": LEFT, "raster": write(tmp_path / "left.tif", LEFT.astype("uint8"), RAW)}
    if masks == {"moving_exclude": "raster"}:
        given["raster"] = f"{given['raster']}=1"
    found = coregix.register(scan, reference, model="similarity", **{name: given[form] for name, form in masks.items()})
    assert found.verdict == "aligned"
    x, y = where.to_world(*(np.array([[20, 60, 120], [30, 100, 170]]) + (120 if where is TRUE else 0)))
    col, row = found.transform(x, y)
    assert np.hypot(*(np.array(where.to_pixel(x, y)) - (col, row))).max() < 0.1


def streets(seed):
    """A grid of streets without a place, between blocks that differ."""
    rng = np.random.default_rng(seed)
    blocks = np.kron(rng.normal(120.0, 10.0, (15, 15)), np.ones((20, 20)))
    rows, cols = np.indices(blocks.shape) % 20
    open_ground = (np.minimum(rows, cols) < 3) | (np.maximum(rows, cols) > 17)
    return np.where(open_ground, 60.0, blocks) + rng.normal(0.0, 8.0, blocks.shape)


def test_a_grid_of_streets_is_found_and_may_as_well_lie_a_block_aside(tmp_path):
    reference = write(tmp_path / "reference.tif", streets(1).astype("uint8"), grid(300, 300))
    source = write(tmp_path / "source.tif", streets(2).astype("uint8"), Grid(None, Affine.identity(), 300, 300))
    found = coregix.register(source, reference, accept_unreliable=True)
    assert found.verdict == "uncertain"
    assert "their structure repeats" in found.assessment.reason
    assert found.assessment.uncertainty_ce90_px > 19
