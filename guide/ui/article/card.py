"""A small card beside a link or a selected word: what it is, before it is opened."""

from PySide6.QtCore import QEvent, QRect, Qt, Signal, Slot
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractSlider,
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from guide.content.glance import Glance
from guide.i18n import _, ngettext
from guide.ui.theme import Theme, interface_font
from guide.ui.widgets.kinds import kind_word

_WIDTH, _PAD = 400, 14  # pixels at 100 %
_Step = QAbstractSlider.SliderAction
_SCROLLING = {
    Qt.Key.Key_Down: _Step.SliderSingleStepAdd,
    Qt.Key.Key_Up: _Step.SliderSingleStepSub,
    Qt.Key.Key_PageDown: _Step.SliderPageStepAdd,
    Qt.Key.Key_PageUp: _Step.SliderPageStepSub,
}


class GlanceCard(QFrame):
    """Lies over the window as a child of it, so that every desktop and kiosk treats it alike.

    Signals:
        chosen: the reader opens the entry (its key, and whether in a new tab).
        search_asked: the reader wants these words searched.
        entered: the mouse came onto the card (True) or left it (False).
    """

    chosen = Signal(str, bool)
    search_asked = Signal(str)
    entered = Signal(bool)

    def __init__(self, parent: QWidget, tabs: bool = True) -> None:
        super().__init__(parent)
        self.setObjectName("glanceCard")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._scale, self._tabs = 1.0, tabs
        self._key = self._words = ""
        self._lead, self._kind, self._names, self._note = (self._label("quiet") for _n in range(4))
        self._title, self._says, self._evidence = (
            self._label("strong"),
            self._label(),
            self._label(),
        )
        self._cautions = self._label()
        self._cautions.setObjectName("glanceCautions")
        self._hint = self._label("quiet")
        self._open = self._button(_("Open"), "glanceOpen", self._on_open)
        self._tab = self._button(_("Open in a new tab"), "glanceOpenTab", self._on_open_tab)
        self._search = self._button(_("Search for it"), "glanceSearch", self._on_search)
        self._arrange()
        self.hide()

    def show_glance(self, glance: Glance, lead: str = "", words: str = "") -> None:
        """Tell of an entry; ``lead`` says before all else that it may be another one than was meant.

        Then ``words`` are offered to the search as well.
        """
        entry = glance.entry
        self._key, self._words = entry.key, words if lead else ""
        cautions = "\n".join(glance.cautions)
        more = ngettext("and {0} more on its page", "and {0} more on its page", glance.more)
        best = _("Best evidence: {0}").format(glance.evidence) if glance.evidence else ""
        for label, line in (
            (self._lead, lead),
            (self._kind, kind_word(entry.kind)),
            (self._title, entry.title),
            (self._names, glance.names),
            (self._says, glance.says),
            (self._evidence, best),
            (
                self._cautions,
                f"{cautions}\n{more.format(glance.more)}" if glance.more else cautions,
            ),
            (self._note, glance.note),
        ):
            _put(label, line)
        self._offer(found=True)

    def show_words(self, sentence: str, words: str = "") -> None:
        """Say that there is nothing to tell; ``words`` are offered to the search."""
        self._key, self._words = "", words
        for label in self.findChildren(QLabel):
            _put(label, "")
        _put(self._title, sentence)
        self._offer(found=False)

    def show_hint(self, words: str) -> None:
        """A quiet line below all others, about the keys."""
        _put(self._hint, words)

    def told(self) -> str:
        """Everything it says, as assistive technology hears it."""
        words = "\n".join(label.text() for label in self._lines() if not label.isHidden())
        return ". ".join(line.rstrip(".") for line in words.splitlines() if line) + "."

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the size of the interface; the colours are in the style sheet."""
        self._scale = text_scale
        for label in self._lines():
            label.setFont(interface_font(text_scale * 0.95))
        title = interface_font(text_scale * 1.1)
        title.setWeight(QFont.Weight.DemiBold)
        self._title.setFont(title)
        self._kind.setFont(interface_font(text_scale * 0.9))
        self._hint.setFont(interface_font(text_scale * 0.9))

    def wish(self, most: int) -> tuple[int, int]:
        """How wide and how high it would like to be, not wider than ``most``."""
        width = min(round(_WIDTH * self._scale), most)
        inner = width - 2 * self.frameWidth() - 2 * _PAD
        for label in self.findChildren(QLabel):
            label.ensurePolished()
        asked = sum(b.sizeHint().width() + self._row.spacing() for b in self._offered())
        stacked = QBoxLayout.Direction.TopToBottom
        self._row.setDirection(
            stacked if asked > inner + self._row.spacing() else QBoxLayout.Direction.LeftToRight
        )
        self._row.invalidate()
        words = self._column.totalHeightForWidth(inner)
        buttons = self._row.sizeHint().height() if self._offered() else -_PAD // 2
        return width, words + buttons + 2 * _PAD + _PAD // 2 + 2 * self.frameWidth()

    def appear(self, place: QRect) -> None:
        """Come into sight at ``place``."""
        self._area.verticalScrollBar().setValue(0)
        self.setAccessibleName(_("Preview: {0}").format(self._title.text()))
        self.setAccessibleDescription(self.told())
        self.setGeometry(place)
        self.raise_()
        self.show()

    def enter(self) -> None:
        """Take the keyboard."""
        offered = self._offered()
        (offered[0] if offered else self).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def has_keyboard(self) -> bool:
        """Is the keyboard in it?"""
        focus = QApplication.focusWidget()
        return focus is not None and (focus is self or self.isAncestorOf(focus))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrows scroll long words, Enter presses a button."""
        step = _SCROLLING.get(Qt.Key(event.key()))
        if step is not None:
            self._area.verticalScrollBar().triggerAction(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = QApplication.focusWidget()
            if isinstance(focus, QPushButton):
                focus.click()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the words is no press on what lies behind."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Nor is what follows it."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes round the buttons: what lies behind is not in sight."""
        offered = self._offered()
        if not offered:
            return True
        at = next((n for n, one in enumerate(offered) if one.hasFocus()), -1)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        offered[(at + (1 if forward else -1)) % len(offered)].setFocus(reason)
        return True

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.entered.emit(False)

    def _lines(self) -> tuple[QLabel, ...]:
        """What is told, from top to bottom: as on a page, cautions before all that invites."""
        return (
            self._lead,
            self._title,
            self._kind,
            self._cautions,
            self._names,
            self._says,
            self._evidence,
            self._note,
            self._hint,
        )

    def _arrange(self) -> None:
        body = QWidget()
        body.setObjectName("glanceBody")
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for label in self._lines():
            self._column.addWidget(label)
        self._column.addStretch(1)
        self._area = QScrollArea()
        self._area.setObjectName("glanceArea")
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        self._area.setWidget(body)
        self._area.verticalScrollBar().setAccessibleName(_("Scroll the preview"))
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        for button in (self._open, self._tab, self._search):
            self._row.addWidget(button)
        self._row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        layout.setSpacing(_PAD // 2)
        layout.addWidget(self._area, 1)
        layout.addLayout(self._row)

    def _label(self, kind: str = "") -> QLabel:
        label = QLabel(self)
        label.setWordWrap(True)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if kind:
            label.setProperty(kind, True)
        return label

    def _button(self, words: str, name: str, pressed: object) -> QPushButton:
        button = QPushButton(words, self)
        button.setObjectName(name)
        button.clicked.connect(pressed)
        return button

    def _offer(self, *, found: bool) -> None:
        self._open.setVisible(found)
        self._tab.setVisible(found and self._tabs)
        self._search.setVisible(bool(self._words))
        _put(self._hint, "")

    def _offered(self) -> list[QPushButton]:
        buttons = (self._open, self._tab, self._search)
        return [button for button in buttons if not button.isHidden()]

    @Slot()
    def _on_open(self) -> None:
        self.chosen.emit(self._key, False)

    @Slot()
    def _on_open_tab(self) -> None:
        self.chosen.emit(self._key, True)

    @Slot()
    def _on_search(self) -> None:
        self.search_asked.emit(self._words)


def _put(label: QLabel, words: str) -> None:
    label.setText(words)
    label.setVisible(bool(words))
