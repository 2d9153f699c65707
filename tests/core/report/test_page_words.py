"""The report's sentences and figures, without a run: lengths in their units, notes at the top, rows of its tables."""

import re
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS

from coregix_core.findings import (
    AlignResult,
    Assessment,
    Displacement,
    KnownPoints,
    LocalGain,
    Residuals,
    TiePoints,
)
from coregix_core.geometry.transform import LocalTransform, identity
from coregix_core.report.page import _head, _moved
from coregix_core.report.parts import _setting, version_rows
from coregix_core.report.units import Units, digits

CENTRE = (500_300.0, 5_799_740.0)
LATTICE = Affine(2.0, 0.0, 500_000.0, 0.0, -2.0, 5_800_000.0)


@pytest.mark.parametrize(("units", "length", "axis", "text"), [
    (Units("m", (2.0, 2.0), (1.0, 1.0)), -14.0, 0, "-14.00 m (-7.00 px)"),
    (Units("°", (2e-4, 1e-4), (55_660.0, 111_320.0)), 1e-3, 0, "55.66 m (0.001 °, 5.00 px)"),
    (Units("°", (2e-4, 1e-4), (55_660.0, 111_320.0)), 1e-3, 1, "111.32 m (0.001 °, 10.00 px)"),
    (Units("US survey foot", (3.0, 3.0), (0.3048, 0.3048)), 3.0, 1, "0.914 m (3 US survey foot, 1.00 px)"),
    (Units("pixel", (1.0, 1.0), None), 2.5, 1, "2.50 px"),
])
def test_lengths_are_told_in_metres_where_these_are_known(units, length, axis, text):
    assert units.text(length, axis) == text


@pytest.mark.parametrize(("value", "text"), [
    (0.0, "0.00"), (1234.5678, "1234.57"), (-1.0, "-1.00"), (0.0123456, "0.0123"), (-0.5, "-0.500"),
    (1e-12, "0.000000"),
])
def test_small_numbers_keep_threedigits(value, text):
    assert digits(value) == text


FEW = np.zeros(1)
FOUND = Assessment(
    "uncertain", "few tie points agree", Residuals(3.0, 3.0, 4.0, 6.0, 6.0, 8.0, 9, 0.4),
    Residuals(0.5, 0.4, 0.8, 1.0, 0.8, 1.6, 9, 0.4), 0.2, 0.4,
    TiePoints(FEW, FEW, FEW, FEW, FEW, FEW, FEW, np.ones(1, bool), np.array([""])))
RESULT = AlignResult(
    output_image_path="out.tif", temp_dir=None, assessment=FOUND, transform=identity(CENTRE, "rigid"),
    displacement=Displacement(4.0, -6.0, 0.0, 0.0, 0.0, 0.0, 3.0), already_aligned=False, accepted_unreliable=False,
    metric="orientation", pixel_size=2.0, unit="metre", moving_image_path="m.tif", fixed_image_path="f.tif")


def pair_in(crs, latitude=0.0):
    """As much of a pair as lengths need."""
    return SimpleNamespace(fixed=SimpleNamespace(grid=SimpleNamespace(crs=crs)),
                           frame=SimpleNamespace(centre=(10.0, latitude), unit=(2.0, 2.0)))


@pytest.mark.parametrize(("crs", "name", "metres"), [
    (None, "pixel", None), ("EPSG:32633", "m", (1.0, 1.0)), ("EPSG:2263", "US survey foot", (0.3048006, 0.3048006)),
    ("EPSG:4326", "°", (55_597.5, 111_194.9))])
def test_the_units_are_those_of_the_reference(crs, name, metres):
    units = Units.of(pair_in(crs and CRS.from_user_input(crs), latitude=60.0))
    assert units.name == name
    assert units.metres == (None if metres is None else pytest.approx(metres, rel=1e-6))


@pytest.mark.parametrize(("changes", "note"), [
    ({"accepted_unreliable": True}, "written all the same, as was asked for"),
    ({"already_aligned": True}, "the pixels stay where they were"),
    ({"assessment": replace(FOUND, local_gain=LocalGain(0.5, 0.1, helps=True))},
     "A local transform would bring the residual from 0.50 to about 0.10 px."),
    ({"output_image_path": None}, "No aligned raster was written"),
])
def test_what_is_special_about_a_run_is_said_at_the_top_and_of_no_other(changes, note):
    pair = pair_in(CRS.from_epsg(32633))
    assert note in _head("Alignment", replace(RESULT, **changes), pair)
    assert note not in _head("Alignment", RESULT, pair)


def test_the_numbers_that_people_look_for_are_large():
    text = re.sub("<[^>]*>", " ", _head("Alignment", RESULT, pair_in(CRS.from_epsg(32633)))).split()
    assert "Moved 4.00 m east, 6.00 m south rigid transform" in " ".join(text)
    assert "Residual (RMSE) 0.50 px was 3.00 px" in " ".join(text)
    assert "Uncertainty (CE90) 0.20 px 0.400 m (0.20 px)" in " ".join(text)
    assert "Tie points 1 40% of the places that were looked at" in " ".join(text)


def test_a_field_and_known_points_have_a_row_where_there_are_some():
    field = LocalTransform(identity(CENTRE, "rigid"), LATTICE, np.zeros((2, 3, 3)))
    units = Units.of(pair_in(CRS.from_epsg(32633)))
    told = _moved(replace(RESULT, transform=field, known_points=KnownPoints(5, 0.75, 1.5)), units)
    assert "<th scope='row'>largest local displacement</th><td>3.00 m (1.50 px)</td>" in told
    assert "<th scope='row'>residual at known points</th><td>0.75 px at 5 points</td>" in told
    plain = _moved(RESULT, units)
    assert "local displacement" not in plain
    assert "known points" not in plain


@pytest.mark.parametrize(("value", "text"), [
    (None, "not given"), (True, "on"), (False, "off"), ((8.0, 0.5), "8.0, 0.5"), ([1], "1"), (0, "0"), ("a", "a")])
def test_settings_are_told_in_words(value, text):
    assert _setting(value) == text


def test_a_package_that_is_not_there_is_told(monkeypatch):
    monkeypatch.setattr("coregix_core.report.parts._DISTRIBUTIONS", ("numpy", "no-such-package"))
    rows = dict(version_rows("1.0"))
    assert (rows["coregix"], rows["numpy"], rows["no-such-package"]) == ("1.0", np.__version__, "not installed")
