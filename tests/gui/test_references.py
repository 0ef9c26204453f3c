"""Qt calls leave Python's own objects alone (one release takes references until Python aborts)."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer
from PySide6.QtGui import QColor, QPixmap, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication, QLabel, QTextBrowser, QWidget
from pytestqt.qtbot import QtBot

CALLS = 1_000
MOST_LOST = 50


def _calls(widget: QWidget, kept: list[object]) -> dict[str, Callable[[], object]]:
    """Twenty calls of the kind that a window makes all day."""
    label, browser = QLabel(widget), QTextBrowser(widget)
    document, timer, parent = QTextDocument(), QTimer(widget), QObject()
    cursor, pixmap = QTextCursor(document), QPixmap(8, 8)
    kept += [label, browser, document, timer, parent, cursor, pixmap]
    return {
        "setText": lambda: label.setText("a"),
        "setHtml": lambda: document.setHtml("<p>a</p>"),
        "setMarkdown": lambda: document.setMarkdown("a"),
        "setPlainText": lambda: browser.setPlainText("a"),
        "clear": document.clear,
        "insertText": lambda: cursor.insertText("a"),
        "movePosition": lambda: cursor.movePosition(QTextCursor.MoveOperation.Start),
        "setVisible": lambda: label.setVisible(True),
        "isVisible": label.isVisible,
        "resize": lambda: label.resize(QSize(10, 10)),
        "setGeometry": lambda: label.setGeometry(QRect(0, 0, 5, 5)),
        "move": lambda: label.move(QPoint(1, 1)),
        "update": label.update,
        "setEnabled": lambda: label.setEnabled(True),
        "setObjectName": lambda: parent.setObjectName("a"),
        "start": lambda: timer.start(1_000_000),
        "stop": timer.stop,
        "fill": lambda: pixmap.fill(QColor("red")),
        "blockSignals": lambda: parent.blockSignals(True),
        "processEvents": QApplication.processEvents,
    }


def test_a_thousand_calls_take_no_references(qtbot: QtBot) -> None:
    """After 1,000 rounds of 20 common calls, None and True are as well referenced as before."""
    widget, kept = QWidget(), list[object]()
    qtbot.addWidget(widget)
    calls = _calls(widget, kept)
    assert len(calls) == 20
    for call in calls.values():  # whatever a first call keeps is kept now
        call()
    for name, call in calls.items():
        before = sys.getrefcount(None), sys.getrefcount(True)
        for _round in range(CALLS):
            call()
        after = sys.getrefcount(None), sys.getrefcount(True)
        lost = [was - now for was, now in zip(before, after, strict=True)]
        assert max(lost) < MOST_LOST, f"{name} took {lost} references off None and True"
