"""The style sheet of an article: theme × text size, every length computed, so that all of it grows."""

from functools import lru_cache

from guide.ui import resources
from guide.ui.theme import fonts
from guide.ui.theme.model import Theme
from guide.ui.theme.template import families, fill

READING_POINTS = 12.5
"""Type of the running text at 100 %."""


@lru_cache(maxsize=8)
def _sheet(colours: tuple[tuple[str, str], ...], scale: float) -> str:
    words = dict(colours)
    words |= {"serif": families(fonts.serif()), "sans": families(fonts.sans())}
    return fill(resources.text("themes", "article.css"), words, scale)


def article_css(theme: Theme, text_scale: float) -> str:
    """The style sheet for ``QTextDocument.setDefaultStyleSheet``."""
    return _sheet(tuple(theme.colours.items()), text_scale)
