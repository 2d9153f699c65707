"""Where a solve begins: where a search, a person's points or a file put the source, or where it lies."""

from __future__ import annotations

from ..findings import Placement
from ..geometry import AffineTransform, Transform, identity
from ..options import RegisterOptions
from ..pairing import Pair
from ..placing import CONTROL_POINTS, Known


def start_of(pair: Pair, known: Known | None, placement: Placement | None, options: RegisterOptions
              ) -> AffineTransform | None:
    """Where the solve begins instead of searching; None if nothing says where."""
    # It lies where it was found, so that no other shift or turn need be looked for; points alone placed it already.
    # Control points are a georeference as any other, near which it is looked for.
    by_search = placement is not None and placement.found_by != CONTROL_POINTS
    if by_search and (known is None or options.known_points_only):
        return identity(pair.frame.centre)
    return None if known is None else known.start(pair.frame, options.transform)


def is_searched(known: Known | None, placement: Placement | None) -> bool:
    """Whether a search alone says where the source lies, and no person and no file."""
    # Only a search has a chance of being wrong.
    return known is None and placement is not None and placement.chance is not None


def given_by(known: Known | None, start: AffineTransform, pair: Pair, options: RegisterOptions) -> Transform:
    """The transform that known points alone give: the start, or the homography through them if one is asked for."""
    if known is None or options.transform != "homography":
        return start
    return known.given(pair.frame, options.transform)
