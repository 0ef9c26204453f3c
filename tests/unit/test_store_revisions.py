"""Thinning earlier texts: the last forty stay, and so does what was there before a loss."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from guide.store.revisions import APART, KEPT, SLACK, Stand, to_drop

START = datetime(2026, 11, 22, 10, tzinfo=UTC)
STEPS = st.lists(st.tuples(st.integers(0, 400), st.integers(0, 5000)), max_size=300)


def stands_of(steps: list[tuple[int, int]]) -> list[Stand]:
    """Earlier texts, so many seconds apart and so long."""
    stands, at = [], START
    for number, (seconds, length) in enumerate(steps):
        at += timedelta(seconds=seconds)
        stands.append(Stand(number, at, length))
    return stands


@given(STEPS)
def test_the_newest_and_all_before_a_loss_stay(steps: list[tuple[int, int]]) -> None:
    """Whatever was typed and when."""
    stands = stands_of(steps)
    dropped = set(to_drop(stands))
    assert not dropped & {stand.id for stand in stands[-KEPT:]}
    for stand, following in pairwise(stands):
        if following.length * 2 < stand.length:
            assert stand.id not in dropped


@given(STEPS)
def test_what_is_dropped_has_a_neighbour_in_time(steps: list[tuple[int, int]]) -> None:
    """No more than two minutes of work lie between two that are kept."""
    stands = stands_of(steps)
    dropped = set(to_drop(stands))
    kept = [stand for stand in stands if stand.id not in dropped]
    for stand in stands:
        assert any(abs(stand.at - near.at) < APART for near in kept) or stand in kept


def test_a_long_evening_of_typing_stays_small() -> None:
    """Three hours, a save every second: about one text in two minutes is kept."""
    kept: list[Stand] = []
    for second in range(3 * 3600):
        kept.append(Stand(second, START + timedelta(seconds=second), second))
        dropped = set(to_drop(kept))
        kept = [stand for stand in kept if stand.id not in dropped]
    assert 90 <= len(kept) <= 92 + KEPT + SLACK


def test_few_are_never_thinned() -> None:
    """A note with few earlier texts keeps them all."""
    assert to_drop(stands_of([(0, 0)] * (KEPT + SLACK))) == []
