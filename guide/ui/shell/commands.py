"""What each action of the table does. One line per action; the work is done elsewhere."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from guide.content.levels import Level
from guide.ui.shell.focus import Round
from guide.ui.shell.handouts import Handouts
from guide.ui.shell.panes import LEFT, RIGHT
from guide.ui.shell.reader import HOME
from guide.ui.shell.sidebar import ATLAS, BOOKMARKS, LIBRARY, NOTES

if TYPE_CHECKING:  # the parts have commands, and these know the parts
    from guide.ui.shell.parts import Parts


class Commands(QObject):
    """The methods behind the actions of one window."""

    def __init__(self, parts: "Parts") -> None:
        super().__init__(parts)
        self._parts, self._window = parts, parts.window
        self._handouts = Handouts(parts)
        self._round = Round(
            (
                self._sidebar_list,
                self._article,
                self._outline,
                self._body,
                self._editor,
                self._field,
                self._filter,
            ),
            self,
        )

    def table(self) -> dict[str, Callable[[], None]]:
        """Action id → what it does."""
        return self._reading() | self._arranging()

    def _reading(self) -> dict[str, Callable[[], None]]:
        w = self._window
        return {
            "go.back": w.reader.back,
            "go.forward": w.reader.forward,
            "go.home": w.reader.home,
            "go.search": self.search,
            "go.results": self._parts.searching.show_results,
            "go.next_result": self._parts.searching.next_hit,
            "go.previous_result": self._parts.searching.previous_hit,
            "go.previous": w.reader.previous,
            "go.next": w.reader.next,
            "go.filter": self.filter,
            "go.emergency": w.reader.emergency,
            "article.find": w.column.find,
            "article.find_next": w.column.find_next,
            "article.find_previous": w.column.find_previous,
            "article.lookup": self._parts.glances.look_up,
            **{f"article.{level}": partial(self.read_at, level) for level in Level},
            "article.bookmark": self.bookmark,
            "article.bookmark_section": self.bookmark_section,
            "article.handout": self.handout,
            "notes.write": self.write_note,
            "notes.new": self.new_note,
            "notes.undo": self.undo,
        }

    def _arranging(self) -> dict[str, Callable[[], None]]:
        w = self._window
        return {
            "tabs.new": w.reader.new_tab,
            "tabs.close": w.reader.close_tab,
            "tabs.reopen": w.reader.reopen_tab,
            "tabs.next": w.reader.next_tab,
            "tabs.previous": w.reader.previous_tab,
            "view.library": self.library,
            "view.atlas": self.atlas,
            "view.bookmarks": self.bookmarks,
            "view.notes": self.notes,
            "view.cautions": self.cautions,
            "view.sidebar": self.toggle_sidebar,
            "view.body": self.toggle_body,
            "view.larger": w.look.larger,
            "view.smaller": w.look.smaller,
            "view.normal": w.look.normal,
            "view.pane": self._round.forward,
            "view.pane_back": self._round.back,
            "view.full": self.full_screen,
            "view.close": self.close_last,
            "program.preferences": self.preferences,
            "program.keys": self.keys,
            "program.about": self.about,
            "program.quit": self.quit,
        }

    @Slot()
    def search(self) -> None:
        """Put the cursor into the search field."""
        self._parts.field.setFocus()
        self._parts.field.selectAll()

    @Slot()
    def filter(self) -> None:
        """Put the cursor into the filter of the sidebar."""
        self._window.panes.show_side(LEFT)
        self._parts.sidebar.show_section(self._parts.sidebar.section)
        self._parts.sidebar.filter.setFocus()
        self._parts.sidebar.filter.selectAll()

    def read_at(self, level: Level, _checked: bool = False) -> None:
        """Show pages at a level; the one in force stays checked when it is chosen again."""
        self._parts.actions[f"article.{level}"].setChecked(True)
        self._window.reader.set_level(level)

    @Slot()
    def bookmark(self) -> None:
        """Bookmark the article, or take its bookmark away."""
        self._parts.marking.toggle_article()

    @Slot()
    def bookmark_section(self) -> None:
        """The same for the section that is being read."""
        self._parts.marking.toggle_section()

    @Slot()
    def undo(self) -> None:
        """Bring back what was deleted last."""
        self._parts.marking.undo_removal()

    @Slot()
    def handout(self) -> None:
        """Save the article as a PDF file."""
        self._handouts.ask()

    @Slot()
    def write_note(self) -> None:
        """Put the cursor into the note."""
        self._window.panes.show_side(RIGHT)
        self._parts.notes.write()

    @Slot()
    def new_note(self) -> None:
        """Begin another note."""
        self._window.panes.show_side(RIGHT)
        self._parts.notes.new()

    @Slot()
    def library(self) -> None:
        """The sidebar's section of articles."""
        self._section(LIBRARY)

    @Slot()
    def atlas(self) -> None:
        """The sidebar's section of regions, points and meridians."""
        self._section(ATLAS)

    @Slot()
    def bookmarks(self) -> None:
        """The sidebar's section of bookmarks."""
        self._section(BOOKMARKS)

    @Slot()
    def notes(self) -> None:
        """The sidebar's section of notes."""
        self._section(NOTES)

    @Slot()
    def cautions(self) -> None:
        """Open the questionnaire of the caution filter."""
        self._parts.filtering.ask()

    @Slot()
    def toggle_sidebar(self) -> None:
        """Show or hide the sidebar."""
        self._toggle(LEFT)

    @Slot()
    def toggle_body(self) -> None:
        """Show or hide body and notes."""
        self._toggle(RIGHT)

    @Slot()
    def full_screen(self) -> None:
        """Fill the screen, or stop doing so."""
        window = self._window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()
        self._parts.actions["view.full"].setChecked(window.isFullScreen())

    @Slot()
    def close_last(self) -> None:
        """Esc: close what opened last; with nothing open, the keyboard goes back to the article."""
        window = self._window
        if self._parts.opened.close_last():
            return
        if window.panes.close_drawer():
            window.column.view.setFocus()
        elif window.isFullScreen():
            self.full_screen()
        else:
            window.column.view.setFocus()

    @Slot()
    def preferences(self) -> None:
        """Open the preferences."""
        from guide.ui.preferences.dialog import Preferences  # noqa: PLC0415 - seldom needed

        look = self._window.look
        dialog = Preferences(look.appearance, self._window)
        dialog.theme_chosen.connect(look.set_theme)
        dialog.text_scale_chosen.connect(look.set_text_scale)
        dialog.reading_width_chosen.connect(look.set_reading_width)
        dialog.previews_chosen.connect(look.set_previews)
        dialog.open()

    @Slot()
    def keys(self) -> None:
        """Open the list of keys."""
        from guide.ui.shell.keys import KeyList  # noqa: PLC0415 - seldom needed

        KeyList(self._window).open()

    @Slot()
    def about(self) -> None:
        """The page about this guide."""
        self._window.reader.open(HOME)

    @Slot()
    def quit(self) -> None:
        """Close the window, and with it the program."""
        self._window.close()

    def _section(self, number: int) -> None:
        self._window.panes.show_side(LEFT)
        self._parts.sidebar.show_section(number)
        self._parts.sidebar.list_in_front().setFocus()

    def _toggle(self, side: str) -> None:
        panes = self._window.panes
        panes.toggle(side)
        if panes.drawer == side:
            part = self._sidebar_list() if side == LEFT else self._editor()
            part.setFocus()
        elif not panes.shows(side):
            self._window.column.view.setFocus()

    def _sidebar_list(self) -> QWidget:
        return self._parts.sidebar.list_in_front()

    def _article(self) -> QWidget:
        return self._window.column.view

    def _outline(self) -> QWidget:
        return self._parts.outline

    def _body(self) -> QWidget:
        return self._parts.body

    def _editor(self) -> QWidget:
        return self._parts.notes.editor

    def _field(self) -> QWidget:
        return self._parts.field

    def _filter(self) -> QWidget:
        return self._parts.filtering.bar
