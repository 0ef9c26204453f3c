"""What a reader sees of the library: plain frozen values, cheap to import, free of Markdown and Qt."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """The kinds of entries; the first part of every key."""

    THERAPY = "therapy"
    CONDITION = "condition"
    POINT = "point"
    MERIDIAN = "meridian"
    REGION = "region"
    TERM = "term"
    CAUTION = "caution"
    RED_FLAG = "red-flag"
    SOURCE = "source"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Entry:
    """One line in a list.

    ``evidence`` is the best grade among the claims that the evidence favours; ``none`` where it
    favours no claim, ``against`` where all claims are advised against, empty without claims.
    """

    key: str
    kind: Kind
    title: str
    group: str = ""
    summary: str = ""
    names: str = ""
    """Other names on one line, for lists: ``踩背 · cǎibèi · treading massage``."""
    regions: tuple[str, ...] = ()
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading of an article: ``anchor`` is unique in it, ``level`` 2 to 4 (1 is the title)."""

    anchor: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Figure:
    """What the body beside an article shows; all values are slugs (``lower-back``, ``BL13``, ``BL``)."""

    regions: tuple[str, ...] = ()
    meridians: tuple[str, ...] = ()
    points: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """An entry as it is read. ``html`` is the small subset that QTextDocument draws well."""

    entry: Entry
    html: str
    sections: tuple[Section, ...] = ()
    figure: Figure = field(default_factory=Figure)
    cautions: tuple[str, ...] = ()
    """The lines of the caution box as plain text, the absolute ones first."""
    previous: Entry | None = None
    next: Entry | None = None
    related: tuple[Entry, ...] = ()
    verdict: tuple[str, ...] = ()
    """What it says about the person for whom cautions are ticked, if any are."""


@dataclass(frozen=True, slots=True)
class Group:
    """A heading of the sidebar with its entries in reading order."""

    key: str
    title: str
    summary: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """One search result. ``matched`` is the name or field that matched; ``score`` is higher for better.

    ``snippet`` is plain text; ``marks`` are (start, end) character ranges of the found words in it,
    ``letters`` those of the letters in ``matched`` that were typed. ``level`` is the only level of
    reading at which the page says the words of the snippet, empty where there are several.
    """

    entry: Entry
    matched: str
    score: float
    snippet: str = ""
    marks: tuple[tuple[int, int], ...] = ()
    letters: tuple[tuple[int, int], ...] = ()
    level: str = ""
