"""Reading an article in short, in full, or as a professional."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guide.content.levels import Level
from guide.ui.shell.window import Window
from tests.gui.conftest import Starter

KEY = "therapy/swedish-massage"
FULL = "How a session goes"
PROFESSIONAL = "For professionals"


def text(window: Window) -> str:
    """What the page says."""
    return window.column.view.toPlainText()


def switch(window: Window) -> str:
    """The line of the page that leads to the other levels."""
    return next(line for line in text(window).splitlines() if line.startswith("Read: "))


def level_checked(window: Window) -> list[Level]:
    """Which of the three actions is checked."""
    actions = window.parts.actions
    return [level for level in Level if actions[f"article.{level}"].isChecked()]


def test_an_article_opens_in_full_and_says_what_else_there_is(start: Starter) -> None:
    """The line stands under the names, before the cautions."""
    window = start(KEY)
    assert FULL in text(window)
    assert switch(window) == "Read: In short · In full · For professionals"
    assert text(window).index("Read: ") < text(window).index("Cautions")
    assert level_checked(window) == [Level.STUDENT]


def test_a_link_of_the_line_changes_the_level(start: Starter) -> None:
    """The text in short takes the place of the long one; the cautions stay where they were."""
    window = start(KEY)
    window.column.view.follow("level:client")
    assert FULL not in text(window).partition("What is claimed")[0]
    assert text(window).index("Cautions") < text(window).index("In short\n")
    assert level_checked(window) == [Level.CLIENT]
    outline = window.reader.page
    assert outline is not None
    assert "In short" in [section.title for section in outline.sections]


@pytest.mark.parametrize(
    ("key", "level"), [(Qt.Key.Key_1, Level.CLIENT), (Qt.Key.Key_3, Level.PROFESSIONAL)]
)
def test_keys_change_the_level(start: Starter, key: Qt.Key, level: Level) -> None:
    """Alt+1, Alt+2 and Alt+3, from wherever the cursor is."""
    window = start(KEY)
    QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
    assert level_checked(window) == [level]
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    assert level_checked(window) == [Level.STUDENT]
    assert FULL in text(window)


def test_the_level_in_force_stays_when_it_is_chosen_again(start: Starter) -> None:
    """A checked action that is triggered is not unchecked."""
    window = start(KEY)
    window.parts.actions["article.student"].trigger()
    assert level_checked(window) == [Level.STUDENT]
    assert FULL in text(window)


def test_the_reader_stays_in_the_section(start: Starter, qtbot: QtBot) -> None:
    """Who wants the details of what is being read is not sent to the top of the page."""
    window = start(KEY)
    window.reader.open(f"{KEY}#what-can-go-wrong")
    view = window.column.view
    qtbot.waitUntil(lambda: view.section() == "what-can-go-wrong")
    window.parts.actions["article.professional"].trigger()
    assert PROFESSIONAL in text(window)
    qtbot.waitUntil(lambda: view.section() == "what-can-go-wrong")


def test_the_level_holds_for_the_next_article_and_the_next_start(start: Starter) -> None:
    """A practitioner chooses it once."""
    window = start(KEY)
    window.parts.actions["article.professional"].trigger()
    window.reader.open("therapy/tuina")
    assert text(window).index("Cautions") < text(window).rindex(PROFESSIONAL)
    start.end(window)
    window = start(KEY)
    assert level_checked(window) == [Level.PROFESSIONAL]
    assert "Technique." in text(window)


def test_a_page_for_everybody_has_no_line(start: Starter) -> None:
    """And no trouble with any level."""
    window = start("page/emergency")
    before = text(window)
    for level in Level:
        window.parts.actions[f"article.{level}"].trigger()
        assert text(window) == before
    assert "Read: " not in before
