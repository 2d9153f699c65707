"""What the panel knows of the pair in hand: what was chosen, measured and changed by hand.

Everything that is written lies in a folder of its own, until it is accepted.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsMapLayer,
    QgsProcessingUtils,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .. import fields
from ..coregix_core import options as core
from ..coregix_core.errors import CoregixError, InputError
from ..layers import raster_source
from ..references import Rendering, ground_of, is_file, rendering_of
from ..translation import tr
from ..verdict import FAILED, Finding
from .by_hand import PlacedByHand
from .edits import Edits, Points
from .fit import Placement
from .points import TiePoint, write_points
from .preview import placement_of, warp_preview, write_preview
from .task import Job, start
from .turns import in_turns


@dataclass
class Choice:
    """What a person chose: two layers, and values of the core's parameters by name."""

    source: QgsRasterLayer
    reference: QgsMapLayer
    values: dict[str, Any] = field(default_factory=dict)
    placed: PlacedByHand | None = None


@dataclass
class Measured:
    """What the engine found, and the values that it was asked with."""

    result: dict[str, Any]
    values: dict[str, Any]
    source_wkt: str
    fixed_wkt: str
    notes: str = ""
    points: Points = ()
    placement: Placement | None = None

    @cached_property
    def finding(self) -> Finding:
        """The result in words."""
        # Made once: the panel asks for it at each point that it draws.
        found = Finding.of(self.result)
        assert found is not None
        return found

    @property
    def richest_model(self) -> str:
        """The richest model that points are fitted by once they are changed."""
        # What was chosen by the evidence stays: points that are ticked off do not make a photograph flat.
        perspective = self.placement is not None and self.placement.model == "homography"
        return "homography" if perspective else str(self.values.get("transform") or "auto")


