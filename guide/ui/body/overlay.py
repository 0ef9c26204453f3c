"""What is drawn over the picture of a plate and changes all the time: hover, focus and names."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QTransform

from guide.atlas.labelling import Labels, Placed
from guide.atlas.scene import Role
from guide.ui.body.targets import Target
from guide.ui.theme import Theme
from guide.ui.widgets.scene_painter import RADII, ScenePainter

_HOVER, _LINE_HOVER = 0.45, 0.6  # how strongly the colour lies over a region, and over a meridian
_POINT = "point/"


@dataclass(frozen=True)
class Overlay:
    """Draws over one scene at one place. ``transform`` leads from plate units to the widget."""

    drawing: ScenePainter
    transform: QTransform
    theme: Theme
    unit: float = 1.0

    def hover(self, painter: QPainter, target: Target) -> None:
        """Show what the pointer is on: both sides of a region or meridian, or the one point."""
        colour = QColor(self.theme.colour("plate-hover"))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if target.small and target.key.startswith(_POINT):
            ink = QColor(self.theme.colour("plate-point"))
            painter.setPen(QPen(ink, 1.6 * self.unit))
            painter.setBrush(colour)
            radius = (RADII[Role.POINT] + 2.5) * self.unit
            painter.drawEllipse(self.transform.map(QPointF(*target.at)), radius, radius)
        elif target.small:
            colour.setAlphaF(_LINE_HOVER)
            pen = QPen(colour, 5.0 * self.unit)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            painter.strokePath(self._path(target, "*"), pen)
        else:
            colour.setAlphaF(_HOVER)
            painter.fillPath(self._path(target, "*"), colour)
        painter.restore()

    def focus(self, painter: QPainter, target: Target) -> None:
        """Show where the keyboard is."""
        path = self._path(target, target.side)
        if target.small and target.key.startswith(_POINT):
            radius = (RADII[Role.POINT] + 4.0) * self.unit
            path.addEllipse(self.transform.map(QPointF(*target.at)), radius, radius)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for role, width in (("plate-focus-halo", 6.0), ("plate-focus", 3.0)):
            pen = QPen(QColor(self.theme.colour(role)), width * self.unit)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
        painter.restore()

    def title(
        self, painter: QPainter, target: Target, words: str, font: QFont, room: QRectF
    ) -> None:
        """Write the name of a target beside it, inside ``room``."""
        box = title_box(self.area(target), words, font, room, self.unit)
        font = QFont(font)
        font.setBold(True)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font)
        painter.setPen(QPen(QColor(self.theme.colour("border")), 1))
        painter.setBrush(QColor(self.theme.colour("tooltip")))
        painter.drawRoundedRect(box, 6 * self.unit, 6 * self.unit)
        painter.setPen(QColor(self.theme.colour("tooltip-ink")))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), words)
        painter.restore()

    def area(self, target: Target) -> QRectF:
        """The rectangle around a target in the widget."""
        left, top, right, bottom = target.bounds
        area = self.transform.mapRect(QRectF(left, top, right - left, bottom - top))
        radius = (RADII[Role.POINT] + 4) * self.unit
        return area.adjusted(-radius, -radius, radius, radius) if target.small else area

    def _path(self, target: Target, side: str) -> QPainterPath:
        return self.transform.map(self.drawing.path(target.key, side))


def title_box(area: QRectF, words: str, font: QFont, room: QRectF, unit: float) -> QRectF:
    """Where the name of something in ``area`` is written: above it, else below, never outside."""
    bold = QFont(font)
    bold.setBold(True)
    most = QRectF(0, 0, room.width() - 24 * unit, room.height())
    text = QFontMetricsF(bold).boundingRect(most, int(Qt.TextFlag.TextWordWrap), words)
    box = QRectF(0, 0, text.width() + 20 * unit, text.height() + 10 * unit)
    seen = area.intersected(room)
    seen = area if seen.isEmpty() else seen
    box.moveCenter(QPointF(seen.center().x(), seen.top() - box.height() * 0.7))
    if box.top() < room.top() + 2:
        box.moveTop(seen.bottom() + 4)
    box.moveLeft(min(max(room.left() + 2, box.left()), room.right() - box.width() - 2))
    box.moveTop(max(room.top() + 2, min(box.top(), room.bottom() - box.height() - 2)))
    return box


def carried(labels: Labels, start: QRectF, end: QRectF) -> Labels:
    """Labels placed on a body in ``start``, for the moment in which it lies in ``end``.

    Each moves as its point does; that is good enough until they are placed anew.
    """
    if start == end or start.isEmpty():
        return labels
    scale = end.width() / start.width()
    placed = []
    for one in labels.placed:
        x = end.left() + (one.at[0] - start.left()) * scale
        y = end.top() + (one.at[1] - start.top()) * scale
        placed.append(_shifted(one, x - one.at[0], y - one.at[1]))
    return replace(labels, placed=tuple(placed))


def _shifted(one: Placed, dx: float, dy: float) -> Placed:
    left, top, right, bottom = one.box
    leader = tuple(n + (dy if i % 2 else dx) for i, n in enumerate(one.leader))
    box = left + dx, top + dy, right + dx, bottom + dy
    return Placed(one.key, box, (one.at[0] + dx, one.at[1] + dy), leader)
