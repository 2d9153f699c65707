"""The table of tie points: sorted by any column, ticked off, clicked to zoom to."""

from __future__ import annotations

from typing import Union

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ..translation import tr
from .points import BY_HAND, TiePoint
from .session import Session

POINT, RESIDUAL, DISPLACEMENT, SCORE, ORIGIN = range(5)
# What a cell holds.
Value = Union[int, float, str, None]


class PointModel(QAbstractTableModel):
    """The points of a session as rows, in an order of its own: Qt's sorting asks Python for each cell many times."""

    ticked = pyqtSignal(int)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows: list[tuple[bool, tuple[Value, ...]]] = []
        self._order: list[int] = []
        # The worst ones first: they are what somebody comes to the table for.
        self._by, self._descending = RESIDUAL, True
        session.edits.changed.connect(self._renewed)
        session.ended.connect(self._renewed)

    def point_of(self, index: QModelIndex) -> int:
        """Which point of the session a cell is of."""
        return self._order[index.row()]

    def _renewed(self) -> None:
        before = len(self._rows)
        # Worked out once a change and not once a cell, which Qt asks for at each repaint.
        self._rows = [(p.used, self._values(n, p)) for n, p in enumerate(self._session.edits.points)]
        # Ticking keeps the rows; a reset would lose what is selected and where the view stands.
        if len(self._rows) == before:
            if before:
                self.sort(self._by, self._sense())
            return
        self.beginResetModel()
        self._order = self._sorted()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Put the rows in order; called by the view's header."""
        self.layoutAboutToBeChanged.emit()
        self._by, self._descending = column, order == Qt.SortOrder.DescendingOrder
        kept = self.persistentIndexList()
        points = [self._order[index.row()] for index in kept]
        self._order = self._sorted()
        rows = {point: row for row, point in enumerate(self._order)}
        # What is selected stays the same point.
        self.changePersistentIndexList(kept, [
            self.index(rows[point], index.column()) for point, index in zip(points, kept)])
        self.layoutChanged.emit()

    def _sorted(self) -> list[int]:
        def rank(point: int) -> tuple[bool, Value]:
            value = self._rows[point][1][self._by]
            # What has no value comes last in either sense.
            return ((value is None) != self._descending, 0 if value is None else value)

        return sorted(range(len(self._rows)), key=rank, reverse=self._descending)

    def _sense(self) -> Qt.SortOrder:
        return Qt.SortOrder.DescendingOrder if self._descending else Qt.SortOrder.AscendingOrder

    def _values(self, number: int, point: TiePoint) -> tuple[Value, ...]:
        """The cells of a row."""
        found = self._session.finding
        moved = None if found is None or not point.moved else point.displacement / found.pixel
        return (number + 1, self._session.residual(point), moved, point.score,
                tr("by hand") if point.origin == BY_HAND else tr("measured"))

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many points there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many columns there are."""
        return 0 if parent.isValid() else ORIGIN + 1

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole,
    ) -> str | None:
        """The columns' names."""
        if role != Qt.ItemDataRole.DisplayRole or orientation != Qt.Orientation.Horizontal:
            return None
        return (tr("Point"), tr("Residual (px)"), tr("Moved (px)"), tr("Score"), tr("From"))[section]

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """The first column can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == POINT else flags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """A cell: text to show, and the tick."""
        if index.row() >= len(self._rows):
            return None
        used, values = self._rows[self._order[index.row()]]
        value = values[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == POINT:
            return Qt.CheckState.Checked if used else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return value if isinstance(value, (int, str)) else "" if value is None else f"{value:.2f}"
        return None

    def setData(self, index: QModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a point, or take its tick away."""
        del value
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != POINT:
            return False
        self.ticked.emit(self.point_of(index))
        return True


class PointTable(QTableView):
    """The view of the points."""

    chosen = pyqtSignal(int)
    """A point was clicked."""

    def __init__(self, model: PointModel) -> None:
        super().__init__()
        self.points = model
        self.setModel(model)
        self.setSortingEnabled(True)
        self.sortByColumn(RESIDUAL, Qt.SortOrder.DescendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        # Numbers of rows beside numbers of points would confuse.
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        # By the rows in sight alone: thousands are not looked through for the widest number.
        self.horizontalHeader().setResizeContentsPrecision(0)
        self.setMinimumHeight(140)
        self.clicked.connect(lambda index: self.chosen.emit(model.point_of(index)))
