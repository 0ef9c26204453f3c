"""All results in the sidebar: chips that narrow them, regions from the body, keys only, no stale hit."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from guide.search.values import Facet, Found
from guide.ui import theme
from guide.ui.jobs import Jobs
from guide.ui.palette import panel as panel_module
from guide.ui.palette.chips import Chip
from guide.ui.palette.drawing import fitted
from guide.ui.palette.panel import ResultsPanel
from guide.ui.shell.panes import LEFT
from guide.ui.shell.window import Window
from guide.ui.widgets.kinds import kind_word
from tests.gui.conftest import Starter, click
from tests.gui.held_finder import HeldFinder

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def at(window: Window) -> str:
    """The key of the page in front."""
    return window.reader.page.entry.key if window.reader.page is not None else ""


def search(window: Window, qtbot: QtBot, words: str) -> ResultsPanel:
    """Ctrl+K, words, Shift+Enter; wait for the hits."""
    field = window.parts.field
    QTest.keyClick(window, Qt.Key.Key_K, CTRL)
    field.setText(words)
    QTest.keyClick(field, Qt.Key.Key_Return, SHIFT)
    panel = window.parts.searching.panel
    settle(panel, qtbot)
    return panel


def settle(panel: ResultsPanel, qtbot: QtBot) -> None:
    """Wait for the answer."""
    qtbot.waitUntil(lambda: not panel.is_waiting)


def chip(panel: ResultsPanel, facet: Facet, value: str) -> Chip:
    """Unfold a facet and take one of its values."""
    panel.facets.unfold(facet)
    found = panel.facets.chip(facet, value)
    assert found is not None, (facet, value)
    return found


def chips(panel: ResultsPanel) -> list[str]:
    """What the list is narrowed to, as it is read."""
    return [each.text() for each in panel.chosen_chips.widgets() if isinstance(each, Chip)]


def counts(panel: ResultsPanel, facet: Facet) -> dict[str, int]:
    """The values of a facet and how many hits each would leave."""
    return {one.value: one.count for one in panel.found.choices if one.facet is facet}


def test_the_panel_stands_in_front_of_the_lists(start: Starter, qtbot: QtBot) -> None:
    """Words, number and hits; Esc closes it, Ctrl+Shift+K brings it back as it was."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    panel = search(window, qtbot, "neck")
    assert panel.isVisible()
    assert not window.parts.sidebar.library.isVisible()
    assert panel.words.text() == "neck"
    assert panel.count.text() == f"{panel.found.total} results"
    assert len(panel.hits.entry_keys()) > 5
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.parts.sidebar.library.isVisible()
    keys = panel.hits.entry_keys()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL | SHIFT)
    assert panel.isVisible()
    assert panel.hits.entry_keys() == keys
    assert panel.hits.hasFocus()
    click(panel.close_button)
    assert not panel.isVisible()


def test_sections_and_filter_put_the_panel_away(start: Starter, qtbot: QtBot) -> None:
    """Ctrl+2 shows the atlas, Ctrl+L the list that is filtered; the outline returns with them."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    sizes = window.parts.sidebar.splitter.sizes()
    panel = search(window, qtbot, "neck")
    assert not window.parts.outline.isVisible()
    assert window.parts.sidebar.sizes() == sizes
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.parts.sidebar.atlas.isVisible()
    assert window.parts.outline.isVisible()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL | SHIFT)
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    assert not panel.isVisible()
    assert window.parts.sidebar.filter.hasFocus()
    assert window.parts.sidebar.splitter.sizes() == pytest.approx(sizes, abs=2)


def test_a_hit_opens_and_the_panel_stays(start: Starter, qtbot: QtBot) -> None:
    """Enter opens it here, Ctrl+Enter in a new tab; F4 and Shift+F4 go from hit to hit."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    assert not window.parts.actions["go.next_result"].isEnabled()
    panel = search(window, qtbot, "moxibustion")
    first, second, *_rest = panel.hits.entry_keys()
    qtbot.waitUntil(panel.hits.hasFocus)
    QTest.keyClick(panel.hits, Qt.Key.Key_Return)
    assert at(window) == first
    assert panel.isVisible()
    QTest.keyClick(panel.hits, Qt.Key.Key_Down)
    QTest.keyClick(panel.hits, Qt.Key.Key_Return, CTRL)
    assert at(window) == second
    assert len(window.reader.desk.ways) == 2
    QTest.keyClick(window, Qt.Key.Key_F4, SHIFT)
    assert at(window) == first
    QTest.keyClick(window, Qt.Key.Key_F4, SHIFT)
    assert at(window) == panel.hits.entry_keys()[-1]
    QTest.keyClick(window, Qt.Key.Key_F4)
    assert at(window) == first


