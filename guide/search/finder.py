"""Finding entries: by name while typing, and by words in their text. Any thread may ask."""

import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import merge, nsmallest
from itertools import islice
from operator import itemgetter
from typing import Any, TypeVar

from guide.content.library import ENTRY, ENTRY_WITH_PAGE, Library, entry_of, html_in
from guide.content.model import Entry, Hit, Kind
from guide.content.names import fold
from guide.content.pack import Pack, damaged
from guide.search import query
from guide.search.letters import letters
from guide.search.names import Match, NameIndex
from guide.search.own import Own, found_in, own_hits
from guide.search.query import Query
from guide.search.roster import Roster
from guide.search.snippet import page_snippet, snippet
from guide.search.texts import BEST, Held, Texts
from guide.search.values import Found, Marks, Narrowing
from guide.search.vocabulary import Vocabulary

_NAMES = (
    "SELECT tight, entry, text, nth FROM name WHERE (tight, entry, text) > (?, ?, ?)"
    " ORDER BY tight, entry, text LIMIT 20000"
)
"""Piece by piece: all rows at once would take ten times the room of the index made from them."""
_BEGIN_WITH_NAMES = frozenset({Kind.POINT, Kind.MERIDIAN})
"""Found by a name, these are told by their summary: their text would only say the name again."""
_BARE = ENTRY.replace(" FROM", ", entry.id FROM")
_IN_TEXT = "text"
_EVERYTHING = Narrowing()
_WHOLE_NAME = 2 * BEST
"""What an entry gains that is called just so: it leads."""
_PARTLY = 0.8
"""How much a name counts that fits in part, against the text."""
_NAMES_ASKED = 200
_NARROWED = 1000  # names among which those are sought that fit
_NO_MARKS: Marks = {}
_PART = TypeVar("_PART")
_Held = tuple[Pack, tuple[Any, ...]]


@dataclass(slots=True)
class _Answer:
    """What was found for some words, by the numbers of the entries."""

    asked: Query
    typed: str
    names: dict[int, Match] = field(default_factory=dict)
    texts: Held = field(default_factory=Held)
    scores: dict[int, float] = field(default_factory=dict)
    own: Mapping[int, str] = field(default_factory=dict)
    instead: tuple[tuple[str, str], ...] = ()


