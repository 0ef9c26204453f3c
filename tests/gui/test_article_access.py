"""What assistive technology receives of an article, asked through Qt's own accessible interfaces."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from guide.ui import theme
from guide.ui.article.access import Node
from guide.ui.article.view import ArticleView
from tests.gui.article_pages import long_page, page

MIXED = (
    "<h1>Tuina</h1>"
    '<h2><a name="a"></a>What it is</h2>'
    '<p>See <a href="therapy/gua-sha">gua <b>sha</b></a>, <a class="point" href="point/BL13">BL13</a>'
    '<sup><a href="#source-x">1</a>, <a href="#source-y">2</a></sup>.</p>'
    '<h3><a name="b"></a>Inside “it”</h3>'
    '<p><img src="plate:back?regions=lower-back" alt="The back with the lower back tinted"></p>'
    '<p><a class="external" href="https://example.org/a">https://example.org/a</a></p>'
    '<h2><a name="c"></a>Sources</h2>'
    '<p class="source"><a name="source-x"></a>1. <a href="source/x">A title</a>.</p>'
)


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.setFocus()
    made.set_look(theme.theme("light"), 1.0, 72)
    with qtbot.waitExposed(made):
        made.show()
    made.describe_for_assistance(True)
    made.show_page(page(MIXED, title="Tuina"))
    made.settle()
    return made


def _tree(root: QWidget) -> list[QAccessibleInterface]:
    """The interfaces of ``root`` and all below it, in the order in which they are read."""
    found: list[QAccessibleInterface] = []
    waiting: list[QAccessibleInterface] = [QAccessible.queryAccessibleInterface(root)]
    while waiting:
        one = waiting.pop(0)
        assert one.isValid()
        found.append(one)
        waiting[:0] = [one.child(index) for index in range(one.childCount())]
    return found


def _of_role(view: QWidget, role: QAccessible.Role) -> list[str]:
    return [one.text(QAccessible.Text.Name) for one in _tree(view) if one.role() is role]


def test_headings_are_headings(view: ArticleView) -> None:
    """Number, order, text and level are those of the article."""
    assert _of_role(view, QAccessible.Role.Heading) == [
        "Tuina",
        "What it is",
        "Inside “it”",
        "Sources",
    ]
    levels = [
        one.text(QAccessible.Text.Description)
        for one in _tree(view)
        if one.role() is QAccessible.Role.Heading
    ]
    assert levels == ["Level 1", "Level 2", "Level 3", "Level 2"]


def test_links_are_links(view: ArticleView) -> None:
    """Each once, in order, with all of its words though a part of them is bold."""
    assert _of_role(view, QAccessible.Role.Link) == [
        "gua sha",
        "BL13",
        "1",
        "2",
        "https://example.org/a",
        "A title",
    ]


def test_images_have_their_words(view: ArticleView) -> None:
    """The alternative text is the name."""
    assert _of_role(view, QAccessible.Role.Graphic) == ["The back with the lower back tinted"]


def test_the_view_is_named_after_its_article(view: ArticleView) -> None:
    """Whoever arrives hears where."""
    assert _tree(view)[0].text(QAccessible.Text.Name) == "Tuina"


def test_a_link_is_followed_by_its_action(view: ArticleView, qtbot: QtBot) -> None:
    """Press, as a screen reader does it, leads where a click leads."""
    node = next(one for one in view.findChildren(Node) if one.found.text == "BL13")
    with qtbot.waitSignal(view.link_chosen) as caught:
        node.press()
    assert caught.args == ["point/BL13"]


def test_links_lie_where_they_are_read(view: ArticleView, qtbot: QtBot) -> None:
    """The box of a link is the place of its words, also after scrolling; the mouse goes through."""
    view.show_page(long_page())
    view.settle()
    view.go_to("part-3")
    node = next(one for one in view.findChildren(Node) if one.found.text == "other 3")
    words = view.cursorRect(view.document().find("other 3"))
    assert node.geometry().adjusted(-2, -2, 2, 2).contains(words.center())
    assert node.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_tab_walks_the_links_for_a_screen_reader_too(view: ArticleView, qtbot: QtBot) -> None:
    """One stop for each link, in order, seen, and Enter follows."""
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    walked = []
    for _step in range(6):
        QTest.keyClick(view.window().focusWidget(), Qt.Key.Key_Tab)
        focused = view.window().focusWidget()
        assert isinstance(focused, Node)
        walked.append(focused.found.text)
    assert walked == _of_role(view, QAccessible.Role.Link)
    with qtbot.waitSignal(view.link_chosen) as caught:
        QTest.keyClick(view.window().focusWidget(), Qt.Key.Key_Return)
    assert caught.args == ["source/x"]


def test_cautions_come_before_the_sections(view: ArticleView) -> None:
    """In the order of reading: the box, the text, then what follows the article."""
    view.show_page(long_page())
    view.settle()
    box = view.findChild(QWidget, "cautionBox")
    assert box is not None
    assert QAccessible.queryAccessibleInterface(box).role() is QAccessible.Role.Grouping
    names = [one.text(QAccessible.Text.Name) for one in _tree(view)]
    assert names.index("Cautions") < names.index("Part 0")
    assert names.index("Part 11") < names.index("Previous: Tai chi")
    assert names.index("Previous: Tai chi") < names.index("Condition 0")


def test_everything_to_press_has_a_name_of_its_own(view: ArticleView) -> None:
    """No button and no link without words."""
    view.show_page(long_page())
    view.settle()
    roles = (QAccessible.Role.Link, QAccessible.Role.Button)
    for one in _tree(view):
        if one.role() in roles:
            assert one.text(QAccessible.Text.Name).strip()


def test_a_new_page_leaves_nothing_of_the_old(view: ArticleView, qtbot: QtBot) -> None:
    """Links of the page before are gone, however often pages change."""
    for number in range(20):
        view.show_page(page(f'<p><a href="therapy/t{number}">link {number}</a></p>'))
        view.settle()
    assert _of_role(view, QAccessible.Role.Link) == ["link 19"]
    qtbot.waitUntil(lambda: len(view.findChildren(Node)) == 1)


def test_without_assistive_technology_nothing_is_made(qtbot: QtBot) -> None:
    """A hundred widgets are not made for nobody."""
    made = ArticleView()
    qtbot.addWidget(made)
    made.set_look(theme.theme("light"), 1.0, 72)
    made.show_page(page(MIXED))
    made.settle()
    assert made.findChildren(Node) == []
