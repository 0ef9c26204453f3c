"""Compiling, packing and opening, on generated libraries of several sizes."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from statistics import median

import markdown

from guide import paths
from guide.content.compile import Report, build
from guide.content.library import Library
from tests.bench.figure import Figure, timed
from tests.bench.generate import library

PLAIN_EXTENSIONS = ("tables", "footnotes", "def_list", "attr_list", "admonition", "smarty")
OPENINGS = 30


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
