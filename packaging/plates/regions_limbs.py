"""Where the parts of arm and hand, leg and foot end: cut across and around their own axes."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from plates.body import Floats, Ints, Mask
from plates.curves import bend
from plates.naming import first_of

Joints = dict[str, Floats]


@dataclass(frozen=True)
class Ends:
    """Two joints of the left limb; the right one is its mirror image."""

    near: Floats
    far: Floats

    @property
    def length(self) -> float:
        return float(np.linalg.norm(self.far - self.near))

    def along(self, points: Floats) -> Floats:
        """How far along the limb, 0 at the near joint and 1 at the far one."""
        way = self.far - self.near
        mirrored = np.column_stack([np.abs(points[:, 0]), points[:, 1:]])
        share: Floats = (mirrored - self.near) @ way / (way @ way)
        return share

    def around(self, points: Floats) -> Floats:
        """The angle about the limb: 0 in front, 90 outside, 180 behind, -90 inside."""
        way = (self.far - self.near) / self.length
        front = np.array([0.0, 0.0, 1.0]) - way[2] * way
        front /= np.linalg.norm(front)
        outside = np.cross(front, way)
        offset = points - self.near
        angle: Floats = np.degrees(np.arctan2(offset @ outside, offset @ front))
        return angle


def unlike(angle: Floats, middle: float) -> Floats:
    """How far an angle is from another, 0 to 180."""
    return np.asarray(np.abs((angle - middle + 180) % 360 - 180))


def _step(value: Floats) -> Floats:
    """A soft step from 0 to 1 while the value goes there."""
    share = value.clip(0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def lens(across: Floats, along: Floats, width: float, height: Floats | float, power: float) -> Mask:
    """Inside a rounded shape: a diamond for power 1, an ellipse for 2, fuller beyond."""
    return np.asarray((np.abs(across) / width) ** power + (np.abs(along) / height) ** power < 1)


def _distance(places: Floats, way: Floats) -> Floats:
    """How far from a line of straight stretches."""
    nearest = np.full(len(places), np.inf)
    for start, end in pairwise(way):
        step = end - start
        share = ((places - start) @ step / max(float(step @ step), 1e-9)).clip(0, 1)
        away = np.linalg.norm(places - start - share[:, None] * step, axis=1)
        nearest = np.minimum(nearest, away)
    return nearest


class Arm:
    """The rules of arm and hand."""

    def __init__(self, joints: Joints) -> None:
        self.upper = Ends(joints["l-shoulder"], joints["l-elbow"])
        self.fore = Ends(joints["l-elbow"], joints["l-hand"])
        base = np.array([joints[f"l-finger-{n}-1"] for n in (2, 3, 4, 5)])
        self.wrist = joints["l-hand"]
        along = base.mean(axis=0) - self.wrist
        self.hand = float(np.linalg.norm(along))
        self._along = along / self.hand
        across = base[0] - base[3]
        across -= (across @ self._along) * self._along
        self._across = across / np.linalg.norm(across)
        # Towards the palm: the thumb's side crossed with the fingers' direction.
        self._palm = np.cross(self._along, self._across)
        webs = self.in_hand(base)
        order = webs[:, 0].argsort()
        self._webs = bend(*((float(u), float(v) + 0.095) for u, v in webs[order, :2]))
        self._thumb = Ends(joints["l-finger-1-2"], joints["l-finger-1-3"])
        self._thumb_way = np.array([joints[f"l-finger-1-{n}"] for n in (2, 3, 4)])

    @property
    def frame(self) -> tuple[Floats, Floats, Floats]:
        """The hand's own directions: towards the thumb, towards the fingers, out of the palm."""
        return self._across, self._along, self._palm

    def in_hand(self, places: Floats) -> Floats:
        """Places in the hand: towards the thumb, towards the fingers, out of the palm."""
        return np.asarray(
            (places - self.wrist) @ np.stack([self._across, self._along, self._palm]).T
        )

    def _is_thumb(self, places: Floats) -> Mask:
        """Beyond a plane that leans from the root of the thumb to the fold beside the palm."""
        way = self._thumb.far - self._thumb.near
        way /= np.linalg.norm(way)
        aside = self._along - (self._along @ way) * way
        lean = (places - self._thumb.near) @ (aside / np.linalg.norm(aside))
        start = 0.06 + (0.9 * lean).clip(-0.1)
        beyond = self._thumb.along(places) * self._thumb.length > start
        return np.asarray(beyond & (_distance(places, self._thumb_way) < 0.22))

    def rows(self, places: Floats) -> Ints:
        """The parts of arm and hand."""
        u, v, w = self.in_hand(places).T
        bent = (self.fore.along(places) - 0) * self.fore.length
        front = unlike(self.upper.around(places), 0) < 90
        ahead = unlike(self.fore.around(places), 0) < 90
        side = unlike(self.fore.around(places), 0)
        crease = np.where(bent > 0, 0.40, 0.46) - 0.16 * (side / 90).clip(0, 1) ** 2
        tip = np.where(bent > 0, 0.40, 0.42) - 0.12 * ((180 - side) / 90).clip(0, 1) ** 2
        thumb = self._is_thumb(places)
        return first_of(
            [
                (thumb, "thumb"),
                (v > self._webs(u) - 0.19 * _step((0.13 - w) / 0.13), "fingers"),
                ((v > 0.13) & (w > 0.03 - 0.16 * (u + 0.1).clip(-0.4, 0)), "palm"),
                (v > 0.13, "back-of-hand"),
                (bent > self.fore.length - 0.24, "wrist"),
                (ahead & (np.abs(bent) < crease), "elbow-crease"),
                (~ahead & (np.abs(bent) < tip), "elbow-tip"),
                (ahead & (bent > 0), "forearm-front"),
                (bent > 0, "forearm-back"),
                (front, "upper-arm-front"),
            ],
            "upper-arm-back",
        )


