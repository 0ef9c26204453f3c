"""Look and layout: every theme, every size, every width; the article always keeps its room."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QFontMetricsF, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QSpinBox, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from guide.settings import SettingsFile
from guide.settings.values import Appearance
from guide.ui import theme as themes
from guide.ui.preferences.dialog import Preferences
from guide.ui.shell.keys import KeyList
from guide.ui.shell.panes import LEFT, RIGHT
from guide.ui.shell.window import Window
from guide.ui.widgets.page_document import reading_font
from tests.gui.conftest import Starter

CTRL = Qt.KeyboardModifier.ControlModifier


def settled(qapp: QApplication) -> None:
    """Let layouts that wait for their turn have it."""
    for _turn in range(3):
        qapp.sendPostedEvents()
        qapp.processEvents()


@pytest.mark.parametrize("name", themes.NAMES)
def test_a_theme_is_applied_at_once_and_kept(
    start: Starter, qtbot: QtBot, name: str, qapp: QApplication
) -> None:
    """Choosing a theme in the menu changes every colour now and on the next start."""
    window = start("therapy/tuina")
    action = next(a for a in window.parts.menus["theme"].actions() if a.data() == name)
    action.trigger()
    paper = themes.theme(name).colour("window")
    assert qapp.palette().window().color().name() == paper
    assert window.grab().toImage().pixelColor(3, 3).name() == paper
    start.end(window)
    kept = SettingsFile(start.home / "settings" / "settings.toml").load()
    assert kept.appearance.theme == name
    again = start()
    assert again.look.theme.name == name
    again.look.set_theme("light")


def test_zoom_reaches_article_and_interface(start: Starter, qtbot: QtBot) -> None:
    """Ctrl++ to 300 %, Ctrl+0 back; all text grows, the interface to 200 %."""
    window = start("therapy/tuina")
    before = window.parts.sidebar.filter.font().pointSizeF()
    height = window.column.view.document().size().height()
    for _press in range(10):
        window.parts.actions["view.larger"].trigger()
    assert window.look.text_scale == 3.0
    assert window.parts.sidebar.filter.font().pointSizeF() == pytest.approx(2 * before)
    assert window.column.view.document().size().height() > 2 * height
    for _press in range(15):
        window.parts.actions["view.smaller"].trigger()
    assert window.look.text_scale == 0.5
    window.parts.actions["view.normal"].trigger()
    assert window.look.text_scale == 1.0
    assert window.parts.sidebar.filter.font().pointSizeF() == pytest.approx(before)


def test_the_wheel_zooms_with_ctrl(start: Starter, qapp: QApplication) -> None:
    """Ctrl and the wheel over the article change the size of everything, not of the view alone."""
    window = start("therapy/tuina")
    port = window.column.view.viewport()
    middle = QPointF(port.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(port.mapToGlobal(middle.toPoint())),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(port, event)
    assert window.look.text_scale > 1.0


@pytest.mark.parametrize("scale", [0.5, 1.0, 1.5, 2.0, 3.0])
def test_the_article_keeps_forty_characters(
    start: Starter, qapp: QApplication, scale: float
) -> None:
    """However large the text: columns make way before the article becomes a gutter."""
    window = start("therapy/back-stepping", store=False)
    window.look.set_text_scale(scale)
    letter = QFontMetricsF(reading_font(scale)).averageCharWidth()
    for width in (800, 1024, 1440, 2200, 900):
        window.resize(width, 768)
        settled(qapp)
        assert window.width() == width, "the window must not force itself wider"
        assert window.column.view.viewport().width() >= min(40 * letter, width - 40)
        for side in (window.parts.sidebar, window.parts.side):
            if side.isVisible():
                place = side.mapTo(window, side.rect().topLeft())
                assert window.rect().contains(side.rect().translated(place))


def test_all_three_columns_fit_on_a_small_screen(start: Starter, qapp: QApplication) -> None:
    """1024 × 768 at 100 % shows sidebar, article and body."""
    window = start("therapy/back-stepping")
    window.resize(1024, 768)
    settled(qapp)
    assert all(
        part.isVisible() for part in (window.parts.sidebar, window.column, window.parts.side)
    )


def test_a_column_without_room_comes_as_a_drawer(
    start: Starter, qtbot: QtBot, qapp: QApplication
) -> None:
    """At 200 % the body column is one key away; Esc puts it back and returns to the article."""
    window = start("therapy/back-stepping")
    window.resize(1024, 768)
    window.look.set_text_scale(2.0)
    settled(qapp)
    assert window.parts.side.isHidden()
    window.parts.actions["view.body"].trigger()
    assert window.panes.drawer == RIGHT
    assert window.parts.side.isVisible()
    assert window.parts.actions["view.body"].isChecked()
    QTest.keyClick(window.parts.notes.editor, Qt.Key.Key_Escape)
    assert window.parts.side.isHidden()
    assert window.column.view.hasFocus()
    window.look.set_text_scale(1.0)
    settled(qapp)
    assert window.parts.side.isVisible()
    assert window.panes.shows(LEFT)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_word_of_the_sections_is_cut(start: Starter, qapp: QApplication, scale: float) -> None:
    """The sections over the sidebar show their whole words at every size."""
    window = start(store=False)
    window.look.set_text_scale(scale)
    for width in (700, 1024, 1440):
        window.resize(width, 768)
        window.parts.commands.library()
        settled(qapp)
        for button in window.parts.sidebar.switcher.findChildren(QToolButton):
            assert button.width() >= button.sizeHint().width(), button.text()


def test_every_button_says_what_it_does(start: Starter) -> None:
    """No button without a name for assistive technology and a tooltip; none too small to hit."""
    window = start("therapy/back-stepping")
    for button in window.findChildren(QToolButton):
        if button.objectName().startswith("qt_") or not button.isVisible():
            continue  # the arrows of Qt's own tab bar
        assert button.accessibleName(), button.objectName()
        assert button.toolTip(), button.objectName()
        assert min(button.width(), button.height()) >= 36, button.objectName()


def test_every_part_that_takes_the_keyboard_has_a_name(start: Starter) -> None:
    """A screen reader never lands on a nameless part."""
    window = start("therapy/back-stepping")
    for part in window.findChildren(QWidget):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.isVisible():
            named = part.accessibleName() or getattr(part, "text", str)()
            assert named, f"{type(part).__name__} {part.objectName()}"


def test_tab_reaches_every_part_and_comes_back(start: Starter, qtbot: QtBot) -> None:
    """No trap: going on with F6 visits every part and returns to the first."""
    window = start("therapy/back-stepping")
    window.resize(1400, 900)
    seen = []
    for _press in range(6):
        QTest.keyClick(window, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        assert focus is not None
        seen.append(focus)
    assert len(set(seen)) == 6, seen
    QTest.keyClick(window, Qt.Key.Key_F6)
    assert QApplication.focusWidget() is seen[0]


def test_preferences_apply_at_once(start: Starter, qtbot: QtBot) -> None:
    """The dialog has nothing to confirm: the window behind it follows."""
    window = start("therapy/tuina")
    window.parts.actions["program.preferences"].trigger()
    dialog = window.findChild(Preferences, "preferences")
    assert dialog is not None
    size, width = (
        dialog.findChild(QSpinBox, "textScale"),
        dialog.findChild(QSpinBox, "readingWidth"),
    )
    theme = dialog.findChild(QComboBox, "themeChoice")
    assert size is not None
    assert width is not None
    assert theme is not None
    size.setValue(150)
    width.setValue(60)
    theme.setCurrentIndex(theme.findData("sepia"))
    assert window.look.appearance == Appearance("sepia", 1.5, 60)
    dialog.close()
    start.end(window)
    kept = SettingsFile(start.home / "settings" / "settings.toml").load()
    assert kept.appearance == Appearance("sepia", 1.5, 60)


def test_dialogs_die_when_closed(freed) -> None:  # type: ignore[no-untyped-def]  # a fixture
    """An open-and-close all day long costs no memory."""
    freed(lambda: Preferences(Appearance()))
    freed(KeyList)


def test_full_screen_and_back(start: Starter, qtbot: QtBot) -> None:
    """F11 fills the screen; Esc leaves it when nothing else is open."""
    window: Window = start("therapy/tuina")
    QTest.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    QTest.keyClick(window.column.view, Qt.Key.Key_Escape)
    assert not window.isFullScreen()
