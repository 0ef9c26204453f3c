"""The caution filter: what is ticked is always in sight, and every list and page says what it means."""

from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from guide import paths
from guide.content.model import Page
from guide.content.verdicts import Strictness, Verdict
from guide.services.context import open_context
from guide.ui import theme
from guide.ui.printing import handout as printing
from guide.ui.shell.entries import VERDICT
from guide.ui.shell.questionnaire import Questionnaire
from guide.ui.shell.watch import Watch
from guide.ui.shell.window import Window
from guide.ui.widgets.verdicts import ink, label
from tests.gui.conftest import Starter

KEY = "therapy/tuina"
SAFE = "That does not mean that it is safe."
ACCESSIBLE = Qt.ItemDataRole.AccessibleTextRole
CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def text(window: Window) -> str:
    """What the page says."""
    return window.column.view.toPlainText()


def bar(window: Window) -> QWidget:
    """The bar of the filter."""
    return window.parts.filtering.bar


def holds_focus(window: Window) -> bool:
    """Whether the keyboard is in the bar."""
    focus = QApplication.focusWidget()
    return focus is not None and bar(window).isAncestorOf(focus)


def chips(window: Window) -> list[str]:
    """The situations that the bar names."""
    found = bar(window).findChildren(QToolButton, "cautionChip")
    return [one.accessibleName() for one in found if one.isVisible()]


def level(window: Window) -> str:
    """What the bar says of the open page."""
    words = bar(window).findChild(QLabel, "cautionLevel")
    assert isinstance(words, QLabel)
    return words.text() if words.isVisible() else ""


def press(window: Window, name: str) -> None:
    """Press a button of the bar."""
    button = bar(window).findChild(QAbstractButton, name)
    assert button is not None
    button.click()


def questionnaire(window: Window, qtbot: QtBot) -> Questionnaire:
    """The dialog with the rows to tick, opened by its keys."""
    QTest.keyClick(window, Qt.Key.Key_C, CTRL_SHIFT)
    qtbot.waitUntil(lambda: window.findChild(Questionnaire) is not None)
    dialog = window.findChild(Questionnaire)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    return dialog


def rows(dialog: Questionnaire) -> dict[str, QCheckBox]:
    """Every row by the id of its situation."""
    return {
        str(one.property("situation")): one for one in dialog.findChildren(QCheckBox, "caution")
    }


def row_of(window: Window, key: str) -> QModelIndex:
    """The row of an entry in one of the sidebar's lists."""
    for tree in (window.parts.sidebar.library, window.parts.sidebar.atlas):
        index = tree._entries.find(key)
        if index.isValid():
            return index
    raise AssertionError(f"{key} is not listed")


def close(dialog: Questionnaire, qtbot: QtBot) -> None:
    """Close the dialog with Esc."""
    window = dialog.parentWidget()
    assert window is not None
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(Questionnaire) is None)


# ---- ticking


def test_ticking_works_by_the_keyboard_alone(start: Starter, qtbot: QtBot) -> None:
    """Ctrl+Shift+C opens the list, Tab walks it, Space ticks; each tick counts at once."""
    window = start(KEY)
    assert bar(window).isHidden()
    dialog = questionnaire(window, qtbot)
    first, second = list(rows(dialog).values())[:2]
    qtbot.waitUntil(lambda: QApplication.focusWidget() is first)
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert chips(window) == ["Take “Pregnant, or perhaps pregnant” out of the filter"]
    assert level(window) == "With care"
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is second
    QTest.keyClick(second, Qt.Key.Key_Space)
    assert [one.id for one in window.watch.situations] == ["pregnancy", "period"]
    close(dialog, qtbot)
    assert bar(window).isVisible()


def test_rows_are_for_fingers_and_what_has_the_keyboard_is_in_sight(
    start: Starter, qtbot: QtBot
) -> None:
    """44 pixels high; the list scrolls along, to its last row."""
    dialog = questionnaire(start(KEY), qtbot)
    every = list(rows(dialog).values())
    assert min(row.height() for row in every) >= 44
    every[-1].setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(every[-1], Qt.Key.Key_Backtab)
    area = dialog.findChild(QScrollArea, "cautionRows")
    assert isinstance(area, QScrollArea)
    assert area.verticalScrollBar().value() > 0
    close(dialog, qtbot)


