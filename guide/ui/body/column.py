"""The body beside an article: which view, and the plate itself."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from guide.content.model import Figure
from guide.i18n import _
from guide.ui.theme import Theme
from guide.ui.widgets.segments import SegmentedControl


class BodyColumn(QWidget):
    """Front and back of the body with an article's regions tinted.

    Signals:
        region_chosen: the reader picked a region (``region/lower-back``).
        region_hovered: the region under the pointer (its key), empty when there is none.
    """

    region_chosen = Signal(str)
    region_hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.views = SegmentedControl(_("View of the body"), self, beside=True)
        self.views.setObjectName("plateViews")
        column = QVBoxLayout(self)
        column.addWidget(self.views)
        column.addStretch(1)

    def show_figure(self, figure: Figure, title: str) -> None:
        """Tint the regions of ``figure``; ``title`` names the article."""

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Draw the body in this theme."""
        self.views.set_look(theme, text_scale)