def test_chips_narrow_combine_and_go(start: Starter, qtbot: QtBot) -> None:
    """A count says what is left; two facets are both wanted, two values of one are alternatives."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    panel = search(window, qtbot, "massage")
    everything = panel.found.total
    expected = counts(panel, Facet.KIND)["therapy"]
    click(chip(panel, Facet.KIND, "therapy"))
    settle(panel, qtbot)
    assert panel.found.total == expected < everything
    assert {key.partition("/")[0] for key in panel.hits.entry_keys()} == {"therapy"}
    assert chips(panel) == ["Therapies"]

    expected = counts(panel, Facet.REGION)["neck"]
    click(chip(panel, Facet.REGION, "neck"))
    settle(panel, qtbot)
    assert panel.found.total == expected
    assert chips(panel) == ["Therapies", "Neck", "Clear all"]

    more = counts(panel, Facet.KIND)["condition"]
    click(chip(panel, Facet.KIND, "condition"))
    settle(panel, qtbot)
    assert panel.found.total == expected + more
    click(chip(panel, Facet.KIND, "condition"))  # pressed again, it is no longer wanted
    settle(panel, qtbot)
    assert panel.found.total == expected

    panel.chosen_chips.widgets()[0].setFocus()
    QTest.keyClick(panel.chosen_chips.widgets()[0], Qt.Key.Key_Space)
    settle(panel, qtbot)
    assert chips(panel) == ["Neck"]
    assert QApplication.focusWidget() is panel.chosen_chips.widgets()[0]
    QTest.keyClick(panel.chosen_chips.widgets()[0], Qt.Key.Key_Space)
    settle(panel, qtbot)
    assert panel.found.total == everything
    assert panel.words.hasFocus()


def test_clear_all_takes_every_chip_away(start: Starter, qtbot: QtBot) -> None:
    """One press, and all hits are there again."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    panel = search(window, qtbot, "massage")
    everything = panel.found.total
    for facet, value in ((Facet.KIND, "therapy"), (Facet.REGION, "neck")):
        panel.narrow(facet, value, value)
        settle(panel, qtbot)
    click(panel.chosen_chips.widgets()[-1])
    settle(panel, qtbot)
    assert chips(panel) == []
    assert panel.found.total == everything


def test_what_would_leave_nothing_is_not_offered(start: Starter, qtbot: QtBot) -> None:
    """No chip leads to an empty list, and a facet without a choice is not there."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    panel = search(window, qtbot, "massage")
    assert panel.facets.head(Facet.MARK).isHidden()
    for facet in Facet:
        panel.facets.unfold(facet)
        for value, count in counts(panel, facet).items():
            assert (panel.facets.chip(facet, value) is not None) == (count > 0)


def test_own_marks_narrow_the_list(start: Starter, qtbot: QtBot) -> None:
    """“With a bookmark” and “With a note” are choices as soon as there are some; notes are found."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    marks = window.parts.marks
    marks.toggle_bookmark("therapy/tuina", "", "Tuina")
    marks.write(lambda to: to.add_note("point/ST36", "massage zebra"), lambda _v: None, marks._say)
    qtbot.waitUntil(lambda: bool(marks.bookmarks and marks.notes))
    panel = search(window, qtbot, "massage")
    qtbot.waitUntil(lambda: counts(panel, Facet.MARK).get("bookmark", 0) == 1)
    click(chip(panel, Facet.MARK, "bookmark"))
    settle(panel, qtbot)
    assert panel.hits.entry_keys() == ["therapy/tuina"]
    assert chips(panel) == ["With a bookmark"]
    marks.toggle_bookmark("therapy/tuina", "", "Tuina")
    qtbot.waitUntil(lambda: panel.found.total == 0)


def test_a_region_of_the_body_narrows_while_the_panel_is_in_front(
    start: Starter, qtbot: QtBot
) -> None:
    """It says so; a point is opened as ever, and so is a region when the panel is closed."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    panel = search(window, qtbot, "massage")
    assert panel.body_hint.isVisible()
    window.parts.body.chosen.emit("region/lower-back")
    settle(panel, qtbot)
    assert at(window) == "therapy/tuina"
    assert chips(panel) == ["Lower back"]
    window.parts.body.chosen.emit("region/lower-back")
    assert len(panel.question.chosen) == 1
    window.parts.body.chosen.emit("point/BL23")
    assert at(window) == "point/BL23"
    click(panel.chosen_chips.widgets()[0])
    settle(panel, qtbot)
    assert chips(panel) == []
    panel.closed.emit()
    window.parts.body.chosen.emit("region/lower-back")
    assert at(window) == "region/lower-back"


def test_a_region_alone_lists_what_is_there(start: Starter, qtbot: QtBot) -> None:
    """No words are needed: the body asks the question."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    QTest.keyClick(window, Qt.Key.Key_K, CTRL | SHIFT)
    panel = window.parts.searching.panel
    assert panel.words.hasFocus()
    assert panel.hits.entry_keys() == []
    window.parts.body.chosen.emit("region/ear")
    settle(panel, qtbot)
    assert panel.found.total > 3


