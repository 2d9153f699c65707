"""When what two images have in common may be clouds, names or lines over both."""

from dataclasses import replace

import numpy as np
import pytest
from scenes import Ground, grid, picture, textured
from scipy import ndimage

from coregix_core.assessing import (
    OVERLAY,
    common_overlay,
    contradicts_outlines,
    is_one_ground,
    may_be_covered,
    may_be_over_both,
    share_outlines,
)
from coregix_core.findings import MovedGround
from coregix_core.imaging import CommonPart, Cover

CLOUDS = Cover(0.3, 0.4, closer=0.1, brighter=0.9, steeper=0.3, smoother=0.6, exact=0.9, beneath=0.7)
NAMES = Cover(0.05, 0.6, closer=0.5, brighter=0.4, steeper=0.9, smoother=0.05, exact=0.2, beneath=0.1)


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
    assert says(changed(CLOUDS, **{field: limit - 0.001 * beyond}), doubtful=False) == (True, False)
    assert says(changed(CLOUDS, **{field: limit + 0.001 * beyond}), doubtful=False) == (False, False)


def test_where_tie_points_are_doubtful_clouds_may_be_hardly_brighter(says):
    for more, told in ((0.001, True), (-0.001, False)):
        assert says(changed(CLOUDS, brighter=OVERLAY.hardly_brighter + more), doubtful=True)[0] == told


@pytest.mark.parametrize(("field", "limit", "beyond"), [
    ("same", OVERLAY.named, -1), ("beside", OVERLAY.uncovered, -1), ("beneath", OVERLAY.thin, 1),
    ("closer", OVERLAY.names_closer, 1)])
def test_names_are_the_same_and_nothing_beneath_or_beside_them_is_alike(says, field, limit, beyond):
    for doubtful in (True, False):
        assert says(changed(NAMES, **{field: limit - 0.001 * beyond}), doubtful=doubtful) == (False, True)
        assert says(changed(NAMES, **{field: limit + 0.001 * beyond}), doubtful=doubtful) == (False, False)


def test_seams_leave_values_apart_and_are_exactly_the_same(says):
    seams = changed(NAMES, closer=1.3)
    for more, told in ((0.001, True), (-0.001, False)):
        assert says(changed(seams, exact=OVERLAY.exact + more), doubtful=False) == (False, told)


@pytest.mark.parametrize(("hidden", "within", "told"), [
    (0.449, 0.9, True), (0.451, OVERLAY.drawn - 0.001, True), (0.451, OVERLAY.drawn + 0.001, False)])
def test_beside_what_noise_hides_in_both_names_are_thin(says, monkeypatch, hidden, within, told):
    monkeypatch.setattr(common_overlay, "common_part", lambda *_, **_how: CommonPart(0.3, 0.4, within))
    assert says(changed(NAMES, hidden=hidden), doubtful=False) == (False, told)


def test_steep_parts_of_one_ground_under_noise_are_no_names():
    where, shape = grid(300, 300, 1.0), (300, 300)
    rough = ndimage.gaussian_filter(np.random.default_rng(5).standard_normal(shape), 20) > 0.003
    shown = textured(where, ground=Ground(2, 4.0, 120.0)) * np.where(rough, 1.0, 0.02)
    noise = np.random.default_rng(3).normal(0.0, 240.0, (2, *shape))
    part = picture(where, shown + noise[0]), picture(where, shown + noise[1])
    assert may_be_covered([part], doubtful=False) == (False, False)


def test_of_images_that_share_a_pattern_names_may_be_left_out_already(says):
    left = changed(NAMES, same=0.0, steeper=0.0)
    assert says(left, doubtful=True) == (False, False)
    assert says(left, doubtful=True, patterned=True) == (False, True)
    assert says(changed(left, beside=OVERLAY.beside_names - 0.001), doubtful=True, patterned=True) == (False, False)
    assert says(left, doubtful=False, patterned=True) == (False, False)


@pytest.mark.parametrize(("more", "told"), [(0.001, True), (-0.001, False)])
def test_what_is_left_is_one_ground_if_its_edges_lie_along_each_other(monkeypatch, more, told):
    for side, limit in ((500, OVERLAY.along), (100, OVERLAY.by_area / 100)):
        left = picture(grid(side, side, 1.0), np.zeros((side, side)))
        monkeypatch.setattr(common_overlay, "axes_alike", lambda *_, limit=limit: limit + more)
        assert is_one_ground(left, left) == told


def test_other_ground_in_parts_of_one_image_lies_over_no_more_than_that_one():
    where = grid(480, 435, 1.0)
    first, second, other = (textured(where, ground=Ground(seed, 6.0, 120.0)) for seed in (2, 7, 9))
    blobs = ndimage.gaussian_filter(np.random.default_rng(5).standard_normal(where.shape), 16) > 0.006
    noise = np.random.default_rng(6).standard_normal(where.shape)

    def shown(ground, over):
        return picture(where, np.where(blobs, over, ground) + noise)

    assert not share_outlines([(picture(where, first), shown(first, other))])
    assert share_outlines([(picture(where, np.where(blobs, 2 * other, first)), shown(second, 2 * other))])


@pytest.mark.parametrize(("field", "limit"), [
    ("same", OVERLAY.common), ("other", OVERLAY.other), ("unlike", OVERLAY.unlike)])
def test_what_differs_from_the_rest_in_both_images_may_lie_over_both(monkeypatch, field, limit):
    for more, told in ((0.001, True), (-0.001, False)):
        found = replace(CommonPart(0.5, 0.3, 0.6, 0.4), **{field: limit + more})
        monkeypatch.setattr(common_overlay, "common_part", lambda _, found=found: found)
        assert may_be_over_both([]) == told


class TestGroundThatLiesElsewhereThanOutlines:
    MOVED = MovedGround(0.4, 3.0, 3.0, 90.0)

    @pytest.fixture
    def contradicted(self, monkeypatch):
        def judge(*, outlines=True, within=0.1, **other):
            asked = []
            monkeypatch.setattr(common_overlay, "share_outlines", lambda _: outlines)
            monkeypatch.setattr(common_overlay, "common_part",
                                lambda _, **how: asked.append(how) or CommonPart(0.3, 0.2, within))
            found = contradicts_outlines([], replace(self.MOVED, **other))
            assert asked in ([], [{"at_all_scales": False}])
            return found
        return judge

    def test_contradicts_those_that_are_thin(self, contradicted):
        assert contradicted()
        assert not contradicted(outlines=False)
        for more, told in ((-0.001, True), (0.001, False)):
            assert contradicted(within=OVERLAY.drawn + more) == told

    def test_does_so_if_it_is_much_moved_clearly_and_does_not_bend(self, contradicted):
        share, length = OVERLAY.moved
        for more, told in ((0.001, True), (-0.001, False)):
            assert contradicted(share=share + more) == told
            assert contradicted(length_px=length + more) == told
        assert not contradicted(bends=True)
