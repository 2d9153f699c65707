"""A solution and the independent measurement of it: by tie points, with a local field on it, or by joined evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..assessing import (
    Evidence,
    as_repeated,
    assess,
    covering_steep,
    first_look,
    gather,
    in_place,
    most_in_place,
    unless_repeated,
)
from ..findings import Assessment
from ..matching import Elastix
from ..pairing import Pair, Request, Solution, pieces_at
from ..progress import Progress
from ..solving import by_stable_part, solve
from .joined import by_joined_evidence
from .overlaid import unless_overlaid
from .recurring import nearest_recurrence

# Part of the solve that is behind when the local field begins.
_PLAIN = 0.1

# Part of the assessment after which all windows together are looked at, and after which a refused pair is looked for
# elsewhere.
MEASURED, JOINED = 0.8, 0.9


# Pieces of work of the look at all windows together, before elastix is asked.
_TOGETHER = 60


@dataclass(frozen=True)
class Verified:
    """A solution, what an independent measurement saw under it, and the assessment that rests on that."""

    solution: Solution
    assessment: Assessment
    evidence: Evidence | None = None
    """None if the solution is by joined evidence, which has no tie points of its own."""


def verified_solution(pair: Pair, request: Request, engine: Elastix, track: Progress) -> Verified:
    """The solution and the assessment of it; if tie points do not agree, that by all windows at once, if there is one.

    Raises UnreliableAlignmentError if there is nothing to start from.
    """
    # The field takes most of the time where one is asked for.
    with track.portion(0.0, _PLAIN if request.transform == "local" else 1.0):
        solution = solve(pair, request, engine, track)
    plain = _assessed(solution, request, track)
    if plain.assessment.verdict != "failed":
        overlaid = unless_overlaid(plain.solution, plain.assessment, request)
        told = replace(plain, assessment=overlaid)
        return told if overlaid.verdict == "failed" else _least_moved(pair, told, request, track)
    # All windows together would see the pattern of the pixels again.
    if request.tie_points_only or (plain.evidence is not None and plain.evidence.of_pixels):
        return plain
    # Not as part of the solve, whose share of the progress is used up: the bar would stand still.
    with track.portion(MEASURED, JOINED), track.stage("assess", _TOGETHER):
        joined = by_joined_evidence(pair, request, engine, track)
    if joined is None:
        return plain
    placed, found = joined
    known = found if plain.evidence is None else covering_steep(found, placed.pair, plain.evidence, placed.transform)
    return Verified(placed, known)


def _least_moved(pair: Pair, plain: Verified, request: Request, track: Progress) -> Verified:
    """What was found; on ground that repeats, the one of all that agree alike that is nearest to the georeference."""
    doubted = unless_repeated(plain.solution, plain.assessment, request)
    if doubted is plain.assessment:
        return plain
    with track.portion(MEASURED, JOINED), track.stage("assess", _TOGETHER):
        alike = nearest_recurrence(pair, plain.solution, request, track)
    if alike is None:
        return replace(plain, assessment=doubted)
    least = plain
    if alike.solution is not plain.solution:
        least = _assessed(alike.solution, request, track)
        if least.assessment.verdict != "failed":
            least = replace(least, assessment=unless_overlaid(least.solution, least.assessment, request))
        if least.assessment.verdict == "failed":
            return least
    return replace(least, assessment=as_repeated(least.assessment, pair, alike.next, alike.spread))


def _assessed(solution: Solution, request: Request, track: Progress) -> Verified:
    """The solution, with a local field on it if one was asked for and is better, and the assessment of it."""
    refined = _refined(solution, request, track)
    with track.portion(0.0, MEASURED), track.stage("assess", pieces_at(solution.pair, solution.level, request.blocks)):
        solution, evidence = _better(solution, refined, request)
        found = assess(solution.pair, solution.transform, evidence, solution)
    return Verified(solution, found, evidence)


def _refined(solution: Solution, request: Request, track: Progress) -> Solution | None:
    """The solution with a local field on it, where one was asked for."""
    if request.transform != "local":
        return None
    from ..solving import solve_local

    # Refined from the affine: the field only takes what that leaves.
    with track.portion(_PLAIN, 1.0), track.stage("solve"):
        return solve_local(solution.pair, solution, request, track)


def _better(plain: Solution, refined: Solution | None, request: Request) -> tuple[Solution, Evidence]:
    """The refined solution and what is seen under it, unless places that the plain one had right are lost by it."""
    if refined is None:
        return _of_stable_part(plain, _seen(plain, request), request)
    seen = _seen(refined, request)
    # Most often what was seen already says that the plain one has fewer places right, without a look of its own.
    bound = most_in_place(seen, plain.pair, plain.transform)
    if plain.blocks and seen.level == plain.level and in_place(seen) >= bound:
        return refined, seen
    # A first look says how many places are right: the others say how exactly.
    before = _seen(plain, request) if not plain.blocks else first_look(
        plain.pair, plain.transform, plain.proxy, request.edges, plain.blocks, plain.level)
    return (refined, seen) if in_place(seen) >= in_place(before) else (plain, _seen(plain, request))


def _of_stable_part(found: Solution, evidence: Evidence, request: Request) -> tuple[Solution, Evidence]:
    """The solution by the ground that stayed, if a part that all windows together see aside has drawn it."""
    parts = evidence.parts
    if parts is None or not parts.told:
        return found, evidence
    anew = by_stable_part(found, parts.stayed, request)
    seen = None if anew is None else _seen(anew, request)
    return (found, evidence) if anew is None or seen is None or seen.motion is None else (anew, seen)


def _seen(solution: Solution, request: Request) -> Evidence:
    """What an independent measurement sees under a solution."""
    return gather(solution.pair, solution.transform, solution.proxy, request.edges, solution.blocks, solution.level,
                  request.blocks)
