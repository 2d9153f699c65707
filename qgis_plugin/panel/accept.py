"""*Accept* and *Reject*: what is written where, and the work that does it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import QgsMapLayer, QgsProject, QgsRasterLayer, QgsVectorLayer
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QGroupBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
)

from .. import fields, offer
from ..coregix_core import options as core
from ..coregix_core.errors import InputError
from ..layers import file_stem, free, raster_source, vector_path, with_crs
from ..translation import tr
from ..verdict import FAILED, Finding
from .session import Measured, Session
from .task import Job
from .turns import in_turns

RASTER, VRT, WORLDFILE, GCPS = "raster", "vrt", "worldfile", "gcps"
ENDINGS = {RASTER: ".tif", VRT: ".vrt", WORLDFILE: ".tfw", GCPS: ".points"}


@dataclass(frozen=True)
class Other:
    """A further layer that is moved along: its data, where it goes, and its style's source."""

    name: str
    path: str
    target: str
    layer: str


@dataclass(frozen=True)
class Order:
    """What *Accept* is to write."""

    kind: str
    target: Path
    others: tuple[Other, ...]
    companions: bool
    unreliable: bool


class AcceptBox(QGroupBox):
    """The fifth part of the panel."""

    accepted, rejected = pyqtSignal(), pyqtSignal()

    def __init__(self, session: Session) -> None:
        super().__init__(tr("5. Accept"))
        self._session = session
        self.kind = QComboBox()
        for kind, label in ((RASTER, tr("The moved raster (GeoTIFF)")), (VRT, tr("Only a georeference: VRT")),
                            (WORLDFILE, tr("Only a georeference: world file")),
                            (GCPS, tr("Only control points"))):
            self.kind.addItem(label, kind)
        self.target = QgsFileWidget()
        self.target.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.companions = QCheckBox(tr("Save transform, tie points and report beside it"))
        self.companions.setChecked(True)
        self.unreliable = QCheckBox(tr("Write it although it is not reliable"))
        self.others = QListWidget()
        self.others.setMaximumHeight(110)
        self.accept, self.reject = QPushButton(tr("Accept")), QPushButton(tr("Reject"))
        self.accept.clicked.connect(lambda *_: self.accepted.emit())
        self.reject.clicked.connect(lambda *_: self.rejected.emit())
        self.kind.currentIndexChanged.connect(lambda *_: self.propose())
        buttons = QHBoxLayout()
        buttons.addWidget(self.accept)
        buttons.addWidget(self.reject)
        form = QFormLayout(self)
        form.addRow(tr("Write"), self.kind)
        form.addRow(tr("File"), self.target)
        form.addRow(self.companions)
        form.addRow(tr("Move along"), self.others)
        form.addRow(self.unreliable)
        form.addRow(buttons)

    def propose(self) -> None:
        """Propose a file beside the source, and list the layers that could be moved along."""
        choice, found = self._session.choice, self._session.finding
        if choice is None or found is None or self._session.found is None:
            return
        # In sight only where it means something: a tick from the last pair must not accept this one unseen.
        self.unreliable.setVisible(found.verdict == FAILED)
        source = Path(self._session.found.values["moving_image"])
        folder = source.parent if source.is_file() else Path.home()
        # A free name, so that a click on Accept replaces nothing.
        self.target.setFilePath(str(free(folder / f"{source.stem}_aligned{ENDINGS[self.kind.currentData()]}")))
        # By the layers' ids, which stay when the list is filled anew and names may be the same.
        ticked = {item.data(Qt.ItemDataRole.UserRole) for item in self._items()
                  if item.checkState() == Qt.CheckState.Checked}
        self.others.clear()
        for layer in QgsProject.instance().layerTreeRoot().layerOrder():
            if layer in (choice.source, choice.reference) or not movable(layer):
                continue
            item = QListWidgetItem(layer.name())
            item.setData(Qt.ItemDataRole.UserRole, layer.id())
            item.setCheckState(Qt.CheckState.Checked if layer.id() in ticked else Qt.CheckState.Unchecked)
            self.others.addItem(item)

    def order(self) -> Order:
        """What is to be written; raises InputError. For the main thread, as it reads layers."""
        text, found = self.target.filePath().strip(), self._session.finding
        if not text:
            raise InputError(tr("Name a file to write."))
        if found is not None and found.verdict == FAILED and not self._session.edited \
                and not self.unreliable.isChecked():
            raise InputError(tr("This alignment is not reliable. Help it by points, or tick that it is to be written "
                                "all the same."))
        target = Path(text)
        others = [self._other(item.data(Qt.ItemDataRole.UserRole), target.parent) for item in self._items()
                  if item.checkState() == Qt.CheckState.Checked]
        return Order(str(self.kind.currentData()), target, tuple(others), self.companions.isChecked(),
                     self.unreliable.isChecked())

    def carry_out(self, listener: Callable[[Finding, str], object]) -> None:
        """Write what is ordered, and load it; ``listener`` gets what was found and its notes. Raises InputError."""
        # Once, before the work: what is ticked meanwhile is for another time.
        order = self.order()
        self._session.work("Writing the alignment", lambda job: write(self._session, order, job),
                           lambda found: self._written(order, found, listener))

    def _written(self, order: Order, found: Measured, listener: Callable[[Finding, str], object]) -> None:
        # Before the session is cleared, which forgets whose styles the layers take.
        layers = load(self._session, order, found.finding, found.notes)
        # The one beside the output: that in the session's folder is about to go.
        report = order.target.with_name(order.target.stem + ".report.html")
        # Layer by layer, with the event loop between: adding them all at once holds the window up.
        in_turns(self._session.clear, *(partial(add_on_top, layer) for layer in layers),
                 lambda: listener(found.finding, found.notes),
                 lambda: offer.tell(found.finding, str(report) if report.is_file() else ""))

    def _items(self) -> list[QListWidgetItem]:
        return [self.others.item(row) for row in range(self.others.count())]

    def _other(self, identifier: str, folder: Path) -> Other:
        layer = QgsProject.instance().mapLayer(identifier)
        if isinstance(layer, QgsRasterLayer):
            path, ending = with_crs(raster_source(layer, self._session.folder), self._session.folder), ".tif"
        else:
            path, ending = vector_path(layer, self._session.folder), ".gpkg"
        return Other(layer.name(), path, str(free(folder / f"{file_stem(layer.name())}_moved{ending}")), identifier)


