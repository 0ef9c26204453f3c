"""Compiling, packing and finding, on generated libraries of several sizes."""

import random
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

import markdown

from guide import paths
from guide.content.compile import Report, build
from guide.content.library import Library
from guide.content.model import Kind
from guide.search.finder import Finder
from tests.bench.figure import Figure, spread, timed
from tests.bench.generate import library

PLAIN_EXTENSIONS = ("tables", "footnotes", "def_list", "attr_list", "admonition", "smarty")
OPENINGS = 30
ASKED = 300
SHOWN = 20
SHORTEST_ASKED = 4


def compiling(sizes: Iterable[int], say: Callable[[str], None]) -> Iterator[Figure]:
    """How fast a folder becomes a pack, alone on one core and as ``pack build`` does it."""
    for size in sizes:
        say(f"compiling {size:,} articles")
        with tempfile.TemporaryDirectory() as name:
            folder = library(Path(name) / "library", size)
            one = _built(folder, Path(name) / "one" / "core.tgpack", 1)
            rate = one.articles / one.seconds
            yield Figure("compile", f"{size:,} articles, one process", rate, "articles/s", "≥ 120")
            out = Path(name) / "many" / "core.tgpack"
            many = _built(folder, out, None)
            rate = many.articles / many.seconds
            yield Figure("compile", f"{size:,} articles, as pack build", rate, "articles/s")
            changed = sorted((folder / "therapies").glob("*.md"))[size // 2]
            changed.write_text(changed.read_text("utf-8") + "\nOne more line.\n", "utf-8")
            again = _built(folder, out, None)
            took = again.seconds * 1000
            name_of = f"{size:,} articles, {again.rendered} of them changed"
            yield Figure("compile", name_of, took, "ms")
            yield from _sizes(folder, out, size)
    yield from _markdown_alone(say)


def _built(folder: Path, out: Path, processes: int | None) -> Report:
    return build(folder, paths.resources() / "atlas", out, processes=processes)


def _sizes(folder: Path, pack: Path, size: int) -> Iterator[Figure]:
    written = sum(file.stat().st_size for file in (folder / "therapies").glob("*.md"))
    ratio = pack.stat().st_size / written
    yield Figure("pack", f"{size:,} articles: pack against its Markdown", ratio, "×", "≤ 1.2")
    yield Figure("pack", f"{size:,} articles: size", pack.stat().st_size / 1e6, "MB")
    opened = [timed(lambda: Library.open(pack).close()) for _each in range(OPENINGS)]
    yield Figure("pack", f"{size:,} articles: opening, median", median(opened), "ms")


def _markdown_alone(say: Callable[[str], None]) -> Iterator[Figure]:
    """The same text through Python-Markdown and nothing else: what a compiler is held against."""
    say("Python-Markdown alone")
    with tempfile.TemporaryDirectory() as name:
        folder = library(Path(name), 300)
        bodies = [
            file.read_text("utf-8").split("\n---\n", 1)[1]
            for file in (folder / "therapies").glob("*.md")
        ]
    converter = markdown.Markdown(extensions=list(PLAIN_EXTENSIONS))
    took = timed(lambda: [converter.reset().convert(body) for body in bodies])
    rate = len(bodies) / took * 1000
    yield Figure("compile", "Python-Markdown alone on the same text", rate, "articles/s")
    words = sum(len(body.split()) for body in bodies) / len(bodies)
    yield Figure("compile", "words in an article, on average", words, "words")


def finding(entries: int, say: Callable[[str], None]) -> Iterator[Figure]:
    """Type-ahead and full text on a library of ``entries`` articles."""
    say(f"finding in {entries:,} articles")
    with tempfile.TemporaryDirectory() as name:
        folder = library(Path(name) / "library", entries)
        pack = Path(name) / "core.tgpack"
        _built(folder, pack, None)
        opened = Library.open(pack)
        try:
            yield from _questions(opened, f"{entries:,} articles")
        finally:
            opened.close()


def _questions(opened: Library, where: str) -> Iterator[Figure]:
    chance = random.Random(7)
    finder = Finder(opened)
    first = timed(lambda: finder.suggest("ba"))
    yield Figure("find", f"{where}: first key, names read", first, "ms")
    titles = [each.title for each in chance.choices(opened.entries(Kind.THERAPY), k=ASKED)]
    typed = [title[:length] for title in titles for length in range(1, min(len(title), 9))]
    taken = [timed(partial(finder.suggest, text)) for text in typed]
    yield from spread("find", f"{where}: type-ahead", taken, "≤ 5 at 10,000")
    slips = [_slip(title, chance) for title in titles]
    taken = [timed(partial(finder.suggest, text)) for text in slips]
    yield from spread("find", f"{where}: type-ahead with a slip", taken, "≤ 5 at 10,000")
    for count in (1, 2, 3):
        asked = [_words(opened, chance, count) for _each in range(ASKED)]
        taken = [timed(partial(finder.find, text, limit=SHOWN)) for text in asked]
        yield from spread("find", f"{where}: full text, {count} words", taken, "≤ 15 at 10,000")


def _slip(title: str, chance: random.Random) -> str:
    """``title`` with two neighbouring letters changed for each other."""
    place = chance.randrange(1, max(2, len(title) - 5))
    return title[:place] + title[place + 1] + title[place] + title[place + 2 :]


def _words(opened: Library, chance: random.Random, count: int) -> str:
    """Words of some article in its order, as one looks for them: no “the”; perhaps half typed."""
    entry = chance.choice(opened.entries(Kind.THERAPY))
    text = opened.text(entry.key)
    words = [word for word in re.findall(r"\w+", text) if len(word) >= SHORTEST_ASKED]
    start = chance.randrange(len(words) - count)
    asked = " ".join(words[start : start + count])
    return asked[:-1] if chance.random() < 0.3 and len(asked) > 4 else asked
