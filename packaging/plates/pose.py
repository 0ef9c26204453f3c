"""The anatomical position: upright, palms to the front, arms a little off the trunk."""

import numpy as np

from plates.body import SIDES, Body, Floats, align, rotation

ARM = 15.0
FOREARM = 11.0
THIGH = 0.5
FOOT_OUT = 9.0
FINGERS = {1: 0.35, 2: 0.5, 4: 0.5, 5: 0.55}
"""How far each finger is brought to the middle one: 0 leaves it, 1 makes it parallel."""


def stand(body: Body) -> None:
    """Move the body from the pose in which the mesh is stored into the anatomical position."""
    for side, letter, sign in SIDES:
        _hang_arm(body, side, letter, sign)
        _close_fingers(body, side, letter)
        _close_leg(body, side, letter, sign)


def _down(sign: float, degrees: float, forward: float = 0.0) -> Floats:
    angle = np.radians(degrees)
    return np.array([sign * np.sin(angle), -np.cos(angle), forward])


def _hang_arm(body: Body, side: str, letter: str, sign: float) -> None:
    shoulder, elbow, hand = (f"{letter}-{name}" for name in ("shoulder", "elbow", "hand"))
    fingers = _beyond(body, letter, "finger", "hand-")
    joints = body.joints
    lowered = align(joints[elbow] - joints[shoulder], _down(sign, ARM, -0.04))
    # The shoulder blade takes a part of the way, as it does in life; the armpit stays soft.
    share = rotation([0, 0, 1], -sign * 4)
    body.turn(f"clavicle.{side}", f"{letter}-clavicle", share, [shoulder, elbow, hand, *fingers])
    lowered = align(joints[elbow] - joints[shoulder], _down(sign, ARM, -0.04))
    body.turn(f"upperarm01.{side}", shoulder, lowered, [elbow, hand, *fingers])
    straight = align(joints[hand] - joints[elbow], _down(sign, FOREARM, 0.10))
    body.turn(f"lowerarm01.{side}", elbow, straight, [hand, *fingers])
    axis = joints[hand] - joints[elbow]
    for bone, about, degrees in (
        ("lowerarm01", elbow, 25),
        ("lowerarm02", elbow, 35),
        ("wrist", hand, 30),
    ):
        body.turn(f"{bone}.{side}", about, rotation(axis, -sign * degrees), [hand, *fingers])


def _close_fingers(body: Body, side: str, letter: str) -> None:
    """Bring the spread fingers nearer to the middle one, the thumb nearer to the palm."""
    joints = body.joints
    across = joints[f"{letter}-finger-2-1"] - joints[f"{letter}-finger-5-1"]
    along = joints[f"{letter}-finger-3-4"] - joints[f"{letter}-finger-3-1"]
    palm = np.cross(across, along)
    palm /= np.linalg.norm(palm)
    for number, share in FINGERS.items():
        first, last = f"{letter}-finger-{number}-1", f"{letter}-finger-{number}-4"
        way = joints[last] - joints[first]
        spread = np.arctan2(
            np.cross(way, along) @ palm, way @ along - (way @ palm) * (along @ palm)
        )
        turn = rotation(palm, share * float(np.degrees(spread)))
        beyond = [f"{letter}-finger-{number}-{joint}" for joint in (2, 3, 4)]
        body.turn(f"finger{number}-1.{side}", first, turn, beyond)


def _close_leg(body: Body, side: str, letter: str, sign: float) -> None:
    hip, knee, ankle = (f"{letter}-{name}" for name in ("upper-leg", "knee", "ankle"))
    toes = _beyond(body, letter, "toe", "foot-")
    joints = body.joints
    closer = align(joints[ankle] - joints[hip], _down(sign, THIGH, 0.0) + _lean(body, hip, ankle))
    body.turn(f"upperleg01.{side}", hip, closer, [knee, ankle, *toes])
    level = rotation([0, 1, 0], sign * FOOT_OUT) @ closer.T
    body.turn(f"foot.{side}", ankle, level, toes)


def _lean(body: Body, hip: str, ankle: str) -> Floats:
    """Keep what the leg leans to front or back; only its spread changes."""
    way = body.joints[ankle] - body.joints[hip]
    return np.array([0.0, 0.0, way[2] / np.linalg.norm(way)])


def _beyond(body: Body, letter: str, *parts: str) -> list[str]:
    starts = tuple(f"{letter}-{part}" for part in parts)
    return [name for name in body.joints if name.startswith(starts)]
