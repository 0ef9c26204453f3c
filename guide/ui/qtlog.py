"""What Qt has to say goes to the log (and so fails a test that did not expect it)."""

import logging
import sys
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
_NOISE = "This plugin does not support propagateSizeHints()"  # offscreen, at every window
_SCREEN = "qt.qpa"  # the category of everything between Qt and a screen


def say_aloud(message: str) -> None:
    """Qt is about to abort: its last words are seen where the program was started."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


class _Listener:
    """Hands messages on to the log; ``last`` gets the reason when Qt gives up."""

    def __init__(self, last: Callable[[str], None]) -> None:
        self._last = last
        self._trouble = ""

    def __call__(self, kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
        if message == _NOISE:
            return
        category = context.category or "default"
        _log.log(_LEVELS.get(kind, logging.WARNING), "%s: %s", category, message)
        if kind == QtMsgType.QtWarningMsg and category.startswith(_SCREEN):
            self._trouble = self._trouble or message  # what follows is its consequence
        elif kind == QtMsgType.QtFatalMsg:
            self._last(" ".join((self._trouble or message).split()))


def install(last: Callable[[str], None] = say_aloud) -> Callable[[], None]:
    """Send Qt's messages to the logger ``guide.qt``; the result puts the handler before back.

    ``last`` is called with the reason before Qt aborts the program over a fatal message.
    """
    before = qInstallMessageHandler(_Listener(last))

    def restore() -> None:
        qInstallMessageHandler(before)

    return restore
