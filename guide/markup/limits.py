"""What a text may not exceed, checked before any parser sees it.

Python-Markdown is quick on honest text. Its cost grows with the square of some things, and its
depth with the depth of the text; both are bounded here, at the price of one pass over the lines.
"""

import re
from collections.abc import Iterator

from guide.i18n import _
from guide.markup.values import Finding, Rule

BODY_CHARACTERS = 1_000_000
PARAGRAPH_CHARACTERS = 20_000
PARAGRAPH_WORDS = 90
LINES = 20_000
BLOCKS = 5_000
BLOCK_CHARACTERS = 50_000
BLOCK_LINES = 1_000
COLUMNS = 30
CELLS = 2_000  # of all tables together; 5,000 take the window half a second to lay out
HEADINGS = 500
LEVELS = 8  # of quotes, lists and indentation together, in one line
TABLE_DEPTH = 3  # callouts are tables too
BLOCK_DEPTH = 32
INLINE_DEPTH = 12
TERMS = 60  # definitions in one block; each can open a list inside the last
MARKS = 400  # of one kind in one paragraph
LINKS = 2_000
FOOTNOTES = 200

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
BIDI = re.compile(f"[{_BIDI}]")
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff\ue000-\ue01f]"
)
_MARKER = re.compile(r"[ \t]*(?:>|(?:[-*+]|\d{1,9}\.|:)(?=[ \t]))")
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")
_COUNTED = "*_[<`{\\&!^"


class Refused(Exception):
    """Not an error but an answer: this text will not be read; ``finding`` says why."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.message)


def refuse(rule: Rule, line: int, message: str) -> None:
    """End the reading of this text."""
    raise Refused(Finding(line, rule, message))


def clean_characters(text: str, first_line: int) -> tuple[str, list[Finding]]:
    """``text`` without characters that hide or reorder others, and a finding for every such line."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    findings: list[Finding] = []
    for pattern, rule, message in (
        (BIDI, Rule.BIDI_CONTROL, _("A character here changes the order of the others: {}.")),
        (CONTROL, Rule.CONTROL_CHARACTER, _("A control character does not belong here: {}.")),
    ):
        if not pattern.search(text):
            continue
        findings += _character_findings(text, first_line, pattern, rule, message)
        text = pattern.sub("", text)
    return text, findings


def _character_findings(
    text: str, first_line: int, pattern: re.Pattern[str], rule: Rule, message: str
) -> Iterator[Finding]:
    for number, line in enumerate(text.split("\n"), first_line):
        if found := pattern.search(line):
            yield Finding(number, rule, message.format(f"U+{ord(found[0]):04X}"))


def check_source(text: str, first_line: int) -> None:
    """Raise `Refused` for a text whose size or depth no honest article has."""
    if len(text) > BODY_CHARACTERS:
        refuse(
            Rule.TOO_LARGE,
            first_line,
            _("The text has more than {} characters; divide it.").format(BODY_CHARACTERS),
        )
    if text.count("\n") > LINES:
        refuse(
            Rule.TOO_LARGE,
            first_line,
            _("The text has more than {} lines; divide it.").format(LINES),
        )
    _check_totals(text, first_line)
    _check_lines(text, first_line)
    _check_blocks(text, first_line)


def _check_totals(text: str, first_line: int) -> None:
    for mark, most, message in (
        ("[", LINKS, _("The text has more than {} brackets; divide it.")),
        ("[^", FOOTNOTES, _("The text has more than {} footnote marks; divide it.")),
    ):
        if text.count(mark) > most:
            refuse(Rule.TOO_LARGE, first_line, message.format(most))


def _check_lines(text: str, first_line: int) -> None:
    for number, line in enumerate(text.split("\n"), first_line):
        if len(line) > PARAGRAPH_CHARACTERS:
            refuse(
                Rule.LONG_PARAGRAPH,
                number,
                _("This line has more than {} characters.").format(PARAGRAPH_CHARACTERS),
            )
        # Most lines begin with a letter and nest nothing.
        if line[:1] in " \t>-*+:0123456789" and _levels(line) > LEVELS:
            refuse(
                Rule.HOSTILE_NESTING,
                number,
                _("Quotes, lists and indentation nest more than {} levels here.").format(LEVELS),
            )
        if line.count("|") > COLUMNS + 1:
            refuse(
                Rule.HOSTILE_NESTING,
                number,
                _("This table has more than {} columns.").format(COLUMNS),
            )


def _levels(line: str) -> int:
    """How deep the text of this line may lie: its markers, and one for every indentation."""
    if len(set(line) - {" ", "\t"}) <= 1 and line.strip(" \t")[:1] in "-*":
        return 0  # a rule across the page, not a list in a list in a list
    levels = position = blanks = 0
    while marker := _MARKER.match(line, position):
        levels += 1
        blanks += _width(marker[0])
        position = marker.end()
        if levels > LEVELS:
            return levels
    rest = line[position:]
    blanks += _width(rest[: len(rest) - len(rest.lstrip(" \t"))])
    return levels + blanks // 4


def _width(words: str) -> int:
    return words.count(" ") + 4 * words.count("\t")


def _check_blocks(text: str, first_line: int) -> None:
    start = 0
    for number, gap in enumerate(_BLANK_LINES.finditer(text)):
        _check_block(text, start, gap.start(), first_line)
        start = gap.end()
        if number > BLOCKS:
            refuse(
                Rule.TOO_LARGE,
                first_line,
                _("The text has more than {} paragraphs; divide it.").format(BLOCKS),
            )
    _check_block(text, start, len(text), first_line)


def _check_block(text: str, start: int, end: int, first_line: int) -> None:
    if end - start <= BLOCK_LINES and text.count("\n:", start, end) <= TERMS:
        return
    line = first_line + text.count("\n", 0, start)
    if end - start > BLOCK_CHARACTERS or text.count("\n", start, end) > BLOCK_LINES:
        refuse(
            Rule.TOO_LARGE,
            line,
            _("Put blank lines into this: it has more than {} lines or {} characters.").format(
                BLOCK_LINES, BLOCK_CHARACTERS
            ),
        )
    definitions = re.findall(r"^ {0,3}:[ \t]", text[start:end], re.MULTILINE)
    if len(definitions) > TERMS:
        refuse(
            Rule.HOSTILE_NESTING,
            line,
            _("Put a blank line after every term: more than {} stand together.").format(TERMS),
        )


def check_marks(words: str, line: int) -> None:
    """Raise `Refused` for a paragraph that no parser should be asked to read."""
    if len(words) > PARAGRAPH_CHARACTERS:
        refuse(
            Rule.LONG_PARAGRAPH,
            line,
            _("This paragraph has more than {} characters.").format(PARAGRAPH_CHARACTERS),
        )
    if len(words) <= MARKS:
        return
    for mark in _COUNTED:
        if words.count(mark) > MARKS:
            refuse(
                Rule.HOSTILE_NESTING,
                line,
                _("More than {} signs “{}” stand in one paragraph.").format(MARKS, mark),
            )


_CJK = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_CITATION = re.compile(r"\[@[^\[\]]*\]")


def count_words(words: str) -> int:
    """The number of words without citations; two Chinese characters count as one."""
    words = _CITATION.sub("", words)
    if words.isascii():
        return len(words.split())
    return len(_CJK.sub(" ", words).split()) + len(_CJK.findall(words)) // 2
