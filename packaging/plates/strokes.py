"""Inner lines: where the skin folds, found in the picture; and lines that illustrators add.

A fold is a valley in how squarely the skin faces the eye. Its floor is followed as a centre line
(ridge detection by the second derivatives), so the result is open strokes, never filled blobs.
"""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import distance_transform_edt, gaussian_filter, gaussian_filter1d, label
from scipy.spatial import cKDTree

from plates.body import Floats, Mask

_AROUND = ((0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1))


@dataclass(frozen=True)
class Look:
    """How to look for folds: ``blur`` in pixels, strength that starts and that continues one,
    and the shortest one worth drawing.
    """

    blur: float
    start: float
    go_on: float
    shortest: float


@dataclass(frozen=True)
class Stroke:
    """An open line in pixels, with the mean strength of its fold."""

    points: Floats
    strength: float


def folds(facing: Floats, mask: Mask, where: Mask, look: Look) -> list[Stroke]:
    """The folds in the part ``where`` of the picture."""
    weight = gaussian_filter(mask.astype(float), look.blur)
    soft = gaussian_filter(np.where(mask, facing, 0), look.blur) / np.maximum(weight, 1e-3)
    gy, gx = np.gradient(soft)
    gxy, gxx = np.gradient(gx)
    gyy = np.gradient(gy, axis=0)
    strength, ux, uy = _steepest(gxx, gxy, gyy)
    bend = np.where(strength > 1e-9, strength, 1)
    step = -(gx * ux + gy * uy) / bend
    inside = distance_transform_edt(mask) > max(6.0, 1.5 * look.blur)
    strength = np.where(inside & where, strength * look.blur**2, 0)
    floor = (np.maximum(np.abs(step * ux), np.abs(step * uy)) <= 0.75) & (strength > look.go_on)
    groups, _ = label(floor, np.ones((3, 3)))
    started = np.unique(groups[floor & (strength > look.start)])
    line = _thinned(np.isin(groups, started[started > 0]))
    strokes = []
    for path in _paths(line):
        rows, columns = np.array(path).T
        exact = np.stack([columns + 0.5, rows + 0.5], axis=1)
        shift = (step * ux)[rows, columns], (step * uy)[rows, columns]
        exact += np.clip(np.stack(shift, axis=1), -1, 1)
        if len(path) >= look.shortest:
            points = _softened(exact, max(4.0, look.blur))
            strokes.append(Stroke(points, float(strength[rows, columns].mean())))
    return strokes


def edges(depth: Floats, step: float, shortest: float) -> list[Stroke]:
    """The lines where one part of the figure ends before another that lies a step behind it.
    Along a line the step may grow less. Skin that only turns away makes no step.
    """
    behind = np.zeros(depth.shape)
    for axis in (0, 1):
        for side in (1, -1):
            beyond, before = np.roll(depth, side, axis), np.roll(depth, -side, axis)
            known = np.isfinite(depth) & np.isfinite(beyond) & np.isfinite(before)
            slope = (before[known] - depth[known]).clip(0)
            drop = depth[known] - beyond[known] - 2 * slope
            behind[known] = np.maximum(behind[known], drop)
    groups, _ = label(behind > step / 4, np.ones((3, 3)))
    started = np.unique(groups[behind > step])
    found = []
    for path in _paths(_thinned(np.isin(groups, started[started > 0]))):
        if len(path) >= shortest:
            rows, columns = np.array(path).T
            points = np.stack([columns + 0.5, rows + 0.5], axis=1)
            found.append(Stroke(_softened(points, 4.0), 1.0))
    return found


def _steepest(gxx: Floats, gxy: Floats, gyy: Floats) -> tuple[Floats, Floats, Floats]:
    """The greater second derivative, and its direction."""
    half = (gxx - gyy) / 2
    root = np.sqrt(half**2 + gxy**2)
    angle = np.arctan2(gxy, half) / 2
    return (gxx + gyy) / 2 + root, np.cos(angle), np.sin(angle)


def _thinned(line: Mask) -> Mask:
    """One pixel wide (Zhang and Suen)."""
    line = np.pad(line, 1)
    changed = True
    while changed:
        changed = False
        for odd in (0, 1):
            around = [np.roll(line, (-dy, -dx), (0, 1)) for dy, dx in _RING]
            count = np.sum(around, axis=0)
            turns = np.sum(
                [~a & b for a, b in zip(around, around[1:] + around[:1], strict=True)], axis=0
            )
            n, e, s, w = around[0], around[2], around[4], around[6]
            first = ~(n & e & s) & ~(e & s & w) if odd == 0 else ~(n & e & w) & ~(n & s & w)
            drop = line & (count >= 2) & (count <= 6) & (turns == 1) & first
            if drop.any():
                line = line & ~drop
                changed = True
    return np.asarray(line[1:-1, 1:-1])


_RING = ((-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1))
"""The eight neighbours from north, to the right."""


