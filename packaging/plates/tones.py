"""Soft shading in many thin flat tones, bounded by smooth outlines."""

import contourpy
import numpy as np
from scipy import sparse
from scipy.ndimage import distance_transform_edt, gaussian_filter
from scipy.sparse.linalg import cg

from plates.body import Floats, Mask, Surface
from plates.partition import thin

LIGHT = np.array([-0.42, 0.55, 0.72])
"""The lamp stands to the viewer's upper left, in front."""
LEVELS = tuple(float(level) for level in np.linspace(0.985, 0.31, 15))
"""How bright the lightest skin of each tone is."""
BLUR = 7.0
RELIEF = 2.2
"""How much more the forms of muscles and bones count than they would in a photograph."""
SMALLEST = 5000.0
"""Square units; a smaller island of shade is left out, a smaller gap filled."""
TOLERANCE, HIDDEN, COVERED = 1.1, 2.2, 4.0
"""How far a tone's edge may stray: on the skin, in pixels; and in plate units under the figure's
outline, which covers what lies as near to the edge as this."""
FINE, CALM, NEAR, BROAD = 0.02, 0.08, 0.16, 0.30
"""How far, in decimetres, the skin's direction is evened out: on small forms (face, fingers) and
on great ones; and for the wider surroundings of either that a form stands out from."""
PAPER = 0.03
"""How much lighter all is drawn, so that the skin's own colour stays."""


class Shade:
    """How bright the skin of one body is, from any side.

    The skin's directions are evened out over the skin itself, so that tones follow its forms and
    not the mesh.
    """

    def __init__(self, surface: Surface) -> None:
        spread = Spread(surface)
        even, before = [surface.normals], 0.0
        for reach in (FINE, CALM, NEAR, BROAD):
            even.append(spread.evened(even[-1], np.sqrt(reach**2 - before**2)))
            before = reach
        great = spread.evened(_coarseness(surface)[:, None], 0.1)
        _, fine, calm, near, broad = even
        self._skin = _unit(fine + great * (calm - fine))
        self._around = _unit(near + great * (broad - near))

    def brightness(self, turn: Floats) -> Floats:
        """How bright each point is: 1 where the lamp shines straight on it."""
        value = _lit(self._skin @ turn.T)
        return np.asarray(PAPER + value + RELIEF * (value - _lit(self._around @ turn.T)))


def _unit(normals: Floats) -> Floats:
    return np.asarray(normals / np.linalg.norm(normals, axis=1, keepdims=True).clip(0.05))


def _lit(normals: Floats) -> Floats:
    """Lamp light that wraps around, a little less where skin turns away from the eye."""
    lamp = LIGHT / np.linalg.norm(LIGHT)
    wrapped = (normals @ lamp + 0.45) / 1.45
    return np.asarray(0.62 * wrapped + 0.38 * normals[:, 2].clip(0, 1) ** 0.8)


def _coarseness(surface: Surface) -> Floats:
    """1 on the great forms, where the mesh is coarse; 0 where it is fine (face, fingers, toes)."""
    ends = np.stack([surface.quads, np.roll(surface.quads, -1, axis=1)], axis=2).reshape(-1, 2)
    length = np.linalg.norm(surface.points[ends[:, 0]] - surface.points[ends[:, 1]], axis=1)
    count = len(surface.points)
    mean = np.bincount(ends[:, 0], length, count) / np.bincount(ends[:, 0], minlength=count).clip(1)
    return np.asarray(((mean - 0.018) / 0.02).clip(0, 1))


class Spread:
    """Diffusion over the skin, whatever the size and the shape of its triangles."""

    def __init__(self, surface: Surface) -> None:
        points, triangles = surface.points, surface.triangles
        count = len(points)
        self._stiff = sparse.csr_matrix((count, count))
        area = np.zeros(count)
        for corner in range(3):
            a, b, c = (triangles[:, (corner + k) % 3] for k in range(3))
            u, v = points[b] - points[a], points[c] - points[a]
            double = np.linalg.norm(np.cross(u, v), axis=1).clip(1e-10)
            # The cotangent at a weighs the edge between b and c.
            weight = (np.einsum("ij,ij->i", u, v) / double / 2).clip(0.02, 10)
            edge = sparse.csr_matrix((weight, (b, c)), shape=(count, count))
            self._stiff = self._stiff - edge - edge.T
            area += np.bincount(a, double / 6, count)
        self._stiff = self._stiff - sparse.diags(np.asarray(self._stiff.sum(axis=1)).ravel())
        self._area = area.clip(1e-10)

    def evened(self, values: Floats, reach: float) -> Floats:
        """The values, each drawn towards those around it within the reach."""
        system = (sparse.diags(self._area) + reach**2 / 2 * self._stiff).tocsr()
        scale = sparse.diags(1 / system.diagonal())
        columns = [
            cg(system, self._area * column, x0=column, rtol=1e-3, M=scale)[0] for column in values.T
        ]
        return np.stack(columns, axis=1)


def tone_rings(bright: Floats, mask: Mask, detail: float = 1.0) -> list[list[Floats]]:
    """For each level the closed outlines of all skin that is darker, in pixels, thinned out.

    ``detail`` is how many pixels a plate unit gets. Along the figure's own outline, whose line
    covers it, a ring needs few points.
    """
    blur = BLUR * detail
    weight = gaussian_filter(mask.astype(float), blur)
    soft = gaussian_filter(np.where(mask, bright, 0), blur) / np.maximum(weight, 1e-3)
    figure = gaussian_filter(mask.astype(float), 3.0 * detail) - 0.5
    margin = distance_transform_edt(np.pad(mask, 1))[1:-1, 1:-1]
    rings = []
    for level in LEVELS:
        # Darker than the level and inside the figure: the lesser of two smooth fields.
        field = np.minimum((level - soft) * 8, figure)
        lines = contourpy.contour_generator(z=np.pad(field, 1, constant_values=-1.0)).lines(0.0)
        found = [np.asarray(line) - 0.5 for line in lines]
        large = [ring for ring in found if abs(_area(ring)) > SMALLEST * detail**2]
        rings.append([_thinned(ring, margin, detail) for ring in large])
    return rings


def _thinned(ring: Floats, margin: Floats, detail: float) -> Floats:
    """The ring with fewer points; it stays closed."""
    column, row = ring.astype(int).T.clip(0)
    far = margin[row.clip(0, margin.shape[0] - 1), column.clip(0, margin.shape[1] - 1)]
    edge = far < COVERED * detail
    cuts = np.flatnonzero(np.diff(edge.astype(int))) + 1
    if len(cuts) < 2:
        return thin(ring, HIDDEN * detail if edge.all() else TOLERANCE)
    ring = np.roll(ring[:-1], -cuts[0], axis=0)
    edge = np.roll(edge[:-1], -cuts[0])
    ends = [*(np.flatnonzero(np.diff(edge.astype(int))) + 1), len(ring)]
    ring = np.concatenate([ring, ring[:1]])
    first, pieces = 0, []
    for last in ends:
        tolerance = HIDDEN * detail if edge[first] else TOLERANCE
        pieces.append(thin(ring[first : last + 1], tolerance)[:-1])
        first = last
    return np.concatenate([*pieces, ring[:1]])


def _area(ring: Floats) -> float:
    x, y = ring[:-1].T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)
