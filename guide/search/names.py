"""All names of a library in memory, for type-ahead: by beginning, by word, and in spite of slips."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from itertools import islice

from guide.content.model import Kind
from guide.content.names import fold, is_ideograph, tight
from guide.content.spellings import old_codes
from guide.search import slips
from guide.search.forms import singulars
from guide.search.letters import TYPED, WORD

WHOLE, BEGINS, HOLDS = 100.0, 80.0, 70.0
"""What a name scores that is typed as a whole, in its beginning, or in the beginning of its words."""
_COVERED = 3.0
"""What a name gains in the measure in which it was typed: 三里 is more of 足三里 than of a longer one."""
_MANY, _NEARLY, _A_SLIP = 2.0, 6.0, 12.0
"""What is lost where one stands for many, where there is any slip, and for each of them."""
_OLD_CODE = 4.0
_OTHER, _OTHER_BEGINS = 2, 9.0
"""From this ``nth`` on, a name that begins so says less than a title that holds the word."""
_MINOR = (0.0, 0.0, 3.0, 3.0, 15.0, 6.0)
"""What a name loses by its ``nth``: other names a little, titles of papers much, spellings some."""
_ORDER = {
    Kind.THERAPY: 0.0,
    Kind.CONDITION: 0.3,
    Kind.PAGE: 0.6,
    Kind.POINT: 1.0,
    Kind.MERIDIAN: 1.0,
    Kind.REGION: 1.0,
    Kind.TERM: 2.0,
    Kind.RED_FLAG: 2.5,
    Kind.CAUTION: 3.0,
    Kind.SOURCE: 4.0,
}
"""What a name loses by the kind of its entry: of names that fit alike the articles come first."""
_PER_ENTRY = 8  # names that one entry may have in a list before others are cut off
_SELDOM = 40  # a word that begins fewer words in names may be a slip, too
_LOOKED_AT = 4000  # names that are read for the other words that were typed
_WEIGHED = 12  # likely slips that are weighed one by one
_LONGEST = 60
_LENGTHS = (
    1  # a name that is so much longer or shorter than what was typed is still meant as a whole
)
SURE = BEGINS - 5
"""A name that scores so much was not mistyped."""


@dataclass(frozen=True, slots=True)
class Match:
    """A name that fits. ``number`` is the entry's; ``score``: 100 for the whole name, else less."""

    number: int
    name: str
    score: float
    whole: bool = False
    """Whether the entry is called just so, or nearly so."""
    slip: bool = False

    @property
    def sure(self) -> bool:
        """Whether nothing speaks for a slip."""
        return not self.slip and (self.whole or self.score >= SURE)


class _Texts:
    """Many short texts in one piece of memory."""

    def __init__(self) -> None:
        self._bytes = bytearray()
        self._ends = array("I")

    def append(self, text: str) -> None:
        self._bytes += text.encode("utf-8", "surrogatepass")
        self._ends.append(len(self._bytes))

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, at: int) -> str:
        start = self._ends[at - 1] if at else 0
        return self._bytes[start : self._ends[at]].decode("utf-8", "surrogatepass")


