"""Reading: from the sidebar to an article and back, in tabs, at the same place as before."""

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QTabBar, QToolButton
from pytestqt.qtbot import QtBot

from guide.content.model import Kind
from guide.ui.shell.entries import ENTRY
from guide.ui.shell.tree import EntryTree
from guide.ui.shell.window import Window
from tests.gui.conftest import Starter, click


def shown(window: Window) -> str:
    """The key of the page in front."""
    return window.reader.page.entry.key if window.reader.page is not None else ""


def rows(tree: EntryTree) -> list[str]:
    """The titles in the tree, headings left out."""
    model = tree.model()
    heads = [model.index(row, 0) for row in range(model.rowCount())]
    return [
        model.index(row, 0, head).data() for head in heads for row in range(model.rowCount(head))
    ]


def find(tree: EntryTree, title: str) -> QModelIndex:
    """Where ``title`` stands."""
    model = tree.model()
    for head in (model.index(row, 0) for row in range(model.rowCount())):
        for place in (model.index(row, 0, head) for row in range(model.rowCount(head))):
            if place.data() == title:
                return place
    raise AssertionError(f"{title} is not in the tree: {rows(tree)}")


def test_a_first_start_shows_the_page_about_the_guide(start: Starter) -> None:
    """Somebody who opens the program for the first time is told what it is."""
    window = start()
    assert shown(window) == "page/about"
    assert window.column.view.toPlainText().strip()


def test_a_click_in_the_sidebar_opens_the_article(start: Starter, qtbot: QtBot) -> None:
    """Back stepping is one click away, and the window says where the reader is."""
    window = start()
    tree = window.findChild(EntryTree, "therapyTree")
    assert tree is not None
    place = find(tree, "Back stepping")
    tree.scrollTo(place)
    click(tree.viewport(), tree.visualRect(place).center(), Qt.MouseButton.LeftButton)
    assert shown(window) == "therapy/back-stepping"
    assert "Back stepping" in window.windowTitle()
    assert find(tree, "Back stepping") == tree.currentIndex()
    assert window.column.view.toPlainText().startswith("Back stepping")


def test_the_filter_knows_every_name(start: Starter, qtbot: QtBot) -> None:
    """踩背, caibei, Cǎi bèi and a part of an English name all leave the same row."""
    window = start()
    tree, field = window.parts.sidebar.library, window.findChild(QLineEdit, "sidebarFilter")
    assert field is not None
    for typed in ("踩背", "caibei", "cǎibèi", "CAIBEI", "back step", "stepping back"):
        field.setText(typed)  # Qt cannot press the keys of Chinese letters
        assert "Back stepping" in rows(tree), typed
        assert "Tuina" not in rows(tree), typed
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert shown(window) == "therapy/back-stepping"


def test_a_filter_without_a_match_says_so(start: Starter, qtbot: QtBot) -> None:
    """An empty tree is not left empty; Esc brings everything back."""
    window = start()
    QTest.keyClicks(window.parts.sidebar.filter, "xyzzy")
    assert rows(window.parts.sidebar.library) == []
    assert not window.parts.sidebar.no_match.isHidden()
    QTest.keyClick(window.parts.sidebar.filter, Qt.Key.Key_Escape)
    assert "Tuina" in rows(window.parts.sidebar.library)
    assert window.parts.sidebar.no_match.isHidden()


def test_the_tree_keeps_the_rules_of_qt(start: Starter) -> None:
    """Qt's own tester finds nothing wrong with the model, filtered or not."""
    window = start()
    model = window.parts.sidebar.library.model()
    tester = QAbstractItemModelTester(
        model, QAbstractItemModelTester.FailureReportingMode.Warning
    )  # a warning of Qt fails the test
    window.parts.sidebar.filter.setText("caibei")
    window.parts.sidebar.filter.clear()
    window.reader.open("therapy/tuina")
    assert tester.model() is model


