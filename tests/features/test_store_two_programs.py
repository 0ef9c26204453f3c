"""Two programs write into one notes file at the same time, and neither notices the other."""

import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from guide.store.database import Store
from tests.features.store_writer import START
from tests.features.writers import Writers

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork")

_EACH = 1_000


def test_two_programs_save_a_thousand_notes_each(tmp_path: Path) -> None:
    """None is lost, none is refused because the other was writing; both even create the file."""
    file = str(tmp_path / "store.db")
    with closing(Writers()) as one, closing(Writers()) as other, ThreadPoolExecutor(2) as threads:
        running = [
            threads.submit(writers.run, do="add", file=file, start=start, number=_EACH)
            for writers, start in ((one, 0), (other, _EACH))
        ]
        heard = [future.result() for future in running]
    assert [said[-1]["code"] for said in heard] == [0, 0]
    told = {fact["row"]: fact["text"] for said in heard for fact in said if "row" in fact}
    store = Store.open(Path(file), START)
    with store.reading() as work:
        notes = {note.id: note.text for note in work.notes.all()}
    store.close()
    assert notes == told
    assert len(set(notes.values())) == 2 * _EACH
