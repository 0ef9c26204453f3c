"""What a link in an article may do: go to an entry or a place, change the level, or ask to leave.

Everything else is refused. An allow-list of whole shapes, not a list of dangerous schemes.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from guide.content.levels import Level
from guide.content.model import Kind

_SLUG = r"[A-Za-z0-9][A-Za-z0-9_.-]{0,99}"
_KINDS = "|".join(kind.value for kind in Kind)
_KEY = re.compile(rf"(?:{_KINDS})/{_SLUG}(?:#{_SLUG})?")
_ANCHOR = re.compile(rf"#{_SLUG}")
_LEVEL = re.compile(f"level:({'|'.join(Level)})")
# Plain ASCII without user name, spaces, quotes or backslashes: what is shown is where it goes.
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z][A-Za-z0-9-]{0,30}\.?"
_WEB = re.compile(rf"https://{_HOST}(?::[0-9]{{1,5}})?(?:[/?#][!#-;=?-\[\]_a-z~]*)?")
_MAIL = re.compile(rf"mailto:[A-Za-z0-9._%+-]{{1,64}}@{_HOST}")
_LONGEST = 2000
_TO_SOURCE = "source-"


class LinkKind(Enum):
    """Where a link leads."""

    INTERNAL = auto()
    ANCHOR = auto()
    LEVEL = auto()
    EXTERNAL = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Link:
    """``target``: a key (maybe with ``#anchor``), an anchor without ``#``, a level, an address, or nothing."""

    kind: LinkKind
    target: str = ""


def key_of(address: str) -> str:
    """The entry that a link tells of: that of a source where it leads to one at the end of the page."""
    link = read_link(address)
    if link.kind is LinkKind.INTERNAL:
        return link.target.partition("#")[0]
    if link.kind is LinkKind.ANCHOR and link.target.startswith(_TO_SOURCE):
        return f"{Kind.SOURCE}/{link.target.removeprefix(_TO_SOURCE)}"
    return ""


def read_link(address: str) -> Link:
    """What ``address`` (the ``href`` as written) may do."""
    if len(address) > _LONGEST or ".." in address.partition("?")[0]:
        return Link(LinkKind.REFUSED)
    if _KEY.fullmatch(address):
        return Link(LinkKind.INTERNAL, address)
    if _ANCHOR.fullmatch(address):
        return Link(LinkKind.ANCHOR, address[1:])
    if level := _LEVEL.fullmatch(address):
        return Link(LinkKind.LEVEL, level[1])
    if _WEB.fullmatch(address) or _MAIL.fullmatch(address):
        return Link(LinkKind.EXTERNAL, address)
    return Link(LinkKind.REFUSED)
