"""What the program reads from a pack: lists, pages, names, and this from any thread."""

import re
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from guide.content.compile import build
from guide.content.library import Library
from guide.content.model import Figure, Kind
from guide.errors import PackError, UnknownKey
from tests.unit.conftest import ATLAS, SmallFolder

COUNTS = {
    Kind.THERAPY: 3,
    Kind.CONDITION: 1,
    Kind.PAGE: 2,
    Kind.POINT: 412,
    Kind.MERIDIAN: 20,
    Kind.REGION: 76,
    Kind.TERM: 0,
    Kind.CAUTION: 4,
    Kind.RED_FLAG: 1,
    Kind.SOURCE: 2,
}


def test_the_library_says_who_it_is(small: Library) -> None:
    """Title and version come from its own file."""
    assert (small.title, small.version) == ("A small library", "1.2")


def test_entries_stand_in_reading_order(small: Library) -> None:
    """By group, then by the order that articles ask for, then by title."""
    assert [one.key for one in small.entries(Kind.THERAPY)] == [
        "therapy/tuina",
        "therapy/back-stepping",
        "therapy/cupping",
    ]
    assert {kind: len(small.entries(kind)) for kind in Kind} == COUNTS
    assert len(small.entries()) == sum(COUNTS.values())


def test_groups_are_headings_with_their_entries(small: Library) -> None:
    """Therapies by group, points by meridian; a heading without entries is left out."""
    therapies = small.groups(Kind.THERAPY)
    assert [(one.title, one.summary) for one in therapies] == [
        ("Hands", "Pressure and strokes."),
        ("Skin", ""),
    ]
    assert [one.key for one in therapies[1].entries] == ["therapy/cupping"]
    points = small.groups(Kind.POINT)
    assert [one.key for one in points][:2] == ["LU", "LI"]
    assert points[-1].title == "Extra points"
    assert sum(len(one.entries) for one in points) == 412


def test_an_entry_is_one_line_of_a_list(small: Library) -> None:
    """Names in every script on one line, regions, and the best grade in its favour."""
    entry = small.entry("therapy/tuina")
    assert entry.title == "Tuina"
    assert entry.names == "推拿 · tuīná · Chinese massage · push and grasp"
    assert entry.regions == ("upper-back", "lower-back")
    assert entry.evidence == "low"
    assert small.entry("therapy/back-stepping").evidence == "against"
    assert small.entry("therapy/cupping").evidence == ""
    with pytest.raises(UnknownKey, match="therapy/nothing"):
        small.entry("therapy/nothing")


def test_a_page_holds_its_parts_in_this_order(small: Library) -> None:
    """Head, cautions and red flags come before the text, claims and sources after it."""
    html = small.page("therapy/tuina").html
    marks = [
        "<h1>Tuina</h1>",
        'class="names"',
        'class="facts"',
        'class="caution"',
        'class="red-flags"',
        "Technique</h2>",
        "What is claimed, and what is known</h2>",
        'class="claims"',
        "Sources</h2>",
        'class="source"',
    ]
    places = [html.find(mark) for mark in marks]
    assert -1 not in places, marks[places.index(-1)]
    assert places == sorted(places)


def test_the_caution_box_is_written_out(small: Library) -> None:
    """Sets become their cautions; the article's own come first and with their why; each stands once."""
    page = small.page("therapy/tuina")
    assert page.cautions == (
        "Do not: Fever or infection",
        "Do not: Thin bones",
        "With care: Pregnancy. No work on the belly.",
        "Red flags, spine: numb saddle area or weak legs",
    )
    # Thin bones are "do not" and in a list "with care": the stricter one counts.
    assert small.page("therapy/back-stepping").cautions == (
        "Do not: Thin bones",
        "Do not: Fever or infection",
        "With care: Pregnancy",
    )


