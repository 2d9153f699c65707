"""Ways to the panel: View > Panels, the Raster menu, a toolbar button, a raster layer's context menu."""

from __future__ import annotations

from qgis.core import QgsMapLayerType
from qgis.gui import QgisInterface
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from ..toolbox import ICON
from ..translation import tr
from .dock import Panel

MENU = "Coregix"


class PanelActions:
    """The panel in a desktop, and everything that opens it; ``remove`` takes all away."""

    def __init__(self, iface: QgisInterface) -> None:
        self._iface = iface
        self.panel = Panel(iface)
        # Hidden at first: a person opens it, and QGIS remembers that.
        iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.panel)
        self.panel.hide()
        window = iface.mainWindow()
        self.open = QAction(QIcon(ICON), tr("Align a raster …"), window)
        self.open.setObjectName("coregixOpenPanel")
        self.open.triggered.connect(lambda *_: self.panel.open_for())
        self.of_layer = QAction(QIcon(ICON), tr("Align this layer …"), window)
        self.of_layer.triggered.connect(lambda *_: self.panel.open_for(iface.activeLayer()))
        iface.addPluginToRasterMenu(MENU, self.open)
        iface.addRasterToolBarIcon(self.open)
        # For all raster layers, hence True, and not for single ones that are named to it.
        iface.addCustomActionForLayerType(self.of_layer, "", QgsMapLayerType.RasterLayer, True)

    def remove(self) -> None:
        """Take everything away."""
        self.panel.close_for_good()
        self._iface.removePluginRasterMenu(MENU, self.open)
        self._iface.removeRasterToolBarIcon(self.open)
        self._iface.removeCustomActionForLayerType(self.of_layer)
        self._iface.removeDockWidget(self.panel)
        # They are the window's children, which would keep them as long as it lives.
        for child in (self.panel, self.open, self.of_layer):
            child.deleteLater()
