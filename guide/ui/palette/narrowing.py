"""What a list of hits is narrowed to, and the answer to such a question; without Qt, on any thread."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from guide.content.model import Kind
from guide.i18n import _
from guide.search.values import Choice, Facet, Found, Marks, Narrowing
from guide.ui.palette.rows import Finds

BOOKMARK, NOTE = "bookmark", "note"
"""The values of the facet of own marks."""

PAGE, MORE = 20, 50
"""Hits that are asked for at first, and then with each press."""


@dataclass(frozen=True, slots=True)
class Own:
    """The reader's own marks: words with the key of their entry, and which entries have which."""

    words: tuple[tuple[str, str], ...] = ()
    bookmarked: frozenset[str] = frozenset()
    noted: frozenset[str] = frozenset()

    @property
    def marks(self) -> Marks:
        """The entries with each mark."""
        return {BOOKMARK: self.bookmarked, NOTE: self.noted}


@dataclass(frozen=True, slots=True)
class Question:
    """Words, and the chosen values of facets with the title of each, in the order of choosing."""

    words: str = ""
    chosen: Mapping[tuple[Facet, str], str] = field(default_factory=dict)
    limit: int = PAGE

    @property
    def is_blank(self) -> bool:
        """Is nothing asked for?"""
        return not self.words.strip() and not self.chosen

    def values(self, facet: Facet) -> frozenset[str]:
        """What is chosen of a facet."""
        return frozenset(value for one, value in self.chosen if one is facet)

    def narrower(self, facet: Facet, value: str, title: str) -> "Question":
        """The same with one more value."""
        return replace(self, chosen={**self.chosen, (facet, value): title}, limit=PAGE)

    def wider(self, facet: Facet, value: str) -> "Question":
        """The same without a value."""
        left = {one: title for one, title in self.chosen.items() if one != (facet, value)}
        return replace(self, chosen=left, limit=PAGE)


def ask(finder: Finds, question: Question, own: Own) -> Found:
    """The hits, and the choices with those of own marks; nothing where nothing is asked for."""
    if question.is_blank:
        return Found()
    narrowing = _narrowing(question, own)
    found = finder.find(question.words, narrowing, question.limit, own.words, own.marks)
    return replace(found, choices=tuple(map(_titled, found.choices)))


def mark_title(value: str) -> str:
    """What a mark is called as a choice."""
    return _("With a bookmark") if value == BOOKMARK else _("With a note")


def _titled(choice: Choice) -> Choice:
    if choice.facet is not Facet.MARK:
        return choice
    return replace(choice, title=mark_title(choice.value))


def _narrowing(question: Question, own: Own) -> Narrowing:
    marks = question.values(Facet.MARK)
    keys = frozenset[str]().union(*(own.marks[value] for value in marks))
    return Narrowing(
        frozenset(map(Kind, question.values(Facet.KIND))),
        question.values(Facet.GROUP),
        question.values(Facet.REGION),
        question.values(Facet.EVIDENCE),
        keys if marks else None,
    )
