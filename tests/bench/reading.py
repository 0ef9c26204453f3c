"""Opening every article in the real window, until it has been painted."""

from collections.abc import Callable, Iterator

from tests.bench.apart import measured
from tests.bench.figure import Figure, percentile, spread


def reading(rounds: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """Each article ``rounds`` times, in a process of its own; the slowest one by name."""
    say(f"opening every article {rounds} times")
    taken = measured("tests.bench.open_all", str(rounds))
    every = [value for values in taken.values() for value in values]
    middle = {key: percentile(values, 50) for key, values in taken.items()}
    slowest = max(middle, key=middle.__getitem__)
    yield from spread("read", f"opening {len(taken)} articles", every, "")
    yield Figure(
        "read", f"the slowest: {slowest}", middle[slowest], "ms", "median ≤ 16, longest ≤ 50"
    )
