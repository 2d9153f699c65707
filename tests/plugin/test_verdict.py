"""What a result says, in words with units."""

import pytest

from qgis_plugin.verdict import Finding, rounded

LEFT = {"rmse_px": 0.204, "rmse": 2.04, "count": 43, "coverage": 0.124}
BEFORE = {"rmse_px": 5.1, "rmse": 51.0, "count": 43, "coverage": 0.124}
MOVED = {"east": -6.0, "north": 8.5, "rotation_deg": 0.012, "local_max": 0.0}
RESULT = {"verdict": "aligned", "reason": "43 of 44 tie points agree", "residual_before": BEFORE,
          "residual_after": LEFT, "uncertainty_ce90_px": 0.31, "transform": MOVED, "pixel_size": 10.0,
          "unit": "metre", "already_aligned": False}


def test_all_is_said_with_its_unit_and_its_share():
    found = Finding.of(RESULT)
    assert found.sentence() == "Aligned: 43 of 44 tie points agree."
    assert found.lines() == [
        "Moved 6.0 m west, 8.5 m north, turned 0.012° counter-clockwise.",
        "Left: 0.20 px (2.0 m) RMSE at 43 tie points, which speak for 12 % of the common area; before: 5.10 px.",
        "Uncertainty (CE90): 0.31 px (3.1 m)."]


def test_a_message_says_what_was_moved_by_a_good_result_and_why_another_is_not_one():
    assert Finding.of(RESULT).brief() == "Aligned. Moved 6.0 m west, 8.5 m north, turned 0.012° …"
    assert Finding.of({**RESULT, "transform": None}).brief() == "Aligned: 43 of 44 tie points agree."
    found = Finding.of({**RESULT, "verdict": "uncertain", "reason": "only 8 of 44 tie points agree, residual 0.41 px"})
    assert found.brief() == found.sentence()


def test_small_lengths_in_pixels_are_written_as_the_core_writes_them():
    small = {**RESULT, "residual_after": {**LEFT, "rmse_px": 0.00116}, "uncertainty_ce90_px": 0.0962}
    _, left, doubt = Finding.of(small).lines()
    assert left.startswith("Left: 0.001 px ")
    assert doubt.startswith("Uncertainty (CE90): 0.096 px ")


def test_a_source_that_was_found_anywhere_is_said_to_be_there():
    found = Finding.of({**RESULT, "placement": {"x": 500320.123456, "y": 5799680.0, "rotation_deg": 20.04,
                                                "pixel_size": 2.0}})
    assert found.movement() == "Found at 500320.12, 5799680.0, turned 20.0° counter-clockwise, with pixels of 2.0 m."


@pytest.mark.parametrize("without", ["transform", "already_aligned"])
def test_one_number_is_not_said_twice_where_nothing_is_moved(without):
    changed = {**RESULT, "transform": None} if without == "transform" else {**RESULT, "already_aligned": True}
    assert "before" not in " ".join(Finding.of(changed).lines())


@pytest.mark.parametrize(("verdict", "heading", "name"), [
    ("uncertain", "Uncertain: ", "uncertain"), ("failed", "Not reliable: ", "failed")])
def test_what_is_not_to_be_trusted_says_so_first(verdict, heading, name):
    found = Finding.of({**RESULT, "verdict": verdict, "reason": "the images lie 12.92 px apart."})
    assert found.sentence() == f"{heading}the images lie 12.92 px apart."
    assert found.name == name
    assert found.colour != Finding.of(RESULT).colour


def test_a_pair_that_could_not_be_measured_has_its_reason_alone():
    found = Finding.of({**RESULT, "verdict": "failed", "residual_after": None, "residual_before": None,
                        "uncertainty_ce90_px": None, "transform": None})
    assert found.lines() == []


@pytest.mark.parametrize(("unit", "east", "text"), [
    ("degree", 0.000123, "Moved 0.000123° east, 0.000000° north."),
    ("pixel", 3.0, "Moved 3.00 px right, 0.00 px down.")])
def test_lengths_are_in_the_unit_of_the_reference(unit, east, text):
    pixel = 1.0 if unit == "pixel" else 0.0001
    moved = {"east": east, "north": 0.0, "rotation_deg": 0.0}
    assert Finding.of({**RESULT, "unit": unit, "pixel_size": pixel, "transform": moved}).lines()[0] == text


def test_numbers_end_where_noise_begins():
    assert rounded(5.996972847206052, 2.0) == 5.997
    assert rounded(0.00012345678901, 0.0001) == 0.0001235
    assert Finding.of({"trimmed_pixels": 3}) is None