def test_many_cautions_are_named_first_and_explained_after_the_text(core: Library) -> None:
    """A wall of reasons would hide the names: the box has them all, the reasons follow the text."""
    page = core.page("therapy/back-stepping")
    box = page.html[page.html.index('class="caution"') :]
    box = box[: box.index("</table>")]
    named = box[: box.index("With care:")]
    for words in ("thin bones", "pregnancy", "blood thinners", "any red flag", "no consent"):
        assert words in named
    assert "can break under a small load" not in box
    assert 'href="#caution-reasons"' in box
    reasons = page.html.index('name="caution-reasons"')
    assert "can break under a small load" in page.html[reasons:]
    assert page.html.index("What it is</h2>") < reasons < page.html.index('class="claims"')
    assert "caution-reasons" in [section.anchor for section in page.sections]
    assert any("can break under a small load" in line for line in page.cautions)


def test_labels_are_words(small: Library) -> None:
    """A grade and its direction are read, not guessed from a colour."""
    html = small.page("therapy/tuina").html
    assert '<span class="tradition">tradition</span>' in html
    assert '<span class="grade-low">low certainty</span>' in html
    assert '<span class="direction-favours">favours it</span>' in html
    stepping = small.text("therapy/back-stepping")
    assert "advised against · harm" in stepping


def test_citations_lead_to_numbered_sources(small: Library) -> None:
    """Every number in the text has its line at the end, and the line says what and how it was seen."""
    html = small.page("therapy/tuina").html
    cited = re.findall(r'<a href="#source-([a-z0-9-]+)">(\d+)</a>', html)
    listed = re.findall(r'<p class="source"><a name="source-([a-z0-9-]+)"></a>(\d+)\. ', html)
    assert {("shared-2001", "1"), ("trial-2020", "2")} == set(cited) == set(listed)
    assert [number for _, number in listed] == ["1", "2"]
    text = small.text("therapy/tuina")
    assert "2. A trial of strokes. Müller & Söhne. 2020. systematic review." in text
    seen = "(Read as the text of a search result, not in full.)"
    assert f"Says: Small <effect>. {seen} https://example.org/a?b=1&c=2" in text


def test_only_secure_addresses_become_links(small: Library) -> None:
    """An address without https can be read but not followed."""
    assert 'href="https://example.org/a?b=1&amp;c=2"' in small.page("source/trial-2020").html
    assert "http://example.org/" in small.page("source/shared-2001").html
    assert 'href="http:' not in small.page("source/shared-2001").html


def test_sections_are_the_headings_of_the_page(small: Library) -> None:
    """Each can be reached: its anchor stands in the page."""
    page = small.page("therapy/tuina")
    assert [(one.title, one.level) for one in page.sections] == [
        ("Technique", 2),
        ("Where it comes from", 2),
        ("What is claimed, and what is known", 2),
        ("Sources", 2),
    ]
    assert all(f'<a name="{one.anchor}"></a>' in page.html for one in page.sections)


def test_figures_name_what_the_body_shows(small: Library) -> None:
    """An article its own parts, a point itself on its meridian, a meridian its line."""
    assert small.page("therapy/tuina").figure == Figure(
        ("upper-back", "lower-back"), ("BL",), ("BL13", "ST36")
    )
    lung, four = small.page("point/BL13").figure, small.page("point/EX-HN1").figure
    assert (lung.meridians, lung.points) == (("BL",), ("BL13",))
    assert (four.meridians, four.points) == ((), ("EX-HN1",))
    assert set(lung.regions) <= set(small.entry("point/BL13").regions)
    assert lung.regions
    assert small.page("meridian/BL").figure == Figure((), ("BL",), ())
    assert small.page("region/neck").figure == Figure(("neck",), (), ())


def test_neighbours_and_teasers(small: Library) -> None:
    """What an article says itself counts, else the order of its group."""
    stepping = small.page("therapy/back-stepping")
    assert stepping.previous is not None
    assert stepping.previous.key == "condition/back-pain"
    assert stepping.next is None
    tuina = small.page("therapy/tuina")
    assert tuina.next is not None
    assert tuina.next.key == "therapy/back-stepping"
    assert [one.summary for one in tuina.related] == [
        "Massage with the feet.",
        "Pain in the lower back.",
    ]


