"""``check`` finds every mistake with its file, line and rule; each rule is broken once here."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from guide.atlas.plates import PlatePoint
from guide.content.check import check
from guide.content.findings import RULES, Finding, Severity
from tests.unit.conftest import ATLAS, CORE, SmallFolder
from tests.unit.small_plates import BACK, summary

TUINA = "therapies/tuina.md"


def found(folder: SmallFolder, rule: str) -> list[Finding]:
    """The findings of one rule."""
    return [one for one in check(folder.path, ATLAS).found if one.rule == rule]


def test_a_clean_library_has_no_findings(small_folder: SmallFolder) -> None:
    """The library that all tests here break is clean before."""
    findings = check(small_folder.path, ATLAS)
    assert findings.found == ()
    assert findings.entries == 6 + 4 + 1 + 2 + 412 + 20 + 76


def test_the_library_of_the_program_has_no_errors() -> None:
    """What is shipped is checked like anybody's folder."""
    assert [str(one) for one in check(CORE, ATLAS).errors] == []


BREACHES: list[tuple[str, str, str, int, str]] = [
    # rule, old words of tuina.md, new words, line, words of the sentence
    ("unknown-field", "order: 10", "colour: red", 25, "colour"),
    ("unknown-field", "position: prone", "posture: prone", 10, "session.posture"),
    ("unknown-field", "why: No work", "cause: No work", 14, "cause"),
    ("bad-value", "tradition: true", "tradition: often", 18, "tradition"),
    ("bad-value", "evidence: low", "evidence: weak", 19, "evidence"),
    ("bad-value", "direction: favours", "direction: up", 20, "direction"),
    ("bad-value", "minutes: [10, 30]", "minutes: [10, long]", 10, "minutes"),
    ("bad-value", "reviewed: 2026-11-22", "reviewed: last week", 26, "2026-11-22"),
    ("bad-value", "title: Tuina\n", "", 2, "title"),
    ("bad-value", "kind: therapy", "kind: condition", 3, "folder"),
    ("bad-value", "related: [back-stepping", "related: [tuina", 24, "itself"),
    ("unknown-id", "group: manual", "group: feet", 4, "feet"),
    ("unknown-id", "[upper-back, lower-back]", "[upper-back, tail]", 7, "tail"),
    ("unknown-id", "meridians: [BL]", "meridians: [BX]", 8, "BX"),
    ("unknown-id", "[BL13, ST36]", "[BL13, ST99]", 9, "ST99"),
    ("unknown-id", "absolute: [ABS-M]", "absolute: [ABS-Z]", 12, "ABS-Z"),
    ("unknown-id", "{id: pregnancy", "{id: flu", 14, "flu"),
    ("unknown-id", "belly., sources: [trial-2020]", "belly., sources: [trial-1]", 14, "trial-1"),
    ("unknown-id", "red-flags: [RF-SPINE]", "red-flags: [RF-SOUL]", 15, "RF-SOUL"),
    ("unknown-id", "sources: [trial-2020]\n    note", "sources: [t-1]\n    note", 22, "t-1"),
    ("unknown-id", "condition/back-pain]", "condition/no-pain]", 24, "condition/no-pain"),
    ("unknown-id", "order: 10", "previous: nothing", 25, "nothing"),
    ("bad-plate-reference", "points=BL13&", "points=BL99&", 37, "BL99"),
    ("broken-link", "[[region/lower-back]]", "[[region/tail]]", 35, "region/tail"),
    ("broken-link", "back-stepping#technique", "back-stepping#history", 35, "history"),
    ("duplicate-name", "title: Tuina", "title: Back stepping", 2, "therapy/back-stepping"),
    ("duplicate-name", "zh: 推拿", "zh: 踩背", 5, "therapy/back-stepping"),
    ("missing-cautions", "  absolute: [ABS-M]\n", "", 11, "absolute"),
    ("claim-without-source", "sources: [trial-2020]\n    note", "note", 17, "source"),
    ("claim-without-grade", "    evidence: low\n", "", 17, "evidence"),
    ("claim-without-grade", "    direction: favours\n", "", 17, "direction"),
    ("claim-without-grade", "    basis: review\n", "", 17, "basis"),
    ("bad-value", "evidence: low", "evidence: none", 17, "no trial was found"),
    ("bad-value", "evidence: low", "evidence: against", 17, "contradict"),
    ("bad-value", "basis: review", "basis: usual-care", 17, "usual-care"),
    ("image-without-alt", "![The back with one point]", "![]", 37, ""),
    ("bad-plate-reference", "plate:back?", "plate:inside?", 37, "there are front, back, left"),
    ("bad-plate-reference", "plate:back?", "plate:turn-20?", 37, "auto, turn-15 … turn-345"),
    ("bad-plate-reference", "points=BL13&", "regions=tail&", 37, "the region “tail”"),
    ("bad-plate-reference", "meridian=BL)", "meridian=BX)", 37, "the meridian “BX”"),
    ("bad-plate-reference", "points=BL13&", "ruler=BL99&", 37, "the point “BL99”"),
    ("bad-plate-reference", "meridian=BL)", "labels=organs)", 37, "code, name, organ, none"),
    ("bad-plate-reference", "meridian=BL)", "points=BL15)", 37, "“points” stands twice"),
    ("bad-plate-reference", "meridian=BL)", "colour=red)", 37, "meridian, ruler and labels, not"),
    ("heading-jump", "## Technique", "#### Technique", 29, ""),
    ("raw-html", "An old craft", "An <u>old</u> craft", 35, ""),
    ("unsafe-link", "An old craft", "An [old](file:///etc/passwd) craft", 35, ""),
    ("unknown-source", "[@trial-2020]", "[@trial-1]", 31, "trial-1"),
    ("unknown-callout", "An old craft", '!!! advert "Buy"\n    Now.\n\nAn old craft', 35, ""),
    ("bidi-control", "An old craft", "An \u202eold craft", 35, ""),
    ("control-character", "An old craft", "An \x07old craft", 35, ""),
    ("hostile-nesting", "An old craft", "> " * 60 + "An old craft", 35, ""),
    ("long-paragraph", "An old craft", "An old " + "and older " * 60 + "craft", 35, ""),
    ("long-summary", "Chinese massage by hand.", "Long. " * 60, 6, "200"),
]


