"""Where links and selected words stand in the window, and where beside them a card has room."""

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QTextBrowser

from guide.ui.article.position import rectangles
from guide.ui.article.structure import Found, links_in

_GAP = 6  # pixels between a link and its card
_LEAST = 120  # pixels of height with which a card, scrolled, is still of use


def link_at(view: QTextBrowser, where: QPoint) -> Found | None:
    """The link at a place of the viewport, all of its words."""
    if not view.anchorAt(where):
        return None
    near = view.cursorForPosition(where).position()
    block = view.document().findBlock(near)
    links = [one for one in links_in(block) if one.start <= near <= one.end]
    at = where + QPoint(0, view.verticalScrollBar().value())
    for link in links:
        if any(
            box.adjusted(-2, 0, 2, 0).contains(at) for box in _boxes(view, link.start, link.end)
        ):
            return link
    return links[0] if links else None


def place_of(view: QTextBrowser, start: int, end: int) -> QRect:
    """What is seen of the text from ``start`` to ``end``, in pixels of the window; else empty."""
    whole = QRect()
    for box in _boxes(view, start, end):
        whole = whole.united(box)
    port = view.viewport()
    seen = whole.translated(0, -view.verticalScrollBar().value()).intersected(port.rect())
    return seen.translated(port.mapTo(view.window(), QPoint(0, 0))) if seen.isValid() else QRect()


def beside(link: QRect, room: QRect, width: int, height: int) -> QRect:
    """The place in ``room`` for a card of this size: under ``link``, else over it, else at a side.

    It covers nothing of the link. A card that is too high is cut to what there is, for its words
    scroll; where there is no room at all the place is empty.
    """
    width = min(width, room.width())
    left = max(min(link.left(), room.right() + 1 - width), room.left())
    below = room.bottom() - link.bottom() - _GAP
    above = link.top() - room.top() - _GAP
    if height <= below or (height > above and max(below, _LEAST) >= above):
        high = min(height, below)
        place = QRect(left, link.bottom() + 1 + _GAP, width, high)
    else:
        high = min(height, above)
        place = QRect(left, link.top() - _GAP - high, width, high)
    if high >= min(height, _LEAST):
        return place
    return _at_side(link, room, width, height)


def _at_side(link: QRect, room: QRect, width: int, height: int) -> QRect:
    high = min(height, room.height())
    top = max(min(link.top(), room.bottom() + 1 - high), room.top())
    if room.right() - link.right() - _GAP >= width:
        return QRect(link.right() + 1 + _GAP, top, width, high)
    if link.left() - room.left() - _GAP >= width:
        return QRect(link.left() - _GAP - width, top, width, high)
    return QRect()


def _boxes(view: QTextBrowser, start: int, end: int) -> list[QRect]:
    """The boxes of a stretch of text, over several blocks, in pixels of the document."""
    document, boxes = view.document(), []
    block = document.findBlock(start)
    while block.isValid() and block.position() < end:
        first = max(start, block.position())
        boxes += rectangles(document, first, min(end, block.position() + block.length() - 1))
        block = block.next()
    return [box.toAlignedRect() for box in boxes]