def test_points_say_where_they_lie_and_who_uses_them(small: Library) -> None:
    """Names, place, class in words, cautions in words, articles, and the points beside them."""
    page = small.page("point/BL13")
    text = small.text("point/BL13")
    assert page.entry.title == "BL13 Feishu 肺俞"
    assert "Fèishū" in page.entry.names
    assert "Foot-Taiyang Bladder Meridian" in text
    assert "Back-shu point" in text
    assert "The lung lies close under the skin" in page.cautions[0]
    assert "Tuina" in text
    assert [one and one.key for one in (page.previous, page.next)] == ["point/BL12", "point/BL14"]
    assert small.page("point/LU1").previous is None
    hegu = small.page("point/LI4").cautions
    assert any(one.startswith("Traditional caution: ") and "pregnancy" in one for one in hegu)


def test_every_caution_and_class_of_every_point_is_put_into_words(small: Library) -> None:
    """No reader meets ``front-mu`` or ``artery:radial`` as the table has it."""
    for entry in small.entries(Kind.POINT):
        page = small.page(entry.key)
        for line in page.cautions:
            assert re.match(r"[A-Z]", line), (entry.key, line)
            assert not re.match(r"[a-z]+:", line), (entry.key, line)
        assert entry.regions, entry.key
        assert "front-mu:" not in page.html


def test_meridians_list_their_points(small: Library) -> None:
    """Course and points, and the partner."""
    html = small.page("meridian/BL").html
    assert html.count('href="point/BL40">BL40</a>') == 2  # in the words of the course, and listed
    assert all(f'href="point/BL{number}"' in html for number in range(1, 68))
    assert 'href="meridian/KI"' in html
    assert "Tuina" in small.text("meridian/BL")


def test_regions_list_what_is_there(small: Library) -> None:
    """Every therapy and condition with its grade in words, and the points."""
    text = small.text("region/lower-back")
    assert "Tuina" in text
    assert "low certainty" in text
    assert "Back pain" in text
    keys = [one.key for one in small.at_region("lower-back")]
    assert keys[:2] == ["therapy/tuina", "condition/back-pain"]
    assert "region/lower-back" in keys
    assert small.at_region("nowhere") == ()


def test_sources_tell_who_rests_on_them(small: Library) -> None:
    """Only articles that name it themselves, not those that share a list of cautions."""
    assert "Tuina" in small.text("source/trial-2020")
    assert "Cupping" not in small.text("source/shared-2001")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("therapy/tuina", "therapy/tuina"),
        ("tuina", "therapy/tuina"),
        ("  Tuina ", "therapy/tuina"),
        ("tuīná", "therapy/tuina"),
        ("推拿", "therapy/tuina"),
        ("Chinese massage", "therapy/tuina"),
        ("Back stepping", "therapy/back-stepping"),
        ("踩跷法", "therapy/back-stepping"),
        ("BL13", "point/BL13"),
        ("bl 13", "point/BL13"),
        ("st-36", "point/ST36"),
        ("point/st36", "point/ST36"),
        ("Zusanli", "point/ST36"),
        ("Zúsānlǐ", "point/ST36"),
        ("足三里", "point/ST36"),
        ("BL", "meridian/BL"),
        ("Foot-Taiyang Bladder Meridian", "meridian/BL"),
        ("neck", "region/neck"),
        ("nothing like it", None),
        ("", None),
        ("/", None),
        ("x/y/z", None),
        ("'; DROP TABLE entry; --", None),
        ("\x00", None),
    ],
)
def test_any_whole_name_leads_to_its_entry(small: Library, name: str, key: str | None) -> None:
    """Keys, slugs, codes, titles and names of every script; nothing else, and nothing breaks."""
    assert small.resolve(name) == key


