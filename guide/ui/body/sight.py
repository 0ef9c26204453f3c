"""A plate as it is seen: painted near or far, with hover, focus, names and labels. Takes no input."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from guide.atlas.labelling import Labels
from guide.ui.body.buttons import TargetButton, TargetButtons
from guide.ui.body.camera import Camera
from guide.ui.body.canvas import Canvas, Order, Painted
from guide.ui.body.drawings import Drawn
from guide.ui.body.overlay import Overlay, carried
from guide.ui.body.targets import Name, Target, target_at
from guide.ui.jobs import Jobs
from guide.ui.theme import Theme
from guide.ui.theme import theme as named_theme
from guide.ui.widgets.buttons import TARGET
from guide.ui.widgets.lettering import Lettering
from guide.ui.widgets.scene_painter import ScenePainter

_MARGIN = 8.0
_TYPE = 0.86  # of the interface's type: what labels are written in
_REACH = 9.0  # pixels around a point in which the mouse finds it
_BESIDE = 4.0  # pixels beside a line
_REST = 80  # ms after the last move in which the buttons follow


class PlateSight(QWidget):
    """Shows a scene and knows what lies where on it.

    The picture is painted on a thread: until it is there, the one before is shown, moved to where
    the new one will be.

    Signals:
        hovered: the key of what is under the pointer or has the keyboard, empty for nothing.
        drawn: the picture is another one now.
        zoomed: the reader looks from nearer or from farther away.
    """

    hovered = Signal(str)
    drawn = Signal()
    zoomed = Signal()

    def __init__(self, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bodyPlate")
        self.setMinimumSize(120, 140)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.camera = Camera()
        self.canvas = Canvas(jobs, self)
        self.canvas.painted.connect(self._on_painted)
        self.elements = TargetButtons(self)
        self.elements.focused.connect(self._on_focused)
        self.targets: tuple[Target, ...] = ()
        self._by_name: dict[Name, Target] = {}
        self._drawing: ScenePainter | None = None
        self._theme: Theme = named_theme("light")
        self._scale = 1.0
        self._fit: QRectF | None = None
        self._hovered: Target | None = None
        self._caption = ""
        self._following = QTimer(self)
        self._following.setSingleShot(True)
        self._following.setInterval(_REST)
        self._following.timeout.connect(self._place_buttons)

    # ---- what is shown

    def show_scene(
        self, drawn: Drawn, names: Mapping[Name, str], *, caption: str = "", again: bool
    ) -> None:
        """Show a drawing; ``names`` are what a screen reader calls its targets.

        ``again`` says that it is the same body from the same side: then the reader stays as near.
        """
        self._drawing, self._caption = drawn.painter, caption
        self._fit = None
        if not again:
            self.camera.reset()
            self.zoomed.emit()
        self.targets = drawn.targets
        self._by_name = {target.name: target for target in self.targets}
        self.elements.show(self.targets, names, drawn.painter.transform(self.box()))
        self.hover(None)
        self.update()

    def set_look(self, theme: Theme, text_scale: float) -> None:
        """Paint in this theme, with words of this size."""
        self._theme, self._scale = theme, text_scale
        self._refit()

    def look_at(self, part: QRectF, most: float) -> None:
        """Go near to a part of the plate (plate units), but not nearer than ``most``."""
        if self._drawing is not None:
            fit = self._fitted()
            place = self._drawing.transform(fit).mapRect(part)
            self.camera.look_at(fit, QRectF(self.rect()), place, most)
            self._moved()

    @property
    def is_settled(self) -> bool:
        """Is everything there and crisp?"""
        if self._drawing is None or not self.elements.is_complete:
            return False
        picture = self.canvas.picture
        return picture is not None and picture.order == self._order(self._drawing)

    def buttons(self) -> tuple[TargetButton, ...]:
        """The buttons of everything on the plate, from head to foot."""
        return self.elements.shown()

    def labels(self) -> Labels:
        """The labels where they are drawn now; none while another plate is still in sight."""
        picture = self._picture()
        return (
            Labels() if picture is None else carried(picture.labels, picture.order.box, self.box())
        )

    # ---- what lies where

    def box(self) -> QRectF:
        """Where the whole plate lies in the widget; larger than that when the reader is near."""
        return self.camera.box(self._fitted())

    def target_at(self, where: QPointF, *, finger: bool = False) -> Target | None:
        """What is meant by a place of the widget; a finger is broader than a pointer."""
        if self._drawing is None or self._picture() is None:
            return None
        box, scene = self.box(), self._drawing.scene
        scale = scene.width / box.width()
        x, y = (where.x() - box.left()) * scale, (where.y() - box.top()) * scale
        reach = TARGET / 2 if finger else _REACH
        least = TARGET if finger else 0.0
        found = target_at(scene, x, y, reach * scale, _BESIDE * scale, least * scale)
        return None if found is None else self._by_name[found]

    def place_of(self, target: Target) -> QPointF:
        """Where a target lies in the widget."""
        if self._drawing is None:
            return QPointF()
        return self._drawing.transform(self.box()).map(QPointF(*target.at))

    def hover(self, target: Target | None) -> None:
        """Show what the pointer is on."""
        if target != self._hovered:
            self._hovered = target
            hand = Qt.CursorShape.PointingHandCursor if target else Qt.CursorShape.ArrowCursor
            self.setCursor(hand)
            self.hovered.emit(target.key if target else "")
            self.update()

    # ---- painting

    def sizeHint(self) -> QSize:
        return QSize(260, 560)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._refit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is None:
            return
        self.canvas.ask(self._order(self._drawing))
        painter = QPainter(self)
        picture = self.canvas.picture
        if picture is None:
            return
        box = self.box()
        self._paint_picture(painter, picture, box)
        if picture.order.drawing is self._drawing:
            self._paint_over(painter, picture, box)

    def _paint_picture(self, painter: QPainter, picture: Painted, box: QRectF) -> None:
        """The picture as it is; or, where it was painted for another place, moved to this one."""
        order = picture.order
        there = box if order.drawing is self._drawing else order.box
        if order.box == there and order.size == self.size():
            painter.drawImage(QPoint(0, 0), picture.image)
            return
        painter.fillRect(self.rect(), picture.image.pixelColor(0, 0))
        scale = there.width() / order.box.width()
        corner = there.topLeft() - order.box.topLeft() * scale
        painter.drawImage(
            QRectF(corner, QRectF(QPointF(), order.size).size() * scale), picture.image
        )

    def _paint_over(self, painter: QPainter, picture: Painted, box: QRectF) -> None:
        drawing, lettering = picture.order.drawing, self._lettering()
        over = Overlay(drawing, drawing.transform(box), self._theme, self._scale)
        focused = self.elements.focused_target()
        if self._hovered is not None:
            over.hover(painter, self._hovered)
        lettering.paint(painter, carried(picture.labels, picture.order.box, box), self._theme)
        if focused is not None:
            over.focus(painter, focused)
        if self._caption:
            lettering.paint_caption(painter, self._caption, self._area().topLeft(), self._theme)
        named = self._hovered or focused
        if named is not None:
            over.title(painter, named, named.title, self.font(), QRectF(self.rect()))

    # ---- places

    def _place_scene(self, drawing: ScenePainter) -> QRectF:
        """Where the scene lies when the reader looks from afar."""
        return self._lettering().fit(drawing.scene, self._area())

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)

    def _kept_free(self) -> tuple[QRectF, ...]:
        """Where no label may stand."""
        if not self._caption:
            return ()
        return (self._lettering().caption_area(self._caption, self._area().topLeft()),)

    def _lettering(self) -> Lettering:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _TYPE)
        return Lettering(font, self._scale)

    def _order(self, drawing: ScenePainter) -> Order:
        ratio = self.devicePixelRatioF()
        return Order(
            drawing,
            self.box(),
            self.size(),
            ratio,
            self._theme,
            self._lettering(),
            self._kept_free(),
        )

    def _fitted(self) -> QRectF:
        if self._fit is None:
            self._fit = QRectF() if self._drawing is None else self._place_scene(self._drawing)
        return self._fit

    def _refit(self) -> None:
        self._fit = None
        self.camera.hold(self._fitted(), QRectF(self.rect()))
        self._place_buttons()
        self.update()

    def _picture(self) -> Painted | None:
        """The picture of the scene that is shown; None while it shows another one."""
        picture = self.canvas.picture
        return picture if picture is not None and picture.order.drawing is self._drawing else None

    def _moved(self) -> None:
        """The reader looks from elsewhere."""
        self._following.start()
        self.zoomed.emit()
        self.update()

    @Slot()
    def _place_buttons(self) -> None:
        if self._drawing is not None:
            self.elements.place(self._drawing.transform(self.box()))

    @Slot()
    def _on_painted(self) -> None:
        self.update()
        self.drawn.emit()

    @Slot(object)
    def _on_focused(self, target: Target | None) -> None:
        if target is not None and self.camera.is_near:
            self.camera.bring(self._fitted(), QRectF(self.rect()), self.place_of(target))
            self._moved()
        self.hovered.emit(target.key if target else "")
        self.update()
