"""measure and snap: what is asked before anything is written, by a person who looks on."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass, replace
from typing import Any

from .._version import __version__
from ..findings import AlignResult, Snap
from ..io import working_folder
from ..matching import engine_for
from ..options import MEASURE, SNAP, AlignOptions, MeasureOptions, SnapOptions
from ..placing import snapped
from ..progress import Progress
from ..registration import pair_of, register
from ..solving import proxy_of
from .execution import _write_companions
from .expected_time import shares_of
from .keywords import keywords_of
from .measuring import align_result
from .opening import engine_timeout, opened_pair
from .requirements import UNWRITTEN, require_places, require_report


@dataclass(frozen=True)
class SnapResult:
    """What ``snap_place`` returns."""

    snap: Snap
    version: str = __version__

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return {**asdict(self.snap), "version": self.version}

    def summary(self) -> str:
        """One line for people: where the place is shown, and how well it fits there."""
        return f"shown at {self.snap.shown_x:.10g}, {self.snap.shown_y:.10g} (correlation {self.snap.score:.2f})"

    def __str__(self) -> str:
        return self.summary()


@keywords_of(MeasureOptions, MEASURE)
def measure_image_pair(options: MeasureOptions) -> AlignResult:
    """Find the transform of a pair and measure it, as ``align_image_pair`` does, without moving a pixel.

    What is not reliable has the verdict ``failed``, and its files are written all the same. Raises InputError for what
    the user can mend, OutputError if a file cannot be written.

    >>> found = measure_image_pair("source.tif", "reference.tif")
    >>> round(found.displacement.east), round(found.displacement.north)
    (-7, 5)
    """
    # The files beside the output are those of align; there is none, so that its name is never used.
    whole = options.shared(AlignOptions, output_image_path=UNWRITTEN, accept_unreliable=True)
    require_report(whole)
    track = Progress(options.progress)
    with (working_folder(options.temp_dir, keep=options.keep_temp_dir) as work,
          opened_pair(options.moving_image_path, options.fixed_image_path, options) as (moving, fixed)):
        require_places(whole, moving, fixed)
        with engine_for(work, log_to_console=options.log_to_console, timeout=engine_timeout()) as engine:
            track.shares = shares_of(moving, fixed, options, report=options.report is not None)
            outcome = register(moving, fixed, options, engine, track)
        result = align_result(outcome, options.record(), track, accepted=False)
        result = _write_companions(result, outcome, whole, track)
        track.finish()
        return result


@keywords_of(SnapOptions, SNAP)
def snap_place(options: SnapOptions) -> SnapResult:
    """Find where the moving raster shows one place, near a guess: the best correlation within a few pixels.

    Raises InputError for what the user can mend, such as a place outside of the rasters.

    >>> found = snap_place("source.tif", "reference.tif", true_x=500160, true_y=5799840, shown_x=500165,
    ...                    shown_y=5799837)
    >>> round(found.snap.shown_x), round(found.snap.shown_y)
    (500167, 5799835)
    """
    true, shown = (options.true_x, options.true_y), (options.shown_x, options.shown_y)
    # The guess says how far the rasters lie apart, which may be beyond the default.
    reach = options.max_shift or 2 * math.dist(true, shown) or None
    with opened_pair(options.moving_image_path, options.fixed_image_path, options) as (moving, fixed):
        pair = pair_of(moving, fixed, replace(options, max_shift=reach), clip=False)
        return SnapResult(snapped(pair, true, shown, proxy_of(options.metric), options.search_pixels))
