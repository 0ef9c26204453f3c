"""The palette: recent pages, entries, actions and settings by their words, and never a stale answer."""

from collections.abc import Iterator
from dataclasses import fields
from typing import get_args

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from guide.errors import GuideError
from guide.settings.values import Appearance
from guide.settings.values import Theme as ThemeName
from guide.ui import theme
from guide.ui.actions import ACTIONS
from guide.ui.jobs import Jobs
from guide.ui.palette import search as search_module
from guide.ui.palette.matching import Offer, fitting
from guide.ui.palette.rows import Row, Sort
from guide.ui.palette.search import SearchField
from guide.ui.shell.look import STEPS
from guide.ui.shell.offering import settings
from guide.ui.shell.window import Window
from tests.gui.conftest import Starter, click
from tests.gui.held_finder import HeldFinder

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def shown(field: SearchField) -> list[Row]:
    """The rows in sight."""
    return field.results.rows() if field.is_open() else []


def ids(field: SearchField) -> list[str]:
    """What the rows in sight lead to."""
    return [row.id for row in shown(field)]


def go(window: Window, qtbot: QtBot, text: str) -> SearchField:
    """Press Ctrl+K and type; wait for the answer."""
    field = window.parts.field
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    QTest.keyClicks(field, text)
    qtbot.waitUntil(lambda: field.is_open() and not field.is_waiting)
    return field


def at(window: Window) -> str:
    """The key of the page in front."""
    return window.reader.page.entry.key if window.reader.page is not None else ""


def test_an_empty_field_shows_recent_pages(start: Starter, qtbot: QtBot) -> None:
    """Ctrl+K alone: what was open last, in this session and the ones before, and common actions."""
    window = start("therapy/back-stepping")
    window.reader.open("point/ST36")
    start.end(window)

    window = start("therapy/tuina")
    window.reader.open("therapy/tai-chi")
    field = go(window, qtbot, "")
    assert ids(field)[:3] == ["therapy/tuina", "point/ST36", "therapy/back-stepping"]
    assert "notes.write" in ids(field)
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert at(window) == "point/ST36"
    assert not field.is_open()


def test_escape_leaves_the_empty_field_alone(start: Starter, qtbot: QtBot) -> None:
    """Esc puts the list away; another one goes back to the article."""
    window = start("therapy/tuina")
    field = go(window, qtbot, "")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not field.is_open()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert window.column.view.hasFocus()


def test_a_press_into_the_field_opens_it_again(start: Starter, qtbot: QtBot) -> None:
    """The list comes by mouse too."""
    window = start("therapy/tuina")
    field = go(window, qtbot, "")
    field.close_results()
    click(field)
    assert field.is_open()


def test_an_action_is_done(start: Starter, qtbot: QtBot) -> None:
    """Type a word of it, Enter: it is carried out on the page that was read."""
    window = start("therapy/tuina")
    field = go(window, qtbot, ">bookmark this art")
    row = shown(field)[0]
    assert (row.id, row.kind, row.keys) == ("article.bookmark", "Action", "Ctrl+D")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.parts.marks.bookmark_of("therapy/tuina") is not None)
    assert field.text() == ""
    assert window.column.view.hasFocus()


def test_what_cannot_be_done_is_not_offered(start: Starter, qtbot: QtBot) -> None:
    """The only tab cannot be closed, so nothing says it could."""
    window = start("therapy/tuina")
    assert "tabs.close" not in ids(go(window, qtbot, ">close tab"))
    window.parts.field.close_results()
    window.parts.field.clear()
    window.reader.new_tab()
    assert ids(go(window, qtbot, ">close tab"))[0] == "tabs.close"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("theme dark", "theme=dark"),
        ("150 %", "text_scale=1.5"),
        ("width 60", "reading_width=60"),
        ("no prev", "previews=False"),
    ],
)
def test_a_setting_is_applied(start: Starter, qtbot: QtBot, typed: str, wanted: str) -> None:
    """Settings are commands: chosen here, they are in force at once."""
    window = start("therapy/tuina")
    field = go(window, qtbot, typed)
    row = next(row for row in shown(field) if row.id == wanted)
    assert row.kind == "Setting"
    field.results.picked.emit(row, False)
    name, _, value = wanted.partition("=")
    assert str(getattr(window.look.appearance, name)) == value


