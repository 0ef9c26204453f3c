"""Entries at a glance, and words that are looked up."""

from dataclasses import replace

import pytest

from guide.content.glance import glance
from guide.content.library import Library
from guide.content.model import Entry, Hit, Kind
from guide.errors import UnknownKey
from guide.search import lookup
from guide.search.finder import Finder
from guide.search.lookup import Outcome, look_up

# ---- at a glance


def test_a_therapy_tells_what_speaks_for_it_and_who_must_not_have_it(small: Library) -> None:
    """Names, summary, the best grade in words, the first cautions, and how many more there are."""
    seen = glance(small, "therapy/tuina")
    assert seen.entry.title == "Tuina"
    assert seen.names == "推拿 · tuīná · Chinese massage · push and grasp"
    assert seen.says == "Chinese massage by hand."
    assert seen.evidence == "low certainty"
    assert seen.cautions == ("Do not: Fever or infection · Thin bones",)
    assert seen.more == 1


def test_a_lone_caution_is_told_with_its_reason(core: Library) -> None:
    """Nothing is cut from the only line that says “do not”, be it that nobody is named."""
    allergy = glance(core, "therapy/dietetics")
    assert allergy.cautions[0].startswith("Do not: An allergy to a food. No food")
    assert allergy.more > 0
    none = glance(core, "therapy/breathing")
    assert none.cautions[0].startswith("Do not: No group of people is known")


def test_every_caution_is_told_or_counted(core: Library) -> None:
    """No card leaves a caution out without saying that there are more."""
    for kind in (Kind.THERAPY, Kind.CONDITION):
        for entry in core.entries(kind):
            lines = [
                line
                for line in core.page(entry.key).cautions
                if line.startswith(("Do not: ", "With care: "))
            ]
            seen = glance(core, entry.key)
            told = sum(line.count(" · ") + 1 for line in seen.cautions)
            assert told + seen.more == len(lines), entry.key


def test_a_term_is_told_by_its_definition(core: Library) -> None:
    """The sentence that begins its page."""
    seen = glance(core, "term/cun")
    assert seen.says.startswith("The “body inch”")
    assert seen.names.startswith("寸 · cùn")
    assert (seen.evidence, seen.cautions, seen.more) == ("", (), 0)


def test_a_point_is_told_by_its_place_and_what_lies_beneath(core: Library) -> None:
    """Where there is no caution, the card says that this does not make it safe."""
    deep = glance(core, "point/ST12")
    assert deep.says == core.entry("point/ST12").summary
    assert deep.cautions == core.page("point/ST12").cautions[:3]
    assert (deep.more, deep.note) == (1, "")
    plain = glance(core, "point/ST36")
    assert plain.cautions == ()
    assert plain.note == "No caution is noted for this point, which does not make it safe."


def test_every_point_has_a_caution_or_the_sentence_about_none(core: Library) -> None:
    """“No note” never looks like “safe”."""
    for entry in core.entries(Kind.POINT):
        seen = glance(core, entry.key)
        assert bool(seen.cautions) != bool(seen.note), entry.key


def test_a_source_tells_what_it_says_and_how_it_was_seen(small: Library) -> None:
    """Who wrote it and when stand under the title, not the name of its entry in a list."""
    seen = glance(small, "source/trial-2020")
    assert seen.entry.title == "A trial of strokes"
    assert seen.names == "Müller & Söhne, 2020"
    assert seen.says == "Small <effect>."
    assert seen.note.startswith("Read as the text of a search result")


def test_red_flags_tell_the_signs(small: Library) -> None:
    """The signs themselves, whole."""
    assert "numb saddle area or weak legs" in glance(small, "red-flag/RF-SPINE").says.lower()


def test_a_caution_tells_what_must_not_be_done(small: Library) -> None:
    """The first articles that rule it out; the others, and those with care, are counted."""
    seen = glance(small, "caution/thin-bones")
    assert seen.cautions[0].startswith("Do not: ")
    assert seen.names == ""
    shared = glance(small, "caution/ABS-M")
    assert shared.cautions == ("fever or infection · thin bones",)


def test_every_entry_has_something_to_say(core: Library) -> None:
    """No kind of page leads to an empty card."""
    for entry in core.entries():
        seen = glance(core, entry.key)
        assert seen.says or seen.note or seen.cautions, entry.key


