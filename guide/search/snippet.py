"""A piece of text around the words that were found, with the places of the words in it."""

from collections.abc import Iterator, Sequence

from guide.content.levels import SIGN_END, SIGN_START
from guide.content.library import words_in
from guide.content.names import fold
from guide.search.query import Query

_WIDTH = 180
_BEFORE = 50
_ROOM_BEFORE, _ROOM = 500, 1500
"""So much of the HTML around a place holds a snippet, with the tags that stand between its words."""

Snippet = tuple[str, tuple[tuple[int, int], ...]]


def snippet(text: str, asked: Query, before: bool = False, after: bool = False) -> Snippet:
    """The piece of ``text`` with the most different found words, and where they stand in it.

    Where none is found (the word stands in a title only) the piece is the beginning. ``before`` and
    ``after`` say that more was there than ``text``.
    """
    folded = fold(text)
    places = asked.places(folded)
    start, end = _window(text, _best(folded, places, _WIDTH - _BEFORE))
    piece = " ".join(text[start:end].split())
    if start > 0 or before:
        piece = f"… {piece}"
    if end < len(text) or after:
        piece = f"{piece} …"
    return piece, tuple(asked.places(fold(piece)))


def page_snippet(html: str, asked: Query) -> Snippet:
    """A snippet of a page; only the piece of it is read that holds one."""
    folded = fold(html)
    places = [place for place in asked.places(folded) if not _in_tag(folded, place[0])]
    best = _best(folded, places, _WIDTH)
    start = _after_tag(html, max(0, best - _ROOM_BEFORE), best)
    end = _after_tag(html, best + _ROOM, len(html))
    words = words_in(html[start:end])
    return snippet(words, asked, start > 0, end < len(html))


def _in_tag(html: str, place: int) -> bool:
    """Whether ``place`` lies in a tag, or in the sign of a level, and not in the text."""
    if html.rfind("<", 0, place) > html.rfind(">", 0, place):
        return True
    sign = html.rfind(SIGN_START, 0, place)
    return sign >= 0 and html.find(SIGN_END, sign) > place


def _after_tag(html: str, start: int, end: int) -> int:
    """The first place from ``start`` on that lies behind a tag; ``start`` where there is none."""
    found = html.find(">", start, end) if 0 < start < end else -1
    return found + 1 if found >= 0 else min(start, len(html))


def _best(folded: str, places: Sequence[tuple[int, int]], width: int) -> int:
    """Where the piece should begin to be read: the place that is followed by most other words."""

    def words_from(nth: int) -> int:
        return len(set(_near(folded, places, nth, width)))

    if not places:
        return 0
    best = max(range(len(places)), key=lambda nth: (words_from(nth), -nth))
    return places[best][0]


def _near(folded: str, places: Sequence[tuple[int, int]], nth: int, width: int) -> Iterator[str]:
    first = places[nth][0]
    for start, end in places[nth:]:
        if end - first > width:
            return
        yield folded[start:end]


def _window(text: str, place: int) -> tuple[int, int]:
    start = max(0, place - _BEFORE)
    if start:
        start = _after_blank(text, start, place)
    end = min(len(text), start + _WIDTH)
    if end < len(text):
        blank = text.rfind(" ", start + _WIDTH // 2, end)
        end = blank if blank > place else end
    return start, end


def _after_blank(text: str, start: int, place: int) -> int:
    for at in range(start, place):
        if text[at] in " \n":
            return at + 1
    return start
