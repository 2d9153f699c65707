"""The table of tie points: sorted by any column, ticked off, clicked to zoom to."""

from __future__ import annotations

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ..translation import tr
from .points import BY_HAND
from .session import Session

POINT, RESIDUAL, DISPLACEMENT, SCORE, ORIGIN = range(5)


class PointModel(QAbstractTableModel):
    """The points of a session as rows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._rows = 0
        session.changed.connect(self._renewed)
        session.ended.connect(self._renewed)

    def _renewed(self) -> None:
        # Ticking keeps the rows; a reset would lose what is selected and where the view stands.
        if len(self._session.points) == self._rows:
            if self._rows:
                self.dataChanged.emit(self.index(0, 0), self.index(self._rows - 1, ORIGIN))
            return
        self.beginResetModel()
        self._rows = len(self._session.points)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many points there are."""
        return 0 if parent.isValid() else self._rows

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
        """A cell: text to show, numbers to sort by, and the tick."""
        if index.row() >= len(self._session.points):
            return None
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == POINT:
            used = self._session.points[index.row()].used
            return Qt.CheckState.Checked if used else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.UserRole:
            return self._value(index)
        if role == Qt.ItemDataRole.DisplayRole:
            value = self._value(index)
            return value if isinstance(value, (int, str)) else "" if value is None else f"{value:.2f}"
        return None

    def _value(self, index: QModelIndex) -> int | float | str | None:
        point = self._session.points[index.row()]
        if index.column() == POINT:
            return index.row() + 1
        if index.column() == RESIDUAL:
            return self._session.residual(point)
        if index.column() == DISPLACEMENT:
            found = self._session.finding
            return None if found is None else point.displacement / found.pixel
        if index.column() == SCORE:
            return point.score
        return tr("by hand") if point.origin == BY_HAND else tr("measured")

    def setData(self, index: QModelIndex, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a point, or take its tick away."""
        del value
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != POINT:
            return False
        self.ticked.emit(index.row())
        return True

    ticked = pyqtSignal(int)


class PointTable(QTableView):
    """The view of the points."""

    chosen = pyqtSignal(int)
    """A point was clicked."""

    def __init__(self, model: PointModel) -> None:
        super().__init__()
        self.points = model
        self._sorted = QSortFilterProxyModel()
        self._sorted.setSourceModel(model)
        self._sorted.setSortRole(Qt.ItemDataRole.UserRole)
        self.setModel(self._sorted)
        self.setSortingEnabled(True)
        self.sortByColumn(RESIDUAL, Qt.SortOrder.DescendingOrder)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setMinimumHeight(140)
        self.clicked.connect(lambda index: self.chosen.emit(self._sorted.mapToSource(index).row()))
