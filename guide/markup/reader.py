"""Python-Markdown, reduced to the article format, with a guard between its blocks and its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension
from markdown.util import AtomicString

from guide.i18n import _
from guide.markup import limits
from guide.markup.inline import use_own_patterns
from guide.markup.lines import Lines
from guide.markup.values import Finding, Rule

CELLS = frozenset({"td", "th"})
_MARKS = re.compile(r"[\\`*_\[<&\x02]|  \n")
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class _Footnotes(FootnoteExtension):
    """A footnote within a footnote would change the list while it is written out; it stays words."""

    _closed = False

    def reset(self) -> None:
        self._closed = False
        super().reset()

    def setFootnote(self, id: str, text: str) -> None:  # noqa: A002, N802
        if not self._closed:
            super().setFootnote(id, text)

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802
        self._closed = True
        return super().makeFootnotesDiv(root)


@dataclass(frozen=True, slots=True)
class Tree:
    """A text as elements. ``lines`` knows where its headings stand in the file."""

    root: Element
    lines: dict[Element, int]
    findings: tuple[Finding, ...]


class Reader:
    """Reads one text after the other. Not for two threads at once."""

    def __init__(self) -> None:
        self._markdown = Markdown(
            extensions=[
                TableExtension(use_align_attribute=True),
                _Footnotes(),
                DefListExtension(),
                AttrListExtension(),
                AdmonitionExtension(),
            ]
        )
        # Raw HTML never becomes a block, and link references are not part of the format.
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.parser.blockprocessors.deregister("reference")
        # The writer does their work.
        self._markdown.treeprocessors.deregister("prettify")
        self._markdown.treeprocessors.deregister("unescape")
        self._markdown.ESCAPED_CHARS = [*self._markdown.ESCAPED_CHARS, '"', "'", "<", "&", "@", "^"]
        use_own_patterns(self._markdown)

    def read(self, text: str, first_line: int) -> Tree:
        """The tree of ``text``, which `limits.check_source` has let pass; may raise `Refused`."""
        markdown = self._markdown
        markdown.reset()
        source = text.split("\n")
        for preprocessor in markdown.preprocessors:
            source = preprocessor.run(source)
        root = Element("div")
        markdown.parser.parseChunk(root, "\n".join(source))
        guard = _Guard(Lines(text, first_line))
        words = markdown.treeprocessors["inline"]
        for processor in markdown.treeprocessors:
            if processor is words:
                # Footnotes are in the tree by now, and no words have been read.
                guard.check(root)
            changed = processor.run(root)
            root = root if changed is None else changed
        return Tree(root, guard.headings, tuple(guard.findings))


class _Guard:
    """Looks at the blocks before the words in them are read: sizes, depth, lines."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self.headings: dict[Element, int] = {}
        self.findings: list[Finding] = []

    def check(self, root: Element) -> None:
        cells = 0
        for block, depth in _with_depth(root):
            cells += block.tag in CELLS
            if cells > limits.CELLS:
                message = _("The tables have more than {} cells; divide them.")
                limits.refuse(Rule.TOO_LARGE, self._lines.of(""), message.format(limits.CELLS))
            if depth > limits.BLOCK_DEPTH:
                limits.refuse(
                    Rule.HOSTILE_NESTING,
                    self._lines.of(""),
                    _("Blocks nest more than {} levels deep here.").format(limits.BLOCK_DEPTH),
                )
            if block.text and not isinstance(block.text, AtomicString):
                self._check_words(block, block.text)
                if not _MARKS.search(block.text):
                    # Nothing to find: Python-Markdown tries every pattern on it otherwise.
                    block.text = AtomicString(block.text)
            if block.tail:
                limits.check_marks(block.tail, self._lines.of(""))

    def _check_words(self, block: Element, words: str) -> None:
        line = self._lines.of(words.lstrip("\n").partition("\n")[0])
        limits.check_marks(words, line)
        if block.tag in HEADINGS:
            self.headings[block] = line
            if len(self.headings) > limits.HEADINGS:
                message = _("The text has more than {} headings; divide it.")
                limits.refuse(Rule.TOO_LARGE, line, message.format(limits.HEADINGS))
        elif words.startswith("!!!"):
            message = _("A callout begins with !!! and one of its kinds, then indented text.")
            self.findings.append(Finding(line, Rule.UNKNOWN_CALLOUT, message))
        elif len(words) > limits.PARAGRAPH_WORDS * 2:
            self._count(words, line)

    def _count(self, words: str, line: int) -> None:
        count = limits.count_words(words)
        if count > limits.PARAGRAPH_WORDS:
            message = _("This paragraph has {} words; more than {} are hard to read.")
            message = message.format(count, limits.PARAGRAPH_WORDS)
            self.findings.append(Finding(line, Rule.LONG_PARAGRAPH, message, warning=True))


def _with_depth(root: Element) -> Iterator[tuple[Element, int]]:
    """Every element with its depth in the order of reading, without recursion."""
    waiting = [iter(root)]
    while waiting:
        for element in waiting[-1]:
            yield element, len(waiting)
            waiting.append(iter(element))
            break
        else:
            waiting.pop()
