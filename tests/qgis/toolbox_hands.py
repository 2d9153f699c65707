"""How a person opens an algorithm, run inside a QGIS desktop."""

from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QTreeView
from qgis.utils import iface


def open_from_toolbox(name):
    """Double-click an algorithm in the processing toolbox; gives its dialog."""
    dock = iface.mainWindow().findChild(QDockWidget, "ProcessingToolbox")
    dock.show()
    dock.searchBox.setText(name)
    yield 0.5
    tree = dock.findChild(QTreeView)
    model = tree.model()

    def leaf(parent):
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            if model.data(index) == name and model.rowCount(index) == 0:
                return index
            found = leaf(index)
            if found is not None:
                return found
        return None

    index = yield lambda: leaf(tree.rootIndex())
    tree.scrollTo(index)
    place = tree.visualRect(index).center()
    for click in (QTest.mouseClick, QTest.mouseDClick):
        # Not from here: the dialog's own event loop would not return.
        QTimer.singleShot(0, lambda click=click: click(
            tree.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place))
    dialog = yield lambda: next((w for w in QApplication.topLevelWidgets()
                                 if w.isVisible() and hasattr(w, "runButton")), None)
    return dialog
