"""A pack is opened only when it is ours, whole and of our time; every damaged bit is found."""

import os
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from guide.content import schema
from guide.content.library import Library
from guide.content.pack import Pack, verify
from guide.errors import PackError
from guide.search.finder import Finder


def refused(file: Path) -> str:
    """The sentence with which ``file`` is refused."""
    with pytest.raises(PackError) as told:
        Pack(file)
    sentence = str(told.value)
    assert "\n" not in sentence
    assert sentence.endswith(".")
    return sentence


@pytest.fixture
def copy(small_pack: Path, tmp_path: Path) -> Path:
    """A pack that a test may damage."""
    file = tmp_path / "copy.tgpack"
    shutil.copyfile(small_pack, file)
    return file


@pytest.mark.parametrize("tenth", range(11))
def test_a_pack_cut_anywhere_is_refused(copy: Path, tenth: int) -> None:
    """A copy that broke off is told from a whole one before anything in it is used."""
    whole = copy.read_bytes()
    copy.write_bytes(whole[: tenth * len(whole) // 11])
    sentence = refused(copy)
    assert str(copy) in sentence
    assert ("empty" if tenth == 0 else "complete") in sentence


@pytest.mark.parametrize("length", [1, 15, 16, 60, 99, 100, 4096])
def test_a_pack_cut_in_its_head_is_refused(copy: Path, length: int) -> None:
    """However little is left."""
    copy.write_bytes(copy.read_bytes()[:length])
    refused(copy)


def test_a_pack_with_something_after_its_end_is_refused(copy: Path) -> None:
    """Trailing bytes are no part of what was built."""
    copy.write_bytes(copy.read_bytes() + b"x")
    assert "complete" in refused(copy)


def test_foreign_files_are_refused(tmp_path: Path) -> None:
    """A text, a picture, a folder, somebody else's database, and nothing at all."""
    file = tmp_path / "x.tgpack"
    for content in (b"Hello" * 100, b"\x89PNG\r\n\x1a\n" + bytes(200), bytes(5000)):
        file.write_bytes(content)
        assert "not a pack of Therapy Guide" in refused(file)
    file.unlink()
    with closing(sqlite3.connect(file)) as base:
        base.execute("CREATE TABLE meta (name, value)")
    assert "not a pack of Therapy Guide" in refused(file)
    assert "is a folder" in refused(tmp_path)
    assert "There is no pack" in refused(tmp_path / "gone.tgpack")
    assert "cannot be read" in refused(tmp_path / "nul\x00.tgpack")


def test_an_unreadable_file_is_one_sentence(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions are told as what they are."""

    def deny(*_: object, **__: object) -> object:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", deny)
    assert "Permission denied" in refused(copy)


@pytest.mark.parametrize(("step", "words"), [(1, "later"), (-1, "earlier")])
def test_packs_of_other_times_are_refused(copy: Path, step: int, words: str) -> None:
    """The number of the format decides, and the sentence says what to do."""
    content = bytearray(copy.read_bytes())
    content[60:64] = (schema.FORMAT + step).to_bytes(4, "big")
    copy.write_bytes(content)
    assert words in refused(copy)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE VIEW extra AS SELECT 1",
        "CREATE TRIGGER extra AFTER INSERT ON meta BEGIN SELECT 1; END",
        "CREATE TABLE extra (x)",
        "DROP TABLE link",
        "CREATE VIRTUAL TABLE extra USING fts5(x)",
    ],
)
def test_a_pack_with_other_tables_than_ours_is_refused(copy: Path, statement: str) -> None:
    """Views and triggers would run inside our own questions."""
    with closing(sqlite3.connect(copy)) as base:
        base.execute(statement)
        base.commit()
    assert "not a pack of Therapy Guide" in refused(copy)


def test_every_damaged_bit_is_found(copy: Path) -> None:
    """SQLite's own check overlooks most single bits; the seal overlooks none."""
    verify(copy)
    whole = copy.read_bytes()
    chance = random.Random(20)
    places = [chance.randrange(len(whole) * 8) for _ in range(300)]
    seal = whole.index(schema.SEAL)
    places += [8 * (seal + at) for at in range(len(schema.SEAL) + schema.SEAL_LENGTH)]
    for place in places:
        damaged = bytearray(whole)
        damaged[place // 8] ^= 1 << place % 8
        copy.write_bytes(damaged)
        with pytest.raises(PackError):
            verify(copy)


def test_a_whole_pack_with_a_wrong_page_inside_is_found(copy: Path) -> None:
    """Somebody who changes a pack and seals it again still cannot pass off a broken page."""
    import hashlib  # noqa: PLC0415 - only this test forges a seal

    with closing(sqlite3.connect(copy)) as base:
        base.execute("UPDATE sheet SET pages = zeroblob(length(pages))")
        base.commit()
    content = bytearray(copy.read_bytes())
    start = content.index(schema.SEAL) + len(schema.SEAL)
    content[start : start + 32] = bytes(32)
    content[start : start + 32] = hashlib.sha256(content).digest()
    copy.write_bytes(content)
    with pytest.raises(PackError, match="damaged"):
        verify(copy)


def test_opening_reads_no_page_of_an_article(copy: Path) -> None:
    """Opening must not grow with the pack: with every article destroyed it opens as before."""
    whole = copy.read_bytes()
    with closing(Pack(copy)) as pack:
        ((first,),) = pack.rows("SELECT pages FROM sheet WHERE id = 1")
    middle = bytes(first[1000:1100])
    place = whole.index(middle)
    copy.write_bytes(whole[:place] + bytes(len(middle)) + whole[place + len(middle) :])
    Library.open(copy).close()
    with pytest.raises(PackError):
        verify(copy)


def test_a_damaged_page_is_one_sentence_when_it_is_read(copy: Path) -> None:
    """Damage that opening cannot see is told when the reader meets it, not as a traceback."""
    with closing(sqlite3.connect(copy)) as base:
        base.execute("UPDATE sheet SET pages = randomblob(length(pages))")
        base.commit()
    library = Library.open(copy)
    with pytest.raises(PackError, match="damaged"):
        library.page("therapy/tuina")
    library.close()


@pytest.mark.parametrize(
    "name",
    ["with space.tgpack", "中医 指南.tgpack", "what?mode=rw.tgpack", "a#b.tgpack", "50%25.tgpack"],
)
def test_names_of_files_are_never_read_as_part_of_an_address(
    small_pack: Path, tmp_path: Path, name: str
) -> None:
    """Blanks, Chinese, ``?``, ``#`` and ``%`` are letters like others."""
    folder = tmp_path / "家 folder"
    folder.mkdir()
    file = folder / name
    shutil.copyfile(small_pack, file)
    library = Library.open(file)
    assert library.title == "A small library"
    library.close()
    verify(file)
    assert [one.name for one in folder.iterdir()] == [name]


def test_a_pack_is_never_written(small_pack: Path) -> None:
    """Whatever is asked, the file stays as it is, and nothing appears beside it."""
    before = small_pack.read_bytes()
    beside = sorted(small_pack.parent.iterdir())
    with closing(Pack(small_pack)) as pack, pytest.raises(PackError):
        pack.rows("DELETE FROM entry")
    assert small_pack.read_bytes() == before
    assert sorted(small_pack.parent.iterdir()) == beside


def test_a_bomb_is_not_unpacked(small_pack: Path) -> None:
    """A page that claims to be gigabytes is damage."""
    import zlib  # noqa: PLC0415 - only this test packs

    with closing(Pack(small_pack)) as pack:
        bomb = zlib.compressobj(9, zdict=pack.part("words"))
        packed = b"".join(bomb.compress(bytes(1_000_000)) for _ in range(40)) + bomb.flush()
        with pytest.raises(PackError, match="damaged"):
            pack.unpack(packed)


def test_a_pipe_or_device_is_refused_without_waiting(tmp_path: Path) -> None:
    """Neither ever comes to its end."""
    pipe = tmp_path / "pipe.tgpack"
    os.mkfifo(pipe)
    assert "no regular file" in refused(pipe)
    assert "no regular file" in refused(Path("/dev/zero"))


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'thfrapy'",
        "kind = 'point'",
        "title = x'ff'",
        "regions = x'ff'",
        "sheet = 999",
        "length = 3",
    ],
)
def test_a_row_that_cannot_be_is_damage(copy: Path, change: str) -> None:
    """However an entry is asked for, its reader is told of the file and not of our classes."""
    with closing(sqlite3.connect(copy)) as base:
        base.execute(f"UPDATE entry SET {change} WHERE key = 'therapy/tuina'")
        base.commit()
    library = Library.open(copy)
    with pytest.raises(PackError, match="damaged"):
        library.page("therapy/tuina")
    if "sheet" not in change and "length" not in change:
        with pytest.raises(PackError, match="damaged"):
            library.entries()
        with pytest.raises(PackError, match="damaged"):
            Finder(library).find("massage")
    library.close()
