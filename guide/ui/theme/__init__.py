"""Themes: one set of roles for palette, style sheet, article, icons and body."""

from guide.ui.theme.apply import apply, interface_font, system_look
from guide.ui.theme.article import READING_POINTS, article_css
from guide.ui.theme.icons import icon, program_icon
from guide.ui.theme.model import NAMES, PRINT, Theme, resolve, theme, themes, title

__all__ = [
    "NAMES",
    "PRINT",
    "READING_POINTS",
    "Theme",
    "apply",
    "article_css",
    "icon",
    "interface_font",
    "program_icon",
    "resolve",
    "system_look",
    "theme",
    "themes",
    "title",
]
