"""By which kernel each band is resampled: classes and bits by nearest neighbour, unless the user says otherwise."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from ..errors import InputError, Option, Sentence
from ..io import Raster, class_bands

_LOG = logging.getLogger(__name__)

# What stands for all bands of classes, in place of a number.
CLASSES = "classes"


def kernels_of(source: Raster, resampling: str, by_band: Sequence[str] = (), *, quiet: bool = False
               ) -> tuple[str, ...]:
    """The kernel of each band of a raster.

    ``by_band`` are assignments such as '4=nearest' (bands from 0) and 'classes=nearest'; a number goes before
    'classes', and what neither names gets ``resampling``, but for classes, of which a mean would be another class:
    that is reported unless ``quiet``.

    Raises InputError for a band that the raster does not have.
    """
    chosen = dict(pair.split("=", 1) for pair in by_band)
    named = CLASSES in chosen
    of_classes = chosen.pop(CLASSES, "nearest")
    classes = class_bands(source.dataset)
    kernels = [of_classes if band in classes else resampling for band in range(source.count)]
    if not (quiet or named or resampling == "nearest"):
        _log_classes(source, [band for band in classes if str(band) not in chosen])
    for number, kernel in chosen.items():
        if int(number) >= source.count:
            raise _no_such_band(source, f"{number}={kernel}", by_band)
        kernels[int(number)] = kernel
    return tuple(kernels)


def _no_such_band(source: Raster, setting: str, by_band: Sequence[str]) -> InputError:
    have = Sentence("1 band, with the index 0") if source.count == 1 else Sentence(
        "{count} bands, 0 to {last}", count=source.count, last=source.count - 1)
    return InputError(Sentence("{band_resampling} {setting} names a band that {source} does not have: it has {have}.",
                               band_resampling=Option("band_resampling"), setting=setting, source=source.path,
                               have=have), parameter="band_resampling", value=tuple(by_band))


def _log_classes(source: Raster, classes: Sequence[int]) -> None:
    if not classes:
        return
    if len(classes) == source.count:
        _LOG.info("%s holds classes: it is resampled by nearest neighbour.", source.path)
        return
    names = [f"{band} ({name})" if (name := source.dataset.descriptions[band]) else str(band)
             for band in sorted(classes)]
    _LOG.info("%s %s of %s, counted from 0, %s classes: nearest neighbour is taken there.",
              "Band" if len(names) == 1 else "Bands", ", ".join(names), source.path,
              "holds" if len(names) == 1 else "hold")
