"""The pen lines of a plate: what is drawn on the skin, edges that stand before it, and folds."""

from dataclasses import dataclass

import numpy as np

from plates import regions, strokes, tones
from plates.body import Floats, Ints, Mask
from plates.raster import Picture, View, look
from plates.sheet import Drawn
from plates.views import Sight

Pen = tuple[float, Floats]
"""A width, and points in the picture."""


@dataclass(frozen=True)
class Known:
    """What is known of the body beside its skin."""

    rules: regions.Rules
    joints: dict[str, Floats]
    shade: tones.Shade
    lines: list[Drawn]


HEAVY = 5.5
"""How wide a line of weight 1 is."""
EDGE = 5.0
"""How wide the edge of one part before another is drawn."""
BOLD = 2.7
"""How wide a drawn line must be to stand for an edge that runs beside it."""
SEEN = 0.02
"""How far under the skin, in decimetres, a line may lie and still be seen."""
STEP = 0.07
"""How far, in decimetres, one part must stand before another to get an edge."""
BESIDE = {True: 12.0, False: 28.0}
"""A fold that runs nearer than this to a drawn line is left out: on a whole figure, in a
close-up."""


def pen_lines(sight: Sight, picture: Picture, labels: Ints, body: Known) -> list[Pen]:
    """All inner lines with their widths."""
    depth = picture.sample((picture.surface.points @ picture.view.turn.T)[:, 2], -np.inf)
    pens = [
        (HEAVY * line.weight, stretch)
        for line in body.lines
        for stretch in visible(line.points, picture.view, depth)
    ]
    drawn = [points for _, points in pens]
    edges = _even(sight, picture, strokes.edges(depth, STEP, 40 * sight.detail))
    bold = [points for width, points in pens if width >= BOLD]
    edges = strokes.apart(edges, bold, BESIDE[True] * sight.detail)
    pens += [(EDGE, edge.points) for edge in edges]
    found = _even(sight, picture, _folds(sight, picture, labels, body))
    found = strokes.apart(found, drawn, BESIDE[sight.whole] * sight.detail)
    for fold in strokes.apart(found, [edge.points for edge in edges], BESIDE[True] * sight.detail):
        pens.append((3.0 + 3.0 * min(fold.strength / 0.15, 1), fold.points))
    return pens


def visible(line: Floats, view: View, depth: Floats) -> list[Floats]:
    """The stretches of a line on the skin that nothing stands before, in the picture; a mere
    scrap of a line is left out.
    """
    placed = view.place(line)
    column, row = np.floor(placed[:, :2]).astype(int).T
    inside = (column >= 0) & (column < view.width) & (row >= 0) & (row < view.height)
    seen = np.zeros(len(line), bool)
    # What lies well before the skin belongs to a part that this view leaves out.
    apart = placed[inside, 2] - depth[row[inside], column[inside]]
    seen[inside] = (apart > -SEEN) & (apart < 4 * SEEN)
    turns = np.flatnonzero(np.diff(np.concatenate([[False], seen, [False]]).astype(int)))
    return [
        placed[first:last, :2]
        for first, last in zip(turns[::2], turns[1::2], strict=True)
        if last - first > max(1, len(line) // 4)
    ]


def _even(sight: Sight, picture: Picture, found: list[strokes.Stroke]) -> list[strokes.Stroke]:
    """The same on both sides, where the view is its own mirror image."""
    return strokes.mirrored(found, picture.view.width / 2) if sight.even else found


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
