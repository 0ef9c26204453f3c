"""One article for three readers: what each of them sees, and what none of them can miss."""

from pathlib import Path

import pytest

from guide.content.check import check
from guide.content.compile import build
from guide.content.levels import Level, level_of
from guide.content.library import Library
from guide.markup.render import render
from guide.markup.values import Context
from guide.search.finder import Finder
from tests.unit.conftest import ATLAS, SmallFolder

BOXES = """\
!!! client
    You lie down and are *pressed*.

## Technique

!!! professional
    **Dose.** Twelve kilograms at most [@trial-2020].

"""


@pytest.fixture
def library(small_folder: SmallFolder, tmp_path: Path) -> Library:
    """The small library, in which one article speaks to three readers."""
    small_folder.replace("## Technique\n\n", BOXES)
    return Library.open(build(small_folder.path, ATLAS, tmp_path / "own.tgpack", processes=1).out)


TUINA = "therapy/tuina"


def test_a_client_reads_the_short_text_instead_of_the_long_one(library: Library) -> None:
    """Simple words, and neither technique nor dose."""
    text = library.text(TUINA, Level.CLIENT)
    assert "You lie down and are pressed." in text
    assert "An old craft" not in text
    assert "Twelve kilograms" not in text


def test_a_student_reads_the_whole_text_and_nothing_else(library: Library) -> None:
    """What is said when nobody asks for a level."""
    text = library.text(TUINA)
    assert text == library.text(TUINA, Level.STUDENT)
    assert "An old craft" in text
    assert "You lie down" not in text
    assert "Twelve kilograms" not in text


def test_a_professional_reads_the_details_before_the_whole_text(library: Library) -> None:
    """Between two clients nobody scrolls to the end."""
    text = library.text(TUINA, Level.PROFESSIONAL)
    assert "You lie down" not in text
    assert text.index("Pressure") < text.index("Twelve kilograms") < text.index("An old craft")


@pytest.mark.parametrize("level", list(Level))
def test_cautions_claims_and_sources_stand_at_every_level(library: Library, level: Level) -> None:
    """Nobody is spared a warning, and they come before the text."""
    text = library.text(TUINA, level)
    for words in (
        "No work on the belly.",
        "Numb saddle",
        "Eases a stiff back",
        "A trial of strokes",
    ):
        assert words.casefold() in text.casefold()
    own = {Level.CLIENT: "You lie down", Level.STUDENT: "The hand", Level.PROFESSIONAL: "Dose."}
    assert text.index("No work on the belly.") < text.index(own[level])


def test_the_line_that_leads_to_the_other_levels_is_for_the_window_alone(library: Library) -> None:
    """A printed page and a terminal cannot be switched."""
    page = library.page(TUINA, Level.CLIENT, switch=True)
    assert '<a href="level:student">In full</a>' in page.html
    assert '<a href="level:client">' not in page.html
    assert "level:" not in library.page(TUINA, Level.CLIENT).html


def test_an_article_for_everybody_is_the_same_at_every_level(library: Library) -> None:
    """And offers no other one."""
    pages = {library.page("therapy/cupping", level, switch=True).html for level in Level}
    assert len(pages) == 1
    assert "level:" not in pages.pop()


def test_the_outline_has_the_headings_of_the_level(library: Library) -> None:
    """No line of it leads nowhere."""
    outline = {
        level: [one.anchor for one in library.page(TUINA, level).sections] for level in Level
    }
    assert "technique" not in outline[Level.CLIENT]
    assert "client" in outline[Level.CLIENT]
    assert "technique" in outline[Level.PROFESSIONAL]


def test_words_of_every_level_are_found(library: Library) -> None:
    """And the snippet shows no sign of how a page is kept."""
    for words in ("lie down", "twelve kilograms"):
        hits = Finder(library).find(words).hits
        assert hits[0].entry.key == TUINA
        assert hits[0].marks
        assert not any("\ue000" <= letter <= "\ue0ff" for letter in hits[0].snippet)


def test_a_hit_says_for_whom_alone_its_words_are(library: Library) -> None:
    """A reader of another level would look for them in vain."""
    finder = Finder(library)
    assert finder.find("lie down").hits[0].level == Level.CLIENT
    assert finder.find("twelve kilograms").hits[0].level == Level.PROFESSIONAL
    assert finder.find("fever").hits[0].level == ""


def test_an_author_cannot_write_the_signs_of_the_levels(small_folder: SmallFolder) -> None:
    """A text that hid its cautions from a level would be found."""
    small_folder.replace("An old craft", "\ue010client\ue011An old craft\ue012")
    assert {one.rule for one in check(small_folder.path, ATLAS).found} == {"control-character"}


def test_boxes_beside_the_text_are_taken_out_of_it() -> None:
    """Only those that are asked for, and with what is in their frame alone."""
    text = "!!! client\n    For you.\n\n!!! tip\n    A tip.\n\nAll.\n"
    rendered = render(text, Context(beside=frozenset({"client"})))
    assert dict(rendered.beside) == {"client": "<p>For you.</p>"}
    assert "For you" not in rendered.html
    assert "A tip." in rendered.html
    assert "For you." in render(text, Context()).html


def test_a_level_of_another_time_means_the_whole_text() -> None:
    """What a session kept may be nonsense."""
    assert level_of("client") is Level.CLIENT
    assert level_of("") is level_of("poet") is Level.STUDENT
