"""All results of a search: words, what they are narrowed to, and the hits. In the place of a list."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from guide.errors import GuideError
from guide.i18n import _, ngettext
from guide.search.values import Facet, Found
from guide.ui.jobs import Jobs, Latest
from guide.ui.palette.beside import Beside, Label, Of
from guide.ui.palette.chips import Chip, Chosen
from guide.ui.palette.facets import Facets
from guide.ui.palette.hits import HitList
from guide.ui.palette.narrowing import MORE, PAGE, Own, Question, ask
from guide.ui.palette.rows import Finds
from guide.ui.theme import Theme
from guide.ui.widgets.announce import announce
from guide.ui.widgets.buttons import IconButton

_LOW = 560  # pixels at 100 %: a panel with less height has little
_PAUSE = 500  # ms after the last answer before it is read out


class ResultsPanel(QWidget):
    """Asks as the words and the chips change; what is shown always answers these.

    Signals:
        chosen: the reader opened a hit (its key, and whether in a new tab).
        closed: the reader put the panel away.
        answered: other hits than before are shown.
    """

    chosen = Signal(str, bool)
    closed = Signal()
    answered = Signal()

    def __init__(self, finder: Finds, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultsPanel")
        self._finder = finder
        self._latest = Latest(jobs, self)
        self._question, self._own = Question(), Own()
        self._found = Found()
        self._opening = False  # Enter came before the answer
        self._verdicts = Beside()
        self.words = QLineEdit(self)
        self.words.setObjectName("resultsWords")
        self.words.setAccessibleName(_("Words to be found"))
        self.words.setPlaceholderText(_("Words to be found"))
        self.words.setClearButtonEnabled(True)
        self.close_button = IconButton("close", _("Close the results"), "Esc", self)
        self.count = _line(self, "resultsCount")
        self.narrowing = Chip(self)
        self.narrowing.setObjectName("narrowButton")
        self.narrowing.setCheckable(True)
        self._low: bool | None = None
        self._scale, self._body_beside = 1.0, False
        self.said = _line(self, "resultsSaid")
        self.chosen_chips = Chosen(self)
        self.facets = Facets(self)
        self.body_hint = _line(self, "resultsBodyHint")
        self.body_hint.setText(_("Choose a part of the body to narrow the list."))
        self.hits = HitList(self._verdicts, self)
        self._saying = QTimer(self)
        self._saying.setSingleShot(True)
        self._saying.setInterval(_PAUSE)
        self._saying.timeout.connect(self._say)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        self._arrange()
        self._connect()
        self._show(Found())

    # ---- what is asked

    @property
    def question(self) -> Question:
        """What is asked now."""
        return self._question

    @property
    def found(self) -> Found:
        """What is shown."""
        return self._found

    @property
    def is_waiting(self) -> bool:
        """Is the answer still to come?"""
        return self._latest.is_waiting

    def search(self, words: str) -> None:
        """Find these words everywhere; what was narrowed before is forgotten."""
        self.words.setText(words)
        self._ask(Question(words))

    def narrow(self, facet: Facet, value: str, title: str) -> None:
        """Show only what fits this value too."""
        if (facet, value) not in self._question.chosen:
            self._ask(self._question.narrower(facet, value, title))

    @Slot(object, str)
    def widen(self, facet: Facet, value: str) -> None:
        """No longer ask for this value."""
        self._ask(self._question.wider(facet, value))

    @Slot()
    def clear_chips(self) -> None:
        """Show the hits of every kind."""
        self._ask(Question(self._question.words))

    def step(self, by: int) -> None:
        """Open the hit ``by`` places further, around the ends."""
        keys = self.hits.entry_keys()
        if keys:
            here = self.hits.current_key()
            at = (keys.index(here) + by) % len(keys) if here in keys else 0
            words = self.hits.choose(at)
            announce(self.hits, _("{0} of {1}: {2}").format(at + 1, self._found.total, words))
            self.chosen.emit(keys[at], False)

    def set_own(self, own: Own) -> None:
        """The reader's own marks are these now."""
        if own != self._own:
            self._own = own
            if not self._question.is_blank:
                self._ask(self._question, anew=False)

    # ---- how it looks

    def set_verdicts(self, of: Of | None, label: Label | None) -> None:
        """What ``of`` thinks of an entry stands under its hit, as ``label`` words it; None: nothing."""
        self._verdicts.set(of, label)
        self.hits.say_verdicts_anew()

    def show_body_hint(self, shown: bool) -> None:
        """Say that the body beside narrows the list, where it is in sight and there is a list."""
        self._body_beside = shown
        self.body_hint.setVisible(shown and (bool(self._found.hits) or self._question.is_blank))

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._scale = text_scale
        self.close_button.set_look(theme, text_scale)
        for part in (self.narrowing, self.chosen_chips, self.facets, self.hits):
            part.set_look(theme, text_scale)

    def take_keyboard(self) -> None:
        """Put the keyboard on the hits, or on the words where there are none."""
        if self.hits.entry_keys():
            self.hits.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.words.setFocus(Qt.FocusReason.OtherFocusReason)
            self.words.selectAll()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See what has room now, once this layout is done."""
        super().resizeEvent(event)
        self._fitting.start()

    @Slot()
    def _fit(self) -> None:
        """Where there is little height the hits have it; the ways to narrow them are folded."""
        low = self.height() < _LOW * self._scale
        if low != self._low:
            self._low = low
            self.narrowing.setChecked(not low)
        self.facets.set_most(self.height() * 2 // 5)
        self._fold()

    @Slot()
    def _fold(self) -> None:
        unfolded = self.narrowing.isChecked()
        something = not self.facets.is_empty()
        picture = "chevron-up" if unfolded else "chevron-down"
        self.narrowing.show_words(_("Narrow"), _("Narrow the list"), picture)
        self.narrowing.setVisible(something)
        self.facets.setVisible(something and unfolded)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down goes from the words to the hits."""
        if (
            watched is self.words
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self.take_keyboard()
            return True
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.words, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        line = QHBoxLayout()
        line.addWidget(self.count, 1)
        line.addWidget(self.narrowing)
        column.addLayout(line)
        for part in (self.said, self.chosen_chips, self.facets):
            column.addWidget(part)
        column.addWidget(self.body_hint)
        column.addWidget(self.hits, 1)
        column.addStretch()
        self.setFocusProxy(self.words)

    def _connect(self) -> None:
        self.words.installEventFilter(self)
        self.words.textEdited.connect(self._on_words)
        self.words.returnPressed.connect(self._on_return)
        self.close_button.clicked.connect(self.closed)
        self.chosen_chips.removed.connect(self.widen)
        self.chosen_chips.cleared.connect(self.clear_chips)
        self.narrowing.clicked.connect(self._fold)
        self.facets.rearranged.connect(self._order)
        self.facets.toggled.connect(self._on_toggled)
        self.hits.chosen.connect(self.chosen)
        self.hits.more_asked.connect(self._on_more)
        self.hits.left.connect(self.words.setFocus)

    @Slot()
    def _order(self) -> None:
        """Tab goes from top to bottom; Qt would put a new chip last."""
        before: QWidget = self.narrowing
        for widget in (*self.chosen_chips.widgets(), *self.facets.in_order(), self.hits):
            QWidget.setTabOrder(before, widget)
            before = widget

    # ---- asking and showing

    def _ask(self, question: Question, *, anew: bool = True) -> None:
        """Have a question answered; ``anew``: what is shown is no answer to it."""
        held = _Held(self, self.chosen_chips.widgets())
        self._question, self._opening = question, False
        self.chosen_chips.show_chosen(question.chosen)
        self._order()
        if anew:
            self.hits.forget()
            self.hits.show()
            self.count.clear()
        self._saying.stop()
        if question.is_blank:
            self._latest.drop()
            self._show(Found())
        else:
            work = partial(ask, self._finder, question, self._own)
            self._latest.ask(work, partial(self._take, anew), self._failed)
        held.keep(self.chosen_chips.widgets(), self.words)

    def _take(self, anew: bool, found: Found) -> None:
        self._show(found)
        if anew:
            self._saying.start()
        if self._opening:
            self._opening = False
            self._on_return()

    def _show(self, found: Found) -> None:
        held = _Held(self, self.chosen_chips.widgets())
        self._found = found
        self.count.setText("" if self._question.is_blank else self._count())
        self.said.setText(self._sentence())
        self.said.setVisible(bool(self.said.text()))
        self.facets.show_choices(found.choices, frozenset(self._question.chosen))
        self._fold()
        self.hits.show_hits(found.hits, found.total - len(found.hits))
        self.hits.setVisible(bool(found.hits))
        self.show_body_hint(self._body_beside)
        held.keep(self.chosen_chips.widgets(), self.words)
        self.answered.emit()

    def _count(self) -> str:
        total = self._found.total
        return ngettext("{0} result", "{0} results", total).format(total) if total else ""

    def _sentence(self) -> str:
        """What is to be said besides the number."""
        if self._question.is_blank:
            return _("Type the words that you are looking for.")
        told = list(_replaced(self._found.instead))
        if self._found.partly:
            told.append(_("Few hold all of these words; after them come those with all but one."))
        if told or self._found.total:
            return " ".join(told)
        if self._question.chosen:
            return _("No result with these choices; take one away.")
        return _("No result for “{0}”.").format(self._question.words.strip())

    def _failed(self, error: GuideError) -> None:
        self._show(Found())
        self.said.setText(str(error))
        self.said.show()
        announce(self, str(error))

    @Slot()
    def _say(self) -> None:
        announce(self.words, " ".join(part for part in (self._count(), self._sentence()) if part))

    @Slot(str)
    def _on_words(self, words: str) -> None:
        self._ask(replace(self._question, words=words, limit=PAGE))

    @Slot()
    def _on_return(self) -> None:
        if self.is_waiting:
            self._opening = True
        elif self.hits.entry_keys():
            self.hits.open(self.hits.currentIndex())

    @Slot()
    def _on_more(self) -> None:
        self._ask(replace(self._question, limit=self._question.limit + MORE), anew=False)

    @Slot(object, str, str, bool)
    def _on_toggled(self, facet: Facet, value: str, title: str, wanted: bool) -> None:
        if wanted:
            self.narrow(facet, value, title)
        else:
            self.widen(facet, value)


def _replaced(pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    """A sentence for every word that stands nowhere."""
    for typed in dict.fromkeys(one for one, _near in pairs):
        near = ", ".join(f"“{one}”" for other, one in pairs if other == typed)
        yield _("Nothing is spelled “{0}”; showing {1}.").format(typed, near)


class _Held:
    """Where the keyboard is in the panel: chips go while one of them has it."""

    def __init__(self, panel: QWidget, chips: Sequence[QWidget]) -> None:
        focus = QApplication.focusWidget()
        self._focus = focus if focus is not None and panel.isAncestorOf(focus) else None
        self._place = next((nth for nth, chip in enumerate(chips) if chip is focus), -1)

    def keep(self, chips: Sequence[QWidget], otherwise: QWidget) -> None:
        """Where its widget is gone, the keyboard goes to the chip that took its place, or elsewhere."""
        if self._focus is None or QApplication.focusWidget() is self._focus:
            return
        here = chips[min(self._place, len(chips) - 1)] if self._place >= 0 and chips else otherwise
        here.setFocus(Qt.FocusReason.OtherFocusReason)


def _line(parent: QWidget, name: str) -> QLabel:
    """A quiet sentence."""
    label = QLabel(parent)
    label.setObjectName(name)
    label.setProperty("quiet", True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
