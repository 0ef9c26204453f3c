"""Cautions, shared lists and red flags are entries of their own, fed by every article."""

from pathlib import Path

import pytest

from guide.content import draft
from guide.content.caution_pages import NO_NOTE
from guide.content.compile import build
from guide.content.library import Library
from guide.content.model import Kind
from tests.unit.conftest import ATLAS, SmallFolder


def test_a_caution_lists_what_must_not_be_done_and_what_only_with_care(small: Library) -> None:
    """With the reason of each article, or the shared list it comes from."""
    text = small.text("caution/pregnancy")
    care = text.index("With care")
    assert "Do not" not in text
    assert text.index("Tuina · No work on the belly.") > care
    assert text.index("Cupping · Named without a reason of its own.") > care
    text = small.text("caution/thin-bones")
    assert "Tuina · Named in the shared list Hands-on work." in text
    assert text.index("Back stepping · Named without") > text.index("Do not")


def test_a_therapy_that_says_nothing_is_not_called_safe(small: Library) -> None:
    """The page says so before it lists anything."""
    text = small.text("caution/pregnancy")
    assert text.index(NO_NOTE) < text.index("With care")


def test_a_shared_list_is_written_out_once_and_names_its_users(small: Library) -> None:
    """Under its code, with its items and sources."""
    assert small.resolve("ABS-M") == "caution/ABS-M"
    text = small.text("caution/ABS-M")
    for words in ("fever or infection", "thin bones", "Tuina", "Back stepping", "A shared warning"):
        assert words in text
    assert "Cupping" not in text


def test_a_red_flag_names_its_signs_and_the_articles_that_warn_of_them(small: Library) -> None:
    """By its code or its area."""
    assert small.resolve("RF-SPINE") == small.resolve("Red flags: spine") == "red-flag/RF-SPINE"
    text = small.text("red-flag/RF-SPINE")
    assert "Numb saddle area or weak legs." in text
    assert "Tuina" in text
    assert "Back pain" in text


def test_an_article_leads_to_the_lists_that_it_takes_over(small: Library) -> None:
    """So that a reader can see who else does."""
    html = small.page("therapy/tuina").html
    assert 'href="caution/ABS-M"' in html
    assert 'href="red-flag/RF-SPINE"' in html


def test_nobody_ruled_out_is_said_in_the_box(small_folder: SmallFolder, tmp_path: Path) -> None:
    """An empty list would look like a forgotten one."""
    small_folder.replace(
        "absolute: [fever]", "none-known: Nobody is ruled out.", "therapies/cupping.md"
    )
    pack = build(small_folder.path, ATLAS, tmp_path / "own.tgpack", processes=1).out
    page = Library.open(pack).page("therapy/cupping")
    assert page.cautions[0] == "Do not: Nobody is ruled out."
    assert "Nobody is ruled out." in page.html


def test_the_contents_name_every_therapy_and_the_sentence_of_its_group(small: Library) -> None:
    """One page from which everything can be reached."""
    text = small.text("page/contents")
    for entry in small.entries(Kind.THERAPY):
        assert entry.title in text
        assert entry.summary in text
    assert "Pressure and strokes." in text


@pytest.mark.parametrize("key", ["caution/fever", "caution/ABS-M", "red-flag/RF-SPINE"])
def test_pages_of_cautions_are_found_by_name(small: Library, key: str) -> None:
    """As any other entry."""
    assert small.entry(key).kind in (Kind.CAUTION, Kind.RED_FLAG)
    assert small.resolve(small.entry(key).title) == key


def test_a_list_of_thousands_is_cut_and_says_so(
    small_folder: SmallFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The window would stand still at a page that names every article of a large library."""
    monkeypatch.setattr(draft, "MOST_LISTED", 1)
    pack = build(small_folder.path, ATLAS, tmp_path / "own.tgpack", processes=1).out
    text = Library.open(pack).text("caution/pregnancy")
    assert "And 2 more, which a search for the caution finds." in text
    assert text.count("Back stepping") + text.count("Cupping") + text.count("Tuina") == 1
