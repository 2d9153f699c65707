"""The overviews of an open raster: opened when they are first read, and used if they are averages in their places."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack

import rasterio

from .averaging import Read
from .opening import GDAL_ERRORS, open_dataset
from .overviews import in_place


class Levels:
    """A dataset and its overviews, of which the coarsest that will do is read instead of all pixels.

    ``reading`` is a context for one thread alone in which the dataset is open, ``reader`` gives what reads boxes of a
    band (from 0), and ``closing`` closes the overviews with the raster.
    """

    def __init__(self, dataset: rasterio.DatasetReader, reading: Callable[[], AbstractContextManager[None]],
                 reader: Callable[[int], Read], closing: ExitStack) -> None:
        self._dataset, self._reading, self._reader, self._closing = dataset, reading, reader, closing
        self._opened: dict[int, rasterio.DatasetReader] = {}
        self._in_place: dict[tuple[int, int], bool] = {}

    def coarsest(self, band: int, factor: float, *, any_overview: bool) -> rasterio.DatasetReader:
        """The coarsest overview that is no coarser than ``factor``, or the dataset itself.

        With ``any_overview`` it need not show averages in their places.
        """
        # A little over: factors come from sizes that were rounded to whole pixels.
        fits = [i for i, o in enumerate(self._dataset.overviews(band + 1)) if o <= factor * 1.01]
        # A dataset that was given open may be one that its name does not open again.
        if not fits or type(self._dataset) is not rasterio.DatasetReader:
            return self._dataset
        if any_overview:
            return self._overview(fits[-1]) or self._dataset
        best = self._dataset
        # Each is held against the one below it, which is little to read.
        for index in fits:
            level = self._overview(index)
            if level is None or not self._is_in_place(band, index, best, level):
                break
            best = level
        return best

    def _is_in_place(self, band: int, index: int, finer: rasterio.DatasetReader,
                     level: rasterio.DatasetReader) -> bool:
        # Threads that ask at once wait for the first, rather than read all of it themselves.
        with self._reading():
            if (band, index) not in self._in_place:
                self._in_place[band, index] = in_place(self._reader(band), finer, level)
            return self._in_place[band, index]

    def _overview(self, index: int) -> rasterio.DatasetReader | None:
        """An overview as a dataset of its own, or None if it cannot be opened."""
        with self._reading():
            if index not in self._opened:
                try:
                    level = open_dataset(self._dataset.name, overview_level=index)
                except GDAL_ERRORS:
                    return None
                # Not entered: rasterio would tie its environment to the thread that comes first, and end another one.
                self._closing.callback(level.close)
                # Kept open until the raster is closed: blocks ask for the same overview again and again.
                self._opened[index] = level
            return self._opened[index]
