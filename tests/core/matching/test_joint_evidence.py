"""Evidence of all windows at once: what no window shows by itself, the sum does, and unrelated ground does not."""

import numpy as np
import pytest
from scenes import Ground, displaced, grid, picture, textured

from coregix_core.imaging import Proxy, edge_proxy
from coregix_core.matching import JointPeak, Ranges, joint_surfaces, window_centres
from coregix_core.matching.joint_evidence import (
    JointSurfaces,
    _between,
    _highest,
    _levelled,
    _weights,
    summed_along,
)

WHERE = grid(240, 220, 1.0)
CENTRE = tuple(float(v) for v in WHERE.to_world(120, 110))
RANGES = Ranges.around(2.0, 1.0, 0.02, 0.01, 12)


def peak_of(moving):
    fixed = textured(WHERE, ground=Ground(3, 6.0, 120.0))
    rows, cols = window_centres(WHERE.shape, 48, 12, 24)
    proxies = [[edge_proxy(picture(WHERE, image), name) for name in ("balanced", "pooled")]
               for image in (fixed, moving)]
    surfaces = joint_surfaces(*proxies, rows, cols, 48, 12)
    return surfaces, surfaces.peak(120 + 110j, RANGES)


@pytest.mark.parametrize("clutter", [0.0, 1.5])
def test_the_similarity_is_found_through_clutter_and_another_contrast(clutter):
    truth = displaced(5.0, 4.0, 1.0, 1.01, CENTRE)
    moving = -textured(WHERE, truth, Ground(3, 6.0, 120.0)) + clutter * textured(WHERE, ground=Ground(9, 6.0, 120.0))
    surfaces, peak = peak_of(moving)
    # North is up: rows run against it.
    assert abs(peak.shift - (5 - 4j)) < 1.0
    assert abs(peak.linear - (1.01 * np.exp(-1j * np.radians(1.0)) - 1)) < 0.012
    assert peak.strength > 8 > peak.luck
    if clutter:
        alone, _ = surfaces.highest()
        assert (np.abs(alone - peak.displacement(surfaces.places)) > 2.5).mean() > 0.2


def test_windows_along_the_border_are_looked_at_as_far_as_there_is_something():
    fixed = textured(WHERE, ground=Ground(3, 6.0, 120.0))
    moving = textured(WHERE, displaced(5.0, 4.0, centre=CENTRE), Ground(3, 6.0, 120.0))
    rows, cols = window_centres(WHERE.shape, 48, 3, 24)
    assert (rows < 24 + 12).any()
    proxies = [[edge_proxy(picture(WHERE, image), "balanced")] for image in (fixed, moving)]
    surfaces = joint_surfaces(*proxies, rows, cols, 48, 12)
    shift, support = surfaces.highest()
    assert np.abs(shift - (5 - 4j)).max() < 0.5
    assert support.min() > 1.5
    assert surfaces.places == pytest.approx(cols + 1j * rows)


class TestStrength:
    """Windows that hold something in both images count more, and the sum of other ground has one deviation."""

    ROWS, COLS = (part.ravel() for part in np.mgrid[20:100:20, 20:100:20])

    def weights(self, fixed, moving):
        proxies = [Proxy(np.asarray(values, np.complex64), np.ones((120, 120), bool)) for values in (fixed, moving)]
        return _weights(proxies[:1], proxies[1:], self.ROWS, self.COLS, 16)

    def test_what_is_weak_in_either_image_counts_little_and_nothing_rules(self):
        fixed, moving = np.ones((120, 120)), np.ones((120, 120))
        fixed[:, :50], moving[:30] = 0.1, 1000.0
        found = self.weights(fixed, moving)
        left, top, below = self.COLS < 50, self.ROWS < 30, self.ROWS > 50
        assert found[left & below].max() < 0.4 * found[~left & below].min()
        assert 2 < found[top & ~left].mean() / found[below & ~left].mean() < 5

    @pytest.mark.parametrize("apart", [False, True])
    def test_they_are_of_one_deviation_wherever_the_images_are_strong(self, apart):
        fixed = np.where(np.arange(120) < 60, 1.0, 0.01) * np.ones((120, 1))
        assert np.mean(self.weights(fixed, fixed[:, ::-1] if apart else fixed) ** 2) == pytest.approx(1.0, abs=1e-5)

    def test_images_of_nothing_count_for_nothing(self):
        assert not self.weights(np.zeros((120, 120)), np.ones((120, 120))).any()

    def test_support_is_weighed_by_what_each_roll_brings_to_a_window(self):
        fixed = [edge_proxy(picture(WHERE, textured(WHERE, ground=Ground(3, 6.0, 120.0))), "orientation")]
        faint = textured(WHERE, ground=Ground(3, 6.0, 120.0)) * np.where(np.arange(240) < 110, 1.0, 0.02)
        moving = [edge_proxy(picture(WHERE, faint), "orientation")]
        rows, cols = window_centres(WHERE.shape, 48, 12, 24)
        plain, weighed = (joint_surfaces(fixed, moving, rows, cols, 48, 12, by_strength=by) for by in (False, True))
        ratio = [(w.std((1, 2)) / p.std((1, 2))) for p, w in
                 ((plain.support, weighed.support), (plain.others[2], weighed.others[2]))]
        left = cols < 90
        assert ratio[0][left].min() > 2 * ratio[0][cols > 150].max()
        # Half a width on, what is strong lies on the other side.
        assert ratio[1][left].max() < ratio[1][cols > 150].min()


