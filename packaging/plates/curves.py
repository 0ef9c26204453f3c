"""Curves for the borders of the body: drawn through a few places, smooth in between."""

from collections.abc import Callable

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator

from plates.body import Floats, Mask

Place = tuple[float, float]
Curve = Callable[[Floats], Floats]


def bend(*places: Place) -> Curve:
    """A curve over one number through the places, level beyond the first and the last."""
    at, value = np.array(places).T
    shape = PchipInterpolator(at, value)
    return lambda x: np.asarray(shape(np.clip(x, at[0], at[-1])))


class Loop:
    """A closed, rounded outline through the places, in their order."""

    def __init__(self, *places: Place, corners: int = 96) -> None:
        self.outline = closed(np.array(places), corners)
        self._low, self._high = self.outline.min(axis=0), self.outline.max(axis=0)

    def holds(self, u: Floats, v: Floats) -> Mask:
        """Which points lie inside."""
        near = (u > self._low[0]) & (u < self._high[0]) & (v > self._low[1]) & (v < self._high[1])
        inside = np.zeros(u.shape, bool)
        x, y = u[near], v[near]
        odd = np.zeros(x.shape, bool)
        for (x0, y0), (x1, y1) in zip(self.outline, np.roll(self.outline, -1, axis=0), strict=True):
            if y0 != y1:
                odd ^= ((y0 > y) != (y1 > y)) & (x < x0 + (y - y0) * (x1 - x0) / (y1 - y0))
        inside[near] = odd
        return inside


def closed(places: Floats, corners: int) -> Floats:
    """Points of a smooth closed line through the places."""
    ring = np.concatenate([places, places[:1]])
    step = np.sqrt(np.hypot(*np.diff(ring, axis=0).T))
    along = np.concatenate([[0], np.cumsum(step)])
    spline = CubicSpline(along, ring, bc_type="periodic")
    return np.asarray(spline(np.linspace(0, along[-1], corners, endpoint=False)))


def mirrored_loop(*half: Place) -> Loop:
    """A loop across the midline, given by its right half: from the top to the bottom."""
    left = [(-x, y) for x, y in half[::-1] if x > 0]
    return Loop(*half, *left)
