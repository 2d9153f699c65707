"""Transform files: what is saved is read again to the last digit, and nothing else is let in."""

import contextlib
import json

import numpy as np
import pytest
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st
from rasterio.crs import CRS

from coregix_core.errors import InputError, TransformFileError
from coregix_core.geometry import Grid, HomographyTransform
from coregix_core.geometry.transform import AffineTransform, LocalTransform, affine_transform
from coregix_core.io import transform_json
from coregix_core.io.transform_json import (
    MAX_BYTES,
    MAX_NODES,
    SavedTransform,
    _document,
    load_transform,
    save_transform,
)

UTM = CRS.from_epsg(32633)
CENTRE = (402_345.678, 5_812_345.678)
MOVING = Grid(UTM, Affine(2.0, 0.0, 400_000.0, 0.0, -2.0, 5_820_000.0), 1000, 800)
EXTENT = (400_000.0, 5_810_000.0, 405_000.0, 5_820_000.0)
RIGID = AffineTransform("rigid", CENTRE, ((0.999999, -0.00123), (0.00123, 0.999999)), (7.123456789012345, -19.1))

numbers = st.floats(-1e9, 1e9)


def saved(transform=RIGID, **changes):
    return SavedTransform(**{"transform": transform, "fixed_crs": UTM, "extent": EXTENT, "moving": MOVING,
                             "metric": "correlation", "verdict": "aligned", "uncertainty_ce90": 0.3,
                             "uncertainty_ce90_px": 0.15, "created": "2025-01-01T00:00:00+00:00", **changes})


def a_local(rows=5, columns=6):
    field = np.random.default_rng(3).normal(0, 2, (2, rows, columns))
    return LocalTransform(RIGID, Affine(500.1, 0.0, 400_000.3, 0.0, -500.1, 5_820_000.7), field)


def changed(tmp_path, **changes):
    """A file as it is written, but for some fields; None takes a field away."""
    path = tmp_path / "T.json"
    save_transform(path, saved())
    document = json.loads(path.read_text())
    for name, value in changes.items():
        *outer, last = name.split("__")
        place = document
        for step in outer:
            place = place[step]
        if value is None:
            del place[last]
        else:
            place[last] = value
    path.write_text(json.dumps(document))
    return path


@pytest.mark.parametrize("crs", [UTM, CRS.from_epsg(4326), CRS.from_epsg(3035), CRS.from_string(
    "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +ellps=GRS80 +units=m"), None])
def test_everything_comes_back(tmp_path, crs):
    before = saved(fixed_crs=crs, moving=Grid(crs, MOVING.transform, 7, 9))
    save_transform(tmp_path / "T.json", before)
    assert load_transform(tmp_path / "T.json") == before


@settings(max_examples=25, deadline=None)
@given(st.lists(numbers, min_size=4, max_size=4), st.lists(st.floats(-0.1, 0.1), min_size=4, max_size=4))
def test_parametric_numbers_come_back_to_the_last_digit(tmp_path_factory, place, matrix):
    transform = affine_transform("affine", (place[0], place[1]), np.eye(2) + np.reshape(matrix, (2, 2)),
                                 np.array(place[2:]))
    path = tmp_path_factory.mktemp("t") / "T.json"
    save_transform(path, saved(transform))
    assert load_transform(path).transform == transform


def a_view(**changes):
    return HomographyTransform(**{"centre": CENTRE, "matrix": ((1.01, 0.02), (-0.03, 0.98)), "shift": (12.5, -7.25),
                                  "tilt": (1e-5, -2e-5), **changes})


def test_a_homography_comes_back_to_the_last_digit(tmp_path):
    save_transform(tmp_path / "T.json", saved(a_view()))
    assert load_transform(tmp_path / "T.json").transform == a_view()
    assert "tilt" not in json.loads(changed(tmp_path).read_text())["transform"]


@pytest.mark.parametrize(("name", "value", "said"), [
    ("tilt", [1e-5], "list of 2 numbers"), ("tilt", None, "must be a list"), ("matrix", [[1, 0], [1, 0]], "invertible"),
    ("tilt", [0.0, 1.0], "horizon"), ("tilt", ["x", 0], "must be a number")])