def test_unrelated_ground_has_no_more_support_than_luck_gives():
    _, peak = peak_of(textured(WHERE, ground=Ground(11, 6.0, 120.0)))
    assert peak.strength < 5.5


def surfaces(own, *others):
    """Correlation surfaces (1, 2, 2) of one window, of the pair and of its rolls."""
    return [np.array(values, np.float32).reshape(1, 2, 2) for values in (own, *others)]


def test_a_window_counts_in_deviations_of_what_it_shows_of_other_ground():
    own, *others = _levelled(surfaces([0.5, 0.7, 0.3, 0.5], [0.4, 0.6, 0.4, 0.6], [0.6, 0.4, 0.6, 0.4]))
    assert own.ravel() == pytest.approx([0.0, 2.0, -2.0, 0.0], abs=1e-5)
    assert np.concatenate(others).std() == pytest.approx(1.0)


def test_a_window_that_shows_the_same_of_all_other_ground_counts_for_nothing():
    own, *_ = _levelled(surfaces([0.9] * 4, [0.2] * 4, [0.2] * 4))
    assert not own.any()


@pytest.mark.parametrize(("seen", "counts"), [(2, False), (3, True)])
def test_a_window_with_a_quarter_or_less_to_be_compared_with_counts_for_nothing(seen, counts):
    other = np.full(8, np.nan)
    other[:seen] = np.arange(seen) / 10
    own, *_ = _levelled(surfaces([0.9] * 4, other[:4], other[4:]))
    assert bool(own.any()) is counts


def bump(at, height=1.0, search=6):
    """Support (2 search + 1, 2 search + 1) with one peak at a shift (complex pixels), a parabola near its top."""
    cols, rows = np.meshgrid(np.arange(-search, search + 1), np.arange(-search, search + 1))
    away = np.abs(cols + 1j * rows - at) ** 2
    return (height * np.maximum(0, 1 - away / 6)).astype(np.float32)


PLACES = np.array([-100 - 80j, 100 - 80j, -100 + 80j, 100 + 80j])


class TestSums:
    def test_support_is_summed_from_each_window_s_own_displacement_on(self):
        along = np.array([2 + 1j, -1 + 0j])
        support = np.stack([bump(3 + 2j), bump(0 + 1j)])
        (total, twice) = summed_along(np.stack([support, 2 * support], 1), along, 3, 6)
        assert total.shape == (7, 7)
        assert twice == pytest.approx(2 * total)
        assert np.unravel_index(total.argmax(), total.shape) == (3 + 1, 3 + 1)
        assert total.max() == pytest.approx(2.0)

    def test_what_lies_outside_of_the_search_counts_nothing(self):
        support = np.ones((1, 1, 13, 13), np.float32)
        assert summed_along(support, np.array([0j]), 3, 6).sum() == 49
        # The first shift looked at is column 5 - 3 of 6: of seven only five lie within the search.
        assert summed_along(support, np.array([5 + 0j]), 3, 6).sum() == 7 * 5
        assert summed_along(support, np.array([0 - 8j]), 3, 6).sum() == 7 * 2
        assert not summed_along(support, np.array([20 + 0j]), 3, 6).any()

    @pytest.mark.parametrize("top", [0j, 0.25 - 0.4j, -0.5 + 0.5j])
    def test_the_top_is_that_of_a_parabola_along_each_axis(self, top):
        assert _between(bump(1 + 2j + top), 1 + 2j, 6) == pytest.approx(top, abs=1e-5)

    def test_a_flat_or_rising_place_has_no_top_of_its_own(self):
        assert _between(np.ones((5, 5), np.float32), 0j, 2) == 0
        assert _between(np.tile(np.arange(5.0), (5, 1)).astype(np.float32), 0j, 2) == 0

    def test_the_turn_scale_and_shift_with_most_support_are_found(self):
        linear = 1.01 * np.exp(1j * np.radians(1.0)) - 1
        support = np.stack([bump(d) for d in PLACES * linear + (2 - 1j)])
        none = np.zeros_like(support)
        nothing, (total, found, shift) = _highest(PLACES, (none, support), Ranges.around(2.0, 1.0, 0.02, 0.01, 4))
        assert nothing[0] == 0.0
        assert found == pytest.approx(linear)
        assert shift == pytest.approx(2 - 1j, abs=0.4)
        assert total > 3.0

    def test_a_window_by_itself_says_the_shift_at_which_it_has_most(self):
        support = np.stack([bump(3.3 + 2j, 2.0), bump(-1 - 4.25j)])
        shift, height = JointSurfaces(PLACES[:2], support, (support,), 6).highest()
        assert shift == pytest.approx([3.3 + 2j, -1 - 4.25j], abs=1e-5)
        assert height == pytest.approx(support.reshape(2, -1).max(1))


