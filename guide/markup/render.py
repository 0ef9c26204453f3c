"""The door: one article body from Markdown to checked HTML."""

import re
import threading

from guide.i18n import _
from guide.markup import limits
from guide.markup.gate import clean
from guide.markup.lines import Lines
from guide.markup.reader import Reader
from guide.markup.values import Context, Finding, Rendered, Rule
from guide.markup.writer import Writer

MOST_FINDINGS = 200
_REFERENCE = re.compile(r"^ {0,3}\[(?![\^@\[])[^\]\n]+\]:[ \t]*\S", re.MULTILINE)


class _Readers(threading.local):
    """One reader for every thread: making one costs as much as reading several articles."""

    def __init__(self) -> None:
        self.reader = Reader()


_readers = _Readers()


def render(text: str, context: Context, first_line: int = 1) -> Rendered:
    """The HTML of ``text`` with everything that is wrong with it; never raises for any text.

    ``first_line`` is the line of the file on which ``text`` begins.
    """
    try:
        return _render(text, context, first_line)
    except limits.Refused as refused:
        return Rendered("", findings=(refused.finding,))
    except RecursionError:
        # The limits should have seen it; a hole in them must not end the whole build.
        message = _("This text nests too deeply to be read.")
        return Rendered("", findings=(Finding(first_line, Rule.HOSTILE_NESTING, message),))


def _render(text: str, context: Context, first_line: int) -> Rendered:
    if len(text) > limits.BODY_CHARACTERS:
        limits.check_source(text, first_line)
    text, findings = limits.clean_characters(text, first_line)
    limits.check_source(text, first_line)
    if reference := _REFERENCE.search(text):
        line = first_line + text.count("\n", 0, reference.start())
        message = _("Link references are not read; write [words](https://…) instead.")
        findings.append(Finding(line, Rule.BROKEN_LINK, message))
    tree = _readers.reader.read(text, first_line)
    writer = Writer(tree, context, Lines(text, first_line), text)
    html = clean(writer.write())
    findings += [*tree.findings, *writer.findings]
    findings.sort(key=lambda finding: finding.line)
    return Rendered(
        html,
        tuple(writer.sections),
        tuple(writer.links),
        tuple(writer.images),
        tuple(findings[:MOST_FINDINGS]),
        {kind: clean(words) for kind, words in writer.beside.items()},
    )
