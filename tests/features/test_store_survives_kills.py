"""A program that is killed at any moment loses nothing that it had told the reader is saved."""

import os
import random
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from guide.store.checking import check
from guide.store.peek import last_session
from guide.store.values import Session, Tab
from tests.features.writers import Writers

KILLS = int(os.environ.get("THERAPY_GUIDE_KILLS", "500"))
"""``make soak`` sets 5,000."""

_FILES = 10  # a new notes file after every tenth of the kills, so that their age varies
_ACTS = 12  # a writer is killed after at most so many acknowledgements …
_LONGEST = 0.005  # … and at most so many seconds; an act takes about 2 ms

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


@pytest.fixture
def writers() -> Iterator[Writers]:
    """A program that forks writers."""
    started = Writers()
    yield started
    started.close()


class Book:
    """What must lie in the notes file: a plain dict of what the writers said."""

    def __init__(self) -> None:
        self.notes: dict[int, tuple[str, bool]] = {}  # text and whether it is in the trash
        self.marks: dict[int, bool] = {}
        self.open: list[tuple[dict[int, tuple[str, bool]], dict[int, bool]]] = []

    def hear(self, heard: list[dict[str, Any]]) -> None:
        """Take over what was acknowledged; ``open`` is what the last act may have become."""
        self.open = []
        begun: dict[str, Any] | None = None
        row: int | None = None
        for fact in heard:
            if fact["event"] == "begin":
                begun, row = fact, None
            elif fact["event"] == "row":
                row = fact["row"]
            elif fact["event"] == "done" and begun is not None:
                self.notes, self.marks = self._after(begun, fact["row"])
                begun = None
        if begun is not None and (row is not None or begun["act"] in ("add", "mark")):
            self.open = [self._after(begun, row)]

    def agrees(self, notes: dict[int, tuple[str, bool]], marks: dict[int, bool]) -> bool:
        """Whether a file holds what was acknowledged, with the last act done whole or not at all."""
        if (notes, marks) == (self.notes, self.marks):
            return True
        for after_notes, after_marks in self.open:
            # A new row's number is not known before it is there: it is the one more.
            if None in after_notes and len(notes) == len(after_notes):
                after_notes[max(notes)] = after_notes.pop(None)  # type: ignore[call-overload]
            if None in after_marks and len(marks) == len(after_marks):
                after_marks[max(marks)] = after_marks.pop(None)  # type: ignore[call-overload]
            if (notes, marks) == (after_notes, after_marks):
                self.notes, self.marks = notes, marks
                return True
        return False

    def _after(
        self, act: dict[str, Any], row: Any
    ) -> tuple[dict[int, tuple[str, bool]], dict[int, bool]]:
        notes, marks = dict(self.notes), dict(self.marks)
        match act["act"]:
            case "add":
                notes[row] = (act["text"], False)
            case "save" if row is not None:
                notes[row] = (act["text"], False)
            case "remove" if row is not None:
                notes[row] = (notes[row][0], True)
            case "mark":
                marks[row] = False
            case "unmark" if row is not None:
                marks[row] = True
        return notes, marks


def rows_of(file: Path) -> tuple[dict[int, tuple[str, bool]], dict[int, bool]]:
    """What lies in a notes file, read without any of the program's own code."""
    with closing(sqlite3.connect(file)) as connection:
        notes = connection.execute("SELECT id, text, removed FROM notes").fetchall()
        marks = connection.execute("SELECT id, removed FROM bookmarks").fetchall()
    return (
        {row: (text, removed is not None) for row, text, removed in notes},
        {row: removed is not None for row, removed in marks},
    )


def test_nothing_acknowledged_is_lost_torn_or_doubled(writers: Writers, tmp_path: Path) -> None:
    """Kills at random moments of create, edit, delete, bookmark, backup and checkpoint."""
    seed = random.SystemRandom().randrange(1 << 30)
    dice = random.Random(seed)
    acts = killed = 0
    for number in range(KILLS):
        if number % max(1, KILLS // _FILES) == 0:
            file, book = tmp_path / f"{number}" / "store.db", Book()
            assert writers.run(do="write", file=str(file), seed=0, number=0)[-1]["code"] == 0
        heard = writers.run(
            kill=(dice.randrange(_ACTS), dice.uniform(0, _LONGEST)),
            do="write",
            file=str(file),
            seed=seed + number,
            number=100,
        )
        killed += heard[-1]["code"] == -9
        acts += sum(fact["event"] == "done" for fact in heard)
        book.hear(heard)
        where = f"kill {number} of seed {seed}"
        assert check(file, file.parent / "backups").problems == (), where
        notes, marks = rows_of(file)
        assert book.agrees(notes, marks), where
        texts = [text for text, _removed in notes.values()]
        assert len(texts) == len(set(texts)), where
    assert killed > KILLS * 0.9  # else the writers were too fast for this test to mean anything
    assert acts > KILLS


def test_the_first_paint_sees_a_session_that_only_the_log_holds(
    writers: Writers, tmp_path: Path
) -> None:
    """The program was killed right after it had saved what was open: that is where it opens."""
    file = tmp_path / "store.db"
    assert writers.run(do="save_session", file=str(file))[-1]["code"] == -9
    assert (tmp_path / "store.db-wal").stat().st_size > 0
    tab = Tab(("therapy/tuina", "therapy/back-stepping#technique"), 1, 120, 7)
    assert last_session(file) == Session((tab,), 0, {})
