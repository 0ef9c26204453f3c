"""Every rule of the Markdown reader, each with a text that breaks it, and the line it names."""

import pytest

from guide.markup.render import render
from guide.markup.values import Context, Finding, Rule

KNOWN = {"tuina": "therapy/tuina", "point/BL13": "point/BL13", "bad key": "therapy/../x"}
CONTEXT = Context(KNOWN.get, cite={"known": 1}.get)
FIRST = 11
"""The body begins at this line of its file."""


def findings(text: str) -> tuple[Finding, ...]:
    return render(text, CONTEXT, FIRST).findings


def words(count: int) -> str:
    return "word " * count


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ("a\n\n<b>x", Rule.RAW_HTML, 13),
        ("a\n\n<div>\nx", Rule.RAW_HTML, 13),
        ("a\n<!-- hidden -->", Rule.RAW_HTML, 12),
        ("a\nb</i>", Rule.RAW_HTML, 12),
        ("a <?php x ?>", Rule.RAW_HTML, 11),
        ("a\n\n[[nothing]]", Rule.BROKEN_LINK, 13),
        ("- a\n- [b](therapy/nothing)", Rule.BROKEN_LINK, 12),
        ("[[bad key]]", Rule.BROKEN_LINK, 11),
        ("[[tuina#no place]]", Rule.BROKEN_LINK, 11),
        ("a\n[[tuina", Rule.BROKEN_LINK, 12),
        ("a [b](c d)", Rule.BROKEN_LINK, 11),
        ("a\n\n[](https://e.org)", Rule.BROKEN_LINK, 13),
        ("a\n\n[b](#nowhere)", Rule.BROKEN_LINK, 13),
        ("a\n\nb[^c]", Rule.BROKEN_LINK, 13),
        ("a\n\n[b]: https://e.org", Rule.BROKEN_LINK, 13),
        ("a\n\nb [@known; @unknown]", Rule.UNKNOWN_SOURCE, 13),
        ("[@]", Rule.UNKNOWN_SOURCE, 11),
        ("a\n\n![](plate:back)", Rule.IMAGE_WITHOUT_ALT, 13),
        ("![x](back.png)", Rule.BAD_PLATE_REFERENCE, 11),
        ("![x](https://e.org/x.png)", Rule.BAD_PLATE_REFERENCE, 11),
        ("![x](file:///etc/passwd)", Rule.BAD_PLATE_REFERENCE, 11),
        ("![x](plate:back?points=BL99)", Rule.BAD_PLATE_REFERENCE, 11),
        ("![x](plate:back?points=BL13,)", Rule.BAD_PLATE_REFERENCE, 11),
        ("![x](plate:back?colour=red)", Rule.BAD_PLATE_REFERENCE, 11),
        ("![x](plate:../x)", Rule.BAD_PLATE_REFERENCE, 11),
        ("a\n\n# Title", Rule.HEADING_JUMP, 13),
        ("## a\n\n#### b", Rule.HEADING_JUMP, 13),
        ("## a\n\n### b\n\n#### c\n\n##### d", Rule.HEADING_JUMP, 17),
        ("### a", Rule.HEADING_JUMP, 11),
        ("a\n\n##\n\nb", Rule.HEADING_JUMP, 13),
        ("Title\n=====", Rule.HEADING_JUMP, 11),
        ("a\n\n" + words(91), Rule.LONG_PARAGRAPH, 13),
        ("a\n\n" + "字" * 190, Rule.LONG_PARAGRAPH, 13),
        ("a\n\n" + "x" * 20_001, Rule.LONG_PARAGRAPH, 13),
        ("a\n\n" + ("x" * 80 + "\n") * 300, Rule.LONG_PARAGRAPH, 13),
        ("a\n\n" + "> " * 9 + "x", Rule.HOSTILE_NESTING, 13),
        ("a\n\n" + "- " * 9 + "x", Rule.HOSTILE_NESTING, 13),
        ("a\n\n" + " " * 40 + "x", Rule.HOSTILE_NESTING, 13),
        ("a\n\n" + "|a" * 40 + "|\n" + "|-" * 40 + "|", Rule.HOSTILE_NESTING, 13),
        ("a\n\n" + "*" * 401 + "x", Rule.HOSTILE_NESTING, 13),
        ("x" * 1_000_001, Rule.TOO_LARGE, 11),
        ("x\n" * 1_002, Rule.TOO_LARGE, 11),
        ("x\n\n" * 5_002, Rule.TOO_LARGE, 11),
        ("## x\n\n" * 501, Rule.TOO_LARGE, 1_011),
        ("a|b\n-|-\n" + "c|d\n" * 998 + "\na|b\n-|-\nc|d", Rule.TOO_LARGE, 1_012),
        ("x\n\n" + "[[tuina]]\n\n" * 1_001, Rule.TOO_LARGE, 11),
        ("a\n\n!!! danger\n    x", Rule.UNKNOWN_CALLOUT, 13),
        ("a\n\n!!!", Rule.UNKNOWN_CALLOUT, 13),
        ("a\nb\u202ec", Rule.BIDI_CONTROL, 12),
        ("a\nb&#x202e;c", Rule.BIDI_CONTROL, 12),
        ("a\nb\x07c", Rule.CONTROL_CHARACTER, 12),
        ("a\n\n*b*{.huge}", Rule.UNKNOWN_ATTRIBUTE, 13),
        ("*b*{onclick=alert}", Rule.UNKNOWN_ATTRIBUTE, 11),
        ("## a {style=x}", Rule.UNKNOWN_ATTRIBUTE, 11),
        ("a\n{: width=10}", Rule.UNKNOWN_ATTRIBUTE, 12),
    ],
)
def test_a_mistake_is_named_with_its_rule_and_its_line(text: str, rule: Rule, line: int) -> None:
    """An author is led to the very line of the file."""
    assert [(finding.rule, finding.line) for finding in findings(text)] == [(rule, line)]


