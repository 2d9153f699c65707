"""A folder that holds an earlier stack: what is not replaced is removed or named, and the user's own stays."""

import numpy as np
import pytest
from scenes import Ground, displaced, grid, textured, write

from coregix_core import align_stack

WHERE = grid(150, 150, 2.0)
NAMES = ("2021-01-05", "2021-02-05", "2021-03-05")
OWN = {"own.tif": None, "pairs.csv": "moving_image,fixed_image,output_image\n",
       "collection.json": '{"type": "Catalog"}'}
"""Files of the user's, some of which have the name of what a stack writes."""


@pytest.fixture
def images(tmp_path):
    for name, shift in zip(NAMES, ((3.0, -2.0), (-4.0, 1.0), (0.0, 0.0)), strict=True):
        shown = textured(WHERE, displaced(*shift, centre=WHERE.middle), Ground(4, shortest=8.0, longest=300.0))
        write(tmp_path / f"{name}.tif", shown.astype(np.float32), WHERE)
    return [tmp_path / f"{name}.tif" for name in NAMES]


def files(folder):
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} - {
        "stack.csv", "links.csv", "stack.gpkg"} - {
        path.relative_to(folder).as_posix() for path in (folder / ".coregix-stack").rglob("*")}


def of(names, *kinds):
    return {kind.format(name) for kind in kinds for name in names}


def test_tables_of_an_earlier_run_are_removed_and_images_that_are_no_more_in_the_stack_are_named(
        images, tmp_path, caplog):
    out, fewer = tmp_path / "out", NAMES[:2]
    options = {"transform": "translation", "workers": 1}
    align_stack(images, out, stac=True, pair_uncertainty=True, **options)
    everything = of(NAMES, "{}.tif", "transforms/{}.json", "items/{}.json")
    assert files(out) == {*everything, "pairs.csv", "collection.json"}
    (out / "stack.zarr").mkdir()
    assert "earlier runs" not in caplog.text
    align_stack(images[:2], out, measure_only=True, **options)
    assert files(out) == {*everything - of(fewer, "items/{}.json"), *of(fewer, "vrt/{}.vrt")}
    (named,) = (line for line in caplog.messages if "earlier runs" in line)
    left = {"stack.zarr", *of(NAMES, "{}.tif"), *of(NAMES[2:], "transforms/{}.json", "items/{}.json")}
    assert f"no part of this one: {', '.join(sorted(left))}. Remove" in named
    caplog.clear()
    align_stack(images[:2], out, **options)
    assert files(out) == everything - of(fewer, "items/{}.json"), "pixels are anew, and VRTs would be of another run"
    assert f"no part of this one: {', '.join(sorted(left - of(fewer, '{}.tif')))}. Remove" in caplog.text


def test_the_report_of_an_earlier_run_is_named_and_no_other_page(images, tmp_path, caplog):
    pytest.importorskip("matplotlib")
    out, options = tmp_path / "out", {"transform": "translation", "workers": 1, "measure_only": True}
    align_stack(images[:2], out, report=out / "first.html", **options)
    (out / "own.html").write_text("<title>Stack: of hay</title>")
    align_stack(images[:2], out, report=out / ".." / "out" / "first.html", **options)
    assert "earlier runs" not in caplog.text, "the report is of this run again"
    align_stack(images[:2], out, report=out / "second.html", **options)
    assert "no part of this one: first.html. Remove" in caplog.text


def test_a_catalogue_of_an_earlier_run_goes_where_nothing_lies_on_the_reference(images, tmp_path):
    out, options = tmp_path / "out", {"transform": "translation", "workers": 1, "stac": True}
    align_stack(images[:2], out, **options)
    elsewhere = write(tmp_path / "elsewhere.tif", textured(WHERE, None, Ground(5)).astype(np.float32), WHERE)
    made = align_stack(images[:2], out, fixed_image_path=elsewhere, **options)
    assert {image.verdict for image in made.images} == {"failed"}
    assert files(out) == set()


def test_what_no_stack_wrote_is_left_alone(images, tmp_path, caplog):
    out = tmp_path / "out"
    out.mkdir()
    for name, content in OWN.items():
        (out / name).write_bytes(images[0].read_bytes() if content is None else content.encode())
    align_stack(images[:2], out, transform="translation", workers=1, measure_only=True)
    assert files(out) >= set(OWN)
    assert (out / "pairs.csv").read_text() == OWN["pairs.csv"]
    assert "earlier runs" not in caplog.text
