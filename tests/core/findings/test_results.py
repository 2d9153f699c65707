"""Results: what was found in plain units, in a sentence for people, and as JSON."""

import json
from dataclasses import replace

import numpy as np
import pytest
from affine import Affine
from scenes import displaced

from coregix_core import ArrayResult, BatchResult, ImageResult, PairResult, Snap, SnapResult, StackResult
from coregix_core.findings import (
    AlignResult,
    ApplyResult,
    Assessment,
    AssessResult,
    Displacement,
    ExportResult,
    LocalGain,
    Placement,
    Residuals,
    TiePoints,
    TrimResult,
)
from coregix_core.geometry import Frame, HomographyTransform
from coregix_core.geometry.transform import AffineTransform, LocalTransform, affine_transform, identity

CENTRE = (500_160.0, 5_799_860.0)
METRES = Frame(CENTRE, (2.0, 2.0))
SOME = np.zeros(3)
POINTS = TiePoints(SOME, SOME, SOME, SOME, np.array([0.1, np.nan, 0.0]), SOME, SOME, np.array([True, False, True]),
                   np.array(["", "no texture", ""]))
BEFORE, AFTER = Residuals(4.2, 4.0, 5.1, 8.4, 8.0, 10.2, 40, 0.9), Residuals(0.125, 0.1, 0.2, 0.25, 0.2, 0.4, 38, 0.85)
FOUND = Assessment("aligned", "38 of 40 tie points agree", BEFORE, AFTER, 0.034, 0.068, POINTS)
NOTHING = Assessment("failed", "no tie point was found", None, None, None, None, POINTS)
ALIGNED = AlignResult(
    output_image_path="out.tif", temp_dir=None, assessment=FOUND, transform=identity(CENTRE, "rigid"),
    displacement=Displacement(8.25, -5.0, 0.1, 10.0, -10.0, 0.0), already_aligned=False, accepted_unreliable=False,
    metric="orientation", pixel_size=2.0, unit="metre", moving_image_path="m.tif", fixed_image_path="f.tif")
ASSESSED = AssessResult("m.tif", "f.tif", FOUND, 2.0, "metre", "correlation")


class TestDisplacement:
    def test_the_image_was_moved_against_the_transform(self):
        told = Displacement.of(displaced(3.0, -1.5, centre=CENTRE), METRES)
        assert (told.east, told.north) == pytest.approx((-3.0, 1.5))
        assert (told.rotation_deg, told.scale_x_ppm, told.scale_y_ppm, told.shear_deg) == pytest.approx((0, 0, 0, 0))
        assert told.local_max == 0.0

    @pytest.mark.parametrize("turn", [-170.0, -30.0, 0.001, 2.0, 90.0])
    def test_a_rotation_is_told_with_its_sign(self, turn):
        told = Displacement.of(displaced(rotation_deg=turn, centre=CENTRE), METRES)
        assert told.rotation_deg == pytest.approx(-turn)
        assert told.shear_deg == pytest.approx(0.0, abs=1e-9)

    def test_scales_along_both_axes_are_told_apart(self):
        # Shown a thousandth too wide: the image was narrowed by as much.
        told = Displacement.of(affine_transform("affine", CENTRE, np.diag([1.001, 1.0]), np.zeros(2)), METRES)
        assert told.scale_x_ppm == pytest.approx(-999.0, abs=0.1)
        assert told.scale_y_ppm == pytest.approx(0.0, abs=1e-6)

    def test_a_shear_is_no_rotation(self):
        matrix = np.array([[1.0, 0.001], [0.001, 1.0]])
        told = Displacement.of(affine_transform("affine", CENTRE, matrix, np.zeros(2)), METRES)
        assert told.rotation_deg == pytest.approx(0.0, abs=1e-9)
        assert told.shear_deg == pytest.approx(np.degrees(-0.001), rel=1e-3)

    def test_a_rotation_on_the_ground_is_one_in_degrees_too(self):
        """At 60 degrees north a degree of longitude is half as long: the matrix in degrees is no rotation."""
        frame, turn = Frame((10.0, 60.0), (2e-5, 1e-5)), np.radians(1.0)
        ground = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        unit = np.diag(frame.unit)
        told = Displacement.of(
            affine_transform("rigid", frame.centre, unit @ ground @ np.linalg.inv(unit), np.zeros(2)), frame)
        assert told.rotation_deg == pytest.approx(-1.0)
        assert (told.scale_x_ppm, told.scale_y_ppm, told.shear_deg) == pytest.approx((0, 0, 0), abs=1e-6)

    def test_a_homography_tells_how_fast_things_get_smaller(self):
        view = HomographyTransform(CENTRE, ((1.01, 0.0), (0.0, 1.0)), (3.0, -1.5), (3e-5, -4e-5))
        told = Displacement.of(view, METRES)
        assert told.perspective_ppm == pytest.approx(100.0)
        assert (told.east, told.north) == pytest.approx((-3.0, 1.5))
        assert told.scale_x_ppm == pytest.approx(-9901.0, abs=1.0)

    def test_a_field_tells_its_largest_displacement(self):
        coefficients = np.zeros((2, 4, 4))
        coefficients[:, 1, 2] = 3.0, -4.0
        lattice = Affine(100.0, 0.0, 500_000.0, 0.0, -100.0, 5_800_000.0)
        told = Displacement.of(LocalTransform(AffineTransform("rigid", CENTRE), lattice, coefficients), METRES)
        assert told.local_max == pytest.approx(5.0)


