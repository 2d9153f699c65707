"""Is the pair aligned? Residual displacements measured anew, what they say, and the verdict.

The measurement is independent of the solve: other windows, on a lattice half a step aside, and another edge proxy.
Places count as evidence where a window is found again near where its neighbours are; unrelated images do that by chance
alone, and how often is known from the size of the search (an a-contrario test, Desolneux, Moisan and Morel 2008).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import bdtrc

from .._typing import Floats
from ..findings import Assessment, LocalGain, Residuals, TiePoints, Verdict
from ..fitting import Fit, fit
from ..geometry import AffineTransform, Frame, Transform
from ..matching import INVALID, local_planes, near_median
from .blocks import POINTS, SEARCH, WINDOW, Block, Points, joined_points, measure_block, read_blocks
from .pair import Pair
from .solver import Solution, to_transform

OTHER_PROXY = {"orientation": "balanced", "balanced": "orientation", "correlation": "balanced"}
"""The proxy that checks a solve by another one."""

CHANCE = 1e-7
"""Probability of seeing as much agreement in unrelated images, below which it counts as evidence."""

_LEVELS = (1.0, 2.0, 4.0, 8.0)
"""Pixel sizes at which agreement is looked for, finest first."""

_NEAR = 1.5
"""Neighbouring displacements within this many pixels of the level agree."""

_CLOSE = 0.5
"""Within so many they agree closely."""

_NOISE = 2e-3
"""Median squared residual in units of its own information where only noise is left: 0.6e-3 to 2.9e-3 were measured."""

_FIELD = 0.8
"""Share of a field's drawn error that counts: it is drawn with the least stiffness, and fields of noisy images have
more. Of 76 made-up fields 71 kept within."""

_IN_PLACE = 0.03
"""A common displacement below so many pixels of the level is measured without a bias to speak of: a fifth of it."""

_FEWEST = 9
"""Places below which their agreement is no evidence."""

_FLOOR_PX = 0.008
"""What no uncertainty goes below: interpolation and the pixel lattice themselves."""


@dataclass(frozen=True)
class Evidence:
    """Measured points of one level, which of them agree, and the probability of that by chance."""

    level: float
    points: Points
    residual: Floats
    agree: NDArray[np.bool_]
    chance: float

    @property
    def measured(self) -> NDArray[np.bool_]:
        """Points with a displacement."""
        return np.isfinite(self.residual[:, 0])

    @property
    def valid_share(self) -> float:
        """Share of the places at which both images are valid; 1 where no place was looked at."""
        valid = self.points.reason != INVALID
        return float(valid.mean()) if valid.size else 1.0

    @property
    def share(self) -> float:
        """Share of the measured points that agree."""
        return float(self.agree.sum() / max(self.measured.sum(), 1))


def gather(pair: Pair, transform: Transform, kind: str, edges: bool, blocks: tuple[Block, ...], level: float,
           count: int) -> Evidence:
    """Measure under ``transform`` at the finest level at which places agree beyond chance."""
    tried: list[Evidence] = []
    size = min(pair.lattice(1.0).shape)
    for one in [level, *(v for v in _LEVELS if v > level)]:
        # An image that small has room for too few windows to tell agreement from chance.
        if tried and size / one < 96:
            break
        images = blocks if one == level and blocks else read_blocks(pair, one, transform, count)
        tried.append(_looked_at(pair, images, transform, transform, kind, edges, one))
        if tried[-1].chance < CHANCE and tried[-1].share > 0.25:
            return _from_nearby(pair, images, transform, tried[-1], kind, edges)
    # None convinced: the verdict is told by the level that came nearest.
    return min(tried, key=lambda e: e.chance)


def _looked_at(pair: Pair, blocks: tuple[Block, ...], transform: Transform, under: Transform, kind: str, edges: bool,
               level: float) -> Evidence:
    """What is measured of ``transform`` on images that lie ``under`` another one, near to it."""
    return _evidence(pair, _measured(pair, blocks, under, OTHER_PROXY[kind], edges), transform, level)


def _from_nearby(pair: Pair, blocks: tuple[Block, ...], transform: Transform, seen: Evidence, kind: str, edges: bool
                 ) -> Evidence:
    """The evidence, measured again from where the images lie nearer to each other."""
    nearer = _nearer(pair, transform, seen)
    if nearer is None:
        return seen
    # Levelled angles alias between pixels, and draw displacements towards whole ones by up to a fifth of the fraction.
    again = _looked_at(pair, blocks, transform, nearer, kind, edges, seen.level)
    return again if again.chance < CHANCE else seen


def _nearer(pair: Pair, transform: Transform, evidence: Evidence) -> AffineTransform | None:
    """The transform without what the residuals have in common; None where that is next to nothing."""
    common = _bias(evidence)
    if common is None or not isinstance(transform, AffineTransform):
        return None
    places = places_of(pair)
    if np.sqrt(((common(places) - places) ** 2).sum(1).mean()) < _IN_PLACE * evidence.level:
        return None
    # Residuals are true less shown: what the transform says is too much by them.
    return transform.compose(to_transform(common, pair.frame).inverted())


def _measured(pair: Pair, blocks: tuple[Block, ...], transform: Transform, kind: str, edges: bool) -> Points:
    """Tie points whose windows hardly overlap: neighbours that share pixels would agree of themselves."""
    shape = blocks[0].fixed.grid.shape
    # Several windows across even a small image, down to the size below which a window holds too little texture.
    window = int(np.clip(min(shape) / 6, 16, WINDOW)) // 2 * 2
    step = max(0.75 * window, np.sqrt(shape[0] * shape[1] * len(blocks) / POINTS))

    def of_block(block: Block) -> Points:
        return measure_block(pair, block, transform, kind, edges, window=window, search=SEARCH, step=step, offset=0.5)

    return joined_points(pair.each(of_block, blocks))


def _evidence(pair: Pair, points: Points, transform: Transform, level: float) -> Evidence:
    # Both are where the moving raster shows a place: as the transform says, and as it was found.
    expected = pair.frame.to_frame(*transform(*pair.frame.to_world(points.source)))
    residual = expected - points.target
    found = np.isfinite(residual[:, 0])
    agree, closely = np.zeros((2, len(residual)), bool)
    for which, near in ((agree, _NEAR), (closely, _CLOSE)):
        which[found] = near_median(points.source[found], residual[found], near * level)
    # Few places that agree closely tell as much as many that roughly do; the probability counts both looks.
    searched = 2 * points.search + level
    chance = 2 * min(_chance(int(which.sum()), int(found.sum()), near * level, searched)
                     for which, near in ((agree, _NEAR), (closely, _CLOSE)))
    return Evidence(level, points, residual, agree, min(1.0, chance))


def _chance(agree: int, places: int, near: float, searched: float) -> float:
    """Probability that so many of unrelated places agree within ``near`` pixels, of a square ``searched`` wide."""
    if places < 6:
        return 1.0
    # A window is found again at a random one of the places that were searched; its neighbours' median is given.
    likely = min(1.0, np.pi * near**2 / searched**2)
    # Half of the counts: that two neighbours lie near each other makes two points agree, but is one event.
    return float(bdtrc(max(agree // 2 - 1, 0), places // 2, likely))


def in_place(evidence: Evidence) -> float:
    """Share of the places looked at that agree and lie within a pixel of the level where the transform says."""
    right = evidence.agree & (np.hypot(*np.nan_to_num(evidence.residual, nan=np.inf).T) < evidence.level)
    # What is right on a coarser level is known less well.
    return float(right.mean()) / evidence.level if right.size else 0.0


def assess(pair: Pair, transform: Transform, evidence: Evidence, solution: Solution | None) -> Assessment:
    """Statistics of the evidence, the transform's uncertainty, and the verdict on it."""
    points, frame = evidence.points, pair.frame
    after = _residuals(evidence, evidence.residual, frame)
    moved = points.source - points.target
    before = _residuals(evidence, moved, frame)
    gain = _local_gain(evidence) if transform.model != "local" else None
    # From the evidence and not from the fit, which a pair assessed as it stands does not have.
    bias = _bias(evidence)
    uncertainty = None if after is None else _uncertainty(pair, transform, evidence, solution, bias)
    verdict, reason = _verdict(evidence, before, after, uncertainty)
    if solution is None and verdict != "failed" and after is not None and bias is not None:
        verdict, reason = _standing(verdict, reason, after, bias(places_of(pair)) - places_of(pair))
    return Assessment(
        verdict, reason, before, after, uncertainty, None if uncertainty is None else uncertainty * frame.pixel,
        _tie_points(evidence, moved, frame), gain)