def test_back_returns_to_the_exact_place(start: Starter, qtbot: QtBot) -> None:
    """Who follows a link and comes back is on the same line; forward works the same."""
    window = start("therapy/back-stepping")
    view = window.column.view
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 600)
    bar.setValue(517)
    view.link_chosen.emit("therapy/tuina")
    assert shown(window) == "therapy/tuina"
    assert bar.value() == 0
    bar.setValue(203)
    back = window.findChild(QToolButton, "backButton")
    assert back is not None
    click(back)
    assert shown(window) == "therapy/back-stepping"
    assert bar.value() == 517
    QTest.keyClick(window, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert (shown(window), bar.value()) == ("therapy/tuina", 203)


def test_tabs_open_switch_and_close(start: Starter, qtbot: QtBot) -> None:
    """A second tab appears with its strip, keeps its own history, and can be reopened."""
    window = start("therapy/back-stepping")
    tabs = window.findChild(QTabBar, "tabs")
    assert tabs is not None
    assert tabs.isHidden()
    QTest.keyClick(window, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    window.reader.open("therapy/tuina")
    assert not tabs.isHidden()
    assert [tabs.tabText(i) for i in range(tabs.count())] == ["Back stepping", "Tuina"]
    QTest.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert shown(window) == "therapy/back-stepping"
    QTest.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier)
    assert (shown(window), tabs.isHidden()) == ("therapy/tuina", True)
    window.parts.actions["tabs.reopen"].trigger()
    assert (shown(window), tabs.count()) == ("therapy/back-stepping", 2)


def link_of(window: Window, begins: str) -> tuple[QPoint, str]:
    """A point in the article on a link whose target begins so, and the target."""
    view = window.column.view
    for y in range(0, view.viewport().height(), 4):
        for x in range(0, view.viewport().width(), 6):
            target = view.anchorAt(QPoint(x, y))
            if target.startswith(begins):
                return QPoint(x, y), target
    raise AssertionError(f"no link to {begins} is in sight")


def test_a_link_opens_behind_with_the_middle_button(start: Starter, qtbot: QtBot) -> None:
    """The middle button leaves the reader where she is and puts the link into another tab."""
    window = start("therapy/back-stepping")
    view = window.column.view
    point, target = link_of(window, "region/")
    click(view.viewport(), point, Qt.MouseButton.MiddleButton)
    assert shown(window) == "therapy/back-stepping"
    assert [way.step.target for way in window.reader.desk.ways] == ["therapy/back-stepping", target]


def test_an_entry_of_the_atlas_is_found_in_its_section(start: Starter, qtbot: QtBot) -> None:
    """Points, meridians and regions are listed the same way, one key away."""
    window = start()
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(window.parts.sidebar.filter, "zusanli")
    tree = window.parts.sidebar.atlas
    assert [title for title in rows(tree) if "36" in title], rows(tree)
    first = tree.model().index(0, 0, tree.model().index(0, 0))
    assert first.data(ENTRY).key == "point/ST36"


def test_an_unknown_link_is_said_and_nothing_moves(start: Starter) -> None:
    """A key that the library lacks gives a sentence; the page stays."""
    window = start("therapy/tuina")
    window.column.view.link_chosen.emit("therapy/nowhere")
    assert shown(window) == "therapy/tuina"
    assert "therapy/nowhere" in window.parts.notice.text()


def test_a_place_on_the_body_says_how_much_is_used_there(start: Starter, qtbot: QtBot) -> None:
    """The name that is heard at a place counts the therapies that its page lists."""
    window = start("therapy/back-stepping")
    body = window.parts.body
    qtbot.waitUntil(lambda: bool(body.plate.buttons()) and body.is_settled)
    names = [one.accessibleName() for one in window.parts.body.findChildren(QPushButton)]
    at_lower_back = window.context.library.at_region("lower-back")
    count = sum(1 for entry in at_lower_back if entry.kind is Kind.THERAPY)
    assert count > 1
    assert any(name.startswith("Lower back") and f"{count} therapies" in name for name in names)
