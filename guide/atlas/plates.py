"""The plates: drawings of the body from one side each, with the regions as shapes.

A plate file holds a partition of the figure: arcs, and rings that refer to them (``~n`` walks
arc n backwards). Neighbouring regions share their arcs, so they fit without gap or overlap.

The body is symmetric: what is seen from its right is what is seen from its left in a mirror, so
only the front, the back and the views of the left side lie in files.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, groupby
from pathlib import Path
from typing import Any

from guide import paths
from guide.atlas.scene import Line
from guide.errors import ContentError
from guide.i18n import _

VIEWS = (
    "front",
    "back",
    "left",
    "right",
    "head-front",
    "head-left",
    "head-back",
    "head-top",
    "ear",
    "hand-palm",
    "hand-back",
    "foot-top",
    "foot-sole",
    "foot-inside",
    "foot-outside",
)
WHOLE_BODY = VIEWS[:4]
"""The plates that show the figure from head to foot; the others are close-ups."""
TURN_STEP = 15
"""Degrees between two views of the turntable."""
_QUARTERS = {0: "front", 90: "left", 180: "back", 270: "right"}
EVERYWHERE = "whole-body"
_TRIANGLE = 6
"""The numbers of the smallest ring that holds anything; rounding leaves some that do not."""
_FRAME = 4.0
"""Nearer to the edge of the plate, in its units, an outline is the frame's cut."""


def turn_view(angle: int) -> str:
    """The view with the body turned by whole steps: 0 is its front, 90 its left side."""
    angle %= 360
    return _QUARTERS.get(angle, f"turn-{angle}")


TURNS = tuple(turn_view(angle) for angle in range(0, 360, TURN_STEP))
"""The views of the turntable in their order; front, left, back and right are among them."""


@dataclass(frozen=True, slots=True)
class RegionPath:
    """Where a plate shows a region. ``side`` is the body's own, empty across the midline."""

    region: str
    side: str
    rings: tuple[Line, ...]
    anchor: tuple[float, float]
    """A point well inside the path."""


@dataclass(frozen=True, slots=True)
class PlatePoint:
    """Where a plate shows an acupuncture point. A code stands more than once where it names a
    group of points. ``side`` is the body's own, empty on the midline.
    """

    code: str
    side: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Course:
    """A stretch of a meridian along the skin; ``hidden`` where the body covers it."""

    code: str
    side: str
    hidden: bool
    line: Line


@dataclass(frozen=True, slots=True)
class Landmark:
    """A place from which points are measured, such as ``umbilicus``."""

    name: str
    side: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Ruler:
    """A cun scale on the skin: the places of its ticks, one for every cun from end to end."""

    scale: str
    side: str
    ticks: Line


@dataclass(frozen=True, slots=True)
class Plate:
    """One drawing, ready to be made into scenes; lengths are plate units, y goes down."""

    view: str
    width: int
    height: int
    licence: str
    skin: tuple[Line, ...]
    """The figure's outline; the regions fill it exactly."""
    outline: tuple[Line, ...]
    """The open lines along the figure's edge: ``skin`` without what the frame of a close-up cuts."""
    regions: tuple[RegionPath, ...]
    """The great regions first, then the fine ones that lie in them."""
    borders: tuple[Line, ...]
    """Open lines where two great regions touch."""
    fine_borders: tuple[Line, ...]
    """Open lines where two fine parts of one great region touch."""
    tones: tuple[tuple[Line, ...], ...]
    """Rings of shade, from light to deep; each lies over the one before."""
    strokes: tuple[tuple[float, tuple[Line, ...]], ...]
    """Open inner lines by their width."""
    points: tuple[PlatePoint, ...]
    meridians: tuple[Course, ...]
    landmarks: tuple[Landmark, ...]
    rulers: tuple[Ruler, ...]


@lru_cache(maxsize=len({*VIEWS, *TURNS}))
def load_plate(view: str) -> Plate:
    """The plate of a view; ``ContentError`` where there is none."""
    if view not in VIEWS and view not in TURNS:
        message = _("There is no plate “{}”; there are: {}.")
        raise ContentError(message.format(view, ", ".join(VIEWS)))
    twin = _twin(view)
    if twin:
        return mirrored(load_plate(twin), view)
    return read_plate(paths.resources() / "atlas" / "plates" / f"{view}.json")


def _twin(view: str) -> str:
    """The view that shows the same in a mirror and lies in a file; empty for one that does."""
    if view not in TURNS:
        return ""
    angle = TURNS.index(view) * TURN_STEP
    return turn_view(360 - angle) if angle > 180 else ""