class TestSummary:
    def test_it_says_what_was_moved_and_how_well_it_fits(self):
        assert ALIGNED.summary() == ("aligned: moved 8.2 m east, 5.0 m south; residual 0.12 px (CE90 0.20 px, "
                                     "uncertainty 0.034 px) at 38 tie points")

    @pytest.mark.parametrize(("changes", "told"), [
        ({"unit": "degree", "pixel_size": 1e-5, "transform": identity((10.0, 60.0))},
         "moved 8.250000 ° (458679.1 m) east, 5.000000 ° (555974.6 m) south"),
        ({"unit": "metre", "pixel_size": 0.1}, "moved 8.25 m east, 5.00 m south"),
        ({"unit": "us survey foot"}, "moved 8.25 us survey foot east, 5.00 us survey foot south"),
        ({"unit": "pixel"}, "moved 8.25 pixel right, 5.00 pixel up"),
        ({"unit": "pixel", "displacement": Displacement(-1.0, 2.0, 0, 0, 0, 0)},
         "moved 1.00 pixel left, 2.00 pixel down"),
        ({"displacement": Displacement(-1.0, 2.0, 0, 0, 0, 0)}, "moved 1.0 m west, 2.0 m north"),
        ({"already_aligned": True}, "aligned: already aligned, left in place; residual"),
        ({"assessment": NOTHING}, "failed: nothing was moved; no tie point was found"),
        ({"assessment": NOTHING, "accepted_unreliable": True}, "failed: moved 8.2 m east, 5.0 m south; no tie point"),
        ({"unit": "unit", "pixel_size": 10.0, "displacement": Displacement(-6.41, -18.44, 0, 0, 0, 0)},
         "moved 6.41 units (0.64 px) left, 18.44 units (1.84 px) down"),
        ({"unit": "downward unit", "pixel_size": 10.0}, "moved 8.25 units (0.82 px) right, 5.00 units (0.50 px) up"),
        ({"unit": "grad", "pixel_size": 1e-5, "transform": identity((10.0, 0.0))}, "8.250000 grad (825622.3 m) east"),
        ({"displacement": Displacement(-0.3, 0.0, 0, 0, 0, 0, 300.0, (0.2, 41.0, 284.0))},
         "moved 0.3 m west, 0.0 m north in the middle (41.0 m in the median, 0.2 m to 284.0 m)"),
        ({"assessment": replace(FOUND, uncertainty_ce90_px=None)}, "(CE90 0.20 px) at 38 tie points"),
    ])
    def test_in_the_units_and_words_of_the_pair(self, changes, told):
        assert told in replace(ALIGNED, **changes).summary()

    @pytest.mark.parametrize(("unit", "size", "told"), [
        ("degree", 4.3531e-05, "pixels of 0.00004353 °"), ("metre", 0.3, "pixels of 0.3 m"),
        ("metre", 12_345.0, "pixels of 12340 m")])
    def test_a_pixel_size_is_written_without_an_exponent(self, unit, size, told):
        found = Placement(500_000.0, 5_800_000.0, size, 30.0, "features", 40, -9.0)
        assert told in replace(ALIGNED, unit=unit, placement=found).summary()

    @pytest.mark.parametrize(("gain", "told"), [
        (LocalGain(0.8, 0.3, helps=True), "; a local transform would leave about 0.30 of 0.80 px"),
        (LocalGain(0.8, 0.7, helps=False), ""), (None, "")])
    def test_a_local_transform_is_advised_where_it_helps(self, gain, told):
        summary = replace(ALIGNED, assessment=replace(FOUND, local_gain=gain)).summary()
        assert summary.partition("tie points")[2] == told


