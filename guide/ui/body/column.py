"""The body beside an article: which view, the plate itself, and what is under the pointer in words."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from guide.atlas.plates import EVERYWHERE, VIEWS, Plate, figure_scene, load_plate
from guide.atlas.regions import known_regions
from guide.content.model import Figure
from guide.i18n import _, ngettext
from guide.ui.body.plate import BodyPlate
from guide.ui.theme import Theme
from guide.ui.widgets.segments import SegmentedControl

_ICONS = {"front": "front", "back": "rear"}


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
        self._figure, self._title = Figure(), ""
        self._counts: Mapping[str, int] = {}
        self._plates: dict[str, Plate] = {}
        self.views = SegmentedControl(_("View of the body"), self)
        self.views.setObjectName("plateViews")
        self.views.add("front", _("Front"), _ICONS["front"])
        self.views.add("back", _("Back"), _ICONS["back"])
        self.views.chosen.connect(self._on_view)
        self.plate = BodyPlate(self)
        self.plate.region_chosen.connect(self.region_chosen)
        self.plate.region_hovered.connect(self.region_hovered)
        self.plate.region_hovered.connect(self._on_hovered)
        self._words = QLabel(self)
        self._words.setProperty("quiet", True)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(8)
        column.addWidget(self.views)
        column.addWidget(self.plate, 1)
        column.addWidget(self._words)

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """How many therapies each region (by key) has; told with its name."""
        self._counts = dict(counts)
        if self._plates:
            self._draw()

    def show_figure(self, figure: Figure, title: str) -> None:
        """Tint the regions of ``figure`` in the view that shows them best; ``title`` is the page's."""
        if not self._plates:
            self._plates = {view: load_plate(view) for view in VIEWS}
        self._figure, self._title = figure, title
        self.views.select(best_view(self._plates, figure, self.views.selected()))
        self._draw()

    def view(self) -> str:
        """Which side is shown: ``front`` or ``back``."""
        return self.views.selected()

    def show_view(self, view: str) -> None:
        """Turn to a side; unknown sides change nothing."""
        self.views.select(view)
        if self._plates:
            self._draw()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Draw the body in this theme."""
        self.views.set_look(theme, text_scale)
        self.plate.set_look(theme)
        self._words.setMinimumHeight(self._words.fontMetrics().lineSpacing() * 3)

    def words(self) -> str:
        """What stands under the plate."""
        return self._words.text()

    def _draw(self) -> None:
        view = self.view()
        scene = figure_scene(self._plates[view], self._figure.regions)
        names = {shape.key: self._name(shape.key) for shape in scene.regions}
        self.plate.setAccessibleName(_side(view))
        self.plate.show_scene(scene, names)
        self._words.setText(self._summary())

    def _name(self, key: str) -> str:
        """“Lower back, back of the body, 8 therapies, in this article”."""
        slug = key.removeprefix("region/")
        parts = [known_regions()[slug].name, _side(self.view()), *self._count(key)]
        if slug in self._figure.regions or EVERYWHERE in self._figure.regions:
            parts.append(_("in this article"))
        return ", ".join(parts)

    def _count(self, key: str) -> list[str]:
        if key not in self._counts:
            return []
        count = self._counts[key]
        return [ngettext("{count} therapy", "{count} therapies", count).format(count=count)]

    def _summary(self) -> str:
        known = known_regions()
        names = [known[slug].name.lower() for slug in self._figure.regions if slug in known]
        if not names:
            return _("This page names no part of the body. Choose one to see what is used there.")
        text = _("Tinted: {regions}. Choose a part to see every therapy used there.")
        return text.format(regions=", ".join(names))

    @Slot(str)
    def _on_view(self, view: str) -> None:
        self._draw()

    @Slot(str)
    def _on_hovered(self, key: str) -> None:
        slug = key.removeprefix("region/")
        if slug in known_regions():
            self._words.setText(": ".join([known_regions()[slug].name, *self._count(key)]))
        else:
            self._words.setText(self._summary())


def best_view(plates: Mapping[str, Plate], figure: Figure, now: str) -> str:
    """The view that shows most of the figure's regions, by the area drawn; ``now`` where it is even."""
    shown = {view: _area(plate, figure) for view, plate in plates.items()}
    best = max(shown, key=lambda view: (shown[view], view == now))
    return best if shown[best] > shown.get(now, 0) * 1.05 else now


def _area(plate: Plate, figure: Figure) -> float:
    total = 0.0
    for path in plate.regions:
        if path.region in figure.regions:
            for ring in path.rings:
                xs, ys = ring[::2], ring[1::2]
                pairs = zip(xs, ys, (*xs[1:], xs[0]), (*ys[1:], ys[0]), strict=True)
                total += abs(sum(x0 * y1 - x1 * y0 for x0, y0, x1, y1 in pairs)) / 2
    return total


def _side(view: str) -> str:
    return {"front": _("front of the body"), "back": _("back of the body")}[view]
