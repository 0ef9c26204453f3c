"""Where the parts of the head and the neck end: curves on the standard figure.

Features of the face are drawn as seen from the front, the sides of the head as seen from the side.
"""

import numpy as np

from plates.body import Floats, Ints
from plates.curves import Loop, bend, mirrored_loop
from plates.naming import first_of

EYE = Loop(
    (0.095, 7.42), (0.16, 7.27), (0.29, 7.20), (0.42, 7.23), (0.50, 7.36),
    (0.50, 7.50), (0.42, 7.61), (0.28, 7.64), (0.14, 7.58),
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
BROW = bend((0, 7.52), (0.12, 7.57), (0.28, 7.63), (0.45, 7.58), (0.6, 7.5))
HAIR_FRONT = bend((0, 8.08), (0.2, 8.10), (0.36, 8.06), (0.5, 7.94), (0.6, 7.8))
"""The hairline over the forehead, from the midline outwards."""
HAIR_SIDE = bend(
    (7.0, 0.70), (7.2, 0.76), (7.4, 0.84), (7.55, 0.90), (7.7, 0.99), (7.85, 1.07), (8.0, 1.1)
)
"""The hairline over the temple: how far to the front it lies, from the ear upwards."""
TEMPLE_FRONT = bend((7.2, 38), (7.5, 40), (7.8, 43), (8.0, 45))
CHEEKBONE = bend((0.7, 7.20), (1.0, 7.22), (1.25, 7.26))
JAW_TOP = bend(
    (0.62, 7.3), (0.70, 7.16), (0.80, 6.92), (0.92, 6.72), (1.06, 6.60), (1.2, 6.52), (1.4, 6.45)
)
"""The upper edge of the jaw region: in front of the ear downwards, then along the bone."""
CROWN = Loop(
    (0, 1.5), (0.36, 1.25), (0.47, 0.85), (0.47, 0.4), (0.40, 0.05), (0.24, -0.14), (0, -0.2),
    (-0.24, -0.14), (-0.40, 0.05), (-0.47, 0.4), (-0.47, 0.85), (-0.36, 1.25),
)  # fmt: skip
"""The top of the head as seen from above: across, and to the front."""
OCCIPUT = bend((6.6, 112), (6.9, 118), (7.3, 127), (7.8, 131), (8.2, 130))
THROAT = bend((5.1, 0.10), (5.5, 0.17), (5.9, 0.30), (6.2, 0.43), (6.5, 0.52))
"""Half the width of the throat: the front edges of the muscles that turn the head."""
NAPE = bend((5.9, 0.46), (6.1, 0.36), (6.4, 0.33), (6.7, 0.38), (7.0, 0.44))
"""Half the width of the nape: the outer edges of the trapezius."""

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
            (scalp & (y > 7.0) & ((z < 0.72) | (y > CHEEKBONE(z))), "side-of-head"),
            (front & NOSE.holds(x, y), "nose"),
            (front & EYE.holds(x, y), "eye"),
            (front & MOUTH.holds(x, y), "mouth"),
            (front & CHIN.holds(x, y), "chin"),
            ((around < TEMPLE_FRONT(y)) & (y > BROW(x)), "forehead"),
            (y > CHEEKBONE(z), "temple"),
            (y < JAW_TOP(z), "jaw"),
        ],
        "cheek",
    )


def neck_rows(places: Floats) -> Ints:
    """The parts of the neck."""
    x, y, z = places.T
    return first_of(
        [((x < THROAT(y)) & (z > 0.3), "throat"), ((x < NAPE(y)) & (z < 0.2), "nape")],
        "side-of-neck",
    )
