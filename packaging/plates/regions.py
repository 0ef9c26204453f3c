"""Where one region of the body ends and the next begins: rules on the mesh, in three dimensions.

The trunk stands upright, so its borders are curves seen from the front or the back and carried
straight through the body; the limbs are cut across their own axes. Every height comes from a
joint of the skeleton or a place on the skin, so that the same rules serve other bodies and views.
"""

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from plates.body import Body, Floats, Ints, Mask, Surface

REGIONS = (
    "head-face",
    "neck",
    "shoulder",
    "arm-hand",
    "chest",
    "upper-back",
    "lower-back",
    "abdomen",
    "pelvis-hip",
    "leg",
    "foot",
    "ear",
)
PAIRED = frozenset({"shoulder", "arm-hand", "leg", "foot", "ear"})
SIDES = ("", "left", "right")


def name_of(label: int) -> tuple[str, str]:
    """Region and side of a label."""
    return REGIONS[label // len(SIDES)], SIDES[label % len(SIDES)]


def extras(body: Body) -> Floats:
    """What the rules need of every point beside its place: how much it is ear, and arm."""
    ear = body.moved_by("ears/l-ear-trans-backward") + body.moved_by("ears/r-ear-trans-backward")
    arm = body.weight(bone for side in "LR" for bone in body.branch(f"upperarm01.{side}"))
    return np.stack([ear, arm], axis=1)


@dataclass(frozen=True)
class Ends:
    """Two joints of the left limb; the right one is its mirror image."""

    near: Floats
    far: Floats

    def along(self, points: Floats) -> Floats:
        """How far along the limb, 0 at the near joint and 1 at the far one."""
        way = self.far - self.near
        mirrored = np.column_stack([np.abs(points[:, 0]), points[:, 1:]])
        share: Floats = (mirrored - self.near) @ way / (way @ way)
        return share


class Rules:
    """The borders on one body in the anatomical position."""

    def __init__(self, body: Body, surface: Surface) -> None:
        joints, points = body.joints, surface.points
        trunk = points[surface.extras[:, 1] < 0.5]
        self.upper_arm = Ends(joints["l-shoulder"], joints["l-elbow"])
        self.shin = Ends(joints["l-ankle"], joints["l-knee"])
        self.head, self.jaw = joints["head"], joints["jaw"]
        hip = joints["l-upper-leg"][1]
        # The crotch is the lowest skin on the midline between the hips and the knees.
        midline = trunk[(np.abs(trunk[:, 0]) < 0.06) & (trunk[:, 1] > joints["l-knee"][1])]
        self.crotch = crotch = float(midline[:, 1].min())
        down = hip - crotch
        # The seventh neck vertebra lies level with the neck joint, the notch of the breastbone
        # level with the inner ends of the collarbones.
        self.c7, self.notch = joints["neck"][1], joints["l-clavicle"][1]
        # The twelfth chest vertebra is the spine's second joint; the breastbone ends a fifth
        # of the way from there to the joint between the shoulder blades.
        low, high = joints["spine-2"][1], joints["spine-1"][1]
        self.t12, self.xiphoid = low, low + 0.2 * (high - low)
        # The ribs reach down at the side to the waist, midway between two lumbar joints.
        self.costal = (joints["spine-2"][1] + joints["spine-3"][1]) / 2
        # The crests of the hip bones stand level with the fourth lumbar vertebra.
        self.crest = (joints["spine-3"][1] + joints["spine-4"][1]) / 2
        # The rear spines of the hip bones: a third of the way from the last spine joint to the
        # pelvis; the coccyx ends two thirds of the way from crotch to hip joint.
        self.psis = joints["spine-4"][1] - 0.3 * (joints["spine-4"][1] - joints["pelvis"][1])
        self.coccyx = crotch + 0.65 * down
        # The upper edge of the pubic bone stands a little below the hip joints.
        self.pubis = hip - 0.13 * down
        # The hip ends at the side under the trochanter, behind in the gluteal fold, which hangs
        # a little lower than the crotch.
        self.hip_side, self.gluteal = hip - 0.40 * down, crotch - 0.18 * down
        # A small measure of this body: a twenty-fifth of the way from hip joint to neck.
        self.unit = (self.c7 - hip) / 25
        # The inner edge of the shoulder blade stands well inside the shoulder joint.
        self.blade = 0.39 * joints["l-shoulder"][0]
        self._measure_trunk(trunk)
        self.navel = self._find_navel(trunk)
        self._find_armpit(surface)

    def _measure_trunk(self, trunk: Floats) -> None:
        """Half width and the outermost line of the trunk by height: the line under the armpit."""
        heights = np.linspace(self.crotch, self.c7, 60)
        step = heights[1] - heights[0]
        width, depth = [], []
        for height in heights:
            slab = trunk[np.abs(trunk[:, 1] - height) < step]
            across = np.abs(slab[:, 0])
            width.append(across.max())
            depth.append(slab[across > across.max() - 0.02, 2].mean())
        self._width = PchipInterpolator(heights, gaussian_filter1d(width, 2))
        self._middle = PchipInterpolator(heights, gaussian_filter1d(depth, 4))

    def _find_navel(self, trunk: Floats) -> float:
        """The navel is the deepest dent of the belly's middle line."""
        front = trunk[:, 2] > self._middle(trunk[:, 1].clip(self.crotch, self.c7))
        belly = trunk[front & (np.abs(trunk[:, 0]) < 0.02)]
        belly = belly[(belly[:, 1] > self.pubis) & (belly[:, 1] < self.xiphoid)]
        belly = belly[belly[:, 1].argsort()]
        even = np.linspace(belly[0, 1], belly[-1, 1], 300)
        depth = np.interp(even, belly[:, 1], belly[:, 2])
        return float(even[(gaussian_filter1d(depth, 30) - depth)[20:-20].argmax() + 20])

    def _find_armpit(self, surface: Surface) -> None:
        """The armpit is the lowest skin that follows trunk and upper arm alike."""
        points, arm = surface.points, surface.extras[:, 1]
        between = points[(arm > 0.4) & (arm < 0.6) & (points[:, 0] > 0)]
        self.armpit = between[between[:, 1].argmin()]

    # ---- borders; ``x`` is the distance from the midline

    def _half_width(self, y: float) -> float:
        return float(self._width(y))

    def _is_head(self, points: Floats) -> Mask:
        """Above the jaw's lower edge, and behind the ears above the base of the skull."""
        rise, reach = self.head[1] - self.jaw[1], self.jaw[2] - self.head[2]
        edge = PchipInterpolator(
            self.head[2] + reach * np.array([-1.5, -0.4, 0.05, 0.3, 0.62, 1.0, 1.6]),
            self.head[1] - rise * np.array([0.18, 0.20, 0.40, 0.85, 1.24, 1.33, 1.36]),
        )
        # Behind, the skull ends in an arch over the nape.
        beside = np.abs(points[:, 0]).clip(0, 0.6 * reach)
        nape = (self.head[2] - points[:, 2]).clip(0, reach / 2) * beside**2
        return np.asarray(points[:, 1] > edge(points[:, 2]) - 1.6 * nape)

    def _is_neck(self, points: Floats) -> Mask:
        """Above a bowl through the seventh neck vertebra behind and the notch in front."""
        x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
        back, front = self.head[2] - 0.75, self.head[2] + 0.42
        share = ((z - back) / (front - back)).clip(-0.5, 1.3)
        bowl = self.c7 + share * (self.notch - self.c7)
        return np.asarray(y > bowl + 0.8 * x**2)

    def _is_limb(self, points: Floats, arm: Floats, front: Mask) -> Mask:
        """Outside a round line: along the collarbone (behind: the blade's spine) to the armpit."""
        x, y = np.abs(points[:, 0]), points[:, 1]
        low = self.armpit[1]
        inner = np.where(front, 0.28 * self.upper_arm.near[0], 0)
        top = np.where(front, self.notch + 0.75 * self.unit, self.c7 + 0.04)
        power = np.where(front, 2.5, 1.8)
        across = (x - inner).clip(0) / (self.armpit[0] - inner)
        outside = across**power + ((y - low).clip(0) / (top - low)) ** power > 1
        below = y < low - 0.25 * (top - low)
        return np.asarray(np.where(below, arm > 0.5, outside))

    def _is_arm(self, points: Floats) -> Mask:
        """Beyond the armpit, across the upper arm; outside lower, where the deltoid ends."""
        arm = self.upper_arm
        start = float(arm.along(self.armpit[None])[0])
        outwards = (np.abs(points[:, 0]) - self.armpit[0]).clip(0) / self.armpit[0]
        return np.asarray(arm.along(points) > start + 0.27 * outwards)

    def _arch(self, x: Floats, middle: float, side: float, power: float) -> Floats:
        """A curve from one height on the midline to another where the trunk ends at the side."""
        share = (x / self._half_width(side)).clip(0, 1.2)
        return np.asarray(middle + (side - middle) * share**power)

    def _hip_line(self, x: Floats, front: Mask) -> Floats:
        """The hip's upper border: in front along the groin to the pubic bone; behind along the
        crest and down both edges of the sacrum.
        """
        width = self._half_width(self.crest)
        groin = self._arch(x, self.pubis, self.crest, 1.7)
        behind = PchipInterpolator(
            np.array([0, 0.10, 0.24, 0.55, 1.0, 1.5]) * width,
            [
                self.coccyx,
                self.coccyx + 0.42 * (self.psis - self.coccyx),
                self.psis,
                self.psis + 0.8 * (self.crest - self.psis),
                self.crest,
                self.crest,
            ],
        )
        return np.where(front, groin, behind(x))

    def leg_line(self, x: Floats, front: Mask) -> Floats:
        """The hip's lower border: in front below the groin, behind in the gluteal fold."""
        width = self._half_width(self.hip_side)
        places = np.array([0, 0.25, 0.55, 1.0]) * width
        rise = self.hip_side - self.crotch
        before = self.crotch + rise * np.array([0, 0.45, 0.85, 1.0])
        behind = [self.crotch, self.gluteal + 0.02, self.gluteal + 0.08, self.hip_side]
        ahead, aback = (CubicSpline(places, line)(x.clip(0, width)) for line in (before, behind))
        return np.where(front, ahead, aback)

    def label(self, points: Floats, extra: Floats) -> Ints:
        """The label of every point."""
        x, y = np.abs(points[:, 0]), points[:, 1]
        ear, arm = extra.T
        height = y.clip(self.crotch, self.c7)
        front = points[:, 2] > self._middle(height)
        ribs = np.where(
            front,
            self._arch(x, self.xiphoid, self.costal, 1.7),
            self._arch(x, self.t12, self.costal, 1.9),
        )
        limb = self._is_limb(points, arm, front)
        choices = [
            (ear > 0.95, "ear"),
            (self._is_head(points), "head-face"),
            (self._is_neck(points), "neck"),
            (limb & self._is_arm(points), "arm-hand"),
            (limb, "shoulder"),
            (front & (y > ribs), "chest"),
            (y > ribs, "upper-back"),
            (front & (y > self._hip_line(x, front)), "abdomen"),
            (y > self._hip_line(x, front), "lower-back"),
            (y > self.leg_line(x, front), "pelvis-hip"),
            (self.shin.along(points) > 0.055, "leg"),
        ]
        region = np.select(
            [rule for rule, _ in choices], [_row(name) for _, name in choices], _row("foot")
        )
        paired = np.isin(region, [_row(name) for name in PAIRED])
        side = np.where(points[:, 0] > 0, SIDES.index("left"), SIDES.index("right"))
        return np.asarray(region * len(SIDES) + np.where(paired, side, 0))


def _row(name: str) -> int:
    return REGIONS.index(name)
