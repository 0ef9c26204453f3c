"""F6 goes round the parts of the window; middle presses on links open tabs; our keys come first."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from guide.ui.article.links import LinkKind, read_link


class Round(QObject):
    """Moves the keyboard from one part of the window to the next one in sight."""

    def __init__(self, parts: Sequence[Callable[[], QWidget]], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = parts

    @Slot()
    def forward(self) -> None:
        """To the next part."""
        self._go(1)

    @Slot()
    def back(self) -> None:
        """To the part before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        parts = [part for part in (find() for find in self._parts) if part.isVisible()]
        if not parts:
            return
        focus = QApplication.focusWidget()
        at = next((i for i, part in enumerate(parts) if _holds(part, focus)), -1 if by > 0 else 0)
        parts[(at + by) % len(parts)].setFocus(Qt.FocusReason.ShortcutFocusReason)


def _holds(part: QWidget, focus: QWidget | None) -> bool:
    return focus is not None and (part is focus or part.isAncestorOf(focus))


class OursFirst(QObject):
    """Lets the program's own keys work while a text is being written.

    Qt's text fields keep several for themselves: on X11 and macOS Ctrl+K, Ctrl+D and Ctrl+E edit, as
    in Emacs.
    """

    def __init__(self, keys: Iterable[QKeySequence], parent: QObject) -> None:
        super().__init__(parent)
        self._keys = {key.toString() for key in keys}
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep a text from claiming a key that is ours; then the action gets it."""
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if not isinstance(watched, QLineEdit | QPlainTextEdit | QTextEdit):
            return False
        if QKeySequence(event.keyCombination()).toString() not in self._keys:
            return False
        event.ignore()
        return True


class MiddlePress(QObject):
    """Watches an article for presses of the middle button on a link.

    Signals:
        chosen: the key (with ``#anchor``) of the link.
    """

    chosen = Signal(str)

    def __init__(self, view: QTextBrowser) -> None:
        super().__init__(view)
        self._view = view
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only the middle button's release counts; everything else goes on."""
        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.MiddleButton:
            return False
        link = read_link(self._view.anchorAt(event.position().toPoint()))
        if link.kind is not LinkKind.INTERNAL:
            return False
        if event.type() == QEvent.Type.MouseButtonRelease:
            self.chosen.emit(link.target)
        return True
