"""The numbers of a page's sources, given out in the order in which they are first named."""

import re
from collections.abc import Collection, Iterable, Mapping

from guide.content.draft import Writer, address, link, source_list, text
from guide.content.labels import seen_words
from guide.content.vocabulary import Source
from guide.markup.gate import clean

LONGEST_SAYING = 120
"""How many letters of what a source says stand in the list of an article."""
_SENTENCE_END = re.compile(r"(?<=[.!?])(?= )")
_CLAUSE_END = re.compile(r"(?=[;:] )")


class Citations:
    """The numbers of one page; ``order`` holds the sources that have one."""

    def __init__(self, known: Collection[str], before: Iterable[str] = ()) -> None:
        self._known = known
        self._numbers: dict[str, int] = {}
        self._own: set[str] = set()
        for source in before:
            self.number(source)

    @property
    def order(self) -> tuple[str, ...]:
        """The sources of the page as they are numbered."""
        return tuple(self._numbers)

    @property
    def own(self) -> frozenset[str]:
        """Those that the article names itself, and not only through a shared list."""
        return frozenset(self._own)

    def number(self, source: str) -> int | None:
        """The number of ``source`` on this page; None where no such source is listed."""
        if source not in self._known:
            return None
        self._own.add(source)
        return self._numbers.setdefault(source, len(self._numbers) + 1)

    def cite_shared(self, sources: Iterable[str]) -> str:
        """As ``cite``, for what a shared list rests on: no use of the article's own."""
        own = set(self._own)
        cited = self.cite(sources)
        self._own = own
        return cited

    def cite(self, sources: Iterable[str]) -> str:
        """Superscript numbers that lead into the list of sources."""
        numbers = [(source, self.number(source)) for source in dict.fromkeys(sources)]
        known = [f'<a href="#source-{s}">{number}</a>' for s, number in numbers if number]
        return f"<sup>{', '.join(known)}</sup>" if known else ""


def write_sources(writer: Writer, citations: Citations) -> None:
    """The numbered list of sources; nothing where none was named."""
    if not citations.order:
        return
    writer.heading("sources", "Sources")
    writer.links.update(f"source/{name}" for name in citations.own)
    writer.add(source_list(citations.order), searched=False)


def source_words(sources: Mapping[str, Source]) -> dict[str, str]:
    """The words about every source that follow its number in a list."""
    found = {}
    for name, source in sources.items():
        title = link(f"source/{name}", source.title.rstrip("."))
        words = ". ".join([title, *origin(source)])
        found[name] = clean(f"{words}. {shown(source)}")
    return found


def shortened(words: str, longest: int) -> str:
    """``words`` up to the end of a sentence, a clause or at least a word within ``longest`` letters."""
    if len(words) <= longest:
        return words
    part = words[: longest + 1]
    for ends in (_SENTENCE_END, _CLAUSE_END):
        found = [match.start() for match in ends.finditer(part) if match.start() >= longest // 3]
        if found:
            return part[: found[-1]].rstrip(" ,;:.") + " …"
    return part.rpartition(" ")[0].rstrip(" ,;:.") + " …"


def origin(source: Source) -> list[str]:
    """Who wrote it, when, and what kind of text it is, as HTML parts of a sentence."""
    parts = [source.authors or "", str(source.year or "no year given"), source.type]
    return [text(part.strip().rstrip(".")) for part in parts if part.strip()]


def shown(source: Source) -> str:
    """What a source says, in a line, and how it was seen, and where it lies.

    Its own page says the rest: the lists of sources were as long as the articles above them.
    """
    says = f"Says: {text(shortened(source.says, LONGEST_SAYING))}" if source.says else ""
    seen = f"({text(seen_words(source.says_basis))}.)" if source.says_basis else ""
    where = address(source.address) if source.address else ""
    return " ".join(part for part in (says, seen, where) if part)
