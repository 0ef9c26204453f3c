"""A folder becomes a pack: the same bytes every time, only what changed rendered, whole or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guide.content.compile import build
from guide.content.findings import Refused
from guide.content.library import Library
from guide.content.pack import verify
from guide.errors import GuideError, PackError
from tests.unit.conftest import ATLAS, SmallFolder

SOURCE = Path(__file__).parents[2]


def test_the_same_folder_gives_the_same_bytes(small_folder: SmallFolder, tmp_path: Path) -> None:
    """Built twice, elsewhere, by two processes, with another hash seed and another clock."""
    first = build(small_folder.path, ATLAS, tmp_path / "a" / "x.tgpack", processes=1)
    again = build(small_folder.path, ATLAS, tmp_path / "a" / "x.tgpack", processes=1)
    assert (first.rendered, again.rendered) == (5, 0)
    content = again.out.read_bytes()
    many = build(small_folder.path, ATLAS, tmp_path / "b" / "y.tgpack", processes=2)
    assert many.rendered == 5
    assert many.out.read_bytes() == content
    for file in small_folder.path.rglob("*"):
        os.utime(file, (1, 1))
    for seed in ("1", "4711"):
        out = tmp_path / seed / "z.tgpack"
        words = [sys.executable, "-m", "guide", "pack", "build", str(small_folder.path)]
        subprocess.run(
            [*words, "-o", str(out)],
            cwd=SOURCE,
            env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C", "TZ": "Asia/Shanghai"},
            check=True,
            capture_output=True,
        )
        assert out.read_bytes() == content


def test_only_what_changed_is_rendered(small_folder: SmallFolder, tmp_path: Path) -> None:
    """One article changed is one article rendered; and the pack is as if all had been."""
    out = tmp_path / "x.tgpack"
    build(small_folder.path, ATLAS, out)
    small_folder.replace("An old craft", "A very old craft")
    report = build(small_folder.path, ATLAS, out)
    assert (report.rendered, report.articles) == (1, 5)
    fresh = build(small_folder.path, ATLAS, tmp_path / "fresh.tgpack")
    assert out.read_bytes() == fresh.out.read_bytes()


def test_what_an_article_links_to_counts_as_its_own(
    small_folder: SmallFolder, tmp_path: Path
) -> None:
    """A new title is taken over wherever a link shows it; nothing else is rendered."""
    out = tmp_path / "x.tgpack"
    build(small_folder.path, ATLAS, out)
    small_folder.replace("title: Tuina", "title: Tui na")
    report = build(small_folder.path, ATLAS, out)
    # Tuina's own body did not change; three articles call it by its title.
    assert report.rendered == 3
    library = Library.open(out)
    assert ">Tui na</a>" in library.page("therapy/cupping").html
    library.close()


def test_the_front_matter_alone_renders_nothing(small_folder: SmallFolder, tmp_path: Path) -> None:
    """A new note on a claim is no reason to read any Markdown again."""
    out = tmp_path / "x.tgpack"
    build(small_folder.path, ATLAS, out)
    small_folder.replace("For some weeks.", "For some months.")
    assert build(small_folder.path, ATLAS, out).rendered == 0
    library = Library.open(out)
    assert "For some months." in library.text("therapy/tuina")
    library.close()


def test_a_removed_article_is_gone(small_folder: SmallFolder, tmp_path: Path) -> None:
    """From the pack and from the cache."""
    out = tmp_path / "x.tgpack"
    build(small_folder.path, ATLAS, out)
    small_folder.replace(", therapy/cupping]", "]", "conditions/back-pain.md")
    (small_folder.path / "therapies" / "cupping.md").unlink()
    build(small_folder.path, ATLAS, out)
    library = Library.open(out)
    assert library.resolve("cupping") is None
    library.close()


def test_a_broken_cache_is_no_cache(small_folder: SmallFolder, tmp_path: Path) -> None:
    """Rubbish in the cache costs time and nothing else."""
    out = tmp_path / "x.tgpack"
    content = build(small_folder.path, ATLAS, out).out.read_bytes()
    for rubbish in (b"rubbish" * 1000, b""):
        for file in out.parent.glob(".*-cache/*"):
            file.write_bytes(rubbish)
        assert build(small_folder.path, ATLAS, out).out.read_bytes() == content
    (cache,) = out.parent.glob(".*-cache")
    for file in cache.iterdir():
        file.unlink()
    cache.rmdir()
    cache.write_text("a file where the folder should be")
    assert build(small_folder.path, ATLAS, out).out.read_bytes() == content


def test_mistakes_leave_the_old_pack_alone(small_folder: SmallFolder, tmp_path: Path) -> None:
    """Findings are told, and the pack that was there is there, byte for byte, with nothing beside."""
    out = tmp_path / "out" / "x.tgpack"
    build(small_folder.path, ATLAS, out)
    before = out.read_bytes()
    small_folder.replace("meridians: [BL]", "meridians: [BX]")
    with pytest.raises(Refused) as refused:
        build(small_folder.path, ATLAS, out)
    assert [one.rule for one in refused.value.findings.errors] == ["unknown-id"]
    assert "tuina.md:8" in str(refused.value)
    assert out.read_bytes() == before
    assert {one.name for one in out.parent.iterdir()} == {"x.tgpack", ".x.tgpack-cache"}


def test_a_failure_while_writing_leaves_the_old_pack_alone(
    small_folder: SmallFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A full disk or a lost power cord in the middle: old or new, never a mix, never a leftover."""
    out = tmp_path / "out" / "x.tgpack"
    build(small_folder.path, ATLAS, out)
    before = out.read_bytes()
    small_folder.replace("An old craft", "A new craft")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("guide.content.packing.os.fsync", full)
    with pytest.raises(PackError, match="No space left"):
        build(small_folder.path, ATLAS, out)
    assert out.read_bytes() == before
    assert {one.name for one in out.parent.iterdir()} == {"x.tgpack", ".x.tgpack-cache"}


