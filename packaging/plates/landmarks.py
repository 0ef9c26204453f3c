"""The landmarks that points are measured from, found on the skin by rule.

Every landmark says how it was found. A rule looks for a form of the skin (the deepest dent, the
most prominent place), takes the height of a joint of the skeleton, or divides a stretch between
two landmarks; the few that no rule finds are fixed to a vertex of the mesh, which moves along when
the body's shape changes. Everything is on the body's left or on its midline.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import gaussian_filter1d

from plates.body import Body, Floats
from plates.regions import Rules
from plates.skin import FRONT, LEFT, UP, Skin

# The vertices of the base mesh that mark what no rule finds: the middle of a target's reach.
VERTICES = {"inner-canthus": 6853, "outer-canthus": 6809, "mouth-corner": 7129, "nose-tip": 294}
THORACIC = tuple(f"T{n}" for n in range(1, 13))
LUMBAR = tuple(f"L{n}" for n in range(1, 6))


@dataclass(frozen=True)
class Landmark:
    """A place on the skin, and how it was found."""

    place: Floats
    how: str


class Finder:
    """The body with its measures, and the landmarks that were found so far."""

    def __init__(self, body: Body, skin: Skin, rules: Rules) -> None:
        self.body, self.skin, self.rules = body, skin, rules
        self.joints = body.joints
        self.found: dict[str, Landmark] = {}
        self.spine: dict[str, float] = {}
        """The height of the tip of each spinous process from C7 to L5, and of S1 to S4."""
        self._measure_spine()
        for rule in (_trunk, _back, _shoulder, _arm, _leg, _face, _head, _neck):
            for name, place, how in rule(self):
                self.found[name] = Landmark(place, how)

    def __getitem__(self, name: str) -> Floats:
        return self.found[name].place

    def front(self, x: float, y: float, part: str = "middle") -> Floats:
        return self.skin.hit(np.array([x, y, 0.0]), FRONT, part)

    def back(self, x: float, y: float, part: str = "middle") -> Floats:
        return self.skin.hit(np.array([x, y, 0.0]), -FRONT, part)

    def outside(self, y: float, z: float, part: str = "middle") -> Floats:
        return self.skin.hit(np.array([0.0, y, z]), LEFT, part)

    def profile(self, low: float, high: float, x: float = 0.0) -> Floats:
        """Heights and depths (n, 2) of the front between two heights."""
        heights = np.linspace(low, high, 41)
        return np.array([[y, self.front(x, float(y))[2]] for y in heights])

    def _measure_spine(self) -> None:
        rules, joints = self.rules, self.joints
        t7 = float(joints["spine-1"][1])
        known = {"C7": rules.c7, "T7": t7, "T12": rules.t12, "L4": rules.crest, "S2": rules.psis}
        known["S4"] = rules.psis - 0.48 * (rules.psis - rules.coccyx)
        names = ["C7", *THORACIC, *LUMBAR, "S1", "S2", "S3", "S4"]
        at = [names.index(name) for name in known]
        heights = np.interp(range(len(names)), at, list(known.values()))
        self.spine = dict(zip(names, map(float, heights), strict=True))


Found = Iterator[tuple[str, Floats, str]]


def _trunk(f: Finder) -> Found:
    rules = f.rules
    yield "umbilicus", f.front(0, rules.navel), "The deepest dent of the belly's middle line."
    index = int(f.body.moved_by("breast/nipple-size-incr")[f.body.points[:, 0] > 0].argmax())
    at = f.body.points[np.flatnonzero(f.body.points[:, 0] > 0)[index]]
    nipple = f.front(float(at[0]), float(at[1]))
    yield "nipple", nipple, "The middle of the part that the mesh's own nipple target moves."
    yield (
        "suprasternal-notch",
        f.front(0, rules.notch),
        "On the midline, level with the inner ends of the collarbones.",
    )
    # 1 cun to the first gap and 1.6 to each further one: nipples stand at 7.4 of the 9 cun.
    cun = (rules.notch - nipple[1]) / 7.4
    yield (
        "xiphisternal",
        f.front(0, rules.notch - 9 * cun),
        "9 cun below the notch, where 7.4 reach the fourth rib gap level with the nipples.",
    )
    yield (
        "pubis-top",
        f.front(0, rules.pubis),
        "On the midline, a little below the height of the hip joints.",
    )
    low = rules.pubis - 0.55 * (rules.pubis - rules.crotch)
    yield "pubis-low", f.front(0, low), "Half way from the symphysis' upper edge to the crotch."
    yield (
        "coracoid",
        f.front(1.5 * float(nipple[0]), rules.notch - 0.4 * cun, "left"),
        "6 cun from the midline, a little above the first rib gap.",
    )
    asis = rules.navel - 0.6 * (rules.navel - rules.pubis)
    ring = f.skin.ring(np.array([0, asis, 0.1]), LEFT, FRONT, "middle")
    yield "ASIS", ring.at(0.88), "Level with 3 cun below the navel, near the side of the front."


def _back(f: Finder) -> Found:
    spine, blade = f.spine, f.rules.blade
    told = {
        "C7": "On the midline of the back, level with the neck joint of the skeleton.",
        "T3": "On the midline, evenly divided between C7 and T7.",
        "T7": "On the midline, level with the joint between the shoulder blades.",
        "T12": "On the midline, level with the skeleton's second spine joint.",
        "L4": "On the midline, level with the tops of the hip bones.",
        "S2": "On the midline, level with the rear spines of the hip bones.",
    }
    for bone, how in told.items():
        yield bone, f.back(0, spine[bone]), how
    yield "sacral-hiatus", f.back(0, spine["S4"]), "Level with the fourth sacral foramen."
    yield "coccyx", f.back(0, f.rules.coccyx), "Two thirds of the way from crotch to hip joint."
    t5 = spine["T5"]
    yield (
        "scapula-medial",
        f.back(blade, t5),
        "The inner edge of the shoulder blade, level with T5.",
    )
    yield "scapula-low", f.back(1.35 * blade, spine["T7"]), "Level with T7, outside the inner edge."
    yield (
        "scapula-high",
        f.back(1.1 * blade, spine["T1"] - 0.05),
        "Above its spine, level with T1-T2.",
    )
    yield "scapspine-inner", f.back(1.02 * blade, spine["T3"] + 0.08), "On the inner edge, at T3."


def _shoulder(f: Finder) -> Found:
    joint = f.joints["l-shoulder"]
    tip = f.skin.hit(joint, UP + 0.6 * LEFT, "left")
    yield "acromion", tip, "Out and up from the shoulder joint."
    for name, way in (("acromion-front", FRONT), ("acromion-back", -FRONT)):
        place = f.skin.hit(joint, 0.75 * LEFT + 0.5 * UP + 0.8 * way, "left")
        yield name, place, "Out, up and forwards or back from the shoulder joint."
    inner = f.skin.hit(joint - 0.30 * LEFT, UP, "left")
    yield "ac-notch", inner, "Above the joint of collarbone and shoulder blade."
    outer, near = f["acromion-back"], f["scapspine-inner"]
    for name, share in (("scapspine-mid", 0.5), ("scapspine-outer", 0.80)):
        spot = near + share * (outer - near)
        yield name, f.back(float(spot[0]), float(spot[1]), "left"), "Along the blade's spine."
    pit = f.rules.armpit
    yield "axilla", pit, "The lowest skin that follows the trunk and the upper arm alike."
    width = 0.10
    for name, way in (("axillary-fold", FRONT), ("axilla-back", -FRONT)):
        place = f.skin.hit(pit + np.array([0.02, width, 0]), way, "left")
        yield name, place, "The fold of skin before or behind the armpit."


def _arm(f: Finder) -> Found:
    joints = f.joints
    elbow, wrist = joints["l-elbow"], joints["l-hand"]
    axis = wrist - elbow
    for name, at in (("elbow-crease", elbow), ("wrist-crease", wrist)):
        ring = f.skin.ring(at, _square(LEFT, axis), _square(FRONT, axis), "arm")
        yield name, ring.at(0.5), "Before the joint, in the middle of its width."
        if name == "elbow-crease":
            yield "olecranon", ring.at(0.42, front=False), "The tip of the elbow, behind the joint."
            yield (
                "lateral-epicondyle",
                ring.side(0.45),
                "The outermost place beside the elbow joint.",
            )
            inner = ring.side(0.45, outer=False)
            yield "medial-epicondyle", inner, "The innermost place beside the elbow joint."
        else:
            yield "wrist-crease-back", ring.at(0.5, front=False), "Behind the wrist joint."


def _leg(f: Finder) -> Found:
    joints, rules = f.joints, f.rules
    knee, ankle = joints["l-knee"], joints["l-ankle"]
    cun = (rules.pubis - knee[1]) / 19
    base, apex = knee + cun * UP, knee - cun * UP
    for name, at in (("patella-base", base), ("patella-apex", apex)):
        ring = f.skin.ring(at, LEFT, FRONT, "leg")
        yield name, ring.at(0.5), "1 cun of the thigh above or below the knee joint."
    condyle = f.skin.ring(apex + 2 / 15 * (ankle - apex), LEFT, FRONT, "leg")
    yield (
        "tibial-condyle",
        condyle.side(0.5, outer=False),
        "2 of the 15 cun below the apex, inside.",
    )
    behind = f.skin.ring(apex, LEFT, FRONT, "leg")
    yield "popliteal-crease", behind.at(0.5, front=False), "Behind the knee, level with the apex."
    thigh = joints["l-upper-leg"]
    side = f.skin.hit(thigh - 0.05 * UP, LEFT, "middle")
    yield "trochanter", side, "Beside the hip joint."
    at = thigh + (rules.gluteal - thigh[1]) / (knee[1] - thigh[1]) * (knee - thigh)
    fold = f.back(float(at[0]), rules.gluteal)
    yield "gluteal-fold", fold, "The fold under the buttock, over the middle of the thigh."
    ring = f.skin.ring(ankle, LEFT, FRONT, "leg")
    yield "malleolus-medial", ring.side(0.52, outer=False), "Innermost beside the ankle joint."
    yield "malleolus-lateral", ring.side(0.42), "Outermost beside the ankle joint."
    yield "achilles", ring.at(0.5, front=False), "Behind the ankle joint."
    sole = f.skin.hit(ankle, -UP, "leg")
    yield "sole", sole, "Straight below the ankle joint."
    yield "ankle-crease", f.skin.hit(ankle, FRONT + 0.25 * UP, "leg"), "Before the ankle joint."
    yield "heel", f.skin.hit(ankle - 0.5 * UP, -FRONT, "leg"), "The rearmost place of the foot."


def _face(f: Finder) -> Found:
    points, eye = f.body.points, f.joints["l-eye"]
    for name, vertex in VERTICES.items():
        at = points[vertex] * [np.sign(points[vertex, 0]) or 1, 1, 1]
        place = f.skin.snap(at[None])[0]
        yield (
            name,
            place,
            f"Fixed to vertex {vertex} of the mesh, the middle of what its target moves.",
        )
    pupil = (f["inner-canthus"][0] + f["outer-canthus"][0]) / 2
    yield "pupil", f.front(pupil, float(eye[1]), "head"), "Midway between the corners of the eye."
    nose = f["nose-tip"][1]
    root = f.profile(nose + 0.15, eye[1] + 0.12)
    root_at = root[root[:, 1].argmin(), 0]
    brow = f.profile(root_at, root_at + 0.35)
    at = brow[gaussian_filter1d(brow[:, 1], 2).argmax(), 0]
    yield "glabella", f.front(0, at, "head"), "The most prominent place above the root of the nose."
    ridge = f.profile(eye[1] + 0.08, eye[1] + 0.35, pupil)
    at = ridge[ridge[:, 1].argmax(), 0]
    yield "brow", f.front(pupil, at, "head"), "The most prominent ridge above the pupil."
    wing = f.body.moved_by("nose/nose-nostrils-width-incr") * (points[:, 0] > 0)
    yield (
        "nose-wing",
        f.skin.snap(points[[wing.argmax()]])[0],
        "What the target of the nostrils moves.",
    )
    mouth = f["mouth-corner"][1]
    lip = f.profile(mouth + 0.03, mouth + 0.45 * (nose - mouth))
    yield "upper-lip", f.front(0, _peak(lip), "head"), "The foremost place of the upper lip."
    base = f.profile(_peak(lip), nose)
    low = base[base[:, 1].argmin(), 0]
    yield "nose-base", f.front(0, low, "head"), "The deepest place between lip and nose tip."
    chin = f.profile(f.joints["jaw"][1] - 0.05, mouth - 0.06)
    yield "chin-groove", f.front(0, _dent(chin), "head"), "The deepest place under the lower lip."
    cheek = f.body.moved_by("cheek/l-cheek-bones-incr")
    yield (
        "cheekbone",
        f.skin.snap(points[[cheek.argmax()]])[0],
        "What the cheekbone's target moves.",
    )


def _head(f: Finder) -> Found:
    ear = f.body.moved_by("ears/l-ear-trans-backward")
    own = f.body.points[(ear > 0.95) & (f.body.points[:, 0] > 0)]
    top, low = own[own[:, 1].argmax()], own[own[:, 1].argmin()]
    yield "ear-apex", f.skin.snap(top[None])[0], "The highest place of the outer ear."
    yield "ear-lobe", f.skin.snap(low[None])[0], "The lowest place of the outer ear."
    root = own[own[:, 0] < np.quantile(own[:, 0], 0.35)]
    back = float(root[:, 2].min())
    # The target of the ear also moves the cheek before it a little.
    front = back + 0.72 * (float(root[:, 2].max()) - back)
    height = float(top[1] - low[1])
    for name, share in (
        ("tragus", 0.42),
        ("notch-below-tragus", 0.28),
        ("notch-above-tragus", 0.56),
    ):
        at = f.outside(float(low[1]) + share * height, front + 0.03, "head")
        yield name, at, "In front of the ear, at a share of its height."
    yield (
        "ear-root-front",
        f.outside(float(low[1]) + 0.86 * height, front + 0.06, "head"),
        "As before.",
    )
    behind = f.outside(float(low[1]) + 0.07 * height, float(low[2]) - 0.13, "head")
    yield "lobe-back", behind, "Behind the lobe of the ear."
    mastoid = f.outside(float(low[1]) + 0.12 * height, float(low[2]) - 0.24, "head")
    yield "mastoid", mastoid, "Behind the ear, near the height of its lobe."
    head, jaw = f.joints["head"], f.joints["jaw"]
    at = head + 0.28 * (jaw - head) * FRONT
    angle = f.outside(float(head[1] - 0.80 * (head - jaw)[1]), float(at[2]), "head")
    yield "jaw-angle", angle, "Where the lower edge of the jaw turns up towards the ear."


def _neck(f: Finder) -> Found:
    chin, notch = f.joints["jaw"][1] - 0.1, f.rules.notch
    throat = f.profile(notch, chin)
    way = throat[-1] - throat[0]
    depth = np.cross(np.append(way, 0), np.c_[throat - throat[0], np.zeros(len(throat))])[:, 2]
    hyoid = float(throat[np.abs(depth).argmax(), 0])
    yield "hyoid", f.front(0, hyoid), "The corner between chin and throat."
    for name, share in (("thyroid", 0.28), ("cricoid", 0.50)):
        place = f.front(0, hyoid + share * (notch - hyoid))
        yield name, place, f"{share:.0%} of the way from the hyoid bone to the notch."


# ---- small measures


def _square(way: Floats, axis: Floats) -> Floats:
    """The part of a direction that stands square to an axis."""
    axis = axis / np.linalg.norm(axis)
    square = way - (way @ axis) * axis
    return np.asarray(square / np.linalg.norm(square))


def _peak(profile: Floats) -> float:
    return float(profile[profile[:, 1].argmax(), 0])


def _dent(profile: Floats) -> float:
    """The height that lies deepest under the straight line between the ends."""
    (y0, z0), (y1, z1) = profile[0], profile[-1]
    chord = z0 + (profile[:, 0] - y0) / (y1 - y0) * (z1 - z0)
    return float(profile[(chord - profile[:, 1]).argmax(), 0])
