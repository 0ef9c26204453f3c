"""Where labels stand beside a drawing: never over each other, over a point or outside the plate.

All lengths are in one unit that the caller chooses: pixels on a screen, plate units in a file.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from guide.atlas.columns import Box, Column, Line, Margin, Place, Wanted, touches
from guide.atlas.scene import Role, Scene

__all__ = ["Box", "Ground", "Labels", "Place", "Placed", "Wanted", "place", "wanted_labels"]

_FEW = 0.5  # of a margin's room: so many labels that could go either way share one column
_MARGINS = 10  # labels for which there is room in margins that are worth the name
_LOOSE = 0.6  # of its room: what a margin holds of a crowd
_FAR = 0.25  # of the plate's height: no label in a margin is that far above or below its mark
_RINGS = (0.0, 1.0, 2.2)  # how far from its mark a label may stand, in label heights
_AROUND = ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1))


@dataclass(frozen=True, slots=True)
class Ground:
    """What the labels are placed on."""

    area: Box
    """The plate: no label leaves it."""
    bands: tuple[Box, ...] = ()
    """The body in horizontal slices; margins are what lies left and right of it."""
    marks: tuple[Place, ...] = ()
    """Every point drawn, labelled or not."""
    radius: float = 0.0
    """Of a mark; labels keep clear of it."""
    kept_free: tuple[Box, ...] = ()
    """Other places where no label may stand."""
    gap: float = 2.0
    """Between two labels, and between a label and what it keeps clear of."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A label in its place. ``leader`` runs from the mark to the label, empty where it is close by."""

    key: str
    box: Box
    at: Place
    leader: Line = ()


@dataclass(frozen=True, slots=True)
class Labels:
    """The labels that found room, and the keys of those that did not."""

    placed: tuple[Placed, ...] = ()
    left_out: tuple[str, ...] = ()


def wanted_labels(scene: Scene, measure: Callable[[str], tuple[float, float]]) -> list[Wanted]:
    """What is to be written beside the marks of a scene: each text once, named by itself.

    ``measure`` gives width and height of a text, in plate units.
    """
    places: dict[str, list[Place]] = {}
    for mark in scene.marks:
        if mark.label and mark.role is not Role.TICK:
            places.setdefault(mark.label, []).append((mark.x, mark.y))
    return [Wanted(text, *measure(text), tuple(found)) for text, found in places.items()]


def place(wanted: Sequence[Wanted], ground: Ground) -> Labels:
    """Place as many labels as there is room for.

    Each goes into the margin nearer to its mark, in the order of height; where that is full into the
    other one; where neither has room, close beside its mark; and where not even that is free, it is
    left out. Of a crowd that the margins cannot hold only so many are placed as can be read there,
    some of all parts of the body. The same input gives the same answer.
    """
    columns = _columns(wanted, ground)
    crowded = len(wanted) > sum(column.room for column in columns) >= _MARGINS
    if crowded:
        for column in columns:
            column.loosen(_LOOSE)
    rest: list[Wanted] = []
    for _rank, group in groupby(sorted(wanted, key=_order), key=lambda one: one.rank):
        rest += _share_out(list(group), ground, *columns)
    placed = []
    for label, at, box in (one for column in columns for one in column.settled()):
        if abs((box[1] + box[3]) / 2 - at[1]) > _FAR * (ground.area[3] - ground.area[1]):
            rest.append(label)
        else:
            placed.append(Placed(label.key, box, at, _leader(at, box, ground.radius)))
    left_out = []
    for label in rest:
        close = None if crowded else _beside(label, ground, placed)
        if close is None:
            left_out.append(label.key)
        else:
            placed.append(close)
    return Labels(tuple(placed), tuple(left_out))


def _order(label: Wanted) -> tuple[int, float, str]:
    return label.rank, label.places[0][1], label.key


def _columns(wanted: Sequence[Wanted], ground: Ground) -> tuple[Column, Column]:
    """The left and the right margin; they never reach over each other."""
    blocked = [*ground.kept_free, *(_around(at, ground.radius) for at in ground.marks)]
    start, _top, end, _bottom = ground.area
    most = end - start if ground.bands else (end - start - ground.gap) / 2
    margin = Margin(ground.area, ground.bands, blocked, ground.gap)
    right = Column(margin, wanted, most, right=True)
    left = Column(margin, wanted, min(most, right.inner - ground.gap - start), right=False)
    return left, right


