"""Where the moving raster shows one place: the best correlation near a guess, as a person's click gives one."""

from __future__ import annotations

from dataclasses import replace

from ..errors import RasterError, Sentence
from ..findings import Snap
from ..geometry import identity, intersection
from ..matching import best_shift, make_proxy
from ..pairing import Pair, read_blocks

# Pixels of the window that is compared, without the search around it.
_WINDOW = 64

# Pixels of the search around what was found.
_AGAIN = 3.0


def snapped(pair: Pair, true: tuple[float, float], shown: tuple[float, float], proxy: str, search: float) -> Snap:
    """The place near ``shown`` that looks like the fixed raster's at ``true``, at most ``search`` pixels away.

    Raises RasterError if either raster has no pixels there.
    """
    found = _looked(pair, true, shown, proxy, search)
    # Once more around what was found: there the windows are the same piece of ground, and no border cuts them.
    return _looked(pair, true, (found.shown_x, found.shown_y), proxy, _AGAIN)


def _looked(pair: Pair, true: tuple[float, float], shown: tuple[float, float], proxy: str, search: float) -> Snap:
    shift = (shown[0] - true[0], shown[1] - true[1])
    guess = replace(identity(true), model="translation", shift=shift)
    half = _WINDOW / 2 + search
    east, north = half * pair.frame.unit[0], half * pair.frame.unit[1]
    around = intersection((true[0] - east, true[1] - north, true[0] + east, true[1] + north), pair.fixed.grid.bounds)
    if around is None:
        raise RasterError(Sentence("The place {x:.10g}, {y:.10g} lies outside of {fixed}.", x=true[0],
                                   y=true[1], fixed=pair.fixed.path))
    block = read_blocks(replace(pair, area=around, chunks=1), 1.0, guess, 1)[0]
    grid = block.fixed.grid
    placed = pair.place(block.moving, guess, grid)
    for image, raster, place in ((block.fixed, pair.fixed, true), (placed, pair.moving, shown)):
        if not image.valid.any():
            raise RasterError(Sentence("There are no valid pixels of {raster} around the place {x:.10g}, {y:.10g}.",
                                       raster=raster.path, x=place[0], y=place[1]))
    peak = best_shift(make_proxy(block.fixed, proxy, True), make_proxy(placed, proxy, True), search)
    col, row = grid.to_pixel(*true)
    x, y = guess(*grid.to_world(col + peak.dx, row + peak.dy))
    return Snap(float(x), float(y), float(max(peak.score, 0.0)))
