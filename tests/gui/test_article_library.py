"""The real articles of the library, as they are shown and as assistive technology receives them."""

from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from pytestqt.qtbot import QtBot

from guide.content.library import Library
from guide.content.model import Kind, Page
from guide.ui import theme
from guide.ui.article.access import Node
from guide.ui.article.headings import heading_blocks
from guide.ui.article.links import LinkKind, read_link
from guide.ui.article.structure import NodeKind
from guide.ui.article.view import ArticleView
from guide.ui.widgets.page_document import prepare

LIGHT = theme.theme("light")


class _Structure(HTMLParser):
    """Headings, links and images of compiled HTML, as (kind, words)."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[NodeKind, str]] = []
        self.addresses: list[str] = []
        self._open: list[tuple[NodeKind, list[str], int]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in {"h1", "h2", "h3", "h4"}:
            self._begin(NodeKind.HEADING)
        elif tag == "a" and given.get("href"):
            self.addresses.append(given["href"] or "")
            self._begin(NodeKind.LINK)
        elif tag == "a":
            self._open.append((NodeKind.LINK, [], -1))
        elif tag == "img":
            self.found.append((NodeKind.IMAGE, given.get("alt") or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag in {"h1", "h2", "h3", "h4", "a"}:
            kind, words, place = self._open.pop()
            if place >= 0:
                self.found[place] = kind, " ".join("".join(words).split())

    def handle_data(self, data: str) -> None:
        for _kind, words, _place in self._open:
            words.append(data)

    def _begin(self, kind: NodeKind) -> None:
        self._open.append((kind, [], len(self.found)))
        self.found.append((kind, ""))


@pytest.fixture(scope="module")
def articles(library_file: Path) -> list[Page]:
    library = Library.open(library_file)
    kinds = (Kind.THERAPY, Kind.CONDITION, Kind.PAGE)
    pages = [library.page(one.key) for one in library.entries() if one.kind in kinds]
    pages.extend(library.page(key) for key in ("point/BL13", "meridian/BL", "region/lower-back"))
    library.close()
    return pages


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.setFocus()
    made.set_look(LIGHT, 1.0, 72)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_a_screen_reader_gets_the_structure_of_every_article(
    articles: list[Page], view: ArticleView
) -> None:
    """Headings, links and images: the same number, order and words as in the article itself."""
    view.describe_for_assistance(True)
    roles = {
        NodeKind.HEADING: QAccessible.Role.Heading,
        NodeKind.LINK: QAccessible.Role.Link,
        NodeKind.IMAGE: QAccessible.Role.Graphic,
    }
    for page in articles:
        view.show_page(page)
        view.settle()
        # As the page is put together for the width; the facts may stand in another order.
        wanted = _Structure(prepare(page.html)).found
        assert Counter(wanted) == Counter(_Structure(page.html).found)
        nodes = view.viewport().findChildren(
            Node, options=Qt.FindChildOption.FindDirectChildrenOnly
        )
        heard = []
        for node in nodes:
            interface = QAccessible.queryAccessibleInterface(node)
            assert interface.role() is roles[node.found.kind]
            words = " ".join(interface.text(QAccessible.Text.Name).split())
            heard.append((node.found.kind, words))
        assert heard == wanted, page.entry.key


def test_every_picture_has_words(articles: list[Page]) -> None:
    """No picture of the library is silent."""
    for page in articles:
        for kind, words in _Structure(page.html).found:
            assert kind is not NodeKind.IMAGE or words, page.entry.key


def test_every_link_of_the_library_can_be_followed(articles: list[Page]) -> None:
    """What the compiler lets through, the window follows."""
    for page in articles:
        for address in _Structure(page.html).addresses:
            assert read_link(address).kind is not LinkKind.REFUSED, (page.entry.key, address)


def test_every_section_can_be_reached(articles: list[Page], view: ArticleView) -> None:
    """The outline's entries lead to the headings that bear their words."""
    for page in articles:
        view.show_page(page)
        for section in page.sections:
            view.go_to(section.anchor)
            seen = [
                (view.document().findBlock(start).text().split(), level)
                for start, level in heading_blocks(view.document())
                if 0 <= view.cursorRect(_at(view, start)).top() < view.viewport().height()
            ]
            assert (section.title.split(), section.level) in seen, page.entry.key


def _at(view: ArticleView, position: int) -> QTextCursor:
    cursor = QTextCursor(view.document())
    cursor.setPosition(position)
    return cursor


def _end_of_text(view: ArticleView, scale: float) -> float:
    """Where the widest words of the page end: before the page's margin and a table's padding."""
    document = view.document()
    margin = document.rootFrame().frameFormat().rightMargin()
    return document.size().width() - margin - 14 * scale


@pytest.mark.parametrize("scale", [1.0, 2.0, 3.0])
@pytest.mark.parametrize("width", [480, 760, 1200])
def test_no_article_scrolls_sideways(
    articles: list[Page], view: ArticleView, scale: float, width: int
) -> None:
    """Whatever the text size: no table, figure or word is wider than the window."""
    view.resize(width, 700)
    view.set_look(LIGHT, scale, 72)
    for page in articles:
        view.show_page(page)
        assert _end_of_text(view, scale) <= view.viewport().width(), page.entry.key
