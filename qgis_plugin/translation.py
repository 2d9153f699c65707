"""Texts in the language of QGIS, by Qt's own means: ``tr`` looks a text up in the translation that ``load`` installed.

What is marked by ``tr`` or stands in the core's tables is collected by ``tools/update_translations.py``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("translations")
CONTEXT = "Coregix"

# The translator in use: Qt keeps no reference to it.
_installed: list[Any] = []


def tr(text: str) -> str:
    """A text in the language of QGIS; as it is where there is no translation, or no QGIS."""
    try:
        from qgis.PyQt.QtCore import QCoreApplication
    except ImportError:
        # Command lines and messages can be built, and tested, without QGIS.
        return text
    return str(QCoreApplication.translate(CONTEXT, text))


def load() -> None:
    """Install the translation for QGIS's language, where there is one; called once when the plugin is loaded."""
    from qgis.core import QgsApplication
    from qgis.PyQt.QtCore import QTranslator

    # Qt falls back from pt_BR to pt by itself.
    translator = QTranslator()
    if not _installed and translator.load(f"coregix_{QgsApplication.locale()}", str(FOLDER)):
        QgsApplication.installTranslator(translator)
        _installed.append(translator)


def unload() -> None:
    """Take the translation away."""
    from qgis.core import QgsApplication

    for translator in _installed:
        QgsApplication.removeTranslator(translator)
    _installed.clear()
