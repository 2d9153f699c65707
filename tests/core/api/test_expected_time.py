"""How a run's time is expected to be shared by its stages."""

from types import SimpleNamespace

import pytest
from affine import Affine
from scenes import grid

from coregix_core.api.expected_time import shares_of
from coregix_core.geometry import Grid
from coregix_core.options import RegisterOptions


def shares(size=1000, warped=0, report=False, points=None, own=None, **options):
    raster = SimpleNamespace(grid=grid(size, size), control_points=None)
    moving = SimpleNamespace(grid=own or raster.grid, control_points=points)
    return shares_of(moving, raster, RegisterOptions(**options), warped=warped, report=report)


@pytest.mark.parametrize(("options", "searched"), [
    ({}, False), ({"start": "anywhere"}, True), ({"around": (0.0, 0.0, 1.0, 1.0)}, True),
    ({"start": "anywhere", "known_points": "known.points"}, False)])
def test_reading_takes_most_of_the_time_where_a_place_is_looked_for(options, searched):
    found = shares(**options)
    assert (found["read"] > max(found["solve"], found["assess"])) is searched


@pytest.mark.parametrize(("points", "options", "searched"), [
    (None, {}, True), ("some", {}, False), ("some", {"start": "anywhere"}, True)])
def test_control_points_spare_the_search_of_a_raster_without_another_georeference(points, options, searched):
    found = shares(own=Grid(None, Affine.identity(), 1000, 1000), points=points, **options)
    assert (found["read"] > max(found["solve"], found["assess"])) is searched


def test_a_field_and_a_large_image_are_solved_longer():
    assert shares(transform="local")["solve"] > 2 * shares()["solve"]
    assert shares(8000, transform="local")["solve"] > 2 * shares(transform="local")["solve"]
    assert shares(8000)["solve"] < 3 * shares()["solve"]


def test_only_what_comes_has_a_share():
    assert set(shares()) == {"read", "solve", "assess"}
    assert set(shares(warped=10**6, report=True)) == {"read", "solve", "assess", "warp", "report"}
    assert shares(warped=10**6, transform="local")["warp"] > 2 * shares(warped=10**6)["warp"]