def movable(layer: QgsMapLayer) -> bool:
    """Whether a layer can be moved along: what lies in files, and was not made by the panel itself."""
    if isinstance(layer, QgsRasterLayer):
        # The preview lies in the session's folder and goes away with it.
        return layer.providerType() == "gdal" and "coregix_panel_" not in layer.source()
    return isinstance(layer, QgsVectorLayer) and layer.providerType() != "memory" and layer.isSpatial()


def write(session: Session, order: Order, job: Job) -> Measured:
    """Measure what was changed by hand, write what was ordered, and give what was found; for the worker thread.

    Raises CoregixError; what was written by then stays.
    """
    assert session.found is not None
    found, values = session.found, dict(session.found.values)
    # A report needs the pictures of a measurement, which the first one did not make.
    if session.edited or order.companions:
        # What is written is what was measured, by the points as they are now.
        found = _measured_again(session, order, job, values)
    # Asked again after measuring anew: edited points may have made of a good alignment a bad one.
    if found.finding.verdict == FAILED and not order.unreliable:
        raise InputError(tr("Measured anew, this is not reliable: {reason}. Nothing was written.").format(
            reason=found.finding.reason.rstrip(".")))
    _write_target(order, values, found.values["save_transform"], job)
    for number, other in enumerate(order.others):
        job.report(0.8 + 0.2 * number / len(order.others), tr("Moving {name}").format(name=other.name))
        job.engine(core.APPLY, fields.arguments(core.APPLY, {
            "input_data": other.path, "transform_file": found.values["save_transform"], "output_data": other.target}),
            (0.8, 1.0))
    if order.companions:
        _copy_companions(order.target, found.values)
    return found


