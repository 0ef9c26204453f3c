"""What the address of a drawing asks for."""

import pytest

from guide.atlas.figures import LABELS, Request
from guide.atlas.plates import TURNS, VIEWS
from guide.atlas.references import REFERENCE_VIEWS, Reference, read_reference
from guide.markup.addresses import ALL, PLATE_LABELS
from guide.markup.gate import clean


def test_an_address_names_all_that_is_to_be_seen() -> None:
    address = "plate:back?regions=neck,leg&points=BL13,EX-HN1&meridian=BL&labels=organ&ruler=BL13"
    assert read_reference(address) == Reference(
        "back", Request(("neck", "leg"), ("BL13", "EX-HN1"), ("BL",), labels="organ", ruler="BL13")
    )


def test_an_address_without_a_question_asks_for_the_bare_body() -> None:
    assert read_reference("plate:front") == Reference("front", Request())
    assert read_reference("plate:front?") == Reference("front", Request())
    assert read_reference("plate:auto?meridian=all") == Reference(
        "auto", Request(meridians=("all",))
    )


@pytest.mark.parametrize("view", REFERENCE_VIEWS)
def test_every_view_can_be_asked_for_and_passes_the_last_gate(view: str) -> None:
    assert view == "auto" or view in (*VIEWS, *TURNS)
    assert read_reference(f"plate:{view}?points=BL13") == Reference(view, Request(points=("BL13",)))
    picture = f'<img src="plate:{view}?points=BL13" alt="x">'
    assert clean(picture) == picture


@pytest.mark.parametrize(
    "address",
    [
        *("back", "plate:", "plate:side", "plate:../x", "plate:back#x", "media:back"),
        *("plate:back?colour=red", "plate:back?points=BL13&points=BL14", "plate:back?labels=all"),
        "plate:back?points=BL13 BL14",
    ],
)
def test_what_is_no_address_is_none(address: str) -> None:
    assert read_reference(address) is None


def test_the_markdown_reader_takes_the_words_that_a_drawing_knows() -> None:
    """They stand in two layers that may not know each other."""
    assert set(PLATE_LABELS) == set(LABELS)
    assert read_reference(f"plate:back?meridian={ALL}") is not None
