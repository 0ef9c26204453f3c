"""What a search is asked and what it answers: frozen values that cross threads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from guide.content.model import Hit, Kind


class Facet(StrEnum):
    """The ways in which a list of hits can be narrowed."""

    KIND = "kind"
    GROUP = "group"
    REGION = "region"
    EVIDENCE = "evidence"
    MARK = "mark"


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What hits must be. Values of one facet are alternatives; different facets are all wanted.

    ``keys``, where given, are the entries with a mark of the reader's own.
    """

    kinds: frozenset[Kind] = frozenset()
    groups: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    evidence: frozenset[str] = frozenset()
    keys: frozenset[str] | None = None


Marks = Mapping[str, frozenset[str]]
"""The keys of the entries that have each mark of the reader's own, as a bookmark or a note."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: how many hits would be left if it were chosen as well."""

    facet: Facet
    value: str
    title: str
    count: int


@dataclass(frozen=True, slots=True)
class Found:
    """The answer of a search. ``total`` counts all hits, of which ``hits`` are the best.

    ``instead`` are pairs of a typed word that stands nowhere and the nearest word that was looked
    for in its place. ``partly`` says that few entries hold all the words, or none; after those that
    do then come those that hold all but one.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    choices: tuple[Choice, ...] = ()
    instead: tuple[tuple[str, str], ...] = field(default=())
    partly: bool = False
