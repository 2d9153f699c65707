"""Hands and eyes of the scripts that run inside a QGIS desktop: clicks, screenshots, the pulse of the main thread."""

import sys
import threading
import time
import traceback
from pathlib import Path

from qgis.PyQt.QtCore import QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QLabel, QPushButton, QTextEdit
from qgis.utils import iface

PATIENCE = 90.0


class Script:
    """Plays a generator that yields what it waits for: a condition, or a number of seconds.

    QGIS runs dialogs in event loops of their own, so that no step may block and none may wait in place.
    """

    def __init__(self, steps, finish):
        self.steps, self.finish = steps, finish
        self.timer = QTimer()
        self.timer.timeout.connect(self.tick)
        self.wait_for(0.5)
        self.timer.start(50)

    def wait_for(self, what):
        self.patience = time.monotonic() + (what if isinstance(what, float) else PATIENCE)
        self.condition = None if isinstance(what, float) else what

    def tick(self):
        try:
            value = self.condition() if self.condition else None
            late = time.monotonic() > self.patience
            if self.condition and not value and late:
                self.steps.throw(TimeoutError("waited in vain"))
            if value or (late and not self.condition):
                self.timer.stop()
                self.wait_for(self.steps.send(value))
                self.timer.start(50)
        except StopIteration as done:
            self.timer.stop()
            self.finish(done.value)
        except Exception:
            self.timer.stop()
            self.finish({"failed": traceback.format_exc()})


def screenshot(path):
    """The whole screen, with all its windows."""
    QApplication.primaryScreen().grabWindow(0).save(str(path))


def message_bar():
    """Texts and buttons that the message bar shows."""
    bar = iface.messageBar()
    return ([label.text() for label in bar.findChildren(QLabel) if label.text()]
            + [edit.toPlainText() for edit in bar.findChildren(QTextEdit) if edit.toPlainText()],
            [button.text() for button in bar.findChildren(QPushButton) if button.text()])


def cut_off(width):
    """Texts of Coregix in the message bar of which lines are out of sight, in a window of a width."""
    window = iface.mainWindow()
    window.resize(width, 800)
    yield 0.5
    edits = [edit for edit in iface.messageBar().findChildren(QTextEdit) if "Coregix" in edit.toPlainText()]
    lines = [edit.document().firstBlock().layout().lineCount() for edit in edits]
    return [edit.toPlainText() for edit, count in zip(edits, lines, strict=True)
            if count * edit.fontMetrics().height() > edit.viewport().height()]


def button(text):
    """The message bar's button with a text, or None."""
    return next((b for b in iface.messageBar().findChildren(QPushButton) if b.text() == text), None)


class Pulse:
    """Beats in the main thread; ``longest`` is the most processor time that it spent between two beats.

    Not the time of day: on a busy machine that says how busy it is. ``stalls`` is what Python did in long ones.
    """

    LONG = 0.05

    def __init__(self):
        self.main, self.stalls, self.ended = threading.get_ident(), {}, False
        self.restart()
        self.timer = QTimer()
        self.timer.timeout.connect(self.beat)
        self.timer.start(5)
        threading.Thread(target=self.watch, daemon=True).start()

    def beat(self):
        now = time.thread_time()
        if now - self.last > self.LONG:
            self.stalls[round(now - self.last, 3)] = self.seen
        self.longest, self.last, self.seen = max(self.longest, now - self.last), now, []
        self.beaten = time.monotonic()

    def restart(self):
        self.longest, self.last, self.seen = 0.0, time.thread_time(), []
        self.beaten = time.monotonic()

    def end(self):
        """Watch no longer."""
        self.ended = True
        self.timer.stop()

    def watch(self):
        """Note where the main thread is, as often as it lets other threads run."""
        while not self.ended:
            time.sleep(0.004)
            # Looked at all the time, it would take a good part of the processor that it watches.
            if time.monotonic() - self.beaten < self.LONG / 2:
                continue
            frame = sys._current_frames().get(self.main)
            stack = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_stack(frame)
                     if "coregix" in f.filename]
            if stack and stack[-4:] not in self.seen:
                self.seen = [*self.seen, stack[-4:]]


def click(widget, place=None):
    """A click of the left button, in the middle of a widget or at a place in it."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                     widget.rect().center() if place is None else place)


def on_screen(x, y):
    """Where the canvas shows a place in its own CRS."""
    place = iface.mapCanvas().getCoordinateTransform().transform(x, y)
    return QPoint(round(place.x()), round(place.y()))
