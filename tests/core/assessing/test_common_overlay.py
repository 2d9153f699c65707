"""When what two images have in common may be clouds, names or lines over both."""

import pytest

from coregix_core.assessing import OVERLAY, common_overlay, may_be_covered
from coregix_core.imaging import Cover

CLOUDS = Cover(0.3, 0.4, closer=0.1, brighter=0.9, steeper=0.3, smoother=0.6)
NAMES = Cover(0.05, 0.6, closer=0.5, brighter=0.4, steeper=0.9, smoother=0.05)


@pytest.fixture
def says(monkeypatch):
    def judge(found, **how):
        monkeypatch.setattr(common_overlay, "cover_of", lambda _: found)
        return may_be_covered([], **how)
    return judge


def changed(cover, **other):
    return Cover(**{**{name: getattr(cover, name) for name in cover.__dataclass_fields__}, **other})


@pytest.mark.parametrize(("field", "limit", "beyond"), [
    ("same", OVERLAY.covered, -1), ("beside", OVERLAY.uncovered, -1), ("brighter", OVERLAY.brighter, -1),
    ("closer", OVERLAY.clouds_closer, 1), ("smoother", OVERLAY.smoother, -1)])
def test_clouds_are_the_same_brighter_smoother_and_of_the_same_values(says, field, limit, beyond):
    assert says(changed(CLOUDS, **{field: limit - 0.001 * beyond}), doubtful=False)
    assert not says(changed(CLOUDS, **{field: limit + 0.001 * beyond}), doubtful=False)


def test_where_tie_points_are_doubtful_clouds_may_be_hardly_brighter(says):
    for more, told in ((0.001, True), (-0.001, False)):
        assert says(changed(CLOUDS, brighter=OVERLAY.hardly_brighter + more), doubtful=True) == told


@pytest.mark.parametrize(("field", "limit", "beyond"), [
    ("same", OVERLAY.named, -1), ("beside", OVERLAY.beside_names, -1), ("steeper", OVERLAY.steeper, -1),
    ("closer", OVERLAY.names_closer, 1)])
def test_names_are_the_same_steeper_and_of_the_same_values_over_ground_that_is_another(says, field, limit, beyond):
    assert says(changed(NAMES, **{field: limit - 0.001 * beyond}), doubtful=True)
    assert not says(changed(NAMES, **{field: limit - 0.001 * beyond}), doubtful=False)
    assert not says(changed(NAMES, **{field: limit + 0.001 * beyond}), doubtful=True)


def test_of_images_that_share_a_pattern_names_may_be_left_out_already(says):
    left = changed(NAMES, same=0.0, steeper=0.0)
    assert not says(left, doubtful=True)
    assert says(left, doubtful=True, patterned=True)
    assert not says(changed(left, beside=OVERLAY.beside_names - 0.001), doubtful=True, patterned=True)
    assert not says(left, doubtful=False, patterned=True)
