"""Which entries there are and what they are, as rows of bits: counting a hundred choices takes no time.

Every entry of every pack has a number. A set of entries is an integer with the bit of each.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from guide.content.labels import EVIDENCE, KINDS
from guide.content.model import Kind
from guide.content.pack import Pack, damaged
from guide.search.values import Choice, Facet, Narrowing

_FACTS = "SELECT id, kind, grp, regions, evidence, key, title FROM entry ORDER BY id"
_KINDS = tuple(Kind)
_BYTES = bytes.maketrans(b"01", b"\x00\xff")


class Roster:
    """Built once from the packs, then read by any thread. Of one key in two packs the later counts."""

    def __init__(self, packs: Iterable[Pack]) -> None:
        self._packs = tuple(packs)
        self._starts: dict[Pack, int] = {}
        self._lengths: dict[Pack, int] = {}
        self._facets: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
        self._titles: dict[tuple[Facet, str], str] = {}
        self._parents: dict[str, str] = {}
        self.kinds = bytearray()
        """For every number the place of its kind in ``Kind``."""
        sets: defaultdict[tuple[Facet, str], list[int]] = defaultdict(list)
        keys: dict[str, int] = {}
        for pack in self._packs:
            self._starts[pack] = len(self.kinds) - 1  # ids begin at 1
            self._read(pack, sets, keys)
            self._lengths[pack] = len(self.kinds) - 1 - self._starts[pack]
        self.size = len(self.kinds)
        self.all = self.bits(keys.values())
        self._hidden = frozenset(range(self.size)).difference(keys.values())
        self._facets = self._ordered(sets)

    def _read(
        self,
        pack: Pack,
        sets: defaultdict[tuple[Facet, str], list[int]],
        keys: dict[str, int],
    ) -> None:
        for row in pack.rows(_FACTS):
            number, kind, group, regions, evidence, key, title = row
            at = len(self.kinds)
            words = all(isinstance(word, str) for word in row[1:])
            if not words or kind not in KINDS or self._starts[pack] + number != at:
                raise damaged(pack.file)
            self.kinds.append(_KINDS.index(Kind(kind)))
            keys[key] = at
            sets[Facet.KIND, kind].append(at)
            sets[Facet.GROUP, group].append(at)
            if evidence:
                sets[Facet.EVIDENCE, evidence].append(at)
            for region in regions.split():
                sets[Facet.REGION, region].append(at)
            if kind == Kind.REGION:
                slug = key.partition("/")[2]
                self._titles[Facet.REGION, slug] = title
                self._parents[slug] = group
        for group, title in pack.rows("SELECT key, title FROM grp ORDER BY id DESC"):
            self._titles[Facet.GROUP, group] = title

    def _ordered(self, sets: Mapping[tuple[Facet, str], list[int]]) -> dict[Facet, dict[str, int]]:
        """The sets by facet, the values in the order in which a reader meets them."""
        found: dict[Facet, dict[str, int]] = {facet: {} for facet in Facet}
        orders = [(Facet.KIND, one) for one in KINDS] + [(Facet.EVIDENCE, one) for one in EVIDENCE]
        orders += [place for place in self._titles if place[0] is Facet.REGION]
        for facet, value in (*orders, *sets):
            if value not in found[facet] and (facet, value) in sets:
                found[facet][value] = self.bits(sets[facet, value])
        regions = found[Facet.REGION]
        for fine, parent in self._parents.items():  # what is about a part is about the whole
            if parent in regions:
                regions[parent] |= regions.get(fine, 0)
        return {
            facet: {value: bits & self.all for value, bits in values.items()}
            for facet, values in found.items()
        }

    # ---- numbers and sets of them

    def bits(self, numbers: Iterable[int]) -> int:
        """The set of ``numbers``."""
        places = bytearray(b"0" * (self.size or len(self.kinds)))
        for number in numbers:
            places[-1 - number] = 49  # the sign 1
        return int(places, 2) if places else 0

    def start(self, pack: Pack) -> int:
        """What is added to an id of ``pack`` to make it the number of the entry."""
        return self._starts[pack]

    def length(self, pack: Pack) -> int:
        """How many entries ``pack`` has."""
        return self._lengths[pack]

    def place(self, number: int) -> tuple[Pack, int]:
        """The pack in which an entry stands, and its id there."""
        pack = next(pack for pack in reversed(self._packs) if self._starts[pack] < number)
        return pack, number - self._starts[pack]

    def of_keys(self, keys: Iterable[str]) -> int:
        """The set of the entries with these keys; unknown ones are left out."""
        question = "SELECT id FROM entry WHERE key IN (SELECT value FROM json_each(?))"
        asked = json.dumps(sorted(keys))
        numbers = [
            self._starts[pack] + number
            for pack in self._packs
            for (number,) in pack.rows(question, (asked,))
        ]
        return self.bits(numbers) & self.all

    def spread(self, bits: int) -> int:
        """The set with a whole byte of ones for each of its bits."""
        signs = format(bits, f"0{self.size}b").encode().translate(_BYTES)
        return int.from_bytes(signs, "big")

    def holder(self, bits: int) -> Callable[[int], bool]:
        """Tells quickly of each number whether it is in the set."""
        packed = bits.to_bytes(self.size // 8 + 1, "little")
        return lambda number: bool(packed[number >> 3] >> (number & 7) & 1)

    def numbers(self, bits: int) -> Iterator[int]:
        """The numbers in a set, in their order."""
        for place, byte in enumerate(bits.to_bytes((self.size + 7) // 8 or 1, "little")):
            for bit in range(8) if byte else ():
                if byte >> bit & 1:
                    yield place * 8 + bit

    def counts(self, number: int) -> bool:
        """Whether no later pack has an entry of the same key."""
        return number not in self._hidden

    # ---- facets

    def within(self, narrowing: Narrowing) -> dict[Facet, int]:
        """For each facet in which something is chosen, the entries that fit."""
        chosen: dict[Facet, Iterable[str]] = {
            Facet.KIND: narrowing.kinds,
            Facet.GROUP: narrowing.groups,
            Facet.REGION: narrowing.regions,
            Facet.EVIDENCE: narrowing.evidence,
        }
        found = {}
        for facet, values in chosen.items():
            if values:
                found[facet] = 0
                for value in values:
                    found[facet] |= self._facets[facet].get(value, 0)
        if narrowing.keys is not None:
            found[Facet.MARK] = self.of_keys(narrowing.keys)
        return found

    def choices(
        self, hits: int, narrowing: Narrowing, marks: Mapping[str, int]
    ) -> tuple[Choice, ...]:
        """How many of ``hits`` each value would leave, within what the other facets narrow.

        Values that would leave nothing are left out, unless they are chosen. ``marks`` are the sets of
        the entries that have each mark of the reader's own.
        """
        within = self.within(narrowing)
        found: list[Choice] = []
        for facet in Facet:
            left = hits
            for other, fitting in within.items():
                if other is not facet:
                    left &= fitting
            values = marks if facet is Facet.MARK else self._facets[facet]
            for value, bits in values.items():
                count = (left & bits).bit_count()
                if count or _is_chosen(facet, value, narrowing):
                    found.append(Choice(facet, value, self._title(facet, value), count))
        return tuple(found)

    def _title(self, facet: Facet, value: str) -> str:
        if facet is Facet.KIND:
            return KINDS[value]
        if facet is Facet.EVIDENCE:
            return EVIDENCE.get(value, value)
        return self._titles.get((facet, value), value)


def _is_chosen(facet: Facet, value: str, narrowing: Narrowing) -> bool:
    if facet is Facet.KIND:
        return value in narrowing.kinds
    if facet is Facet.MARK:
        return narrowing.keys is not None
    chosen = {
        Facet.GROUP: narrowing.groups,
        Facet.REGION: narrowing.regions,
        Facet.EVIDENCE: narrowing.evidence,
    }
    return value in chosen[facet]
