"""What a card is wanted for, what is read for it on a thread, and how the answer is told."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial

from guide.content.glance import Glance, glance
from guide.content.library import Library
from guide.i18n import _
from guide.search.finder import Finder
from guide.search.lookup import Lookup, Outcome, look_up
from guide.ui.article.card import GlanceCard
from guide.ui.article.links import key_of
from guide.ui.article.structure import Found


class How(Enum):
    """Why a card comes, which decides when it goes."""

    HOVER = auto()
    FOCUS = auto()
    ASKED = auto()


@dataclass(frozen=True, slots=True)
class Answer:
    """What was read: ``found`` where words were looked up, ``seen`` where there is an entry."""

    found: Lookup | None
    seen: Glance | None


@dataclass(eq=False, slots=True)
class Wish:
    """One card that somebody wants, beside the text from ``start`` to ``end``."""

    how: How
    start: int
    end: int
    read: Callable[[], Answer]
    """On a thread: what the card will say."""
    link: Found | None = None
    enter: bool = False
    """Does the keyboard go into the card when it comes?"""


def of_link(library: Library, link: Found, how: How, *, enter: bool = False) -> Wish:
    """The wish to know where ``link`` leads."""
    read = partial(_read_key, library, key_of(link.address))
    return Wish(how, link.start, link.end, read, link, enter)


def of_words(
    library: Library, finder: Finder, words: str, start: int, end: int, *, enter: bool
) -> Wish:
    """The wish to know what selected words mean."""
    return Wish(How.ASKED, start, end, partial(_read_words, library, finder, words), enter=enter)


def tell(card: GlanceCard, answer: Answer) -> None:
    """Say in ``card`` what was found."""
    found, seen = answer.found, answer.seen
    words = found.words if found is not None else ""
    nothing = _("Nothing in this library is called “{0}”.").format(words)
    if seen is not None:
        perhaps = found is not None and found.outcome is Outcome.PERHAPS
        card.show_glance(seen, f"{nothing} {_('Perhaps:')}" if perhaps else "", words)
    elif found is not None and found.outcome is Outcome.TOO_LONG:
        card.show_words(_("That is too long to look up. Select a word or a short phrase."))
    else:
        card.show_words(nothing if words else _("Select a word to look it up."), words)


def _read_key(library: Library, key: str) -> Answer:
    return Answer(None, glance(library, key))


def _read_words(library: Library, finder: Finder, words: str) -> Answer:
    found = look_up(library, finder, words)
    return Answer(found, glance(library, found.key) if found.key else None)
