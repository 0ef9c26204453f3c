"""A drawing as data: shapes and marks with roles. Screen, SVG and paper draw the same scene.

Lengths are plate units: x to the viewer's right, y down, the whole drawing in (0, 0) to
(width, height). Shapes are drawn in their order.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

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
    REGION = "region"
    TINT = "tint"
    MERIDIAN = "meridian"
    POINT = "point"
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
        Role.TONE_1: Pen(True, 0.055),
        Role.TONE_2: Pen(True, 0.06),
        Role.TONE_3: Pen(True, 0.065),
        Role.TONE_4: Pen(True, 0.07),
        Role.BORDER: Pen(False, 0.55, 3.5, (14.0, 12.0)),
        Role.INNER: Pen(False, 1.0, 4.0),
        Role.OUTLINE: Pen(False, 1.0, 6.5),
        Role.MERIDIAN: Pen(False, 1.0, 7.0),
        Role.LEADER: Pen(False, 1.0, 3.0),
        Role.POINT: Pen(True),
        Role.LABEL: Pen(True),
    }
)


@dataclass(frozen=True, slots=True)
class Shape:
    """Rings filled together by the even-odd rule, or open lines where ``closed`` is false.

    A region carries its ``key`` (``region/lower-back``), its ``side`` (``left`` or ``right`` of
    the body itself, empty where it crosses the midline), its name as ``title``, and ``anchor``:
    a point well inside it, for labels and buttons. ``width`` 0 leaves the line width to the role.
    """

    rings: tuple[Line, ...]
    role: Role
    key: str = ""
    side: str = ""
    title: str = ""
    anchor: tuple[float, float] | None = None
    closed: bool = True
    width: float = 0.0

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
    """A point on the drawing with a label."""

    x: float
    y: float
    role: Role
    key: str = ""
    side: str = ""
    label: str = ""


@dataclass(frozen=True)
class Scene:
    """A drawing, complete: nothing else is needed to paint it or to find what was hit."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    marks: tuple[Mark, ...] = ()

    @cached_property
    def regions(self) -> tuple[Shape, ...]:
        """The shapes that can be pointed at, in the order of drawing; they never overlap."""
        return tuple(shape for shape in self.shapes if shape.role in (Role.REGION, Role.TINT))

    def region_at(self, x: float, y: float) -> Shape | None:
        """The region under the point, or None beside the figure."""
        for shape, (left, top, right, bottom) in self._boxes:
            if left <= x <= right and top <= y <= bottom and shape.holds(x, y):
                return shape
        return None

    @cached_property
    def _boxes(self) -> tuple[tuple[Shape, tuple[float, float, float, float]], ...]:
        return tuple((shape, shape.bounds()) for shape in self.regions)


def _crossings(ring: Line, x: float, y: float) -> int:
    """How many edges of the ring a ray from the point to the right crosses."""
    count = 0
    x0, y0 = ring[-2], ring[-1]
    for x1, y1 in zip(ring[::2], ring[1::2], strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
            count += 1
        x0, y0 = x1, y1
    return count
