"""An article file is taken apart safely, and every value keeps its line."""

import datetime
from pathlib import Path

import pytest

from guide.content.frontmatter import Parts, Unreadable, read_text, read_yaml, split

FILE = Path("therapies/x.md")


def parts(text: str) -> Parts:
    """The file that ``text`` would be, in two parts."""
    return split(text, FILE)


def test_values_and_lines() -> None:
    """Numbers, dates, words, lists and maps come out plain, each with the line it stands on."""
    tree = parts("---\na: 1\nb: [x, 'yes']\nc:\n  d: 2026-11-22\n  e: no\n---\nBody\n").head
    assert tree.data == {
        "a": 1,
        "b": ["x", "yes"],
        "c": {"d": datetime.date(2026, 11, 22), "e": "no"},
    }
    assert [tree.line(at) for at in (("a",), ("b", 1), ("c", "d"), ("c", "e"))] == [2, 3, 5, 6]


def test_a_place_that_is_missing_gets_the_line_of_what_is_around_it() -> None:
    """A sentence about a missing field points at the mapping that lacks it."""
    tree = parts("---\na:\n  - b: 1\n---\n").head
    assert tree.line(("a", 0, "missing")) == 3
    assert tree.line(("nothing",)) == 2


def test_the_body_knows_where_it_begins() -> None:
    """Lines in the body count from the top of the file."""
    found = parts("---\na: 1\n---\n\nText\n")
    assert (found.body, found.body_line) == ("\nText\n", 4)


@pytest.mark.parametrize("text", ['"quoted 1"', "'2026-11-22'", "|\n  2\n"])
def test_quoted_values_stay_text(text: str) -> None:
    """Quotes make a text of anything."""
    assert isinstance(parts(f"---\na: {text}\n---\n").head.data["a"], str)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("no front matter", 1, "does not begin"),
        ("---\na: 1\n", 1, "no second line"),
        ("---\na: &x [1]\nb: *x\n---\n", 2, "anchors"),
        ("---\na: 1\nb: *x\n---\n", 3, "anchors"),
        ("---\n&k a: 1\n---\n", 2, "plain word"),
        ("---\na: !!python/object:os.system x\n---\n", 2, "tag"),
        ("---\na: !secret 1\n---\n", 2, "tag"),
        ("---\na: 1\nb: 2\na: 3\n---\n", 4, "twice"),
        ("---\n? [a, b]\n: 1\n---\n", 2, "plain word"),
        ("---\na: [1, 2\nb: 3\n---\n", 3, "not YAML"),
        ("---\na: 1\n\tb: 2\n---\n", 3, "not YAML"),
        ("---\na: 2026-02-31\n---\n", 2, "no date"),
        ("---\na: " + "[" * 200 + "\n---\n", 2, "deeper"),
        ("---\na: 1\n--- {b: 2}\n---\n", 3, "second YAML"),
        ("---\nx: " + "y" * 200_000 + "\n---\n", 1, "no second line"),
    ],
)
def test_hostile_or_broken_front_matter_is_refused_with_its_line(
    text: str, line: int, words: str
) -> None:
    """Nothing but plain data gets through, and the sentence says where and what."""
    with pytest.raises(Unreadable) as refused:
        parts(text)
    assert refused.value.line == line
    assert words in refused.value.message


def test_nothing_at_all_is_an_empty_document() -> None:
    """Two fences with nothing between them are read; what is missing is told later."""
    assert parts("---\n---\n").head.data is None


def test_deep_flow_of_keys_does_not_reach_the_stack() -> None:
    """A hundred thousand brackets are refused like eight."""
    with pytest.raises(Unreadable):
        read_yaml("a: " + "{b: " * 20_000, FILE)


def test_files_that_are_no_text(tmp_path: Path) -> None:
    """Latin-1, NUL and far too large files are refused with the line where it happens."""
    cases = {
        b"one\ntwo \xe4\n": (2, "UTF-8"),
        b"one\ntwo\n\x00\n": (3, "NUL"),
        b"x" * 1_000_001: (1, "larger"),
    }
    for raw, (line, words) in cases.items():
        file = tmp_path / "x.md"
        file.write_bytes(raw)
        with pytest.raises(Unreadable) as refused:
            read_text(file)
        assert refused.value.line == line
        assert words in refused.value.message
        assert refused.value.file == file


def test_a_missing_file_is_one_sentence(tmp_path: Path) -> None:
    """No traceback for a file that went away."""
    with pytest.raises(Unreadable, match="cannot be read"):
        read_text(tmp_path / "gone.md")


def test_windows_line_ends_and_a_byte_order_mark_are_taken(tmp_path: Path) -> None:
    """A file from Notepad reads like any other."""
    file = tmp_path / "x.md"
    file.write_bytes(b"\xef\xbb\xbf---\r\na: 1\r\n---\r\nBody\r\n")
    found = split(read_text(file), file)
    assert found.head.data == {"a": 1}
    assert found.body == "Body\n"
