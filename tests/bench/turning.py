"""The body in the real window: opening and switching plates, hovering, going near, turning."""

from collections.abc import Callable, Iterator

from tests.bench.apart import measured
from tests.bench.figure import Figure, spread

FRAME = "≤ 16 (60 a second)"
ROWS = {
    "switch": ("a plate, from the choice until it is crisp", ""),
    "held": ("the window held up meanwhile, by one turn of events", FRAME),
    "hover": ("painting with something pointed at", FRAME),
    "hover everything": ("the same with all points and meridians", FRAME),
    "zoom": ("painting after one step of the wheel", FRAME),
    "turn": ("painting one frame of the turntable", FRAME),
}


def turning(rounds: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """Everything ``rounds`` times, in a process of its own."""
    say(f"using the body {rounds} times")
    taken = measured("tests.bench.turn_all", str(rounds))
    yield Figure("turn", "the first plate after the window is built", taken["first"][0], "ms")
    for name, (words, aim) in ROWS.items():
        yield from spread("turn", words, taken[name], aim)
    words = "all sides of the turntable, on a thread beside"
    yield Figure("turn", words, taken["prepare"][0], "ms")
