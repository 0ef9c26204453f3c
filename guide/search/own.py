"""The reader's own words about entries: notes, and the titles of bookmarks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache

from guide.content.library import Library
from guide.content.model import Hit
from guide.content.names import fold, tight
from guide.errors import UnknownKey
from guide.search import query
from guide.search.query import Query
from guide.search.roster import Roster
from guide.search.snippet import snippet

Own = Iterable[tuple[str, str]]
"""Words of the reader's own, each with the key of the entry that they belong to."""

_WHOLE, _PART = 90.0, 66.0
"""Below what the library itself calls so, above its titles of papers."""
_LONGEST = 20_000  # letters of one note that are looked at
_folded = lru_cache(maxsize=2048)(fold)


def own_hits(library: Library, text: str, own: Own) -> Iterator[Hit]:
    """A hit for every entry about which the reader wrote the words of ``text``."""
    asked = _beginnings(query.read(text))
    wanted = tight(text)
    if not asked.terms:
        return
    for key, words in own:
        if _holds(words, asked):
            try:
                entry = library.entry(key)
            except UnknownKey:
                continue  # its pack is not open
            matched, marks = snippet(words[:_LONGEST], asked)
            whole = len(words) < 2 * len(text) and tight(words) == wanted
            score = _WHOLE if whole else _PART
            yield Hit(entry, matched, score, entry.summary, (), marks)


def found_in(roster: Roster, asked: Query, own: Own) -> dict[int, str]:
    """The numbers of the entries about which the reader wrote what is asked, and those words."""
    found = {}
    for key, words in own:
        if _holds(words, asked):
            found.update(dict.fromkeys(roster.numbers(roster.of_keys((key,))), words))
    return found


def _beginnings(asked: Query) -> Query:
    """While somebody types, every word may be half typed."""
    return Query(tuple(replace(term, half_typed=True) for term in asked.terms), asked.without)


def _holds(words: str, asked: Query) -> bool:
    folded = _folded(words[:_LONGEST])
    held = all(next(iter(term.places(folded)), None) for term in asked.terms)
    return held and not any(next(iter(term.places(folded)), None) for term in asked.without)
