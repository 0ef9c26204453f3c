"""The cun scales: stretches of the body between two landmarks, each with its number of cun."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from guide.atlas.cun import Scaled


@dataclass(frozen=True, slots=True)
class Scale:
    """A stretch of the body and its number of cun. ``ruler`` as in the plates.

    ``start`` and ``end`` are names of landmarks; ``across`` runs from side to side. ``origin`` is
    ``WHO`` where the standard of 2008 gives it, else ``general`` teaching.
    """

    ruler: str
    start: str
    end: str
    cun: float
    across: bool = False
    origin: Literal["WHO", "general"] = "WHO"


SCALES: Mapping[str, Scale] = MappingProxyType(
    {
        scale.ruler: scale
        for scale in (
            Scale("head", "hairline-front", "hairline-back", 12),
            Scale("forehead", "glabella", "hairline-front", 3),
            Scale("scalp-width", "hairline-corner", "hairline-corner", 9, across=True),
            Scale("nape-width", "mastoid", "mastoid", 9, across=True),
            Scale("chest", "suprasternal-notch", "xiphisternal", 9),
            Scale("abdomen-up", "umbilicus", "xiphisternal", 8),
            Scale("abdomen-down", "umbilicus", "pubis-top", 5),
            Scale("trunk-width", "nipple", "nipple", 8, across=True),
            Scale("back-width", "scapula-medial", "scapula-medial", 6, across=True),
            Scale("shoulder-width", "coracoid", "coracoid", 12, across=True, origin="general"),
            Scale("arm", "axillary-fold", "elbow-crease", 9),
            Scale("forearm", "elbow-crease", "wrist-crease", 12),
            Scale("thigh-pubis", "pubis-top", "patella-base", 18),
            Scale("thigh-trochanter", "trochanter", "popliteal-crease", 19),
            Scale("thigh-gluteal", "gluteal-fold", "popliteal-crease", 14),
            Scale("patella", "patella-base", "patella-apex", 2, origin="general"),
            Scale("leg-medial", "patella-apex", "malleolus-medial", 15),
            Scale("leg-condyle", "tibial-condyle", "malleolus-medial", 13),
            Scale("leg-lateral", "popliteal-crease", "malleolus-lateral", 16),
            Scale("ankle-medial", "malleolus-medial", "sole", 3),
            Scale("ankle-lateral", "malleolus-lateral", "sole", 3, origin="general"),
        )
    }
)
"""The scales by name: between which landmarks how many cun lie."""

_FROM_START: Mapping[tuple[str, str], tuple[str, float, int]] = MappingProxyType(
    {
        # place: ruler, cun of its anchor from the ruler's start, and the way a positive offset goes
        ("head", "front"): ("head", 0, 1),
        ("head", "back"): ("head", 12, -1),
        ("head", "eop"): ("head", 9.5, -1),
        ("head", "eop.low"): ("head", 11, -1),
        ("face", "brow"): ("forehead", 0, 1),
        ("chest", "notch"): ("chest", 0, -1),
        ("chest", "xiphisternal"): ("chest", 9, -1),
        ("arm", "axilla"): ("arm", 0, -1),
        ("arm", "elbow"): ("arm", 9, -1),
        ("arm", "olecranon"): ("arm", 9, -1),
        ("forearm", "elbow"): ("forearm", 0, -1),
        ("forearm", "olecranon"): ("forearm", 0, -1),
        ("forearm", "wrist"): ("forearm", 12, -1),
        ("thigh", "pubis"): ("thigh-pubis", 0, -1),
        ("thigh", "patella"): ("thigh-pubis", 18, -1),
        ("thigh", "gluteal"): ("thigh-gluteal", 0, -1),
        ("thigh", "popliteal"): ("thigh-trochanter", 19, -1),
        ("leg", "knee"): ("leg-lateral", 0, -1),
        ("leg", "popliteal"): ("leg-lateral", 0, -1),
        ("leg", "lateral"): ("leg-lateral", 16, -1),
        ("leg", "medial"): ("leg-medial", 15, -1),
        ("ankle", "medial"): ("ankle-medial", 0, -1),
    }
)


def on_ruler(place: Scaled) -> tuple[Scale, float] | None:
    """The scale on which the place is counted and its cun from the scale's start; None off scales."""
    if place.scale == "abdomen":
        return SCALES["abdomen-up" if place.offset >= 0 else "abdomen-down"], abs(place.offset)
    known = _FROM_START.get((place.scale, place.anchor))
    if known is None:
        return None
    ruler, start, way = known
    return SCALES[ruler], start + way * place.offset


