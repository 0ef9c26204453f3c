"""``list``, ``show``, ``search``, ``check`` and ``pack`` in the terminal, as text and as JSON."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from guide.atlas.regions import known_regions
from guide.cli.main import main
from tests.unit.conftest import SmallFolder

SOURCE = Path(__file__).parents[2]
ENTRIES = 6 + 5 + 2 + 412 + 20 + len(known_regions())
"""Of the small library: pages, cautions, sources, points, meridians and regions."""


class Terminal:
    """Runs commands on the small pack and reads what they print."""

    def __init__(self, capsys: pytest.CaptureFixture[str], pack: Path) -> None:
        self._capsys, self._pack = capsys, pack
        self.out = self.err = ""

    def run(self, *words: str | Path) -> int:
        """The exit code."""
        code = main(["--library", str(self._pack), *map(str, words)])
        self.out, self.err = self._capsys.readouterr()
        return code

    def json(self, *words: str | Path) -> Any:
        """The one document that a command prints."""
        self.run(*words, "--json")
        return json.loads(self.out)

    def refusal(self, *words: str | Path) -> str:
        """The one sentence with which a command ends."""
        assert self.run(*words) == 1
        assert self.out == ""
        assert self.err.count("\n") == 1
        return self.err.strip()


@pytest.fixture
def terminal(capsys: pytest.CaptureFixture[str], small_pack: Path) -> Terminal:
    return Terminal(capsys, small_pack)


# ---- list


def test_list_prints_a_line_for_every_entry(terminal: Terminal) -> None:
    """Key and title; ``--kind`` narrows it."""
    assert terminal.run("list", "--kind", "therapy") == 0
    lines = terminal.out.splitlines()
    assert [line.split()[0] for line in lines] == [
        "therapy/tuina",
        "therapy/back-stepping",
        "therapy/cupping",
    ]
    assert lines[1].endswith("Back stepping")


def test_list_as_json(terminal: Terminal) -> None:
    """The fields of the contract and no others."""
    entries = terminal.json("list")
    assert entries[0] == {
        "key": "therapy/tuina",
        "kind": "therapy",
        "title": "Tuina",
        "group": "manual",
        "regions": ["upper-back", "lower-back"],
        "evidence": "low",
    }
    assert len(entries) == ENTRIES


def test_an_unknown_kind_is_wrong_usage(terminal: Terminal) -> None:
    """Exit 2, as for every mistake in the words of a command."""
    assert terminal.run("list", "--kind", "poem") == 2
    assert "therapy" in terminal.err


# ---- show


@pytest.mark.parametrize("name", ["therapy/tuina", "tuina", "推拿", "Chinese Massage"])
def test_show_takes_any_name(terminal: Terminal, name: str) -> None:
    """As text, with the cautions before the technique."""
    assert terminal.run("show", name) == 0
    assert terminal.out.startswith("Tuina\n")
    assert terminal.out.index("Thin bones") < terminal.out.index("Technique")
    assert "<" not in terminal.out.replace("Small <effect>", "")


def test_show_as_html_and_json(terminal: Terminal) -> None:
    """The page itself, or all that is known of the entry; ``--json`` is ``--format json``."""
    assert terminal.run("show", "tuina", "--format", "html") == 0
    html = terminal.out.rstrip("\n")
    assert html.startswith("<h1>Tuina</h1>")
    shown = terminal.json("show", "tuina")
    assert terminal.run("show", "tuina", "--format", "json") == 0
    assert json.loads(terminal.out) == shown
    assert shown["html"] == html
    assert shown["key"] == "therapy/tuina"
    assert shown["names"] == ["推拿", "tuīná", "Chinese massage", "push and grasp"]
    assert shown["sections"][0] == {"anchor": "technique", "title": "Technique", "level": 2}
    assert shown["figure"]["points"] == ["BL13", "ST36"]
    assert shown["next"] == "therapy/back-stepping"
    assert shown["related"] == ["therapy/back-stepping", "condition/back-pain"]
    assert shown["cautions"][0] == "Do not: Fever or infection"


def test_show_suggests_what_was_perhaps_meant(terminal: Terminal) -> None:
    """At most three, by key; nothing where nothing is near."""
    sentence = terminal.refusal("show", "tiuna")
    assert "“tiuna”" in sentence
    assert "therapy/tuina" in sentence
    assert terminal.refusal("show", "zhong").count("point/") == 3
    assert "therapy-guide list" in terminal.refusal("show", "qqqqqq")


def test_show_suggests_nothing_far_fetched(terminal: Terminal) -> None:
    """Articles come first; a word somewhere in the title of a source is not what was meant."""
    assert "did you mean" not in terminal.refusal("show", "a tri")
    assert "did you mean therapy/cupping" in terminal.refusal("show", "cupp")


def test_a_strange_key_is_echoed_on_one_short_line(terminal: Terminal) -> None:
    """Whatever it does to a terminal, and however long it is."""
    assert "“a\\nb\\x1b[31m”" in terminal.refusal("show", "a\nb\x1b[31m")
    for command in ("show", "search"):
        assert len(terminal.refusal(command, "q" * 100_000)) < 400


def test_show_takes_one_form(terminal: Terminal) -> None:
    """``--json`` beside another form is wrong usage."""
    assert terminal.run("show", "tuina", "--json", "--format", "html") == 2
    assert terminal.out == ""
    assert "--format html" in terminal.err
    assert terminal.run("show", "tuina", "--json", "--format", "json") == 0


# ---- search


def test_search_prints_title_key_and_snippet(terminal: Terminal) -> None:
    """The best first; several words need no quotes."""
    assert terminal.run("search", "glass", "skin") == 0
    first, second = terminal.out.splitlines()
    assert first == "Cupping  [therapy/cupping]"
    assert "glass" in second


def test_search_as_json(terminal: Terminal) -> None:
    """The fields of the contract; no hit is an empty list."""
    (hit,) = terminal.json("search", "glass")
    fields = {"key", "kind", "title", "matched", "letters", "score", "snippet", "marks", "level"}
    assert set(hit) == fields
    assert (hit["key"], hit["kind"], hit["matched"]) == ("therapy/cupping", "therapy", "text")
    assert hit["score"] > 0
    assert terminal.json("search", "qqqqqq") == []
    assert terminal.run("search", "qqqqqq", "--json") == 1  # as without --json


def test_search_narrows(terminal: Terminal) -> None:
    """By kind, by region, by number."""
    found = terminal.json("search", "back", "--kind", "point")
    assert {hit["kind"] for hit in found} == {"point"}
    found = terminal.json("search", "massage", "--region", "lower-back")
    assert [hit["key"] for hit in found] == ["therapy/tuina"]
    assert len(terminal.json("search", "point", "--limit", "2")) == 2
    found = terminal.json("search", "back", "--kind", "therapy", "--kind", "condition")
    assert {hit["kind"] for hit in found} == {"therapy", "condition"}
    found = terminal.json("search", "tuina", "--group", "manual", "--evidence", "low")
    assert [hit["key"] for hit in found] == ["therapy/tuina"]
    found = terminal.json("search", "ba", "--names", "--kind", "therapy")
    assert {hit["kind"] for hit in found} == {"therapy"}


def test_search_says_what_it_looked_for_instead(terminal: Terminal) -> None:
    """In words, and for programs."""
    assert terminal.run("search", "glas", "skon ") == 0
    assert "Nothing is spelled “skon”; showing “skin”." in terminal.out
    answer = terminal.json("search", "glas", "skon ", "--facets")
    assert {"typed": "skon", "shown": "skin"} in answer["instead"]


def test_search_says_what_its_hits_can_be_narrowed_by(terminal: Terminal) -> None:
    """Each value with its words and the number that it would leave."""
    assert terminal.run("search", "massage", "--facets") == 0
    assert "    therapy  Therapies: 2" in terminal.out
    answer = terminal.json("search", "massage", "--facets")
    assert set(answer) == {"total", "instead", "partly", "hits", "facets"}
    facets = answer["facets"]
    assert {"value": "therapy", "title": "Therapies", "count": 2} in facets["kind"]
    assert {one["value"] for one in facets["region"]} >= {"upper-back", "lower-back"}


def test_search_says_why_it_found_nothing(terminal: Terminal) -> None:
    """No hit, or a region that there is not; a limit of 0 is wrong usage."""
    assert "“qqqqqq”" in terminal.refusal("search", "qqqqqq")
    assert "lower-back" in terminal.refusal("search", "back", "--region", "tail")
    assert terminal.run("search", "back", "--limit", "0") == 2


# ---- check


def test_check_prints_places_and_counts(terminal: Terminal, small_folder: SmallFolder) -> None:
    """``file:line: rule: sentence``, then how many; exit 1 for errors only."""
    assert terminal.run("check", small_folder.path) == 0
    assert terminal.out == f"{ENTRIES} entries, 0 errors, 0 warnings\n"
    small_folder.replace("meridians: [BL]", "meridians: [BX]")
    assert terminal.run("check", small_folder.path) == 1
    first, *_, last = terminal.out.splitlines()
    assert first.startswith(f"{small_folder.tuina}:8: unknown-id: ")
    assert last == f"{ENTRIES} entries, 1 error, 0 warnings"


def test_warnings_alone_are_no_failure(terminal: Terminal, small_folder: SmallFolder) -> None:
    """They are printed, and the exit code is 0."""
    small_folder.replace(", therapy/cupping]", "]", "conditions/back-pain.md")
    assert terminal.run("check", small_folder.path) == 0
    assert "orphan" in terminal.out


def test_check_as_json(terminal: Terminal, small_folder: SmallFolder) -> None:
    """Counts and findings with their parts."""
    small_folder.replace("meridians: [BL]", "meridians: [BX]")
    document = terminal.json("check", small_folder.path)
    assert (document["entries"], document["errors"], document["warnings"]) == (ENTRIES, 1, 0)
    (finding,) = document["findings"]
    assert finding["file"] == str(small_folder.tuina)
    assert (finding["line"], finding["rule"], finding["severity"]) == (8, "unknown-id", "error")


def test_check_of_no_folder(terminal: Terminal, tmp_path: Path) -> None:
    """One sentence."""
    assert "There is no folder" in terminal.refusal("check", tmp_path / "gone")


def test_check_and_build_of_an_empty_name(terminal: Terminal, tmp_path: Path) -> None:
    """An unset variable in a script does not mean the folder we are in."""
    assert terminal.run("check", "") == 2
    assert "empty" in terminal.err
    assert terminal.run("pack", "build", "", "-o", tmp_path / "x.tgpack") == 2


def test_check_and_build_refuse_an_impossible_day(
    terminal: Terminal, small_folder: SmallFolder, tmp_path: Path
) -> None:
    """A review in a year that cannot be is an error of both."""
    small_folder.replace("reviewed: 2026-11-22", "reviewed: 9999-12-31")
    for words in (["check"], ["pack", "build", "-o", str(tmp_path / "x.tgpack")]):
        assert terminal.run(*words, small_folder.path) == 1
        assert "9999-12-31" in terminal.out


# ---- pack


def test_pack_build_info_verify(
    terminal: Terminal, small_folder: SmallFolder, tmp_path: Path
) -> None:
    """A folder becomes a pack; the pack tells what it is; it is intact."""
    out = tmp_path / "own.tgpack"
    assert terminal.run("pack", "build", small_folder.path, "-o", out) == 0
    assert f"{ENTRIES} entries" in terminal.out
    assert terminal.err == ""  # no progress bar where nobody looks
    info = terminal.json("pack", "info", out)
    assert (info["id"], info["title"], info["version"]) == ("small", "A small library", "1.2")
    assert info["entries"] == ENTRIES
    assert info["kinds"]["therapy"] == 3
    assert info["bytes"] == out.stat().st_size
    assert terminal.run("pack", "verify", out) == 0
    assert terminal.json("pack", "verify", out)["intact"] is True
    report = terminal.json("pack", "build", small_folder.path, "-o", out)
    assert (report["articles"], report["rendered"]) == (5, 0)


def test_pack_build_of_mistakes(
    terminal: Terminal, small_folder: SmallFolder, tmp_path: Path
) -> None:
    """The same lines as ``check``, exit 1, and no pack."""
    small_folder.replace("meridians: [BL]", "meridians: [BX]")
    out = tmp_path / "own.tgpack"
    assert terminal.run("pack", "build", small_folder.path, "-o", out) == 1
    assert f"{small_folder.tuina}:8: unknown-id: " in terminal.out
    assert not out.exists()
    document = terminal.json("pack", "build", small_folder.path, "-o", out)
    assert document["errors"] == 1


def test_pack_verify_and_info_of_a_broken_pack(
    terminal: Terminal, small_pack: Path, tmp_path: Path
) -> None:
    """One sentence, exit 1."""
    broken = tmp_path / "broken.tgpack"
    content = bytearray(small_pack.read_bytes())
    content[-1] ^= 1
    broken.write_bytes(content)
    assert "damaged" in terminal.refusal("pack", "verify", broken)
    broken.write_bytes(content[:-4096])
    assert "not complete" in terminal.refusal("pack", "info", broken)


def test_pack_needs_an_action(terminal: Terminal) -> None:
    """Wrong usage, not a traceback."""
    assert terminal.run("pack") == 2
    assert terminal.run("pack", "bake") == 2


# ---- everything


@pytest.mark.parametrize(
    "words", [["list"], ["show", "tuina"], ["search", "massage"], ["pack", "info", "x"]]
)
def test_a_missing_library_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, words: list[str]
) -> None:
    """Whatever is asked of it."""
    assert main(["--library", str(tmp_path / "gone.tgpack"), *words]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("There is no pack ")
    assert err.count("\n") == 1


def test_reading_loads_no_compiler(small_pack: Path) -> None:
    """``list``, ``show``, ``search`` and ``pack info`` need neither Markdown nor YAML nor pydantic."""
    code = (
        "import sys; from guide.cli.main import main\n"
        "for words in (['list'], ['show', 'tuina'], ['search', 'massage'], "
        f"['pack', 'info', {str(small_pack)!r}]):\n"
        f"    assert main(['--library', {str(small_pack)!r}, *words]) == 0\n"
        "heavy = {'markdown', 'yaml', 'pydantic', 'nh3', 'sqlalchemy', 'PySide6'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=SOURCE, capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_a_terminal_without_utf_8_gets_all_that_it_can_show(
    small_pack: Path, tmp_path: Path, locale: str
) -> None:
    """And a home with blanks and Chinese letters is a home."""
    home = tmp_path / "家 of mine"
    done = subprocess.run(
        [sys.executable, "-m", "guide", "--library", str(small_pack), "show", "tuina"],
        cwd=SOURCE,
        env={
            **{name: os.environ[name] for name in ("PATH",)},
            "LC_ALL": locale,
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "THERAPY_GUIDE_HOME": str(home),
        },
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"Tuina")
    assert done.stderr == b""


# ---- the cautions of a person


def test_list_names_the_situations(terminal: Terminal) -> None:
    """Under their headings, with the words of a client."""
    assert terminal.run("list", "--situations") == 0
    assert terminal.out.splitlines() == [
        "Life",
        "  pregnant  Pregnant",
        "Body",
        "  bones     Fragile bones",
        "  ill       Ill today",
    ]
    document = terminal.json("list", "--situations")
    assert document[0]["situations"] == [
        {"id": "pregnant", "title": "Pregnant", "covers": ["pregnancy"]}
    ]


def test_list_has_a_column_for_a_person(terminal: Terminal) -> None:
    """The same option several times; a page has nothing to say."""
    terminal.run("list", "--with", "pregnant", "--with", "bones", "--kind", "therapy")
    assert terminal.out.splitlines() == [
        "therapy/tuina          Do not     Tuina",
        "therapy/back-stepping  Do not     Back stepping",
        "therapy/cupping        With care  Cupping",
    ]
    terminal.run("list", "--with", "pregnant", "--kind", "page")
    assert "page/about     " in terminal.out
    listed = terminal.json("list", "--with", "pregnant", "--kind", "region")
    back = next(one for one in listed if one["key"] == "region/lower-back")
    assert back["verdict"]["therapies"] == {"do-not": 0, "with-care": 1, "no-note": 0}
    assert "level" not in back["verdict"]


def test_show_says_it_before_the_article(terminal: Terminal) -> None:
    """As text, as HTML and in the document; in a page, that it does not apply."""
    terminal.run("show", "tuina", "--with", "pregnant")
    lines = terminal.out.splitlines()
    assert lines[:2] == ["Filter: Pregnant", "With care. Pregnant: No work on the belly."]
    assert lines[3] == "Tuina"
    terminal.run("show", "tuina", "--with", "bones", "--format", "html")
    assert terminal.out.index('<table class="verdict-do-not">') < terminal.out.index("Cautions")
    assert terminal.json("show", "cupping", "--with", "bones")["verdict"]["level"] == "no-note"
    assert "verdict" not in terminal.json("show", "cupping")
    terminal.run("show", "page/about", "--with", "bones")
    assert "do not apply to this kind of entry" in terminal.out


def test_search_marks_its_hits(terminal: Terminal) -> None:
    """Beside the key."""
    terminal.run("search", "massage", "--with", "bones")
    assert "Tuina  (Chinese massage)  [therapy/tuina]  Do not\n" in terminal.out
    hits = terminal.json("search", "cups", "--with", "bones")
    assert hits[0]["verdict"]["sentences"][0].endswith("does not mean that it is safe.")
    assert "verdict" not in terminal.json("search", "cups")[0]


@pytest.mark.parametrize("command", [("list",), ("show", "tuina"), ("search", "tuina")])
def test_an_unknown_situation_is_one_sentence(terminal: Terminal, command: tuple[str, ...]) -> None:
    """It names the known ones."""
    sentence = terminal.refusal(*command, "--with", "pregnent")
    assert sentence.endswith("“pregnent” in this library; it knows pregnant, bones, ill.")


def test_a_list_of_situations_is_narrowed_by_nothing(terminal: Terminal) -> None:
    """Two questions at once are refused."""
    assert terminal.run("list", "--situations", "--kind", "therapy") == 2
    assert "leave --kind and --with out" in terminal.err
