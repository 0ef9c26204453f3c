"""An article on paper: whole, cautions first, with its edition and date on every page."""

import re
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from guide import paths
from guide.errors import GuideError, UnknownKey
from guide.services.context import Context, open_context
from guide.ui.printing import handout as printing
from guide.ui.printing.handout import handout
from tests.gui.article_pages import long_page, page

DAY = date(2026, 11, 23)
pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def context(library_file: Path, own_home: Path) -> Context:
    return open_context(paths.home(own_home), library_file)


def _pages(data: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", data))


def _text(file: Path) -> str:
    """The words of a PDF file; skips where nothing on this machine can read one."""
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run([reader, "-layout", file, "-"], capture_output=True, check=True)
    return done.stdout.decode()


def test_a_handout_is_a_pdf_of_several_pages(context: Context, tmp_path: Path) -> None:
    """A real article, on A4, in one file."""
    out = tmp_path / "Rückengang 踩背.pdf"
    handout(context, "therapy/back-stepping", out, DAY)
    data = out.read_bytes()
    assert data.startswith(b"%PDF-")
    assert _pages(data) > 3
    box = re.search(rb"/MediaBox \[0 0 (\d+)\S* (\d+)", data)
    assert box is not None
    assert (int(box[1]), int(box[2])) in {(595, 842), (595, 841)}


def test_cautions_stand_before_the_text(context: Context, tmp_path: Path) -> None:
    """Whoever reads only the first page has read them."""
    out = tmp_path / "sheet.pdf"
    handout(context, "therapy/back-stepping", out, DAY)
    first = _text(out).split("\f")[0]
    assert "Back stepping" in first
    assert "Cautions" in first
    assert "Do not" in first
    assert "Where it comes from" not in first


def test_every_page_says_what_it_is(context: Context, tmp_path: Path) -> None:
    """Title, edition, date and number at the foot; the sources at the end."""
    out = tmp_path / "sheet.pdf"
    handout(context, "therapy/back-stepping", out, DAY)
    pages = _text(out).rstrip("\f").split("\f")
    for number, words in enumerate(pages, start=1):
        foot = words.rstrip().splitlines()[-1]
        assert "Back stepping" in foot
        assert context.library.title in foot
        assert context.library.version in foot
        assert "2026-11-23" in foot
        assert f"Page {number} of {len(pages)}" in foot
    assert "Sources" in "".join(pages[len(pages) // 3 :])


def test_the_body_is_on_the_sheet() -> None:
    """An article that draws no figure itself gets one after its cautions, and only one."""
    plain = long_page()
    head, found, rest = printing._with_figure(plain).partition('<img src="plate:auto?regions=')
    assert found
    assert "Cautions" in head
    assert "plate:" not in rest
    own = page('<p><img src="plate:front" alt="x"></p>')
    assert printing._with_figure(own) == own.html
    assert printing._with_figure(page("<p>x</p>")) == "<p>x</p>"


def test_paper_is_black_on_white(qapp: QApplication) -> None:
    """Whatever theme the window wears, the sheet has its own colours."""
    from guide.ui import theme  # noqa: PLC0415 - beside its use

    theme.apply(qapp, theme.theme("dark"), 1.0)
    dark = printing.pdf(long_page(), "Library 1", DAY)
    theme.apply(qapp, theme.theme("light"), 1.0)
    light = printing.pdf(long_page(), "Library 1", DAY)
    assert _pages(dark) == _pages(light)
    assert abs(len(dark) - len(light)) < 200


def test_a_wrong_place_is_one_sentence(context: Context, tmp_path: Path) -> None:
    """No half file, no traceback: what, where, and what to do."""
    out = tmp_path / "missing" / "sheet.pdf"
    with pytest.raises(GuideError, match=r"sheet\.pdf cannot be written .*another place\."):
        handout(context, "therapy/back-stepping", out, DAY)
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(GuideError):
        handout(context, "therapy/back-stepping", tmp_path, DAY)
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_entry_is_told(context: Context, tmp_path: Path) -> None:
    """Nothing is written for what is not there."""
    with pytest.raises(UnknownKey):
        handout(context, "therapy/no-such-thing", tmp_path / "sheet.pdf", DAY)
    assert list(tmp_path.iterdir()) == []


def test_a_sheet_takes_the_place_of_an_older_one(context: Context, tmp_path: Path) -> None:
    """Writing again replaces the file and leaves nothing beside it."""
    out = tmp_path / "sheet.pdf"
    out.write_text("old")
    handout(context, "page/about", out, DAY)
    assert out.read_bytes().startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [out]
