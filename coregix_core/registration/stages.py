"""From two open rasters to what was found about them: solve, local field, assessment, and whether to move at all."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace

import numpy as np

from ..assessing import CRITERIA, OTHER_PROXY, Evidence, assess, bend_of, gather, rest_lies_nearer
from ..errors import InputError, Option, RasterError, Sentence, UnreliableAlignmentError
from ..findings import Assessment, KnownPoints, Placement, TiePoints
from ..geometry import AffineTransform, Grid, Transform, identity, of_affine
from ..io import Raster, available_threads
from ..matching import Elastix
from ..options import PairOptions, RegisterOptions, RunOptions, SearchOptions
from ..pairing import (
    Pair,
    Request,
    Solution,
    leave_out_sensor_gaps,
    make_pair,
    overlap,
    pieces_at,
    warn_of_masks,
    with_masks_named,
)
from ..placing import (
    Known,
    as_aligned,
    place_by_control_points,
    place_by_points,
    read_known,
    search_box,
    searched_for,
)
from ..progress import Progress
from ..solving import proxy_of, require_valid
from ..threads import using_threads
from .beginnings import given_by, is_searched, start_of
from .staying import as_left, stays
from .verified_solve import JOINED, verified_solution

log = logging.getLogger("coregix_core")

# Pixels along the shorter side of what both rasters show, below which there is nothing to solve on.
MIN_PIXELS = 4

# Pieces of work of a search by features alone, more or less, and of one over all turns and scales.
_ELSEWHERE, _ANYWHERE = 60, 800


@dataclass(frozen=True)
class Outcome:
    """What the solve and the assessment found, with the pair they were made on."""

    pair: Pair
    metric: str
    transform: Transform
    assessment: Assessment
    already_aligned: bool
    known_points: KnownPoints | None = None
    placement: Placement | None = None
    """What the moving raster was given for a georeference, where its own was not trusted."""
    file_grid: Grid | None = None
    """The grid that its file gives the moving raster, where it was placed anew."""
    seen: tuple[Evidence, Solution] | None = None
    """What was measured of which solution; None if nothing was solved."""

    def as_shown(self) -> tuple[Transform, Grid]:
        """The transform to the georeference of the moving raster's own file, read in the fixed CRS, and its grid."""
        placed = self.pair.moving.grid
        if self.file_grid is None:
            return self.transform, placed
        # From where it was placed to where its own file shows the same pixels.
        back = of_affine(self.file_grid.transform * ~placed.transform, self.transform.centre)
        return back @ self.transform, replace(self.file_grid, crs=self.pair.fixed.grid.crs)


def register(moving: Raster, fixed: Raster, options: RegisterOptions, engine: Elastix, track: Progress, *,
             tie_points_only: bool = False) -> Outcome:
    """Solve, assess, and choose between the solution and leaving the image where it is.

    ``tie_points_only`` refuses a pair whose tie points do not agree at once: it is not looked at by all windows
    together, nor is the source looked for in another place.

    Raises InputError for rasters and options that do not go together.
    """
    with using_threads(options.threads or available_threads()):
        outcome = _registered(moving, fixed, options, engine, track, tie_points_only)
        found = with_masks_named(outcome.assessment, outcome.pair, outcome.transform)
        return replace(outcome, assessment=found)


