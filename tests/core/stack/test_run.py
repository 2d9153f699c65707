"""A whole stack, small: corrections that are known, one image of another place, links kept for the next run."""

import csv
import json
from dataclasses import replace

import numpy as np
import pyogrio
import pystac
import pytest
import rasterio
from affine import Affine
from scenes import ORIGIN, Ground, displaced, grid, textured, write

from coregix_core import align_stack
from coregix_core.errors import GeoreferenceError, InputError
from coregix_core.geometry import Grid

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
    # The report goes into a folder that the run has yet to make.
    out = tmp_path_factory.mktemp("out") / "stacked"
    return folder, out, align_stack([folder], out, transform="translation", workers=1, report=out / "report.html")


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
    assert result.refusals == (f"2021-05-05: {bad.reason}",)
    assert not (out / "2021-05-05.tif").exists()
    assert result.exit_code == 3


def test_outputs_are_the_images_on_their_own_grids_with_transforms(stack):
    folder, out, _ = stack
    for name in SHIFTS:
        with rasterio.open(folder / f"{name}.tif") as before, rasterio.open(out / f"{name}.tif") as after:
            assert after.transform == before.transform
            assert after.tags()["COREGIX_VERDICT"] == "aligned"
        assert json.loads((out / "transforms" / f"{name}.json").read_text())["format"] == "coregix-transform"


def test_tables_hold_the_images_and_their_links(stack):
    _, out, result = stack
    table = rows(out / "stack.csv")
    assert [row["image"] for row in table] == [*SHIFTS, "2021-05-05"]
    assert table[0]["date"] == "2021-01-05T00:00:00Z"
    assert float(table[0]["ce90_px"]) < 0.2
    links = rows(out / "links.csv")
    assert sum(row["used"] == "True" for row in links) >= 5
    assert result.closure_after_px[1] < 0.1


def test_the_report_shows_the_proof_the_series_and_what_was_left_out(stack):
    _, out, result = stack
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "4 of 5 aligned" in page
    assert f"{len(result.links)} that were measured" in page
    # One leaf an image that is held, before and after.
    assert page.count("class='leaf'") == 2 * len(SHIFTS)
    assert "<b>2021-05-05</b>: no trustworthy link holds it" in page
    assert "Shifts over time" in page
    assert "http" not in page.replace("http://www.w3.org", ""), "it opens offline"


def test_a_date_that_is_added_measures_its_own_links_alone(stack):
    folder, out, first = stack
    shown = textured(WHERE, displaced(2.0, 2.0, centre=MIDDLE), GROUND)
    write(folder / "2021-06-05.tif", shown.astype(np.float32), WHERE, nodata=-9999.0)
    again = align_stack([folder], out, transform="translation", workers=1, measure_only=True)
    assert first.measured_links >= 8
    added = [link for link in again.links if 5 in (link.first, link.second)]
    assert again.measured_links == len(added) > 0
    assert {i.image for i in again.images if i.verdict == "aligned"} == {*SHIFTS, "2021-06-05"}


@pytest.fixture(scope="module")
def again(stack):
    """The good images once more, on one grid and with all that can be written."""
    folder, out, _ = stack
    return align_stack([folder / f"{name}.tif" for name in SHIFTS], out, transform="translation", workers=1,
                       common_grid=True, stac=True, pair_uncertainty=True)


def grid_of(path):
    with rasterio.open(path) as raster:
        return raster.transform, raster.shape


def test_what_an_earlier_run_wrote_of_an_image_that_fails_now_is_removed(tmp_path):
    names, own, out = list(SHIFTS)[:3], "2021-06-05", tmp_path / "out"
    folder = build(tmp_path, bad=False)
    first = align_stack([folder / f"{name}.tif" for name in names], out, transform="translation", workers=1, stac=True)
    (out / f"{own}.tif").write_bytes((folder / f"{names[0]}.tif").read_bytes())
    for seed, name in enumerate((names[0], own), 98):
        write(folder / f"{name}.tif", textured(WHERE, None, Ground(seed, shortest=8.0)).astype(np.float32), WHERE)
    again = align_stack([folder / f"{name}.tif" for name in (*names, own)], out, transform="translation", workers=1,
                        stac=True)
    assert [image.verdict for image in first.images] == ["aligned"] * 3
    assert {image.image for image in again.images if image.verdict == "failed"} == {names[0], own}
    for kind in (".tif", "transforms/.json", "items/.json"):
        assert sorted(path.stem for path in (out / kind).parent.glob(f"*{kind.rpartition('/')[2]}")) == [
            *names[1:], *([own] if kind == ".tif" else [])], "the last is a file of the user's own"


def test_one_grid_for_all(again):
    assert len({grid_of(image.output) for image in again.images}) == 1
    assert again.measured_links == 0, "the links of the same images are known"


