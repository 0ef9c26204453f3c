"""Tabs and the way back, without a window."""

from hypothesis import given
from hypothesis import strategies as st

from guide.services.reading import Desk, Step, Way, restored, split


def test_a_target_is_a_key_and_an_anchor() -> None:
    """What a link names falls into the page and the place on it."""
    assert split("therapy/tuina#technique") == ("therapy/tuina", "technique")
    assert split("therapy/tuina") == ("therapy/tuina", "")


def test_going_on_forgets_what_lay_ahead() -> None:
    """As in every browser: back, then another link, and forward is empty."""
    way = Way([Step("a/1")])
    way.go("a/2")
    way.move(-1)
    assert way.can(1)
    way.go("a/3")
    assert not way.can(1)
    assert [step.target for step in way.steps] == ["a/1", "a/3"]


def test_a_place_that_was_left_counts_more_than_the_anchor() -> None:
    """Back leads to the line that was read, not to the heading that was jumped to first."""
    way = Way([Step("a/1#top")])
    way.leave(120, 7)
    assert (way.step.scroll, way.step.offset, way.step.left) == (120, 7, True)


def test_the_last_tab_cannot_be_closed() -> None:
    """There is always a page."""
    desk = Desk.starting_at("a/1")
    desk.close(0)
    assert len(desk.ways) == 1
    assert not desk.reopen()


def test_a_dragged_tab_stays_in_front() -> None:
    """Moving tabs about changes their order, not what is read."""
    desk = Desk.starting_at("a/1")
    desk.open("a/2", front=False)
    desk.open("a/3", front=False)
    desk.move(0, 2)
    assert [way.step.target for way in desk.ways] == ["a/2", "a/3", "a/1"]
    assert desk.way.step.target == "a/1"


_DEEDS = st.lists(
    st.one_of(
        st.tuples(st.just("go"), st.integers(0, 5)),
        st.tuples(st.just("open"), st.booleans()),
        st.tuples(st.sampled_from(["back", "forward", "reopen"]), st.just(0)),
        st.tuples(st.just("close"), st.integers(0, 4)),
    ),
    max_size=40,
)


@given(_DEEDS)
def test_whatever_is_done_a_page_is_in_front_and_survives_a_restart(
    deeds: list[tuple[str, int]],
) -> None:
    """No order of deeds leaves the desk without a tab, and a session brings every tab back."""
    desk = Desk.starting_at("a/0")
    for deed, number in deeds:
        if deed == "go":
            desk.way.go(f"a/{number}")
        elif deed == "open":
            desk.open("a/9", front=bool(number))
        elif deed == "close":
            desk.close(min(number, len(desk.ways) - 1))
        elif deed == "reopen":
            desk.reopen()
        else:
            desk.way.move(-1 if deed == "back" else 1)
        assert 0 <= desk.current < len(desk.ways)
        assert 0 <= desk.way.at < len(desk.way.steps)
    again = restored(desk.as_session({}), lambda key: True, "a/0")
    assert [way.step.target for way in again.ways] == [way.step.target for way in desk.ways]
    assert again.current == desk.current
