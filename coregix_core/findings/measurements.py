"""What was measured, as typed values: residuals, tie points, verdict.

Displacements and residuals are given as (true place) minus (place shown by the moving raster), so that adding them to
the moving raster's georeference puts it right. Pixels are those of the coarser of the two rasters.
"""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS

from .._typing import Floats
from ..errors import MissingDependencyError, Sentence
from ..geometry import AffineTransform, Frame, HomographyTransform, LocalTransform, Transform, same_fields, tangent
from ..sentences import in_pixels

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

Verdict = Literal["aligned", "uncertain", "failed"]


@dataclass(frozen=True)
class Residuals:
    """Residual displacement over the inlier tie points; lengths in pixels and in CRS units.

    ``ce90`` is the length that 90 % of the residuals stay below. ``count`` counts the tie points, ``coverage`` is the
    share of the common valid area that they speak for (0..1).
    """

    rmse_px: float
    median_px: float
    ce90_px: float
    rmse: float
    median: float
    ce90: float
    count: int
    coverage: float


@dataclass(frozen=True, eq=False, repr=False)
class TiePoints:
    """Measured displacements at a grid of places; all arrays have the shape (n,) and the order is that of the grid.

    ``x``, ``y``: true place in the fixed CRS. ``dx_before``, ``dy_before``: displacement before the alignment, and
    ``dx_after``, ``dy_after`` after it, in CRS units; NaN where nothing could be measured. ``confidence`` is in 0..1.
    ``inlier`` marks the points that agree with their neighbours. ``reason`` says why a place has no tie point, and is
    '' where it has one. ``crs`` is the fixed one, None if there is none or it is not known.
    """

    x: Floats
    y: Floats
    dx_before: Floats
    dy_before: Floats
    dx_after: Floats
    dy_after: Floats
    confidence: Floats
    inlier: NDArray[np.bool_]
    reason: NDArray[np.str_]
    crs: CRS | None = field(default=None, compare=False)

    def __len__(self) -> int:
        return int(self.x.size)

    def __eq__(self, other: object) -> bool:
        return same_fields(self, other)

    __hash__ = None  # type: ignore[assignment] # arrays have none

    def __repr__(self) -> str:
        return f"TiePoints({len(self)} places, {int(self.measured.sum())} measured, {int(self.inlier.sum())} inliers)"

    @property
    def measured(self) -> NDArray[np.bool_]:
        """Places at which a displacement was measured."""
        return np.isfinite(self.dx_after)

    def to_dict(self) -> dict[str, list[Any]]:
        """The columns as lists, None where nothing was measured."""
        return {name: [None if isinstance(v, float) and np.isnan(v) else v for v in column.tolist()]
                for name, column in self._columns().items()}

    def _columns(self) -> dict[str, NDArray[Any]]:
        """The arrays by name."""
        return {column.name: getattr(self, column.name) for column in fields(self) if column.name != "crs"}

    def to_geodataframe(self, crs: object = None) -> GeoDataFrame:
        """The points as a GeoDataFrame, a row for each; ``crs`` is in place of their own, the fixed image's.

        Raises MissingDependencyError without geopandas, which the extra 'tables' brings.
        """
        try:
            import geopandas
        except ImportError as error:
            raise MissingDependencyError(f"A table of points needs {error.name}; install it with: pip install geopandas"
                                         ) from error
        # pyproj has an EPSG code's axes and names in its own words, and rasterio's WKT for all else.
        code = None if self.crs is None else self.crs.to_epsg()
        own = None if self.crs is None else code or self.crs.to_wkt()
        return geopandas.GeoDataFrame(self._columns(), geometry=geopandas.points_from_xy(self.x, self.y),
                                      crs=own if crs is None else crs)


@dataclass(frozen=True)
class LocalGain:
    """What a local transform would bring: the part of the residuals that is smooth in space."""

    rmse_px_now: float
    rmse_px_local: float
    helps: bool


# Share of the ground from which on it is not known if it moved, or the rest: areas are known to some hundredths.
UNDECIDED = 0.47