@pytest.mark.usefixtures("again")
def test_a_catalogue_and_layers(stack):
    _, out, _ = stack
    assert len(rows(out / "pairs.csv")) == 6
    assert [layer[0] for layer in pyogrio.list_layers(out / "stack.gpkg")] == ["images", "links"]
    items = list(pystac.Collection.from_file(str(out / "collection.json")).get_items())
    assert [item.datetime.strftime("%Y-%m-%d") for item in items] == list(SHIFTS)
    assert items[0].properties["coregix:verdict"] == "aligned"


@pytest.mark.parametrize(("kind", "package"), [("netcdf", "netCDF4"), ("zarr", "zarr")])
def test_a_cube_holds_the_aligned_images(stack, kind, package):
    pytest.importorskip(package)
    xarray = pytest.importorskip("xarray")
    folder, out, _ = stack
    named = [folder / f"{name}.tif" for name in SHIFTS]
    made = align_stack(named, out, transform="translation", workers=1, format=kind)
    opened = xarray.open_dataset(out / "stack.nc", engine="netcdf4") if kind == "netcdf" else xarray.open_zarr(
        out / "stack.zarr")
    with opened as cube:
        assert cube["stack"].dims == ("time", "band", "y", "x")
        assert [str(t)[:10] for t in cube["time"].values] == list(SHIFTS)
        with rasterio.open(made.images[1].output) as raster:
            seen = np.where(raster.read(1) == -9999.0, np.nan, raster.read(1))
        np.testing.assert_array_equal(cube["stack"][1, 0].values, seen)


def test_bands_of_one_file_come_back_in_one_file(tmp_path):
    shown = [textured(WHERE, displaced(*shift, centre=MIDDLE), GROUND) for shift in list(SHIFTS.values())[:3]]
    write(tmp_path / "camera.tif", np.stack(shown).astype(np.float32), WHERE, nodata=-9999.0)
    heard = []
    made = align_stack([tmp_path / "camera.tif"], tmp_path / "out", bands=True, datum="band0", transform="translation",
                       workers=1, progress=lambda event: heard.append((event.overall, event.message)))
    assert [image.verdict for image in made.images] == ["aligned"] * 3
    steps = np.diff([overall for overall, _ in heard])
    # What bands of one camera have no need of is passed over.
    worked = np.array(["at the same places" not in message for _, message in heard[:-1]])
    assert 0.0 <= steps.min() <= steps[worked].max() < 0.1, "links and bands are told of while they are worked on"
    with rasterio.open(tmp_path / "out" / "camera.tif") as raster:
        values, valid = raster.read(), raster.read_masks() > 0
    both = valid.all(0)
    assert both.mean() > 0.9
    np.testing.assert_array_equal(values[0], shown[0].astype(np.float32), "the datum stays as it is")
    for band in (1, 2):
        assert np.abs(values[band] - values[0])[both].mean() < 0.02 * np.std(values[0][both])


def test_an_array_of_dates_comes_back_as_one(stack):
    xarray = pytest.importorskip("xarray")
    folder, out, _ = stack
    values = []
    for name in SHIFTS:
        with rasterio.open(folder / f"{name}.tif") as raster:
            values.append(raster.read(1))
    x, y = (WHERE.to_world(np.arange(150) + 0.5, np.arange(150) + 0.5)[axis] for axis in (0, 1))
    given = xarray.DataArray(np.stack(values), dims=("time", "y", "x"), coords={
        "time": np.array(list(SHIFTS), "datetime64[ns]"), "y": y, "x": x})
    found = align_stack(given, out / "array", transform="translation", workers=1, datum="first").array
    assert found.dims == given.dims
    np.testing.assert_array_equal(found["time"], given["time"])
    np.testing.assert_array_equal(found[0], given[0])
    gap = (found[3] - found[0]).values[15:-15, 15:-15]
    assert np.abs(gap).mean() < 0.02 * np.std(values[0])


def test_a_bad_first_image_does_not_leave_all_others_without_a_place(tmp_path, caplog):
    folder = build(tmp_path, bad=False)
    first = "2020-12-01"
    write(folder / f"{first}.tif", textured(WHERE, None, Ground(99, shortest=8.0)).astype(np.float32), WHERE)
    made = align_stack([folder], tmp_path / "out", datum="first", transform="translation", workers=1, measure_only=True)
    assert [image.verdict for image in made.images] == ["failed", *["aligned"] * 4]
    assert (made.images[1].east, made.images[1].north) == (0.0, 0.0)
    assert f"joins {first}, the first image, with the others; {next(iter(SHIFTS))} stays" in caplog.text
    named = align_stack([folder], tmp_path / "out", datum=first, transform="translation", workers=1, measure_only=True)
    assert {image.verdict for image in named.images} == {"failed"}
    bad, *others = (image.reason for image in named.images)
    assert bad.startswith("no trustworthy link holds it")
    why = f"the datum {first}, on which it is to lie, cannot be trusted: {bad};"
    assert set(others) == {f"{why} take another image or the mean as the datum"}


@pytest.mark.parametrize(("east", "why"), [(0, "to the reference; of 2 links to it that were tried, one says: "),
                                           (900, "overlaps the reference")])
