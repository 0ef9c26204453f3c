"""The courses of the meridians along the skin, through their points in order.

A course is a row of points, written as the tables write them: ``BL1-BL30 BL35-BL40``. ``~LI20`` is
the point on the other side of the body. What runs inside the body is not drawn. ``=`` before a
point goes to it level around the body.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from plates.body import Floats
from plates.placing import NotDrawn, Placer
from plates.skin import FRONT, LEFT, MIRROR, smooth

COURSES: dict[str, tuple[str, ...]] = {
    "LU": ("LU1-LU11",),
    "LI": ("LI1-LI19 GV26 ~LI20",),
    "ST": ("ST1-ST8", "ST5 ST9-ST45"),
    "SP": ("SP1-SP21",),
    "HT": ("HT1-HT9",),
    "SI": ("SI1-SI19",),
    "BL": ("BL1-BL30 BL35-BL40 BL55-BL67", "BL31-BL35", "BL10 BL41-BL54 BL40"),
    "KI": ("KI1-KI27",),
    "PC": ("PC1-PC9",),
    "TE": ("TE1-TE23",),
    "GB": ("GB1-GB44",),
    "LR": ("LR1-LR14",),
    "GV": ("GV2-GV27",),
    "CV": ("CV2-CV24",),
    "TV": ("ST30 KI11-KI21",),
    "BV": ("LR13 GB26-GB28", "=GB26"),
    "YangHV": ("BL62 BL61 BL59 GB29 SI10 LI15 LI16 ST4 ST3 ST1 BL1 BL4 BL7 GB20",),
    "YinHV": ("KI6 KI8 KI10 KI11", "ST12 ST9 LI20 BL1"),
    "YangLV": ("BL63 GB35 GB29 SI10 TE15 GB21", "GB13-GB20 GV16 GV15"),
    "YinLV": ("KI9 SP13 SP15 SP16 LR14 CV22 CV23",),
}
"""By meridian. The last six are the vessels without points of their own, as far as their course is
given: the inner way of YinHV through the trunk is left out."""
ROUNDS, ROUNDING = 4, 8.0
"""How often, and how widely in steps of two millimetres, the corners at points are rounded."""
_CODE = re.compile(r"([~=]?)([A-Z]{2})(\d+)(?:-[A-Z]{2}(\d+))?")


@dataclass(frozen=True)
class Course:
    """A line along the skin, on the left side or on the midline."""

    code: str
    midline: bool
    line: Floats


def courses(placer: Placer) -> Iterator[Course]:
    """Every stretch of every meridian on the body's left and midline."""
    for code, rows in COURSES.items():
        for row in rows:
            if row.startswith("="):
                yield Course(code, False, _belt(placer, row[1:]))
                continue
            places = [place for place in _places(placer, row) if place is not None]
            ways = [placer.finder.skin.way(a, b) for a, b in pairwise(places)]
            line = placer.finder.skin.lay(_through(places, ways))
            yield Course(code, bool(np.abs(line[:, 0]).max() < 0.02), line)


def _through(places: list[Floats], ways: list[Floats]) -> Floats:
    """One line along the ways, rounded like a drawn one, that still meets every place."""
    line = np.concatenate([*(way[:-1] for way in ways), places[-1][None]])
    met = np.concatenate([[0], np.cumsum([len(way) - 1 for way in ways])])
    for _ in range(ROUNDS):
        line = smooth(line, ROUNDING)
        missed = np.array(places) - line[met]
        steps = np.arange(len(line))
        line += np.stack([np.interp(steps, met, column) for column in missed.T], axis=1)
    return line


def _places(placer: Placer, row: str) -> Iterator[Floats | None]:
    for word in row.split():
        found = _CODE.fullmatch(word)
        if found is None:
            raise ValueError(f"“{word}” is no point and no row of points.")
        sign, meridian, first, last = found.groups()
        for number in range(int(first), int(last or first) + 1):
            try:
                place = placer.spots(f"{meridian}{number}")[0].place
            except NotDrawn:
                yield None
                continue
            yield place * MIRROR if sign == "~" else place


def _belt(placer: Placer, code: str) -> Floats:
    """From a point level around the back to the midline."""
    place = placer.spots(code)[0].place
    centre = np.array([0.0, place[1], 0.1])
    ring = placer.finder.skin.ring(centre, LEFT, FRONT, "middle")
    start = np.arctan2((place - centre) @ FRONT, (place - centre) @ LEFT)
    behind = (ring.angle <= start) & (ring.angle >= -np.pi / 2)
    return np.asarray(ring.points[behind])
