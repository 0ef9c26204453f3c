"""The drawing of one plate: the regions as a partition, shade in flat tones, and pen lines."""

from typing import Any

import numpy as np

from plates import levels, partition, regions, strokes, tones
from plates.body import Floats, Ints
from plates.pens import Known, pen_lines
from plates.raster import Picture
from plates.views import Sight

GRID = 4
"""Places are written in quarters of a plate unit, as whole numbers."""
TOLERANCE = {"outline": 0.12, "border": 0.25, "stroke": 0.2}


def draw(sight: Sight, picture: Picture, body: Known) -> dict[str, Any]:
    """The drawn part of a plate, as it is written to the file."""
    labels = levels.cleaned(label_pixels(picture, body.rules))
    parts = partition.trace(labels)
    partition.smooth(parts, 4.0, 9.0, levels.group)
    pens = pen_lines(sight, picture, labels, body)
    borders, fine_borders = levels.border_entries(parts, [points for _, points in pens])
    bright = picture.sample(body.shade.brightness(picture.view.turn))
    return {
        "regions": levels.region_entries(parts, labels),
        "skin": parts.rings[partition.OUTSIDE],
        "borders": borders,
        "fine_borders": fine_borders,
        "strokes": by_width(pens),
        "arcs": [steps(arc.points, _tolerance(arc)) for arc in parts.arcs],
        "tones": [
            [steps(ring, 0.0)[:-2] for ring in rings]
            for rings in tones.tone_rings(bright, picture.mask, sight.detail)
        ],
    }


def _tolerance(arc: partition.Arc) -> float:
    outer = partition.OUTSIDE in (arc.left, arc.right)
    return TOLERANCE["outline" if outer else "border"]


def label_pixels(picture: Picture, rules: regions.Rules) -> Ints:
    """The region label of every pixel."""
    seen, surface = picture.mask, picture.surface
    extra = np.stack([picture.sample(column)[seen] for column in surface.extras.T], axis=1)
    labels = np.full(seen.shape, partition.OUTSIDE)
    labels[seen] = rules.label(extra)
    return labels


def by_width(pens: list[tuple[float, Floats]]) -> list[Any]:
    """The strokes as they are written: cut into tapering pieces, gathered by width."""
    groups: dict[float, list[list[int]]] = {}
    for width, points in pens:
        for share, piece in strokes.tapered(points, width):
            groups.setdefault(round(share * 4) / 4, []).append(steps(piece, TOLERANCE["stroke"]))
    return [[width, groups[width]] for width in sorted(groups)]


def steps(points: Floats, tolerance: float) -> list[int]:
    """Thinned out, on the grid: the first place, then the step to each following point."""
    places = np.round(partition.thin(points, tolerance) * GRID).astype(int)
    moved = np.ones(len(places), bool)
    moved[1:] = (np.diff(places, axis=0) != 0).any(axis=1)
    moved[-1] = True
    places = places[moved]
    return [int(n) for n in np.concatenate([places[:1], np.diff(places, axis=0)]).ravel()]
