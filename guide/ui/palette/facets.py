"""The ways to narrow a list of hits, with what each would leave."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from guide.i18n import ngettext
from guide.search.values import Choice, Facet
from guide.ui.palette.chips import GAP, Chip, Flow, Value, facet_word
from guide.ui.theme import Theme


class Facets(QScrollArea):
    """A row of facets, of which one is unfolded and shows its values with their counts.

    As high as that needs, within a limit; then it scrolls.

    Signals:
        toggled: the reader pressed a value (facet, value, title, whether it is wanted now).
        rearranged: other buttons than before are in sight.
    """

    toggled = Signal(object, str, str, bool)
    rearranged = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: dict[Value, Choice] = {}
        self._chosen: frozenset[Value] = frozenset()
        self._chips: dict[Value, Chip] = {}
        self._look: tuple[Theme, float] | None = None
        self._open: Facet | None = None
        self._most = 200
        inside = QWidget()
        self._heads, self._values = Flow(inside), Flow(inside)
        self._head = {facet: self._made_head(facet) for facet in Facet}
        self._heads.show_widgets(self._head.values())
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self._heads)
        column.addWidget(self._values)
        column.addStretch(1)
        self.setObjectName("facets")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(inside)

    def show_choices(self, choices: Sequence[Choice], chosen: frozenset[Value]) -> None:
        """Show what can be chosen; what would leave nothing is not shown, unless it is chosen."""
        self._chosen = chosen
        self._choices = {
            (one.facet, one.value): one
            for one in choices
            if one.count or (one.facet, one.value) in chosen
        }
        for facet, head in self._head.items():
            count = sum(one is facet for one, _value in self._choices)
            head.setVisible(count > 0)
            words = ngettext("{0} choice", "{0} choices", count).format(count)
            head.show_words(facet_word(facet), f"{facet_word(facet)}, {words}", self._arrow(facet))
        self._fill()

    def in_order(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return (*self._heads.widgets(), *self._values.widgets())

    def is_empty(self) -> bool:
        """Is there nothing to choose?"""
        return not self._choices

    def unfold(self, facet: Facet | None) -> None:
        """Show the values of one facet, or of none."""
        self._open = facet
        for one, head in self._head.items():
            head.setChecked(one is facet)
            head.show_words(facet_word(one), head.accessibleName(), self._arrow(one))
        self._fill()

    def chip(self, facet: Facet, value: str) -> Chip | None:
        """The chip of a value that is in sight."""
        return self._chips.get((facet, value))

    def head(self, facet: Facet) -> Chip:
        """The button that unfolds a facet."""
        return self._head[facet]

    def set_most(self, height: int) -> None:
        """Never be higher than this."""
        self._most = height
        self._fit()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._look = theme, text_scale
        for chip in (*self._head.values(), *self._chips.values()):
            chip.set_look(theme, text_scale)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Another width or another font needs another number of rows."""
        handled = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._fit()
        return handled

    def _fill(self) -> None:
        wanted = [value for value in self._choices if value[0] is self._open]
        for value in [one for one in self._chips if one not in wanted]:
            del self._chips[value]
        for value in wanted:
            chip = self._chips.get(value) or self._made(value)
            self._chips[value] = chip
            choice = self._choices[value]
            title = choice.title[:1].upper() + choice.title[1:]
            count = ngettext("{0} result", "{0} results", choice.count).format(choice.count)
            chip.show_words(f"{title} ({choice.count})", f"{title}, {count}")
            chip.setChecked(value in self._chosen)
        self._values.show_widgets(self._chips[value] for value in wanted)
        self._values.setVisible(bool(wanted))
        self._fit()
        self.rearranged.emit()

    def _fit(self) -> None:
        height = 0
        for flow in (self._heads, self._values):
            flow.arrange()
            if not flow.isHidden():
                height += flow.minimumHeight() + (GAP if height else 0)
        self.setFixedHeight(min(height, self._most))

    def _arrow(self, facet: Facet) -> str:
        return "chevron-up" if facet is self._open else "chevron-down"

    def _made_head(self, facet: Facet) -> Chip:
        head = Chip(self._heads)
        head.setObjectName(f"facet-{facet}")
        head.setCheckable(True)
        head.show_words(facet_word(facet), facet_word(facet), "chevron-down")
        head.clicked.connect(partial(self._on_head, facet))
        return head

    def _made(self, value: Value) -> Chip:
        chip = Chip(self._values)
        chip.setCheckable(True)
        chip.clicked.connect(partial(self._on_value, value))
        if self._look is not None:
            chip.set_look(*self._look)
        return chip

    def _on_head(self, facet: Facet, _checked: bool = False) -> None:
        self.unfold(None if self._open is facet else facet)

    def _on_value(self, value: Value, _checked: bool = False) -> None:
        choice = self._choices[value]
        self.toggled.emit(*value, choice.title, value not in self._chosen)
