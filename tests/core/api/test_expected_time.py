"""How a run's time is expected to be shared by its stages."""

from types import SimpleNamespace

import pytest
from scenes import grid

from coregix_core.api.expected_time import shares_of
from coregix_core.options import RegisterOptions


def shares(size=1000, warped=0, report=False, **options):
    raster = SimpleNamespace(grid=grid(size, size))
    return shares_of(raster, raster, RegisterOptions(**options), warped=warped, report=report)


@pytest.mark.parametrize(("options", "searched"), [
    ({}, False), ({"start": "anywhere"}, True), ({"around": (0.0, 0.0, 1.0, 1.0)}, True),
    ({"start": "anywhere", "known_points": "known.points"}, False)])
def test_reading_takes_most_of_the_time_where_a_place_is_looked_for(options, searched):
    found = shares(**options)
    assert (found["read"] > max(found["solve"], found["assess"])) is searched


def test_a_field_and_a_large_image_are_solved_longer():
    assert shares(transform="local")["solve"] > 2 * shares()["solve"]
    assert shares(8000, transform="local")["solve"] > 2 * shares(transform="local")["solve"]
    assert shares(8000)["solve"] < 3 * shares()["solve"]


def test_only_what_comes_has_a_share():
    assert set(shares()) == {"read", "solve", "assess"}
    assert set(shares(warped=10**6, report=True)) == {"read", "solve", "assess", "warp", "report"}
    assert shares(warped=10**6, transform="local")["warp"] > 2 * shares(warped=10**6)["warp"]