@pytest.mark.parametrize(
    "address",
    [
        *(
            "javascript:alert(1)",
            "JavaScript:alert`1`",
            "data:text/html,x",
            "vbscript:x",
            "file:///x",
        ),
        *(
            "/etc/passwd",
            "//host/share",
            "\\\\\\\\host\\\\share",
            "../../x",
            "./x",
            "ftp://e.org",
            "x:y",
        ),
        *(
            "http://e.org",
            "https:e.org",
            "https:///x",
            "https://me:pw@e.org",
            "https://",
            "mailto:x",
        ),
        *("mailto:me@e.org?body=x", "plate:back", "qrc:/x", "https://e.org\\\\@f.org", "C:/x"),
        *("https://еxample.org", "about:blank", "therapy-guide:x"),
    ],
)
@pytest.mark.parametrize("form", ["[x]({})", "[x](<{}>)", "<{}>", "[*x*]({})"])
def test_only_entries_https_and_mail_can_be_linked(address: str, form: str) -> None:
    """Everything else is named, and its words stay without a link."""
    rendered = render(form.format(address), CONTEXT, FIRST)
    assert "<a" not in rendered.html
    if form != "<{}>":
        assert Rule.UNSAFE_LINK in {finding.rule for finding in rendered.findings}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("<b>x</b>", "<p>&lt;b&gt;x&lt;/b&gt;</p>"),
        ("a [[nothing|words]] b", "<p>a words b</p>"),
        ("a [@unknown] b", "<p>a  b</p>"),
        ("![alt](file:///x)", '<p class="figure">alt</p>'),
        ("*b*{onclick=x}", "<p><em>b</em></p>"),
        ("a\u202eb", "<p>ab</p>"),
    ],
)
def test_what_is_wrong_is_dropped_and_the_words_stay(text: str, kept: str) -> None:
    """A page with a mistake can still be looked at."""
    assert render(text, CONTEXT).html == kept


def test_a_wrong_heading_is_drawn_at_a_level_that_fits() -> None:
    """So that the outline has no holes."""
    rendered = render("# a\n\n#### b", CONTEXT)
    assert [section.level for section in rendered.sections] == [2, 3]


def test_an_over_long_paragraph_is_only_a_warning() -> None:
    """Ninety words are hard to read; twenty thousand characters are refused."""
    assert render(words(91), CONTEXT).ok
    assert not render("x" * 20_001, CONTEXT).ok
    assert findings(words(90)) == ()


def test_citations_do_not_count_as_words() -> None:
    """A careful author is not punished for sources."""
    assert findings(words(89) + "[@known; @known; @known] [@known]") == ()


def test_lines_are_right_for_the_same_mistake_twice() -> None:
    """Each is named where it stands."""
    text = "[[x]]\n\n- a\n- [[x]]\n\n> [[x]]\n\na[^n]\n\n[^n]: [[x]]"
    assert [finding.line for finding in findings(text)] == [11, 14, 16, 20]


def test_windows_line_ends_do_not_move_the_lines() -> None:
    """Files come from everywhere."""
    assert [finding.line for finding in findings("a\r\n\r\n[[x]]\r\n")] == [13]


def test_the_number_of_findings_has_an_end() -> None:
    """A thousand equal mistakes need no thousand lines."""
    assert len(findings("[[x]]\n\n" * 900)) == 200
