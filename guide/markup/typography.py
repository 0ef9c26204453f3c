"""Quotation marks, dashes, dots and line breaks as a typesetter would set them."""

import re

_PIECE = re.compile("\x02(\\d+)\x03|\x02[^\x03]*\x03?|-{2,}|\\.{3,}|[\"']|[ \\t]*\n[ \\t]*")
_ESCAPED = re.compile("\x02(\\d+)\x03|[\x02\x03]")
_CJK = "[\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
_IS_CJK = re.compile(_CJK)
_OPENS_AFTER = frozenset("([{<–—-/“‘ \u00a0\n\t")
_DASHES = {"--": "–", "---": "—"}


def unescaped(words: str) -> str:
    """``words`` with Python-Markdown's marks for escaped characters turned into the characters."""
    return _ESCAPED.sub(_escaped_character, words) if "\x02" in words else words


def _escaped_character(found: re.Match[str]) -> str:
    return chr(int(found[1])) if found[1] else ""


class Typesetter:
    """Sets the pieces of one block after the other; knows what came before each."""

    def __init__(self) -> None:
        self._before = ""
        self._quoted = False
        self._set_at = 0
        self._set = ""

    def begin(self) -> None:
        """A new block: nothing came before."""
        self._before = ""
        self._quoted = False

    def after(self, words: str) -> None:
        """Something was written that is not ours to set, such as code."""
        self._before = words[-1:] or self._before

    def set(self, words: str) -> str:
        """``words`` with marks for quotes, dashes and dots, and lines joined."""
        self._set_at = -1
        done = _PIECE.sub(self._piece, words)
        self._before = done[-1:] or self._before
        return done

    def _piece(self, found: re.Match[str]) -> str:
        piece = found[0]
        if piece[0] == "\x02":
            done = chr(int(found[1])) if found[1] else ""
        elif piece[0] == "-":
            done = _DASHES.get(piece, piece)
        elif piece[0] == ".":
            done = "…" if piece == "..." else piece
        elif piece in "\"'":
            done = self._quote(piece, self._previous(found), found.string[found.end() :][:1])
        else:
            done = self._line_end(self._previous(found), found.string[found.end() :][:1])
        self._set_at, self._set = found.end(), done
        return done

    def _previous(self, found: re.Match[str]) -> str:
        if found.start() == self._set_at and self._set:
            return self._set[-1]
        return found.string[found.start() - 1] if found.start() else self._before

    def _quote(self, mark: str, before: str, after: str) -> str:
        opens = not before or before in _OPENS_AFTER
        if mark == "'":
            return "‘" if opens and not after.isdigit() else "’"
        if _IS_CJK.match(before):
            # Chinese sets no space before a quotation, so only counting tells.
            opens = not self._quoted
        self._quoted = opens
        return "“" if opens else "”"

    def _line_end(self, before: str, after: str) -> str:
        """Chinese lines join without a space."""
        return "" if _IS_CJK.match(before) and _IS_CJK.match(after) else " "