def test_the_setting_in_force_says_so(start: Starter, qtbot: QtBot) -> None:
    """“now” stands beside the theme that is seen."""
    window = start("therapy/tuina")
    window.look.set_theme("dark")
    rows = {row.id: row.beside for row in shown(go(window, qtbot, ">theme"))}
    assert rows["theme=dark"] == "now"
    assert rows["theme=light"] == ""


def test_everything_that_can_be_done_is_offered(start: Starter, qtbot: QtBot) -> None:
    """Every action of the table that is enabled, and every setting with its values."""
    window = start("therapy/tuina")
    offered = set(ids(go(window, qtbot, ">")))
    for action in ACTIONS:
        assert (action.id in offered) == window.parts.actions[action.id].isEnabled(), action.id
    assert {f"theme={name}" for name in get_args(ThemeName)} <= offered
    assert {f"text_scale={scale}" for scale in STEPS} <= offered
    assert {each.name for each in fields(Appearance)} == {
        one.partition("=")[0] for one in offered if "=" in one
    }


def test_every_action_is_found_by_its_own_words() -> None:
    """Whoever types what the menu says finds it first; a name is taken once in a menu."""
    offers = [Offer(one.id, one.text.rstrip("…"), "Action") for one in ACTIONS]
    for offer in offers:
        assert fitting(offers, offer.text)[0].offer.text == offer.text


def test_the_settings_say_what_they_set(qapp: object) -> None:
    """No two of them read alike."""
    words = [offer.text for offer in settings(Appearance())]
    assert len(set(words)) == len(words)


def test_what_is_chosen_often_comes_first_at_the_next_start(start: Starter, qtbot: QtBot) -> None:
    """The palette remembers small numbers from session to session."""
    window = start("therapy/tuina")
    before = ids(go(window, qtbot, "ma"))
    chosen = before[5]
    for _time in range(2):
        window.parts.field.results.picked.emit(
            next(row for row in shown(window.parts.field) if row.id == chosen), False
        )
        go(window, qtbot, "ma")
    start.end(window)

    window = start()
    assert window.parts.searching.uses.counts.keys() == {chosen}
    again = ids(go(window, qtbot, "ma"))
    assert again.index(chosen) < before.index(chosen)


def test_all_results_open_beside(start: Starter, qtbot: QtBot) -> None:
    """The last row, and Shift+Enter from any row, lead to the panel."""
    window = start("therapy/tuina")
    field = go(window, qtbot, "neck")
    assert shown(field)[-1].sort is Sort.ALL
    QTest.keyClick(field, Qt.Key.Key_Up)
    QTest.keyClick(field, Qt.Key.Key_Return)
    panel = window.parts.searching.panel
    assert panel.isVisible()
    assert panel.question.words == "neck"
    field = go(window, qtbot, "moxa")
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
    assert panel.question.words == "moxa"
    assert not field.is_open()
    qtbot.waitUntil(lambda: not panel.is_waiting)


def test_a_filter_speaks_in_every_row(start: Starter, qtbot: QtBot) -> None:
    """What a filter thinks of an entry is read with it; without one nothing is said."""
    window = start("therapy/tuina")
    field = go(window, qtbot, "tuina")
    role = Qt.ItemDataRole.AccessibleTextRole
    model = field.results.view.model()
    assert "With care" not in model.index(0, 0).data(role)
    window.parts.searching.set_verdicts(
        lambda key: "care" if key == "therapy/tuina" else None,
        lambda _verdict: ("With care", "warning"),
    )
    assert "With care" in model.index(0, 0).data(role)
    assert "With care" not in model.index(1, 0).data(role)
    assert not field.results.grab().isNull()
    window.parts.searching.set_verdicts(lambda _key: None, lambda _verdict: ("", ""))
    window.parts.searching.say_verdicts_anew()
    assert "With care" not in model.index(0, 0).data(role)
    window.parts.searching.set_verdicts(None, None)
    assert "With care" not in model.index(0, 0).data(role)


# ---- typing while the answer is on its way


@pytest.fixture
def finder() -> Iterator[HeldFinder]:
    """Answers when it is let."""
    made = HeldFinder()
    yield made
    made.let_all()


