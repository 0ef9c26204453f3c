"""The command line says what is wrong in one sentence, and never falls over its output."""

import argparse
import io
import json
import os
import subprocess
import sys
import types
from collections.abc import Callable
from pathlib import Path

import pytest

import guide
from guide import paths
from guide.__main__ import main as door
from guide.cli import main as command_line
from guide.cli import output
from guide.cli.main import COMMANDS, Command, command_in, main
from guide.cli.options import home_of, library_file, take_common
from guide.errors import GuideError, UsageError

HOUSE = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], None),
        (["list"], "list"),
        (["--home", "list", "show", "therapy/tuina"], "show"),
        (["--home=list", "show"], "show"),
        (["--library", "x.tgpack"], None),
        (["--json", "list"], "list"),
        (["therapy/tuina"], None),
        (["therapy/tuina", "list"], None),
        (["--startup-report"], None),
        (["--home", "X", "run", "--startup-report"], "run"),
        (["--", "list"], None),
        (["--home"], None),
        (["--help"], "--help"),
        (["help"], "--help"),
        (["--home", "help", "list"], "list"),
        (["-h", "list"], "--help"),
        (["list", "--help"], "list"),
        (["--version"], "--version"),
        ([""], None),
        (["--library", "--help"], None),
    ],
    ids=str,
)
def test_the_command_is_the_first_word_that_is_no_option(
    words: list[str], command: str | None
) -> None:
    """Whatever stands before it; a word that is no command is a KEY for the window."""
    assert command_in(words) == command


Run = Callable[[argparse.Namespace], int]


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Callable[[Run], None]:
    """Put a command named ``try`` into the table, which does what the test wants."""

    def put(run: Run) -> None:
        module = types.ModuleType("guide.cli.try_out")
        module.__dict__.update(add_arguments=_arguments, run=run)
        monkeypatch.setitem(sys.modules, module.__name__, module)
        command = Command("try", "try something", module.__name__)
        monkeypatch.setitem(command_line._BY_NAME, "try", command)

    return put


def _arguments(parser: argparse.ArgumentParser) -> None:
    below = parser.add_subparsers()
    below.add_parser("build").add_argument("words", nargs="*")


