"""Actions and settings found by their words, as forgiving as names are; without Qt, on any thread."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guide.content.names import fold, tight
from guide.search.names import BEGINS, HOLDS, WHOLE
from guide.search.slips import near

_WORD = re.compile(r"\w+")

Ranges = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """Something to be done from the palette: an action, or a setting with a value.

    ``kind`` is what a reader calls it, ``keys`` its shortcut as the system writes it, ``also`` are
    words that find it though they are not shown, ``state`` says what is in force now.
    """

    id: str
    text: str
    kind: str
    keys: str = ""
    also: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Fit:
    """An offer that fits, how well (100 is the whole name), and the letters of its text that do."""

    offer: Offer
    score: float
    letters: Ranges = ()


def fitting(offers: Iterable[Offer], typed: str) -> list[Fit]:
    """The offers whose words begin as ``typed`` does, the best first; else those with few slips."""
    offers = tuple(offers)
    words = _WORD.findall(fold(typed))
    if not words:
        return []
    found = [fit for fit in (_fit(offer, words) for offer in offers) if fit is not None]
    if not found:
        slips = (_in_spite_of_slips(offer, words) for offer in offers)
        found = [fit for fit in slips if fit is not None]
    return sorted(found, key=lambda fit: -fit.score)


def _fit(offer: Offer, words: list[str]) -> Fit | None:
    return _in_a_row(offer, tight("".join(words))) or _every_word(offer, words)


def _in_a_row(offer: Offer, wanted: str) -> Fit | None:
    """The text, from one of its words on, begins like ``wanted``; blanks and signs do not count."""
    folded = fold(offer.text)
    for nth, word in enumerate(_WORD.finditer(folded)):
        places = [at for at in range(word.start(), len(folded)) if folded[at].isalnum()]
        rest = "".join(folded[at] for at in places)
        if wanted and rest.startswith(wanted):
            whole = nth == 0 and len(rest) == len(wanted)
            score = WHOLE if whole else BEGINS if nth == 0 else BEGINS - 4
            return Fit(offer, score, ((places[0], places[len(wanted) - 1] + 1),))
    return None


def _every_word(offer: Offer, words: list[str]) -> Fit | None:
    """Each typed word begins some word of the text, or one that is not shown."""
    shown = list(_WORD.finditer(fold(offer.text)))
    others = _WORD.findall(fold(offer.also))
    letters: list[tuple[int, int]] = []
    for word in words:
        place = next((one.start() for one in shown if one[0].startswith(word)), None)
        if place is not None:
            letters.append((place, place + len(word)))
        elif not any(other.startswith(word) for other in others):
            return None
    return Fit(
        offer, HOLDS if len(letters) == len(words) else HOLDS - 4, tuple(sorted(set(letters)))
    )


def _in_spite_of_slips(offer: Offer, words: list[str]) -> Fit | None:
    shown = [(one.start(), one[0]) for one in _WORD.finditer(fold(offer.text))]
    others = [(-1, other) for other in _WORD.findall(fold(offer.also))]
    letters: list[tuple[int, int]] = []
    slips = 0
    for word in words:
        nearest = min(_near(word, [*shown, *others]), default=None)
        if nearest is None:
            return None
        some, start, end = nearest
        slips += some
        if start >= 0:
            letters.append((start, end))
    return Fit(offer, HOLDS - 15 - 10 * slips, tuple(sorted(set(letters))))


def _near(typed: str, words: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, int]]:
    """(slips, start, end) of every word whose beginning is ``typed`` with few slips."""
    for start, word in words:
        beginnings = {word[:length] for length in range(len(typed) - 1, len(typed) + 2)} - {""}
        for beginning, slips in near(typed, beginnings).items():
            yield slips, start, start + len(beginning) if start >= 0 else -1
