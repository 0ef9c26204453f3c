"""The words of the cun grammar: anchors by scale, places across, classes and cautions of points."""

import re
from collections.abc import Mapping
from types import MappingProxyType

VERTEBRAE = (
    *(f"C{n}" for n in range(2, 8)),
    *(f"T{n}" for n in range(1, 13)),
    *(f"L{n}" for n in range(1, 6)),
)
"""From the neck down; a range of levels walks along them."""

VERTEBRA_PARTS = ("low", "top", "tip")
"""Lower border of the spinous process (where none is named), upper border, the process itself."""


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ANCHORS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "vertebra": tuple(
            name for bone in VERTEBRAE for name in (bone, *(f"{bone}.{p}" for p in VERTEBRA_PARTS))
        ),
        "sacrum": _words("S1 S2 S3 S4 hiatus coccyx"),
        "perineum": _words("mid coccyx-anus"),
        "abdomen": ("",),
        "chest": _words("clavicle ICS1 ICS2 ICS3 ICS4 ICS5 ICS6 ICS7 notch xiphisternal"),
        "rib": _words("11 12"),
        "head": _words("front back eop eop.low"),
        "ear": _words("apex hairline tragus notch.top notch.low lobe root.front mastoid.low"),
        "face": _words(
            "brow canthus temple orbit.low infraorbital ala.mid ala.low nose.tip nasolabial.top"
            " nostril.inside philtrum.mid lip.top gum.top mouth chin.groove cheekbone.low"
            " zygoma.low zygoma.top jaw.angle jaw.masseter tongue.top tongue.frenulum tongue.vein"
        ),
        "neck": _words("hyoid thyroid cricoid mandible-angle clavicle notch"),
        "shoulder": _words(
            "acromion acromion.front acromion.back ac-notch scapspine.low scapspine.mid"
            " scapspine.medial supraspinous.mid scapula.sup scapula.inf axilla-back"
        ),
        "axilla": ("centre",),
        "arm": _words("axilla elbow olecranon acromion"),
        "elbow": _words("crease olecranon lat-epicondyle lat-supracondylar"),
        "forearm": _words("wrist elbow olecranon"),
        "wrist": ("crease",),
        "hand": (
            *(f"nail{n}.{side}" for n in range(1, 6) for side in "ru"),
            *(f"tip{n}" for n in range(1, 6)),
            *(f"web{n}" for n in range(1, 5)),
            "IP1",
            *(f"PIP{n}" for n in range(2, 6)),
            *(f"MCP{n}.{end}" for n in range(1, 6) for end in "dp"),
            *(f"MC{n}.{part}" for n in range(1, 6) for part in ("mid", "base")),
        ),
        "hip": _words("ASIS trochanter"),
        "thigh": _words("patella patella.medial pubis pubis.low gluteal popliteal"),
        "knee": _words("apex base popliteal lat-epicondyle"),
        "leg": _words("knee popliteal lateral medial fibula-head"),
        "ankle": _words("front medial medial.low lateral lateral.low lateral.front"),
        "foot": (
            *(f"nail{n}.{side}" for n in range(1, 6) for side in "ml"),
            *(f"tip{n}" for n in range(1, 6)),
            *(f"web{n}" for n in range(1, 5)),
            "DIP2",
            *(f"MTP{n}.{end}" for n in range(1, 6) for end in "dp"),
            *(f"MT{n}.{part}" for n in range(1, 6) for part in ("base", "tub")),
            *(f"MT{n}.fork" for n in range(1, 5)),
            *("navicular", "cuboid", "heel", "heel.lateral", "calcaneus.top"),
        ),
    }
)
"""The anchors of each scale. Fingers and toes count from thumb and big toe; sides of a finger are
``r``adial and ``u``lnar, of a toe ``m``edial and ``l``ateral; ``d`` lies beyond a joint, ``p``
behind it; ``web2`` joins the second and the third. ``abdomen`` has one anchor without a name."""

ACROSS = frozenset(
    _words(
        # face and head
        "pupil inner-canthus outer-canthus brow-medial brow-lateral temple orbit-lateral-quarter"
        " nostril nostril-lateral nasolabial ala-top mouth-corner masseter-front jaw-bisector"
        " zygoma-mid preauricular retroauricular ear-mid ear-back temple-hairline"
        " temple-hairline-back mastoid-back above-GB20 tongue-left tongue-right"
        # neck and shoulder
        " scm-front scm-mid scm-back scm-heads scm-trapezius trapezius-lateral acromion-front"
        " acromion-back ac-notch axilla-front axilla-back scapula-mid scapula-medial shoulder-top"
        " deltoid-front deltoid-back"
        # trunk
        " midaxillary rib11-tip rib12-tip asis-medial femoral-lateral below-ST30 sacral-foramen"
        " hip-side buttock"
        # arm and forearm
        " axilla biceps-lateral biceps-mid biceps-medial biceps-tendon-radial biceps-tendon-ulnar"
        " elbow-ulnar elbow-radial elbow-ulnar-groove arm-back-mid radial-edge radial-artery"
        " forearm-mid fcu-radial fcr-both-sides radius-ulna-mid ulna-radial ulna-medial snuffbox"
        " extensor-ulnar extensor-radial"
        # hand
        " mc1-radial mc2-radial mc2-3 mc4-5 hand-ulnar finger2-radial finger1 finger3 finger5"
        " finger3-tip fingers2-5 fingertips nail-radial nail-ulnar webs space2 space4 space2+space4"
        # thigh, knee and leg
        " rectus-lateral patella-medial thigh-medial thigh-back-mid itb-back knee-front-mid"
        " patellar-lig-lateral patellar-lig-medial patellar-lig-both both-sides-ST34 knee-back-mid"
        " biceps-femoris-medial semitendinosus-lateral semitendinosus-medial knee-lateral"
        " tibialis-lateral tibialis-medial fibula-front fibula-back tibia-medial-back tibia-face"
        " behind-SP9 calf-mid calf-lateral achilles-lateral achilles-medial"
        # foot
        " ankle-mid malleolus-medial malleolus-medial-front malleolus-lateral"
        " malleolus-lateral-front heel-lateral foot-medial foot-lateral mt2 space1 sole-mid"
        " nail-medial nail-lateral toe2 toetips"
    )
)
"""Tendons, edges and lines that tell the place across; ``+n`` after one is n cun farther out."""

LINE_ENDS = frozenset(_words("ASIS patella.medial patella.lateral olecranon acromion.back"))
"""Anchors, beside codes of points, between which ``line:A-B`` may run."""

POINT_CODE = re.compile(r"(?:[A-Z]{2}\d{1,2}|EX-[A-Z]{1,2}\d{1,2}|X-[A-Z]+)")
"""Every way in which a point is coded; ``X-`` keys are our own."""

ELEMENTS = ("Wood", "Fire", "Earth", "Metal", "Water")
CLASSES: Mapping[str, bool] = MappingProxyType(
    {
        "jing-well": True,
        "ying-spring": True,
        "shu-stream": True,
        "jing-river": True,
        "he-sea": True,
        "yuan-source": False,
        "luo": False,
        "xi-cleft": False,
        "back-shu": True,
        "front-mu": True,
        "lower-he-sea": True,
        "eight-meeting": True,
        "confluent": True,
        "command": True,
    }
)
"""The classes of points, and whether each must say of what (``back-shu:Lung``)."""

CAUTIONS = frozenset(
    _words("pregnancy lung artery nerve organ eye cord fontanelle mucosa genital forbidden")
)
"""What a caution is about; after a colon it says more (``artery:femoral``)."""
