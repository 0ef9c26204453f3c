"""Finding entries: by name while typing, and by words in their text. Any thread may ask."""

import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from heapq import merge, nsmallest
from operator import itemgetter
from typing import Any, TypeVar

from guide.content.library import ENTRY, Library, entry_of, words_of
from guide.content.model import Entry, Hit, Kind
from guide.content.names import fold
from guide.content.pack import Pack, damaged
from guide.search import query
from guide.search.letters import letters
from guide.search.names import Match, NameIndex
from guide.search.own import Own, found_in, own_hits
from guide.search.query import Query
from guide.search.roster import Roster
from guide.search.snippet import snippet
from guide.search.values import Found, Narrowing
from guide.search.vocabulary import Vocabulary

_NAMES = "SELECT tight, entry, text, nth FROM name ORDER BY tight"
_RANKED = "SELECT rowid, -rank FROM words WHERE words MATCH ?"
_HELD = "SELECT rowid FROM words WHERE words MATCH ?"
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
_WHOLE_NAME = 100.0  # what an entry gains that is called just so: it leads
_TEXT = 60.0  # what the entry gains whose text fits best
_NAMES_ASKED = 200
_PART = TypeVar("_PART")


@dataclass(slots=True)
class _Answer:
    """What was found for some words, by the numbers of the entries."""

    asked: Query
    typed: str
    names: dict[int, Match] = field(default_factory=dict)
    texts: dict[int, float] = field(default_factory=dict)
    own: Mapping[int, str] = field(default_factory=dict)
    instead: tuple[tuple[str, str], ...] = ()


