"""A point as a page: its names, where it lies, how it is found, what lies beneath, and who uses it."""

from collections.abc import Iterator, Mapping

from guide.atlas.finding import is_estimate, steps
from guide.atlas.tables import Point
from guide.content.atlas_parts import AtlasParts, write_figure
from guide.content.draft import (
    Draft,
    Stub,
    Writer,
    box,
    bullets,
    numbered,
    paragraph,
    table,
    text,
)
from guide.content.labels import PREGNANCY, caution_words, class_term, class_words
from guide.content.model import Figure

NO_NOTE = "No caution is noted for this point, which does not make it safe."
POINT_RULE = "Point cautions were written for needles first. A point without a note here is not thereby safe."
CUN = (
    "A cun is no fixed length: a stretch of the person’s own body between two landmarks is divided"
    " into so many equal parts."
)
_BODY_SIDES = {
    "front": "front of the body",
    "back": "back of the body",
    "side-lateral": "outer side",
    "medial": "inner side",
    "palmar": "palm side",
    "dorsal": "back of the hand or foot",
    "plantar": "sole",
    "top": "top of the head",
    "inside": "inside",
}


def point_page(parts: AtlasParts, point: Point) -> Draft:
    """The page of one point."""
    stub = parts.stub(f"point/{point.code}")
    writer = Writer()
    _write_names(writer, parts, point, stub)
    cautions = tuple(caution_words(caution) for caution in point.caution)
    _write_cautions(writer, point, cautions)
    _write_place(writer, parts, point)
    _write_steps(writer, parts, point)
    _write_doubts(writer, parts, point)
    if point.special:
        writer.heading("classes", "What tradition calls it")
        names = {code: one.english for code, one in parts.atlas.meridians.items()}
        writer.add(bullets(_class(writer, parts, special, names) for special in point.special))
    before, after = _neighbours(parts, point)
    _write_neighbours(writer, parts, before, after)
    parts.write_uses(writer, stub.key)
    parts.write_sources(writer, point.sources)
    return Draft(
        stub=stub,
        html=writer.html,
        sections=writer.sections,
        figure=Figure(_shown_regions(parts, stub), _own_line(parts, point), (point.code,)),
        cautions=cautions,
        previous=before.key if before else None,
        next=after.key if after else None,
        related=parts.related(stub.key),
        links=frozenset(writer.links),
        searched=writer.searched,
    )


def _write_names(writer: Writer, parts: AtlasParts, point: Point, stub: Stub) -> None:
    writer.add(f"<h1>{text(stub.title)}</h1>", searched=False)
    also = parts.words.also(point.code)
    if also:
        writer.add(paragraph(text(f"Also {' · '.join(also)}"), "names"), searched=False)
    code = "none in any standard" if point.code.startswith("X-") else point.code
    parts.write_names(writer, point, code)
    meridian = parts.atlas.meridians.get(point.meridian)
    line = (
        writer.link(f"meridian/{meridian.code}", meridian.english)
        if meridian
        else "outside the meridians"
    )
    regions = [parts.stub(f"region/{region}") for region in stub.regions]
    facts = (
        line,
        ", ".join(writer.link(region.key, region.title) for region in regions),
        text(_BODY_SIDES[point.surface]),
        _pairing(point),
    )
    head = ("Meridian", "Region", "Surface", "Sides")
    writer.add(table("facts", head, [facts]), searched=False)


def _pairing(point: Point) -> str:
    """On how many sides of the body it lies."""
    if point.lateral == 0:
        return "on the midline"
    if point.across in ("tongue-left", "tongue-right"):
        return "one side only"
    return "midline and both sides" if "@0" in point.level else "both sides"


