"""A figure as a picture of some size: for the text of an article, and for paper."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPen

from guide.atlas.choosing import best_view, summaries
from guide.atlas.figures import figure
from guide.atlas.plates import load_plate
from guide.atlas.references import AUTO, read_reference
from guide.ui.theme import interface_font
from guide.ui.widgets.lettering import Lettering
from guide.ui.widgets.scene_painter import ScenePainter

if TYPE_CHECKING:  # that module loads this one when there is something to draw
    from guide.ui.widgets.pictures import Frame

_TYPE = 12.0  # pixels at 100 %: the words beside points
_AIR = 7.0  # pixels between frame and drawing
_ROUND = 8.0  # pixels: the corners of the frame


def figure_picture(address: str, frame: "Frame") -> QImage | None:
    """What the address of a plate asks for, from near; None where it is no such address.

    ContentError where the plate cannot be read. What a plate does not show is passed over.
    """
    reference = read_reference(address)
    if reference is None:
        return None
    request, view = reference.request, reference.view
    view = best_view(summaries(), request) if view == AUTO else view
    drawing = ScenePainter(figure(load_plate(view), request))
    image = QImage(frame.size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = _edge(frame)
    painter.fillPath(edge, QColor(frame.theme.colour("window")))
    painter.setClipPath(edge)
    _paint(painter, drawing, frame)
    painter.setClipping(False)
    painter.strokePath(edge, QPen(QColor(frame.theme.colour("line")), frame.unit))
    painter.end()
    return image


def _paint(painter: QPainter, drawing: ScenePainter, frame: "Frame") -> None:
    air = _AIR * frame.unit
    room = QRectF(0, 0, frame.size.width(), frame.size.height()).adjusted(air, air, -air, -air)
    lettering = Lettering(_font(frame.unit), frame.unit)
    scene = drawing.scene
    box = lettering.fit(scene, room, drawing.close_up())
    drawing.paint(painter, box, frame.theme, frame.unit)
    lettering.paint_numbers(painter, scene, box, frame.theme)
    lettering.paint(painter, lettering.place(scene, box, room), frame.theme)


def _font(unit: float) -> QFont:
    font = interface_font(1.0)
    font.setPixelSize(max(1, round(_TYPE * unit)))
    return font


def _edge(frame: "Frame") -> QPainterPath:
    path = QPainterPath()
    line = frame.unit
    area = QRectF(0, 0, frame.size.width(), frame.size.height()).adjusted(line, line, -line, -line)
    path.addRoundedRect(area, _ROUND * frame.unit, _ROUND * frame.unit)
    return path