def test_more_hits_follow_the_last_one(start: Starter, qtbot: QtBot) -> None:
    """The last row says how many there are, and brings some; the chosen hit stays chosen."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    panel = search(window, qtbot, "point")
    assert len(panel.hits.entry_keys()) == 20
    model = panel.hits.model()
    last = model.index(20, 0)
    assert str(panel.found.total - 20) in last.data()
    panel.hits.choose(7)
    chosen = panel.hits.current_key()
    panel.hits.open(last)
    settle(panel, qtbot)
    assert len(panel.hits.entry_keys()) == min(70, panel.found.total)
    assert panel.hits.current_key() == chosen


def test_no_result_is_said(start: Starter, qtbot: QtBot) -> None:
    """In words; the keyboard is where they can be changed."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    panel = search(window, qtbot, "qqqqqxyzzy")
    assert "qqqqqxyzzy" in panel.said.text()
    assert panel.words.hasFocus()
    assert not panel.narrowing.isVisible()
    panel.narrow(Facet.REGION, "ear", "Ear")
    settle(panel, qtbot)
    assert "take one away" in panel.said.text()


def test_a_replaced_word_is_said(panel: ResultsPanel, qtbot: QtBot) -> None:
    """Which word stands nowhere, and which was looked for in its place."""
    panel.search("massgae")
    settle(panel, qtbot)
    pairs = (("massgae", "massage"), ("massgae", "massages"), ("nek", "neck"))
    panel._show(Found(panel.found.hits, 1, (), pairs))
    assert panel.said.text() == (
        "Nothing is spelled “massgae”; showing “massage”, “massages”. "
        "Nothing is spelled “nek”; showing “neck”."
    )
    panel._show(Found(panel.found.hits, 1, partly=True))
    assert "with all but one" in panel.said.text()