def test_the_list_can_be_opened_by_a_button_and_from_the_menu(start: Starter, qtbot: QtBot) -> None:
    """Who does not know the key finds it beside the star."""
    window = start(KEY)
    button = window.parts.top.findChild(QToolButton, "cautionsButton")
    assert isinstance(button, QToolButton)
    assert button.accessibleName() == "Cautions of a person"
    button.click()
    dialog = window.findChild(Questionnaire)
    assert dialog is not None
    close(dialog, qtbot)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_row_is_cut(start: Starter, qtbot: QtBot, scale: float) -> None:
    """Long words wrap, also in a small window with large text."""
    window = start(KEY)
    window.look.set_text_scale(scale)
    window.resize(800, 600)
    dialog = questionnaire(window, qtbot)
    assert dialog.width() <= 800
    for row in rows(dialog).values():
        assert row.sizeHint().width() <= row.width(), row.text()
    close(dialog, qtbot)


# ---- what the window says


def test_the_article_says_it_under_its_names_to_every_reader(start: Starter) -> None:
    """Before everything else, the strictest first, with the article's own reason."""
    window = start(KEY)
    window.watch.choose(["pregnancy", "blood-thinners", "child"])
    for name in ("client", "student", "professional"):
        window.parts.actions[f"article.{name}"].trigger()
        lines = text(window).splitlines()
        at = next(n for n, line in enumerate(lines) if line.startswith("Filter: "))
        assert at <= 3
        said = [line.partition(".")[0] for line in lines[at + 1 : at + 5]]
        assert said == ["Do not", "With care", "With care", "No note"]
        assert "The belly and the lower back are left out." in lines[at + 2]
        assert lines[at + 4].endswith(SAFE)


def test_no_note_is_told_and_never_called_safe(start: Starter) -> None:
    """In the article, in the bar and in the list."""
    window = start("therapy/infant-massage")
    window.watch.choose(["pregnancy"])
    assert level(window) == "No note"
    assert SAFE in text(window)
    words = row_of(window, "therapy/infant-massage").data(ACCESSIBLE)
    assert words == "Infant massage, open, No note"


def test_the_lists_of_the_sidebar_say_it_in_words_and_shapes(start: Starter) -> None:
    """Library and atlas, each entry; a page has no mark."""
    window = start(KEY)
    window.watch.choose(["pregnancy"])
    found = {
        key: row_of(window, key).data(ACCESSIBLE)
        for key in ("therapy/abdominal-massage", "therapy/shiatsu", "point/LI4", "page/emergency")
    }
    assert found["therapy/abdominal-massage"].endswith(", Do not")
    assert found["therapy/shiatsu"].endswith(", With care")
    assert found["point/LI4"].endswith(", Do not")
    assert found["page/emergency"] == "Emergency"
    assert row_of(window, "region/neck").data(ACCESSIBLE).endswith(" with care, 7 no note")
    assert row_of(window, "page/emergency").data(VERDICT) is None
    assert "The belly" in row_of(window, KEY).data(Qt.ItemDataRole.ToolTipRole)
    window.watch.clear()
    assert row_of(window, "therapy/shiatsu").data(ACCESSIBLE) == "Shiatsu"


def test_bookmarks_notes_and_the_list_of_the_body_say_it_too(start: Starter, qtbot: QtBot) -> None:
    """Every list, in words."""
    window = start(KEY)
    window.parts.actions["article.bookmark"].trigger()
    bookmarks = window.parts.sidebar.bookmarks.view.model()
    qtbot.waitUntil(lambda: bookmarks.rowCount() == 1)
    window.parts.body.show_list(True)
    window.watch.choose(["pregnancy"])
    assert bookmarks.index(0, 0).data(ACCESSIBLE).startswith("Tuina. With care · 20")
    listed = window.parts.body.list
    assert listed is not None
    index = listed._model.find("point/LI4")
    assert index.data(ACCESSIBLE).endswith(", Do not")
    assert not index.data(Qt.ItemDataRole.DecorationRole).isNull()
    window.watch.clear()
    assert bookmarks.index(0, 0).data(ACCESSIBLE).startswith("Tuina. 20")
    assert listed._model.find("point/LI4").data(Qt.ItemDataRole.DecorationRole) is None


