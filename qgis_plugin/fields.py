"""The core's parameters as QGIS shows them, and QGIS's values as the core's command line.

Ids are the names in capitals; labels, help, defaults, choices and limits come from ``parameters.py``. Bands are QGIS's
own, counted from 1, and follow their layer; on the command line they are counted from 0. QGIS is imported by the
functions that need it: the command line can be built, and tested, without.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from .coregix_core.options import (
    ALIGN,
    BAND,
    BAND_SETTINGS,
    CHOICE,
    FILE,
    FOLDER,
    INTEGER,
    MASKS,
    NUMBER,
    NUMBERS,
    OUTPUT_FILE,
    OUTPUT_RASTER,
    OUTPUT_VECTOR,
    RASTER,
    REPEATED,
    SETTINGS,
    SWITCH,
    TEXT,
    Command,
    Parameter,
    check,
    command_line,
    parse,
)
from .translation import tr

if TYPE_CHECKING:
    from qgis.core import QgsProcessingAlgorithm, QgsProcessingContext, QgsProcessingParameterDefinition

# Parameters that QGIS does not show, and why.
HIDDEN = {
    "band_index": "each raster has a band picker",
    "moving_crs": "the layer's CRS is passed where it is not the file's",
    "fixed_crs": "the layer's CRS is passed where it is not the file's",
    "solve_resolution": "solve_resolutions takes one value too",
    "progress": "the plugin reads JSON lines",
    "overwrite": "QGIS asks by itself before it replaces a file",
}

# Command -> parameters that QGIS does not show of it, and why.
HIDDEN_OF = {
    "stack": {
        "format": "QGIS plays a series of rasters, and shows no cubes",
        "bands": "the bands of one file are one layer",
        "scheduler": "clusters are started from a terminal",
    },
}

# Command -> parameters that QGIS shows of it although it hides them elsewhere: many rasters have no pickers.
SHOWN_OF = {"stack": ("band_index",)}

# What file dialogs offer.
FILTERS = {"report": "HTML files (*.html)", "save_transform": "JSON files (*.json)", "sidecar": "JSON files (*.json)",
           "transform_file": "JSON files (*.json)", "known_points": "Georeferencer points (*.points)"}

# Help in place of the core's, which names formats that QGIS does not load.
HELP = {
    "tie_points": "Where the measured displacements go: one point for each place that was looked at.",
    "images": "The images of the stack. Their dates are those of the layers' temporal properties, or else are read "
              "from names and tags.",
}

# Groups of the core's parameters as a person thinks: what, by what, how, and where to.
ORDER = ("Inputs", "Bands and nodata", "Solving", "Masks", "Edge trimming", "Reliability", "Outputs", "Running")

# Outputs that are made unless they are switched off: they say what a result is worth.
BY_DEFAULT = ("tie_points", "report")

# Masks that QGIS shows as a choice of layers; the others are texts, which name values, bits and classes too.
LAYERS = ("exclude", "include")

OUTPUTS = (OUTPUT_RASTER, OUTPUT_VECTOR, OUTPUT_FILE)
# Band numbers of the core's; QGIS shows a picker that follows the raster which is moved or trimmed.
BANDS = ("edge_trim_detection_band_index", "band_index")


def dialog_parameters(command: Command) -> list[Parameter]:
    """The parameters that QGIS shows for a command, in its order: first what is needed, each band after its raster."""
    hidden = (HIDDEN.keys() | HIDDEN_OF.get(command.name, {}).keys()) - set(SHOWN_OF.get(command.name, ()))
    kept = [p for p in command.parameters if p.name not in hidden]
    places = {p.name: place for place, p in enumerate(kept)}

    def rank(parameter: Parameter) -> tuple[bool, int, int]:
        owner = command.parameter(parameter.of) if parameter.of else parameter
        group = ORDER.index(owner.group) if owner.group in ORDER else len(ORDER)
        return parameter.advanced, group, places[owner.name]

    # Sorting keeps what ranks alike in the core's order.
    return sorted(kept, key=rank)


def identifier(parameter: Parameter) -> str:
    """The id of a parameter in QGIS."""
    return parameter.name.upper()


def is_band(parameter: Parameter) -> bool:
    """Whether QGIS shows a band picker."""
    return parameter.kind == BAND or parameter.name in BANDS


def label(parameter: Parameter) -> str:
    """A parameter's label in the user's language."""
    return tr(parameter.label)


def is_layers(parameter: Parameter) -> bool:
    """Whether QGIS shows a choice of several layers for a parameter."""
    return parameter.kind == MASKS and parameter.name in LAYERS


def help_text(parameter: Parameter) -> str:
    """A parameter's help in the user's language, with its unit."""
    text = tr(help_source(parameter))
    return f"{text} ({tr(parameter.unit)})" if parameter.unit else text


def help_source(parameter: Parameter) -> str:
    """A parameter's help in the words of QGIS: bands are counted from 1 there, and there are no options."""
    text = HELP.get(parameter.name) or parameter.help_in(ALIGN.label)
    if is_layers(parameter):
        text = f"{text.split(':')[0]}: vector layers, or raster layers of which 0 is out."
    elif parameter.kind in REPEATED:
        text += " Several are separated by semicolons."
    if is_band(parameter):
        # The help is the core's own, so that it is written once; only this part is not true in QGIS.
        text = text.split(", counted from 0")[0] + "."
    return text