def test_everything_is_reached_by_keys(start: Starter, qtbot: QtBot) -> None:
    """Tab goes from the words over the chips to the hits, Down and Up between words and hits."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    panel = search(window, qtbot, "massage")
    panel.narrow(Facet.KIND, "therapy", "Therapies")
    panel.narrow(Facet.REGION, "neck", "Neck")
    settle(panel, qtbot)
    panel.facets.unfold(Facet.EVIDENCE)
    panel.words.setFocus()
    passed: list[str] = []
    while not panel.hits.hasFocus():
        focus = QApplication.focusWidget()
        assert focus is not None
        assert panel.isAncestorOf(focus), passed
        passed.append(focus.accessibleName())
        assert len(passed) < 40
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    assert all(passed)
    in_order = ["Words to be found", "Close the results", "Narrow the list", "Remove: Kind"]
    places = [next(n for n, one in enumerate(passed) if one.startswith(x)) for x in in_order]
    assert places == sorted(places)
    assert passed.index("Remove: Region – Neck") < passed.index(
        next(one for one in passed if one.startswith("Evidence,"))
    )
    assert any("certainty" in one for one in passed)
    QTest.keyClick(panel.hits, Qt.Key.Key_Up)
    assert panel.words.hasFocus()
    QTest.keyClick(panel.words, Qt.Key.Key_Down)
    assert panel.hits.hasFocus()


def test_a_hit_is_read_with_its_kind_and_its_words(start: Starter, qtbot: QtBot) -> None:
    """Title, kind, snippet, and what a filter thinks of it."""
    window = start("therapy/tuina")
    window.resize(1300, 860)
    window.parts.searching.set_verdicts(lambda _key: "no", lambda _v: ("Do not", "warning"))
    panel = search(window, qtbot, "cupping")
    hit = panel.found.hits[0]
    words = panel.hits.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == f"{hit.entry.title}. {kind_word(hit.entry.kind)}. {hit.snippet}. Do not"
    assert not panel.hits.grab().isNull()
    window.parts.searching.set_verdicts(None, None)
    words = panel.hits.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "Do not" not in words


def test_rows_are_high_enough_for_a_finger_and_the_found_words_stay(
    start: Starter, qtbot: QtBot
) -> None:
    """At every size of text; a snippet that is shortened keeps a marked word."""
    window = start("therapy/tuina")
    for scale in (1.0, 2.0):
        window.look.set_text_scale(scale)
        window.resize(1440, 900)
        panel = search(window, qtbot, "needle")
        rows = panel.hits.model().rowCount()
        heights = [
            panel.hits.visualRect(panel.hits.model().index(n, 0)).height() for n in range(rows)
        ]
        assert min(heights) >= 44
        for each in panel.chosen_chips.widgets():
            assert each.height() >= 44
    long = "word " * 60 + "needle " + "word " * 60
    text, marks = fitted(long, ((300, 306),), panel.font(), 260, 3)
    assert text.startswith("… ")
    assert text.endswith(" …")
    assert [text[start:end] for start, end in marks] == ["needle"]
    assert set(text.split()) == {"…", "word", "needle"}
    chinese, marks = fitted("足三里" * 80, ((120, 123),), panel.font(), 260, 3)
    assert chinese[slice(*marks[0])] == "足三里"


def test_as_a_drawer_it_makes_way_for_the_hit(start: Starter, qtbot: QtBot) -> None:
    """Where the sidebar lies over the article, opening closes it; Ctrl+Shift+K has all of it again."""
    window = start("therapy/tuina")
    window.look.set_text_scale(2.0)
    window.resize(1024, 768)
    panel = search(window, qtbot, "cupping")
    assert window.panes.drawer == LEFT
    assert panel.isVisible()
    key = panel.hits.entry_keys()[0]
    QTest.keyClick(panel.hits, Qt.Key.Key_Return)
    assert at(window) == key
    assert window.panes.drawer == ""
    assert window.column.view.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_K, CTRL | SHIFT)
    assert panel.isVisible()
    assert panel.hits.entry_keys()[0] == key
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert window.panes.drawer == ""


# ---- while the answer is on its way


@pytest.fixture
def finder() -> Iterator[HeldFinder]:
    """Answers when it is let."""
    made = HeldFinder()
    yield made
    made.let_all()


@pytest.fixture
def panel(finder: HeldFinder, jobs: Jobs, qtbot: QtBot) -> Iterator[ResultsPanel]:
    """A panel alone."""
    made = ResultsPanel(finder, jobs)
    qtbot.addWidget(made)
    made.resize(330, 760)
    made.set_look(theme.theme("light"), 1.0)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    yield made
    finder.let_all()


def test_no_hit_is_shown_for_other_words(
    panel: ResultsPanel, finder: HeldFinder, qtbot: QtBot
) -> None:
    """What is shown answers the words over it; neither an old nor a late answer does."""
    panel.search("moxa")
    settle(panel, qtbot)
    assert panel.hits.entry_keys() == ["therapy/moxa"]
    finder.hold("moxab", "moxabu")
    panel.words.setFocus()
    QTest.keyClicks(panel.words, "b")
    assert panel.hits.entry_keys() == []
    assert panel.count.text() == ""
    qtbot.waitUntil(lambda: "moxab" in finder.begun)
    QTest.keyClicks(panel.words, "u")
    finder.let("moxabu")
    settle(panel, qtbot)
    assert panel.hits.entry_keys() == ["therapy/moxabu"]
    finder.let("moxab")
    qtbot.waitUntil(lambda: "moxab" in finder.ended)
    panel._latest._jobs.settle()
    assert panel.hits.entry_keys() == ["therapy/moxabu"]
    assert panel.count.text() == "1 result"


def test_enter_opens_what_the_words_find(
    panel: ResultsPanel, finder: HeldFinder, qtbot: QtBot
) -> None:
    """Enter right after the last letter waits for the answer."""
    opened: list[str] = []
    panel.chosen.connect(lambda key, _new_tab: opened.append(key))
    panel.search("moxa")
    settle(panel, qtbot)
    finder.hold("moxab")
    panel.words.setFocus()
    QTest.keyClicks(panel.words, "b")
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    assert opened == []
    finder.let("moxab")
    settle(panel, qtbot)
    assert opened == ["therapy/moxab"]
    QTest.keyClick(panel.words, Qt.Key.Key_Return)
    assert opened == ["therapy/moxab"] * 2


def test_no_hit_is_shown_for_other_chips(
    panel: ResultsPanel, finder: HeldFinder, qtbot: QtBot
) -> None:
    """The chip is there at once, the hits when they fit it."""
    panel.search("moxa")
    settle(panel, qtbot)
    finder.hold("moxa")
    click(chip(panel, Facet.KIND, "therapy"))
    assert chips(panel) == ["Therapies"]
    assert panel.hits.entry_keys() == []
    finder.let("moxa")
    settle(panel, qtbot)
    assert panel.hits.entry_keys() == ["therapy/moxa"]


def test_the_number_is_read_out(
    panel: ResultsPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the reader rests; and which hit is opened when they are gone through."""
    said: list[str] = []
    monkeypatch.setattr(panel_module, "announce", lambda _widget, words: said.append(words))
    panel.search("moxa")
    qtbot.waitUntil(lambda: said == ["1 result"])
    panel.step(1)
    assert said[-1] == "1 of 1: moxa. Therapy. All about moxa."


def test_a_panel_dies_with_its_window(jobs: Jobs, freed: object) -> None:
    """Nothing holds it."""
    freed(lambda: ResultsPanel(HeldFinder(), jobs))  # type: ignore[operator]
