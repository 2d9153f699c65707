"""The panel itself: how its five boxes and the map act on the session, and the session on them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsMapLayer,
    QgsProject,
    QgsRasterLayer,
)
from qgis.gui import QgisInterface, QgsDockWidget

from .. import offer
from ..coregix_core.errors import CoregixError
from ..engine import EngineMissing
from ..host import engine, fetch, home, index
from ..message import message, told
from ..sample_data import sample_pair
from ..translation import tr
from ..wheels import Repository
from ..wording import words_of
from .boxes import Boxes
from .canvas_hand import PLACE, CanvasHand
from .curtain import OFF, SWIPE, Curtain
from .scale_arrow import ScaleArrow
from .session import Session
from .stage import Stage
from .task import server
from .turns import in_turns

NAME = "CoregixPanel"


class Panel(QgsDockWidget):
    """The dock of Coregix."""

    def __init__(self, iface: QgisInterface) -> None:
        super().__init__("Coregix", iface.mainWindow())
        self.setObjectName(NAME)
        self._iface, self._canvas = iface, iface.mapCanvas()
        self.session = Session()
        self.stage, self.curtain = Stage(self.session), Curtain(self._canvas)
        self.scale = ScaleArrow(self._canvas, self.stage.scale)
        self._boxes = boxes = Boxes(iface, self.session)
        self.choose, self.measure, self.look, self.help, self.accept = boxes.in_order
        self.hand = CanvasHand(iface, self.session, self.curtain, self.choose.source.currentLayer,
                               lambda: self.stage.preview)
        self.setWidget(boxes)
        # The dock takes it from what it holds.
        self.setMinimumWidth(boxes.whole_width())
        self._connect()
        boxes.offer_results(False)

    def _connect(self) -> None:
        session = self.session
        session.progress.connect(self.measure.show_progress)
        session.failed.connect(self._refused)
        session.measured.connect(self._measured)
        session.edits.changed.connect(self._changed)
        session.ended.connect(self._ended)
        # The session knows nothing of boxes, nor they of each other: this is the one place where they meet.
        self.choose.requested.connect(self.start)
        self.choose.place_requested.connect(lambda on: self.hand.take(PLACE if on else ""))
        self.choose.sample_requested.connect(self._load_sample)
        # Another image: where the last one was placed is of no use.
        self.choose.source_changed.connect(lambda: self.hand.picture.place(None))
        self.hand.released.connect(lambda: self.choose.place.setChecked(False))
        self.measure.cancelled.connect(self._cancel)
        self.look.mode_changed.connect(self._look)
        self.look.moved.connect(self.curtain.move_to)
        self.look.arrows_changed.connect(self.stage.show_arrows)
        self.help.table.chosen.connect(self.hand.zoom_to)
        self.help.model.ticked.connect(lambda index: self._try(lambda: session.edits.toggle(index)))
        self.help.solve_requested.connect(lambda: self._try(session.edits.solve))
        self.help.tool_requested.connect(self.hand.take)
        self.accept.accepted.connect(lambda: self._try(lambda: self.accept.carry_out(self.measure.show_finding)))
        self.accept.rejected.connect(session.clear)
        self.hand.refused.connect(self._refused)
        self.hand.released.connect(self.help.release)
        self.hand.snapped.connect(self.measure.rest)
        self.closed.connect(self._rest)

    def _try(self, action: Callable[[], object]) -> None:
        try:
            action()
        except EngineMissing as missing:
            offer.offer_engine(missing)
            self._refused(words_of(missing))
        except CoregixError as refused:
            self._refused(words_of(refused))

    def start(self) -> None:
        """Measure what is chosen."""
        def measure() -> None:
            engine()
            if self.session.found is not None:
                self.session.clear()
            # Ground that was left out of another pair lies elsewhere.
            self.hand.forget()
            choice = self.choose.choice(self.session.folder)
            choice.placed = self.hand.placed()
            self.hand.release()
            self.session.measure(choice)
            self.measure.show_progress(0.0, tr("Starting the engine"))

        self._try(measure)

    def _load_sample(self) -> None:
        """Fetch the sample data, and choose them."""
        def loaded(paths: tuple[Path, Path]) -> None:
            # The first comes to lie above: the one that is moved.
            layers = [QgsRasterLayer(str(path), name) for path, name in zip(
                paths, (tr("Sample source"), tr("Sample reference")))]
            QgsProject.instance().addMapLayers(layers)
            self._canvas.setExtent(self._canvas.mapSettings().layerExtentToOutputExtent(layers[0], layers[0].extent()))
            self.choose.preselect(layers[0])
            self.measure.show_message(tr("Nothing is written until you accept."))

        repository = Repository(fetch, index())
        # A megabyte may take a while: as a job it can be cancelled, and the window answers meanwhile.
        self.session.work("Loading the sample data", lambda job: sample_pair(
            home(), repository, job.report, job.isCanceled), loaded)

    def open_for(self, layer: QgsMapLayer | None = None) -> None:
        """Show the panel, with a layer as source."""
        in_turns(lambda: self.choose.preselect(layer), lambda: self.setUserVisible(True))

    def close_for_good(self) -> None:
        """Leave no trace; for the end of the plugin."""
        self.session.clear()
        server.close()
        self.curtain.remove()
        self.hand.picture.remove()
        self.scale.remove()
        self.hand.release()

    def _rest(self) -> None:
        """A panel that is closed keeps no process; the next question starts another."""
        if self.session.job is None:
            server.close()

    def _cancel(self) -> None:
        if self.session.job is not None:
            self.session.job.cancel()

    def _refused(self, refused: str) -> None:
        finding = self.session.finding
        if finding is None:
            self.measure.show_message(refused or tr("Cancelled; nothing was written."))
            return
        self.measure.show_finding(finding)
        if refused:
            # Beside the finding and not in its place: what was measured before still holds.
            bar = self._iface.messageBar()
            bar.pushWidget(message(bar, *told(refused)), Qgis.MessageLevel.Warning)

    def _measured(self) -> None:
        found = self.session.found
        assert found is not None
        self.measure.show_finding(found.finding, found.notes)
        in_turns(lambda: self._boxes.offer_results(self.session.found is not None), self.accept.propose)

    def _changed(self) -> None:
        if self.session.found is not None:
            self.stage.show()
            self.curtain.refresh()

    def _ended(self) -> None:
        self.look.choose(OFF)
        self.hand.release()
        self.stage.clear()
        self._boxes.offer_results(False)
        self.measure.show_message(tr("Nothing is written until you accept."))

    def _look(self, mode: str) -> None:
        # One tool at a time: the swipe has the mouse while it is on.
        self.hand.release()
        self.curtain.show_layer(self.stage.preview, mode)
        if mode == SWIPE:
            self.hand.take(SWIPE)
