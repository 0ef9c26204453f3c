"""What is chosen often and lately comes first; nothing more is remembered of it."""

from datetime import UTC, datetime, timedelta

import pytest

from guide.services.uses import Uses

START = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)
TWO_WEEKS = timedelta(days=14)


def used(*ids: str, at: datetime = START) -> Uses:
    """Each of ``ids`` chosen once more, at one time."""
    uses = Uses()
    for one in ids:
        uses = uses.after(one, at)
    return uses


def test_a_use_counts_half_two_weeks_later() -> None:
    """What was chosen often last year does not hide what is chosen now."""
    uses = used("theme=dark", "theme=dark")
    assert uses.weight("theme=dark", START) == pytest.approx(2.0)
    assert uses.weight("theme=dark", START + TWO_WEEKS) == pytest.approx(1.0)
    assert uses.weight("theme=dark", START + 10 * TWO_WEEKS) == 0.0
    assert uses.weight("theme=light", START) == 0.0


def test_often_and_lately_come_first() -> None:
    """Thrice a month ago is less than once today; equals keep their order."""
    month_ago = START - timedelta(days=30)
    uses = used("a", "a", "a", at=month_ago).after("b", START)
    assert uses.most("abc", START) == ["b", "a"]
    assert used("x", "y").most("yx", START) == ["y", "x"]


def test_a_clock_put_back_makes_nothing_grow() -> None:
    """A use of tomorrow counts as one of now."""
    uses = used("a", at=START + timedelta(days=300))
    assert uses.weight("a", START) == pytest.approx(1.0)


def test_it_outlives_the_session_as_one_line() -> None:
    """What was kept is read again, to the hundredth."""
    uses = used("point/ST36", "go.home").after("go.home", START + TWO_WEEKS)
    again = Uses.from_words(uses.as_words())
    later = START + TWO_WEEKS
    assert again.weight("go.home", later) == pytest.approx(uses.weight("go.home", later), abs=0.01)
    assert again.most(["point/ST36", "go.home"], later) == ["go.home", "point/ST36"]
    assert "\n" not in uses.as_words()


@pytest.mark.parametrize(
    "text", ["", "nonsense", "a@b@c", "a@1.00", "a@-1.00@5", "a@1e9@3", "@1.00@2", "a@9999.00@1"]
)
def test_nonsense_in_a_session_is_left_out(text: str) -> None:
    """A damaged line costs the order of a list, nothing else."""
    assert Uses.from_words(text).counts == {}
    assert len(Uses.from_words(f"{text} go.home@1.00@490000").counts) == 1


def test_few_things_are_remembered() -> None:
    """The least used are forgotten, never the one that was just chosen."""
    uses = used(*(f"point/{number}" for number in range(60)), *("point/7",))
    for number in range(60, 200):
        uses = uses.after(f"point/{number}", START)
        assert len(uses.counts) <= 60
        assert f"point/{number}" in uses.counts
    assert "point/7" in uses.counts
