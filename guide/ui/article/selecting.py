"""Selecting words by keyboard and by finger, in a text that shows no cursor."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_WORDS = _SHIFT | Qt.KeyboardModifier.ControlModifier
_Move = QTextCursor.MoveOperation
_MOVES: dict[tuple[int, Qt.KeyboardModifier], QTextCursor.MoveOperation] = {
    (Qt.Key.Key_Left, _SHIFT): _Move.Left,
    (Qt.Key.Key_Right, _SHIFT): _Move.Right,
    (Qt.Key.Key_Up, _SHIFT): _Move.Up,
    (Qt.Key.Key_Down, _SHIFT): _Move.Down,
    (Qt.Key.Key_Left, _WORDS): _Move.WordLeft,
    (Qt.Key.Key_Right, _WORDS): _Move.WordRight,
}


def extend(view: QTextEdit, event: QKeyEvent, link: tuple[int, int] | None) -> bool:
    """Shift and the arrows select, with Ctrl by words; False where the keys mean something else.

    A selection begins at ``link``, the one that has the keyboard, else where the last one was, else
    with the first word that is seen.
    """
    move = _MOVES.get((event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier))
    if move is None:
        return False
    cursor = view.textCursor()
    if link is not None:
        cursor.setPosition(link[0])
    elif not (cursor.hasSelection() or view.viewport().rect().intersects(view.cursorRect(cursor))):
        cursor = view.cursorForPosition(QPoint(view.viewport().width() // 2, 1))
        cursor.movePosition(_Move.StartOfLine)
    cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    return True


def select_word(view: QTextEdit, where: QPoint) -> None:
    """Select the word at a place of the viewport, unless it is selected already."""
    cursor = view.cursorForPosition(where)
    chosen = view.textCursor()
    at = cursor.position()
    if chosen.hasSelection() and chosen.selectionStart() <= at <= chosen.selectionEnd():
        return
    cursor.select(QTextCursor.SelectionType.WordUnderCursor)
    view.setTextCursor(cursor)
