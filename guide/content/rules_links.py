"""Links that lead to a place, figures that show what there is, and articles nobody leads to."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from guide.content.article import Article
from guide.content.article_page import Body
from guide.content.directory import Directory
from guide.content.findings import Notes
from guide.content.folder import Atlas, Folder
from guide.content.model import Kind
from guide.i18n import _

_PLATE = "plate:"
_PAGE_ANCHORS: Mapping[Kind, frozenset[str]] = {
    Kind.THERAPY: frozenset({"cautions", "red-flags", "claims", "sources"}),
    Kind.CONDITION: frozenset({"cautions", "red-flags", "claims", "sources"}),
    Kind.PAGE: frozenset({"sources"}),
    Kind.POINT: frozenset({"cautions", "place", "classes", "used"}),
    Kind.MERIDIAN: frozenset({"course", "points", "used"}),
    Kind.REGION: frozenset({"therapies", "conditions", "points"}),
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


def check_figures(article: Article, body: Body, atlas: Atlas, notes: Notes) -> None:
    """A figure may name only regions, points and meridians that the atlas has."""
    known: dict[str, tuple[str, Mapping[str, object]]] = {
        "region": (_("region"), atlas.regions),
        "point": (_("point"), atlas.points),
        "meridian": (_("meridian"), atlas.meridians),
    }
    for reference, line in body.images:
        if not reference.startswith(_PLATE):
            continue
        for field, values in parse_qsl(reference.partition("?")[2]):
            word, listed = known.get(field.removesuffix("s"), ("", {}))
            for value in values.split(",") if word else ():
                if value not in listed:
                    sentence = _("the figure names the {} “{}”, which there is not.")
                    notes.add("unknown-id", article.file, line, sentence.format(word, value))


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
    for article in source.articles:
        if article.key not in named:
            sentence = _("no other article leads to this one.")
            notes.add("orphan", article.file, article.line("title"), sentence)
