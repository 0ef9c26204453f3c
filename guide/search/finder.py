"""Finding entries: by name while typing, and by words in their text. Any thread may ask."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from guide.content.library import ENTRY, Library, entry_of, words_of
from guide.content.model import Entry, Hit, Kind
from guide.content.names import fold
from guide.content.pack import Pack, damaged
from guide.errors import UnknownKey
from guide.search import query
from guide.search.names import NameIndex
from guide.search.snippet import snippet

_NAMES = (
    "SELECT entry.key, name.text, name.tight, name.nth FROM name"
    " JOIN entry ON entry.id = name.entry ORDER BY name.entry, name.nth"
)
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


class Finder:
    """Looks through one library. The names are read at the first question, not before."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._names: NameIndex | None = None
        self._spans: dict[Pack, dict[Kind, tuple[int, int]]] = {}

    def suggest(self, text: str, limit: int = 12) -> tuple[Hit, ...]:
        """Entries with a name that begins like ``text``, has words like it, or nearly so."""
        hits = []
        for match in self._name_index().find(text, limit):
            try:
                entry = self._library.entry(match.key)
            except UnknownKey:
                continue
            hits.append(Hit(entry, match.name, round(match.score, 2), entry.summary))
        return tuple(hits)

    def search(
        self, words: str, limit: int = 50, kind: Kind | None = None, region: str | None = None
    ) -> tuple[Hit, ...]:
        """Entries that hold all ``words``, the best first; the last word may be half typed.

        An entry that is called just so comes before all others.
        """
        asked = query.read(words)
        if not asked.words or limit < 1:
            return ()
        found: dict[str, tuple[Pack, tuple[Any, ...]]] = {}
        for pack in self._library.packs:
            for row in self._ask(pack, asked.match, limit, kind, region):
                found[row[0]] = (pack, row)
        named = self._library.resolve(words)
        best = sorted(found.values(), key=lambda one: (one[1][0] != named, -one[1][-1], one[1][0]))
        hits = [self._hit(pack, row, asked) for pack, row in best[:limit]]
        if hits and hits[0].entry.key == named:
            hits[0] = replace(hits[0], score=max(hit.score for hit in hits))
        return tuple(hits)

    def _ask(
        self, pack: Pack, match: str, limit: int, kind: Kind | None, region: str | None
    ) -> list[tuple[Any, ...]]:
        spans = self._kind_spans(pack)
        # Entries of a kind have neighbouring numbers, so worth and kind need no look at the entry.
        worth = " ".join(
            f"WHEN words.rowid <= {last} THEN {_WORTH[one]}" for one, (_, last) in spans.items()
        )
        where, values = "words MATCH ?", [match]
        if kind is not None:
            first, last = spans.get(kind, (0, 0))
            where += f" AND words.rowid BETWEEN {first} AND {last}"
        if region is not None:
            where += " AND words.rowid IN (SELECT entry FROM place WHERE region = ?)"
            values.append(region)
        ranked = (
            f"SELECT words.rowid AS number, -rank * CASE {worth} ELSE 1 END AS score FROM words"
            f" WHERE {where} ORDER BY score DESC, number LIMIT {int(limit)}"
        )
        question = ENTRY.replace(" FROM", ", score FROM") + f" JOIN ({ranked}) ON number = entry.id"
        return pack.rows(question, tuple(values))

    def _kind_spans(self, pack: Pack) -> dict[Kind, tuple[int, int]]:
        """The first and the last number of every kind, in the order of numbers."""
        with self._lock:
            spans = self._spans.get(pack)
        if spans is None:
            rows = pack.rows("SELECT kind, min(id), max(id) FROM entry GROUP BY kind ORDER BY 2")
            try:
                spans = {Kind(kind): (first, last) for kind, first, last in rows}
            except ValueError as error:
                raise damaged(pack.file) from error
            with self._lock:
                self._spans[pack] = spans
        return spans

    def _hit(self, pack: Pack, row: tuple[Any, ...], asked: query.Query) -> Hit:
        entry = entry_of(pack, row)
        matched = _matched(entry, asked)
        by_name = entry.kind in _BEGIN_WITH_NAMES and matched != _IN_TEXT
        words, marks = snippet(entry.summary if by_name else words_of(pack, row), asked)
        return Hit(entry, matched, round(row[-1], 4), words, marks)

    def _name_index(self) -> NameIndex:
        with self._lock:
            if self._names is None:
                self._names = NameIndex(
                    row for pack in self._library.packs for row in _names_in(pack)
                )
            return self._names


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
