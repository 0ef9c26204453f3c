"""A library with a catalogue: what its articles say of cautions and grades cannot drift from it."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from guide.content.check import check
from guide.content.findings import Finding
from tests.unit.conftest import ATLAS, SmallFolder

_HALF = "You lie down and are pressed. " * 8
CLIENT = f"!!! client\n    {_HALF}\n\n    {_HALF}\n\n"
PROFESSIONAL = "!!! professional\n    **Technique.** Details for the trained.\n\n"
TEXT = "\n\n".join(["The hand presses, waits, and lets go again. " * 9] * 9)
CATALOGUE: dict[str, Any] = {
    "therapies": {
        "tuina": {
            "group": "manual",
            "regions": ["upper-back", "lower-back"],
            "absolute": ["ABS-M"],
            "relative": ["pregnancy"],
            "red-flags": ["RF-SPINE"],
            "related": ["back-stepping"],
            "claims": [
                {
                    "about": "a stiff back",
                    "evidence": "low",
                    "direction": "favours",
                    "basis": "review",
                    "sources": ["trial-2020"],
                }
            ],
        }
    },
    "conditions": {"back-pain": {"regions": ["lower-back"], "red-flags": ["RF-SPINE"]}},
}


@pytest.fixture
def folder(small_folder: SmallFolder) -> SmallFolder:
    """The small library with a catalogue that two of its articles agree with; no others are left."""
    for name in ("back-stepping", "cupping"):
        (small_folder.path / "therapies" / f"{name}.md").unlink()
    small_folder.replace("[back-stepping, condition/back-pain]", "[condition/back-pain]")
    small_folder.replace("see [[back-stepping#technique|treading]] and ", "see ")
    small_folder.replace("## Technique\n\n", f"{CLIENT}{PROFESSIONAL}## Technique\n\n{TEXT}\n\n")
    small_folder.replace(
        "[therapy/tuina, therapy/cupping]", "[therapy/tuina]", "conditions/back-pain.md"
    )
    _write(small_folder, CATALOGUE)
    return small_folder


def _write(folder: SmallFolder, catalogue: Any) -> None:
    file = folder.path / "catalogue.json"
    file.write_text(json.dumps(catalogue, ensure_ascii=False), "utf-8")


def _found(folder: SmallFolder, *rules: str) -> list[Finding]:
    return [one for one in check(folder.path, ATLAS).found if one.rule in rules]


def test_articles_that_agree_with_the_catalogue_have_no_findings(folder: SmallFolder) -> None:
    """Neither of it nor of their length."""
    assert check(folder.path, ATLAS).found == ()


BREACHES: list[tuple[str, str, str]] = [
    # old words of tuina.md, new words, words of the sentence
    ("absolute: [ABS-M]", "absolute: [fever]", "absolute caution ABS-M"),
    ("{id: pregnancy,", "{id: thin-bones,", "caution pregnancy"),
    ("red-flags: [RF-SPINE]", "red-flags: []", "red flag RF-SPINE"),
    ("evidence: low", "evidence: moderate", "a stiff back"),
    ("direction: favours", "direction: unclear", "low, favours, review"),
    ("basis: review", "basis: reading", "a stiff back"),
    ("    sources: [trial-2020]\n    note", "    sources: [shared-2001]\n    note", "trial-2020"),
    ("regions: [upper-back, lower-back]", "regions: [upper-back]", "upper-back, lower-back"),
    ("group: manual", "group: needle-skin", "group manual"),
]


@pytest.mark.parametrize(("old", "new", "words"), BREACHES, ids=[b[0][:24] for b in BREACHES])
def test_an_article_that_differs_is_found(
    folder: SmallFolder, old: str, new: str, words: str
) -> None:
    """A milder caution, a better grade, another region: each is an error in the article's file."""
    folder.replace(old, new)
    found = _found(folder, "catalogue")
    assert [one.file for one in found] == [str(folder.tuina)]
    assert words in found[0].sentence


def test_what_is_forbidden_need_not_be_done_with_care(folder: SmallFolder) -> None:
    """An article may be stricter than the catalogue, never milder."""
    folder.replace("absolute: [ABS-M]", "absolute: [ABS-M, pregnancy]")
    folder.replace("{id: pregnancy,", "{id: thin-bones,")
    assert _found(folder, "catalogue") == []


def test_an_article_without_a_row_and_a_row_without_an_article(folder: SmallFolder) -> None:
    """Both sides are complete: nothing is in one of them alone."""
    catalogue = json.loads(json.dumps(CATALOGUE))
    catalogue["therapies"]["sauna"] = catalogue["therapies"].pop("tuina")
    _write(folder, catalogue)
    found = {one.file.rpartition("/")[2]: one.sentence for one in _found(folder, "catalogue")}
    assert set(found) == {"tuina.md", "catalogue.json"}
    assert "therapy/sauna" in found["catalogue.json"]


LENGTHS: list[tuple[str, Callable[[str], str], str]] = [
    ("too short", lambda text: text.replace(TEXT, ""), "600 to 1400"),
    ("too long", lambda text: text.replace(TEXT, "\n\n".join([TEXT] * 3)), "600 to 1400"),
    ("no text for clients", lambda text: text.replace(CLIENT, ""), "!!! client"),
    (
        "clients told too little",
        lambda text: text.replace(CLIENT, CLIENT[:60] + "\n\n"),
        "80 to 150",
    ),
    ("nothing for professionals", lambda text: text.replace(PROFESSIONAL, ""), "!!! professional"),
]


@pytest.mark.parametrize(("name", "change", "words"), LENGTHS, ids=[one[0] for one in LENGTHS])
def test_a_therapy_is_neither_too_short_nor_too_long(
    folder: SmallFolder, name: str, change: Callable[[str], str], words: str
) -> None:
    """At none of its three levels."""
    folder.tuina.write_text(change(folder.tuina.read_text("utf-8")), "utf-8")
    assert [words in one.sentence for one in _found(folder, "length")] == [True], name


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("{", "unreadable", "is not JSON"),
        ('{"therapies": {"tuina": {"regions": []}}}', "bad-value", "therapies.tuina.group"),
        ('{"therapies": {}, "plants": {}}', "bad-value", "plants"),
        (
            '{"conditions": {"x": {"regions": [], "claims": [{"about": "y"}]}}}',
            "bad-value",
            "claims",
        ),
    ],
)
def test_a_broken_catalogue_is_told(folder: SmallFolder, text: str, rule: str, words: str) -> None:
    """In its own file, with the place in it."""
    (folder.path / "catalogue.json").write_text(text, "utf-8")
    found = _found(folder, rule)
    assert found
    assert all(one.file.endswith("catalogue.json") for one in found)
    assert words in found[0].sentence


def test_a_grade_rests_on_a_source_that_somebody_saw(folder: SmallFolder) -> None:
    """A source known by name alone carries no grade."""
    folder.replace('"seen": "https://example.org/a?b=1&c=2"', '"seen": null', "sources.json")
    found = _found(folder, "unseen-source")
    assert [one.file for one in found] == [str(folder.tuina)]
    assert "Eases a stiff back" in found[0].sentence