def default_text(parameter: Parameter) -> str:
    """A parameter's default in words; '' where it has none."""
    if parameter.default is None or parameter.required:
        return ""
    if is_band(parameter):
        # Its number would be the core's, which counts from 0.
        return tr("the first band")
    if isinstance(parameter.default, bool):
        return tr("on") if parameter.default else tr("off")
    return str(parameter.default)


def validate(command: Command, values: Mapping[str, Any], *, with_outputs: bool = True) -> None:
    """Hold values by name against the core's limits; raises InputError. Outputs may still be to come."""
    by_name = {p.name: p for p in command.parameters}
    given = {by_name[name].api_name: value for name, value in values.items()}
    if not with_outputs:
        # Names that pass the checks: QGIS makes the real ones only when the run begins.
        given.update({p.api_name: f"later{(*p.suffixes, '')[0]}" for p in command.parameters
                      if p.required and p.kind in OUTPUTS})
    check(command, given)


def arguments(command: Command, values: Mapping[str, Any]) -> list[str]:
    """The command line for values by name: what is not given, or is the default, is left out; raises InputError."""
    validate(command, values)
    return command_line(command, {p.api_name: values.get(p.name) for p in command.parameters})


def value(
    algorithm: QgsProcessingAlgorithm, parameter: Parameter, given: Mapping[str, Any], context: QgsProcessingContext,
) -> Any:  # noqa: ANN401 - each kind has its type
    """The value of a parameter that is neither a layer nor an output, or None where none is given.

    Raises InputError where it cannot be read.
    """
    name = identifier(parameter)
    if is_nothing(given.get(name)):
        return None
    if is_band(parameter):
        band: int = algorithm.parameterAsInt(given, name, context)
        # QGIS counts from 1; what is no band counts as not given.
        return band - 1 if band > 0 else None
    if parameter.kind == NUMBERS or parameter.kind in REPEATED:
        # Lists are texts to QGIS: the core reads them as it reads its command line.
        return parse(parameter, algorithm.parameterAsString(given, name, context).strip())
    return _READERS[parameter.kind](algorithm)(given, name, context)


_READERS: dict[str, Callable[[Any], Callable[..., Any]]] = {
    INTEGER: lambda algorithm: algorithm.parameterAsInt,
    NUMBER: lambda algorithm: algorithm.parameterAsDouble,
    SWITCH: lambda algorithm: algorithm.parameterAsBool,
    CHOICE: lambda algorithm: algorithm.parameterAsEnumString,
    TEXT: lambda algorithm: algorithm.parameterAsString,
    FILE: lambda algorithm: algorithm.parameterAsFile,
    FOLDER: lambda algorithm: algorithm.parameterAsFile,
}


def is_nothing(raw: object) -> bool:
    """Whether a raw value means "not given": None, an empty text, or Qt's null."""
    # QVariant's null comes through models and older hosts in place of None.
    return raw is None or raw == "" or (hasattr(raw, "isNull") and raw.isNull() is True)


