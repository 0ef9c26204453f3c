"""Finding: the search field, find in page, links that leave, and what Esc closes."""

import pytest
from PySide6.QtCore import QEvent, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QMenu, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from guide.ui.actions import ACTIONS, MENUS
from guide.ui.shell.keys import KeyList
from guide.ui.shell.window import Window
from tests.gui.conftest import Starter

CTRL = Qt.KeyboardModifier.ControlModifier


def shown(window: Window) -> str:
    """The key of the page in front."""
    return window.reader.page.entry.key if window.reader.page is not None else ""


def results(window: Window) -> list[str]:
    """What the list under the search field shows."""
    view = window.findChild(QListView, "searchResults")
    if view is None or not view.isVisible():
        return []
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


@pytest.mark.parametrize("typed", ["zusanli", "ST36", "足三里", "st 36", "zusnali"])
def test_every_naming_world_finds_the_same_point(start: Starter, qtbot: QtBot, typed: str) -> None:
    """Ctrl+K, any name of the point, Enter: the point's page."""
    window = start("therapy/tuina")
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    field = window.findChild(QLineEdit, "searchField")
    assert field is not None
    assert field.hasFocus()
    field.setText(typed)
    field.textEdited.emit(typed)  # Qt cannot press the keys of Chinese letters
    qtbot.waitUntil(lambda: any("ST36" in title for title in results(window)))
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown(window) == "point/ST36"
    assert results(window) == []
    assert field.text() == ""
    assert window.column.view.hasFocus()


class Greedy(QLineEdit):
    """Keeps Ctrl+E for itself, as every text field does on X11."""

    def event(self, event: QEvent) -> bool:
        """Claim each key before it can be a shortcut."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)


def test_our_keys_come_before_those_of_a_text(start: Starter) -> None:
    """Ctrl+E goes to the note also while a field has the keyboard; Ctrl+Z stays with the field."""
    window = start("therapy/tuina")
    field = Greedy(window)
    field.show()
    field.setFocus()
    QTest.keyClicks(field, "words")
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text() == ""
    QTest.keyClick(field, Qt.Key.Key_E, CTRL)
    assert window.parts.notes.editor.hasFocus()


def test_arrows_choose_and_escape_closes(start: Starter, qtbot: QtBot) -> None:
    """The keyboard stays in the field; Esc closes the list first and empties the field next."""
    window = start("therapy/tuina")
    field = window.parts.field
    field.setFocus()
    QTest.keyClicks(field, "ma")
    qtbot.waitUntil(lambda: len(results(window)) > 2)
    view = field.results.view
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 1
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert view.currentIndex().row() == len(results(window)) - 1
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert results(window) == []
    assert field.text() == "ma"
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_nothing_found_is_said(start: Starter, qtbot: QtBot) -> None:
    """No hit is an answer too, in words."""
    window = start("therapy/tuina")
    window.parts.field.setFocus()
    QTest.keyClicks(window.parts.field, "qqqqqxyzzy")
    qtbot.waitUntil(lambda: not window.parts.field.is_waiting)
    words = " ".join(label.text() for label in window.parts.field.results.findChildren(QLabel))
    assert "qqqqqxyzzy" in words


def test_find_in_page_opens_and_closes(start: Starter, qtbot: QtBot) -> None:
    """Ctrl+F, a word, Esc: the keyboard is back in the article."""
    window = start("therapy/back-stepping")
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    bar = window.column.findChild(QWidget, "findBar")
    assert bar is not None
    assert bar.isVisible()
    field = bar.findChild(QLineEdit)
    assert field is not None
    assert field.hasFocus()
    QTest.keyClicks(field, "massage")
    qtbot.waitUntil(lambda: any(label.text()[:1].isdigit() for label in bar.findChildren(QLabel)))
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert window.column.view.hasFocus()


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://doi.org/10.1002/14651858.CD001929.pub3", "doi.org"),
        ("mailto:somebody@example.org", "somebody@example.org"),
    ],
)
def test_a_link_outside_is_shown_before_it_is_followed(
    start: Starter, monkeypatch: pytest.MonkeyPatch, address: str, host: str
) -> None:
    """The reader sees the host and the whole address; only the button leaves the program."""
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    window = start("therapy/tuina")
    window.column.view.external_chosen.emit(address)
    bar = window.parts.link_bar
    words = [label.text().replace("\u200b", "") for label in bar.findChildren(QLabel)]
    assert bar.isVisible()
    assert any(host in text for text in words)
    assert address in words
    assert opened == []
    button = bar.findChild(QPushButton, "openLink")
    assert button is not None
    assert button.hasFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    assert opened == [QUrl(address).toString()]
    assert bar.isHidden()


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "http://example.org/", "javascript:alert(1)", "ftp://example.org", ""],
)
def test_nothing_else_ever_leaves(
    start: Starter, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    """Neither a file nor a script nor an unsafe address gets as far as the bar."""
    opened: list[object] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", opened.append)
    window = start("therapy/tuina")
    window.column.view.external_chosen.emit(address)
    assert window.parts.link_bar.isHidden()
    window.parts.link_bar._on_open()
    assert opened == []


def test_escape_closes_what_opened_last(start: Starter, qtbot: QtBot) -> None:
    """Two bars: the younger one goes first."""
    window = start("therapy/tuina")
    window.bridge.say("Something is worth knowing.")
    window.parts.link_bar.ask("https://doi.org/10")
    assert window.parts.link_bar.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.parts.link_bar.isHidden()
    assert window.parts.notice.isVisible()
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert window.parts.notice.isHidden()


def test_the_emergency_page_is_one_key_away(start: Starter) -> None:
    """F9 from anywhere, the note editor included."""
    window = start("therapy/tuina")
    window.parts.notes.editor.setFocus()
    QTest.keyClick(window.parts.notes.editor, Qt.Key.Key_F9)
    assert shown(window) == "page/emergency"


def test_previous_and_next_follow_the_reading_order(start: Starter) -> None:
    """Back stepping stands between tai chi and bloodletting at Zusanli."""
    window = start("therapy/back-stepping")
    alt = Qt.KeyboardModifier.AltModifier
    QTest.keyClick(window, Qt.Key.Key_Down, alt)
    assert shown(window) == "therapy/bloodletting-st36"
    window.reader.back()
    QTest.keyClick(window, Qt.Key.Key_Up, alt)
    assert shown(window) == "therapy/tai-chi"


def test_the_list_of_keys_names_every_action(start: Starter) -> None:
    """F1 lists what can be done, made from the same table as menus and shortcuts."""
    window = start()
    QTest.keyClick(window, Qt.Key.Key_F1)
    dialog = window.findChild(KeyList, "keyList")
    assert dialog is not None
    words = {label.text() for label in dialog.findChildren(QLabel)}
    for action in ACTIONS:
        if action.keys:
            assert action.text.rstrip("…") in words, action.id
    dialog.close()


def test_menus_hold_every_action(start: Starter) -> None:
    """Nothing can be done only by a key that nobody told the reader."""
    window = start()
    menus = window.parts.menus["all"].findChildren(
        QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly
    )
    held = {action.objectName() for menu in menus for action in menu.actions()}
    assert {action.id for action in ACTIONS} <= held
    assert len(menus) == len(MENUS)