@pytest.mark.parametrize(("turn", "step", "count"), [(2.0, 1.0, 5), (0.0, 1.0, 1), (3.0, 0.5, 13)])
def test_ranges_lie_evenly_about_none(turn, step, count):
    ranges = Ranges.around(turn, step, 0.02, 0.01, 7)
    assert np.degrees(ranges.turns) == pytest.approx(np.linspace(-turn, turn, count))
    assert ranges.stretches == pytest.approx([-0.02, -0.01, 0.0, 0.01, 0.02])
    assert ranges.reach == 7


def test_only_some_of_the_windows_may_be_asked():
    support = np.stack([bump(0j), bump(1 + 0j), bump(2 + 0j)])
    part = JointSurfaces(PLACES[:3], support, (support, 2 * support), 6).part(np.array([True, False, True]))
    assert part.places.tolist() == [PLACES[0], PLACES[2]]
    assert np.array_equal(part.support, support[::2])
    assert np.array_equal(part.others[1], 2 * support[::2])


def test_parts_show_what_their_windows_show_together():
    support = np.stack([bump(d) for d in (0j, 1 + 0j, 2 + 0j, 3j)])
    parts = [np.array([True, True, False, False]), np.array([False, True, True, True])]
    found = JointSurfaces(PLACES, support, (2 * support,), 6).gathered(parts)
    assert found.places == pytest.approx([-80j, (100 + 80j) / 3])
    np.testing.assert_allclose(found.support[0], support[0] + support[1])
    np.testing.assert_allclose(found.others[0][1], 2 * support[1:].sum(0))
    assert found.search == 6


def test_a_placement_has_of_each_window_what_that_shows_where_it_is_displaced_to():
    linear = 0.02 + 0.01j
    support = np.stack([bump(d, height) for d, height in zip(PLACES * linear + (2 - 1j), (1, 2, 3, 4), strict=True)])
    surfaces = JointSurfaces(PLACES, support, (support,), 6)
    assert surfaces.at(JointPeak(0j, linear, 2 - 1j, 9.0, 3.0)) == pytest.approx([1, 2, 3, 4], rel=0.1)
    # Beyond the search nothing is known.
    assert not surfaces.at(JointPeak(0j, 0j, 7 + 0j, 9.0, 3.0)).any()


def test_support_and_luck_are_told_in_deviations_of_what_other_ground_adds_up_to():
    """Two windows whose sums over other ground are 4 at one shift of 169, and 0 elsewhere."""
    support = np.stack([bump(1 + 0j, 5.0), bump(1 + 0j, 5.0)])
    other = np.zeros((2, 13, 13), np.float32)
    other[:, 6, 8] = 2.0
    peak = JointSurfaces(np.array([0j, 10 + 0j]), support, (other,), 6).peak(5 + 0j, Ranges.around(0, 1, 0, 1, 4))
    mean = 4 / 169
    deviation = np.sqrt(16 / 169 - mean**2)
    assert peak.strength == pytest.approx((10 - mean) / deviation, rel=1e-5)
    assert peak.luck == pytest.approx((4 - mean) / deviation, rel=1e-5)
    assert peak.linear == 0
    assert peak.shift == pytest.approx(1 + 0j, abs=0.3)
    assert peak.displacement(np.array([5 + 0j, 7 + 2j])) == pytest.approx(np.full(2, peak.shift))