def _residuals(evidence: Evidence, residual: Floats, frame: Frame) -> Residuals | None:
    """Statistics over the points that agree; None where there are hardly any."""
    if evidence.agree.sum() < 4:
        return None
    length = np.hypot(*residual[evidence.agree].T)
    rmse, median, ce90 = float(np.sqrt((length**2).mean())), float(np.median(length)), float(np.quantile(length, 0.9))
    valid = evidence.points.reason != INVALID
    coverage = float(evidence.agree.sum() / max(valid.sum(), 1))
    px = frame.pixel
    return Residuals(rmse, median, ce90, rmse * px, median * px, ce90 * px, int(evidence.agree.sum()), coverage)


def _bias(evidence: Evidence) -> Fit | None:
    """What the residuals have in common, as an affine (or a shift where there are few)."""
    kept = evidence.agree
    if kept.sum() < 6:
        return None
    source, zero = evidence.points.source[kept], evidence.points.source[kept] + evidence.residual[kept]
    # An affine has six parameters: four points for each of them.
    model = "affine" if kept.sum() >= 24 else "translation"
    return fit(model, source, zero, evidence.points.information[kept], np.ones(len(source), bool), source.mean(0))


def _local_gain(evidence: Evidence) -> LocalGain | None:
    """What a local transform would leave of the residuals.

    That lies between what neighbours, a window apart, do not explain and what noise alone would leave: both are known,
    and their geometric mean is told.
    """
    kept = evidence.agree
    if kept.sum() < 30:
        return None
    residual, information = evidence.residual[kept], evidence.points.information[kept]
    now = float(np.sqrt((residual**2).sum(1).mean()))
    unexplained = residual - local_planes(evidence.points.source[kept], residual)
    # The plane of noisy neighbours may add noise of its own; a field would not be asked to do worse than nothing.
    apart = min(now, float(np.sqrt((unexplained**2).sum(1).mean())))
    normalised = float(np.median(np.einsum("ni,nij,nj->n", residual, information, residual)))
    noise = now * min(1.0, float(np.sqrt(_NOISE / max(normalised, _NOISE))))
    left = float(np.sqrt(apart * noise))
    return LocalGain(now, left, helps=now > 0.15 and left < 0.6 * now)


