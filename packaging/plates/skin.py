"""Questions to the skin: where a ray meets it, how a cut runs around it, the way along it.

Everything is asked of the body's left half and the midline; the body is symmetric, so the right
is its mirror image. Lengths are decimetres.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy import sparse
from scipy.ndimage import gaussian_filter1d
from scipy.sparse.csgraph import dijkstra
from scipy.spatial import cKDTree

from plates.body import Floats, Ints, Mask, Surface

LEFT = np.array([1.0, 0.0, 0.0])
UP = np.array([0.0, 1.0, 0.0])
FRONT = np.array([0.0, 0.0, 1.0])
MIRROR = np.array([-1.0, 1.0, 1.0])


class Missed(ValueError):
    """A ray or a cut does not meet the skin: the rule that asked for it does not fit this body."""


@dataclass(frozen=True)
class Ring:
    """A cut through a part of the body: its points (n, 3) around ``centre``, by angle from ``u``
    to ``v``, closed.
    """

    centre: Floats
    u: Floats
    v: Floats
    points: Floats

    @cached_property
    def angle(self) -> Floats:
        """The angle of each point, from -pi up to below pi."""
        found = np.arctan2(self.ahead, self.across)
        return np.where(found > np.pi - 1e-6, -np.pi, found)

    @cached_property
    def across(self) -> Floats:
        """How far each point lies in the direction of ``u``."""
        return np.asarray((self.points - self.centre) @ self.u)

    @cached_property
    def ahead(self) -> Floats:
        """How far each point lies in the direction of ``v``."""
        return np.asarray((self.points - self.centre) @ self.v)

    def at(self, share: float, front: bool = True) -> Floats:
        """The point ``share`` of the width from the far end of ``-u``, before or behind."""
        wanted = self.across.min() + share * np.ptp(self.across)
        sign = 1 if front else -1
        crossing = self._crossings(self.across - wanted)
        if not len(crossing):
            edge = self.across.argmin() if share < 0.5 else self.across.argmax()
            return np.asarray(self.points[edge])
        return np.asarray(crossing[(sign * ((crossing - self.centre) @ self.v)).argmax()])

    def side(self, share: float, outer: bool = True) -> Floats:
        """The point ``share`` of the depth from the far end of ``-v``, on the side of ``u``."""
        wanted = self.ahead.min() + share * np.ptp(self.ahead)
        sign = 1 if outer else -1
        crossing = self._crossings(self.ahead - wanted)
        if not len(crossing):
            edge = self.ahead.argmin() if share < 0.5 else self.ahead.argmax()
            return np.asarray(self.points[edge])
        return np.asarray(crossing[(sign * ((crossing - self.centre) @ self.u)).argmax()])

    def _crossings(self, value: Floats) -> Floats:
        """Where a value along the ring passes zero."""
        ends = np.roll(value, -1)
        first = np.flatnonzero((value >= 0) != (ends >= 0))
        share = (value[first] / (value[first] - ends[first]))[:, None]
        following = np.roll(self.points, -1, axis=0)
        return np.asarray(self.points[first] + share * (following[first] - self.points[first]))


class Skin:
    """A surface and its parts. ``parts`` tells of every vertex whether it belongs to a part; what
    belongs to ``inside`` (the hollow of the mouth) is no skin to lie on.
    """

    def __init__(self, surface: Surface, parts: dict[str, Mask]) -> None:
        self.surface = surface
        triangles = surface.triangles
        self._corners = {
            name: surface.points[triangles[mask[triangles].all(axis=1)]]
            for name, mask in {**parts, "": np.ones(len(surface.points), bool)}.items()
        }
        self._middles = {name: corners.mean(axis=1) for name, corners in self._corners.items()}
        reach = self._corners[""] - self._middles[""][:, None]
        self._reach = float(np.linalg.norm(reach, axis=2).max())
        """No corner lies farther from the middle of its triangle."""
        self._outside = np.flatnonzero(~parts["inside"])
        self._tree = cKDTree(surface.points[self._outside])
        self._ways: dict[int, Ints] = {}

    def hit(self, start: Floats, way: Floats, part: str = "") -> Floats:
        """The last point of the part that the ray leaves through: its outer skin that way."""
        way = way / np.linalg.norm(way)
        u = np.cross(way, [0.37, 0.71, -0.59])
        u /= np.linalg.norm(u)
        v = np.cross(way, u)
        close = np.abs((self._middles[part] - start) @ np.stack([u, v], axis=1)) <= self._reach
        corners = self._corners[part][close.all(axis=1)] - start
        flat = np.stack([corners @ u, corners @ v], axis=2)
        near = (flat.min(axis=1) <= 0).all(axis=1) & (flat.max(axis=1) >= 0).all(axis=1)
        flat, corners = flat[near], corners[near]
        a, b, c = (_cross(flat[:, i], flat[:, j]) for i, j in ((1, 2), (2, 0), (0, 1)))
        total = a + b + c
        inside = ((a >= 0) & (b >= 0) & (c >= 0)) | ((a <= 0) & (b <= 0) & (c <= 0))
        inside &= np.abs(total) > 1e-12
        if not inside.any():
            raise Missed(
                f"no skin of “{part}” from {np.round(start, 2)} towards {np.round(way, 2)}"
            )
        weights = np.stack([a, b, c], axis=1)[inside] / total[inside, None]
        met = (weights[:, :, None] * corners[inside]).sum(axis=1)
        return np.asarray(start + met[(met @ way).argmax()])

    def ring(self, centre: Floats, u: Floats, v: Floats, part: str = "", steps: int = 360) -> Ring:
        """The cut through the part in the plane of ``u`` and ``v`` as it is seen from ``centre``."""
        u = u / np.linalg.norm(u)
        v = v - (v @ u) * u
        v /= np.linalg.norm(v)
        square = np.cross(u, v)
        close = np.abs((self._middles[part] - centre) @ square) <= self._reach
        corners = self._corners[part][close] - centre
        height = corners @ square
        cut = (height.min(axis=1) < 0) & (height.max(axis=1) >= 0)
        ends = _segments(corners[cut], height[cut])
        if not len(ends):
            raise Missed(f"no cut of “{part}” at {np.round(centre, 2)}")
        flat = np.stack([ends @ u, ends @ v], axis=2)
        angles = np.linspace(-np.pi, np.pi, steps, endpoint=False)
        reach = np.array([_outermost(flat, angle) for angle in angles])
        seen = np.isfinite(reach)
        points = np.cos(angles)[:, None] * u + np.sin(angles)[:, None] * v
        return Ring(centre, u, v, centre + (reach[:, None] * points)[seen])

    def snap(self, places: Floats) -> Floats:
        """The nearest points of the skin, for places close to it."""
        distance, near = self._near(places, 3)
        weights = 1 / np.maximum(distance, 1e-6) ** 2
        weights /= weights.sum(axis=-1, keepdims=True)
        return np.asarray((weights[..., None] * self.surface.points[near]).sum(axis=-2))

    def _near(self, places: Floats, count: int) -> tuple[Floats, Ints]:
        """The distances and numbers of the nearest points of the outer skin."""
        distance, near = self._tree.query(places, k=count)
        return distance, self._outside[near]

    def lay(self, line: Floats) -> Floats:
        """The line moved straight onto the skin, without taking on the grain of the mesh."""
        near = self._near(line, 12)[1]
        normals = self.surface.normals[near].mean(axis=1)
        normals /= np.linalg.norm(normals, axis=1, keepdims=True)
        lift = ((self.snap(line) - line) * normals).sum(axis=1)
        return np.asarray(line + smooth(lift[:, None], 5) * normals)

    def extras(self, place: Floats) -> Floats:
        """The surface's further numbers at a place of the skin."""
        distance, near = self._near(place, 3)
        weights = 1 / np.maximum(distance, 1e-6)
        return np.asarray(weights @ self.surface.extras[near] / weights.sum())

    def normal(self, place: Floats) -> Floats:
        """The direction away from the body at a place of the skin."""
        near = self._near(place, 6)[1]
        mean = self.surface.normals[near].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean))

    def way(self, start: Floats, end: Floats) -> Floats:
        """A smooth way along the skin between two places of it, two millimetres a step."""
        first, last = self._near(np.array([start, end]), 1)[1]
        if first == last:
            return np.array([start, end])
        came = self._ways.get(first)
        if came is None:
            came = dijkstra(self._edges, directed=False, indices=first, return_predecessors=True)[1]
            self._ways[first] = came
        path = [int(last)]
        while path[-1] != first:
            path.append(int(came[path[-1]]))
        return self._softened(np.vstack([start, self.surface.points[path[-2:0:-1]], end]))

    def _softened(self, points: Floats) -> Floats:
        """Evened out between its fixed ends, and laid onto the skin again."""
        along = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
        count = max(6, int(along[-1] / 0.02) + 2)
        even = np.linspace(0, along[-1], count)
        line = np.stack([np.interp(even, along, column) for column in points.T], axis=1)
        for _ in range(4):
            line = np.vstack([line[:1], self.snap(smooth(line, 20))[1:-1], line[-1:]])
        # Laying it onto the skin brings back the grain of the mesh; the last touch takes it away.
        return smooth(line, 12)

    @cached_property
    def _edges(self) -> sparse.csr_matrix:
        """The edges and both diagonals of all quads with their lengths."""
        points, quads = self.surface.points, self.surface.quads
        pairs = [(0, 1), (1, 2), (2, 3), (3, 0), (0, 2), (1, 3)]
        ends = np.concatenate([quads[:, pair] for pair in pairs])
        length = np.linalg.norm(points[ends[:, 0]] - points[ends[:, 1]], axis=1)
        outside = np.isin(ends, self._outside).all(axis=1)
        ends, length = ends[outside], length[outside]
        # An edge of two quads stands twice and would count twice.
        ends, kept = np.unique(np.sort(ends, axis=1), axis=0, return_index=True)
        shape = (len(points), len(points))
        return sparse.csr_matrix((length[kept], (ends[:, 0], ends[:, 1])), shape=shape)


