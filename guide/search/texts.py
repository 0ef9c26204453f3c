"""Which entries hold what is asked, and how well each of them fits."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from itertools import groupby, islice
from operator import and_, mul

from guide.content.frequent import AMOUNTS, PLACES, rareness
from guide.content.model import Kind
from guide.content.pack import Pack
from guide.search.query import Query
from guide.search.roster import Roster
from guide.search.stands import Stand, Stands
from guide.search.vocabulary import Vocabulary

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
_WORTHS = {"body": 0.0, "summary": 0.5, "headings": 0.6, "{title names}": 1.0}
"""What it is worth that a word stands there and not only in the text."""
_PLACED = (0.0, *(_WORTHS[place] for place in PLACES for _amount in AMOUNTS))
_AMOUNT = (0.0, *(amount for _place in PLACES for amount in AMOUNTS))
"""The same, and how much of the word there is, for each byte of ``guide.content.frequent``."""
# Without the sign before rowid SQLite would look for each of the numbers by itself.
_RANKED = (
    "SELECT rowid, -rank FROM words WHERE words MATCH ?"
    " AND +rowid IN (SELECT value FROM json_each(?))"
)
_SO_FEW = 3
"""Where fewer entries hold all the words, those count as well that hold all but one."""
_ALL_MATTER = 2
"""Of so few words none may be missing."""
_SO_MANY = 200
"""Of more entries only those that are likely to lead are weighed one by one."""


@dataclass(frozen=True, slots=True)
class Held:
    """Which entries hold all that was asked, and which hold all but a word, as sets of numbers."""

    whole: int = 0
    partly: int = 0
    stands: tuple[Stand, ...] = ()

    @property
    def numbers(self) -> int:
        """All of them."""
        return self.whole | self.partly

    def rarest_first(self, asked: Query) -> Query:
        """``asked`` with its terms in the order in which a text is best looked through for them."""
        counts = [stand.numbers.bit_count() for stand in self.stands]
        order = sorted(range(len(counts)), key=counts.__getitem__)
        return replace(asked, terms=tuple(asked.terms[nth] for nth in order))


class Texts:
    """Asks all packs as one."""

    def __init__(self, packs: Iterable[Pack], roster: Roster, vocabulary: Vocabulary) -> None:
        self._packs = tuple(packs)
        self._roster = roster
        self._stands = Stands(self._packs, roster, vocabulary)
        self._worths = [WORTH[kind] for kind in Kind]
        runs = groupby(roster.kinds)
        self._runs = [(kind, sum(1 for _each in numbers)) for kind, numbers in runs]
        """Numbers of entries of one kind follow each other."""

    def held(self, asked: Query, partly: bool) -> Held:
        """The entries that hold what is asked; ``partly``: if few do, also those that nearly do."""
        stands = tuple(map(self._stands.of, asked.terms))
        sets = [stand.numbers for stand in stands]
        whole = reduce(and_, sets) if sets else 0
        nearly = 0
        if partly and whole.bit_count() < _SO_FEW and len(sets) > _ALL_MATTER:
            for left_out, term in enumerate(asked.terms):
                if not term.quoted:
                    nearly |= reduce(and_, sets[:left_out] + sets[left_out + 1 :])
        return Held(whole, nearly & ~whole, stands)

    def without(self, asked: Query) -> int:
        """The entries that hold what must not occur, as a set."""
        found = 0
        for term in asked.without:
            found |= self._stands.of(term).numbers
        return found

    def scores(self, held: Held, wanted: int) -> dict[int, float]:
        """How well the best of ``wanted`` fit; those that are left out fit less well."""
        found = self._scored(held.stands, held.whole & wanted, " AND ")
        partly = self._scored(held.stands, held.partly & wanted, " OR ")
        found.update((number, score / 2) for number, score in partly.items())
        return found

    def worth(self, number: int) -> float:
        """How much an entry of its kind counts."""
        return self._worths[self._roster.kinds[number]]

    def _scored(self, stands: Sequence[Stand], wanted: int, joined: str) -> dict[int, float]:
        if wanted.bit_count() > _SO_MANY:
            numbers = self._likely(stands, wanted)
        else:
            numbers = list(self._roster.numbers(wanted))
        worths = [self.worth(number) for number in numbers]
        ranks = list(map(mul, self._ranks(stands, numbers, joined), worths))
        best = max(ranks, default=0.0) or 1.0
        placed = [0.0] * len(numbers)
        for stand in stands:
            placed = [
                so_far + _PLACED[stand.codes[number]]
                for so_far, number in zip(placed, numbers, strict=True)
            ]
        return {
            number: BEST * (_FIRST * rank / best + _THEN * place / len(stands) * _by_kind(worth))
            for number, rank, place, worth in zip(numbers, ranks, placed, worths, strict=True)
        }

    def _ranks(self, stands: Sequence[Stand], numbers: Sequence[int], joined: str) -> list[float]:
        """How well the whole texts of ``numbers`` fit, one by one."""
        found: dict[int, float] = {}
        ranked = joined.join(f"({stand.ranked})" for stand in stands if stand.ranked)
        for pack in self._packs if ranked and numbers else ():
            start = self._roster.start(pack)
            ids = json.dumps([number - start for number in numbers])
            rows = pack.rows(_RANKED, (ranked, ids))
            found.update((start + number, rank) for number, rank in rows)
        ranks = [found.get(number, 0.0) for number in numbers]
        for stand in stands:
            if not stand.ranked:
                rare = rareness(stand.numbers.bit_count(), self._roster.size)
                ranks = [
                    rank + rare * _AMOUNT[stand.codes[number]]
                    for rank, number in zip(ranks, numbers, strict=True)
                ]
        return ranks

    def _likely(self, stands: Sequence[Stand], wanted: int) -> list[int]:
        """Those of ``wanted`` that lead by what is known of each without asking the index.

        A long number adds up the terms, a byte for each entry: so all entries are weighed at once.
        """
        size, share = self._roster.size, 255 // len(stands)
        total = sum(int.from_bytes(self._weights(stand.codes, share), "little") for stand in stands)
        weights = (total & self._roster.spread(wanted)).to_bytes(size, "little")
        found: list[int] = []
        for weight in sorted(set(weights) - {0}, reverse=True):
            alike = re.finditer(re.escape(bytes([weight])), weights)
            found += islice((one.start() for one in alike), _SO_MANY - len(found))
        return found

    def _weights(self, codes: bytes, most: int) -> bytes:
        """What a term does for every entry: between 1 and ``most`` where it stands."""
        start = 0
        parts = []
        for kind, length in self._runs:
            table = _weighed(self._worths[kind], most)
            parts.append(codes[start : start + length].translate(table))
            start += length
        return b"".join(parts)


@lru_cache(maxsize=256)
def _weighed(worth: float, most: int) -> bytes:
    """For each byte of where a term stands, what it does for an entry of this worth."""
    table = bytearray(256)
    for code, (placed, amount) in enumerate(zip(_PLACED, _AMOUNT, strict=True)):
        weight = _THEN * placed * _by_kind(worth) + _FIRST * worth * amount / max(_AMOUNT)
        table[code] = max(1, round(most * weight)) if code else 0
    return bytes(table)


def _by_kind(worth: float) -> float:
    return 0.2 + 0.8 * worth