def mirrored(plate: Plate, view: str) -> Plate:
    """The plate as the other side of the body shows it, under the name ``view``."""
    mirror = _Mirror(plate.width)
    return replace(
        plate,
        view=view,
        skin=mirror.lines(plate.skin),
        outline=mirror.lines(plate.outline),
        regions=tuple(mirror.region(path) for path in plate.regions),
        borders=mirror.lines(plate.borders),
        fine_borders=mirror.lines(plate.fine_borders),
        tones=tuple(mirror.lines(rings) for rings in plate.tones),
        strokes=tuple((pen, mirror.lines(lines)) for pen, lines in plate.strokes),
        points=tuple(
            replace(one, side=_OTHER[one.side], x=plate.width - one.x) for one in plate.points
        ),
        meridians=tuple(
            replace(one, side=_OTHER[one.side], line=mirror.line(one.line))
            for one in plate.meridians
        ),
        landmarks=tuple(
            replace(one, side=_OTHER[one.side], x=plate.width - one.x) for one in plate.landmarks
        ),
        rulers=tuple(
            replace(one, side=_OTHER[one.side], ticks=mirror.line(one.ticks))
            for one in plate.rulers
        ),
    )


_OTHER = {"left": "right", "right": "left", "": ""}


@dataclass(frozen=True, slots=True)
class _Mirror:
    """Turns left and right around in a plate of a width."""

    width: float

    def line(self, numbers: Line) -> Line:
        flipped = list(numbers)
        flipped[::2] = [self.width - x for x in numbers[::2]]
        return tuple(flipped)

    def lines(self, many: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(self.line(one) for one in many)

    def region(self, path: RegionPath) -> RegionPath:
        x, y = path.anchor
        anchor = (self.width - x, y)
        return RegionPath(path.region, _OTHER[path.side], self.lines(path.rings), anchor)


def read_plate(file: Path) -> Plate:
    """The plate in a file; ``ContentError`` where it is not one."""
    try:
        return _plate(json.loads(file.read_bytes()))
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError) as error:
        message = _("The plate cannot be read: {}. Install the program again.")
        raise ContentError(message.format(error), file) from error


# ---- reading


def _plate(data: dict[str, Any]) -> Plate:
    size = 1 / data["grid"]
    arcs = [_line(numbers, size) for numbers in data["arcs"]]
    skin = _rings(arcs, data["skin"])
    return Plate(
        view=data["view"],
        width=data["width"],
        height=data["height"],
        licence=data["licence"],
        skin=skin,
        outline=tuple(
            line for ring in skin for line in _uncut(ring, data["width"], data["height"])
        ),
        regions=tuple(
            RegionPath(r["region"], r["side"], _rings(arcs, r["rings"]), (r["at"][0], r["at"][1]))
            for r in data["regions"]
        ),
        borders=tuple(arcs[number] for number in data["borders"]),
        fine_borders=tuple(arcs[number] for number in data["fine_borders"]),
        tones=tuple(tuple(_line(ring, size) for ring in rings) for rings in data["tones"]),
        strokes=tuple(
            (width, tuple(_line(line, size) for line in lines)) for width, lines in data["strokes"]
        ),
        points=tuple(PlatePoint(*row) for row in data["points"]),
        meridians=tuple(
            Course(code, side, bool(hidden), _line(line, size))
            for code, side, hidden, line in data["meridians"]
        ),
        landmarks=tuple(Landmark(*row) for row in data["landmarks"]),
        rulers=tuple(Ruler(scale, side, tuple(ticks)) for scale, side, ticks in data["rulers"]),
    )


def _line(numbers: list[int], size: float) -> Line:
    """Points from a first place and the steps from each point to the next, in grid steps."""
    numbers[::2] = accumulate(numbers[::2])
    numbers[1::2] = accumulate(numbers[1::2])
    return tuple([size * number for number in numbers])


def _uncut(ring: Line, width: float, height: float) -> Iterable[Line]:
    """The stretches of a ring that do not run along the frame, as open lines."""
    places = [*zip(ring[::2], ring[1::2], strict=True)]
    inner = [_FRAME < x < width - _FRAME and _FRAME < y < height - _FRAME for x, y in places]
    if all(inner):
        return [(*ring, *ring[:2])]
    start = inner.index(False)
    order = [*range(start, len(places)), *range(start + 1)]
    runs = [[*group] for seen, group in groupby(order, key=inner.__getitem__) if seen]
    return [tuple(n for i in run for n in places[i]) for run in runs if len(run) > 1]


def _rings(arcs: list[Line], rings: list[list[int]]) -> tuple[Line, ...]:
    walked = (tuple(n for way in ring for n in _walk(arcs, way)) for ring in rings)
    return tuple(ring for ring in walked if len(ring) >= _TRIANGLE)


def _walk(arcs: list[Line], way: int) -> Line:
    """An arc in its direction, without its last point, which begins the next arc."""
    if way >= 0:
        return arcs[way][:-2]
    arc = arcs[~way]
    return tuple(n for i in range(len(arc) - 2, 0, -2) for n in (arc[i], arc[i + 1]))
