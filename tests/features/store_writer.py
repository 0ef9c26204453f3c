"""A program that writes into a notes file until it is killed; the tests start it.

It reads one JSON line for each writer: ``{"do": NAME, "file": …, …}``. It has imported everything
by then and forks before the notes file is opened, so that 500 kills cost 500 forks and not 500
imports. A writer prints ``begin`` with what it is about to do and ``done`` with what came of it, the
latter only after the commit returned; the program prints ``dead`` once the writer is gone.
"""

import json
import os
import random
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from alembic import command  # noqa: F401  loaded here, once, for all writers
from sqlalchemy import Engine, event

from guide.store import backups, upgrade  # noqa: F401  as above
from guide.store.database import Store, Work
from guide.store.values import Session, Tab

START = datetime(2026, 11, 22, 10, tzinfo=UTC)
KEYS = ("therapy/tuina", "therapy/back-stepping", "condition/low-back-pain", "point/BL13")


def say(**facts: Any) -> None:
    """One line, in one write: a kill cannot cut it."""
    os.write(1, (json.dumps(facts) + "\n").encode())


def write(file: str, seed: int, number: int) -> None:
    """Creates, edits, removes, restores, marks, backs up and checkpoints, in random order."""
    dice = random.Random(seed)
    store = Store.open(Path(file), START)
    with store.reading() as work:
        notes = [note.id for note in work.notes.all()]
        marks = [mark.id for mark in work.bookmarks.all()]
    for step in range(number):
        now = START + timedelta(seconds=step)
        act = dice.choice(("add", "add", "save", "save", "remove", "mark", "unmark", "tidy"))
        text = f"{seed}.{step} " + dice.choice(("text 推拿 😀", "x" * 6000, ""))
        say(event="begin", act=act, text=text, key=dice.choice(KEYS))
        if act == "tidy":
            _tidy(store, Path(file), dice, now)
            say(event="done", row=None)
            continue
        with store.begin() as work:
            row = _act(work, act, text, dice, notes, marks, now)
        say(event="done", row=row)
        if act == "add":
            notes.append(row)
        elif act == "remove" and row is not None:
            notes.remove(row)
    store.close()


def _act(
    work: Work,
    act: str,
    text: str,
    dice: random.Random,
    notes: list[int],
    marks: list[int],
    now: datetime,
) -> Any:
    key = KEYS[len(text) % len(KEYS)]
    if act == "add":
        return work.notes.add(key, text, now).id
    if act == "mark":
        marks.append(work.bookmarks.add(key, text.split(maxsplit=1)[0], "Title", now)[0].id)
        return marks[-1]
    chosen = marks if act == "unmark" else notes
    if not chosen:
        return None
    row = dice.choice(chosen)
    # What is about to happen to which row, so that a kill before "done" can be judged.
    say(event="row", row=row)
    if act == "save":
        work.notes.save(row, text, now)
    elif act == "remove":
        work.notes.remove(row, now)
    else:
        work.bookmarks.remove(row, now)
    return row


def _tidy(store: Store, file: Path, dice: random.Random, now: datetime) -> None:
    if dice.random() < 0.3:
        backups.make(file, file.parent / "backups", now)
        return
    with store._engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def add(file: str, start: int, number: int) -> None:
    """Adds notes one after another, as fast as it can."""
    store = Store.open(Path(file), START)
    for step in range(start, start + number):
        with store.begin() as work:
            note = work.notes.add(KEYS[0], f"note {step}", START)
        say(event="done", row=note.id, text=note.text)
    store.close()


def bring_up(file: str, statement: int) -> None:
    """Opens an old or missing notes file and is killed right before the Nth statement, commit or end."""
    seen = 0

    def count(*_given: Any) -> None:
        nonlocal seen
        seen += 1
        if seen == statement:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", count)
    event.listen(Engine, "commit", count)
    real = os.link

    def link(*given: Any) -> None:
        count()
        real(*given)
        count()

    os.link = link  # type: ignore[assignment]
    store = Store.open(Path(file), START)
    count()
    store.close()
    say(event="done", row=seen)


def save_session(file: str) -> None:
    """Saves a session and dies without closing, so that it lies in the ``-wal`` alone."""
    store = Store.open(Path(file), START)
    with store.begin() as work:
        work.session.save(Session((Tab((KEYS[0], f"{KEYS[1]}#technique"), 1, 120, 7),), 0, {}))
    os.kill(os.getpid(), signal.SIGKILL)


TASKS: dict[str, Callable[..., None]] = {
    "write": write,
    "add": add,
    "bring_up": bring_up,
    "save_session": save_session,
}


def main() -> None:
    """Serve the lines on standard input."""
    for line in sys.stdin:
        task = json.loads(line)
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                TASKS[task.pop("do")](**task)
                code = 0
            finally:
                sys.stderr.flush()
                os._exit(code)
        say(event="alive", pid=pid)
        _pid, status = os.waitpid(pid, 0)
        say(event="dead", code=os.waitstatus_to_exitcode(status))


if __name__ == "__main__":
    main()
