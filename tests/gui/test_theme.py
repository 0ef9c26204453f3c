"""Themes: every role in every theme, and all of it can be read."""

import re

import pytest
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from guide import paths
from guide.errors import ContentError
from guide.ui import resources, theme
from guide.ui.theme import Theme, fonts
from guide.ui.theme.contrast import contrast
from guide.ui.theme.template import fill

ALL = [theme.theme(name) for name in (*theme.NAMES, theme.PRINT)]
GRADES = ("high", "moderate", "low", "very-low", "none", "against", "usual-care")
GROUNDS = ("window", "sidebar", "paper")

TEXT = [
    *((ink, ground) for ink in ("ink", "muted") for ground in (*GROUNDS, "control", "hover")),
    *(("ink", ground) for ground in ("pressed", "note-soft", "tip-soft", "care-soft", "badge")),
    *(("link", ground) for ground in (*GROUNDS[::2], "hover", "caution-soft", "note-soft")),
    *(("link", ground) for ground in ("tip-soft", "care-soft")),
    *((mark, ground) for mark in ("caution", "care", "muted") for ground in GROUNDS),
    *((f"{role}-ink", role) for role in ("selection", "highlight", "found", "found-now")),
    *((f"{role}-ink", role) for role in ("badge", "tooltip", "tradition", "caution", "accent")),
    *((f"{role}-ink", role) for role in ("accent-soft", "caution-soft")),
    *((role, f"{role}-soft") for role in ("caution", "note", "tip", "care")),
    *((f"grade-{grade}-ink", f"grade-{grade}") for grade in GRADES),
    ("accent-ink", "accent-hover"),
    ("caution-ink", "caution-hover"),
    ("caution", "paper"),
    ("plate-label", "window"),
    *((f"plate-{words}", "plate-skin") for words in ("label", "tick")),
]
CONTROLS = [
    *((role, g) for role in ("border", "focus", "accent", "scroll", "caution") for g in GROUNDS),
    *((role, g) for role in ("disabled", "scroll-hover") for g in GROUNDS),
    ("border", "control"),
    *((m, ground) for m in ("caution", "care", "muted") for ground in ("accent-soft", "hover")),
    ("focus", "control"),
    ("focus", "badge"),
    ("plate-outline", "window"),
    *(
        (f"plate-{mark}", f"plate-{ground}")
        for mark in ("meridian", "spot", "point", "ruler", "stretch", "landmark", "leader")
        for ground in ("skin", "tint")
    ),
    ("plate-meridian-hidden", "plate-skin"),
    ("plate-leader", "window"),
    ("plate-focus", "plate-focus-halo"),
]


def _name(value: object) -> str:
    return value.name if isinstance(value, Theme) else str(value)


@pytest.mark.parametrize("look", ALL, ids=_name)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_words_can_be_read(look: Theme, ink: str, ground: str) -> None:
    """4.5 to 1 in every theme, 7 to 1 where the reader asked for high contrast."""
    least = 7.0 if look.name == "high-contrast" else 4.5
    assert contrast(look.colour(ink), look.colour(ground)) >= least


@pytest.mark.parametrize("look", ALL, ids=_name)
@pytest.mark.parametrize(("edge", "ground"), CONTROLS)
def test_controls_can_be_seen(look: Theme, edge: str, ground: str) -> None:
    """Edges, focus rings, scroll bars and the lines on the body reach 3 to 1."""
    assert contrast(look.colour(edge), look.colour(ground)) >= 3.0


def test_contrast_knows_black_and_white() -> None:
    """The measure itself: 21 for black on white, 1 for a colour on itself, blind to the order."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#ffffff", "#767676") == contrast("#767676", "#ffffff")
    assert contrast("#123456", "#123456") == 1.0


def test_every_theme_answers_every_role() -> None:
    """No theme forgets a role that another one has."""
    assert {frozenset(look.colours) for look in ALL} == {frozenset(ALL[0].colours)}


def test_style_files_ask_only_for_known_roles() -> None:
    """Window and article are dressed without a colour of their own."""
    for name in ("window.qss", "article.css"):
        text = re.sub(r"/\*.*?\*/", "", resources.text("themes", name), flags=re.DOTALL)
        asked = set(re.findall(r"@([a-z][a-z0-9-]*)", text)) - {"serif", "sans"}
        assert asked <= set(ALL[0].colours)
        assert not re.search(r":[^;]*#[0-9a-fA-F]{3,6}", text), "a colour outside the themes"


def test_the_system_decides_when_asked() -> None:
    """Contrast wins over dark, dark over light; a chosen theme is left alone."""
    assert theme.resolve("system", False, False).name == "light"
    assert theme.resolve("system", True, False).name == "dark"
    assert theme.resolve("system", True, True).name == "high-contrast"
    assert theme.resolve("sepia", True, True).name == "sepia"
    assert theme.resolve("of-yesterday", False, False).name == "light"


def test_the_system_answers(qapp: QApplication) -> None:
    """What the desktop prefers is two plain answers on every Qt we support."""
    assert all(isinstance(answer, bool) for answer in theme.system_look())


def test_every_theme_has_words_for_the_menu() -> None:
    """A reader chooses words, not file names."""
    titles = [theme.title(name) for name in ("system", *theme.NAMES)]
    assert len(set(titles)) == len(titles)
    assert list(theme.themes()) == list(theme.NAMES)


def test_a_wrong_theme_file_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    """A role that points nowhere and a colour that is none are told with the file's name."""
    for text, word in (
        ('dark = false\ncontrast = 4.5\n[colours]\na = "red"\n[roles]\nink = "a"\n', "“a”"),
        ('dark = false\ncontrast = 4.5\n[colours]\na = "#ff0000"\n[roles]\nink = "b"\n', "“b”"),
    ):
        monkeypatch.setattr(resources, "text", lambda folder, name, text=text: text)
        theme.theme.cache_clear()
        with pytest.raises(ContentError, match=word):
            theme.theme("light")
    monkeypatch.undo()


