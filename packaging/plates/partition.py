"""From a picture of labels to smooth outlines: a partition of the plane into arcs.

Two regions that touch share one arc, so that no gap and no overlap can appear between them,
whatever is done to the arc: smoothing, thinning out, rounding to whole units.
"""

from collections import defaultdict
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

    @property
    def closed(self) -> bool:
        return bool((self.points[0] == self.points[-1]).all())


@dataclass
class Partition:
    """Arcs, and for each label its rings: arc numbers in order, ``~n`` when walked backwards."""

    arcs: list[Arc]
    rings: dict[int, list[list[int]]] = field(default_factory=lambda: defaultdict(list))

    def walk(self, ring: list[int]) -> Floats:
        """The points of a ring, the first one not repeated."""
        parts = [self.arcs[n].points if n >= 0 else self.arcs[~n].points[::-1] for n in ring]
        return np.concatenate([part[:-1] for part in parts])


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
            arcs.append(Arc(np.array(path, float) - 1, right, left))
    partition = Partition(arcs)
    _join_rings(partition)
    return partition


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


def _join_rings(partition: Partition) -> None:
    """Walk every label's arcs so that the label stays on the right."""
    starts: dict[tuple[int, Corner], list[tuple[int, int]]] = defaultdict(list)
    for number, arc in enumerate(partition.arcs):
        for way, label, points in (
            (number, arc.right, arc.points),
            (~number, arc.left, arc.points[::-1]),
        ):
            starts[label, _corner(points[0])].append((way, _heading(points[0], points[1])))
    done: set[int] = set()
    for number, arc in enumerate(partition.arcs):
        for way, label in ((number, arc.right), (~number, arc.left)):
            if way not in done:
                ring = _ring(partition, starts, label, way)
                done.update(ring)
                partition.rings[label].append(ring)


def _ring(
    partition: Partition,
    starts: dict[tuple[int, Corner], list[tuple[int, int]]],
    label: int,
    first: int,
) -> list[int]:
    ring = [first]
    while True:
        points = _directed(partition, ring[-1])
        heading = _heading(points[-2], points[-1])
        choices = starts[label, _corner(points[-1])]
        # Turn right as sharply as possible: the label's pixels lie to the right.
        following = min(choices, key=lambda choice: (heading + 1 - choice[1]) % 4)[0]
        if following == first:
            return ring
        ring.append(following)


def _directed(partition: Partition, way: int) -> Floats:
    return partition.arcs[way].points if way >= 0 else partition.arcs[~way].points[::-1]


def _corner(point: Floats) -> Corner:
    return int(point[0]), int(point[1])


def _heading(here: Floats, there: Floats) -> int:
    return _STEPS.index((int(there[0] - here[0]), int(there[1] - here[1])))


# ---- smoothing and thinning


def smooth(partition: Partition, outline: float, border: float) -> None:
    """Round the stairs of the pixels: the figure's outline as whole rings, borders between their
    ends. A junction on the outline moves with the outline and takes the borders' ends along.
    """
    moved: dict[Corner, Floats] = {}
    fresh: dict[int, Floats] = {}
    for ring in partition.rings[OUTSIDE]:
        points = partition.walk(ring)
        soft = gaussian_filter1d(points, outline, axis=0, mode="wrap")
        soft = np.concatenate([soft, soft[:1]])
        first = 0
        for way in ring:
            length = len(_directed(partition, way))
            part = soft[first : first + length]
            fresh[way if way >= 0 else ~way] = part if way >= 0 else part[::-1]
            moved[_corner(points[first])] = part[0]
            first += length - 1
    for number, arc in enumerate(partition.arcs):
        if number not in fresh:
            start, end = (moved.get(_corner(p), p) for p in (arc.points[0], arc.points[-1]))
            fresh[number] = smooth_line(arc.points, border, start, end)
    for number, points in fresh.items():
        partition.arcs[number].points = points


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
