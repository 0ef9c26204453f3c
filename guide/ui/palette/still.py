"""A list that does not blink while its rows change."""

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QAbstractItemView

_GRACE = 150  # ms for which old rows stay painted, though they are gone: an answer comes sooner


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
