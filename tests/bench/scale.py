"""Finding at three sizes: the library that is shipped, and generated ones; beside it FTS5 and libzim.

``python -m tests.bench.scale PLACE PACK WHO`` measures one of ``WHOSE`` on one pack in a process of its
own and prints JSON: name of the figure to a list of milliseconds, or to a single number in the unit
that ends the name.
"""

import json
import random
import re
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from guide import paths
from guide.content.compile import build
from guide.content.library import Library
from guide.content.model import Kind
from guide.search.finder import Finder
from tests.bench.apart import measured
from tests.bench.figure import Figure, percentile, timed
from tests.bench.generate import library
from tests.bench.process import rss_mb

ASKED = 200
SHOWN = 20
_SHORTEST = 4
_WORDS = (1, 2, 3)
WHOSE = ("ours", "FTS5 alone", "libzim")
Figures = dict[str, list[float]]


def scaling(sizes: Iterable[int], say: Callable[[str], None]) -> Iterator[Figure]:
    """The shipped library, then a generated one of each size."""
    with tempfile.TemporaryDirectory(prefix="therapy-guide-") as name:
        place = Path(name)
        yield from _one(_shipped(place), "the library", say)
        for size in sizes:
            say(f"writing {size:,} articles")
            folder = library(place / f"library-{size}", size)
            pack = place / f"{size}.tgpack"
            say(f"compiling {size:,} articles")
            build(folder, paths.resources() / "atlas", pack)
            yield from _one(pack, f"{size:,} articles", say)


def _shipped(place: Path) -> Path:
    resources = paths.resources()
    return build(resources / "library", resources / "atlas", place / "core.tgpack").out


def _one(pack: Path, where: str, say: Callable[[str], None]) -> Iterator[Figure]:
    for who in WHOSE:
        say(f"finding in {where}: {who}")
        for name, values in measured("tests.bench.scale", str(pack), who).items():
            title, single, unit = name.partition(", in ")
            label = f"{where}: {title}"
            if single:
                yield Figure("scale", label, values[0], unit)
            else:
                yield Figure("scale", f"{label}, p50", percentile(values, 50), "ms")
                yield Figure("scale", f"{label}, p95", percentile(values, 95), "ms", _aim(name))


def _aim(name: str) -> str:
    if not name.startswith("ours"):
        return ""
    return "≤ 15 at 10,000, ≤ 60 at 100,000" if "text" in name else "≤ 5 at 10,000"


def main() -> int:
    """Measure one pack."""
    place, pack, who = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    with closing(Library.open(pack)) as opened:
        if who == WHOSE[0]:
            told = {**_ours(opened), **_sizes(opened, pack)}
        else:
            told = _theirs(opened, place, who)
    print(json.dumps(told))
    return 0


def _ours(opened: Library) -> Figures:
    before = rss_mb()
    finder = Finder(opened)
    told: Figures = {"ours: first key, names read, in ms": [timed(lambda: finder.suggest("ba"))]}
    told["ours: type-ahead"] = _taken(finder.suggest, _typed(opened))
    told["ours: type-ahead with a slip"] = _taken(finder.suggest, _slips(opened))
    told["ours: first search, in ms"] = [timed(lambda: finder.find("pressure"))]
    for count in _WORDS:
        asked = _questions(opened, count)
        told[f"ours: full text, {count} words"] = _taken(partial(finder.find, limit=SHOWN), asked)
    told["memory taken by finding, in MB"] = [rss_mb() - before]
    return told


def _theirs(opened: Library, place: Path, who: str) -> Figures:
    # Loaded here: only these processes need them.
    from tests.bench.rivals import Plain, Rival, Zim, texts  # noqa: PLC0415

    file = place / "rival"
    rival: Rival = (Plain if who == Plain.name else Zim).build(texts(opened), file)
    told = {f"{who}: type-ahead": _taken(partial(rival.suggest, limit=12), _typed(opened))}
    for count in _WORDS:
        search = partial(rival.search, limit=SHOWN)
        told[f"{who}: full text, {count} words"] = _taken(search, _questions(opened, count))
    told[f"{who}: size, in MB"] = [file.stat().st_size / 1e6]
    return told


def _sizes(opened: Library, pack: Path) -> Figures:
    texts = sum(len(opened.text(entry.key).encode()) for entry in opened.entries())
    with closing(sqlite3.connect(pack)) as base:
        index = base.execute("SELECT sum(length(block)) FROM words_data").fetchone()[0]
        names = base.execute("SELECT sum(length(tight) + length(text)) FROM name").fetchone()[0]
    return {
        "text, in MB": [texts / 1e6],
        "index of words against the text, in ×": [index / texts],
        "names, in MB": [names / 1e6],
        "pack, in MB": [pack.stat().st_size / 1e6],
    }


def _taken(search: Callable[[str], object], asked: Sequence[str]) -> list[float]:
    return [timed(partial(search, one)) for one in asked]


def _titles(opened: Library) -> list[str]:
    chance = random.Random(7)
    return [one.title for one in chance.choices(opened.entries(Kind.THERAPY), k=ASKED)]


def _typed(opened: Library) -> list[str]:
    """What stands in the field while titles are typed, letter by letter."""
    return [title[:length] for title in _titles(opened) for length in range(1, min(len(title), 9))]


def _slips(opened: Library) -> list[str]:
    """Titles with two neighbouring letters changed for each other."""
    chance = random.Random(8)
    found = []
    for title in _titles(opened):
        at = chance.randrange(1, max(2, len(title) - 2))
        found.append(title[:at] + title[at + 1 : at + 2] + title[at] + title[at + 2 :])
    return found


def _questions(opened: Library, count: int) -> list[str]:
    """Words of some article in its order, as one looks for them; the last perhaps half typed.

    Not from its sources: a search finds these at the sources themselves.
    """
    chance = random.Random(count)
    entries = opened.entries(Kind.THERAPY)
    asked = []
    for _each in range(ASKED):
        text = opened.text(chance.choice(entries).key).rpartition("\nSources\n")[0]
        words = [word for word in re.findall(r"\w+", text) if len(word) >= _SHORTEST]
        start = chance.randrange(len(words) - count)
        question = " ".join(words[start : start + count])
        asked.append(question[:-1] if chance.random() < 0.3 else question)
    return asked


if __name__ == "__main__":
    sys.exit(main())
