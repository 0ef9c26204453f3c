"""Joins the palette and the panel of results with what they lead to, and remembers what is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from guide.content.model import Entry
from guide.errors import GuideError
from guide.search.finder import Finder
from guide.search.values import Facet
from guide.services.annotating import now
from guide.services.uses import Uses
from guide.ui.palette.beside import Label, Of
from guide.ui.palette.narrowing import Own
from guide.ui.palette.panel import ResultsPanel
from guide.ui.palette.rows import Asked
from guide.ui.palette.search import SearchField
from guide.ui.shell.offering import apply, offered
from guide.ui.shell.panes import LEFT, RIGHT

if TYPE_CHECKING:  # the parts have a search, and this knows its parts
    from guide.content.verdicts import Verdict
    from guide.ui.shell.parts import Parts

_REGION = "region/"


class Searching(QObject):
    """The search field, the panel of results, and what was chosen from the palette so far.

    Signals:
        changed: something was chosen, which a session remembers.
    """

    changed = Signal()

    def __init__(self, parts: "Parts") -> None:
        super().__init__(parts)
        self._parts, self._window = parts, parts.window
        self.finder = Finder(self._window.context.library)
        self.field = SearchField(self.finder, self._window.jobs)
        self.panel = ResultsPanel(self.finder, self._window.jobs)
        self.uses = Uses()
        self._own = Own()
        self.field.asking, self.field.recent = self._asked, self._recent
        self.field.chosen.connect(self._on_chosen)
        self.field.done.connect(self._on_done)
        self.field.all_asked.connect(self._on_all)
        self.panel.chosen.connect(self._on_hit)
        self.panel.closed.connect(self.close_panel)
        self.panel.answered.connect(self._on_answered)

    def connect_parts(self) -> None:
        """Listen to the parts around, which are there by now."""
        parts = self._parts
        parts.body.chosen.connect(self._on_body)
        parts.marks.loaded.connect(self._on_marks)
        parts.opened.watch(self.panel, self.close_panel)
        self._window.panes.changed.connect(self._on_panes)
        self.set_verdicts(self._window.watch.of, _label)
        self._window.watch.changed.connect(self.say_verdicts_anew)
        self._on_answered()

    def set_verdicts(self, of: Of | None, label: Label | None) -> None:
        """Say beside every entry what ``of`` thinks of it, as ``label`` words it; None: nothing."""
        self.field.set_verdicts(of, label)
        self.panel.set_verdicts(of, label)

    @Slot()
    def say_verdicts_anew(self) -> None:
        """What is thought of the entries changed."""
        self.field.results.say_verdicts_anew()
        self.panel.hits.say_verdicts_anew()

    @Slot()
    def show_results(self) -> None:
        """Bring the panel of results to the front, with what was found last."""
        self._parts.sidebar.put_in_front(self.panel)
        self._window.panes.show_side(LEFT)
        self.panel.take_keyboard()

    @Slot()
    def next_hit(self) -> None:
        """Open the hit after the chosen one."""
        self.panel.step(1)

    @Slot()
    def previous_hit(self) -> None:
        """Open the hit before the chosen one."""
        self.panel.step(-1)

    @Slot()
    def close_panel(self) -> None:
        """Show the lists again; the results stay as they are."""
        focus = QApplication.focusWidget()
        held = focus is not None and self.panel.isAncestorOf(focus)
        sidebar = self._parts.sidebar
        sidebar.show_section(sidebar.section)
        if self._window.panes.drawer == LEFT:
            self._window.panes.close_drawer()
        if held:
            self._window.column.view.setFocus()

    def _asked(self, text: str) -> Asked:
        offers = offered(self._parts.actions, self._window.look.appearance)
        return Asked(text, offers, self._own.words, self.uses, now())

    def _recent(self) -> tuple[Entry, ...]:
        page = self._window.reader.page
        here = page.entry.key if page is not None else ""
        found = []
        for key in self._parts.marks.visited:
            try:
                found.append(self._window.context.library.entry(key))
            except GuideError:
                continue  # the library lacks it now
        return tuple(entry for entry in found if entry.key != here)

    def _use(self, one: str) -> None:
        self.uses = self.uses.after(one, now())
        self.changed.emit()

    @Slot(str, bool)
    def _on_chosen(self, key: str, new_tab: bool) -> None:
        self._use(key)
        self._window.reader.open(key, new_tab)
        self._window.column.setFocus()

    @Slot(str)
    def _on_done(self, offer: str) -> None:
        self._use(offer)
        self._window.column.setFocus()
        action = self._parts.actions.get(offer)
        if action is not None:
            action.trigger()
        else:
            apply(self._window.look, offer)

    @Slot(str)
    def _on_all(self, words: str) -> None:
        self.panel.search(words)
        self._parts.sidebar.put_in_front(self.panel)
        self._window.panes.show_side(LEFT)
        self.panel.hits.setFocus()

    @Slot(str, bool)
    def _on_hit(self, key: str, new_tab: bool) -> None:
        in_drawer = self._window.panes.drawer == LEFT
        self._window.reader.open(key, new_tab)
        if in_drawer:
            self._window.panes.close_drawer()  # also where this page was open already
            self._window.column.view.setFocus()

    @Slot(str)
    def _on_body(self, key: str) -> None:
        """A region narrows the results while they are in sight; everything else is opened."""
        if key.startswith(_REGION) and self.panel.isVisible():
            title = self._window.reader.title(key)
            self.panel.narrow(Facet.REGION, key.removeprefix(_REGION), title)
        else:
            self._window.reader.open(key)

    @Slot()
    def _on_marks(self) -> None:
        marks = self._parts.marks
        words = [(one.key, one.title) for one in marks.bookmarks]
        words += [(one.key, one.text) for one in marks.notes]
        self._own = Own(
            tuple(words),
            frozenset(one.key for one in marks.bookmarks),
            frozenset(one.key for one in marks.notes),
        )
        self.panel.set_own(self._own)

    @Slot()
    def _on_answered(self) -> None:
        for name in ("go.next_result", "go.previous_result"):
            self._parts.actions[name].setEnabled(bool(self.panel.found.hits))

    @Slot()
    def _on_panes(self) -> None:
        self.panel.show_body_hint(self._window.panes.shows(RIGHT))


def _label(verdict: "Verdict") -> tuple[str, str]:
    from guide.ui.widgets.verdicts import label  # noqa: PLC0415 - most readers tick no caution

    return label(verdict)
