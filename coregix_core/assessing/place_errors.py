"""How far a transform may be off place by place: what scatters there, what bends there, what nothing holds there.

The uncertainty of the whole (``uncertainty``) stands for pairs of every kind and never for less than they need. Here
each place has its own: nine of ten places that state the same are to lie within it, so that what noise explains is not
counted twice. Noise shows by how fast it fades: at twice the scale of the edges next to nothing of it is left, while
other light, seasons and sensors differ as much as before.
"""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from .._typing import Floats
from ..fitting import Fit
from ..geometry import Transform
from ..pairing import Pair, Solution, moved_by, window_of
from .criteria import CRITERIA, PLACES
from .departures import CLOSER_WINDOW
from .evidence import Evidence, places_of
from .few_places import few_places
from .fine_relief import hidden_square
from .left_open import left_open
from .noise import beyond_noise_share, weights
from .trend import shared_by_neighbours, trend_of
from .uncertainty import FOLLOWS, common_part, relief_of, seen_share, squares_unseen
from .unlikeness import unlike

# Tie points that say how the ground bends at a place, and places looked at that say whether the images agree there.
_NEIGHBOURS, _AROUND = 12, 9


def squares_at(pair: Pair, transform: Transform, evidence: Evidence, solution: Solution, places: Floats
               ) -> Floats:
    """Squares (m,) of the CE90 at ``places`` (m, 2) of the frame, in pixels.

    ``transform`` is the solution's, or the identity where an image was left in its place.
    """
    solved = solution.transform
    if solved.model == "local":
        squares = _of_field(pair, evidence, solution, places)
        if evidence.ground is not None:
            astray = PLACES.astray * evidence.level * solution.doubt
            squares = squares + squares_unseen(pair, solved, PLACES.hole, astray, evidence.ground, places)
    else:
        squares = _of_model(pair, evidence, solution, places)
    if transform is not solved:
        # What was left in its place is off by what the solution would have moved it by, and by that one's own error.
        squares = squares + (moved_by(pair, solved, places) ** 2).sum(1)
    return np.asarray(squares + departed(evidence, places) + beyond_noise(pair, evidence, solution))


def _of_model(pair: Pair, evidence: Evidence, solution: Solution, places: Floats) -> Floats:
    """That of a fitted model: the scatter of its parameters there, what it lacks, and how the ground bends there."""
    fit, looked = solution.fit, solution.looked
    assert fit is not None
    assert looked is not None
    points = looked[1].kept().fixed
    # Points that were chosen because they agree scatter less than all do.
    seen = seen_share(points, window_of(solution.proxy) * looked[0]) * max(solution.agreement, PLACES.min_agreement)
    lacking = PLACES.left_open * left_open(solution, seen, places_of(pair), places)
    # Residuals show what a model lacks as well: they are two looks at one error.
    return np.asarray(PLACES.radial**2 * (fit.error_at(places) ** 2 / seen + PLACES.floor**2)
                      + np.maximum(PLACES.radial**2 * lacking, bend_at(pair, evidence, solution, places)))


def bend_at(pair: Pair, evidence: Evidence, solution: Solution, places: Floats) -> Floats:
    """Squares (m,) of the CE90 for what bends at places and a model cannot follow, in square pixels.

    Where a smooth surface goes through the residuals, that is what the places are off by, here and, as windows see it
    blurred and noise shifts it, somewhat around; what it leaves bends from place to place. Without one, neighbours that
    err alike show bends, and residuals that are longer than noise makes them.
    """
    kept = evidence.stable
    positions, residual = evidence.points.fixed[kept], evidence.residual[kept]
    freedom = FOLLOWS.get(solution.transform.model, 1)
    trend = trend_of(positions, residual, places_of(pair), freedom, evidence.level, places, weights(evidence))
    share = beyond_noise_share(evidence)
    # Beyond the points nothing says how the ground goes on, and a slope leads astray besides.
    past = 1 + beyond(positions, places)
    grown = past**2 if freedom else past
    # What neighbours share is no noise either, however noisy they are.
    rough = (CRITERIA.shared * shared_by_neighbours(positions, trend.rest)) ** 2
    # The median of the squared length of a normal error in the plane is ln 2 of its mean; medians, as clouds leave long
    # ones.
    squares = (trend.rest**2).sum(1) / np.log(2)
    typical = PLACES.radial**2 * share * np.median(squares)
    few = few_places(evidence)
    # What windows blur may be anywhere.
    hidden = PLACES.blurred * hidden_square(evidence) + (0.0 if few is None else few.squares(places))
    if trend.ce90:
        shown = PLACES.trend_here * (trend.seen**2).sum(1) + PLACES.trend_around * trend.ce90**2
        return np.asarray(shown * past + np.maximum(PLACES.rest * typical * grown, rough) + hidden)
    near = cKDTree(positions).query(places, min(_NEIGHBOURS, len(positions)))[1].reshape(len(places), -1)
    # No less than of the whole: a dozen points may lie well by chance.
    about = np.maximum(PLACES.radial**2 * share * np.median(squares[near], axis=1), typical)
    # If smaller windows were looked at, they say what larger ones do not show.
    times = 1.0 if evidence.relief else PLACES.bend
    return np.asarray(np.maximum(times * about * grown, rough) + hidden)


