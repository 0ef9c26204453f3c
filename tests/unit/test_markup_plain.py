"""Compiled HTML as plain text, for terminals, search and snippets."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guide.markup.plain import plain_text

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>A</h1><p>b <em>c</em></p>", "A\n\nb c"),
        ("<p>a\n  b</p>\n\n<p>c</p>", "a b\n\nc"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a &lt; b &amp; c&nbsp;d</p>", "a < b & c\xa0d"),
        ("<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul><p>d</p>", "• a\n• b\n  • c\n\nd"),
        ("<ol><li>a</li><li>b</li></ol><ol><li>c</li></ol>", "1. a\n2. b\n1. c"),
        ("<ul><li><p>a</p><p>b</p></li></ul>", "• a\n\n  b"),
        ("<dl><dt>a</dt><dd>b</dd><dt>c</dt><dd><p>d</p></dd></dl>", "a\n    b\n\nc\n    d"),
        (
            "<table><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></table>",
            "a · b\nc · d",
        ),
        ("<p>a<sup><a href='#source-x'>1</a></sup>.</p>", "a."),
        ('<p><img src="plate:back" alt="The &quot;back&quot; > all"></p>', '[The "back" > all]'),
        ("<pre><code>a\n  b</code></pre>", "a\n  b"),
        ('<p>note <a href="#fnref-a">↩</a></p>', "note"),
        ("<p>踩背</p>", "踩背"),
        ("", ""),
        ("a < b", "a < b"),
    ],
)
def test_blocks_become_lines(html: str, text: str) -> None:
    """Readable in a terminal: bullets, numbers, cells, indentation; no numbers of sources."""
    assert plain_text(html) == text


@given(st.text(alphabet=st.sampled_from('<>/"= abpul&;\n'), max_size=60))
def test_broken_html_never_raises(html: str) -> None:
    """Whatever it is given, it gives words."""
    assert isinstance(plain_text(html), str)


def test_it_may_be_imported_at_the_start() -> None:
    """It loads neither Markdown nor nh3, which would cost the start a tenth of a second."""
    code = (
        "import sys, guide.markup.plain;"
        "print([name for name in ('markdown', 'nh3', 'xml') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "[]"
