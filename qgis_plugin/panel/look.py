"""*Measure* and *Look*: the verdict as a sentence with a colour, and the ways to compare before and after."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QGroupBox,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QSlider,
    QToolButton,
    QVBoxLayout,
)

from ..translation import tr
from ..verdict import Finding
from .curtain import CHECKERBOARD, FLICKER, OFF, SWIPE
from .stage import LEFT, MOVED


class MeasureBox(QGroupBox):
    """The second part of the panel: progress, then the verdict."""

    cancelled = pyqtSignal()

    def __init__(self) -> None:
        super().__init__(tr("2. Measure"))
        self.verdict = QLabel(tr("Nothing is written until you accept."))
        self.verdict.setWordWrap(True)
        # So that a person can copy the numbers.
        self.verdict.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.bar, self.stage = QProgressBar(), QLabel()
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(lambda *_: self.cancelled.emit())
        line = QHBoxLayout()
        line.addWidget(self.bar)
        line.addWidget(self.cancel)
        column = QVBoxLayout(self)
        for part in (self.verdict, self.stage):
            column.addWidget(part)
        column.addLayout(line)
        self.rest()

    def show_progress(self, percent: float, message: str) -> None:
        """Show how far the work is."""
        for part in (self.bar, self.cancel, self.stage):
            part.show()
        self.bar.setValue(round(percent))
        self.stage.setText(message)

    def rest(self) -> None:
        """Nothing is being done."""
        for part in (self.bar, self.cancel, self.stage):
            part.hide()

    def show_finding(self, finding: Finding, notes: str = "") -> None:
        """Show what was found."""
        self.rest()
        self.verdict.setText(finding.html() + notes)

    def show_message(self, message: str) -> None:
        """Show why there is nothing to show."""
        self.rest()
        self.verdict.setText(message)


class LookBox(QGroupBox):
    """The third part of the panel."""

    mode_changed = pyqtSignal(str)
    moved = pyqtSignal(float)
    """Where the swipe's edge is, as a share of the canvas's width."""
    arrows_changed = pyqtSignal(str)

    def __init__(self) -> None:
        super().__init__(tr("3. Look"))
        self.buttons: dict[str, QToolButton] = {}
        group, line = QButtonGroup(self), QHBoxLayout()
        for mode, label in ((OFF, tr("Layers")), (SWIPE, tr("Swipe")), (FLICKER, tr("Flicker")),
                            (CHECKERBOARD, tr("Checkerboard"))):
            button = QToolButton()
            button.setText(label)
            button.setCheckable(True)
            # Bound now: at the click the loop has long ended.
            button.clicked.connect(lambda *_, mode=mode: self._choose(mode))
            group.addButton(button)
            line.addWidget(button)
            self.buttons[mode] = button
        self.buttons[OFF].setChecked(True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        # Sliders count in whole numbers: a thousandth of the canvas is finer than a pixel of most.
        self.slider.setRange(0, 1000)
        self.slider.setValue(500)
        # It belongs to the swipe alone.
        self.slider.setEnabled(False)
        self.slider.valueChanged.connect(lambda value: self.moved.emit(value / 1000))
        self.arrows = QComboBox()
        self.arrows.addItem(tr("Arrows: what is moved"), MOVED)
        self.arrows.addItem(tr("Arrows: what is left"), LEFT)
        self.arrows.currentIndexChanged.connect(lambda *_: self.arrows_changed.emit(self.arrows.currentData()))
        column = QVBoxLayout(self)
        column.addLayout(line)
        column.addWidget(self.slider)
        column.addWidget(self.arrows)

    def choose(self, mode: str) -> None:
        """Press a button."""
        # Qt emits clicked for a hand alone, not for a button that is set.
        self.buttons[mode].setChecked(True)
        self._choose(mode)

    def _choose(self, mode: str) -> None:
        self.slider.setEnabled(mode == SWIPE)
        self.mode_changed.emit(mode)
