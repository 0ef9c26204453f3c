"""The views that become plates: from where the body is looked at, what of it, and how large."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from guide.atlas.plates import TURN_STEP, turn_view
from plates.body import Floats, Mask, Surface, rotation
from plates.raster import View

HEIGHT, MARGIN = 4000, 40
CLOSE = 2600
"""Pixels along the longer side of a close-up."""
TURN_DETAIL = 0.5
"""The views between the quarters are drawn half as fine: they are seen in passing."""


@dataclass(frozen=True)
class Sight:
    """A way to look at the body. ``box`` is left, bottom, right and top of a close-up, in the
    turned body's decimetres; None frames the whole figure. ``part`` names what is looked at, where
    something else would stand before it. ``detail`` is how many pixels a plate unit gets.
    """

    name: str
    turn: Floats
    box: tuple[float, float, float, float] | None = None
    part: str = ""
    detail: float = 1.0
    even: bool = False
    """Whether the view is its own mirror image."""

    @property
    def whole(self) -> bool:
        return self.box is None


def around(angle: float) -> Floats:
    """The body turned so that its left side comes to the front at 90 degrees."""
    return rotation([0, 1, 0], -angle)


def sights(joints: Mapping[str, Floats], points: Floats) -> list[Sight]:
    """All views that get a file; the rest are mirror images of these."""
    found = [
        Sight(
            turn_view(angle),
            around(angle),
            even=angle in (0, 180),
            detail=1.0 if angle % 90 == 0 else TURN_DETAIL,
        )
        for angle in range(0, 181, TURN_STEP)
    ]
    return [*found, *_heads(joints, points), *_hands(joints, points), *_feet(joints, points)]


def _heads(joints: Mapping[str, Floats], points: Floats) -> list[Sight]:
    top, low = float(points[:, 1].max()) + 0.08, float(joints["neck"][1]) - 0.55
    above = rotation([1, 0, 0], 90)
    head = points[points[:, 1] > joints["head"][1]]
    skull = _box(head @ above.T, 0.12)
    ear = head[np.abs(head[:, 0]) > 0.9 * np.abs(head[:, 0]).max()]
    ear = ear[ear[:, 0] > 0] @ around(90).T
    return [
        Sight("head-front", around(0), (-1.15, low, 1.15, top), even=True),
        Sight("head-left", around(90), _upright(head @ around(90).T, low, top)),
        Sight("head-back", around(180), (-1.15, low - 0.3, 1.15, top), even=True),
        Sight("head-top", above, skull, "crown", even=True),
        Sight("ear", around(90), _box(ear, 0.18)),
    ]


def _hands(joints: Mapping[str, Floats], points: Floats) -> list[Sight]:
    wrist = joints["l-hand"]
    hand = points[(points[:, 0] > 0.8 * wrist[0]) & (points[:, 1] < wrist[1] + 0.75)]
    hand = hand[hand[:, 1] > joints["l-finger-3-4"][1] - 0.4]
    return [
        Sight("hand-palm", around(0), _box(hand, 0.12, top=0.0), "arm"),
        Sight("hand-back", around(180), _box(hand @ around(180).T, 0.12, top=0.0), "arm"),
    ]


def _feet(joints: Mapping[str, Floats], points: Floats) -> list[Sight]:
    ankle = joints["l-ankle"]
    foot = points[(points[:, 0] > 0) & (points[:, 1] < ankle[1] + 0.15)]
    low = points[(points[:, 0] > 0) & (points[:, 1] < ankle[1] + 0.75)]
    tilted = rotation([1, 0, 0], 52)
    above, below = foot @ tilted.T, rotation([1, 0, 0], -90)
    return [
        Sight("foot-top", tilted, _box(above, 0.12), "leg"),
        Sight("foot-sole", below, _box(foot @ below.T, 0.12), "foot"),
        Sight("foot-inside", around(270), _box(low @ around(270).T, 0.12, top=0.0), "leg"),
        Sight("foot-outside", around(90), _box(low @ around(90).T, 0.12, top=0.0), "leg"),
    ]


def _box(
    seen: Floats, margin: float, top: float | None = None
) -> tuple[float, float, float, float]:
    low, high = seen[:, :2].min(axis=0) - margin, seen[:, :2].max(axis=0) + margin
    upper = high[1] if top is None else high[1] - margin + top
    return float(low[0]), float(low[1]), float(high[0]), float(upper)


def _upright(seen: Floats, low: float, top: float) -> tuple[float, float, float, float]:
    left, right = seen[:, 0].min(), seen[:, 0].max()
    return float(left) - 0.25, low, float(right) + 0.35, top


def framed(sight: Sight, surface: Surface) -> View:
    """The projection of a view. Whole figures share their scale and have the midline in the
    middle, so that turning does not shake.
    """
    if sight.box is not None:
        left, bottom, right, top = sight.box
        scale = CLOSE / max(right - left, top - bottom)
        width, height = round((right - left) * scale), round((top - bottom) * scale)
        return View(sight.turn, scale, left, top, width, height)
    low, high = surface.points[:, 1].min(), surface.points[:, 1].max()
    reach = np.abs((surface.points @ sight.turn.T)[:, 0]).max()
    height = round(HEIGHT * sight.detail)
    scale = (height - 2 * MARGIN * sight.detail) / (high - low)
    width = 2 * int(np.ceil(reach * scale + MARGIN * sight.detail))
    return View(
        sight.turn, scale, -width / 2 / scale, high + MARGIN * sight.detail / scale, width, height
    )


def shown(surface: Surface, mask: Mask | None) -> Surface:
    """The part of the surface that a view looks at."""
    if mask is None:
        return surface
    return Surface(surface.points, surface.quads[mask[surface.quads].all(axis=1)], surface.extras)
