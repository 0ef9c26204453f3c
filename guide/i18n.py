"""The program's words in the reader's language, through gettext. The same for window and command line."""

import gettext

from guide import paths

_translations: gettext.NullTranslations = gettext.NullTranslations()


def use(language: str) -> None:
    """Speak ``language`` (such as ``de`` or ``zh_CN``) from now on; English where a word is missing."""
    global _translations  # noqa: PLW0603 - one language for the whole program
    _translations = gettext.translation(
        "guide", paths.resources() / "locale", languages=[language], fallback=True
    )


def _(text: str) -> str:
    """``text`` in the reader's language."""
    return _translations.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """``one`` or ``many`` by ``count``, in the reader's language."""
    return _translations.ngettext(one, many, count)