def along(points: Floats, share: float) -> Floats:
    """The place ``share`` of the length along a line of points."""
    lengths = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))])
    at = share * lengths[-1]
    return np.array([np.interp(at, lengths, column) for column in points.T])


def smooth(line: Floats, sigma: float) -> Floats:
    """A softer line with the same ends."""
    reach = min(len(line) - 1, int(4 * sigma))
    before, after = 2 * line[0] - line[reach:0:-1], 2 * line[-1] - line[-2 : -reach - 2 : -1]
    soft = gaussian_filter1d(np.vstack([before, line, after]), sigma, axis=0)
    return np.asarray(soft[reach : reach + len(line)])


def _cross(u: Floats, v: Floats) -> Floats:
    return np.asarray(u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0])


def _segments(corners: Floats, height: Floats) -> Floats:
    """Where triangles meet the plane of height 0: (n, 2, 3)."""
    ends = []
    for i, j in ((0, 1), (1, 2), (2, 0)):
        share = height[:, i] / np.where(
            height[:, i] == height[:, j], 1, height[:, i] - height[:, j]
        )
        crosses = (height[:, i] < 0) != (height[:, j] < 0)
        place = corners[:, i] + share[:, None] * (corners[:, j] - corners[:, i])
        ends.append(np.where(crosses[:, None], place, np.nan))
    stacked = np.stack(ends, axis=1)
    order = np.argsort(np.isnan(stacked[:, :, 0]), axis=1, kind="stable")[:, :2]
    return np.asarray(np.take_along_axis(stacked, order[:, :, None], axis=1))


def _outermost(flat: Floats, angle: float) -> float:
    """How far from the origin the last segment lies in the direction of the angle."""
    way = np.array([np.cos(angle), np.sin(angle)])
    side = flat[:, :, 1] * way[0] - flat[:, :, 0] * way[1]
    ahead = flat @ way
    met = (side[:, 0] >= 0) != (side[:, 1] >= 0)
    if not met.any():
        return np.nan
    side, ahead = side[met], ahead[met]
    share = side[:, 0] / (side[:, 0] - side[:, 1])
    reach = ahead[:, 0] + share * (ahead[:, 1] - ahead[:, 0])
    return float(reach.max()) if reach.max() > 0 else np.nan
