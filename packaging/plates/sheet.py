"""Flat sheets held against the body: what is drawn on them falls straight onto the skin."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline

from plates.body import Floats
from plates.casting import Skin

Place = tuple[float, float]


@dataclass(frozen=True)
class Drawn:
    """A line on the skin: points (n, 3), and how heavy it is drawn."""

    points: Floats
    weight: float


@dataclass(frozen=True)
class Sheet:
    """A plane before the body; ``right`` and ``up`` measure on it, ``towards`` leads to the eye."""

    skin: Skin
    origin: Floats
    right: Floats
    up: Floats
    towards: Floats

    def line(self, weight: float, places: Iterable[Place]) -> Drawn:
        """A smooth line through the places."""
        return Drawn(self.cast(curve(list(places))), weight)

    def dash(self, weight: float, start: Floats, end: Floats) -> Drawn:
        """A short straight line."""
        return Drawn(self.cast(np.linspace(start, end, 4)), weight)

    def cast(self, flat: Floats) -> Floats:
        """Where points of the sheet fall on the skin."""
        places = self.origin + flat @ np.stack([self.right, self.up]) + _FAR * self.towards
        return self.skin.hit(places, np.tile(-self.towards, (len(flat), 1)))


_FAR = 10.0


@dataclass(frozen=True)
class Rod:
    """The axis of a finger or toe from joint to joint, with the skin around it."""

    skin: Skin
    joints: Floats
    above: Floats
    """Which way the nail faces."""

    def ring(
        self, weight: float, at: float, half: float, sag: float = 0.0, *, below: bool
    ) -> Drawn:
        """A line around a part of the finger: ``at`` counts joints, ``half`` is its half angle
        from the middle of the upper or the lower side, ``sag`` how far its ends lie back.
        """
        share = np.linspace(-1, 1, 17)
        angles = share * half + (180 if below else 0)
        return Drawn(self._out(at - sag * share**2, angles), weight)

    def arch(self, weight: float, root: float, edge: float, half: float) -> Drawn:
        """A flat arch over the upper side: its feet at ``edge``, its top at ``root``."""
        angles, at = arch(half, edge, root).T
        return Drawn(self._out(at, angles), weight)

    def _out(self, at: Floats, angles: Floats) -> Floats:
        """From the axis straight out to the skin."""
        last = len(self.joints) - 2
        stretch = np.clip(at.astype(int), 0, last)
        share = (at - stretch)[:, None]
        starts = self.joints[stretch] * (1 - share) + self.joints[stretch + 1] * share
        along = self._headings(at)
        up = self.above - (along @ self.above)[:, None] * along
        up /= np.linalg.norm(up, axis=1, keepdims=True)
        turn = np.radians(angles)[:, None]
        return self.skin.hit(starts, np.cos(turn) * up + np.sin(turn) * np.cross(along, up))

    def _headings(self, at: Floats) -> Floats:
        """Which way the finger runs: its bends are spread from bone to bone."""
        bones = np.diff(self.joints, axis=0)
        bones /= np.linalg.norm(bones, axis=1, keepdims=True)
        middles = np.arange(len(bones)) + 0.5
        mixed = np.stack([np.interp(at, middles, bone) for bone in bones.T], axis=1)
        return np.asarray(mixed / np.linalg.norm(mixed, axis=1, keepdims=True))


def arch(half: float, edge: float, root: float) -> Floats:
    """A flat arch, as around a nail: its feet at ``edge`` lie ``half`` apart from its middle, its
    top at ``root``.
    """
    turn = np.linspace(0, np.pi, 33)
    across = np.sign(np.cos(turn)) * np.abs(np.cos(turn)) ** 0.55
    return np.column_stack([half * across, edge - (edge - root) * np.sin(turn).clip(0) ** 0.55])


def curve(places: list[Place]) -> Floats:
    """A smooth line through the places."""
    through = np.array(places, float)
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(through, axis=0).T))])
    if len(through) == 2:
        return np.linspace(through[0], through[1], 24)
    return np.asarray(CubicSpline(along, through)(np.linspace(0, along[-1], 48)))
