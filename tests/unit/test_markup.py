"""What an author writes and what the window gets to draw."""

import pytest

from guide.markup.render import render
from guide.markup.values import Context, Image, Link, Rendered, Section

ENTRIES = {
    "tuina": "therapy/tuina",
    "condition/lumbar-spine": "condition/lumbar-spine",
    "region/lower-back": "region/lower-back",
    "meridian/BL": "meridian/BL",
    **{f"point/{code}": f"point/{code}" for code in ("BL13", "ST36", "EX-HN1", "X-ANMIAN")},
    **{code: f"point/{code}" for code in ("BL13", "ST36", "EX-HN1", "X-ANMIAN")},
}
TITLES = {"therapy/tuina": "Tuina", "region/lower-back": "Lower back"}
NAMES = {
    "Foot-Taiyang Bladder Meridian": "meridian/BL",
    "Bladder Meridian": "meridian/BL",
}


def read(text: str, first_line: int = 1) -> Rendered:
    """``text`` with a small library; sources are numbered as they come."""
    numbers: dict[str, int] = {}

    def cite(source: str) -> int | None:
        return None if source == "unknown" else numbers.setdefault(source, len(numbers) + 1)

    context = Context(ENTRIES.get, lambda key: TITLES.get(key, key), cite, NAMES)
    return render(text, context, first_line)


def html(text: str) -> str:
    """The HTML of a text in which nothing is wrong."""
    rendered = read(text)
    assert rendered.findings == ()
    return rendered.html


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain *soft* **loud** words.", "<p>Plain <em>soft</em> <strong>loud</strong> words.</p>"),
        ("`a < b & c`", "<p><code>a &lt; b &amp; c</code></p>"),
        ("    if a < b:", "<pre><code>if a &lt; b:</code></pre>"),
        ("3 < 4 & 5 > 4", "<p>3 &lt; 4 &amp; 5 &gt; 4</p>"),
        ("one  \ntwo", "<p>one<br>two</p>"),
        ("- a\n- b", "<ul><li>a</li><li>b</li></ul>"),
        ("1. a\n2. b", "<ol><li>a</li><li>b</li></ol>"),
        ("- a\n    - b", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("> said", "<blockquote><p>said</p></blockquote>"),
        ("a\n\n---\n\nb", "<p>a</p><hr><p>b</p>"),
        ("\\*not soft\\*", "<p>*not soft*</p>"),
        ("a&nbsp;b &copy; &lt;b&gt;", "<p>a&nbsp;b © &lt;b&gt;</p>"),
        ("*so far*{.tradition}", '<p><em class="tradition">so far</em></p>'),
        ("**low**{.grade-low}", '<p><strong class="grade-low">low</strong></p>'),
    ],
)
def test_words_and_simple_blocks(text: str, expected: str) -> None:
    """Ordinary Markdown gives ordinary HTML, without styles or sizes."""
    assert html(text) == expected


def test_a_table_has_a_head_and_aligned_columns() -> None:
    """Columns keep the alignment that the author gave them; no style attribute is used."""
    drawn = html("| a | b |\n|---|--:|\n| 1 | *2* |")
    assert drawn == (
        '<table class="data"><thead><tr><th>a</th><th align="right">b</th></tr></thead>'
        '<tbody><tr><td>1</td><td align="right"><em>2</em></td></tr></tbody></table>'
    )


def test_a_definition_list() -> None:
    """Terms and their meanings."""
    drawn = html("Qi\n:   Breath, *vapour*\n\nCun\n:   A thumb's breadth")
    assert "<dl><dt>Qi</dt><dd>Breath, <em>vapour</em></dd>" in drawn
    assert "<dt>Cun</dt><dd>A thumb’s breadth</dd></dl>" in drawn


@pytest.mark.parametrize(
    ("head", "kind", "title"),
    [
        ("note", "note", "Note"),
        ("caution", "caution", "Caution"),
        ("red-flag", "red-flag", "Red flag"),
        ("tip", "tip", "Tip"),
        ('caution "Never *alone*"', "caution", "Never <em>alone</em>"),
    ],
)
def test_a_callout_is_a_table_of_one_cell(head: str, kind: str, title: str) -> None:
    """QTextDocument draws borders and backgrounds of cells, not of paragraphs."""
    assert html(f"!!! {head}\n    First.\n\n    - second\n\nAfter.") == (
        f'<table class="callout-{kind}"><tbody><tr><td><p class="callout-title">{title}</p>'
        "<p>First.</p><ul><li>second</li></ul></td></tr></tbody></table><p>After.</p>"
    )


