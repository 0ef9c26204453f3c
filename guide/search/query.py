"""What a reader types, as a question to the full-text index. Nothing typed is ever syntax.

Three signs mean something to the reader: ``"quoted words"`` stand together, ``-word`` must not
occur, and the last word may be half typed.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from guide.content.names import COMMON, fold, is_ideograph, spaced

_LONGEST = 400
_MOST_WORDS = 16
_MOST_PLACES = 60
_SHORTEST_BEGINNING = 2
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"(?<=\w)['’](?:s|t|re|ve|ll|d|m)\b", re.IGNORECASE)
_PART = re.compile(
    r'(?P<minus>(?<!\S)[-−])?(?:["“”„](?P<quoted>[^"“”„]*)["“”]?|(?P<bare>[^\s"“”„]+))'
)


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together in this order; mostly it is one.

    ``half_typed``: the last of them is a beginning. ``others`` are words that do as well. ``quoted``:
    nothing else does.
    """

    words: tuple[str, ...]
    half_typed: bool = False
    others: tuple[str, ...] = ()
    quoted: bool = False

    @property
    def match(self) -> str:
        """The question to FTS5 for the term in any of its spellings."""
        phrase = _quoted(" ".join(self.words))
        if self.half_typed:
            phrase += " *"
        return " OR ".join([phrase, either(self.others)] if self.others else [phrase])

    @property
    def forms(self) -> tuple[str, ...]:
        """What a text holds that holds the term: its first word, or another that does as well."""
        return (self.words[0], *self.others)

    def places(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where the term stands in a folded text; of each spelling in its order."""
        if len(self.words) > 1:
            yield from _together(folded, self.words, self.half_typed)
        else:
            yield from _places(folded, self.words[0], self.half_typed)
        for word in self.others:
            yield from _places(folded, word, half_typed=False)


@dataclass(frozen=True, slots=True)
class Query:
    """What is wanted, all of it, and what must not occur."""

    terms: tuple[Term, ...]
    without: tuple[Term, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All words that are wanted, one by one."""
        return tuple(word for term in self.terms for word in term.words)

    def places(self, folded: str) -> list[tuple[int, int]]:
        """Where the terms stand in a folded text, in its order; of each not more than some."""
        found = {
            place for term in self.terms for place in islice(term.places(folded), _MOST_PLACES)
        }
        chosen: list[tuple[int, int]] = []
        for start, end in sorted(found, key=lambda place: (place[0], -place[1])):
            if not chosen or start >= chosen[-1][1]:
                chosen.append((start, end))
        return chosen


def either(words: Iterable[str]) -> str:
    """The question to FTS5 for whatever holds one of ``words``; signs of Chinese stand one by one."""
    return " OR ".join(map(_quoted, words))


def read(typed: str) -> Query:
    """The query in ``typed``; without terms where nothing in it can be searched."""
    text = _ENDING.sub("", unicodedata.normalize("NFC", typed[:_LONGEST]).replace("_", " "))
    wanted: list[Term] = []
    without: list[Term] = []
    open_end = False
    for part in _PART.finditer(text):
        quoted = part["quoted"] is not None
        words = _words(part["quoted"] if quoted else part["bare"])
        phrase = [Term(tuple(words), quoted=True)] if words else []
        terms = phrase if quoted else [Term((word,)) for word in words]
        (without if part["minus"] else wanted).extend(terms)
        open_end = not part["minus"] and bool(terms)
    chosen = [term for term in dict.fromkeys(wanted) if not COMMON.issuperset(term.words)]
    chosen = chosen[:_MOST_WORDS]
    if open_end and chosen and chosen[-1] == wanted[-1] and _ends_in_word(text):
        chosen[-1] = _half_typed(chosen[-1])
    unwanted = dict.fromkeys(term for term in without if not COMMON.issuperset(term.words))
    return Query(tuple(chosen), tuple(unwanted)[:_MOST_WORDS])


def _half_typed(term: Term) -> Term:
    """One letter alone begins half of all words, which says nothing."""
    long = len(term.words[-1]) >= _SHORTEST_BEGINNING or is_ideograph(term.words[-1][-1])
    return replace(term, half_typed=long)


def _ends_in_word(text: str) -> bool:
    return bool(text) and (text[-1].isalnum() or unicodedata.combining(text[-1]) != 0)


def _words(text: str) -> list[str]:
    """The folded words, runs of Chinese signs by themselves; in a phrase common words stand out."""
    words = [fold(run) for found in _WORD.finditer(text) for run in _runs(found[0])]
    return [word for word in words if word not in COMMON] or words[:1]


def _runs(word: str) -> list[str]:
    """``肺俞point`` is two words: signs that are words by themselves, and letters."""
    runs: list[str] = []
    for letter in word:
        if runs and is_ideograph(letter) == is_ideograph(runs[-1][-1]):
            runs[-1] += letter
        else:
            runs.append(letter)
    return runs


def _quoted(words: str) -> str:
    return f'"{" ".join(spaced(words).split())}"'


# ---- places in a text


def _together(folded: str, words: Sequence[str], half_typed: bool) -> Iterator[tuple[int, int]]:
    """Where ``words`` follow each other with nothing between them but signs and common words."""
    between = rf"(?:[\W_]+(?:{'|'.join(sorted(COMMON))})(?![^\W_]))*[\W_]*"
    pattern = between.join(map(re.escape, words))
    for found in re.finditer(pattern, folded):
        start, end = found.span()
        if _begins(folded, start) and (half_typed or _ends(folded, end)):
            yield start, _end_of_word(folded, end) if half_typed else end


def _places(folded: str, word: str, half_typed: bool) -> Iterator[tuple[int, int]]:
    """Looks by ``str.find``, which is ten times as quick as a pattern that looks for word edges."""
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        begins = _begins(folded, start)
        if begins and half_typed:
            end = _end_of_word(folded, end)
        if begins and _ends(folded, end):
            yield start, end
        start = folded.find(word, end)


def _begins(folded: str, start: int) -> bool:
    return not (start and _joined(folded[start - 1]) and _joined(folded[start]))


def _ends(folded: str, end: int) -> bool:
    return not (end < len(folded) and _joined(folded[end - 1]) and _joined(folded[end]))


def _end_of_word(folded: str, end: int) -> int:
    while not _ends(folded, end):
        end += 1
    return end


def _joined(letter: str) -> bool:
    return letter.isalnum() and (letter.isascii() or not is_ideograph(letter))