_LANDMARKS: Mapping[str, str] = MappingProxyType(
    {
        "sacrum:hiatus": "sacral-hiatus",
        "sacrum:coccyx": "coccyx",
        "head:front": "hairline-front",
        "head:back": "hairline-back",
        "head:eop": "eop",
        "ear:apex": "ear-apex",
        "ear:tragus": "tragus",
        "ear:notch.top": "notch-above-tragus",
        "ear:notch.low": "notch-below-tragus",
        "ear:lobe": "ear-lobe",
        "ear:root.front": "ear-root-front",
        "ear:mastoid.low": "mastoid",
        "face:brow": "glabella",
        "face:ala.mid": "nose-wing",
        "face:nose.tip": "nose-tip",
        "face:lip.top": "upper-lip",
        "face:mouth": "mouth-corner",
        "face:chin.groove": "chin-groove",
        "face:cheekbone.low": "cheekbone",
        "face:jaw.angle": "jaw-angle",
        "neck:hyoid": "hyoid",
        "neck:thyroid": "thyroid",
        "neck:cricoid": "cricoid",
        "neck:notch": "suprasternal-notch",
        "chest:notch": "suprasternal-notch",
        "chest:xiphisternal": "xiphisternal",
        "abdomen:": "umbilicus",
        "shoulder:acromion": "acromion",
        "shoulder:acromion.front": "acromion-front",
        "shoulder:acromion.back": "acromion-back",
        "shoulder:ac-notch": "ac-notch",
        "shoulder:scapspine.mid": "scapspine-mid",
        "shoulder:scapspine.medial": "scapspine-inner",
        "shoulder:scapula.sup": "scapula-high",
        "shoulder:scapula.inf": "scapula-low",
        "shoulder:axilla-back": "axilla-back",
        "axilla:centre": "axilla",
        "arm:axilla": "axillary-fold",
        "arm:elbow": "elbow-crease",
        "arm:olecranon": "olecranon",
        "arm:acromion": "acromion-back",
        "elbow:crease": "elbow-crease",
        "elbow:olecranon": "olecranon",
        "elbow:lat-epicondyle": "lateral-epicondyle",
        "forearm:elbow": "elbow-crease",
        "forearm:olecranon": "olecranon",
        "forearm:wrist": "wrist-crease",
        "wrist:crease": "wrist-crease",
        "hip:ASIS": "ASIS",
        "hip:trochanter": "trochanter",
        "thigh:patella": "patella-base",
        "thigh:pubis": "pubis-top",
        "thigh:pubis.low": "pubis-low",
        "thigh:gluteal": "gluteal-fold",
        "thigh:popliteal": "popliteal-crease",
        "knee:apex": "patella-apex",
        "knee:base": "patella-base",
        "knee:popliteal": "popliteal-crease",
        "leg:popliteal": "popliteal-crease",
        "leg:lateral": "malleolus-lateral",
        "leg:medial": "malleolus-medial",
        "ankle:front": "ankle-crease",
        "ankle:medial": "malleolus-medial",
        "ankle:lateral": "malleolus-lateral",
        "foot:heel": "heel",
    }
)
_BONES = frozenset({"C7", "T3", "T7", "T12", "L4"})


def landmark_of(place: Scaled, surface: str = "") -> str:
    """The landmark of the plates at which a place is anchored; empty where they have none."""
    if place.scale == "vertebra":
        return place.anchor if place.anchor in _BONES else ""
    name = _LANDMARKS.get(f"{place.scale}:{place.anchor}", "")
    return "wrist-crease-back" if name == "wrist-crease" and surface == "dorsal" else name
