"""Articles agree with the catalogue of their library, and are as long as a reader has patience for."""

from collections.abc import Iterable, Iterator, Mapping

from guide.content.article import Article, Claim
from guide.content.article_page import Body
from guide.content.catalogue import (
    CATALOGUE,
    Catalogue,
    KnownClaim,
    KnownCondition,
    KnownTherapy,
    read_catalogue,
)
from guide.content.findings import Notes
from guide.content.folder import Folder
from guide.content.levels import Level
from guide.content.model import Kind
from guide.i18n import _
from guide.markup.plain import plain_text

CLIENT_WORDS = (80, 150)
THERAPY_WORDS = (600, 1400)


def check_catalogue(source: Folder, bodies: Mapping[str, Body], notes: Notes) -> None:
    """Note every article that the catalogue lacks, that it misses, or that differs from it."""
    catalogue = read_catalogue(source.path, notes)
    if catalogue is None:
        return
    known = _rows(catalogue)
    articles = {article.key: article for article in source.articles}
    for key in known.keys() - articles.keys():
        sentence = _("{} has no article.").format(key)
        notes.add("catalogue", source.path / CATALOGUE, 1, sentence)
    for key, article in articles.items():
        if article.kind not in (Kind.THERAPY, Kind.CONDITION):
            continue
        if key not in known:
            sentence = _("the catalogue does not list this article.")
            notes.add("catalogue", article.file, article.line("title"), sentence)
            continue
        for field, sentence in differences(article, known[key]):
            notes.add("catalogue", article.file, article.line(field), sentence)
        if article.kind is Kind.THERAPY:
            for sentence in _wrong_lengths(bodies[key]):
                notes.add("length", article.file, article.body_line, sentence)


def _rows(catalogue: Catalogue) -> dict[str, KnownCondition]:
    return {
        **{f"{Kind.THERAPY}/{name}": row for name, row in catalogue.therapies.items()},
        **{f"{Kind.CONDITION}/{name}": row for name, row in catalogue.conditions.items()},
    }


def differences(article: Article, row: KnownCondition) -> Iterator[tuple[str, str]]:
    """Where the article differs from its row: the field, and a sentence."""
    front, cautions = article.front, article.front.cautions
    if front.regions != row.regions:
        yield "regions", _("the catalogue has the regions {}.").format(", ".join(row.regions))
    flags = cautions.red_flags if cautions else ()
    yield from _lacking("cautions", _("red flag"), row.red_flags, flags)
    if isinstance(row, KnownTherapy):
        if front.group != row.group:
            yield "group", _("the catalogue has the group {}.").format(row.group)
        absolute = [one.id for one in cautions.absolute] if cautions else []
        relative = [one.id for one in cautions.relative] if cautions else []
        yield from _lacking("cautions", _("absolute caution"), row.absolute, absolute)
        # What an article forbids altogether it need not ask for care with.
        yield from _lacking("cautions", _("caution"), row.relative, [*relative, *absolute])
    yield from _claims(front.claims, row.claims)


def _lacking(
    field: str, word: str, wanted: Iterable[str], named: Iterable[str]
) -> Iterator[tuple[str, str]]:
    for one in sorted(set(wanted) - set(named)):
        yield field, _("the {} {} of the catalogue is missing.").format(word, one)


def _claims(claims: Iterable[Claim], known: Iterable[KnownClaim]) -> Iterator[tuple[str, str]]:
    left = list(claims)
    for one in known:
        same = next((claim for claim in left if _agrees(claim, one)), None)
        if same is not None:
            left.remove(same)
        else:
            sentence = _("no claim says of “{}”: {}, {}, {}, from {}.")
            sources = ", ".join(one.sources) or "–"
            yield (
                "claims",
                sentence.format(one.about, one.evidence, one.direction, one.basis, sources),
            )


def _agrees(claim: Claim, known: KnownClaim) -> bool:
    graded = (claim.evidence, claim.direction, claim.basis)
    return graded == (known.evidence, known.direction, known.basis) and set(claim.sources) >= set(
        known.sources
    )


def _wrong_lengths(body: Body) -> Iterator[str]:
    for level in (Level.CLIENT, Level.PROFESSIONAL):
        if level not in body.beside:
            yield _("the box “!!! {}” is missing.").format(level)
    told = (
        (_("the text"), body.html, THERAPY_WORDS),
        (_("the box “!!! client”"), body.beside.get(Level.CLIENT, ""), CLIENT_WORDS),
    )
    for name, html, (least, most) in told:
        count = word_count(html)
        if html and not least <= count <= most:
            yield _("{} has {} words; {} to {} are asked for.").format(name, count, least, most)


def word_count(html: str) -> int:
    """How many words a reader meets in ``html``; signs between the cells of a table are none."""
    return sum(any(map(str.isalnum, word)) for word in plain_text(html).split())
