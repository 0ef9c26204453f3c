"""The palette's order: entries, actions and settings in one list, found as names are."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from guide.content.model import Entry, Hit, Kind
from guide.search.values import Choice, Facet, Found, Marks, Narrowing
from guide.services.uses import Uses
from guide.ui.palette.matching import Offer, fitting
from guide.ui.palette.narrowing import BOOKMARK, NOTE, Own, Question, ask
from guide.ui.palette.rows import Asked, Row, Sort, rows_at_rest, rows_for

NOW = datetime(2026, 11, 2, tzinfo=UTC)
OFFERS = (
    Offer("article.bookmark", "Bookmark this article", "Action", "Ctrl+D", "star favourite"),
    Offer("view.full", "Full screen", "Action", "F11"),
    Offer("view.larger", "Larger text", "Action", "Ctrl++", "zoom in bigger"),
    Offer("view.smaller", "Smaller text", "Action", "Ctrl+-", "zoom out"),
    Offer("notes.write", "Write a note", "Action", "Ctrl+E"),
    Offer("theme=dark", "Theme: Dark", "Setting", also="colours"),
    Offer("theme=light", "Theme: Light", "Setting", also="colours"),
)


class Fixed:
    """Knows a few entries by the beginning of their titles, and remembers what it was asked."""

    def __init__(self, *titles: str) -> None:
        self.hits = tuple(
            Hit(Entry(f"term/{title.lower()}", Kind.TERM, title), title, 85.0, letters=((0, 2),))
            for title in titles
        )
        self.asked: list[tuple[str, Narrowing, int]] = []

    def suggest(self, text: str, limit: int, own: Sequence[tuple[str, str]]) -> tuple[Hit, ...]:
        """Those that begin so."""
        self.asked.append((text, Narrowing(), limit))
        return tuple(hit for hit in self.hits if hit.entry.title.lower().startswith(text.lower()))

    def find(
        self,
        words: str,
        narrowing: Narrowing,
        limit: int,
        own: Sequence[tuple[str, str]],
        marks: Marks,
    ) -> Found:
        """All of them, or those with a mark; the marks counted."""
        self.asked.append((words, narrowing, limit))
        keys = narrowing.keys
        hits = tuple(hit for hit in self.hits if keys is None or hit.entry.key in keys)
        counts = (Choice(Facet.MARK, mark, mark, len(keys)) for mark, keys in marks.items())
        return Found(hits[:limit], len(hits), tuple(one for one in counts if one.count))


def ids(rows: Sequence[Row]) -> list[str]:
    """What can be picked among entries and offers."""
    return [row.id for row in rows if row.sort in (Sort.ENTRY, Sort.OFFER)]


def asked(text: str, uses: Uses | None = None) -> Asked:
    """What is typed, with every offer."""
    return Asked(text, OFFERS, uses=uses or Uses(), now=NOW)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bookmark", "article.bookmark"),
        ("BOOK", "article.bookmark"),
        ("this art", "article.bookmark"),
        ("fullscreen", "view.full"),
        ("scr", "view.full"),
        ("text larg", "view.larger"),
        ("favour", "article.bookmark"),
        ("dark", "theme=dark"),
        ("theme dark", "theme=dark"),
        ("bokmark", "article.bookmark"),
        ("wirte", "notes.write"),
        ("favuorite", "article.bookmark"),
        ("smaler text", "view.smaller"),
    ],
)
def test_an_action_is_found_by_its_words_in_spite_of_slips(typed: str, found: str) -> None:
    """Beginnings of words, in any order, with a slip or two."""
    assert fitting(OFFERS, typed)[0].offer.id == found


@pytest.mark.parametrize("typed", ["", "  ", "xx", "qqqqq", "+", "e"])
def test_what_is_no_word_of_an_action_finds_none(typed: str) -> None:
    """Nothing is offered at random."""
    assert fitting(OFFERS, typed) == []


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("full", ["Full"]),
        ("fullsc", ["Full sc"]),
        ("text larg", ["Larg", "text"]),
        ("zoom", []),
    ],
)
def test_the_letters_that_fit_are_known(typed: str, marked: list[str]) -> None:
    """What was typed is marked in what is shown; hidden words mark nothing."""
    fit = fitting(OFFERS, typed)[0]
    assert [fit.offer.text[start:end] for start, end in fit.letters] == marked


def test_entries_and_actions_stand_in_one_list() -> None:
    """What fits as a whole first, then beginnings, entries before actions among equals."""
    rows = rows_for(Fixed("Full", "Full moon", "Fullness"), asked("full"))
    assert ids(rows) == ["term/full", "term/full moon", "term/fullness", "view.full"]
    assert rows[-1].sort is Sort.ALL
    assert "full" in rows[-1].title
    assert rows[0].letters == ((0, 2),)
    assert rows[3].keys == "F11"
    assert rows[3].kind == "Action"


def test_where_few_are_called_so_those_follow_that_say_so() -> None:
    """Words of a question are no name; what holds them stands under a heading of its own."""
    rows = rows_for(Fixed("Full moon", "New moon"), asked("full"))
    assert ids(rows) == ["term/full moon", "view.full", "term/new moon"]
    assert [row.title for row in rows if row.sort is Sort.HEADING] == ["In the text"]
    many = Fixed(*(f"Full {number}" for number in range(9)), "New moon")
    assert "term/new moon" not in ids(rows_for(many, asked("full")))


def test_titles_of_papers_do_not_fill_the_list() -> None:
    """There are more of them than of all else, and they hold every word."""
    papers = tuple(
        Hit(Entry(f"source/{number}", Kind.SOURCE, f"Full {number}"), "", 85.0)
        for number in range(9)
    )
    finder = Fixed()
    finder.hits = papers
    assert ids(rows_for(finder, asked("full"))) == ["source/0", "source/1", "source/2", "view.full"]


def test_what_is_used_comes_first_among_equals() -> None:
    """A better fit still stands above it."""
    finder = Fixed("Full moon", "Fullness")
    uses = Uses().after("view.full", NOW).after("term/fullness", NOW).after("view.full", NOW)
    assert ids(rows_for(finder, asked("full", uses))) == [
        "view.full",
        "term/fullness",
        "term/full moon",
    ]
    whole = Uses().after("theme=light", NOW)
    assert ids(rows_for(finder, asked("full screen", whole)))[0] == "view.full"


def test_a_sign_asks_for_actions_alone() -> None:
    """Behind “>” no entry is looked for; alone it shows all that can be done."""
    finder = Fixed("Full moon")
    assert ids(rows_for(finder, asked(">full"))) == ["view.full"]
    assert ids(rows_for(finder, asked(" > "))) == [offer.id for offer in OFFERS]
    assert finder.asked == []


def test_an_empty_field_shows_what_was_open_and_what_is_done_most() -> None:
    """Recent pages, then actions: the most used, filled up with the usual ones."""
    recent = [Entry(f"point/{n}", Kind.POINT, f"Point {n}") for n in range(12)]
    uses = Uses().after("theme=dark", NOW)
    rows = rows_at_rest(recent, asked("", uses))
    assert [row.title for row in rows if row.sort is Sort.HEADING] == ["Recent", "Actions"]
    assert ids(rows)[:8] == [f"point/{n}" for n in range(8)]
    assert ids(rows)[8:] == ["theme=dark", "notes.write", "article.bookmark"]
    assert rows_at_rest([], Asked("")) == ()


def test_marks_of_ones_own_are_counted_and_narrow() -> None:
    """“With a bookmark” and “With a note” say how many; both together are alternatives."""
    finder = Fixed("Moxa", "Cup", "Needle")
    own = Own((), frozenset({"term/moxa"}), frozenset({"term/moxa", "term/cup"}))
    found = ask(finder, Question("x"), own)
    assert [(one.title, one.count) for one in found.choices] == [
        ("With a bookmark", 1),
        ("With a note", 2),
    ]
    assert len(finder.asked) == 1
    narrowed = Question("x").narrower(Facet.MARK, BOOKMARK, "With a bookmark")
    assert ask(finder, narrowed, own).total == 1
    both = narrowed.narrower(Facet.MARK, NOTE, "With a note")
    assert ask(finder, both, own).total == 2
    assert ask(finder, both.wider(Facet.MARK, NOTE), own).total == 1


def test_chips_become_what_the_finder_is_asked() -> None:
    """Values of one facet are alternatives, facets are combined; nothing is asked of nothing."""
    finder = Fixed("Moxa")
    question = Question("moxa")
    for facet, value in (
        (Facet.KIND, "therapy"),
        (Facet.KIND, "term"),
        (Facet.REGION, "neck"),
        (Facet.GROUP, "manual"),
        (Facet.EVIDENCE, "low"),
    ):
        question = question.narrower(facet, value, value)
    ask(finder, question, Own())
    assert finder.asked == [
        (
            "moxa",
            Narrowing(
                frozenset({Kind.THERAPY, Kind.TERM}),
                frozenset({"manual"}),
                frozenset({"neck"}),
                frozenset({"low"}),
            ),
            20,
        )
    ]
    assert ask(finder, Question("  "), Own()) == Found()
    assert len(finder.asked) == 1