def _registered(moving: Raster, fixed: Raster, options: RegisterOptions, engine: Elastix, track: Progress,
                tie_points_only: bool) -> Outcome:
    file_grid = moving.grid
    placement, options = _placed(options, moving, fixed, track)
    known, options = _with_known(options, moving, file_grid, fixed)
    pair = pair_of(moving, fixed, options, clip=options.clip_fixed_to_moving, split_factor=options.split_factor)
    start = start_of(pair, known, placement, options)
    warn_of_masks(pair, start)
    request = replace(_request(options, start), searched=is_searched(known, placement),
                      tie_points_only=tie_points_only)
    _require_fine_enough(pair, request, "solve_resolutions" if options.solve_resolutions else "solve_resolution")
    if options.known_points_only and start is not None:
        outcome = _as_given(pair, given_by(known, start, pair, options), request, track)
        return _with_residual(_where_placed(outcome, placement, file_grid), known, pair)
    try:
        verified = verified_solution(pair, request, engine, track)
    except UnreliableAlignmentError as error:
        return _with_hint(_nothing_found(pair, request.metric, error), request, track)
    solution, found, evidence = verified.solution, verified.assessment, verified.evidence
    # Without the images, which are most of the memory.
    seen = None if evidence is None else (evidence, replace(solution, blocks=()))
    if found.verdict == "failed":
        # Where the rasters show nothing in common as they lie, any shift that was found is chance: say so instead.
        require_valid(pair, start or identity(pair.frame.centre), request.min_valid_fraction)
    if placement is not None:
        outcome = Outcome(solution.pair, solution.metric, solution.transform, found, already_aligned=False, seen=seen)
        outcome = _where_placed(outcome, placement, file_grid)
        return _with_residual(_with_hint(outcome, request, track), known, pair)
    outcome = replace(_stay_or_move(solution, found, evidence), seen=seen)
    return _with_residual(_with_hint(outcome, request, track), known, pair)


def _where_placed(outcome: Outcome, placement: Placement | None, file_grid: Grid) -> Outcome:
    """The outcome of a moving raster that was given another place than its file's grid, ``file_grid``, if it was."""
    if placement is None:
        return outcome
    # What was left under a georeference that is none says nothing.
    found = replace(outcome.assessment, residual_before=None)
    # Found to a pixel and some degrees, and aligned from there.
    final = as_aligned(placement, outcome.pair.moving.grid, outcome.transform)
    return replace(outcome, assessment=found, placement=final, file_grid=file_grid)


def _with_residual(outcome: Outcome, known: Known | None, pair: Pair) -> Outcome:
    """The outcome with how far the known points lie from it, if there are any; a warning if they contradict it."""
    if known is None:
        return outcome
    left = known.residual(pair.frame, outcome.transform)
    # What failed moved nothing, and says nothing that points could contradict.
    if left.rmse_px > CRITERIA.contradicting and outcome.assessment.verdict != "failed":
        log.warning(Sentence("The known points of {path} lie {rmse_px:.1f} px (rmse) from where the result puts them: "
                             "either they or the result are wrong.", path=known.path, rmse_px=left.rmse_px))
    return replace(outcome, known_points=left)


def _with_hint(outcome: Outcome, request: Request, track: Progress) -> Outcome:
    """The outcome; a refused one says so if the source shows the same ground under another turn, scale or place."""
    pair, found = outcome.pair, outcome.assessment
    # A start that was given is no guess that another could be better than.
    if found.verdict != "failed" or request.start is not None or request.tie_points_only:
        return outcome
    from ..placing import elsewhere

    with track.portion(JOINED, 1.0), track.stage("assess", _ELSEWHERE):
        found_there = elsewhere(pair.moving, pair.fixed, pair.moving_band, pair.fixed_band)
    if not found_there:
        return outcome
    reason = Sentence("{reason}; but looked for anywhere, the source would be found, turned or scaled or in another "
                      "place", reason=found.reason)
    return replace(outcome, assessment=replace(found, reason=reason))


def _as_given(pair: Pair, given: Transform, request: Request, track: Progress) -> Outcome:
    """What an independent measurement says of a transform that a person's points give: nothing is solved."""
    require_valid(pair, given, request.min_valid_fraction)
    area = overlap(pair, given)
    pair = pair if area is None else pair.within(area)
    with track.stage("assess", pieces_at(pair, 1.0, request.blocks)):
        proxy = proxy_of(request.metric)
        evidence = gather(pair, given, proxy, request.edges, (), 1.0, request.blocks)
        # As a pair that is assessed as it stands: no solve has looked at these images.
        found = assess(pair, given, evidence, None)
    return Outcome(pair, OTHER_PROXY[proxy], given, found, already_aligned=False)