class Finder:
    """Looks through one library. Names and facts are read at the first question, not before."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._parts: dict[str, Any] = {}

    def suggest(self, text: str, limit: int = 12, own: Own = ()) -> tuple[Hit, ...]:
        """Entries with a name that begins like ``text``, has words like it, or nearly so.

        ``own`` are the reader's words about entries; ``matched`` then says those around the find.
        """
        roster = self._roster()
        hits: dict[str, Hit] = {}
        for match in self._names().find(text, limit):
            entry = entry_of(*_row(roster, match.number))
            marks = letters(match.name, text)
            hits[entry.key] = Hit(
                entry, match.name, round(match.score, 2), entry.summary, (), marks
            )
        for hit in own_hits(self._library, text, own):
            if hit.entry.key not in hits or hits[hit.entry.key].score < hit.score:
                hits[hit.entry.key] = hit
        best = sorted(hits.values(), key=lambda hit: -hit.score)
        return tuple(best[: max(limit, 0)])

    def find(
        self, words: str, narrowing: Narrowing = _EVERYTHING, limit: int = 50, own: Own = ()
    ) -> Found:
        """Entries that are called so or hold all ``words``, the best first, with all choices.

        ``"quoted words"`` stand together, a ``-word`` must not occur, and the last word may be half
        typed. Blank ``words`` give all that fits a ``narrowing``, in reading order. ``own`` are the
        reader's words about entries, which are looked through as well.
        """
        roster = self._roster()
        own = tuple(own)
        answer = self._answer(roster, words, own)
        if answer.asked.terms:
            hits = roster.bits((*answer.texts, *answer.names, *answer.own)) & roster.all
            hits &= ~self._without(roster, answer.asked)
        else:
            hits = roster.all if not words.strip() and narrowing != _EVERYTHING else 0
        choices = roster.choices(hits, narrowing, roster.of_keys(key for key, _words in own))
        for fitting in roster.within(narrowing).values():
            hits &= fitting
        best = _best(roster, answer, hits, limit)
        found = tuple(self._hit(roster, answer, number, score) for number, score in best)
        return Found(found, hits.bit_count(), choices, answer.instead if hits else ())

    # ---- what is asked

    def _answer(self, roster: Roster, words: str, own: Own) -> _Answer:
        asked = query.read(words)
        plain = not asked.without and all(len(term.words) == 1 for term in asked.terms)
        typed = words if plain else " ".join(word for term in asked.terms for word in term.words)
        answer = _Answer(asked, typed)
        if not asked.terms:
            return answer
        names = {match.number: match for match in self._names().find(typed, _NAMES_ASKED)}
        guess = not any(match.sure for match in names.values())
        answer.asked, answer.instead = self._vocabulary().widened(asked, guess)
        answer.texts = dict(self._ask(roster, answer.asked))
        answer.names = {
            number: match for number, match in names.items() if plain or number in answer.texts
        }
        answer.own = found_in(roster, answer.asked, own)
        return answer

    def _ask(self, roster: Roster, asked: Query) -> Iterator[tuple[int, float]]:
        """Every entry in whose text the words stand, and how well it fits."""
        worth = [_WORTH[kind] for kind in Kind]
        for pack in self._library.packs:
            start = roster.start(pack)
            for number, score in pack.rows(_RANKED, (asked.match,)):
                yield start + number, score * worth[roster.kinds[start + number]]

    def _without(self, roster: Roster, asked: Query) -> int:
        """The entries that must not be found."""
        numbers = [
            roster.start(pack) + number
            for term in asked.without
            for pack in self._library.packs
            for (number,) in pack.rows(_HELD, (term.match,))
        ]
        return roster.bits(numbers) if numbers else 0

    # ---- what is answered

    def _hit(self, roster: Roster, answer: _Answer, number: int, score: float) -> Hit:
        pack, row = _row(roster, number)
        entry = entry_of(pack, row)
        name = answer.names.get(number)
        if name is not None:
            matched, marked = name.name, letters(name.name, answer.typed)
        elif number in answer.texts or number not in answer.own:
            matched = _matched(entry, answer.asked) if answer.asked.terms else ""
            marked = tuple(answer.asked.places(fold(matched))) if matched != _IN_TEXT else ()
        else:
            matched, marked = snippet(answer.own[number], answer.asked)
        by_name = entry.kind in _BEGIN_WITH_NAMES and matched != _IN_TEXT
        text = entry.summary if by_name or number not in answer.texts else words_of(pack, row)
        words, marks = snippet(text, answer.asked)
        return Hit(entry, matched, round(score, 2), words, marks, marked)

    # ---- what is read once

    def _roster(self) -> Roster:
        return self._once("roster", lambda: Roster(self._library.packs))

    def _vocabulary(self) -> Vocabulary:
        return self._once("vocabulary", lambda: Vocabulary(self._library.packs))

    def _names(self) -> NameIndex:
        roster = self._roster()
        packs = self._library.packs

        def read() -> NameIndex:
            names = merge(*(_names_in(pack, roster) for pack in packs), key=itemgetter(0))
            return NameIndex(names, roster.kinds)

        return self._once("names", read)

    def _once(self, name: str, make: Callable[[], _PART]) -> _PART:
        part: _PART | None = self._parts.get(name)
        if part is None:
            with self._lock:
                part = self._parts.get(name)
                if part is None:
                    part = self._parts[name] = make()
        return part


def _best(roster: Roster, answer: _Answer, hits: int, limit: int) -> list[tuple[int, float]]:
    """The best of ``hits`` with their scores; of those that fit alike the first in reading order."""
    worth = [_WORTH[kind] for kind in Kind]
    best_text = max(answer.texts.values(), default=0.0) or 1.0

    def score(number: int) -> float:
        found = _TEXT * answer.texts.get(number, 0.0) / best_text
        name = answer.names.get(number)
        if name is not None:
            partly = 0.5 + worth[roster.kinds[number]] / 2
            found += name.score + _WHOLE_NAME if name.whole else name.score * partly
        return found

    scores = {number: score(number) for number in roster.numbers(hits)}
    best = nsmallest(max(limit, 0), scores, key=lambda number: (-scores[number], number))
    return [(number, scores[number]) for number in best]


def _row(roster: Roster, number: int) -> tuple[Pack, tuple[Any, ...]]:
    pack, place = roster.place(number)
    rows = pack.rows(ENTRY + " WHERE id = ?", (place,))
    if not rows:
        raise damaged(pack.file)
    return pack, rows[0]


def _names_in(pack: Pack, roster: Roster) -> Iterator[tuple[str, int, str, int]]:
    start = roster.start(pack)
    for whole, entry, name, nth in pack.rows(_NAMES):
        texts = isinstance(whole, str) and isinstance(name, str)
        numbers = isinstance(entry, int) and isinstance(nth, int)
        if not (texts and numbers and nth >= 0 and 0 < entry <= roster.size - start):
            raise damaged(pack.file)
        if roster.counts(start + entry):
            yield whole, start + entry, name, nth


def _matched(entry: Entry, asked: Query) -> str:
    """The name in which a word was found, else ``text``."""
    for name in (entry.title, *entry.names.split(" · ")):
        if asked.places(fold(name)):
            return name
    return _IN_TEXT
