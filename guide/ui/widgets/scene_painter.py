"""Paints a scene of the atlas in a theme: on the screen, into an article, on paper."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF

from guide.atlas.scene import PENS, Line, Role, Scene, Shape
from guide.ui.theme import Theme

_EDGE = 6.0  # width of the line around a tinted region, in plate units


@lru_cache(maxsize=256)  # scenes of one plate share nearly all their lines
def _path(rings: tuple[Line, ...], closed: bool) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in rings:
        points = [QPointF(x, y) for x, y in zip(ring[::2], ring[1::2], strict=True)]
        path.addPolygon(QPolygonF(points))
        if closed:
            path.closeSubpath()
    return path


def path_of(shape: Shape) -> QPainterPath:
    """The shape's rings as one path, in plate units; not to be changed."""
    return _path(shape.rings, shape.closed)


class ScenePainter:
    """A scene made ready once and painted at any size."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._drawn = [(shape, path_of(shape)) for shape in scene.shapes if shape.rings]
        self._regions: dict[str, QPainterPath] = {}
        for shape, path in self._drawn:
            if shape.key:
                self._regions.setdefault(shape.key, QPainterPath()).addPath(path)

    def region(self, key: str) -> QPainterPath:
        """Both sides of a region, in plate units; empty where the scene does not show it."""
        return self._regions.get(key, QPainterPath())

    def close_up(self) -> QRectF:
        """The part around what is tinted, in plate units; the whole scene where nothing is."""
        whole = QRectF(0, 0, self.scene.width, self.scene.height)
        tinted = QRectF()
        for shape, path in self._drawn:
            if shape.role is Role.TINT:
                tinted = tinted.united(path.boundingRect())
        if tinted.isEmpty():
            return whole
        air = self.scene.width * 0.12
        return tinted.adjusted(-air, -air, air, air).intersected(whole)

    def box(self, room: QRectF) -> QRectF:
        """Where the scene lies in ``room``: as large as fits, centred."""
        size = QSizeF(self.scene.width, self.scene.height)
        size.scale(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(QPointF(0, 0), size)
        box.moveCenter(room.center())
        return box

    def enter(self, painter: QPainter, box: QRectF) -> None:
        """Let ``painter`` speak plate units from now on."""
        painter.translate(box.topLeft())
        painter.scale(box.width() / self.scene.width, box.height() / self.scene.height)

    def paint(self, painter: QPainter, box: QRectF, theme: Theme) -> None:
        """Draw the whole scene into ``box``."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.enter(painter, box)
        for shape, path in self._drawn:
            _draw(painter, shape, path, theme)
        edge = QPen(QColor(theme.colour("plate-meridian")), _EDGE)
        edge.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(edge)
        for shape, path in self._drawn:
            if shape.role is Role.TINT:  # told by a line as well, not by the shade alone
                painter.drawPath(path)
        painter.restore()


def _draw(painter: QPainter, shape: Shape, path: QPainterPath, theme: Theme) -> None:
    style = PENS[shape.role]
    if not style.opacity:
        return
    colour = QColor(theme.colour(f"plate-{shape.role.value}"))
    colour.setAlphaF(style.opacity)
    if style.filled:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour))
    else:
        width = shape.width or style.width
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if style.dash:
            pen.setDashPattern([length / width for length in style.dash])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)
