"""What is typed arrives as it was typed, and no stream that is closed or full brings a traceback."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from guide import paths, streams
from guide.errors import GuideError, UsageError

HOUSE = Path(__file__).parents[2]
FULL = Path("/dev/full")
posix = pytest.mark.skipif(os.name != "posix", reason="shells close streams differently there")
on_a_full_disk = pytest.mark.skipif(
    not FULL.is_char_device(), reason="this system has no full disk at hand"
)


def shell(line: str, *words: bytes, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``line``, in which ``guide`` is the program; ``words`` are its ``$@``."""
    clean = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("LC_", "LANG", "PYTHON"))
    }
    line = line.replace("guide", f'"{sys.executable}" -m guide')
    return subprocess.run(
        ["sh", "-c", line, "sh", *words],
        cwd=HOUSE,
        env=clean | environment,
        capture_output=True,
        timeout=120,
        check=False,
    )


@posix
@pytest.mark.parametrize("utf8", ["0", "1"])
def test_chinese_words_arrive_in_a_locale_without_them(utf8: str, own_home: Path) -> None:
    """A note in Chinese is kept, not the bytes that the locale could not read."""
    typed = "足三里 中文".encode()
    plain = {"LC_ALL": "C", "PYTHONUTF8": utf8}
    added = shell('guide notes add therapy/tuina "$1"', typed, **plain)
    assert (added.returncode, added.stderr) == (0, b"")
    listed = shell("guide notes list --json", **plain)
    assert [note["text"] for note in json.loads(listed.stdout)] == ["足三里 中文"]


@posix
def test_a_home_in_chinese_is_found_in_a_locale_without_it(tmp_path: Path) -> None:
    """The folder has the name that was typed."""
    home = os.fsencode(tmp_path) + "/家".encode()
    done = shell('guide --home "$1" notes list', home, LC_ALL="C", PYTHONUTF8="0")
    assert (done.returncode, done.stderr) == (0, b"")
    shell('guide --home "$1" notes add therapy/tuina x', home, LC_ALL="C", PYTHONUTF8="0")
    assert (tmp_path / "家" / "data").is_dir()


@posix
@pytest.mark.parametrize("utf8", ["0", "1"])
@pytest.mark.parametrize("line", ["guide show", "guide", "guide notes add therapy/tuina"])
def test_bytes_that_are_no_text_are_refused(line: str, utf8: str) -> None:
    """In one sentence, before anything is stored."""
    done = shell(f'{line} "$1"', b"te\xfft", LC_ALL="C", PYTHONUTF8=utf8)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"The word ")
    assert done.stderr.count(b"\n") == 1


def test_a_word_that_the_locale_read_well_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """A Latin-1 terminal types é in its own way."""
    monkeypatch.setattr(os, "fsencode", lambda word: word.encode("latin-1"))
    heard: list[str] = []

    def work(words: list[str]) -> int:
        heard.extend(words)
        return 0

    assert streams.run(work, ["caf\xe9", "\xc3\xa9", "踩背"]) == 0
    assert heard == ["café", "é", "踩背"]


def test_a_file_that_the_locale_cannot_name_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where Python cannot spell a name for the disk; elsewhere such an error is a bug."""

    def work(_words: list[str]) -> int:
        raise UnicodeEncodeError("ascii", "踩背", 0, 2, "ordinal not in range(128)")

    with pytest.raises(UnicodeEncodeError):
        streams.run(work, [])
    monkeypatch.setattr(sys, "getfilesystemencoding", lambda: "ascii")
    assert streams.run(work, []) == 1
    assert capsys.readouterr().err.count("踩背") == 1


@posix
@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        ("guide notes list >&-", 0, b""),
        ("guide --version >&-", 0, b""),
        ("guide --help >&-", 0, b""),
        ("guide notes list --json >&- 2>&- <&-", 0, b""),
        ("guide notes add therapy/tuina x >&-", 0, b""),
        ("guide notes add therapy/tuina - <&-", 1, b"The note is empty, so nothing was saved.\n"),
        ("guide show therapy/nowhere 2>&-", 1, b""),
        ("guide --wrong list 2>&-", 2, b""),
    ],
)
def test_a_closed_stream_is_no_reason_to_fall(line: str, code: int, said: bytes) -> None:
    """What was asked for is done; there is only nobody to tell it to."""
    done = shell(line)
    assert (done.returncode, done.stdout, done.stderr) == (code, b"", said)


@posix
def test_no_file_gets_the_number_of_a_closed_stream() -> None:
    """What a library prints to standard output must not end up in the reader's own data."""
    code = (
        "import os; from guide import streams; streams.prepare(); print(os.open('.', os.O_RDONLY)"
    )
    line = f'"{sys.executable}" -c "{code}, file=open(3, \'w\'))" 3>&1 <&- >&- 2>&-'
    done = subprocess.run(["sh", "-c", line], cwd=HOUSE, capture_output=True, check=False)
    assert int(done.stdout) > 2


@posix
@on_a_full_disk
@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("words", ["--help", "show --help", "run --help", "notes list --json"])
def test_a_full_disk_under_the_output_is_told(words: str, unbuffered: str) -> None:
    """Help that could not be written counts as well."""
    done = shell(f"guide {words} >{FULL}", PYTHONUNBUFFERED=unbuffered)
    assert (done.returncode, done.stderr) == (1, b"No space left on device\n")


@posix
@on_a_full_disk
def test_complaining_into_a_full_disk_keeps_the_code() -> None:
    """There is nobody left to tell, but a script still sees that it went wrong."""
    assert shell(f"guide show therapy/nowhere 2>{FULL}").returncode == 1
    assert shell(f"guide show --wrong 2>{FULL}").returncode == 2


def test_streams_that_are_no_files_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that is started without a console has none; nothing falls over that."""
    heard = io.StringIO()
    monkeypatch.setattr(sys, "stdout", heard)
    monkeypatch.setattr(sys, "stderr", None)
    streams.prepare()
    with sys.stderr:
        assert streams.complain("to nobody") == 1
    streams.forget(heard)
    assert sys.stdout is heard


def test_a_home_that_cannot_be_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_home: Path
) -> None:
    """Never the reader's real folders instead of the one that was meant."""
    with pytest.raises(UsageError, match="empty name"):
        paths.home("")
    for folder in ("~no-such-person/x", None):
        monkeypatch.setenv(paths.HOME_VARIABLE, "~no-such-person/x")
        with pytest.raises(GuideError, match="no-such-person/x belongs to nobody"):
            paths.home(folder)
    monkeypatch.setenv(paths.HOME_VARIABLE, "")
    assert tmp_path in paths.home().data.parents  # an empty variable is none
