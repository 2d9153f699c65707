"""A saved transform in the formats of other tools, so that a raster is placed right without being resampled.

- ``vrt``: GDAL's; the raster, by reference, under a corrected geotransform where one is exact enough, else under ground
  control points (``gdalwarp -tps`` takes those best)
- ``gcps``: the ground control points as a .points file of QGIS's Georeferencer
- ``worldfile``: the corrected geotransform, with the CRS beside it (.prj); takes effect on rasters that carry no
  georeference of their own
- ``itk``: the transform as ITK text, in units of the fixed CRS, from the true place to the place shown by the raster
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree as ET  # nosec B405 - only what GDAL has just written is parsed

import numpy as np
import rasterio.shutil
from affine import Affine
from numpy.typing import NDArray
from rasterio.control import GroundControlPoint
from rasterio.errors import RasterioError
from scipy.interpolate import RectBivariateSpline

from .._typing import Floats
from ..errors import InputError, OutputError, Sentence
from ..geometry import AffineTransform, Grid, LocalTransform, Transform, project
from .atomic import replacing, write_text
from .endings import require_ending
from .point_file import ControlPoints, write_points
from .raster import Raster
from .saved_transform import SavedTransform

log = logging.getLogger("coregix_core")

# How far a geotransform may be from the transform that it stands for, in pixels, anywhere on the raster.
EXACT_PX = 0.01

# Enough for a projection's curvature; a field needs more, as between points it is only guessed. Thin-plate splines take
# a minute for the most of them, and eight times as long for twice as many a side.
GCPS_PER_SIDE = 11
GCPS_PER_SIDE_LOCAL = (31, 41, 51, 61)
# How far splines through the control points may be from the transform, in pixels, before it is reported.
GCP_MISFIT_PX = 0.1
# Nodes added around a field: ITK's B-spline is zero near the rim of its nodes, ours goes on as at the border.
ITK_BORDER = 3


def write_export(saved: SavedTransform, raster: Raster, output_path: str | os.PathLike[str],
                 to: str) -> tuple[str, ...]:
    """Write ``saved`` for ``raster`` as one of ``parameters.EXPORTS``; the names of the files that were written.

    Raises InputError where the format cannot hold the transform, OutputError where it cannot be written.
    """
    require_ending(output_path, *_ENDINGS[to])
    return _WRITERS[to](saved, raster, Path(output_path))


def true_places(saved: SavedTransform, grid: Grid, col: Floats, row: Floats) -> tuple[Floats, Floats]:
    """True places, in the fixed CRS, of pixels of a raster with the moving raster's geolocation."""
    return saved.true_places(grid, col, row)


def corrected_geotransform(saved: SavedTransform, grid: Grid) -> Affine | None:
    """The geotransform, in the raster's own CRS, that puts it right; None where none is good to ``EXACT_PX``.

    Exact for a parametric transform in the raster's CRS; else the best fit over the raster.
    """
    transform, seen = saved.seen(grid)
    if isinstance(transform, AffineTransform) and seen.crs == saved.fixed_crs:
        # Pixel to the place shown, and from there to the true one.
        corrected: Affine = ~transform.affine * seen.transform
        return corrected
    col, row = _even_places(grid, GCPS_PER_SIDE_LOCAL[0])
    x, y = true_places(saved, grid, col, row)
    if seen.crs != saved.fixed_crs:
        x, y = project(saved.fixed_crs, seen.crs, x, y, near=seen.middle[0])
    # About the middle of the raster, which keeps the digits of large coordinates.
    middle = np.mean(x), np.mean(y)
    columns = np.stack([col - grid.width / 2, row - grid.height / 2, np.ones_like(col)], axis=1)
    fit = np.linalg.lstsq(columns, np.stack([x - middle[0], y - middle[1]], axis=1), rcond=None)[0]
    misfit = np.hypot(*(columns @ fit - np.stack([x - middle[0], y - middle[1]], axis=1)).T).max()
    # Written so that NaN is refused too.
    if not misfit <= EXACT_PX * seen.pixel_size:
        return None
    # The columns of the fit are x and y; an Affine has its coefficients row by row.
    (a, d), (b, e), (c, f) = fit.tolist()
    return Affine(a, b, c + middle[0], d, e, f + middle[1]) * Affine.translation(-grid.width / 2, -grid.height / 2)


def control_points(saved: SavedTransform, grid: Grid) -> list[GroundControlPoint]:
    """Ground control points evenly over the raster: pixels and their true places in the fixed CRS."""
    col, row = _even_places(grid, _side(saved, grid))
    x, y = true_places(saved, grid, col, row)
    if not np.isfinite(x).all() or not np.isfinite(y).all():
        raise InputError("Part of the raster has no true place under this transform: it lies beyond the horizon of "
                         "the homography, or of a CRS. Take the raster that it was solved on.")
    return [GroundControlPoint(row=r, col=c, x=px, y=py, id=str(i)) for i, (r, c, px, py) in enumerate(
        zip(row.tolist(), col.tolist(), x.tolist(), y.tolist(), strict=True), start=1)]


