"""Bugs go to the log; the reader gets one calm sentence and goes on."""

import logging
import sys
import threading
from types import TracebackType

from guide.errors import GuideError
from guide.i18n import _
from guide.ui.bridge import Bridge

log = logging.getLogger(__name__)


class Faults:
    """What happens to errors that nobody caught, from ``install`` to ``restore``."""

    def __init__(self, bridge: Bridge) -> None:
        self._bridge = bridge
        self._before = sys.excepthook, threading.excepthook

    def install(self) -> None:
        """Take over from the interpreter, which would print a traceback."""
        self._before = sys.excepthook, threading.excepthook
        sys.excepthook = self._on_error
        threading.excepthook = self._on_thread_error

    def restore(self) -> None:
        """Give it back."""
        sys.excepthook, threading.excepthook = self._before

    def _on_error(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        if isinstance(error, GuideError):
            self._bridge.say(str(error))
            return
        log.critical("a bug", exc_info=(kind, error, trace))
        self._bridge.say(_("Something went wrong; the log file says more. You can go on."))

    @staticmethod
    def _on_thread_error(arguments: threading.ExceptHookArgs) -> None:
        error = arguments.exc_value
        if error is not None:
            log.critical("a bug on a thread", exc_info=error)
