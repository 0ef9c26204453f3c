"""How names are compared, so that many spellings are one: without case, accents, blanks and signs.

Chinese signs count in their simple form.
"""

import re
import unicodedata
from functools import lru_cache

from guide.content.characters import SIMPLE, simplified

IDEOGRAPHS = (
    "\u2e80-\u2fdf\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)
"""Signs that are words by themselves or stand without blanks, as the inside of ``[…]``."""
_IDEOGRAPH = re.compile(f"[{IDEOGRAPHS}]")


class _Letters(dict[int, str]):
    """One letter for one letter, so that a place in the folded text is a place in the text."""

    def __missing__(self, code: int) -> str:
        letter = SIMPLE.get(chr(code), chr(code))
        plain = unicodedata.normalize("NFD", letter)[0].casefold()
        self[code] = plain if len(plain) == 1 else letter
        return self[code]


_LETTERS = _Letters()
_BEYOND_ASCII = re.compile("[^\x00-\x7f]")


def fold(text: str) -> str:
    """``text`` without case and accents, of the same length: ``Zúsānlǐ`` becomes ``zusanli``."""
    if not text.isascii():
        text = _BEYOND_ASCII.sub(lambda found: _LETTERS[ord(found[0])], text)
    return text.lower()


@lru_cache(maxsize=4096)
def tight(name: str) -> str:
    """``name`` with letters and digits alone: ``ST-36``, ``st 36`` and ``St36`` become ``st36``."""
    return "".join(filter(str.isalnum, fold(unicodedata.normalize("NFC", name))))


def is_ideograph(letter: str) -> bool:
    """Is this a sign that is a word by itself, as in Chinese, or is written without blanks?"""
    return _IDEOGRAPH.match(letter) is not None


_SAYS_NOTHING = (
    "a after also an and any are as at be been before but by can do does each for from had has have he"
    " her his if in into is it its may more most no not of on one only or other our out over she should"
    " so some such than that the their them then there these they this to up was we were what when"
    " where which will with would you your"
)
COMMON = frozenset(_SAYS_NOTHING.split())
"""Words that say nothing about a text. They are a sixth of an index, so they are left out of it."""
_SHORT_WORD = re.compile(r"(?<![\w'’])[A-Za-z]{1,6}(?![\w'’])")


def _but_common(found: re.Match[str]) -> str:
    return "" if found[0].lower() in COMMON else found[0]


def indexed(text: str) -> str:
    """``text`` as the full-text index takes it."""
    return spaced(simplified(_SHORT_WORD.sub(_but_common, text)))


def spaced(text: str) -> str:
    """``text`` with blanks around every ideograph: the index then finds words of any length."""
    return text if text.isascii() else _IDEOGRAPH.sub(r" \g<0> ", text)