def _side(saved: SavedTransform, grid: Grid) -> int:
    """Control points per side: as many as the transform takes to be known between them, up to a limit.

    Warns if that is not enough.
    """
    if isinstance(saved.transform, AffineTransform):
        return GCPS_PER_SIDE
    # A perspective bends slowly, and takes few.
    sides = GCPS_PER_SIDE_LOCAL if isinstance(saved.transform, LocalTransform) else (
        GCPS_PER_SIDE, *GCPS_PER_SIDE_LOCAL)
    for side in sides:
        misfit = _between_points(saved, grid, side)
        if misfit.max() <= GCP_MISFIT_PX:
            return side
    log.warning(Sentence("The field is finer than {side} x {side} control points: between them splines are off by "
                         "{rmse:.2f} px (root mean square), and {largest:.2f} px at most. coregix apply has no such "
                         "limit.", side=side, rmse=np.sqrt((misfit**2).mean()), largest=misfit.max()))
    return side


def _between_points(saved: SavedTransform, grid: Grid, side: int) -> Floats:
    """How far a spline through control points is from the transform, in pixels, amid the cells that they form.

    A cubic spline, which thin plates come near to if points lie evenly.
    """
    cols, rows = (np.linspace(0, size, min(side, size + 1)) for size in (grid.width, grid.height))
    between = [(a[1:] + a[:-1]) / 2 for a in (cols, rows)]
    placed = np.stack(true_places(saved, grid, *np.meshgrid(cols, rows)))
    exact = np.stack(true_places(saved, grid, *np.meshgrid(*between)))
    order = [min(3, len(a) - 1) for a in (rows, cols)]
    guess = np.stack([RectBivariateSpline(rows, cols, p, kx=order[0], ky=order[1])(between[1], between[0])
                      for p in placed])
    # A pixel's side in which the true places are given, from the area between the raster's diagonals.
    (ax, ay), (bx, by) = placed[:, -1, -1] - placed[:, 0, 0], placed[:, -1, 0] - placed[:, 0, -1]
    pixel = np.sqrt(abs(ax * by - ay * bx) / 2 / (grid.width * grid.height))
    return np.asarray(np.hypot(*(guess - exact)) / pixel)


def _even_places(grid: Grid, side: int) -> tuple[Floats, Floats]:
    """(column, row) of evenly spread pixels, borders included, at most one a pixel."""
    col, row = np.meshgrid(np.linspace(0, grid.width, min(side, grid.width + 1)),
                           np.linspace(0, grid.height, min(side, grid.height + 1)))
    return col.ravel(), row.ravel()


def _write_vrt(saved: SavedTransform, raster: Raster, path: Path) -> tuple[str, ...]:
    geotransform = corrected_geotransform(saved, raster.grid)
    with replacing(path) as temp:
        try:
            # GDAL makes the description of the bands, and names the raster relative to the VRT's folder.
            rasterio.shutil.copy(raster.dataset, temp, driver="VRT")
            text = temp.read_text(encoding="utf-8")
            temp.write_text(_placed(text, saved, raster.grid, geotransform), encoding="utf-8")
        except RasterioError as error:
            raise OutputError(Sentence("The VRT {path} could not be written ({error}).", path=path,
                                       error=error)) from error
    return (str(path),)


def _placed(vrt: str, saved: SavedTransform, grid: Grid, geotransform: Affine | None) -> str:
    """The text of a VRT, as GDAL wrote it, under another georeference.

    Without an axis mapping, GDAL takes coordinates as x, y.
    """
    # GDAL has just written it: it declares no entities, which alone make parsing XML a danger.
    root = ET.fromstring(vrt)  # noqa: S314  # nosec B314
    for child in [*root.iterfind("SRS"), *root.iterfind("GeoTransform"), *root.iterfind("GCPList")]:
        root.remove(child)
    if geotransform is not None:
        crs, made = saved.seen(grid)[1].crs, []
        if crs is not None:
            made.append(_element("SRS", crs.to_wkt()))
        # As repr, in which the numbers keep all their digits.
        made.append(_element("GeoTransform", ", ".join(map(repr, geotransform.to_gdal()))))
    else:
        points = _element("GCPList")
        if saved.fixed_crs is not None:
            points.set("Projection", saved.fixed_crs.to_wkt())
        points.extend(_element("GCP", Id=p.id, Pixel=repr(p.col), Line=repr(p.row), X=repr(p.x), Y=repr(p.y))
                      for p in control_points(saved, grid))
        made = [points]
    # In front, where GDAL writes its own georeference too.
    for at, element in enumerate(made):
        root.insert(at, element)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode") + "\n"


