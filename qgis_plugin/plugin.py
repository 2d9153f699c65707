"""Registers the provider, in the desktop and in qgis_process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsApplication

from . import farewell, offer, translation
from .provider import CoregixProvider

if TYPE_CHECKING:
    from qgis.gui import QgisInterface

    from .panel.actions import PanelActions


class CoregixPlugin:
    """What ``classFactory`` makes. ``iface`` is None without a desktop."""

    def __init__(self, iface: QgisInterface | None) -> None:
        self.iface = iface
        self.provider: CoregixProvider | None = None
        self.panel: PanelActions | None = None

    def initProcessing(self) -> None:
        """Register the provider; all that qgis_process asks for."""
        translation.load()
        self.provider = CoregixProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Register the provider and, once in a profile without an engine, offer to install it."""
        # qgis_process calls initProcessing alone, the desktop initGui alone.
        self.initProcessing()
        if self.iface is not None:
            from .panel.actions import PanelActions

            offer.attach(self.iface)
            self.panel = PanelActions(self.iface)

    def unload(self) -> None:
        """Take everything away again."""
        if self.panel is not None:
            self.panel.remove()
            self.panel = None
        offer.detach()
        translation.unload()
        if self.iface is not None:
            # Unloading is also what reloading and uninstalling begin with; which of them it is shows later.
            farewell.watch(self.iface)
        if self.provider is not None:
            # The registry deletes it, so that no name of it may stay here.
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