def test_an_unwritable_place_is_one_sentence(small_folder: SmallFolder, tmp_path: Path) -> None:
    """A file in the way, or a folder where the pack should be."""
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder.tgpack").mkdir()
    for out in (tmp_path / "file" / "x.tgpack", tmp_path / "folder.tgpack"):
        with pytest.raises(PackError, match="cannot be written"):
            build(small_folder.path, ATLAS, out)


@pytest.mark.parametrize("name", ["library.yaml", "therapies/tuina.md", "pages/new.tgpack"])
def test_a_pack_is_not_put_among_its_articles(small_folder: SmallFolder, name: str) -> None:
    """A slip after ``-o`` does not cost an article, not even by way of a link to the folder."""
    link = small_folder.path.parent / "link"
    link.symlink_to(small_folder.path)
    before = {one: one.is_file() and one.read_bytes() for one in small_folder.path.rglob("*")}
    for folder in (small_folder.path, link):
        with pytest.raises(PackError, match="among the articles"):
            build(small_folder.path, ATLAS, folder / name)
    after = {one: one.is_file() and one.read_bytes() for one in small_folder.path.rglob("*")}
    assert after == before


def test_a_pack_takes_the_place_of_a_pack_only(small_folder: SmallFolder, tmp_path: Path) -> None:
    """Somebody's letter, a pipe or a device stays what it is, and no cache is made beside it."""
    place = tmp_path / "place"
    place.mkdir()
    (place / "letter.txt").write_text("Dear reader")
    os.mkfifo(place / "pipe")
    for out, why in (
        (place / "letter.txt", "not a pack"),
        (place / "pipe", "no regular file"),
        (Path(os.devnull), "no regular file"),
    ):
        with pytest.raises(PackError, match=why) as told:
            build(small_folder.path, ATLAS, out)
        assert str(out) in str(told.value)
    assert (place / "letter.txt").read_text() == "Dear reader"
    assert {one.name for one in place.iterdir()} == {"letter.txt", "pipe"}


def test_a_link_to_a_pack_stays_a_link(small_folder: SmallFolder, tmp_path: Path) -> None:
    """The pack it leads to is the one that is built anew."""
    report = build(small_folder.path, ATLAS, tmp_path / "real.tgpack")
    link = tmp_path / "link.tgpack"
    link.symlink_to(report.out)
    small_folder.replace("An old craft", "A new craft")
    before = report.out.read_bytes()
    build(small_folder.path, ATLAS, link)
    assert link.is_symlink()
    assert report.out.read_bytes() != before


def test_a_missing_folder_is_one_sentence(tmp_path: Path) -> None:
    """And nothing is made."""
    with pytest.raises(GuideError, match="There is no folder"):
        build(tmp_path / "gone", ATLAS, tmp_path / "x.tgpack")
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_to_the_end(small_folder: SmallFolder, tmp_path: Path) -> None:
    """It rises by one and ends at all."""
    told: list[tuple[int, int]] = []
    build(
        small_folder.path,
        ATLAS,
        tmp_path / "x.tgpack",
        lambda done, of: told.append((done, of)),
    )
    assert told == [(done, 5) for done in range(1, 6)]


def test_what_is_built_is_whole(core_pack: Path) -> None:
    """The real library passes the check of every byte."""
    verify(core_pack)


def test_paths_may_hold_blanks_and_chinese(small_folder: SmallFolder, tmp_path: Path) -> None:
    """A folder called 中医 with a blank is a folder."""
    place = tmp_path / "中 医"
    place.mkdir()
    small_folder.path.rename(place / "my articles")
    report = build(place / "my articles", ATLAS, place / "pack ?#.tgpack")
    verify(report.out)