def departed(evidence: Evidence, places: Floats) -> Floats:
    """Squares (m,) of what ground that a closer look found aside, and that bends, is off by at places; 0 elsewhere.

    As far as its windows reach, what they show; beyond, what they may hide, which falls off within another window.
    """
    departure = evidence.departure
    if departure is None or not departure.bends:
        return np.zeros(len(places))
    gap, nearest = cKDTree(departure.places).query(places)
    reach = CLOSER_WINDOW / 2 * evidence.level
    length = np.hypot(*departure.off[nearest].T)
    hidden = np.minimum(length, CRITERIA.near * evidence.level) * np.clip(3 - gap / reach, 0.0, 1.0)
    return np.asarray((CRITERIA.steep * np.where(gap < reach, length, hidden)) ** 2)


def beyond(points: Floats, places: Floats) -> Floats:
    """How far (m,) places lie from the nearest of ``points``, in spacings of these, less what one of them speaks for.

    At most ``PLACES.farthest``: farther out nothing more is known.
    """
    tree = cKDTree(points)
    spacing = max(float(np.median(tree.query(points, 2)[0][:, 1])), 1e-9)
    return np.asarray(np.clip(tree.query(places)[0] / spacing - PLACES.spoken_for, 0.0, PLACES.farthest))


def _of_field(pair: Pair, evidence: Evidence, solution: Solution, places: Floats) -> Floats:
    """That of a local field: what it left, and its drawn error, more where places disagree or no point is near."""
    positions = evidence.points.fixed
    about = solution.doubt**2 if solution.drawn is None else solution.drawn(places)
    hidden = 0.0 if evidence.ground is None else evidence.ground.distance(places) > 0
    looked = np.flatnonzero(evidence.valid)
    around = cKDTree(positions[looked]).query(places, min(_AROUND, len(looked)))[1].reshape(len(places), -1)
    apart = 1 - evidence.agree[looked][around].mean(1)
    common = _off_in_common(evidence.common(), places_of(pair))
    return np.asarray(
        PLACES.field_floor**2 + (PLACES.common * common) ** 2 + left_by_field(evidence)
        + evidence.level**2 * about * (PLACES.drawn**2 + PLACES.apart**2 * apart + PLACES.rim**2 * hidden
                                       + (PLACES.beyond * beyond(positions[evidence.agree], places)) ** 2))


def left_by_field(evidence: Evidence) -> float:
    """Square of the CE90 for what windows still find aside under a field.

    A draw knows how noise bends a field, and not which bends the stiffness that noise asks for keeps out of it.
    """
    residual = evidence.residual[evidence.stable]
    # As in ``bend_at``: the median of a squared normal error is ln 2 of its mean.
    square = float(np.median((residual**2).sum(1))) / np.log(2)
    return float(square * (PLACES.left**2 + PLACES.left_beyond**2 * beyond_noise_share(evidence)))


def beyond_noise(pair: Pair, evidence: Evidence, solution: Solution) -> float:
    """Square of the CE90 for what measurements differ by, and images are unlike by, beyond what noise makes of them."""
    places, first, second = places_of(pair), evidence.common(), evidence.second
    local = solution.transform.model == "local"
    # That of a field is part of what it states already.
    total = 0.0 if local else common_part(evidence) ** 2 * _excess(first, None, places)
    if second is not None and second.share <= CRITERIA.convincing_share:
        total += (CRITERIA.unconfirmed * evidence.level) ** 2
    elif second is not None:
        total += CRITERIA.scales**2 * _excess(first, second.common(), places)
    if local:
        # Beside what is drawn: noise makes a field no rougher than a tenth of its drawn error.
        total += relief_of(pair, solution.transform) ** 2
    return total + unlike(pair, evidence, solution) ** 2 + (CRITERIA.copies * evidence.copies) ** 2


def _excess(first: Fit | None, second: Fit | None, places: Floats) -> float:
    """Mean square of how far two measurements lie apart, or one from none, less what noise makes of it.

    Twice their standard errors: those are too small where windows share pixels.
    """
    if first is None:
        return 0.0
    apart = first(places) - (places if second is None else second(places))
    noise = first.error_at(places) ** 2 + (0.0 if second is None else second.error_at(places) ** 2)
    return max(float((apart**2).sum(1).mean() - PLACES.excess**2 * noise.mean()), 0.0)


def _off_in_common(common: Fit | None, places: Floats) -> float:
    if common is None:
        return 0.0
    off, doubt = common(places) - places, common.error_at(places)
    return float(CRITERIA.common * np.sqrt((off**2).sum(1).mean())
                 + CRITERIA.common_doubt * np.sqrt((doubt**2).mean()))
