"""Transforms made of others: ``~t`` goes the other way, ``a @ b`` is x -> a(b(x)).

Models that have a form of their own for it override the operators; what is made here works on points all the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from numpy.typing import ArrayLike

from .._typing import Floats

if TYPE_CHECKING:
    from .protocol import Transform


class Composable:
    """The operators of transforms; a class that has them is a ``Transform``."""

    def __invert__(self: Transform) -> Transform:
        """The transform of the other way."""
        return InverseTransform(self)

    def __matmul__(self: Transform, other: Transform) -> Transform:
        """The transform x -> self(other(x))."""
        # Python then says that the operands do not go together.
        return CompositeTransform(self, other) if is_transform(other) else NotImplemented


def is_transform(given: object) -> bool:
    """Whether something can be used as a transform, by what it can do."""
    return callable(given) and not isinstance(given, type) and hasattr(given, "inverse") and hasattr(given, "centre")


@dataclass(frozen=True)
class InverseTransform(Composable):
    """What takes back another transform: it is called by that one's ``inverse``."""

    of: Transform

    @property
    def model(self) -> str:
        """Name of the model."""
        return f"inverse of {self.of.model}"

    @property
    def centre(self) -> tuple[float, float]:
        """A place in the middle of the image."""
        x, y = self.of(*self.of.centre)
        return float(x), float(y)

    def __call__(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """The place that the other transform brings to (x, y); raises CoregixError if it folds there."""
        return self.of.inverse(x, y)

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """What the other transform makes of (x, y)."""
        return self.of(x, y)

    def __invert__(self) -> Transform:
        """The other transform itself."""
        return self.of


@dataclass(frozen=True)
class CompositeTransform(Composable):
    """Two transforms, one after the other: T(x) = outer(inner(x))."""

    outer: Transform
    inner: Transform

    @property
    def model(self) -> str:
        """Name of the model."""
        return f"{self.outer.model} after {self.inner.model}"

    @property
    def centre(self) -> tuple[float, float]:
        """A place in the middle of the image."""
        return self.inner.centre

    def __call__(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """True place -> place in the moving raster's georeference."""
        return self.outer(*self.inner(x, y))

    def inverse(self, x: ArrayLike, y: ArrayLike) -> tuple[Floats, Floats]:
        """Place in the moving raster's georeference -> true place."""
        return self.inner.inverse(*self.outer.inverse(x, y))

    def __invert__(self) -> Transform:
        """The inverses, in the other order."""
        return CompositeTransform(~self.inner, ~self.outer)
