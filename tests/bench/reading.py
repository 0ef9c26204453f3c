"""Opening every article in the real window, until it has been painted."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.figure import Figure, percentile, spread

SOURCE = Path(__file__).parents[2]


def reading(rounds: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """Each article ``rounds`` times, in a process of its own; the slowest one by name."""
    say(f"opening every article {rounds} times")
    with tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.open_all", home, str(rounds)],
            cwd=SOURCE,
            env=os.environ | {"QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
            capture_output=True,
            text=True,
            check=True,
        )
    taken: dict[str, list[float]] = json.loads(done.stdout.strip().splitlines()[-1])
    every = [value for values in taken.values() for value in values]
    middle = {key: percentile(values, 50) for key, values in taken.items()}
    slowest = max(middle, key=middle.__getitem__)
    yield from spread("read", f"opening {len(taken)} articles", every, "")
    yield Figure(
        "read", f"the slowest: {slowest}", middle[slowest], "ms", "median ≤ 16, longest ≤ 50"
    )
