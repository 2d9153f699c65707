"""How the time of a run is expected to be shared by its stages, for a bar that moves evenly."""

from __future__ import annotations

from math import log

from ..io import Raster
from ..options import RegisterOptions
from ..placing import searched_for

# How much longer a field takes to warp by than an affine.
_SLOWER = 4.0

# Seconds in which a raster is found by features anywhere; where they show nothing, it takes some times as long.
_ANYWHERE = 1.3


def shares_of(moving: Raster, fixed: Raster, options: RegisterOptions, *, warped: int = 0, report: bool = False
              ) -> dict[str, float]:
    """Seconds of each stage of a pair, of which ``warped`` output pixels (of all bands together) are written.

    From processor time at 0.25 to 64 million pixels: reading and warping grow with the pixels, a field with a power of
    them, and the rest looks at a bounded number of places. Only their ratios are of use on other machines.
    """
    size = min(moving.grid.width * moving.grid.height, fixed.grid.width * fixed.grid.height) / 1e6
    local = options.transform == "local"
    shares = {"read": 0.1 + 0.03 * size, "solve": 0.6 + 0.22 * log(1 + size), "assess": 0.6}
    told = options.known_points is not None or (moving.control_points is not None and options.start == "near")
    if not told and searched_for(moving, fixed, options):
        shares["read"] += _ANYWHERE
    if local:
        shares["solve"] += 10.0 * size**0.6
        shares["assess"] *= 2
    if warped:
        shares["warp"] = 0.06e-6 * warped * (_SLOWER if local else 1.0)
    if report:
        shares["report"] = 3.0
    return shares
