"""What is drawn over the body: regions, points, meridians, labels; chosen in a menu."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from guide.atlas.figures import Request
from guide.atlas.names import known_meridians, known_points, meridian_title, organ_of
from guide.content.model import Figure
from guide.i18n import _

NONE, PAGE, ALL = "none", "page", "all"
_FEW = 4  # points whose names are written beside them, and not their codes alone
_SPOTS = {NONE: "none", PAGE: "meridians", ALL: "all"}


@dataclass(frozen=True, slots=True)
class Layers:
    """What the reader wants to see. ``meridians`` may also be the code of one."""

    regions: bool = True
    labels: bool = True
    points: str = PAGE
    meridians: str = PAGE

    def as_words(self) -> str:
        """On one line, for a session."""
        flags = [name for name in ("regions", "labels") if getattr(self, name)]
        return " ".join((self.points, self.meridians, *flags))

    @classmethod
    def from_words(cls, words: str) -> "Layers":
        """What ``as_words`` wrote; nonsense gives the defaults."""
        points, meridians, *flags = (*words.split(), "", "")
        known = meridians in _SPOTS or meridians in known_meridians()
        if points not in _SPOTS or not known:
            return cls()
        return cls("regions" in flags, "labels" in flags, points, meridians)


def request_of(figure: Figure, layers: Layers) -> Request:
    """What a page's figure shows with these layers."""
    points = figure.points or _own_points(figure)
    meridians = {NONE: (), PAGE: figure.meridians, ALL: ("all",)}
    return Request(
        figure.regions,
        () if layers.points == NONE else points,
        meridians.get(layers.meridians, (layers.meridians,)),
        _style(points) if layers.labels else "none",
        spots=_SPOTS[layers.points],
        parts=layers.regions,
    )


def _own_points(figure: Figure) -> tuple[str, ...]:
    """The page of a meridian is about its points."""
    if figure.regions or len(figure.meridians) != 1:
        return ()
    code = figure.meridians[0]
    return tuple(one.code for one in known_points().values() if one.meridian == code)


def _style(points: tuple[str, ...]) -> str:
    """Organs for the points that are named after them, names for a few others, else codes."""
    known = known_points()
    organs = [code for code in points if code in known and organ_of(known[code])]
    if organs and 2 * len(organs) >= len(points):
        return "organ"
    return "name" if len(points) <= _FEW else "code"


class LayersMenu(QMenu):
    """The layers to choose from.

    Signals:
        changed: the reader wants other layers (``Layers``).
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(_("Layers"), parent)
        self.layers = Layers()
        self._regions = self._switch(_("Regions"))
        self._labels = self._switch(_("Labels"))
        self._points = self._choice(
            _("Points"),
            {
                PAGE: _("Points of this page"),
                ALL: _("All points"),
                NONE: _("No points"),
            },
        )
        self._meridians = self._choice(
            _("Meridians"),
            {
                PAGE: _("Meridian of this page"),
                ALL: _("All meridians"),
                NONE: _("No meridian"),
            },
        )
        self._one = self.addMenu(_("One meridian"))
        self._one.aboutToShow.connect(self._fill)
        self.set_layers(self.layers)

    def set_layers(self, layers: Layers) -> None:
        """Show what is chosen; nothing is sent."""
        self.layers = layers
        self._regions.setChecked(layers.regions)
        self._labels.setChecked(layers.labels)
        self._points[layers.points].setChecked(True)
        if layers.meridians not in self._meridians:
            self._fill()
        self._meridians[layers.meridians].setChecked(True)

    def action(self, layer: str, value: str = "") -> QAction:
        """The line of the menu for ``regions``, ``labels``, or a value of ``points``, ``meridians``."""
        if layer in {"regions", "labels"}:
            return self._regions if layer == "regions" else self._labels
        if layer == "meridians" and value not in self._meridians:
            self._fill()
        found: Mapping[str, QAction] = self._points if layer == "points" else self._meridians
        return found[value]

    def _switch(self, words: str) -> QAction:
        action = self.addAction(words)
        action.setCheckable(True)
        action.triggered.connect(self._on_switched)
        return action

    def _choice(self, title: str, words: Mapping[str, str]) -> dict[str, QAction]:
        self.addSeparator()
        group = QActionGroup(self)
        return {value: self._chance(group, value, text) for value, text in words.items()}

    def _chance(self, group: QActionGroup, value: str, words: str) -> QAction:
        action = QAction(words, self)
        action.setCheckable(True)
        action.setData(value)
        action.triggered.connect(self._on_switched)
        group.addAction(action)
        self.addAction(action)
        return action

    @Slot()
    def _fill(self) -> None:
        """The names of the meridians are read when they are first needed."""
        group = self._meridians[PAGE].actionGroup()
        for code in known_meridians() if self._one.isEmpty() else ():
            action = self._one.addAction(f"{code}  {meridian_title(code)}")
            action.setCheckable(True)
            action.setData(code)
            action.triggered.connect(self._on_switched)
            group.addAction(action)
            self._meridians[code] = action

    @Slot()
    def _on_switched(self) -> None:
        points = next(value for value, one in self._points.items() if one.isChecked())
        meridians = next(value for value, one in self._meridians.items() if one.isChecked())
        self.layers = replace(
            self.layers,
            regions=self._regions.isChecked(),
            labels=self._labels.isChecked(),
            points=points,
            meridians=meridians,
        )
        self.changed.emit(self.layers)
