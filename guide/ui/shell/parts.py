"""Everything around the article: builds it, puts it in its place and joins it; decides nothing else."""

import base64
from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QSplitter, QWidget

from guide.content.levels import Level
from guide.content.library import Library
from guide.content.model import Kind, Page
from guide.errors import GuideError
from guide.i18n import _
from guide.services.uses import Uses
from guide.store.values import Session
from guide.ui import actions as action_table
from guide.ui.article.glances import Glances
from guide.ui.article.outline import Outline
from guide.ui.body.column import BodyColumn
from guide.ui.body.layers import Layers
from guide.ui.notes.keeper import Keeper
from guide.ui.notes.marks import Marks
from guide.ui.notes.panel import NotesPanel
from guide.ui.shell import menus
from guide.ui.shell.bars import LastOpened, LinkBar
from guide.ui.shell.cautions import Filtering
from guide.ui.shell.commands import Commands
from guide.ui.shell.focus import MiddlePress, OursFirst
from guide.ui.shell.keeping import Keeping
from guide.ui.shell.marking import Marking
from guide.ui.shell.panes import LEFT, RIGHT, numbers
from guide.ui.shell.searching import Searching
from guide.ui.shell.sidebar import Groups, Sidebar
from guide.ui.shell.topbar import TopBar
from guide.ui.theme import program_icon
from guide.ui.widgets.notice import NoticeBar
from guide.ui.widgets.undo import UndoBar

if TYPE_CHECKING:  # the window has parts, and these know their window
    from guide.ui.shell.window import Window

_ARTICLES = (Kind.THERAPY, Kind.CONDITION, Kind.PAGE)
_WORDS = (Kind.RED_FLAG, Kind.CAUTION, Kind.TERM, Kind.SOURCE)
_ATLAS = (Kind.REGION, Kind.MERIDIAN, Kind.POINT)
_THEIRS_FIRST = {"notes.undo", "view.close"}