def _element(tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.Element(tag, attributes)
    element.text = text
    return element


def _write_gcps(saved: SavedTransform, raster: Raster, path: Path) -> tuple[str, ...]:
    found = control_points(saved, raster.grid)
    col, row, x, y = (np.array([getattr(p, name) for p in found]) for name in ("col", "row", "x", "y"))
    # A transform from pixels holds for those, whatever world file lies beside the raster by now.
    own = saved.moving if saved.in_pixels else raster.grid
    points = ControlPoints.of_pixels(own, (col, row), (x, y), saved.fixed_crs)
    write_points(path, points)
    return (str(path),)


def _write_worldfile(saved: SavedTransform, raster: Raster, path: Path) -> tuple[str, ...]:
    geotransform = corrected_geotransform(saved, raster.grid)
    if geotransform is None:
        raise InputError(Sentence("No world file can hold this transform within {limit} pixels on {path}; "
                                  "export to vrt or gcps.", limit=EXACT_PX, path=raster.path))
    # A world file speaks of the centre of the first pixel.
    numbers = (geotransform.a, geotransform.d, geotransform.b, geotransform.e, *(geotransform * (0.5, 0.5)))
    write_text(path, "".join(f"{float(v)!r}\n" for v in numbers))
    crs = saved.seen(raster.grid)[1].crs
    if crs is None:
        return (str(path),)
    # A world file holds no CRS.
    beside = path.with_suffix(".prj")
    # ESRI's WKT 1 is what readers of .prj files expect.
    write_text(beside, crs.to_wkt(version="WKT1_ESRI", morph_to_esri_dialect=False) + "\n")
    return str(path), str(beside)


def _write_itk(saved: SavedTransform, raster: Raster, path: Path) -> tuple[str, ...]:
    # To the places that the raster itself has, on its own side of the antimeridian.
    transform = saved.transform
    turned = 0.0 if saved.placed else raster.grid.transform.c - saved.seen(raster.grid)[1].transform.c
    if turned:
        transform = AffineTransform("translation", transform.centre, shift=(turned, 0.0)) @ transform
    write_text(path, itk_text(transform))
    return (str(path),)


def itk_text(transform: Transform) -> str:
    """A transform in ITK's text format; points are (x, y) in the fixed CRS, and the direction is the same as ours."""
    lines = ["#Insight Transform File V1.0"]
    if isinstance(transform, AffineTransform):
        return "\n".join(lines + _itk_affine(transform, 0)) + "\n"
    if not isinstance(transform, LocalTransform):
        raise InputError(Sentence("A transform of the kind {kind} has no form in ITK; export to vrt or gcps.",
                                  kind=type(transform).__name__))
    # ITK applies the last of a composite first, and ours adds the field behind the affine: affine(x) + d(x) is
    # affine(x + M^-1 d(x)), with M the affine's matrix, and M^-1 acts on the coefficients alike.
    inverse = np.linalg.inv(transform.affine.matrix)
    padded = np.pad(transform.coefficients, ((0, 0), (ITK_BORDER, ITK_BORDER), (ITK_BORDER, ITK_BORDER)), mode="edge")
    field = np.einsum("ij,jrc->irc", inverse, padded)
    lines += ["#Transform 0", "Transform: CompositeTransform_double_2_2"]
    lines += [*_itk_affine(transform.affine, 1), *_itk_field(transform.lattice, field, 2)]
    return "\n".join(lines) + "\n"


def _itk_affine(transform: AffineTransform, number: int) -> list[str]:
    return [f"#Transform {number}", "Transform: AffineTransform_double_2_2",
            "Parameters: " + _numbers(*np.ravel(transform.matrix), *transform.shift),
            "FixedParameters: " + _numbers(*transform.centre)]


def _itk_field(lattice: Affine, field: NDArray[np.float64], number: int) -> list[str]:
    # Of the nodes that were added, which come first.
    origin = lattice * (-ITK_BORDER, -ITK_BORDER)
    spacing = np.hypot(lattice.a, lattice.d), np.hypot(lattice.b, lattice.e)
    # ITK keeps spacing positive: that rows run southward goes into the direction.
    direction = lattice.a / spacing[0], lattice.b / spacing[1], lattice.d / spacing[0], lattice.e / spacing[1]
    _, rows, columns = field.shape
    return [f"#Transform {number}", "Transform: BSplineTransform_double_2_2",
            "Parameters: " + _numbers(*field.ravel()),
            "FixedParameters: " + _numbers(columns, rows, *origin, *spacing, *direction)]


def _numbers(*values: float) -> str:
    return " ".join(repr(float(v)) for v in values)


# How names of exports end, and what each is.
_ENDINGS = {"vrt": ((".vrt",), "a VRT"), "gcps": ((".points",), "a list of points"),
            "worldfile": ((".wld",), "a world file"), "itk": ((".txt", ".tfm"), "a transform of ITK")}

_WRITERS: dict[str, Callable[[SavedTransform, Raster, Path], tuple[str, ...]]] = {
    "vrt": _write_vrt, "gcps": _write_gcps, "worldfile": _write_worldfile, "itk": _write_itk}