def test_images_that_nothing_joins_with_the_reference_say_so(tmp_path, east, why):
    images = [build(tmp_path, bad=False) / f"{name}.tif" for name in list(SHIFTS)[:2]]
    where = grid(150, 150, 2.0, origin=(ORIGIN[0] + east, ORIGIN[1]))
    write(tmp_path / "reference.tif", textured(where, None, Ground(99, shortest=8.0)), where)
    made = align_stack(images, tmp_path / "out", fixed_image_path=tmp_path / "reference.tif", transform="translation",
                       workers=1)
    assert {image.verdict for image in made.images} == {"failed"}
    for image in made.images:
        assert image.reason.startswith(f"it is linked to other images, and none of these {why}")


def test_without_any_georeference_north_counts_down_the_rows_and_rotation_clockwise(tmp_path):
    # The second image shows things 2 pixels to the left, 3 further up, and turned by 2 degrees counter-clockwise.
    for name, shown in (("a", None), ("b", displaced(-4.0, 6.0, 2.0, centre=MIDDLE))):
        write(tmp_path / f"{name}.tif", textured(WHERE, shown, GROUND).astype(np.float32),
              Grid(None, Affine.identity(), 150, 150))
    image = align_stack([tmp_path], tmp_path / "out", datum="a", transform="rigid", workers=1).images[1]
    assert (image.east_px, image.north_px, image.rotation_deg) == pytest.approx((2.0, 3.0, 2.0), abs=0.15)


def test_the_band_that_is_named_is_compared_and_all_of_them_are_moved(tmp_path):
    for name, (east, north) in list(SHIFTS.items())[:2]:
        shown = textured(WHERE, displaced(east, north, centre=MIDDLE), GROUND)
        write(tmp_path / f"{name}.tif", np.stack([np.ones_like(shown), shown]).astype(np.float32), WHERE)
    made = align_stack([tmp_path], tmp_path / "out", band_index=1, datum="first", transform="translation", workers=1)
    assert [image.verdict for image in made.images] == ["aligned"] * 2
    assert (made.images[1].east, made.images[1].north) == pytest.approx((7.0, -3.0), abs=0.1)
    with rasterio.open(made.images[1].output) as raster:
        assert raster.count == 2


def test_bands_and_one_band_to_compare_contradict_each_other(tmp_path):
    with pytest.raises(InputError, match="bands and band_index contradict each other: each band is an image"):
        align_stack(["camera.tif"], tmp_path, bands=True, band_index=1)


def test_a_reference_and_another_datum_contradict_each_other(tmp_path):
    for datum in ("first", "2021-01-05"):
        with pytest.raises(InputError, match="datum and fixed_image_path contradict each other: the reference is the"):
            align_stack(["scenes"], tmp_path, fixed_image_path="reference.tif", datum=datum)


def test_a_datum_that_is_no_image_is_refused(tmp_path):
    with pytest.raises(InputError, match="none of the images") as refused:
        align_stack([build(tmp_path, bad=False)], tmp_path / "out", datum="2020-01-01")
    assert (refused.value.parameter, refused.value.value) == ("datum", "2020-01-01")


def test_images_with_and_without_a_crs_are_no_stack_and_one_of_each_is_named(tmp_path):
    for name, where in (("placed", WHERE), ("bare", replace(WHERE, crs=None))):
        write(tmp_path / f"{name}.tif", np.ones(where.shape, np.uint8), where)
    with pytest.raises(GeoreferenceError, match=r"bare\.tif has no CRS, and \S+placed\.tif has one"):
        align_stack([tmp_path], tmp_path / "out")


def test_one_image_is_no_stack(tmp_path):
    build(tmp_path, bad=False)
    with pytest.raises(InputError, match="two images at least"):
        align_stack([tmp_path / "2021-01-05.tif"], tmp_path / "out")
    with pytest.raises(InputError, match=r"two images at least; .* are one file"):
        align_stack([tmp_path / "2021-01-05.tif"] * 2, tmp_path / "out")


def test_one_image_and_its_reference_are_a_series_that_begins(tmp_path):
    build(tmp_path, bad=False)
    first, reference = (tmp_path / f"{name}.tif" for name in list(SHIFTS)[:2])
    # Whatever the image is called, tables tell it from the reference.
    first = first.rename(tmp_path / "reference.tif")
    result = align_stack([first], tmp_path / "out", fixed_image_path=reference, transform="translation", workers=1)
    (image,) = result.images
    assert (image.verdict, image.links) == ("aligned", 1)
    assert (image.east, image.north) == pytest.approx((-7.0, 3.0), abs=0.1)
    (link,) = result.to_dict()["links"]
    assert (link["first"], link["second"]) == ("reference", "fixed reference")
    assert [(row["first"], row["second"]) for row in rows(tmp_path / "out" / "links.csv")] == [
        ("reference", "fixed reference")]
    with pytest.raises(InputError, match="no image to align besides the reference"):
        align_stack([reference], tmp_path / "alone", fixed_image_path=reference)
