"""Links: the library and, after a question, the web; never a file, whatever an article says."""

import builtins
import io
import os
import shutil
import subprocess
import sys
from html import escape
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from guide.ui import theme
from guide.ui.article.links import LinkKind, read_link
from guide.ui.article.view import ArticleView
from tests.gui.article_pages import page

HOSTILE = [
    "file:///etc/passwd",
    "file:/etc/passwd",
    "FILE:///etc/passwd",
    "file://localhost/etc/passwd",
    "/etc/passwd",
    "//host/share",
    "\\\\host\\share",
    "../../../etc/passwd",
    "therapy/../../../etc/passwd",
    "therapy/..",
    "therapy/a/../../b",
    "./therapy/tuina",
    "therapy/tuina/../other",
    "C:\\Windows\\win.ini",
    "c:/windows/win.ini",
    "http://example.org/",
    "ftp://example.org/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<b>x</b>",
    "data:text/html;base64,PGI+",
    "vbscript:x",
    "qrc:/qt-project.org/x",
    "qrc:///x",
    ":/x",
    "about:blank",
    "view-source:https://example.org",
    "ssh://example.org",
    "smb://host/share",
    "tel:123",
    "x-custom:run",
    "mailto:",
    "mailto:a@example.org?attach=/etc/passwd",
    "mailto:a@example.org,b@example.org",
    "https://",
    "https://user:word@example.org/",
    "https://example.org@evil.example/",
    "https://example.org\\@evil.example/",
    "https://ex ample.org/",
    "https://example.org/\nHost: x",
    "https://localhost/",
    "https://127.0.0.1/",
    "https://[::1]/",
    "https://еxample.org/",
    "https://example.org/\u202egnp.exe",
    "therapy/tuina\u202e",
    "therapy/tuina\x00",
    "therapy/" + "a" * 10_000,
    "https://example.org/" + "a" * 10_000,
    "unknown/tuina",
    "therapy",
    "therapy/",
    "therapy/tuina?x=1",
    "therapy/tuina#a#b",
    "#",
    "#a b",
    "?x",
    "",
    " ",
]
OWN = ["therapy/back-stepping", "point/BL13", "region/lower-back", "therapy/tuina#technique"]
ANCHORS = ["#technique", "#source-furlan-2015"]
OUTSIDE = [
    "https://example.org",
    "https://www.example.org/a/b.html?q=1&r=2#here",
    "https://example.org:8443/%E4%BD%A0",
    "https://pubmed.ncbi.nlm.nih.gov/12345/",
    "https://doi.org/10.1002/14651858.CD001929.pub3",
    "https://doi.org/10.1016/S0140-6736(18)30480-X",
    "mailto:clinic@example.org",
]


@pytest.mark.parametrize("address", HOSTILE)
def test_hostile_links_lead_nowhere(address: str) -> None:
    """Nothing but whole, known shapes is followed."""
    assert read_link(address).kind is LinkKind.REFUSED


@pytest.mark.parametrize("address", OWN)
def test_keys_lead_into_the_library(address: str) -> None:
    """A key, with or without a place in its page."""
    link = read_link(address)
    assert (link.kind, link.target) == (LinkKind.INTERNAL, address)


