"""Paints a scene of the atlas in a theme: on the screen, into an article, on paper."""

from array import array
from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import QByteArray, QDataStream, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform

from guide.atlas.scene import PENS, Line, Role, Scene, Shape
from guide.ui.theme import Theme

RADII: Mapping[Role, float] = MappingProxyType(
    {Role.POINT: 4.0, Role.SPOT: 1.9, Role.LANDMARK: 3.4}
)
"""Of marks, in pixels at 100 %."""
_RING = 1.3  # pixels: the light rim that parts a mark from what it lies on
_LEAST = MappingProxyType(
    {
        Role.MERIDIAN: 1.4,
        Role.MERIDIAN_HIDDEN: 1.0,
        Role.RULER: 1.1,
        Role.STRETCH: 2.6,
        Role.TINT_EDGE: 0.9,
        Role.OUTLINE: 0.8,
        Role.BORDER: 0.5,
    }
)
"""The thinnest that a line becomes, in pixels."""
_AIR = 0.12  # of the plate's width: room around what is spoken of
_LITTLE = QDataStream.ByteOrder.LittleEndian


def _polygon(ring: Line) -> QPolygonF:
    """The points of a ring; by way of a stream, four times as fast as point by point."""
    numbers = array("d", ring)
    if array("H", [1]).tobytes() != b"\1\0":
        numbers.byteswap()
    data = (len(ring) // 2).to_bytes(4, "little") + numbers.tobytes()
    stream = QDataStream(QByteArray(data))
    stream.setByteOrder(_LITTLE)
    polygon = QPolygonF()
    stream >> polygon
    return polygon


def path_of(shape: Shape) -> QPainterPath:
    """The shape's rings as one path, in plate units."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.OddEvenFill)
    for ring in shape.rings:
        path.addPolygon(_polygon(ring))
        if shape.closed:
            path.closeSubpath()
    return path


class ScenePainter:
    """A scene made ready once and painted at any size, on any thread."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._drawn = [(shape, path_of(shape)) for shape in scene.shapes if shape.rings]
        self._keyed: dict[tuple[str, str], QPainterPath] = {}
        for shape, path in self._drawn:
            if shape.key and shape.role is not Role.MERIDIAN_HIDDEN:
                for name in ((shape.key, shape.side), (shape.key, "*")):
                    self._keyed.setdefault(name, QPainterPath()).addPath(path)

    def path(self, key: str, side: str = "*") -> QPainterPath:
        """A region or meridian in plate units, on one side or (``*``) on all; empty if not shown."""
        return self._keyed.get((key, side), QPainterPath())

    def close_up(self) -> QRectF:
        """The part around what is spoken of, in plate units; the whole scene where that is nothing."""
        whole = QRectF(0, 0, self.scene.width, self.scene.height)
        part = QRectF()
        for role in (Role.TINT, Role.RULER, Role.STRETCH):
            for shape, path in self._drawn:
                part = part.united(path.boundingRect()) if shape.role is role else part
        for mark in self.scene.marks:
            if mark.role in (Role.POINT, Role.LANDMARK):
                part = part.united(QRectF(mark.x - 1, mark.y - 1, 2, 2))
        if part.isEmpty():
            return whole
        air = self.scene.width * _AIR
        return part.adjusted(-air, -air, air, air).intersected(whole)

    def transform(self, box: QRectF) -> QTransform:
        """From plate units to the places in ``box``."""
        scale = box.width() / self.scene.width
        return QTransform(scale, 0, 0, scale, box.left(), box.top())

    def paint(self, painter: QPainter, box: QRectF, theme: Theme, unit: float = 1.0) -> None:
        """Draw the whole scene into ``box``; ``unit`` is an ordinary pixel in painter's units."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self.transform(box), True)
        least = unit * self.scene.width / box.width()
        for shape, path in self._drawn:
            _draw(painter, shape, path, theme, least)
        painter.restore()
        self._paint_marks(painter, box, theme, unit)

    def _paint_marks(self, painter: QPainter, box: QRectF, theme: Theme, unit: float) -> None:
        """Marks keep their size on the screen however large the body is."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.transform(box)
        rim = QPen(QColor(theme.colour("plate-point-ring")), _RING * unit)
        for mark in self.scene.marks:
            if mark.role not in RADII:
                continue
            radius = RADII[mark.role] * unit
            painter.setPen(Qt.PenStyle.NoPen if mark.role is Role.SPOT else rim)
            painter.setBrush(QColor(theme.colour(f"plate-{mark.role.value}")))
            painter.drawEllipse(place.map(QPointF(mark.x, mark.y)), radius, radius)
        painter.restore()


def _draw(painter: QPainter, shape: Shape, path: QPainterPath, theme: Theme, least: float) -> None:
    style = PENS[shape.role]
    if not style.opacity:
        return
    colour = QColor(theme.colour(f"plate-{shape.role.value}"))
    colour.setAlphaF(style.opacity)
    if style.filled:
        painter.fillPath(path, QBrush(colour))
        return
    width = max(shape.width or style.width, _LEAST.get(shape.role, 0.0) * least)
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if style.dash:
        pen.setDashPattern([length / style.width for length in style.dash])
    painter.strokePath(path, pen)