def _share_out(labels: list[Wanted], ground: Ground, left: Column, right: Column) -> list[Wanted]:
    """Fill both margins with the labels of one rank; those that find no room."""
    sides: dict[str, list[Wanted]] = {"left": [], "right": [], "either": []}
    for label in labels:
        sides[_nearer(label, ground)].append(label)
    rest = left.take(sides["left"]) + right.take(sides["right"])
    either = sides["either"]
    if right.fits(either) and len(either) <= max(right.room * _FEW, right.room - left.room):
        return _elsewhere(rest + right.take(either), left, right)
    more = right.take(either[::2]) + left.take(either[1::2])
    return _elsewhere(rest + more, left, right)


def _elsewhere(rest: list[Wanted], left: Column, right: Column) -> list[Wanted]:
    """What the nearer margin had no room for goes into the other one."""
    rest.sort(key=_order)
    return right.take(left.take(rest))


def _nearer(label: Wanted, ground: Ground) -> str:
    """The side of the body on which the marks lie; ``either`` for the middle, or for both."""
    bands = ground.bands or (ground.area,)
    middle = (min(band[0] for band in bands) + max(band[2] for band in bands)) / 2
    aside = min(x for x, _y in label.places) + max(x for x, _y in label.places) - 2 * middle
    if abs(aside) <= label.height / 2:
        return "either"
    return "left" if aside < 0 else "right"


# ---- close beside the mark


def _beside(label: Wanted, ground: Ground, placed: Sequence[Placed]) -> Placed | None:
    """The label next to its mark; over a leader only where nothing else is free."""
    spare = None
    for box, at, ring in _candidates(label, ground):
        if not _is_free(box, ground, placed):
            continue
        found = Placed(label.key, box, at, _leader(at, box, ground.radius) if ring else ())
        if not any(_over(box, one.leader) for one in placed if one.leader):
            return found
        spare = spare or found
    return spare


def _candidates(label: Wanted, ground: Ground) -> Iterable[tuple[Box, Place, int]]:
    for ring, far in enumerate(_RINGS):
        reach = ground.radius + ground.gap + far * label.height
        for at in label.places:
            for across, down in _AROUND:
                x = at[0] + across * reach + (across - 1) / 2 * label.width
                if across == 0:
                    x = at[0] - label.width / 2
                push = reach + label.height / 2 if across == 0 else reach * 0.7 + label.height / 4
                y = at[1] + down * push - label.height / 2
                yield (x, y, x + label.width, y + label.height), at, ring


def _is_free(box: Box, ground: Ground, placed: Sequence[Placed]) -> bool:
    left, top, right, bottom = ground.area
    if not (left <= box[0] and box[2] <= right and top <= box[1] and box[3] <= bottom):
        return False
    if any(touches(box, one, 0.0) for one in ground.kept_free):
        return False
    if any(touches(box, one.box, ground.gap) for one in placed):
        return False
    return not any(touches(box, _around(at, ground.radius), 0.0) for at in ground.marks)


def _around(at: Place, radius: float) -> Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius


def _leader(at: Place, box: Box, radius: float) -> Line:
    """From the rim of the mark to the nearer edge of the label; empty where they meet."""
    x, y = at
    end_x = box[0] if x < box[0] else min(x, box[2])
    end_y = (box[1] + box[3]) / 2 if end_x != x else box[1] if y < box[1] else box[3]
    length = ((end_x - x) ** 2 + (end_y - y) ** 2) ** 0.5
    if length <= radius:
        return ()
    share = radius / length
    return x + (end_x - x) * share, y + (end_y - y) * share, end_x, end_y


def _over(box: Box, line: Line) -> bool:
    """Does the line pass through the box?"""
    x0, y0, x1, y1 = line
    enter, leave = 0.0, 1.0
    for start, way, low, high in ((x0, x1 - x0, box[0], box[2]), (y0, y1 - y0, box[1], box[3])):
        if abs(way) < 1e-9:
            if not low < start < high:
                return False
            continue
        first, last = sorted(((low - start) / way, (high - start) / way))
        enter, leave = max(enter, first), min(leave, last)
    return enter < leave
