"""Soft shading in a few flat tones, bounded by smooth outlines."""

import contourpy
import numpy as np
from scipy import sparse
from scipy.ndimage import gaussian_filter

from plates.body import Floats, Mask, Surface

LIGHT = np.array([-0.42, 0.55, 0.72])
"""The lamp stands to the viewer's upper left, in front."""
LEVELS = (0.98, 0.92, 0.86, 0.80, 0.73, 0.66, 0.58, 0.50, 0.41, 0.31)
"""How bright the lightest skin of each tone is."""
BLUR = 7.0
RELIEF = 1.6
"""How much more the forms of muscles and bones count than they would in a photograph."""
CALM = 70
"""Rounds of evening out the shade on the trunk and the limbs."""
SMALLEST = 3000.0
"""Square units; a smaller island of shade is left out, a smaller gap filled."""


def brightness(surface: Surface, turn: Floats) -> Floats:
    """How bright each point is: lamp light that wraps around, a little less where skin turns away.

    The light is evened out over the skin, so that tones follow the great forms only.
    """
    normals = surface.normals @ turn.T
    lamp = LIGHT / np.linalg.norm(LIGHT)
    wrapped = (normals @ lamp + 0.45) / 1.45
    edge = normals[:, 2].clip(0, 1)
    value = 0.62 * wrapped + 0.38 * edge**0.8
    ends = np.stack([surface.quads, np.roll(surface.quads, -1, axis=1)], axis=2).reshape(-1, 2)
    count = len(value)
    links = sparse.csr_matrix((np.ones(len(ends)), (ends[:, 0], ends[:, 1])), shape=(count, count))
    links = links + links.T
    links = sparse.diags(1 / np.asarray(links.sum(axis=1)).ravel().clip(1)) @ links
    # Where the mesh is fine (face, fingers, toes) small forms matter; on the trunk only great ones.
    length = np.linalg.norm(surface.points[ends[:, 0]] - surface.points[ends[:, 1]], axis=1)
    coarse = np.bincount(ends[:, 0], length, count)
    coarse /= np.bincount(ends[:, 0], minlength=count).clip(
        1
    )  # some stand beside the part that is seen
    coarse = _evened(links, ((coarse - 0.018) / 0.02).clip(0, 1), 40)
    fine = _evened(links, value, 16)
    calm = _evened(links, fine, CALM)
    value = fine + coarse * (calm - fine)
    return np.asarray(value + RELIEF * (value - _evened(links, value, 220)))


def _evened(links: sparse.csr_matrix, values: Floats, rounds: int) -> Floats:
    """Every value drawn towards its neighbours' mean, round by round."""
    for _ in range(rounds):
        values = (values + links @ values) / 2
    return values


def tone_rings(bright: Floats, mask: Mask) -> list[list[Floats]]:
    """For each level the closed outlines of all skin that is darker, in pixels."""
    weight = gaussian_filter(mask.astype(float), BLUR)
    soft = gaussian_filter(np.where(mask, bright, 0), BLUR) / np.maximum(weight, 1e-3)
    figure = gaussian_filter(mask.astype(float), 3.0) - 0.5
    rings = []
    for level in LEVELS:
        # Darker than the level and inside the figure: the lesser of two smooth fields.
        field = np.minimum((level - soft) * 8, figure)
        lines = contourpy.contour_generator(z=np.pad(field, 1, constant_values=-1.0)).lines(0.0)
        found = [np.asarray(line) - 0.5 for line in lines]
        rings.append([line for line in found if abs(_area(line)) > SMALLEST])
    return rings


def _area(ring: Floats) -> float:
    x, y = ring[:-1].T
    return float((x * np.roll(y, -1) - y * np.roll(x, -1)).sum() / 2)
