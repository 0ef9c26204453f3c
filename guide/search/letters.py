"""Which letters of a name were typed, for marking them."""

import re
from collections.abc import Iterable

from guide.content.names import IDEOGRAPHS, fold, is_ideograph, tight
from guide.search import slips
from guide.search.forms import singulars

WORD = re.compile(rf"[{IDEOGRAPHS}]|[^\W_{IDEOGRAPHS}]+")
"""A word of a folded name; a sign of Chinese is one by itself."""
TYPED = re.compile(rf"[{IDEOGRAPHS}]+|[^\W_{IDEOGRAPHS}]+")
"""A word as it is typed; signs of Chinese that follow each other stay together."""

Ranges = tuple[tuple[int, int], ...]


def letters(name: str, typed: str) -> Ranges:
    """The ranges of ``name`` that hold the typed letters; in spite of slips those that fit."""
    folded = fold(name)
    solid = [place for place, letter in enumerate(folded) if letter.isalnum()]
    whole = "".join(folded[place] for place in solid)
    wanted = tight(typed)
    for form in filter(None, (wanted, *singulars(wanted))):
        if whole.startswith(form):
            return _ranges(solid[: len(form)])
    found: set[int] = set()
    for word in TYPED.findall(fold(typed)):
        found.update(_of_word(folded, word))
    if not found:
        _cost, places = slips.align(wanted[:40], whole[: len(wanted) + 2][:42], half_typed=True)
        found.update(solid[place] for place in places)
    return _ranges(sorted(found))


def _of_word(folded: str, typed: str) -> Iterable[int]:
    """The places of one typed word: where it stands or begins a word, else the word nearest to it."""
    if is_ideograph(typed[0]):
        start = folded.find(typed)
        return range(start, start + len(typed)) if start >= 0 else ()
    words = [(found.start(), found[0]) for found in WORD.finditer(folded)]
    for form in (typed, *singulars(typed)):
        for start, word in words:
            if word.startswith(form):
                return range(start, start + len(form))
    near = slips.near(typed, [word[: len(typed) + 1] for _start, word in words], 1)
    for start, word in words:
        if word[: len(typed) + 1] in near:
            return [start + place for place in slips.align(typed, word, half_typed=True)[1]]
    return ()


def _ranges(places: list[int]) -> Ranges:
    found: list[tuple[int, int]] = []
    for place in places:
        if found and found[-1][1] == place:
            found[-1] = (found[-1][0], place + 1)
        else:
            found.append((place, place + 1))
    return tuple(found)