class Parts(QObject):
    """The parts of one window, and what flows between them."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self.window = window
        self._leaving = False
        self.marks = Marks(window.jobs, window.bridge, window.opening, self)
        self.keeper = Keeper(self.marks, self)
        self._build()
        self._build_actions()
        self.keeping = Keeping(self.marks, self.session, self)
        self.filtering = Filtering(self)
        self._arrange()
        self._connect()
        self.restore(window.state)
        self._dress()
        self._on_moved()
        if window.reader.page is not None:
            self._on_opened(window.reader.page)
        self._on_panes()
        self._on_levelled()
        window.bridge.listening()

    def open_store(self) -> None:
        """Load the reader's marks."""
        self.marks.open()
        page = self.window.reader.page
        if page is not None:
            self.marks.visit(page.entry.key)

    def settle(self) -> bool:
        """The window closes: put everything on the disk. False: it must stay, and says why."""
        self.keeper.flush()
        self.keeping.keep()
        self.window.look.keep()
        settled = self.window.jobs.settle()
        if not self._leaving and (self.keeper.unsaved or not settled):
            self._leaving = True  # a second try leaves all the same
            words = _("A note is not saved yet. Copy its text, or close again to leave without it.")
            self.notice.say(f"{self.keeper.draft.error} {words}".strip(), "error")
            return False
        self.marks.close()
        return True

    def session(self) -> Session:
        """What is open, and how the window stands."""
        window = self.window
        window.reader.leave()
        geometry = bytes(window.saveGeometry().data())
        state = window.panes.state() | {
            "section": str(self.sidebar.section),
            "side": " ".join(map(str, self.side.sizes())),
            "layers": self.body.layers.as_words(),
            "level": str(window.reader.level),
            "uses": self.searching.uses.as_words(),
            "outline": " ".join(map(str, self.sidebar.sizes())),
            "geometry": base64.b64encode(geometry).decode("ascii"),
        }
        kept = window.watch.kept()
        if kept:  # else not even an empty word of it goes to the disk
            state["cautions"] = kept
        return window.reader.desk.as_session(state)

    def restore(self, state: dict[str, str]) -> None:
        """Take up what a session kept; nonsense is ignored."""
        for splitter, name in ((self.side, "side"), (self.sidebar.splitter, "outline")):
            sizes = numbers(state.get(name, ""))
            if len(sizes) == splitter.count() and any(sizes):
                splitter.setSizes(sizes)
        self.body.set_layers(Layers.from_words(state.get("layers", "")))
        self.searching.uses = Uses.from_words(state.get("uses", ""))
        section = numbers(state.get("section", ""))
        if len(section) == 1 and 0 <= section[0] < len(self.sidebar.sections):
            self.sidebar.show_section(section[0])

    def _build(self) -> None:
        library = self.window.context.library
        articles, words, atlas = (
            [group for kind in kinds for group in library.groups(kind)]
            for kinds in (_ARTICLES, _WORDS, _ATLAS)
        )
        self._group_titles = {group.key: group.title for group in (*articles, *words, *atlas)}
        self.outline = Outline()
        unfolded = frozenset(group.key for group in articles)
        self.sidebar = Sidebar(Groups([*articles, *words], atlas, unfolded), self.outline)
        self.body = BodyColumn(self.window.jobs)
        self.body.set_counts(_therapies_by_region(library))
        self.notes = NotesPanel(self.keeper)
        self.searching = Searching(self)
        self.field = self.searching.field
        finder = self.searching.finder
        self.glances = Glances(self.window.column.view, library, finder, self.window.jobs)
        self.undo, self.notice, self.link_bar = UndoBar(), NoticeBar(), LinkBar()
        self.opened = LastOpened(self)
        self.opened.watch(self.undo, self.undo.dismiss)
        self.opened.watch(self.notice, self.notice.hide)
        self.opened.watch(self.link_bar, self.link_bar.hide)
        find_bar = self.window.column.find_bar
        self.opened.watch(find_bar, find_bar.close_bar)
        self.glances.made.connect(self._on_card_made)

    def _build_actions(self) -> None:
        window = self.window
        self.commands = Commands(self)
        self.actions = action_table.build(window, self.commands.table())
        window.addActions(list(self.actions.values()))
        # But in a text Ctrl+Z takes back what was typed, and Esc is the field's own first.
        ours = (item for name, item in self.actions.items() if name not in _THEIRS_FIRST)
        OursFirst([key for item in ours for key in item.shortcuts()], self)
        self.menus = menus.build(self.actions, window.look, window)
        self.top = TopBar(self.actions, self.menus, self.field)
        self.marking = Marking(
            self.marks, window.reader, self.sidebar, self.top, self.undo, window.watch
        )

    def _arrange(self) -> None:
        window = self.window
        self.side = QSplitter(Qt.Orientation.Vertical)
        self.side.setObjectName("side")
        self.side.setChildrenCollapsible(False)
        self.side.setHandleWidth(1)
        self.side.addWidget(self.body)
        self.side.addWidget(self.notes)
        self.side.setStretchFactor(0, 3)
        self.side.setStretchFactor(1, 1)
        window.panes.fill(LEFT, self.sidebar)
        window.panes.fill(RIGHT, self.side)
        window.put_on_top(self.top)
        window.put_under_top(self.filtering.bar)
        window.put_below(self.link_bar, self.notice, self.undo)
        window.setWindowIcon(program_icon())

    def _connect(self) -> None:
        window, reader, column = self.window, self.window.reader, self.window.column
        reader.opened.connect(self._on_opened)
        reader.moved.connect(self._on_moved)
        column.link_chosen.connect(self._on_link)
        column.external_chosen.connect(self.link_bar.ask)
        column.level_chosen.connect(reader.set_level)
        reader.levelled.connect(self._on_levelled)
        column.section_changed.connect(self.outline.mark)
        column.section_changed.connect(self.marking.read_section)
        column.zoom_asked.connect(window.look.zoom)
        column.said.connect(window.bridge.say)
        MiddlePress(column.view).chosen.connect(reader.open_behind)
        column.view.verticalScrollBar().valueChanged.connect(self.keeping.soon)
        self.outline.chosen.connect(column.go_to)
        self.body.changed.connect(self.keeping.soon)
        self.searching.connect_parts()
        self.searching.changed.connect(self.keeping.soon)
        self.glances.chosen.connect(self._on_found)
        self.glances.search_asked.connect(self.field.look_for)
        self.sidebar.chosen.connect(reader.open)
        self.sidebar.section_shown.connect(self.keeping.soon)
        window.tabs.chosen.connect(reader.show_tab)
        window.tabs.closing.connect(reader.close_tab_at)
        window.tabs.tabMoved.connect(reader.move_tab)
        window.panes.changed.connect(self._on_panes)
        for splitter in (window.panes.splitter, self.side, self.sidebar.splitter):
            splitter.splitterMoved.connect(self.keeping.soon)
        window.look.changed.connect(self._dress)
        self.marks.unavailable.connect(self._on_unavailable)
        window.bridge.said.connect(self.notice.say)
        window.jobs.broke.connect(self._on_broken)

    @Slot(object)
    def _on_opened(self, page: Page) -> None:
        entry = page.entry
        self.window.setWindowTitle(f"{entry.title} – {_('Therapy Guide')}")
        self.top.show_place(self._group_titles.get(entry.group, ""), entry.title)
        self.outline.show_sections(page.sections)
        self.body.show_figure(page.figure, entry.key)
        self.notes.show_entry(entry.key, entry.title)
        self.sidebar.show_open(entry.key)
        self.marking.show_page()
        self.filtering.show_page(entry.key)
        if self.window.panes.drawer == LEFT:  # it was opened to choose a page
            self.window.panes.close_drawer()
        self.actions["go.previous"].setEnabled(page.previous is not None)
        self.actions["go.next"].setEnabled(page.next is not None)
        if self.marks.opened:
            self.marks.visit(entry.key)

    @Slot(str, bool)
    def _on_found(self, key: str, new_tab: bool) -> None:
        self.window.reader.open(key, new_tab)
        self.window.column.setFocus()

    @Slot(QWidget)
    def _on_card_made(self, card: QWidget) -> None:
        self.opened.watch(card, self.glances.close)

    @Slot()
    def _on_moved(self) -> None:
        self.window.show_tabs()
        desk = self.window.reader.desk
        self.actions["go.back"].setEnabled(desk.way.can(-1))
        self.actions["go.forward"].setEnabled(desk.way.can(1))
        self.actions["tabs.close"].setEnabled(len(desk.ways) > 1)
        self.actions["tabs.reopen"].setEnabled(bool(desk.closed))
        self.keeping.soon()

    @Slot()
    def _on_levelled(self) -> None:
        for level in Level:
            self.actions[f"article.{level}"].setChecked(level is self.window.reader.level)
        self.keeping.soon()

    @Slot(str)
    def _on_link(self, target: str) -> None:
        held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.window.reader.open(target, new_tab=bool(held))

    @Slot()
    def _on_panes(self) -> None:
        self.actions["view.sidebar"].setChecked(self.window.panes.shows(LEFT))
        self.actions["view.body"].setChecked(self.window.panes.shows(RIGHT))
        self.keeping.soon()

    @Slot(str)
    def _on_unavailable(self, sentence: str) -> None:
        self.notice.say(sentence, "warning")

    @Slot(object)
    def _on_broken(self, error: Exception) -> None:
        if isinstance(error, GuideError):
            self.notice.say(str(error), "warning")
        else:
            words = _("Something went wrong; the log file says more. You can go on.")
            self.notice.say(words, "error")

    @Slot()
    def _dress(self) -> None:
        theme, scale = self.window.look.theme, self.window.look.interface_scale
        for part in (
            self.top,
            self.sidebar,
            self.searching.panel,
            self.outline,
            self.body,
            self.notes,
            self.undo,
            self.notice,
            self.link_bar,
            self.filtering,
            self.glances,
        ):
            part.set_look(theme, scale)
        self.glances.set_on(self.window.look.appearance.previews)
        menus.dress(self.actions, theme)


def _therapies_by_region(library: Library) -> Counter[str]:
    """How many therapies name each region (by key)."""
    therapies = library.entries(Kind.THERAPY)
    return Counter(f"region/{slug}" for entry in therapies for slug in entry.regions)
