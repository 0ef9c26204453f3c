"""The images of articles: plates drawn on the spot, and pictures that lie in the pack. No files."""

import logging
from collections.abc import Callable
from urllib.parse import parse_qs

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPainterPath, QPen

from guide.errors import GuideError
from guide.ui.theme import Theme

_log = logging.getLogger("guide.ui")

Media = Callable[[str], bytes | None]
"""Gives the bytes of a picture in the pack by its name, or None."""

_PLATE = QSize(420, 340)  # in an article, at 100 %; the same for all, so that room is kept at once
_WIDEST = 560  # of a picture from the pack, at 100 %
_KEPT = 16  # pictures that stay drawn, so that going back is quick
_MEGABYTES = 64  # what an image may take when it is unpacked
_FORMATS = {b"png", b"jpeg", b"webp"}


class Pictures:
    """Answers ``plate:back?regions=lower-back`` and ``media:name``; None for everything else."""

    def __init__(
        self, theme: Theme, text_scale: float, pixel_ratio: float, media: Media | None
    ) -> None:
        self._theme, self._scale, self._ratio = theme, text_scale, pixel_ratio
        self._media = media
        self._drawn: dict[str, QImage | None] = {}

    def stand_in(self, address: str) -> QImage | None:
        """An empty image of the size that the plate at ``address`` will have; None for the rest.

        Drawing a plate takes longer than laying out its article.
        """
        if address in self._drawn or not address.startswith("plate:"):
            return None
        empty = QImage(self._plate_size(), QImage.Format.Format_ARGB32_Premultiplied)
        empty.fill(Qt.GlobalColor.transparent)
        empty.setDevicePixelRatio(self._ratio)
        return empty

    def __call__(self, address: str) -> QImage | None:
        if address not in self._drawn:
            if len(self._drawn) >= _KEPT:
                self._drawn.clear()
            self._drawn[address] = self._made(address)
        return self._drawn[address]

    def _made(self, address: str) -> QImage | None:
        kind, _colon, rest = address.partition(":")
        if kind == "plate":
            return self._plate(rest)
        if kind == "media" and self._media is not None:
            return self._picture(self._media(rest))
        return None

    def _plate_size(self) -> QSize:
        return (QSizeF(_PLATE) * (self._scale * self._ratio)).toSize()

    def _plate(self, rest: str) -> QImage | None:
        # Off the start path: plates are drawn after the first paint.
        from guide.atlas.plates import VIEWS, figure_scene, load_plate  # noqa: PLC0415
        from guide.ui.widgets.scene_painter import ScenePainter  # noqa: PLC0415

        view, _mark, query = rest.partition("?")
        if view not in VIEWS:
            return None
        asked = parse_qs(query)
        regions = [slug for slug in asked.get("regions", [""])[0].split(",") if slug]
        if not regions and asked.keys() & {"points", "meridian"}:
            return None  # the atlas has no place for points yet: better nothing than a bare body
        try:
            drawing = ScenePainter(figure_scene(load_plate(view), regions))
        except GuideError as error:  # an article without its picture is better than none
            _log.warning("A plate is missing from an article: %s", error)
            return None
        image = QImage(self._plate_size(), QImage.Format.Format_ARGB32_Premultiplied)
        part = _shaped(drawing.close_up(), QSizeF(image.size()))
        image.fill(Qt.GlobalColor.transparent)
        zoom = image.width() / part.width()
        painter = QPainter(image)
        box = QRectF(0, 0, drawing.scene.width * zoom, drawing.scene.height * zoom)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = max(1.0, self._ratio)
        frame = QRectF(image.rect()).adjusted(line, line, -line, -line)
        rounded = QPainterPath()
        rounded.addRoundedRect(frame, 8 * self._ratio, 8 * self._ratio)
        painter.fillPath(rounded, QColor(self._theme.colour("window")))
        painter.setClipPath(rounded)
        drawing.paint(painter, box.translated(-part.topLeft() * zoom), self._theme)
        painter.setClipping(False)
        painter.strokePath(rounded, QPen(QColor(self._theme.colour("line")), line))
        painter.end()
        image.setDevicePixelRatio(self._ratio)
        return image

    def _picture(self, data: bytes | None) -> QImage | None:
        """A picture of a format we know by its content, at most as wide as a page."""
        if data is None:
            return None
        buffer = QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        QImageReader.setAllocationLimit(_MEGABYTES)
        reader = QImageReader(buffer)
        if bytes(reader.format().data()) not in _FORMATS:
            return None
        size, widest = reader.size(), round(_WIDEST * self._scale * self._ratio)
        if size.width() > widest:
            size.scale(widest, size.height(), Qt.AspectRatioMode.KeepAspectRatio)
            reader.setScaledSize(size)
        image = reader.read()
        if image.isNull():
            return None
        image.setDevicePixelRatio(self._ratio)
        return image


def _shaped(part: QRectF, frame: QSizeF) -> QRectF:
    """``part`` widened about its middle to the shape of ``frame``."""
    size = frame.scaled(part.size(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
    grown = QRectF(QPointF(0, 0), size)
    grown.moveCenter(part.center())
    return grown
