"""Keeps what is open: a little after every change, and when the window closes."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from guide.store.values import Session
from guide.ui.notes.marks import Marks

_PAUSE = 1500  # ms after the last change


class Keeping(QObject):
    """Asks ``collect`` for the session and has it kept where it is another one than before."""

    def __init__(self, marks: Marks, collect: Callable[[], Session], parent: QObject) -> None:
        super().__init__(parent)
        self._marks, self._collect = marks, collect
        self._kept: Session | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.keep)

    @Slot()
    def soon(self) -> None:
        """Something changed; once the reader rests, it is kept."""
        self._timer.start()

    @Slot()
    def keep(self) -> None:
        """Keep the session now, as soon as the store is there."""
        self._timer.stop()
        if not self._marks.ready:
            return
        session = self._collect()
        if session != self._kept:
            self._kept = session
            self._marks.keep_session(session)
