"""The words of the full-text index: which there are, in which forms, and which lies nearest to a slip."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from heapq import nlargest

from guide.content.names import is_ideograph
from guide.content.pack import Pack, damaged
from guide.content.schema import VOCABULARY
from guide.search import slips
from guide.search.forms import plurals, singulars
from guide.search.query import Query, Term

_MOST_NEAR = 3
_WEIGHED = 24
_ALIKE = 0.15  # so much dearer a slip may be than the cheapest one
Instead = tuple[tuple[str, str], ...]


class Vocabulary:
    """Built once from the packs, then read by any thread."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        counts: Counter[str] = Counter()
        for pack in packs:
            try:
                for line in pack.unpack(pack.part(VOCABULARY)).decode().splitlines():
                    word, _blank, count = line.rpartition(" ")
                    counts[word] += int(count)
            except ValueError as error:  # no UTF-8, or no number
                raise damaged(pack.file) from error
        self._words = sorted(counts)
        self._counts = array("I", (counts[word] for word in self._words))

    def widened(self, asked: Query, guess: bool) -> tuple[Query, Instead]:
        """``asked`` with each word also in its other number.

        If ``guess``, the nearest words stand in for a word that there is not; the pairs say which.
        """
        terms: list[Term] = []
        instead: list[tuple[str, str]] = []
        for term in asked.terms:
            word = term.words[0]
            if term.quoted or is_ideograph(word[0]):
                terms.append(term)
                continue
            others = tuple(
                form for form in (*singulars(word), *plurals(word)) if self._at(form) >= 0
            )
            if guess and not others and not self._has(term):
                others = tuple(self.nearest(word, term.half_typed))
                instead += [(word, other) for other in others]
            terms.append(replace(term, others=others))
        return replace(asked, terms=tuple(terms)), tuple(instead)

    def knows(self, asked: Query) -> bool:
        """Whether every word stands somewhere as it is typed."""
        return all(map(self._has, asked.terms))

    def beginning(self, letters: str) -> list[str]:
        """All words that begin so."""
        places = self._range(letters)
        return self._words[places.start : places.stop]

    def nearest(self, word: str, half_typed: bool) -> list[str]:
        """The words that were most likely meant by ``word``; none where nothing is near."""
        if not slips.allowed(word) or not word.isalpha():
            return []
        near: dict[str, int] = {}
        for letter in (word[0], "") if len(self._words) < slips.FIRST_TOO else word[0]:
            near = self._near(word, letter, half_typed)
            if near:
                break
        likely = sorted(near, key=lambda one: (near[one], -self._count(one)))[:_WEIGHED]
        prices = {one: slips.cost(word, one, half_typed) for one in likely}
        prices = {one: price for one, price in prices.items() if price <= slips.dearest(word)}
        if not prices:
            return []
        cheapest = min(prices.values())
        best = [one for one, price in prices.items() if price <= cheapest + _ALIKE]
        return sorted(best, key=lambda one: (-self._count(one), one))[:_MOST_NEAR]

    def _near(self, word: str, letter: str, half_typed: bool) -> dict[str, int]:
        longest = len(word) + slips.allowed(word)
        words = self.beginning(letter)
        near = slips.near(word, [one for one in words if len(one) <= longest])
        if half_typed and not near:
            for length in (len(word), len(word) + 1):
                cut = dict.fromkeys(one[:length] for one in words if len(one) > length)
                for beginning, count in slips.near(word, cut, _WEIGHED).items():
                    for one in self._commonest(beginning):
                        near[one] = min(count, near.get(one, count))
        return near

    def _commonest(self, beginning: str) -> list[str]:
        places = self._range(beginning)
        best = nlargest(_MOST_NEAR, places, key=self._counts.__getitem__)
        return [self._words[at] for at in best]

    def _has(self, term: Term) -> bool:
        *words, last = term.words
        if term.half_typed and not is_ideograph(last[0]):
            return all(self._at(word) >= 0 for word in words) and len(self._range(last)) > 0
        return all(is_ideograph(word[0]) or self._at(word) >= 0 for word in term.words)

    def _count(self, word: str) -> int:
        return self._counts[self._at(word)]

    def _at(self, word: str) -> int:
        place = bisect_left(self._words, word)
        return place if self._words[place : place + 1] == [word] else -1

    def _range(self, beginning: str) -> range:
        first = bisect_left(self._words, beginning)
        return range(first, bisect_left(self._words, beginning + "\U0010ffff", first))
