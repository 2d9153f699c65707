"""The QGIS around the plugin: its profile, its settings, its network, the engine that they lead to."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from qgis.core import QgsApplication, QgsBlockingNetworkRequest, QgsFeedback, QgsSettings
from qgis.PyQt.QtCore import QThread, QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest

from .engine import Engine, find, plugin_version
from .wheels import INDEX

__all__ = ["asked_to_stop", "engine", "fetch", "home", "index", "plugin_version"]

# Name of the setting in the options of Processing: a Python that has Coregix.
SETTING = "COREGIX_INTERPRETER"
# Name of the setting in the options of Processing: the package index to install the engine from.
INDEX_SETTING = "COREGIX_INDEX"


def home() -> Path:
    """The plugin's folder in the user's profile; the engine is installed there."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "coregix"


def engine() -> Engine:
    """The engine that this profile and environment lead to; raises EngineMissing."""
    setting = QgsSettings().value(f"Processing/Configuration/{SETTING}", "") or ""
    return find(os.environ, str(setting), home())


def index() -> str:
    """The package index that the engine comes from: the setting's, or PyPI."""
    return str(QgsSettings().value(f"Processing/Configuration/{INDEX_SETTING}", "") or INDEX)


def asked_to_stop(feedback: QgsFeedback) -> bool:
    """Whether a run is to stop; from the main thread, which batches of QGIS 3.22 run in, the windows live on."""
    application = QgsApplication.instance()
    if QThread.currentThread() == application.thread():
        application.processEvents()
    return bool(feedback.isCanceled())


def fetch(address: str, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Get an address by way of QGIS's network: its proxy, logins and certificates. From any thread.

    Returns the HTTP status and the content; raises OSError.
    """
    # Blocking, with an event loop of its own: right in a worker thread, and harmless in the main one.
    request = QNetworkRequest(QUrl(address))
    for name, value in headers.items():
        request.setRawHeader(name.encode(), value.encode())
    blocking = QgsBlockingNetworkRequest()
    # True asks anew: a cache must not answer with another range of the same address.
    error = blocking.get(request, True)
    if error != QgsBlockingNetworkRequest.ErrorCode.NoError:
        raise OSError(blocking.errorMessage())
    reply = blocking.reply()
    # 206 is the part that was asked for, 200 a whole file.
    status = reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)
    return int(status or 0), bytes(reply.content())