def test_a_homography_that_shows_no_image_is_refused(tmp_path, name, value, said):
    path = tmp_path / "T.json"
    save_transform(path, saved(a_view()))
    document = json.loads(path.read_text())
    document["transform"][name] = value
    path.write_text(json.dumps(document))
    with pytest.raises(TransformFileError, match=said):
        load_transform(path)


def test_a_homography_whose_horizon_crosses_the_image_is_not_written(tmp_path):
    with pytest.raises(InputError, match="horizon"):
        save_transform(tmp_path / "T.json", saved(a_view(tilt=(0.0, 1.0))))
    assert list(tmp_path.iterdir()) == []


def test_a_field_comes_back_to_the_last_digit(tmp_path):
    before = a_local()
    save_transform(tmp_path / "T.json", saved(before))
    after = load_transform(tmp_path / "T.json").transform
    assert (after.affine, after.lattice) == (before.affine, before.lattice)
    np.testing.assert_array_equal(after.coefficients, before.coefficients)
    np.testing.assert_array_equal(after(*CENTRE), before(*CENTRE))


def test_a_model_that_the_format_does_not_know_is_not_written(tmp_path):
    class Bent:
        model = "bent"

    with pytest.raises(InputError, match="kind Bent cannot be saved"):
        save_transform(tmp_path / "T.json", saved(Bent()))
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_dated_when_it_is_saved(tmp_path):
    save_transform(tmp_path / "T.json", saved(created=""))
    assert load_transform(tmp_path / "T.json").created.startswith("20")


def test_the_crs_of_the_solve_stands_in_for_the_files_own():
    other = Grid(CRS.from_epsg(32632), Affine(2.0, 0.0, 1.0, 0.0, -2.0, 1.0), 5, 5)
    misnamed = Grid(CRS.from_epsg(32632), MOVING.transform, *MOVING.shape[::-1])
    assert saved().crs_of(misnamed) == UTM
    assert saved().crs_of(Grid(None, other.transform, 5, 5)) == UTM
    assert saved().crs_of(other) == other.crs


@pytest.mark.parametrize(("changes", "said"), [
    ({"format": "geojson"}, "format is not 'coregix-transform'"),
    ({"format": None}, "format is missing"),
    ({"version": 2}, "update coregix"),
    ({"version": "1"}, "version must be a number"),
    ({"version": True}, "version must be a number"),
    ({"fixed_crs": "EPSG:4326"}, "fixed_crs is not the WKT of a CRS"),
    ({"fixed_crs": "/etc/passwd"}, "fixed_crs is not the WKT of a CRS"),
    ({"fixed_crs": "A" * 100_001}, "fixed_crs must be a text of at most"),
    ({"fixed_crs": 4326}, "fixed_crs must be a text"),
    ({"transform": [1, 2]}, "transform must be an object"),
    ({"transform__model": "spline"}, "transform.model must be one of"),
    ({"transform__centre": [1.0]}, "transform.centre must be a list of 2 numbers"),
    ({"transform__centre": [1.0, "2"]}, "transform.centre must be a number"),
    ({"transform__centre": [1.0, 1e16]}, "transform.centre must be a number"),
    ({"transform__matrix": [[1.0, 0.0]]}, "transform.matrix must have 2 rows"),
    ({"transform__matrix": [[1.0, 0.0], [1.0, 0.0]]}, "matrix invertible"),
    ({"transform__shift": None}, "transform.shift is missing"),
    ({"extent": [0.0, 1.0, 1.0]}, "extent must be a list of 4 numbers"),
    ({"extent": [0.0, 1.0, 1.0, 2.0, 3.0]}, "extent must be a list of 4 numbers"),
    ({"extent": [1.0, 1.0, 0.0, 2.0]}, "extent must be left"),
    ({"extent": [0.0, 1.0, 0.0, 2.0]}, "extent must be left"),
    ({"extent": [0.0, 2.0, 1.0, 2.0]}, "extent must be left"),
    ({"moving__width": 0}, "moving.width must be a number in 1"),
    ({"moving__width": 1.5}, "moving.width must be a whole number"),
    ({"moving__transform": [0.0] * 6}, "moving.transform cannot be inverted"),
    ({"verdict": "perfect"}, "verdict must be one of"),
    ({"metric": "m" * 101}, "metric must be a text"),
    ({"uncertainty_ce90": "small"}, "uncertainty_ce90 must be a number"),
])
def test_what_breaks_the_schema_is_refused_by_file_and_field(tmp_path, changes, said):
    path = changed(tmp_path, **changes)
    with pytest.raises(TransformFileError) as caught:
        load_transform(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)


