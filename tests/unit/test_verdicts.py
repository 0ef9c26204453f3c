"""What the library says about a person: the strictest counts, and no note is never called safe."""

import json
import re
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from guide.content.check import check
from guide.content.compile import build
from guide.content.library import Library
from guide.content.model import Kind
from guide.content.pack import Pack
from guide.content.questionnaire import joined, read_part
from guide.content.schema import CAUTIONS
from guide.content.verdicts import Strictness, Verdict, Verdicts
from guide.errors import GuideError, PackError
from tests.unit.conftest import ATLAS, SmallFolder

NO_PERSON = {
    *("large-vessels", "vessels-nerves", "deep-pressure-places", "neck-front-eyes", "eyes"),
    *("chest-needling", "not-sterile", "first-session", "standing-on-client", "hot-room"),
    "swallowing-oils",
}
"""Cautions about a place or a way of working: nobody can be asked whether they are so."""


def of(verdicts: Verdicts, key: str) -> Verdict:
    """The verdict of an entry that has one."""
    found = verdicts.of(key)
    assert found is not None
    return found


# ---- the questionnaire


def test_the_questionnaire_keeps_its_order_and_its_headings(small: Library) -> None:
    """As the file has them."""
    assert [
        (group.title, [one.id for one in group.situations]) for group in small.situations()
    ] == [("Life", ["pregnant"]), ("Body", ["bones", "ill"])]


def test_the_questionnaire_is_short_enough_to_be_answered(core: Library) -> None:
    """Some thirty lines under six headings, in words a client knows."""
    groups = core.situations()
    assert len(groups) == 6
    assert 24 <= sum(len(group.situations) for group in groups) <= 32


def test_every_caution_about_a_person_can_be_ticked(core: Library) -> None:
    """Only those about a place or a way of working stand in no situation."""
    covered = {
        name for group in core.situations() for one in group.situations for name in one.covers
    }
    listed = {
        entry.key.partition("/")[2]
        for entry in core.entries(Kind.CAUTION)
        if entry.group == "cautions"
    }
    assert listed - covered == NO_PERSON


@pytest.mark.parametrize(
    ("old", "new", "rule", "line", "words"),
    [
        ("covers: [pregnancy]", "covers: [pregnant-too]", "unknown-id", 12, "“pregnant-too”"),
        ("covers: [pregnancy]", "covers: []", "bad-value", 12, "covers no caution"),
        ("[fever, thin-bones]}\n", "[fever, fever]}\n", "duplicate-name", 16, "covered twice"),
        ("id: bones", "id: pregnant", "duplicate-name", 15, "“pregnant” stands for two things"),
        ("title: Ill today", "title: Pregnant", "duplicate-name", 16, "“Pregnant” stands for"),
        ("title: Body", "title: Life", "duplicate-name", 13, "“Life” stands for two things"),
        ("id: bones, ", "", "bad-value", 15, "id"),
    ],
)
def test_a_mistake_in_the_questionnaire_is_told_with_its_line(
    small_folder: SmallFolder, old: str, new: str, rule: str, line: int, words: str
) -> None:
    """As every mistake in the words for cautions."""
    small_folder.replace(old, new, "cautions.yaml")
    found = check(small_folder.path, ATLAS).errors
    assert [(one.rule, one.line) for one in found] == [(rule, line)]
    assert found[0].file.endswith("cautions.yaml")
    assert words in found[0].sentence


def test_a_heading_without_situations_is_a_mistake(small_folder: SmallFolder) -> None:
    """It would be an empty line in the questionnaire."""
    text = (small_folder.path / "cautions.yaml").read_text("utf-8")
    text += "  - {title: Nothing, situations: []}\n"
    (small_folder.path / "cautions.yaml").write_text(text, "utf-8")
    found = check(small_folder.path, ATLAS).errors
    assert [(one.rule, one.line) for one in found] == [("bad-value", 17)]


# ---- verdicts


def test_what_must_not_be_done_counts_more_than_what_needs_care(small: Library) -> None:
    """All sentences are kept, the strictest first."""
    verdict = of(small.verdicts(["pregnant", "bones"]), "therapy/tuina")
    assert verdict.level is Strictness.DO_NOT
    assert verdict.sentences == (
        "Do not. Fragile bones: It stands in the shared list “Hands-on work”.",
        "With care. Pregnant: No work on the belly.",
    )


def test_a_caution_that_the_title_does_not_say_is_told_by_its_name(small: Library) -> None:
    """So that “ill today” says which illness is meant."""
    verdict = of(small.verdicts(["ill"]), "therapy/tuina")
    assert verdict.sentences == (
        "Do not. Ill today: It stands in the shared list “Hands-on work”.",
        "Do not. Ill today: Thin bones. It stands in the shared list “Hands-on work”.",
    )


def test_a_caution_without_a_reason_is_told_all_the_same(small: Library) -> None:
    """A bare id in an article counts as much as a long sentence."""
    verdict = of(small.verdicts(["pregnant"]), "therapy/cupping")
    assert verdict == Verdict(
        Strictness.WITH_CARE, ("With care. Pregnant: The article names it without a reason.",)
    )


def test_no_note_is_never_called_safe(core: Library) -> None:
    """Wherever the word is said it is denied, and every silent article says so."""
    everything = [one.id for group in core.situations() for one in group.situations]
    for chosen in ([everything[0]], everything):
        verdicts = core.verdicts(chosen)
        for entry in core.entries():
            verdict = verdicts.of(entry.key)
            for sentence in verdict.sentences if verdict else ():
                denied = re.sub(r"[^.]*\bdoes not mean that it is safe\.", "", sentence)
                if not sentence.startswith(("Do not.", "With care.")):
                    assert "safe" not in denied, sentence
            if verdict and verdict.level is Strictness.NO_NOTE:
                assert "does not mean that it is safe" in verdict.sentences[-1], entry.key


