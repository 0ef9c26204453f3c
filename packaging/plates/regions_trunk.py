"""Where the parts of the trunk end: curves on the standard figure, seen from the front or back.

``x`` is the distance from the midline, ``y`` the height, ``around`` the angle about the trunk's
own axis: 0 in front, 90 under the armpit, 180 behind.
"""

import numpy as np

from plates.body import Floats, Ints, Mask
from plates.curves import Loop, bend
from plates.naming import first_of

COLLARBONE = bend((0.1, 5.30), (0.35, 5.42), (0.7, 5.50), (1.0, 5.52), (1.3, 5.60), (1.6, 5.7))
"""The border of chest and shoulder, along the collarbone."""
DELTOID_FRONT = bend((4.2, 1.43), (4.5, 1.42), (4.9, 1.34), (5.3, 1.22), (5.6, 1.16))
"""The groove between chest muscle and deltoid."""
DELTOID_BACK = bend((4.2, 1.43), (4.5, 1.46), (4.9, 1.56), (5.2, 1.60), (5.45, 1.52), (5.6, 1.4))
TRAPEZIUS = bend((0, 5.95), (0.3, 5.85), (0.7, 5.67), (1.1, 5.56), (1.5, 5.48), (1.7, 5.42))
"""The border of back and shoulder, above the spine of the shoulder blade."""
ACROMION = bend((-0.4, 1.5), (0.0, 1.52), (0.35, 1.30), (0.6, 1.22))
"""Where the top of the shoulder ends and its cap begins, from back to front."""
HOLLOW, HOLLOW_SIZE = np.array([0.02, 0.0, 0.19]), np.array([0.24, 0.46, 0.55])
"""The armpit: an egg around the lowest skin between arm and trunk."""

BREASTBONE = bend(
    (3.0, 0.0), (3.06, 0.10), (3.25, 0.17), (3.7, 0.19), (4.6, 0.21), (5.0, 0.27), (5.3, 0.36)
)
"""Half the width of the breastbone."""
BREAST_FOLD = bend((0.1, 3.86), (0.3, 3.74), (0.65, 3.62), (0.95, 3.68), (1.2, 3.92), (1.45, 4.3))
RIBS_SIDE = bend((2.3, 57), (3.0, 58), (3.7, 60), (4.2, 64), (4.6, 70))
"""The front line of the armpit, downwards over the ribs."""
BLADE = Loop(
    (0.665, 5.10), (0.72, 5.36), (0.90, 5.52), (1.2, 5.535), (1.5, 5.46), (1.61, 5.25),
    (1.54, 4.93), (1.37, 4.60), (1.16, 4.28), (0.98, 4.04), (0.85, 3.97), (0.76, 4.10),
    (0.70, 4.45), (0.665, 4.8),
)  # fmt: skip
BLADES_END = bend((0, 3.97), (0.5, 4.0), (0.86, 4.06), (1.02, 4.2), (1.2, 4.6), (1.5, 5.2))
NAVEL = 0.40
RECTUS = bend((1.0, 75), (1.25, 64), (1.55, 55), (2.0, 53), (2.5, 54), (3.0, 52))
"""The outer edge of the straight muscle of the belly."""
KIDNEY = Loop(
    (0.24, 2.55), (0.34, 2.82), (0.7, 2.80), (1.0, 2.62), (1.03, 2.32), (0.86, 2.02),
    (0.55, 1.93), (0.30, 2.08),
)  # fmt: skip
LUMBAR = bend((1.1, 0.42), (1.5, 0.56), (1.8, 0.44), (2.1, 0.29), (2.5, 0.25), (2.9, 0.25))
"""Half the width of the strip over the lumbar spine."""
SACRUM_TOP = bend((0, 1.24), (0.3, 1.26), (0.5, 1.36), (0.7, 1.5))
THIGH_TOP = (
    (0, -0.37),
    (0.06, -0.25),
    (0.2, -0.05),
    (0.42, 0.22),
    (0.6, 0.42),
    (0.76, 0.46),
    (0.9, 0.32),
    (1.0, 0.14),
)
PUBIC = bend((-0.4, 0.10), (-0.1, 0.20), (0.2, 0.36), (0.4, 0.50))
HIP_FRONT = bend((0.0, 52), (0.5, 55), (0.9, 57), (1.2, 59), (1.7, 62))
HIP_BACK = bend((-0.6, 112), (0.2, 118), (0.8, 126), (1.4, 132), (1.7, 133))


def chest_rows(x: Floats, y: Floats, around: Floats) -> Ints:
    """The parts of the chest."""
    return first_of(
        [
            (x < BREASTBONE(y), "breastbone"),
            (around > RIBS_SIDE(y), "side-of-chest"),
            (y > BREAST_FOLD(x), "breast"),
        ],
        "lower-ribs",
    )


def upper_back_rows(x: Floats, y: Floats) -> Ints:
    """The parts of the upper back."""
    return first_of(
        [(BLADE.holds(x, y), "shoulder-blade"), (y > BLADES_END(x), "between-shoulder-blades")],
        "below-shoulder-blades",
    )


def abdomen_rows(x: Floats, y: Floats, around: Floats, navel: float) -> Ints:
    """The parts of the belly."""
    return first_of(
        [
            (np.hypot(x, y - navel) < NAVEL, "navel"),
            (around > RECTUS(y), "flank"),
            (y > navel, "upper-abdomen"),
        ],
        "lower-abdomen",
    )


def lower_back_rows(x: Floats, y: Floats) -> Ints:
    """The parts of the lower back."""
    return first_of(
        [
            (y < SACRUM_TOP(x), "sacrum"),
            (x < LUMBAR(y), "small-of-back"),
            (KIDNEY.holds(x, y), "kidney-area"),
        ],
        "loin",
    )


def pelvis_rows(x: Floats, y: Floats, around: Floats, front: Mask) -> Ints:
    """The parts of hip and pelvis."""
    return first_of(
        [
            (front & (around > HIP_FRONT(y)), "hip-side"),
            (~front & (around < HIP_BACK(y)), "hip-side"),
            (~front, "buttock"),
            (x < PUBIC(y), "pubic-area"),
        ],
        "groin",
    )
