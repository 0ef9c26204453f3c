"""What a reader types, as a question to the full-text index. Nothing typed is ever syntax."""

import re
import unicodedata
from dataclasses import dataclass

from guide.content.names import COMMON, fold, is_ideograph, spaced

_LONGEST = 400
_MOST_WORDS = 16
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Query:
    """The words of a search. ``open_ended``: the last word is still being typed."""

    words: tuple[str, ...]
    open_ended: bool

    @property
    def match(self) -> str:
        """The words for FTS5, all of them wanted, each in quotes; signs of Chinese as a phrase."""
        parts = [f'"{spaced(word).strip()}"' for word in self.words]
        if parts and self.open_ended:
            parts[-1] += " *"
        return " AND ".join(parts)

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the words in a folded text."""
        return _pattern(self)


def read(typed: str) -> Query:
    """The query in ``typed``; without words where nothing in it can be searched."""
    text = unicodedata.normalize("NFC", typed[:_LONGEST]).replace("_", " ")
    words: list[str] = []
    for found in _WORD.finditer(text):
        words += _runs(found[0])
    folded = dict.fromkeys(fold(word) for word in words)
    chosen = tuple(word for word in folded if word not in COMMON)[:_MOST_WORDS]
    ends_in_word = bool(text) and (text[-1].isalnum() or unicodedata.combining(text[-1]) != 0)
    last_counts = bool(chosen) and fold(words[-1]) == chosen[-1]
    return Query(chosen, open_ended=ends_in_word and last_counts)


def _runs(word: str) -> list[str]:
    """``肺俞point`` is two words: signs that are words by themselves, and letters."""
    runs: list[str] = []
    for letter in word:
        if runs and is_ideograph(letter) == is_ideograph(runs[-1][-1]):
            runs[-1] += letter
        else:
            runs.append(letter)
    return runs


def _pattern(query: Query) -> re.Pattern[str]:
    parts = []
    for nth, word in enumerate(query.words):
        last = query.open_ended and nth == len(query.words) - 1
        if is_ideograph(word[0]):
            parts.append(re.escape(word))
        else:
            parts.append(rf"(?<!\w){re.escape(word)}" + (r"\w*" if last else r"(?!\w)"))
    return re.compile("|".join(sorted(parts, key=len, reverse=True)) or r"(?!)")
