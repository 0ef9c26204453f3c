"""A file is written whole, in a place where a file may be, or the reader is told why not."""

import os
from pathlib import Path

import pytest

from guide import files
from guide.errors import GuideError


def test_a_file_is_replaced_whole(tmp_path: Path) -> None:
    """Nothing stays beside it."""
    out = tmp_path / "踩背.pdf"
    out.write_bytes(b"a longer file that was here before")
    files.write_whole(b"new", out)
    assert out.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [out]


@pytest.mark.skipif(os.name != "posix", reason="links and pipes are made differently there")
def test_only_a_regular_file_is_replaced(tmp_path: Path) -> None:
    """A device such as /dev/full, or a pipe, stays what it is; a link still leads to its file."""
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    with pytest.raises(GuideError, match=r"pipe\.pdf cannot be written \(it is no regular file\)"):
        files.write_whole(b"new", pipe)
    assert pipe.is_fifo()
    link, goal = tmp_path / "link.pdf", tmp_path / "goal.pdf"
    link.symlink_to(goal)
    files.write_whole(b"new", link)
    assert link.is_symlink()
    assert goal.read_bytes() == b"new"


def test_the_reason_is_named(tmp_path: Path) -> None:
    """What is wrong with the place, in the reader's words."""
    with pytest.raises(GuideError, match=r"there is no folder .*missing"):
        files.check_place(tmp_path / "missing" / "sheet.pdf")
    with pytest.raises(GuideError, match="it is a folder"):
        files.check_place(tmp_path)
    with pytest.raises(GuideError, match="cannot be written"):
        files.write_whole(b"", tmp_path / ("x" * 300))
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_fills_up_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half a file is worse than none."""

    def full(_number: int) -> None:
        raise OSError(28, "No space left on device")

    out = tmp_path / "sheet.pdf"
    out.write_bytes(b"old")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(GuideError, match="No space left on device"):
        files.write_whole(b"new", out)
    assert out.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [out]
