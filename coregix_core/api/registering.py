"""What others build on: a transform found, measured, fitted and assessed without a file being written."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from typing import Any, cast

import numpy as np

from .._version import __version__
from ..assessing import OTHER_PROXY
from ..errors import GeoreferenceError, InputError, Option, Sentence, UnreliableAlignmentError
from ..findings import AlignResult, Assessment, AssessResult, TiePoints, Verdict
from ..geometry import Grid, Transform, identity, is_transform, project
from ..io import PAGE, Raster, SavedTransform, check_pair, require_ending, save_transform, working_folder
from ..matching import engine_for
from ..options import PairOptions, RegisterOptions, RegistrationOptions, given, in_a_line, options, require_name
from ..progress import Progress, only
from ..registration import Outcome, pair_of
from ..registration import register as registered
from ..solving import proxy_of
from .expected_time import shares_of
from .images import ImageSource, carried, name_of
from .keywords import keywords_of
from .measuring import align_result, measured, rounded, saved_transform, unit_of
from .opening import engine_timeout, masked, opened_images, opened_pair

# What is to be given in place of a transform alone, where that leaves open where the image lies.
BARE = Sentence("A bare transform is taken to hold in the CRS of the image: give the Registration or the loaded "
                "transform that it is of, which know where the image lies.")


@dataclass(frozen=True, repr=False)
class Registration:
    """What ``register`` returns: the transform of a pair and what an independent measurement says of it.

    Nothing was written; ``save``, ``report`` and ``warp`` do that. ``result`` is what ``align_image_pair`` would have
    returned, without files. Two registrations are equal if their results are, whatever time they took.
    """

    result: AlignResult
    options: RegisterOptions
    _outcome: Outcome = field(compare=False)
    _sources: tuple[ImageSource, ImageSource] = field(compare=False)

    __hash__ = None  # type: ignore[assignment] # as of its result

    def __getstate__(self) -> dict[str, Any]:
        """What copies have, also in other processes: all but the pixels, which a report reads from the files again."""
        outcome = self._outcome
        pair = replace(outcome.pair, fixed_masks=None, moving_masks=None)
        return {**vars(self), "_outcome": replace(outcome, pair=pair, seen=None),
                "_sources": tuple(map(carried, self._sources))}

    @property
    def transform(self) -> Transform:
        """True place -> place where the moving image shows it, in the fixed image's CRS."""
        return self.result.transform

    @property
    def assessment(self) -> Assessment:
        """The measurement: verdict, residuals, uncertainty, tie points."""
        return self.result.assessment

    @property
    def tie_points(self) -> TiePoints:
        """The displacements that were measured."""
        return self.assessment.tie_points

    @property
    def verdict(self) -> Verdict:
        """aligned, uncertain or failed."""
        return self.assessment.verdict

    @property
    def saved(self) -> SavedTransform:
        """The transform with all that is needed to use it again."""
        return saved_transform(self._outcome)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Write the transform as JSON, for ``load_transform`` and ``coregix apply``; raises OutputError if not."""
        save_transform(path, self.saved)

    def report(self, path: str | os.PathLike[str]) -> None:
        """Write an HTML report; the images are read once more.

        Raises MissingDependencyError without the extra 'report', InputError if an image is gone by now, or the name has
        the ending of another kind of file.
        """
        from ..report import require, write_align_report

        # Before the images are read and drawn.
        require_name(path)
        require_ending(path, *PAGE)
        require()
        with opened_pair(*self._sources, self.options) as (moving, fixed):
            # As at the solve, which may have given it another georeference than its own.
            moving.grid = self._outcome.pair.moving.grid
            pair = replace(self._outcome.pair, moving=moving, fixed=fixed, moving_masks=moving.masks,
                           fixed_masks=fixed.masks)
            write_align_report(
                path, replace(self.result, report_path=os.fspath(path), transform=self._outcome.transform), pair)

    def summary(self) -> str:
        """One line for people: what was found, and how well it fits."""
        return self.result.summary()

    def to_dict(self) -> dict[str, Any]:
        """The result as JSON-ready values."""
        return self.result.to_dict()

    def __str__(self) -> str:
        return self.summary()

    def __repr__(self) -> str:
        return f"Registration({self.summary()[:300]})"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        return self.result._repr_html_()


@options
class _Register(RegistrationOptions):
    moving: ImageSource = given(kw_only=False)
    fixed: ImageSource = given(kw_only=False)


@options
class _Compare(PairOptions):
    moving: ImageSource = given(kw_only=False)
    fixed: ImageSource = given(kw_only=False)
    under: Transform | SavedTransform | Registration | None = given(kw_only=True, default=None)


@keywords_of(_Register)
def register(options: _Register) -> Registration:
    """Find the transform that brings the moving image onto the fixed one, and measure it. Nothing is written.

    ``moving`` and ``fixed`` are paths, open rasterio datasets, ``GridArray``s, numpy arrays (their pixels are places)
    or DataArrays. Raises InputError for what the caller can mend, UnreliableAlignmentError if no reliable alignment was
    found; its ``result`` is the Registration all the same.

    >>> import numpy as np
    >>> from skimage.data import camera
    >>> image = camera()[:256, :256]
    >>> found = register(np.roll(image, (3, 5), axis=(0, 1)), image, model="translation")
    >>> found.verdict
    'aligned'
    >>> tuple(round(float(v)) for v in found.transform(100.0, 100.0))
    (105, 103)
    """
    track = Progress(options.progress)
    plain = options.shared(RegisterOptions, transform=options.model)
    with (working_folder(options.temp_dir, keep=options.keep_temp_dir) as work,
          opened_pair(options.moving, options.fixed, options) as (moving, fixed)):
        with engine_for(work, log_to_console=options.log_to_console, timeout=engine_timeout()) as engine:
            track.shares = shares_of(moving, fixed, plain)
            outcome = registered(moving, fixed, plain, engine, track)
        track.finish()
        result = align_result(outcome, {**_names(options), **plain.record()}, track, accepted=options.accept_unreliable)
    # The sources are kept for a report, which reads their pixels again; whom to tell of progress is no setting.
    found = Registration(result, replace(plain, progress=None), outcome, (options.moving, options.fixed))
    if found.verdict == "failed" and not options.accept_unreliable:
        reason = found.assessment.reason
        raise UnreliableAlignmentError(
            Sentence("No reliable alignment was found: {reason}. See the documentation's 'When it says no', or "
                     "{accept_unreliable}.", reason=reason, accept_unreliable=Option("accept_unreliable")),
            reason=reason, result=found)
    return found


@keywords_of(_Compare)
def assess(options: _Compare) -> AssessResult:
    """Measure how well two images fit as they are, or under a transform. Nothing is written.

    ``moving`` and ``fixed`` are images as for ``register``; ``under`` is a transform, a loaded one or a Registration,
    which both know where an image lies that was placed. A pair that cannot be measured has the verdict ``failed``.
    Raises InputError for what the caller can mend.

    >>> import numpy as np
    >>> from skimage.data import camera
    >>> from coregix import AffineTransform
    >>> image = camera()[:256, :256]
    >>> shift = AffineTransform("translation", (128.0, 128.0), shift=(5.0, 3.0))
    >>> found = assess(np.roll(image, (3, 5), axis=(0, 1)), image, under=shift)
    >>> found.verdict, bool(found.assessment.residual_after.rmse_px < 0.1)
    ('aligned', True)
    """
    track = Progress(options.progress, only("assess"))
    with opened_images(options.moving, options.fixed, options) as (moving, fixed):
        file_grid = moving.grid
        under = _under(options, moving, fixed)
        check_pair(moving, fixed)
        with masked(options, moving, fixed, file_grid):
            pair = pair_of(moving, fixed, options, clip=True)
            found, pair = measured(pair, under or identity(pair.frame.centre), options, track)
    if _is_placed(options.under):
        # What was left under a georeference that is none says nothing.
        found = replace(found, residual_before=None)
    return AssessResult(
        moving.path, fixed.path, found, pair.frame.pixel, unit_of(fixed.grid), OTHER_PROXY[proxy_of(options.metric)],
        settings={**_names(options), **options.record()}, seconds=rounded(track), version=__version__)


def _names(options: _Register | _Compare) -> dict[str, str]:
    return {"moving_image_path": name_of(options.moving, "moving"), "fixed_image_path": name_of(options.fixed, "fixed")}


def _under(options: _Compare, moving: Raster, fixed: Raster) -> Transform | None:
    """The transform in what was given for one, and the moving raster's grid as it speaks of that."""
    saved = options.under.saved if isinstance(options.under, Registration) else options.under
    if saved is None:
        return None
    if not isinstance(saved, SavedTransform):
        transform = require_transform(saved, "under")
        refuse_unplaced(moving, fixed.grid, "under")
        return transform
    _require_crs(saved, fixed)
    # A CRS that the caller gives for this raster goes before that of the solve.
    if not saved.placed and options.moving_crs is not None:
        return saved.transform
    transform, moving.grid = saved.seen(moving.grid, moving.named)
    return transform


