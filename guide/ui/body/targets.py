"""What can be pointed at on a plate, and which of it lies where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt

from guide.atlas.scene import Mark, Scene, Shape

ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_EXTENT = 0.7  # a region counts as nearer than its middle, or points would surround it
Name = tuple[str, str]
"""A key such as ``point/BL13``, and the side of the body, empty on the midline."""


@dataclass(frozen=True, slots=True)
class Target:
    """A region, point or meridian on a plate; all lengths are plate units.

    ``small`` ones have no extent of their own: ``bounds`` is a place then.
    """

    key: str
    side: str
    title: str
    at: tuple[float, float]
    bounds: tuple[float, float, float, float]
    small: bool = False

    @property
    def name(self) -> Name:
        return self.key, self.side


def targets_of(scene: Scene) -> tuple[Target, ...]:
    """Everything that has a key, once for each side, from head to foot and from left to right."""
    found: dict[Name, Target] = {}
    for target in (
        *map(_of_region, scene.regions),
        *map(_of_line, scene.lines),
        *map(_of_point, scene.points),
    ):
        found.setdefault(target.name, target)
    return tuple(sorted(found.values(), key=lambda one: (one.at[1], one.at[0], one.key)))


def target_at(
    scene: Scene, x: float, y: float, reach: float, beside: float, least: float = 0.0
) -> Name | None:
    """What is meant by a place: a point within ``reach``, a line within ``beside``, else a region.

    A fine region that is smaller than ``least`` stands back behind the one that holds it.
    """
    hit: Mark | Shape | None = scene.point_at(x, y, reach)
    hit = hit or scene.line_at(x, y, beside) or scene.region_at(x, y, least)
    return None if hit is None else (hit.key, hit.side)


def nearest(targets: Sequence[Target], name: Name, direction: Qt.Key) -> Name:
    """What to reach from ``name`` by an arrow key; ``name`` itself where nothing lies that way."""
    across, down = ARROWS[direction]
    here = next(one for one in targets if one.name == name)
    best, found = float("inf"), name
    for target in targets:
        dx, dy = target.at[0] - here.at[0], target.at[1] - here.at[1]
        along, aside = dx * across + dy * down, abs(dx * down) + abs(dy * across)
        if target is here or along <= 0 or aside > 3 * along:
            continue
        far = (along + 2.5 * aside) * (1.0 if target.small else _EXTENT)
        if far < best:
            best, found = far, target.name
    return found


def names_of(targets: Iterable[Target]) -> list[Name]:
    """The names in their order."""
    return [target.name for target in targets]


def _of_region(shape: Shape) -> Target:
    left, top, right, bottom = shape.bounds()
    at = shape.anchor or ((left + right) / 2, (top + bottom) / 2)
    return Target(shape.key, shape.side, shape.title, at, (left, top, right, bottom))


def _of_line(shape: Shape) -> Target:
    """In the middle of its longest stretch."""
    line = max(shape.rings, key=len)
    middle = len(line) // 4 * 2
    at = line[middle], line[middle + 1]
    return Target(shape.key, shape.side, shape.title, at, (*at, *at), small=True)


def _of_point(mark: Mark) -> Target:
    at = mark.x, mark.y
    return Target(mark.key, mark.side, mark.title, at, (*at, *at), small=True)
