"""Links that lead to a place, figures that show what there is, and articles nobody leads to."""

from collections.abc import Iterator, Mapping

from guide.atlas.plates import TURNS, VIEWS, load_plate
from guide.atlas.references import AUTO, REFERENCE_VIEWS, Reference, read_reference
from guide.atlas.sight import not_seen, unseen
from guide.atlas.words import known_words
from guide.content.article import Article
from guide.content.article_page import RESERVED, Body
from guide.content.directory import Directory
from guide.content.findings import Notes
from guide.content.folder import Folder
from guide.content.labels import class_term
from guide.content.model import Kind
from guide.i18n import _

_PLATE = "plate:"
_PAGE_ANCHORS: Mapping[Kind, frozenset[str]] = {
    Kind.THERAPY: RESERVED,
    Kind.CONDITION: RESERVED,
    Kind.PAGE: frozenset({"sources"}),
    Kind.POINT: frozenset(
        ["cautions", "place", "finding", "certainty", "classes", "neighbours", "used", "sources"]
    ),
    Kind.MERIDIAN: frozenset({"course", "points", "used", "sources"}),
    Kind.REGION: frozenset({"therapies", "conditions", "points"}),
    Kind.TERM: frozenset({"sources"}),
    Kind.CAUTION: frozenset({"items", "absolute", "relative", "used", "sources"}),
    Kind.RED_FLAG: frozenset({"signs", "used", "sources"}),
    Kind.SOURCE: frozenset({"says", "seen", "used"}),
}


def check_anchors(
    article: Article, bodies: Mapping[str, Body], directory: Directory, notes: Notes
) -> None:
    """A link to a place in an entry needs that place. (Links to no entry are told by the reader.)"""
    for link in bodies[article.key].links:
        if not link.anchor or link.target not in directory.stubs:
            continue
        known = set(_PAGE_ANCHORS[directory.stubs[link.target].kind])
        if link.target in bodies:
            known.update(section.anchor for section in bodies[link.target].sections)
        if link.anchor not in known and not link.anchor.startswith("source-"):
            sentence = _("{} has no place “{}”.").format(link.target, link.anchor)
            notes.add("broken-link", article.file, link.line, sentence)


def check_figures(article: Article, body: Body, notes: Notes) -> None:
    """A figure needs a plate that is drawn, and shows the points that it names.

    (That there are such points is told by the Markdown reader.)
    """
    for address, line in body.images:
        view = address.removeprefix(_PLATE).partition("?")[0]
        reference = read_reference(address)
        if view not in REFERENCE_VIEWS:
            sentence = _("there is no plate “{}”; there are {}.")
            known = ", ".join((*VIEWS, AUTO, f"{TURNS[1]} … {TURNS[-1]}"))
            notes.add("bad-plate-reference", article.file, line, sentence.format(view, known))
        elif reference is not None:
            for sentence in _unseen(reference):
                notes.add("bad-plate-reference", article.file, line, sentence, warning=True)


def _unseen(reference: Reference) -> Iterator[str]:
    points = reference.request.points
    if not points:
        return
    if reference.view == AUTO:
        yield from (not_seen(code, AUTO) for code in points if known_words().not_drawn(code))
        return
    plate = load_plate(reference.view)
    if plate.points:
        yield from unseen(plate, points)


def check_orphans(
    source: Folder, directory: Directory, bodies: Mapping[str, Body], notes: Notes
) -> None:
    """An article that no other article names can only be found by those who look for it."""
    named = set()
    for article in source.articles:
        front = article.front
        references = (*front.related, front.previous, front.next)
        targets = {directory.target(one, article.kind) for one in references if one}
        targets.update(link.target for link in bodies[article.key].links)
        named |= targets - {article.key}
    named.update(class_term(one) for point in source.atlas.points.values() for one in point.special)
    for article in source.articles:
        if article.key not in named:
            sentence = _("no other article leads to this one.")
            notes.add("orphan", article.file, article.line("title"), sentence)
