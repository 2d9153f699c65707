"""The provider: lists the algorithms and adds the settings to the options of Processing."""

from __future__ import annotations

from pathlib import Path

from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .align import AlignImagePair
from .apply import ApplySavedTransform
from .assess import AssessAlignment
from .environment import EngineAlgorithm
from .host import INDEX_SETTING, SETTING, plugin_version
from .stack import AlignImageStack
from .toolbox import ICON
from .translation import tr
from .trim import TrimInvalidEdges

MODELS = Path(__file__).with_name("models")
ALGORITHMS = (AlignImagePair, AlignImageStack, AssessAlignment, ApplySavedTransform, TrimInvalidEdges, EngineAlgorithm)


class CoregixProvider(QgsProcessingProvider):
    """``coregix`` in the processing toolbox."""

    def load(self) -> bool:
        """Add the settings and load the algorithms."""
        ProcessingConfig.settingIcons[self.name()] = self.icon()
        ProcessingConfig.addSetting(Setting(
            self.name(), SETTING, tr("Python that has Coregix (empty: the engine in this profile)"), "",
            valuetype=Setting.FILE))
        ProcessingConfig.addSetting(Setting(
            self.name(), INDEX_SETTING, tr("Package index to install the engine from (empty: PyPI)"), ""))
        # Values that were saved are read only for settings that exist by then.
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self) -> None:
        """Take the settings away."""
        ProcessingConfig.removeSetting(SETTING)
        ProcessingConfig.removeSetting(INDEX_SETTING)

    def loadAlgorithms(self) -> None:
        """Add the algorithms."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        for path in sorted(MODELS.glob("*.model3")):
            model = QgsProcessingModelAlgorithm()
            # A model names algorithms that a QGIS may lack; the provider must load all the same.
            if model.fromFile(str(path)):
                self.addAlgorithm(model)

    def id(self) -> str:
        """The beginning of all ids."""
        return "coregix"

    def name(self) -> str:
        """The name in the toolbox."""
        return "Coregix"

    def longName(self) -> str:
        """The name with the version."""
        return f"Coregix {plugin_version()}"

    def icon(self) -> QIcon:
        """The icon."""
        return QIcon(ICON)

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """What the core writes."""
        # QGIS takes the first for outputs whose name it makes itself.
        return ["tif", "tiff"]

    def supportedOutputVectorLayerExtensions(self) -> list[str]:
        """What the core writes."""
        # Tie points as a shapefile are converted, see ``tie_point_files``.
        return ["gpkg", "geojson", "shp"]

    def supportsNonFileBasedOutput(self) -> bool:
        """Another process writes the outputs."""
        # Layers in QGIS's memory, which it would offer otherwise, are out of another process's reach.
        return False
