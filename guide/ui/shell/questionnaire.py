"""The questionnaire of the caution filter: tick what a person has or is; every tick counts at once."""

import textwrap
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from guide.content.verdicts import SituationGroup
from guide.i18n import _
from guide.ui.article.touch import scroll_by_finger
from guide.ui.shell.watch import Watch

_WIDTH, _HEIGHT = 560, 720  # pixels at 100 %, where the window has so many
_EDGE = 24
_LOW = 560  # pixels at 100 %: where there is less height, everything scrolls with the rows


class Questionnaire(QDialog):
    """The situations under their headings, each a row for a finger; Tab and arrows walk them."""

    def __init__(self, watch: Watch, text_scale: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("cautionList")
        self.setWindowTitle(_("Cautions of a person"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._watch = watch
        self._room = QSize(
            min(round(_WIDTH * text_scale), parent.width() - 2 * _EDGE),
            min(round(_HEIGHT * text_scale), parent.height() - 2 * _EDGE),
        )
        self.resize(self._room)
        self._low = self._room.height() < _LOW * text_scale
        self._boxes: list[QCheckBox] = []
        self._keep = QCheckBox(_("Keep for the next start"))
        self._keep.setObjectName("keepCautions")
        self._keep.setChecked(watch.keep)
        self._keep.toggled.connect(watch.set_keep)
        self._storing = _sentence("")
        self._storing.setObjectName("cautionStoring")
        self._arrange()
        watch.changed.connect(self._on_changed)
        self._on_changed()
        if self._boxes:
            self._boxes[0].setFocus()

    def _arrange(self) -> None:
        clear = QPushButton(_("Clear"))
        clear.setObjectName("untickCautions")
        clear.clicked.connect(self._watch.clear)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(clear, QDialogButtonBox.ButtonRole.ResetRole)
        buttons.rejected.connect(self.close)
        for button in buttons.buttons():  # Enter is for the row that has the keyboard
            if isinstance(button, QPushButton):
                button.setAutoDefault(False)
        introduction = _sentence(
            _(
                "Tick what is so. Articles and lists then say: do not, with care, or no note."
                " No note does not mean that it is safe."
            )
        )
        # Where everything scrolls, what is stored is said before the rows: nobody has to look for it.
        above = (introduction, self._storing) if self._low else ()
        area = self._list(above, (self._keep,) if self._low else ())
        parts = (area,) if self._low else (introduction, area, self._keep, self._storing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(_EDGE, 20, _EDGE, 16)
        layout.setSpacing(8)
        for part in parts:
            layout.addWidget(part, int(part is area))
        layout.addWidget(buttons)

    def _list(self, above: Sequence[QWidget], below: Sequence[QWidget]) -> QScrollArea:
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(4, 0, 12, 8)
        rows.setSpacing(0)
        for part in above:
            rows.addWidget(part)
        for group in self._watch.groups:
            self._add(group, rows)
        for part in below:
            rows.addWidget(part)
        rows.addStretch(1)
        return _scrolled(inside)

    def _add(self, group: SituationGroup, column: QVBoxLayout) -> None:
        heading = QLabel(group.title)
        heading.setProperty("strong", True)
        heading.setContentsMargins(0, 14, 0, 2)
        heading.setAccessibleName(_("Heading: {0}").format(group.title))
        column.addWidget(heading)
        for one in group.situations:
            box = QCheckBox(self._wrapped(one.title))
            box.setObjectName("caution")
            box.setAccessibleName(one.title)
            box.setAccessibleDescription(group.title)
            box.setProperty("situation", one.id)
            box.toggled.connect(self._on_toggled)
            self._boxes.append(box)
            column.addWidget(box)

    def _wrapped(self, title: str) -> str:
        """A box to tick does not wrap its words by itself."""
        letters = max(self._room.width() - 120, 100) // self.fontMetrics().averageCharWidth()
        return "\n".join(textwrap.wrap(title, max(letters, 12)))

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        box = self.sender()
        if isinstance(box, QCheckBox):
            self._watch.tick(str(box.property("situation")), on)

    @Slot()
    def _on_changed(self) -> None:
        ticked = {one.id for one in self._watch.situations}
        for box in self._boxes:
            box.blockSignals(True)  # it says what is so, and changes nothing
            box.setChecked(box.property("situation") in ticked)
            box.blockSignals(False)
        self._keep.setChecked(self._watch.keep)
        self._storing.setText(
            _("The ticks are kept on this computer until you clear them.")
            if self._watch.keep
            else _("Nothing is stored: the ticks are gone when the program closes.")
        )


def _sentence(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("quiet", True)
    label.setWordWrap(True)
    return label


def _scrolled(inside: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setObjectName("cautionRows")
    area.setAccessibleName(_("Cautions of a person"))
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    scroll_by_finger(area)
    return area
