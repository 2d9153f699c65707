"""When the plugin is uninstalled: its engine lies outside of the plugin's folder, and would stay behind unsaid."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QPushButton

from . import host
from .coregix_core.errors import CoregixError
from .install import installed_megabytes, remove
from .message import message, paragraph, told
from .translation import tr

if TYPE_CHECKING:
    from qgis.gui import QgisInterface, QgsMessageBarItem

PLUGIN = Path(__file__).parent
# How long an uninstallation or an update may take between unloading the plugin and the end.
PATIENCE_MS = 3000


def watch(iface: QgisInterface) -> None:
    """After the plugin was unloaded, see whether its folder is gone; then say what is left, and offer to remove it."""
    # QGIS tells a plugin of no uninstallation. Switched off or updated, its folder is there.
    QTimer.singleShot(PATIENCE_MS, partial(_say_what_is_left, iface))


def _say_what_is_left(iface: QgisInterface) -> None:
    home = host.home()
    size = installed_megabytes(home)
    # Without an engine there is nothing to offer, and an update keeps it.
    if PLUGIN.exists() or not size:
        return
    button = QPushButton(tr("Remove the engine too"))
    item = message(
        iface.messageBar(), tr("Uninstalled; its engine still takes {size} MB.").format(size=size),
        paragraph(tr("The plugin is uninstalled; its engine still takes {size} MB in {folder}.").format(
            size=size, folder=home)), button)
    button.clicked.connect(partial(_remove, iface, item))
    iface.messageBar().pushWidget(item, Qgis.MessageLevel.Warning)


def _remove(iface: QgisInterface, item: QgsMessageBarItem, *_: object) -> None:
    iface.messageBar().popWidget(item)
    try:
        remove(host.home())
    except CoregixError as refused:
        bar = iface.messageBar()
        bar.pushWidget(message(bar, *told(str(refused))), Qgis.MessageLevel.Warning)
