"""A piece of text around the words that were found, with the places of the words in it."""

from collections.abc import Iterable, Sequence
from itertools import islice
from string import ascii_lowercase, ascii_uppercase

from guide.content.levels import SIGN_END, SIGN_START, levels_at
from guide.content.library import words_in
from guide.content.names import fold
from guide.search.query import Query

_WIDTH = 180
_BEFORE = 50
_MOST_TRIED = 10
"""So many places of the rarest word are looked at, for whether the others stand around them."""
_ROOM_BEFORE, _ROOM = 250, 650
"""So much of the HTML around a place holds a snippet, with the tags that stand between its words."""
_ROUGH = bytes.maketrans(ascii_uppercase.encode(), ascii_lowercase.encode())[:128] + b" " * 128
_LETTERS = bytes([*range(0xC3, 0xE0), 0xE1])
"""In UTF-8, letters with accents begin so; dashes and quotes do not."""
_SIGN_START, _SIGN_END = SIGN_START.encode(), SIGN_END.encode()

Snippet = tuple[str, tuple[tuple[int, int], ...]]


def snippet(text: str, asked: Query, before: bool = False, after: bool = False) -> Snippet:
    """The piece of ``text`` with the most different found words, and where they stand in it.

    Where none is found (the word stands in a title only) the piece is the beginning. ``before`` and
    ``after`` say that more was there than ``text``.
    """
    text = " ".join(text.split())
    folded = fold(text)
    places = asked.places(folded)
    start, end = _window(text, _best(folded, places))
    piece = text[start:end]
    if start > 0 or before:
        piece, start = f"… {piece}", start - 2
    if end < len(text) or after:
        piece = f"{piece} …"
    marks = tuple((one - start, to - start) for one, to in places if start <= one and to <= end)
    return piece, marks


def page_snippet(html: bytes, asked: Query) -> tuple[Snippet, str]:
    """A snippet of a page in UTF-8, of which only a piece is read, and the only level that says it.

    The level is empty where there are several. The terms stand in their order of weight: where not
    all are near each other the first counts.
    """
    place = _place(_rough(html), asked)
    plain = html.isascii() or all(form.isascii() for term in asked.terms for form in term.forms)
    if not plain or (not place and len(html.translate(None, _LETTERS)) < len(html)):
        text = html.decode(errors="ignore")  # a long page is cut, perhaps within a letter
        folded = fold(text.replace(SIGN_START, "<").replace(SIGN_END, ">"))
        place = len(text[: _place(folded, asked)].encode())
    start = _after_tag(html, max(0, place - _ROOM_BEFORE), place)
    end = _after_tag(html, place + _ROOM, len(html))
    words = words_in(html[start:end].decode(errors="ignore"))
    levels = levels_at(html, place)
    alone = levels[0] if len(levels) == 1 else ""
    return snippet(words, asked, start > 0, end < len(html)), alone


def _rough(html: bytes) -> str:
    """Small letters, signs of levels as tags, blanks for all beyond ASCII; a letter for every byte.

    Ten times as quick as to fold the text, and mostly enough to find a place in it.
    """
    if _SIGN_START in html:
        html = html.replace(_SIGN_START, b"<  ").replace(_SIGN_END, b"  >")
    return html.translate(_ROUGH).decode("ascii")


def _place(folded: str, asked: Query) -> int:
    """Where the first term that stands has most of the others around it; 0 where none stands."""
    for term in asked.terms:
        places = (start for start, _end in term.places(folded) if not _in_tag(folded, start))
        others = [other.forms for other in asked.terms if other is not term]
        tried = list(islice(places, _MOST_TRIED))
        if tried:
            return max(
                tried, key=lambda at: (_near(folded, at, others), _in_words(folded, at), -at)
            )
    return 0


def _near(folded: str, place: int, terms: Iterable[Iterable[str]]) -> int:
    """How many of the terms stand around ``place`` in any form."""
    around = folded[max(0, place - _WIDTH) : place + _WIDTH]
    return sum(any(form in around for form in forms) for forms in terms)


def _in_words(folded: str, place: int) -> bool:
    """Not in a cell: facts say less than a sentence."""
    return not folded.startswith(("<td", "<th"), folded.rfind("<", 0, place))


def _in_tag(folded: str, place: int) -> bool:
    return folded.rfind("<", 0, place) > folded.rfind(">", 0, place)


def _after_tag(html: bytes, start: int, end: int) -> int:
    """The first place from ``start`` on that lies behind a tag; ``start`` where there is none."""
    found = html.find(b">", start, end) if 0 < start < end else -1
    return found + 1 if found >= 0 else min(start, len(html))


def _best(folded: str, places: Sequence[tuple[int, int]]) -> int:
    """Where the piece should begin to be read: the place that is followed by most other words."""
    best, most = 0, 0
    for nth, (first, _end) in enumerate(places):
        last = first + _WIDTH - _BEFORE
        different = len({folded[start:end] for start, end in places[nth:] if end <= last})
        if different > most:
            best, most = first, different
    return best


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
