"""Places on the hand and the foot, by the joints of their bones."""

from dataclasses import dataclass

import numpy as np

from guide.atlas.cun import Scaled
from plates.body import Floats
from plates.landmarks import Finder
from plates.skin import LEFT, UP, Missed

NAIL = 0.62
"""Where on the last phalanx the root of the nail lies, as a share of its length."""


@dataclass(frozen=True)
class Frame:
    """Directions of a hand or foot: ``along`` to the tips, ``inner`` to thumb or big toe (of the
    foot: to the body's middle), ``up`` to the back of the hand or foot.
    """

    along: Floats
    inner: Floats
    up: Floats


def _unit(way: Floats) -> Floats:
    return np.asarray(way / np.linalg.norm(way))


def hand_frame(finder: Finder) -> Frame:
    """The directions of the left hand."""
    joints = finder.joints
    along = _unit(joints["l-finger-3-1"] - joints["l-hand"])
    radial = joints["l-finger-2-1"] - joints["l-finger-5-1"]
    radial = _unit(radial - (radial @ along) * along)
    back = np.cross(radial, along)
    back = back if back[2] < 0 else -back
    return Frame(along, radial, back)


def foot_frame(finder: Finder) -> Frame:
    """The directions of the left foot, which stands on the ground."""
    joints = finder.joints
    along = joints["l-toe-2-1"] - joints["l-ankle"]
    along = _unit(along - (along @ UP) * UP)
    inner = np.cross(along, UP)
    inner = inner if inner[0] < 0 else -inner
    return Frame(along, inner, UP)


class Bones:
    """The joints of the fingers or toes of the left side: ``at(n, k)`` is joint k of digit n."""

    def __init__(self, finder: Finder, name: str, root: str, short: float) -> None:
        self._joints, self._name = finder.joints, name
        self.root = finder.joints[root]
        self._short = short

    def at(self, number: int, joint: int) -> Floats:
        return self._joints[f"l-{self._name}-{number}-{joint}"]

    def tip(self, number: int) -> Floats:
        last = 3 if (self._name, number) == ("toe", 1) else 4
        return self.at(number, last)

    def last_joint(self, number: int) -> Floats:
        last = 2 if (self._name, number) == ("toe", 1) else 3
        return self.at(number, last)

    def knuckle(self, number: int) -> Floats:
        """The joint between the long bone of palm or foot and the first phalanx."""
        return self.at(number, 2 if (self._name, number) == ("finger", 1) else 1)

    def base(self, number: int) -> Floats:
        """The near end of the long bone."""
        if (self._name, number) == ("finger", 1):
            return self.at(1, 1)
        knuckle = self.knuckle(number)
        return np.asarray(self.root + self._short * (knuckle - self.root))

    def on_long_bone(self, number: int, share: float) -> Floats:
        base = self.base(number)
        return np.asarray(base + share * (self.knuckle(number) - base))

    def beyond(self, number: int, share: float) -> Floats:
        """A share of the way from the knuckle to the tip."""
        knuckle = self.knuckle(number)
        return np.asarray(knuckle + share * (self.tip(number) - knuckle))


def hand(finder: Finder, site: Scaled, word: str, surface: str) -> Floats:
    """A place on the left hand."""
    frame, bones = hand_frame(finder), Bones(finder, "finger", "l-hand", 0.24)
    kind, number, part = _split(site.anchor)
    if kind in ("nail", "tip"):
        return _end(finder, bones, frame, number, part, "finger")
    if kind in ("PIP", "IP"):
        joint = bones.last_joint(1) if kind == "IP" else bones.at(number, 2)
        way = _thumb(bones, frame).up if kind == "IP" else frame.up
        return finder.skin.hit(joint, way if surface == "dorsal" else -frame.up, f"finger{number}")
    if kind == "web":
        return _web(finder, bones, number, frame.up, "arm")
    start = _on_hand(bones, kind, number, part, word)
    ways = {
        "finger2-radial": frame.inner,
        "hand-ulnar": -frame.inner,
        "mc2-radial": frame.inner + 1.1 * frame.up,
        "mc1-radial": frame.inner - 0.75 * frame.up,
    }
    way = ways.get(word, frame.up if surface == "dorsal" else -frame.up)
    return finder.skin.hit(start, way, "arm")


def _on_hand(bones: Bones, kind: str, number: int, part: str, word: str) -> Floats:
    """The place under the skin: on a long bone, at a knuckle, or between two of them."""

    def at(n: int) -> Floats:
        match kind, part:
            case "MC", "mid":
                return bones.on_long_bone(n, 0.5)
            case "MC", "base":
                return bones.base(n)
            case "MCP", "p":
                return bones.on_long_bone(n, 0.86)
            case "MCP", "d":
                return bones.beyond(n, 0.16)
        raise Missed(f"no place on the hand for “{kind}.{part}”")

    beside = {"mc4-5": (4, 5), "mc2-3": (2, 3), "space2": (2, 3), "space4": (4, 5)}
    pair = (number, number + 1) if word == "space2+space4" else beside.get(word)
    return at(number) if pair is None else np.asarray((at(pair[0]) + at(pair[1])) / 2)


def _web(finder: Finder, bones: Bones, number: int, way: Floats, part: str) -> Floats:
    """On the back of hand or foot, just behind the fold of skin between two neighbours."""
    first, second = bones.knuckle(number), bones.knuckle(number + 1)
    ends = bones.tip(number), bones.tip(number + 1)
    if (part, number) == ("arm", 1):
        second, ends = bones.on_long_bone(2, 0.75), (bones.last_joint(1), bones.knuckle(2))
    start, end = (first + second) / 2, (ends[0] + ends[1]) / 2
    reach = 0.0
    for share in np.arange(0.02, 0.8, 0.02):
        try:
            finder.skin.hit(start + share * (end - start), way, part)
        except Missed:
            break
        reach = float(share)
    return finder.skin.hit(start + 0.86 * reach * (end - start), way, part)