def _paths(line: Mask) -> list[list[tuple[int, int]]]:
    """Chains of pixels; where lines meet, the straightest way goes on and the others end."""
    pixels = {(int(y), int(x)) for y, x in np.argwhere(line)}
    near: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for y, x in pixels:
        near[y, x] = [(y + dy, x + dx) for dy, dx in _AROUND if (y + dy, x + dx) in pixels]
    left = set(pixels)
    paths = []
    ends = sorted((p for p in pixels if len(near[p]) == 1), key=lambda p: (p[0], p[1]))
    for start in (*ends, *sorted(pixels)):
        if start not in left:
            continue
        path = [start]
        left.discard(start)
        while True:
            choices = [p for p in near[path[-1]] if p in left]
            if not choices:
                break
            path.append(min(choices, key=lambda p: (_turn(path, p), p)))
            for skipped in choices:
                # Pixels beside the chosen one belong to the same bend of the line.
                if abs(skipped[0] - path[-1][0]) + abs(skipped[1] - path[-1][1]) == 1:
                    left.discard(skipped)
            left.discard(path[-1])
        paths.append(path)
    return paths


def _turn(path: list[tuple[int, int]], following: tuple[int, int]) -> float:
    """How much the line would turn: minus the cosine against its last few pixels."""
    back = path[max(0, len(path) - 6)]
    here = path[-1]
    before = np.array([here[0] - back[0], here[1] - back[1]], float)
    after = np.array([following[0] - here[0], following[1] - here[1]], float)
    length = np.linalg.norm(before) * np.linalg.norm(after)
    return 0.0 if length == 0 else -float(before @ after / length)


def _softened(points: Floats, sigma: float) -> Floats:
    """A softer line with the same ends."""
    reach = min(len(points) - 1, int(3 * sigma))
    before = 2 * points[0] - points[reach:0:-1]
    after = 2 * points[-1] - points[-2 : -reach - 2 : -1]
    soft = gaussian_filter1d(np.concatenate([before, points, after]), sigma, axis=0)
    return np.asarray(soft[reach : reach + len(points)])


def mirrored(found: list[Stroke], middle: float) -> list[Stroke]:
    """The left halves of the strokes and their mirror images, joined where they meet."""
    result = []
    for stroke in found:
        for part in _left_of(stroke.points, middle):
            other = part * [-1, 1] + [2 * middle, 0]
            if abs(part[-1, 0] - middle) < 1.5:
                result.append(Stroke(np.concatenate([part, other[-2::-1]]), stroke.strength))
            elif abs(part[0, 0] - middle) < 1.5:
                result.append(Stroke(np.concatenate([other[::-1], part[1:]]), stroke.strength))
            else:
                result += [Stroke(part, stroke.strength), Stroke(other, stroke.strength)]
    return result


def _left_of(points: Floats, middle: float) -> list[Floats]:
    """The stretches of a line that lie left of the middle."""
    left = np.concatenate([[False], points[:, 0] <= middle, [False]])
    starts, ends = np.flatnonzero(left[1:] & ~left[:-1]), np.flatnonzero(left[:-1] & ~left[1:])
    return [points[a:b] for a, b in zip(starts, ends, strict=True) if b - a > 6]


def apart(found: list[Stroke], drawn: list[Floats], distance: float) -> list[Stroke]:
    """The strokes without those stretches that run beside a line which is drawn already."""
    if not drawn:
        return found
    near = cKDTree(np.concatenate([_dense(line) for line in drawn]))
    result = []
    for stroke in found:
        free = near.query(stroke.points)[0] > distance
        edges = np.flatnonzero(np.diff(np.concatenate([[False], free, [False]]).astype(int)))
        for first, last in zip(edges[::2], edges[1::2], strict=True):
            if last - first >= max(2 * distance, 0.3 * len(stroke.points)):
                result.append(Stroke(stroke.points[first:last], stroke.strength))
    return result


def _dense(line: Floats) -> Floats:
    """The line with a point at least every two units."""
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    at = np.linspace(0, along[-1], max(2, int(along[-1] / 2)))
    return np.stack([np.interp(at, along, column) for column in line.T], axis=1)


PLAIN, FULL = 2.0, 3.2
SHORT = 40.0
"""Up to which width a line is drawn at once, from which in three layers; and how short a line is
drawn at once."""


def tapered(points: Floats, width: float) -> list[tuple[float, Floats]]:
    """The line as from a pen: thin over its whole length, broader strokes laid over its middle.
    A fine or short one stays as it is.
    """
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(points, axis=0).T))])
    if width < PLAIN or along[-1] < SHORT:
        return [(0.8 * width, points)]
    layers = []
    steps = ((0.5, 0.0), (1.0, 0.22)) if width < FULL else ((0.45, 0.0), (0.72, 0.14), (1.0, 0.30))
    for share, margin in steps:
        first, last = np.searchsorted(along, along[-1] * np.array([margin, 1 - margin]))
        if last - first > 1:
            layers.append((share * width, points[first : last + 1]))
    return layers