class TestJson:
    def test_an_alignment(self):
        told = json.loads(json.dumps(ALIGNED.to_dict(), allow_nan=False))
        assert list(told)[:2] == ["output_image_path", "temp_dir"]
        assert (told["verdict"], told["metric"], told["known_points"]) == ("aligned", "orientation", None)
        assert told["transform"]["model"] == "rigid"
        assert (told["transform"]["east"], told["transform"]["north"]) == (8.25, -5.0)
        assert told["residual_after"]["rmse_px"] == 0.125
        assert not [key for key in told if key.startswith("_")]

    def test_an_assessment_that_measured_nothing_has_nulls(self):
        told = json.loads(json.dumps(replace(ASSESSED, assessment=NOTHING).to_dict()))
        assert (told["residual_before"], told["uncertainty_ce90_px"], told["local_gain"]) == (None, None, None)
        assert told["reason"] == "no tie point was found"

    def test_the_other_commands(self):
        assert ApplyResult("o.gpkg", {"roads": 3}, "1.0").to_dict() == {
            "output_image_path": "o.gpkg", "temp_dir": None, "output_path": "o.gpkg", "features": {"roads": 3},
            "version": "1.0"}
        assert TrimResult("o.tif", 12, "1.0").to_dict() == {
            "output_image_path": "o.tif", "temp_dir": None, "trimmed_pixels": 12, "version": "1.0"}
        assert ExportResult(("a.tfw", "a.prj"), "1.0").to_dict() == {
            "output_paths": ["a.tfw", "a.prj"], "version": "1.0"}


class TestNotebook:
    def test_the_card_has_the_residuals_and_the_picture(self):
        card = replace(ALIGNED, _picture=lambda: b"PNG")._repr_html_()
        assert "src='data:image/png;base64,UE5H'" in card
        assert "<tr><th>before</th><td>4.2</td><td>5.1</td><td>40</td></tr>" in card
        assert "<tr><th>after</th><td>0.125</td><td>0.2</td><td>38</td></tr>" in card
        assert ALIGNED.summary() in card

    @pytest.mark.parametrize("picture", [None, lambda: None])
    def test_there_need_not_be_a_picture_nor_residuals(self, picture):
        card = replace(ASSESSED, assessment=NOTHING, _picture=picture)._repr_html_()
        assert "<img" not in card
        assert "<td>" not in card
        assert "<b>failed: no tie point was found</b>" in card

    def test_text_is_escaped(self):
        card = replace(ASSESSED, assessment=replace(NOTHING, reason="<script>"))._repr_html_()
        assert "<script>" not in card
        assert "&lt;script&gt;" in card


def test_tie_points_know_where_something_was_measured():
    assert len(POINTS) == 3
    assert POINTS.measured.tolist() == [True, False, True]


