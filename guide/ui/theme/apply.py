"""Puts a theme on the application: palette, style sheet, font."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from guide.ui import resources
from guide.ui.theme import fonts
from guide.ui.theme.model import Theme
from guide.ui.theme.template import fill

BASE_POINTS = 10.5
"""Type of the interface at 100 %."""

_PALETTE = {
    QPalette.ColorRole.Window: "window",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "paper",
    QPalette.ColorRole.AlternateBase: "sidebar",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "muted",
    QPalette.ColorRole.Button: "control",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "caution",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "selection-ink",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "link",
    QPalette.ColorRole.LinkVisited: "link",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "tooltip-ink",
    QPalette.ColorRole.Light: "paper",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "border",
}
_DIMMED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
)


def palette(theme: Theme) -> QPalette:
    """The theme as Qt's own colours, for everything that no style sheet reaches."""
    made = QPalette()
    for role, name in _PALETTE.items():
        made.setColor(role, QColor(theme.colour(name)))
    for role in _DIMMED:
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.colour("disabled")))
    return made


def interface_font(text_scale: float) -> QFont:
    """The interface's font at ``text_scale``."""
    font = QFont()
    if fonts.sans():
        font.setFamilies(list(fonts.sans()))
    font.setPointSizeF(BASE_POINTS * text_scale)
    return font


def style_sheet(theme: Theme, text_scale: float) -> str:
    """The style sheet of the window in this theme and size."""
    return fill(resources.text("themes", "window.qss"), theme.colours, text_scale)


def apply(app: QApplication, theme: Theme, text_scale: float = 1.0) -> None:
    """Dress the whole application. Cheap to call again; widgets follow at once."""
    if app.property("guideStyle") is None:
        # Fusion draws the same on every system, so one style sheet fits all of them.
        style = QStyleFactory.create("Fusion")
        if style is not None:
            app.setStyle(style)
        app.setProperty("guideStyle", True)
    app.setPalette(palette(theme))
    app.setFont(interface_font(text_scale))
    app.setStyleSheet(style_sheet(theme, text_scale))


def system_look() -> tuple[bool, bool]:
    """(dark, high contrast) as the desktop asks for it; (False, False) where it does not say."""
    # In a variable: chained, the hints are deleted before they are asked.
    hints = QGuiApplication.styleHints()
    dark = hints.colorScheme() == Qt.ColorScheme.Dark
    preference = getattr(hints, "accessibility", None)  # Qt 6.10 and later
    if preference is None:
        return dark, False
    accessibility = preference()
    return dark, accessibility.contrastPreference() == Qt.ContrastPreference.HighContrast