def test_common_options_stand_anywhere(
    stand_in: Callable[[Run], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Before the command, after it, and after the word of a nested one."""
    seen: list[argparse.Namespace] = []

    def run(options: argparse.Namespace) -> int:
        seen.append(options)
        return 0

    stand_in(run)
    home, pack = str(tmp_path / "mein Heim 家"), str(tmp_path / "x.tgpack")
    assert main(["--home", home, "try", "build", "--json", "a", f"--library={pack}"]) == 0
    assert home_of(seen[0]) == paths.home(home)
    assert library_file(seen[0]) == Path(pack)
    assert (seen[0].json, seen[0].words) == (True, ["a"])
    assert main(["try", "build", "--", "--json"]) == 0
    assert (seen[1].json, seen[1].words) == (False, ["--json"])
    assert library_file(seen[1]) == paths.core_library()


def _raise(problem: BaseException) -> Run:
    def run(_options: argparse.Namespace) -> int:
        raise problem

    return run


@pytest.mark.parametrize(
    ("problem", "code", "said"),
    [
        (GuideError("The pack is cut."), 1, "The pack is cut.\n"),
        (UsageError("Name one."), 2, "Name one.\n"),
        (FileNotFoundError(2, "No such file or directory", "a.svg"), 1, "a.svg: No such file"),
        (OSError("odd"), 1, "odd\n"),
        (KeyboardInterrupt(), 130, ""),
        (BrokenPipeError(), 0, ""),
    ],
    ids=repr,
)
def test_what_goes_wrong_is_one_sentence_on_standard_error(
    stand_in: Callable[[Run], None],
    capsys: pytest.CaptureFixture[str],
    problem: BaseException,
    code: int,
    said: str,
) -> None:
    """No traceback for what a person can mend; nothing on standard output."""
    stand_in(_raise(problem))
    assert main(["try"]) == code
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(said)
    assert printed.err.count("\n") == bool(said)


def test_a_bug_is_not_hidden(stand_in: Callable[[Run], None]) -> None:
    """What nobody foresaw keeps its traceback."""
    stand_in(_raise(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main(["try"])


@pytest.mark.parametrize(
    "words",
    [["list", "--colour"], ["--colour", "list"], ["--home"], ["run"], ["show"], []],
    ids=str,
)
def test_wrong_usage_ends_with_2(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A script can tell a slip of its writer from a problem of the data."""
    assert main(words) == 2
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["foo", "bar"], "There is no command “foo”; “therapy-guide --help” lists them.\n"),
        (["Show", "tuina"], "There is no command “Show”; did you mean “show”?\n"),
        (["--json", "serach", "neck"], "There is no command “serach”; did you mean “search”?\n"),
    ],
    ids=str,
)
def test_a_word_that_is_no_command_is_named(
    words: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not the word behind it, which only became too many by that."""
    assert door(words) == 2
    assert capsys.readouterr().err == said


@pytest.mark.parametrize("word", ["0", "1001", "many", "-1", "9" * 5000])
def test_a_wrong_count_is_named(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In words, not by the name of a function."""
    assert main(["search", "neck", f"--limit={word}"]) == 2
    said = capsys.readouterr().err
    assert f"“{word[:20]}" in said
    assert "” is no number from 1 to 1000." in said
    assert len(said) < 1000


def test_the_usage_names_the_program(capsys: pytest.CaptureFixture[str]) -> None:
    """A common option without its value is told like everything else."""
    assert main(["--library", "-x.tgpack", "list"]) == 2
    assert capsys.readouterr().err.startswith("usage: therapy-guide list ")


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """The commands that open a window as well, each with its line."""
    assert main(["--help"]) == 0
    text = capsys.readouterr().out
    assert [each.name for each in COMMANDS if f"\n  {each.name} " not in text] == []
    assert all(each.help in text for each in COMMANDS)


@pytest.mark.parametrize("command", [each.name for each in COMMANDS if each.module])
def test_every_command_explains_itself(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``COMMAND --help`` names the command and the common options, and ends with 0."""
    assert main([command, "--help"]) == 0
    text = capsys.readouterr().out
    assert f"therapy-guide {command}" in text
    assert "--home DIR" in text


def test_the_version_is_the_program_s(capsys: pytest.CaptureFixture[str]) -> None:
    """``--version`` prints the one version there is."""
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"therapy-guide {guide.__version__}\n"


def _therapy_guide(code: str, **environment: str) -> subprocess.Popen[bytes]:
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))
    }
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=HOUSE,
        env=clean | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


SPEAK = """
import sys, types
from guide.cli import main as door, output
module = types.ModuleType("guide.cli.try_out")
module.add_arguments = lambda parser: None
def run(options):
    output.write_json({"names": "踩背"}) if options.json else print("踩背 “cǎibèi” \\udcff")
    return 0
module.run = run
sys.modules[module.__name__] = module
door._BY_NAME["try"] = door.Command("try", "", module.__name__)
sys.exit(door.main(["try", *sys.argv[1:]] + ARGUMENTS))
"""


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252", "utf-8"])
def test_a_terminal_without_chinese_letters_gets_question_marks(encoding: str) -> None:
    """A locale without UTF-8, and a name that is no text at all, are no reason to fail."""
    code = SPEAK.replace("ARGUMENTS", "[]")
    with _therapy_guide(code, PYTHONIOENCODING=encoding) as program:
        said, complained = program.communicate()
    assert (program.returncode, complained) == (0, b"")
    assert (said.decode(encoding)[:2] == "踩背") == (encoding == "utf-8")


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_json_stays_whole_in_every_encoding(encoding: str) -> None:
    """A program that reads the JSON finds the Chinese names, whatever the locale."""
    with _therapy_guide(
        SPEAK.replace("ARGUMENTS", "['--json']"), PYTHONIOENCODING=encoding
    ) as program:
        said, _complained = program.communicate()
    assert json.loads(said.decode(encoding)) == {"names": "踩背"}


def test_a_reader_who_goes_away_is_no_error() -> None:
    """``therapy-guide list | head -1`` ends quietly."""
    code = SPEAK.replace("ARGUMENTS", "[]").replace(
        "print(", "print(*['line'] * 200_000, sep='\\n') or print("
    )
    with _therapy_guide(code) as program:
        assert program.stdout is not None
        program.stdout.readline()
        program.stdout.close()
        assert program.stderr is not None
        assert program.stderr.read() == b""
    assert program.returncode == 0


@pytest.mark.skipif(
    not Path("/dev/full").is_char_device(), reason="this system has no full disk at hand"
)
def test_a_full_disk_is_said_once() -> None:
    """Output that could not be written is an error with one sentence."""
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "guide", "--version"],
            cwd=HOUSE,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert done.stderr == "No space left on device\n"


def test_json_goes_to_a_stream_that_is_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """What has no encoding of its own gets the plainest one."""
    heard = io.StringIO()
    monkeypatch.setattr(sys, "stdout", heard)
    output.write_json({"a": "é"})
    assert json.loads(heard.getvalue()) == {"a": "é"}


def test_options_that_the_command_owns_are_left_to_it() -> None:
    """Only the common options are taken out of the words, and no shortened ones."""
    options, rest = take_common(["search", "--limit", "3", "--jso", "--json", "x"])
    assert options.json
    assert rest == ["search", "--limit", "3", "--jso", "x"]