@pytest.fixture
def field(finder: HeldFinder, jobs: Jobs, qtbot: QtBot) -> Iterator[SearchField]:
    """A field alone in a window."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QVBoxLayout(window)
    made = SearchField(finder, jobs, window)
    layout.addWidget(made)
    layout.addStretch()
    window.resize(700, 600)
    made.set_look(theme.theme("light"), 1.0)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    made.setFocus()
    yield made
    finder.let_all()


def titles(field: SearchField) -> list[str]:
    """The entries in sight."""
    return [row.title for row in shown(field) if row.sort is Sort.ENTRY]


def test_no_answer_is_shown_for_other_words(
    field: SearchField, finder: HeldFinder, qtbot: QtBot
) -> None:
    """While an answer is awaited the one before is gone, and a late one never comes back."""
    finder.hold("tu", "tui")
    QTest.keyClicks(field, "t")
    qtbot.waitUntil(lambda: titles(field) == ["t"])
    QTest.keyClicks(field, "u")
    assert titles(field) == []
    qtbot.waitUntil(lambda: "tu" in finder.begun)
    QTest.keyClicks(field, "i")
    finder.let("tui")
    qtbot.waitUntil(lambda: titles(field) == ["tui"])
    finder.let("tu")
    qtbot.waitUntil(lambda: "tu" in finder.ended)
    field._latest._jobs.settle()
    assert titles(field) == ["tui"]


def test_a_question_that_is_overtaken_is_never_begun(
    field: SearchField, finder: HeldFinder, qtbot: QtBot
) -> None:
    """Fast typing does not queue up: two readers are busy, and of what waits only the last is asked."""
    finder.hold("a", "ab")
    for letter in "abcdefgh":
        QTest.keyClicks(field, letter)
    qtbot.waitUntil(lambda: {"a", "ab"} & set(finder.begun) != set())
    finder.let_all()
    qtbot.waitUntil(lambda: titles(field) == ["abcdefgh"])
    assert not {"abcd", "abcde", "abcdef", "abcdefg"} & set(finder.begun)


def test_enter_waits_for_the_answer(field: SearchField, finder: HeldFinder, qtbot: QtBot) -> None:
    """Enter right after the last letter opens what these letters find, never what stood there."""
    opened: list[tuple[str, bool]] = []
    field.chosen.connect(lambda key, new_tab: opened.append((key, new_tab)))
    QTest.keyClicks(field, "tui")
    qtbot.waitUntil(lambda: titles(field) == ["tui"])
    finder.hold("tuin")
    QTest.keyClicks(field, "n")
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert opened == []
    finder.let("tuin")
    qtbot.waitUntil(lambda: opened == [("therapy/tuin", True)])
    assert field.text() == ""


def test_escape_drops_the_question(field: SearchField, finder: HeldFinder, qtbot: QtBot) -> None:
    """What was closed does not open by itself when the answer comes."""
    QTest.keyClicks(field, "tu")
    qtbot.waitUntil(lambda: titles(field) == ["tu"])
    finder.hold("tui")
    QTest.keyClicks(field, "i")
    qtbot.waitUntil(lambda: "tui" in finder.begun)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    finder.let("tui")
    qtbot.waitUntil(lambda: "tui" in finder.ended)
    field._latest._jobs.settle()
    assert not field.is_open()
    assert field.text() == "tui"


def test_a_library_that_cannot_be_read_is_said(
    field: SearchField, finder: HeldFinder, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence in the place of the rows."""

    def refuse(*_given: object) -> None:
        raise GuideError("The library is damaged.")

    monkeypatch.setattr(finder, "suggest", refuse)
    QTest.keyClicks(field, "tu")
    qtbot.waitUntil(lambda: field.toolTip() == "The library is damaged.")
    assert field.is_open()
    assert shown(field) == []


def test_the_number_of_results_is_read_out(
    field: SearchField, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After a rest in typing; and every row that the arrows choose."""
    said: list[str] = []
    monkeypatch.setattr(search_module, "announce", lambda _widget, words: said.append(words))
    QTest.keyClicks(field, "tui")
    qtbot.waitUntil(lambda: said == ["1 result"])
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert said[-1].startswith("All results for “tui”")
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert said[-1] == "tui, Therapy"
