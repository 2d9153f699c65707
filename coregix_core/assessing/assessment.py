"""Is the pair aligned? What residual displacements that were measured anew say, and the verdict.

The evidence is that of ``evidence``, the thresholds are those of ``criteria``.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from rasterio.crs import CRS

from .._typing import Floats
from ..errors import Sentence
from ..findings import Assessment, LocalGain, MovedGround, Residuals, TiePoints, Verdict
from ..geometry import Frame, Transform
from ..imaging import STRUCTURE
from ..matching import local_planes
from ..pairing import Pair, Solution
from ..sentences import in_pixels
from .as_it_stands import standing, terms_as_it_stands
from .criteria import CRITERIA, JOINED
from .evidence import Evidence, places_of
from .nearer_rest import rest_lies_nearer
from .steep_ground import steep_ce90
from .uncertainty import Terms, terms_of, whole_spread


def assess(pair: Pair, transform: Transform, evidence: Evidence, solution: Solution | None) -> Assessment:
    """Statistics of the evidence, the transform's uncertainty, and the verdict on it.

    ``solution`` is what ``transform`` is of; None for a pair that is looked at as it stands.
    """
    frame = pair.frame
    after = _residuals(evidence, evidence.residual, frame)
    displacement = evidence.points.fixed - evidence.points.moving
    before = _residuals(evidence, displacement, frame)
    terms, judged = None, evidence
    if after is not None:
        terms, judged = (terms_as_it_stands(pair, transform, evidence) if solution is None else
                         (terms_of(pair, transform, evidence, solution), evidence))
    gain = _local_gain(judged, transform)
    verdict, reason = verdict_of(judged, before, after, None if terms is None else terms.of_images, gain)
    uncertainty = None if terms is None else terms.ce90
    if after is not None and terms is not None and verdict != "failed":
        reason = _with_relief(reason, terms)
        verdict, reason = (_as_it_stands(verdict, reason, pair, evidence, after, terms.ce90) if solution is None else
                           _as_solved(verdict, reason, evidence, solution))
        uncertainty = _covering(terms, verdict, evidence, gain)
        if verdict == "uncertain":
            uncertainty = max(uncertainty, _beyond_search(pair, transform, evidence))
    # Reported, but no reason against the alignment if the rest of the image is the greater part: it lies where it says.
    moved = _moved_ground(evidence, frame)
    verdict, uncertainty = _unless_undecided(verdict, uncertainty, moved)
    return Assessment(
        verdict, _with_motion(reason, verdict, moved), before, after, uncertainty,
        None if uncertainty is None else uncertainty * frame.pixel,
        _tie_points(evidence, displacement, frame, pair.fixed.grid.crs), gain, moved)


def _unless_undecided(verdict: Verdict, uncertainty: float | None, moved: MovedGround | None
                      ) -> tuple[Verdict, float | None]:
    """The verdict and CE90; which of two halves has moved, nobody can tell, and either may be the one that matters."""
    if moved is None or not moved.undecided or uncertainty is None or verdict == "failed":
        return verdict, uncertainty
    return "uncertain", float(np.hypot(uncertainty, moved.length_px))


def _covering(terms: Terms, verdict: Verdict, evidence: Evidence, gain: LocalGain | None) -> float:
    """The CE90 of the terms; of ground that bends, at least that of all places.

    The places that bend most agree least, and are left out of what the other terms are made of.
    """
    bends = verdict == "uncertain" and gain is not None and gain.helps
    return max(terms.ce90, whole_spread(evidence)) if bends else terms.ce90


def _beyond_search(pair: Pair, transform: Transform, evidence: Evidence) -> float:
    """The CE90 by places that were not found; a field follows what bends, and says itself what is not known there."""
    return 0.0 if transform.model == "local" else steep_ce90(pair, evidence)


def bend_of(found: Assessment, evidence: Evidence, solution: Solution) -> float:
    """What of the CE90 of an assessment (pixels) stands for ground that bends or moves; 0 of a field, which follows it.

    All pairs of images across the same ground err alike by that, and independently by the rest. 0 if the rest is more:
    noise as large has a smooth part as well.
    """
    whole = found.uncertainty_ce90_px
    if whole is None or solution.transform.model == "local" or evidence.stable.sum() < 4:
        return 0.0
    rest = replace(terms_of(solution.pair, solution.transform, evidence, solution), bend=0.0).ce90
    bend = float(np.sqrt(max(whole**2 - rest**2, 0.0)))
    return bend if bend > rest else 0.0


def assess_joined(solution: Solution, evidence: Evidence, doubt: float) -> Assessment:
    """The assessment of a solution by all windows at once, of which at least eight have to agree by themselves.

    ``doubt`` is its root mean square error (px) as halves of the windows and mutual information show it.
    """
    return _by_outlines(solution, evidence, evidence, doubt, Sentence(
        "by the evidence of {windows} windows taken together, of which {agree} agree by themselves, and which mutual "
        "information confirms", windows=len(evidence.residual), agree=int(evidence.agree.sum())))


def assess_nearby(solution: Solution, evidence: Evidence, doubt: float, windows: int, *, confirmed: bool) -> Assessment:
    """The assessment of a solution by so many small windows at once, with what parts of the area show as evidence.

    ``doubt`` is its root mean square error (px) as quarters of the area show it, and mutual information if that
    ``confirmed`` it.
    """
    reason = Sentence("by the evidence of {windows} small windows taken together, which {agree} of {parts} parts of "
                      "the area show by themselves", windows=windows, agree=int(evidence.agree.sum()),
                      parts=len(evidence.agree))
    if confirmed:
        reason = Sentence("{reason}, and which mutual information confirms", reason=reason)
    # All that parts show counts, and not what agrees alone: nothing else says how far the rest may be off.
    return _by_outlines(solution, evidence, replace(evidence, agree=evidence.measured), doubt, reason)


def _by_outlines(solution: Solution, evidence: Evidence, counted: Evidence, doubt: float, reason: str) -> Assessment:
    """The assessment of a solution by what no window shows by itself; what is ``counted`` says how far it is off."""
    frame = solution.pair.frame
    displacement = evidence.points.fixed - evidence.points.moving
    before, after = (_residuals(counted, residual, frame) for residual in (displacement, evidence.residual))
    terms = terms_of(solution.pair, solution.transform, counted, solution)
    # Independent errors add up by their squares.
    uncertainty = float(np.linalg.norm([terms.ce90, JOINED.outlines, JOINED.halves * doubt]))
    return Assessment("uncertain", reason, before, after, uncertainty, uncertainty * frame.pixel,
                      _tie_points(evidence, displacement, frame, solution.pair.fixed.grid.crs))


def _with_relief(reason: str, terms: Terms) -> str:
    """A reason that also says if a local field leaves relief out that is too fine for its nodes."""
    if terms.relief <= CRITERIA.rough:
        return reason
    return Sentence("{reason}; relief too fine for the field may add {relief:.1f} px", reason=reason,
                    relief=terms.relief)


def _with_motion(reason: str, verdict: Verdict, moved: MovedGround | None) -> str:
    """A reason that also says if ground moved by itself; what failed has not seen where the rest lies."""
    return reason if moved is None or verdict == "failed" else Sentence("{reason}; {more}", reason=reason,
                                                                        more=moved.sentence)


def _as_solved(verdict: Verdict, reason: str, evidence: Evidence, solution: Solution) -> tuple[Verdict, str]:
    """The verdict on a solution, less trusting if it rests on structure alone."""
    return borne_out(reason, evidence) if solution.proxy in STRUCTURE else (verdict, reason)


def _as_it_stands(verdict: Verdict, reason: str, pair: Pair, evidence: Evidence, after: Residuals, uncertainty: float
                  ) -> tuple[Verdict, str]:
    """The verdict on a pair that nothing was solved for, by what its residuals have in common."""
    common = evidence.common()
    if common is None:
        return verdict, reason
    places = places_of(pair)
    return standing(verdict, reason, after, common(places) - places, uncertainty)


def _moved_ground(evidence: Evidence, frame: Frame) -> MovedGround | None:
    """Ground that moved by itself, as the look that saw most of it does."""
    looks = [look for look in (evidence, evidence.far) if look is not None]
    seen = [part for look in looks for part in (look.motion, look.departure) if part is not None]
    if not seen:
        return None
    part = max(seen, key=lambda m: m.share)
    east, north = part.displacement
    length = float(np.hypot(east, north))
    return MovedGround(part.share, length, length * frame.pixel, float(np.degrees(np.arctan2(east, north)) % 360),
                       part.bends)


def _residuals(evidence: Evidence, residual: Floats, frame: Frame) -> Residuals | None:
    """Statistics over the stable points; None if there are hardly any."""
    kept = evidence.stable
    if kept.sum() < 4:
        return None
    length = np.hypot(*residual[kept].T)
    rmse, median, ce90 = float(np.sqrt((length**2).mean())), float(np.median(length)), float(np.quantile(length, 0.9))
    coverage, px = float(kept.sum() / max(evidence.valid.sum(), 1)), frame.pixel
    return Residuals(rmse, median, ce90, rmse * px, median * px, ce90 * px, int(kept.sum()), coverage)


def _local_gain(evidence: Evidence, transform: Transform) -> LocalGain | None:
    """What a local transform would leave of the residuals of another one, by the look that sees most ground.

    That lies between what neighbours, a window apart, do not explain and what noise alone would leave: both are known,
    and their geometric mean is reported.
    """
    # A coarse look mixes what moved by itself with the rest, as if the ground bent from one to the other.
    look = evidence if evidence.far is None or evidence.motion is not None else evidence.far
    kept = look.stable
    if transform.model == "local" or kept.sum() < CRITERIA.min_for_gain:
        return None
    residual, information = look.residual[kept], look.points.information[kept]
    now = float(np.sqrt((residual**2).sum(1).mean()))
    unexplained = residual - local_planes(look.points.fixed[kept], residual)
    # The plane of noisy neighbours may add noise of its own; a field would not be asked to do worse than nothing.
    apart = min(now, float(np.sqrt((unexplained**2).sum(1).mean())))
    # In units of what each point's own peak says of its error: 1 would be scatter as large as that.
    normalised = float(np.median(np.einsum("ni,nij,nj->n", residual, information, residual)))
    noise = now * min(1.0, float(np.sqrt(CRITERIA.noise / max(normalised, CRITERIA.noise))))
    left = float(np.sqrt(apart * noise))
    return LocalGain(now, left, helps=now > 0.15 and left < 0.6 * now)


def verdict_of(evidence: Evidence, before: Residuals | None, after: Residuals | None, uncertainty: float | None,
               gain: LocalGain | None = None) -> tuple[Verdict, str]:
    """The verdict, and in a sentence what was seen.

    ``before`` and ``after`` are residuals over the stable points of ``evidence``, ``uncertainty`` a CE90 in pixels.
    """
    # First what makes it no evidence at all: a small residual of few points that agree by chance is no result.
    refusal = refusal_of(evidence.of_ground, before, after)
    if refusal is not None:
        return "failed", refusal
    # That either is missing was a reason to refuse.
    assert after is not None
    assert uncertainty is not None
    seen = _seen(evidence, after)
    doubt = _doubt_about(evidence, after, uncertainty, seen, gain)
    return ("aligned", seen) if doubt is None else ("uncertain", doubt)


def _seen(evidence: Evidence, after: Residuals) -> Sentence:
    """How many tie points agree, and how many of them the residual does not speak for."""
    agree, measured, residual = int(evidence.agree.sum()), int(evidence.measured.sum()), in_pixels(after.rmse_px)
    if apart := int((evidence.agree & ~evidence.stable).sum()):
        return Sentence("{agree} of {measured} tie points agree, {apart} of them apart from the rest, residual "
                        "{residual}", agree=agree, measured=measured, apart=apart, residual=residual)
    return Sentence("{agree} of {measured} tie points agree, residual {residual}", agree=agree, measured=measured,
                    residual=residual)


def _doubt_about(evidence: Evidence, after: Residuals, uncertainty: float, seen: str, gain: LocalGain | None
                 ) -> str | None:
    """Why what was ``seen`` leaves the alignment uncertain, in a sentence; None if it does not."""
    agree = int(evidence.agree.sum())
    if evidence.share < CRITERIA.uncertain_share or agree < CRITERIA.uncertain_agreeing:
        few = agree == evidence.measured.sum()
        return Sentence("{seen}, but these are few", seen=seen) if few else Sentence("only {seen}", seen=seen)
    if spread_of(evidence) < CRITERIA.min_spread:
        return Sentence("{seen}, but all of them in one part of the area", seen=seen)
    if evidence.second is not None and not evidence.second.convinces:
        return Sentence("{seen}, but a second measurement by other means does not confirm them", seen=seen)
    if after.rmse_px > CRITERIA.uncertain_residual * evidence.level or uncertainty > CRITERIA.uncertain_ce90:
        return Sentence("{seen}, but {left}", seen=seen, left=_what_is_left(evidence, uncertainty, gain))
    return None


def _what_is_left(evidence: Evidence, uncertainty: float, gain: LocalGain | None) -> str:
    """Why images that agree at most places are not known to lie on each other, by what most of the uncertainty is."""
    most = uncertainty / np.sqrt(2)
    aside = 0.0 if evidence.by_light else evidence.aside
    hidden = max(aside, evidence.turned) if evidence.way_aside > most else 0.0
    if evidence.second_displacement > max(hidden, most):
        return Sentence("by a part of their detail the images lie about {hidden:.2g} px aside: what the sensor adds "
                        "may hide the ground", hidden=evidence.second_displacement)
    if hidden:
        return Sentence("at a coarser scale the images lie {hidden:.2g} px aside: stripes, or what the sensor adds, "
                        "may hide the ground", hidden=hidden)
    if gain is not None and gain.helps:
        return Sentence("the ground bends by {now:.2f} px: use a local transform, which would leave about {local:.2f} "
                        "px", now=gain.rmse_px_now, local=gain.rmse_px_local)
    if evidence.departure is not None and evidence.departure.bends:
        # Common ground is looked for of a field alone.
        if evidence.ground is not None:
            return Sentence("a part of the ground bends more than the local transform follows")
        return Sentence("a part of the ground bends: use a local transform")
    return Sentence("the images keep differing locally, are alike in outline alone, or share no texture over parts of "
                    "the area")


def spread_of(evidence: Evidence, cells: int = 4) -> float:
    """Share of the cells of a raster over the valid places that hold places which agree: 1 if they speak for all."""
    positions = evidence.points.fixed[evidence.valid]
    # Over the valid places and not the area: what clouds cover says nothing against those that agree.
    low, extent = positions.min(0), np.maximum(np.ptp(positions, axis=0), 1e-9)

    def occupied(places: Floats) -> int:
        cell = np.minimum((cells * (places - low) / extent).astype(int), cells - 1)
        return len(np.unique(cell @ (1, cells)))

    return occupied(evidence.points.fixed[evidence.agree]) / occupied(positions)


def refusal_of(evidence: Evidence, before: Residuals | None, after: Residuals | None) -> str | None:
    """Why the evidence is none; None if there is no reason to refuse."""
    places, measured, agree = len(evidence.residual), int(evidence.measured.sum()), int(evidence.agree.sum())
    # So few could not convince, however well they agree.
    if places < CRITERIA.min_places and measured > places / 2:
        return Sentence("too small in common: there is room for {places} places to look at, too few to tell agreement "
                        "from chance", places=places)
    if measured < CRITERIA.min_measured:
        return Sentence("no common texture: of {places} places looked at, {measured} show anything that can be found "
                        "in both images", places=places, measured=measured)
    # The share catches what a large count alone would let pass: a corner that agrees in images that do not.
    chance = (evidence.chance > CRITERIA.chance or agree < CRITERIA.min_agreeing
              or evidence.share < CRITERIA.min_share)
    if chance or after is None or before is None:
        return Sentence("the images do not agree: of {measured} places, {agree} can be seen to lie as their neighbours "
                        "do, which unrelated images show as well", measured=measured, agree=agree)
    # Both are measured on the same points; the slack is their noise, for a pair that was aligned before.
    worse = after.rmse_px > CRITERIA.worse_factor * before.rmse_px + CRITERIA.worse_slack
    if worse and not rest_lies_nearer(evidence):
        return Sentence("the residual after the alignment ({after:.2f} px) is no better than before ({before:.2f} px)",
                        after=after.rmse_px, before=before.rmse_px)
    return None


def borne_out(reason: str, evidence: Evidence) -> tuple[Verdict, str]:
    """The verdict on a solution by structure alone: what is found at all must lie where it says.

    A small share that agrees must be confirmed, or be as unlikely by itself as two that confirm each other.
    """
    length = np.hypot(*evidence.residual[evidence.measured].T) / evidence.level
    right = int((length < CRITERIA.borne_out).sum())
    unconfirmed = evidence.second is not None and not evidence.second.convinces
    weak = unconfirmed and evidence.share < CRITERIA.uncertain_share and evidence.chance > CRITERIA.chance**2
    if right < CRITERIA.borne_out_share * len(length) or weak:
        return "failed", Sentence(
            "the images do not agree: of {places} places, {right} can be seen to lie where the alignment says, "
            "which unrelated images show as well", places=len(length), right=right)
    return "uncertain", Sentence("by structure alone, {reason}", reason=reason)


def _tie_points(evidence: Evidence, displacement: Floats, frame: Frame, crs: CRS | None = None) -> TiePoints:
    points, stable = evidence.points, evidence.stable
    x, y = frame.to_world(points.fixed)
    reason = np.where(evidence.measured & ~evidence.agree, "contradicted by its neighbours", points.reason)
    moved = evidence.agree & ~stable
    if evidence.departure is not None:
        moved |= evidence.departure.among
    reason = np.where(moved, "moved against the rest", reason)
    unit = np.array(frame.unit)
    before, after = displacement * unit, evidence.residual * unit
    # A correlation may come out a little above 1 by rounding.
    confidence = np.where(evidence.measured, np.clip(points.score, 0, 1), 0.0)
    return TiePoints(x, y, before[:, 0], before[:, 1], after[:, 0], after[:, 1], confidence, stable, reason, crs)
