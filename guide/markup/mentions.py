"""Point codes and meridian names that link themselves."""

import re
from collections.abc import Iterator

from guide.markup.addresses import Addresses
from guide.markup.values import Context

_CODE = r"(?<![A-Za-z0-9])(?:EX-[A-Z]{1,2}[0-9]{1,2}|X-[A-Z]{3,}|[A-Z]{2}[0-9]{1,2})(?![A-Za-z0-9])"
_CODES = re.compile(_CODE)


class Mentions:
    """Finds in the words of one text what links itself: every code, every name once."""

    def __init__(self, context: Context, addresses: Addresses, text: str) -> None:
        self._addresses = addresses
        self._keys = dict(context.names)
        self._pattern = _CODES
        if self._keys:
            joined = " ".join(text.split())
            present = [name for name in self._keys if name in joined]
            if present:
                # The longest first, so that a name within a name does not win.
                names = "|".join(map(re.escape, sorted(present, key=len, reverse=True)))
                self._pattern = re.compile(rf"{_CODE}|(?<!\w)(?:{names})(?!\w)")
        self._used: set[str] = set()

    def split(self, words: str) -> Iterator[tuple[str, str]]:
        """``words`` in pieces, each with the key it leads to or an empty string."""
        start = 0
        for found in self._pattern.finditer(words):
            key = self._key(found[0])
            if key:
                yield words[start : found.start()], ""
                yield found[0], key
                start = found.end()
        yield words[start:], ""

    def _key(self, found: str) -> str:
        if found in self._keys:
            if found in self._used:
                return ""
            self._used.add(found)
            return self._keys[found]
        key = self._addresses.resolve(found)
        return key if key and key.startswith("point/") else ""