def _write_target(order: Order, values: dict[str, Any], transform: str, job: Job) -> None:
    """Write the moved raster, or the georeference alone."""
    # From the original pixels, as everything that is written: the preview was drawn for the eye.
    if order.kind == RASTER:
        job.engine(core.APPLY, fields.arguments(core.APPLY, {
            "input_data": values["moving_image"], "transform_file": transform, "output_data": str(order.target),
            "input_nodata": values.get("moving_nodata")}), (0.5, 0.8))
        return
    job.engine(core.EXPORT, fields.arguments(core.EXPORT, {
        "transform_file": transform, "moving_image": values["moving_image"], "to": order.kind,
        "output_file": str(order.target)}))


def _copy_companions(target: Path, values: dict[str, Any]) -> None:
    """Put transform, tie points and report beside what was written, called as it is."""
    for name, ending in (("save_transform", ".transform.json"), ("tie_points", ".tie_points.gpkg"),
                         ("report", ".report.html")):
        if values.get(name) and Path(values[name]).is_file():
            # Copied and not moved: until the session is cleared, the files may be asked for once more.
            shutil.copyfile(values[name], target.with_name(target.stem + ending))


def _measured_again(session: Session, order: Order, job: Job, values: dict[str, Any]) -> Measured:
    """The result of the engine for what is accepted: by the points if they were changed, and with a report."""
    assert session.found is not None
    values.update({name: str(session.folder / file) for name, file in (
        ("save_transform", "accepted.json"), ("tie_points", "accepted.gpkg"))})
    if order.companions:
        values["report"] = str(session.folder / "accepted.html")
    if session.edited:
        # The points say where the source lies, whatever its own georeference says: it is not to be looked for.
        values.update({"around": None, "near_place": None,
                       "start": "anywhere" if session.found.result.get("placement") else "near"})
        # The model that was looked at: 'auto' would take an affine through the points of a photograph.
        if session.edits.placement is not None and session.edits.placement.model == "homography":
            values["transform"] = "homography"
        elif values.get("transform") == "homography":
            values["transform"] = "affine"
        known = session.folder / "known.points"
        session.write_known_points(known)
        # The engine measures whether they hold: points by hand get the same verdict as those that were found.
        values.update({"known_points": str(known), "known_points_only": True})
    result = job.engine(core.MEASURE, fields.arguments(core.MEASURE, values), (0.0, 0.5))
    return Measured(result, values, session.found.source_wkt, session.found.fixed_wkt, session.found.notes)


def add_on_top(layer: QgsMapLayer) -> None:
    """Add a layer above all others: QGIS's own place is above the current layer, which may lie under the reference."""
    project = QgsProject.instance()
    project.addMapLayer(layer, False)
    project.layerTreeRoot().insertLayer(0, layer)


def load(session: Session, order: Order, found: Finding, notes: str) -> list[QgsMapLayer]:
    """Layers of what was written, in the styles of what they come from, marked with what was found."""
    from ..canvas import annotate, in_style, layer_style, named

    project, made = QgsProject.instance(), []
    outputs = [(str(order.target), session.choice.source if session.choice is not None else None)] if order.kind in (
        RASTER, VRT) else []
    outputs += [(other.target, project.mapLayer(other.layer)) for other in order.others]
    for path, origin in outputs:
        name = named(Path(path).stem, path, found)
        layer = QgsVectorLayer(path, name) if path.endswith(".gpkg") else QgsRasterLayer(path, name)
        if layer.isValid():
            in_style(layer_style(origin))(layer)
            annotate(layer, found, notes)
            made.append(layer)
    return made