def _thumb(bones: Bones, frame: Frame) -> Frame:
    """The thumb is turned: its nail looks outwards."""
    along = _unit(bones.tip(1) - bones.last_joint(1))
    up = 0.75 * frame.inner + 0.65 * frame.up
    up = _unit(up - (up @ along) * along)
    side = np.cross(along, up)
    return Frame(along, side if side @ frame.up < 0 else -side, up)


def _end(finder: Finder, bones: Bones, frame: Frame, number: int, part: str, digit: str) -> Floats:
    """The tip of a digit, or a corner of its nail."""
    joint, tip = bones.last_joint(number), bones.tip(number)
    along = _unit(tip - joint)
    if not part:
        return finder.skin.hit(joint, along, f"{digit}{number}")
    if (digit, number) == ("finger", 1):
        frame = _thumb(bones, frame)
    inner = frame.inner - (frame.inner @ along) * along
    up = frame.up - (frame.up @ along) * along
    ring = finder.skin.ring(joint + NAIL * (tip - joint), inner, up, f"{digit}{number}")
    inwards = part in ("r", "m")
    return ring.at(0.90 if inwards else 0.10)


# ---- foot


def foot(finder: Finder, site: Scaled, word: str) -> Floats:
    """A place on the left foot or around its ankle."""
    frame = foot_frame(finder)
    bones = Bones(finder, "toe", "l-ankle", 0.50)
    bones.root = finder.joints["l-ankle"] - 0.30 * UP
    if site.scale == "ankle" or site.anchor == "heel" or (site.anchor, "") in _BESIDE:
        return _ankle(finder, frame, site, word)
    kind, number, part = _split(site.anchor)
    if kind == "nail" or (kind == "tip" and not part):
        return _end(finder, bones, frame, number, part, "toe")
    if kind == "DIP":
        return finder.skin.hit(bones.at(number, 3), -UP, f"toe{number}")
    if kind == "web":
        return _web(finder, bones, number, UP, "foot")
    start = _on_foot(bones, kind, number, part, word)
    ways = {
        "foot-medial": frame.inner,
        "foot-lateral": -frame.inner,
    }
    if word in ways and kind in ("MT", "MTP"):
        start = start - 0.06 * UP  # the border between the skin of the sole and of the back
    return finder.skin.hit(start, ways.get(word, UP), "foot")


def _on_foot(bones: Bones, kind: str, number: int, part: str, word: str) -> Floats:
    def at(n: int) -> Floats:
        match kind, part:
            case "MT", "base" | "fork":
                return bones.on_long_bone(n, 0.0 if part == "base" else 0.14)
            case "MT", "tub":  # the fifth bone reaches farther back than the others
                return bones.on_long_bone(n, -0.08)
            case "MTP", "p":
                return bones.on_long_bone(n, 0.84)
            case "MTP", "d":
                return bones.beyond(n, 0.22)
        raise Missed(f"no place on the foot for “{kind}.{part}”")

    pairs = {"space1": (1, 2), "space2": (2, 3), "space4": (4, 5)}
    pair = pairs.get(word)
    return at(number) if pair is None else np.asarray((at(pair[0]) + at(pair[1])) / 2)


@dataclass(frozen=True)
class Beside:
    """A place beside the ankle: from the tip of its inner or outer bone a share of the way to the
    heel's tendon, so many cun down, and so many decimetres to the toes.
    """

    medial: bool
    to_tendon: float = 0.0
    down: float = 0.0
    ahead: float = 0.0


_BESIDE = {
    ("medial", "achilles-medial"): Beside(True, 0.55),
    ("lateral", "achilles-lateral"): Beside(False, 0.55),
    ("medial", ""): Beside(True),
    ("lateral", ""): Beside(False),
    ("medial.low", ""): Beside(True, down=0.75, ahead=0.22),
    ("lateral.low", ""): Beside(False, down=0.75),
    ("lateral.front", ""): Beside(False, down=0.45, ahead=0.32),
    ("heel.lateral", ""): Beside(False, 0.55, 1.9),
    ("calcaneus.top", ""): Beside(True, 0.75, 0.55),
    ("navicular", ""): Beside(True, down=1.35, ahead=0.45),
    ("cuboid", ""): Beside(False, down=1.75, ahead=0.27),
}


def _ankle(finder: Finder, frame: Frame, site: Scaled, word: str) -> Floats:
    """Places around the ankle: from the tips of the ankle bones, down and to the heel's tendon."""
    names = {"front": "ankle-crease", "heel": "heel"}
    if site.anchor in names:
        return finder[names[site.anchor]]
    found = _BESIDE.get((site.anchor, word)) or _BESIDE[site.anchor, ""]
    tip = finder["malleolus-medial" if found.medial else "malleolus-lateral"]
    cun = (float(finder["malleolus-medial"][1]) - float(finder["sole"][1])) / 3
    start = tip + found.to_tendon * (finder["achilles"] - tip)
    start[0] = finder.joints["l-ankle"][0]
    start = start - (found.down - site.offset) * cun * UP + found.ahead * frame.along
    return finder.skin.hit(start, -LEFT if found.medial else LEFT, "leg")


def _split(anchor: str) -> tuple[str, int, str]:
    """``MCP2.d`` is kind MCP, number 2, part d."""
    name, _dot, part = anchor.partition(".")
    if not name[-1].isdigit():
        raise Missed(f"no joint for “{anchor}”")
    return name[:-1], int(name[-1]), part
