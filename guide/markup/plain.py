"""Compiled HTML as plain text, for terminals, search and snippets. Light enough for the start path.

It expects the subset that a pack holds. Of anything else it keeps the words and drops the tags.
"""

import re
from html import unescape

_PIECE = re.compile(r'<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:"[^"]*"|[^"<>])*)>|<|[^<]+')
_ALT = re.compile(r'\balt="([^"]*)"')
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_BLOCKS = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd"}
) | {*("blockquote", "pre", "table", "tr", "div", "hr")}
_CLOSE_TOGETHER = frozenset({("li", "li"), ("tr", "tr"), ("dt", "dt"), ("dt", "dd"), ("dd", "dd")})


def plain_text(html: str) -> str:
    """The words of ``html``: a line for every block, blank lines around paragraphs.

    Lists keep bullets or numbers, cells are divided by `` · ``, pictures speak through their
    alternative texts, and the small numbers of sources and footnotes are left out.
    """
    page = _Page()
    for piece in _PIECE.finditer(html):
        name = piece[2]
        if name is None:
            page.words(piece[0])
        elif piece[1]:
            page.end(name.lower())
        else:
            page.start(name.lower(), piece[3])
    return page.text()


class _Page:
    """Lines in the making."""

    def __init__(self) -> None:
        self._done: list[str] = []
        self._line: list[str] = []
        self._block = "p"
        self._lists: list[int] = []
        self._label = ""
        self._hidden = 0
        self._kept = 0
        self._last = ""
        self._first = False

    def words(self, words: str) -> None:
        if self._hidden:
            return
        words = unescape(words).replace("↩", "")
        self._line.append(words if self._kept else _BLANKS.sub(" ", words))

    def start(self, name: str, attributes: str) -> None:
        if name in _BLOCKS:
            self._begin(name)
        if name == "sup":
            self._hidden += 1
        elif name == "img" and (alt := _ALT.search(attributes)):
            self.words(f"[{alt[1]}]")
        elif name == "br":
            self._line.append("\n")
        elif name in {"td", "th"}:
            if self._line and "".join(self._line).strip():
                self._line.append(" · ")
        elif name in {"ul", "ol"}:
            self._lists.append(0 if name == "ol" else -1)
        elif name == "li":
            self._item()
        elif name == "pre":
            self._kept += 1

    def _begin(self, block: str) -> None:
        self._flush()
        if not (block == "p" and self._first):
            # The first paragraph of an item is the item.
            self._block = block
        self._first = block in {"li", "dd"}

    def end(self, name: str) -> None:
        if name in _BLOCKS:
            self._flush()
        if name == "sup":
            self._hidden = max(self._hidden - 1, 0)
        elif name in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif name == "pre":
            self._kept = max(self._kept - 1, 0)

    def text(self) -> str:
        self._flush()
        return "".join(self._done)

    def _item(self) -> None:
        self._label = "• "
        if self._lists and self._lists[-1] >= 0:
            self._lists[-1] += 1
            self._label = f"{self._lists[-1]}. "

    def _flush(self) -> None:
        words = "".join(self._line)
        self._line.clear()
        lines = words.strip("\n").split("\n") if self._kept else words.split("\n")
        lines = [line.rstrip() if self._kept else line.strip() for line in lines]
        if not any(lines):
            return
        indent = "  " * max(len(self._lists) - 1, 0) + ("    " if self._block == "dd" else "")
        # A further paragraph of an item stands below its words, not below its bullet.
        label = self._label or ("  " if self._lists else "")
        hanging = "\n" + indent + " " * len(label)
        if self._done:
            close = (self._last, self._block) in _CLOSE_TOGETHER
            self._done.append("\n" if close else "\n\n")
        self._done.append(indent + label + hanging.join(lines))
        self._label = ""
        self._last = self._block
        self._first = False
