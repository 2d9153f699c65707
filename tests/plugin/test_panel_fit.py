"""The panel's own fit: the true transform through exact points, models by the number of points, at once."""

import math
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from qgis_plugin.coregix_core.errors import InputError

from qgis_plugin.panel.fit import ENOUGH, Placement, fitted
from qgis_plugin.panel.points import TiePoint, nice_length, write_points

CORNERS = [(500000.0, 5800000.0), (501000.0, 5800000.0), (500000.0, 5801000.0), (501000.0, 5801000.0),
           (500300.0, 5800700.0)]


def turned(degrees, scale=1.0, east=0.0, north=0.0):
    c, s = scale * math.cos(math.radians(degrees)), scale * math.sin(math.radians(degrees))
    return Placement("similarity", (500500.0, 5800500.0), ((c, -s), (s, c)), (east, north))


def points_of(placement, places=CORNERS):
    return [TiePoint(x, y, *placement.shown(x, y)) for x, y in places]


@pytest.mark.parametrize(("model", "truth"), [
    ("translation", turned(0.0, east=30.0, north=-12.0)), ("rigid", turned(2.0, east=5.0)),
    ("similarity", turned(-3.0, 1.01, north=40.0)), ("affine", turned(-3.0, 0.98, north=40.0)),
    ("affine", Placement("affine", (500500.0, 5800500.0), ((1.01, 0.002), (-0.003, 0.99)), (7.0, 8.0)))])
def test_exact_points_give_the_transform_that_made_them(model, truth):
    found = fitted(points_of(truth), model)
    assert found.model == model
    for x, y in [*CORNERS, (500123.0, 5800456.0)]:
        assert found.shown(x, y) == pytest.approx(truth.shown(x, y), abs=1e-6)


@settings(max_examples=50)
@given(st.floats(-5, 5), st.floats(0.9, 1.1), st.floats(-1e4, 1e4), st.floats(-2e7, 2e7), st.floats(-1e7, 1e7))
def test_there_and_back_is_the_same_place(degrees, scale, east, x, y):
    c, s = scale * math.cos(math.radians(degrees)), scale * math.sin(math.radians(degrees))
    placement = Placement("similarity", (x, y), ((c, -s), (s, c)), (east, -east))
    assert placement.true(*placement.shown(x + 321.0, y - 123.0)) == pytest.approx((x + 321.0, y - 123.0), abs=1e-6)


VIEW = Placement("homography", (500500.0, 5800500.0), ((1.01, 0.02), (-0.03, 0.99)), (7.0, 8.0), (1e-4, -2e-4))


def test_a_homography_of_a_transform_file_is_the_engines_own():
    from coregix_core import HomographyTransform

    own = HomographyTransform(VIEW.centre, VIEW.matrix, VIEW.shift, VIEW.tilt)
    for place in CORNERS:
        assert VIEW.shown(*place) == pytest.approx([float(v) for v in own(*place)], abs=1e-6)
        assert VIEW.true(*VIEW.shown(*place)) == pytest.approx(place, abs=1e-6)


def spread(count, side=4000.0):
    """Places all over a square about (500500, 5800500)."""
    return [(500500.0 + side * ((0.618034 * n) % 1 - 0.5), 5800500.0 + side * ((0.754878 * n) % 1 - 0.5))
            for n in range(count)]


def test_a_field_is_left_to_the_engine():
    assert fitted(points_of(VIEW), "local").model == "affine"


def test_exact_points_give_the_view_from_aside_that_made_them():
    view = Placement("homography", (500500.0, 5800500.0), ((1.02, 0.03), (-0.04, 0.97)), (25.0, -40.0), (4e-5, -7e-5))
    found = fitted(points_of(view, spread(40)), "homography")
    assert found.model == "homography"
    assert max(math.dist(found.shown(*place), view.shown(*place)) for place in spread(200)) < 1e-6


