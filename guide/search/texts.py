"""The full-text index, asked for words: which entries hold them, and how well each of them fits."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from heapq import nlargest

from guide.content.model import Kind
from guide.content.pack import Pack
from guide.search.query import Query, Term
from guide.search.roster import Roster

WORTH = {
    Kind.THERAPY: 1.0,
    Kind.CONDITION: 1.0,
    Kind.RED_FLAG: 0.9,
    Kind.PAGE: 0.8,
    Kind.MERIDIAN: 0.6,
    Kind.REGION: 0.5,
    Kind.POINT: 0.4,
    Kind.TERM: 0.4,
    Kind.CAUTION: 0.3,
    Kind.SOURCE: 0.12,
}
"""A word counts for more in a short text; so the many short entries would hide the articles."""
BEST = 100.0
"""About what the text scores that fits best."""
_FIRST, _THEN = 0.45, 0.55
"""How much the whole text counts against the places where the words stand in it."""
_COLUMNS = {"summary": 0.5, "headings": 0.6, "{title names}": 1.0}
"""What it is worth that a word stands there and not only in the text; the dearest last."""
_HELD = "SELECT rowid FROM words WHERE words MATCH ?"
_RANKED = "SELECT rowid, -rank FROM words WHERE words MATCH ?"
# Without the sign before rowid SQLite would look for each of the numbers by itself.
_SOME = _RANKED + " AND +rowid IN (SELECT value FROM json_each(?))"
_SO_FEW = 3
"""Where fewer entries hold all the words, those count as well that hold all but one."""
_SO_MANY, _BEST_PLACED, _ENOUGH = 400, 200, 50
"""Of so many entries only those with the best places are weighed by their whole text, if it is enough."""


@dataclass(frozen=True, slots=True)
class Held:
    """Which entries hold all that was asked, and which hold all but a word, as sets of numbers."""

    whole: int = 0
    partly: int = 0

    @property
    def numbers(self) -> int:
        """All of them."""
        return self.whole | self.partly


class Texts:
    """Asks all packs as one."""

    def __init__(self, packs: Iterable[Pack], roster: Roster) -> None:
        self._packs = tuple(packs)
        self._roster = roster
        self._worths = [WORTH[kind] for kind in Kind]

    def held(self, asked: Query, partly: bool) -> Held:
        """The entries that hold what is asked; ``partly``: if few do, also those that nearly do."""
        whole = self._set(asked.match)
        if not partly or whole.bit_count() >= _SO_FEW or not asked.partly:
            return Held(whole)
        return Held(whole, self._set(asked.partly) & ~whole)

    def without(self, asked: Query) -> int:
        """The entries that hold what must not occur, as a set."""
        found = 0
        for term in asked.without:
            found |= self._set(term.match)
        return found

    def scores(self, asked: Query, held: Held, wanted: int) -> dict[int, float]:
        """How well the best of ``wanted`` fit; those that are left out fit less well."""
        places = self._places(asked.terms)
        found = self._scored(asked.match, held.whole & wanted, places)
        if held.partly & wanted:
            partly = self._scored(asked.partly, held.partly & wanted, places)
            found.update((number, score / 2) for number, score in partly.items())
        return found

    def worth(self, number: int) -> float:
        """How much an entry of its kind counts."""
        return self._worths[self._roster.kinds[number]]

    def _scored(self, match: str, wanted: int, places: dict[int, float]) -> dict[int, float]:
        count = wanted.bit_count()
        fits = self._roster.holder(wanted)
        likely: Collection[int] = ()
        if count > _SO_MANY:
            placed = {number: place for number, place in places.items() if fits(number)}
            likely = nlargest(_BEST_PLACED, placed, key=placed.__getitem__)
        if len(likely) < min(count, _ENOUGH):
            likely = list(self._roster.numbers(wanted))
        ranks = self._ranks(match, likely)
        best = max(ranks.values(), default=0.0) or 1.0
        return {
            number: BEST * (_FIRST * rank / best + _THEN * places.get(number, 0.0))
            for number, rank in ranks.items()
        }

    def _places(self, terms: tuple[Term, ...]) -> dict[int, float]:
        """How well the places are where the terms stand, on average over the terms."""
        found: defaultdict[int, float] = defaultdict(float)
        for term in terms:
            best: dict[int, float] = {}
            for column, worth in _COLUMNS.items():
                best.update(dict.fromkeys(self._held(f"{column} : ({term.match})"), worth))
            for number, worth in best.items():
                found[number] += worth * (0.2 + 0.8 * self.worth(number)) / len(terms)
        return found

    def _ranks(self, match: str, numbers: Collection[int]) -> dict[int, float]:
        """How well the whole texts of ``numbers`` fit."""
        found = {}
        for pack in self._packs:
            start = self._roster.start(pack)
            ids = json.dumps([number - start for number in numbers])
            for number, rank in pack.rows(_SOME, (match, ids)):
                found[start + number] = rank * self.worth(start + number)
        return {number: found[number] for number in numbers if number in found}

    def _set(self, match: str) -> int:
        return self._roster.bits(self._held(match)) & self._roster.all

    def _held(self, match: str) -> list[int]:
        found: list[int] = []
        for pack in self._packs:
            start = self._roster.start(pack)
            found += [start + number for (number,) in pack.rows(_HELD, (match,))]
        return found