class NameIndex:
    """Built once, then read by any thread."""

    def __init__(self, names: Iterable[tuple[str, int, str, int]], kinds: Sequence[int]) -> None:
        """``names``: tight form, number of the entry, name, how minor it is; sorted by tight form.

        ``kinds`` has for every number the place of its kind in ``Kind``.
        """
        order = [_ORDER[kind] for kind in Kind]
        self._wholes, self._texts = _Texts(), _Texts()
        self._numbers, self._worths = array("I"), array("f")
        self._minor = bytearray()
        words: dict[str, int] = {}
        said, where = (
            array("I"),
            array("I"),
        )  # for each word of each name, which word and which name
        for at, (whole, number, text, nth) in enumerate(names):
            self._wholes.append(whole)
            self._texts.append(text)
            self._numbers.append(number)
            minor = _MINOR[min(nth, len(_MINOR) - 1)] + order[kinds[number]]
            self._minor.append(nth >= _OTHER)
            self._worths.append(-minor - min(len(whole), 99) / 200)
            simple = text.isascii() and whole == text.lower()
            for word in (whole,) if simple else set(WORD.findall(fold(text))):
                said.append(words.setdefault(word, len(words)))
                where.append(at)
        self._words = sorted(words)
        self._few = len(words) < slips.FIRST_TOO
        self._posts, self._firsts = _by_word([words[word] for word in self._words], said, where)
        self._best_beginning = lru_cache(maxsize=512)(self._find_beginning)
        self._beginnings = lru_cache(maxsize=96)(self._cut)
        self._long = lru_cache(maxsize=32)(self._by_length)

    def find(self, typed: str, limit: int, known: bool = False) -> list[Match]:
        """The best entries for ``typed``, each once, with the name that fits best.

        ``known``: the words are words, so that no slip is looked for.
        """
        wanted = tight(typed[: 4 * _LONGEST])
        if not wanted or limit < 1:
            return []
        found: dict[int, float] = {}
        most = limit * _PER_ENTRY
        _keep_best(found, self._best_beginning(wanted, most))
        for form in singulars(wanted):
            _keep_best(found, self._best_beginning(form, most), _MANY)
        words = TYPED.findall(fold(typed[: 4 * _LONGEST]))
        _keep_best(found, self._holding(words, most))
        matches = [self._match(at, score, wanted) for at, score in found.items()]
        matches += self._by_old_code(typed, most)
        if not known and not any(match.sure for match in matches):
            matches += self._in_spite_of_slips(wanted, words, most)
        best: dict[int, Match] = {}
        for match in sorted(matches, key=lambda match: (-match.score, match.number, match.name)):
            best.setdefault(match.number, match)
        return list(best.values())[:limit]

    def _match(self, at: int, score: float, wanted: str) -> Match:
        return Match(self._numbers[at], self._texts[at], score, self._wholes[at] == wanted)

    # ---- as it is typed

    def _find_beginning(self, wanted: str, limit: int) -> list[tuple[int, float]]:
        places = _range(self._wholes, wanted)
        best = nlargest(limit, places, key=self._worths.__getitem__)
        found = []
        for at in best:
            covered = len(wanted) / len(self._wholes[at])
            begins = BEGINS - _OTHER_BEGINS * self._minor[at]
            fit = WHOLE if covered == 1 else begins + _COVERED * covered
            found.append((at, fit + self._worths[at]))
        return found

    def _holding(self, words: Sequence[str], limit: int) -> list[tuple[int, float]]:
        """Names in which every typed word stands or begins some word, in any order."""
        if not words or (len(words[0]) == 1 == len(words) and not is_ideograph(words[0])):
            return []  # one letter begins a word in nearly every name
        spans = [self._posts_of(word) for word in words]
        rarest = min(range(len(words)), key=lambda nth: len(spans[nth]))
        names = set(self._posts[spans[rarest].start : spans[rarest].stop])
        others = [word for nth, word in enumerate(words) if nth != rarest or is_ideograph(word[0])]
        best = nlargest(_LOOKED_AT, names, key=self._worths.__getitem__)
        if others:
            best = [at for at in best if _holds_all(fold(self._texts[at]), others)]
        typed = sum(map(len, words))
        return [
            (at, HOLDS + _COVERED * min(1, typed / len(self._wholes[at])) + self._worths[at])
            for at in best[:limit]
        ]

    def _posts_of(self, word: str) -> range:
        """Where the names stand that have a word which begins so; of a plural also the singular."""
        first = word[0] if is_ideograph(word[0]) else word
        span = self._span(first)
        for form in singulars(word):
            span = max(span, self._span(form), key=len)
        return span

    def _span(self, word: str) -> range:
        places = _range(self._words, word)
        return range(self._firsts[places.start], self._firsts[places.stop])

    def _by_old_code(self, typed: str, limit: int) -> Iterator[Match]:
        for nth, (code, old) in enumerate(old_codes(typed)):
            length = len(tight(code))
            for at, score in self._best_beginning(tight(code), limit):
                name = self._texts[at]
                rest = self._wholes[at][length:]
                if name == code + rest and (not rest or rest.isdecimal()):
                    price = score - _OLD_CODE - 2 * nth
                    yield Match(self._numbers[at], old + rest, price, whole=not rest)

    # ---- in spite of slips

    def _in_spite_of_slips(self, wanted: str, words: Sequence[str], limit: int) -> list[Match]:
        if len(wanted) > _LONGEST or not slips.allowed(wanted) or is_ideograph(wanted[0]):
            return []
        found: dict[int, float] = {}
        if len(words) > 1:
            _keep_best(found, self._one_word_wrong(words))
        else:
            _keep_best(found, self._near_words(wanted, limit))
        if not found:
            _keep_best(found, self._near_wholes(wanted, limit))
        return [
            Match(
                self._numbers[at],
                self._texts[at],
                score,
                whole=abs(len(self._wholes[at]) - len(wanted)) <= _LENGTHS,
                slip=True,
            )
            for at, score in found.items()
        ]

    def _one_word_wrong(self, words: Sequence[str]) -> Iterator[tuple[int, float]]:
        """Names with all words but one, and something like that one."""
        known = [len(self._posts_of(word)) for word in words]
        unknown = [nth for nth, count in enumerate(known) if not count]
        if len(unknown) > 1:
            return
        for nth in unknown or [nth for nth, count in enumerate(known) if count < _SELDOM]:
            typed = words[nth]
            others = [word for place, word in enumerate(words) if place != nth]
            for at, score in self._holding(others, _LOOKED_AT // 10):
                own = [word[: len(typed) + 1] for word in WORD.findall(fold(self._texts[at]))]
                for word in slips.near(typed, own, 1):
                    price = slips.cost(typed, word, half_typed=True)
                    if price <= slips.dearest(typed):
                        yield at, score - 1 - _NEARLY - _A_SLIP * price

    def _near_words(self, typed: str, limit: int) -> Iterator[tuple[int, float]]:
        for word, price in self._nearest(typed, self._beginnings, first_too=True):
            places = _range(self._words, word)
            names = self._posts[self._firsts[places.start] : self._firsts[places.stop]]
            for at in nlargest(limit, set(names), key=self._worths.__getitem__):
                whole = BEGINS if self._wholes[at].startswith(word) else HOLDS
                yield at, whole - _NEARLY - _A_SLIP * price + self._worths[at]

    def _near_wholes(self, wanted: str, limit: int) -> Iterator[tuple[int, float]]:
        """Names that were meant as a whole, however their words are parted."""
        for name, price in self._nearest(wanted, self._as_long):
            for at in islice(_range(self._wholes, name), limit):
                if self._wholes[at] != name:
                    break
                yield at, BEGINS - _NEARLY - _A_SLIP * price + self._worths[at]

    def _nearest(
        self, typed: str, beginnings: Callable[[str, int], list[str]], first_too: bool = False
    ) -> list[tuple[str, float]]:
        """Beginnings that differ from ``typed`` by few slips, each with its price, the best first.

        ``first_too``: where the first letter is right in none, it may be wrong.
        """
        if not slips.allowed(typed):
            return []
        near: dict[str, int] = {}
        for letter in (typed[0], "") if first_too and self._few else typed[0]:
            for length in (len(typed), len(typed) + 1, len(typed) - 1):
                near |= slips.near(typed, beginnings(letter, length), _WEIGHED * 2)
            if near:
                break
        likely = sorted(near, key=lambda word: (near[word], word))[:_WEIGHED]
        prices = [(word, slips.cost(typed, word, half_typed=True)) for word in likely]
        dearest = slips.dearest(typed)
        return sorted((pair for pair in prices if pair[1] <= dearest), key=lambda pair: pair[1])

    def _cut(self, letter: str, length: int) -> list[str]:
        """Every different beginning of words, ``length`` letters long; shorter words as they are."""
        places = _range(self._words, letter)
        words = self._words[places.start : places.stop]
        return list(dict.fromkeys([word[:length] for word in words]))

    def _as_long(self, letter: str, length: int) -> list[str]:
        return self._long(letter).get(length, [])

    def _by_length(self, letter: str) -> dict[int, list[str]]:
        """All whole names that begin with ``letter``, by their length."""
        found: dict[int, list[str]] = {}
        for at in _range(self._wholes, letter):
            name = self._wholes[at]
            if len(name) <= _LONGEST + 1:
                found.setdefault(len(name), []).append(name)
        return found


def _by_word(
    order: Sequence[int], said: Sequence[int], where: Sequence[int]
) -> tuple[Sequence[int], Sequence[int]]:
    """The names by word, words in ``order``, and for each word where its names begin."""
    counts = array("I", bytes(4 * len(order)))
    for word in said:
        counts[word] += 1
    firsts = array("I", [0])
    for word in order:
        firsts.append(firsts[-1] + counts[word])
        counts[word] = firsts[-2]  # from here on the place of its next name
    posts = array("I", bytes(4 * len(said)))
    for word, name in zip(said, where, strict=True):
        posts[counts[word]] = name
        counts[word] += 1
    return posts, firsts


def _range(texts: _Texts | list[str], beginning: str) -> range:
    """Where those stand among the sorted ``texts`` that begin so."""
    first = bisect_left(texts, beginning)
    after = bisect_left(texts, beginning + "\U0010ffff", first)
    return range(first, after)


def _holds_all(folded: str, typed: Iterable[str], spared: int = 0) -> bool:
    """Whether each typed word begins some word of ``folded``; ``spared`` of them need not."""
    words: list[str] | None = None
    for one in typed:
        if is_ideograph(one[0]):
            held = one in folded
        else:
            if words is None:
                words = WORD.findall(folded)
            forms = (one, *singulars(one))
            held = any(word.startswith(forms) for word in words)
        if not held:
            spared -= 1
            if spared < 0:
                return False
    return True


def _keep_best(
    found: dict[int, float], scored: Iterable[tuple[int, float]], less: float = 0.0
) -> None:
    for at, score in scored:
        if score - less > found.get(at, 0.0):
            found[at] = score - less
