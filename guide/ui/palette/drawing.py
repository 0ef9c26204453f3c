"""Text with marked letters, as rows draw it: on one line, or wrapped into a few without a cut word."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from guide.ui.palette.matching import Ranges

_GAP = 2  # letters between two texts on a line


def draw_line(
    painter: QPainter,
    area: QRect,
    font: QFont,
    text: str,
    letters: Ranges = (),
    *,
    right: bool = False,
) -> QRect:
    """Draw ``text`` in the painter's ink at one side of ``area``; what is left of the area."""
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
    layout = laid_out(shown, font, 1e6, letters)
    line = layout.lineAt(0)
    width = round(line.naturalTextWidth()) if line.isValid() else 0
    left = area.right() - width + 1 if right else area.left()
    top = area.top() + (area.height() - layout.boundingRect().height()) / 2
    layout.draw(painter, QPointF(left, top))
    used = width + metrics.averageCharWidth() * _GAP
    return area.adjusted(0, 0, -used, 0) if right else area.adjusted(used, 0, 0, 0)


def laid_out(
    text: str,
    font: QFont,
    width: float,
    letters: Ranges = (),
    ground: QColor | None = None,
    ink: QColor | None = None,
) -> QTextLayout:
    """``text`` in lines of ``width``; its marked letters are strong, underlined or on a ground."""
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(_formats(text, letters, ground, ink)))
    layout.beginLayout()
    height = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
    layout.endLayout()
    return layout


def fitted(text: str, marks: Ranges, font: QFont, width: int, lines: int) -> tuple[str, Ranges]:
    """The piece of ``text`` around its first mark that fills ``lines`` lines; no word is cut."""
    layout = laid_out(text, font, width, marks)
    if layout.lineCount() <= lines:
        return text, marks
    first = _sixteen(text, marks[0][0]) if marks else 0
    nth = max(layout.lineForTextPosition(first).lineNumber() - 1, 0)
    nth = min(nth, layout.lineCount() - lines)
    start = _letters(text, layout.lineAt(nth).textStart())
    before = "… " if start else ""
    moved = len(before) - start
    end = layout.lineAt(nth + lines - 1)
    body = text[start : _letters(text, end.textStart() + end.textLength())].rstrip()
    while True:
        piece = f"{before}{body} …" if len(body) < len(text) - start else before + body
        last = len(before) + len(body)
        kept = tuple((a + moved, b + moved) for a, b in marks if a >= start and b + moved <= last)
        if laid_out(piece, font, width, kept).lineCount() <= lines or not body:
            return piece, kept
        body = _shorter(body)


def height_of(text: str, font: QFont, width: int) -> int:
    """How high ``text`` is in lines of ``width``; nothing where there is no text."""
    return round(laid_out(text, font, width).boundingRect().height() + 0.49) if text else 0


def smaller(font: QFont) -> QFont:
    """The size of what stands under a title."""
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.9)
    return made


def strong(font: QFont) -> QFont:
    """The weight of a title."""
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def _shorter(text: str) -> str:
    """Without its last word, or its last sign where signs stand without blanks."""
    cut = text.rstrip()
    blank = cut.rfind(" ")
    shorter = cut[:blank] if blank > len(cut) - 40 and blank > 0 else cut[:-1]
    return shorter.rstrip(" ,;:·–")


def _formats(
    text: str, letters: Ranges, ground: QColor | None, ink: QColor | None
) -> Iterable[QTextLayout.FormatRange]:
    for start, end in letters:
        if start >= min(end, len(text)):
            continue  # it was cut off
        made = QTextLayout.FormatRange()
        made.start = _sixteen(text, start)
        made.length = _sixteen(text, end) - made.start
        look = QTextCharFormat()
        look.setFontWeight(QFont.Weight.Bold)
        if ground is not None:
            look.setBackground(ground)
        if ink is not None:
            look.setForeground(ink)
        if ground is None:
            look.setFontUnderline(True)
        made.format = look
        yield made


def _sixteen(text: str, place: int) -> int:
    """Qt counts UTF-16: a rare ideograph is two."""
    return len(text[:place].encode("utf-16-le", "surrogatepass")) // 2


def _letters(text: str, sixteen: int) -> int:
    whole = text.encode("utf-16-le", "surrogatepass")[: sixteen * 2]
    return len(whole.decode("utf-16-le", "ignore"))
