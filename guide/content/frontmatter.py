"""An article file as front matter and body; and YAML read so that nothing in it can do harm.

Only the scanner of PyYAML's safe loader is used. The values are put together here, from its events:
no tags, no anchors, no merge keys, no duplicate keys, no deep nesting; and every value knows its line.
"""

import datetime
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from guide.errors import ContentError
from guide.i18n import _

LARGEST_ARTICLE = 1_000_000
LARGEST_HEAD = 100_000
_DEEPEST = 8
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,15})")
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_FENCE = "---"

Path_ = tuple[str | int, ...]


class Unreadable(ContentError):
    """A file that cannot be taken apart at all."""


@dataclass(frozen=True, slots=True)
class Tree:
    """A YAML document as plain values. ``lines`` has the line of every value and every key."""

    data: Any
    lines: dict[Path_, int]

    def line(self, where: tuple[str | int, ...]) -> int:
        """The line of the value at ``where``, else of the nearest value around it.

        Steps that the document does not have (the names of alternatives in a schema) are skipped.
        """
        at: Path_ = ()
        for step in where:
            if (*at, step) in self.lines:
                at = (*at, step)
        return self.lines.get(at, 1)


@dataclass(frozen=True, slots=True)
class Parts:
    """An article file in two parts. ``body_line`` is the line where the body begins."""

    head: Tree
    body: str
    body_line: int


def read_text(file: Path, largest: int = LARGEST_ARTICLE) -> str:
    """The text of ``file``; Unreadable where it is no text, too large, or holds NUL."""
    try:
        if file.exists() and not file.is_file():  # a pipe would be waited for without end
            raise Unreadable(_("is no regular file."), file, 1)
        with file.open("rb") as stream:
            raw = stream.read(largest + 1)
    except OSError as error:
        raise Unreadable(_("cannot be read: {}.").format(error.strerror), file, 1) from error
    if len(raw) > largest:
        sentence = _("is larger than {} bytes; divide it into several articles.")
        raise Unreadable(sentence.format(largest), file, 1)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise Unreadable(_("is not UTF-8 here; save it as UTF-8."), file, line) from error
    if "\x00" in text:
        line = text[: text.index("\x00")].count("\n") + 1
        raise Unreadable(_("holds a NUL character; it is not a text file."), file, line)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split(text: str, file: Path) -> Parts:
    """The front matter between two lines of ``---`` and the body after it."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        raise Unreadable(_("does not begin with a line of “---” and front matter."), file, 1)
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == _FENCE:
            head = "\n".join(lines[1:number])
            if len(head) > LARGEST_HEAD:
                break
            tree = read_yaml(head, file, first_line=2)
            return Parts(tree, "\n".join(lines[number + 1 :]), number + 2)
    raise Unreadable(
        _("has no second line of “---” to close its front matter (within {} characters).").format(
            LARGEST_HEAD
        ),
        file,
        1,
    )


def read_yaml(text: str, file: Path, first_line: int = 1) -> Tree:
    """The one YAML document in ``text``; Unreadable with the line where it is not plain data."""
    loader = _LOADER(text)
    try:
        return _Composer(loader, file, first_line).document()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + mark.line if mark else first_line
        raise Unreadable(_("is not YAML: {}.").format(error.problem), file, line) from error
    except yaml.YAMLError as error:  # a control character
        raise Unreadable(_("is not YAML: {}.").format(error), file, first_line) from error
    finally:
        loader.dispose()


class _Composer:
    """Builds plain values from the events of one document."""

    def __init__(self, loader: Any, file: Path, first_line: int) -> None:
        self._next = loader.get_event
        self._file, self._first = file, first_line
        self._lines: dict[Path_, int] = {}

    def document(self) -> Tree:
        self._next()  # the stream's start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            return Tree(None, {(): self._first})
        data = self._value(self._next(), ())
        self._next()  # the document's end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise self._refused(event, _("holds a second YAML document."))
        return Tree(data, self._lines)

    def _value(self, event: Any, at: Path_) -> Any:
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None:
            raise self._refused(event, _("uses YAML anchors or aliases; write the value out."))
        if event.tag is not None and event.tag != "!":
            raise self._refused(event, _("uses a YAML tag; write a plain value."))
        self._lines.setdefault(at, self._line(event))
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event)
        if len(at) >= _DEEPEST:
            raise self._refused(event, _("is nested deeper than {} levels.").format(_DEEPEST))
        return self._list(at) if isinstance(event, yaml.SequenceStartEvent) else self._map(at)

    def _list(self, at: Path_) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            values.append(self._value(event, (*at, len(values))))
        return values

    def _map(self, at: Path_) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent) or event.anchor is not None:
                raise self._refused(event, _("has a key that is not a plain word."))
            key = str(event.value)
            if key in values:
                raise self._refused(event, _("has the key “{}” twice.").format(key))
            self._lines[(*at, key)] = self._line(event)
            values[key] = self._value(self._next(), (*at, key))
        return values

    def _scalar(self, event: Any) -> Any:
        text = str(event.value)
        if event.style:  # quoted or a block: always a text (libyaml says "" for plain, not None)
            return text
        if text in _WORDS:
            return _WORDS[text]
        if _INTEGER.fullmatch(text):
            return int(text)
        if match := _DATE.fullmatch(text):
            try:
                return datetime.date(*map(int, match.groups()))
            except ValueError:
                raise self._refused(event, _("“{}” is no date.").format(text)) from None
        return text

    def _line(self, event: Any) -> int:
        return int(self._first + event.start_mark.line)

    def _refused(self, event: Any, sentence: str) -> Unreadable:
        return Unreadable(sentence, self._file, self._line(event))
