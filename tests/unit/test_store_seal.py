"""Checksums: any change of any part of a row is seen."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.store.seal import moment_text, note_seal, read_moment, revision_seal, seal, storable

ANY_TEXT = st.text(alphabet=st.characters(codec=None, exclude_categories=()))


@given(st.datetimes(timezones=st.timezones()))
def test_a_time_comes_back(moment: datetime) -> None:
    """To the microsecond, from any zone, in text of one width."""
    try:
        expected = moment.astimezone(UTC)
    except OverflowError:  # beyond the first or the last year in UTC
        return
    assert read_moment(moment_text(moment)) == expected
    assert len(moment_text(moment)) == 27


@given(st.lists(st.datetimes(timezones=st.just(UTC)), min_size=2, max_size=2))
def test_texts_of_times_sort_as_the_times(moments: list[datetime]) -> None:
    """So that the newest note can be found by its text."""
    assert sorted(moments) == [read_moment(text) for text in sorted(map(moment_text, moments))]


@pytest.mark.parametrize("nonsense", ["", "yesterday", b"2026", None, 7, "2026-13-45T00:00:00Z"])
def test_a_damaged_time_is_the_year_one(nonsense: object) -> None:
    """Damage in a time raises nothing: the checksum tells of it."""
    assert read_moment(nonsense).year in (1, 2026)
    read_moment(nonsense).isoformat()


@given(st.lists(st.text(), min_size=5, max_size=5), st.integers(0, 4), st.text())
def test_every_part_of_a_note_counts(parts: list[str], place: int, other: str) -> None:
    """Key, text and each time change the checksum."""
    changed = [*parts[:place], other, *parts[place + 1 :]]
    assert (note_seal(*parts) == note_seal(*changed)) == (parts == changed)


@given(st.text(), st.text(min_size=1), st.text())
def test_nothing_slides_from_one_part_into_the_next(one: str, moved: str, other: str) -> None:
    """A letter that moves from key to text is a change."""
    assert seal(one + moved, other) != seal(one, moved + other)


def test_a_note_and_a_revision_are_not_taken_for_each_other() -> None:
    """Their checksums begin differently."""
    assert revision_seal(1, "x", "y") != seal("note", "1", "x", "y")


@given(ANY_TEXT)
def test_any_text_can_be_stored(text: str) -> None:
    """Broken halves of characters are replaced, everything else stays."""
    stored = storable(text)
    stored.encode("utf-8")
    assert storable(stored) == stored
    if not any("\ud800" <= sign <= "\udfff" for sign in text):
        assert stored == text
