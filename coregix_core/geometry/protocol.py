"""What every transform can do."""

from __future__ import annotations

from typing import Protocol

from numpy.typing import ArrayLike

from .._typing import Floats


class Transform(Protocol):
    """What every displacement model can do. Points are CRS units of the fixed raster."""

    @property
    def model(self) -> str:
        """Name of the model."""

    @property
    def centre(self) -> tuple[float, float]:
        """A place in the middle of the image."""

    def __call__(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """True place -> place in the moving raster's georeference."""

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Place in the moving raster's georeference -> true place."""

    def __invert__(self) -> Transform:
        """The transform of the other way."""

    def __matmul__(self, other: Transform) -> Transform:
        """The transform x -> self(other(x))."""
