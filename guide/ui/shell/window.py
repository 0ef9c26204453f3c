"""The window. It builds the parts, puts them in their places and joins them; it decides nothing else."""

import base64
import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Slot
from PySide6.QtGui import QCloseEvent, QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSplitter, QVBoxLayout, QWidget

from guide.content.model import Kind, Page
from guide.errors import GuideError
from guide.i18n import _
from guide.services.reading import Desk, restored
from guide.settings.values import Appearance
from guide.store.values import Session
from guide.ui import actions as action_table
from guide.ui.article.column import ArticleColumn
from guide.ui.article.outline import Outline
from guide.ui.body.column import BodyColumn
from guide.ui.bridge import Bridge
from guide.ui.jobs import Jobs
from guide.ui.notes.keeper import Keeper
from guide.ui.notes.marks import Marks
from guide.ui.notes.panel import NotesPanel
from guide.ui.palette.search import SearchField
from guide.ui.shell import menus
from guide.ui.shell.bars import LastOpened, LinkBar
from guide.ui.shell.commands import Commands
from guide.ui.shell.focus import MiddlePress
from guide.ui.shell.keeping import Keeping
from guide.ui.shell.look import Look
from guide.ui.shell.marking import Marking
from guide.ui.shell.panes import LEFT, RIGHT, Panes, numbers
from guide.ui.shell.reader import Reader, home_of
from guide.ui.shell.sidebar import Groups, Sidebar
from guide.ui.shell.tabs import TabStrip
from guide.ui.shell.topbar import TopBar
from guide.ui.theme import program_icon
from guide.ui.widgets.notice import NoticeBar
from guide.ui.widgets.page_document import reading_font
from guide.ui.widgets.undo import UndoBar

if TYPE_CHECKING:  # these would be loaded anyway, but only the names are needed here
    from guide.services.annotating import Annotations
    from guide.services.context import Context

_SIZE = QSize(1280, 820)
_CHARACTERS = 40  # the article never becomes narrower than this
_MARGINS = 72  # pixels beside the article's text, the scroll bar among them


