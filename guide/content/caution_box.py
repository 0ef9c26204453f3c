"""The caution box and the red flags of an article, its own cautions before the shared ones."""

from collections.abc import Iterator
from dataclasses import dataclass

from guide.content.article import Article, Caution, Cautions
from guide.content.citations import Citations
from guide.content.draft import Writer, box, bullets, paragraph, text
from guide.content.vocabulary import CautionSet, CautionWords

DO_NOT = "Do not"
WITH_CARE = "With care"
REASONS, REASONS_TITLE = "caution-reasons", "Cautions, one by one"
_WRITTEN_OUT = 8  # more cautions than these are only named in the box


@dataclass(frozen=True, slots=True)
class CautionLine:
    """One line of the box: what, why, and from where; ``group`` names the shared list it is from."""

    id: str
    name: str
    why: str = ""
    sources: tuple[str, ...] = ()
    group: str = ""

    def __str__(self) -> str:
        return f"{capital(self.name)}. {self.why}" if self.why else capital(self.name)


def lines(cautions: tuple[Caution, ...], words: CautionWords, but: set[str]) -> list[CautionLine]:
    """The cautions one by one, each once and none of ``but``: the article's own, then its sets."""
    found: dict[str, CautionLine] = {}
    own = [one for one in cautions if one.id in words.cautions]
    sets = [one for one in cautions if one.id in words.sets]
    for one in sorted(own, key=lambda caution: caution.why is None):
        name = words.cautions[one.id].name
        found.setdefault(one.id, CautionLine(one.id, name, one.why or "", one.sources))
    for one in sets:
        for item in words.sets[one.id].items:
            name = words.cautions[item].name if item in words.cautions else item
            found.setdefault(item, CautionLine(item, name, group=one.id))
    return [line for line in found.values() if line.id not in but]


def write_cautions(
    writer: Writer, article: Article, words: CautionWords, citations: Citations
) -> tuple[str, ...]:
    """Write box and red flags; returns their lines as plain text, the absolute ones first.

    A few cautions are written out with their reasons. Many would hide each other: then the box
    names them all, and ``write_reasons`` tells why.
    """
    cautions = article.front.cautions
    if cautions is None:
        return ()
    parts = _parts(cautions, words)
    if parts:
        inner = [paragraph('<a name="cautions"></a>Cautions', "caution-title")]
        for part in parts:
            inner += _named(part) if _many(parts) else _written_out(writer, part, citations)
        if _many(parts):
            inner.append(paragraph(f'<a href="#{REASONS}">{REASONS_TITLE}</a>'))
        writer.reserve(["cautions"])
        writer.add(box("caution", "".join(inner)), searched=False)
        # The shared lists stand in every article; a search for "fever" should not bring them all.
        for line in (line for part in parts for line in part.lines if not line.group):
            writer.find_by(str(line))
    flags = _write_flags(writer, cautions.red_flags, words, citations)
    told = (f"{part.title}: {line}" for part in parts for line in part.told())
    return (*told, *flags)


def write_reasons(
    writer: Writer, article: Article, words: CautionWords, citations: Citations
) -> None:
    """After the text: each caution with its reason and sources, where the box only names them."""
    cautions = article.front.cautions
    parts = _parts(cautions, words) if cautions is not None else []
    if not _many(parts):
        return
    writer.heading(REASONS, REASONS_TITLE)
    for part in parts:
        for piece in _written_out(writer, part, citations):
            writer.add(piece, searched=False)  # the box has told the search already


@dataclass(frozen=True, slots=True)
class _Part:
    """What must not be done, or only with care; ``none`` says why nobody is named here."""

    title: str
    lines: list[CautionLine]
    shared: tuple[tuple[str, CautionSet], ...] = ()
    """The shared lists that it takes over, by their id."""
    none: str = ""

    def told(self) -> tuple[str, ...]:
        """Its lines as plain text."""
        return (self.none,) if self.none else tuple(map(str, self.lines))


def _parts(cautions: Cautions, words: CautionWords) -> list[_Part]:
    absolute = lines(cautions.absolute, words, set())
    relative = lines(cautions.relative, words, {line.id for line in absolute})
    parts = [
        _Part(DO_NOT, absolute, _sets(cautions.absolute, words), cautions.none_known or ""),
        _Part(WITH_CARE, relative, _sets(cautions.relative, words)),
    ]
    return [part for part in parts if part.lines or part.none]


def _many(parts: list[_Part]) -> bool:
    return sum(len(part.lines) for part in parts) > _WRITTEN_OUT


def _named(part: _Part) -> Iterator[str]:
    names = text(part.none.rstrip(".")) or " · ".join(text(line.name) for line in part.lines)
    yield paragraph(f"<strong>{part.title}:</strong> {names}.")


def _written_out(writer: Writer, part: _Part, citations: Citations) -> Iterator[str]:
    yield paragraph(f"<strong>{part.title}</strong>")
    if part.none:
        yield paragraph(text(part.none))
    yield bullets(_item(line, citations) for line in part.lines)
    for name, one in part.shared:
        way = writer.link(f"caution/{name}", one.name)
        yield paragraph(f"From the shared list {way}{citations.cite_shared(one.sources)}")


def _item(line: CautionLine, citations: Citations) -> str:
    name = text(capital(line.name))
    name = f"<strong>{name}</strong>" if line.why else name
    why = f". {text(line.why)}" if line.why else ""
    return f"{name}{why}{citations.cite(line.sources)}"


def _sets(cautions: tuple[Caution, ...], words: CautionWords) -> tuple[tuple[str, CautionSet], ...]:
    return tuple((one.id, words.sets[one.id]) for one in cautions if one.id in words.sets)


def _write_flags(
    writer: Writer, flags: tuple[str, ...], words: CautionWords, citations: Citations
) -> list[str]:
    known = {flag: words.red_flags[flag] for flag in flags if flag in words.red_flags}
    if not known:
        return []
    items = [
        f"<strong>{writer.link(f'red-flag/{name}', flag.area)}:</strong> {text(flag.signs)}"
        f"{citations.cite_shared(flag.sources)}"
        for name, flag in known.items()
    ]
    title = paragraph('<a name="red-flags"></a>Red flags: get help', "callout-title")
    writer.reserve(["red-flags"])
    writer.add(box("red-flags", title + bullets(items)), searched=False)
    return [f"Red flags, {flag.area.lower()}: {flag.signs}" for flag in known.values()]


def capital(name: str) -> str:
    """``name`` with a capital letter at its beginning."""
    return name[:1].upper() + name[1:]
