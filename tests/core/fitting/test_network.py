"""The network adjustment: known corrections come back, wrong links and moving ground do not bend them."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coregix_core.fitting import network
from coregix_core.fitting.corrections import Link
from coregix_core.fitting.network import adjust, misclosure

SIDE = 600.0


def areas(count, step=0.0):
    lattice = np.stack(np.meshgrid(np.linspace(0, SIDE, 5), np.linspace(0, SIDE, 5)), -1).reshape(-1, 2)
    return np.array([lattice + k * step for k in range(count)])


def corrections(count, rng, affine=False):
    """(matrix, shift) of each image: shown places to true ones, about the origin."""
    made = []
    for _ in range(count):
        turn, scale = rng.normal(0, 2e-3), 1 + rng.normal(0, 3e-4)
        matrix = scale * np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        made.append((matrix + (rng.normal(0, 3e-4, (2, 2)) if affine else 0), rng.normal(0, 4, 2)))
    return made


def link(i, j, truth, rng, noise=0.05, points=120, moved=None):
    """Points at true places of both images' ground, with what each shows; ``moved`` displaces them in the second."""
    true = rng.uniform(0, SIDE, (points, 2))
    shown = [np.linalg.solve(truth[k][0], (p - truth[k][1]).T).T
             for k, p in ((i, true), (j, true if moved is None else true + moved(true)))]
    noise = rng.normal(0, noise, (points, 2))
    return Link(i, j, shown[0], shown[1] + noise, np.tile(np.eye(2), (points, 1, 1)), np.ones(points, bool))


def errors(adjustment, truth, where, datum=None):
    """Root mean square error of each image, less what all share where there is no datum."""
    found = [adjustment(k, a) for k, a in enumerate(where)]
    true = [a @ truth[k][0].T + truth[k][1] for k, a in enumerate(where)]
    if datum is None:
        p, q = np.concatenate(found), np.concatenate(true)
        design = np.column_stack([p, np.ones(len(p))])
        common = np.linalg.lstsq(design, q - p, rcond=None)[0]
        found = [f + np.column_stack([f, np.ones(len(f))]) @ common for f in found]
    return np.array([np.sqrt(((f - t) ** 2).sum(1).mean()) for f, t in zip(found, true, strict=True)])


RING = [(i, j) for i in range(8) for j in range(i + 1, 8) if j - i in (1, 2, 5)]


@settings(max_examples=15)
@given(st.integers(0, 10_000), st.sampled_from([0.0, 1e4]))
def test_corrections_come_back_to_the_noise_of_the_points_wherever_the_frame_begins(seed, origin):
    rng = np.random.default_rng(seed)
    truth = corrections(8, rng)
    truth[0] = np.eye(2), np.zeros(2)
    links = [link(i, j, truth, rng) for i, j in RING]
    where = areas(8)
    moved = [Link(one.first, one.second, one.at_first + origin, one.at_second + origin, one.information, one.agree)
             for one in links]
    found = adjust(where + origin, moved, "similarity", datum=0)
    true = [a @ truth[k][0].T + truth[k][1] + origin for k, a in enumerate(where)]
    gaps = [np.sqrt(((found(k, a + origin) - t) ** 2).sum(1).mean()) for k, (a, t) in enumerate(zip(where, true,
                                                                                                    strict=True))]
    assert gaps[0] == 0.0, "the datum does not move"
    assert max(gaps) < 0.05


def test_a_link_counts_by_the_ground_that_it_saw_and_not_by_its_points():
    rng = np.random.default_rng(5)
    truth = [(np.eye(2), np.zeros(2))] * 3
    links = [link(i, j, truth, rng, noise=0.3, points=200) for i, j in ((0, 1), (1, 2), (0, 2))]
    # The third contradicts the others by little, and says so four times at each place.
    once = replace(links[2], at_second=links[2].at_second + np.array([0.2, 0.0]))
    often = replace(once, **{name: np.concatenate([getattr(once, name)] * 4)
                             for name in ("at_first", "at_second", "information", "agree")})
    one, many = (adjust(areas(3), [*links[:2], third], "translation", datum=0) for third in (once, often))
    assert one.shifts[2] == pytest.approx(many.shifts[2], abs=0.01)
    assert abs(one.shifts[2, 0]) > 0.1, "between what the two ways say"