@pytest.mark.parametrize("address", ANCHORS)
def test_anchors_stay_on_the_page(address: str) -> None:
    """A place of the page that is open."""
    link = read_link(address)
    assert (link.kind, link.target) == (LinkKind.ANCHOR, address[1:])


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_web_is_asked_for(address: str) -> None:
    """An address outside is handed to whoever asks the reader."""
    link = read_link(address)
    assert (link.kind, link.target) == (LinkKind.EXTERNAL, address)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every file that Python opens and every address handed to the desktop, from here on."""
    found: list[str] = []

    def refuse(*given: Any, **_named: Any) -> Any:
        found.append(str(given[0]))
        raise OSError("not in this test")

    for where, name in ((builtins, "open"), (io, "open"), (os, "open"), (Path, "read_bytes")):
        monkeypatch.setattr(where, name, refuse)
    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    return found


@pytest.fixture
def view(qtbot: QtBot) -> ArticleView:
    made = ArticleView()
    qtbot.addWidget(made)
    made.resize(700, 500)
    made.setFocus()
    made.set_look(theme.theme("light"), 1.0, 72)
    with qtbot.waitExposed(made):
        made.show()
    return made


def _spot(view: ArticleView) -> QPoint:
    """A place on the first link of the page."""
    for y in range(0, view.viewport().height(), 4):
        for x in range(0, view.viewport().width(), 6):
            if view.anchorAt(QPoint(x, y)):
                return QPoint(x + 3, y + 4)
    raise AssertionError("no link is seen")


@pytest.mark.parametrize("address", [one for one in HOSTILE if one.strip()])
def test_pressing_a_hostile_link_changes_nothing(
    address: str, view: ArticleView, qtbot: QtBot, opened: list[str]
) -> None:
    """By mouse and by keyboard: the page stays, a sentence is told, no file is opened."""
    said: list[str] = []
    went: list[str] = []
    view.said.connect(said.append)
    view.link_chosen.connect(went.append)
    view.external_chosen.connect(went.append)
    view.show_page(page(f'<h1>One</h1><p><a href="{escape(address)}">press here</a> now</p>'))
    before = view.toPlainText()
    if view.document().find("press here").charFormat().anchorHref():
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_spot(view))
        view.setFocus()
        QTest.keyClick(view, Qt.Key.Key_Tab)
        QTest.keyClick(view, Qt.Key.Key_Return)
        assert said, "the reader was not told"
    assert view.toPlainText() == before
    assert went == []
    assert opened == []


def test_pressing_a_link_asks_for_its_page(view: ArticleView, qtbot: QtBot) -> None:
    """A click on a link of the library says its key."""
    view.show_page(page('<p><a href="therapy/tuina#technique">Tuina</a></p>'))
    with qtbot.waitSignal(view.link_chosen) as caught:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_spot(view))
    assert caught.args == ["therapy/tuina#technique"]


def test_leaving_the_program_is_only_asked_for(
    view: ArticleView, qtbot: QtBot, opened: list[str]
) -> None:
    """An address of the web is handed on, not opened."""
    view.show_page(page('<p><a class="external" href="https://example.org/a">there</a></p>'))
    with qtbot.waitSignal(view.external_chosen) as caught:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=_spot(view))
    assert caught.args == ["https://example.org/a"]
    assert opened == []


def test_the_keyboard_walks_the_links(view: ArticleView, qtbot: QtBot) -> None:
    """Tab goes from link to link with a ring around it, Enter follows, Shift+Tab goes back."""
    look = theme.theme("light")
    view.show_page(page('<p><a href="therapy/a">first</a> and <a href="therapy/b">second</a></p>'))
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.walked() == "first"
    image = view.viewport().grab().toImage()
    ring = sum(
        image.pixelColor(x, y).name() == look.colour("focus")
        for x in range(image.width())
        for y in range(120)
    )
    assert ring > 100, "the link that has the keyboard is not seen"
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.walked() == "second"
    with qtbot.waitSignal(view.link_chosen) as caught:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert caught.args == ["therapy/b"]
    QTest.keyClick(view, Qt.Key.Key_Backtab)
    assert view.walked() == "first"


IMAGES = [
    "file:///etc/hostname",
    "/etc/hostname",
    "../../../../etc/hostname",
    "etc/hostname",
    "https://example.org/a.png",
    "//host/share/a.png",
    "data:image/png;base64,iVBORw0KGgo=",
    "qrc:/a.png",
    ":/a.png",
    "media:../../etc/passwd",
    "media:/etc/passwd",
    "plate:../../etc/passwd",
    "plate:side",
    "plate:",
    "a.svg",
]
STYLES = [
    '<style>@import url("file:///etc/passwd"); p { background-image: url(/etc/passwd) }</style>',
    '<link rel="stylesheet" href="file:///etc/passwd"><p>x</p>',
    '<body background="/etc/hostname"><p>x</p></body>',
    '<table background="/etc/hostname"><tr><td background="/etc/hostname">x</td></tr></table>',
    '<ul style="list-style-image: url(/etc/hostname)"><li>x</li></ul>',
    '<p style="background-image: url(file:///etc/hostname)">x</p>',
    '<object data="/etc/hostname"></object><iframe src="/etc/hostname"></iframe>',
]


@pytest.mark.parametrize("html", [*(f'<img src="{a}" alt="x">' for a in IMAGES), *STYLES])
def test_the_page_reads_no_file(html: str, view: ArticleView, opened: list[str]) -> None:
    """Images and styles come from the pack or not at all."""
    view.show_page(page(f"<h1>One</h1>{html}<p>end</p>"))
    view.viewport().grab()
    assert opened == []
    assert "root:" not in view.toPlainText()


_SHOWS_EVERYTHING = """
import sys
from PySide6.QtWidgets import QApplication
from guide.ui import theme
from guide.ui.article.view import ArticleView
from tests.gui.article_pages import page

app = QApplication([])
view = ArticleView()
view.set_look(theme.theme("light"), 1.0, 72)
view.show()
open("/dev/null").close()  # from here on
for address in sys.argv[1:]:
    for html in (
        f'<p><img src="{address}" alt="x"></p>',
        f'<table background="{address}"><tr><td style="background-image: url({address})">x</td></tr></table>',
        f'<style>@import url("{address}"); p {{ background-image: url({address}) }}</style><p>x</p>',
        f'<p><a href="{address}">x</a></p>',
    ):
        view.show_page(page(html))
        view.viewport().grab()
        view.follow(address)
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_system_sees_no_file_opened(tmp_path: Path) -> None:
    """Seen from outside: whatever form an address has, the file behind it is never touched."""
    canary = tmp_path / "canary.png"
    canary.write_bytes(b"x")
    addresses = [str(canary), f"file://{canary}", f"FILE:{canary}", "../" * 12 + str(canary)[1:]]
    trace = tmp_path / "trace.txt"
    subprocess.run(
        [
            "strace",
            "-f",
            "-e",
            "trace=%file",
            "-o",
            trace,
            sys.executable,
            "-c",
            _SHOWS_EVERYTHING,
            *addresses,
        ],
        check=True,
        cwd=Path(__file__).parents[2],
        capture_output=True,
    )
    _before, mark, after = trace.read_text(errors="replace").partition("/dev/null")
    assert mark, "the page was never shown"
    assert "canary.png" not in after


def test_what_the_page_cannot_have_is_asked_for_once(qtbot: QtBot) -> None:
    """One question for each missing picture, however often it is painted."""
    asked: list[str] = []

    def media(name: str) -> bytes | None:
        asked.append(name)
        return None

    view = ArticleView(media)
    qtbot.addWidget(view)
    view.set_look(theme.theme("light"), 1.0, 72)
    view.show_page(page('<img src="media:a.png" alt="a"><img src="media:a.png" alt="a">'))
    with qtbot.waitExposed(view):
        view.show()
    for _time in range(3):
        view.viewport().grab()
    assert asked == ["a.png"]
