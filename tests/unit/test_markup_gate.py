"""The last gate takes away whatever the small subset does not hold."""

import pytest

from guide.markup.gate import clean
from guide.markup.html import anchor, element, escape


@pytest.mark.parametrize(
    "html",
    [
        '<h1><a name="top"></a>A</h1><p class="names">b</p>',
        '<table class="facts"><tbody><tr><th>a</th></tr><tr><td colspan="2">b</td></tr></tbody></table>',
        '<span class="tradition">tradition</span> <span class="grade-very-low">very low</span>',
        '<a href="therapy/tuina#technique">a</a><a class="point" href="point/EX-HN1">b</a>',
        '<a class="external" href="https://e.org/x?a=1&amp;b=2">c</a><a href="mailto:me@e.org">d</a>',
        '<img src="plate:back?points=BL13,ST36&amp;meridian=BL" alt="a &quot;b&quot;">',
        "<ul><li>a</li></ul><ol><li>b</li></ol><dl><dt>c</dt><dd>d</dd></dl><hr><pre><code>e</code></pre>",
    ],
)
def test_what_the_page_needs_passes_unchanged(html: str) -> None:
    """Every element of a compiled page."""
    assert clean(html) == html


@pytest.mark.parametrize(
    "address",
    [
        *("../../etc/passwd", "//host/share", "/etc/passwd", "./x", "x", "therapy", "therapy/../x"),
        *("javascript:x", "file:///x", "http://e.org", "data:text/html,x", "plate:back", "", " "),
        *(
            "therapy/tuina#",
            "therapy/tuina?x",
            "THERAPY/tuina",
            "https://a@b.org",
            "https://e.org\\x",
        ),
        *("java\tscript:x", "&#106;avascript:x", "https://e.org/\n", "therapy/tuina\n"),
    ],
)
def test_addresses_that_lead_out_are_taken_away(address: str) -> None:
    """nh3 alone keeps ../ and //host."""
    assert clean(f'<a href="{address}">x</a>') == "<a>x</a>"
    assert "src" not in clean(f'<img src="{address.replace("plate:back", "plate:/x")}" alt="">')


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ('<p style="font-size: 9pt">a</p>', "<p>a</p>"),
        ('<p onclick="x">a</p>', "<p>a</p>"),
        ('<p class="A b!">a</p>', "<p>a</p>"),
        ("<script>x</script>a<style>b</style>", "a"),
        ("<iframe src='x'></iframe><svg></svg><font size=7>a</font>", "a"),
        ('<img src="plate:back" alt="a" width="9999">', '<img src="plate:back" alt="a">'),
        ('<table><tbody><tr><td colspan="100000">a</td></tr></tbody></table>', None),
        ("a<!-- b -->", "a"),
        ('<a name="a b" id="c">d</a>', "<a>d</a>"),
    ],
)
def test_styles_scripts_and_sizes_are_taken_away(html: str, kept: str | None) -> None:
    """Nothing in an article may fix its size or run."""
    if kept is None:
        kept = "<table><tbody><tr><td>a</td></tr></tbody></table>"
    assert clean(html) == kept


def test_writing_html_escapes_words_and_values() -> None:
    """What the page around the body is written with."""
    assert escape('a < b & "c"') == 'a &lt; b &amp; "c"'
    assert element("td", "<b>", class_='x"y', colspan="") == '<td class="x&quot;y"><b></td>'
    assert anchor("a&b") == '<a name="a&amp;b"></a>'
    assert clean(element("p", escape("a\xa0<b>"), class_="source")) == (
        '<p class="source">a&nbsp;&lt;b&gt;</p>'
    )
