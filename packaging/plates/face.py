"""Places on the face, around the ear and on the neck."""

import numpy as np

from guide.atlas.cun import Scaled
from plates.body import Floats
from plates.head import HeadScale
from plates.landmarks import Finder
from plates.skin import FRONT, LEFT, Missed

FINGER_CUN = 0.20
"""A thumb's width on this mesh, in decimetres; 0.4 of it lie between mouth corner and ST4."""
FINGER_BREADTH = 0.16


def face(finder: Finder, head: HeadScale, site: Scaled, lateral: float | None, word: str) -> Floats:
    """A place on the face; heights by its features, widths by the eye, the mouth and the nose."""
    beside = _on_side(finder, site)
    if beside is not None:
        return beside
    if site.anchor == "brow" and site.offset:
        return head.forehead(site.offset, float(finder["pupil"][0]))
    height = _height(finder, site.anchor)
    if lateral is not None:
        return finder.front(lateral * head.cun, height, "head")
    return finder.front(_across(finder, head, word), height, "head")


def _height(finder: Finder, anchor: str) -> float:
    """The height of a feature of the face."""
    eye, brow = finder["pupil"][1], finder["brow"][1]
    wing, tip, base = finder["nose-wing"][1], finder["nose-tip"][1], finder["nose-base"][1]
    lip, mouth = finder["upper-lip"][1], finder["mouth-corner"][1]
    heights = {
        "brow": brow,
        "canthus": eye + 0.01,
        "orbit.low": eye - 0.62 * (brow - eye),
        "infraorbital": eye - 1.45 * (brow - eye),
        "ala.mid": wing + 0.06,
        "ala.low": base + 0.02,
        "nose.tip": tip,
        "nasolabial.top": wing + 0.16,
        "philtrum.mid": (base + lip) / 2,
        "lip.top": lip - 0.01,
        "mouth": mouth,
        "chin.groove": finder["chin-groove"][1],
        "cheekbone.low": finder["cheekbone"][1] - 0.10,
    }
    return float(heights[anchor])


def _across(finder: Finder, head: HeadScale, word: str) -> float:
    """How far from the midline a line of the face runs."""
    inner, outer = finder["inner-canthus"][0], finder["outer-canthus"][0]
    widths = {
        "pupil": finder["pupil"][0],
        "inner-canthus": inner - 0.02,
        "outer-canthus": outer,
        "outer-canthus+0.5": outer + 0.5 * head.cun,
        "brow-medial": 0.75 * head.cun,
        "brow-lateral": outer + 0.055,
        "orbit-lateral-quarter": outer - 0.25 * (outer - inner),
        "nostril-lateral": 0.5 * head.cun,
        "nasolabial": finder["nose-wing"][0] + 0.035,
        "ala-top": finder["nose-wing"][0] + 0.01,
        "mouth-corner+0.4": finder["mouth-corner"][0] + 0.4 * FINGER_CUN,
    }
    if word not in widths:
        raise Missed(f"no line of the face for “{word}”")
    return float(widths[word])


def _on_side(finder: Finder, site: Scaled) -> Floats | None:
    """A place that is seen from the side; None for the others."""
    cheek, ear, corner = finder["cheekbone"], finder["tragus"], finder["jaw-angle"]
    if site.anchor in ("zygoma.low", "zygoma.top"):
        middle = cheek + 0.62 * (ear - cheek)  # of the arch between cheekbone and ear
        up = -0.09 if site.anchor == "zygoma.low" else 0.09
        return finder.outside(float(middle[1]) + up, float(middle[2]), "head")
    if site.anchor == "jaw.angle":  # finger's breadths up and forwards
        reach = site.offset * FINGER_BREADTH * np.sqrt(0.5)
        return finder.outside(float(corner[1]) + reach, float(corner[2]) + reach, "head")
    if site.anchor == "jaw.masseter":  # on the jaw's lower edge, where the chewing muscle ends
        at = corner + 0.36 * (finder.joints["jaw"] - corner)
        return finder.outside(float(at[1]) + 0.05, float(at[2]), "head")
    if site.anchor == "temple":  # a finger behind the middle between brow's end and eye's corner
        height = float(finder["brow"][1] + finder["outer-canthus"][1]) / 2
        edge = finder.front(float(finder["outer-canthus"][0]) + 0.05, height, "head")
        return finder.outside(height, float(edge[2]) - FINGER_CUN, "head")
    return None


