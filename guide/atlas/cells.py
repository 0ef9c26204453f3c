"""What a cell of the atlas tables may hold; a cell that does not is refused in one clause."""

import re
from collections.abc import Callable
from typing import Any

from guide.atlas.anchors import CAUTIONS, CLASSES, ELEMENTS, POINT_CODE
from guide.atlas.cun import FARTHEST_ACROSS, CunError, parse, parse_across
from guide.i18n import _

SURFACES = (
    *("front", "back", "side-lateral", "medial", "palmar", "dorsal", "plantar", "top", "inside"),
)
KINDS = ("primary", "extraordinary")
Cell = Callable[[str], Any]

_TONED = re.compile("[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]", re.IGNORECASE)
_OF_ELEMENT = frozenset({"jing-well", "ying-spring", "shu-stream", "jing-river", "he-sea"})


class Refused(Exception):
    """A cell does not hold what its column promises; ``str()`` is a clause without an end."""


def words(cell: str) -> str:
    """Text that is not empty."""
    if not cell.strip():
        raise Refused(_("is empty"))
    return cell


def anything(cell: str) -> str:
    """Text that may be empty."""
    return cell


def commas(cell: str) -> tuple[str, ...]:
    """Parts between commas; none where the cell is empty."""
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def sources(cell: str) -> tuple[str, ...]:
    """Keys between commas, at least one."""
    keys = commas(cell)
    if not keys:
        raise Refused(_("is empty"))
    return keys


def count(cell: str) -> int:
    """A whole number from 0 to 999."""
    if not (cell.isascii() and cell.isdecimal() and len(cell) < 4):
        raise Refused(_("“{}” is not a whole number").format(cell))
    return int(cell)


def one_of(*known: str) -> Cell:
    """A reader of cells that hold one of ``known``."""

    def read(cell: str) -> str:
        if cell not in known:
            raise Refused(_("“{}” is not one of {}").format(cell, ", ".join(known)))
        return cell

    return read


def point_code(cell: str) -> str:
    """The code of a point."""
    if not POINT_CODE.fullmatch(cell):
        raise Refused(_("“{}” is not a code such as BL13 or EX-HN1").format(cell))
    return cell


def meridian_code(cell: str) -> str:
    """The code of a meridian."""
    if not re.fullmatch(r"[A-Z][A-Za-z]{1,5}", cell):
        raise Refused(_("“{}” is not a code such as BL or YinHV").format(cell))
    return cell


def hanzi(cell: str) -> str:
    """Chinese characters."""
    if not re.fullmatch("[\u3400-\u9fff]+", cell):
        raise Refused(_("“{}” is not written in Chinese characters").format(cell))
    return cell


def pinyin(cell: str) -> str:
    """Pinyin with at least one tone; ``tones`` counts them."""
    if not _TONED.search(words(cell)):
        raise Refused(_("“{}” carries no tone").format(cell))
    return cell


def tones(text: str) -> int:
    """How many syllables of ``text`` carry a tone."""
    return len(_TONED.findall(text))


def level(cell: str) -> str:
    """A place in the grammar of ``guide.atlas.cun``."""
    try:
        parse(words(cell))
    except CunError as error:
        raise Refused(str(error)) from error
    return cell


def across(cell: str) -> str:
    """A place across, or nothing."""
    try:
        if cell:
            parse_across(cell)
    except CunError as error:
        raise Refused(str(error)) from error
    return cell


def lateral(cell: str) -> float | None:
    """Cun from the midline, or nothing."""
    if not cell:
        return None
    if not re.fullmatch(r"-?[0-9]+(?:\.[0-9]+)?", cell):
        raise Refused(_("“{}” is not a number").format(cell))
    if not 0 <= float(cell) <= FARTHEST_ACROSS:
        raise Refused(_("“{}” is not between 0 and {:g} cun").format(cell, FARTHEST_ACROSS))
    return float(cell)


def special(cell: str) -> tuple[str, ...]:
    """Classes between commas, those that need it with a detail."""
    classes = commas(cell)
    for one in classes:
        _check_class(one)
    return classes


def _check_class(one: str) -> None:
    name, colon, more = one.partition(":")
    if name not in CLASSES:
        raise Refused(_("“{}” is no class; there are: {}").format(name, ", ".join(CLASSES)))
    if not more and (colon or CLASSES[name]):
        raise Refused(_("“{}” does not say of what, as in {}:…").format(one, name))
    if name in _OF_ELEMENT and more not in ELEMENTS:
        raise Refused(_("“{}” is no element; there are: {}").format(more, ", ".join(ELEMENTS)))


def caution(cell: str) -> tuple[str, ...]:
    """Cautions between semicolons, each with a detail."""
    told = tuple(part.strip() for part in cell.split(";") if part.strip())
    for one in told:
        name, _colon, more = one.partition(":")
        if name not in CAUTIONS:
            known = ", ".join(sorted(CAUTIONS))
            raise Refused(_("“{}” is no caution; there are: {}").format(name, known))
        if not more:
            raise Refused(_("“{}” does not say of what, as in {}:…").format(one, name))
    return told
