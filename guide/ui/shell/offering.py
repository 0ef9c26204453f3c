"""What the palette offers besides entries: every action, and every setting with its values."""

from collections.abc import Callable, Mapping
from typing import get_args

from PySide6.QtGui import QAction

from guide.content.levels import Level
from guide.i18n import _
from guide.settings.values import Appearance
from guide.settings.values import Theme as ThemeName
from guide.ui import theme as themes
from guide.ui.actions import ACTIONS, MENUS, shortcut
from guide.ui.palette.matching import Offer
from guide.ui.shell.look import STEPS, Look

_WIDTHS = (50, 60, 66, 72, 80, 90, 100, 110)
_LEVELS = frozenset(f"article.{level}" for level in Level)


def _also() -> dict[str, str]:
    """Other words for actions, as people say them."""
    level = _("level of reading")
    return {
        "go.emergency": _("urgent first aid help"),
        "article.client": f"{level} {_('client patient simple')}",
        "article.student": f"{level} {_('student everything')}",
        "article.professional": f"{level} {_('expert details')}",
        "article.bookmark": _("star favourite remember"),
        "article.handout": _("print export"),
        "view.sidebar": _("hide show left column list"),
        "view.body": _("hide show right column figure"),
        "view.larger": _("zoom in bigger font"),
        "view.smaller": _("zoom out font"),
        "view.normal": _("zoom reset font 100"),
        "program.preferences": _("settings options"),
        "program.keys": _("help shortcuts keyboard"),
        "program.quit": _("exit leave"),
    }


def offered(actions: Mapping[str, QAction], appearance: Appearance) -> tuple[Offer, ...]:
    """Everything that can be done now; what cannot is left out."""
    also = _also()
    found = []
    for action in ACTIONS:
        item = actions.get(action.id)
        if item is None or not item.isEnabled():
            continue
        kind = _("Setting") if action.id in _LEVELS else _("Action")
        state = _("on") if item.isCheckable() and item.isChecked() else ""
        words = f"{_(MENUS[action.menu])} {also.get(action.id, '')}"
        text = item.text().rstrip("…")
        found.append(Offer(action.id, text, kind, shortcut(item), words, state))
    return (*found, *settings(appearance))


def settings(appearance: Appearance) -> tuple[Offer, ...]:
    """Every setting with the values that can be chosen at once: ``theme=dark``."""
    values: list[tuple[str, object, str, str]] = [
        ("theme", name, _("Theme: {0}").format(themes.title(name)), _("colours look mode"))
        for name in get_args(ThemeName)
    ]
    for scale in STEPS:
        words = _("Text size: {0} %").format(round(scale * 100))
        values.append(("text_scale", scale, words, _("zoom font")))
    for width in _WIDTHS:
        words = _("Reading width: {0} characters").format(width)
        values.append(("reading_width", width, words, _("longest line column")))
    for on, words in ((True, _("Previews of links")), (False, _("No previews of links"))):
        values.append(("previews", on, words, _("card glance hover")))
    return tuple(
        Offer(
            f"{name}={value}",
            words,
            _("Setting"),
            also=also,
            state=_("now") if getattr(appearance, name) == value else "",
        )
        for name, value, words, also in values
    )


def apply(look: Look, offer: str) -> None:
    """Put a setting into force: ``text_scale=1.25``; unknown ones change nothing."""
    name, _equals, value = offer.partition("=")
    setters: dict[str, Callable[[str], None]] = {
        "theme": look.set_theme,
        "text_scale": lambda text: look.set_text_scale(float(text)),
        "reading_width": lambda text: look.set_reading_width(int(text)),
        "previews": lambda text: look.set_previews(text == str(True)),
    }
    if name in setters:
        setters[name](value)
