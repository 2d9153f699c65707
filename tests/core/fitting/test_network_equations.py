"""The equations of a network: which residuals count together, and what each link weighs."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import sparse

from coregix_core.fitting.corrections import Corrections, Link, derivative
from coregix_core.fitting.network_equations import Equation, Network
from coregix_core.geometry import FREEDOM

AREA = np.stack(np.meshgrid(np.linspace(0, 600, 5), np.linspace(0, 600, 5)), -1).reshape(-1, 2)
RING = ((0, 1), (1, 2), (0, 2))


@pytest.fixture(scope="module")
def network():
    """Three images of one ground with nothing to correct, and what their links found by noise alone."""
    rng = np.random.default_rng(4)
    links = []
    for i, j in RING:
        at = rng.uniform(0, 600, (50, 2))
        found = at + rng.normal(0, 0.1, (50, 2))
        links.append(Link(i, j, at, found, np.tile(np.eye(2), (50, 1, 1)), np.ones(50, bool)))
    areas = np.array([AREA] * 3)
    start = Corrections(areas.mean(1), np.tile(np.eye(2), (3, 1, 1)), np.zeros((3, 2)))
    return Network.of(areas, links, "translation", start)


def test_scores_are_summed_by_place_for_each_image_for_each_link_and_for_all(network):
    """What pulls at the parameters from one place: in the rows of both images, in the link's and in the place's."""
    change, scales = np.zeros((3, 2)), np.array([0.1, 0.2, 0.3])
    weights = [np.linspace(0.2, 1.0, 50)] * 3
    by_image, by_link, by_place = network._scores(change, weights, scales)
    images, links = np.zeros((3 * network.clusters, 6)), np.zeros((3 * network.clusters, 6))
    for number, (e, weight, scale) in enumerate(zip(network.equations, weights, scales, strict=True)):
        gap, design = e.gap.reshape(-1, 2), e.design.reshape(50, 2, 4)
        for point in range(50):
            score = e.say * weight[point] / scale**2 * design[point].T @ gap[point]
            links[number * network.clusters + e.cluster[point], e.columns] += score
            for image in (e.first, e.second):
                images[image * network.clusters + e.cluster[point], e.columns] += score
    assert by_image.toarray() == pytest.approx(images)
    assert by_link.toarray() == pytest.approx(links)
    assert by_place.toarray() == pytest.approx(links.reshape(3, network.clusters, 6).sum(0))


def test_the_normal_equations_are_those_of_weighted_least_squares(network):
    weights, scales = [np.linspace(0.2, 1.0, 50)] * 3, np.array([0.1, 0.2, 0.3])
    normal, right = network.normal(weights, scales)
    whole, gaps = np.zeros((3 * 100, 6)), np.zeros(3 * 100)
    for number, (e, weight, scale) in enumerate(zip(network.equations, weights, scales, strict=True)):
        rows, root = slice(100 * number, 100 * number + 100), np.repeat(np.sqrt(e.say * weight) / scale, 2)
        whole[rows, e.columns], gaps[rows] = root[:, None] * e.design, root * e.gap
    assert normal.toarray() == pytest.approx(whole.T @ whole)
    assert right == pytest.approx(-whole.T @ gaps)


@pytest.mark.parametrize(("image", "place", "counts"), [(1.5, 0.5, 1.0), (3.0, 0.5, 2.0), (1.5, 2.0, 2.0)])
def test_a_variance_is_no_less_than_that_of_links_or_of_places_alone(network, monkeypatch, image, place, counts):
    """Scores by image less those by link are half of those by link, or twice; six places leave four of them free."""
    each = sparse.eye_array(6, format="csr")
    monkeypatch.setattr(Network, "_scores", lambda *_: (np.sqrt(image) * each, each, np.sqrt(place) * each))
    weights, scales, datum = [np.ones(50)] * 3, np.full(3, 0.1), network.constraint(None, np.ones(3))
    whole = np.block([[network.normal(weights, scales)[0].toarray(), datum.T], [datum, np.zeros((2, 2))]])
    inverse = np.linalg.inv(whole)[:6, :6]
    found = network.covariance(np.zeros((3, 2)), weights, scales, datum)
    assert np.diag(found) == pytest.approx(6 / 4 * counts * np.diag(inverse @ inverse.T), rel=1e-6, abs=0)


def test_a_link_s_spread_is_that_of_its_stable_third_but_no_more_than_its_own_and_no_less_than_the_floor():
    nothing = np.zeros(0, np.intp)
    link = Equation(0, 1, np.zeros(0), np.zeros((0, 4)), nothing, 1.0, 0.01, nothing, nothing, 1.0)
    lengths = np.r_[np.full(40, 0.5), np.full(60, 20.0)]
    assert link.scale(lengths) == pytest.approx(0.5 / 0.9282)
    assert replace(link, own=0.2).scale(lengths) == 0.2
    assert link.scale(np.zeros(100)) == 0.01


def test_a_place_that_moves_in_all_links_counts_less_than_one_link_s_outlier(network):
    """Six residuals at one place make it unlike; the same residual of a single point lowers that point alone."""
    first = network.equations[0]
    moved = np.where(np.repeat(first.cells == np.bincount(first.cells).argmax(), 2), 5.0, first.gap)
    still, _ = network.weights(np.zeros((3, 2)), 1.0)
    after, _ = replace(network, equations=(replace(first, gap=moved), *network.equations[1:])).weights(
        np.zeros((3, 2)), 1.0)
    at = first.cells == np.bincount(first.cells).argmax()
    assert (after[0][at] < 0.05).all()
    assert (still[0][at] > 0.1).any()


def of_places(counts, lengths):
    """A network of one link without parameters that matter, with so many residuals of a length in each place."""
    cells = np.repeat(np.arange(len(counts)), counts)
    gap = np.column_stack([np.repeat(lengths, counts), np.zeros(len(cells))]).ravel()
    link = Equation(0, 1, gap, np.zeros((2 * len(cells), 4)), np.arange(4), 1.0, 1.0, cells, cells, 1.0)
    start = Corrections(np.zeros((2, 2)), np.tile(np.eye(2), (2, 1, 1)), np.zeros((2, 2)))
    return Network("translation", np.zeros((2, 1, 2)), np.ones(2), start, (link,), len(counts), len(counts))


@pytest.mark.parametrize(("count", "unlike"), [(6, True), (5, False)])
def test_six_points_show_that_a_place_is_unlike(count, unlike):
    """Of length 4 where 1 is usual: the mean of the halved squares is 16 times as large, and half as much bears it."""
    (weights,), scales = of_places([12, 12, 12, count], [1.0, 1.0, 1.0, 4.0]).weights(np.zeros((2, 2)), 1.0)
    assert scales == pytest.approx([1.0])
    own = 1 / (1 + np.array([1.0, 16.0]) / (2 * 2.385**2)) ** 2
    place = (16.0 / 1.5) ** 2 if unlike else 1.0
    assert weights[0] == pytest.approx(own[0])
    assert weights[-1] == pytest.approx(own[1] / place)


def test_what_is_wrong_everywhere_condemns_no_place_by_more_than_25_times_what_is_usual():
    (weights,), _ = of_places([12, 12, 12, 6], [1.0, 1.0, 1.0, 100.0]).weights(np.zeros((2, 2)), 1.0)
    assert weights[-1] == pytest.approx((1 + 1e4 / (2 * 2.385**2)) ** -2 / (25.0 / (0.5 * 1.5)) ** 2)


@pytest.mark.parametrize("model", ["translation", "similarity", "affine"])
def test_without_a_datum_no_displacement_of_the_whole_is_left(network, model):
    """Each row is what one such displacement has in common with an image's own ones, at the corners of its area."""
    areas, shares = np.array([AREA, AREA + 100, AREA - 50]), np.array([1.0, 0.5, 0.2])
    start = Corrections(areas.mean(1), np.tile(np.eye(2), (3, 1, 1)), np.array([[0.0, 0.0], [2.0, 1.0], [-3.0, 4.0]]))
    found = replace(network, model=model, areas=areas, start=start, sizes=np.array([300.0, 350.0, 280.0]))
    rows, middle = found.constraint(None, shares), areas.mean((0, 1))
    m = FREEDOM[model]
    assert rows.shape == (m, 3 * m)
    size = np.abs(areas - middle).max()
    for k in range(3):
        true = start(k, areas[k])
        whole = derivative(model, true - middle, size)
        own = derivative(model, true - areas[k].mean(0) - start.shifts[k], found.sizes[k])
        expected = shares[k] * sum(w.T @ o for w, o in zip(whole, own, strict=True)) / len(AREA)
        assert rows[:, k * m:(k + 1) * m] == pytest.approx(expected)


def test_with_a_datum_its_own_parameters_are_none(network):
    rows = network.constraint(1, np.ones(3))
    assert rows.tolist() == [[0, 0, 1, 0, 0, 0], [0, 0, 0, 1, 0, 0]]
