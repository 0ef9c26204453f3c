"""Finding entries: by name while typing, and by words in their text. Any thread may ask."""

import threading
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from guide.content.library import ENTRY, Library, entry_of, words_of
from guide.content.model import Entry, Hit, Kind
from guide.content.names import fold
from guide.content.pack import Pack, damaged
from guide.errors import UnknownKey
from guide.search import query
from guide.search.names import NameIndex
from guide.search.roster import Roster
from guide.search.snippet import snippet
from guide.search.values import Found, Narrowing

_NAMES = (
    "SELECT entry.key, name.text, name.tight, name.nth FROM name"
    " JOIN entry ON entry.id = name.entry ORDER BY name.entry, name.nth"
)
_RANKED = "SELECT rowid, -rank FROM words WHERE words MATCH ?"
_WORTH = {
    Kind.THERAPY: 1.0,
    Kind.CONDITION: 1.0,
    Kind.PAGE: 0.8,
    Kind.MERIDIAN: 0.6,
    Kind.REGION: 0.4,
    Kind.POINT: 0.4,
    Kind.TERM: 0.4,
    Kind.RED_FLAG: 0.4,
    Kind.CAUTION: 0.2,
    Kind.SOURCE: 0.12,
}
"""A word counts for more in a short text; so the many short entries would hide the articles."""
_BEGIN_WITH_NAMES = frozenset({Kind.POINT, Kind.MERIDIAN})
"""Found by a name, these are told by their summary: their text would only say the name again."""
_IN_TEXT = "text"
_EVERYTHING = Narrowing()

Own = Iterable[tuple[str, str]]
"""Words of the reader's own, with the key of the entry that they belong to."""


class Finder:
    """Looks through one library. Names and facts are read at the first question, not before."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._names: NameIndex | None = None
        self._roster: Roster | None = None

    def suggest(self, text: str, limit: int = 12, own: Own = ()) -> tuple[Hit, ...]:
        """Entries with a name that begins like ``text``, has words like it, or nearly so."""
        hits = []
        for match in self._name_index().find(text, limit):
            try:
                entry = self._library.entry(match.key)
            except UnknownKey:
                continue
            hits.append(Hit(entry, match.name, round(match.score, 2), entry.summary))
        return tuple(hits)

    def find(
        self, words: str, narrowing: Narrowing = _EVERYTHING, limit: int = 50, own: Own = ()
    ) -> Found:
        """Entries that hold all ``words``, the best first, with what they can be narrowed by.

        Blank ``words`` give all that fits ``narrowing``, in reading order, but not all there is.
        ``own`` are the reader's notes and marks: their words are found too.
        """
        roster = self._known()
        asked = query.read(words)
        ranks = dict(self._ask(roster, asked))
        hits = roster.bits(ranks) & roster.all
        if not words.strip() and narrowing != _EVERYTHING:
            hits = roster.all
        own_bits = roster.of_keys(key for key, _words in own)
        choices = roster.choices(hits, narrowing, own_bits)
        for fitting in roster.within(narrowing).values():
            hits &= fitting
        named = self._library.resolve(words) if asked.terms else None
        first = roster.of_keys([named]) if named else 0
        best = sorted(
            roster.numbers(hits),
            key=lambda number: (not first >> number & 1, -ranks.get(number, 0), number),
        )
        found = [self._hit(roster, number, ranks, asked) for number in best[: max(limit, 0)]]
        if found and found[0].entry.key == named:
            found[0] = replace(found[0], score=max(hit.score for hit in found))
        return Found(tuple(found), hits.bit_count(), choices)

    def _ask(self, roster: Roster, asked: query.Query) -> Iterator[tuple[int, float]]:
        """Every entry in whose text the words stand, and how well it fits."""
        worth = [_WORTH[kind] for kind in Kind]
        for pack in self._library.packs if asked.terms else ():
            start = roster.start(pack)
            for number, score in pack.rows(_RANKED, (asked.match,)):
                yield start + number, score * worth[roster.kinds[start + number]]

    def _hit(self, roster: Roster, number: int, ranks: dict[int, float], asked: query.Query) -> Hit:
        pack, row = _row(roster, number)
        entry = entry_of(pack, row)
        matched = _matched(entry, asked)
        by_name = entry.kind in _BEGIN_WITH_NAMES and matched != _IN_TEXT
        words, marks = snippet(entry.summary if by_name else words_of(pack, row), asked)
        return Hit(entry, matched, round(ranks.get(number, 0), 4), words, marks)

    def _known(self) -> Roster:
        with self._lock:
            if self._roster is None:
                self._roster = Roster(self._library.packs)
            return self._roster

    def _name_index(self) -> NameIndex:
        with self._lock:
            if self._names is None:
                self._names = NameIndex(
                    row for pack in self._library.packs for row in _names_in(pack)
                )
            return self._names


def _row(roster: Roster, number: int) -> tuple[Pack, tuple[Any, ...]]:
    pack, place = roster.place(number)
    rows = pack.rows(ENTRY + " WHERE id = ?", (place,))
    if not rows:
        raise damaged(pack.file)
    return pack, rows[0]


def _names_in(pack: Pack) -> Iterator[tuple[str, str, str, int]]:
    for key, name, whole, nth in pack.rows(_NAMES):
        words = (key, name, whole)
        if not (all(isinstance(word, str) for word in words) and isinstance(nth, int)):
            raise damaged(pack.file)
        yield key, name, whole, nth


def _matched(entry: Entry, asked: query.Query) -> str:
    """The name in which a word was found, else ``text``."""
    for name in (entry.title, *entry.names.split(" · ")):
        if asked.places(fold(name)):
            return name
    return _IN_TEXT
