"""The last gate: nh3 lets pass only the tags, attributes and addresses of our own subset.

What the writer makes passes unchanged; the gate is there for the day when it makes a mistake.
"""

import re

import nh3

BLOCKS = {"p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd"} | {
    *("blockquote", "pre", "hr", "table", "thead", "tbody", "tr", "th", "td")
}
TAGS = BLOCKS | {"code", "em", "strong", "span", "sup", "br", "a", "img"}
_CLASSED = TAGS - {"br", "hr", "img", "sup", "pre", "code", "thead", "tbody"}
ATTRIBUTES: dict[str, set[str]] = {tag: {"class"} for tag in _CLASSED}
ATTRIBUTES["a"] |= {"href", "name"}
ATTRIBUTES["img"] = {"src", "alt"}
for _cell in ("th", "td"):
    ATTRIBUTES[_cell] |= {"align", "colspan", "rowspan"}

# nh3 keeps `../../x` and `//host/x`, so addresses are matched as a whole.
KEY = r"[a-z]+(?:-[a-z]+)?/[A-Za-z0-9][A-Za-z0-9-]*"
ANCHOR = r"[A-Za-z0-9][A-Za-z0-9_-]*"
HTTPS = r"https://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\^`{|}]*)?"
MAIL = r"mailto:[A-Za-z0-9.!#$%&*+/=?_~-]+@[A-Za-z0-9][A-Za-z0-9.-]*"
LEVEL = r"level:[a-z]+"
PLATE = r"plate:[a-z][a-z0-9-]*(?:\?[A-Za-z0-9=,&-]*)?"

_VALUES = {
    "href": re.compile(f"{KEY}(?:#{ANCHOR})?|#{ANCHOR}|{HTTPS}|{MAIL}|{LEVEL}"),
    "src": re.compile(PLATE),
    "name": re.compile(ANCHOR),
    "class": re.compile(r"[a-z][a-z0-9-]*(?: [a-z][a-z0-9-]*)*"),
    "align": re.compile("left|center|right"),
    "colspan": re.compile(r"[1-9][0-9]?"),
    "rowspan": re.compile(r"[1-9][0-9]?"),
    "alt": re.compile(r".*", re.DOTALL),
}
_SCHEMES = {"https", "mailto", "plate", "level"}


def _keep(_tag: str, name: str, value: str) -> str | None:
    # nh3 asks about attributes of tags that it drops, too.
    allowed = _VALUES.get(name)
    return value if allowed and allowed.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_keep,
    link_rel=None,
    url_schemes=_SCHEMES,
)
"""Made once: for a page of usual length the making takes longer than the cleaning."""


def clean(html: str) -> str:
    """``html`` without anything that an article may not hold."""
    return _CLEANER.clean(html)