def test_many_links_tell_more_than_one():
    rng = np.random.default_rng(3)
    alone, joint = [], []
    for _ in range(6):
        truth = corrections(8, rng)
        truth[0] = np.eye(2), np.zeros(2)
        links = [link(i, j, truth, rng, noise=0.5, points=40) for i, j in [(0, k) for k in range(1, 8)] + RING]
        joint.append(errors(adjust(areas(8), links, "similarity", 0), truth, areas(8), 0)[1:])
        alone.append(errors(adjust(areas(8), links[:7], "similarity", 0), truth, areas(8), 0)[1:])
    assert np.sqrt(np.square(joint).mean()) < 0.7 * np.sqrt(np.square(alone).mean())


def test_a_wrong_link_is_found_and_does_not_bend_the_others():
    rng = np.random.default_rng(5)
    truth = corrections(8, rng)
    links = [link(i, j, truth, rng, moved=(lambda p: np.full(p.shape, 30.0)) if (i, j) == (2, 3) else None)
             for i, j in RING]
    found = adjust(areas(8), links, "similarity")
    gaps = [misclosure(found, one, one.own_fit("similarity")) for one in links]
    assert RING[int(np.argmax(gaps))] == (2, 3)
    assert errors(found, truth, areas(8)).max() < 0.05


def test_half_of_the_ground_may_move_from_date_to_date():
    rng = np.random.default_rng(7)
    truth = corrections(8, rng)

    def glacier(steps):
        # The half to the right flows, fastest in its middle, by a third of a pixel a date.
        return lambda p: np.column_stack([0 * p[:, 0], 0.33 * steps * np.maximum(
            0, np.sin(np.pi * (p[:, 0] - SIDE / 2) / (SIDE / 2)))]) * (p[:, :1] > SIDE / 2)

    links = [link(i, j, truth, rng, points=300, moved=glacier(j - i)) for i, j in RING]
    found = adjust(areas(8), links, "similarity")
    assert errors(found, truth, areas(8)).max() < 0.06


@pytest.mark.parametrize("model", ["translation", "similarity", "affine"])
def test_without_a_datum_the_images_move_as_little_as_possible(model):
    rng = np.random.default_rng(11)
    truth = [(np.eye(2), rng.normal(0, 3, 2)) for _ in range(8)]
    truth[4] = np.eye(2), np.array([400.0, -300.0])
    links = [link(i, j, truth, rng) for i, j in RING]
    found = adjust(areas(8), links, model)
    moved = np.array([found(k, a).mean(0) - a.mean(0) for k, a in enumerate(areas(8))])
    good = np.delete(moved, 4, axis=0)
    # The one that lies far off does not drag the others.
    assert np.abs(good.mean(0)).max() < 3.0
    assert np.hypot(*moved[4]) > 400


@pytest.mark.parametrize("model", ["similarity", "affine"])
def test_shifts_of_many_pixels_are_no_scale_that_all_images_share(model):
    rng = np.random.default_rng(12)
    truth = [(np.eye(2), rng.normal(0, 30, 2)) for _ in range(8)]
    found = adjust(areas(8), [link(i, j, truth, rng, noise=0.01) for i, j in RING], model)
    assert np.abs(found.matrices.mean(0) - np.eye(2)).max() < 1e-4


def test_the_stated_error_is_that_which_is_made():
    rng = np.random.default_rng(13)
    ratios = []
    for _ in range(15):
        truth = corrections(6, rng)
        truth[0] = np.eye(2), np.zeros(2)
        pairs = [(i, j) for i in range(6) for j in range(i + 1, 6)]
        found = adjust(areas(6), [link(i, j, truth, rng, noise=0.3) for i, j in pairs], "similarity", 0)
        stated = [np.sqrt((found.error_at(k, a) ** 2).mean()) for k, a in enumerate(areas(6))]
        ratios += (errors(found, truth, areas(6), 0)[1:] / stated[1:]).tolist()
    assert 0.8 < np.sqrt(np.square(ratios).mean()) < 1.25


