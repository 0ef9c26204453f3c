"""The labels of the plates: numbers for a part of the body and its side, on two levels.

Rules label the finest parts; the coarse part that holds one follows from ``regions.toml``.
"""

from functools import lru_cache

import numpy as np

from guide.atlas.regions import known_regions
from plates.body import Ints, Mask

NOT_DRAWN = frozenset({"skin", "whole-body"})
SIDES = ("", "left", "right")


@lru_cache(maxsize=1)
def _finest() -> tuple[str, ...]:
    """What can be drawn and holds no other part, in the order of the file."""
    regions = known_regions()
    parents = {region.parent for region in regions.values()}
    return tuple(slug for slug in regions if slug not in parents | NOT_DRAWN)


FINE = _finest()
COARSE = tuple(
    slug for slug, region in known_regions().items() if not region.parent and slug not in NOT_DRAWN
)
PAIRED = frozenset(slug for slug in (*FINE, *COARSE) if known_regions()[slug].paired)
"""What stands once on each side of the body; all else crosses the midline."""


def coarse_of(slug: str) -> str:
    """The coarse part that holds this one; a coarse part holds itself."""
    return known_regions()[slug].parent or slug


def name_of(label: int) -> tuple[str, str]:
    """The finest part and the side of a label."""
    return FINE[label // len(SIDES)], SIDES[label % len(SIDES)]


def coarse_name(label: int) -> tuple[str, str]:
    """The coarse part of a label, and its side."""
    slug, side = name_of(label)
    coarse = coarse_of(slug)
    return coarse, side if coarse in PAIRED else ""


def row(slug: str) -> int:
    """The place of a part among the finest ones."""
    return FINE.index(slug)


def first_of(choices: list[tuple[Mask, str]], otherwise: str) -> Ints:
    """For every point the first part whose rule holds."""
    masks, slugs = zip(*choices, strict=True)
    return np.select(list(masks), [row(slug) for slug in slugs], row(otherwise))


def with_sides(rows: Ints, x: np.ndarray) -> Ints:
    """Labels from parts and from where the points lie across the body."""
    paired = np.isin(rows, [row(slug) for slug in FINE if slug in PAIRED])
    side = np.where(x > 0, SIDES.index("left"), SIDES.index("right"))
    return np.asarray(rows * len(SIDES) + np.where(paired, side, 0))