@pytest.mark.parametrize("coefficients", [
    [], [[1.0]], [[[1.0]]], [[[1.0]], [[1.0], [2.0]]], [[["1"]], [["2"]]], [[[1.0]], [[None]]], [[[True]], [[False]]],
    [[[1e16]], [[0.0]]], [[[1.0]], [[1.0]], [[1.0]]], [[[]], [[]]], [[[[1.0]]], [[[1.0]]]], "x", {"a": 1}])
def test_a_field_that_is_no_table_of_numbers_is_refused(tmp_path, coefficients):
    save_transform(tmp_path / "T.json", saved(a_local()))
    document = json.loads((tmp_path / "T.json").read_text())
    document["transform"]["coefficients"] = coefficients
    (tmp_path / "T.json").write_text(json.dumps(document))
    with pytest.raises(TransformFileError, match="coefficients"):
        load_transform(tmp_path / "T.json")


@pytest.mark.parametrize("content", [
    b"", b"null", b"[1]", b"{", b"\xff\xfe", b"[" * 100_000, b'{"version": NaN}', b'{"version": 1' + b"0" * 5000 + b"}",
    b"\x80\x04\x95."])
def test_what_is_no_json_object_is_refused(tmp_path, content):
    (tmp_path / "T.json").write_bytes(content)
    with pytest.raises(TransformFileError, match=r"T\.json"):
        load_transform(tmp_path / "T.json")


def test_a_huge_file_is_refused_before_it_is_parsed(tmp_path):
    with (tmp_path / "T.json").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(TransformFileError, match="larger than a transform file may be"):
        load_transform(tmp_path / "T.json")


def test_a_field_that_could_not_be_read_again_is_not_written(tmp_path):
    field = LocalTransform(RIGID, Affine.identity(), np.zeros((2, 1, MAX_NODES + 1)))
    with pytest.raises(InputError, match="coarser field"):
        save_transform(tmp_path / "T.json", saved(field))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "said"), [
    ("missing.json", "cannot be read"), (".", "cannot be read"), ("a\0b", "needs the name of a file")])
def test_a_file_that_is_not_there_is_named(tmp_path, name, said):
    with pytest.raises(InputError, match=said):
        load_transform(f"{tmp_path}/{name}")


def places(value, path=()):
    """Every place in a JSON value, as the steps that lead there."""
    yield path
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield from places(inner, (*path, step))


def a_document():
    document = _document(saved(a_local(2, 2)))
    return document, [path for path in places(document) if path]


DOCUMENT, PLACES = a_document()
odd = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=20), st.builds(list),
                st.builds(dict), st.lists(st.floats(allow_nan=False), max_size=3))


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(PLACES), odd), min_size=1, max_size=3))
def test_a_file_with_odd_values_anywhere_is_read_or_refused(tmp_path_factory, changes):
    document = json.loads(json.dumps(DOCUMENT))
    for path, value in changes:
        with contextlib.suppress(KeyError, IndexError, TypeError):  # an earlier change took that place away
            place = document
            for step in path[:-1]:
                place = place[step]
            place[path[-1]] = value
    path = tmp_path_factory.getbasetemp() / "odd.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    try:
        found = load_transform(path)
    except TransformFileError:
        return
    assert np.isfinite(found.transform.affine.affine.a if isinstance(found.transform, LocalTransform)
                       else found.transform.affine.a)