def test_the_panel_and_the_engine_see_the_same_view_through_points_that_err():
    from coregix_core.fitting import fit

    rng = np.random.default_rng(3)
    points = [replace(p, shown_x=p.shown_x + e, shown_y=p.shown_y + n)
              for p, (e, n) in zip(points_of(VIEW, spread(60)), rng.normal(0, 2.0, (60, 2)), strict=True)]
    true, shown = (np.array([[p.x, p.y] for p in points]), np.array([[p.shown_x, p.shown_y] for p in points]))
    centre = true.mean(0)
    own = fit("homography", true, shown, np.tile(np.eye(2), (60, 1, 1)), np.ones(60, bool), centre)
    found = fitted(points, "homography")
    # Both are off from the truth by a metre or two; from each other by what robust weights are worth.
    assert max(math.dist(found.shown(*place), own(np.array([place]))[0]) for place in spread(100)) < 1.0


def test_points_that_settle_no_view_give_an_affine():
    assert fitted(points_of(VIEW, spread(5)), "homography").model == "affine"
    # All but one lie in two lines that are parallel: any tilt along them fits as well.
    line = [(500000.0 + 100.0 * n, 5800000.0) for n in range(8)]
    assert fitted(points_of(turned(1.0), [*line, (500200.0, 5800900.0)]), "homography").model == "affine"


@pytest.mark.parametrize(("count", "model"), [(1, "translation"), (2, "similarity"), (3, "similarity"), (4, "affine")])
def test_the_richest_model_that_the_points_carry_is_taken(count, model):
    assert fitted(points_of(turned(1.0), CORNERS[:count]), "auto").model == model


def test_the_models_take_as_many_points_as_the_engine_asks_for():
    from coregix_core.placing.known_points import _ENOUGH

    assert ENOUGH == _ENOUGH


def test_points_without_a_tick_count_for_nothing():
    wild = TiePoint(500500.0, 5800500.0, 999999.0, 1.0, used=False)
    assert fitted([*points_of(turned(0.0, east=3.0)), wild], "auto").shift == pytest.approx((3.0, 0.0), abs=1e-9)


@pytest.mark.parametrize(("points", "message"), [
    ([], "No point is ticked"), ([TiePoint(float(i), 0.0, float(i), 0.0) for i in range(5)], "in one line")])
def test_points_that_carry_nothing_are_told(points, message):
    with pytest.raises(InputError, match=message):
        fitted(points, "auto")


@pytest.mark.parametrize("model", ["auto", "homography"])
def test_a_thousand_points_take_less_than_a_third_of_a_second(model):
    places = [(500000.0 + 37.0 * (i % 40), 5800000.0 + 41.0 * (i // 40)) for i in range(1000)]
    points = points_of(turned(0.5, 1.001, 3.0, 4.0), places)
    since = time.process_time()
    found = fitted(points, model)
    assert max(found.residual(p) for p in points) < 1e-6
    assert time.process_time() - since < 0.3


def test_points_are_written_as_the_georeferencer_does(tmp_path):
    path = tmp_path / "known.points"
    write_points(path, [(TiePoint(1.0, 2.0, 3.0, 4.0), (5.0, 6.0)), (TiePoint(7.0, 8.0, 9.0, 1.0, False), (2.0, 3.0))],
                 'LOCAL_CS["x"]')
    assert path.read_text(encoding="utf-8").splitlines() == [
        '#CRS: LOCAL_CS["x"]', "mapX,mapY,sourceX,sourceY,enable,dX,dY,residual", "1.0,2.0,5.0,6.0,1,0,0,0",
        "7.0,8.0,2.0,3.0,0,0,0,0"]


@pytest.mark.parametrize(("most", "length"), [(140.0, 100.0), (60.0, 50.0), (3.0, 2.0), (1.0, 1.0), (0.7, 0.5),
                                              (0.013, 0.01), (1000.0, 1000.0)])
def test_a_scale_arrow_has_a_round_length(most, length):
    assert nice_length(most) == pytest.approx(length)