def ear(finder: Finder, site: Scaled, word: str) -> Floats:
    """Places around the ear."""
    top, lobe = finder["ear-apex"], finder["ear-lobe"]
    front, back = float(finder["tragus"][2]), float(finder["lobe-back"][2])
    names = {
        "tragus": "tragus",
        "notch.top": "notch-above-tragus",
        "notch.low": "notch-below-tragus",
        "root.front": "ear-root-front",
    }
    if site.anchor in names:
        return finder[names[site.anchor]]
    above = _cun_over_ear(finder)
    match site.anchor, word:
        case "apex", "ear-mid":
            # The tip of the folded ear touches the head a little above the ear's root.
            return finder.outside(float(top[1]) + 0.06, float(top[2]), "skull")
        case "apex", _:
            return finder.outside(float(top[1]) + 0.02, front + 0.16, "skull")
        case "hairline", _:
            z = float(top[2]) - (0.5 * above if word == "ear-back" else 0.0)
            return finder.outside(float(top[1]) + site.offset * above, z, "skull")
        case "lobe", "preauricular+0.5":
            return finder.outside(float(lobe[1]) + 0.05, front + 0.5 * above, "head")
        case "lobe", "retroauricular":
            return finder.outside(float(lobe[1]) + 0.04, back, "head")
        case "lobe", "retroauricular+1":
            return finder.outside(float(lobe[1]) + 0.04, back - above, "head")
        case "mastoid.low", _:
            return finder.outside(float(finder["mastoid"][1]) - 0.10, back - 0.16, "head")
    raise Missed(f"no place at the ear for “{site.anchor}”, “{word}”")


def _cun_over_ear(finder: Finder) -> float:
    """A cun of the head's own length scale."""
    step = finder["hairline-front"] - finder["glabella"]
    return float(np.linalg.norm(step)) / 3


def neck(finder: Finder, site: Scaled, lateral: float | None, word: str) -> Floats:
    """Places on the throat and beside it, by the edges of the muscle from mastoid to breastbone."""
    if site.anchor == "clavicle":
        x = 0.32 if lateral is None else lateral * float(finder["nipple"][0]) / 4
        height = float(finder["suprasternal-notch"][1]) + (0.16 if lateral is None else 0.30)
        return finder.front(x, height, "left")
    names = {"hyoid": "hyoid", "notch": "suprasternal-notch", "mandible-angle": "jaw-angle"}
    place = finder[names.get(site.anchor, site.anchor)]
    height = float(place[1])
    if word in ("", "hyoid") or lateral == 0:
        return finder.front(0.0, height)
    centre = np.array([0.0, height, _middle_of_neck(finder, height)])
    ring = finder.skin.ring(centre, LEFT, FRONT, "middle")
    front_edge, back_edge = _muscle(finder, height)
    share = {"scm-front": 0.0, "scm-mid": 0.5, "scm-back": 1.0}[word]
    angle = np.radians(90 - (front_edge + share * (back_edge - front_edge)))
    return np.asarray(ring.points[np.abs(ring.angle - angle).argmin()])


def _middle_of_neck(finder: Finder, height: float) -> float:
    ahead, behind = finder.front(0.0, height)[2], finder.back(0.0, height)[2]
    return float(min(ahead, behind + 1.1) + behind) / 2


def _muscle(finder: Finder, height: float) -> tuple[float, float]:
    """Degrees from straight ahead to the front and the back edge of the muscle, at a height."""
    low, high = float(finder["suprasternal-notch"][1]), float(finder["mastoid"][1])
    share = (height - low) / (high - low)
    return 14 + 92 * share, 35 + 105 * share
