"""The lines that an illustrator adds on the foot: ankle bones, toes and their nails."""

import numpy as np

from plates.body import Floats
from plates.casting import Skin
from plates.sheet import Drawn, Place, Sheet, arch

_X, _Y, _Z = np.eye(3)
_OUTSIDE: list[tuple[float, list[Place]]] = [
    # The outer ankle bone.
    (0.55, [(0.02, -7.42), (0.04, -7.56), (0.14, -7.63), (0.26, -7.56), (0.28, -7.44)]),
]
_INSIDE: list[tuple[float, list[Place]]] = [
    # The inner ankle bone.
    (0.55, [(0.20, -7.36), (0.22, -7.48), (0.32, -7.55), (0.44, -7.48), (0.46, -7.36)]),
]
_BEHIND: list[tuple[float, list[Place]]] = [
    # Both edges of the tendon above the heel.
    (0.4, [(1.01, -7.0), (1.03, -7.25), (1.01, -7.5)]),
    (0.4, [(1.20, -7.0), (1.18, -7.25), (1.19, -7.5)]),
]
_TOP: list[tuple[float, list[Place]]] = [
    # The tendons that stretch the toes, and the creases before the ankle.
    (0.3, [(1.07, 0.95), (1.04, 1.25), (1.06, 1.55)]),
    *(
        (
            0.2,
            [
                (1.18 + 0.2 * k, 1.0 - 0.06 * k),
                (1.24 + 0.32 * k, 1.25 - 0.1 * k),
                (1.28 + 0.42 * k, 1.5 - 0.18 * k),
            ],
        )
        for k in (0.0, 0.4, 0.8)
    ),
]
_SOLE: list[tuple[float, list[Place]]] = [
    # The crease below the ball, and the edge of the heel.
    (0.4, [(1.02, 1.02), (1.2, 1.12), (1.4, 1.08), (1.55, 0.95)]),
    (0.3, [(0.98, 0.45), (1.12, 0.52), (1.28, 0.47)]),
]


def foot_lines(joints: dict[str, Floats], skin: Skin) -> list[Drawn]:
    """All of them, on the left foot."""
    origin = np.zeros(3)
    outside, inside = Sheet(skin, origin, _Z, _Y, _X), Sheet(skin, origin, _Z, _Y, -_X)
    behind = Sheet(skin, origin, _X, _Y, -_Z)
    top, sole = Sheet(skin, origin, _X, _Z, _Y), Sheet(skin, origin, _X, _Z, -_Y)
    sheets = (outside, _OUTSIDE), (inside, _INSIDE), (behind, _BEHIND), (top, _TOP), (sole, _SOLE)
    return [
        *(sheet.line(*one) for sheet, group in sheets for one in group),
        *(line for n in (1, 2, 3, 4, 5) for line in _toe(joints, n, skin)),
    ]


_NAIL = {1: (0.07, 0.15), 2: (0.042, 0.085), 3: (0.04, 0.08), 4: (0.038, 0.075), 5: (0.032, 0.06)}
"""Half the width and the length of each toe's nail, in decimetres."""
_OVER = np.array([0.0, 0.94, 0.34])
"""From where the nails are looked at: from above and a little from the front."""


def _toe(joints: dict[str, Floats], number: int, skin: Skin) -> list[Drawn]:
    """The nail and the crease behind it."""
    last = 3 if number == 1 else 4
    tip = joints[f"l-toe-{number}-{last}"]
    along = tip - joints[f"l-toe-{number}-{last - 1}"]
    along -= (along @ _OVER) * _OVER
    along /= np.linalg.norm(along)
    sheet = Sheet(skin, tip, np.cross(along, _OVER), along, _OVER)
    wide, long = _NAIL[number]
    edge, root = -0.035, -0.035 - long
    crease = [(-0.7 * wide, root - 0.05), (0.0, root - 0.06), (0.7 * wide, root - 0.05)]
    return [
        Drawn(sheet.cast(arch(wide, edge, root)), 0.5),
        sheet.line(0.35, [(-0.9 * wide, edge), (0.0, edge + 0.14 * wide), (0.9 * wide, edge)]),
        sheet.line(0.25, crease),
    ]
