"""Words of half a library are found by what is kept ready, and nothing else about them differs."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.content import frequent, packing
from guide.content.library import Library
from guide.content.model import Kind
from guide.content.press import pack_runs
from guide.errors import PackError
from guide.search import stands, texts
from guide.search.finder import Finder
from guide.search.values import Found, Narrowing
from tests.bench.quality import finding, judged, share

ASKED = (
    *("massage", "pain", "pressure", "massages", "point", "back pain", "knee pai", "pres"),
    *("massage -pain", '"lower back"', "massage 推拿", "massage of the lower back", "zusanli pain"),
    *("pain massage pressure skin", "pain massage zzzz pressure", "p", "ma"),
)


@pytest.fixture(scope="session")
def often_pack(core_pack: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real library as if a word in more than fifty entries were a frequent one."""
    out = tmp_path_factory.mktemp("often") / "often.tgpack"
    shutil.copyfile(core_pack, out)
    with pytest.MonkeyPatch.context() as changed, closing(sqlite3.connect(out)) as base:
        changed.setattr(frequent, "FEWEST", 50)
        changed.setattr(frequent, "SHARE", 10**6)
        entries = base.execute("SELECT count(*) FROM entry").fetchone()[0]
        base.execute("DELETE FROM frequent")
        packing._add_frequent(base, entries)
        base.commit()
    return out


@pytest.fixture
def often(often_pack: Path) -> Iterator[Library]:
    library = Library.open(often_pack)
    yield library
    library.close()


def all_keys(found: Found) -> set[str]:
    return {hit.entry.key for hit in found.hits}


def test_words_are_frequent_only_in_large_libraries(core: Library, often: Library) -> None:
    """In ours FTS5 alone is quick enough, but for a few."""
    count = "SELECT count(*) FROM frequent"
    assert 0 < core.packs[0].rows(count)[0][0] < 60
    assert often.packs[0].rows(count)[0][0] > 300


@pytest.mark.parametrize("words", ASKED)
def test_the_same_entries_are_found(core: Library, often: Library, words: str) -> None:
    """With the same counts, whatever is typed."""
    rare = Finder(core).find(words, limit=10_000)
    ready = Finder(often).find(words, limit=10_000)
    assert all_keys(ready) == all_keys(rare)
    assert (ready.total, ready.choices, ready.instead) == (rare.total, rare.choices, rare.instead)
    assert ready.partly == rare.partly


def test_the_best_is_as_good(often: Library) -> None:
    """Kept is not how often exactly a word stands somewhere; what is meant still comes first."""
    assert share(list(judged(finding(Finder(often)))), 3) >= 95


def test_of_very_many_those_lead_that_hold_the_word_in_title_or_summary(
    often: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When not all are weighed one by one, the same lead as when they are."""
    for words in ("massage", "pain", "back pain"):
        narrowed = Narrowing(kinds=frozenset({Kind.THERAPY, Kind.CONDITION, Kind.TERM}))
        whole = Finder(often).find(words, narrowed, limit=40)
        monkeypatch.setattr(texts, "_SO_MANY", 40)
        some = Finder(often).find(words, narrowed, limit=40)
        monkeypatch.undo()
        assert some.total == whole.total > 40
        first = [hit.entry.key for hit in some.hits[:5]]
        assert set(first) <= {hit.entry.key for hit in whole.hits[:12]}, words


def test_two_packs_answer_as_one(core: Library, often_pack: Path, small_pack: Path) -> None:
    """What is frequent in one of them may be rare in the other."""
    with (
        closing(Library.open(often_pack, small_pack)) as ready,
        closing(Library.open(core.packs[0].file, small_pack)) as rare,
    ):
        for words in ("tuina", "back pain", "massage pres"):
            found = Finder(ready).find(words, limit=10_000)
            assert all_keys(found) == all_keys(Finder(rare).find(words, limit=10_000)), words


@pytest.mark.parametrize("bytes_of_a_word", [b"", b"\x00" * 7, None, "text"])
def test_a_row_that_cannot_be_is_damage(
    often_pack: Path, tmp_path: Path, bytes_of_a_word: bytes | str | None
) -> None:
    """Not a wrong answer, and not a traceback."""
    copy = tmp_path / "copy.tgpack"
    shutil.copyfile(often_pack, copy)
    with closing(Library.open(copy)) as library:
        (packed,) = library.packs[0].rows("SELECT entries FROM frequent WHERE word = 'pain'")[0]
        length = len(library.packs[0].unpack(packed))
    with closing(sqlite3.connect(copy)) as base:
        forged = pack_runs(b"\xff" * length) if bytes_of_a_word is None else bytes_of_a_word
        base.execute("UPDATE frequent SET entries = ? WHERE word = 'pain'", (forged,))
        base.commit()
    with closing(Library.open(copy)) as library, pytest.raises(PackError, match="damaged"):
        Finder(library).find("pain")


@given(st.lists(st.tuples(st.integers(0, 127), st.integers(0, 127)), max_size=60))
def test_of_two_rows_of_bytes_the_larger_are_taken(pairs: list[tuple[int, int]]) -> None:
    """All at once, and each as if it were alone."""
    one, other = bytes(a for a, _b in pairs), bytes(b for _a, b in pairs)
    assert stands._larger(one, other) == bytes(map(max, one, other))
