"""From what was found about a pair to the values that the public functions return."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from .._version import __version__
from ..assessing import assess as assessed
from ..assessing import gather
from ..findings import AlignResult, Assessment, Displacement
from ..geometry import Frame, Grid, Transform, common_frame
from ..io import SavedTransform
from ..options import PairOptions
from ..pairing import Pair, overlap, pieces_at, warn_of_masks, with_masks_named
from ..progress import Progress
from ..registration import Outcome, block_count, unless_overlaid_as_it_stands
from ..solving import proxy_of, require_valid


def align_result(outcome: Outcome, settings: dict[str, Any], track: Progress, *, accepted: bool) -> AlignResult:
    """The result of a registration of which nothing is written yet."""
    pair = outcome.pair
    transform, file_grid = outcome.as_shown()
    # Without a georeference of its own there is nothing that it could be displaced from but the place it was given.
    own = outcome.file_grid
    bare = own is not None and (own.crs != file_grid.crs or (own.crs is not None and own.transform.is_identity))
    displaced = outcome.transform if bare else transform
    return AlignResult(
        output_image_path=None, temp_dir=None, assessment=outcome.assessment, transform=transform,
        displacement=_northward(Displacement.of(displaced, _frame_of_common(pair)), pair.fixed.grid),
        already_aligned=outcome.already_aligned,
        accepted_unreliable=outcome.assessment.verdict == "failed" and accepted, metric=outcome.metric,
        pixel_size=pair.frame.pixel, unit=unit_of(pair.fixed.grid), moving_image_path=pair.moving.path,
        fixed_image_path=pair.fixed.path, settings=settings, known_points=outcome.known_points,
        placement=outcome.placement, seconds=rounded(track), version=__version__)


def _frame_of_common(pair: Pair) -> Frame:
    """The frame about the middle of what both show: that of the pair is centred in what was looked through for it."""
    return common_frame(pair.fixed.grid, pair.moving.grid, pair.area)


def saved_transform(outcome: Outcome) -> SavedTransform:
    """The transform of an outcome with all that is needed to use it again."""
    pair, found = outcome.pair, outcome.assessment
    transform, file_grid = outcome.as_shown()
    return SavedTransform(
        transform, pair.fixed.grid.crs, pair.area, outcome.file_grid or file_grid, outcome.metric, found.verdict,
        found.uncertainty_ce90, found.uncertainty_ce90_px, datetime.now(UTC).isoformat(timespec="seconds"),
        placed=outcome.placement is not None)


def measured(pair: Pair, under: Transform, options: PairOptions, track: Progress) -> tuple[Assessment, Pair]:
    """The assessment of a pair under a transform that nothing of this pair went into, and the part looked at."""
    warn_of_masks(pair)
    # Only what both show there can be compared.
    area = overlap(pair, under)
    pair = pair if area is None else pair.within(area)
    with track.stage("assess", pieces_at(pair, 1.0, block_count(options))):
        evidence = gather(pair, under, proxy_of(options.metric), True, (), 1.0, block_count(options))
        found = unless_overlaid_as_it_stands(pair, under, assessed(pair, under, evidence, None))
    # After the measurement, which gives the share without another reading. What it left out as fill is valid.
    if evidence.valid_share < options.min_valid_fraction:
        require_valid(pair, under, options.min_valid_fraction)
    return with_masks_named(found, pair, under), pair


def unit_of(grid: Grid) -> str:
    """Name of the unit of the grid's CRS; without one 'pixel', or 'unit' if pixels have a size of their own."""
    if grid.crs is None:
        t = grid.transform
        if (t.a, t.b, t.d, t.e) == (1.0, 0.0, 0.0, 1.0):
            return "pixel"
        return "downward unit" if t.e > 0 else "unit"
    return str(grid.crs.units_factor[0] or "unit").lower()


def _northward(moved: Displacement, grid: Grid) -> Displacement:
    """A displacement along the axes of a CRS as one to the east and north: some CRSs count to the west and south."""
    axes = "" if grid.crs is None else str(grid.crs.to_dict().get("axis", "enu"))
    return replace(moved, east=-moved.east if "w" in axes else moved.east,
                   north=-moved.north if "s" in axes else moved.north)


def rounded(track: Progress) -> dict[str, float]:
    """Seconds of each stage, to the millisecond."""
    return {stage: round(seconds, 3) for stage, seconds in track.seconds.items()}
