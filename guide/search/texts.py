"""The full-text index, asked for words: which entries hold them, and how well each of them fits."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

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
_ABOVE_TEXT = "{title names headings summary}"
_RANKED = "SELECT rowid, -rank FROM words WHERE words MATCH ?"
_HELD = "SELECT rowid FROM words WHERE words MATCH ?"
_SO_FEW = 3
"""Where fewer entries hold all the words, those count as well that hold all but one."""
_SO_MANY, _ENOUGH = 1000, 100
"""Of so many entries only those are ranked that hold the words above their text, if it is enough."""


@dataclass(frozen=True, slots=True)
class Held:
    """Which entries hold what was asked, as a set of numbers, and the scores of the best of them."""

    numbers: int = 0
    scores: dict[int, float] = field(default_factory=dict)
    partly: bool = False
    """Whether some hold all the words but one."""


class Texts:
    """Asks all packs as one."""

    def __init__(self, packs: Iterable[Pack], roster: Roster) -> None:
        self._packs = tuple(packs)
        self._roster = roster
        self._worths = [WORTH[kind] for kind in Kind]

    def ask(self, asked: Query, partly: bool = True) -> Held:
        """The entries that hold what is asked; ``partly``: if few do, also those that nearly do."""
        whole = self._ask(asked.terms, asked.match)
        if not partly or whole.numbers.bit_count() >= _SO_FEW or not asked.partly:
            return whole
        nearly = self._ask(asked.terms, asked.partly)
        scores = {number: score / 2 for number, score in nearly.scores.items()} | whole.scores
        numbers = whole.numbers | nearly.numbers
        return Held(numbers, scores, partly=numbers != whole.numbers)

    def without(self, asked: Query) -> int:
        """The entries that hold what must not occur, as a set."""
        found = 0
        for term in asked.without:
            found |= self._roster.bits(self._held(term.match))
        return found

    def worth(self, number: int) -> float:
        """How much an entry of its kind counts."""
        return self._worths[self._roster.kinds[number]]

    def _ask(self, terms: tuple[Term, ...], match: str) -> Held:
        held = self._held(match)
        ranked: dict[int, float] = {}
        if len(held) > _SO_MANY:
            ranked = self._ranked(f"{_ABOVE_TEXT} : ({match})")
        if len(ranked) < min(_ENOUGH, len(held)):
            ranked = self._ranked(match)
        best = max(ranked.values(), default=0.0) or 1.0
        places = self._places(terms)
        scores = {
            number: BEST * (_FIRST * rank / best + _THEN * places[number])
            for number, rank in ranked.items()
        }
        return Held(self._roster.bits(held) & self._roster.all, scores)

    def _places(self, terms: tuple[Term, ...]) -> defaultdict[int, float]:
        """How well the places are where the terms stand, on average over the terms."""
        found: defaultdict[int, float] = defaultdict(float)
        for term in terms:
            best: dict[int, float] = {}
            for column, worth in _COLUMNS.items():
                best.update(dict.fromkeys(self._held(f"{column} : ({term.match})"), worth))
            for number, worth in best.items():
                found[number] += worth * (0.2 + 0.8 * self.worth(number)) / len(terms)
        return found

    def _ranked(self, match: str) -> dict[int, float]:
        found = {}
        for pack in self._packs:
            start = self._roster.start(pack)
            for number, rank in pack.rows(_RANKED, (match,)):
                found[start + number] = rank * self.worth(start + number)
        return found

    def _held(self, match: str) -> list[int]:
        found: list[int] = []
        for pack in self._packs:
            start = self._roster.start(pack)
            found += [start + number for (number,) in pack.rows(_HELD, (match,))]
        return found