def test_footnotes_are_lettered_in_the_order_of_reading() -> None:
    """Numbers are for sources, so a footnote cannot be taken for one."""
    drawn = html("One[^late] two[^early].\n\n[^early]: Second.\n[^late]: First, with *stress*.")
    assert '<a name="fnref-a"></a><sup><a href="#fn-a">a</a></sup>' in drawn
    first, second = drawn.split('<p class="footnote">')[1:]
    assert first.startswith('<a name="fn-a"></a><sup>a</sup> First, with <em>stress</em>.')
    assert '<a href="#fnref-a">↩</a>' in first
    assert second.startswith('<a name="fn-b"></a><sup>b</sup> Second.')


def test_a_footnote_that_is_used_twice_is_written_once() -> None:
    """Both marks lead to it; it leads back to the first."""
    drawn = html("One[^a] two[^a].\n\n[^a]: Note.")
    assert drawn.count('href="#fn-a"') == 2
    assert drawn.count('name="fnref-a"') == 1
    assert drawn.count('<p class="footnote">') == 1


def test_headings_become_sections_with_places_of_their_own() -> None:
    """The outline leads to every heading, also where two say the same or none has Latin letters."""
    rendered = read("## How it *goes*\n\n### Points\n\n## Points\n\n## 穴位\n\n## A {#own}", 40)
    assert rendered.sections == (
        Section("how-it-goes", "How it goes", 2, 40),
        Section("points", "Points", 3, 42),
        Section("points-2", "Points", 2, 44),
        Section("section-4", "穴位", 2, 46),
        Section("own", "A", 2, 48),
    )
    assert '<h2><a name="how-it-goes"></a>How it <em>goes</em></h2>' in rendered.html


def test_headings_leave_the_places_of_the_page_alone() -> None:
    """The page around the body has places such as #sources and #source-furlan-2015."""
    rendered = read("## Sources\n\n## Cautions\n\n## Source furlan 2015\n\n## Fn a")
    assert [section.anchor for section in rendered.sections] == [
        *("sources-2", "cautions-2", "section-source-furlan-2015", "section-fn-a"),
    ]


def test_links_to_entries() -> None:
    """By slug or key, with the entry's own title or other words, and to a place in it."""
    rendered = read(
        "[[tuina]], [[tuina|kneading]],\n[[region/lower-back]], [low *back*](condition/lumbar-spine),\n"
        "[[tuina#technique|how]]",
        10,
    )
    assert rendered.findings == ()
    for link in (
        '<a href="therapy/tuina">Tuina</a>',
        '<a href="therapy/tuina">kneading</a>',
        '<a href="region/lower-back">Lower back</a>',
        '<a href="condition/lumbar-spine">low <em>back</em></a>',
        '<a href="therapy/tuina#technique">how</a>',
    ):
        assert link in rendered.html
    assert rendered.links == (
        Link("therapy/tuina", 10),
        Link("therapy/tuina", 10),
        Link("region/lower-back", 11),
        Link("condition/lumbar-spine", 11),
        Link("therapy/tuina", 12, "technique"),
    )


def test_links_to_the_world() -> None:
    """Only https and mail leave the library, and they look different."""
    assert html("[a](https://e.org/x_(y)?a=1&b=2) <https://e.org> <me@e.org>") == (
        '<p><a class="external" href="https://e.org/x_(y)?a=1&amp;b=2">a</a>'
        ' <a class="external" href="https://e.org">https://e.org</a>'
        ' <a class="external" href="mailto:me@e.org">me@e.org</a></p>'
    )


def test_links_on_the_same_page() -> None:
    """To headings of the body and to the boxes of the page around it."""
    drawn = html("## Technique\n\n[how](#technique), [what not](#cautions), [[#technique|again]]")
    assert '<a href="#technique">how</a>' in drawn
    assert '<a href="#cautions">what not</a>' in drawn
    assert '<a href="#technique">again</a>' in drawn


