"""Places on the skin, found by rays: lines that are drawn flat come to lie on the body.

All rays are cast on the standard figure. A place found there is a spot on a triangle of the mesh,
and so it is known on every other body too.
"""

from dataclasses import dataclass

import numpy as np

from plates.body import Floats, Ints, Mask, Surface


@dataclass(frozen=True)
class Skin:
    """A part of the surface that rays can meet: its triangles on the standard figure."""

    surface: Surface
    standard: Floats
    triangles: Ints

    @classmethod
    def of(cls, surface: Surface, standard: Floats, part: Mask | None = None) -> "Skin":
        """The skin, or the part of it whose points are all in ``part``."""
        triangles = surface.triangles
        if part is not None:
            triangles = triangles[part[triangles].all(axis=1)]
        return cls(surface, standard, triangles)

    def hit(self, starts: Floats, ways: Floats) -> Floats:
        """Where each ray first meets the skin: places on this body; rays that miss are left out."""
        corners = self.standard[self.triangles]
        near = self._near(corners, starts, ways)
        corners, owners = corners[near], self.triangles[near]
        found = []
        for start, way in zip(starts, ways, strict=True):
            distance, a, b = _meet(corners, start, way)
            if len(distance) and np.isfinite(distance).any():
                first = int(distance.argmin())
                weights = np.array([1 - a[first] - b[first], a[first], b[first]])
                found.append(weights @ self.surface.points[owners[first]])
        return np.array(found).reshape(-1, 3)

    def _near(self, corners: Floats, starts: Floats, ways: Floats) -> Mask:
        """Triangles that any of the rays can meet, by their shadow across the rays' way."""
        across = np.linalg.svd(ways[:1])[2][1:]
        if np.abs(ways @ across.T).max() > 1e-6:
            centre = starts.mean(axis=0)
            return np.asarray(np.linalg.norm(corners.mean(axis=1) - centre, axis=1) < _REACH)
        flat, spots = corners @ across.T, starts @ across.T
        low, high = spots.min(axis=0) - _MARGIN, spots.max(axis=0) + _MARGIN
        return np.asarray(((flat > low) & (flat < high)).all(axis=(1, 2)))


_REACH = 1.2
"""How far from their start spreading rays look for skin."""
_MARGIN = 0.15


def _meet(corners: Floats, start: Floats, way: Floats) -> tuple[Floats, Floats, Floats]:
    """How far along the ray each triangle is met (infinite: not at all), and where in it."""
    origin = corners[:, 0]
    side, other = corners[:, 1] - origin, corners[:, 2] - origin
    normal = np.cross(way, other)
    scale = np.einsum("ij,ij->i", side, normal)
    with np.errstate(divide="ignore", invalid="ignore"):
        offset = start - origin
        a = np.einsum("ij,ij->i", offset, normal) / scale
        turned = np.cross(offset, side)
        b = turned @ way / scale
        distance = np.einsum("ij,ij->i", other, turned) / scale
    inside = (a >= -1e-6) & (b >= -1e-6) & (a + b <= 1 + 1e-6) & (distance > 1e-6)
    return np.where(inside, distance, np.inf), a, b
