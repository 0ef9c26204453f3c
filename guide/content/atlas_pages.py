"""Points, meridians and regions as pages, made from the tables and from what articles say of them."""

import re
from collections.abc import Iterable, Mapping

from guide.atlas.regions import Region
from guide.atlas.tables import Meridian, Point
from guide.content.article_page import write_head
from guide.content.directory import Directory
from guide.content.draft import Draft, Stub, Writer, box, bullets, paragraph, table, text
from guide.content.folder import Folder
from guide.content.labels import EVIDENCE, caution_words, class_words
from guide.content.model import Figure, Kind

_CODE = re.compile(r"\b([A-Z]{2}\d{1,2})\b")
MOST_RELATED = 12
"""Teasers at the foot of a page; the page itself lists all."""
POINT_RULE = "Point cautions were written for needles first. A point without a note here is not thereby safe."
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


class AtlasPages:
    """Writes the pages of the atlas; ``uses`` tells which entries lead to which."""

    def __init__(
        self, folder: Folder, directory: Directory, uses: Mapping[str, Iterable[str]]
    ) -> None:
        self._atlas, self._directory, self._uses = folder.atlas, directory, uses
        self._lines: dict[str, list[Point]] = {}
        for point in folder.atlas.points.values():
            self._lines.setdefault(point.meridian, []).append(point)

    def all(self) -> Iterable[Draft]:
        for point in self._atlas.points.values():
            yield self.point(point)
        for meridian in self._atlas.meridians.values():
            yield self.meridian(meridian)
        for region in self._atlas.regions.values():
            yield self.region(region)

    def point(self, point: Point) -> Draft:
        """Names, place, classes, cautions, who uses it, and the points before and after it."""
        stub = self._directory.stubs[f"point/{point.code}"]
        writer = Writer()
        write_head(writer, stub)
        self._point_facts(writer, point, stub)
        cautions = tuple(caution_words(caution) for caution in point.caution)
        if cautions:
            writer.reserve(["cautions"])
            title = paragraph('<a name="cautions"></a>Cautions', "caution-title")
            writer.add(box("caution", title + bullets(map(text, cautions)) + paragraph(POINT_RULE)))
        writer.heading("place", "Where it lies")
        writer.add(paragraph(self._linked(writer, point.location)))
        if point.special:
            writer.heading("classes", "What tradition calls it")
            writer.add(bullets(text(class_words(special)) for special in point.special))
        self._write_uses(writer, stub.key, "Articles that name it")
        line = self._lines[point.meridian]
        at = line.index(point)
        before = f"point/{line[at - 1].code}" if at else None
        after = f"point/{line[at + 1].code}" if at + 1 < len(line) else None
        on_line = (point.meridian,) if point.meridian in self._atlas.meridians else ()
        return Draft(
            stub=stub,
            html=writer.html,
            sections=writer.sections,
            figure=Figure(stub.regions, on_line, (point.code,)),
            cautions=cautions,
            previous=before,
            next=after,
            related=self._used_by(stub.key)[:MOST_RELATED],
            links=frozenset(writer.links),
            searched=writer.searched,
        )

    def _point_facts(self, writer: Writer, point: Point, stub: Stub) -> None:
        meridian = self._atlas.meridians.get(point.meridian)
        line = (
            writer.link(f"meridian/{meridian.code}", meridian.english)
            if meridian
            else "outside the meridians"
        )
        places = [self._directory.stubs[f"region/{region}"] for region in stub.regions]
        head = ("Meridian", "Region", "Side")
        side = text(_BODY_SIDES.get(point.surface, point.surface))
        regions = ", ".join(writer.link(place.key, place.title) for place in places)
        writer.add(table("facts", head, [(line, regions, side)]), searched=False)

    def meridian(self, meridian: Meridian) -> Draft:
        """Names, facts, course and points."""
        stub = self._directory.stubs[f"meridian/{meridian.code}"]
        writer = Writer()
        write_head(writer, stub)
        facts = {
            "Kind": "extraordinary vessel"
            if meridian.kind == "extraordinary"
            else "primary meridian",
            "Quality": " ".join(part for part in (meridian.limb, meridian.polarity) if part),
            "Phase": meridian.element,
            "Traditional hours": meridian.peak_hours,
            "Direction": meridian.direction,
        }
        told = {label: text(value) for label, value in facts.items() if value}
        for label, code in (("Partner", meridian.paired), ("Coupled", meridian.coupled_vessel)):
            partner = self._directory.stubs.get(f"meridian/{code}")
            if partner:
                told[label] = writer.link(partner.key, partner.title)
        writer.add(table("facts", told.keys(), [told.values()]), searched=False)
        writer.heading("course", "Its course")
        writer.add(paragraph(self._linked(writer, meridian.pathway)))
        writer.add(paragraph("Meridians are a teaching of Chinese medicine, not parts of anatomy."))
        self._write_points(writer, meridian)
        self._write_uses(writer, stub.key, "Articles that name it")
        before, after = self._directory.neighbours[stub.key]
        return Draft(
            stub=stub,
            html=writer.html,
            sections=writer.sections,
            figure=Figure((), (meridian.code,), ()),
            related=self._used_by(stub.key)[:MOST_RELATED],
            links=frozenset(writer.links),
            searched=writer.searched,
            previous=before,
            next=after,
        )

    def _write_points(self, writer: Writer, meridian: Meridian) -> None:
        points = self._lines.get(meridian.code, [])
        if not points:
            return
        writer.heading("points", "Its points")
        rows = [
            (
                writer.link(f"point/{point.code}", point.code),
                text(f"{point.pinyin} {point.hanzi}"),
                text(point.location),
            )
            for point in points
        ]
        writer.add(table("data", ("Point", "Name", "Place"), rows), searched=False)

    def region(self, region: Region) -> Draft:
        """Every therapy and condition there with its best evidence, and the points of the region."""
        stub = self._directory.stubs[f"region/{region.slug}"]
        writer = Writer()
        write_head(writer, stub)
        writer.add(paragraph(text(region.summary)))
        here = [one for one in self._directory.stubs.values() if region.slug in one.regions]
        for kind, title in ((Kind.THERAPY, "Therapies"), (Kind.CONDITION, "Conditions")):
            listed = [one for one in here if one.kind is kind]
            if listed:
                writer.heading(title.lower(), title)
                rows = self._evidence(writer, listed)
                writer.add(table("data", (title, "Best evidence"), rows), searched=False)
        points = [one for one in here if one.kind is Kind.POINT]
        if points:
            writer.heading("points", "Points")
            names = " · ".join(writer.link(one.key, one.title) for one in points)
            writer.add(paragraph(names), searched=False)
        if not any(one.kind is not Kind.REGION for one in here):
            writer.add(paragraph("Nothing in this library is about this region."))
        before, after = self._directory.neighbours[stub.key]
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

    def _evidence(self, writer: Writer, listed: list[Stub]) -> Iterable[tuple[str, str]]:
        for one in listed:
            words = {"none": "nothing found in favour", "": "no claims listed"}
            grade = words.get(one.evidence) or EVIDENCE[one.evidence]
            label = f'<span class="grade-{one.evidence}">{grade}</span>' if one.evidence else grade
            yield f"{writer.link(one.key, one.title)}<br/>{text(one.summary)}", label

    def _linked(self, writer: Writer, words: str) -> str:
        """``words`` of the tables with the codes of points in them as links."""
        parts = _CODE.split(words)
        return "".join(
            writer.link(f"point/{part}", part) if part in self._atlas.points else text(part)
            for part in parts
        )

    def _write_uses(self, writer: Writer, key: str, title: str) -> None:
        used = [self._directory.stubs[one] for one in self._used_by(key)]
        if used:
            writer.heading("used", title)
            writer.add(bullets(writer.link(one.key, one.title) for one in used), searched=False)

    def _used_by(self, key: str) -> tuple[str, ...]:
        return tuple(self._uses.get(key, ()))
