"""The next start is where the last one ended, and nothing that a file holds can prevent a start."""

import os
import stat
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from guide.services.reading import restored
from guide.store.peek import last_session
from guide.store.values import Session, Tab
from guide.ui.body.layers import Layers
from guide.ui.shell.sidebar import BOOKMARKS
from guide.ui.shell.window import Window
from tests.gui.conftest import Starter


def shown(window: Window) -> str:
    """The key of the page in front."""
    return window.reader.page.entry.key if window.reader.page is not None else ""


def test_the_next_start_is_where_the_last_one_ended(start: Starter, qtbot: QtBot) -> None:
    """Tabs, their way back, the line that was read and the section of the sidebar return."""
    window = start("therapy/back-stepping")
    window.resize(760, 540)  # within the screen that tests have, so that it returns as it was
    window.reader.open("therapy/tuina")
    window.reader.open("therapy/tai-chi", new_tab=True)
    window.reader.show_tab(0)
    bar = window.column.view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    bar.setValue(311)
    window.parts.commands.bookmarks()
    start.end(window)

    again = start()
    assert [way.step.target for way in again.reader.desk.ways] == [
        "therapy/tuina",
        "therapy/tai-chi",
    ]
    assert shown(again) == "therapy/tuina"
    assert again.column.view.verticalScrollBar().value() == 311
    assert again.parts.sidebar.section == BOOKMARKS
    again.reader.back()
    assert shown(again) == "therapy/back-stepping"


def test_a_key_on_the_next_start_opens_beside_what_was_open(start: Starter) -> None:
    """``therapy-guide tuina`` does not throw the open tabs away."""
    start.end(start("therapy/back-stepping"))
    window = start("therapy/tuina")
    assert shown(window) == "therapy/tuina"
    assert len(window.reader.desk.ways) == 2


def test_hidden_columns_stay_hidden(start: Starter) -> None:
    """Who closed the sidebar finds it closed."""
    window = start()
    window.resize(1300, 800)
    window.parts.actions["view.sidebar"].trigger()
    assert window.parts.sidebar.isHidden()
    start.end(window)
    again = start()
    assert again.parts.sidebar.isHidden()
    assert not again.parts.actions["view.sidebar"].isChecked()


def test_layers_over_the_body_stay_as_they_were_chosen(start: Starter) -> None:
    """The next start shows them again."""
    window = start("therapy/back-stepping")
    window.parts.body.set_layers(Layers(labels=False, points="all", meridians="GB"))
    start.end(window)
    again = start()
    assert again.parts.body.layers == Layers(labels=False, points="all", meridians="GB")


def test_pages_that_left_the_library_are_left_out() -> None:
    """A tab on an article that an update removed does not come back; the others do."""
    session = Session(
        (
            Tab(("therapy/gone",), 0),
            Tab(("therapy/gone", "therapy/here", "therapy/gone"), 1, 42, 7),
        ),
        1,
        {},
    )
    desk = restored(session, {"therapy/here"}.__contains__, "page/about")
    assert [way.step.target for way in desk.ways] == ["therapy/here"]
    assert (desk.way.step.scroll, desk.way.step.offset) == (42, 7)
    empty = restored(session, set[str]().__contains__, "page/about")
    assert empty.way.step.target == "page/about"


@pytest.mark.parametrize(
    "state",
    [
        {"columns": "a b c", "section": "99", "geometry": "§§§", "side": "1"},
        {"columns": "1 2", "section": "-1", "geometry": "AAAA", "outline": "x"},
        {"columns": "-5 9999999 3", "section": "", "hidden": "everything at all"},
    ],
)
def test_nonsense_in_a_session_is_ignored(start: Starter, state: dict[str, str]) -> None:
    """A damaged session costs its own values, never the start."""
    window = start("therapy/tuina")
    window.parts.restore(state)
    assert window.parts.sidebar.isVisible()
    assert shown(window) == "therapy/tuina"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_cannot_be_written(start: Starter) -> None:
    """On read-only media the guide reads, and says that nothing can be kept."""
    start.home.mkdir()
    start.home.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        window = start("therapy/tuina")
        assert shown(window) == "therapy/tuina"
        assert window.parts.notice.text()
    finally:
        start.end_all()
        start.home.chmod(stat.S_IRWXU)


def test_a_home_whose_place_is_taken_by_a_file(start: Starter) -> None:
    """Where no folder can be made, the window opens all the same and says so."""
    start.home.mkdir()
    (start.home / "data").write_text("not a folder")
    (start.home / "settings").write_text("not a folder")
    window = start("therapy/tuina")
    assert shown(window) == "therapy/tuina"
    assert window.parts.notice.text()


def test_a_broken_settings_file_is_said_once(start: Starter) -> None:
    """Defaults apply, the broken file is kept, and the sentence names it."""
    (start.home / "settings").mkdir(parents=True)
    (start.home / "settings" / "settings.toml").write_text("theme = = dark")
    window = start("therapy/tuina")
    assert "settings.toml" in window.parts.notice.text()
    assert (start.home / "settings" / "settings.broken.toml").exists()


def test_the_session_is_kept_without_closing(start: Starter, qtbot: QtBot) -> None:
    """A power cut costs a moment, not the tabs: what is open is kept while reading."""
    window = start("therapy/back-stepping")
    window.reader.open("therapy/tuina")
    window.parts.keeping.keep()
    window.jobs.settle()
    session = last_session(Path(start.home / "data" / "store.db"))
    assert session is not None
    assert session.tabs[0].history == ("therapy/back-stepping", "therapy/tuina")
