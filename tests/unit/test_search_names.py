"""Type-ahead: what comes first, which letters are marked, slips, plurals, and the reader's own words."""

import pytest

from guide.content.library import Library
from guide.content.model import Hit, Kind
from guide.search.finder import Finder
from guide.search.forms import plurals, singulars
from guide.search.letters import letters
from guide.search.slips import align, cost
from guide.search.values import Narrowing


@pytest.fixture
def finder(core: Library) -> Finder:
    return Finder(core)


def keys(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.entry.key for hit in hits]


def marked(hit: Hit) -> list[str]:
    return [hit.matched[start:end] for start, end in hit.letters]


@pytest.mark.parametrize(
    ("typed", "key", "matched", "pieces"),
    [
        ("S36", "point/ST36", "S36", ["S36"]),
        ("e 36", "point/ST36", "E36", ["E36"]),
        ("tsu san", "point/ST36", "Tsu san li", ["Tsu", "san"]),
        ("zu san li", "point/ST36", "Zúsānlǐ", ["Zúsānlǐ"]),
        ("st-36", "point/ST36", "ST36", ["ST36"]),
        ("足三", "point/ST36", "足三里", ["足三"]),
        ("井", "term/jing-well", "井穴", ["井"]),
        ("thai mass", "therapy/thai-massage", "Thai massage", ["Thai", "mass"]),
        ("massage thai", "therapy/thai-massage", "Thai massage", ["Thai", "massage"]),
        ("acupuntcure", "therapy/acupuncture", "Acupuncture", ["Acupuncture"]),
        ("cuping", "therapy/dry-cupping", "Cupping (dry)", ["Cup", "ing"]),
        ("zusnli", "point/ST36", "Zúsānlǐ", ["Zús", "nlǐ"]),
        ("back stpeping", "therapy/back-stepping", "Back stepping", ["Back", "stepping"]),
        ("stepping bcak", "therapy/back-stepping", "Back stepping", ["Back", "stepping"]),
        ("hot packs", "therapy/hot-pack", "Hot pack", ["Hot", "pack"]),
        ("shoulder blade", "region/shoulder-blade", "Shoulder blade", ["Shoulder", "blade"]),
        ("氣", "term/qi", "气", ["气"]),
        ("針灸", "therapy/acupuncture", "针灸", ["针灸"]),
    ],
)
def test_the_name_that_was_meant_comes_first(
    finder: Finder, typed: str, key: str, matched: str, pieces: list[str]
) -> None:
    """The hit says which name it was, and its letters are those that were typed."""
    hit = finder.suggest(typed)[0]
    assert (hit.entry.key, hit.matched) == (key, matched)
    assert marked(hit) == pieces


def test_kinds_come_in_their_order_where_names_fit_alike(finder: Finder) -> None:
    """A therapy before points, points before words, sources last."""
    kinds = [hit.entry.kind for hit in finder.suggest("ba", 40)]
    first = {kind: kinds.index(kind) for kind in set(kinds)}
    assert kinds[0] in (Kind.THERAPY, Kind.CONDITION)
    assert first[Kind.THERAPY] < first[Kind.POINT] < first[Kind.TERM]
    sources = [place for place, kind in enumerate(kinds) if kind is Kind.SOURCE]
    assert all(kinds[place:] == [Kind.SOURCE] * len(kinds[place:]) for place in sources[:1])


def test_exact_codes_come_before_all(finder: Finder) -> None:
    """ST3 before ST30, the meridian BL before its points, also while an old code is typed."""
    assert keys(finder.suggest("st3"))[0] == "point/ST3"
    assert keys(finder.suggest("BL"))[0] == "meridian/BL"
    found = keys(finder.suggest("s3"))
    assert found[0] == "point/ST3"
    assert "point/ST36" in found


def test_a_slip_is_found_beside_names_that_begin_so(finder: Finder) -> None:
    """Titles of papers that begin with the same letters do not stand in its way."""
    assert "therapy/yoga" in keys(finder.suggest("yoag"))[:3]
    assert "therapy/tuina" in keys(finder.suggest("tuna"))[:3]