def test_each_level_has_a_shape_of_its_own(qapp: QApplication) -> None:
    """Who sees no colours tells them apart."""
    look = theme.theme("light")
    verdicts = [Verdict(one, ()) for one in Strictness]
    verdicts.append(Verdict(Strictness.DO_NOT, (), dict.fromkeys(Strictness, 1)))
    drawn: list[QImage] = []
    for verdict in verdicts:
        image = theme.icon(label(verdict)[1], look, "ink").pixmap(28, 28).toImage()
        assert all(image != other for other in drawn)
        drawn.append(image)
    assert [label(one)[0] for one in verdicts] == [
        "Do not",
        "With care",
        "No note",
        "1 do not, 1 with care, 1 no note",
    ]
    assert [ink(one) for one in verdicts] == ["caution", "care", "muted", "muted"]


def test_a_region_says_its_sum_and_labels_every_therapy_and_point(start: Starter) -> None:
    """Never one word for the whole region."""
    window = start("region/neck")
    before = text(window)
    window.watch.choose(["pregnancy"])
    assert "Therapies here: 3 do not, 19 with care, 7 no note." in text(window)
    assert level(window) == "3 do not, 19 with care, 7 no note"
    page = window.reader.page
    assert page is not None
    table = page.html.partition('<a name="therapies">')[2].partition('<a name="conditions">')[0]
    labels = table.count('class="verdict-')
    assert labels == table.count('<td><a href="therapy/')
    points = page.html.partition('<a name="points">')[2]
    assert points.count('class="verdict-') == points.count('href="point/')
    window.watch.clear()
    assert text(window) == before


def test_the_contents_and_what_follows_an_article_say_it_too(start: Starter) -> None:
    """A label at each therapy, a line on each card."""
    window = start("page/contents")
    window.watch.choose(["pregnancy"])
    page = window.reader.page
    assert page is not None
    assert page.html.count('class="verdict-') >= 78
    assert "Filter:" not in text(window)  # of itself it has nothing to say
    assert level(window) == ""
    window.reader.open(KEY)
    window.column.view.settle()
    cards = window.column.view.findChildren(QAbstractButton, "relatedCard")
    names = [card.accessibleName() for card in cards if not card.isHidden()]
    assert "Gua sha, With care" in names
    window.watch.clear()
    assert "Gua sha" in [card.accessibleName() for card in cards if not card.isHidden()]


def test_assistive_technology_reads_the_banner_as_one_group(start: Starter) -> None:
    """With all its sentences, and with the article's description."""
    window = start(KEY)
    window.watch.choose(["pregnancy"])
    box = window.column.view.findChild(QWidget, "verdictBox")
    assert isinstance(box, QWidget)
    assert not box.isHidden()
    assert box.accessibleDescription().startswith("With care. Pregnant")
    assert window.column.view.accessibleDescription() == box.accessibleDescription()
    window.watch.clear()
    assert box.isHidden()


def test_the_line_that_is_read_stays_when_something_is_ticked(start: Starter, qtbot: QtBot) -> None:
    """The banner grows above it."""
    window = start(KEY)
    view = window.column.view
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 2000)
    view.verticalScrollBar().setValue(1500)
    qtbot.waitUntil(lambda: view.section() != "")

    def line() -> str:
        return view.document().findBlock(view.place().scroll).text()

    before = line()
    window.watch.choose(["pregnancy", "child"])
    assert line() == before
    window.watch.clear()
    assert line() == before


