"""Lines that an illustrator adds where the skin of a smooth mesh only hints at bone and muscle.

They are drawn on sheets before the standard figure and fall onto its skin, so that every view of
every body can show those it sees. All are drawn for the body's left and mirrored to its right.
"""

import numpy as np

from plates.body import Floats, Surface
from plates.casting import Skin
from plates.illustration_ear import ear_lines
from plates.illustration_foot import foot_lines
from plates.illustration_hand import hand_lines
from plates.illustration_head import head_lines
from plates.illustration_trunk import trunk_lines
from plates.regions import EAR, PLACE, Rules
from plates.sheet import Drawn, Sheet

__all__ = ["Drawn", "lines"]

_X, _Y, _Z = np.eye(3)


def lines(rules: Rules, joints: dict[str, Floats], surface: Surface) -> list[Drawn]:
    """The added lines on the skin, both sides of the body. ``rules`` and ``joints`` are those of
    the standard figure; the lines lie on the body of ``surface``.
    """
    standard = surface.extras[:, PLACE]
    left = standard[:, 0] > -0.3
    head = left & (standard[:, 1] > rules.c7) & (surface.extras[:, EAR] < 0.97)
    arm = left & (surface.extras[:, 1] > 0.5)
    foot = left & (standard[:, 1] < joints["l-ankle"][1] + 0.8)
    whole, head_skin, arm_skin, foot_skin = (
        Skin.of(surface, standard, part) for part in (left, head, arm, foot)
    )
    drawn = [
        *trunk_lines(rules, joints, *_sheets(whole)),
        *head_lines(*_sheets(head_skin)),
        *ear_lines(surface),
        *hand_lines(rules, joints, arm_skin),
        *foot_lines(joints, foot_skin),
    ]
    return [one for half in drawn for one in _both(half) if len(one.points) > 1]


def _sheets(skin: Skin) -> tuple[Sheet, Sheet, Sheet]:
    """Before the body, behind it, and at its left side."""
    return (
        Sheet(skin, np.zeros(3), _X, _Y, _Z),
        Sheet(skin, np.zeros(3), _X, _Y, -_Z),
        Sheet(skin, np.zeros(3), _Z, _Y, _X),
    )


def _both(line: Drawn) -> list[Drawn]:
    """A line of the left half with its mirror image; a line across the midline alone."""
    x = line.points[:, 0]
    if len(x) == 0 or np.abs(x).max() < 1e-3 or x.min() < -0.01:
        return [line]
    return [line, Drawn(line.points * [-1, 1, 1], line.weight)]
