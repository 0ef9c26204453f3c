"""An entry at a glance: what a small card beside a link says of it."""

import re
from dataclasses import dataclass
from html import unescape

from guide.content.labels import best_words
from guide.content.library import Library
from guide.content.model import Entry, Kind, Page

_NAMED = 3  # cautions that are named; the card says how many more there are
_ALONE = 1  # so few are told with their reasons
_PARTS = ("Do not", "With care")
_CODES_ONLY = frozenset({Kind.SOURCE, Kind.CAUTION, Kind.RED_FLAG})
"""Their other names are ids, which tell a reader nothing."""
_SMALL = re.compile("<sup>.*?</sup>", re.DOTALL)
_TAG = re.compile("<[^>]+>")
_FIRST = re.compile(r"\s*<p>(.*?)</p>", re.DOTALL)
_LINK = re.compile(r'<(?:tr><td|li)><a href="[^"#]+">(.*?)</a>', re.DOTALL)
_BEFORE_PLACE = re.compile(r'<p>([^<]*)</p>\s*<h2><a name="place">')


@dataclass(frozen=True, slots=True)
class Glance:
    """What a card shows. ``says`` is what is asked for most: a definition, a place, the signs.

    ``names`` stand under the title; ``note`` is a quiet line: how a source was seen, or that no
    caution is noted. ``evidence`` is the best grade in words. ``more`` counts the cautions of the
    entry that ``cautions`` do not tell: what is left out is never passed over in silence.
    """

    entry: Entry
    names: str = ""
    says: str = ""
    note: str = ""
    evidence: str = ""
    cautions: tuple[str, ...] = ()
    more: int = 0


def glance(library: Library, key: str) -> Glance:
    """The entry of ``key`` at a glance; UnknownKey where there is none. On any thread."""
    page = library.page(key)
    entry = page.entry
    if entry.kind is Kind.SOURCE:
        return Glance(entry, entry.summary, _under(page, "says"), _under(page, "seen"))
    if entry.kind is Kind.RED_FLAG:
        return Glance(entry, says=_under(page, "signs") or entry.summary)
    names = "" if entry.kind in _CODES_ONLY else entry.names
    if entry.kind is Kind.CAUTION:
        cautions, more = _listed(page)
    elif entry.kind is Kind.POINT:
        cautions, more = page.cautions[:_NAMED], len(page.cautions[_NAMED:])
    else:
        cautions, more = _named(page)
    note = "" if page.cautions or entry.kind is not Kind.POINT else _no_caution(page)
    evidence = best_words(entry.evidence) if entry.evidence else ""
    return Glance(entry, names, entry.summary, note, evidence, cautions, more)


def _named(page: Page) -> tuple[tuple[str, ...], int]:
    """The first cautions on one line, and how many are left."""
    lines = [line for line in page.cautions if line.startswith(tuple(f"{p}: " for p in _PARTS))]
    if not lines:
        return (), 0
    part = lines[0].partition(": ")[0]
    same = [line.partition(": ")[2] for line in lines if line.startswith(f"{part}: ")]
    if len(same) <= _ALONE:
        return (lines[0],), len(lines) - 1
    names = [name.partition(". ")[0].rstrip(".") for name in same[:_NAMED]]
    return (_line(part, names),), len(lines) - len(names)


def _listed(page: Page) -> tuple[tuple[str, ...], int]:
    """What the page of a caution lists: articles that rule it out, or the items of a shared list."""
    found = [
        (part, [_words(name) for name in _LINK.findall(_section(page, anchor))])
        for anchor, part in (("absolute", "Do not"), ("relative", "With care"), ("items", ""))
    ]
    found = [(part, names) for part, names in found if names]
    if not found:
        return (), 0
    part, names = found[0]
    told = names[:_NAMED]
    return (_line(part, told),), sum(len(names) for _, names in found) - len(told)


def _line(part: str, names: list[str]) -> str:
    words = " · ".join(names)
    return f"{part}: {words}" if part else words


def _under(page: Page, anchor: str) -> str:
    """The first paragraph under a heading; nothing where there is none."""
    found = _FIRST.match(_section(page, anchor))
    return _words(found[1]) if found else ""


def _section(page: Page, anchor: str) -> str:
    """The HTML between a heading and the next one."""
    begun = page.html.partition(f'<a name="{anchor}"></a>')[2]
    return begun.partition("</h2>")[2].partition("<h2>")[0]


def _no_caution(page: Page) -> str:
    """The sentence of a point without a caution: that this does not make it safe."""
    found = _BEFORE_PLACE.search(page.html)
    return _words(found[1]) if found else ""


def _words(html: str) -> str:
    return " ".join(unescape(_TAG.sub("", _SMALL.sub("", html))).split())