class Session(QObject):
    """One pair from *Measure* to *Accept* or *Reject*."""

    measured = pyqtSignal()
    progress = pyqtSignal(float, str)
    failed = pyqtSignal(str)
    ended = pyqtSignal()

    def __init__(self) -> None:
        super().__init__()
        self.edits = Edits(self)
        self.choice: Choice | None = None
        self.found: Measured | None = None
        self.job: Job | None = None
        self._folder: Path | None = None
        self._previews = 0
        self._preview = Path()

    @property
    def folder(self) -> Path:
        """The folder of this pair, made when first asked for."""
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="coregix_panel_", dir=QgsProcessingUtils.tempFolder()))
        return self._folder

    @property
    def edited(self) -> bool:
        """Whether points were changed by hand, so that they give the transform."""
        return self.found is not None and self.edits.made

    @property
    def finding(self) -> Finding | None:
        """What was found, or None before."""
        return None if self.found is None else self.found.finding

    def clear(self) -> None:
        """Forget the pair; nothing of it stays."""
        self.forget()
        if self._folder is not None:
            # What a layer still holds open (Windows) goes with QGIS's own temporary folder.
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder = None

    def forget(self) -> None:
        """Forget what was found; what was chosen stays, with the files of it, to be measured anew."""
        if self.job is not None:
            self.job.cancel()
        self.edits.forget()
        self.found = None
        self.ended.emit()

    def work(self, title: str, work: Callable[[Job], Any], done: Callable[[Any], object]) -> None:
        """Start a job, unless one runs."""
        if self.job is not None:
            return

        def finished(value: Any) -> None:  # noqa: ANN401 - what the work gives
            self.job = None
            done(value)

        def refused(message: str) -> None:
            self.job = None
            self.failed.emit(message)

        self.job = start(title, work, finished, refused)
        self.job.advanced.connect(self.progress)

    def measure(self, choice: Choice) -> None:
        """Find and measure the transform of the chosen pair; raises InputError for layers that will not do."""
        if self.job is not None:
            return
        self.choice = choice
        # In the main thread: layers may not be read from another one.
        values, rendering = self._values(choice)
        # Into the session's own folder: nothing lies beside the source before it is accepted.
        values.update({name: str(self.folder / file) for name, file in (
            ("save_transform", "transform.json"), ("tie_points", "tie_points.gpkg"))})
        # Before the job: what is refused shows at once, and not after the engine has started.
        fields.validate(core.MEASURE, values)

        def work(job: Job) -> Measured:
            notes, share = "", (0.0, 1.0)
            if rendering is not None:
                notes, share = rendering.write(lambda f, m: job.report(0.3 * f, m), job.isCanceled), (0.3, 1.0)
            result = job.engine(core.MEASURE, fields.arguments(core.MEASURE, values), share)
            # A field is no matrix that a VRT could hold: the engine writes its preview.
            if result["transform"]["model"] == "local":
                job.engine(core.EXPORT, fields.arguments(core.EXPORT, {
                    "transform_file": values["save_transform"], "moving_image": values["moving_image"], "to": "vrt",
                    "output_file": str(self.folder / "local.vrt")}))
            transform = Path(values["save_transform"])
            saved = json.loads(transform.read_text(encoding="utf-8"))
            # Read here, in the worker thread: thousands of points would hold the window up.
            # One that was placed anew has the numbers of its own file, and they are of no CRS that matters here.
            source_wkt = "" if result.get("placement") else saved["moving"]["crs"] or ""
            return Measured(result, values, source_wkt, saved["fixed_crs"] or "", notes,
                            _read_points(values["tie_points"], _own_places(result, transform)),
                            placement_of(transform))

        self.work("Measuring the alignment", work, self._measured)

    def _values(self, choice: Choice) -> tuple[dict[str, Any], Rendering | None]:
        # One raster against itself would be found aligned, which says nothing.
        if choice.source is choice.reference:
            raise InputError(tr("The source and the reference are the same raster ({path}): choose two.").format(
                path=choice.source.name()))
        source = raster_source(choice.source, self.folder)
        values: dict[str, Any] = {
            **choice.values, "moving_image": source.path, "moving_crs": source.crs, "moving_nodata": source.nodata}
        if is_file(choice.reference):
            reference = raster_source(choice.reference, self.folder)
            values.update({"fixed_image": reference.path, "fixed_crs": reference.crs,
                           "fixed_nodata": reference.nodata})
            if choice.placed is not None:
                values.update(choice.placed.start(choice.source, choice.reference.crs(), self.folder))
            return values, None
        ground = ground_of([choice.source]) if choice.placed is None else choice.placed.ground()
        if choice.placed is not None:
            values.update(choice.placed.start(choice.source, ground.crs, self.folder))
        # A map service or a project's vectors have no pixels of their own: they are drawn around the source.
        rendering = rendering_of(choice.reference, ground, self.folder / "reference.tif",
                                 choice.values.get("max_shift"))
        # What is drawn has other bands than the layer: the band that was chosen is none of them.
        return {**values, "fixed_image": str(rendering.target), "fixed_band_index": None}, rendering

    def _measured(self, found: Measured) -> None:
        self.found = found
        self.edits.begin(found.points, found.placement, found.richest_model)
        self.measured.emit()
        # In a turn of its own, so that the verdict shows before the preview is drawn.
        in_turns(self.edits.changed.emit)

    def snap(self, true: tuple[float, float], shown: tuple[float, float], done: Callable[[Any], object]) -> None:
        """Ask the engine where the source shows a place, near a guess; what ``done`` gets is as the source shows it.

        The guess is in the aligned source if that ``is_aligned``, else in the source as it lies.
        """
        assert self.found is not None
        # What the measurement was asked with holds for the point too, so far as the command takes it.
        asked = {p.name for p in core.SNAP.parameters}
        values = {k: v for k, v in self.found.values.items() if k in asked}
        values.update({"true_x": true[0], "true_y": true[1], "shown_x": shown[0], "shown_y": shown[1]})
        placement = self.edits.placement if self.is_aligned else None
        if placement is not None:
            # Compared as it is shown: turned and scaled pieces of ground would not correlate.
            values.update({"moving_image": str(self._preview), "moving_crs": None})
        words = fields.arguments(core.SNAP, values)

        def own(found: dict[str, Any]) -> None:
            if placement is not None:
                x, y = placement.shown(found["shown_x"], found["shown_y"])
                found = {**found, "shown_x": x, "shown_y": y}
            done(found)

        self.work("Looking for the point", lambda job: job.engine(core.SNAP, words), own)

    @property
    def is_aligned(self) -> bool:
        """Whether points are clicked in the aligned source: it lies near the reference then, however it lay before."""
        return self.edits.placement is not None and self.finding is not None and self.finding.verdict != FAILED

    def residual(self, point: TiePoint) -> float | None:
        """How far a point lies from where the transform puts it, in pixels; None under a local transform."""
        #             return None
        if self.edits.placement is None or self.finding is None:
            return None
        # Placements are in map units, and the table is in pixels as the reports are.
        return self.edits.placement.residual(point) / self.finding.pixel

    def write_preview(self) -> Path:
        """Write the aligned source as a virtual raster and give its path."""
        assert self.found is not None
        # A new name for each: QGIS keeps what it has read of a file by its name.
        self._previews += 1
        target = self.folder / f"preview_{self._previews}.vrt"
        if self.edits.placement is None:
            warp_preview(target, str(self.folder / "local.vrt"))
        else:
            self._preview = target
            write_preview(target, self.found.values["moving_image"], self.edits.placement, self.found.source_wkt,
                          self.found.fixed_wkt)
        return target

    def write_known_points(self, path: Path) -> None:
        """Write the points as a file that the engine takes."""
        assert self.found is not None
        # A source that was placed anew is read in the reference's CRS, and one in pixels has none.
        ends = [QgsCoordinateReferenceSystem.fromWkt(w) for w in (self.found.fixed_wkt, self.found.source_wkt)]
        back = QgsCoordinateTransform(*ends, QgsProject.instance())

        def in_source(point: TiePoint) -> tuple[float, float]:
            moved = back.transform(point.shown_x, point.shown_y)
            return moved.x(), moved.y()

        write_points(path, [(p, in_source(p)) for p in self.edits.points], self.found.fixed_wkt)


def _own_places(result: dict[str, Any], transform: Path) -> Placement | None:
    """The transform of a source that was looked for anywhere: its tie points are measured where it was placed.

    None for others, whose tie points are told by their own georeference.
    """
    return placement_of(transform) if result.get("placement") else None


def _read_points(path: str, placement: Placement | None) -> Points:
    """The tie points that the engine wrote, those that disagree with their neighbours not ticked. In any thread.

    With a ``placement``, the places where the source shows them are found through it, by what is left there.
    """
    layer = QgsVectorLayer(path, "tie points", "ogr")
    if not layer.isValid():
        raise CoregixError(tr("{path} cannot be read.").format(path=path))
    found = []
    for feature in layer.getFeatures():
        suffix = "_before" if placement is None else ""
        east, north = feature[f"dx{suffix}"], feature[f"dy{suffix}"]
        # Null where nothing could be measured.
        if isinstance(east, float) and isinstance(north, float):
            place = feature.geometry().asPoint()
            shown = place.x() - east, place.y() - north
            found.append(TiePoint(
                place.x(), place.y(), *(shown if placement is None else placement.shown(*shown)),
                bool(feature["inlier"]), float(feature["confidence"]), moved=placement is None))
    return tuple(found)