@pytest.mark.parametrize(
    ("rule", "old", "new", "line", "words"), BREACHES, ids=[f"{b[0]}-{b[3]}" for b in BREACHES]
)
def test_each_rule_says_where_it_was_broken(
    small_folder: SmallFolder, rule: str, old: str, new: str, line: int, words: str
) -> None:
    """The finding names the file, the line of the mistake and the word that is wrong."""
    small_folder.replace(old, new)
    findings = [one for one in found(small_folder, rule) if one.file == str(small_folder.tuina)]
    assert [one for one in findings if one.line == line and words in one.sentence], findings


def break_file_name(folder: Path) -> None:
    (folder / "therapies" / "tuina.md").rename(folder / "therapies" / "Tui Na.md")


def break_by_link(folder: Path) -> None:
    (folder / "therapies" / "secret.md").symlink_to("/etc/passwd")


def break_by_linked_folder(folder: Path) -> None:
    (folder / "pages" / "about.md").unlink()
    (folder / "pages").rmdir()
    (folder / "pages").symlink_to("/etc")


def break_by_stray_file(folder: Path) -> None:
    (folder / "therapies" / "notes.docx").write_bytes(b"x")


def break_by_subfolder(folder: Path) -> None:
    (folder / "therapies" / "more").mkdir()


def break_encoding(folder: Path) -> None:
    (folder / "pages" / "about.md").write_bytes(b"---\ntitle: \xff\n---\n")


def break_by_size(folder: Path) -> None:
    (folder / "pages" / "about.md").write_text("---\n" + "x" * 2_000_000)


def break_cautions(folder: Path) -> None:
    file = folder / "cautions.yaml"
    file.write_text(file.read_text("utf-8").replace("items: [fever", "items: [flu"), "utf-8")


def break_sources(folder: Path) -> None:
    (folder / "sources.json").write_text('[{"id": "x", "colour": "red"}]')


def break_json(folder: Path) -> None:
    (folder / "sources.json").write_text('[\n{"id": }]')


def break_library(folder: Path) -> None:
    (folder / "library.yaml").unlink()


def drop_cautions(folder: Path) -> None:
    file = folder / "conditions" / "back-pain.md"
    text = file.read_text("utf-8").replace("cautions: {red-flags: [RF-SPINE]}\n", "")
    file.write_text(text, "utf-8")


@pytest.mark.parametrize(
    ("rule", "breach", "file", "line"),
    [
        ("file-name", break_file_name, "therapies/Tui Na.md", 1),
        ("outside", break_by_link, "therapies/secret.md", 1),
        ("outside", break_by_linked_folder, "pages", 1),
        ("outside", break_by_stray_file, "therapies/notes.docx", 1),
        ("outside", break_by_subfolder, "therapies/more", 1),
        ("unreadable", break_encoding, "pages/about.md", 2),
        ("unreadable", break_by_size, "pages/about.md", 1),
        ("unknown-id", break_cautions, "cautions.yaml", 6),
        ("unknown-field", break_sources, "sources.json", 1),
        ("unreadable", break_json, "sources.json", 2),
        ("unreadable", break_library, "library.yaml", 1),
        ("missing-cautions", drop_cautions, "conditions/back-pain.md", 2),
    ],
)
def test_broken_files(
    small_folder: SmallFolder, rule: str, breach: Callable[[Path], None], file: str, line: int
) -> None:
    """Files that are not what they should be are told by name, and never followed or run."""
    breach(small_folder.path)
    places = [(one.file, one.line) for one in found(small_folder, rule)]
    assert (str(small_folder.path / file), line) in places


