"""The bar of the caution filter, and what joins the filter to the window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QPushButton, QWidget

from guide.content.verdicts import Situation, Verdict
from guide.errors import GuideError
from guide.i18n import _, ngettext
from guide.ui.shell.watch import Watch
from guide.ui.theme import Theme, icon
from guide.ui.widgets.announce import announce
from guide.ui.widgets.buttons import WordButton
from guide.ui.widgets.escape import asks_for_escape
from guide.ui.widgets.flow import FlowLayout
from guide.ui.widgets.verdicts import ink, label

if TYPE_CHECKING:  # the parts have a filter, and it knows the parts
    from guide.ui.shell.parts import Parts

_MOST, _EACH = 4, 300  # situations in the bar, and pixels at 100 % for one; the others are counted
_LONGEST = 260  # pixels at 100 % of the words of one


class Filtering(QObject):
    """Shows in every part of the window what the filter says."""

    def __init__(self, parts: "Parts") -> None:
        super().__init__(parts)
        self._parts, self._watch = parts, parts.window.watch
        self._key = ""
        self.bar = CautionBar(self._watch)
        self.bar.asked.connect(self.ask)
        self.bar.left.connect(parts.window.column.view.setFocus)
        self._watch.changed.connect(self._on_changed)
        if self._watch.situations:
            self._on_changed()

    def show_page(self, key: str) -> None:
        """Another page is open: say in the bar what it says."""
        self._key = key
        self.bar.show_verdict(self._watch.of(key))

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self.bar.set_look(theme, text_scale)

    @Slot()
    def ask(self) -> None:
        """Open the questionnaire."""
        from guide.ui.shell.questionnaire import Questionnaire  # noqa: PLC0415 - seldom needed

        try:
            groups = self._watch.groups
        except GuideError as error:
            self._parts.notice.say(str(error), "error")
            return
        if groups:
            window = self._parts.window
            Questionnaire(self._watch, window.look.interface_scale, window).open()
        else:
            self._parts.notice.say(_("This library has no list of cautions to tick."))

    @Slot()
    def _on_changed(self) -> None:
        self.bar.show_situations(self._watch.situations)
        self.bar.show_verdict(self._watch.of(self._key))
        self._parts.sidebar.judge_by(self._watch.of)
        self._parts.body.judge_by(self._watch.of)
        self._parts.keeping.soon()
        announce(self._parts.window, self.bar.words())


class CautionBar(QFrame):
    """What is ticked, always in sight; first what the open page says about it.

    Signals:
        asked: the reader wants to tick something else.
        left: nothing is ticked any more while the keyboard was here.
    """

    asked = Signal()
    left = Signal()

    def __init__(self, watch: Watch, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cautionBar")
        self.setAccessibleName(_("Caution filter"))
        self._watch = watch
        self._look: tuple[Theme, float] | None = None
        self._verdict: Verdict | None = None
        self._drawing, self._level = QLabel(), QLabel()
        self._level.setObjectName("cautionLevel")
        self._level.setProperty("strong", True)
        self._title = QLabel(_("Filter:"))
        self._chips: list[WordButton] = []
        self._shown = (0, 0)  # situations in the bar, and those that are only counted
        self._change = _button("changeCautions", _("Change…"))
        self._change.setAccessibleName(_("Change the caution filter"))
        self._clear = _button("clearCautions", _("Clear"))
        self._clear.setAccessibleName(_("Clear the caution filter"))
        self._change.clicked.connect(self.asked)
        self._clear.clicked.connect(self._on_clear)
        self._row = FlowLayout(self)
        self._row.setContentsMargins(12, 2, 8, 2)
        self.setFocusProxy(self._change)
        self.show_situations(())

    def show_situations(self, chosen: tuple[Situation, ...]) -> None:
        """Show what is ticked; without anything there is no bar."""
        focus = QApplication.focusWidget()
        held = focus is not None and self.isAncestorOf(focus)
        if held:
            self._change.setFocus()
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._shown = self._share(len(chosen))
        most, rest = self._shown
        self._chips = [self._chip(one) for one in chosen[:most]]
        words = ngettext("{0} more…", "{0} more…", rest).format(rest) if rest else _("Change…")
        self._change.setText(words)
        self._change.setAccessibleDescription(", ".join(one.title for one in chosen[most:]))
        while self._row.takeAt(0) is not None:
            pass
        parts = (self._drawing, self._level, self._title, *self._chips)
        for part in (*parts, self._change, self._clear):
            self._row.addWidget(part)
        for chip in self._chips:
            chip.show()
        self.setVisible(bool(chosen))
        if held and not chosen:
            self.left.emit()

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Say what the open page says, in words, a shape and a colour."""
        self._verdict = verdict
        self._level.setText(label(verdict)[0] if verdict is not None else "")
        self._level.setProperty("look", verdict.look if verdict is not None else "")
        self._level.style().unpolish(self._level)
        self._level.style().polish(self._level)
        for part in (self._drawing, self._level):
            part.setVisible(verdict is not None)
        self._draw()

    def words(self) -> str:
        """What the bar says, for whoever does not see it."""
        titles = [one.title for one in self._watch.situations]
        if not titles:
            return _("The caution filter is off.")
        return _("Filter: {0}").format(", ".join(titles)) + f". {self._level.text()}"

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Take the colours and the size of the interface."""
        self._look = theme, text_scale
        for chip in self._chips:
            self._dress(chip)
        self._fit()
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """See how many situations have room now."""
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        """Esc is the bar's own before it is the window's."""
        if asks_for_escape(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc clears the filter in one step, but only while the keyboard is here."""
        if event.key() == Qt.Key.Key_Escape:
            self._watch.clear()
        else:
            super().keyPressEvent(event)

    def _share(self, count: int) -> tuple[int, int]:
        """How many of ``count`` situations are named, and how many counted: the bar stays low."""
        scale = self._look[1] if self._look is not None else 1.0
        most = max(1, min(_MOST, self.width() // round(_EACH * scale)))
        return min(count, most), max(count - most, 0)

    def _fit(self) -> None:
        chosen = self._watch.situations
        if self._share(len(chosen)) != self._shown:
            self.show_situations(chosen)

    def _chip(self, one: Situation) -> WordButton:
        chip = WordButton("close", one.title, beside=True, parent=self)
        chip.setObjectName("cautionChip")
        chip.setProperty("situation", one.id)
        chip.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the cross comes last
        words = _("Take “{0}” out of the filter").format(one.title)
        chip.setAccessibleName(words)
        chip.setToolTip(words)
        chip.setProperty("title", one.title)
        chip.clicked.connect(self._on_chip)
        self._dress(chip)
        return chip

    def _dress(self, chip: WordButton) -> None:
        if self._look is None:
            return
        theme, scale = self._look
        chip.set_look(theme, scale)
        chip.setIconSize(QSize(round(14 * scale), round(14 * scale)))
        chip.ensurePolished()
        metrics, room = QFontMetrics(chip.font()), round(_LONGEST * scale)
        title = str(chip.property("title"))
        chip.setText(metrics.elidedText(title, Qt.TextElideMode.ElideRight, room))

    def _draw(self) -> None:
        if self._look is None:
            return
        theme, scale = self._look
        if self._verdict is None:
            return
        side = round(20 * scale)
        drawn = icon(label(self._verdict)[1], theme, ink(self._verdict), side)
        self._drawing.setPixmap(drawn.pixmap(QSize(side, side), self.devicePixelRatio()))

    @Slot()
    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, WordButton):
            self._watch.tick(str(chip.property("situation")), False)

    @Slot()
    def _on_clear(self) -> None:
        self._watch.clear()


def _button(name: str, text: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    return button
