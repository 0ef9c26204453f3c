"""The log is bounded, and never in the reader's way."""

import logging
from pathlib import Path

import pytest

from guide import log


def test_what_happens_is_in_the_file(tmp_path: Path) -> None:
    """The folder is made when it is needed."""
    log.start(tmp_path / "logs")
    logging.getLogger("guide.test").warning("something happened")
    text = (tmp_path / "logs" / log.LOG_FILE).read_text(encoding="utf-8")
    assert text.endswith("WARNING guide.test: something happened\n")


def test_a_log_that_cannot_be_written_is_silent(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk, a folder in the way: no traceback comes out of the logging itself."""
    (tmp_path / log.LOG_FILE).mkdir()
    log.start(tmp_path)
    logging.getLogger("guide.test").error("nobody will read this")
    printed = capsys.readouterr()
    assert (printed.out, printed.err) == ("", "")


def test_a_folder_that_cannot_be_made_is_no_obstacle(tmp_path: Path) -> None:
    """Without a place for it there is no log."""
    (tmp_path / "file").write_text("")
    log.start(tmp_path / "file" / "logs")
    logging.getLogger("guide.test").error("nobody will read this")
    assert (tmp_path / "file").read_text() == ""
