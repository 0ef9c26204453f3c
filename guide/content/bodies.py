"""The Markdown bodies of a folder, rendered: from the cache where nothing that they need changed.

A body depends on its own text and on every answer it was given: which entry a link means, how that
entry is called, which number a source has. The questions are kept with the rendered body and asked
again in the next build; one other answer and the body is rendered anew.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import guide
from guide.content.article import Article
from guide.content.article_page import RESERVED, Body, BodyLink, front_citations
from guide.content.cache import Cache, fingerprint
from guide.content.citations import Citations
from guide.content.directory import Directory
from guide.content.findings import Finding, Notes, Severity
from guide.content.folder import Folder
from guide.content.levels import BESIDE
from guide.content.model import Kind, Section
from guide.markup.render import render
from guide.markup.values import Context

Progress = Callable[[int, int], None]
Question = tuple[str, str, str | int | None]

WORTH_PROCESSES = 150
"""Fewer articles than this are rendered sooner than another process has started."""


@dataclass(frozen=True, slots=True)
class Rendering:
    """The rendered bodies by key, and how many of them were rendered just now."""

    bodies: dict[str, Body]
    rendered: int


@dataclass(frozen=True, slots=True)
class Task:
    """One body to render, with the sources that the page has numbered before it begins."""

    key: str
    kind: Kind
    body: str
    line: int
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lookup:
    """What a body may ask, small enough to be handed to another process."""

    titles: dict[str, str]
    sources: frozenset[str]
    names: dict[str, str]

    def target(self, name: str, kind: Kind) -> str | None:
        """The key that ``name`` means in an article of ``kind``."""
        if name in self.titles:
            return name
        if "/" in name:
            return None
        for one in (kind, *Kind):
            if f"{one}/{name}" in self.titles:
                return f"{one}/{name}"
        return None


def render_all(
    source: Folder,
    directory: Directory,
    notes: Notes,
    cache: Cache | None = None,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Rendering:
    """Render every article of ``source``; mistakes in the Markdown go to ``notes``."""
    lookup = Lookup(
        {key: stub.title for key, stub in directory.stubs.items()},
        frozenset(source.vocabulary.sources),
        dict(directory.meridian_names),
    )
    tasks = [_task(article, source) for article in source.articles]
    hashes = {task.key: _made_from(task, lookup) for task in tasks}
    values = {
        task.key: value
        for task in tasks
        if cache is not None
        and (value := cache.get(task.key, hashes[task.key])) is not None
        and _still_answered(value["asked"], task, lookup)
    }
    todo = [task for task in tasks if task.key not in values]
    done = len(values)
    for task, value in zip(todo, _rendered(todo, lookup, processes), strict=True):
        values[task.key] = value
        if cache is not None:
            cache.put(task.key, hashes[task.key], value)
        done += 1
        if progress is not None:
            progress(done, len(tasks))
    if cache is not None:
        cache.keep_only(set(hashes))
    for article in source.articles:
        notes.extend(_findings(article, values[article.key]))
    return Rendering({key: _body(value) for key, value in values.items()}, len(todo))


def _task(article: Article, source: Folder) -> Task:
    citations = front_citations(article, source.vocabulary)
    return Task(article.key, article.kind, article.body, article.body_line, citations.order)


def _rendered(todo: list[Task], lookup: Lookup, processes: int | None) -> Iterator[dict[str, Any]]:
    if processes is None:
        processes = _cores() if len(todo) >= WORTH_PROCESSES else 1
    if processes < 2 or len(todo) < 2:
        yield from (_render(task, lookup) for task in todo)
        return
    # Forking would copy the threads' locks in whatever state they are; a fresh start cannot hang.
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_begin, initargs=(lookup,)
    ) as pool:
        yield from pool.map(_render_here, todo, chunksize=8)


def _cores() -> int:
    try:
        return min(8, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on Windows and macOS
        return min(8, os.cpu_count() or 1)


_here: list[Lookup] = []
"""The lookup of a worker process, handed over once when it starts."""


def _begin(lookup: Lookup) -> None:
    _here[:] = [lookup]


def _render_here(task: Task) -> dict[str, Any]:
    return _render(task, _here[0])


# ---- one body


class _Asked:
    """Answers what a body asks and remembers the questions in their order."""

    def __init__(self, task: Task, lookup: Lookup) -> None:
        self._kind, self._lookup = task.kind, lookup
        self._citations = Citations(lookup.sources, task.cited)
        self.questions: list[Question] = []

    def answer(self, what: str, name: str) -> str | int | None:
        if what == "cite":
            return self._citations.number(name)
        if what == "title":
            return self._lookup.titles.get(name, name)
        return self._lookup.target(name, self._kind)

    def _ask(self, what: str, name: str) -> Any:
        answer = self.answer(what, name)
        self.questions.append((what, name, answer))
        return answer

    def resolve(self, name: str) -> str | None:
        found: str | None = self._ask("resolve", name)
        return found

    def title(self, key: str) -> str:
        return str(self._ask("title", key))

    def cite(self, source: str) -> int | None:
        number: int | None = self._ask("cite", source)
        return number


def _render(task: Task, lookup: Lookup) -> dict[str, Any]:
    asked = _Asked(task, lookup)
    context = Context(
        resolve=asked.resolve,
        title=asked.title,
        cite=asked.cite,
        names=lookup.names,
        reserved=RESERVED,
        beside=frozenset(map(str, BESIDE)),
    )
    result = render(task.body, context, task.line)
    return {
        "html": result.html,
        "beside": dict(result.beside),
        "sections": [(one.anchor, one.title, one.level) for one in result.sections],
        "links": [(one.target, one.anchor, one.line) for one in result.links],
        "images": [(one.source, one.line) for one in result.images],
        "findings": [
            (one.line, str(one.rule), one.message, one.warning) for one in result.findings
        ],
        "asked": asked.questions,
    }


def _body(value: dict[str, Any]) -> Body:
    cited = [name for what, name, number in value["asked"] if what == "cite" and number]
    return Body(
        html=value["html"],
        sections=tuple(Section(*section) for section in value["sections"]),
        links=tuple(BodyLink(*link) for link in value["links"]),
        images=tuple((source, line) for source, line in value["images"]),
        cited=tuple(dict.fromkeys(cited)),
        beside=value["beside"],
    )


def _findings(article: Article, value: dict[str, Any]) -> Iterator[Finding]:
    for line, rule, message, warning in value["findings"]:
        severity = Severity.WARNING if warning else Severity.ERROR
        yield Finding(str(article.file), line, rule, message, severity)


# ---- what a body was made from


def _made_from(task: Task, lookup: Lookup) -> str:
    return fingerprint(_reader(), sorted(RESERVED), task.kind, task.body, task.line, lookup.names)


def _still_answered(questions: list[Question], task: Task, lookup: Lookup) -> bool:
    asked = _Asked(task, lookup)
    return all(asked.answer(what, name) == answer for what, name, answer in questions)


@lru_cache(maxsize=1)
def _reader() -> str:
    """The Markdown reader itself: its code and the libraries below it."""
    code = sha256()
    for file in sorted((Path(guide.__file__).parent / "markup").rglob("*.py")):
        code.update(file.read_bytes())
    return fingerprint(code.hexdigest(), guide.__version__, version("Markdown"), version("nh3"))
