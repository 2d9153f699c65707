"""Residuals in the words of papers and quality reports: bias and spread of each axis, profiles along both."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from .._typing import Floats
from .measurements import TiePoints

# Tie points below which a spread means nothing.
MIN_POINTS = 4

# Most bins of a profile. As narrow as ``MIN_POINTS`` tie points each allow, as wide ones average short waves away.
BINS = 96


@dataclass(frozen=True)
class AxisStatistics:
    """Residuals along one axis, over the inliers, in CRS units.

    ``mean`` is the bias, ``std`` the standard deviation about it (n - 1), ``le90`` the length that 90 % of the
    residuals' absolute values stay below (the linear error of ASPRS's positional accuracy standards).
    """

    mean: float
    std: float
    rmse: float
    le90: float

    @classmethod
    def of(cls, residuals: Floats) -> AxisStatistics:
        """The statistics of residuals (n,)."""
        return cls(float(residuals.mean()), float(residuals.std(ddof=1)), float(np.sqrt((residuals**2).mean())),
                   float(np.quantile(np.abs(residuals), 0.9)))


@dataclass(frozen=True)
class ResidualStatistics:
    """Both axes, and what they amount to together: ``rmse`` and ``ce90`` of the residuals' lengths, in CRS units."""

    east: AxisStatistics
    north: AxisStatistics
    rmse: float
    ce90: float
    count: int

    @classmethod
    def of(cls, points: TiePoints, *, after: bool) -> ResidualStatistics | None:
        """The statistics before the alignment or after it; None for a few tie points."""
        east, north = inlier_residuals(points, after=after)
        if len(east) < MIN_POINTS:
            return None
        # Of the lengths, and not from both axes: their errors need not be independent.
        length = np.hypot(east, north)
        return cls(AxisStatistics.of(east), AxisStatistics.of(north), float(np.sqrt((length**2).mean())),
                   float(np.quantile(length, 0.9)), len(length))

    def to_dict(self) -> dict[str, Any]:
        """The statistics as JSON-ready values."""
        return asdict(self)


# Pixels of rRMSE up to which CEOS-ARD calls relative geolocation sub-pixel (Surface Reflectance, item 4.1).
SUB_PIXEL = 0.5


def accuracy_statement(points: TiePoints, reference: str, pixel_size: float, unit: str, *, after: bool) -> str | None:
    """The residuals in the words of CEOS-ARD's product family specifications; None for a few tie points.

    ``pixel_size`` is the side of a pixel in CRS units, which ``unit`` names.
    """
    found = ResidualStatistics.of(points, after=after)
    if found is None:
        return None
    # Two digits more than a hundredth of a pixel has.
    decimals = max(0, 4 - int(np.floor(np.log10(pixel_size))))
    unit = {"metre": "m", "degree": "°"}.get(unit, unit)
    achieved = "is" if found.rmse <= SUB_PIXEL * pixel_size else "is not"
    return (f"Geolocation relative to the reference image {reference}, at {found.count} tie points: "
            f"bias {found.east.mean:+z.{decimals}f} {unit} in Easting and {found.north.mean:+z.{decimals}f} {unit} in "
            f"Northing, standard deviation {found.east.std:.{decimals}f} {unit} and {found.north.std:.{decimals}f} "
            f"{unit}, radial root mean square error (rRMSE) {found.rmse:.{decimals}f} {unit} or "
            f"{found.rmse / pixel_size:.3f} pixels, CE90 {found.ce90:.{decimals}f} {unit}. Sub-pixel accuracy "
            f"({SUB_PIXEL} pixels rRMSE or less) {achieved} achieved.")


@dataclass(frozen=True)
class HeightDependence:
    """How residuals along both axes depend on height, by straight lines through the inliers.

    Slopes are in CRS units per unit of height: what a view at that angle leaves over terrain that was not corrected
    for. ``p_east`` and ``p_north`` are the chances of as steep a line if height plays no part (Student's t, for points
    that err independently of each other).
    """

    slope_east: float
    slope_north: float
    p_east: float
    p_north: float
    count: int

    @classmethod
    def of(cls, heights: Floats, points: TiePoints, *, after: bool) -> HeightDependence | None:
        """The lines for heights (n,) of all tie points, NaN where unknown; None for a few points, or level ground."""
        from scipy.stats import linregress

        dx, dy = (points.dx_after, points.dy_after) if after else (points.dx_before, points.dy_before)
        use = points.inlier & np.isfinite(dx) & np.isfinite(heights)
        # On level ground any line would do.
        if use.sum() < MIN_POINTS or np.ptp(heights[use]) == 0:
            return None
        east, north = (linregress(heights[use], residual[use]) for residual in (dx, dy))
        return cls(float(east.slope), float(north.slope), float(east.pvalue), float(north.pvalue), int(use.sum()))


@dataclass(frozen=True)
class Profile:
    """Residuals along one axis by bins: ``at`` the mean of their places (CRS units), ``east`` and ``north`` medians.

    A sensor's jitter shows as waves, the seams of its detectors as steps. Tie points lie in rows: waves shorter than
    twice the distance of those seem longer than they are.
    """

    at: Floats
    east: Floats
    north: Floats
    count: Floats


def inlier_residuals(points: TiePoints, *, after: bool) -> tuple[Floats, Floats]:
    """(east, north) residuals of the inliers, each (n,), in CRS units."""
    dx, dy = (points.dx_after, points.dy_after) if after else (points.dx_before, points.dy_before)
    use = points.inlier & np.isfinite(dx)
    return dx[use], dy[use]


def profile(points: TiePoints, axis: int, *, after: bool = True) -> Profile | None:
    """Residuals of the inliers along x (``axis`` 0) or y (1), by up to ``BINS`` bins; None for a few tie points."""
    east, north = inlier_residuals(points, after=after)
    place = (points.x, points.y)[axis][points.inlier & np.isfinite(points.dx_after if after else points.dx_before)]
    # Of equal width, so that the distances between bins are those of the waves.
    bins = min(BINS, len(place) // MIN_POINTS)
    if bins < 3 or np.ptp(place) == 0:
        return None
    edges = np.linspace(place.min(), place.max(), bins + 1)
    which = np.clip(np.digitize(place, edges) - 1, 0, bins - 1)
    # One point alone would put its own error into the curve.
    filled = [b for b in range(bins) if (which == b).sum() >= 2]
    # Medians: a single wrong match must not look like jitter.
    across, up = (np.array([np.median(values[which == b]) for b in filled]) for values in (east, north))
    # Where the points are: of a bin that one row of them crosses, the middle would be another phase of a wave.
    at = np.array([place[which == b].mean() for b in filled])
    return Profile(at, across, up, np.array([float((which == b).sum()) for b in filled]))