@pytest.mark.parametrize("turn", [0.3, -0.01])
def test_a_small_correction_stays_of_its_model_whatever_its_size(turn):
    """That of a rigid one is a rotation by the arc sine; of a similarity, scale and turn are what they are."""
    rigid = network._small("rigid", np.array([turn]))
    assert rigid @ rigid.T == pytest.approx(np.eye(2))
    assert rigid[1, 0] == turn
    assert network._small("similarity", np.array([turn, 0.1])) == pytest.approx(np.array([[1.1, -turn], [turn, 1.1]]))
    assert network._small("affine", np.array([turn, 1, 2, 3])) == pytest.approx(np.array([[1 + turn, 1], [2, 4]]))
    assert network._small("translation", np.zeros(0)) == pytest.approx(np.eye(2))


def test_an_error_is_that_of_both_images_less_what_they_share():
    """Two images whose shifts err by 0.3 pixels along x, of which 0.2 is common: apart they err by less than alone."""
    own, common = 0.3**2, 0.2**2
    covariance = np.zeros((4, 4))
    covariance[np.ix_((0, 2), (0, 2))] = [[own, common], [common, own]]
    found = network.Adjustment(np.zeros((2, 2)), np.tile(np.eye(2), (2, 1, 1)), np.zeros((2, 2)), "translation",
                               np.array([300.0, 300.0]), covariance, (), np.zeros(0))
    at = np.array([[0.0, 0.0], [50.0, -20.0]])
    assert found.error_at(1, at) == pytest.approx([0.3, 0.3])
    assert found.error_at(0, at, 1) == pytest.approx(np.sqrt([2 * (own - common)] * 2))
    assert found.error_at(1, at, 0) == pytest.approx(found.error_at(0, at, 1))


def test_the_error_of_a_turn_grows_from_the_centre_to_the_rim():
    covariance = np.diag([0.0, 0.0, 0.1**2, 0.0])
    found = network.Adjustment(np.array([[100.0, 50.0]]), np.eye(2)[None], np.zeros((1, 2)), "similarity",
                               np.array([200.0]), covariance, (), np.zeros(0))
    at = np.array([[100.0, 50.0], [200.0, 50.0], [100.0, 250.0]])
    assert found.error_at(0, at) == pytest.approx([0.0, 0.05, 0.1])


def test_a_link_s_misclosure_is_what_its_own_transform_and_the_common_one_differ_by():
    rng = np.random.default_rng(2)
    truth = [(np.eye(2), np.zeros(2))] * 2
    one = link(0, 1, truth, rng, noise=0.0)
    moved = network.Corrections(np.zeros((2, 2)), np.tile(np.eye(2), (2, 1, 1)), np.array([[0.0, 0.0], [3.0, -4.0]]))
    assert misclosure(moved, one, one.own_fit("translation")) == pytest.approx(5.0)


def test_a_start_goes_along_the_links_that_most_points_carry():
    """Few points agree on the way from the first image to the second, and they are wrong; by the third all is right."""
    rng = np.random.default_rng(3)
    truth = [(np.eye(2), np.array(shift)) for shift in ((0.0, 0.0), (4.0, -2.0), (-3.0, 5.0))]
    weak = link(0, 1, truth, rng, points=12, moved=lambda p: np.full(p.shape, 30.0))
    links = [weak, link(0, 2, truth, rng, points=100), link(1, 2, truth, rng, points=100)]
    found = network._started(areas(3), links, "translation", 0)
    assert found.shifts[0].tolist() == [0.0, 0.0]
    assert np.abs(found(1, areas(3)[0] - truth[1][1]) - areas(3)[0]).max() < 0.2
