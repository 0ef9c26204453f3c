"""One question at a time: a newer one cancels the one before, and a late answer is dropped."""

from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractItemView

from guide.errors import GuideError
from guide.ui.jobs import Jobs

Answer = TypeVar("Answer")

_GRACE = 150  # ms for which old rows stay painted, though they are gone: an answer comes sooner


class Latest(QObject):
    """Has questions answered off the window's thread; only the latest one gets its answer."""

    def __init__(self, jobs: Jobs, parent: QObject) -> None:
        super().__init__(parent)
        self._jobs = jobs
        self._number = 0
        self._future: Future[Any] | None = None

    @property
    def is_waiting(self) -> bool:
        """Is an answer still to come?"""
        return self._future is not None

    def ask(
        self,
        work: Callable[[], Answer],
        done: Callable[[Answer], None],
        failed: Callable[[GuideError], None],
    ) -> None:
        """Drop the question before and have ``work`` done; one of the two others gets the outcome."""
        self.drop()
        number = self._number
        self._future = self._jobs.read(
            work, partial(self._pass_on, number, done), self, partial(self._pass_on, number, failed)
        )

    def drop(self) -> None:
        """Nobody wants the answer any more."""
        self._number += 1
        if self._future is not None:
            self._future.cancel()
            self._future = None

    def _pass_on(self, number: int, take: Callable[[Any], None], outcome: object) -> None:
        if number == self._number:
            self._future = None
            take(outcome)


class Still(QObject):
    """Keeps the picture of a list while its rows change, so that typing does not make it blink."""

    def __init__(self, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._view = view
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_GRACE)
        self._timer.timeout.connect(self.release)

    def hold(self) -> None:
        """Paint nothing new until ``release``, or until that takes too long."""
        if self._view.isVisible():
            self._view.setUpdatesEnabled(False)
            self._timer.start()

    @Slot()
    def release(self) -> None:
        """Paint what is there now."""
        self._timer.stop()
        self._view.setUpdatesEnabled(True)
