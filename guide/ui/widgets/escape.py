"""Esc as a part of the window asks for it before the window's own shortcut takes it."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent


def asks_for_escape(event: QEvent) -> bool:
    """Is this Qt's question whether the part with the keyboard wants Esc? Accept it for a yes."""
    if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    return event.key() == Qt.Key.Key_Escape
