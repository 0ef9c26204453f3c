"""Where the parts of the head and the neck end: curves on the standard figure.

Features of the face are drawn as seen from the front, the sides of the head as seen from the side.
"""

import numpy as np

from plates.body import Floats, Ints
from plates.curves import Loop, bend, mirrored_loop
from plates.naming import first_of

EYE = Loop(
    (0.06, 7.42), (0.13, 7.27), (0.27, 7.20), (0.41, 7.23), (0.49, 7.34),
    (0.51, 7.48), (0.44, 7.58), (0.28, 7.62), (0.13, 7.57), (0.06, 7.50),
)  # fmt: skip
"""The orbit with the brow."""
NOSE = mirrored_loop(
    (0, 7.50), (0.07, 7.44), (0.085, 7.30), (0.12, 7.16), (0.20, 7.05),
    (0.225, 6.97), (0.17, 6.90), (0, 6.875),
)  # fmt: skip
MOUTH = mirrored_loop(
    (0, 6.98), (0.16, 6.96), (0.26, 6.87), (0.345, 6.73), (0.34, 6.60), (0.22, 6.51), (0, 6.48)
)
"""Between the nose, the folds beside the mouth, and the groove over the chin."""
CHIN = mirrored_loop((0, 6.60), (0.2, 6.56), (0.31, 6.45), (0.33, 6.3), (0.25, 6.1), (0, 6.0))
BROW = 7.45
"""The forehead ends in the middle at the root of the nose, beside it at the brows."""
HAIR_FRONT = bend((0, 8.08), (0.2, 8.10), (0.36, 8.06), (0.5, 7.94), (0.6, 7.8))
"""The hairline over the forehead, from the midline outwards."""
HAIR_SIDE = bend(
    (7.0, 0.70), (7.2, 0.76), (7.4, 0.84), (7.55, 0.90), (7.7, 0.99), (7.85, 1.07), (8.0, 1.1)
)
"""The hairline over the temple: how far to the front it lies, from the ear upwards."""
TEMPLE_FRONT = bend((7.3, 20), (7.45, 27), (7.6, 34), (7.75, 39), (7.95, 44), (8.1, 45))
CHEEKBONE = bend((0.7, 7.22), (0.95, 7.20), (1.15, 7.23), (1.27, 7.34), (1.36, 7.6))
JAW_TOP = bend(
    (0.62, 7.3), (0.70, 7.16), (0.80, 6.92), (0.92, 6.72), (1.06, 6.60), (1.2, 6.52), (1.4, 6.45)
)
"""The upper edge of the jaw region: in front of the ear downwards, then along the bone."""
CROWN = Loop(
    (0, 1.5), (0.36, 1.25), (0.47, 0.85), (0.48, 0.4), (0.40, 0.06), (0.22, -0.17), (0, -0.26),
    (-0.22, -0.17), (-0.40, 0.06), (-0.48, 0.4), (-0.47, 0.85), (-0.36, 1.25),
)  # fmt: skip
"""The top of the head as seen from above: across, and to the front."""
OCCIPUT = bend((6.6, 112), (6.9, 118), (7.3, 127), (7.8, 131), (8.2, 130))
THROAT = bend((5.1, 10), (5.5, 17), (5.8, 30), (6.1, 48), (6.4, 66), (6.7, 82))
"""How far around the neck the throat reaches: the front edges of the muscles that turn the head."""
NAPE = bend((5.9, 117), (6.1, 132), (6.4, 137), (6.7, 134), (7.0, 130))
"""Where around the neck the nape begins: the outer edges of the trapezius."""
NECK_MIDDLE = bend((5.4, 0.15), (6.0, 0.28), (6.5, 0.36))
"""How far to the front the neck's own axis stands."""

EAR = Loop(
    (0.575, 7.32), (0.49, 7.41), (0.39, 7.415), (0.295, 7.34), (0.262, 7.17), (0.30, 7.00),
    (0.41, 6.87), (0.52, 6.86), (0.575, 6.95), (0.592, 7.08), (0.598, 7.2),
)  # fmt: skip
"""The ear as seen from the side: to the front, and upwards."""

_CENTRE = 0.45


def head_rows(places: Floats) -> Ints:
    """The parts of the head; ``places`` lie on the left half of the standard figure."""
    x, y, z = places.T
    around = np.degrees(np.arctan2(x, z - _CENTRE))
    front = z > 0.9
    scalp = (y > HAIR_FRONT(x)) | (z < HAIR_SIDE(y))
    return first_of(
        [
            (scalp & (y > 7.7) & CROWN.holds(x, z), "crown"),
            (scalp & (around > OCCIPUT(y)), "back-of-head"),
            (scalp & ((z < 0.5) | (y > CHEEKBONE(z))), "side-of-head"),
            (front & NOSE.holds(x, y), "nose"),
            (front & EYE.holds(x, y), "eye"),
            (front & MOUTH.holds(x, y), "mouth"),
            (front & CHIN.holds(x, y), "chin"),
            ((around < TEMPLE_FRONT(y)) & (y > BROW), "forehead"),
            ((y > CHEEKBONE(z)) & (around > 20), "temple"),
            (y < JAW_TOP(z), "jaw"),
        ],
        "cheek",
    )


def neck_rows(places: Floats) -> Ints:
    """The parts of the neck."""
    x, y, z = places.T
    around = np.degrees(np.arctan2(x, z - NECK_MIDDLE(y)))
    return first_of(
        [(around < THROAT(y), "throat"), (around > NAPE(y), "nape")],
        "side-of-neck",
    )
