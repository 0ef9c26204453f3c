"""Where one region of the body ends and the next begins: rules on the mesh, in three dimensions.

The trunk stands upright, so its borders are curves seen from the front or the back and carried
straight through the body; the limbs are cut across their own axes. The curves are drawn on one
standard figure. Every point of the mesh knows its place there, whatever shape the body has, so
the same rules serve every body and every view.
"""

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.ndimage import gaussian_filter1d

from plates import regions_trunk as trunk_lines
from plates.body import Body, Floats, Ints, Mask, Surface
from plates.curves import bend
from plates.naming import (
    COARSE,
    FINE,
    PAIRED,
    SIDES,
    coarse_name,
    coarse_of,
    first_of,
    name_of,
    row,
    with_sides,
)
from plates.regions_head import EAR as EAR_LOOP
from plates.regions_head import head_rows, neck_rows
from plates.regions_limbs import Arm, Ends, Leg, foot_rows

__all__ = [
    "ARM",
    "COARSE",
    "EAR",
    "FINE",
    "PAIRED",
    "PLACE",
    "SIDES",
    "Rules",
    "coarse_name",
    "coarse_of",
    "extras",
    "name_of",
]

EAR, ARM = 0, 1
PLACE = slice(2, 5)
"""The columns of the extras: how much a point is ear and arm, and its place on the standard."""


def extras(body: Body, standard: Body | None = None) -> Floats:
    """What the rules need of every point: how much it is ear, and arm, and its place on the
    standard figure, which stands in the same position (without one, the body itself is it).
    """
    ear = body.moved_by("ears/l-ear-trans-backward") + body.moved_by("ears/r-ear-trans-backward")
    arm = body.weight(bone for side in "LR" for bone in body.branch(f"upperarm01.{side}"))
    return np.column_stack([ear, arm, (standard or body).points])


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
        self.arm = Arm(joints)
        leg = trunk[(trunk[:, 0] > 0) & (trunk[:, 1] < joints["l-upper-leg"][1])]
        self.leg = Leg(joints, leg)
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

    def side_line(self, height: float) -> float:
        """How far in front the outermost skin of the trunk lies, under the armpit."""
        return float(self._middle(height))

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
            self.head[1] - rise * np.array([0.16, 0.14, 0.30, 0.80, 1.24, 1.33, 1.36]),
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
        """Outside of the trunk: beyond the collarbone (behind: the trapezius) and the armpit."""
        x, y = np.abs(points[:, 0]), points[:, 1]
        over = y - np.where(front, trunk_lines.COLLARBONE(x), trunk_lines.TRAPEZIUS(x))
        beside = x - np.where(front, trunk_lines.DELTOID_FRONT(y), trunk_lines.DELTOID_BACK(y))
        below = y < self.armpit[1] - 0.1
        # The two lines meet in a round corner.
        return np.asarray(np.where(below, arm > 0.5, np.logaddexp(over / 0.06, beside / 0.06) > 0))

    def _is_armpit(self, points: Floats) -> Mask:
        """The hollow between the folds in front and behind, with its walls on arm and trunk."""
        away = (points - self.armpit - trunk_lines.HOLLOW) / trunk_lines.HOLLOW_SIZE
        return np.asarray((away**2).sum(axis=1) < 1)

    def _is_arm(self, points: Floats) -> Mask:
        """Beyond the armpit, across the upper arm; outside lower, where the deltoid ends."""
        arm = self.upper_arm
        start = float(arm.along(self.armpit[None])[0])
        outwards = (1 + np.cos(np.radians(arm.around(points) - 90))) / 2
        return np.asarray(arm.along(points) > start + 0.22 * outwards**1.5)

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
        behind = [self.crotch, self.gluteal + 0.02, self.gluteal + 0.08, self.hip_side]
        ahead = bend(*((share * width, y) for share, y in trunk_lines.THIGH_TOP))
        aback = CubicSpline(places, behind)(x.clip(0, width))
        return np.where(front, ahead(x), aback)

    def label(self, extra: Floats) -> Ints:
        """The label of every point, from its extras."""
        ear, arm = extra[:, 0], extra[:, 1]
        places = np.column_stack([np.abs(extra[:, 2]), extra[:, 3:5]])
        x, y, z = places.T
        height = y.clip(self.crotch, self.c7)
        front = z > self._middle(height)
        limb = self._is_limb(places, arm, front)
        ribs = np.where(
            front,
            self._arch(x, self.xiphoid, self.costal, 1.7),
            self._arch(x, self.t12, self.costal, 1.9),
        )
        groups = [
            ((ear > 0.5) & (x > 0.5) & EAR_LOOP.holds(z, y), self._ear),
            (self._is_head(places), head_rows),
            (self._is_neck(places), neck_rows),
            (self._is_armpit(places) | limb & ~self._is_arm(places), self._shoulder_rows),
            (limb, self.arm.rows),
            (y > ribs, self._chest_rows),
            (y > self._hip_line(x, front), self._waist_rows),
            (y > self.leg_line(x, front), self._pelvis_rows),
            (self.shin.along(places) > 0.055, self.leg.rows),
            (np.ones(len(x), bool), self._foot_rows),
        ]
        rows = np.full(len(x), -1)
        for rule, parts in groups:
            wanted = rule & (rows < 0)
            if wanted.any():
                rows[wanted] = parts(places[wanted])
        return with_sides(rows, extra[:, 2])

    # ---- the parts of each coarse region

    def _ear(self, places: Floats) -> Ints:
        return np.full(len(places), row("ear"))

    def _sides(self, places: Floats) -> tuple[Floats, Floats, Floats, Mask]:
        """Distance from the midline, height, angle about the trunk, and what lies in front."""
        x, y, z = places.T
        ahead = z - self._middle(y.clip(self.crotch, self.c7))
        return x, y, np.degrees(np.arctan2(x, ahead)), ahead > 0

    def _shoulder_rows(self, places: Floats) -> Ints:
        hollow = self._is_armpit(places)
        x, y, z = places.T
        top = (x < trunk_lines.ACROMION(z)) & (y > self.armpit[1] + 0.5)
        return first_of([(hollow, "armpit"), (top, "shoulder-top")], "shoulder-joint")

    def _chest_rows(self, places: Floats) -> Ints:
        x, y, around, front = self._sides(places)
        chest = trunk_lines.chest_rows(x, y, around)
        return np.where(front, chest, trunk_lines.upper_back_rows(x, y))

    def _waist_rows(self, places: Floats) -> Ints:
        x, y, around, front = self._sides(places)
        belly = trunk_lines.abdomen_rows(x, y, around, self.navel)
        return np.where(front, belly, trunk_lines.lower_back_rows(x, y))

    def _pelvis_rows(self, places: Floats) -> Ints:
        return trunk_lines.pelvis_rows(*self._sides(places))

    def _foot_rows(self, places: Floats) -> Ints:
        return foot_rows(places, self.leg.ground)
