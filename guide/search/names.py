"""All names of a library in memory, for type-ahead: by beginning, by word, and in spite of slips."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from heapq import nsmallest

from guide.content.names import IDEOGRAPHS, fold, tight

_AFTER_ALL = "\U0010ffff"
_WORD = re.compile(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+")
_SHORTEST_SLIP = 3
_PER_ENTRY = 8  # names that one entry may have in a list before others are cut off


@dataclass(frozen=True, slots=True)
class Match:
    """A name that fits. ``score``: 100 for the whole name, less for a part or a slip."""

    key: str
    name: str
    score: float


class NameIndex:
    """Built once, then read by any thread."""

    def __init__(self, names: Iterable[tuple[str, str, str, int]]) -> None:
        """``names``: key of the entry, name, its tight form, and how minor a name it is."""
        self._keys: list[str] = []
        self._texts: list[str] = []
        starts: list[tuple[str, int, int]] = []
        for number, (key, text, whole, nth) in enumerate(names):
            self._keys.append(key)
            self._texts.append(text)
            for place, start in enumerate(_starts(text, whole)):
                starts.append((start, number, (place > 0) * 1000 + nth * 100 + min(99, len(whole))))
        starts.sort()
        self._starts = [start for start, _, _ in starts]
        self._numbers = [number for _, number, _ in starts]
        self._ranks = [rank for _, _, rank in starts]
        self._cut = lru_cache(maxsize=64)(self._cut_starts)

    def find(self, typed: str, limit: int) -> list[Match]:
        """The best entries for ``typed``, each once, with the name that fits best."""
        wanted = tight(typed)
        if not wanted:
            return []
        found = list(self._beginning(wanted, limit * _PER_ENTRY))
        if len(found) < limit:
            found += self._every_word(typed, limit * _PER_ENTRY)
        if not found and len(wanted) >= _SHORTEST_SLIP:
            found = list(self._in_spite_of_slips(wanted, limit * _PER_ENTRY))
        best: dict[str, Match] = {}
        for match in sorted(found, key=lambda match: -match.score):
            best.setdefault(match.key, match)
        return list(best.values())[:limit]

    def _range(self, wanted: str) -> range:
        first = bisect_left(self._starts, wanted)
        return range(first, bisect_left(self._starts, wanted + _AFTER_ALL, first))

    def _beginning(self, wanted: str, limit: int) -> Iterator[Match]:
        for at in nsmallest(limit, self._range(wanted), key=self._ranks.__getitem__):
            rank = self._ranks[at]
            whole = rank < 1000 and len(self._starts[at]) == len(wanted)
            score = 100 - rank / 1000 if whole else 90 - rank / 100
            yield self._match(at, score)

    def _every_word(self, typed: str, limit: int) -> list[Match]:
        """Names in which every typed word begins some word, in any order."""
        words = [tight(word) for word in typed.split()]
        words = [word for word in words if word]
        if len(words) < 2:
            return []
        places = sorted((self._range(word) for word in words), key=len)
        numbers = {self._numbers[at] for at in places[0]}
        for place in places[1:]:
            numbers &= {self._numbers[at] for at in place}
        chosen = [at for at in places[0] if self._numbers[at] in numbers]
        chosen = nsmallest(limit, chosen, key=self._ranks.__getitem__)
        return [self._match(at, 70 - self._ranks[at] / 100) for at in chosen]

    def _in_spite_of_slips(self, wanted: str, limit: int) -> Iterator[Match]:
        allowed = 1 if len(wanted) < 6 else 2
        near = self._near(wanted, wanted[0], allowed, limit)
        if not near:
            near = self._near(wanted, "", allowed, limit)
        for at, slips in near.items():
            yield self._match(at, 60 - 10 * slips - self._ranks[at] / 1000)

    def _near(self, wanted: str, letter: str, allowed: int, limit: int) -> dict[int, int]:
        """Places whose beginning differs from ``wanted`` by few slips, and how many."""
        # Loaded at the first slip: the start of the window must not wait for it.
        from rapidfuzz import process  # noqa: PLC0415
        from rapidfuzz.distance import OSA  # noqa: PLC0415

        near: dict[int, int] = {}
        for length in (len(wanted), len(wanted) + 1):
            cut = self._cut(letter, length)
            for beginning, slips, _ in process.extract(
                wanted, cut, scorer=OSA.distance, score_cutoff=allowed, limit=limit
            ):
                for at in self._range(beginning)[:limit]:
                    near[at] = min(slips, near.get(at, slips))
        return near

    def _cut_starts(self, letter: str, length: int) -> list[str]:
        """Every different beginning of ``length`` signs among the names that begin with ``letter``."""
        within = self._range(letter)
        starts = self._starts[within.start : within.stop]
        return list(dict.fromkeys(start[:length] for start in starts if len(start) >= length - 1))

    def _match(self, at: int, score: float) -> Match:
        number = self._numbers[at]
        return Match(self._keys[number], self._texts[number], score)


def _starts(text: str, whole: str) -> Iterator[str]:
    """``whole`` from each word of ``text`` on: ``Foot bath`` gives ``footbath`` and ``bath``."""
    if not whole:
        return
    yield whole
    words = _WORD.findall(fold(text))
    if len(words) < 2:
        return
    for nth in range(1, len(words)):
        yield "".join(words[nth:])
