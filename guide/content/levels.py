"""One page for three readers: what a client, a student and a professional see of it.

A page holds the text of all three; signs around each piece tell whom it is for. Cautions, claims and
sources are for everybody: a level changes the words between them and hides no warning.
"""

import re
from collections.abc import Iterable
from enum import StrEnum


class Level(StrEnum):
    """For whom a page is shown."""

    CLIENT = "client"
    STUDENT = "student"
    PROFESSIONAL = "professional"


def level_of(name: str) -> Level:
    """The level of this name; nonsense means the whole text."""
    return Level(name) if name in set(Level) else Level.STUDENT


BESIDE = frozenset({Level.CLIENT, Level.PROFESSIONAL})
"""The levels that an article writes as boxes beside its text."""
LINK = "level:"
"""What the address of a link begins with that asks for another level."""
WORDS = {
    Level.CLIENT: "In short",
    Level.STUDENT: "In full",
    Level.PROFESSIONAL: "For professionals",
}
"""The name of each level, as the pages of the library say it."""
SIGN_START, SIGN_END, _END = "\ue010", "\ue011", "\ue012"
"""Around the names of the levels for which the piece is that follows, up to its end."""
_PIECE = re.compile(f"{SIGN_START}([a-z ]+){SIGN_END}([^{_END}]*){_END}")
_SIGNS = re.compile(f"{SIGN_START}[a-z ]+{SIGN_END}|{_END}")
_SWITCH = re.compile('<p class="levels">.*?</p>')


def only_for(levels: Iterable[Level], html: str) -> str:
    """``html`` for these levels alone; it holds no piece of its own."""
    return f"{SIGN_START}{' '.join(levels)}{SIGN_END}{html}{_END}" if html else ""


def at_level(html: str, level: Level, switch: bool = False) -> str:
    """What a page says at ``level``; with ``switch`` also the line that leads to the others."""
    if SIGN_START not in html:  # most pages; looking is a hundredth of what replacing takes
        return html
    html = _PIECE.sub(lambda piece: piece[2] if level in piece[1].split() else "", html)
    return html if switch else _SWITCH.sub("", html)


def all_levels(html: str) -> str:
    """What a page, or a piece of one, says at any level, without the signs."""
    if SIGN_START not in html and _END not in html:
        return html
    return _SIGNS.sub("", _SWITCH.sub("", html))


def levels_at(html: bytes, place: int) -> tuple[Level, ...]:
    """For whom alone a page in UTF-8 says what stands at ``place``; empty where it is for everybody."""
    sign = html.rfind(SIGN_START.encode(), 0, place)
    if sign < 0 or html.find(_END.encode(), sign, place) >= 0:
        return ()
    names = html[sign + len(SIGN_START.encode()) :].partition(SIGN_END.encode())[0]
    return tuple(map(Level, names.decode().split()))


def switch(levels: Iterable[Level]) -> str:
    """The line under the names of a page that leads to its other levels, as HTML."""
    offered = tuple(levels)
    lines = []
    for here in offered:
        parts = [
            f'<span class="level">{WORDS[one]}</span>'
            if one is here
            else f'<a href="{LINK}{one}">{WORDS[one]}</a>'
            for one in offered
        ]
        lines.append(only_for([here], f'<p class="levels">Read: {" · ".join(parts)}</p>'))
    return "".join(lines)
