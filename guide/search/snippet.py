"""A piece of text around the words that were found, with the places of the words in it."""

from collections.abc import Iterator

from guide.content.names import fold
from guide.search.query import Query

_WIDTH = 180
_BEFORE = 50


def snippet(text: str, asked: Query) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The piece of ``text`` with the most different found words, and where they stand in it.

    Where none is found (the word stands in a title only) the piece is the beginning.
    """
    folded = fold(text)
    places = asked.places(folded)
    start, end = _window(text, _best(folded, places))
    piece = " ".join(text[start:end].split())
    if start > 0:
        piece = f"… {piece}"
    if end < len(text):
        piece = f"{piece} …"
    return piece, tuple(asked.places(fold(piece)))


def _best(folded: str, places: list[tuple[int, int]]) -> int:
    """Where the piece should begin to be read: the place that is followed by most other words."""

    def words_from(nth: int) -> int:
        return len(set(_near(folded, places, nth)))

    if not places:
        return 0
    best = max(range(len(places)), key=lambda nth: (words_from(nth), -nth))
    return places[best][0]


def _near(folded: str, places: list[tuple[int, int]], nth: int) -> Iterator[str]:
    first = places[nth][0]
    for start, end in places[nth:]:
        if end - first > _WIDTH - _BEFORE:
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
