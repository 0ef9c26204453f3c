"""Headings, links and images of a document, in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtGui import QTextBlock, QTextDocument

_SPACES = str.maketrans({"\u00a0": " ", "\u202f": "", "\u2028": " ", "\ufffc": ""})


class NodeKind(Enum):
    """What a node is."""

    HEADING = auto()
    LINK = auto()
    IMAGE = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """One thing in the document, from one character to another."""

    kind: NodeKind
    start: int
    end: int
    text: str
    address: str = ""
    level: int = 0


def nodes_in(document: QTextDocument) -> Iterator[Found]:
    """Headings, links and images in reading order."""
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        if level:
            start, text = block.position(), block.text().translate(_SPACES).strip()
            yield Found(NodeKind.HEADING, start, start + block.length() - 1, text, level=level)
        yield from _in_block(block)
        block = block.next()


def links_in(block: QTextBlock) -> Iterator[Found]:
    """The links of one block in reading order."""
    return (one for one in _in_block(block) if one.kind is NodeKind.LINK)


def _in_block(block: QTextBlock) -> Iterator[Found]:
    link: Found | None = None
    part = block.begin()
    while not part.atEnd():
        fragment = part.fragment()
        style, start = fragment.charFormat(), fragment.position()
        end, address = start + fragment.length(), style.anchorHref()
        if style.isImageFormat():
            alt = str(style.toImageFormat().property(style.Property.ImageAltText) or "")
            yield Found(NodeKind.IMAGE, start, end, alt)
        if link is not None and (address != link.address or start != link.end):
            yield link
            link = None
        if address:
            words = fragment.text().translate(_SPACES)
            first, before = (start, "") if link is None else (link.start, link.text)
            link = Found(NodeKind.LINK, first, end, before + words, address)
        part += 1
    if link is not None:
        yield link