def _placed(options: RegisterOptions, moving: Raster, fixed: Raster, track: Progress
            ) -> tuple[Placement | None, RegisterOptions]:
    """Give the moving raster the georeference under which it is found in the fixed one; what is left to ask for.

    Without a placement if its own georeference is trusted. Raises InputError for places or points that are of no use,
    UnreliableAlignmentError if it is not found.
    """
    if not searched_for(moving, fixed, options):
        return None, options
    if options.known_points is not None:
        _require_no_box(options)
        moving.grid, placement = place_by_points(options.known_points, moving.grid, fixed.grid, options.transform)
        return placement, options
    box = search_box(options, moving, fixed)
    automatic = options.start != "anywhere" and box is None
    if automatic and moving.control_points is not None:
        if (by_points := _by_control_points(moving, fixed)) is not None:
            return by_points, options
    elif automatic:
        log.warning(Sentence("{moving} has no georeference: it is looked for anywhere in {fixed}.", moving=moving.path,
                             fixed=fixed.path))
    from ..placing import place

    moving_band, fixed_band = bands_of(moving, fixed, options)
    with track.stage("read", _ANYWHERE):
        moving.grid, placement = place(moving, fixed, moving_band, fixed_band, box)
    left, bottom, right, top = moving.grid.bounds
    # It was found to a pixel or so: what is left to look at is near, however large the reference is.
    reach = 0.05 * max(right - left, top - bottom)
    return replace(placement, automatic=automatic), replace(options, max_shift=reach)


def _by_control_points(moving: Raster, fixed: Raster) -> Placement | None:
    """Give the moving raster the georeference of its file's control points; None, and told, if they are of no use."""
    try:
        grid, placement, rmse_px = place_by_control_points(moving, fixed.grid)
    except InputError as error:
        log.warning(Sentence("{moving} has ground control points that place it nowhere ({reason}): it is looked for "
                             "anywhere in {fixed}.", moving=moving.path, reason=error.parts[0], fixed=fixed.path))
        return None
    moving.grid = grid
    log.warning(Sentence("{moving} is placed by {count} ground control points alone: it is looked for near the affine "
                         "that fits them best, which is off by {rmse_px:.1f} px (root mean square).",
                         moving=moving.path, count=placement.matches, rmse_px=rmse_px))
    return placement


def _require_no_box(options: RegisterOptions) -> None:
    """Raise InputError if a place to look in is given beside points that say where the moving raster lies."""
    for name in ("near_place", "around"):
        if getattr(options, name) is not None:
            raise InputError(Sentence("{known_points} and {parameter} say two things; give one of them.",
                                      known_points=Option("known_points"), parameter=Option(name)),
                             parameter=name, value=getattr(options, name))


def _with_known(options: RegisterOptions, moving: Raster, own: Grid, fixed: Raster
                ) -> tuple[Known | None, RegisterOptions]:
    """The points that a person knows, where some are given, and the options with the reach that they ask for."""
    if options.known_points is None:
        return None, options
    known = read_known(options.known_points, moving.grid, own, fixed.grid, options.transform)
    if options.max_shift is not None:
        return known, options
    # They may lie beyond the reach that is the default: a person says that the rasters meet there.
    return known, replace(options, max_shift=known.reach(moving.grid, fixed.grid.crs))


def _require_fine_enough(pair: Pair, request: Request, name: str) -> None:
    """Raise InputError for a resolution of which the images would have next to no pixels: most are of another unit."""
    coarsest = max(request.resolutions or (0.0,))
    width, height = pair.grid_at(1.0).shape[::-1]
    # Checked before anything is read: a size in metres for a CRS in degrees would otherwise end as an image of one
    # pixel.
    if coarsest * MIN_PIXELS > min(width, height) * pair.frame.pixel:
        crs = pair.fixed.grid.crs
        unit = Sentence("degrees" if crs is not None and crs.is_geographic else "CRS units")
        raise InputError(Sentence("{parameter} {coarsest:g} leaves fewer than {fewest} pixels of the common "
                                  "area of {moving} and {fixed}; it is in {unit} of the reference, whose pixels are "
                                  "{pixel:g}.", parameter=Option(name), coarsest=coarsest,
                                  fewest=MIN_PIXELS, moving=pair.moving.path, fixed=pair.fixed.path,
                                  unit=unit, pixel=pair.frame.pixel), parameter=name, value=coarsest)


