"""When what is being written is saved, with a clock that the test holds."""

import math

from hypothesis import given
from hypothesis import strategies as st

from guide.services.autosave import AGAIN, LONGEST, QUIET, Autosave, State

COMMIT = 0.3
"""The longest that a save takes here; on a disk it is some milliseconds."""

EVENTS = st.lists(
    st.tuples(st.floats(0.01, 1.5), st.floats(0.001, COMMIT), st.booleans()), min_size=1
)


def told(machine: Autosave) -> State:
    """What the reader is told now."""
    return machine.state


def test_nothing_typed_is_saved() -> None:
    """An editor that was only looked at wakes nobody."""
    machine = Autosave()
    assert told(machine) is State.SAVED
    assert machine.wakes is None
    assert not machine.due(1e9)


def test_saved_is_told_only_after_the_commit() -> None:
    """Unsaved, Saving, Saved: in this order and at these moments."""
    machine = Autosave()
    machine.typed(10.0)
    assert told(machine) is State.UNSAVED
    assert not machine.due(10.0 + QUIET - 0.01)
    assert machine.due(10.0 + QUIET)
    machine.begin()
    assert told(machine) is State.SAVING
    assert not machine.due(1e9)  # never two at once
    machine.saved()
    assert told(machine) is State.SAVED


def test_a_key_during_a_save_is_saved_next() -> None:
    """The commit that is under way does not count for a key that came later."""
    machine = Autosave()
    machine.typed(0.0)
    machine.begin()
    machine.typed(0.8)
    assert told(machine) is State.SAVING
    machine.saved()
    assert told(machine) is State.UNSAVED
    assert machine.wakes == 0.8 + QUIET


def test_typing_without_a_pause_is_saved_all_the_same() -> None:
    """Whoever never pauses loses a few seconds at most."""
    machine = Autosave()
    now = 0.0
    while not machine.due(now):
        machine.typed(now)
        now += 0.1
        assert now <= LONGEST + 0.1
    assert now >= LONGEST


def test_a_failure_is_told_until_a_save_succeeds() -> None:
    """Typing on does not hide that nothing is on the disk."""
    machine = Autosave()
    machine.typed(0.0)
    machine.begin()
    machine.failed(1.0)
    assert told(machine) is State.FAILED
    machine.typed(1.5)
    assert told(machine) is State.FAILED
    assert machine.wakes == 1.0 + AGAIN
    machine.begin()
    assert told(machine) is State.SAVING
    machine.failed(5.0)
    assert told(machine) is State.FAILED
    machine.begin()
    machine.saved()
    assert told(machine) is State.SAVED


def test_leaving_saves_before_it_is_due() -> None:
    """Closing or turning the page does not wait for the pause."""
    machine = Autosave()
    machine.typed(0.0)
    machine.begin()
    machine.saved()
    assert told(machine) is State.SAVED


@given(EVENTS)
def test_every_key_is_on_the_disk_in_time(events: list[tuple[float, float, bool]]) -> None:
    """A second after the last key, five while typing on; a kill at any moment loses no more."""
    machine = Autosave()
    now, ends, failures = 0.0, math.inf, 0
    unsaved: list[float] = []  # times of keys that no commit has
    taken: list[float] = []

    def pass_time(until: float, takes: float, fails: bool) -> None:
        nonlocal now, ends, unsaved, taken, failures
        while True:
            wakes = math.inf if machine.wakes is None else max(machine.wakes, now)
            at = min(wakes, ends)
            if at > until:
                now = until
                return
            now = at
            if now == ends:
                ends = math.inf
                if fails and failures == 0:  # one failure; endless ones are another test
                    failures += 1
                    machine.failed(now)
                    continue
                machine.saved()
                for key in taken:
                    slack = AGAIN + LONGEST if failures else 0.0
                    assert now - key <= LONGEST + 2 * COMMIT + slack
                unsaved = [key for key in unsaved if key not in taken]
                assert (told(machine) is State.SAVED) == (not unsaved)
            else:
                assert machine.due(now)
                machine.begin()
                taken, ends = list(unsaved), now + takes

    for gap, takes, fails in events:
        pass_time(now + gap, takes, fails)
        machine.typed(now)
        unsaved.append(now)
        assert told(machine) is not State.SAVED
    last = now
    pass_time(last + QUIET + 2 * COMMIT + (AGAIN if failures else 0.0), COMMIT, fails=False)
    assert not unsaved
    assert told(machine) is State.SAVED
    assert QUIET + COMMIT <= 1.0
    assert LONGEST + 2 * COMMIT <= 5.0