def test_a_figure_may_ask_for_any_plate_and_everything_on_it(small_folder: SmallFolder) -> None:
    """Regions, points, a meridian, labels and a ruler, on a plate of its own or on the best."""
    asked = "regions=upper-back&points=BL13&meridian=BL&labels=organ&ruler=BL13"
    small_folder.replace("plate:back?points=BL13&meridian=BL", f"plate:auto?{asked}")
    assert check(small_folder.path, ATLAS).found == ()
    small_folder.replace(f"plate:auto?{asked}", "plate:turn-105?meridian=all&labels=none")
    assert check(small_folder.path, ATLAS).found == ()


def test_a_figure_of_a_point_that_is_not_drawn_is_a_warning(small_folder: SmallFolder) -> None:
    """It could only show an empty body."""
    small_folder.replace("plate:back?points=BL13&", "plate:auto?points=BL13,GV28&")
    (warning,) = found(small_folder, "bad-plate-reference")
    assert (warning.line, warning.severity) == (37, Severity.WARNING)
    assert warning.sentence.startswith("GV28 is not drawn. It lies inside the upper lip")


def test_a_figure_that_does_not_show_its_point_is_a_warning(
    small_folder: SmallFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the plates that do; a meridian alone asks nothing of the plate."""
    front = replace(BACK, view="front", points=(PlatePoint("ST36", "left", 120, 650),))
    monkeypatch.setattr("guide.content.rules_links.load_plate", lambda _view: front)
    monkeypatch.setattr("guide.atlas.sight.summaries", lambda: (summary(BACK), summary(front)))
    small_folder.replace("plate:back?points=BL13", "plate:front?points=BL13,ST36")
    (warning,) = found(small_folder, "bad-plate-reference")
    assert (warning.line, warning.severity) == (37, Severity.WARNING)
    assert warning.sentence == "The plate “front” does not show BL13; these do: back."
    small_folder.replace("points=BL13,ST36&", "")
    assert found(small_folder, "bad-plate-reference") == []


def test_a_shared_lesser_name_is_a_warning(small_folder: SmallFolder) -> None:
    """Two articles may both be called "massage" by some people."""
    small_folder.replace("also: [cups]", "also: [Chinese massage]", "therapies/cupping.md")
    findings = found(small_folder, "duplicate-name")
    assert {one.severity for one in findings} == {Severity.WARNING}
    assert len(findings) == 2


def test_an_article_nobody_leads_to_is_a_warning(small_folder: SmallFolder) -> None:
    """It can be read, but only by those who search for it."""
    small_folder.replace(", therapy/cupping]", "]", "conditions/back-pain.md")
    findings = found(small_folder, "orphan")
    assert [(Path(one.file).name, one.severity) for one in findings] == [
        ("cupping.md", Severity.WARNING)
    ]


@pytest.mark.parametrize("evidence", ["none", "usual-care"])
def test_a_claim_without_trials_needs_a_note_in_place_of_a_source(
    small_folder: SmallFolder, evidence: str
) -> None:
    """A search that found nothing has nothing to cite; then a sentence says so."""
    small_folder.replace("evidence: low", f"evidence: {evidence}")
    small_folder.replace("direction: favours", "direction: unclear")
    small_folder.replace("    sources: [trial-2020]\n", "")
    assert found(small_folder, "claim-without-source") == []
    small_folder.replace("    note: For some weeks.\n", "")
    assert len(found(small_folder, "claim-without-source")) == 1


def test_a_broken_row_of_the_atlas_is_told_with_line_and_column(
    small_folder: SmallFolder, tmp_path: Path
) -> None:
    """The tables are part of every library, so they are checked with it."""
    atlas = tmp_path / "atlas"
    atlas.mkdir()
    for name in ("points.tsv", "meridians.tsv", "regions.toml"):
        (atlas / name).write_bytes((ATLAS / name).read_bytes())
    text = (atlas / "points.tsv").read_text("utf-8")
    (atlas / "points.tsv").write_text(
        text.replace("\tLU\tchest\tfront", "\tLU\tchest\taway", 1), "utf-8"
    )
    findings = [one for one in check(small_folder.path, atlas).found if one.rule == "atlas"]
    assert [(Path(one.file).name, one.line) for one in findings] == [("points.tsv", 2)]
    assert findings[0].sentence.startswith("surface: ")


def told(folder: SmallFolder, atlas: Path = ATLAS) -> list[str]:
    """Every finding of a broken library, without the folder."""
    return [str(one).removeprefix(f"{folder.path}/") for one in check(folder.path, atlas).found]


def test_where_nothing_is_read_something_is_wrong(small_folder: SmallFolder) -> None:
    """Articles in a folder of another name are not passed over, and no article is no library."""
    (small_folder.path / "therapies").rename(small_folder.path / "therapy")
    (small_folder.path / "media").mkdir()
    (small_folder.path / "drawings").mkdir()
    (strange,) = found(small_folder, "outside")
    assert Path(strange.file).name == "therapy"
    assert "therapies, conditions, pages" in strange.sentence
    assert found(small_folder, "no-article") == []
    for name in ("conditions", "pages"):
        (small_folder.path / name).rename(small_folder.path / f".{name}")
    (nothing,) = found(small_folder, "no-article")
    assert str(small_folder.path) in nothing.sentence
    assert nothing.severity is Severity.ERROR


@pytest.mark.parametrize("name", ["sources.json", "cautions.yaml"])
def test_a_missing_list_is_told_once(small_folder: SmallFolder, name: str) -> None:
    """And not by every article that names something from it."""
    (small_folder.path / name).unlink()
    assert told(small_folder) == [
        f"{name}:1: unreadable: is missing; it lists what the articles name."
    ]


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("sources.json", "[{", "unreadable: is not JSON"),
        ("sources.json", '{"a": 1}', "bad-value: input should be a valid list."),
        ("sources.json", "[7]", "bad-value: 0: must hold “field: value” pairs."),
        ("cautions.yaml", "- a", "bad-value: must hold “field: value” pairs."),
        ("library.yaml", "", "bad-value: must hold “field: value” pairs."),
        ("library.yaml", "&a [", "unreadable: uses YAML anchors"),
    ],
)
def test_a_broken_list_is_told_alone(
    small_folder: SmallFolder, name: str, content: str, sentence: str
) -> None:
    """In plain words, and without all that seems wrong because of it."""
    (small_folder.path / name).write_text(content, "utf-8")
    (line,) = told(small_folder)
    assert line.startswith(f"{name}:1: {sentence}")


def test_a_missing_or_cut_atlas_is_told_alone(small_folder: SmallFolder, tmp_path: Path) -> None:
    """No article is blamed for a point that no table could name."""
    gone = tmp_path / "gone"
    (line,) = told(small_folder, gone)
    assert line.startswith(f"{gone}:1: atlas: there is no such folder")
    assert "Errno" not in line
    gone.mkdir()
    for name in ("points.tsv", "meridians.tsv"):
        (gone / name).write_bytes((ATLAS / name).read_bytes())
    assert told(small_folder, gone) == [
        f"{gone / 'regions.toml'}:1: atlas: is missing or no regular file."
    ]
    (gone / "regions.toml").write_bytes((ATLAS / "regions.toml").read_bytes()[:700])
    (line,) = told(small_folder, gone)
    assert line.startswith(f"{gone / 'regions.toml'}:1: atlas: ")


def test_a_review_has_a_plausible_date(small_folder: SmallFolder) -> None:
    """A slip in the year is told; the clock of this machine is not asked."""
    small_folder.replace("reviewed: 2026-11-22", "reviewed: 9999-12-31")
    (wrong,) = check(small_folder.path, ATLAS).found
    assert (Path(wrong.file).name, wrong.line, wrong.rule) == ("tuina.md", 26, "bad-value")
    assert "9999-12-31" in wrong.sentence


def test_a_pipe_is_not_waited_for(small_folder: SmallFolder) -> None:
    """Whoever checks a stranger's folder is not held up by it."""
    (small_folder.path / "sources.json").unlink()
    os.mkfifo(small_folder.path / "sources.json")
    assert told(small_folder) == ["sources.json:1: unreadable: is no regular file."]


def test_findings_come_in_the_order_of_files_and_lines(small_folder: SmallFolder) -> None:
    """So that they can be worked through from top to bottom, and two runs print the same."""
    small_folder.replace("meridians: [BL]", "meridians: [BX]")
    small_folder.replace("order: 10", "order: ten")
    small_folder.replace("title: About", "titel: About", "pages/about.md")
    first = check(small_folder.path, ATLAS).found
    assert list(first) == sorted(first)
    assert first == check(small_folder.path, ATLAS).found


def test_every_rule_is_known_and_tested() -> None:
    """A rule that no test here breaks is a promise nobody keeps."""
    tested = {breach[0] for breach in BREACHES} | {
        *("file-name", "outside", "unreadable", "orphan", "atlas", "no-article"),
        *("too-large", "unknown-attribute"),  # broken in the tests of the Markdown reader
        *("catalogue", "length", "unseen-source"),  # broken in the tests of the catalogue
    }
    assert tested == set(RULES)