def definition(command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    """The QGIS parameter for one of the core's."""
    from qgis.core import QgsProcessingParameterDefinition

    make = _make_band if is_band(parameter) else _MAKERS[parameter.kind]
    made = make(command, parameter)
    made.setHelp(help_text(parameter))
    # Behind 'Advanced parameters': a dialog shows what most people need.
    if parameter.advanced:
        made.setFlags(made.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
    return made


def _label(parameter: Parameter) -> str:
    return f"{label(parameter)} ({tr(parameter.unit)})" if parameter.unit else label(parameter)


def _make_raster(_command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    from qgis.core import QgsProcessingParameterRasterLayer

    return QgsProcessingParameterRasterLayer(
        identifier(parameter), _label(parameter), optional=not parameter.required)


def _make_band(command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    """A picker; optional, since QGIS 3.22 rejects a missing band whatever its default."""
    from qgis.core import QgsProcessingParameterBand

    raster = parameter.of or next(p.name for p in command.parameters if p.kind == RASTER)
    return QgsProcessingParameterBand(
        # The first band, as QGIS counts; it stands for the core's 0.
        identifier(parameter), _label(parameter), 1, parentLayerParameterName=raster.upper(), optional=True)


def _make_number(_command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    from qgis.core import QgsProcessingParameterNumber

    # Scoped names of QGIS 3.22, which later ones and Qt 6 know too.
    kinds = QgsProcessingParameterNumber.Type
    limits = {name: limit for name, limit in (("minValue", parameter.minimum), ("maxValue", parameter.maximum))
              if limit is not None}
    return QgsProcessingParameterNumber(
        identifier(parameter), _label(parameter), kinds.Integer if parameter.kind == INTEGER else kinds.Double,
        # Without a default the field may stay empty, which is the core's 'not given'.
        parameter.default, optional=parameter.default is None, **limits)


def _make_choice(_command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    from qgis.core import QgsProcessingParameterEnum

    return QgsProcessingParameterEnum(
        # Static strings: models and scripts then hold the choice itself, and not its place in a list that may grow.
        identifier(parameter), _label(parameter), list(parameter.choices), defaultValue=parameter.default,
        usesStaticStrings=True)


def _make_switch(_command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    from qgis.core import QgsProcessingParameterBoolean

    return QgsProcessingParameterBoolean(identifier(parameter), _label(parameter), parameter.default)


def _make_text(_command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    from qgis.core import QgsProcessingParameterString

    return QgsProcessingParameterString(
        identifier(parameter), _label(parameter), parameter.default, optional=not parameter.required)


def _make_masks(command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    from qgis.core import QgsProcessing, QgsProcessingParameterMultipleLayers

    if not is_layers(parameter):
        return _make_text(command, parameter)
    return QgsProcessingParameterMultipleLayers(
        identifier(parameter), _label(parameter), QgsProcessing.SourceType.TypeMapLayer, optional=True)


def _make_path(_command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    from qgis.core import QgsProcessingParameterFile

    behaviours = QgsProcessingParameterFile.Behavior
    folder = parameter.kind == FOLDER
    return QgsProcessingParameterFile(
        identifier(parameter), _label(parameter), behaviours.Folder if folder else behaviours.File,
        optional=not parameter.required, fileFilter="" if folder else FILTERS.get(parameter.name, "All files (*.*)"))


def _make_output_raster(_command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    from qgis.core import QgsProcessingParameterRasterDestination

    # What the core trims in place without an output has one here: layers are not changed under a project.
    further = parameter.advanced
    made = QgsProcessingParameterRasterDestination(identifier(parameter), _label(parameter), optional=further)
    made.setCreateByDefault(not further)
    return made


def _make_output_vector(_command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    from qgis.core import QgsProcessing, QgsProcessingParameterVectorDestination

    made = QgsProcessingParameterVectorDestination(
        identifier(parameter), _label(parameter), QgsProcessing.SourceType.TypeVectorPoint, optional=True)
    made.setCreateByDefault(parameter.name in BY_DEFAULT)
    return made


def _make_output_file(_command: Command, parameter: Parameter) -> QgsProcessingParameterDefinition:
    from qgis.core import QgsProcessingParameterFileDestination

    made = QgsProcessingParameterFileDestination(
        identifier(parameter), _label(parameter), FILTERS.get(parameter.name, "All files (*.*)"), optional=True)
    made.setCreateByDefault(parameter.name in BY_DEFAULT)
    return made


_MAKERS = {
    RASTER: _make_raster, INTEGER: _make_number, NUMBER: _make_number, NUMBERS: _make_text, TEXT: _make_text,
    MASKS: _make_masks, SETTINGS: _make_text, BAND_SETTINGS: _make_text,
    SWITCH: _make_switch, CHOICE: _make_choice, FILE: _make_path, FOLDER: _make_path,
    OUTPUT_RASTER: _make_output_raster, OUTPUT_VECTOR: _make_output_vector, OUTPUT_FILE: _make_output_file,
}
