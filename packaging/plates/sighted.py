"""What a picture shows of places on the skin, and where."""

import numpy as np

from plates.body import Floats, Mask
from plates.raster import Picture

DEPTH = 0.07
"""Decimetres between a mark and the seen skin up to which the mark counts as seen: fine skin is
rounder than the one that marks were placed on, and the rim turns away fast."""
_NOTHING = -99.0


class Sighted:
    """Decides for places on the skin whether a picture shows them; lengths are its pixels."""

    def __init__(self, picture: Picture) -> None:
        self._view = picture.view
        turned = picture.surface.points @ picture.view.turn.T
        self._depth = picture.sample(turned[:, 2], _NOTHING)

    def place(self, places: Floats) -> tuple[Floats, Mask]:
        """Where places lie in the picture (n, 2), and which of them are seen."""
        view = self._view
        placed = view.place(places)
        column, row = (placed[:, k].astype(int) for k in (0, 1))
        inside = (column >= 0) & (row >= 0) & (column < view.width) & (row < view.height)
        depth = np.full(len(places), _NOTHING)
        # The deepest skin nearby counts, so that a mark on the very outline is not lost.
        for dx, dy in ((0, 0), (2, 0), (-2, 0), (0, 2), (0, -2)):
            x, y = (column + dx).clip(0, view.width - 1), (row + dy).clip(0, view.height - 1)
            near = self._depth[y, x]
            lower = inside & (near > _NOTHING) & ((depth == _NOTHING) | (near < depth))
            depth = np.where(lower, near, depth)
        # What lies well before the skin belongs to a part that this view leaves out.
        return placed[:, :2], inside & (np.abs(placed[:, 2] - depth) < DEPTH)
