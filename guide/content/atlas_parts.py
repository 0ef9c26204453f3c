"""What the pages of points, meridians and regions have in common."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from guide.atlas.tables import Meridian, Point
from guide.atlas.words import Words, known_words
from guide.content.directory import Directory
from guide.content.draft import Stub, Writer, bullets, figure, paragraph, shown, table, text
from guide.content.folder import Atlas, Folder
from guide.content.model import Kind

MOST_RELATED = 12
"""Teasers at the foot of a page; the page itself lists all."""
_CODE = re.compile(r"\b([A-Z]{2}\d{1,2})\b")
_KINDS = ((Kind.THERAPY, "Therapies"), (Kind.CONDITION, "Conditions"), (Kind.PAGE, "Pages"))
SAME = "the same"


class AtlasParts:
    """The atlas of a library and who names its entries; writes what several pages share."""

    def __init__(
        self, folder: Folder, directory: Directory, uses: Mapping[str, Iterable[str]]
    ) -> None:
        self.atlas: Atlas = folder.atlas
        self.directory = directory
        self.words: Words = known_words()
        self._uses = uses

    @cached_property
    def lines(self) -> dict[str, tuple[Point, ...]]:
        """The points of every meridian in their order, and those outside the meridians."""
        found: dict[str, list[Point]] = {}
        for point in self.atlas.points.values():
            found.setdefault(point.meridian, []).append(point)
        return {code: tuple(points) for code, points in found.items()}

    def about(self, region: str) -> Sequence[Stub]:
        """The entries that name ``region`` themselves, in reading order."""
        return self._by_region.get(region, ())

    @cached_property
    def _by_region(self) -> dict[str, list[Stub]]:
        found: dict[str, list[Stub]] = {}
        for stub in self.directory.stubs.values():
            for region in stub.regions:
                found.setdefault(region, []).append(stub)
        return found

    def used_by(self, key: str) -> tuple[str, ...]:
        """The articles that name an entry, in its facts or in its text."""
        return tuple(self._uses.get(key, ()))

    def related(self, key: str) -> tuple[str, ...]:
        """The first of them, for the foot of its page."""
        return self.used_by(key)[:MOST_RELATED]

    def stub(self, key: str) -> Stub:
        return self.directory.stubs[key]

    def linked(self, writer: Writer, words: str) -> str:
        """``words`` of the tables with the codes of points in them as links."""
        parts = _CODE.split(words)
        return "".join(
            writer.link(f"point/{part}", part) if part in self.atlas.points else text(part)
            for part in parts
        )

    def write_names(self, writer: Writer, row: Point | Meridian, code: str) -> None:
        """The four writings of a name and its English rendering, side by side."""
        trad = row.hanzi_trad if row.hanzi_trad != row.hanzi else SAME
        head = ("Code", "Simplified", "Traditional", "Pinyin", "English")
        cells = tuple(text(cell) for cell in (code, row.hanzi, trad, row.pinyin, row.english))
        writer.add(table("data", head, [cells]), searched=False)

    def write_uses(self, writer: Writer, key: str) -> None:
        """Therapies, conditions and pages that name the entry, each kind by itself."""
        used = [self.stub(one) for one in self.used_by(key)]
        if not used:
            return
        writer.heading("used", "Where it is used")
        for kind, title in _KINDS:
            listed = [one for one in used if one.kind is kind]
            if listed:
                writer.add(paragraph(f"<strong>{title}</strong>"), searched=False)
                links = (writer.link(one.key, one.title) for one in shown(listed))
                writer.add(bullets(links), searched=False)
                writer.add_more(len(listed), "which a search for its name finds")

    def write_sources(self, writer: Writer, sources: Iterable[str]) -> None:
        """Where a row of the tables is known from, spelled out."""
        writer.heading("sources", "Sources of this page")
        writer.add(bullets(text(self._source(one)) for one in sources), searched=False)

    def _source(self, key: str) -> str:
        words = self.words.source(key.rstrip("~"))
        words = words[:1].upper() + words[1:]
        differs = "; it has another name, character or tone" if key.endswith("~") else ""
        return f"{words}{differs}."


def write_figure(writer: Writer, query: str, alt: str) -> None:
    """A picture of the place on whichever plate shows it best."""
    writer.add(figure(f"plate:auto?{query}", alt), searched=False)
