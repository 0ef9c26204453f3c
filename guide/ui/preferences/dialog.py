"""The preferences: every choice is applied at once, so there is nothing to confirm."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from guide.i18n import _
from guide.settings.values import (
    LARGEST_TEXT,
    NARROWEST_LINE,
    SMALLEST_TEXT,
    WIDEST_LINE,
    Appearance,
)
from guide.ui import theme as themes

_TARGET = 36  # pixels: what a finger still hits


class Preferences(QDialog):
    """A form of the appearance.

    Signals:
        theme_chosen: its name in the settings.
        text_scale_chosen: 1.0 is 100 %.
        reading_width_chosen: characters.
        previews_chosen: whether links show a card.
    """

    theme_chosen = Signal(str)
    text_scale_chosen = Signal(float)
    reading_width_chosen = Signal(int)
    previews_chosen = Signal(bool)

    def __init__(self, appearance: Appearance, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preferences")
        self.setWindowTitle(_("Preferences"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = QComboBox()
        self._theme.setObjectName("themeChoice")
        _fill(self._theme, ("system", *themes.NAMES), appearance.theme)
        self._scale = QSpinBox()
        self._scale.setObjectName("textScale")
        self._scale.setRange(round(SMALLEST_TEXT * 100), round(LARGEST_TEXT * 100))
        self._scale.setSingleStep(10)
        self._scale.setSuffix(" %")
        self._scale.setValue(round(appearance.text_scale * 100))
        self._width = QSpinBox()
        self._width.setObjectName("readingWidth")
        self._width.setRange(NARROWEST_LINE, WIDEST_LINE)
        self._width.setValue(appearance.reading_width)
        self._previews = QCheckBox(_("Show a &preview of where a link leads"))
        self._previews.setObjectName("previews")
        self._previews.setChecked(appearance.previews)
        self._arrange()
        self._theme.currentIndexChanged.connect(self._on_theme)
        self._scale.valueChanged.connect(self._on_scale)
        self._width.valueChanged.connect(self.reading_width_chosen)
        self._previews.toggled.connect(self.previews_chosen)

    def _arrange(self) -> None:
        for choice in (self._theme, self._scale, self._width):
            choice.setMinimumHeight(_TARGET)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setVerticalSpacing(12)
        form.setHorizontalSpacing(16)
        form.addRow(_("&Theme"), self._theme)
        form.addRow(_("Text &size"), self._scale)
        form.addRow(_("Longest &line, in characters"), self._width)
        form.addRow(self._previews)
        hint = QLabel(_("Changes apply at once and are kept."))
        hint.setProperty("quiet", True)
        hint.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(hint)
        layout.addWidget(buttons)

    @Slot()
    def _on_theme(self) -> None:
        self.theme_chosen.emit(str(self._theme.currentData()))

    @Slot(int)
    def _on_scale(self, percent: int) -> None:
        self.text_scale_chosen.emit(percent / 100)


def _fill(box: QComboBox, names: Sequence[str], chosen: str) -> None:
    for name in names:
        box.addItem(themes.title(name), name)
    box.setCurrentIndex(names.index(chosen))
