"""Fields of many images at once: known ones come back, nothing is made of noise, the stated error is that made."""

import numpy as np
import pytest

from coregix_core.fields import Gaps, fit_jointly, lattice_over
from coregix_core.fields.bspline import basis

SIDE, COUNT = 500.0, 4
PAIRS = [(i, j) for i in range(COUNT) for j in range(i + 1, COUNT)]
LATTICE = lattice_over(np.zeros(2), np.full(2, SIDE), 80.0)
INSIDE = np.stack(np.meshgrid(*[np.linspace(30, SIDE - 30, 12)] * 2), -1).reshape(-1, 2)


def waves(rng, height):
    """A smooth field for each image: displacements (n, 2) at places."""
    turns, phases = rng.uniform(0.3, 0.8, (COUNT, 2, 2)), rng.uniform(0, 6, (COUNT, 2))
    return [lambda p, t=t, f=f: height * np.sin(2 * np.pi * (p @ t.T) / SIDE + f) for t, f in
            zip(turns, phases, strict=True)]


def links(fields, rng, noise, wrong=0.0):
    made = []
    for i, j in PAIRS:
        at = rng.uniform(0, SIDE, (150, 2))
        gap = fields[j](at) - fields[i](at) + rng.normal(0, noise, (150, 2))
        bad = rng.random(150) < wrong
        gap[bad] = rng.uniform(-8, 8, (int(bad.sum()), 2))
        made.append(Gaps(i, j, at, gap, np.ones(150)))
    return made


def errors(found, fields, datum=None):
    """Root mean square error of each image's field, less what all share if there is no datum."""
    off = np.array([basis(lattice, INSIDE) @ c.reshape(2, -1).T - field(INSIDE)
                    for lattice, c, field in zip(found.lattices, found.coefficients, fields, strict=True)])
    off -= off.mean(0) if datum is None else off[datum]
    return np.sqrt((off**2).sum(2).mean(1))


@pytest.mark.parametrize("datum", [None, 2])
@pytest.mark.parametrize("wrong", [0.0, 0.15])
def test_fields_of_all_images_come_back_from_what_lies_between_them(datum, wrong):
    rng = np.random.default_rng(1)
    fields = waves(rng, 1.5)
    if datum is not None:
        fields[datum] = np.zeros_like
    found = fit_jointly(links(fields, rng, 0.1, wrong), [LATTICE] * COUNT, 60.0, datum)
    assert errors(found, fields, datum).max() < 0.15, "a tenth of how high they are"
    assert found.predicted < 0.3 * found.still
    if datum is not None:
        assert not found.coefficients[datum].any()


def test_without_a_datum_no_field_is_shared_by_all():
    rng = np.random.default_rng(2)
    found = fit_jointly(links(waves(rng, 1.5), rng, 0.05), [LATTICE] * COUNT, 60.0)
    shared = np.mean(found.coefficients, axis=0)
    assert np.abs(shared).max() < 0.02


def test_noise_alone_makes_no_field():
    rng = np.random.default_rng(3)
    assert fit_jointly(links([np.zeros_like] * COUNT, rng, 0.3), [LATTICE] * COUNT, 60.0) is None


def test_the_stated_error_is_about_that_which_is_made():
    ratios = []
    for seed in range(2):
        rng = np.random.default_rng(seed)
        fields = waves(rng, 1.0)
        fields[0] = np.zeros_like
        found = fit_jointly(links(fields, rng, 0.4), [LATTICE] * COUNT, 60.0, 0)
        ratios.append(errors(found, fields, 0)[1:] / found.errors[1:])
    assert 0.7 < np.sqrt(np.square(ratios).mean()) < 1.6
