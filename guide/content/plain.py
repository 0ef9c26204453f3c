"""The HTML of a pack as plain text. No parser: the subset in a pack is ours and well-formed."""

import re
from html import unescape

_SKIPPED = re.compile(r"<sup\b.*?</sup>|<img\b[^>]*\balt=\"([^\"]*)\"[^>]*>", re.DOTALL)
_CELL_END = re.compile(r"</t[dh]>\s*(?=<t[dh]\b)")
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|dt|dd|tr|table|blockquote|pre)>|<br\s*/?>|<hr\s*/?>")
_TAG = re.compile(r"<[^>]+>")
_BLANKS = re.compile(r"[ \t\r\f\v\xa0]+")
_LINES = re.compile(r"\s*\n\s*")


def plain(html: str) -> str:
    """The words of ``html``, a line for every block; pictures speak through their alt texts."""
    text = html.replace("\n", " ")
    text = _SKIPPED.sub(lambda found: found[1] or "", text)
    text = _CELL_END.sub(" · ", text)
    text = _BLOCK_END.sub("\n", text)
    text = unescape(_TAG.sub("", text))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()