def test_an_article_says_what_it_is_silent_about(small: Library) -> None:
    """One “do not” must not hide that nothing is known about the other."""
    verdict = of(small.verdicts(["pregnant", "ill"]), "condition/back-pain")
    assert verdict.level is Strictness.NO_NOTE
    assert " ".join(verdict.sentences) == (
        "No note. This article says nothing about “Pregnant”, “Ill today”."
        " That does not mean that it is safe."
    )


def test_points_count_by_their_own_cautions(small: Library, core: Library) -> None:
    """LI4 is avoided in pregnancy by tradition; ST36 has no such note."""
    for library, name in ((core, "pregnancy"), (small, "pregnant")):
        verdicts = library.verdicts([name])
        avoided = of(verdicts, "point/LI4")
        assert avoided.level is Strictness.DO_NOT
        assert avoided.sentences[0].endswith("Traditional caution: avoided in pregnancy.")
        silent = of(verdicts, "point/ST36")
        assert silent.level is Strictness.NO_NOTE
        assert "Nothing is noted for this point" in silent.sentences[0]


def test_a_region_says_how_many_of_its_therapies_say_what(small: Library, core: Library) -> None:
    """Never one word; the numbers are those of the table on its page."""
    verdict = of(small.verdicts(["pregnant"]), "region/lower-back")
    assert " ".join(verdict.sentences) == (
        "Therapies here: 0 do not, 1 with care, 0 no note. No note does not mean that it is safe."
    )
    verdicts = core.verdicts(["pregnancy"])
    for entry in core.entries(Kind.REGION):
        html = core.page(entry.key).html.partition('<a name="conditions">')[0]
        listed = set(re.findall(r'<td><a href="(therapy/[^"]+)"', html))
        counts = of(verdicts, entry.key).counts or {}
        assert sum(counts.values()) == len(listed), entry.key


def test_what_has_no_cautions_by_its_kind_has_no_verdict(core: Library) -> None:
    """Pages, sources, terms and cautions; nothing at all while nothing is ticked."""
    verdicts, nothing = core.verdicts(["pregnancy"]), core.verdicts([])
    judged = {entry.kind for entry in core.entries() if verdicts.of(entry.key) is not None}
    assert judged == {Kind.THERAPY, Kind.CONDITION, Kind.POINT, Kind.REGION}
    assert all(nothing.of(entry.key) is None for entry in core.entries())
    assert verdicts.of("therapy/unheard-of") is None


def test_an_unknown_situation_names_the_known_ones(small: Library) -> None:
    """In one sentence."""
    with pytest.raises(GuideError, match=r"“pregnent”.*it knows pregnant, bones, ill"):
        small.verdicts(["bones", "pregnent"])


def test_a_later_pack_speaks_for_its_own_articles(
    small_folder: SmallFolder, small_pack: Path, tmp_path: Path
) -> None:
    """An article that it replaces says nothing of the old one's cautions any more."""
    small_folder.replace("absolute: [ABS-M]", "none-known: Nobody is ruled out.")
    small_folder.replace("title: Pregnant", "title: With child", "cautions.yaml")
    later = build(small_folder.path, ATLAS, tmp_path / "later.tgpack", processes=1).out
    with closing(Library.open(small_pack, later)) as library:
        assert of(library.verdicts(["bones"]), "therapy/tuina").level is Strictness.NO_NOTE
        titles = [one.title for group in library.situations() for one in group.situations]
        assert titles == ["With child", "Fragile bones", "Ill today"]


def test_a_library_without_a_questionnaire_is_read_all_the_same(
    small_folder: SmallFolder, tmp_path: Path
) -> None:
    """A clinic's own folder may have none."""
    file = small_folder.path / "cautions.yaml"
    file.write_text(file.read_text("utf-8").partition("situations:")[0], "utf-8")
    pack = build(small_folder.path, ATLAS, tmp_path / "own.tgpack", processes=1).out
    with closing(Library.open(pack)) as library:
        assert library.situations() == ()
        with pytest.raises(GuideError, match="it knows none"):
            library.verdicts(["pregnant"])


@pytest.mark.parametrize(
    "told",
    [
        "[]",
        '{"situations": []}',
        '{"situations": [["A", [["a", "A", []]]]], "names": {}, "lists": {}, "entries": {}}',
        '{"situations": [], "names": {}, "lists": {}, "entries": {"therapy/a": [[7, "", "", ""]]}}',
        '{"situations": [], "names": {}, "lists": {}, "entries": {"therapy/a": [[0, "x", "", ""]]}}',
    ],
)
def test_a_damaged_part_is_told_as_damage(small_pack: Path, tmp_path: Path, told: str) -> None:
    """In one sentence, and only when something is ticked."""
    file = tmp_path / "broken.tgpack"
    file.write_bytes(small_pack.read_bytes())
    with closing(sqlite3.connect(file)) as base, base:
        base.execute(
            "UPDATE part SET data = ? WHERE name = ?", (zlib.compress(told.encode()), CAUTIONS)
        )
    with closing(Library.open(file)) as library, pytest.raises(PackError, match="is damaged"):
        library.verdicts(["pregnant"])


def test_situations_of_one_id_stand_in_the_questionnaire_once(small_pack: Path) -> None:
    """Two packs of one library do not ask twice."""
    with closing(Pack(small_pack)) as pack:
        part = read_part(pack)
        assert joined([part, part]) == joined([part])
        assert json.dumps(sorted(part[1])).count("therapy/") == 3