def test_what_fits_as_it_is_typed_comes_before_slips(finder: Finder) -> None:
    """Nobody who types a name gets another."""
    for typed, key in (("yoga", "therapy/yoga"), ("sauna", "therapy/sauna"), ("sha", "term/sha")):
        assert keys(finder.suggest(typed))[0] == key


def test_suggestions_can_be_narrowed(finder: Finder) -> None:
    """To the kinds and regions that are chosen."""
    hits = finder.suggest("ba", 20, narrowing=Narrowing(kinds=frozenset({Kind.POINT})))
    assert hits
    assert {hit.entry.kind for hit in hits} == {Kind.POINT}


# ---- the reader's own words

OWN = (
    ("therapy/sauna", "Ask Dr. Meyer about the wooden hut by the lake"),
    ("point/ST36", "Favourites"),
    ("therapy/none", "lake"),
)


def test_own_words_lead_to_their_entry(finder: Finder) -> None:
    """The hit says the words around the find and marks them."""
    (hit,) = (hit for hit in finder.suggest("wooden hu", own=OWN))
    assert hit.entry.key == "therapy/sauna"
    assert "wooden hut" in hit.matched
    assert marked(hit) == ["wooden", "hut"]
    assert hit.snippet == hit.entry.summary
    assert keys(finder.suggest("favourites", own=OWN))[0] == "point/ST36"


def test_own_words_do_not_hide_names(finder: Finder) -> None:
    """An entry comes once, with what fits best; no own words, no change."""
    hits = finder.suggest("sauna", own=(("therapy/sauna", "a sauna note"),))
    assert keys(hits).count("therapy/sauna") == 1
    assert hits[0].matched == "Sauna"
    assert finder.suggest("sauna", own=()) == finder.suggest("sauna")


@pytest.mark.parametrize("words", ["", "\x00", "“", "x" * 300_000, "🙂 lake", "\ud800"])
def test_any_own_words_can_be_looked_through(finder: Finder, words: str) -> None:
    """Whatever a note may hold."""
    finder.suggest("lake", own=(("therapy/sauna", words),))
    finder.find("lake", own=(("therapy/sauna", words),))


# ---- slips and forms


def test_slips_that_fingers_make_cost_least() -> None:
    """A double letter less than a neighbour key, that less than a swap, that less than another letter."""
    prices = [
        cost("cuping", "cupping"),
        cost("cuppung", "cupping"),
        cost("cuppign", "cupping"),
        cost("cuppng", "cupping"),
        cost("cuppxng", "cupping"),
    ]
    assert prices == sorted(prices)
    assert cost("cupping", "cupping") == 0
    assert cost("massagez", "massage") > cost("massag", "massage", half_typed=True)


def test_the_first_letter_is_seldom_wrong() -> None:
    """A slip there costs more."""
    assert cost("nassage", "massage") > cost("masaage", "massage")


def test_what_fits_is_told_letter_by_letter() -> None:
    """A swapped pair counts as typed; a letter that is missing or wrong does not."""
    assert align("tiuna", "tuina")[1] == [0, 1, 2, 3, 4]
    assert align("tuna", "tuina")[1] == [0, 1, 3, 4]
    assert align("", "abc", half_typed=True)[1] == []


@pytest.mark.parametrize(
    ("many", "one"),
    [("needles", "needle"), ("headaches", "headache"), ("boxes", "box"), ("feet", "foot"),
     ("allergies", "allergy"), ("vertebrae", "vertebra")],
)  # fmt: skip
def test_one_and_many_are_one_word(many: str, one: str) -> None:
    """Both ways."""
    assert one in singulars(many)
    assert many in plurals(one)


@pytest.mark.parametrize("word", ["yes", "pelvis", "massage", "abscess", "psoas"[:3], "tens"[:3]])
def test_not_everything_is_a_plural(word: str) -> None:
    """Words that only end like one stay as they are."""
    assert singulars(word) == ()


@pytest.mark.parametrize("typed", ["", " ", "qqqq", "🙂", "\x00", "a" * 500, "三", "é" * 50])
@pytest.mark.parametrize("name", ["", "Zúsānlǐ", "足三里", "Thai massage", "İ ß ŉ", "-"])
def test_letters_lie_inside_the_name(name: str, typed: str) -> None:
    """Whatever is typed."""
    for start, end in letters(name, typed):
        assert 0 <= start < end <= len(name)
