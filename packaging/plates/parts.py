"""The skin with its parts by name, and the borders of its regions, of one body that stands."""

import numpy as np

from plates import regions
from plates.body import Body, Floats, Mask, Surface
from plates.skin import Skin

_BONES = {
    "head": "neck01",
    "arm": "upperarm01.L",
    "other-arm": "upperarm01.R",
    "leg": "upperleg01.L",
    "foot": "foot.L",
    **{f"finger{n}": f"finger{n}-{1 if n > 1 else 2}.L" for n in range(1, 6)},
    **{f"toe{n}": f"toe{n}-1.L" for n in range(1, 6)},
}


def weights(body: Body) -> Floats:
    """How much each point belongs to each part, and to the ear: (n, parts + 1)."""
    ear = body.moved_by("ears/l-ear-trans-backward") + body.moved_by("ears/r-ear-trans-backward")
    bones = [body.weight(body.branch(bone)) for bone in _BONES.values()]
    return np.stack([*bones, ear], axis=1)


def masks(weights: Floats, points: Floats) -> dict[str, Mask]:
    """Which points belong to a part, by its name."""
    found = {name: weight > 0.5 for name, weight in zip(_BONES, weights.T, strict=False)}
    found["middle"] = ~found["arm"] & ~found["other-arm"]
    found["left"] = ~found["other-arm"] & (points[:, 0] > -0.3)
    ear = points[weights[:, -1] > 0.97]
    found["crown"] = found["head"] & (
        (points[:, 1] > ear[:, 1].min()) | (points[:, 2] > ear[:, 2].max())
    )
    found["skull"] = found["head"] & (weights[:, -1] < 0.97)
    return found


def mouth(body: Body, points: Floats) -> Mask:
    """The hollow of the mouth, which the mesh has and a finger cannot reach."""
    lips = body.points[body.moved_by("mouth/mouth-angles-up") > 0.98]
    (_x, middle, front), wide = lips.mean(axis=0), np.abs(lips[:, 0]).max()
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    behind = (z < front - 0.15) & (z > body.joints["head"][2])
    return np.asarray((x < 1.25 * wide) & (np.abs(y - middle) < 0.27) & behind)


def skin_of(body: Body, standard: Body) -> tuple[regions.Rules, Skin]:
    """The measures and the skin of a body in the anatomical position, in which the standard
    figure stands too.
    """
    own = regions.extras(body, standard)
    surface = body.surface(np.hstack([own, weights(body)])).refined()
    plain = Surface(surface.points, surface.quads, surface.extras[:, : own.shape[1]])
    parts = masks(surface.extras[:, own.shape[1] :], surface.points)
    parts["inside"] = mouth(body, surface.points)
    return regions.Rules(body, plain), Skin(surface, parts)
