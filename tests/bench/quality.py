"""How well the search finds what readers look for: the share of queries whose entries come first."""

import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from guide import paths
from guide.content.compile import build
from guide.content.library import Library
from guide.search.finder import Finder
from guide.ui.palette.rows import Asked, Sort, rows_for
from tests.bench.figure import Figure

QUERIES = Path(__file__).parents[1] / "data" / "queries.toml"
_LOOKED_AT = 50
FAR = 1000
"""The place of an entry that was not found."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A query with the place of the last entry that it should find; 1 is the first place.

    Entries that should come together may hold the first places in any order: where all of them do,
    the place is 1.
    """

    kind: str
    typed: str
    place: int
    found: tuple[str, ...]


def queries() -> Mapping[str, Mapping[str, list[str]]]:
    """The queries by class, each with the entries that it should find."""
    found: Mapping[str, Mapping[str, list[str]]] = tomllib.loads(QUERIES.read_text("utf-8"))
    return found


def judged(ask: Callable[[str], list[str]]) -> Iterator[Judged]:
    """Every query, asked through ``ask``, which answers with keys, the best first."""
    for kind, asked in queries().items():
        for typed, wanted in asked.items():
            found = ask(typed)
            places = [min(_place(key.strip(), found) for key in one.split("|")) for one in wanted]
            place = max(places, default=1) - len(wanted) + 1
            yield Judged(kind, typed, max(place, 1), tuple(found[:5]))


def _place(key: str, found: list[str]) -> int:
    return found.index(key) + 1 if key in found else FAR


def share(answers: list[Judged], first: int) -> float:
    """How many of a hundred queries have their entries among the first so many hits."""
    return 100 * sum(one.place <= first for one in answers) / len(answers)


def finding(finder: Finder) -> Callable[[str], list[str]]:
    """The full search as ``judged`` asks it."""
    return lambda typed: [hit.entry.key for hit in finder.find(typed, limit=_LOOKED_AT).hits]


def picking(finder: Finder) -> Callable[[str], list[str]]:
    """The palette as ``judged`` asks it: names, and below them what only says so."""

    def ask(typed: str) -> list[str]:
        rows = rows_for(finder, Asked(typed))
        return [row.id for row in rows if row.sort is Sort.ENTRY]

    return ask


def suggesting(finder: Finder) -> Callable[[str], list[str]]:
    """Names alone as ``judged`` asks for them."""
    return lambda typed: [hit.entry.key for hit in finder.suggest(typed, _LOOKED_AT)]


def quality(say: Callable[[str], None]) -> Iterator[Figure]:
    """Shares in the first place, the first three and the first ten, by class and over all."""
    with tempfile.TemporaryDirectory() as place:
        pack = Path(place) / "library.tgpack"
        build(paths.resources() / "library", paths.resources() / "atlas", pack)
        library = Library.open(pack)
        try:
            finder = Finder(library)
            for name, ask in (
                ("search", finding(finder)),
                ("palette", picking(finder)),
                ("type-ahead", suggesting(finder)),
            ):
                yield from _shares(name, list(judged(ask)), say)
            yield from _rivals(library, Path(place))
        finally:
            library.close()


def _rivals(library: Library, place: Path) -> Iterator[Figure]:
    """The same queries asked of FTS5 alone and of a ZIM file of the same pages."""
    # Loaded here: the tests of the queries do without them.
    from tests.bench.rivals import Plain, Zim, texts  # noqa: PLC0415

    for rival in (
        Plain.build(texts(library), place / "rival.db"),
        Zim.build(texts(library), place / "rival.zim"),
    ):
        answers = list(judged(partial(rival.search, limit=_LOOKED_AT)))
        for first in (1, 3, 10):
            label = f"{rival.name}, all ({len(answers)}): in the first {first}"
            yield Figure("quality", label, share(answers, first), "%")


def _shares(name: str, answers: list[Judged], say: Callable[[str], None]) -> Iterator[Figure]:
    kinds = dict.fromkeys(one.kind for one in answers)
    for kind in ("", *kinds):
        chosen = [one for one in answers if kind in ("", one.kind)]
        for first in (1, 3, 10):
            label = f"{name}, {kind or 'all'} ({len(chosen)}): in the first {first}"
            yield Figure("quality", label, share(chosen, first), "%", "" if kind else "≥ 95 in 3")
    for one in answers:
        if one.place > 3:
            say(f"{name}, {one.kind}: “{one.typed}” finds {', '.join(one.found) or 'nothing'}")