def _request(options: RegisterOptions, start: AffineTransform | None) -> Request:
    """What the options ask of the solve."""
    # One resolution is a list of one level.
    single = () if options.solve_resolution is None else (options.solve_resolution,)
    resolutions = tuple(options.solve_resolutions or single) or None
    # From here on the solve knows numbers and no options: it is the same for files, arrays and stacks.
    return Request(options.transform, options.metric, options.use_edge_proxies,
                   options.enforce_mutual_valid_mask, options.max_shift, resolutions, block_count(options),
                   options.min_valid_fraction, start)


def _nothing_found(pair: Pair, metric: str, error: UnreliableAlignmentError) -> Outcome:
    """The outcome of a solve that found nothing to measure: the image stays where it is."""
    reason = error.reason or str(error)
    # A result all the same, so that a report and a batch list have a line for it.
    none = np.zeros(0)
    places = TiePoints(none, none, none, none, none, none, none, none.astype(bool), none.astype(str),
                       pair.fixed.grid.crs)
    found = Assessment("failed", reason, None, None, None, None, places)
    return Outcome(pair, metric, identity(pair.frame.centre), found, already_aligned=False)


def _stay_or_move(solution: Solution, found: Assessment, evidence: Evidence | None = None) -> Outcome:
    """Leave the image in place where its displacement is within what cannot be distinguished from none."""
    pair = solution.pair
    moved = _mean_displacement(solution.transform, pair)
    nearer = evidence is not None and rest_lies_nearer(evidence)
    bend = bend_of(found, evidence, solution) if evidence is not None and nearer else 0.0
    if stays(found, moved, bend, rest_nearer=nearer):
        return Outcome(pair, solution.metric, identity(pair.frame.centre), as_left(found, moved, pair.frame.pixel),
                       already_aligned=True)
    return Outcome(pair, solution.metric, solution.transform, found, already_aligned=False)


def _mean_displacement(transform: Transform, pair: Pair) -> float:
    """Root mean square displacement over the area, in pixels."""
    left, bottom, right, top = pair.area
    x, y = (a.ravel() for a in np.meshgrid(np.linspace(left, right, 5), np.linspace(bottom, top, 5)))
    gap = pair.frame.to_frame(*transform(x, y)) - pair.frame.to_frame(x, y)
    return float(np.sqrt((gap**2).sum(1).mean()))


def pair_of(moving: Raster, fixed: Raster, options: PairOptions, *, clip: bool, split_factor: int = 0) -> Pair:
    """The pair of the bands that the options name; raises InputError where a raster lacks its band."""
    moving_band, fixed_band = bands_of(moving, fixed, options)
    leave_out_sensor_gaps(moving, fixed, moving_band, fixed_band)
    return make_pair(fixed, moving, fixed_band=fixed_band, moving_band=moving_band, max_shift=options.max_shift,
                     clip=clip, threads=options.threads or available_threads(), chunks=1 << split_factor,
                     searchable=isinstance(options, SearchOptions))


def bands_of(moving: Raster, fixed: Raster, options: PairOptions) -> tuple[int, int]:
    """The bands of the moving and of the fixed raster that the options name; raises InputError if one lacks its own."""
    own = options.moving_band_index, options.fixed_band_index
    moving_band, fixed_band = (options.band_index if band is None else band for band in own)
    if own == (None, None) and not (moving.has_band(moving_band) or fixed.has_band(fixed_band)):
        raise RasterError(
            Sentence("Neither the {moving} nor the {fixed} has a band {band}: the one has {moving_bands}, the other "
                     "{fixed_bands}.", moving=moving.named, fixed=fixed.named, band=options.band_index,
                     moving_bands=moving.bands_named, fixed_bands=fixed.bands_named),
            parameter="band_index", value=options.band_index, file=fixed.file)
    for raster, band, name in ((moving, moving_band, "moving_band_index"), (fixed, fixed_band, "fixed_band_index")):
        raster.require_band(band, name if getattr(options, name) is not None else "band_index")
    return moving_band, fixed_band


def block_count(options: RunOptions) -> int:
    """Blocks of a large level that are looked at: as many as the memory budget holds and accuracy needs."""
    # Below 9 blocks a large scene is seen at too few places to choose a model.
    return int(np.clip(options.memory_budget // 40, 9, 16))