def _write_cautions(writer: Writer, point: Point, cautions: tuple[str, ...]) -> None:
    if not cautions:
        writer.add(paragraph(NO_NOTE), searched=False)
        return
    writer.reserve(["cautions"])
    inner = [paragraph('<a name="cautions"></a>Cautions', "caution-title")]
    inner.append(bullets(map(text, cautions)))
    if any(caution.startswith("pregnancy:") for caution in point.caution):
        inner.append(paragraph(text(PREGNANCY)))
    inner.append(paragraph(POINT_RULE))
    writer.add(box("caution", "".join(inner)), searched=False)
    for caution in cautions:  # the rest stands on hundreds of pages
        writer.find_by(caution)


def _write_place(writer: Writer, parts: AtlasParts, point: Point) -> None:
    writer.heading("place", "Where it lies")
    writer.add(paragraph(parts.linked(writer, point.location)))
    hidden = parts.words.not_drawn(point.code)
    if hidden:
        writer.add(paragraph(text(f"It is not drawn. {hidden}")), searched=False)
        return
    measured = any(step.ruler for step in steps(point, parts.atlas.points))
    query = {
        "points": point.code,
        "meridian": ",".join(_own_line(parts, point)),
        "ruler": point.code if measured else "",
    }
    shown = {
        "points": f"The place of {point.code}",
        "meridian": "its meridian",
        "ruler": "the ruler by which it is found",
    }
    drawn = [name for name, value in query.items() if value]
    *before, last = (shown[name] for name in drawn)
    alt = f"{', '.join(before)} and {last}" if before else last
    write_figure(writer, "&".join(f"{name}={query[name]}" for name in drawn), alt)


def _own_line(parts: AtlasParts, point: Point) -> tuple[str, ...]:
    return (point.meridian,) if point.meridian in parts.atlas.meridians else ()


def _write_steps(writer: Writer, parts: AtlasParts, point: Point) -> None:
    writer.heading("finding", "How to find it")
    found = steps(point, parts.atlas.points)
    # Other pages have the same sentences; a search for “navel” should not bring them all.
    writer.add(numbered(parts.linked(writer, step.words) for step in found), searched=False)
    if any(step.span for step in found):
        writer.add(paragraph(text(CUN)), searched=False)


def _write_doubts(writer: Writer, parts: AtlasParts, point: Point) -> None:
    doubts = list(_doubts(parts, point))
    if doubts:
        writer.heading("certainty", "How sure the place is")
        items = (parts.linked(writer, doubt) for doubt in doubts)
        writer.add(bullets(items), searched=False)


def _doubts(parts: AtlasParts, point: Point) -> Iterator[str]:
    yield from parts.words.doubts(point.code)
    if is_estimate(point) and not parts.words.not_drawn(point.code):
        yield parts.words.say("estimate")


def _neighbours(parts: AtlasParts, point: Point) -> tuple[Stub | None, Stub | None]:
    line = parts.lines[point.meridian]
    at = line.index(point)
    before = parts.stub(f"point/{line[at - 1].code}") if at else None
    after = parts.stub(f"point/{line[at + 1].code}") if at + 1 < len(line) else None
    return before, after


def _write_neighbours(
    writer: Writer, parts: AtlasParts, before: Stub | None, after: Stub | None
) -> None:
    """Those on the same line; the extra points are a list and no line."""
    known = [one for one in (before, after) if one is not None]
    if not any(one.group in parts.atlas.meridians for one in known):
        return
    writer.heading("neighbours", "Its neighbours on the line")
    cells = [writer.link(one.key, one.title) if one else "–" for one in (before, after)]
    writer.add(table("facts", ("Before", "After"), [cells]), searched=False)


def _shown_regions(parts: AtlasParts, stub: Stub) -> tuple[str, ...]:
    """The finest regions where it lies; a great region would tint half the body."""
    regions = parts.atlas.regions
    fine = tuple(slug for slug in stub.regions if regions[slug].parent)
    return fine or stub.regions


def _class(writer: Writer, parts: AtlasParts, special: str, names: Mapping[str, str]) -> str:
    """A class of the point in words; its name leads to the glossary where that explains it."""
    name, mark, rest = class_words(special, names).partition(":")
    term = class_term(special)
    known = term in parts.directory.stubs
    return (writer.link(term, name) if known else text(name)) + text(mark + rest)
