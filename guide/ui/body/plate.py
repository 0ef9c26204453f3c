"""The body from one side, live: every region can be pointed at, reached by keyboard, and named."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from guide.atlas.scene import Scene
from guide.ui.body.regions import RegionButton, nearest, reading_order
from guide.ui.theme import Theme
from guide.ui.widgets.scene_painter import ScenePainter

_MARGIN = 10.0


class BodyPlate(QWidget):
    """Paints a scene and turns its regions into buttons.

    Regions are real flat buttons for the keyboard and for assistive technology; the mouse goes by
    the true outline of a region instead of by a button's rectangle.

    Signals:
        region_chosen: a region was clicked or entered (its key).
        region_hovered: the region under the pointer or with the keyboard, empty for none.
    """

    region_chosen = Signal(str)
    region_hovered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bodyPlate")
        self.setMouseTracking(True)
        self.setMinimumSize(120, 200)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme: Theme | None = None
        self._drawing: ScenePainter | None = None
        self._buttons: dict[str, RegionButton] = {}
        self._hovered = self._pressed = ""
        self._base: QImage | None = None

    def show_scene(self, scene: Scene, names: Mapping[str, str]) -> None:
        """Show ``scene``; ``names`` says by region key what a screen reader calls each region."""
        focused = next((key for key, one in self._buttons.items() if one.hasFocus()), "")
        self._drawing = ScenePainter(scene)
        self._base = None
        for button in self._buttons.values():
            button.hide()
            button.deleteLater()
        self._buttons = {}
        for shape in sorted(scene.regions, key=reading_order):
            if shape.key in self._buttons:
                continue
            button = RegionButton(shape.key, shape.title, names.get(shape.key, shape.title), self)
            button.clicked.connect(self._on_clicked)
            button.moved.connect(self._on_moved)
            button.focused.connect(self._on_focused)
            self._buttons[shape.key] = button
        self._only_one_tab_stop(focused)
        self._place_buttons()
        self._hover("")
        if focused in self._buttons:
            self._buttons[focused].setFocus()
        self.update()

    def set_look(self, theme: Theme) -> None:
        """Paint in this theme."""
        self._theme = theme
        self._base = None
        self.update()

    def buttons(self) -> tuple[QPushButton, ...]:
        """The regions in reading order, from head to foot."""
        return tuple(self._buttons.values())

    def region_at(self, where: QPointF) -> str:
        """The key of the region at a place of the widget, empty beside the body."""
        if self._drawing is None:
            return ""
        box, scene = self._box(), self._drawing.scene
        x = (where.x() - box.left()) * scene.width / box.width()
        y = (where.y() - box.top()) * scene.height / box.height()
        shape = scene.region_at(x, y)
        return "" if shape is None else shape.key

    def sizeHint(self) -> QSize:
        return QSize(260, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._base = None
        self._place_buttons()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.region_at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._hover("")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = self.region_at(event.position())
            self._hover(self._pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Acts on release, so that sliding off the region takes a press back."""
        pressed, self._pressed = self._pressed, ""
        if pressed and pressed == self.region_at(event.position()):
            self.region_chosen.emit(pressed)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is None or self._theme is None:
            return
        if self._base is None or self._base.devicePixelRatio() != self.devicePixelRatioF():
            self._base = self._painted(self._drawing, self._theme)
        painter = QPainter(self)
        painter.drawImage(QPoint(0, 0), self._base)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = next((key for key, one in self._buttons.items() if one.hasFocus()), "")
        if self._hovered:
            self._paint_hovered(painter, self._theme)
        if focused:
            self._paint_focus(painter, self._drawing.region(focused), self._theme)
        if self._hovered or focused:
            self._paint_label(painter, self._hovered or focused, self._theme)

    def _painted(self, drawing: ScenePainter, theme: Theme) -> QImage:
        """The scene alone: hovering then costs one image and one path."""
        ratio = self.devicePixelRatioF()
        image = QImage(self.size() * ratio, QImage.Format.Format_ARGB32_Premultiplied)
        image.setDevicePixelRatio(ratio)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        drawing.paint(painter, self._box(), theme)
        painter.end()
        return image

    def _paint_hovered(self, painter: QPainter, theme: Theme) -> None:
        colour = QColor(theme.colour("plate-hover"))
        colour.setAlphaF(0.45)
        painter.save()
        self._enter(painter)
        painter.fillPath(self._path(self._hovered), colour)
        painter.restore()

    def _paint_focus(self, painter: QPainter, path: QPainterPath, theme: Theme) -> None:
        painter.save()
        self._enter(painter)
        for role, width in (("plate-focus-halo", 6.0), ("plate-focus", 3.0)):
            pen = QPen(QColor(theme.colour(role)), width)
            pen.setCosmetic(True)
            pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
            painter.strokePath(path, pen)
        painter.restore()

    def _paint_label(self, painter: QPainter, key: str, theme: Theme) -> None:
        """The region's name beside it, inside the widget."""
        button = self._buttons.get(key)
        if button is None:
            return
        font = self.font()
        font.setBold(True)
        words = QFontMetricsF(font).boundingRect(button.title)
        label = QRectF(0, 0, words.width() + 20, words.height() + 10)
        area = QRectF(button.geometry())
        label.moveCenter(QPointF(area.center().x(), area.top() - label.height()))
        if label.top() < 2:
            label.moveTop(area.bottom() + 4)
        label.moveLeft(min(max(2.0, label.left()), self.width() - label.width() - 2))
        label.moveTop(min(label.top(), self.height() - label.height() - 2))
        painter.setFont(font)
        painter.setPen(QPen(QColor(theme.colour("border")), 1))
        painter.setBrush(QColor(theme.colour("tooltip")))
        painter.drawRoundedRect(label, 6, 6)
        painter.setPen(QColor(theme.colour("tooltip-ink")))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, button.title)

    def _box(self) -> QRectF:
        room = QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        return room if self._drawing is None else self._drawing.box(room)

    def _enter(self, painter: QPainter) -> None:
        if self._drawing is not None:
            self._drawing.enter(painter, self._box())

    def _path(self, key: str) -> QPainterPath:
        return QPainterPath() if self._drawing is None else self._drawing.region(key)

    def _place_buttons(self) -> None:
        if self._drawing is None:
            return
        scene, box = self._drawing.scene, self._box()
        scale = box.width() / scene.width
        for shape in scene.regions:
            button = self._buttons[shape.key]
            left, top, right, bottom = shape.bounds()
            area = QRectF(left * scale, top * scale, (right - left) * scale, (bottom - top) * scale)
            rect: QRect = area.translated(box.topLeft()).toAlignedRect()
            # Of a pair the button lies on one side; the outline that is drawn shows both.
            button.setGeometry(rect)
            button.show()

    def _only_one_tab_stop(self, key: str) -> None:
        """Tab enters the plate once; the arrow keys move inside it."""
        chosen = key if key in self._buttons else next(iter(self._buttons), "")
        for name, button in self._buttons.items():
            stop = Qt.FocusPolicy.TabFocus if name == chosen else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(stop)

    def _hover(self, key: str) -> None:
        if key != self._hovered:
            self._hovered = key
            shape = Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            self.region_hovered.emit(key)
            self.update()

    @Slot()
    def _on_clicked(self) -> None:
        button = self.sender()
        if isinstance(button, RegionButton):
            self.region_chosen.emit(button.key)

    @Slot(str, int)
    def _on_moved(self, key: str, direction: int) -> None:
        if self._drawing is None:
            return
        there = nearest(self._drawing.scene, key, Qt.Key(direction))
        if there in self._buttons:
            self._only_one_tab_stop(there)
            self._buttons[there].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _on_focused(self, key: str) -> None:
        self.region_hovered.emit(key)
        self.update()
