"""Arrays in, arrays out: the alignment for those who hold their images in memory.

The arrays become datasets in GDAL's memory and go through the very same stages as files do, the warp into memory.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..findings import AlignResult
from ..geometry import same_fields
from ..io import without_a_place
from ..options import AlignOptions, MetricName, ResamplingName, StartName, TransformName, is_labelled
from ..progress import Progress, ProgressCallback
from ..report import thumbnail_of
from .array_image import Array, ArrayImage, array_dataset
from .dataarrays import require_one_date
from .execution import aligned, output_grid
from .measuring import rounded
from .requirements import UNWRITTEN


@dataclass(frozen=True, eq=False, repr=False)
class ArrayResult:
    """What ``align_arrays`` returns.

    ``array`` has the moving array's type and number of dimensions, ``valid`` (rows, columns) says which pixels hold
    data. ``geotransform`` maps their pixels (column, row), corner convention, to places in ``crs``. ``result`` says
    what was found: verdict, residuals, transform.
    """

    array: NDArray[Any]
    valid: NDArray[np.bool_]
    geotransform: Affine
    crs: CRS | None
    result: AlignResult

    def summary(self) -> str:
        """One line for people: what was found, and how well it fits."""
        return self.result.summary()

    def __eq__(self, other: object) -> bool:
        return same_fields(self, other)

    __hash__ = None  # type: ignore[assignment] # as of its array

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        shape = " x ".join(map(str, self.array.shape))
        return f"ArrayResult({shape} {self.array.dtype}, {self.summary()[:300]})"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return self.result._repr_html_()


def align_arrays(
    moving: Array, fixed: Array, *, moving_transform: Affine | None = None, fixed_transform: Affine | None = None,
    moving_crs: Any = None, fixed_crs: Any = None, moving_valid: NDArray[np.bool_] | None = None,  # noqa: ANN401
    fixed_valid: NDArray[np.bool_] | None = None, moving_nodata: float | None = None, fixed_nodata: float | None = None,
    moving_band_index: int = 0, fixed_band_index: int = 0, output_nodata: float | None = None,
    exclude: Any = None, include: Any = None, moving_exclude: Any = None, moving_include: Any = None,  # noqa: ANN401
    fixed_exclude: Any = None, fixed_include: Any = None,  # noqa: ANN401
    min_valid_fraction: float = 0.01, transform: TransformName = "auto", metric: MetricName = "auto",
    use_edge_proxies: bool = True, enforce_mutual_valid_mask: bool = True, max_shift: float | None = None,
    solve_resolutions: tuple[float, ...] | None = None, start: StartName = "near", accept_unreliable: bool = False,
    output_on_moving_grid: bool = True, resampling: ResamplingName = "cubic", threads: int = 0,
    memory_budget: int = 1024, temp_dir: str | None = None, progress: ProgressCallback | None = None,
) -> ArrayResult:
    """Align the moving array to the fixed one; all bands are resampled once.

    Arrays are (rows, columns) or (bands, rows, columns), of integers, floats or booleans. ``moving_transform`` and
    ``fixed_transform`` are their geotransforms: pixel (column, row), corner convention, to places in the CRS; without
    them places are pixels. ``moving_valid`` and ``fixed_valid`` (rows, columns) say which pixels hold data; NaN, what
    a masked array masks and pixels of the nodata values do not either. A DataArray of rioxarray brings its own
    transform, CRS and nodata value. All other parameters are those of ``align_image_pair``.

    Raises InputError for what the caller can mend, UnreliableAlignmentError where no reliable alignment was found.

    >>> import numpy as np
    >>> from skimage.data import camera
    >>> image = camera()
    >>> aligned = align_arrays(np.roll(image, (3, 5), axis=(0, 1)), image)
    >>> aligned.result.verdict
    'aligned'
    """
    given: dict[str, Any] = {
        "moving_band_index": moving_band_index, "fixed_band_index": fixed_band_index, "exclude": exclude,
        "include": include, "moving_exclude": moving_exclude, "moving_include": moving_include,
        "fixed_exclude": fixed_exclude, "fixed_include": fixed_include, "output_nodata": output_nodata,
        "min_valid_fraction": min_valid_fraction, "transform": transform, "metric": metric,
        "use_edge_proxies": use_edge_proxies, "enforce_mutual_valid_mask": enforce_mutual_valid_mask,
        "max_shift": max_shift, "solve_resolutions": solve_resolutions, "start": start,
        "accept_unreliable": accept_unreliable, "output_on_moving_grid": output_on_moving_grid,
        "resampling": resampling, "threads": threads, "memory_budget": memory_budget, "temp_dir": temp_dir,
        "progress": progress}
    for role, array in (("moving", moving), ("fixed", fixed)):
        if is_labelled(array):
            require_one_date(array, role)
    # Before the arrays are copied.
    AlignOptions("moving", "fixed", "aligned.tif", **given)
    images = (ArrayImage.of("moving", moving, moving_transform, moving_crs, moving_valid, moving_nodata),
              ArrayImage.of("fixed", fixed, fixed_transform, fixed_crs, fixed_valid, fixed_nodata))
    with ExitStack() as stack, without_a_place():
        moving_data, fixed_data = (stack.enter_context(array_dataset(image)) for image in images)
        return _aligned(AlignOptions(moving_data, fixed_data, UNWRITTEN, **given), images[0])


def _aligned(options: AlignOptions, moving: ArrayImage) -> ArrayResult:
    from ..warping import warp_array

    track = Progress(options.progress)
    with aligned(options, track) as (outcome, result, _):
        fixed, grid = outcome.pair.fixed.grid, output_grid(outcome, options)
        with track.stage("warp"):
            values, valid, _ = warp_array(
                outcome.pair.moving, outcome.transform, fixed.crs, grid, resampling=options.resampling,
                output_nodata=options.output_nodata, threads=options.threads,
                memory_budget=options.memory_budget << 20, progress=track)
        track.finish()
    # The type that was given: booleans went in as bytes.
    values = values.astype(moving.given.dtype, copy=False)
    # The datasets behind it were temporary: their names would lead nowhere.
    names: dict[str, Any] = {"moving_image_path": "moving array", "fixed_image_path": "fixed array"}
    result = replace(result, **names, settings={**result.settings, **names, "output_image_path": None},
                     seconds=rounded(track), _picture=partial(thumbnail_of, values, valid))
    return ArrayResult(values if moving.given.ndim == 3 else values[0], valid, grid.transform, grid.crs, result)
