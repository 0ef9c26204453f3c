"""Full text: phrases, minus words, what is shown instead, facets with counts, own words, one ranking."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.content.compile import build
from guide.content.library import Library
from guide.content.model import Kind
from guide.search.finder import Finder
from guide.search.query import read
from guide.search.values import Choice, Facet, Found, Narrowing
from tests.unit.conftest import ATLAS, write_small_library


@pytest.fixture
def finder(core: Library) -> Finder:
    return Finder(core)


@pytest.fixture
def few(small: Library) -> Finder:
    return Finder(small)


def keys(found: Found) -> list[str]:
    return [hit.entry.key for hit in found.hits]


def everything(finder: Finder, words: str, narrowing: Narrowing | None = None) -> set[str]:
    return set(keys(finder.find(words, narrowing or Narrowing(), limit=10_000)))


def counts(found: Found, facet: Facet) -> dict[str, int]:
    return {one.value: one.count for one in found.choices if one.facet is facet}


# ---- what can be typed


def test_quoted_words_stand_together(finder: Finder) -> None:
    """What holds the phrase holds the words, not the reverse; common words between do not part it."""
    phrase, words = everything(finder, '"knee pain"'), everything(finder, "knee pain")
    assert phrase
    assert phrase < words
    text = finder.find('"certainty of the evidence"').hits[0]
    assert any("certainty" in text.snippet[start:end].casefold() for start, end in text.marks)
    assert everything(finder, "“knee pain”") == phrase


def test_a_quoted_word_is_meant_just_so(finder: Finder) -> None:
    """Without its plural, and without a word in its place."""
    assert everything(finder, '"headaches"') < everything(finder, "headaches")
    assert finder.find('"acupuntcure" needles').hits == ()
    assert finder.find('"acupuntcure" needles skin').hits == ()
    assert finder.find("acupuntcure needles").hits


def test_an_open_quote_is_a_phrase_that_is_being_typed(finder: Finder) -> None:
    """Its last word may be half typed."""
    assert everything(finder, '"knee pai') >= everything(finder, '"knee pain"')


def test_a_minus_word_takes_its_hits_away(finder: Finder) -> None:
    """Also those that are found by a name; a phrase can be taken away as well."""
    without = everything(finder, "cupping -wet ")
    assert "therapy/dry-cupping" in everything(finder, "cupping -hijama")
    assert "therapy/wet-cupping" not in without
    assert without == everything(finder, "cupping ") - everything(finder, "wet ")
    assert "therapy/wet-cupping" not in everything(finder, 'cupping -"wet cupping"')


def test_a_hyphen_within_a_word_is_no_minus(finder: Finder) -> None:
    """ST-36 and trigger-point are names."""
    assert keys(finder.find("ST-36"))[0] == "point/ST36"
    assert "therapy/trigger-point" in keys(finder.find("trigger-point"))


@pytest.mark.parametrize(
    "typed", ["-wet", '-"wet cupping" -dry', "-", "- -", '""', '"', "-the", "the"]
)
def test_without_a_wanted_word_nothing_is_found(finder: Finder, typed: str) -> None:
    """Minus words alone ask for nothing."""
    assert finder.find(typed) == Found(choices=())


def test_endings_after_an_apostrophe_do_not_matter(finder: Finder) -> None:
    """The baby’s, can’t."""
    assert everything(finder, "baby's massage") == everything(finder, "baby massage")
    assert everything(finder, "can’t sleep ") == everything(finder, "sleep ")


def test_one_and_many_find_the_same(finder: Finder) -> None:
    """Needle, needles."""
    assert everything(finder, "headaches ") == everything(finder, "headache ")


@pytest.mark.parametrize("words", ["足", "三里", "针灸", "足三里", "颈椎病"])
def test_signs_stand_together_in_the_text(finder: Finder, words: str) -> None:
    """Of any number, and in the old form as well."""
    for hit in finder.find(words).hits:
        assert words in f"{hit.entry.title} {hit.entry.names} {hit.snippet} {hit.matched}", hit
    assert everything(finder, "針灸") == everything(finder, "针灸")
    assert everything(finder, "里三足") == set()


HOSTILE = [
    '"', '""', '" " "', "'", "*", "a*b", "NEAR(a b, 3)", "a AND", "OR OR", "NOT x", "title:x", "{a b}: c",
    "^a", "-a -b", "--a", '-"', '-"a', "a\x00b", "\x00", "((((", ")) AND ((", "🙂", "-🙂", "\ud800",
    "%_", "' OR 1=1 --", "a" * 10_000, '"' * 5000, "-" * 5000, "é" * 5000, "\u202ea", "_", "a_b",
    "足" * 1000, '"足' * 300, " ".join(f"w{n}" for n in range(1000)), " ".join(f"-w{n}" for n in range(1000)),
    "a\nb\tc", "\u0301", "ﬁ ß İ", "。、", "+x", "x -", "words MATCH 'a'", "rank", "\\", "a\\",
]  # fmt: skip


@pytest.mark.parametrize("typed", HOSTILE)
def test_nothing_typed_breaks_a_search(few: Finder, typed: str) -> None:
    """Whatever stands in the field: no error, and marks inside their texts."""
    for hit in few.find(typed, limit=5).hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)
        assert all(0 <= start < end <= len(hit.matched) for start, end in hit.letters)
    few.suggest(typed)


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text('ab "-足里*()^:\x00é’', max_size=30))
def test_signs_of_the_syntax_in_any_order(few: Finder, typed: str) -> None:
    """Quotes and minus signs wherever they stand."""
    found = few.find(typed, limit=3)
    assert found.total >= len(found.hits)
    read(typed)


# ---- instead, and partly


@pytest.mark.parametrize(
    ("typed", "instead"),
    [
        ("acupuntcure needles", ("acupuntcure", "acupuncture")),
        ("osteoporsis ", ("osteoporsis", "osteoporosis")),
        ("chemotherpy ", ("chemotherpy", "chemotherapy")),
        ("physiothrap", ("physiothrap", "physiotherapy")),
    ],
)
def test_a_word_that_stands_nowhere_is_replaced(
    finder: Finder, typed: str, instead: tuple[str, str]
) -> None:
    """By the nearest word of the library, and the answer says so."""
    found = finder.find(typed)
    assert instead in found.instead
    assert found.hits


def test_nothing_is_replaced_without_need(finder: Finder) -> None:
    """Neither what stands somewhere, nor a beginning, nor a name, nor what is near to nothing."""
    for typed in ("acupuncture", "acupunct", "zusanli", "tsu san li", "S36", "qqqqqqqqq", "足里足"):
        assert finder.find(typed).instead == (), typed


def test_where_few_hold_all_words_most_will_do(finder: Finder) -> None:
    """They come after those that hold all, and the answer says so."""
    found = finder.find("knee arthritis tai chi")
    assert found.partly
    assert "therapy/tai-chi" in keys(found)[:3]
    assert not finder.find("back pain").partly


# ---- facets


def test_choices_count_what_would_be_left(finder: Finder) -> None:
    """Every count is the number of hits after that choice."""
    found = finder.find("massage")
    assert counts(found, Facet.KIND)
    for one in found.choices:
        narrowing = {
            Facet.KIND: lambda value: Narrowing(kinds=frozenset({Kind(value)})),
            Facet.GROUP: lambda value: Narrowing(groups=frozenset({value})),
            Facet.REGION: lambda value: Narrowing(regions=frozenset({value})),
            Facet.EVIDENCE: lambda value: Narrowing(evidence=frozenset({value})),
        }[one.facet](one.value)
        assert finder.find("massage", narrowing).total == one.count, one


def test_a_facet_counts_within_what_the_others_narrow(finder: Finder) -> None:
    """Choosing a kind leaves the counts of the kinds and changes those of the regions."""
    wide = finder.find("massage")
    narrowing = Narrowing(kinds=frozenset({Kind.THERAPY}), regions=frozenset({"lower-back"}))
    narrow = finder.find("massage", narrowing)
    assert counts(narrow, Facet.KIND)["therapy"] == narrow.total
    assert counts(narrow, Facet.REGION)["lower-back"] == narrow.total
    assert counts(narrow, Facet.REGION)["foot"] <= counts(wide, Facet.REGION)["foot"]
    both = Narrowing(kinds=frozenset({Kind.THERAPY, Kind.CONDITION}))
    only = Narrowing(kinds=frozenset({Kind.THERAPY}))
    assert finder.find("massage", both).total > finder.find("massage", only).total


def test_hits_are_what_was_chosen(finder: Finder) -> None:
    """Each of them, in every facet; of a part of the body its own parts as well."""
    narrowing = Narrowing(
        kinds=frozenset({Kind.THERAPY}),
        groups=frozenset({"manual"}),
        evidence=frozenset({"low", "moderate"}),
    )
    hits = finder.find("massage", narrowing, limit=1000).hits
    assert hits
    for hit in hits:
        assert hit.entry.kind is Kind.THERAPY
        assert hit.entry.group == "manual"
        assert hit.entry.evidence in ("low", "moderate")
    foot = finder.find("", Narrowing(regions=frozenset({"foot"})), limit=10_000)
    assert "region/heel" in keys(foot)


def test_a_chosen_value_without_hits_is_still_listed(finder: Finder) -> None:
    """So that it can be taken away again."""
    found = finder.find("cupping", Narrowing(kinds=frozenset({Kind.MERIDIAN})))
    assert found.hits == ()
    assert counts(found, Facet.KIND)["meridian"] == 0


def test_choices_speak_the_words_of_the_library(finder: Finder) -> None:
    """Headings of groups, names of regions, grades as articles call them."""
    titles = {(one.facet, one.value): one.title for one in finder.find("massage").choices}
    assert titles[Facet.KIND, "therapy"] == "Therapies"
    assert titles[Facet.GROUP, "manual"] == "Hands and feet"
    assert titles[Facet.REGION, "lower-back"] == "Lower back"
    assert titles[Facet.EVIDENCE, "low"] == "low certainty"


def test_blank_words_list_what_is_chosen(finder: Finder, core: Library) -> None:
    """In reading order; nothing chosen and nothing typed is nothing."""
    found = finder.find(" ", Narrowing(kinds=frozenset({Kind.THERAPY})), limit=1000)
    assert keys(found) == [entry.key for entry in core.entries(Kind.THERAPY)]
    assert finder.find("  ") == Found()
    assert finder.find("the", Narrowing(kinds=frozenset({Kind.THERAPY}))).hits == ()


def test_unknown_values_find_nothing(finder: Finder) -> None:
    """And are no error."""
    assert finder.find("massage", Narrowing(regions=frozenset({"tail"}))).hits == ()
    assert finder.find("massage", Narrowing(keys=frozenset({"no/such", "\ud800"}))).hits == ()


# ---- the reader's own


OWN = (("therapy/sauna", "remember the larch hut"),)


def test_own_words_are_found_in_full_text(finder: Finder) -> None:
    """The entry is a hit; its words say why."""
    found = finder.find("larch hut", own=OWN)
    assert keys(found) == ["therapy/sauna"]
    hit = found.hits[0]
    assert "larch hut" in hit.matched
    assert [hit.matched[start:end] for start, end in hit.letters] == ["larch", "hut"]
    assert "therapy/sauna" not in keys(finder.find("larch -hut", own=OWN))


def test_own_marks_are_a_facet(finder: Finder) -> None:
    """How many hits have one, and only those if it is chosen."""
    marks = {
        "bookmark": frozenset({"therapy/tuina", "therapy/none"}),
        "note": frozenset({"therapy/tuina", "therapy/yoga"}),
        "tag": frozenset[str](),
    }
    found = finder.find("push grasp", marks=marks)
    assert counts(found, Facet.MARK) == {"bookmark": 1, "note": 1}
    chosen = finder.find("push grasp", Narrowing(keys=marks["bookmark"]), marks=marks)
    assert keys(chosen) == ["therapy/tuina"]
    assert counts(chosen, Facet.MARK)["note"] == 1
    assert counts(finder.find("push grasp"), Facet.MARK) == {}


# ---- one ranking


@pytest.mark.parametrize(
    "typed", ["ba", "st3", "zusnli", "acupuntcure", "S36", "ho ku", "footbath", "thai mas", "三里"]
)
def test_what_type_ahead_finds_the_search_finds(finder: Finder, typed: str) -> None:
    """Also by a slip, an old code or another spelling."""
    assert {hit.entry.key for hit in finder.suggest(typed)} <= everything(finder, typed)


def test_scores_fall_from_hit_to_hit(finder: Finder) -> None:
    """Whatever brought them there."""
    for typed in ("massage", "st36", "zusanil", "back pain pregnancy", "knee arthritis tai chi"):
        scores = [hit.score for hit in finder.find(typed).hits]
        assert scores == sorted(scores, reverse=True), typed


def test_of_two_packs_the_later_entry_counts(small_pack: Path, tmp_path: Path) -> None:
    """An entry that both hold comes once, is counted once, and is found by its later words."""
    folder = write_small_library(tmp_path / "articles")
    folder.replace("Cups of glass", "Cups of porcelain", "therapies/cupping.md")
    other = build(folder.path, ATLAS, tmp_path / "other.tgpack", processes=1).out
    library = Library.open(small_pack, other)
    try:
        finder = Finder(library)
        assert keys(finder.find("porcelain")) == ["therapy/cupping"]
        assert finder.find("glass ").hits == ()
        assert finder.find("cupping").total == Finder(Library.open(other)).find("cupping").total
        found = [hit.entry.key for hit in finder.suggest("tui", 50)]
        assert found.count("therapy/tuina") == 1
    finally:
        library.close()


def test_many_threads_get_the_same_answer(small: Library) -> None:
    """The first question reads names, facts and words, however many ask it at once."""
    finder = Finder(small)
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(finder.find, ["massage skon"] * 24))
    assert len(set(found)) == 1


def test_a_choice_is_a_plain_value() -> None:
    """It can cross threads and be compared."""
    assert Choice(Facet.KIND, "a", "A", 1) == Choice(Facet.KIND, "a", "A", 1)
