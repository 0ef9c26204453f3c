"""What Qt has to say goes to the log (and so fails a test that did not expect it)."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

_log = logging.getLogger("guide.qt")
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _handle(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    category = context.category or "default"
    _log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, message)


def install() -> Callable[[], None]:
    """Send Qt's messages to the logger ``guide.qt``; the result puts the handler before back."""
    before = qInstallMessageHandler(_handle)

    def restore() -> None:
        qInstallMessageHandler(before)

    return restore
