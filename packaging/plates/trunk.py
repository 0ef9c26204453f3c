"""Places on the trunk: heights by bones, rib gaps and the navel; widths by cun from the midline."""

import numpy as np

from guide.atlas.cun import Scaled
from plates.body import Floats
from plates.landmarks import Finder
from plates.skin import FRONT, LEFT, Missed

FORAMEN = 0.8
"""Cun from the midline to the holes of the sacrum (an estimate)."""


def back_cun(finder: Finder) -> float:
    """3 cun reach from the midline to the inner edge of the shoulder blade."""
    return float(finder["scapula-medial"][0]) / 3


def front_cun(finder: Finder) -> float:
    """4 cun reach from the midline to the nipple."""
    return float(finder["nipple"][0]) / 4


def back_height(finder: Finder, site: Scaled) -> float:
    """The height of a vertebra's border, a hole of the sacrum or the coccyx."""
    spine = finder.spine
    if site.scale == "sacrum":
        names = {"hiatus": "sacral-hiatus", "coccyx": "coccyx"}
        if site.anchor in names:
            return float(finder[names[site.anchor]][1]) + site.offset * back_cun(finder)
        return spine[site.anchor]
    names_ = list(spine)
    at = names_.index(site.anchor)
    step = spine[names_[at]] - spine[names_[at + 1]]
    part = {"low": -0.4, "tip": 0.0, "top": 0.4}[site.part or "low"]
    # 3 cun reach from the back hairline to the seventh neck vertebra, along the nape.
    nape = (float(finder["hairline-back"][1]) - spine["C7"]) / 3 if site.offset else 0.0
    return spine[site.anchor] + part * step + site.offset * nape


def back(finder: Finder, site: Scaled, lateral: float | None, word: str = "") -> Floats:
    """A place on the back, so many cun beside the spine."""
    cun = FORAMEN if word == "sacral-foramen" else lateral or 0.0
    return finder.back(cun * back_cun(finder), back_height(finder, site), "middle")


def front_height(finder: Finder, site: Scaled) -> float:
    """The height of a place on chest or belly."""
    navel, notch = finder["umbilicus"][1], finder["suprasternal-notch"][1]
    xiphoid, pubis = finder["xiphisternal"][1], finder["pubis-top"][1]
    chest = (notch - xiphoid) / 9
    match site.scale, site.anchor:
        case "abdomen", _:
            up = site.offset >= 0
            cun = (xiphoid - navel) / 8 if up else (navel - pubis) / 5
            return float(navel + site.offset * cun)
        case "chest", "notch" | "clavicle":
            offset = site.offset if site.anchor == "notch" else -1.0
            return float(notch + offset * chest)
        case "chest", "xiphisternal":
            return float(xiphoid)
        case "chest", gap:
            # The gaps follow each other by 1.6 cun; the fourth is level with the nipples.
            return float(finder["nipple"][1] - 1.6 * chest * (int(gap[3:]) - 4))
        case "thigh", "pubis":
            return float(pubis + site.offset * (pubis - finder["patella-base"][1]) / 18)
        case "hip", "ASIS":
            return float(finder["ASIS"][1] + site.offset * (navel - pubis) / 5)
    raise Missed(f"no height for “{site.scale}:{site.anchor}”")


def front(finder: Finder, site: Scaled, lateral: float | None, word: str = "") -> Floats:
    """A place on chest, belly or groin, so many cun beside the midline or where ``word`` says."""
    if site.scale == "rib":
        return _rib(finder, site.anchor)
    height = front_height(finder, site)
    if lateral is None and word:
        return _at_word(finder, height, word)
    return finder.front((lateral or 0.0) * front_cun(finder), height, "left")


def _at_word(finder: Finder, height: float, word: str) -> Floats:
    pit = finder.rules.side_line(height) + 0.06
    match word:
        case "midaxillary":
            return finder.outside(height, pit)
        case "midaxillary+1":
            return finder.outside(height, pit + front_cun(finder))
        case "rib11-tip":
            return finder.outside(height, float(_rib(finder, "11")[2]))
        case "asis-medial":
            return finder.front(float(finder["ASIS"][0]) - 0.08, height)
        case "femoral-lateral":
            return finder.front(3.5 * front_cun(finder), height)
    raise Missed(f"no place across for “{word}”")


def _rib(finder: Finder, number: str) -> Floats:
    """Below the free end of a rib: the eleventh before the line of the armpit, the twelfth behind."""
    pit = float(finder["axillary-fold"][2] + finder["axilla-back"][2]) / 2
    if number == "11":
        return finder.outside(finder.rules.costal - 0.05, pit + 0.2)
    return finder.outside(finder.spine["L2"], pit - 0.3)


def anchor(finder: Finder, site: Scaled) -> Floats:
    """A landmark as the end of a straight way."""
    name = f"{site.scale}:{site.anchor}"
    names = {
        "hip:ASIS": "ASIS",
        "hip:trochanter": "trochanter",
        "sacrum:hiatus": "sacral-hiatus",
        "vertebra:C7": "C7",
        "shoulder:acromion": "acromion",
        "shoulder:scapspine.mid": "scapspine-mid",
        "shoulder:scapula.inf": "scapula-low",
        "elbow:lat-epicondyle": "lateral-epicondyle",
        "foot:heel": "heel",
    }
    if name in names:
        return finder[names[name]]
    if name == "thigh:patella.medial":
        ring = finder.skin.ring(_inside(finder["patella-base"]), LEFT, FRONT, "leg")
        return ring.at(0.2)
    raise Missed(f"no landmark for “{name}”")


def _inside(place: Floats) -> Floats:
    """A place well under the skin in front."""
    return np.asarray(place - 0.45 * FRONT)
