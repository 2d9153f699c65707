"""The column of the panel's five boxes, from the choice of two layers down to what becomes of the result."""

from __future__ import annotations

from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from .accept import AcceptBox
from .choose import ChooseBox
from .help_box import HelpBox
from .look import LookBox, MeasureBox
from .session import Session


class Boxes(QScrollArea):
    """The boxes one below the other, in the order in which they are used."""

    def __init__(self, iface: QgisInterface, session: Session) -> None:
        super().__init__()
        self.in_order = (ChooseBox(iface), MeasureBox(), LookBox(), HelpBox(session), AcceptBox(session))
        self._inner = QWidget()
        column = QVBoxLayout(self._inner)
        for box in self.in_order:
            column.addWidget(box)
        # Without it, a high dock would spread the boxes apart.
        column.addStretch()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(self._inner)

    def whole_width(self) -> int:
        """Pixels in which all boxes show whole: a scroll area lets itself be squeezed until they are cut off."""
        return int(self._inner.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width() + 8)

    def offer_results(self, found: bool) -> None:
        """Whether the boxes that act on a result can be used: there is one, or not."""
        for box in self.in_order[2:]:
            box.setEnabled(found)
