"""The left column: sections, a filter, and the list of the section; the outline of the page below."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from guide.content.model import Group
from guide.content.verdicts import Verdict
from guide.i18n import _, ngettext
from guide.ui.notes.lists import MarksList
from guide.ui.shell.entries import EntriesModel
from guide.ui.shell.switcher import Switcher
from guide.ui.shell.tree import EntryTree
from guide.ui.theme import Theme
from guide.ui.widgets.announce import announce
from guide.ui.widgets.empty import EmptyState

LIBRARY, ATLAS, BOOKMARKS, NOTES = range(4)
_LOW = 640  # pixels at 100 %: a sidebar with less height has little
_PAUSE = 400  # ms after the last key before the number of matches is read out


@dataclass(frozen=True, slots=True)
class Groups:
    """What the sidebar lists."""

    library: Sequence[Group]
    atlas: Sequence[Group]
    unfolded: frozenset[str] = frozenset()
    """The keys of the headings whose entries are seen from the beginning."""


class Sidebar(QWidget):
    """Where the reader chooses what to read.

    Signals:
        chosen: an entry (its key, and whether in a new tab).
        removal_asked: a bookmark or note is to be deleted.
        section_shown: another section is in front (its number).
    """

    chosen = Signal(str, bool)
    removal_asked = Signal(object)
    section_shown = Signal(int)
    _panel: QWidget | None  # what can stand before the lists
    _sizes: list[int]  # of lists and outline, while a panel has the room of both

    def __init__(self, groups: Groups, outline: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.switcher = Switcher()
        self.filter = _filter_field()
        self.library = EntryTree(
            EntriesModel(groups.library, self), "therapyTree", _("Library"), groups.unfolded
        )
        self.atlas = EntryTree(EntriesModel(groups.atlas, self), "atlasTree", _("Atlas"))
        self.bookmarks = MarksList(
            "bookmarksList",
            _("Bookmarks"),
            EmptyState(
                "star",
                _("No bookmarks yet"),
                _("The star above an article, or Ctrl+D, adds one."),
            ),
        )
        self.notes = MarksList(
            "notesList",
            _("Notes"),
            EmptyState(
                "note",
                _("No notes yet"),
                _("Write one beside any article: Ctrl+E takes you there."),
            ),
        )
        self.no_match = QLabel(_("No name here matches the filter."))
        self.no_match.setObjectName("emptyHint")
        self.no_match.setWordWrap(True)
        self.no_match.hide()
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.setInterval(_PAUSE)
        self._found, self._section, self._scale = 0, LIBRARY, 1.0
        self.sections = (self.library, self.atlas, self.bookmarks, self.notes)
        self._arrange(outline)
        self._connect()

    @property
    def section(self) -> int:
        """The number of the section in front."""
        return self._section

    def put_in_front(self, panel: QWidget) -> None:
        """Show ``panel`` in the place of the lists, until a section is shown again."""
        if self._panel is not panel:
            self._pages.addWidget(panel)
            self._panel = panel
        self.filter.clear()
        if not self.panel_in_front:
            self._sizes = self.splitter.sizes()
        for widget in (self.filter, self.no_match, self._below):
            widget.hide()
        self.switcher.choose_none()
        self._pages.setCurrentWidget(panel)
        self._make_room()

    @property
    def panel_in_front(self) -> bool:
        """Does a panel lie before the lists?"""
        return self._panel is not None and self._pages.currentWidget() is self._panel

    def sizes(self) -> list[int]:
        """The heights of lists and outline, as the reader chose them."""
        return self._sizes if self.panel_in_front else self.splitter.sizes()

    def show_section(self, number: int) -> None:
        """Bring a section to the front; the filter starts empty there."""
        if number != self.section:
            self.filter.clear()
        self._section = number
        was_panel = self.panel_in_front
        self._pages.setCurrentIndex(number)
        if was_panel:
            self._below.show()
            self.splitter.setSizes(self._sizes)
        self.filter.show()
        self.switcher.choose(number)
        self._make_room()
        self.section_shown.emit(number)

    def show_open(self, key: str) -> None:
        """Mark the entry that is read."""
        for tree in (self.library, self.atlas):
            tree.show_open(key)

    def judge_by(self, judge: Callable[[str], Verdict | None]) -> None:
        """Show at every entry what ``judge`` says of its key now."""
        for tree in (self.library, self.atlas):
            tree.judge_by(judge)

    def list_in_front(self) -> QWidget:
        """What is in front, for the keyboard: a panel, else the tree or list of the section."""
        if self._panel is not None and self.panel_in_front:
            return self._panel
        page = self.sections[self.section]
        return page.view if isinstance(page, MarksList) else page

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._scale = text_scale
        self.switcher.set_look(theme, text_scale)
        self._make_room()
        for page in self.sections:
            page.set_look(theme, text_scale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what has room now, once this layout is done."""
        super().resizeEvent(event)
        self._fitting.start()

    @Slot()
    def _make_room(self) -> None:
        """Before a panel the sections make way where there is little height."""
        low = self.height() < _LOW * self._scale
        self.switcher.setVisible(not (low and self.panel_in_front))

    def sizeHint(self) -> QSize:
        """As wide as four sections beside each other."""
        return QSize(max(252, self.switcher.minimumSizeHint().width()), 600)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the filter into the list; Esc empties the filter first."""
        if watched is self.filter and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down:
                self.list_in_front().setFocus(Qt.FocusReason.TabFocusReason)
                return True
            is_escape = event.key() == Qt.Key.Key_Escape and self.filter.text() != ""
            if is_escape and event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if is_escape and event.type() == QEvent.Type.KeyPress:
                self.filter.clear()
                return True
        return super().eventFilter(watched, event)

    def _arrange(self, outline: QWidget) -> None:
        sections = (
            (_("Library"), "book"),
            (_("Atlas"), "body"),
            (_("Bookmarks"), "star"),
            (_("Notes"), "note"),
        )
        for number, (word, picture) in enumerate(sections):
            self.switcher.add(word, picture, f"Ctrl+{number + 1}")
        self._pages = QStackedWidget()
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._make_room)
        self._panel = None
        self._sizes = []
        for page in self.sections:
            self._pages.addWidget(page)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(8, 8, 8, 4)
        column.setSpacing(8)
        for widget in (self.switcher, self.filter, self.no_match):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(top)
        self._below = _titled(_("On this page"), outline)
        self.splitter.addWidget(self._below)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)
        self.switcher.choose(LIBRARY)

    def _connect(self) -> None:
        self.switcher.chosen.connect(self.show_section)
        self.filter.installEventFilter(self)
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_return)
        self._counting.timeout.connect(self._say_count)
        for tree in (self.library, self.atlas):
            tree.chosen.connect(self.chosen)
        for marks in (self.bookmarks, self.notes):
            marks.chosen.connect(self._on_mark)
            marks.removal_asked.connect(self.removal_asked)

    @Slot(str)
    def _on_filter(self, text: str) -> None:
        page = self.sections[self.section]
        self._found = page.set_filter(text)
        self.no_match.setVisible(self._found == 0 and isinstance(page, EntryTree))
        if text.strip():
            self._counting.start()

    @Slot()
    def _on_return(self) -> None:
        """Enter in the filter opens the first match."""
        page = self.sections[self.section]
        if isinstance(page, EntryTree) and self._found and self.filter.text().strip():
            model = page.model()
            page.choose(model.index(0, 0, model.index(0, 0)))

    @Slot()
    def _say_count(self) -> None:
        words = ngettext("{0} match", "{0} matches", self._found).format(self._found)
        announce(self.filter, words)

    @Slot(str)
    def _on_mark(self, target: str) -> None:
        self.chosen.emit(target, False)


def _titled(title: str, widget: QWidget) -> QWidget:
    holder = QWidget()
    heading = QLabel(title)
    heading.setProperty("quiet", True)
    heading.setContentsMargins(12, 8, 12, 2)
    heading.setBuddy(widget)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(heading)
    layout.addWidget(widget, 1)
    return holder


def _filter_field() -> QLineEdit:
    """The field over the lists."""
    field = QLineEdit()
    field.setObjectName("sidebarFilter")
    field.setClearButtonEnabled(True)
    field.setPlaceholderText(_("Filter by any name"))
    field.setAccessibleName(_("Filter the list"))
    return field
