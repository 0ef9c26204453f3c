"""The article as it is read."""

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtWidgets import QTextBrowser, QWidget

from guide.content.model import Page
from guide.ui.article.links import LinkKind, read_link
from guide.ui.article.place import Place
from guide.ui.theme import Theme


class ArticleView(QTextBrowser):
    """Shows one article; scrolls, zooms and follows links, but never opens anything itself.

    Signals:
        link_chosen: an entry of the library, as ``key`` or ``key#anchor``.
        external_chosen: an address outside the program; the shell asks before it leaves.
        section_changed: another section is at the top now (its anchor, empty at the head).
        zoom_asked: the reader turned the wheel with Ctrl (+1 or -1).
        page_shown: a page was laid out (its key).
        said: a sentence for the reader (a link that leads nowhere).
    """

    link_chosen = Signal(str)
    external_chosen = Signal(str)
    section_changed = Signal(str)
    zoom_asked = Signal(int)
    page_shown = Signal(str)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("articleView")
        self.setOpenLinks(False)
        self.anchorClicked.connect(self._on_anchor)
        self._page: Page | None = None

    def show_page(self, page: Page, place: Place | None = None) -> None:
        """Show ``page`` at ``place`` (its beginning without one)."""
        self._page = page
        self.document().setHtml(page.html)
        self.page_shown.emit(page.entry.key)

    def place(self) -> Place:
        """Where the reader is."""
        return Place()

    def go_to(self, anchor: str) -> None:
        """Scroll to a heading or another named place of the page."""
        self.scrollToAnchor(anchor)

    def set_look(self, theme: Theme, text_scale: float, reading_width: int) -> None:
        """Change theme, text size (1.0 is 100 %) or measure (characters), keeping the place."""

    @Slot(QUrl)
    def _on_anchor(self, address: QUrl) -> None:
        link = read_link(address.toString())
        if link.kind is LinkKind.INTERNAL:
            self.link_chosen.emit(link.target)
