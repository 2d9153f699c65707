"""The points in hand and what a person changed of them, each change of which can be undone."""

from __future__ import annotations

from dataclasses import replace

from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QUndoCommand, QUndoStack

from ..translation import tr
from .fit import Placement, fitted
from .points import BY_HAND, TiePoint

Points = tuple[TiePoint, ...]


class Edits(QObject):
    """Points, and the transform that they give; ``model`` is the richest one that is fitted to them."""

    changed = pyqtSignal()
    """Points or the transform are others than before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.stack = QUndoStack(self)
        self.points: Points = ()
        self.placement: Placement | None = None
        self.model = "auto"

    @property
    def made(self) -> bool:
        """Whether points were changed by hand, so that they give the transform."""
        # Undone to where they began, points are those that were measured.
        return not self.stack.isClean()

    def begin(self, points: Points, placement: Placement | None, model: str) -> None:
        """Take points as they were measured, with the transform that was found; nothing is changed yet."""
        self.points, self.placement, self.model = points, placement, model
        self.stack.setClean()

    def forget(self) -> None:
        """There are no points, and nothing to undo."""
        self.stack.clear()
        self.begin((), None, "auto")

    def change(self, title: str, points: Points) -> None:
        """Take other points and fit the transform to them; can be undone. Raises InputError if they carry none."""
        # Before it goes onto the stack: a change that is refused is none, and leaves nothing to undo.
        fitted(points, self.model)
        self.stack.push(_Edit(self, title, self.points, points, self.placement))

    def toggle(self, index: int) -> None:
        """Tick a point, or take its tick away."""
        self.replace_point(tr("Tick a point"), index, replace(self.points[index], used=not self.points[index].used))

    def replace_point(self, title: str, index: int, point: TiePoint) -> None:
        """Change one point."""
        self.change(title, (*self.points[:index], point, *self.points[index + 1:]))

    def add(self, true: tuple[float, float], shown: tuple[float, float], score: float | None) -> None:
        """Add a point that was clicked."""
        self.change(tr("Add a point"), (*self.points, TiePoint(*true, *shown, True, score, BY_HAND)))

    def solve(self) -> None:
        """Fit the transform to the ticked points, without measuring anything anew."""
        self.change(tr("Solve again"), self.points)

    def set_points(self, points: Points, placement: Placement | None) -> None:
        """Show these points; ``placement`` is theirs, or None to fit them."""
        self.points = points
        self.placement = fitted(points, self.model) if placement is None else placement
        # One signal for points and transform: whoever shows them needs both to fit together.
        self.changed.emit()


class _Edit(QUndoCommand):
    """Other points than before."""

    def __init__(self, edits: Edits, title: str, before: Points, after: Points, placement: Placement | None) -> None:
        super().__init__(title)
        self._edits, self._before, self._after, self._placement = edits, before, after, placement

    def redo(self) -> None:
        """Take the points of after; called by Qt, also at first."""
        self._edits.set_points(self._after, None)

    def undo(self) -> None:
        """Take back the points and the transform of before."""
        # The transform of before and not a fit: the one that was measured is no fit to the ticked points.
        self._edits.set_points(self._before, self._placement)
