"""A homography through points by least squares, at once: for a photograph of flat ground from aside. Pure Python.

Multiplied by its depth 1 + tilt . d, the model is linear in its eight numbers; points are weighted by the depth of the
step before, so that what is left is counted where the source shows it [Hartley and Zisserman 2004].
"""

from __future__ import annotations

import math
from collections.abc import Sequence

Row = tuple[float, float]

STEPS = 6
# Depth below which a point lies too near to the horizon: the engine's own fit has the same limit.
MIN_DEPTH = 0.2
# Pivot, of columns of length 1, below which the points leave a number open.
NOTHING = 1e-12


def perspective(true: Sequence[Row], shown: Sequence[Row]) -> tuple[tuple[Row, Row], Row, Row] | None:
    """The matrix, shift and tilt (x, y from a centre that both share) that map ``true`` places to ``shown`` ones.

    None if the points do not settle them: too many lie in one line, or some lie at the horizon.
    """
    size = max(math.hypot(x, y) for x, y in true) or 1.0
    # Of order 1, as squares of lengths in metres and shares of a tilt would not go together.
    places = [(x / size, y / size, u / size, v / size) for (x, y), (u, v) in zip(true, shown)]
    g = h = 0.0
    found: list[float] | None = None
    for _ in range(STEPS):
        depths = [1 + g * x + h * y for x, y, _, _ in places]
        if min(depths) < MIN_DEPTH:
            return None
        found = _solved(_equations(places, depths))
        if found is None:
            return None
        moved = max(abs(found[6] - g), abs(found[7] - h))
        g, h = found[6], found[7]
        if moved < NOTHING:
            break
    assert found is not None
    a, b, p, d, e, q, g, h = found
    # What stands before the depth is the matrix with the shift's own share of the tilt.
    matrix = ((a - p * g, b - p * h), (d - q * g, e - q * h))
    return matrix, (p * size, q * size), (g / size, h / size)


def _equations(places: Sequence[tuple[float, float, float, float]], depths: Sequence[float]) -> list[list[float]]:
    """Normal equations of u (1 + g x + h y) = a x + b y + p and v alike, eight rows with the right-hand side last.

    Summed by moments: a thousand points have to take milliseconds.
    """
    rows = [[0.0] * 9 for _ in range(8)]
    for (x, y, u, v), depth in zip(places, depths):
        weight = 1 / depth**2
        near = (x * weight, y * weight, weight)
        for i, value in enumerate((x, y, 1.0)):
            for j in range(3):
                rows[i][j] += value * near[j]
            rows[i][6] -= value * u * near[0]
            rows[i][7] -= value * u * near[1]
            rows[i][8] += value * u * weight
            rows[3 + i][6] -= value * v * near[0]
            rows[3 + i][7] -= value * v * near[1]
            rows[3 + i][8] += value * v * weight
        far = u * u + v * v
        rows[6][6] += far * x * near[0]
        rows[6][7] += far * x * near[1]
        rows[7][7] += far * y * near[1]
        rows[6][8] -= far * near[0]
        rows[7][8] -= far * near[1]
    # Both coordinates have the same block, and what is below the diagonal mirrors what is above it.
    for i in range(3):
        rows[3 + i][3:6] = rows[i][:3]
        for block in (0, 3):
            rows[6][block + i], rows[7][block + i] = rows[block + i][6], rows[block + i][7]
    rows[7][6] = rows[6][7]
    return rows


def _eliminated(rows: list[list[float]]) -> bool:
    """Bring equations into triangular form, in place; False if they leave a number open."""
    for i, row in enumerate(rows):
        if row[i] < NOTHING:
            return False
        for below in range(i + 1, len(rows)):
            share = rows[below][i] / row[i]
            rows[below] = [value - share * above for value, above in zip(rows[below], row)]
    return True


def _solved(rows: list[list[float]]) -> list[float] | None:
    """Solution of symmetric equations by elimination, None if they leave a number open."""
    count = len(rows)
    # Columns of length 1: a pivot says by itself whether anything is left of its equation.
    sizes = [math.sqrt(rows[i][i]) or 1.0 for i in range(count)]
    rows = [[value / sizes[i] / (sizes[j] if j < count else 1.0) for j, value in enumerate(row)]
            for i, row in enumerate(rows)]
    if not _eliminated(rows):
        return None
    found = [0.0] * count
    for i in reversed(range(count)):
        found[i] = (rows[i][count] - sum(rows[i][j] * found[j] for j in range(i + 1, count))) / rows[i][i]
    return [value / size for value, size in zip(found, sizes)]
