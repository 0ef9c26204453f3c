"""``therapy-guide notes``: notes written and read in a terminal."""

import io
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from guide import paths
from guide.cli import main
from guide.cli import notes as command
from guide.content.library import Library
from guide.errors import GuideError, PackError
from guide.services.annotating import annotations_in

KEYS = {"tuina": "therapy/tuina", "therapy/tuina": "therapy/tuina", "踩背": "therapy/back-stepping"}


class Shelf:
    """Stands for a library that knows three names."""

    def resolve(self, name: str) -> str | None:
        return KEYS.get(name)

    def close(self) -> None:
        pass


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> None:
    """A library can be opened."""
    monkeypatch.setattr(Library, "open", lambda *_files: Shelf())


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """No library can be opened."""

    def refuse(*files: Path) -> None:
        raise PackError(f"{files[0]} is no pack.")

    monkeypatch.setattr(Library, "open", refuse)


def listed(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, object]]:
    """What ``notes list --json`` prints."""
    assert main.main(["notes", "list", *words, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, list)
    return found


@pytest.mark.usefixtures("library")
def test_a_note_is_written_and_listed(capsys: pytest.CaptureFixture[str]) -> None:
    """Any name of an entry will do; the list shows its key."""
    assert main.main(["notes", "add", "踩背", "Only the *sacrum*. 😀"]) == 0
    assert capsys.readouterr().out == "Saved note 1 on therapy/back-stepping.\n"
    assert main.main(["notes", "list"]) == 0
    head, text = capsys.readouterr().out.splitlines()
    assert head.startswith("1  therapy/back-stepping  ")
    assert text == "    Only the *sacrum*. 😀"


@pytest.mark.usefixtures("library")
def test_json_holds_everything(capsys: pytest.CaptureFixture[str]) -> None:
    """Another program gets number, key, text and both times."""
    assert main.main(["notes", "add", "--json", "tuina", "first"]) == 0
    note = json.loads(capsys.readouterr().out)
    assert listed(capsys) == [note]
    assert set(note) == {"id", "key", "text", "created", "changed"}
    assert datetime.fromisoformat(note["created"]).tzinfo == UTC


@pytest.mark.usefixtures("library")
def test_only_the_notes_on_one_entry(capsys: pytest.CaptureFixture[str]) -> None:
    """A name after “list” narrows it."""
    for key in ("tuina", "踩背", "tuina"):
        main.main(["notes", "add", key, "x"])
    capsys.readouterr()
    assert [note["id"] for note in listed(capsys)] == [3, 2, 1]
    assert [note["id"] for note in listed(capsys, "tuina")] == [3, 1]


@pytest.mark.usefixtures("library")
def test_a_long_note_comes_from_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash reads the note from standard input, whole."""
    text = "# Head\n\n" + "推拿 " * 100_000
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(f"{text}\n".encode())))
    assert main.main(["notes", "add", "tuina", "-"]) == 0
    capsys.readouterr()
    assert listed(capsys)[0]["text"] == text


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["add", "nonsense", "x"], "no entry “nonsense”"),
        (["add", "tuina", " \n"], "empty"),
        (["list", "nonsense"], "no entry “nonsense”"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    words: list[str], said: str, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 1, one line on standard error, nothing created."""
    assert main.main(["notes", *words]) == 1
    captured = capsys.readouterr()
    assert captured.out == ""
    assert said in captured.err
    assert captured.err.count("\n") == 1
    assert words[0] == "list" or not own_home.exists()  # a mistake creates nothing


@pytest.mark.usefixtures("library")
def test_input_that_is_no_text_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is saved of what is not UTF-8; the place is named."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"ab\xff\xfe")))
    assert main.main(["notes", "add", "tuina", "-"]) == 1
    assert "byte 2" in capsys.readouterr().err


@pytest.mark.usefixtures("no_library")
def test_a_note_can_be_written_where_no_library_is_installed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Then a whole key is believed, and a short name is not."""
    assert main.main(["notes", "add", "therapy/tuina", "x"]) == 0
    assert main.main(["notes", "list", "therapy/tuina"]) == 0
    for short in ("tuina", "therapy/", "remedy/tuina", "therapy/tui na"):
        assert main.main(["notes", "add", short, "x"]) == 1
        assert "is no pack" in capsys.readouterr().err


@pytest.mark.usefixtures("no_library")
def test_a_library_that_was_named_must_open(capsys: pytest.CaptureFixture[str]) -> None:
    """The mistake is told instead of passed over."""
    assert main.main(["notes", "add", "therapy/tuina", "x", "--library", "none.tgpack"]) == 1
    assert "none.tgpack" in capsys.readouterr().err


@pytest.mark.usefixtures("library")
def test_notes_on_an_entry_that_left_the_library_are_listed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A library may change; the notes stay within reach."""
    marks = annotations_in(paths.home())
    marks.add_note("therapy/gone", "still mine")
    marks.close()
    assert listed(capsys, "therapy/gone")[0]["text"] == "still mine"


@pytest.mark.usefixtures("library")
def test_a_damaged_note_is_told_and_the_others_are_listed(
    capsys: pytest.CaptureFixture[str], own_home: Path
) -> None:
    """One flipped bit costs one note, and that is said."""
    main.main(["notes", "add", "tuina", "a text of some length"])
    main.main(["notes", "add", "tuina", "whole"])
    file = own_home / "data" / "store.db"
    file.write_bytes(file.read_bytes().replace(b"some length", b"some bength"))
    capsys.readouterr()
    assert main.main(["notes", "list"]) == 1
    captured = capsys.readouterr()
    assert "whole" in captured.out
    assert "bength" not in captured.out
    assert "Note 1 on “therapy/tuina” is damaged" in captured.err


@pytest.mark.usefixtures("library")
def test_a_home_that_is_a_file_is_one_sentence(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The reader is told to name a folder."""
    own_home.write_text("x")
    assert main.main(["notes", "list"]) == 1
    assert "is a file" in capsys.readouterr().err


@pytest.mark.usefixtures("library")
def test_where_no_notes_can_be_no_empty_list_is_shown(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A script must not take “cannot be read” for “there are none”."""
    own_home.mkdir()
    (own_home / "data").write_text("in the way")
    for words in (["list"], ["list", "--json"], ["list", "tuina"], ["add", "tuina", "x"]):
        assert main.main(["notes", *words]) == 1
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith("Bookmarks and notes cannot be kept: ")
        assert captured.err.count("\n") == 1


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("text", ["-hello", "-5 °C", "-", "---", "-h is help"])
def test_a_note_may_begin_with_a_dash(
    text: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A list or a temperature is no option."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"from input")))
    assert main.main(["notes", "add", "tuina", text]) == 0
    capsys.readouterr()
    assert listed(capsys)[0]["text"] == ("from input" if text == "-" else text)


@pytest.mark.usefixtures("library")
def test_what_looks_like_an_option_needs_two_dashes_before_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    """A slip in an option is not saved as a note, and the way to mean it is named."""
    assert main.main(["notes", "add", "tuina", "--jsn"]) == 2
    assert "write -- before" in capsys.readouterr().err
    assert main.main(["notes", "add", "tuina", "--", "--jsn"]) == 0
    assert main.main(["notes", "add", "--help"]) == 0
    assert "TEXT" in capsys.readouterr().out
    assert listed(capsys)[0]["text"] == "--jsn"


@pytest.mark.usefixtures("library")
def test_help_that_cannot_be_written_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """As of every other command; it does not end as if somebody had read it."""

    def full(_words: str) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(sys.stdout, "write", full)
    assert main.main(["notes", "add", "--help"]) == 1


def test_without_an_input_there_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody closed it (``<&-``)."""
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(GuideError, match="nothing was saved"):
        command._text_of("-")


def test_a_note_cannot_command_the_terminal() -> None:
    """Control characters in a note are not printed."""
    assert command._printable("a\x1b[2Jb\x07\n\tc\u202e") == "a[2Jb\n\tc"


def test_a_command_without_an_act_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    """Exit code 2, and the acts are named."""
    assert main.main(["notes"]) == 2
    assert "add|list" in capsys.readouterr().err
