"""The caution box and the red flags of an article: written out, the article's own first."""

from collections.abc import Iterator
from dataclasses import dataclass

from guide.content.article import Article, Caution
from guide.content.citations import Citations
from guide.content.draft import Writer, box, bullets, paragraph, text
from guide.content.vocabulary import CautionWords

DO_NOT = "Do not"
WITH_CARE = "With care"


@dataclass(frozen=True, slots=True)
class CautionLine:
    """One line of the box: what, why, and from where; ``group`` names the shared list it is from."""

    id: str
    name: str
    why: str = ""
    sources: tuple[str, ...] = ()
    group: str = ""

    def __str__(self) -> str:
        return f"{self.name}. {self.why}".strip() if self.why else self.name


def lines(cautions: tuple[Caution, ...], words: CautionWords, but: set[str]) -> list[CautionLine]:
    """The cautions one by one, each once and none of ``but``: the article's own, then its sets."""
    found: dict[str, CautionLine] = {}
    own = [one for one in cautions if one.id in words.cautions]
    sets = [one for one in cautions if one.id in words.sets]
    for one in sorted(own, key=lambda caution: caution.why is None):
        name = _capital(words.cautions[one.id].name)
        found.setdefault(one.id, CautionLine(one.id, name, one.why or "", one.sources))
    for one in sets:
        for item in words.sets[one.id].items:
            name = _capital(words.cautions[item].name) if item in words.cautions else item
            found.setdefault(item, CautionLine(item, name, group=one.id))
    return [line for line in found.values() if line.id not in but]


def write_cautions(
    writer: Writer, article: Article, words: CautionWords, citations: Citations
) -> tuple[str, ...]:
    """Write box and red flags; returns their lines as plain text, the absolute ones first."""
    cautions = article.front.cautions
    if cautions is None:
        return ()
    absolute = lines(cautions.absolute, words, set())
    forbidden = {line.id for line in absolute}
    relative = lines(cautions.relative, words, forbidden)
    if absolute or relative:
        inner = [paragraph('<a name="cautions"></a>Cautions', "caution-title")]
        inner += _part(DO_NOT, absolute, _set_sources(cautions.absolute, words), citations)
        inner += _part(WITH_CARE, relative, _set_sources(cautions.relative, words), citations)
        writer.reserve(["cautions"])
        writer.add(box("caution", "".join(inner)), searched=False)
        # The shared lists stand in every article; a search for "fever" should not bring them all.
        for line in (*absolute, *relative):
            writer.find_by("" if line.group else str(line))
    flags = _write_flags(writer, cautions.red_flags, words, citations)
    return (
        *(f"{DO_NOT}: {line}" for line in absolute),
        *(f"{WITH_CARE}: {line}" for line in relative),
        *flags,
    )


def _part(
    title: str, listed: list[CautionLine], shared: tuple[str, ...], citations: Citations
) -> Iterator[str]:
    if not listed:
        return
    yield paragraph(f"<strong>{title}</strong>")
    yield bullets(_item(line, citations) for line in listed)
    if shared:
        yield paragraph(f"Sources of the shared list: {citations.cite_shared(shared)}")


def _item(line: CautionLine, citations: Citations) -> str:
    name = f"<strong>{text(line.name)}</strong>" if line.why else text(line.name)
    why = f". {text(line.why)}" if line.why else ""
    return f"{name}{why}{citations.cite(line.sources)}"


def _set_sources(cautions: tuple[Caution, ...], words: CautionWords) -> tuple[str, ...]:
    sets = [words.sets[one.id] for one in cautions if one.id in words.sets]
    return tuple(source for one in sets for source in one.sources)


def _write_flags(
    writer: Writer, flags: tuple[str, ...], words: CautionWords, citations: Citations
) -> list[str]:
    known = [words.red_flags[flag] for flag in flags if flag in words.red_flags]
    if not known:
        return []
    items = [
        f"<strong>{text(flag.area)}:</strong> {text(flag.signs)}{citations.cite_shared(flag.sources)}"
        for flag in known
    ]
    title = paragraph('<a name="red-flags"></a>Red flags: get help', "callout-title")
    writer.reserve(["red-flags"])
    writer.add(box("red-flags", title + bullets(items)), searched=False)
    return [f"Red flags, {flag.area.lower()}: {flag.signs}" for flag in known]


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]
