"""Texts that were written to hurt whoever reads them are refused with a finding or drawn small."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.markup import gate, limits
from guide.markup.render import render
from guide.markup.values import Context, Rule

BIG = 100_000
MANY = 5_000


def _lists_by_indent(levels: int) -> str:
    return "\n".join(" " * (4 * level) + "- x" for level in range(levels))


def _terms_in_terms(count: int) -> str:
    return "\n".join(f"term {number}\n: meaning" for number in range(count))


def _callouts_in_callouts(levels: int) -> str:
    return "\n".join("    " * level + '!!! note "x"' for level in range(levels)) + "\n"


def _table(columns: int, rows: int) -> str:
    row = "|" + "a|" * columns
    return "\n".join([row, "|" + "-|" * columns, *[row] * rows])


def _quotes_and_lists(levels: int) -> str:
    return "\n".join("> " * level + "- x" for level in range(levels))


def _footnotes_in_footnotes(count: int) -> str:
    notes = (f"[^{number}]: see [^{number + 1}]" for number in range(count))
    return "start[^0]\n\n" + "\n\n".join(notes)


HOSTILE: dict[str, str] = {
    "quotes in one line": ">" * MANY,
    "quotes with blanks": "> " * MANY + "x",
    "quotes line by line": "\n".join(">" * level + " x" for level in range(1, 300)),
    "quotes after words": "a\n" + "> " * MANY,
    "quotes lazily continued": "> " * 8 + "\n" + "x\n> y\n" * 400,
    "lists in one line": "- " * MANY + "x",
    "numbered lists in one line": "1. " * MANY + "x",
    "mixed lists in one line": "- + * 1. " * MANY + "x",
    "lists by indentation": _lists_by_indent(300),
    "lists by tabs": "\n".join("\t" * level + "- x" for level in range(300)),
    "quotes and lists": _quotes_and_lists(100),
    "lists in quotes in lists": "- > " * 40 + "x",
    "definitions in one line": ": " * MANY,
    "terms in terms": _terms_in_terms(1_000),
    "terms in terms, few": _terms_in_terms(58),
    "terms in quotes": "\n".join("> " * 4 + f"t{n}\n> > > > : m" for n in range(200)),
    "callouts in callouts": _callouts_in_callouts(200),
    "callouts in callouts, few": _callouts_in_callouts(7),
    "callouts side by side": '!!! note "x"\n' * 900,
    "callout heads": "!!! " * MANY,
    "indentation": " " * MANY + "x",
    "deep code": "\n".join(" " * (4 * level) + "x" for level in range(1, 200)),
    "rules": "---\n" * MANY,
    "rules without blanks": "- - -\n* * *\n" * MANY,
    "heading signs": "#" * BIG,
    "headings in one block": "# a\n" * MANY,
    "headings alone": "## a\n\n" * MANY,
    "heading that never ends": "# " + "a\\#" * 6_000 + "\\",
    "underlined headings": "a\n=\n" * MANY,
    "equal headings": "## same\n\n" * 1_500,
    "one line of 2 MB": "x" * 2_000_000,
    "one line of 30 kB": "x" * 30_000,
    "words of 30 kB": "word " * 6_000,
    "1.5 MB of lines": "some words\n" * 140_000,
    "300,000 paragraphs": "x\n\n" * 300_000,
    "900,000 empty lines": "\n" * 900_000,
    "links": "[a](https://example.org) " * BIG,
    "links in many paragraphs": ("[a](https://example.org) " * 50 + "\n\n") * 200,
    "entry links": "[[tuina]] " * BIG,
    "open brackets": "[" * BIG,
    "open brackets in 20 kB": "[" * 19_000,
    "open entry brackets": "[[" * 9_000,
    "closed brackets": "]" * 19_000,
    "half links": "[a](" * 9_000,
    "nested link words": "[" * 300 + "a" + "](x)" * 300,
    "link with brackets": "[a](" + "(" * 15_000,
    "link with quotes": '[a](x "' + '"' * 15_000,
    "pictures": "![a](plate:back) " * BIG,
    "half pictures": "![" * 9_000,
    "link references": "[x]: y\n" * BIG,
    "link reference with quotes": "[x]:" + '"' * 15_000 + "x",
    "stars": "*" * 19_000,
    "stars around": "*" * 9_000 + "a" + "*" * 9_000,
    "stars within": "*a **b " * 3_000,
    "stars in pairs": "*a **b " * 390 + "b** a*" * 390,
    "few stars, deep": "*a **b " * 60 + "b** a*" * 60,
    "underscores": "_" * 19_000,
    "underscores within": "_a __b " * 3_000,
    "stars and underscores": "*_" * 9_000 + "a" + "_*" * 9_000,
    "backticks": "`" * 19_000,
    "backticks of every length": " ".join("`" * length for length in range(1, 190)),
    "backslashes": "\\" * 19_000,
    "escaped signs": "\\*" * 9_000,
    "ampersands": "&" * 19_000,
    "entities": "&amp;" * 3_900,
    "entity without end": "&" + "a" * 19_000,
    "braces": "a\n{" + "{" * 15_000,
    "attributes": "*a*{: .x} " * 300,
    "attribute that never ends": "## a {: " + "a=" * 8_000,
    "div": "<div>" * 20_000,
    "div by lines": "<div>\n" * 20_000,
    "b": "<b>" * 20_000 + "x",
    "tags in 20 kB": "<b>" * 390,
    "less-than signs": "<" * 19_000,
    "comment without end": "<!--" + "x" * 15_000,
    "comments": "<!--" * 4_900,
    "nested tables in HTML": "<table><tr><td>" * 18 + "x",
    "huge picture": '<img src="x" width="1000000" height="1000000">',
    "colspan": '<table><tr><td colspan="100000">x</td></tr></table>',
    "unclosed style": "<style>p { color: red }",
    "unclosed script": "<script>alert(1)",
    "style with import": '<style>@import url("file:///etc/passwd");</style>',
    "svg": '<svg><image href="file:///etc/passwd"/></svg>',
    "columns": _table(BIG // 10, 1),
    "columns in 20 kB": _table(4_000, 1),
    "rows": _table(5, 20_000),
    "table of 23,000 cells": _table(29, 800),
    "table of 900 rows": _table(29, 900),
    "pipes": "|" * BIG,
    "pipes and backticks": "|`" * 15 + "\n" + "|-" * 15,
    "table of backticks": "a|b\n-|-\n" + "`" * 15_000 + "|x",
    "footnotes": "".join(f"[^{number}]: x\n" for number in range(20_000)),
    "footnote marks": "[^a]" * 20_000 + "\n\n[^a]: x",
    "footnote marks, few": "[^a]" * 190 + "\n\n[^a]: x",
    "footnotes in footnotes": _footnotes_in_footnotes(90),
    "footnote that holds itself": "a[^a]\n\n[^a]: b[^a]",
    "footnote within a footnote": "a[^a]\n\n[^a]: > [^b]: x\n\n    [^c]: y\n\n        [^d]: z",
    "footnote marks without end": "[^" * 9_000,
    "citations": "[@a; @b] " * 20_000,
    "citation of many": "[" + "@a; " * 4_000 + "]",
    "citation without end": "[@" * 9_000,
    "right to left": "\u202egnp.exe\u202c",
    "isolates": "\u2066" * 10_000,
    "right to left by entity": "a&#8238;b",
    "NUL": "a\x00b",
    "marks of the parser": "\x02klzzwxh:0000\x03 \x02amp\x03 \x02wzxhzdk:0\x03",
    "marks of the parser by entity": "&#2;klzzwxh:0000&#3;",
    "lone surrogate": "a\ud800b",
    "line separators": "a\u2028b\u2029c\x85d\x0be",
    "carriage returns": "\r" * 30_000,
    "combining characters": "a" + "\u0301" * 15_000,
    "tabs": "\t" * 30_000,
    "quotation marks": "\"'" * 9_000,
    "dashes": "-" * 15_000 + "x",
    "dots": "." * 19_000,
    "point codes": "BL13 " * 3_900,
    "almost codes": "BL" * 9_000,
    "addresses": "<https://example.org> " * 390,
    "mail addresses": "<a@" * 390,
    "at signs": "@" * 19_000,
}


LARGEST = 250_000
"""Characters of HTML: what QTextDocument lays out well within a second."""

ADDRESS = re.compile(
    r"(?:therapy|condition|point|region|meridian)/[A-Za-z0-9-]+(?:#[A-Za-z0-9_-]+)?"
    r"|#[A-Za-z0-9_-]+|https://[^\s\"<>\\]+|mailto:[^\s\"<>\\:/]+"
)


def known(name: str) -> str | None:
    """A library that knows an entry, a point and every plate part."""
    entries = {"tuina": "therapy/tuina", "BL13": "point/BL13"}
    return entries.get(name, name if name.startswith(("region/", "point/")) else None)


CONTEXT = Context(
    resolve=known,
    cite={"a": 1, "b": 2}.get,
    names={"Foot-Taiyang Bladder Meridian": "meridian/BL"},
)


class Subset(HTMLParser):
    """Reads HTML and fails on anything that an article may not hold; measures how deep it nests."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.depth = self.deepest = self.tables = self.most_tables = 0
        self.open: list[str] = []
        self.feed(html)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in gate.TAGS
        given_values = dict(attrs)
        assert set(given_values) <= gate.ATTRIBUTES.get(tag, set())
        for name in ("href", "src"):
            if name in given_values:
                value = given_values[name] or ""
                assert (
                    re.fullmatch(r"plate:\S+", value) if name == "src" else ADDRESS.fullmatch(value)
                )
        if tag in {"br", "hr", "img"}:
            return
        self.open.append(tag)
        self.deepest = max(self.deepest, len(self.open))
        self.most_tables = max(self.most_tables, self.open.count("table"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_comment(self, data: str) -> None:
        pytest.fail(f"a comment passed: {data}")

    def handle_decl(self, decl: str) -> None:
        pytest.fail(f"a declaration passed: {decl}")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_refused_or_drawn_small(text: str) -> None:
    """Whatever somebody writes, the reader gets a small page or the author gets a finding."""
    rendered = render(text, CONTEXT)
    assert rendered.html or rendered.findings or not text.strip()
    assert len(rendered.html) <= LARGEST
    subset = Subset(rendered.html)
    assert subset.most_tables <= limits.TABLE_DEPTH
    assert subset.deepest <= limits.BLOCK_DEPTH + limits.INLINE_DEPTH
    assert all(finding.message and finding.line >= 1 for finding in rendered.findings)


REFUSED = {
    "quotes in one line": Rule.HOSTILE_NESTING,
    "lists by indentation": Rule.HOSTILE_NESTING,
    "lists by tabs": Rule.HOSTILE_NESTING,
    "quotes and lists": Rule.HOSTILE_NESTING,
    "terms in terms, few": Rule.HOSTILE_NESTING,
    "callouts in callouts": Rule.HOSTILE_NESTING,
    "stars in pairs": Rule.HOSTILE_NESTING,
    "columns in 20 kB": Rule.HOSTILE_NESTING,
    "one line of 2 MB": Rule.TOO_LARGE,
    "1.5 MB of lines": Rule.TOO_LARGE,
    "300,000 paragraphs": Rule.TOO_LARGE,
    "links": Rule.TOO_LARGE,
    "rows": Rule.TOO_LARGE,
    "footnote marks": Rule.TOO_LARGE,
    "words of 30 kB": Rule.LONG_PARAGRAPH,
}


@pytest.mark.parametrize(("name", "rule"), REFUSED.items(), ids=REFUSED.keys())
def test_the_worst_texts_are_not_read_at_all(name: str, rule: Rule) -> None:
    """Reading them would take minutes or end in a RecursionError."""
    rendered = render(HOSTILE[name], CONTEXT)
    assert rendered.html == ""
    assert [finding.rule for finding in rendered.findings] == [rule]
    assert not rendered.ok


@pytest.mark.parametrize("name", [name for name in HOSTILE if "HTML" in name or "style" in name])
def test_html_is_shown_as_words_and_never_passed_on(name: str) -> None:
    """An author sees what was dropped; the window never does."""
    rendered = render(HOSTILE[name], CONTEXT)
    assert {finding.rule for finding in rendered.findings} == {Rule.RAW_HTML}
    assert rendered.html.startswith("<p>&lt;")


def test_a_footnote_inside_a_footnote_stays_words() -> None:
    """It would otherwise change the list of footnotes while that is written."""
    html = render(HOSTILE["footnote within a footnote"], CONTEXT).html
    assert "[^b]" not in html
    assert html.count('class="footnote"') == 1


def test_the_marks_of_the_parser_cannot_be_forged() -> None:
    """Python-Markdown keeps finished pieces behind such marks."""
    rendered = render("**a** " + HOSTILE["marks of the parser"], CONTEXT)
    assert rendered.html.count("<strong>") == 1
    assert Rule.CONTROL_CHARACTER in {finding.rule for finding in rendered.findings}


_PIECES = st.sampled_from(
    [
        *("[[", "]]", "|", "[", "](", ")", "![", "plate:back?points=BL13", "BL13", "tuina", "[@a]"),
        *(
            "javascript:alert(1)",
            "file:///etc/passwd",
            "//host/x",
            "../../x",
            "https://e.org/?a=b&c",
        ),
        *(
            "<",
            ">",
            "<b>",
            "</b>",
            "<!--",
            "<a href='x'>",
            "<style>",
            "&amp;",
            "&#8238;",
            "&lt;b&gt;",
        ),
        *("*", "**", "_", "`", "\\", '"', "'", "--", "...", "{", "}", "{: .x #y z=w}", "{href=x}"),
        *(
            "\n",
            "\n\n",
            "    ",
            "\t",
            "- ",
            "1. ",
            "> ",
            "## ",
            "#### ",
            ": ",
            "---",
            "| a | b |\n",
        ),
        *(
            "|---|---|\n",
            '!!! note "x"\n    ',
            "!!! bad\n",
            "[^1]",
            "[^1]: ",
            "肺俞",
            "\u202e",
            "\x02",
        ),
        *(
            "Foot-Taiyang Bladder Meridian",
            "name@example.org",
            "\x03",
            "\ud800",
            "\u00a0",
            "a",
            " ",
        ),
    ]
)


@given(st.lists(_PIECES | st.text(max_size=8), max_size=40).map("".join))
def test_any_text_gives_only_the_small_subset(text: str) -> None:
    """No text, however odd, brings a tag, an attribute or an address into the window."""
    rendered = render(text, CONTEXT)
    Subset(rendered.html)
    assert gate.clean(rendered.html) == rendered.html
    assert len({section.anchor for section in rendered.sections}) == len(rendered.sections)


@given(st.lists(_PIECES, max_size=30).map("".join))
def test_the_writer_makes_nothing_that_the_gate_takes_away(text: str) -> None:
    """The gate is for the day when the writer errs; until then it changes nothing."""
    taken: list[str] = []
    original = gate.clean

    def compare(html: str) -> str:
        cleaned = original(html)
        if cleaned != html:
            taken.append(html)
        return cleaned

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("guide.markup.render.clean", compare)
        render(text, CONTEXT)
    assert taken == []
