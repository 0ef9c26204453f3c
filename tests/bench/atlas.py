"""What the body atlas holds, counted and measured on the data that is shipped."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from statistics import median
from typing import Any

from guide import paths
from guide.atlas.plates import VIEWS, load_plate
from guide.atlas.regions import known_regions, read_words
from guide.atlas.tables import read_points
from tests.bench.figure import Figure

ATLAS = paths.resources() / "atlas"
Place = tuple[float, float, float]
Scale = tuple[str, str, float]

CHEST: Scale = ("suprasternal-notch", "xiphisternal", 9)
BELLY: Scale = ("umbilicus", "xiphisternal", 8)
SPINE: Scale = ("C7", "sacral-hiatus", 21)
HEAD: Scale = ("eop", "hairline-back", 2.5)
NECK: Scale = ("hyoid", "suprasternal-notch", 4)
LEG: Scale = ("popliteal-crease", "malleolus-lateral", 16)
FOREARM: Scale = ("elbow-crease", "wrist-crease", 12)
LEVELS: tuple[tuple[str, Scale], ...] = (
    ("ST13 KI27 CV21 LU2", CHEST),
    ("ST14 KI26 CV20 LU1", CHEST),
    ("ST17 KI23 CV17 SP18 PC1", CHEST),
    ("SP15 ST25 KI16 CV8", BELLY),
    ("SP12 CV2", BELLY),
    ("BL30 BL34 BL54 GV2", SPINE),
    ("BL13 BL42 GV12", SPINE),
    ("GV17 BL9 GB19", HEAD),
    ("GV16 GB20", HEAD),
    ("LR5 KI9", LEG),
    ("ST39 GB35 GB36", LEG),
    ("ST38 ST40", LEG),
    ("ST9 LI18 SI16", NECK),
    ("ST10 LI17", NECK),
    ("TE6 TE7", FOREARM),
)
"""Points that the standard calls level with each other, and the scale that measures there. The
counts of cun along spine and throat are rough: no row of the standard gives them."""


@cache
def data() -> Mapping[str, Any]:
    """What the builder found: ``points``, ``landmarks`` and ``missing``."""
    found: Mapping[str, Any] = json.loads((ATLAS / "places.json").read_text(encoding="utf-8"))
    return found


def place(code: str) -> Place:
    """The point's first place on the left half or the midline, in millimetres: left, up, front."""
    _side, x, y, z = data()["points"][code]["at"][0]
    return x, y, z


def landmark(name: str) -> Place:
    """The place of a landmark, as ``place``."""
    x, y, z = data()["landmarks"][name]["at"]
    return x, y, z


def share(spot: Place, start: Place, end: Place) -> float:
    """How far along the straight way from start to end the spot lies, 0 to 1."""
    way = [b - a for a, b in zip(start, end, strict=True)]
    gone = [b - a for a, b in zip(start, spot, strict=True)]
    return sum(a * b for a, b in zip(gone, way, strict=True)) / sum(a * a for a in way)


def unlevel(codes: str, scale: Scale) -> float:
    """How many cun points that should be level lie apart: along the arm, elsewhere in height."""
    start, end, cun = landmark(scale[0]), landmark(scale[1]), scale[2]
    if scale == FOREARM:
        along = [share(place(code), start, end) * cun for code in codes.split()]
    else:
        unit = abs(start[1] - end[1]) / cun
        along = [place(code)[1] / unit for code in codes.split()]
    return max(along) - min(along)


def elsewhere() -> list[str]:
    """The points whose place lies on another great region than the word of their row means."""
    words, known = read_words(ATLAS / "regions.toml"), known_regions()
    rows = {point.code: point for point in read_points(ATLAS / "points.tsv")}
    return [
        code
        for code, found in data()["points"].items()
        if words[rows[code].region] not in {known[s].parent or s for s in found["regions"]}
    ]


def counting() -> Iterator[Figure]:
    """Figures of the data itself."""
    points = data()["points"]
    seen = {view: {point.code for point in load_plate(view).points} for view in VIEWS}
    apart = [unlevel(codes, scale) for codes, scale in LEVELS]
    size = sum(file.stat().st_size for file in (ATLAS / "plates").glob("*.json"))
    yield Figure("atlas", "points of the table", len(points) + len(data()["missing"]), "")
    yield Figure("atlas", "points placed", len(points), "")
    yield Figure(
        "atlas", "places, groups and both sides", sum(len(p["at"]) for p in points.values()), ""
    )
    yield Figure("atlas", "points seen on a named plate", len(set().union(*seen.values())), "")
    yield Figure("atlas", "points left out, with a reason", len(data()["missing"]), "")
    yield Figure("atlas", "points called level: apart, median", median(apart), "cun")
    yield Figure("atlas", "points called level: apart, worst", max(apart), "cun", "≤ 0.15")
    agreed = 100 * (1 - len(elsewhere()) / len(points))
    yield Figure("atlas", "points on the great region of their row", agreed, "%")
    yield Figure(
        "atlas", "regions drawn", len({r.region for v in VIEWS for r in load_plate(v).regions}), ""
    )
    yield Figure("atlas", "plates, all together", size / 1e6, "MB", "≤ 3")
