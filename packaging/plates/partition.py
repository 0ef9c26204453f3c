"""From a picture of labels to smooth outlines: a partition of the plane into arcs.

Two regions that touch share one arc, so that no gap and no overlap can appear between them,
whatever is done to the arc: smoothing, thinning out, rounding to whole units.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from scipy.ndimage import gaussian_filter1d

from plates.body import Floats, Ints

OUTSIDE = -1

Corner = tuple[int, int]
_STEPS: tuple[Corner, ...] = ((1, 0), (0, 1), (-1, 0), (0, -1))
"""East, south, west, north: each is a turn to the right from the one before (y goes down)."""


@dataclass
class Arc:
    """A border between two labels, from junction to junction (or around, when it meets none)."""

    points: Floats
    right: int
    left: int
    ends: tuple["End", "End"]
    """Where it starts and stops on the pixels, whatever is done to its points."""

    @property
    def closed(self) -> bool:
        return bool((self.points[0] == self.points[-1]).all())


@dataclass(frozen=True)
class End:
    """A corner of pixels, and which way an arc leaves it or comes to it."""

    corner: Corner
    heading: int


Rings = dict[int, list[list[int]]]


@dataclass
class Partition:
    """Arcs, and for each label its rings: arc numbers in order, ``~n`` when walked backwards."""

    arcs: list[Arc]
    rings: Rings = field(default_factory=dict)

    def start(self, way: int) -> End:
        """Where a way along an arc begins."""
        if way >= 0:
            return self.arcs[way].ends[0]
        last = self.arcs[~way].ends[1]
        return End(last.corner, (last.heading + 2) % 4)

    def stop(self, way: int) -> End:
        """Where a way along an arc ends."""
        back = self.start(~way)
        return End(back.corner, (back.heading + 2) % 4)

    def directed(self, way: int) -> Floats:
        """The points of an arc in the order of the way."""
        return self.arcs[way].points if way >= 0 else self.arcs[~way].points[::-1]

    def walk(self, ring: list[int]) -> Floats:
        """The points of a ring, the first one not repeated."""
        return np.concatenate([self.directed(way)[:-1] for way in ring])


def trace(labels: Ints) -> Partition:
    """The partition of a picture; x and y count pixels, pixel (0, 0) reaches from 0 to 1."""
    grid = np.pad(labels, 1, constant_values=OUTSIDE)
    links = _crack_links(grid)
    junctions = {corner for corner, ways in links.items() if len(ways) != 2}
    arcs: list[Arc] = []
    used: set[tuple[Corner, Corner]] = set()
    for start in (*sorted(junctions), *sorted(links)):
        for following in links[start]:
            if (start, following) in used:
                continue
            path = _follow(links, junctions, start, following)
            used.update(pairwise(path))
            used.update(pairwise(path[::-1]))
            right, left = _beside(grid, path[0], path[1])
            ends = _end(path[0], path[:2]), _end(path[-1], path[-2:])
            arcs.append(Arc(np.array(path, float) - 1, right, left, ends))
    partition = Partition(arcs)
    partition.rings = rings(partition, lambda label: label)
    return partition


def _end(corner: Corner, step: list[Corner]) -> End:
    (x0, y0), (x1, y1) = step
    return End(corner, _STEPS.index((x1 - x0, y1 - y0)))


def _crack_links(grid: Ints) -> dict[Corner, list[Corner]]:
    """Neighbouring corners along the cracks between unlike pixels."""
    links: dict[Corner, list[Corner]] = defaultdict(list)
    rows, columns = np.nonzero(grid[1:] != grid[:-1])
    for y, x in zip((rows + 1).tolist(), columns.tolist(), strict=True):
        links[x, y].append((x + 1, y))
        links[x + 1, y].append((x, y))
    rows, columns = np.nonzero(grid[:, 1:] != grid[:, :-1])
    for y, x in zip(rows.tolist(), (columns + 1).tolist(), strict=True):
        links[x, y].append((x, y + 1))
        links[x, y + 1].append((x, y))
    return links


def _follow(
    links: dict[Corner, list[Corner]], junctions: set[Corner], start: Corner, following: Corner
) -> list[Corner]:
    path = [start, following]
    while path[-1] not in junctions and path[-1] != start:
        one, other = links[path[-1]]
        path.append(other if one == path[-2] else one)
    return path


def _beside(grid: Ints, here: Corner, there: Corner) -> tuple[int, int]:
    """The labels to the right and to the left of a step."""
    x, y = min(here[0], there[0]), min(here[1], there[1])
    dx, dy = there[0] - here[0], there[1] - here[1]
    if dy == 0:
        below, above = int(grid[y, x]), int(grid[y - 1, x])
        return (below, above) if dx > 0 else (above, below)
    west, east = int(grid[y, x - 1]), int(grid[y, x])
    return (west, east) if dy > 0 else (east, west)


def rings(partition: Partition, group: Callable[[int], int]) -> Rings:
    """The rings around groups of labels: each group's arcs in order, the group on the right.

    Arcs inside a group are left out, so that a ring around a group runs along the very arcs of
    its members.
    """
    starts: dict[tuple[int, Corner], list[int]] = defaultdict(list)
    ways = []
    for number, arc in enumerate(partition.arcs):
        right, left = group(arc.right), group(arc.left)
        if right != left:
            ways += [(number, right), (~number, left)]
    for way, name in ways:
        starts[name, partition.start(way).corner].append(way)
    found: Rings = defaultdict(list)
    done: set[int] = set()
    for way, name in ways:
        if way not in done:
            ring = _ring(partition, starts, name, way)
            done.update(ring)
            found[name].append(ring)
    return found


def _ring(
    partition: Partition, starts: dict[tuple[int, Corner], list[int]], name: int, first: int
) -> list[int]:
    ring = [first]
    while True:
        here = partition.stop(ring[-1])
        # Turn right as sharply as possible: the label's pixels lie to the right.
        following = min(
            starts[name, here.corner],
            key=lambda way: (here.heading + 1 - partition.start(way).heading) % 4,
        )
        if following == first:
            return ring
        ring.append(following)


# ---- smoothing and thinning


def smooth(
    partition: Partition, outline: float, border: float, group: Callable[[int], int]
) -> None:
    """Round the stairs of the pixels: the figure's outline as whole rings, then the borders of
    groups, then those within a group. What meets a line that is smooth already ends on it.
    """
    moved: dict[Corner, Floats] = {}
    for ring in partition.rings[OUTSIDE]:
        points = partition.walk(ring)
        soft = gaussian_filter1d(points, outline, axis=0, mode="wrap")
        _share_out(partition, ring, np.concatenate([soft, soft[:1]]), moved)
    inner = [n for n, arc in enumerate(partition.arcs) if OUTSIDE not in (arc.right, arc.left)]
    coarse = {n for n in inner if _parts_groups(partition.arcs[n], group)}
    for numbers in (sorted(coarse), [n for n in inner if n not in coarse]):
        for chain in _chains(partition, numbers, set(moved)):
            points = np.concatenate(
                [partition.directed(way)[:-1] for way in chain]
                + [partition.directed(chain[-1])[-1:]]
            )
            ends = partition.start(chain[0]).corner, partition.stop(chain[-1]).corner
            start, end = (
                moved.get(corner, point)
                for corner, point in zip(ends, points[[0, -1]], strict=True)
            )
            _share_out(partition, chain, smooth_line(points, border, start, end), moved)


def _parts_groups(arc: Arc, group: Callable[[int], int]) -> bool:
    return group(arc.right) != group(arc.left)


def _share_out(
    partition: Partition, chain: list[int], soft: Floats, moved: dict[Corner, Floats]
) -> None:
    """Give the arcs of a chain their stretches of its softer line."""
    first = 0
    for way in chain:
        last = first + len(partition.directed(way)) - 1
        part = soft[first : last + 1]
        partition.arcs[way if way >= 0 else ~way].points = part if way >= 0 else part[::-1]
        moved[partition.start(way).corner] = part[0]
        moved[partition.stop(way).corner] = part[-1]
        first = last


def _chains(partition: Partition, numbers: list[int], fixed: set[Corner]) -> list[list[int]]:
    """The arcs joined to long lines, which break where lines meet or where a place is fixed."""
    at: dict[Corner, list[int]] = defaultdict(list)
    for number in numbers:
        for way in (number, ~number):
            at[partition.start(way).corner].append(way)
    breaks = fixed | {corner for corner, ways in at.items() if len(ways) != 2}
    left = set(numbers)
    found = []
    # Lines with ends first; what is left runs around.
    for way in sorted((w for c in breaks for w in at.get(c, [])), key=_forward) + numbers:
        if _forward(way) in left:
            chain = [way]
            left.discard(_forward(way))
            while (corner := partition.stop(chain[-1]).corner) not in breaks:
                one, other = at[corner]
                following = other if one == ~chain[-1] else one
                if _forward(following) not in left:
                    break
                left.discard(_forward(following))
                chain.append(following)
            found.append(chain)
    return found


def _forward(way: int) -> int:
    return way if way >= 0 else ~way


def smooth_line(points: Floats, sigma: float, start: Floats, end: Floats) -> Floats:
    """A softer line whose ends come to lie on the given places."""
    if (points[0] == points[-1]).all():
        soft = gaussian_filter1d(points[:-1], sigma, axis=0, mode="wrap")
        return np.concatenate([soft, soft[:1]])
    reach = min(len(points) - 1, int(4 * sigma) + 1)
    before = 2 * points[0] - points[reach:0:-1]
    after = 2 * points[-1] - points[-2 : -reach - 2 : -1]
    soft = gaussian_filter1d(np.concatenate([before, points, after]), sigma, axis=0)
    soft = soft[reach : reach + len(points)]
    # What the ends still miss is spread over the nearest stretch.
    fade = np.clip(1 - np.arange(len(soft)) / max(reach, 1), 0, 1)[:, None]
    return np.asarray(soft + fade * (start - soft[0]) + fade[::-1] * (end - soft[-1]))


def thin(points: Floats, tolerance: float) -> Floats:
    """Leave out points (never the ends) that lie within the tolerance (Douglas and Peucker)."""
    if (points[0] == points[-1]).all() and len(points) > 3:
        far = int(np.argmax(((points - points[0]) ** 2).sum(axis=1)))
        halves = thin(points[: far + 1], tolerance), thin(points[far:], tolerance)
        return np.concatenate([halves[0], halves[1][1:]])
    keep = np.zeros(len(points), bool)
    keep[[0, -1]] = True
    spans = [(0, len(points) - 1)]
    while spans:
        first, last = spans.pop()
        if last - first < 2:
            continue
        way = points[last] - points[first]
        offset = points[first + 1 : last] - points[first]
        length = np.hypot(*way)
        if length == 0:
            distance = np.hypot(offset[:, 0], offset[:, 1])
        else:
            distance = np.abs(way[0] * offset[:, 1] - way[1] * offset[:, 0]) / length
        worst = int(distance.argmax())
        if distance[worst] > tolerance:
            middle = first + 1 + worst
            keep[middle] = True
            spans += [(first, middle), (middle, last)]
    return points[keep]
