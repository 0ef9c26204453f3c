"""A part of the body as a page: every therapy, condition and point there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from guide.atlas.regions import Region, parts_of
from guide.content.article_page import write_head
from guide.content.atlas_parts import AtlasParts
from guide.content.draft import Draft, Stub, Writer, paragraph, shown, table, text
from guide.content.labels import EVIDENCE
from guide.content.model import Figure, Kind

_NO_GRADE = {"none": "nothing found in favour", "": "no claims listed"}


@dataclass(frozen=True, slots=True)
class _Use:
    """An article about a region; ``through`` is the region that it names instead, if so."""

    stub: Stub
    through: Region | None = None


def region_page(parts: AtlasParts, region: Region) -> Draft:
    """The page of one region, great or fine."""
    stub = parts.stub(f"region/{region.slug}")
    writer = Writer()
    write_head(writer, stub)
    writer.add(paragraph(text(region.summary)))
    _write_kin(writer, parts, region)
    told = [
        _write_articles(writer, parts, region, kind, title)
        for kind, title in ((Kind.THERAPY, "Therapies"), (Kind.CONDITION, "Conditions"))
    ]
    told.append(_write_points(writer, parts, region))
    if not any(told):
        writer.add(paragraph("Nothing in this library is about this region."))
    before, after = parts.directory.neighbours[stub.key]
    return Draft(
        stub=stub,
        html=writer.html,
        sections=writer.sections,
        figure=Figure((region.slug,)),
        links=frozenset(writer.links),
        searched=writer.searched,
        previous=before,
        next=after,
    )


def _write_kin(writer: Writer, parts: AtlasParts, region: Region) -> None:
    """The region that holds this one, and those that it holds."""
    told = {}
    if region.parent:
        parent = parts.stub(f"region/{region.parent}")
        told["Part of"] = writer.link(parent.key, parent.title)
    inner = parts_of(parts.atlas.regions, region.slug)
    if inner:
        told["Its parts"] = ", ".join(writer.link(one.key, one.name) for one in inner)
    if told:
        writer.add(table("facts", told.keys(), [told.values()]), searched=False)


def _write_articles(
    writer: Writer, parts: AtlasParts, region: Region, kind: Kind, title: str
) -> bool:
    """The articles of one kind with their best evidence; whether there were any."""
    uses = [use for use in _uses(parts, region) if use.stub.kind is kind]
    if uses:
        writer.heading(title.lower(), title)
        rows = _rows(writer, shown(uses))
        writer.add(table("data", (title, "Best evidence"), rows), searched=False)
        writer.add_more(len(uses), "which a search narrowed to the region finds")
    return bool(uses)


def _uses(parts: AtlasParts, region: Region) -> Iterator[_Use]:
    """Articles that name the region, then those that name its parent or a part of it."""
    seen = set()
    for stub in parts.about(region.slug):
        seen.add(stub.key)
        yield _Use(stub)
    parent = parts.atlas.regions.get(region.parent)
    inner = parts_of(parts.atlas.regions, region.slug)
    for other in (*([parent] if parent else []), *inner):
        for stub in parts.about(other.slug):
            if stub.key not in seen:
                seen.add(stub.key)
                yield _Use(stub, other)


def _rows(writer: Writer, uses: Iterable[_Use]) -> Iterator[tuple[str, str]]:
    for use in uses:
        evidence = use.stub.evidence
        grade = _NO_GRADE.get(evidence) or EVIDENCE[evidence]
        label = f'<span class="grade-{evidence}">{grade}</span>' if evidence else grade
        told = f"{writer.link(use.stub.key, use.stub.title)}<br/>{text(use.stub.summary)}"
        if use.through:
            name = writer.link(use.through.key, use.through.name)
            told += f"<br/>It names the region {name}."
        yield told, label


def _write_points(writer: Writer, parts: AtlasParts, region: Region) -> bool:
    points = [one for one in parts.directory.of_kind(Kind.POINT) if region.slug in one.regions]
    if points:
        writer.heading("points", "Points")
        names = " · ".join(writer.link(one.key, one.title) for one in points)
        writer.add(paragraph(names), searched=False)
    return bool(points)
