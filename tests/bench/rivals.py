"""The same articles in SQLite's FTS5 alone and in a ZIM file: what our search is held against."""

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any, Protocol, Self

from libzim.reader import Archive  # type: ignore[import-untyped]
from libzim.search import Query, Searcher  # type: ignore[import-untyped]
from libzim.suggestion import SuggestionSearcher  # type: ignore[import-untyped]
from libzim.writer import (  # type: ignore[import-untyped]
    Creator,
    Hint,
    Item,
    StringProvider,
)

from guide.content.library import Library

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Text:
    """One entry as every rival gets it: its key, all its names, and what its page says."""

    key: str
    names: str
    words: str


def texts(library: Library) -> Iterable[Text]:
    """Every entry of ``library``, one after the other."""
    for entry in library.entries():
        names = f"{entry.title} {entry.names}" if entry.names else entry.title
        yield Text(entry.key, names, library.text(entry.key))


class Rival(Protocol):
    """Something else that finds articles."""

    name: str

    def search(self, words: str, limit: int) -> list[str]:
        """The keys of the best entries that hold all words, with what it shows of each read."""
        ...

    def suggest(self, typed: str, limit: int) -> list[str]:
        """The keys of entries with a name that begins like ``typed``."""
        ...


class Plain:
    """FTS5 as its manual shows it: two columns, ``rank``, ``snippet()``."""

    name = "FTS5 alone"

    def __init__(self, file: Path) -> None:
        self._base = sqlite3.connect(file)

    @classmethod
    def build(cls, entries: Iterable[Text], file: Path) -> Self:
        """Index ``entries`` into ``file``."""
        base = sqlite3.connect(file)
        base.execute("CREATE VIRTUAL TABLE text USING fts5(key UNINDEXED, names, words)")
        rows = ((one.key, one.names, one.words) for one in entries)
        base.executemany("INSERT INTO text VALUES (?, ?, ?)", rows)
        base.commit()
        base.close()
        return cls(file)

    def search(self, words: str, limit: int) -> list[str]:
        return self._ask(_asked(words), limit)

    def suggest(self, typed: str, limit: int) -> list[str]:
        asked = _asked(typed)
        return self._ask(f"names : ({asked})", limit) if asked else []

    def _ask(self, match: str, limit: int) -> list[str]:
        if not match:
            return []
        question = (
            "SELECT key, snippet(text, 2, '[', ']', '…', 24) FROM text WHERE text MATCH ?"
            " ORDER BY rank LIMIT ?"
        )
        return [row[0] for row in self._base.execute(question, (match, limit))]


def _asked(words: str) -> str:
    """All words, the last one half typed, in the syntax of FTS5."""
    found = _WORD.findall(words)
    return " ".join(f'"{word}"' for word in found) + ("*" if found else "")


class Zim:
    """A ZIM file with its full-text index, as Kiwix and its kind use it."""

    name = "libzim"

    def __init__(self, file: Path) -> None:
        self._archive = Archive(file)
        self._words = Searcher(self._archive)
        self._names = SuggestionSearcher(self._archive)

    @classmethod
    def build(cls, entries: Iterable[Text], file: Path) -> Self:
        """Write ``entries`` into the ZIM file ``file``."""
        creator = Creator(file)
        creator.config_indexing(True, "eng")
        with creator:
            creator.set_mainpath("page/about")
            for one in entries:
                creator.add_item(_Page(one))
        return cls(file)

    def search(self, words: str, limit: int) -> list[str]:
        found = self._words.search(Query().set_query(words)).getResults(0, limit)
        return [self._read(path) for path in found]

    def suggest(self, typed: str, limit: int) -> list[str]:
        return list(self._names.suggest(typed).getResults(0, limit))

    def _read(self, path: str) -> str:
        """The page behind a hit, which a reader of ZIM files needs for a snippet."""
        bytes(self._archive.get_entry_by_path(path).get_item().content)
        return path


class _Page(Item):  # type: ignore[misc]
    """A page of a ZIM file."""

    def __init__(self, text: Text) -> None:
        super().__init__()
        self._text = text

    def get_path(self) -> str:
        return self._text.key

    def get_title(self) -> str:
        return self._text.names

    def get_mimetype(self) -> str:
        return "text/html"

    def get_contentprovider(self) -> Any:
        title, words = escape(self._text.names), escape(self._text.words)
        return StringProvider(
            f"<html><head><title>{title}</title></head><body>{words}</body></html>"
        )

    def get_hints(self) -> dict[Any, Any]:
        return {Hint.FRONT_ARTICLE: True}
