"""What goes into the Markdown reader and what comes out: frozen values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from guide.markup.plain import plain_text


class Rule(StrEnum):
    """The rules of the Markdown reader. A finding breaks one of them."""

    TOO_LARGE = "too-large"
    HOSTILE_NESTING = "hostile-nesting"
    LONG_PARAGRAPH = "long-paragraph"
    BIDI_CONTROL = "bidi-control"
    CONTROL_CHARACTER = "control-character"
    RAW_HTML = "raw-html"
    BROKEN_LINK = "broken-link"
    UNSAFE_LINK = "unsafe-link"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_CALLOUT = "unknown-callout"
    UNKNOWN_ATTRIBUTE = "unknown-attribute"
    IMAGE_WITHOUT_ALT = "image-without-alt"
    BAD_PLATE_REFERENCE = "bad-plate-reference"
    HEADING_JUMP = "heading-jump"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake in the Markdown. ``line`` is the line in the file; a warning breaks nothing."""

    line: int
    rule: Rule
    message: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading: ``anchor`` is unique in the body, ``level`` is 2 to 4."""

    anchor: str
    title: str
    level: int
    line: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another entry: its key, and the anchor there if the author named one."""

    target: str
    line: int
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A figure: ``source`` is a plate reference such as ``plate:back?points=BL13``."""

    source: str
    alt: str
    line: int


def _nothing(_name: str) -> None:
    return None


def _same(key: str) -> str:
    return key


@dataclass(frozen=True, slots=True)
class Context:
    """What the caller knows and the Markdown reader does not."""

    resolve: Callable[[str], str | None] = _nothing
    """A name, slug, code or key to the key of an entry; None where nothing is known."""
    title: Callable[[str], str] = _same
    """The words of a ``[[link]]`` that brings none, by the key it leads to."""
    cite: Callable[[str], int | None] = _nothing
    """A source id to its number in the list of sources; called in the order of reading."""
    names: Mapping[str, str] = field(default_factory=dict)
    """Phrases that link themselves where they are first used, with the keys they lead to."""
    reserved: frozenset[str] = frozenset({"top", "cautions", "red-flags", "claims", "sources"})
    """Anchors that the page around the body uses; no heading gets one of them."""
    beside: frozenset[str] = frozenset()
    """The kinds of callouts that are handed back beside the text and not as a part of it."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """One body as HTML with what is in it and what is wrong with it.

    When the text was refused as a whole (hostile or too large), ``html`` is empty and
    ``findings`` says why.
    """

    html: str
    sections: tuple[Section, ...] = ()
    links: tuple[Link, ...] = ()
    images: tuple[Image, ...] = ()
    findings: tuple[Finding, ...] = ()
    beside: Mapping[str, str] = field(default_factory=dict)
    """The callouts that were to stand beside the text, by their kind: what is in the frame."""

    @property
    def text(self) -> str:
        """The body as plain text."""
        return plain_text(self.html)

    @property
    def ok(self) -> bool:
        """Whether nothing worse than a warning was found."""
        return all(finding.warning for finding in self.findings)