@dataclass(frozen=True)
class MovedGround:
    """Ground that lies elsewhere than the rest: it agrees on a displacement of its own.

    ``share`` is that of the ground (0..1); the displacement is ``length_px`` pixels, ``length`` CRS units, towards
    ``towards_deg`` degrees clockwise from north (up, if there is no CRS). Where it ends at a border, it moved by itself
    and counts neither in the residuals nor in the uncertainty, which are those of the rest, unless it is so large that
    it is ``undecided`` which of the two moved. Ground that ``bends`` goes over into the rest by and by, and the
    uncertainty counts it.
    """

    share: float
    length_px: float
    length: float
    towards_deg: float
    bends: bool = False

    @property
    def undecided(self) -> bool:
        """Whether it is about half of the ground, so that it may be the rest that moved."""
        return not self.bends and self.share > UNDECIDED

    @property
    def sentence(self) -> str:
        """The finding in words."""
        if self.undecided:
            return Sentence("{share:.0%} of the ground lies {length_px:.1f} px from the rest, and which of the two "
                            "moved is not known: the uncertainty covers both", share=self.share,
                            length_px=self.length_px)
        if self.bends:
            return Sentence("{share:.0%} of the ground bends away from the rest by up to {length_px:.1f} px, which the "
                            "uncertainty counts", share=self.share, length_px=self.length_px)
        return Sentence("{share:.0%} of the ground moved by {length_px:.1f} px towards {towards_deg:.0f} degrees "
                        "against the rest, of which alone residual and uncertainty are", share=self.share,
                        length_px=self.length_px, towards_deg=self.towards_deg)


@dataclass(frozen=True)
class KnownPoints:
    """How far known points lie from where the transform puts them: root mean square, in pixels and in CRS units."""

    count: int
    rmse_px: float
    rmse: float


@dataclass(frozen=True)
class Placement:
    """Where a search over any turn and scale found the moving raster, and the alignment from there placed it.

    ``x``, ``y``: its middle in the fixed CRS. ``pixel_size`` in CRS units. ``rotation_deg``: counter-clockwise, 0 for
    an image whose top is north. ``found_by`` is ``features`` or ``edges``; so many ``matches`` agree, and unrelated
    images would give so good an agreement 10 to the power of ``chance`` times. It is ``points`` where a person's known
    points placed the raster, and ``control_points`` where the file's own did: so many ``matches`` were set, and no
    ``chance`` is known. ``automatic``: nobody asked for the search.
    """

    x: float
    y: float
    pixel_size: float
    rotation_deg: float
    found_by: str
    matches: int
    chance: float | None
    automatic: bool = False


@dataclass(frozen=True)
class Displacement:
    """The transform in plain units, at the middle of the common area. The image was moved by these amounts.

    ``east`` and ``north`` in CRS units; ``rotation_deg`` counter-clockwise; ``scale_x_ppm`` and ``scale_y_ppm`` in
    parts per million; ``shear_deg`` in degrees. ``local_max`` is the largest local displacement in CRS units.
    ``perspective_ppm`` says of a homography by how much things get smaller from pixel to pixel. Of a local transform,
    ``lengths`` are the smallest, the median and the largest displacement over its field, in CRS units.

    Without a CRS these are x and y of the grid: in a file without any georeference ``north`` counts down the rows, and
    ``rotation_deg`` clockwise.
    """

    east: float
    north: float
    rotation_deg: float
    scale_x_ppm: float
    scale_y_ppm: float
    shear_deg: float
    local_max: float = 0.0
    lengths: tuple[float, float, float] | None = None
    perspective_ppm: float = 0.0

    @classmethod
    def of(cls, transform: Transform, frame: Frame) -> Displacement:
        """The correction that a transform stands for, at the frame's centre, in plain units."""
        affine = _affine_at(transform, frame.centre)
        x, y = transform(*frame.centre)
        unit = np.diag(frame.unit)
        # The transform maps true to shown; the image was moved the other way. In the frame, degrees do not distort
        # angles.
        back = np.linalg.inv(np.linalg.inv(unit) @ np.array(affine.matrix) @ unit)
        turn = np.arctan2(back[1, 0] - back[0, 1], back[0, 0] + back[1, 1])
        c, s = np.cos(turn), np.sin(turn)
        # What is left after the nearest rotation was taken off is symmetric: scales on its diagonal, shear beside it.
        stretch = np.array([[c, s], [-s, c]]) @ back
        local = float(np.hypot(*transform.coefficients).max()) if isinstance(transform, LocalTransform) else 0.0
        return cls(float(frame.centre[0] - x), float(frame.centre[1] - y), float(np.degrees(turn)),
                   float((stretch[0, 0] - 1) * 1e6), float((stretch[1, 1] - 1) * 1e6),
                   float(np.degrees(stretch[0, 1])), local,
                   _lengths(transform) if isinstance(transform, LocalTransform) else None,
                   _perspective(transform, frame))


