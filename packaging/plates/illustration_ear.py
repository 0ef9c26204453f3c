"""The folds of the ear: found where the ear is looked at from the side, and kept as lines on it."""

import numpy as np
from scipy.ndimage import gaussian_filter1d

from plates import strokes
from plates.body import Floats, Mask, Surface, rotation
from plates.raster import View, look
from plates.regions import EAR
from plates.sheet import Drawn

_SIDE = rotation([0, 1, 0], -90)
_SCALE = 1000.0
"""Pixels per decimetre of the look at the ear."""
_FOLDS = strokes.Look(7.0, 0.06, 0.02, 84)
_STEP = 0.07
_GAP, _SHORTEST = 0.02, 40
"""Decimetres between two points that break a line, and how many points make one."""
_SHARE = 0.97
"""From which share on a point is the ear and not the skin around it."""


def ear_lines(surface: Surface) -> list[Drawn]:
    """The folds of the left ear."""
    ear = (surface.extras[:, EAR] > _SHARE) & (surface.points[:, 0] > 0)
    seen = surface.points[ear] @ _SIDE.T
    low, high = seen[:, :2].min(axis=0), seen[:, :2].max(axis=0)
    width, height = (int(n) for n in (high - low) * _SCALE)
    picture = look(surface, View(_SIDE, _SCALE, low[0], high[1], width, height))
    facing = picture.sample((surface.normals @ _SIDE.T)[:, 2])
    places = np.stack([picture.sample(column, np.nan) for column in surface.points.T], axis=2)
    ears = picture.sample(ear.astype(float)) > 0.5
    found = strokes.folds(facing, picture.mask, picture.mask, _FOLDS)
    # The rim is an edge from this side only; each view finds its own.
    depth = np.where(picture.mask, places @ _SIDE[2], -np.inf)
    rim = [edge.points for edge in strokes.edges(depth, _STEP, 40)]
    found = strokes.apart(found, rim, 24.0)
    return [
        Drawn(line, (3.0 + 3.0 * min(fold.strength / 0.15, 1)) / 5.5)
        for fold in found
        for line in _on_skin(fold.points, places, ears)
    ]


def _on_skin(line: Floats, places: Floats, ears: Mask) -> list[Floats]:
    """Where the stretches of a line that lie on the ear lie in space."""
    column, row = line.astype(int).T
    column, row = column.clip(0, places.shape[1] - 1), row.clip(0, places.shape[0] - 1)
    found = places[row, column][ears[row, column]]
    gaps = np.flatnonzero(np.linalg.norm(np.diff(found, axis=0), axis=1) > _GAP) + 1
    return [
        gaussian_filter1d(piece, 6.0, axis=0, mode="nearest")[::4]
        for piece in np.split(found, gaps)
        if len(piece) > _SHORTEST
    ]
