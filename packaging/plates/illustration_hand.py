"""The lines that an illustrator adds on the hand: creases, knuckles and nails."""

import numpy as np

from plates.body import Floats
from plates.casting import Skin
from plates.regions import Rules
from plates.sheet import Drawn, Place, Rod, Sheet

_PALM: list[tuple[float, list[Place]]] = [
    # The crease around the ball of the thumb.
    (0.55, [(0.405, 0.77), (0.27, 0.66), (0.13, 0.47), (0.06, 0.25), (0.05, 0.10)]),
    # The two creases across the palm.
    (0.5, [(0.40, 0.80), (0.22, 0.755), (0.02, 0.70), (-0.16, 0.60), (-0.24, 0.52)]),
    (0.5, [(0.17, 0.99), (0.09, 0.92), (-0.06, 0.87), (-0.22, 0.83), (-0.35, 0.80)]),
    # The creases of the wrist.
    (0.5, [(-0.185, 0.03), (-0.08, 0.055), (0.05, 0.05), (0.185, 0.0)]),
    (0.35, [(-0.17, -0.055), (-0.05, -0.035), (0.08, -0.04), (0.17, -0.07)]),
]
"""Towards the thumb, and towards the fingers, from the middle of the wrist."""
_DORSUM: list[tuple[float, list[Place]]] = [
    # The knob of the ulna.
    (0.4, [(-0.17, -0.12), (-0.15, -0.04), (-0.085, -0.015), (-0.03, -0.06)]),
    # The tendons that stretch the fingers.
    *(
        (0.25, [(u, 0.84), (0.55 * u + 0.02, 0.52), (0.35 * u + 0.03, 0.3)])
        for u in (0.32, 0.09, -0.12)
    ),
    # The knuckles.
    *(
        (0.42, [(u - 0.065, v - 0.05), (u - 0.035, v), (u + 0.035, v), (u + 0.065, v - 0.05)])
        for u, v in ((0.34, 0.97), (0.09, 1.0), (-0.14, 0.97), (-0.30, 0.89))
    ),
]


_NAIL_ROOT = {1: 0.50, 2: 0.43, 3: 0.46, 4: 0.56, 5: 0.62}
_NAIL_EDGE = {1: 0.97, 2: 0.97, 3: 0.95, 4: 0.90, 5: 0.93}
"""How far along the last bone of each finger its nail begins and ends."""


def hand_lines(rules: Rules, joints: dict[str, Floats], skin: Skin) -> list[Drawn]:
    """All of them, on the left hand."""
    across, along, palm = rules.arm.frame
    inner = Sheet(skin, rules.arm.wrist, across, along, palm)
    outer = Sheet(skin, rules.arm.wrist, across, along, -palm)
    return [
        *(inner.line(*one) for one in _PALM),
        *(outer.line(*one) for one in _DORSUM),
        *(line for n in (1, 2, 3, 4, 5) for line in _finger(joints, n, skin, palm, across)),
    ]


def _finger(
    joints: dict[str, Floats], number: int, skin: Skin, palm: Floats, across: Floats
) -> list[Drawn]:
    first = 2 if number == 1 else 1
    way = np.array([joints[f"l-finger-{number}-{n}"] for n in range(first, 5)])
    # The thumb's nail faces to the side of the hand.
    above = -palm if number > 1 else across - palm
    rod = Rod(skin, way, above)
    last = len(way) - 2
    lines = _nail(rod, last + _NAIL_ROOT[number], last + _NAIL_EDGE[number])
    for joint in range(1, last + 1):
        lines += [rod.ring(0.5, joint, 62, 0.04, below=True)]
        lines += [
            rod.ring(0.3, joint + offset, half, below=False)
            for offset, half in ((-0.11, 28), (0.0, 44), (0.11, 30))
        ]
    base, half = (0.40, 54) if number > 1 else (0.10, 40)
    return [*lines, rod.ring(0.5, base, half, 0.0, below=True)]


def _nail(rod: Rod, root: float, edge: float) -> list[Drawn]:
    """The root of the nail with its walls, and its free edge."""
    return [
        rod.arch(0.5, root, edge, 54),
        rod.ring(0.35, edge, 50, 0.07, below=False),
    ]