class TestLimits:
    """Files come from others: each limit holds at its value, and one step beyond it is refused."""

    def test_the_nodes_of_a_field(self, tmp_path, monkeypatch):
        path = tmp_path / "T.json"
        save_transform(path, saved(a_local(5, 6)))
        monkeypatch.setattr("coregix_core.io.transform_json.MAX_NODES", 30)
        assert load_transform(path).transform == a_local(5, 6)
        monkeypatch.setattr("coregix_core.io.transform_json.MAX_NODES", 29)
        with pytest.raises(TransformFileError, match="at most 29 nodes"):
            load_transform(path)
        with pytest.raises(InputError, match="more than 29 nodes"):
            save_transform(path, saved(a_local(5, 6)))

    @pytest.mark.parametrize(("field", "most"), [
        ("moving__width", 2**31), ("moving__height", 2**31), ("uncertainty_ce90", 1e15), ("uncertainty_ce90_px", 1e15)])
    def test_numbers(self, field, most, tmp_path):
        load_transform(changed(tmp_path, **{field: most}))
        with pytest.raises(TransformFileError, match=field.rpartition("__")[2]):
            load_transform(changed(tmp_path, **{field: most * 1.001 if isinstance(most, float) else most + 1}))

    @pytest.mark.parametrize(("field", "longest"), [("metric", 100), ("created", 100), ("coregix", 100)])
    def test_texts(self, field, longest, tmp_path):
        load_transform(changed(tmp_path, **{field: "x" * longest}))
        with pytest.raises(TransformFileError, match=f"{field} must be a text of at most {longest} characters"):
            load_transform(changed(tmp_path, **{field: "x" * (longest + 1)}))


def test_a_raster_is_written_on_its_own_grid_unless_its_georeference_is_not_trusted():
    """A shift by (7, -19) shows things 7 m too far east and 19 m too far south; their places lie the other way."""
    shift = AffineTransform("translation", CENTRE, shift=(7.0, -19.0))
    assert saved(shift).output_grid(MOVING) == MOVING
    placed = saved(shift, placed=True).output_grid(MOVING)
    left, bottom, right, top = MOVING.bounds
    assert placed.bounds == pytest.approx((left - 7, bottom + 19, right - 7, top + 19), abs=2.0)
    assert placed.crs == UTM


class TestPlaced:
    PHOTO = Grid(None, Affine.identity(), 420, 300)

    @pytest.mark.parametrize("crs", [None, UTM, CRS.from_epsg(4326)])
    def test_the_rasters_own_crs_is_kept(self, crs, tmp_path):
        given = saved(placed=True, moving=Grid(crs, MOVING.transform, 1000, 800))
        save_transform(tmp_path / "T.json", given)
        assert load_transform(tmp_path / "T.json") == given

    def test_versions_that_know_no_own_crs_read_the_fixed_one(self, tmp_path):
        save_transform(tmp_path / "T.json", saved(placed=True, moving=self.PHOTO))
        moving = json.loads((tmp_path / "T.json").read_text())["moving"]
        assert CRS.from_wkt(moving["crs"]) == UTM
        assert moving["own_crs"] is None
        assert "own_crs" not in _document(saved())["moving"]

    @pytest.mark.parametrize(("transform", "crs"), [([1, 0, 0, 0, 1, 0], None), (list(MOVING.transform)[:6], UTM)])
    def test_a_file_of_such_a_version_may_be_of_pixels(self, transform, crs, tmp_path):
        path = changed(tmp_path, placed=True, moving__transform=transform)
        assert load_transform(path).moving.crs == crs
        assert load_transform(path).in_pixels is (crs is None)


def test_a_saved_transform_and_a_grid_print_in_a_few_lines():
    wkt = CRS.from_wkt(UTM.to_wkt().replace('"EPSG","32633"', '"LOCAL","1"'))
    grid = Grid(wkt, MOVING.transform, 1000, 800)
    assert repr(grid).endswith("(2.0, 0.0, 400000.0, 0.0, -2.0, 5820000.0), 1000 x 800)")
    assert len(repr(grid)) < 200
    assert repr(saved(fixed_crs=wkt, moving=grid)).startswith("SavedTransform(aligned, AffineTransform(")
    assert len(repr(saved(fixed_crs=wkt, moving=grid))) < 400


def test_what_is_read_of_a_transform_file_is_bounded():
    """Anyone may send one: far above what honest ones hold, and far below what fills a memory."""
    assert transform_json.MAX_BYTES == 64 * 2**20
    assert (transform_json.MAX_NODES, transform_json.LONGEST_TEXT) == (2_000_000, 100_000)
    assert (transform_json.LARGEST_NUMBER, transform_json.LARGEST_RASTER) == (1e15, 2**31)