def test_what_is_not_there_is_said(small: Library) -> None:
    """As everywhere, by the error that names the key."""
    with pytest.raises(UnknownKey, match="term/nothing"):
        glance(small, "term/nothing")


# ---- looking up


@pytest.fixture
def finder(core: Library) -> Finder:
    return Finder(core)


@pytest.mark.parametrize(
    ("selected", "key"),
    [
        ("cun", "term/cun"),
        ("CUN", "term/cun"),
        (" “Cun”, ", "term/cun"),
        ("acupoints", "term/acupoint"),
        ("acupuncture points", "term/acupoint"),
        ("body\u2029inches", "term/cun"),
        ("bi  syndromes", "term/bi-syndrome"),
        ("meridian", "term/meridian-term"),
        ("足三里", "point/ST36"),
        ("Zúsānlǐ", "point/ST36"),
        ("St-36", "point/ST36"),
        ("涌泉", "point/KI1"),
        ("gua sha", "therapy/gua-sha"),
        ("zang/fu", "term/zang-fu"),
        ("pregnancies", "caution/pregnancy"),
    ],
)
def test_what_is_called_so_is_found(core: Library, finder: Finder, selected: str, key: str) -> None:
    """Terms first; plural, case, signs around the words and line ends are forgiven."""
    found = look_up(core, finder, selected)
    assert (found.outcome, found.key) == (Outcome.EXACT, key)


@pytest.mark.parametrize(
    ("selected", "key"),
    [
        ("accupuncture", "therapy/acupuncture"),
        ("moxibusion", "therapy/moxibustion"),
        ("足三", "point/ST36"),
    ],
)
def test_a_slip_leads_to_a_guess_that_says_so(
    core: Library, finder: Finder, selected: str, key: str
) -> None:
    """The entry with the nearest name, as a “perhaps”."""
    found = look_up(core, finder, selected)
    assert (found.outcome, found.key) == (Outcome.PERHAPS, key)


@pytest.mark.parametrize("selected", ["xyzzy", "the", "their", "muscle", "someone", "1 2 3", "x"])
def test_words_that_nothing_is_called_lead_nowhere(
    core: Library, finder: Finder, selected: str
) -> None:
    """A name that only begins like them, or only holds them, is no answer."""
    found = look_up(core, finder, selected)
    assert (found.outcome, found.key) == (Outcome.NOTHING, "")


@pytest.mark.parametrize("selected", ["", "  ", "“…”", "–", "//"])
def test_signs_alone_are_nothing(core: Library, finder: Finder, selected: str) -> None:
    """A selection without a letter is looked up nowhere."""
    assert look_up(core, finder, selected) == lookup.Lookup("", Outcome.NOTHING)


def test_a_whole_sentence_is_too_long(core: Library, finder: Finder) -> None:
    """More than eighty characters are no name."""
    assert look_up(core, finder, "a" * 80).outcome is Outcome.NOTHING
    assert look_up(core, finder, "word " * 20).outcome is Outcome.TOO_LONG


def test_a_term_counts_before_a_therapy(small: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever reads wants to know what a word means; the order of kinds comes after that."""
    asked: list[str] = []

    def resolve(name: str) -> str | None:
        asked.append(name)
        return None

    monkeypatch.setattr(small, "resolve", resolve)
    look_up(small, Finder(small), "Boxes")
    assert asked[:2] == ["term/Boxes", "Boxes"]
    assert "term/box" in asked


def test_a_guess_is_judged_by_the_name_and_not_by_its_score(
    small: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However sure the suggestion is, a name that only begins so is none that was meant."""
    finder = Finder(small)
    entry = Entry("therapy/tuina", Kind.THERAPY, "Tuina")
    hit = Hit(entry, "Tuinastic exercise", 99.0)
    monkeypatch.setattr(finder, "suggest", lambda words: (hit, replace(hit, matched="Tuinas")))
    assert look_up(small, finder, "tuinast").outcome is Outcome.PERHAPS
    monkeypatch.setattr(finder, "suggest", lambda words: (hit,))
    assert look_up(small, finder, "tuinast").outcome is Outcome.NOTHING
