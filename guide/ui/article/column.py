"""The article with its find bar: one column of the window, one tab of a session."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide.content.model import Page
from guide.ui.article.place import Place
from guide.ui.article.view import ArticleView
from guide.ui.jobs import Jobs
from guide.ui.theme import Theme
from guide.ui.widgets.pictures import Media

if TYPE_CHECKING:
    from guide.ui.article.find import FindBar


class ArticleColumn(QWidget):
    """``view`` (ArticleView) under ``find_bar`` (FindBar); passes the view's signals on.

    Signals: those of ArticleView.
    """

    link_chosen = Signal(str)
    external_chosen = Signal(str)
    level_chosen = Signal(str)
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
            "level_chosen",
            "section_changed",
            "zoom_asked",
            "page_shown",
            "said",
        ):
            getattr(self.view, name).connect(getattr(self, name))
        self._bar: FindBar | None = None
        self._look: tuple[Theme, float] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)

    @property
    def find_bar(self) -> "FindBar":
        """The find bar; built when it is asked for, after the first paint."""
        if self._bar is None:
            from guide.ui.article.find import FindBar  # noqa: PLC0415 - off the start path

            self._bar = FindBar(self.view, self)
            self._column.insertWidget(0, self._bar)
            if self._look is not None:
                self._bar.set_look(*self._look)
        return self._bar

    def show_page(self, page: Page, place: Place | None = None) -> None:
        """Show ``page`` at ``place``."""
        self.view.show_page(page, place)
        self._search_again()

    def show_changed(self, page: Page) -> None:
        """Show the page that is open with other words around its text; the line that is read stays."""
        self.view.show_changed(page)
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
        self._look = theme, text_scale
        if self._bar is not None:
            self._bar.set_look(theme, text_scale)
        self._search_again()

    def set_media(self, media: Media | None) -> None:
        """Where the pictures of a pack come from (``library.media``)."""
        self.view.set_media(media)

    def draw_with(self, jobs: Jobs) -> None:
        """Have the plates of articles drawn on a thread."""
        self.view.draw_with(jobs)

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
        if self._bar is not None and not self._bar.isHidden():
            place = self.view.place()
            self._bar.search_again()
            self.view.restore(place)
