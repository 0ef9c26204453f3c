"""The article as it is read."""

from concurrent.futures import Future
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QImage, QPaintEvent, QResizeEvent, QShowEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from guide.content.model import Page
from guide.i18n import _
from guide.ui.article.access import Nodes, install
from guide.ui.article.caution import CautionBox
from guide.ui.article.foot import ArticleFoot, Mark
from guide.ui.article.headings import Headings
from guide.ui.article.leaf import Leaf
from guide.ui.article.place import Place
from guide.ui.article.position import first_visible, line_top, scroll_to
from guide.ui.jobs import Jobs
from guide.ui.theme import Theme
from guide.ui.widgets.page_document import PageDocument, reading_font
from guide.ui.widgets.pictures import Media, Pictures

_TYPICAL = "The giver presses, kneads and glides over the back of a person lying face down. "
_TOP, _BOTTOM, _SIDE, _GAP = 36, 48, 28, 40  # margins at 100 %
_LEAFING = 60  # ms on a page before its pictures are drawn on a thread
_STACKED = 440  # a text narrower than this, at 100 %, has its tables one cell below the other


class ArticleView(Leaf):
    """Shows one article and what comes after it; keeps the place through every change of look.

    Signals (besides those of Leaf):
        section_changed: another section is at the top now (its anchor, empty at the head).
        page_shown: a page was laid out (its key).
    """

    section_changed = Signal(str)
    page_shown = Signal(str)

    def __init__(self, media: Media | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._media = media
        self.setObjectName("articleView")
        self.setAccessibleName(_("Article"))
        self._page: Page | None = None
        self._jobs: Jobs | None = None
        self._pictures: Pictures | None = None
        self._scale, self._measure, self._narrow = 1.0, 72, False
        self._section = ""
        self._document = PageDocument(self, later=True)
        self.setDocument(self._document)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # no second layout
        self._headings = Headings(self._document)
        install()  # before anything on the page is asked for its role
        self._boxes = (CautionBox(self), CautionBox(self, "verdict", _("For this person")))
        self._foot = ArticleFoot(self.viewport())
        self._foot.chosen.connect(self.link_chosen)
        self._foot.focused.connect(self._on_card_focused)
        self._foot.hide()
        self._nodes = Nodes(self)
        # The place that was asked for, and the pixel it led to: while the reader does not scroll,
        # it stays the place, however often the text is wrapped anew.
        self._kept: tuple[Place, int] | None = None
        self._fresh = False  # laid out, but not yet looked at
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._on_settled)
        # A reader who leafs through pages does not wait for pictures; their drawing waits for him.
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_LEAFING)
        self._pause.timeout.connect(self._draw_plates)
        self._drawing: list[Future[_Drawn]] = []
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self.verticalScrollBar().rangeChanged.connect(self._on_range)

    def set_media(self, media: Media | None) -> None:
        """Where the pictures of a pack come from, from the next ``set_look`` on."""
        self._media = media

    def mark_with(self, mark: Mark) -> None:
        """What to say beside entries that a page leads on to, from the next page on."""
        self._foot.mark_with(mark)

    def draw_with(self, jobs: Jobs) -> None:
        """Have the plates of articles drawn on a thread; without, they hold up the window."""
        self._jobs = jobs

    @property
    def is_drawn(self) -> bool:
        """Is every picture of the page in its place?"""
        return self._document.is_drawn

    def show_page(self, page: Page, place: Place | None = None) -> None:
        """Show ``page`` at ``place`` (its beginning without one)."""
        self._page = page
        self._pause.stop()
        for waiting in self._drawing:
            waiting.cancel()
        self.setAccessibleName(page.entry.title)
        self.setAccessibleDescription("\n".join(page.verdict))
        self._foot.show_page(page)
        # Its place is known when the whole page is laid out; the first lines do not wait for that.
        self._foot.hide()
        for box, lines in zip(self._boxes, (page.cautions, page.verdict), strict=True):
            box.show_lines(lines)
        self._load(place or Place())
        self._section = ""
        self.page_shown.emit(page.entry.key)

    def show_changed(self, page: Page) -> None:
        """Show the open page with other words around its text; the line that is read stays.

        At the head of the page it is the head that stays: there the other words stand.
        """
        place, section = self.place(), self._section
        before = self._headings.position(section) if section else None
        self.show_page(page)
        after = self._headings.position(section) if section else None
        if before is not None and after is not None:
            self.restore(replace(place, scroll=place.scroll + after - before))

    def page(self) -> Page | None:
        """The page that is open."""
        return self._page

    def place(self) -> Place:
        """Where the reader is."""
        scrolled = self.verticalScrollBar().value()
        if self._kept is None or self._kept[1] != scrolled:
            margin = self._document.rootFrame().frameFormat().leftMargin()
            self._kept = first_visible(self, margin), scrolled
        return self._kept[0]

    def restore(self, place: Place) -> None:
        """Bring ``place`` to the top edge."""
        if place == Place():
            self.verticalScrollBar().setValue(0)
        else:
            scroll_to(self, place)
        self._kept = place, self.verticalScrollBar().value()

    def go_to(self, anchor: str) -> None:
        """Scroll to a heading or another named place of the page; Tab goes on from there."""
        position = self._headings.position(anchor)
        if position is None:
            return
        self.forget_link()
        top = line_top(self._document, position) - round(12 * self._scale)
        self.verticalScrollBar().setValue(round(top))

    def section(self) -> str:
        """The anchor of the section that is being read, empty at the head."""
        return self._section

    def set_look(self, theme: Theme, text_scale: float, reading_width: int) -> None:
        """Change theme, text size (1.0 is 100 %) or measure (characters), keeping the place."""
        place = self.place()
        self._scale, self._measure = text_scale, reading_width
        self._pictures = Pictures(theme, text_scale, self.devicePixelRatioF(), self._media)
        self._document.dress(theme, text_scale, self._pictures)
        self._foot.set_look(theme, text_scale)
        self.set_ring(theme.colour("focus"))
        self._nodes.set_ring(theme.colour("focus"))
        self._load(place)
        self._place_foot()

    def describe_for_assistance(self, on: bool) -> None:
        """Lay links and headings open to assistive technology, even where none is running now."""
        self._nodes.force(on)
        self._settle.start()

    def settle(self) -> None:
        """Do now what else follows a layout a moment later (boxes, marks for assistance)."""
        self._settle.stop()
        self._on_settled()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first lines are on the screen: now everything that follows a layout."""
        super().paintEvent(event)
        if self._fresh:
            self._settle.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        place = self.place() if self._page is not None else None
        super().resizeEvent(event)
        if place is not None:
            self._lay_out(place)
            self._place_foot()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt scrolls to its text cursor when a text is seen first; the reader's place counts more."""
        place = self.place() if self._page is not None else None
        super().showEvent(event)
        if place is not None:
            self.restore(place)

    def _load(self, place: Place) -> None:
        """Put the page into the document, then lay it out."""
        if self._page is None:
            return
        self._nodes.clear()
        self.forget_link()
        side, self._narrow = self._measured()
        together = QTextCursor(self._document)
        together.beginEditBlock()  # text and margins are laid out once and not one after the other
        self._document.load(self._page.html, self._narrow)
        self._headings.show(self._page.sections)
        self._fit(side)
        together.endEditBlock()
        # Loading leaves the cursor at the end. Not before the margins are set: each lays out anew.
        self.setTextCursor(QTextCursor(self._document))
        self.restore(place)

    def _lay_out(self, place: Place) -> None:
        """Follow another width; a page that becomes narrow is put together differently."""
        side, narrow = self._measured()
        if narrow != self._narrow:
            self._load(place)
            return
        self._fit(side)
        self.restore(place)

    def _measured(self) -> tuple[int, bool]:
        """The margin left and right for the reader's measure, and whether the page is narrow."""
        room = self.viewport().width()
        font = QFontMetricsF(reading_font(self._scale))
        wished = font.horizontalAdvance(_TYPICAL) / len(_TYPICAL) * self._measure
        side = round(max(min(_SIDE * self._scale, room * 0.06), (room - wished) / 2))
        return side, room - 2 * side < _STACKED * self._scale

    def _fit(self, side: int) -> None:
        """Centre the measure and leave room at the end for the foot."""
        height = self._foot.arrange(self.viewport().width() - 2 * side)
        frame = self._document.rootFrame().frameFormat()
        frame.setLeftMargin(side)
        frame.setRightMargin(side)
        frame.setTopMargin(round(_TOP * self._scale))
        frame.setBottomMargin(round((_GAP + _BOTTOM) * self._scale) + height)
        self._document.rootFrame().setFrameFormat(frame)
        self._headings.moved()
        self._fresh = True

    def _place_foot(self) -> None:
        if self._page is None:
            return
        end = round(self._document.size().height()) - self.verticalScrollBar().value()
        left = round(self._document.rootFrame().frameFormat().leftMargin())
        self._foot.move(left, end - self._foot.height() - round(_BOTTOM * self._scale))

    @Slot()
    def _on_settled(self) -> None:
        self._fresh = False
        if self._jobs is None:
            self._draw_plates()
        else:
            self._pause.start()
        self._place_foot()
        self._foot.setVisible(self._page is not None)
        for box in self._boxes:
            box.follow()
        self._nodes.follow()
        self._foot.raise_()  # after the links, as it is read
        self._on_scrolled()

    @Slot()
    def _draw_plates(self) -> None:
        pictures, jobs = self._pictures, self._jobs
        if pictures is None:
            return
        asked = self._document.to_draw()
        if jobs is None:
            for address in asked:
                self._put(_drawn(pictures, address))
            return
        self._drawing = [
            jobs.read(partial(_drawn, pictures, address), self._put, self) for address in asked
        ]

    def _put(self, drawn: "_Drawn") -> None:
        pictures, address, image = drawn
        if pictures is self._pictures:  # else the look is another one by now
            self._document.put(address, image)
            self.viewport().update()

    @Slot(int, int)
    def _on_range(self, low: int, high: int) -> None:
        self.verticalScrollBar().setEnabled(
            high > low
        )  # the style hides the handle of a short page

    @Slot()
    def _on_scrolled(self) -> None:
        if self._page is None:
            return
        bar = self.verticalScrollBar()
        at_end = bar.maximum() > 0 and bar.value() >= bar.maximum()
        y = bar.value() + self.viewport().height() * (0.9 if at_end else 0.2)
        anchor = self._headings.at(y) if bar.value() > 0 else ""
        if anchor != self._section:
            self._section = anchor
            self.section_changed.emit(anchor)

    @Slot(QWidget)
    def _on_card_focused(self, card: QWidget) -> None:
        top = card.mapTo(self.viewport(), QPoint(0, 0)).y()
        seen = QRect(0, 0, 1, self.viewport().height())
        bar = self.verticalScrollBar()
        if top + card.height() > seen.bottom():
            bar.setValue(bar.value() + top + card.height() - seen.bottom() + 12)
        elif top < 0:
            bar.setValue(bar.value() + top - 12)


_Drawn = tuple[Pictures, str, QImage | None]


def _drawn(pictures: Pictures, address: str) -> _Drawn:
    """A picture with what it was drawn for; on any thread."""
    return pictures, address, pictures(address)