def test_a_saved_page_carries_the_banner(
    start: Starter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is handed out says for whom it was made."""
    window = start(KEY)
    window.watch.choose(["pregnancy"])
    written: list[str] = []

    def pdf(page: Page, *_rest: object) -> bytes:
        written.append(page.html)
        return b"%PDF"

    monkeypatch.setattr(printing, "pdf", pdf)
    window.parts.commands._handouts._key = KEY
    window.parts.commands._handouts.save(str(tmp_path / "sheet.pdf"))
    assert "Filter: Pregnant, or perhaps pregnant" in written[0]
    assert written[0].index("Filter:") < written[0].index("Cautions")


# ---- the bar


def test_a_situation_can_be_taken_out_in_the_bar(start: Starter) -> None:
    """Its button says which; the others stay."""
    window = start(KEY)
    window.watch.choose(["pregnancy", "child"])
    chip = bar(window).findChildren(QToolButton, "cautionChip")[0]
    chip.setFocus()
    chip.click()
    assert chips(window) == ["Take “A child” out of the filter"]
    assert holds_focus(window)


def test_clear_ends_the_filter(start: Starter) -> None:
    """Nothing is left of it in the window."""
    window = start(KEY)
    before = text(window)
    window.watch.choose(["pregnancy", "child"])
    press(window, "clearCautions")
    assert bar(window).isHidden()
    assert text(window) == before
    assert window.watch.situations == ()


def test_esc_clears_only_while_the_keyboard_is_in_the_bar(start: Starter) -> None:
    """Elsewhere it closes what opened last, as ever."""
    window = start(KEY)
    window.watch.choose(["pregnancy"])
    window.column.view.setFocus()
    QTest.keyClick(window.column.view, Qt.Key.Key_Escape)
    assert bar(window).isVisible()
    bar(window).setFocus()
    change = QApplication.focusWidget()
    assert change is not None
    assert change.objectName() == "changeCautions"
    QTest.keyClick(change, Qt.Key.Key_Escape)
    assert bar(window).isHidden()
    assert window.column.view.hasFocus()


@pytest.mark.parametrize(("width", "scale"), [(1440, 1.0), (1024, 1.0), (1024, 2.0), (500, 1.0)])
def test_the_bar_stays_low_however_much_is_ticked(
    start: Starter, width: int, scale: float, qtbot: QtBot
) -> None:
    """It names what has room and counts the rest; a third of the window is the most it takes."""
    window = start(KEY)
    window.resize(width, 768)
    window.look.set_text_scale(scale)
    window.watch.choose([one.id for group in window.watch.groups for one in group.situations])
    qtbot.waitUntil(lambda: bar(window).height() >= bar(window).heightForWidth(bar(window).width()))
    change = bar(window).findChild(QPushButton, "changeCautions")
    assert isinstance(change, QPushButton)
    assert change.text() == f"{31 - len(chips(window))} more…"
    assert bar(window).height() <= 768 / 3
    for part in bar(window).findChildren(QAbstractButton):
        if part.isVisible():
            assert bar(window).rect().contains(part.geometry())


def test_f6_leads_to_the_bar(start: Starter) -> None:
    """As to every other part of the window."""
    window = start(KEY)
    window.watch.choose(["pregnancy"])
    window.parts.field.setFocus()
    window.parts.actions["view.pane"].trigger()
    assert holds_focus(window)


# ---- what is kept


def stored(home: Path) -> list[Path]:
    """The files of a home that say anything of a pregnancy."""
    return [file for file in home.rglob("*") if file.is_file() and b"regnan" in file.read_bytes()]


def test_nothing_is_stored_unless_asked(start: Starter) -> None:
    """Neither in the store nor in the settings; the next start begins without a filter."""
    window = start(KEY)
    window.watch.choose(["pregnancy"])
    window.reader.open("page/about")
    window.parts.keeping.keep()
    assert "cautions" not in window.parts.session().state
    start.end(window)
    assert stored(start.home) == []
    again = start()
    assert again.watch.situations == ()
    assert bar(again).isHidden()


def test_what_is_to_be_kept_is_there_at_the_next_start(start: Starter, qtbot: QtBot) -> None:
    """With its bar and its banner; the dialog says plainly what is stored."""
    window = start(KEY)
    dialog = questionnaire(window, qtbot)
    storing = dialog.findChild(QLabel, "cautionStoring")
    keep = dialog.findChild(QCheckBox, "keepCautions")
    assert isinstance(storing, QLabel)
    assert isinstance(keep, QCheckBox)
    assert storing.text().startswith("Nothing is stored")
    assert not keep.isChecked()
    rows(dialog)["pregnancy"].click()
    keep.click()
    assert storing.text().startswith("The ticks are kept on this computer")
    close(dialog, qtbot)
    start.end(window)
    assert stored(start.home) != []

    again = start()
    assert again.watch.keep
    assert [one.id for one in again.watch.situations] == ["pregnancy"]
    assert "Filter: Pregnant" in text(again)
    assert bar(again).isVisible()
    assert row_of(again, KEY).data(ACCESSIBLE).endswith(", With care")
    press(again, "clearCautions")
    start.end(again)
    assert start().watch.situations == ()


def test_what_a_library_does_not_know_is_left_out(library_file: Path, own_home: Path) -> None:
    """A session of an older library prevents nothing."""
    library = open_context(paths.home(own_home), library_file).library
    watch = Watch(library)
    watch.restore("unheard-of pregnancy")
    assert [one.id for one in watch.situations] == ["pregnancy"]
    watch.restore("unheard-of")
    assert watch.situations == ()
    assert watch.of(KEY) is None
    library.close()