@pytest.mark.parametrize("code", ["BL13", "ST36", "EX-HN1", "X-ANMIAN"])
def test_point_codes_link_themselves(code: str) -> None:
    """In words, in lists and tables, in ranges and among Chinese characters."""
    link = f'<a class="point" href="point/{code}">{code}</a>'
    assert html(f"Press {code}.") == f"<p>Press {link}.</p>"
    assert html(f"{code}-{code}") == f"<p>{link}-{link}</p>"
    assert html(f"取{code}穴") == f"<p>取{link}穴</p>"
    assert f"<td>{link}</td>" in html(f"a|b\n-|-\n{code}|c")
    assert f"<li>{link}</li>" in html(f"- {code}")


@pytest.mark.parametrize(
    "text",
    ["BL99", "XBL13", "BL130", "`BL13`", "## BL13", "    BL13", "T12", "a|BL13\n-|-\nb|c", "BL 13"],
)
def test_what_is_no_point_or_stands_in_a_heading_or_code_does_not_link(text: str) -> None:
    """Only what the library knows, and never inside another link."""
    assert "point/" not in html(text)


def test_a_code_inside_a_link_belongs_to_that_link() -> None:
    """A link in a link leads nowhere."""
    assert html("[[tuina|press BL13]]").count("<a ") == 1
    assert html("[see *BL13*](https://e.org)").count("<a ") == 1


def test_meridian_names_link_where_they_are_first_used() -> None:
    """Once is enough; the full name wins over the short one in it; a line may break in it."""
    drawn = html(
        "## The Foot-Taiyang Bladder Meridian\n\nThe Foot-Taiyang\nBladder Meridian runs down."
        " The Foot-Taiyang Bladder Meridian again, the Bladder Meridian once."
    )
    assert drawn.count('<a href="meridian/BL">Foot-Taiyang Bladder Meridian</a>') == 1
    assert drawn.count('<a href="meridian/BL">Bladder Meridian</a>') == 1
    assert "<h2>" in drawn
    assert drawn.index("</h2>") < drawn.index("meridian/BL")


def test_citations_are_numbers_close_to_the_words() -> None:
    """In the order of reading, whatever blocks they stand in; the same source keeps its number."""
    drawn = html("- Eases pain [@second].\n\nAnd sleep [@first; @second], says [@third].")
    assert 'pain<sup><a href="#source-second">1</a></sup>.' in drawn
    assert (
        'sleep<sup><a href="#source-first">2</a>, <a href="#source-second">1</a></sup>, says'
    ) in drawn
    assert '<a href="#source-third">3</a>' in drawn


def test_figures_keep_their_plate_their_words_and_their_caption() -> None:
    """A picture alone in a paragraph is a figure; its title is the caption."""
    rendered = read(
        '![Back with "BL13"](plate:back?points=BL13,ST36&meridian=BL "The upper back")', 7
    )
    source = "plate:back?points=BL13,ST36&meridian=BL"
    assert rendered.findings == ()
    assert rendered.images == (Image(source, 'Back with "BL13"', 7),)
    assert rendered.html == (
        f'<p class="figure"><img src="{source.replace("&", "&amp;")}"'
        ' alt="Back with &quot;BL13&quot;"></p><p class="caption">The upper back</p>'
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "go" -- and "(stay)".', "He said “go” – and “(stay)”."),
        ("It's the '90s --- 'so' they say...", "It’s the ’90s — ‘so’ they say…"),
        ('"*soft* words"', "“<em>soft</em> words”"),
        ('*soft*"', "<em>soft</em>”"),
        ('\\"straight\\"', '"straight"'),
        ('中文"引用"之后', "中文“引用”之后"),
        ('`"a" -- b`', '<code>"a" -- b</code>'),
        ("5-10 minutes, a - b", "5-10 minutes, a - b"),
    ],
)
def test_smart_typography(text: str, expected: str) -> None:
    """Marks as a typesetter would set them, also across emphasis; code is left alone."""
    assert html(text) == f"<p>{expected}</p>"


def test_chinese_lines_join_without_a_space() -> None:
    """A line break in the source is no space in Chinese; between Latin words it is."""
    assert html("踩背是\n推拿 and\nmore 的\n一种") == "<p>踩背是推拿 and more 的一种</p>"


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    """The reader is used again: footnotes and first uses must not leak."""
    text = "BL13[^a], Foot-Taiyang Bladder Meridian.\n\n[^a]: Note."
    first = html(text)
    assert html(text) == first
    assert "Note" not in html("Nothing.")


def test_the_text_of_a_body() -> None:
    """For search and snippets."""
    assert read("## A\n\nb [@x] *c*").text == "A\n\nb c"
