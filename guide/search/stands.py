"""Where the terms of a query stand: for each a byte for every entry, be the word rare or in half of all.

The bytes are those of ``guide.content.frequent``. For frequent words they lie ready in the pack; for
all others the full-text index is asked, which is quick where little is found.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from guide.content.frequent import PLACES, code
from guide.content.names import is_ideograph
from guide.content.pack import Pack, damaged
from guide.search.query import Term, either
from guide.search.roster import Roster
from guide.search.vocabulary import Vocabulary

_HELD = "SELECT json_group_array(rowid) FROM words WHERE words MATCH ?"
"""All numbers in one row: a row for each of them would take four times as long."""
_READY = "SELECT word, entries FROM frequent WHERE word IN (SELECT value FROM json_each(?))"
_MOST_ASKED = 250
"""Of more words that begin alike FTS5 makes one list quicker than it asks for each."""
_KNOWN = bytes(range(code(len(PLACES))))
_SIGNS = b"0" + b"1" * 255


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one term stands.

    ``codes`` has a byte for every number of an entry, ``numbers`` is the set of those that hold the
    term. ``ranked`` is the question by which FTS5 ranks them; empty if the term is too frequent for it.
    """

    codes: bytes
    numbers: int
    ranked: str


class Stands:
    """Asks all packs as one."""

    def __init__(self, packs: Iterable[Pack], roster: Roster, vocabulary: Vocabulary) -> None:
        self._roster = roster
        self._vocabulary = vocabulary
        self._frequent = {
            pack: frozenset(word for (word,) in pack.rows("SELECT word FROM frequent"))
            for pack in packs
        }

    def of(self, term: Term) -> Stand:
        """Where ``term`` stands in any of its forms."""
        codes = bytearray(self._roster.size)
        words = self._words(term)
        ranked = term.match
        for pack, frequent in self._frequent.items():
            ready = frequent.intersection(words)
            if ready:
                self._add_ready(codes, pack, ready)
                ranked = ""
            self._add_found(codes, pack, _rest(term, words, ready))
        bits = int(codes[::-1].translate(_SIGNS), 2) if codes else 0
        return Stand(bytes(codes), bits & self._roster.all, ranked)

    def _words(self, term: Term) -> Sequence[str]:
        """All words that will do for ``term``; none where it is a phrase or Chinese."""
        if len(term.words) > 1 or is_ideograph(term.words[0][0]):
            return ()
        begun = self._vocabulary.beginning(term.words[0]) if term.half_typed else term.words
        return tuple(dict.fromkeys((*begun, *term.others)))

    def _add_ready(self, codes: bytearray, pack: Pack, words: Iterable[str]) -> None:
        start = self._roster.start(pack) + 1
        end = start + self._roster.length(pack)
        for _word, packed in pack.rows(_READY, (json.dumps(sorted(words)),)):
            ready = pack.unpack(packed)
            if len(ready) != end - start or ready.translate(None, _KNOWN):
                raise damaged(pack.file)
            codes[start:end] = _larger(codes[start:end], ready)

    def _add_found(self, codes: bytearray, pack: Pack, match: str) -> None:
        start = self._roster.start(pack)
        for place, column in enumerate(PLACES if match else ()):
            asked = f"{column} : ({match})" if place else match
            least = code(place)
            ((found,),) = pack.rows(_HELD, (asked,))
            numbers = [start + number for number in json.loads(found)]
            for number in [number for number in numbers if codes[number] < least]:
                codes[number] = least


def _rest(term: Term, words: Sequence[str], ready: frozenset[str]) -> str:
    """The question for what is not ready; empty where that is nothing."""
    rest = [word for word in words if word not in ready]
    if not ready or len(rest) > _MOST_ASKED:
        return term.match
    return either(rest)


def _larger(one: bytes | bytearray, other: bytes) -> bytes:
    """Of every two bytes the larger; all are below 128. As long numbers, they are compared at once."""
    if one.count(0) == len(one):
        return other
    first, second = int.from_bytes(one, "little"), int.from_bytes(other, "little")
    high = int.from_bytes(b"\x80" * len(one), "little")
    not_less = ((first | high) - second) & high
    chosen = not_less - (not_less >> 7)
    return (second ^ ((first ^ second) & chosen)).to_bytes(len(one), "little")