THIGH_INNER = bend((-2.9, -82), (-2.2, -72), (-1.4, -56), (-0.6, -40), (0.0, -30))
THIGH_OUTER = bend((-3.0, 82), (-2.0, 66), (-1.0, 62), (0.4, 60))
THIGH_BACK_OUTER = bend((-3.0, 122), (-1.5, 118), (0.4, 116))
THIGH_BACK_INNER = bend((-3.0, -122), (-1.5, -124), (-0.2, -132))
SHIN_OUTER = bend((-7.2, 56), (-6.0, 52), (-4.6, 50), (-3.9, 60))
SHIN_INNER = bend((-7.2, -52), (-6.0, -50), (-4.6, -48), (-3.9, -60))
CALF_OUTER = bend((-7.2, 132), (-6.2, 122), (-5.0, 106), (-4.0, 112))
CALF_INNER = bend((-7.2, -128), (-6.2, -116), (-5.0, -102), (-4.0, -110))


class Leg:
    """The rules of leg and foot."""

    def __init__(self, joints: Joints, leg: Floats) -> None:
        self.knee, self.ankle = joints["l-knee"], joints["l-ankle"]
        self.ground = float(leg[:, 1].min())
        heights = np.linspace(self.ankle[1], joints["l-upper-leg"][1], 60)
        step = heights[1] - heights[0]
        middles = []
        for height in heights:
            slab = leg[np.abs(leg[:, 1] - height) < step][:, [0, 2]]
            middles.append((slab.min(axis=0) + slab.max(axis=0)) / 2)
        self._middle = PchipInterpolator(heights, gaussian_filter1d(middles, 3, axis=0))
        self._span = float(heights[0]), float(heights[-1])

    def around(self, places: Floats) -> Floats:
        """The angle about the leg: 0 in front, 90 outside, 180 behind, -90 inside."""
        x, z = (places[:, [0, 2]] - self._middle(places[:, 1].clip(*self._span))).T
        return np.asarray(np.degrees(np.arctan2(x, z)))

    def rows(self, places: Floats) -> Ints:
        """The parts of the leg."""
        y, angle = places[:, 1], self.around(places)
        bent = y - self.knee[1]
        above = bent > 0
        return first_of(
            [
                (lens(unlike(angle, 180), bent, 84, 0.95, 1.7), "back-of-knee"),
                (lens(angle, bent - 0.05, 130, np.where(above, 0.82, 0.80), 2.1), "knee"),
                (above & (angle > THIGH_INNER(y)) & (angle < THIGH_OUTER(y)), "thigh-front"),
                (above & (angle > 0) & (angle < THIGH_BACK_OUTER(y)), "thigh-outer"),
                (above & (angle < 0) & (angle > THIGH_BACK_INNER(y)), "thigh-inner"),
                (above, "thigh-back"),
                ((angle > SHIN_INNER(y)) & (angle < SHIN_OUTER(y)), "shin"),
                ((angle > 0) & (angle < CALF_OUTER(y)), "leg-outer"),
                ((angle < 0) & (angle > CALF_INNER(y)), "leg-inner"),
            ],
            "calf",
        )


ANKLE_END = bend(
    (-0.15, -7.52), (0.1, -7.74), (0.35, -7.80), (0.6, -7.70), (0.85, -7.50), (1.0, -7.38)
)
"""The lower border of the ankle seen from the side: over the heel, under the knuckles, in front."""
TOES = bend((0.9, 1.62), (1.1, 1.68), (1.27, 1.66), (1.43, 1.61), (1.56, 1.52), (1.72, 1.40))
HEEL = bend((-8.2, 0.50), (-7.9, 0.44), (-7.7, 0.36))
SOLE = 0.13


def foot_rows(places: Floats, ground: float) -> Ints:
    """The parts of the foot."""
    x, y, z = places.T
    return first_of(
        [
            (y > ANKLE_END(z), "ankle"),
            (z > TOES(x), "toes"),
            (z < HEEL(y) - 0.4 * (x - 1.15) ** 2, "heel"),
            (y < ground + SOLE, "sole"),
        ],
        "instep",
    )
