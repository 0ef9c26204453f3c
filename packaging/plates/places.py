"""Where every point lies on this body, as numbers: what tests hold and pages tell."""

from typing import Any

from plates import marks, regions
from plates.placing import Placer


def found(placer: Placer, known: marks.Marks, rules: regions.Rules, own: int) -> dict[str, Any]:
    """The places of points and landmarks in millimetres, with the regions that hold the points.

    Axes: x to the body's left, y up from the sole, z to the front.
    """
    sole = float(placer.finder.skin.surface.points[:, 1].min())

    def place(mark: marks.Mark) -> list[Any]:
        x, y, z = mark.place
        return [mark.side, *(round(float(n) * 100, 1) for n in (x, y - sole, z))]

    points: dict[str, Any] = {}
    for mark in known.points:
        points.setdefault(mark.name, {"at": [], "regions": []})["at"].append(place(mark))
        name = region_of(placer, rules, mark, own)
        if name not in points[mark.name]["regions"]:
            points[mark.name]["regions"].append(name)
    return {
        "points": points,
        "landmarks": {
            name: {"at": place(mark)[1:], "how": placer.finder.found[name].how}
            for mark in known.landmarks
            if (name := mark.name) and mark.side != "right"
        },
        "missing": known.missing,
    }


def region_of(placer: Placer, rules: regions.Rules, mark: marks.Mark, own: int) -> str:
    """The slug of the finest region that a mark lies in; ``own`` extras belong to the rules."""
    extras = placer.finder.skin.extras(mark.place)[None, :own]
    return regions.name_of(int(rules.label(extras)[0]))[0]
