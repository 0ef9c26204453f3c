"""A surface seen from one side, as pictures: which triangle, how deep, and any number on it."""

from dataclasses import dataclass

import numpy as np

from plates.body import Floats, Ints, Surface

_BATCH = 4_000_000


@dataclass(frozen=True)
class View:
    """A parallel projection: ``turn`` brings the wanted side to the front (z towards the eye)."""

    turn: Floats
    scale: float
    left: float
    top: float
    width: int
    height: int

    def place(self, points: Floats) -> Floats:
        """Pixel x, pixel y and depth (greater is nearer) of points in space."""
        turned = points @ self.turn.T
        x = (turned[:, 0] - self.left) * self.scale
        y = (self.top - turned[:, 1]) * self.scale
        return np.stack([x, y, turned[:, 2]], axis=1)


@dataclass(frozen=True)
class Picture:
    """What is seen at each pixel: ``triangle`` (-1 beside the figure) and its two weights."""

    view: View
    surface: Surface
    triangle: Ints
    weights: Floats

    @property
    def mask(self) -> np.ndarray:
        return self.triangle >= 0

    def sample(self, values: Floats, beside: float = 0.0) -> Floats:
        """Values of the points, carried over to the pixels."""
        seen = self.mask
        corners = values[self.surface.triangles[self.triangle[seen]]]
        a, b = self.weights[seen].T
        out = np.full(seen.shape, beside)
        out[seen] = a * corners[:, 0] + b * corners[:, 1] + (1 - a - b) * corners[:, 2]
        return out


def look(surface: Surface, view: View) -> Picture:
    """Render by painting every triangle's pixels; the nearest one stays."""
    placed = view.place(surface.points)
    corners = placed[surface.triangles]
    low = np.ceil(corners[:, :, :2].min(axis=1) - 0.5).astype(int)
    high = np.floor(corners[:, :, :2].max(axis=1) - 0.5).astype(int)
    low = low.clip(0)
    high = np.minimum(high, [view.width - 1, view.height - 1])
    size = high - low + 1
    area = _cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
    wanted = np.flatnonzero((size > 0).all(axis=1) & (np.abs(area) > 1e-9))
    depth = np.full(view.width * view.height, -np.inf)
    triangle = np.full(view.width * view.height, -1)
    weights = np.zeros((view.width * view.height, 2))
    counts = size[wanted].prod(axis=1)
    first = 0
    while first < len(wanted):
        last = max(first + 1, int(np.searchsorted(np.cumsum(counts[first:]), _BATCH)) + first)
        chosen = wanted[first:last]
        pixel, owner, a, b, z = _cover(corners, low, size, area, chosen, view.width)
        order = np.lexsort((owner, z))
        order = order[z[order] > depth[pixel[order]]]
        # Sorted by depth: of several writes to one pixel the nearest comes last and stays.
        at = pixel[order]
        depth[at], triangle[at] = z[order], owner[order]
        weights[at, 0], weights[at, 1] = a[order], b[order]
        first = last
    shape = (view.height, view.width)
    return Picture(view, surface, triangle.reshape(shape), weights.reshape(*shape, 2))


def _cover(
    corners: Floats, low: Ints, size: Ints, area: Floats, chosen: Ints, width: int
) -> tuple[Ints, Ints, Floats, Floats, Floats]:
    """Pixels whose centre lies in one of the chosen triangles."""
    counts = size[chosen].prod(axis=1)
    owner = np.repeat(chosen, counts)
    step = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    x = low[owner, 0] + step % size[owner, 0]
    y = low[owner, 1] + step // size[owner, 0]
    centre = np.stack([x + 0.5, y + 0.5], axis=1)
    p0, p1, p2 = (corners[owner, k] for k in range(3))
    a = _cross(p1[:, :2] - centre, p2[:, :2] - centre) / area[owner]
    b = _cross(p2[:, :2] - centre, p0[:, :2] - centre) / area[owner]
    c = 1 - a - b
    inside = (a >= -1e-9) & (b >= -1e-9) & (c >= -1e-9)
    z = a * p0[:, 2] + b * p1[:, 2] + c * p2[:, 2]
    pixel = y * width + x
    return pixel[inside], owner[inside], a[inside], b[inside], z[inside]


def _cross(u: Floats, v: Floats) -> Floats:
    result: Floats = u[:, 0] * v[:, 1] - u[:, 1] * v[:, 0]
    return result
