"""Opens pages: in which tab, at which place, and the way back. The widgets show what this says."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from guide.content.levels import Level
from guide.content.library import Library
from guide.content.model import Page
from guide.errors import GuideError
from guide.services.reading import Desk, split
from guide.ui.article.column import ArticleColumn
from guide.ui.article.place import Place
from guide.ui.bridge import Bridge

HOME = "page/about"
EMERGENCY = "page/emergency"


def home_of(library: Library) -> str:
    """Where a first start begins: the page about the guide, else the first entry there is."""
    if library.resolve(HOME) is not None:
        return HOME
    entries = library.entries()
    return entries[0].key if entries else HOME


class Reader(QObject):
    """Moves a ``Desk`` of tabs about and shows the page in front.

    Signals:
        opened: a page is shown (``Page``).
        moved: the tabs, or the way back and forth, are different now.
        levelled: pages are shown at another level now.
    """

    opened = Signal(object)
    moved = Signal()
    levelled = Signal()

    def __init__(
        self,
        library: Library,
        column: ArticleColumn,
        desk: Desk,
        bridge: Bridge,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._library, self._column, self._bridge = library, column, bridge
        self.desk = desk
        self.page: Page | None = None
        self.level = Level.STUDENT
        """For whom pages are shown that are written for several readers."""
        self.dress: Callable[[Page], Page] = _as_it_is
        """Adds to a page what it says about the person whose cautions are ticked."""

    def start(self) -> None:
        """Show the page of the tab in front."""
        self._show()

    def open(self, target: str, new_tab: bool = False) -> None:
        """Open a key (with ``#anchor``) here, or in a new tab in front."""
        key, anchor = split(target)
        try:
            self._library.entry(key)
        except GuideError as error:
            self._bridge.say(str(error))
            return
        self.leave()
        here = self.page is not None and self.page.entry.key == key
        if new_tab:
            self.desk.open(target)
        elif here and not anchor:
            self._column.view.setFocus()
            return
        else:
            self.desk.way.go(target)
        self._show()

    def open_behind(self, target: str) -> None:
        """Open a key in a new tab and stay here."""
        if self._library.resolve(split(target)[0]) is not None:
            self.desk.open(target, front=False)
            self.moved.emit()

    def step(self, by: int) -> None:
        """Go back (-1) or forward (1) in this tab."""
        if self.desk.way.can(by):
            self.leave()
            self.desk.way.move(by)
            self._show()

    def leave(self) -> None:
        """Remember the place on the page that is shown."""
        if self.page is not None:
            place = self._column.place()
            self.desk.way.leave(place.scroll, place.offset)

    @Slot(str)
    def set_level(self, name: str) -> None:
        """Show this page and all others at a level; the section that is read stays where it can."""
        if name == self.level:
            return
        self.level = Level(name)
        self.levelled.emit()
        if self.page is None:
            return
        section = self._column.view.section()
        self.page = page = self._read(self.page.entry.key)
        self._column.show_page(page)
        if any(one.anchor == section for one in page.sections):
            self._column.go_to(section)
        self.opened.emit(page)

    @Slot()
    def show_anew(self) -> None:
        """The page says more or less about a person now; the line that is read stays."""
        if self.page is not None:
            self.page = self._read(self.page.entry.key)
            self._column.show_changed(self.page)

    def title(self, key: str) -> str:
        """What an entry is called; its key where the library lacks it."""
        try:
            return self._library.entry(key).title
        except GuideError:
            return key

    @Slot()
    def back(self) -> None:
        """One page back in this tab."""
        self.step(-1)

    @Slot()
    def forward(self) -> None:
        """One page forward in this tab."""
        self.step(1)

    @Slot()
    def home(self) -> None:
        """The page that a first start begins with."""
        self.open(home_of(self._library))

    @Slot()
    def emergency(self) -> None:
        """The page for an emergency."""
        self.open(EMERGENCY)

    @Slot()
    def previous(self) -> None:
        """The article before this one in reading order."""
        if self.page is not None and self.page.previous is not None:
            self.open(self.page.previous.key)

    @Slot()
    def next(self) -> None:
        """The article after this one in reading order."""
        if self.page is not None and self.page.next is not None:
            self.open(self.page.next.key)

    @Slot()
    def new_tab(self) -> None:
        """A tab at the home page, in front."""
        self.open(home_of(self._library), new_tab=True)

    @Slot()
    def close_tab(self) -> None:
        """Close the tab in front."""
        self.close_tab_at(self.desk.current)

    @Slot(int)
    def close_tab_at(self, index: int) -> None:
        """Close a tab; the last one stays."""
        self.leave()
        before = self.desk.way
        self.desk.close(index)
        if self.desk.way is before:
            self.moved.emit()
        else:
            self._show()

    @Slot()
    def reopen_tab(self) -> None:
        """Bring back the tab that was closed last."""
        self.leave()
        if self.desk.reopen():
            self._show()

    @Slot(int)
    def show_tab(self, index: int) -> None:
        """Bring a tab to the front."""
        if index != self.desk.current and 0 <= index < len(self.desk.ways):
            self.leave()
            self.desk.current = index
            self._show()

    @Slot()
    def next_tab(self) -> None:
        """The tab to the right, around the end."""
        self.show_tab((self.desk.current + 1) % len(self.desk.ways))

    @Slot()
    def previous_tab(self) -> None:
        """The tab to the left, around the end."""
        self.show_tab((self.desk.current - 1) % len(self.desk.ways))

    @Slot(int, int)
    def move_tab(self, old: int, new: int) -> None:
        """The reader dragged a tab."""
        self.desk.move(old, new)
        self.moved.emit()

    def _show(self) -> None:
        step = self.desk.way.step
        try:
            page = self._read(step.key)
        except GuideError as error:
            self._bridge.say(str(error))
            return
        same = self.page is not None and self.page.entry.key == step.key
        self.page = page
        place = Place(step.scroll, step.offset) if step.left else None
        if not same or place is not None or not step.anchor:
            self._column.show_page(page, place)
        if step.anchor and place is None:
            self._column.go_to(step.anchor)
        self.moved.emit()
        self.opened.emit(page)

    def _read(self, key: str) -> Page:
        return self.dress(self._library.page(key, self.level, switch=True))


def _as_it_is(page: Page) -> Page:
    return page
