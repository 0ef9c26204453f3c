"""A reader types for a minute and the power fails: what is lost are the last seconds, never more."""

import random
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from guide.services.annotating import Annotations
from guide.services.autosave import Autosave, State
from guide.store.database import Store

START = datetime(2026, 11, 22, 10, tzinfo=UTC)
RUNS, MINUTE = 200, 60.0
PAUSED, TYPING = 1.0, 5.0
"""Saved at most so many seconds after the last key, and after any key while typing goes on."""


def keys_of(dice: random.Random) -> list[float]:
    """When a reader who sometimes pauses presses a key, within a minute."""
    keys, now = [], 0.0
    while now < MINUTE:
        now += dice.choice((0.08, 0.15, 0.3, 0.3, 0.6, 0.9, 2.5))
        keys.append(now)
    return keys


def test_a_minute_of_typing_that_ends_anywhere(tmp_path: Path) -> None:
    """Two hundred minutes, each ended at a random moment; the file tells what was saved by then."""
    file = tmp_path / "store.db"
    marks = Annotations(Store.open(file, START), lambda: START + timedelta(seconds=1))
    seed = random.SystemRandom().randrange(1 << 30)
    for run in range(RUNS):
        dice = random.Random(seed + run)
        note = marks.add_note("therapy/tuina", "")[0].id
        machine, typed, told = Autosave(), "", ""
        end, keys = dice.uniform(0, MINUTE), keys_of(dice)
        for key in [key for key in keys if key <= end] + [end]:
            while machine.wakes is not None and machine.wakes <= key:
                machine.begin()
                marks.save_note(note, typed)
                machine.saved()
                told = typed
            if key < end:
                machine.typed(key)
                typed += f"{key:.2f} "
        with closing(sqlite3.connect(file)) as connection:  # what the next start would find
            saved = connection.execute("SELECT text FROM notes WHERE id = ?", (note,)).fetchone()[0]
        where = f"run {run} of seed {seed}"
        assert saved == told, where
        assert typed.startswith(saved), where
        lost = [float(word) for word in typed[len(saved) :].split()]
        assert all(end - key <= TYPING for key in lost), where
        if lost and end - max(float(word) for word in typed.split()) > PAUSED:
            raise AssertionError(f"the reader had paused, {where}")
        assert (machine.state is State.SAVED) == (saved == typed), where
    marks.close()
