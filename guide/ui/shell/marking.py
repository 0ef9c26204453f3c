"""Shows the reader's marks wherever they appear: badges, lists, the star, the undo bar."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QPushButton

from guide.i18n import _
from guide.store.values import Bookmark, Note
from guide.ui.notes.lists import Row, preview
from guide.ui.notes.marks import Marks, Removed
from guide.ui.shell.entries import EntriesModel
from guide.ui.shell.reader import Reader
from guide.ui.shell.sidebar import Sidebar
from guide.ui.shell.topbar import TopBar
from guide.ui.shell.watch import Watch
from guide.ui.widgets.announce import announce
from guide.ui.widgets.undo import UndoBar


class Marking(QObject):
    """Joins ``Marks`` with the sidebar, the top bar and the undo bar."""

    def __init__(
        self,
        marks: Marks,
        reader: Reader,
        sidebar: Sidebar,
        top: TopBar,
        undo: UndoBar,
        watch: Watch,
    ) -> None:
        super().__init__(sidebar)
        self._marks, self._reader, self._watch = marks, reader, watch
        self._sidebar, self._top, self._undo = sidebar, top, undo
        self._section = ""
        self._was_marked: tuple[str, bool] = ("", False)
        marks.loaded.connect(self._on_loaded)
        watch.changed.connect(self._fill_lists)
        marks.removed.connect(self._on_removed)
        sidebar.removal_asked.connect(self._on_removal)
        undo.undone.connect(self._on_undone)

    def show_page(self) -> None:
        """Another page is in front."""
        self._section = ""
        self._show_star()

    @Slot()
    def toggle_article(self) -> None:
        """Bookmark the article, or take its bookmark away."""
        page = self._reader.page
        if page is not None:
            self._marks.toggle_bookmark(page.entry.key, "", page.entry.title)
        self._show_star()  # the button flips by itself: it tells the truth, not the wish

    @Slot()
    def toggle_section(self) -> None:
        """The same for the section that is being read."""
        page = self._reader.page
        if page is None:
            return
        section = next((s for s in page.sections if s.anchor == self._section), None)
        if section is None:
            self.toggle_article()
        else:
            title = f"{page.entry.title} › {section.title}"
            self._marks.toggle_bookmark(page.entry.key, section.anchor, title)

    @Slot(str)
    def read_section(self, anchor: str) -> None:
        """The reader came to another section."""
        self._section = anchor

    @Slot()
    def undo_removal(self) -> None:
        """Bring back what was deleted last, while the bar offers it."""
        button = self._undo.findChild(QPushButton)
        if self._undo.isVisible() and isinstance(button, QPushButton):
            button.click()

    @Slot()
    def _on_loaded(self) -> None:
        bookmarked = frozenset(bookmark.key for bookmark in self._marks.bookmarks)
        noted = frozenset(note.key for note in self._marks.notes)
        for tree in (self._sidebar.library, self._sidebar.atlas):
            model = tree.model()
            if isinstance(model, EntriesModel):
                model.set_marks(bookmarked, noted)
        self._fill_lists()
        self._show_star()

    @Slot()
    def _fill_lists(self) -> None:
        self._sidebar.bookmarks.show_rows(map(self._bookmark_row, self._marks.bookmarks))
        self._sidebar.notes.show_rows(map(self._note_row, self._marks.notes))

    def _bookmark_row(self, bookmark: Bookmark) -> Row:
        target = f"{bookmark.key}#{bookmark.section}" if bookmark.section else bookmark.key
        day = bookmark.created.astimezone().strftime("%Y-%m-%d")
        return Row(target, bookmark.title, self._told(bookmark.key, day), bookmark)

    def _note_row(self, note: Note) -> Row:
        words = preview(note.text) or _("(empty)")
        return Row(note.key, self._reader.title(note.key), self._told(note.key, words), note)

    def _told(self, key: str, words: str) -> str:
        """``words`` after what the entry says about the person whose cautions are ticked."""
        mark = self._watch.mark(key)
        return words if mark is None else f"{mark[0]} · {words}"

    def _show_star(self) -> None:
        page = self._reader.page
        key = page.entry.key if page is not None else ""
        marked = self._marks.bookmark_of(key) is not None
        self._top.show_bookmarked(marked)
        if self._was_marked == (key, not marked):
            announce(self._top.bookmark, _("Bookmarked") if marked else _("Bookmark removed"))
        self._was_marked = key, marked

    @Slot(object)
    def _on_removal(self, mark: object) -> None:
        if isinstance(mark, Bookmark):
            self._marks.remove_bookmark(mark)
        elif isinstance(mark, Note):
            self._marks.remove_note(mark)

    @Slot(object)
    def _on_removed(self, removed: Removed) -> None:
        self._undo.offer(removed.text, removed)

    @Slot(object)
    def _on_undone(self, removed: Removed) -> None:
        removed.undo()
