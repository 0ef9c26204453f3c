"""The tables of points and meridians: one frozen value per row, its fields named as the columns.

The files are tab-separated with a header line and no quoting. Every mistake in them is a
``ContentError`` that names file, line and column.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from guide.errors import ContentError
from guide.i18n import _

SURFACES = frozenset(
    ["front", "back", "side-lateral", "medial", "palmar", "dorsal", "plantar", "top", "inside"]
)
_POINT_CODE = re.compile(r"(?:[A-Z]{2}\d{1,2}|EX-[A-Z]{1,2}\d{1,2}|X-[A-Z]+)")
_MERIDIAN_CODE = re.compile(r"[A-Z][A-Za-z]{1,5}")


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


def read_points(file: Path) -> tuple[Point, ...]:
    """The points of the table in its order; codes are unique."""
    return _read(file, Point, _POINT_CELLS)


def read_meridians(file: Path) -> tuple[Meridian, ...]:
    """The meridians of the table in its order; codes are unique and pairs point at each other."""
    meridians = _read(file, Meridian, _MERIDIAN_CELLS)
    codes = {meridian.code: meridian for meridian in meridians}
    for line, meridian in enumerate(meridians, start=2):
        partner = codes.get(meridian.paired)
        if meridian.paired and (partner is None or partner.paired != meridian.code):
            raise _wrong(file, line, "paired", _("“{}” is not paired back"), meridian.paired)
    return meridians


# ---- cells

Cell = Callable[[str], Any]


class _Refused(Exception):
    """A cell does not hold what its column promises; the sentence has one {} for the cell."""


def _text(cell: str) -> str:
    if not cell.strip():
        raise _Refused(_("is empty"))
    return cell


def _optional(cell: str) -> str:
    return cell


def _commas(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _semicolons(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _cun_from_midline(cell: str) -> float | None:
    try:
        cun = float(cell) if cell else None
    except ValueError:
        raise _Refused(_("“{}” is not a number")) from None
    if cun is not None and not 0 <= cun <= 12:
        raise _Refused(_("“{}” is not between 0 and 12 cun"))
    return cun


def _count(cell: str) -> int:
    if not (cell.isascii() and cell.isdecimal()):
        raise _Refused(_("“{}” is not a whole number"))
    return int(cell)


def _surface(cell: str) -> str:
    if cell not in SURFACES:
        raise _Refused(_("“{}” is not one of ") + ", ".join(sorted(SURFACES)))
    return cell


def _hanzi(cell: str) -> str:
    if not re.fullmatch("[\u3400-\u9fff]+", cell):
        raise _Refused(_("“{}” is not written in Chinese characters"))
    return cell


def _coded(pattern: re.Pattern[str]) -> Cell:
    def read(cell: str) -> str:
        if not pattern.fullmatch(cell):
            raise _Refused(_("“{}” is not a code"))
        return cell

    return read


_NAMES: dict[str, Cell] = {
    "hanzi": _hanzi,
    "hanzi_trad": _hanzi,
    "pinyin": _text,
    "english": _text,
    "sources": _commas,
}
_POINT_CELLS = MappingProxyType(
    _NAMES
    | {
        "code": _coded(_POINT_CODE),
        "meridian": _coded(_MERIDIAN_CODE),
        "region": _text,
        "surface": _surface,
        "location": _text,
        "level": _text,
        "lateral": _cun_from_midline,
        "special": _commas,
        "caution": _semicolons,
    }
)
_MERIDIAN_CELLS = MappingProxyType(
    _NAMES
    | {
        "code": _coded(_MERIDIAN_CODE),
        "kind": _text,
        "points": _count,
        "pathway": _text,
    }
)


# ---- rows


Row = TypeVar("Row", Point, Meridian)


def _read(file: Path, row: type[Row], cells: MappingProxyType[str, Cell]) -> tuple[Row, ...]:
    columns = [field.name for field in fields(row)]
    rows: list[Row] = []
    seen: set[str] = set()
    for line, parts in _lines(file, columns):
        value = row(
            **{c: _cell(file, line, c, t, cells) for c, t in zip(columns, parts, strict=True)}
        )
        if value.code in seen:
            raise _wrong(file, line, "code", _("“{}” stands there twice"), value.code)
        seen.add(value.code)
        rows.append(value)
    return tuple(rows)


def _lines(file: Path, columns: list[str]) -> Iterator[tuple[int, list[str]]]:
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise ContentError(_("The table cannot be read: {}.").format(error), file) from error
    header = lines[0].rstrip("\r").split("\t")
    for number, column in enumerate(columns):
        if header[number : number + 1] != [column]:
            raise _wrong(
                file, 1, column, _("is missing, or not column {} of the header"), number + 1
            )
    for line, text in enumerate(lines[1:], start=2):
        parts = text.rstrip("\r").split("\t")
        if parts == [""]:
            continue
        if len(parts) < len(columns):
            raise _wrong(
                file, line, columns[len(parts)], _("is missing: the row has {} cells"), len(parts)
            )
        if len(parts) > len(columns):
            raise _wrong(
                file, line, columns[-1], _("is followed by more cells: the row has {}"), len(parts)
            )
        yield line, parts


def _cell(file: Path, line: int, column: str, text: str, cells: MappingProxyType[str, Cell]) -> Any:
    try:
        return cells.get(column, _optional)(text)
    except _Refused as refused:
        raise _wrong(file, line, column, str(refused), text) from None


def _wrong(file: Path, line: int, column: str, sentence: str, value: object) -> ContentError:
    return ContentError(f"{column}: {sentence.format(value)}.", file, line)
