"""The parts of the body as a plate holds them, on two levels that share their arcs.

The labels of the pixels are those of the finest parts. A coarse part is what is left of them when
the borders inside it are taken away.
"""

from typing import Any

import numpy as np
from scipy.ndimage import distance_transform_edt, find_objects, label
from scipy.spatial import cKDTree

from plates import naming, partition
from plates.body import Floats, Ints, Mask

SMALLEST = 700
"""Square units; a smaller scrap of a part goes to its neighbours."""
THINNEST = 4.0
"""Half the width at its widest that makes a part worth having."""
HIDDEN = 14.0
"""A border this near to a stroke is not drawn beside it."""


def group(number: int) -> int:
    """One number for all labels of one coarse part and side."""
    if number == partition.OUTSIDE:
        return number
    slug, side = naming.coarse_name(number)
    return naming.COARSE.index(slug) * len(naming.SIDES) + naming.SIDES.index(side)


def cleaned(labels: Ints) -> Ints:
    """Give scraps, such as the edge of the chest seen from behind, to what surrounds them."""
    scraps = np.zeros(labels.shape, bool)
    for number in np.unique(labels[labels >= 0]):
        parts, _ = label(labels == number)
        for piece, box in enumerate(find_objects(parts), start=1):
            inside = parts[box] == piece
            if inside.sum() < SMALLEST or _room(inside).max() < THINNEST:
                scraps[box] |= inside
    keep = (labels >= 0) & ~scraps
    nearest = distance_transform_edt(~keep, return_distances=False, return_indices=True)
    return np.where(scraps, labels[tuple(nearest)], labels)


def region_entries(parts: partition.Partition, labels: Ints) -> list[dict[str, Any]]:
    """The parts as they are written: the coarse ones, then the finest that lie within them."""
    groups = np.array([group(number) for number in range(labels.max() + 1)])
    coarse = np.where(labels >= 0, groups[labels.clip(0)], partition.OUTSIDE)
    entries = []
    for number, rings in sorted(partition.rings(parts, group).items()):
        if number != partition.OUTSIDE:
            slug, side = naming.COARSE[number // 3], naming.SIDES[number % 3]
            entries.append(_entry(slug, side, rings, coarse == number))
    for number, rings in sorted(parts.rings.items()):
        slug, side = naming.name_of(number)
        if number != partition.OUTSIDE and slug not in naming.COARSE:
            entries.append(_entry(slug, side, rings, labels == number))
    return entries


def border_entries(parts: partition.Partition, pens: list[Floats]) -> tuple[list[int], list[int]]:
    """The arcs between two coarse parts, and those inside one; without what a stroke draws."""
    drawn = cKDTree(np.concatenate(pens)) if pens else None
    coarse: list[int] = []
    fine: list[int] = []
    for number, arc in enumerate(parts.arcs):
        if partition.OUTSIDE in (arc.left, arc.right):
            continue
        if drawn is None or np.median(drawn.query(arc.points)[0]) > HIDDEN:
            (fine if group(arc.left) == group(arc.right) else coarse).append(number)
    return coarse, fine


def anchor(inside: Mask, side: str) -> list[int]:
    """The point farthest from the edge; for what crosses the midline, on it where there is room."""
    rows, columns = (np.flatnonzero(inside.any(axis=axis)) for axis in (1, 0))
    top, left = int(rows[0]), int(columns[0])
    room = _room(inside[top : rows[-1] + 1, left : columns[-1] + 1])
    middle = inside.shape[1] // 2 - left
    if not side and 0 <= middle < room.shape[1] and room[:, middle].max() > 0.5 * room.max():
        return [middle + left, int(room[:, middle].argmax()) + top]
    y, x = np.unravel_index(room.argmax(), room.shape)
    return [int(x) + left, int(y) + top]


def _entry(slug: str, side: str, rings: list[list[int]], inside: Mask) -> dict[str, Any]:
    return {"region": slug, "side": side, "rings": rings, "at": anchor(inside, side)}


def _room(inside: Mask) -> Floats:
    """How far each pixel lies from the edge."""
    room: Floats = distance_transform_edt(np.pad(inside, 1))[1:-1, 1:-1]
    return room
