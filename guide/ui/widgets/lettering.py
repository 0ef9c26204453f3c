"""The words on a drawing of the body: measured, placed beside the points, and painted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from guide.atlas.labelling import Box, Ground, Labels, Placed, Wanted, place, wanted_labels
from guide.atlas.scene import Mark, Role, Scene
from guide.ui.theme import Theme
from guide.ui.widgets.scene_painter import RADII, in_proportion

_PAD = 4.0  # pixels beside the words of a label
_GAP = 1.5  # between labels
_AIR = 8.0  # between labels and body
_NUMBER = 0.86  # of the type of labels: the numbers of a ruler
_APART = 0.85  # of their height: from one number of a ruler to the next
_SMALLEST = 0.6  # of its size without labels: smaller than that the body is not made for them
_FEW = 8  # labels that go into one column wherever their points lie


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words in one font; ``unit`` is an ordinary pixel in the units that are painted in."""

    font: QFont
    unit: float = 1.0

    def wanted(self, scene: Scene) -> list[Wanted]:
        """The labels of the scene with their sizes; their places are in plate units."""
        metrics = QFontMetricsF(self.font)

        def measure(text: str) -> tuple[float, float]:
            size = metrics.size(0, text)
            return size.width() + 2 * _PAD * self.unit, size.height()

        return wanted_labels(scene, measure)

    def fit(self, scene: Scene, area: QRectF, part: QRectF | None = None) -> QRectF:
        """Where the scene lies so that ``part`` of it (plate units) fills ``area``, with its labels.

        Labels stand in margins beside the body; few of them, or such as belong to both sides, need
        only the right one. Where the margins would take too much, labels stand on the body.
        """
        shown = QRectF(0, 0, scene.width, scene.height) if part is None else part
        whole = min(area.width() / shown.width(), area.height() / shown.height())
        left, right = self._margins(scene, shown)
        start, end = self._reach(scene, shown, whole)
        scale = whole
        if right:
            start = start if left else min(start, shown.left())
            scale = min(whole, (area.width() - left - right) / max(end - start, 1.0))
        if not right or scale < _SMALLEST * whole:
            scale, left, right, start, end = whole, 0.0, 0.0, shown.left(), shown.right()
        middle = area.left() + area.width() / 2 - shown.center().x() * scale
        least = area.left() + left - start * scale
        most = area.right() - right - end * scale
        x = max(min(middle, most), least)
        y = area.top() + (area.height() - shown.height() * scale) / 2 - shown.top() * scale
        return QRectF(x, y, scene.width * scale, scene.height * scale)

    def place(
        self, scene: Scene, box: QRectF, area: QRectF, kept_free: Sequence[QRectF] = ()
    ) -> Labels:
        """The labels of the points in ``area`` where they stand, in painted units."""
        scale = box.width() / scene.width

        def moved(x: float, y: float) -> tuple[float, float]:
            return box.left() + x * scale, box.top() + y * scale

        wanted = []
        for one in self.wanted(scene):
            places = tuple(at for at in (moved(*p) for p in one.places) if area.contains(*at))
            if places:
                wanted.append(replace(one, places=places))
        marks = [moved(mark.x, mark.y) for mark in scene.marks if mark.role in RADII]
        ground = Ground(
            _sides(area),
            tuple(
                (*moved(left, top), *moved(right, bottom))
                for left, top, right, bottom in scene.bands
            ),
            tuple(at for at in marks if area.contains(*at)),
            (RADII[Role.POINT] + 1) * in_proportion(self.unit, box),
            tuple(_sides(rect) for rect in (*kept_free, *self._numbers(scene, box).values())),
            _GAP * self.unit,
        )
        return place(wanted, ground)

    def paint(self, painter: QPainter, labels: Labels, theme: Theme) -> None:
        """Draw labels and leaders."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.colour("plate-leader")), 0.9 * self.unit))
        for one in labels.placed:
            if one.leader:
                painter.drawLine(QLineF(*one.leader))
        painter.setFont(self.font)
        for one in labels.placed:
            self._paint_words(painter, one, theme)
        painter.restore()

    def paint_numbers(self, painter: QPainter, scene: Scene, box: QRectF, theme: Theme) -> None:
        """Write the numbers at rulers, as many as can be told apart."""
        painter.save()
        painter.setFont(self._small())
        painter.setPen(QColor(theme.colour("plate-tick")))
        for mark, area in self._numbers(scene, box).items():
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter, mark.label)
        painter.restore()

    def _numbers(self, scene: Scene, box: QRectF) -> dict[Mark, QRectF]:
        metrics = QFontMetricsF(self._small())
        scale = box.width() / scene.width
        found = {}
        for mark in scene.ticks(metrics.height() * _APART / scale):
            area = QRectF(0, 0, metrics.horizontalAdvance(mark.label) + 1, metrics.height())
            area.moveCenter(QPointF(box.left() + mark.x * scale, box.top() + mark.y * scale))
            found[mark] = area
        return found

    def _small(self) -> QFont:
        font = QFont(self.font)
        if font.pixelSize() > 0:
            font.setPixelSize(max(1, round(font.pixelSize() * _NUMBER)))
        else:
            font.setPointSizeF(font.pointSizeF() * _NUMBER)
        return font

    def caption_height(self) -> float:
        """How much of the height a caption takes."""
        return QFontMetricsF(self.font).height() + 2 * self.unit

    def caption_area(self, words: str, corner: QPointF) -> QRectF:
        """Where the name of the whole drawing stands: in the corner on top."""
        size = QFontMetricsF(self.font).size(0, words)
        return QRectF(corner, size)

    def paint_caption(self, painter: QPainter, words: str, corner: QPointF, theme: Theme) -> None:
        """Write the name of the drawing."""
        painter.setFont(self.font)
        painter.setPen(QColor(theme.colour("muted")))
        painter.drawText(self.caption_area(words, corner), Qt.AlignmentFlag.AlignLeft, words)

    def _paint_words(self, painter: QPainter, one: Placed, theme: Theme) -> None:
        area = QRectF(QPointF(*one.box[:2]), QPointF(*one.box[2:]))
        ground = QColor(theme.colour("window"))
        ground.setAlphaF(0.86)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(ground)
        painter.drawRoundedRect(area, 3 * self.unit, 3 * self.unit)
        painter.setPen(QColor(theme.colour("plate-label")))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, one.key)

    def _margins(self, scene: Scene, part: QRectF) -> tuple[float, float]:
        """How much room labels need left and right of the body."""
        wanted = self._in(scene, part)
        if not wanted:
            return 0.0, 0.0
        width = max(one.width for one in wanted) + _AIR * self.unit
        middle = part.center().x()
        left = [one for one in wanted if max(x for x, _y in one.places) < middle]
        return (0.0 if len(wanted) <= _FEW or not left else width), width

    def _in(self, scene: Scene, part: QRectF) -> list[Wanted]:
        return [one for one in self.wanted(scene) if any(part.contains(*at) for at in one.places)]

    def _reach(self, scene: Scene, part: QRectF, scale: float) -> tuple[float, float]:
        """From where to where the body lies at the heights where labels will stand, in plate units."""
        wanted = self._in(scene, part)
        heights = [y for one in wanted for _x, y in one.places]
        if not heights:
            return part.left(), part.right()
        spread = sum(one.height for one in wanted) / 2 / scale
        middle = (min(heights) + max(heights)) / 2
        top, bottom = min(*heights, middle - spread), max(*heights, middle + spread)
        bands = [band for band in scene.bands if band[1] < bottom and band[3] > top]
        left = min((band[0] for band in bands), default=part.left())
        right = max((band[2] for band in bands), default=part.right())
        return left, right


def _sides(rect: QRectF) -> Box:
    return rect.left(), rect.top(), rect.right(), rect.bottom()
