"""An article as a PDF file: black on white, cautions first, with its sources and its edition."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPalette,
    QPdfWriter,
)

from guide import files
from guide.atlas.references import AUTO
from guide.content.levels import Level
from guide.content.model import Page
from guide.errors import GuideError
from guide.i18n import _
from guide.services.context import Context
from guide.ui.theme import PRINT, Theme, interface_font, theme
from guide.ui.widgets.page_document import PageDocument
from guide.ui.widgets.pictures import Pictures

_DPI = 600
_SCALE = 0.84  # of the text on the screen at 100 %: 10.5 points
_SHARPNESS = 4.0  # pixels of a picture for one on the screen
_FOOTER = 9.0  # millimetres
_FIRST_SECTION = "<h2>"
_END = b"%%EOF"  # of every whole PDF file


def handout(
    context: Context,
    key: str,
    out: Path,
    today: date | None = None,
    level: Level = Level.STUDENT,
    dress: Callable[[Page], Page] | None = None,
) -> None:
    """Write the entry ``key`` as it is read at ``level`` to ``out``; the file is complete or not touched.

    ``dress`` adds what the page says about the person whose cautions are ticked.
    UnknownKey where there is no such entry; GuideError where the file cannot be written.
    """
    files.check_place(out)
    page = context.library.page(key, level)
    if dress is not None:
        page = dress(page)
    edition = f"{context.library.title} {context.library.version}".strip()
    data = pdf(
        page, edition, today if today is not None else datetime.now(tz=UTC).astimezone().date()
    )
    files.write_whole(data, out)


def pdf(page: Page, edition: str, today: date) -> bytes:
    """The page as a PDF document."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setResolution(_DPI)
    writer.setTitle(page.entry.title)
    writer.setCreator("Therapy Guide")
    margins = QMarginsF(22, 18, 22, 14)
    layout = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4),
        QPageLayout.Orientation.Portrait,
        margins,
        QPageLayout.Unit.Millimeter,
    )
    writer.setPageLayout(layout)
    _print(page, writer, f"{page.entry.title} · {edition} · {today.isoformat()}")
    buffer.close()
    data = bytes(buffer.data().data())
    if not data.rstrip().endswith(_END):
        raise GuideError(_("The page {0} cannot be drawn as PDF.").format(page.entry.key))
    return data


def _print(page: Page, writer: QPdfWriter, footer: str) -> None:
    look = theme(PRINT)
    room = QRectF(0, 0, writer.width(), writer.height() - _FOOTER / 25.4 * _DPI)
    document = PageDocument()
    document.documentLayout().setPaintDevice(writer)
    document.dress(look, _SCALE, Pictures(look, _SCALE, _SHARPNESS, None))
    document.load(_with_figure(page))
    document.setPageSize(QSizeF(room.size()))
    pages = document.pageCount()
    painter = QPainter(writer)
    for number in range(pages):
        if number:
            writer.newPage()
        _paint_page(document, painter, room, number, look)
        _paint_footer(painter, writer, footer, number + 1, pages, look)
    painter.end()


def _paint_page(
    document: PageDocument, painter: QPainter, room: QRectF, number: int, look: Theme
) -> None:
    painter.save()
    painter.translate(0, -number * room.height())
    context = QAbstractTextDocumentLayout.PaintContext()
    colours = QPalette()
    colours.setColor(QPalette.ColorRole.Text, QColor(look.colour("ink")))
    context.palette = colours
    part = room.translated(0, number * room.height())
    context.clip = part
    painter.setClipRect(part)
    document.documentLayout().draw(painter, context)
    painter.restore()


def _paint_footer(
    painter: QPainter, writer: QPdfWriter, words: str, number: int, pages: int, look: Theme
) -> None:
    font = QFont(interface_font(0.76))
    painter.setFont(font)
    painter.setPen(QColor(look.colour("muted")))
    height = 5.0 / 25.4 * _DPI
    line = QRectF(0, writer.height() - height, writer.width(), height)
    count = _("Page {number} of {count}").format(number=number, count=pages)
    painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, words)
    painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom, count)


def _with_figure(page: Page) -> str:
    """The page's HTML with its figure after the cautions, unless it draws one itself."""
    figure = page.figure
    asked = {
        "regions": figure.regions,
        "points": figure.points,
        "meridian": figure.meridians,
    }
    fields = [f"{name}={','.join(values)}" for name, values in asked.items() if values]
    if 'src="plate:' in page.html or not fields:
        return page.html
    source = "&amp;".join((f"plate:{AUTO}?{fields[0]}", *fields[1:], "labels=organ"))
    picture = f'<p><img src="{source}" alt=""/></p>'
    head, mark, rest = page.html.partition(_FIRST_SECTION)
    return f"{head}{picture}{mark}{rest}"
