"""*Help*: the table of points, the tools that add and drag them, solving again, undo and redo."""

from __future__ import annotations

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QGroupBox, QLabel, QPushButton, QVBoxLayout

from ..coregix_core import options as core
from ..coregix_core.sentences import in_pixels
from ..translation import tr
from .session import Session
from .table import PointModel, PointTable

ADD, DRAG, POLYGON = "add", "drag", "polygon"


class HelpBox(QGroupBox):
    """The fourth part of the panel."""

    tool_requested = pyqtSignal(str)
    """A tool, or '' for none."""
    solve_requested = pyqtSignal()

    def __init__(self, session: Session) -> None:
        super().__init__(tr("4. Help where it needs you"))
        self._session = session
        self.model = PointModel(session)
        self.table = PointTable(self.model)
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.tools = {ADD: QPushButton(tr("Add a point")), DRAG: QPushButton(tr("Drag points")),
                      POLYGON: QPushButton(tr("Leave out a polygon"))}
        grid = QGridLayout()
        for place, (name, button) in enumerate(self.tools.items()):
            button.setCheckable(True)
            button.clicked.connect(lambda on, name=name: self._choose(name if on else ""))
            grid.addWidget(button, 0, place)
        # The core of an older engine has no masks.
        self.tools[POLYGON].setVisible(any(p.name == "exclude" for p in core.MEASURE.parameters))
        self.solve = QPushButton(tr("Solve again"))
        self.solve.clicked.connect(lambda *_: self.solve_requested.emit())
        self.undo, self.redo = QPushButton(tr("Undo")), QPushButton(tr("Redo"))
        for place, button in enumerate((self.solve, self.undo, self.redo)):
            grid.addWidget(button, 1, place)
        stack = session.edits.stack
        for button, action, able in ((self.undo, stack.undo, stack.canUndoChanged),
                                     (self.redo, stack.redo, stack.canRedoChanged)):
            # An empty stack says nothing until it changes.
            button.setEnabled(False)
            button.clicked.connect(lambda *_, action=action: action())
            able.connect(button.setEnabled)
        column = QVBoxLayout(self)
        for part in (self.summary, self.table):
            column.addWidget(part)
        column.addLayout(grid)
        session.edits.changed.connect(self._summarise)
        # After an undo the stack counts as clean a moment later than the points have changed.
        stack.cleanChanged.connect(lambda *_: self._summarise())

    def release(self) -> None:
        """Show no tool as taken."""
        for button in self.tools.values():
            button.setChecked(False)

    def _choose(self, name: str) -> None:
        for other, button in self.tools.items():
            button.setChecked(other == name)
        self.tool_requested.emit(name)

    def _summarise(self) -> None:
        points = self._session.edits.points
        used = [p for p in points if p.used]
        text = tr("{used} of {count} points are ticked").format(used=len(used), count=len(points))
        # A point of which nothing was measured has none.
        residuals = [r for r in map(self._session.residual, used) if r is not None]
        if residuals and self._session.edits.placement is not None:
            rmse = (sum(r * r for r in residuals) / len(residuals)) ** 0.5
            text += tr("; {model} through them leaves {pixels}").format(
                model=self._session.edits.placement.model, pixels=in_pixels(rmse))
        if self._session.edited:
            text += tr(". Accept measures this anew")
        self.summary.setText(text + ".")
