"""Looking up words that a reader met: the entry that is called so, else the nearest. Any thread may ask."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from guide.content.library import Library
from guide.content.model import Hit, Kind
from guide.content.names import COMMON, fold, is_ideograph, tight
from guide.search.finder import Finder
from guide.search.forms import plurals, singulars

LONGEST = 80
"""The most characters that are looked up: nothing has a longer name."""
_ALIKE = 0.8  # of the letters of a name, in their order
_SHORTEST_SLIP = 4
_SHARE = 0.7  # of a name that its words must make up
_ROUND = "\"'“”‘’«»‹›()[]{}.,;:!?…·–—-*/ \t"


class Outcome(Enum):
    """How sure an answer is."""

    EXACT = auto()
    PERHAPS = auto()
    NOTHING = auto()
    TOO_LONG = auto()


@dataclass(frozen=True, slots=True)
class Lookup:
    """``words`` as they were looked up; ``key`` is empty where nothing is called so."""

    words: str
    outcome: Outcome
    key: str = ""


def look_up(library: Library, finder: Finder, selected: str) -> Lookup:
    """What ``selected`` means: a term before any other kind; plural and case are forgiven."""
    words = tidy(selected)
    if len(words) > LONGEST:
        return Lookup(words, Outcome.TOO_LONG)
    if not tight(words):
        return Lookup(words, Outcome.NOTHING)
    for form in _forms(words.replace("/", " ")):
        for name in (f"{Kind.TERM}/{form}", form):
            key = library.resolve(name)
            if key is not None:
                return Lookup(words, Outcome.EXACT, key)
    if fold(words) not in COMMON:
        for hit in finder.suggest(words):
            if _is_near(words, hit):
                return Lookup(words, Outcome.PERHAPS, hit.entry.key)
    return Lookup(words, Outcome.NOTHING)


def tidy(selected: str) -> str:
    """``selected`` on one line, without the signs around it."""
    return " ".join(selected.split()).strip(_ROUND)


def _forms(words: str) -> Iterator[str]:
    """``words`` as they are, then with the last of them in the other number."""
    yield words
    before, blank, last = words.removesuffix("’s").removesuffix("'s").rpartition(" ")
    for form in (*singulars(fold(last)), *plurals(fold(last))):
        yield f"{before}{blank}{form}"


def _is_near(words: str, hit: Hit) -> bool:
    """Are these words a good part of the name, or is it the name but for a slip?

    A suggestion serves who types on; these words are whole, and a wrong entry would mislead.
    """
    wanted, name = tight(words), tight(hit.matched)
    if not name:
        return False
    if is_ideograph(wanted[0]):
        return wanted in name and len(wanted) > 1
    if len(wanted) >= _SHARE * len(name):
        parts = {form for part in fold(hit.matched).split() for form in map(tight, _forms(part))}
        if all(tight(word) in parts for word in words.split()):
            return True
    if len(wanted) < _SHORTEST_SLIP:
        return False
    from rapidfuzz.distance import OSA  # noqa: PLC0415 - needed where nothing else was found

    return bool(OSA.normalized_similarity(wanted, name) >= _ALIKE)
