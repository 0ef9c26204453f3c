"""Between pixels and characters of a document that is scrolled."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from guide.ui.article.place import Place


def line_top(document: QTextDocument, position: int) -> float:
    """Where the line with this character begins, in pixels from the top of the document."""
    last = max(0, document.characterCount() - 1)
    block = document.findBlock(min(max(position, 0), last))
    top = document.documentLayout().blockBoundingRect(block).top()
    line = block.layout().lineForTextPosition(min(max(position, 0), last) - block.position())
    return top + line.y() if line.isValid() else top


def first_visible(view: QTextEdit, left: float) -> Place:
    """The first visible character, and how much of its line is scrolled away."""
    scrolled = view.verticalScrollBar().value()
    layout = view.document().documentLayout()
    found = layout.hitTest(QPointF(left + 1, scrolled + 1), Qt.HitTestAccuracy.FuzzyHit)
    position = max(found, 0)
    return Place(position, round(scrolled - line_top(view.document(), position)))


def scroll_to(view: QTextEdit, place: Place) -> None:
    """Bring ``place`` to the top edge, as far as the end of the document allows."""
    top = line_top(view.document(), place.scroll)
    view.verticalScrollBar().setValue(round(top) + place.offset)


def rectangles(document: QTextDocument, start: int, end: int) -> list[QRectF]:
    """The boxes of the text from ``start`` to ``end`` (one block), a box a line."""
    block = document.findBlock(start)
    origin = document.documentLayout().blockBoundingRect(block).topLeft()
    layout = block.layout()
    first, last = start - block.position(), end - block.position()
    boxes = []
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        left, right = line.textStart(), line.textStart() + line.textLength()
        if left >= last or right <= first:
            continue
        x0, x1 = _x(line, max(first, left)), _x(line, min(last, right))
        box = QRectF(min(x0, x1), line.y(), abs(x1 - x0), line.height())
        boxes.append(box.translated(origin))
    return boxes


def _x(line: object, position: int) -> float:
    found = line.cursorToX(position)  # type: ignore[attr-defined]  # QTextLine; a tuple in PySide
    return float(found[0] if isinstance(found, tuple) else found)


def plain(cursor: QTextCursor) -> str:
    """The selected text as it would be typed: real line ends, plain spaces, no place holders."""
    text = cursor.selectedText()
    for odd, usual in (
        ("\u2029", "\n"),
        ("\u2028", "\n"),
        (" \u00a0", " "),  # the room around a label
        ("\u00a0 ", " "),
        ("\u00a0", " "),
        ("\ufffc", ""),
        ("\ufdd0", "\t"),
        ("\ufdd1", "\n"),
    ):
        text = text.replace(odd, usual)
    return text