def _require_crs(saved: SavedTransform, fixed: Raster) -> None:
    """Raise GeoreferenceError for a transform whose true places are no coordinates of the fixed raster."""
    x, y = fixed.grid.middle
    # By what coordinates mean: one CRS may be written in many ways.
    there = project(fixed.grid.crs, saved.fixed_crs, x, y, near=x)
    if not np.hypot(*np.subtract(there, (x, y))) < fixed.grid.pixel_size:
        raise GeoreferenceError(
            Sentence("The transform holds in {crs}, and the {raster} is in {own}: give that in the CRS of the "
                     "transform, or register the two anew.", crs=str(saved.fixed_crs)[:60], raster=fixed.named,
                     own=str(fixed.grid.crs)[:60]), parameter="under")


def _is_placed(under: Transform | SavedTransform | Registration | None) -> bool:
    saved = under.saved if isinstance(under, Registration) else under
    return isinstance(saved, SavedTransform) and saved.placed


def refuse_unplaced(moving: Raster, other: Grid, parameter: str) -> None:
    """Raise GeoreferenceError for a raster without a CRS and a bare transform in that of another grid."""
    if moving.grid.crs is None and other.crs is not None:
        raise GeoreferenceError(
            Sentence("The {raster} has no CRS, and a bare transform does not say where it lies: give the Registration "
                     "or the loaded transform that it is of.", raster=moving.named), parameter=parameter)