def _uncertainty(pair: Pair, transform: Transform, evidence: Evidence, solution: Solution | None, bias: Fit | None
                 ) -> float:
    """CE90 of the transform's true error over the area, in pixels.

    It joins the fit's own covariance, what an independent measurement finds off, and a share of the spread, which
    stands for what both measurements have in common.
    """
    # Over the whole area and not at the tie points: where there are none, the model is least certain.
    places = places_of(pair)
    spread = float(np.median(np.hypot(*evidence.residual[evidence.agree].T)))
    parts = [_FLOOR_PX, 0.15 * spread]
    fitted = None if solution is None else solution.fit
    # The fit's covariance is that of a parametric model; of a field, and of none, it says nothing.
    if fitted is not None and transform.model not in ("local", "identity"):
        parts.append(1.2 * float(np.sqrt((fitted.error_at(places) ** 2).mean())))
    if bias is not None:
        off = np.sqrt(((bias(places) - places) ** 2).sum(1).mean())
        doubt = np.sqrt((bias.error_at(places) ** 2).mean())
        parts.append(float(0.5 * off + 0.4 * doubt))
    # A field errs differently from place to place, and by less than windows are wide: pixels tell how far.
    if solution is not None and transform.model == "local":
        parts += [_FIELD * solution.doubt, _unsupported(evidence, transform, pair.frame)]
    return float(np.sqrt(np.square(parts).sum()))


