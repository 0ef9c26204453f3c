"""A drawing as data: shapes and marks with roles. Screen, SVG and paper draw the same scene.

Lengths are plate units: x to the viewer's right, y down, the whole drawing in (0, 0) to
(width, height). Shapes are drawn in their order.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from math import hypot, inf
from types import MappingProxyType

_SLICES = 60  # of a body, to see how wide it is at each height

Line = tuple[float, ...]
"""Points one after the other, flat: ``(x0, y0, x1, y1, …)``. A ring does not repeat its first."""


class Role(StrEnum):
    """What a shape or mark is; a theme gives each role its colour."""

    SKIN = "skin"
    TONE_1 = "tone-1"
    TONE_2 = "tone-2"
    TONE_3 = "tone-3"
    TONE_4 = "tone-4"
    INNER = "inner"
    OUTLINE = "outline"
    BORDER = "border"
    FINE_BORDER = "fine-border"
    REGION = "region"
    TINT = "tint"
    TINT_EDGE = "tint-edge"
    MERIDIAN = "meridian"
    MERIDIAN_HIDDEN = "meridian-hidden"
    RULER = "ruler"
    STRETCH = "stretch"
    """The part of a ruler that is counted."""
    POINT = "point"
    SPOT = "spot"
    """A point that is there but not spoken of."""
    LANDMARK = "landmark"
    TICK = "tick"
    """A number at a ruler."""
    LABEL = "label"
    LEADER = "leader"


TONES = (Role.TONE_1, Role.TONE_2, Role.TONE_3, Role.TONE_4)


@dataclass(frozen=True, slots=True)
class Pen:
    """How every painter draws a role: filled or stroked, how strongly and how wide."""

    filled: bool
    opacity: float = 1.0
    width: float = 0.0
    dash: tuple[float, ...] = ()


PENS: Mapping[Role, Pen] = MappingProxyType(
    {
        Role.SKIN: Pen(True),
        Role.REGION: Pen(True, 0.0),
        Role.TINT: Pen(True, 0.62),
        Role.TONE_1: Pen(True, 0.037),
        Role.TONE_2: Pen(True, 0.04),
        Role.TONE_3: Pen(True, 0.043),
        Role.TONE_4: Pen(True, 0.046),
        Role.TINT_EDGE: Pen(False, 0.7, 4.5),
        Role.BORDER: Pen(False, 0.55, 3.5, (14.0, 12.0)),
        Role.FINE_BORDER: Pen(False, 0.3, 2.2, (4.0, 10.0)),
        Role.INNER: Pen(False, 1.0, 4.0),
        Role.OUTLINE: Pen(False, 1.0, 6.5),
        Role.MERIDIAN: Pen(False, 1.0, 9.0),
        Role.MERIDIAN_HIDDEN: Pen(False, 0.8, 6.0, (16.0, 16.0)),
        Role.RULER: Pen(False, 1.0, 5.0),
        Role.STRETCH: Pen(False, 1.0, 13.0),
        Role.LEADER: Pen(False, 1.0, 3.0),
        Role.POINT: Pen(True),
        Role.SPOT: Pen(True),
        Role.LANDMARK: Pen(True),
        Role.TICK: Pen(True),
        Role.LABEL: Pen(True),
    }
)


@dataclass(frozen=True, slots=True)
class Shape:
    """Rings filled together by the even-odd rule, or open lines where ``closed`` is false.

    A region carries its ``key`` (``region/lower-back``), its ``side`` (``left`` or ``right`` of
    the body itself, empty where it crosses the midline), its name as ``title``, and ``anchor``:
    a point well inside it, for labels and buttons. ``level`` is 0 for a great region and 1 for a
    fine one inside it. ``width`` 0 leaves the line width to the role.
    """

    rings: tuple[Line, ...]
    role: Role
    key: str = ""
    side: str = ""
    title: str = ""
    anchor: tuple[float, float] | None = None
    closed: bool = True
    width: float = 0.0
    level: int = 0

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in the shape."""
        return sum(_crossings(ring, x, y) for ring in self.rings) % 2 == 1

    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of all its points."""
        xs = [x for ring in self.rings for x in ring[::2]]
        ys = [y for ring in self.rings for y in ring[1::2]]
        return min(xs), min(ys), max(xs), max(ys)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point on the drawing. ``label`` is written beside it, ``title`` is its whole name."""

    x: float
    y: float
    role: Role
    key: str = ""
    side: str = ""
    label: str = ""
    title: str = ""


