"""The lines that an illustrator adds on the head: the face and the hairline."""

import numpy as np

from plates.regions_head import HAIR_FRONT, HAIR_SIDE
from plates.sheet import Drawn, Place, Sheet, curve

_FACE: list[tuple[float, list[Place]]] = [
    # The closed lids meet in an arch with the lashes; the fold of the upper lid.
    (0.95, [(0.145, 7.322), (0.20, 7.300), (0.285, 7.284), (0.37, 7.293), (0.44, 7.335)]),
    (0.5, [(0.165, 7.362), (0.21, 7.408), (0.285, 7.428), (0.36, 7.415), (0.43, 7.372)]),
    # Between the lips, and the edges of their red.
    (0.8, [(-0.22, 6.676), (-0.12, 6.682), (0, 6.674), (0.12, 6.682), (0.22, 6.676)]),
    (0.4, [(-0.19, 6.705), (-0.06, 6.775), (0, 6.758), (0.06, 6.775), (0.19, 6.705)]),
    (0.4, [(-0.15, 6.635), (-0.08, 6.592), (0, 6.583), (0.08, 6.592), (0.15, 6.635)]),
    # The nostrils, and the wings of the nose.
    (0.9, [(0.045, 6.925), (0.085, 6.947), (0.125, 6.93)]),
    (0.6, [(0.135, 6.925), (0.172, 6.96), (0.178, 7.02), (0.15, 7.085)]),
    # The groove from the nose towards the lip.
    (0.22, [(0.030, 6.88), (0.034, 6.82)]),
]  # fmt: skip
_BROW = ((0.09, 7.525), (0.19, 7.56), (0.30, 7.58), (0.40, 7.565), (0.485, 7.515))
_HAIRS = 15
_SPACING = 0.036
_LENGTHS = (0.10, 0.055, 0.08, 0.045, 0.09, 0.06)
_LEANS = (0.12, -0.06, 0.0, 0.16, -0.12, 0.07, -0.02)
"""How far apart the hairs of the hairline are, how long, and how far they lean, in turn."""


def head_lines(front: Sheet, back: Sheet, side: Sheet) -> list[Drawn]:
    """All of them, on the left half of the head."""
    return [
        *(front.line(*one) for one in _FACE),
        *_brow(front),
        *_hairs(
            front, [(x, float(HAIR_FRONT(np.array(x)))) for x in _steps(0.018, 0.47)], (0.12, 1)
        ),
        *_hairs(side, [(float(HAIR_SIDE(np.array(y))), y) for y in _steps(7.95, 7.06)], (-1, 0.3)),
        *_hairs(side, [(0.29, 7.02), (0.27, 6.94), (0.22, 6.87), (0.12, 6.84)], (-0.6, 0.8)),
        *_hairs(
            back, [(0.44, 6.83), (0.38, 6.79), (0.24, 6.74), (0.12, 6.76), (0.0, 6.72)], (0, 1)
        ),
    ]


def _steps(first: float, last: float) -> list[float]:
    return [float(value) for value in np.linspace(first, last, 7)]


def _brow(front: Sheet) -> list[Drawn]:
    """Short hairs, upright at the nose, lying flat towards the temple."""
    arch = curve(list(_BROW))
    hairs = []
    for share in np.linspace(0.02, 0.97, _HAIRS):
        place = arch[int(share * (len(arch) - 1))]
        lean = np.radians(62 - 72 * share)
        step = 0.065 * (1 - 0.45 * abs(2 * share - 0.9)) * np.array([np.cos(lean), np.sin(lean)])
        hairs.append(front.dash(0.5, place - step / 2, place + step / 2))
    return hairs


def _hairs(sheet: Sheet, edge: list[Place], way: Place) -> list[Drawn]:
    """Short hairs along an edge, combed one way, long and short by turns."""
    line = curve(edge)
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(line, axis=0).T))])
    count = max(2, round(along[-1] / _SPACING))
    hairs = []
    for number, at in enumerate(np.linspace(0, along[-1], count)):
        root = np.array([np.interp(at, along, column) for column in line.T])
        length, lean = _LENGTHS[number % len(_LENGTHS)], _LEANS[number % len(_LEANS)]
        step = length * np.array([way[0] - lean * way[1], way[1] + lean * way[0]])
        hairs.append(sheet.dash(0.26, root - 0.2 * step, root + 0.8 * step))
    return hairs
