"""The system asks the program to end: the window closes as by its button, and so keeps the words."""

import os
import signal
from types import FrameType
from typing import Any

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

_NAMES = ("SIGTERM", "SIGINT", "SIGHUP")  # a logout, Ctrl+C, a terminal that is closed


class Farewell(QObject):
    """Listens to the signals that end a program, from ``listen`` to ``close``.

    Signals:
        asked: one of them came; ``code`` is what the program should exit with then.
    """

    asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.code = 0
        self._before: dict[int, Any] = {}
        self._pipe = (-1, -1)
        self._notifier: QSocketNotifier | None = None

    def listen(self) -> None:
        """Take the signals over; those that somebody ignores (nohup) stay ignored.

        Python runs its handlers between two of its own steps, and there is none while Qt waits;
        so the number of the signal comes through a pipe, which wakes Qt. Where pipes cannot be
        waited for (Windows) nothing changes.
        """
        if os.name != "posix":
            return
        for name in _NAMES:
            number = getattr(signal, name)
            if signal.getsignal(number) in {signal.SIG_DFL, signal.default_int_handler}:
                self._before[number] = signal.signal(number, _leave_to_the_pipe)
        self._pipe = os.pipe()
        for end in self._pipe:
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._pipe[0], QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_signal)

    def close(self) -> None:
        """Give the signals back."""
        if self._notifier is None:
            return
        self._notifier.setEnabled(False)
        self._notifier = None
        signal.set_wakeup_fd(-1)
        for number, handler in self._before.items():
            signal.signal(number, handler)
        for end in self._pipe:
            os.close(end)

    @Slot()
    def _on_signal(self) -> None:
        numbers = os.read(self._pipe[0], 64)
        if not self._before.keys() & set(numbers):
            return
        self.code = 128 + signal.SIGINT if signal.SIGINT in numbers else 0
        self.asked.emit()


def _leave_to_the_pipe(_number: int, _frame: FrameType | None) -> None:
    """Nothing: the signal only must not end the program."""
