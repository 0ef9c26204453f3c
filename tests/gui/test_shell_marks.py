"""Bookmarks and notes: made in a moment, seen everywhere, deleted with a way back, kept for ever."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QListView, QPlainTextEdit, QPushButton, QToolButton
from pytestqt.qtbot import QtBot

from guide.errors import StoreError
from guide.store.backups import verify
from guide.ui.shell.entries import BOOKMARKED, NOTED
from guide.ui.shell.window import Window
from tests.gui.conftest import Starter, click

CTRL = Qt.KeyboardModifier.ControlModifier


def badge(window: Window, key: str, role: int) -> bool:
    """Does the row of ``key`` in the library carry this badge?"""
    model = window.parts.sidebar.library.model()
    return bool(model.find(key).data(role))  # type: ignore[attr-defined]  # our model


def listed(window: Window, name: str) -> list[str]:
    """The titles in one of the lists."""
    view = window.findChild(QListView, name)
    assert view is not None
    return [view.model().index(row, 0).data() for row in range(view.model().rowCount())]


def editor(window: Window) -> QPlainTextEdit:
    """Where notes are written."""
    found = window.findChild(QPlainTextEdit, "noteEditor")
    assert found is not None
    return found


def status(window: Window) -> str:
    """What the note says about itself."""
    found = window.findChild(QLabel, "noteStatus")
    assert found is not None
    return found.text()


def undo(window: Window) -> QPushButton:
    """The button that brings back what was deleted."""
    found = window.parts.undo.findChild(QPushButton)
    assert isinstance(found, QPushButton)
    return found


def write(window: Window, qtbot: QtBot, text: str) -> None:
    """Type a note and wait until it is on the disk and in every list."""
    QTest.keyClicks(editor(window), text)
    qtbot.waitUntil(lambda: status(window) == "Saved")
    qtbot.waitUntil(lambda: any(note.text == text for note in window.parts.marks.notes))


def test_a_bookmark_shows_at_once_and_can_be_undone(start: Starter, qtbot: QtBot) -> None:
    """The star fills, the row gets its badge, the list its line; deleting can be taken back."""
    window = start("therapy/back-stepping")
    star = window.findChild(QToolButton, "bookmarkButton")
    assert star is not None
    click(star)
    qtbot.waitUntil(star.isChecked)
    assert badge(window, "therapy/back-stepping", BOOKMARKED)
    assert listed(window, "bookmarksList") == ["Back stepping"]
    QTest.keyClick(window, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: not star.isChecked())
    assert listed(window, "bookmarksList") == []
    assert window.parts.undo.isVisible()
    click(undo(window))
    qtbot.waitUntil(star.isChecked)
    assert listed(window, "bookmarksList") == ["Back stepping"]


def test_undo_is_one_key_while_it_is_offered(start: Starter, qtbot: QtBot) -> None:
    """Ctrl+Z takes a deletion back as long as the bar is there."""
    window = start("therapy/tuina")
    window.parts.marking.toggle_article()
    qtbot.waitUntil(lambda: len(window.parts.marks.bookmarks) == 1)
    window.parts.marking.toggle_article()
    qtbot.waitUntil(window.parts.undo.isVisible)
    QTest.keyClick(window.column.view, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: len(window.parts.marks.bookmarks) == 1)
    assert window.parts.undo.isHidden()


def test_a_section_can_be_bookmarked(start: Starter, qtbot: QtBot) -> None:
    """A bookmark on a section leads to the section."""
    window = start("therapy/back-stepping")
    section = window.reader.page.sections[2]  # type: ignore[union-attr]  # a page is open
    window.parts.marking.read_section(section.anchor)
    window.parts.actions["article.bookmark_section"].trigger()
    qtbot.waitUntil(lambda: len(window.parts.marks.bookmarks) == 1)
    assert window.parts.marks.bookmarks[0].section == section.anchor
    window.reader.open("therapy/tuina")
    window.parts.commands.bookmarks()
    view = window.parts.sidebar.bookmarks.view
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.reader.desk.way.step.target == f"therapy/back-stepping#{section.anchor}"
    assert window.column.view.verticalScrollBar().value() > 0


def test_a_note_is_saved_as_it_is_typed_and_found_again(start: Starter, qtbot: QtBot) -> None:
    """“Saved” means on the disk: a second program reads it, and so does the next start."""
    window = start("therapy/back-stepping")
    assert status(window) == ""
    QTest.keyClick(window, Qt.Key.Key_E, CTRL)
    assert editor(window).hasFocus()
    QTest.keyClicks(editor(window), "Ask about anticoagulants")
    assert status(window) != "Saved"
    qtbot.waitUntil(lambda: status(window) == "Saved")
    qtbot.waitUntil(lambda: len(window.parts.marks.notes) == 1)
    assert badge(window, "therapy/back-stepping", NOTED)
    assert listed(window, "notesList") == ["Back stepping"]
    start.end(window)
    again = start()
    assert editor(again).toPlainText() == "Ask about anticoagulants"


def test_writing_goes_on_at_the_end_of_the_note(start: Starter, qtbot: QtBot) -> None:
    """Ctrl+E on a note that is there adds to it; a long one is still shown from its beginning."""
    window = start("therapy/tuina")
    text = "\n".join(f"line {number}" for number in range(80))
    editor(window).setPlainText(text)
    qtbot.waitUntil(lambda: [note.text for note in window.parts.marks.notes] == [text])
    start.end(window)
    again = start("therapy/tuina")
    assert editor(again).toPlainText() == text
    assert editor(again).verticalScrollBar().value() == 0
    QTest.keyClick(again, Qt.Key.Key_E, CTRL)
    assert editor(again).verticalScrollBar().value() > 0
    QTest.keyClicks(editor(again), " more")
    assert editor(again).toPlainText() == text + " more"
    qtbot.waitUntil(lambda: status(again) == "Saved")


def test_half_a_character_does_not_hold_up_the_note(start: Starter, qtbot: QtBot) -> None:
    """A broken paste is saved with a sign for what is lost."""
    window = start("therapy/tuina")
    window.parts.notes._keeper.typed("half \ud83d and more")
    qtbot.waitUntil(lambda: len(window.parts.marks.notes) == 1)
    assert window.parts.marks.notes[0].text == "half \ufffd and more"


def test_the_next_start_makes_the_backup_of_the_day(start: Starter, qtbot: QtBot) -> None:
    """Without being asked, verified, and once."""
    window = start("therapy/tuina")
    write(window, qtbot, "worth keeping")
    start.end(window)
    backups = start.home / "data" / "backups"
    assert not backups.exists()
    for _day in range(2):
        start.end(start("therapy/tuina"))
    (backup,) = backups.iterdir()
    assert verify(backup).notes == 1


def test_leaving_an_article_saves_its_note_first(start: Starter, qtbot: QtBot) -> None:
    """A note belongs to the article on which it was written, however fast the reader leaves."""
    window = start("therapy/back-stepping")
    QTest.keyClicks(editor(window), "first")
    window.reader.open("therapy/tuina")
    assert editor(window).toPlainText() == ""
    QTest.keyClicks(editor(window), "second")
    window.reader.back()
    assert editor(window).toPlainText() == "first"
    qtbot.waitUntil(lambda: len(window.parts.marks.notes) == 2)
    assert {(n.key, n.text) for n in window.parts.marks.notes} == {
        ("therapy/back-stepping", "first"),
        ("therapy/tuina", "second"),
    }


def test_closing_at_once_loses_nothing(start: Starter, qtbot: QtBot) -> None:
    """The window waits for the disk, not the reader for the window."""
    window = start("therapy/tuina")
    QTest.keyClicks(editor(window), "typed and gone")
    start.end(window)
    again = start("therapy/tuina")
    assert editor(again).toPlainText() == "typed and gone"


def test_several_notes_on_one_article(start: Starter, qtbot: QtBot) -> None:
    """A second note is begun with one key; the first stays what it is."""
    window = start("therapy/tuina")
    write(window, qtbot, "one")
    window.parts.actions["notes.new"].trigger()
    assert editor(window).toPlainText() == ""
    write(window, qtbot, "two")
    count = window.findChild(QLabel, "noteCount")
    assert count is not None
    qtbot.waitUntil(lambda: count.text() == "2 of 2")
    earlier = window.findChild(QToolButton, "earlierNote")
    assert earlier is not None
    click(earlier)
    assert (editor(window).toPlainText(), count.text()) == ("one", "1 of 2")


def test_a_deleted_note_comes_back_with_its_last_word(start: Starter, qtbot: QtBot) -> None:
    """Deleting right after typing loses neither the note nor what was typed last."""
    window = start("therapy/tuina")
    write(window, qtbot, "one")
    QTest.keyClicks(editor(window), " more")
    delete = window.findChild(QToolButton, "deleteNote")
    assert delete is not None
    click(delete)
    assert editor(window).toPlainText() == ""
    qtbot.waitUntil(window.parts.undo.isVisible)
    qtbot.waitUntil(lambda: window.parts.marks.notes == ())
    click(undo(window))
    qtbot.waitUntil(lambda: editor(window).toPlainText() == "one more")


def test_a_note_in_the_list_opens_its_article_and_can_be_deleted(
    start: Starter, qtbot: QtBot
) -> None:
    """The lists work with the keyboard alone."""
    window = start("therapy/tuina")
    write(window, qtbot, "see me")
    window.reader.open("page/about")
    QTest.keyClick(window, Qt.Key.Key_4, CTRL)
    view = window.parts.sidebar.notes.view
    assert view.hasFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert window.reader.page is not None
    assert window.reader.page.entry.key == "therapy/tuina"
    QTest.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: window.parts.marks.notes == ())
    assert window.parts.undo.isVisible()
    assert editor(window).toPlainText() == ""


def test_a_note_that_cannot_be_saved_stays_in_the_editor(start: Starter, qtbot: QtBot) -> None:
    """A full disk is said in words; the text stays, is tried again, and then is saved."""
    window = start("therapy/tuina")
    broken = [True]
    opened = window.parts.marks._on_writer

    def refuse(action):  # type: ignore[no-untyped-def]  # stands in for the disk
        if broken[0]:
            raise StoreError("The disk is full; free some space.")
        return opened(action)

    window.parts.marks._on_writer = refuse  # type: ignore[method-assign]
    QTest.keyClicks(editor(window), "precious")
    qtbot.waitUntil(lambda: "The disk is full" in status(window))
    assert "stays here" in status(window)
    window.reader.open("page/about")
    window.reader.back()
    assert editor(window).toPlainText() == "precious"
    window.close()
    assert window.isVisible(), "it must not close over an unsaved note"
    assert "not saved" in window.parts.notice.text()
    broken[0] = False
    qtbot.waitUntil(lambda: status(window) == "Saved", timeout=15_000)
    qtbot.waitUntil(lambda: [n.text for n in window.parts.marks.notes] == ["precious"])


def test_lists_say_how_to_fill_them(start: Starter) -> None:
    """An empty list is not a hole."""
    window = start()
    for marks in (window.parts.sidebar.bookmarks, window.parts.sidebar.notes):
        words = " ".join(label.text() for label in marks.findChildren(QLabel))
        assert "Ctrl+" in words
        assert marks.view.isHidden()


def test_a_store_that_is_a_folder_is_said_and_the_window_works(
    start: Starter, qtbot: QtBot
) -> None:
    """Without a store the guide is still a guide; a note typed meanwhile stays in the editor."""
    store = start.home / "data" / "store.db"
    store.mkdir(parents=True)
    window = start("therapy/back-stepping")
    assert str(store) in window.parts.notice.text() or "folder" in window.parts.notice.text()
    assert window.column.view.toPlainText().startswith("Back stepping")
    assert status(window)
    QTest.keyClicks(editor(window), "kept here")
    qtbot.waitUntil(lambda: "Not saved" in status(window))
    assert editor(window).toPlainText() == "kept here"
    window.close()  # says that the note is not saved; the fixture closes again


def test_a_second_program_sees_the_notes_of_the_first(
    start: Starter, qtbot: QtBot, tmp_path: Path
) -> None:
    """Two windows on one home both save; neither loses the other's notes."""
    one, two = start("therapy/tuina"), start("therapy/dry-cupping")
    write(one, qtbot, "from one")
    write(two, qtbot, "from two")
    one.parts.marks.open()
    qtbot.waitUntil(lambda: {n.text for n in one.parts.marks.notes} == {"from one", "from two"})


def test_what_changes_is_said_to_assistive_technology(
    start: Starter, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Saved, bookmarked, how many matches: each is announced once, without moving the focus."""
    said: list[str] = []

    def hear(_widget: object, text: str) -> None:
        said.append(text)

    for module in ("notes.panel", "shell.marking", "shell.sidebar", "palette.search"):
        monkeypatch.setattr(f"guide.ui.{module}.announce", hear)
    window = start("therapy/tuina")
    write(window, qtbot, "a note")
    window.parts.marking.toggle_article()
    qtbot.waitUntil(lambda: "Bookmarked" in said)
    QTest.keyClicks(window.parts.sidebar.filter, "massage")
    qtbot.waitUntil(lambda: any(text.endswith("matches") for text in said))
    window.parts.field.setFocus()
    QTest.keyClicks(window.parts.field, "tuina")
    qtbot.waitUntil(lambda: any("result" in text for text in said))
    assert said.count("Saved") == 1