@pytest.fixture(autouse=True)
def fresh_themes() -> None:
    """No test sees what another one put into the cache."""
    theme.theme.cache_clear()


def test_lengths_grow_with_the_text() -> None:
    """Pixels and points of a style follow the text size; an unknown role is an error."""
    assert fill("size(8) points(10) @ink", {"ink": "#111111"}, 2.0) == "16px 20.00pt #111111"
    with pytest.raises(KeyError):
        fill("@nothing", {}, 1.0)


def test_applying_reaches_palette_font_and_style(qapp: QApplication) -> None:
    """One call dresses the whole application, again and again."""
    look = theme.theme("dark")
    theme.apply(qapp, look, 1.5)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() == look.colour("window")
    assert qapp.font().pointSizeF() == pytest.approx(10.5 * 1.5)
    assert look.colour("focus") in qapp.styleSheet()
    assert "@" not in qapp.styleSheet()
    theme.apply(qapp, theme.theme("light"), 1.0)
    assert qapp.palette().color(QPalette.ColorRole.Window).name() != look.colour("window")


def test_focus_is_drawn_two_pixels_wide(qtbot: QtBot, qapp: QApplication) -> None:
    """Whoever uses the keyboard sees where it is, in a colour that stands out."""
    look = theme.theme("light")
    theme.apply(qapp, look, 1.0)
    button = QPushButton("Here")
    qtbot.addWidget(button)
    button.show()
    button.setFocus()
    qtbot.waitUntil(button.hasFocus)
    image = button.grab().toImage()
    middle = image.height() // 2
    ring = [image.pixelColor(x, middle).name() for x in range(4)]
    assert ring.count(look.colour("focus")) >= 2


def test_only_installed_fonts_are_asked_for(qapp: QApplication) -> None:
    """A missing family costs time and a warning; a Chinese one comes last where there is one."""
    there = set(QFontDatabase.families())
    assert set(fonts.sans()) <= there
    assert set(fonts.serif()) <= there
    assert theme.interface_font(2.0).pointSizeF() == pytest.approx(21.0)
    assert isinstance(theme.interface_font(1.0), QFont)


def _rgb(colour: QColor) -> tuple[int, int, int]:
    return colour.red(), colour.green(), colour.blue()


ICONS = sorted(file.stem for file in (paths.resources() / "icons").glob("*.svg"))


@pytest.mark.parametrize("name", ICONS)
def test_icons_take_the_ink_of_the_theme(name: str, qapp: QApplication) -> None:
    """Every icon draws something, in the theme's ink, and nothing but that."""
    look = theme.theme("dark")
    image = theme.icon(name, look).pixmap(48, 48).toImage()
    drawn = {
        _rgb(image.pixelColor(x, y))
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }
    assert drawn, f"{name} is empty"
    ink = _rgb(QColor(look.colour("ink")))
    if name != "program":
        assert all(abs(a - b) <= 2 for one in drawn for a, b in zip(one, ink, strict=True))


def test_icons_are_of_one_hand() -> None:
    """24 × 24, strokes of 1.5 with round ends, no letters."""
    assert len(ICONS) >= 40
    for name in set(ICONS) - {"program"}:
        drawing = resources.text("icons", f"{name}.svg")
        assert 'viewBox="0 0 24 24"' in drawing
        assert 'stroke-width="1.5" stroke-linecap="round"' in drawing
        assert "<text" not in drawing


def test_quiet_words_are_dressed_by_property(qtbot: QtBot, qapp: QApplication) -> None:
    """A label marked quiet takes the muted ink."""
    look = theme.theme("light")
    theme.apply(qapp, look, 1.0)
    label = QLabel("beside")
    label.setProperty("quiet", True)
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText).name() == look.colour("muted")
