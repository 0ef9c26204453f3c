"""Finding entries: by name while typing, and by words in their text. Any thread may ask."""

import threading

from guide.content.library import ENTRY_COLUMNS, Library, entry_of
from guide.content.model import Entry, Hit, Kind
from guide.content.names import fold
from guide.errors import UnknownKey
from guide.search import query
from guide.search.names import NameIndex
from guide.search.snippet import snippet

_FOUND = (
    f"SELECT {ENTRY_COLUMNS}, words.rank FROM words JOIN entry ON entry.id = words.rowid"
    " WHERE words MATCH ?"
)
_NAMES = (
    "SELECT entry.key, name.text, name.tight, name.nth FROM name"
    " JOIN entry ON entry.id = name.entry ORDER BY name.id"
)

_WORTH = {
    Kind.THERAPY: 1.0,
    Kind.CONDITION: 1.0,
    Kind.PAGE: 0.9,
    Kind.MERIDIAN: 0.8,
    Kind.REGION: 0.7,
    Kind.POINT: 0.7,
    Kind.SOURCE: 0.35,
}
"""A word counts for more in a short text; so the many short entries would hide the articles."""
_MORE = 4  # rows to weigh for each that is wanted


class Finder:
    """Looks through one library. The names are read at the first question, not before."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._names: NameIndex | None = None

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
        """Entries that hold all ``words``, the best first; the last word may be half typed."""
        asked = query.read(words)
        if not asked.words or limit < 1:
            return ()
        found: dict[str, tuple[float, Entry]] = {}
        for pack in self._library.packs:
            question, values = _question(asked.match, limit * _MORE, kind, region)
            for row in pack.rows(question, values):
                entry = entry_of(row)
                found[entry.key] = (-row[-1] * _WORTH[entry.kind], entry)
        best = sorted(found.values(), key=lambda one: (-one[0], one[1].key))[:limit]
        return tuple(self._hit(entry, score, asked) for score, entry in best)

    def _hit(self, entry: Entry, score: float, asked: query.Query) -> Hit:
        words, marks = snippet(self._library.text(entry.key), asked.pattern)
        return Hit(entry, _matched(entry, asked), round(score, 4), words, marks)

    def _name_index(self) -> NameIndex:
        with self._lock:
            if self._names is None:
                rows = (row for pack in self._library.packs for row in pack.rows(_NAMES))
                self._names = NameIndex(rows)
            return self._names


def _question(
    match: str, limit: int, kind: Kind | None, region: str | None
) -> tuple[str, tuple[str | int, ...]]:
    question, values = _FOUND, [match]
    if kind is not None:
        question += " AND entry.kind = ?"
        values.append(str(kind))
    if region is not None:
        question += " AND entry.id IN (SELECT entry FROM place WHERE region = ?)"
        values.append(region)
    return question + " ORDER BY words.rank LIMIT ?", (*values, limit)


def _matched(entry: Entry, asked: query.Query) -> str:
    """The name in which a word was found, else ``text``."""
    for name in (entry.title, *entry.names.split(" · ")):
        if asked.pattern.search(fold(name)):
            return name
    return "text"
