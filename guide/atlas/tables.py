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
