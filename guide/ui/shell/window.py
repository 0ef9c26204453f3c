"""The window, in two steps: the article at once, everything around it after the first paint."""

import base64
import binascii
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QFontMetricsF
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from guide.content.levels import level_of
from guide.errors import GuideError
from guide.services.reading import Desk, restored
from guide.settings.values import Appearance
from guide.store.values import Session
from guide.ui.article.column import ArticleColumn
from guide.ui.bridge import Bridge
from guide.ui.jobs import Jobs
from guide.ui.shell.look import Look
from guide.ui.shell.panes import Panes
from guide.ui.shell.reader import Reader, home_of
from guide.ui.shell.tabs import TabStrip
from guide.ui.shell.watch import Watch
from guide.ui.widgets.page_document import reading_font

if TYPE_CHECKING:  # the store loads SQLAlchemy, the parts most of the interface
    from guide.services.annotating import Annotations
    from guide.services.context import Context
    from guide.ui.shell.parts import Parts

_SIZE = QSize(1280, 820)
_CHARACTERS = 40  # the article never becomes narrower than this
_MARGINS = 72  # pixels beside the article's text, the scroll bar among them
_HEAD = 58  # pixels at 100 % that the bar will take


class Window(QMainWindow):
    """Three columns under a bar.

    ``start`` shows the article, with the side columns still empty; ``furnish`` fills them in after
    that was painted. ``parts`` is there from then on.

    Signals:
        furnished: everything is in its place.
    """

    furnished = Signal()
    parts: "Parts"

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
        self.context, self.opening, self.jobs, self.bridge = context, opening, jobs, bridge
        self.state = session.state if session is not None else {}
        self.complete, self._resumed = False, session is not None
        library = context.library
        self.look = Look(appearance, context.settings_file, jobs, bridge, self)
        self.look.apply()
        self.column = ArticleColumn()
        self.column.set_media(library.media)
        self.column.draw_with(jobs)
        desk = restored(session, self._knows, home_of(library))
        self.reader = Reader(library, self.column, desk, bridge, self)
        self.reader.level = level_of(self.state.get("level", ""))
        self._watch_cautions()
        self._arrange()
        self.dress()
        self.look.changed.connect(self.dress)
        self._restore()

    def start(self, target: str = "") -> None:
        """Show the first page: ``target``, else where the last session was."""
        if target and not self._resumed:
            self.reader.desk.ways = Desk.starting_at(target).ways
        elif target and self.reader.desk.way.step.target != target:
            self.reader.desk.open(target)
        self.show_tabs()
        self.reader.start()
        self.column.view.setFocus()

    def furnish(self) -> None:
        """Build and fill everything around the article."""
        # Loaded here, because half the start would be spent on it before the article is seen.
        from guide.ui.shell.parts import Parts  # noqa: PLC0415

        self.parts = Parts(self)
        self.complete = True
        self.furnished.emit()

    @Slot(str)
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
        if self.complete and not self.parts.settle():
            event.ignore()
        else:
            super().closeEvent(event)

    def put_on_top(self, bar: QWidget) -> None:
        """The bar takes the place that was kept for it."""
        self._frame.replaceWidget(self._head, bar)
        self._head.deleteLater()

    def put_under_top(self, bar: QWidget) -> None:
        """A bar between the top and the columns."""
        self._frame.insertWidget(1, bar)

    def put_below(self, *bars: QWidget) -> None:
        """Bars under the columns."""
        for bar in bars:
            self._frame.addWidget(bar)

    @Slot()
    def show_tabs(self) -> None:
        """Show what the tabs hold; a single one needs no strip."""
        desk = self.reader.desk
        titles = [self.reader.title(way.step.key) for way in desk.ways]
        self.tabs.show_tabs(titles, desk.current)

    @Slot()
    def dress(self) -> None:
        """Theme and text size for what is there from the beginning."""
        look = self.look
        self.column.set_look(look.theme, look.text_scale, look.reading_width)
        self.tabs.set_look(look.theme, look.interface_scale)
        letter = QFontMetricsF(reading_font(look.text_scale)).averageCharWidth()
        self.panes.set_scale(look.interface_scale, round(letter * _CHARACTERS) + _MARGINS)

    def _watch_cautions(self) -> None:
        """What is ticked reaches the article before anything else."""
        self.watch = Watch(self.context.library, self)
        self.reader.dress = self.watch.dressed
        self.column.view.mark_with(self.watch.mark)
        try:
            self.watch.restore(self.state.get("cautions", ""))
        except GuideError as error:
            self.bridge.say(str(error))
        self.watch.changed.connect(self.reader.show_anew)

    def _arrange(self) -> None:
        self.tabs = TabStrip()
        middle = QWidget()
        _stacked(middle, self.tabs, self.column)
        self.panes = Panes(_ground("sidebar"), middle, _ground("side"))
        self._head = QWidget()
        self._head.setFixedHeight(round(_HEAD * self.look.interface_scale))
        central = QWidget()
        self._frame = _stacked(central, self._head, self.panes)
        self.setCentralWidget(central)

    def _restore(self) -> None:
        self.resize(_SIZE)
        try:
            geometry = base64.b64decode(self.state.get("geometry", ""), validate=True)
        except (binascii.Error, ValueError):
            geometry = b""
        if geometry:
            self.restoreGeometry(QByteArray(geometry))
        self.panes.restore(self.state)

    def _knows(self, key: str) -> bool:
        try:
            self.context.library.entry(key)
        except GuideError:
            return False
        return True


def _stacked(holder: QWidget, above: QWidget, below: QWidget) -> QVBoxLayout:
    """``below`` takes the height that ``above`` leaves."""
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(above)
    layout.addWidget(below, 1)
    return layout


def _ground(name: str) -> QWidget:
    """The ground of a column that is filled later."""
    ground = QWidget()
    ground.setObjectName(name)
    ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return ground