class TestValues:
    """Results compare, and print on a screen."""

    def test_equal_is_what_holds_the_same(self):
        assert replace(ALIGNED) == ALIGNED
        assert replace(ALIGNED, _picture=print) == ALIGNED
        assert replace(ALIGNED, unit="foot") != ALIGNED
        points = replace(POINTS, dx_after=POINTS.dx_after + 1.0)
        assert replace(ALIGNED, assessment=replace(FOUND, tie_points=points)) != ALIGNED
        assert replace(ASSESSED) == ASSESSED
        assert replace(POINTS, x=POINTS.x.copy()) == POINTS
        assert points != POINTS

    @pytest.mark.parametrize("value", [
        ALIGNED, ASSESSED, FOUND, NOTHING, POINTS, BEFORE, replace(ALIGNED, settings={"report": "x" * 500}),
        replace(FOUND, reason="r" * 1000), replace(ASSESSED, assessment=replace(FOUND, reason="r" * 1000))], ids=type)
    def test_they_are_short_to_look_at(self, value):
        assert len(repr(value)) < 400
        assert type(value).__name__ in repr(value)

    def test_they_print_as_their_summary(self):
        assert str(ALIGNED) == ALIGNED.summary()
        assert str(ASSESSED) == ASSESSED.summary() == (
            "aligned: residual 0.12 px (CE90 0.20 px, uncertainty 0.034 px) at 38 tie points")
        assert str(replace(FOUND, verdict="uncertain")).endswith("at 38 tie points; 38 of 40 tie points agree")
        assert str(NOTHING) == "failed: no tie point was found"
        assert ASSESSED.verdict == "aligned"
        assert repr(POINTS) == "TiePoints(3 places, 2 measured, 2 inliers)"


def test_the_card_of_a_refusal_has_no_empty_table_and_moves_nothing():
    card = replace(ALIGNED, assessment=NOTHING)._repr_html_()
    assert "<table" not in card
    assert "nothing was moved; no tie point was found" in card


@pytest.mark.parametrize(("value", "said"), [
    (ApplyResult("moved.tif"), "moved into moved.tif"),
    (ApplyResult("m.gpkg", {"roads": 12, "wells": 3}), "moved into m.gpkg (features of roads: 12, wells: 3)"),
    (TrimResult("out.tif", 1), "1 pixel along the edge set to nodata in out.tif"),
    (TrimResult("out.tif", 0), "0 pixels along the edge set to nodata in out.tif"),
    (ExportResult(("a.tif.points", "b.wld")), "written: a.tif.points, b.wld"),
    (SnapResult(Snap(500315.25, 5799670.5, 0.912)), "shown at 500315.25, 5799670.5 (correlation 0.91)"),
    (PairResult("in/a.tif", "f.tif", None, "error", None, None, 0.0, "in/a.tif does not exist"),
     "a.tif: in/a.tif does not exist"),
    (PairResult("in/a.tif", "f.tif", "o.tif", "aligned", 2.0, 0.1, 0.0, ""), "a.tif: aligned")], ids=repr)
def test_every_command_says_in_a_line_what_it_did(value, said):
    """On a terminal this line stands in place of the JSON."""
    assert str(value) == value.summary() == said


@pytest.mark.parametrize("value", [
    BatchResult("out", "out/batch-summary.csv", "out/batch-summary.json",
                tuple(PairResult(f"{i}.tif", "f.tif", None, "aligned", 2.0, 0.1, 1.5, "") for i in range(100)), 9.0),
    StackResult("out", "out/stack.csv", "out/links.csv",
                tuple(ImageResult(f"{i}", f"{i}.tif", None, "aligned", "held by 2 links", 2) for i in range(100)),
                (), "translation", 2.0, None, (0.1, 0.2), 99, 9.0)], ids=["batch", "stack"])
def test_what_many_images_come_to_is_shown_in_a_line(value):
    assert str(value) == value.summary()
    assert repr(value) == f"{type(value).__name__}({value.summary()})"


def test_an_array_and_its_alignment_are_one_value():
    """Short to look at, equal by its pixels, and in a line what the alignment says."""
    pixels = np.zeros((2, 300, 200), np.float32)
    found = ArrayResult(pixels, np.ones((300, 200), bool), Affine.identity(), None, ALIGNED)
    assert str(found) == found.summary() == ALIGNED.summary()
    assert repr(found).startswith("ArrayResult(2 x 300 x 200 float32, aligned: ")
    assert len(repr(found)) < 400
    assert found == replace(found, array=pixels.copy())
    assert found != replace(found, array=pixels + 1)
    assert found != replace(found, result=ASSESSED)