class Window(QMainWindow):
    """Three columns under a bar. ``open_store`` is called after the first paint."""

    def __init__(
        self,
        context: "Context",
        opening: "Callable[[], Annotations]",
        jobs: Jobs,
        bridge: Bridge,
        appearance: Appearance,
        session: Session | None = None,
    ) -> None:
        super().__init__()
        self.setObjectName("window")
        self.context, self.bridge, self._jobs = context, bridge, jobs
        self._closing, self._resumed = False, session is not None
        library = context.library
        self.look = Look(appearance, context.settings_file, jobs, bridge, self)
        self.look.apply()
        self.marks = Marks(jobs, bridge, opening, self)
        self.keeper = Keeper(self.marks, self)
        desk = restored(session, self._knows, home_of(library))
        self.column = ArticleColumn()
        self.column.set_media(library.media)
        self.reader = Reader(library, self.column, desk, bridge, self)
        self._build_parts()
        self._build_actions()
        self._arrange()
        self.keeping = Keeping(self.marks, self._session, self)
        self._connect()
        self._dress()
        self._restore(session.state if session is not None else {})

    def start(self, target: str = "") -> None:
        """Show the first page: ``target``, else where the last session was."""
        if target and not self._resumed:
            self.reader.desk.ways = Desk.starting_at(target).ways
        elif target and self.reader.desk.way.step.target != target:
            self.reader.desk.open(target)
        self.reader.start()
        self.column.view.setFocus()

    def open_store(self) -> None:
        """Load the reader's marks; the window is seen already."""
        self.marks.open()
        if self.reader.page is not None:
            self.marks.visit(self.reader.page.entry.key)
        self.bridge.listening()

    def come_to_front(self, target: str = "") -> None:
        """Another start of the program hands over to this one."""
        if target:
            self.reader.open(target, new_tab=True)
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Everything typed is on the disk before the window goes; else it stays and says why."""
        self.keeper.flush()
        self.keeping.keep()
        self.look.keep()
        settled = self._jobs.settle()
        if not self._closing and (self.keeper.unsaved or not settled):
            self._closing = True  # a second try leaves all the same
            words = _("A note is not saved yet. Copy its text, or close again to leave without it.")
            self.notice.say(f"{self._why()} {words}".strip(), "error")
            event.ignore()
            return
        self.marks.close()
        super().closeEvent(event)

    def _why(self) -> str:
        return self.keeper.draft.error

    def _knows(self, key: str) -> bool:
        try:
            self.context.library.entry(key)
        except GuideError:
            return False
        return True

    def _build_parts(self) -> None:
        library = self.context.library
        articles = [g for k in (Kind.THERAPY, Kind.CONDITION, Kind.PAGE) for g in library.groups(k)]
        atlas = [g for k in (Kind.REGION, Kind.MERIDIAN, Kind.POINT) for g in library.groups(k)]
        self._group_titles = {group.key: group.title for group in (*articles, *atlas)}
        self.outline = Outline()
        self.sidebar = Sidebar(Groups(articles, atlas), self.outline)
        self.body = BodyColumn()
        self.notes = NotesPanel(self.keeper)
        self.tabs = TabStrip()
        self.field = SearchField(self.context.finder, self._jobs)
        self.undo = UndoBar()
        self.notice = NoticeBar()
        self.link_bar = LinkBar()
        self.opened = LastOpened(self)
        for bar, close in (
            (self.undo, self.undo.dismiss),
            (self.notice, self.notice.hide),
            (self.link_bar, self.link_bar.hide),
        ):
            self.opened.watch(bar, close)

    def _build_actions(self) -> None:
        self.commands = Commands(self)
        self.actions_by_id = action_table.build(self, self.commands.table())
        self.addActions(list(self.actions_by_id.values()))
        self.menus = menus.build(self.actions_by_id, self.look, self)
        self.top = TopBar(self.actions_by_id, self.menus, self.field)
        self.marking = Marking(self.marks, self.reader, self.sidebar, self.top, self.undo)

    def _arrange(self) -> None:
        middle = _column(self.tabs, self.column)
        self.side = QSplitter(Qt.Orientation.Vertical)
        self.side.setObjectName("side")
        self.side.setChildrenCollapsible(False)
        self.side.setHandleWidth(1)
        self.side.addWidget(self.body)
        self.side.addWidget(self.notes)
        self.side.setStretchFactor(0, 3)
        self.side.setStretchFactor(1, 1)
        self.panes = Panes(self.sidebar, middle, self.side)
        self.setCentralWidget(
            _column(self.top, self.panes, self.link_bar, self.notice, self.undo, grows=1)
        )
        self.setWindowIcon(program_icon())

    def _connect(self) -> None:
        reader, column = self.reader, self.column
        reader.opened.connect(self._on_opened)
        reader.moved.connect(self._on_moved)
        column.link_chosen.connect(self._on_link)
        column.external_chosen.connect(self.link_bar.ask)
        column.section_changed.connect(self.outline.mark)
        column.section_changed.connect(self.marking.read_section)
        column.zoom_asked.connect(self.look.zoom)
        column.said.connect(self.bridge.say)
        MiddlePress(column.view).chosen.connect(reader.open_behind)
        column.view.verticalScrollBar().valueChanged.connect(self.keeping.soon)
        self.outline.chosen.connect(column.go_to)
        self.body.region_chosen.connect(reader.open)
        self.field.chosen.connect(reader.open)
        self.sidebar.chosen.connect(reader.open)
        self.tabs.chosen.connect(reader.show_tab)
        self.tabs.closing.connect(reader.close_tab_at)
        self.tabs.tabMoved.connect(reader.move_tab)
        self.panes.changed.connect(self._on_panes)
        for splitter in (self.panes.splitter, self.side, self.sidebar.splitter):
            splitter.splitterMoved.connect(self.keeping.soon)
        self.look.changed.connect(self._dress)
        self.marks.unavailable.connect(self._on_unavailable)
        self.bridge.said.connect(self.notice.say)
        self._jobs.broke.connect(self._on_broken)

    @Slot(object)
    def _on_opened(self, page: Page) -> None:
        entry = page.entry
        self.setWindowTitle(f"{entry.title} – {_('Therapy Guide')}")
        self.top.show_place(self._group_titles.get(entry.group, ""), entry.title)
        self.outline.show_sections(page.sections)
        self.body.show_figure(page.figure, entry.title)
        self.notes.show_entry(entry.key, entry.title)
        self.sidebar.show_open(entry.key)
        self.actions_by_id["go.previous"].setEnabled(page.previous is not None)
        self.actions_by_id["go.next"].setEnabled(page.next is not None)
        if self.marks.opened:
            self.marks.visit(entry.key)

    @Slot()
    def _on_moved(self) -> None:
        desk = self.reader.desk
        titles = [self.reader.title(way.step.key) for way in desk.ways]
        self.tabs.show_tabs(titles, desk.current)
        self.actions_by_id["go.back"].setEnabled(desk.way.can(-1))
        self.actions_by_id["go.forward"].setEnabled(desk.way.can(1))
        self.actions_by_id["tabs.close"].setEnabled(len(desk.ways) > 1)
        self.actions_by_id["tabs.reopen"].setEnabled(bool(desk.closed))
        self.keeping.soon()

    @Slot(str)
    def _on_link(self, target: str) -> None:
        held = QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier
        self.reader.open(target, new_tab=bool(held))

    @Slot()
    def _on_panes(self) -> None:
        self.actions_by_id["view.sidebar"].setChecked(self.panes.shows(LEFT))
        self.actions_by_id["view.body"].setChecked(self.panes.shows(RIGHT))
        self.keeping.soon()

    @Slot(str)
    def _on_unavailable(self, sentence: str) -> None:
        self.notice.say(sentence, "warning")

    @Slot(object)
    def _on_broken(self, error: Exception) -> None:
        if isinstance(error, GuideError):
            self.notice.say(str(error), "warning")
        else:
            self.notice.say(
                _("Something went wrong; the log file says more. You can go on."), "error"
            )

    @Slot()
    def _dress(self) -> None:
        look = self.look
        theme, scale = look.theme, look.interface_scale
        self.column.set_look(theme, look.text_scale, look.reading_width)
        for part in (
            self.top,
            self.sidebar,
            self.outline,
            self.body,
            self.notes,
            self.tabs,
            self.undo,
            self.notice,
            self.link_bar,
        ):
            part.set_look(theme, scale)
        menus.dress(self.actions_by_id, theme)
        letter = QFontMetricsF(reading_font(look.text_scale)).averageCharWidth()
        self.panes.set_scale(scale, round(letter * _CHARACTERS) + _MARGINS)

    def _session(self) -> Session:
        self.reader.leave()
        geometry = bytes(self.saveGeometry().data())
        state = self.panes.state() | {
            "section": str(self.sidebar.section),
            "side": " ".join(map(str, self.side.sizes())),
            "outline": " ".join(map(str, self.sidebar.splitter.sizes())),
            "geometry": base64.b64encode(geometry).decode("ascii"),
        }
        return self.reader.desk.as_session(state)

    def _restore(self, state: dict[str, str]) -> None:
        self.resize(_SIZE)
        try:
            geometry = base64.b64decode(state.get("geometry", ""), validate=True)
        except (binascii.Error, ValueError):
            geometry = b""
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        self.panes.restore(state)
        for splitter, name in ((self.side, "side"), (self.sidebar.splitter, "outline")):
            sizes = numbers(state.get(name, ""))
            if len(sizes) == splitter.count() and any(sizes):
                splitter.setSizes(sizes)
        section = numbers(state.get("section", ""))
        if len(section) == 1 and 0 <= section[0] < len(self.sidebar.sections):
            self.sidebar.show_section(section[0])


def _column(*widgets: QWidget, grows: int = -1) -> QWidget:
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    for index, widget in enumerate(widgets):
        layout.addWidget(widget, 1 if index == grows % len(widgets) else 0)
    return holder
