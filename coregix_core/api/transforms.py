"""What callers give for a transform: a file, one that was loaded, or the Registration that found it."""

from __future__ import annotations

import os

from ..errors import InputError, Option
from ..io import SavedTransform, load_transform
from ..options import TransformSource
from .registering import Registration


def saved_of(source: TransformSource) -> SavedTransform:
    """The transform with all that is needed to use it.

    Raises TransformFileError for a file that is none, InputError for what is no transform at all.
    """
    if isinstance(source, Registration):
        return source.saved
    if isinstance(source, SavedTransform):
        return source
    if isinstance(source, (str, os.PathLike)):
        return load_transform(source)
    # A bare one does not say in which CRS it holds.
    raise InputError(Option("transform_file"), " takes a transform file, a loaded transform or a Registration, not a "
                     f"{type(source).__name__}.", parameter="transform_file", value=source)
