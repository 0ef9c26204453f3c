"""The plates: drawings of the body from one side each, with the regions as shapes.

A plate file holds a partition of the figure: arcs, and rings that refer to them (``~n`` walks
arc n backwards). Neighbouring regions share their arcs, so they fit without gap or overlap.
"""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any

from guide import paths
from guide.atlas.regions import known_regions
from guide.atlas.scene import TONES, Line, Role, Scene, Shape
from guide.errors import ContentError
from guide.i18n import _

VIEWS = ("front", "back")
EVERYWHERE = "whole-body"


@dataclass(frozen=True, slots=True)
class RegionPath:
    """Where a plate shows a region. ``side`` is the body's own, empty across the midline."""

    region: str
    side: str
    rings: tuple[Line, ...]
    anchor: tuple[float, float]
    """A point well inside the path."""


@dataclass(frozen=True, slots=True)
class Plate:
    """One drawing, ready to be made into scenes; lengths are plate units, y goes down."""

    view: str
    width: int
    height: int
    licence: str
    skin: tuple[Line, ...]
    """The figure's outline; the regions fill it exactly."""
    regions: tuple[RegionPath, ...]
    borders: tuple[Line, ...]
    """Open lines where two regions touch."""
    tones: tuple[tuple[Line, ...], ...]
    """Rings of shade, from light to deep; each lies over the one before."""
    strokes: tuple[tuple[float, tuple[Line, ...]], ...]
    """Open inner lines by their width."""


@lru_cache(maxsize=len(VIEWS))
def load_plate(view: str) -> Plate:
    """The plate of a view; ``ContentError`` where there is none."""
    if view not in VIEWS:
        message = _("There is no plate “{}”; there are: {}.")
        raise ContentError(message.format(view, ", ".join(VIEWS)))
    return read_plate(paths.resources() / "atlas" / "plates" / f"{view}.json")


def read_plate(file: Path) -> Plate:
    """The plate in a file; ``ContentError`` where it is not one."""
    try:
        return _plate(json.loads(file.read_bytes()))
    except (OSError, ValueError, LookupError, TypeError, ArithmeticError) as error:
        message = _("The plate cannot be read: {}. Install the program again.")
        raise ContentError(message.format(error), file) from error


def figure_scene(plate: Plate, regions: Collection[str] = ()) -> Scene:
    """The plate with some regions (slugs) tinted.

    ``whole-body`` tints the whole figure, unless regions are named beside it: then those say more.
    Regions that this plate does not show are passed over.
    """
    shapes = [
        Shape(plate.skin, Role.SKIN),
        *_region_shapes(plate, regions),
        *(Shape(rings, _tone(n, plate)) for n, rings in enumerate(plate.tones) if rings),
        Shape(plate.borders, Role.BORDER, closed=False),
        *(Shape(lines, Role.INNER, closed=False, width=width) for width, lines in plate.strokes),
        Shape(plate.skin, Role.OUTLINE),
    ]
    return Scene(plate.width, plate.height, tuple(shapes))


def _tone(number: int, plate: Plate) -> Role:
    """The role of a layer of shade; the layers share the four tones evenly."""
    return TONES[number * len(TONES) // len(plate.tones)]


def _region_shapes(plate: Plate, tinted: Collection[str]) -> Iterable[Shape]:
    names = known_regions()
    everywhere = set(tinted) == {EVERYWHERE}
    for path in plate.regions:
        shown = everywhere or path.region in tinted
        region = names[path.region]
        yield Shape(
            path.rings,
            Role.TINT if shown else Role.REGION,
            key=region.key,
            side=path.side,
            title=region.name,
            anchor=path.anchor,
        )


# ---- reading


def _plate(data: dict[str, Any]) -> Plate:
    size = 1 / data["grid"]
    arcs = [_line(numbers, size) for numbers in data["arcs"]]
    return Plate(
        view=data["view"],
        width=data["width"],
        height=data["height"],
        licence=data["licence"],
        skin=_rings(arcs, data["skin"]),
        regions=tuple(
            RegionPath(r["region"], r["side"], _rings(arcs, r["rings"]), (r["at"][0], r["at"][1]))
            for r in data["regions"]
        ),
        borders=tuple(arcs[number] for number in data["borders"]),
        tones=tuple(tuple(_line(ring, size) for ring in rings) for rings in data["tones"]),
        strokes=tuple(
            (width, tuple(_line(line, size) for line in lines)) for width, lines in data["strokes"]
        ),
    )


def _line(numbers: list[int], size: float) -> Line:
    """Points from a first place and the steps from each point to the next, in grid steps."""
    numbers[::2] = accumulate(numbers[::2])
    numbers[1::2] = accumulate(numbers[1::2])
    return tuple([size * number for number in numbers])


def _rings(arcs: list[Line], rings: list[list[int]]) -> tuple[Line, ...]:
    return tuple(tuple(n for way in ring for n in _walk(arcs, way)) for ring in rings)


def _walk(arcs: list[Line], way: int) -> Line:
    """An arc in its direction, without its last point, which begins the next arc."""
    if way >= 0:
        return arcs[way][:-2]
    arc = arcs[~way]
    return tuple(n for i in range(len(arc) - 2, 0, -2) for n in (arc[i], arc[i + 1]))
