"""Finding: by name while typing and by words, in Latin and Chinese, whatever is typed."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guide.content.levels import Level, only_for
from guide.content.library import Library
from guide.content.model import Hit, Kind
from guide.content.names import fold
from guide.search.finder import Finder
from guide.search.query import read
from guide.search.snippet import page_snippet, snippet
from guide.search.values import Narrowing


@pytest.fixture
def finder(small: Library) -> Finder:
    return Finder(small)


def keys(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.entry.key for hit in hits]


# ---- names


@pytest.mark.parametrize(
    ("typed", "key", "matched"),
    [
        ("tui", "therapy/tuina", "Tuina"),
        ("TUINA", "therapy/tuina", "Tuina"),
        ("推", "therapy/tuina", "推拿"),
        ("拿", "therapy/tuina", "推拿"),
        ("chinese mas", "therapy/tuina", "Chinese massage"),
        ("grasp", "therapy/tuina", "push and grasp"),
        ("grasp push", "therapy/tuina", "push and grasp"),
        ("st36", "point/ST36", "ST36"),
        ("ST 36", "point/ST36", "ST36"),
        ("st-36", "point/ST36", "ST36"),
        ("zusanli", "point/ST36", "Zúsānlǐ"),
        ("Zúsānlǐ", "point/ST36", "Zúsānlǐ"),
        ("zu san li", "point/ST36", "Zúsānlǐ"),
        ("三里", "point/ST36", "足三里"),
        ("zusanil", "point/ST36", "Zúsānlǐ"),
        ("zusnli", "point/ST36", "Zúsānlǐ"),
        ("tiuna", "therapy/tuina", "Tuina"),
        ("lumbagi", "condition/back-pain", "lumbago"),
        ("bladder mer", "meridian/BL", "Foot-Taiyang Bladder Meridian"),
        ("shoulder", "region/shoulder", "Shoulder"),
    ],
)
def test_names_are_found_while_typing(finder: Finder, typed: str, key: str, matched: str) -> None:
    """By beginning, by any word, without accents, blanks and signs, and in spite of slips."""
    hits = finder.suggest(typed)
    found = {hit.entry.key: hit.matched for hit in hits}
    assert key in found
    assert fold(matched) in fold(found[key])


def test_the_whole_name_comes_first(finder: Finder) -> None:
    """ST3 is not buried under ST36; the meridian BL stands before its points."""
    assert keys(finder.suggest("st3"))[0] == "point/ST3"
    assert keys(finder.suggest("BL"))[0] == "meridian/BL"
    assert keys(finder.suggest("back pain"))[0] == "condition/back-pain"


def test_each_entry_comes_once_and_no_more_than_asked_for(finder: Finder) -> None:
    """However many of its names fit; the better ones first."""
    hits = finder.suggest("s", limit=7)
    assert len(hits) == len(set(keys(hits))) == 7
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize("typed", ["", "   ", "!?", "—", "qqqqqqq", "\x00", "x" * 10_000])
def test_nothing_is_suggested_for_nothing(finder: Finder, typed: str) -> None:
    """No error and no guess."""
    assert finder.suggest(typed) == ()


# ---- words


def test_words_are_found_in_the_text(finder: Finder) -> None:
    """All of them must be there; the last may be half typed."""
    assert keys(finder.find("glass skin").hits) == ["therapy/cupping"]
    assert keys(finder.find("cups of gla").hits) == ["therapy/cupping"]
    assert finder.find("gla skin ").hits == ()
    assert finder.find("glass feet").hits == ()


@pytest.mark.parametrize("words", ["足", "三里", "足三里", "肺俞", "推拿", "拔罐"])
def test_chinese_words_of_any_length(finder: Finder, words: str) -> None:
    """One sign, two or three: what holds them is found, and only that."""
    hits = finder.find(words).hits
    assert hits
    for hit in hits:
        assert words in f"{hit.entry.title} {hit.entry.names} {hit.snippet}", hit


def test_chinese_signs_must_stand_together(finder: Finder) -> None:
    """里足 is not 足…里."""
    assert finder.find("里足").hits == ()


def test_accents_do_not_matter(finder: Finder) -> None:
    """Plain letters find tuīná, and the reverse."""
    assert (
        keys(finder.find("caibei").hits)
        == keys(finder.find("cǎibèi").hits)
        == ["therapy/back-stepping"]
    )
    assert "source/trial-2020" in keys(finder.find("muller sohne").hits)


def test_articles_come_before_short_entries(core: Library) -> None:
    """Somebody who asks for cupping wants the article, not the eleventh paper about it."""
    finder = Finder(core)
    assert keys(finder.find("cupping").hits)[0] == "therapy/dry-cupping"
    assert keys(finder.find("low back pain").hits)[0] == "condition/lumbar-spine"
    assert keys(finder.find("back stepp").hits)[0] == "therapy/back-stepping"
    assert keys(finder.find("lung cancer").hits)[0] == "condition/lung-cancer"


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("ST36", "point/ST36"),
        ("zusanli", "point/ST36"),
        ("Zúsānlǐ", "point/ST36"),
        ("足三里", "point/ST36"),
        ("Leg Three Li", "point/ST36"),
        ("人中", "point/GV26"),
        ("清泠渊", "point/TE11"),
        ("X-ANMIAN", "point/X-ANMIAN"),
        ("BL", "meridian/BL"),
        ("足太阳膀胱经", "meridian/BL"),
        ("足太陽膀胱經", "meridian/BL"),
        ("Chong Mai", "meridian/TV"),
    ],
)
def test_what_is_called_just_so_comes_first(core: Library, words: str, key: str) -> None:
    """Points and meridians by code and in every writing, before the articles that mention them."""
    hits = Finder(core).find(words).hits
    assert hits[0].entry.key == key
    assert hits[0].score == max(hit.score for hit in hits)


def test_a_snippet_of_a_table_holds_its_words_alone(core: Library) -> None:
    """And nothing of how the table is written."""
    snippets = [hit.snippet for hit in Finder(core).find("肺俞").hits]
    assert any("BL13 · 肺俞 · Fèishū · T3 · lung" in words for words in snippets), snippets
    assert not any(">" in words for words in snippets)


def test_a_point_that_is_found_by_its_name_says_where_it_lies(finder: Finder) -> None:
    """Not its names again."""
    (hit,) = (hit for hit in finder.find("zusanli").hits if hit.entry.key == "point/ST36")
    assert hit.snippet == hit.entry.summary
    hits = finder.find("tibialis anterior", Narrowing(kinds=frozenset({Kind.POINT}))).hits
    (found,) = (hit for hit in hits if hit.entry.key == "point/ST36")
    assert found.matched == "text"
    assert "tibialis anterior" in found.snippet
    assert len(found.marks) == 2


def test_common_words_do_not_stand_in_the_way(finder: Finder) -> None:
    """What “cups of the skin” finds is what “cups skin” finds."""
    assert keys(finder.find("cups of the skin").hits) == keys(finder.find("cups skin").hits)
    assert finder.find("of the").hits == ()


def test_shared_cautions_do_not_bring_every_article(finder: Finder) -> None:
    """Fever stands in the shared list of tuina and treading, but cupping names it itself."""
    assert [key for key in keys(finder.find("fever").hits) if key.startswith("therapy/")] == [
        "therapy/cupping"
    ]


def test_kind_and_region_narrow_the_search(finder: Finder) -> None:
    """Together and each alone."""
    assert {
        hit.entry.kind
        for hit in finder.find("back", Narrowing(kinds=frozenset({Kind.CONDITION}))).hits
    } == {Kind.CONDITION}
    found = keys(finder.find("massage", Narrowing(regions=frozenset({"upper-back"}))).hits)
    assert set(found) == {"therapy/back-stepping", "therapy/tuina"}
    assert finder.find("glass", Narrowing(kinds=frozenset({Kind.POINT}))).hits == ()
    assert finder.find("glass", Narrowing(regions=frozenset({"nowhere"}))).hits == ()


def test_the_limit_is_kept_and_the_best_come_first(finder: Finder) -> None:
    """Scores fall from hit to hit."""
    hits = finder.find("point", limit=5).hits
    assert len(hits) == 5
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
    assert finder.find("point", limit=0).hits == ()


def test_it_says_what_matched(finder: Finder) -> None:
    """The name that holds a word, else the text."""
    assert finder.find("grasp").hits[0].matched == "push and grasp"
    assert finder.find("glass").hits[0].matched == "text"


def test_marks_lie_on_the_words(finder: Finder) -> None:
    """The marked pieces of a snippet are the words, accents and half words included."""
    (hit,) = finder.find("glass skin cups").hits
    marked = [hit.snippet[start:end].casefold() for start, end in hit.marks]
    assert {"glass", "skin", "cups"} <= set(marked)
    stepping = finder.find("caibei").hits[0]
    assert [stepping.snippet[start:end] for start, end in stepping.marks] == ["cǎibèi"]
    half = finder.find("handl").hits[0]
    assert [half.snippet[start:end] for start, end in half.marks] == ["Handling"]


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", "*", "a*b", "NEAR(a b)", "a AND", "OR", "NOT x", "title:x", "{a b}: c", "^a", "-a",
        "a\x00b", "((((", "🙂", "\ud800", "%_", "' OR 1=1 --", "a" * 100_000, "é" * 5000, "\u202ea",
        "_", "a_b", "足" * 1000, " ".join(f"w{n}" for n in range(1000)),
    ],
)  # fmt: skip
def test_nothing_typed_is_syntax(finder: Finder, typed: str) -> None:
    """Signs of the search engine are letters like others, or nothing."""
    finder.find(typed)
    finder.suggest(typed)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(typed=st.text(max_size=40))
def test_any_text_can_be_searched(finder: Finder, typed: str) -> None:
    """Whatever a keyboard can give: no error, and marks that lie inside the snippet."""
    for hit in (*finder.find(typed, limit=5).hits, *finder.suggest(typed)):
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.marks)


def test_many_threads_may_ask(small: Library) -> None:
    """The first question reads the names, however many ask it at once."""
    finder = Finder(small)
    with ThreadPoolExecutor(6) as pool:
        suggested = list(pool.map(finder.suggest, ["zusanli"] * 24))
        searched = list(pool.map(finder.find, ["massage"] * 24))
    assert len(set(suggested)) == len(set(searched)) == 1


# ---- snippets


def test_a_snippet_shows_where_most_words_stand_together() -> None:
    """Not the first place of one word but the place of both."""
    text = "bone " + "filler " * 60 + "a bone near the skin here" + " filler" * 60
    piece, marks = snippet(text, read("bone skin"))
    assert [piece[start:end] for start, end in marks] == ["bone", "skin"]
    assert piece.startswith("… ")
    assert piece.endswith(" …")
    assert len(piece) < 220


def test_a_snippet_of_nothing_is_the_beginning() -> None:
    """A word that stands in the title only still gives a line to read."""
    assert snippet("Short text.", read("other")) == ("Short text.", ())
    assert snippet("", read("other")) == ("", ())


def test_folding_keeps_every_place() -> None:
    """A mark in the folded text is a mark in the text, whatever letters stand before it."""
    for text in ("Straße", "İstanbul", "ŉ ﬁ ǆ", "cǎibèi 踩背", "e\u0301", "\U0001d4d0"):
        assert len(fold(text)) == len(text)


PAGE = (
    "<h1>Points</h1><table><tr><td>knee · stomach</td></tr></table>"
    + "<p>“Long” — words before.</p>" * 40
    + "<p>Zúsānlǐ (足三里) lies three <strong>cun</strong> below the knee of the stomach line.</p>"
    + only_for([Level.PROFESSIONAL], "<p>Needles enter upright.</p>")
    + "<p>The end.</p>" * 40
)


@pytest.mark.parametrize(
    ("typed", "marked", "level"),
    [
        ("zusanli", ["Zúsānlǐ"], ""),
        ("足三里", ["足三里"], ""),
        ("cun", ["cun"], ""),
        ("knee stomach", ["knee", "stomach"], ""),
        ("needles", ["Needles"], "professional"),
        ("table strong", [], ""),
        ("professional", [], ""),
    ],
)
def test_a_snippet_of_a_page_is_a_sentence_with_the_words(
    typed: str, marked: list[str], level: str
) -> None:
    """In any writing, not from a cell if a sentence will do, and never from a tag."""
    (text, marks), told = page_snippet(PAGE.encode(), read(typed))
    assert [text[start:end] for start, end in marks] == marked
    assert told == level
    assert "stomach line" in text or "knee" not in typed
    assert not set(text) & set("<>\ue010\ue011\ue012")