class Finder:
    """Looks through one library. Names and facts are read at the first question, not before."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._lock = threading.Lock()
        self._parts: dict[str, Any] = {}

    def suggest(
        self, text: str, limit: int = 12, own: Own = (), narrowing: Narrowing = _EVERYTHING
    ) -> tuple[Hit, ...]:
        """Entries with a name that begins like ``text``, has words like it, or nearly so.

        ``own`` are the reader's words about entries; ``matched`` then says those around the find.
        """
        roster = self._roster()
        hits: dict[str, Hit] = {}
        fitting = self._fitting(roster, text, limit, narrowing)
        rows = _rows(roster, [match.number for match in fitting], _BARE)
        for match in fitting:
            entry = entry_of(*rows[match.number])
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
        self,
        words: str,
        narrowing: Narrowing = _EVERYTHING,
        limit: int = 50,
        own: Own = (),
        marks: Marks = _NO_MARKS,
    ) -> Found:
        """Entries that are called so or hold all ``words``, the best first, with all choices.

        ``"quoted words"`` stand together, a ``-word`` must not occur, and the last word may be half
        typed. Blank ``words`` give all that fits a ``narrowing``, in reading order. ``own`` are the
        reader's words about entries, which are looked through as well; ``marks`` are the keys of the
        entries that have each of the reader's marks, to be counted as choices.
        """
        roster = self._roster()
        answer = self._answer(roster, words, own)
        if answer.asked.terms:
            hits = answer.texts.numbers | roster.bits((*answer.names, *answer.own))
            hits &= ~self._texts().without(answer.asked)
        else:
            hits = roster.all if not words.strip() and narrowing != _EVERYTHING else 0
        marked = {mark: roster.of_keys(keys) for mark, keys in marks.items()}
        choices = roster.choices(hits, narrowing, marked)
        for fitting in roster.within(narrowing).values():
            hits &= fitting
        if answer.texts.numbers & hits:
            answer.scores = self._texts().scores(answer.texts, hits)
        best = self._best(roster, answer, hits, limit)
        rows = _rows(roster, [number for number, _score in best])
        found = tuple(self._hit(answer, number, score, rows[number]) for number, score in best)
        return Found(
            hits=found,
            total=hits.bit_count(),
            choices=choices,
            instead=answer.instead if hits else (),
            partly=bool(answer.texts.partly & hits),
        )

    # ---- what is asked

    def _fitting(
        self, roster: Roster, text: str, limit: int, narrowing: Narrowing
    ) -> Sequence[Match]:
        if narrowing == _EVERYTHING:
            return self._names().find(text, limit)
        hits = roster.all
        for fitting in roster.within(narrowing).values():
            hits &= fitting
        fits = roster.holder(hits)
        found = self._names().find(text, _NARROWED)
        return [match for match in found if fits(match.number)][: max(limit, 0)]

    def _answer(self, roster: Roster, words: str, own: Own) -> _Answer:
        asked = query.read(words)
        plain = not asked.without and not any(term.quoted for term in asked.terms)
        typed = words if plain else " ".join(asked.words)
        answer = _Answer(asked, typed)
        if not asked.terms:
            return answer
        known = self._vocabulary().knows(asked)
        answer.own = found_in(roster, asked, own)
        found = self._names().find(typed, _NAMES_ASKED, known)
        if not found:  # perhaps without the words that say nothing
            found = self._names().find(" ".join(asked.words), _NAMES_ASKED, known)
        names = {match.number: match for match in found}
        guess = not answer.own and not any(match.sure for match in found)
        answer.asked, answer.instead = self._vocabulary().widened(asked, guess)
        answer.texts = self._texts().held(answer.asked, partly=guess)
        answer.asked = answer.texts.rarest_first(answer.asked)
        fits = roster.holder(answer.texts.numbers)
        answer.names = {number: match for number, match in names.items() if plain or fits(number)}
        return answer

    # ---- what is answered

    def _best(
        self, roster: Roster, answer: _Answer, hits: int, limit: int
    ) -> list[tuple[int, float]]:
        """The best of ``hits`` with their scores; of those that fit alike the first in reading order."""
        fits = roster.holder(hits)
        scores = dict(answer.scores)
        for number in {*answer.names, *answer.own}:
            if fits(number):
                scores[number] = scores.get(number, 0.0) + self._of_name(answer, number)
        best = nsmallest(max(limit, 0), scores, key=lambda number: (-scores[number], number))
        others = (number for number in roster.numbers(hits) if number not in scores)
        best += islice(others, max(0, limit - len(best)))
        return [(number, scores.get(number, 0.0)) for number in best]

    def _of_name(self, answer: _Answer, number: int) -> float:
        """What an entry gains by its name."""
        name = answer.names.get(number)
        if name is None:
            return 0.0
        if name.whole:
            return _WHOLE_NAME / (1 + name.slip) + name.score
        return name.score * _PARTLY * (0.2 + 0.8 * self._texts().worth(number))

    def _hit(self, answer: _Answer, number: int, score: float, held: _Held) -> Hit:
        pack, row = held
        entry = entry_of(pack, row)
        name = answer.names.get(number)
        if name is not None:
            matched, marked = name.name, letters(name.name, answer.typed)
        elif number not in answer.own or answer.texts.numbers >> number & 1:
            matched = _matched(entry, answer.asked) if answer.asked.terms else ""
            marked = tuple(answer.asked.places(fold(matched))) if matched != _IN_TEXT else ()
        else:
            matched, marked = snippet(answer.own[number], answer.asked)
        by_name = entry.kind in _BEGIN_WITH_NAMES and matched != _IN_TEXT
        by_name = by_name or entry.kind is Kind.REGION  # the rest of its page is not its own words
        level = ""
        if by_name or not answer.texts.numbers >> number & 1:
            words, marks = snippet(entry.summary, answer.asked)
        else:
            (words, marks), level = page_snippet(html_in(pack, row[-2]), answer.asked)
        return Hit(entry, matched, round(score, 2), words, marks, marked, level)

    # ---- what is read once

    def _roster(self) -> Roster:
        return self._once("roster", lambda: Roster(self._library.packs))

    def _texts(self) -> Texts:
        roster, vocabulary = self._roster(), self._vocabulary()
        return self._once("texts", lambda: Texts(self._library.packs, roster, vocabulary))

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


def _rows(
    roster: Roster, numbers: Sequence[int], question: str = ENTRY_WITH_PAGE
) -> dict[int, _Held]:
    """The rows of some entries by their numbers, asked for in one go."""
    places: dict[Pack, dict[int, int]] = {}
    for number in numbers:
        pack, place = roster.place(number)
        places.setdefault(pack, {})[place] = number
    found: dict[int, _Held] = {}
    for pack, wanted in places.items():
        marks = ", ".join("?" * len(wanted))
        rows = pack.rows(f"{question} WHERE entry.id IN ({marks})", tuple(wanted))
        if len(rows) < len(wanted):
            raise damaged(pack.file)
        found.update((wanted[row[-1]], (pack, row)) for row in rows)
    return found


def _names_in(pack: Pack, roster: Roster) -> Iterator[tuple[str, int, str, int]]:
    start = roster.start(pack)
    for whole, entry, name, nth in _name_rows(pack):
        texts = isinstance(whole, str) and isinstance(name, str)
        numbers = isinstance(entry, int) and isinstance(nth, int)
        if not (texts and numbers and nth >= 0 and 0 < entry <= roster.size - start):
            raise damaged(pack.file)
        if roster.counts(start + entry):
            yield whole, start + entry, name, nth


def _name_rows(pack: Pack) -> Iterator[tuple[Any, ...]]:
    last: tuple[Any, ...] = ("", 0, "")
    while rows := pack.rows(_NAMES, last):
        yield from rows
        last = rows[-1][:3]


def _matched(entry: Entry, asked: Query) -> str:
    """The name in which a word was found, else ``text``."""
    forms = [form for term in asked.terms for form in term.forms]
    for name in (entry.title, *entry.names.split(" · ")):
        folded = fold(name)
        if any(form in folded for form in forms) and asked.places(folded):
            return name
    return _IN_TEXT
