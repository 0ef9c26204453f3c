"""The library that comes with the program: complete, unique, and with its warnings first."""

import re
from collections import Counter
from itertools import pairwise

from guide.content.check import check
from guide.content.findings import Notes
from guide.content.labels import SEEN
from guide.content.levels import Level
from guide.content.library import Library
from guide.content.model import Kind
from guide.content.names import tight
from guide.content.vocabulary import Vocabulary
from tests.unit.conftest import ATLAS, CORE

RELATED_LIST = (
    *("low-haemoglobin", "dermatofibroma", "lung-cancer", "menstruation-age", "gastric-cancer"),
    *("recurrence", "hypertension", "cervical-degeneration", "dark-circles", "stomach-upsets"),
    *("lumbar-spine", "eating-lard", "bad-temper", "bleeding-gums"),
)
TERMS = 150


def test_everything_is_there(core: Library) -> None:
    """Sixty therapies, eighteen conditions, every point and meridian, and the words they use."""
    counts = {kind: len(core.entries(kind)) for kind in Kind}
    assert counts[Kind.THERAPY] == 60
    assert counts[Kind.CONDITION] == 18
    assert counts[Kind.POINT] == 412
    assert counts[Kind.MERIDIAN] == 20
    assert counts[Kind.TERM] >= TERMS
    assert counts[Kind.RED_FLAG] >= 13


def test_nothing_is_found_against_it() -> None:
    """Neither an error nor a warning: no orphan, no name twice, no claim without a seen source."""
    assert [str(one) for one in check(CORE, ATLAS).found] == []


def test_no_two_entries_have_one_title(core: Library) -> None:
    """A title in a list means one thing. (Sources are called what their authors called them.)"""
    titles = Counter(tight(one.title) for one in core.entries() if one.kind is not Kind.SOURCE)
    assert [title for title, count in titles.items() if count > 1] == []


def test_back_stepping_leads_to_its_related_list(core: Library) -> None:
    """Every title of it has an article, and a teaser to tell what it is about."""
    related = {one.key: one for one in core.page("therapy/back-stepping").related}
    for name in RELATED_LIST:
        assert related[f"condition/{name}"].summary


def test_every_therapy_names_its_cautions_before_its_technique(core: Library) -> None:
    """At every level, and with more than a heading."""
    for entry in core.entries(Kind.THERAPY):
        for level in Level:
            html = core.page(entry.key, level).html
            box = html.index('<a name="cautions">')
            text = html.index("<h2", box)
            assert html.index("Do not", box) < text, entry.key
            assert "How a session goes" not in html[:box], entry.key
        assert core.page(entry.key).cautions[0].startswith("Do not: "), entry.key


def test_every_therapy_speaks_to_three_readers(core: Library) -> None:
    """The switch leads to each of them."""
    for entry in core.entries(Kind.THERAPY):
        html = core.page(entry.key, Level.STUDENT, switch=True).html
        assert re.findall(r'href="level:(\w+)"', html) == ["client", "professional"], entry.key


def test_every_article_has_its_figure(core: Library) -> None:
    """With words for those who cannot see it."""
    for kind in (Kind.THERAPY, Kind.CONDITION):
        for entry in core.entries(kind):
            found = re.search(r'<img src="plate:[^"]+" alt="([^"]+)"', core.page(entry.key).html)
            assert found, entry.key
            assert len(found[1]) > 20, entry.key


def test_every_entry_can_be_reached_from_another(core: Library) -> None:
    """By a link, in whatever text."""
    reached: set[str] = set()
    for entry in core.entries():
        page = core.page(entry.key)
        reached.update(link.partition("#")[0] for link in re.findall(r'href="([^"]+)"', page.html))
        reached.update(one.key for one in (*page.related, page.previous, page.next) if one)
    lost = [one.key for one in core.entries() if one.key not in reached]
    assert [key for key in lost if not key.startswith("source/")] == []


def test_previous_and_next_lead_through_every_group(core: Library) -> None:
    """Who goes on reading misses nothing. (Back stepping has neighbours of its own choice.)"""
    for kind in (Kind.THERAPY, Kind.CONDITION, Kind.TERM):
        for group in core.groups(kind):
            keys = [one.key for one in group.entries]
            for key, after in pairwise(keys):
                if key != "therapy/back-stepping":
                    assert core.page(key).next == core.entry(after), key
                if after != "therapy/back-stepping":
                    assert core.page(after).previous == core.entry(key), after


def test_how_every_source_was_seen_is_said_in_known_words() -> None:
    """In full, as its abstract, in part, second hand: each has its sentence."""
    sources = Vocabulary(CORE, Notes()).sources.values()
    assert {one.says_basis for one in sources} <= SEEN.keys()
    assert [one.id for one in sources if not one.says] == []
