"""Whether the atlas tables agree: what only shows when their rows are compared with each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from guide.atlas import cells
from guide.atlas.cun import Between, codes_in, parse, parse_across
from guide.atlas.tables import (
    Meridian,
    Point,
    Tell,
    meridian_rows,
    mistake,
    point_rows,
)
from guide.errors import ContentError
from guide.i18n import _

EXTRA = "EX"
"""What stands for the meridian of a point outside the meridians."""
_OPENS = "confluent:"


@dataclass(frozen=True, slots=True)
class Tables:
    """Both tables with the lines of their rows, and the region words that points may use."""

    points_file: Path
    points: Mapping[int, Point]
    meridians_file: Path
    meridians: Mapping[int, Meridian]
    words: Mapping[str, str]

    @property
    def by_code(self) -> dict[str, tuple[int, Point]]:
        return {point.code: (line, point) for line, point in self.points.items()}


def read_tables(points: Path, meridians: Path, words: Mapping[str, str], tell: Tell) -> Tables:
    """Both tables; every mistake goes to ``tell``.

    Rows are compared only where every row is good: else one mistake would be told many times.
    """
    told: list[ContentError] = []
    tables = Tables(
        points,
        point_rows(points, told.append),
        meridians,
        meridian_rows(meridians, told.append),
        words,
    )
    for one in told or disagreements(tables):
        tell(one)
    return tables


def disagreements(tables: Tables) -> Iterator[ContentError]:
    """Every mistake that shows between rows, those of the points first."""
    known = tables.by_code
    meridians = {meridian.code for meridian in tables.meridians.values()} | {EXTRA}
    for line, point in tables.points.items():
        for column, clause in (
            *_names(point),
            *_belonging(point, meridians, tables.words),
            *_place(point, known),
        ):
            yield mistake(tables.points_file, line, column, "{}", clause)
    yield from _counts(tables)
    yield from _vessels(tables)


Clauses = Iterator[tuple[str, str]]


def _names(row: Point | Meridian) -> Clauses:
    if len(row.hanzi_trad) != len(row.hanzi):
        clause = _("“{}” has not as many characters as “{}”")
        yield "hanzi_trad", clause.format(row.hanzi_trad, row.hanzi)
    if cells.tones(row.pinyin) < len(row.hanzi):
        clause = _("“{}” lacks a tone: {} characters need as many")
        yield "pinyin", clause.format(row.pinyin, len(row.hanzi))


def _belonging(point: Point, meridians: set[str], words: Mapping[str, str]) -> Clauses:
    if point.meridian not in meridians:
        yield "meridian", _("there is no meridian “{}”").format(point.meridian)
    elif _prefix(point.code) != point.meridian:
        clause = _("“{}” is not a code of {}")
        yield "code", clause.format(point.code, point.meridian)
    if point.region not in words:
        known = ", ".join(words)
        yield "region", _("“{}” is no region word; there are: {}").format(point.region, known)


def _prefix(code: str) -> str:
    return EXTRA if code.startswith(("EX-", "X-")) else code.rstrip("0123456789")


def _place(point: Point, known: Mapping[str, tuple[int, Point]]) -> Clauses:
    sites = parse(point.level)
    told_across = point.lateral is not None or bool(point.across)
    if not told_across and any(
        site.lateral is None and not isinstance(site, Between) for site in sites
    ):
        clause = _("nothing tells the place across: neither lateral, across nor level")
        yield "lateral", clause
    for column, codes in _needs(point).items():
        for code in codes:
            if code not in known:
                yield column, _("there is no point “{}”").format(code)
    if _in_circle(point.code, known):
        yield "level", _("“{}” is measured from itself in the end").format(point.code)


def _needs(point: Point) -> dict[str, tuple[str, ...]]:
    """The codes of the points from which a point is found, by column."""
    across = parse_across(point.across) if point.across else None
    return {
        "level": tuple(codes_in(parse(point.level))),
        "across": tuple(codes_in((), across)),
    }


def _in_circle(code: str, known: Mapping[str, tuple[int, Point]]) -> bool:
    """Whether the place of a point needs itself, through whatever other points."""
    todo, seen = [code], set[str]()
    while todo:
        at = todo.pop()
        if at not in known:
            continue
        needed = {one for codes in _needs(known[at][1]).values() for one in codes}
        if code in needed:
            return True
        todo += needed - seen
        seen |= needed
    return False


def _counts(tables: Tables) -> Iterator[ContentError]:
    """Each meridian has the points that its row promises, counted through from 1."""
    for line, meridian in tables.meridians.items():
        for column, clause in _names(meridian):
            yield mistake(tables.meridians_file, line, column, "{}", clause)
        own = [
            (at, point.code)
            for at, point in tables.points.items()
            if point.meridian == meridian.code
        ]
        for number, (at, code) in enumerate(own, start=1):
            if code != f"{meridian.code}{number}":
                clause = _("“{}” stands where “{}{}” should")
                yield mistake(tables.points_file, at, "code", clause, code, meridian.code, number)
                break
        if len(own) != meridian.points:
            clause = _("{} has {} points, and {} stand in {}")
            values = (meridian.code, meridian.points, len(own), tables.points_file.name)
            yield mistake(tables.meridians_file, line, "points", clause, *values)


def _vessels(tables: Tables) -> Iterator[ContentError]:
    """A vessel and the point that is said to open it name each other."""
    opened = {
        (special.removeprefix(_OPENS), point.code): line
        for line, point in tables.points.items()
        for special in point.special
        if special.startswith(_OPENS)
    }
    named = {
        (meridian.code, meridian.confluent_point): line
        for line, meridian in tables.meridians.items()
        if meridian.confluent_point
    }
    codes = {meridian.code for meridian in tables.meridians.values()}
    for line, meridian in tables.meridians.items():
        if meridian.coupled_vessel and meridian.coupled_vessel not in codes:
            clause = _("there is no meridian “{}”")
            values = (meridian.coupled_vessel,)
            yield mistake(tables.meridians_file, line, "coupled_vessel", clause, *values)
    for (vessel, code), line in opened.items():
        if (vessel, code) not in named:
            clause = _("“confluent:{}” is not said of {} by the table of meridians")
            yield mistake(tables.points_file, line, "special", clause, vessel, code)
    for (vessel, code), line in named.items():
        if (vessel, code) not in opened:
            clause = _("“{}” is not said to open {} by the table of points")
            yield mistake(tables.meridians_file, line, "confluent_point", clause, code, vessel)
