"""What the toolbox shows of any algorithm of Coregix: id, name, icon, tags and help."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingAlgorithm
from qgis.PyQt.QtGui import QIcon

from .translation import tr

ICON = str(Path(__file__).with_name("icon.svg"))
# Words by which people look for this, in any language of QGIS.
TAGS = ("align", "coregister", "coregistration", "register", "registration", "georeference", "georeferencing", "warp",
        "shift", "offset", "displacement", "orthorectify", "rubbersheet", "tie points", "gcp", "match", "rmse")


class ToolboxAlgorithm(QgsProcessingAlgorithm):
    """An algorithm with a name. Instances of subclasses are made without arguments."""

    identity: tuple[str, str]
    """Id and display name."""
    summary: str
    """What it does, in a sentence."""

    def createInstance(self) -> ToolboxAlgorithm:
        """Make a fresh one for each run."""
        # QGIS runs instances in threads of its own, which must not share what a run remembers.
        return type(self)()

    def name(self) -> str:
        """The id."""
        return self.identity[0]

    def displayName(self) -> str:
        """The name in the toolbox."""
        return tr(self.identity[1])

    def tags(self) -> list[str]:
        """Words that the toolbox's search finds it by, beside its name."""
        # In both: people search in their own language, and tutorials are in English.
        return [*TAGS, *(tr(tag) for tag in TAGS)]

    def icon(self) -> QIcon:
        """Show the provider's icon."""
        return QIcon(ICON)

    def shortDescription(self) -> str:
        """What it does, in a sentence."""
        return tr(self.summary)
