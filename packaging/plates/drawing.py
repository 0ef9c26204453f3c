"""The drawing of one plate: the regions as a partition, shade in flat tones, and pen lines."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from plates import illustration, levels, partition, regions, strokes, tones
from plates.body import Floats, Ints, Mask
from plates.raster import Picture, View, look
from plates.views import Sight

GRID = 4
"""Places are written in quarters of a plate unit, as whole numbers."""
TOLERANCE = {"outline": 0.12, "tone": 0.35, "stroke": 0.15}


@dataclass(frozen=True)
class Known:
    """What is known of the body beside its skin."""

    rules: regions.Rules
    joints: dict[str, Floats]


def draw(sight: Sight, picture: Picture, body: Known) -> dict[str, Any]:
    """The drawn part of a plate, as it is written to the file."""
    labels = levels.cleaned(label_pixels(picture, body.rules))
    parts = partition.trace(labels)
    partition.smooth(parts, 4.0, 9.0, levels.group)
    pens = pen_lines(sight, picture, labels, body)
    borders, fine_borders = levels.border_entries(parts, [points for _, points in pens])
    bright = picture.sample(tones.brightness(picture.surface, picture.view.turn))
    return {
        "regions": levels.region_entries(parts, labels),
        "skin": parts.rings[partition.OUTSIDE],
        "borders": borders,
        "fine_borders": fine_borders,
        "strokes": by_width(pens),
        "arcs": [steps(arc.points, TOLERANCE["outline"]) for arc in parts.arcs],
        "tones": [
            [steps(ring, TOLERANCE["tone"])[:-2] for ring in rings]
            for rings in tones.tone_rings(bright, picture.mask)
        ],
    }


def label_pixels(picture: Picture, rules: regions.Rules) -> Ints:
    """The region label of every pixel."""
    seen, surface = picture.mask, picture.surface
    extra = np.stack([picture.sample(column)[seen] for column in surface.extras.T], axis=1)
    labels = np.full(seen.shape, partition.OUTSIDE)
    labels[seen] = rules.label(extra)
    return labels


def pen_lines(
    sight: Sight, picture: Picture, labels: Ints, body: Known
) -> list[tuple[float, Floats]]:
    """Inner lines with their widths: what folds, seen closely where it is fine; and the added."""
    found = _folds(sight, picture, labels, body)
    if sight.even:
        found = strokes.mirrored(found, picture.view.width / 2)
    pens = [(3.0 + 3.0 * min(s.strength / 0.15, 1), s.points) for s in found]
    if sight.name in ("front", "back"):
        for line in illustration.lines(body.rules, body.joints, sight.name):
            spots = np.column_stack([line.points, np.zeros(len(line.points))])
            pens.append((5.5 * line.weight, picture.view.place(spots)[:, :2]))
    return pens


def _folds(sight: Sight, picture: Picture, labels: Ints, body: Known) -> list[strokes.Stroke]:
    facing = picture.sample((picture.surface.normals @ picture.view.turn.T)[:, 2])
    mask, fine = labels >= 0, np.zeros(labels.shape, bool)
    if not sight.whole:
        return strokes.folds(facing, mask, mask, strokes.Look(7.0, 0.06, 0.02, 84))
    coarse = mask & ~hips(labels)
    if sight.detail < 1:
        look_at = strokes.Look(6.0 * sight.detail, 0.10, 0.03, 60 * sight.detail)
        return strokes.folds(facing, mask, coarse, look_at)
    found = []
    for box in fine_boxes(picture.view, body.joints):
        left, top, right, bottom = box
        fine[top:bottom, left:right] = True
        found += close_folds(picture, box)
    if sight.even:
        fine |= fine[:, ::-1]
    return found + strokes.folds(facing, mask, coarse & ~fine, strokes.Look(6.0, 0.10, 0.03, 60))


def by_width(pens: list[tuple[float, Floats]]) -> list[Any]:
    """The strokes as they are written: cut into tapering pieces, gathered by width."""
    groups: dict[float, list[list[int]]] = {}
    for width, points in pens:
        for share, piece in strokes.tapered(points, width):
            groups.setdefault(round(share * 4) / 4, []).append(steps(piece, TOLERANCE["stroke"]))
    return [[width, groups[width]] for width in sorted(groups)]


def hips(labels: Ints) -> Mask:
    """Where only added lines are drawn: hips and legs."""
    named = [
        number
        for number in np.unique(labels[labels >= 0])
        if regions.coarse_name(number)[0] in ("pelvis-hip", "leg", "lower-back")
    ]
    return np.isin(labels, named)


def fine_boxes(view: View, joints: dict[str, Floats]) -> list[tuple[int, int, int, int]]:
    """Left, top, right and bottom of what is drawn from a closer look: head, a hand, a foot."""
    side = "r" if (view.turn @ joints["r-hand"])[0] < 0 else "l"
    groups = {
        ("jaw", "head-2", "head"): 0.75,
        tuple(n for n in joints if n.startswith((f"{side}-finger", f"{side}-hand"))): 0.30,
        tuple(
            n for n in joints if n.startswith((f"{side}-toe", f"{side}-foot", f"{side}-ankle"))
        ): 0.35,
    }
    boxes = []
    for names, margin in groups.items():
        places = view.place(np.array([joints[name] for name in names]))[:, :2]
        low, high = (
            places.min(axis=0) - margin * view.scale,
            places.max(axis=0) + margin * view.scale,
        )
        low, high = low.clip(0), np.minimum(high, [view.width, view.height])
        boxes.append((int(low[0]), int(low[1]), int(high[0]), int(high[1])))
    return boxes


CLOSER = 3.0


def close_folds(picture: Picture, box: tuple[int, int, int, int]) -> list[strokes.Stroke]:
    """The folds in a box of the plate, looked at from nearer, in the plate's own units."""
    left, top, right, bottom = box
    view = picture.view
    near = View(
        view.turn,
        view.scale * CLOSER,
        view.left + left / view.scale,
        view.top - top / view.scale,
        int((right - left) * CLOSER),
        int((bottom - top) * CLOSER),
    )
    close = look(picture.surface, near)
    facing = close.sample((picture.surface.normals @ view.turn.T)[:, 2])
    found = strokes.folds(facing, close.mask, close.mask, strokes.Look(7.0, 0.06, 0.02, 84))
    return [strokes.Stroke(s.points / CLOSER + [left, top], s.strength) for s in found]


def steps(points: Floats, tolerance: float) -> list[int]:
    """Thinned out, on the grid: the first place, then the step to each following point."""
    places = np.round(partition.thin(points, tolerance) * GRID).astype(int)
    moved = np.ones(len(places), bool)
    moved[1:] = (np.diff(places, axis=0) != 0).any(axis=1)
    moved[-1] = True
    places = places[moved]
    return [int(n) for n in np.concatenate([places[:1], np.diff(places, axis=0)]).ravel()]