@dataclass(frozen=True)
class Scene:
    """A drawing, complete: nothing else is needed to paint it or to find what was hit."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...] = ()

    @cached_property
    def regions(self) -> tuple[Shape, ...]:
        """The regions in the order of drawing: great ones never overlap each other, nor do fine ones."""
        return tuple(shape for shape in self.shapes if shape.role in (Role.REGION, Role.TINT))

    @cached_property
    def lines(self) -> tuple[Shape, ...]:
        """The stretches of meridians in sight."""
        return tuple(shape for shape in self.shapes if shape.role is Role.MERIDIAN)

    @cached_property
    def points(self) -> tuple[Mark, ...]:
        """The acupuncture points in the order of drawing."""
        return tuple(mark for mark in self.marks if mark.role in (Role.POINT, Role.SPOT))

    @cached_property
    def figure(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the drawn body."""
        skin = next((shape for shape in self.shapes if shape.role is Role.SKIN), None)
        return (0.0, 0.0, self.width, self.height) if skin is None else skin.bounds()

    @cached_property
    def bands(self) -> tuple[tuple[float, float, float, float], ...]:
        """The drawn body in horizontal slices from top to bottom, each as wide as the body there."""
        rings = [ring for shape in self.shapes if shape.role is Role.SKIN for ring in shape.rings]
        _left, top, _right, bottom = self.figure
        height = (bottom - top) / _SLICES or 1.0
        ends = [[inf, -inf] for _slice in range(_SLICES)]
        for ring in rings:
            for x0, y0, x1, y1 in _edges(ring):
                first, last = sorted((int((y0 - top) / height), int((y1 - top) / height)))
                for number in range(max(first, 0), min(last, _SLICES - 1) + 1):
                    end = ends[number]
                    end[0], end[1] = min(end[0], x0, x1), max(end[1], x0, x1)
        return tuple(
            (left, top + number * height, right, top + (number + 1) * height)
            for number, (left, right) in enumerate(ends)
            if left <= right
        )

    def prepare(self) -> None:
        """Work out now what finding and placing need, so that the first time is as quick as others."""
        _ready = self.bands, self._boxes, self._line_boxes

    def ticks(self, least: float) -> tuple[Mark, ...]:
        """The numbers at rulers that can be told apart where a number needs so much room."""
        rulers: dict[str, list[Mark]] = {}
        for mark in self.marks:
            if mark.role is Role.TICK:
                rulers.setdefault(mark.key, []).append(mark)
        return tuple(mark for numbers in rulers.values() for mark in _thinned(numbers, least))

    def region_at(self, x: float, y: float, least: float = 0.0) -> Shape | None:
        """The finest region under the place, or None beside the figure.

        Fine regions that are smaller than ``least``, both ways, do not count.
        """
        for shape, (left, top, right, bottom) in self._boxes:
            if shape.level and max(right - left, bottom - top) < least:
                continue
            if left <= x <= right and top <= y <= bottom and shape.holds(x, y):
                return shape
        return None

    def point_at(self, x: float, y: float, within: float) -> Mark | None:
        """The nearest point that is not farther from the place than ``within``."""
        near = [(hypot(mark.x - x, mark.y - y), n) for n, mark in enumerate(self.points)]
        distance, number = min(near, default=(inf, 0))
        return self.points[number] if distance <= within else None

    def line_at(self, x: float, y: float, within: float) -> Shape | None:
        """The nearest meridian that does not pass farther from the place than ``within``."""
        best, found = within, None
        for shape, (left, top, right, bottom) in self._line_boxes:
            if left - best <= x <= right + best and top - best <= y <= bottom + best:
                distance = min(_distance(line, x, y) for line in shape.rings)
                if distance <= best:
                    best, found = distance, shape
        return found

    @cached_property
    def _boxes(self) -> tuple[tuple[Shape, tuple[float, float, float, float]], ...]:
        finest_first = sorted(self.regions, key=lambda shape: -shape.level)
        return tuple((shape, shape.bounds()) for shape in finest_first)

    @cached_property
    def _line_boxes(self) -> tuple[tuple[Shape, tuple[float, float, float, float]], ...]:
        return tuple((shape, shape.bounds()) for shape in self.lines)


def _thinned(numbers: list[Mark], least: float) -> list[Mark]:
    """Every one, every second, every fifth: as many as stand apart."""
    apart = min((hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(numbers)), default=inf)
    every = next((step for step in (1, 2, 3, 5) if apart * step >= least), 10)
    return [mark for mark in numbers if int(mark.label) % every == 0 or len(numbers) == 1]


def _edges(ring: Line) -> Iterator[tuple[float, float, float, float]]:
    xs, ys = ring[::2], ring[1::2]
    return zip(xs, ys, (*xs[1:], xs[0]), (*ys[1:], ys[0]), strict=True)


def _distance(line: Line, x: float, y: float) -> float:
    """How far the place is from the nearest part of an open line."""
    best = hypot(line[0] - x, line[1] - y)
    for i in range(0, len(line) - 2, 2):
        x0, y0 = line[i], line[i + 1]
        dx, dy = line[i + 2] - x0, line[i + 3] - y0
        length = dx * dx + dy * dy
        along = ((x - x0) * dx + (y - y0) * dy) / length if length else 0.0
        along = min(1.0, max(0.0, along))
        best = min(best, hypot(x0 + along * dx - x, y0 + along * dy - y))
    return best


def _crossings(ring: Line, x: float, y: float) -> int:
    """How many edges of the ring a ray from the point to the right crosses."""
    count = 0
    x0, y0 = ring[-2], ring[-1]
    for x1, y1 in zip(ring[::2], ring[1::2], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            count += 1
        x0, y0 = x1, y1
    return count
