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
_TALL = 330.0  # pixels: a body of less height has smaller marks and thinner lines
_MANY, _SMALLER = 30, 0.7  # so many points asked for are drawn smaller
_RING = 1.3  # pixels: the light rim that parts a mark from what it lies on
_WIDTHS: Mapping[Role, tuple[float, float]] = MappingProxyType(
    {
        Role.MERIDIAN: (1.4, 2.4),
        Role.MERIDIAN_HIDDEN: (1.0, 1.6),
        Role.RULER: (1.1, 1.4),
        Role.STRETCH: (2.8, 4.5),
        Role.TINT_EDGE: (0.8, 1.6),
        Role.OUTLINE: (0.7, 2.0),
        Role.BORDER: (0.5, 1.2),
        Role.FINE_BORDER: (0.3, 1.0),
        Role.INNER: (0.0, 1.6),
    }
)
"""The thinnest and the thickest that a line becomes, in pixels."""
_AIR = 0.12  # of the plate's width: room around what is spoken of
_LEAST = 0.5  # of the plate's width: what a picture from near shows at the least
_LITTLE = QDataStream.ByteOrder.LittleEndian


def in_proportion(unit: float, box: QRectF) -> float:
    """The unit for marks and lines of a scene in ``box``: not too large for a body drawn small."""
    return min(unit, box.height() / _TALL)


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
        """The part around what is spoken of, in plate units; the whole scene where that is nothing.

        A ruler counts more than all else: then it is the part around that and its own point.
        """
        whole = QRectF(0, 0, self.scene.width, self.scene.height)
        part = self.measured()
        if part.isEmpty():
            part = self._around({Role.TINT}, {Role.POINT}, None)
        if part.isEmpty():
            return whole
        air = self.scene.width * _AIR
        part = part.adjusted(-air, -air, air, air)
        # So near that nobody can tell what it is a part of would be too near.
        wide, high = (
            max(0.0, self.scene.width * _LEAST - n) / 2 for n in (part.width(), part.height())
        )
        return part.adjusted(-wide, -high, wide, high).intersected(whole)

    def measured(self) -> QRectF:
        """The part with ruler, landmarks and the point on their side; empty where there is none."""
        part = self._around({Role.RULER, Role.STRETCH}, {Role.LANDMARK}, None)
        if part.isEmpty():
            return part
        sides = {mark.side for mark in self.scene.marks if mark.role is Role.LANDMARK}
        sides |= {shape.side for shape, _path in self._drawn if shape.role is Role.RULER}
        side = next((one for one in sorted(sides) if one), "")
        return part.united(self._around(set(), {Role.POINT}, side))

    def _around(self, shapes: set[Role], marks: set[Role], side: str | None) -> QRectF:
        """Around everything of these roles; marks of one side, or in the middle, where one is given."""
        part = QRectF()
        for shape, path in self._drawn:
            if shape.role in shapes:
                part = part.united(path.boundingRect())
        for mark in self.scene.marks:
            if mark.role in marks and (side is None or mark.side in {side, ""}):
                part = part.united(QRectF(mark.x - 1, mark.y - 1, 2, 2))
        return part

    def transform(self, box: QRectF) -> QTransform:
        """From plate units to the places in ``box``."""
        scale = box.width() / self.scene.width
        return QTransform(scale, 0, 0, scale, box.left(), box.top())

    def paint(self, painter: QPainter, box: QRectF, theme: Theme, unit: float = 1.0) -> None:
        """Draw the whole scene into ``box``; ``unit`` is an ordinary pixel in painter's units."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(self.transform(box), True)
        unit = in_proportion(unit, box)
        pixel = unit * self.scene.width / box.width()
        for shape, path in self._drawn:
            _draw(painter, shape, path, theme, pixel)
        painter.restore()
        self._paint_marks(painter, box, theme, unit)

    def _paint_marks(self, painter: QPainter, box: QRectF, theme: Theme, unit: float) -> None:
        """Marks keep their size on the screen however large the body is."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.transform(box)
        crowd = sum(mark.role is Role.POINT for mark in self.scene.marks) > _MANY
        rim = QPen(QColor(theme.colour("plate-point-ring")), _RING * unit)
        for mark in self.scene.marks:
            if mark.role not in RADII:
                continue
            radius = RADII[mark.role] * unit * (_SMALLER if crowd else 1.0)
            painter.setPen(Qt.PenStyle.NoPen if mark.role is Role.SPOT else rim)
            painter.setBrush(QColor(theme.colour(f"plate-{mark.role.value}")))
            painter.drawEllipse(place.map(QPointF(mark.x, mark.y)), radius, radius)
        painter.restore()


def _draw(painter: QPainter, shape: Shape, path: QPainterPath, theme: Theme, pixel: float) -> None:
    style = PENS[shape.role]
    if not style.opacity:
        return
    colour = QColor(theme.colour(f"plate-{shape.role.value}"))
    colour.setAlphaF(style.opacity)
    if style.filled:
        painter.fillPath(path, QBrush(colour))
        return
    thin, thick = _WIDTHS[shape.role]
    width = min(max(shape.width or style.width, thin * pixel), thick * pixel)
    pen = QPen(colour, width)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    if style.dash:
        pen.setDashPattern([length / width for length in style.dash])
    painter.strokePath(path, pen)
