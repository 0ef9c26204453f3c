"""The tables of points and meridians: one frozen value per row, its fields named as the columns.

The files are tab-separated with a header line and no quoting. Every mistake in them is a
``ContentError`` that names file, line and column. What only shows when rows are compared with each
other is told by ``guide.atlas.agreement``.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn, TypeVar

from guide.atlas import cells
from guide.errors import ContentError
from guide.i18n import _


@dataclass(frozen=True, slots=True)
class Point:
    """An acupuncture point. ``level``, ``lateral`` and ``across`` say where it lies on any body."""

    code: str
    hanzi: str
    hanzi_trad: str
    pinyin: str
    english: str
    meridian: str
    """The code of its meridian, or ``EX`` for a point outside the meridians."""
    region: str
    """The part of the body in the table's own fine words; ``regions.toml`` maps them."""
    surface: str
    location: str
    level: str
    """In the grammar of ``guide.atlas.cun``."""
    lateral: float | None
    """Cun from the midline; 0 lies on it, None is told by ``across`` or ``level``."""
    special: tuple[str, ...]
    caution: tuple[str, ...]
    """Such as ``pregnancy:avoid``: what, and after a colon the rest of the words."""
    sources: tuple[str, ...]
    across: str


@dataclass(frozen=True, slots=True)
class Meridian:
    """One of the twelve channels or eight vessels."""

    code: str
    hanzi: str
    hanzi_trad: str
    pinyin: str
    english: str
    kind: str
    polarity: str
    limb: str
    element: str
    paired: str
    peak_hours: str
    points: int
    """How many points of its own it has; 0 for a vessel that borrows all of them."""
    direction: str
    confluent_point: str
    coupled_vessel: str
    key_points: str
    pathway: str
    sources: tuple[str, ...]


Tell = Callable[[ContentError], None]
"""Takes a mistake. One that returns lets the reading go on without the row."""


def refuse(mistake: ContentError) -> NoReturn:
    """Let the first mistake end the reading."""
    raise mistake


def read_points(file: Path) -> tuple[Point, ...]:
    """The points of the table in its order; codes are unique."""
    return tuple(point_rows(file).values())


def read_meridians(file: Path) -> tuple[Meridian, ...]:
    """The meridians of the table in its order; codes are unique and pairs point at each other."""
    return tuple(meridian_rows(file).values())


def point_rows(file: Path, tell: Tell = refuse) -> dict[int, Point]:
    """The points by their lines in the file."""
    return _read(file, Point, _POINT_CELLS, tell)


def meridian_rows(file: Path, tell: Tell = refuse) -> dict[int, Meridian]:
    """The meridians by their lines in the file."""
    told: list[ContentError] = []
    rows = _read(file, Meridian, _MERIDIAN_CELLS, told.append)
    for one in told or _unpaired(file, rows):
        tell(one)
    return rows


def _unpaired(file: Path, rows: Mapping[int, Meridian]) -> Iterator[ContentError]:
    codes = {meridian.code: meridian for meridian in rows.values()}
    for line, meridian in rows.items():
        partner = codes.get(meridian.paired)
        if meridian.paired and (partner is None or partner.paired != meridian.code):
            yield mistake(file, line, "paired", _("“{}” is not paired back"), meridian.paired)


def mistake(file: Path, line: int, column: str, clause: str, *values: object) -> ContentError:
    """A mistake at its place; ``clause`` has a ``{}`` for each of the values."""
    return ContentError(f"{column}: {clause.format(*values)}.", file, line)


_NAMES: dict[str, cells.Cell] = {
    "hanzi": cells.hanzi,
    "hanzi_trad": cells.hanzi,
    "pinyin": cells.pinyin,
    "english": cells.words,
    "sources": cells.sources,
}
_POINT_CELLS = MappingProxyType(
    _NAMES
    | {
        "code": cells.point_code,
        "meridian": cells.meridian_code,
        "region": cells.words,
        "surface": cells.one_of(*cells.SURFACES),
        "location": cells.words,
        "level": cells.level,
        "lateral": cells.lateral,
        "special": cells.special,
        "caution": cells.caution,
        "across": cells.across,
    }
)
_MERIDIAN_CELLS = MappingProxyType(
    _NAMES
    | {
        "code": cells.meridian_code,
        "kind": cells.one_of(*cells.KINDS),
        "points": cells.count,
        "pathway": cells.words,
    }
)


# ---- rows


Row = TypeVar("Row", Point, Meridian)


def _read(
    file: Path, row: type[Row], kinds: Mapping[str, cells.Cell], tell: Tell
) -> dict[int, Row]:
    columns = [field.name for field in fields(row)]
    rows: dict[int, Row] = {}
    seen: set[str] = set()
    for line, parts in _lines(file, columns, tell):
        value = _row(file, line, row, dict(zip(columns, parts, strict=True)), kinds, tell)
        if value is None:
            continue
        if value.code in seen:
            tell(mistake(file, line, "code", _("“{}” stands there twice"), value.code))
            continue
        seen.add(value.code)
        rows[line] = value
    return rows


def _lines(file: Path, columns: list[str], tell: Tell) -> Iterator[tuple[int, list[str]]]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(_("The table cannot be read: {}.").format(error), file) from error
    _check_header(file, lines[0].rstrip("\r").split("\t"), columns)
    for line, text in enumerate(lines[1:], start=2):
        parts = text.rstrip("\r").split("\t")
        if parts == [""]:
            continue
        if len(parts) == len(columns):
            yield line, parts
        elif len(parts) < len(columns):
            clause = _("is missing: the row has {} cells")
            tell(mistake(file, line, columns[len(parts)], clause, len(parts)))
        else:
            clause = _("is followed by more cells: the row has {}")
            tell(mistake(file, line, columns[-1], clause, len(parts)))


def _check_header(file: Path, header: list[str], columns: list[str]) -> None:
    """No row means anything under a wrong header, so this always ends the reading."""
    for number, column in enumerate(columns):
        if header[number : number + 1] != [column]:
            clause = _("is missing, or not column {} of the header")
            raise mistake(file, 1, column, clause, number + 1)


def _row(
    file: Path,
    line: int,
    row: type[Row],
    texts: dict[str, str],
    kinds: Mapping[str, cells.Cell],
    tell: Tell,
) -> Row | None:
    values = {}
    for column, text in texts.items():
        try:
            values[column] = kinds.get(column, cells.anything)(text)
        except cells.Refused as refused:
            tell(mistake(file, line, column, "{}", refused))
    return row(**values) if len(values) == len(texts) else None