def test_every_key_leads_to_itself_and_every_page_opens(core: Library) -> None:
    """In the real library, page by page: its links lead to entries and places that there are."""
    anchors = {}
    for entry in core.entries():
        assert core.resolve(entry.key) == entry.key
        html = core.page(entry.key).html
        anchors[entry.key] = set(re.findall(r'<a name="([^"]+)"', html))
        assert len(anchors[entry.key]) == len(re.findall(r"<a name=", html)), entry.key
    for key in anchors:
        for target in re.findall(r'href="([^"]+)"', core.page(key).html):
            if target.startswith(("https://", "mailto:")):
                continue
            to, _, anchor = target.partition("#")
            assert (to or key) in anchors, (key, target)
            assert not anchor or anchor in anchors[to or key], (key, target)


def test_back_stepping_keeps_its_neighbours(core: Library) -> None:
    """The page that the guide began with: previous, next, seven points, fourteen related articles."""
    page = core.page("therapy/back-stepping")
    assert page.previous is not None
    assert page.next is not None
    assert (page.previous.key, page.next.key) == ("therapy/tai-chi", "therapy/bloodletting-st36")
    assert page.figure.points == ("BL13", "BL15", "BL17", "BL18", "BL19", "BL20", "BL21")
    assert page.figure.meridians == ("BL",)
    related = [one.key for one in page.related]
    assert len([key for key in related if key.startswith("condition/")]) == 14
    assert all(one.summary for one in page.related)


def test_many_threads_read_at_once(small_pack: Path) -> None:
    """A library may be asked from any thread, and closed from another."""
    library = Library.open(small_pack)
    keys = [one.key for one in library.entries()]
    gate = threading.Barrier(8)

    def read(number: int) -> int:
        gate.wait()
        return sum(len(library.page(key).html) for key in keys[number::8])

    with ThreadPoolExecutor(8) as pool:
        together = sum(pool.map(read, range(8)))
    assert together == sum(len(library.page(key).html) for key in keys)
    library.close()
    with pytest.raises(PackError, match="closed"):
        Library.page(library, keys[0])


def test_a_second_pack_lies_over_the_first(
    small_pack: Path, small_folder: SmallFolder, tmp_path: Path
) -> None:
    """A clinic's own article takes the place of the one with the same key; the rest stays."""
    small_folder.replace("Chinese massage by hand.", "As this house does it.")
    text = small_folder.tuina.read_text("utf-8")
    new = text.replace("title: Tuina", "title: House tuina").replace("zh: 推拿", "zh: 家推")
    new = new.replace("Chinese massage, push", "house massage, push").replace("tuīná", "jiātuī")
    (small_folder.path / "therapies" / "house-tuina.md").write_text(new, "utf-8")
    own = build(small_folder.path, ATLAS, tmp_path / "own.tgpack").out
    library = Library.open(small_pack, own)
    assert library.title == "A small library"
    assert library.entry("therapy/tuina").summary == "As this house does it."
    assert [one.key for one in library.entries(Kind.THERAPY)].count("therapy/tuina") == 1
    assert library.resolve("house massage") == "therapy/house-tuina"
    assert {one.key for one in library.groups(Kind.THERAPY)[0].entries} >= {
        "therapy/house-tuina",
        "therapy/tuina",
    }
    library.close()


def test_when_one_pack_is_refused_none_stays_open(small_pack: Path, tmp_path: Path) -> None:
    """The sentence names the file that is wrong."""
    with pytest.raises(PackError, match="gone"):
        Library.open(small_pack, tmp_path / "gone.tgpack")


def test_pictures_are_kept_by_name(small_folder: SmallFolder, tmp_path: Path) -> None:
    """What lies in ``media`` can be read back; anything else is None."""
    (small_folder.path / "media").mkdir()
    (small_folder.path / "media" / "dot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    library = Library.open(build(small_folder.path, ATLAS, tmp_path / "x.tgpack").out)
    assert library.media("dot.png") == b"\x89PNG\r\n\x1a\n"
    assert library.media("../../etc/passwd") is None
    library.close()