def _unsupported(evidence: Evidence, transform: Transform, frame: Frame) -> float:
    """How far a field may be off, over the whole area, for places that no tie point is near: it is a guess there.

    How fast it bends is known from where it is supported; the error of a straight guess grows with the square of the
    distance, up to what the field amounts to at all.
    """
    from scipy.spatial import cKDTree

    points = evidence.points.source[evidence.agree]
    field = frame.to_frame(*transform(*frame.to_world(points))) - points
    bends = np.sqrt(((field - local_planes(points, field)) ** 2).sum(1).mean())
    # A deviation each of two places has; what a plane explains, the affine would tell beyond the points as well.
    plane = np.column_stack([points, np.ones(len(points))])
    explained = plane @ np.linalg.lstsq(plane, field, rcond=None)[0]
    most = np.sqrt(2 * ((field - explained) ** 2).sum(1).mean())
    tree = cKDTree(points)
    spacing = float(np.median(tree.query(points, 2)[0][:, 1]))
    apart = tree.query(evidence.points.source[evidence.points.reason != INVALID])[0]
    # Pixels speak for the field up to about where windows do.
    beyond = np.maximum(apart / spacing - 0.75, 0.0)
    return float(np.sqrt((np.minimum(bends * beyond**2, most) ** 2).mean()))


def places_of(pair: Pair) -> Floats:
    """A lattice (49, 2) of places over the pair's area, in its frame."""
    left, bottom, right, top = pair.area
    return pair.frame.to_frame(*np.meshgrid(np.linspace(left, right, 7), np.linspace(bottom, top, 7)))


def _verdict(evidence: Evidence, before: Residuals | None, after: Residuals | None, uncertainty: float | None
             ) -> tuple[Verdict, str]:
    """The verdict, and in a sentence what was seen."""
    refusal = _refusal(evidence, before, after)
    if refusal is not None:
        return "failed", refusal
    # That either is missing was a reason to refuse.
    assert after is not None
    assert uncertainty is not None
    agree = int(evidence.agree.sum())
    told = f"{agree} of {int(evidence.measured.sum())} tie points agree, residual {after.rmse_px:.2f} px"
    if evidence.share < 0.35 or agree < 12:
        return "uncertain", f"only {told}"
    if after.rmse_px > 1.5 * evidence.level or uncertainty > 0.5:
        return "uncertain", (f"{told}, but the images keep differing locally, are alike in outline alone, or share no "
                             "texture over parts of the area")
    return "aligned", told


def _refusal(evidence: Evidence, before: Residuals | None, after: Residuals | None) -> str | None:
    """Why the evidence is none; None where there is no reason to refuse."""
    places, measured, agree = len(evidence.residual), int(evidence.measured.sum()), int(evidence.agree.sum())
    # So few could not convince, however well they agree.
    if places < _FEWEST and measured > places / 2:
        return (f"too small in common: there is room for {places} places to look at, too few to tell agreement from "
                "chance")
    if measured < 6:
        return (f"no common texture: of {places} places looked at, {measured} show anything that can be "
                "found in both images")
    # The share catches what a large count alone would let pass: a corner that agrees in images that do not.
    chance = evidence.chance > CHANCE or agree < 8 or evidence.share < 0.1
    if chance or after is None or before is None:
        return (f"the images do not agree: of {measured} places, {agree} lie as their neighbours do, which "
                "unrelated images show as well")
    # Both are measured on the same points; the slack is their noise, for a pair that was aligned before.
    if after.rmse_px > 1.05 * before.rmse_px + 0.05:
        return (f"the residual after the alignment ({after.rmse_px:.2f} px) is no better than before "
                f"({before.rmse_px:.2f} px)")
    return None


def _standing(verdict: Verdict, reason: str, after: Residuals, common: Floats) -> tuple[Verdict, str]:
    """The verdict on a pair as it stands: one that can be measured well may lie well apart."""
    apart = float(np.sqrt((common**2).sum(1).mean()))
    # Within half a pixel the pair counts as aligned; and a spread about zero is no shift that could be taken off.
    if after.rmse_px <= 0.5 or apart < 0.5 * after.rmse_px:
        return verdict, reason
    told = f"the images lie {apart:.2f} px apart as they are; align them"
    return ("failed" if apart > 1.0 else "uncertain"), told


def _tie_points(evidence: Evidence, moved: Floats, frame: Frame) -> TiePoints:
    points = evidence.points
    x, y = frame.to_world(points.source)
    reason = np.where(evidence.measured & ~evidence.agree, "contradicted by its neighbours", points.reason)
    unit = np.array(frame.unit)
    before, after = moved * unit, evidence.residual * unit
    confidence = np.where(evidence.measured, np.clip(points.score, 0, 1), 0.0)
    return TiePoints(x, y, before[:, 0], before[:, 1], after[:, 0], after[:, 1], confidence, evidence.agree, reason)
