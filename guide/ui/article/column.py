"""The article with its find bar: one column of the window, one tab of a session."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide.content.model import Page
from guide.ui.article.find import FindBar
from guide.ui.article.place import Place
from guide.ui.article.view import ArticleView
from guide.ui.theme import Theme
from guide.ui.widgets.pictures import Media


class ArticleColumn(QWidget):
    """``view`` (ArticleView) under ``find_bar`` (FindBar); passes the view's signals on.

    Signals: those of ArticleView.
    """

    link_chosen = Signal(str)
    external_chosen = Signal(str)
    section_changed = Signal(str)
    zoom_asked = Signal(int)
    page_shown = Signal(str)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = ArticleView(parent=self)
        for name in (
            "link_chosen",
            "external_chosen",
            "section_changed",
            "zoom_asked",
            "page_shown",
            "said",
        ):
            getattr(self.view, name).connect(getattr(self, name))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.find_bar = FindBar(self.view, self)
        column.addWidget(self.find_bar)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    def show_page(self, page: Page, place: Place | None = None) -> None:
        """Show ``page`` at ``place``."""
        self.view.show_page(page, place)
        self._search_again()

    def place(self) -> Place:
        """Where the reader is."""
        return self.view.place()

    def go_to(self, anchor: str) -> None:
        """Scroll to an anchor."""
        self.view.go_to(anchor)

    def set_look(self, theme: Theme, text_scale: float, reading_width: int) -> None:
        """Dress the article and the find bar."""
        self.view.set_look(theme, text_scale, reading_width)
        self.find_bar.set_look(theme, text_scale)
        self._search_again()

    def set_media(self, media: Media | None) -> None:
        """Where the pictures of a pack come from (``library.media``)."""
        self.view.set_media(media)

    @Slot()
    def find(self) -> None:  # type: ignore[override]  # a static look-up by window id in Qt
        """Open the find bar and put the cursor into it."""
        self.find_bar.open_bar()

    @Slot()
    def find_next(self) -> None:
        """Go to the next match; opens the bar where it is closed."""
        if self.find_bar.isHidden():
            self.find_bar.open_bar()
        else:
            self.find_bar.step()

    @Slot()
    def find_previous(self) -> None:
        """Go to the match before; opens the bar where it is closed."""
        if self.find_bar.isHidden():
            self.find_bar.open_bar()
        else:
            self.find_bar.step_back()

    def _search_again(self) -> None:
        """Another page, or the same one laid out anew: the matches are elsewhere, the place is not."""
        if not self.find_bar.isHidden():
            place = self.view.place()
            self.find_bar.search_again()
            self.view.restore(place)
