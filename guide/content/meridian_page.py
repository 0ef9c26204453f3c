"""A meridian as a page: its names and facts, its course, its lines and its points."""

import re
from collections.abc import Iterator

from guide.atlas.tables import Meridian, Point
from guide.content.atlas_parts import AtlasParts, write_figure
from guide.content.draft import Draft, Writer, paragraph, table, text
from guide.content.model import Figure

NO_ANATOMY = "Meridians are a teaching of Chinese medicine, not parts of anatomy."
_RUN = re.compile(r"([A-Z]{2})(\d+)-\1(\d+)")


def meridian_page(parts: AtlasParts, meridian: Meridian) -> Draft:
    """The page of one meridian or vessel."""
    stub = parts.stub(f"meridian/{meridian.code}")
    writer = Writer()
    writer.add(f"<h1>{text(stub.title)}</h1>", searched=False)
    parts.write_names(writer, meridian, meridian.code)
    _write_facts(writer, parts, meridian)
    writer.heading("course", "Its course")
    writer.add(paragraph(parts.linked(writer, meridian.pathway)))
    alt = f"The body with the line of the {meridian.english}"
    write_figure(writer, f"meridian={meridian.code}", alt)
    writer.add(paragraph(f"Its lines: {text(parts.words.lines(meridian.code))}."), searched=False)
    writer.add(paragraph(NO_ANATOMY), searched=False)
    _write_points(writer, parts, meridian)
    parts.write_uses(writer, stub.key)
    parts.write_sources(writer, meridian.sources)
    before, after = parts.directory.neighbours[stub.key]
    return Draft(
        stub=stub,
        html=writer.html,
        sections=writer.sections,
        figure=Figure((), (meridian.code,), ()),
        related=parts.related(stub.key),
        links=frozenset(writer.links),
        searched=writer.searched,
        previous=before,
        next=after,
    )


def _write_facts(writer: Writer, parts: AtlasParts, meridian: Meridian) -> None:
    extraordinary = meridian.kind == "extraordinary"
    facts = {
        "Kind": "extraordinary vessel" if extraordinary else "primary meridian",
        "Quality": " ".join(part for part in (meridian.limb, meridian.polarity) if part),
        "Phase": meridian.element,
        "Traditional hours": meridian.peak_hours,
        "Direction": meridian.direction,
    }
    told = {label: text(value) for label, value in facts.items() if value}
    linked = {
        "Partner": f"meridian/{meridian.paired}",
        "Opened at": f"point/{meridian.confluent_point}",
        "Coupled with": f"meridian/{meridian.coupled_vessel}",
    }
    for label, key in linked.items():
        if key in parts.directory.stubs:
            told[label] = writer.link(key, parts.stub(key).title)
    writer.add(table("facts", told.keys(), [told.values()]), searched=False)


def _write_points(writer: Writer, parts: AtlasParts, meridian: Meridian) -> None:
    """Its own points, or those that a vessel borrows."""
    own = parts.lines.get(meridian.code)
    points = own or tuple(_borrowed(parts, meridian))
    if not points:
        return
    writer.heading("points", "Its points" if own else "The points that it borrows")
    rows = [
        (
            writer.link(f"point/{point.code}", point.code),
            text(f"{point.pinyin} {point.hanzi}"),
            text(point.location),
        )
        for point in points
    ]
    writer.add(table("data", ("Point", "Name", "Place"), rows), searched=False)


def _borrowed(parts: AtlasParts, meridian: Meridian) -> Iterator[Point]:
    """The points of ``CV1,ST30,KI11-KI21``."""
    for part in meridian.key_points.split(","):
        run = _RUN.fullmatch(part.strip())
        codes = (
            [f"{run[1]}{number}" for number in range(int(run[2]), int(run[3]) + 1)]
            if run
            else [part.strip()]
        )
        yield from (parts.atlas.points[code] for code in codes if code in parts.atlas.points)