def require_transform(given: object, parameter: str) -> Transform:
    """What was given as a bare transform; raises InputError if it is none."""
    # By what it can do: transforms of the caller's own are welcome, and a class in place of its value is a slip.
    if is_transform(given):
        return cast("Transform", given)
    raise InputError(Sentence("{parameter} takes a transform or a Registration, not {given}.",
                              parameter=Option(parameter), given=in_a_line(given)),
                     parameter=parameter, value=given)


@keywords_of(_Compare)
def tie_points(options: _Compare) -> TiePoints:
    """Measure the displacements between two images at a grid of places, as they are or under a transform.

    ``moving``, ``fixed`` and ``under`` are those of ``assess``. ``dx_before`` and ``dy_before`` are the displacements
    without the transform, ``dx_after`` and ``dy_after`` what is left of them under it. Raises InputError for what the
    caller can mend.

    >>> import numpy as np
    >>> from skimage.data import camera
    >>> image = camera()[:256, :256]
    >>> points = tie_points(np.roll(image, (3, 5), axis=(0, 1)), image)
    >>> bool(abs(np.median(points.dx_before[points.inlier]) + 5) < 0.1)
    True
    """
    return assess(**{**options.keywords(), "moving": options.moving, "fixed": options.fixed,
                     "under": options.under}).assessment.tie_points
