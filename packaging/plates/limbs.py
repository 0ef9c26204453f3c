"""Places on arms and legs: along a limb by its cun scale, around it by what lies under the skin."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from guide.atlas.cun import Scaled
from plates.body import Floats
from plates.landmarks import Finder
from plates.skin import FRONT, LEFT, UP, Missed, Ring


@dataclass(frozen=True)
class Segment:
    """A stretch of a limb from its upper end to its lower one, with a scale of ``cun`` parts."""

    name: str
    near: Floats
    far: Floats
    cun: float
    part: str

    @property
    def axis(self) -> Floats:
        way = self.far - self.near
        return np.asarray(way / np.linalg.norm(way))

    @property
    def square(self) -> Floats:
        """What a cut across stands square to: the axis of an arm; legs are cut level, because
        points on them are called level with each other all around.
        """
        return -UP if self.part == "leg" else self.axis

    @property
    def unit(self) -> float:
        """The length of one cun."""
        return float(np.linalg.norm(self.far - self.near)) / self.cun

    def centre(self, down: float) -> Floats:
        """The place on the axis so many cun below the upper end."""
        return np.asarray(self.near + down * self.unit * self.axis)


FRONT_SHARE = {
    "biceps-lateral": 0.8,
    "biceps-mid": 0.5,
    "biceps-medial": 0.2,
    "biceps-tendon-radial": 0.65,
    "biceps-tendon-ulnar": 0.45,
    "elbow-ulnar": 0.1,
    "radial-edge": 0.97,
    "radial-artery": 0.85,
    "forearm-mid": 0.5,
    "fcu-radial": 0.15,
    "fcr-ulnar": 0.5,
    "fcr-radial": 0.62,
    "rectus-lateral": 0.75,
    "rectus-lateral-inner": 0.63,
    "rectus-lateral-outer": 0.87,
    "patella-medial": 0.25,
    "knee-front-mid": 0.5,
    "patellar-lig-lateral": 0.66,
    "patellar-lig-medial": 0.34,
    "tibialis-lateral": 0.8,
}
"""Shares of the width seen from the front (forearm: the palm's side), from the inner edge."""
BACK_SHARE = {
    "arm-back-mid": 0.5,
    "elbow-ulnar-groove": 0.15,
    "radius-ulna-mid": 0.5,
    "ulna-radial": 0.3,
    "ulna-medial": 0.05,
    "snuffbox": 0.95,
    "extensor-ulnar": 0.4,
    "extensor-radial": 0.65,
    "thigh-back-mid": 0.5,
    "biceps-femoris-medial": 0.85,
    "knee-back-mid": 0.5,
    "semitendinosus-lateral": 0.2,
    "calf-mid": 0.5,
    "calf-lateral": 0.75,
    "achilles-lateral": 0.82,
    "achilles-medial": 0.2,
}
"""Shares of the width seen from behind."""
OUTER_SHARE = {
    "elbow-radial": 0.5,
    "deltoid-front": 0.62,
    "itb-back": 0.42,
    "knee-lateral": 0.38,
    "fibula-front": 0.58,
    "fibula-back": 0.42,
}
"""Shares of the depth seen from the outer side, from behind."""
INNER_SHARE = {
    "tibia-medial-back": 0.52,
    "tibia-face": 0.68,
    "behind-SP9": 0.36,
    "thigh-medial": 0.5,
    "hand-ulnar": 0.5,
    "semitendinosus-medial": 0.24,
}
"""Shares of the depth seen from the inner side, from behind."""
SPLIT: Mapping[str, tuple[str, ...]] = {
    "fcr-both-sides": ("fcr-ulnar", "fcr-radial"),
    "patellar-lig-both": ("patellar-lig-lateral", "patellar-lig-medial"),
    "both-sides-ST34": ("rectus-lateral-inner", "rectus-lateral-outer"),
}
"""Points with two places at one height."""


def segments(finder: Finder) -> dict[str, Segment]:
    """The limbs of this body with their scales."""
    joints = finder.joints
    shoulder, elbow, wrist = (joints[f"l-{name}"] for name in ("shoulder", "elbow", "hand"))
    hip, knee, ankle = (joints[f"l-{name}"] for name in ("upper-leg", "knee", "ankle"))
    upper = (elbow - shoulder) / np.linalg.norm(elbow - shoulder)
    fold = shoulder + ((finder["axilla"] - shoulder) @ upper) * upper

    def at(height: float) -> Floats:
        """The place on the leg's axis at a height."""
        near, far = (hip, knee) if height > knee[1] else (knee, ankle)
        return np.asarray(near + (height - near[1]) / (far[1] - near[1]) * (far - near))

    base, apex = at(finder["patella-base"][1]), at(finder["patella-apex"][1])
    ankle_ = at(finder["malleolus-lateral"][1])
    return {
        "arm": Segment("arm", fold, elbow, 9, "arm"),
        "forearm": Segment("forearm", elbow, wrist, 12, "arm"),
        "thigh-pubis": Segment("thigh-pubis", at(finder["pubis-top"][1]), base, 18, "leg"),
        "thigh-trochanter": Segment(
            "thigh-trochanter", at(finder["trochanter"][1]), apex, 19, "leg"
        ),
        "thigh-gluteal": Segment("thigh-gluteal", at(finder["gluteal-fold"][1]), apex, 14, "leg"),
        "leg-lateral": Segment("leg-lateral", apex, ankle_, 16, "leg"),
        "leg-medial": Segment("leg-medial", apex, at(finder["malleolus-medial"][1]), 15, "leg"),
    }


_SEGMENT = {
    "arm": "arm",
    "elbow": "forearm",
    "forearm": "forearm",
    "wrist": "forearm",
    "thigh:patella": "thigh-pubis",
    "thigh:pubis": "thigh-pubis",
    "thigh:pubis.low": "thigh-pubis",
    "thigh:gluteal": "thigh-gluteal",
    "thigh:popliteal": "thigh-trochanter",
    "knee:base": "thigh-pubis",
    "knee": "leg-lateral",
    "leg:medial": "leg-medial",
    "leg": "leg-lateral",
}
FIBULA_HEAD = 1.6
"""Cun below the apex of the kneecap to the dip under the head of the fibula (an estimate)."""


def segment_of(limbs: Mapping[str, Segment], site: Scaled) -> Segment:
    """The stretch of limb whose scale a site names."""
    name = _SEGMENT.get(f"{site.scale}:{site.anchor}") or _SEGMENT[site.scale]
    return limbs[name]


def level(finder: Finder, segment: Segment, site: Scaled) -> float:
    """How many cun of the segment the site lies below its upper end."""
    anchors = {
        "arm:elbow": 9.0,
        "arm:olecranon": 9.0,
        "elbow:lat-supracondylar": -1.0,
        "forearm:wrist": 12.0,
        "wrist:crease": 12.0,
        "thigh:patella": 18.0,
        "thigh:popliteal": 19.0,
        "knee:base": 18.0,
        "knee:lat-epicondyle": -1.5,
        "leg:medial": 15.0,
        "leg:lateral": 16.0,
        "leg:fibula-head": FIBULA_HEAD,
    }
    name = f"{site.scale}:{site.anchor}"
    start = anchors.get(name, 0.0)
    if name in ("arm:acromion", "thigh:pubis.low"):
        place = finder["acromion-back" if site.scale == "arm" else "pubis-low"]
        start = float((place - segment.near) @ segment.axis) / segment.unit
    return start - site.offset


def place(finder: Finder, limbs: Mapping[str, Segment], site: Scaled, word: str) -> Floats:
    """The place at the site's level, around the limb where ``word`` says."""
    if (site.scale, word) in (("arm", "deltoid-back"), ("arm", "axilla-front")):
        return shoulder(finder, site)
    segment = segment_of(limbs, site)
    ring = ring_at(finder, segment, level(finder, segment, site))
    return around(ring, word)


def ring_at(finder: Finder, segment: Segment, down: float) -> Ring:
    """The cut across the limb so many cun below the segment's upper end."""
    square = segment.square
    u = LEFT - (LEFT @ square) * square
    v = FRONT - (FRONT @ square) * square
    return finder.skin.ring(segment.centre(down), u, v, segment.part)


def around(ring: Ring, word: str) -> Floats:
    """The place on a cut across a limb that a word for tendons and edges means."""
    if word in FRONT_SHARE:
        return ring.at(FRONT_SHARE[word])
    if word in BACK_SHARE:
        return ring.at(BACK_SHARE[word], front=False)
    if word in OUTER_SHARE:
        return ring.side(OUTER_SHARE[word])
    if word in INNER_SHARE:
        return ring.side(INNER_SHARE[word], outer=False)
    raise Missed(f"no place around a limb for “{word}”")


def line_end(finder: Finder, limbs: Mapping[str, Segment], name: str) -> Floats:
    """An end of a line that is no point: the upper hip spine, the kneecap's corner, the elbow."""
    plain = {"ASIS": "ASIS", "olecranon": "olecranon", "acromion.back": "acromion-back"}
    if name in plain:
        return finder[plain[name]]
    base = ring_at(finder, limbs["thigh-pubis"], 18)
    shares = {"patella.lateral": 0.78, "patella.medial": 0.2}
    if name in shares:
        return base.at(shares[name])
    raise Missed(f"no end of a line “{name}”")


def shoulder(finder: Finder, site: Scaled) -> Floats:
    """The places around the shoulder joint and on the shoulder blade."""
    skin, joint = finder.skin, finder.joints["l-shoulder"]
    elbow = finder.joints["l-elbow"]
    cun = float(np.linalg.norm(elbow - finder["axilla"])) / 9
    match site.scale, site.anchor:
        case "arm", "acromion":
            down = (elbow - joint) / np.linalg.norm(elbow - joint)
            start = finder["acromion-back"] - site.offset * cun * down
            centre = joint + ((start - joint) @ down) * down
            return skin.hit(centre, start - centre, "left")
        case "arm", "axilla":
            fold = finder["axillary-fold"] + site.offset * cun * UP
            return skin.hit(np.array([fold[0], fold[1], 0.0]), FRONT, "left")
        case "shoulder", "axilla-back":
            fold = finder["axilla-back"] + site.offset * cun * UP
            return skin.hit(np.array([fold[0], fold[1], 0.1]), -FRONT, "left")
        case "axilla", "centre":
            return finder["axilla"]
        case "shoulder", "scapspine.low":
            x, y = float(finder["axilla-back"][0]), float(finder["scapspine-outer"][1]) - 0.06
            return finder.back(x, y, "left")
        case "shoulder", "supraspinous.mid":
            spot = finder["scapspine-mid"]
            return finder.back(float(spot[0]) - 0.05, float(spot[1]) + 0.22, "left")
        case "shoulder", "scapspine.medial":
            spot = finder["scapspine-inner"]
            return finder.back(float(spot[0]) + 0.04, float(spot[1]) + 0.06, "left")
    names = {
        "acromion.front": "acromion-front",
        "acromion.back": "acromion-back",
        "ac-notch": "ac-notch",
        "scapula.sup": "scapula-high",
    }
    return finder[names[site.anchor]]
