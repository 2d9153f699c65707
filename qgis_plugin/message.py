"""Messages in QGIS's message bar: short, with the rest of what there is to say behind a button.

QGIS gives a message the height of one line, whatever its text, and cuts off what is below.
"""

from __future__ import annotations

from functools import partial
from html import escape
from typing import TYPE_CHECKING

from qgis.gui import QgsMessageViewer
from qgis.PyQt.QtCore import QSizeF, Qt
from qgis.PyQt.QtGui import QFontInfo
from qgis.PyQt.QtWidgets import QPushButton, QTextEdit, QWidget

from .translation import tr
from .verdict import shortened

if TYPE_CHECKING:
    from qgis.gui import QgsMessageBar, QgsMessageBarItem

TITLE = "Coregix"
# Height that QGIS gives one line, in that of its letters; and how many there are at most: more would hide the map.
ONE_LINE_EM, MOST_LINES = 1.75, 3


def message(bar: QgsMessageBar, line: str, more: str, *widgets: QWidget) -> QgsMessageBarItem:
    """A message for a bar, with ``more`` of it, as HTML, behind a button, unless that is empty; not shown yet."""
    item = bar.createMessage(TITLE, line)
    for edit in item.findChildren(QTextEdit):
        # Else their arrows come and go with the lines.
        edit.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # When it is first shown, and when the window becomes wider or narrower.
        edit.document().documentLayout().documentSizeChanged.connect(partial(_make_room, edit, edit.styleSheet()))
    for widget in widgets:
        item.layout().addWidget(widget)
    if more:
        button = QPushButton(tr("More"))
        button.setToolTip(more)
        button.clicked.connect(partial(_show_more, bar, more))
        item.layout().addWidget(button)
    return item


def told(text: str) -> tuple[str, str]:
    """A text of any length as a line for the bar, and as HTML what that leaves out, or ''."""
    line = shortened(text)
    return line, "" if line == text else paragraph(text)


def paragraph(text: str) -> str:
    """A plain text as HTML."""
    return f"<p>{escape(text)}</p>"


def _make_room(edit: QTextEdit, style: str, size: QSizeF) -> None:
    line = edit.fontMetrics().lineSpacing()
    lines = min(round((size.height() - 2 * edit.document().documentMargin()) / line), MOST_LINES)
    if lines > 1:
        height = round(ONE_LINE_EM * QFontInfo(edit.font()).pixelSize() + (lines - 1) * line)
        # QGIS fixes the height by a style sheet, which goes before what a widget is told otherwise.
        style += f" QTextEdit {{ min-height: {height}px; max-height: {height}px; }}"
    edit.setStyleSheet(style)


def _show_more(bar: QgsMessageBar, more: str, *_: object) -> None:
    # It deletes itself when it is closed; without a parent, Python would at once.
    viewer = QgsMessageViewer(bar.window())
    viewer.setWindowTitle(TITLE)
    viewer.setMessageAsHtml(more)
    viewer.showMessage(False)