def _affine_at(transform: Transform, centre: tuple[float, float]) -> AffineTransform:
    """The affine under a field, or the one that is a homography's in the middle."""
    if isinstance(transform, HomographyTransform):
        return tangent(transform.recentred(centre))
    affine = transform.affine if isinstance(transform, LocalTransform) else transform
    assert isinstance(affine, AffineTransform)
    return affine


def _perspective(transform: Transform, frame: Frame) -> float:
    """A homography's tilt at the frame's centre, in parts per million of a pixel; 0 for other models."""
    if not isinstance(transform, HomographyTransform):
        return 0.0
    return float(1e6 * np.hypot(*np.multiply(transform.recentred(frame.centre).tilt, frame.unit)))


def _lengths(transform: LocalTransform) -> tuple[float, float, float]:
    """Smallest, median and largest displacement at the nodes within the image, which lies two nodes inside."""
    _, rows, columns = transform.coefficients.shape
    edge = 2 if min(rows, columns) > 4 else 0
    col, row = np.meshgrid(np.arange(edge, columns - edge), np.arange(edge, rows - edge))
    lattice = transform.lattice
    x, y = lattice.a * col + lattice.b * row + lattice.c, lattice.d * col + lattice.e * row + lattice.f
    shown_x, shown_y = transform(x, y)
    length = np.hypot(shown_x - x, shown_y - y)
    return float(length.min()), float(np.median(length)), float(length.max())


@dataclass(frozen=True, repr=False)
class Assessment:
    """The independent measurement of a pair under a transform, and the verdict on it.

    ``residual_before`` and ``residual_after`` are those without and under the transform, ``uncertainty_ce90`` (CRS
    units) and ``uncertainty_ce90_px`` the length that the transform's own error stays below at 90 % of all places. They
    are None if nothing could be measured. ``local_gain`` says what a local transform would bring,
    ``moved_ground`` which part of the ground moved by itself; None if none did.
    """

    verdict: Verdict
    reason: str
    residual_before: Residuals | None
    residual_after: Residuals | None
    uncertainty_ce90_px: float | None
    uncertainty_ce90: float | None
    tie_points: TiePoints
    local_gain: LocalGain | None = None
    moved_ground: MovedGround | None = None

    __hash__ = None  # type: ignore[assignment] # as of its tie points

    def __repr__(self) -> str:
        after = "" if self.residual_after is None else f", {self.residual_after.rmse_px:.3g} px RMSE after"
        return f"Assessment({self.verdict}: {self.reason[:200]}{after}, {self.tie_points!r})"

    def __str__(self) -> str:
        return self.summary()

    def summary(self) -> str:
        """One line for people: the verdict, how well the images fit, and why they do not."""
        # The reason of what is not aligned says which ground moved.
        fit = self.fit() if self.verdict == "aligned" else self._residual()
        if not fit:
            return f"{self.verdict}: {self.reason}"
        return f"{self.verdict}: {fit}" if self.verdict == "aligned" else f"{self.verdict}: {fit}; {self.reason}"

    def fit(self) -> str:
        """How well the images fit, in words, and which ground does not; '' if nothing could be measured."""
        fit, moved = self._residual(), self.moved_ground
        return fit if moved is None or not fit else f"{fit}; {moved.sentence}"

    def _residual(self) -> str:
        residual, uncertainty = self.residual_after, self.uncertainty_ce90_px
        if residual is None:
            return ""
        within = "" if uncertainty is None else f", uncertainty {in_pixels(uncertainty)}"
        return (f"residual {in_pixels(residual.rmse_px)} (CE90 {in_pixels(residual.ce90_px)}{within}) "
                f"at {residual.count} tie points")


@dataclass(frozen=True)
class Snap:
    """Where a place is shown, ``shown_x`` and ``shown_y`` in the fixed CRS; ``score`` is the correlation in 0..1."""

    shown_x: float
    shown_y: float
    score: float
