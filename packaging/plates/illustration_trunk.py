"""The lines that an illustrator adds on trunk, arms and legs: bones and muscles under the skin."""

import numpy as np

from plates.body import Floats
from plates.regions import Rules
from plates.regions_trunk import BLADE, BREAST_FOLD
from plates.sheet import Drawn, Place, Sheet

Lines = list[tuple[float, list[Place]]]


def trunk_lines(
    rules: Rules, joints: dict[str, Floats], front: Sheet, back: Sheet, side: Sheet
) -> list[Drawn]:
    """All of them, on the left half of the body."""
    return [
        *(front.line(*one) for one in _front(rules, joints)),
        *(front.line(*one) for one in _front_of_limbs(rules, joints)),
        *(back.line(*one) for one in _back(rules, joints)),
        *(back.line(*one) for one in _back_of_limbs(rules, joints)),
        *(side.line(*one) for one in _SIDE),
    ]


def _front(rules: Rules, joints: dict[str, Floats]) -> Lines:
    unit = rules.unit
    shoulder, hip, notch = joints["l-shoulder"][0], joints["l-upper-leg"], rules.notch
    fold = hip[1] - rules.crotch
    return [
        # The lower edge of the collarbone, from the notch out to the tip of the shoulder.
        (0.9, [
            (shoulder * x, notch + unit * y)
            for x, y in ((0.075, -0.1), (0.22, 0.45), (0.45, 0.72), (0.65, 0.82), (0.80, 1.15))
        ]),
        # The notch of the breastbone between both collarbones.
        (0.6, [(unit * x, notch + unit * y) for x, y in ((-0.42, 0.55), (0, 0.05), (0.42, 0.55))]),
        # The lower edge of the chest muscle, from the breastbone to the front of the armpit.
        (0.7, [(x, float(BREAST_FOLD(np.array(x)))) for x in np.linspace(0.34, 1.26, 7)]),
        # The middle line of the belly, from the breastbone down to the navel.
        (0.36, [(0, rules.xiphoid), (0, (rules.xiphoid + rules.navel) / 2), (0, rules.navel + unit)]),
        # The navel: its floor and the fold of skin above it.
        (0.8, [
            (unit * x, rules.navel + unit * y)
            for x, y in ((-0.17, 0.2), (-0.12, -0.18), (0, -0.3), (0.12, -0.18), (0.17, 0.2))
        ]),
        # The groin, along the ligament from the pubic bone towards the hip.
        (0.65, [
            (hip[0] * x, rules.crotch + fold * y)
            for x, y in ((0.10, 0.20), (0.28, 0.50), (0.54, 0.85), (0.84, 1.20))
        ]),
        *_front_of_limbs(rules, joints),
    ]  # fmt: skip


def _front_of_limbs(rules: Rules, joints: dict[str, Floats]) -> Lines:
    unit, knee, elbow = rules.unit, joints["l-knee"], joints["l-elbow"]
    return [
        # The kneecap: its tip below and its inner and outer edge.
        *((0.48, [(knee[0] + unit * x, knee[1] + unit * y) for x, y in edge]) for edge in (
            ((-1.15, -0.5), (-0.85, -1.25), (-0.2, -1.6), (0.45, -1.25), (0.75, -0.5)),
            ((-1.45, 0.2), (-1.5, 0.9), (-1.2, 1.6)),
            ((1.0, 0.2), (1.05, 0.9), (0.75, 1.6)),
        )),
        # The crease of the elbow.
        (0.55, [
            (elbow[0] + unit * x, elbow[1] + unit * y)
            for x, y in ((-0.85, -0.3), (-0.1, -0.75), (0.75, -0.25))
        ]),
    ]  # fmt: skip


def _back(rules: Rules, joints: dict[str, Floats]) -> Lines:
    unit = rules.unit
    spine = rules.c7 - rules.t12
    blade = rules.blade
    hip, fold = joints["l-upper-leg"], joints["l-upper-leg"][1] - rules.crotch
    return [
        # The furrow over the spine, from below the neck to the sacrum.
        (0.55, [
            (0, rules.c7 - 0.12 * spine),
            (0, rules.t12 + 0.4 * spine),
            (0, rules.t12),
            (0, rules.psis + 0.4 * unit),
        ]),
        # The inner edge of the shoulder blade, three cun from the spine, and its lower corner.
        (0.65, [(float(x), float(y)) for x, y in BLADE.outline[:57:-4]]),
        # The spine of the shoulder blade, rising to the tip of the shoulder.
        (0.5, [
            (blade * x, rules.c7 - spine * y)
            for x, y in ((0.88, 0.235), (1.15, 0.205), (1.6, 0.175), (2.1, 0.165))
        ]),
        # The cleft of the buttocks.
        (1.0, [(0, rules.crotch + fold * y) for y in (1.5, 1.1, 0.6, 0.1)]),
        # The fold under the buttock.
        (0.9, [
            (x, float(rules.leg_line(np.array([x]), np.array([False]))[0]))
            for x in hip[0] * np.array([0.10, 0.3, 0.5, 0.75, 1.05])
        ]),
        *_back_of_limbs(rules, joints),
    ]  # fmt: skip


def _back_of_limbs(rules: Rules, joints: dict[str, Floats]) -> Lines:
    unit = rules.unit
    knee, elbow, ankle = joints["l-knee"], joints["l-elbow"], joints["l-ankle"]
    shin = knee[1] - ankle[1]
    return [
        # The crease behind the knee.
        (0.6, [
            (knee[0] + unit * x, knee[1] + unit * y)
            for x, y in ((-1.3, -0.6), (-0.3, -0.95), (1.0, -0.55))
        ]),
        # The lower edges of the two heads of the calf muscle.
        (0.42, [
            (ankle[0] + unit * x, ankle[1] + shin * y)
            for x, y in ((-1.55, 0.68), (-1.25, 0.56), (-0.6, 0.50), (0.05, 0.545))
        ]),
        (0.42, [
            (ankle[0] + unit * x, ankle[1] + shin * y)
            for x, y in ((0.35, 0.56), (0.85, 0.525), (1.5, 0.575), (1.85, 0.69))
        ]),
        # The tip of the elbow.
        (0.65, [
            (elbow[0] + unit * x, elbow[1] + unit * y)
            for x, y in ((-0.75, 0.3), (-0.45, -0.45), (0.15, -0.6), (0.55, -0.15))
        ]),
    ]  # fmt: skip


_SIDE: Lines = [
    # The front and the back edge of the deltoid, down to where they meet.
    (0.4, [(0.52, 4.95), (0.46, 4.5), (0.30, 4.05), (0.16, 3.72)]),
    (0.4, [(-0.38, 4.95), (-0.30, 4.5), (-0.10, 4.05), (0.06, 3.74)]),
    # The groove between biceps and triceps.
    (0.35, [(0.10, 3.66), (0.06, 3.3), (0.02, 2.95)]),
    # The outer groove of the thigh, behind the broad tendon.
    (0.35, [(0.24, -0.9), (0.22, -1.6), (0.26, -2.3), (0.30, -2.85)]),
    # Between the shin muscle and the calf.
    (0.3, [(0.22, -4.15), (0.16, -4.8), (0.14, -5.5), (0.16, -6.2)]),
]
"""Seen from the side: to the front, and upwards."""
