"""The table of actions is the only place where keys are given."""

from collections import Counter

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from guide.ui import theme as themes
from guide.ui.actions import ACTIONS, MENUS, Action, build, tooltip


def test_no_two_actions_share_keys() -> None:
    """Each key does one thing."""
    keys = Counter(QKeySequence(key).toString() for action in ACTIONS for key in action.keys)
    assert [key for key, count in keys.items() if count > 1] == []


def test_no_two_actions_share_an_id_or_words() -> None:
    """Ids name actions; their words are how a reader tells them apart in one menu."""
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    words = Counter((action.menu, action.text) for action in ACTIONS)
    assert max(words.values()) == 1


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_is_whole(action: Action, qapp: object) -> None:
    """Its menu exists, its keys mean something, its icon is drawn."""
    assert action.menu in MENUS
    assert action.text
    for key in action.keys:
        assert not QKeySequence(key).isEmpty()
    if action.icon:
        assert not themes.icon(action.icon, themes.theme("light")).isNull()


def test_the_kiosk_builds_only_what_it_allows(qapp: object) -> None:
    """An action that does not say so is shut there, and nothing that writes says so."""
    allowed = {action.id for action in ACTIONS if action.in_kiosk}
    assert "go.home" in allowed
    assert not any(one.startswith(("notes.", "tabs.", "program.")) for one in allowed)


def test_an_action_without_a_deed_is_a_mistake(qapp: object) -> None:
    """A line in the table alone is not enough: it must be carried out."""
    with pytest.raises(KeyError):
        build(QObject(), {}, (Action("go.nowhere", "Nowhere"),))


def test_a_tooltip_names_the_key(qapp: object) -> None:
    """Words, and the first shortcut in brackets."""
    owner = QObject()
    built = build(owner, {"a.b": owner.deleteLater}, (Action("a.b", "Do it…", ("Ctrl+J",)),))
    assert tooltip(built["a.b"]) == "Do it (Ctrl+J)"
