"""How well the search answers what readers type: a floor for every way of typing."""

import pytest

from guide.content.library import Library
from guide.search.finder import Finder
from tests.bench.quality import finding, judged, picking, queries, share, suggesting

FLOORS = {"everyday": 92, "plural": 90, "questions": 85}
"""Of a hundred queries so many find their entries among the first three hits; of all others 100."""
ALL = 95
IN_TEXT_ONLY = frozenset({"everyday", "questions"})
"""What readers ask in words that are no names."""


def test_there_are_queries_of_every_kind(core: Library) -> None:
    """Enough of them, and each leads to entries that exist."""
    asked = queries()
    assert sum(map(len, asked.values())) >= 170
    known = {entry.key for entry in core.entries()}
    for typed, wanted in ((one, keys) for kind in asked.values() for one, keys in kind.items()):
        assert wanted, typed
        for key in (key.strip() for one in wanted for key in one.split("|")):
            assert key in known, (typed, key)


def test_search_finds_what_is_meant(core: Library) -> None:
    """In the full search."""
    answers = list(judged(finding(Finder(core))))
    assert share(answers, 3) >= ALL
    for kind in queries():
        chosen = [one for one in answers if one.kind == kind]
        missed = [(one.typed, one.found) for one in chosen if one.place > 3]
        assert share(chosen, 3) >= FLOORS.get(kind, 100), missed


def test_the_palette_finds_what_is_meant(core: Library) -> None:
    """Whatever is typed: a name, or words that only stand in the text."""
    answers = list(judged(picking(Finder(core))))
    missed = [(one.typed, one.found) for one in answers if one.place > 3]
    assert share(answers, 3) >= ALL, missed


@pytest.mark.parametrize("kind", sorted(set(queries()) - IN_TEXT_ONLY))
def test_type_ahead_finds_what_is_meant(core: Library, kind: str) -> None:
    """By names alone."""
    answers = [one for one in judged(suggesting(Finder(core))) if one.kind == kind]
    missed = [(one.typed, one.found) for one in answers if one.place > 3]
    assert share(answers, 3) >= FLOORS.get(kind, 100), missed
